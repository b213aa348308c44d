"""Heads of official forms: units and column numbers below them, and two columns for what was and what is now."""

from tests.intake.families.making import Family, Sheet, Struck, event, xlsx

HEAD = ["Partai", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat", "Jumlah"]
ROW = ["PAN", "4/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 1", 40]


def pan(row: int, start: str = "2023-12-04 09:00", end: str | None = None, people: int | None = 40, **more):
    return event(row, "PAN", "tatap_muka", start, end, "bareng", people, **more)


def _file(rows, **more) -> Family:
    return Family("a.xlsx", "schedule", xlsx({"Sheet1": rows}), **more)


def units_below_the_heads() -> Family:
    units = [None, "(dd/mm/yyyy)", "WIB", None, None, None, "orang"]
    return _file([HEAD, units, ROW], stored=[pan(3)], told=[(2, "row")])


def units_and_column_numbers_below_the_heads() -> Family:
    units = ["(nama partai)", "tgl/bln/thn", "(WIB)", "(metode)", None, "(nama gedung)", "(orang)"]
    return _file([HEAD, units, [1, 2, 3, 4, 5, 6, 7], ROW], stored=[pan(4)], told=[(2, "row")])


def column_numbers_and_units_below_the_heads() -> Family:
    numbers = ["I", "II", "III", "IV", "V", "VI", "VII"]
    return _file([HEAD, numbers, [None, None, "WIB", None, None, None, "(orang)"], ROW],
                 stored=[pan(4)], told=[(3, "row")])  # fmt: skip


def one_unit_below_the_heads() -> Family:
    return _file([HEAD, [None, None, "WIB"], ROW], stored=[pan(3)], told=[(2, "row")])


def former_and_new_day_below_one_head() -> Family:
    rows = [
        ["Partai", "Tanggal", None, "Jam", "Bentuk", "Kelurahan", "Tempat", "Jumlah"],
        [None, "Semula", "Menjadi"],
        ["PAN", "4/12/2023", "6/12/2023", *ROW[2:]],
        ["PAN", "5/12/2023", None, *ROW[2:]],
        ["PAN", "5/12/2023", "menyusul", *ROW[2:]],
        ["PAN", "8/12/2023", "batal", *ROW[2:]],
    ]
    return _file(Sheet(rows, merges=("B1:C1",)), stored=[pan(3, "2023-12-06 09:00"), pan(4, "2023-12-05 09:00")],
                 held=[(5, "start"), (6, "row")], told=[(4, "row")])  # fmt: skip


def former_and_new_day_hour_and_place() -> Family:
    rows = [
        ["Partai", "Tanggal", None, "Jam", None, "Bentuk", "Kelurahan", "Tempat", None],
        [None, "Lama", "Baru", "Lama", "Baru", None, None, "Sebelum", "Sesudah"],
        ["PAN", "4/12/2023", "6/12/2023", "08.00", "10.00", "Tatap muka", "Bareng", "Balai RW 1", "Balai RW 2"],
        ["PAN", "7/12/2023", "-", "08.00", "10.00", "Tatap muka", "Bareng", "Balai RW 1", "-"],
    ]
    return _file(Sheet(rows, merges=("B1:C1", "D1:E1", "H1:I1")),
                 stored=[pan(3, "2023-12-06 10:00", people=None, venue="Balai RW 2"),
                         pan(4, "2023-12-07 10:00", people=None, venue="Balai RW 1")], told=[(4, "row")])  # fmt: skip


def former_plan_beside_the_new_one() -> Family:
    rows = [
        ["Partai", "Semula", None, None, "Menjadi", None, None, "Bentuk", "Kelurahan"],
        [None, "Tanggal", "Jam", "Tempat", "Tanggal", "Jam", "Tempat", None, None],
        ["PAN", "4/12/2023", "09.00", "Balai RW 1", "6/12/2023", "10.00", "Balai RW 2", "Tatap muka", "Bareng"],
    ]
    return _file(Sheet(rows, merges=("B1:D1", "E1:G1")),
                 stored=[pan(3, "2023-12-06 10:00", people=None, venue="Balai RW 2")])  # fmt: skip


def former_and_new_in_heads_of_one_row() -> Family:
    rows = [
        ["Partai", "Tanggal Semula", "Tanggal Menjadi", "Jam (lama)", "Jam (baru)", "Bentuk", "Kelurahan", "Tempat"],
        ["PAN", "4/12/2023", "6/12/2023", "09.00", "10.00", "Tatap muka", "Bareng", "Balai RW 1"],
    ]
    return _file(rows, stored=[pan(2, "2023-12-06 10:00", people=None)])


def new_day_left_of_the_former_one() -> Family:
    rows = [
        ["Partai", "Tanggal Baru", "Tanggal Lama", "Jam", "Bentuk", "Kelurahan", "Tempat"],
        ["PAN", "6/12/2023", "4/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 1"],
    ]
    return _file(rows, stored=[pan(2, "2023-12-06 09:00", people=None)])


def former_and_new_below_a_head_of_two_rows() -> Family:
    rows = [
        ["Partai", "Jadwal Kegiatan", None, None, "Bentuk", "Kelurahan", "Tempat"],
        [None, "Tanggal", None, "Jam", None, None, None],
        [None, "Semula", "Menjadi", None, None, None, None],
        ["PAN", "4/12/2023", "6/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 1"],
    ]
    return _file(Sheet(rows, merges=("B1:D1", "B2:C2")), stored=[pan(4, "2023-12-06 09:00", people=None)])


def planned_and_realised_day() -> Family:
    rows = [
        ["Partai", "Tanggal", None, "Jam", "Bentuk", "Kelurahan", "Tempat", "Jumlah"],
        [None, "Realisasi", "Rencana"],
        ["PAN", "4/12/2023", "4/12/2023", *ROW[2:]],
        ["PAN", None, "5/12/2023", *ROW[2:]],
        ["PAN", "8/12/2023", "6/12/2023", *ROW[2:]],
    ]
    return _file(Sheet(rows, merges=("B1:C1",)), stored=[pan(3), pan(4, "2023-12-05 09:00")], held=[(5, "row")])


def american_order_told_by_the_head() -> Family:
    rows = [["Partai", "Tanggal (mm/dd/yyyy)", *HEAD[2:]], ["PAN", "01/02/2024", *ROW[2:]],
            ["PAN", "13/01/2024", *ROW[2:]]]  # fmt: skip
    return _file(rows, stored=[pan(2, "2024-01-02 09:00")], held=[(3, "start")])


def american_order_told_below_the_head() -> Family:
    rows = [HEAD, [None, "(mm/dd/yyyy)", "WIB"], ["PAN", "01/02/2024", *ROW[2:]]]
    return _file(rows, stored=[pan(3, "2024-01-02 09:00")], told=[(2, "row")])


def old_day_struck_through_in_its_own_column() -> Family:
    rows = [["Partai", "Tanggal", "Tanggal Baru", *HEAD[2:]], ["PAN", Struck("4/12/2023"), "6/12/2023", *ROW[2:]]]
    return _file(rows, held=[(2, "row")])


FAMILIES = [
    units_below_the_heads,
    units_and_column_numbers_below_the_heads,
    column_numbers_and_units_below_the_heads,
    one_unit_below_the_heads,
    former_and_new_day_below_one_head,
    former_and_new_day_hour_and_place,
    former_plan_beside_the_new_one,
    former_and_new_in_heads_of_one_row,
    new_day_left_of_the_former_one,
    former_and_new_below_a_head_of_two_rows,
    planned_and_realised_day,
    american_order_told_by_the_head,
    american_order_told_below_the_head,
    old_day_struck_through_in_its_own_column,
]
