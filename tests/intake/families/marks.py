"""What somebody hid or struck through, in every format: it never decides a value in silence."""

from tests.intake.families.making import Family, Mixed, Sheet, Struck, event, ods, report, xls, xlsx

HEAD = ["Partai", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat"]


def line(day: object = "4/12/2023", hour: object = "09.00", ward: object = "Bareng", place: object = "Balai RW 1",
         party: object = "PAN") -> list:
    return [party, day, hour, "Tatap muka", ward, place]


def pan(row: int, start: str, end: str | None = None, **more):
    return event(row, "PAN", "tatap_muka", start, end, "bareng", **more)


PARTLY_STRUCK = [
    HEAD,
    line(),
    line("5/12/2023", Mixed(Struck("13.00"), " 14.00")),
    line(Mixed(Struck("5/12/2023 "), "6/12/2023")),
    line("7/12/2023", place=Mixed("Balai RW 2, ", Struck("Jl. Lama 5"))),
    line("8/12/2023", Mixed("09.00 - ", Struck("11.00 "), "12.00")),
    line("9/12/2023", Mixed(Struck("1"), "3.00")),
    line("10/12/2023", Mixed("09.00 - ", Struck("11.00"))),
    line("11/12/2023", Mixed(Struck("10"), Struck(".00"))),
    line("12/12/2023", Mixed(Struck("13.00"), "14.00")),
    line("13/12/2023", Mixed(Struck("13.00"), " menjadi 14.00")),
    line(Mixed("14 ", Struck("s/d 15 "), "Desember 2023")),
]
PARTLY_STRUCK_TRUTH = {
    "stored": [
        pan(2, "2023-12-04 09:00"),
        pan(3, "2023-12-05 14:00"),
        pan(4, "2023-12-06 09:00"),
        pan(5, "2023-12-07 09:00", venue="Balai RW 2"),
        pan(6, "2023-12-08 09:00", "12:00"),
        pan(11, "2023-12-13 14:00"),
        pan(12, "2023-12-14 09:00"),
    ],
    "held": [(7, "row"), (8, "row"), (9, "row"), (10, "row")],
    "told": [(3, "row"), (4, "row"), (5, "row"), (6, "row"), (11, "row"), (12, "row")],
}


def parts_of_cells_struck_through() -> Family:
    return Family("PAN.xlsx", "schedule", xlsx({"Sheet1": PARTLY_STRUCK}), **PARTLY_STRUCK_TRUTH)


def parts_struck_through_in_an_old_workbook() -> Family:
    return Family("PAN.xls", "schedule", xls(PARTLY_STRUCK), **PARTLY_STRUCK_TRUTH)


def parts_struck_through_in_an_open_document() -> Family:
    return Family("PAN.ods", "schedule", ods(PARTLY_STRUCK), **PARTLY_STRUCK_TRUTH)


HIDDEN_ROWS = [
    HEAD,
    line(),
    line("5/12/2023"),
    [Struck(cell) for cell in line("6/12/2023")],
    line(Struck("7/12/2023")),
    line("8/12/2023"),
]
HIDDEN_ROWS_TRUTH = {
    "stored": [pan(2, "2023-12-04 09:00"), pan(6, "2023-12-08 09:00")],
    "held": [(3, "row"), (4, "row"), (5, "row")],
}


def hidden_and_struck_rows_of_an_old_workbook() -> Family:
    return Family("PAN.xls", "schedule", xls(HIDDEN_ROWS, hidden_rows=(2,)), **HIDDEN_ROWS_TRUTH)


def hidden_and_struck_rows_of_an_open_document() -> Family:
    return Family("PAN.ods", "schedule", ods(HIDDEN_ROWS, hidden_rows=(2,)), **HIDDEN_ROWS_TRUTH)


HIDDEN_COLUMN = [
    ["Partai", "Tanggal Lama", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat"],
    ["PAN", "1/12/2023", "4/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 1"],
    ["PAN", "2/12/2023", "5/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 1"],
]
HIDDEN_COLUMN_TRUTH = {"stored": [pan(2, "2023-12-04 09:00"), pan(3, "2023-12-05 09:00")], "told": [(1, "row")]}


def hidden_column_of_old_days() -> Family:
    return Family("a.xlsx", "schedule", xlsx({"Sheet1": Sheet(HIDDEN_COLUMN, hidden_columns=(1,))}),
                  **HIDDEN_COLUMN_TRUTH)  # fmt: skip


def hidden_column_of_old_days_in_an_old_workbook() -> Family:
    return Family("a.xls", "schedule", xls(HIDDEN_COLUMN, hidden_columns=(1,)), **HIDDEN_COLUMN_TRUTH)


def hidden_column_of_old_days_in_an_open_document() -> Family:
    return Family("a.ods", "schedule", ods(HIDDEN_COLUMN, hidden_columns=(1,)), **HIDDEN_COLUMN_TRUTH)


def hidden_columns_that_would_be_surer() -> Family:
    """The hidden heads are whole names, the visible ones are not; a hidden place would be joined to the visible."""
    rows = [
        ["Partai", "Tanggal", "Rencana tanggal giat di lapangan", "Jam", "Jam giat lapangan", "Bentuk", "Kelurahan",
         "Tempat", "Lokasi"],
        ["PAN", "1/12/2023", "4/12/2023", "08.00", "09.00", "Tatap muka", "Bareng", "Gedung lama", "Balai RW 1"],
    ]
    return Family("a.xlsx", "schedule", xlsx({"Sheet1": Sheet(rows, hidden_columns=(1, 3, 7))}),
                  stored=[pan(2, "2023-12-04 09:00", venue="Balai RW 1")], told=[(1, "row")])  # fmt: skip


def hidden_column_alone() -> Family:
    rows = [HEAD, line(), line("5/12/2023")]
    return Family("a.xlsx", "schedule", xlsx({"Sheet1": Sheet(rows, hidden_columns=(0,))}),
                  stored=[pan(2, "2023-12-04 09:00"), pan(3, "2023-12-05 09:00")], told=[(1, "row")])  # fmt: skip


def values_from_struck_cells_above() -> Family:
    """A date struck through over merged rows, beside a ditto mark, or as a section's heading holds for no row."""
    rows = [
        HEAD,
        line(Struck("4/12/2023")),
        line(None, "10.00"),
        line("5/12/2023", Struck("11.00")),
        line("5/12/2023", '"'),
        line("6/12/2023"),
    ]
    return Family("a.xlsx", "schedule", xlsx({"Sheet1": Sheet(rows, merges=("B2:B3",))}),
                  stored=[pan(6, "2023-12-06 09:00")],
                  held=[(2, "row"), (3, "row"), (4, "row"), (5, "row")])  # fmt: skip


def headings_struck_through_or_hidden() -> Family:
    rows = [
        HEAD[1:],
        ["PARTAI AMANAT NASIONAL"],
        line()[1:],
        [Struck("PARTAI GOLKAR")],
        line("5/12/2023")[1:],
        ["PARTAI NASDEM"],
        line("6/12/2023")[1:],
        ["PARTAI DEMOKRAT"],
        line("7/12/2023")[1:],
    ]
    return Family("a.xlsx", "schedule", xlsx({"Sheet1": Sheet(rows, hidden_rows=(7,))}),
                  stored=[pan(3, "2023-12-04 09:00"),
                          event(7, "NASDEM", "tatap_muka", "2023-12-06 09:00", None, "bareng")],
                  held=[(5, "party"), (9, "party")])  # fmt: skip


def titles_struck_through() -> Family:
    rows = [[Struck("PARTAI GOLKAR")], [], HEAD[1:], line()[1:]]
    return Family("a.xlsx", "schedule", xlsx({"Sheet1": rows}), held=[(4, "party")])


def quiet_lines_nobody_vouches_for() -> Family:
    rows = [
        ["Tanggal", "Kelurahan", "Uraian"],
        ["5/12/2023", "Dinoyo", "Baliho dirusak"],
        ["5/12/2023", "Sukamandi", "NIHIL"],
        ["6/12/2023", Struck("Dinoyo"), "NIHIL"],
        ["7/12/2023", "Dinoyo", "NIHIL"],
        ["8/12/2023", None, "NIHIL"],
        ["9/12/2023", "Dinoyo", "NIHIL"],
    ]
    return Family("a.xlsx", "report", xlsx({"Sheet1": Sheet(rows, hidden_rows=(4,))}),
                  stored=[report(2, "2023-12-05", "dinoyo")],
                  held=[(3, "area_code"), (4, "row"), (5, "row")], told=[(6, "area_code")],
                  quiet=[("dinoyo", "2023-12-09")])  # fmt: skip


FAMILIES = [
    parts_of_cells_struck_through,
    parts_struck_through_in_an_old_workbook,
    parts_struck_through_in_an_open_document,
    hidden_and_struck_rows_of_an_old_workbook,
    hidden_and_struck_rows_of_an_open_document,
    hidden_column_of_old_days,
    hidden_column_of_old_days_in_an_old_workbook,
    hidden_column_of_old_days_in_an_open_document,
    hidden_columns_that_would_be_surer,
    hidden_column_alone,
    values_from_struck_cells_above,
    headings_struck_through_or_hidden,
    titles_struck_through,
    quiet_lines_nobody_vouches_for,
]
