"""Marks and remarks beside what a cell says: footnotes, comments, raised figures, two wards or two hours in one row."""

from datetime import datetime

from tests.intake.families.making import Family, Raised, Sheet, event, report, xlsx

HEAD = ["Partai", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat", "Jumlah"]


def line(day: object = "4/12/2023", hour: object = "09.00", ward: object = "Bareng", place: object = "Balai RW 1",
         people: object = 40) -> list:
    return ["PAN", day, hour, "Tatap muka", ward, place, people]


def pan(row: int, day: str = "2023-12-04", hour: str = "09:00", people: int | None = 40, ward: str = "bareng", **more):
    return event(row, "PAN", "tatap_muka", f"{day} {hour}", None, ward, people, **more)


def _file(rows, **more) -> Family:
    return Family("a.xlsx", "schedule", xlsx({"Sheet1": rows}), **more)


def footnotes_that_change_something() -> Family:
    rows = [
        HEAD,
        line(place="Balai RW 1 *)"),
        line("5/12/2023", place="Balai RW 1**"),
        line("6/12/2023", place="Balai RW 1 ¹)"),
        line("7/12/2023", place="Balai (RW 1)"),
        line("8/12/2023", hour="10.00*)"),
        [],
        ["*) dibatalkan"],
        ["**", "peserta dari dalam saja"],
        ["1) tempat menyusul, menunggu konfirmasi"],
    ]
    return _file(rows, stored=[pan(3, "2023-12-05"), pan(5, "2023-12-07")],
                 held=[(2, "row"), (4, "row"), (6, "start")], told=[(3, "row")])  # fmt: skip


def footnote_and_comment_of_a_head() -> Family:
    rows = [[HEAD[0], "Tanggal *)", *HEAD[2:]], line(), [], ["*) jadwal dapat berubah"]]
    return _file(Sheet(rows, notes={"C1": "jam WIB"}), stored=[pan(2)], told=[(1, "row")])


def remarks_that_change_something() -> Family:
    said = ["Tidak terlaksana", "Ditolak", "jam berubah 13.00", "maju 1 jam", "tentatif", "mundur ke 18/12",
            "diganti hari lain", "menunggu konfirmasi"]  # fmt: skip
    harmless = ["Terlaksana", "Koalisi Indonesia Maju", "OK"]
    rows = [[*HEAD, "Ket"], *([*line(f"{day}/12/2023"), text] for day, text in enumerate([*said, *harmless], 4))]
    first = len(said) + 2
    return _file(rows, stored=[pan(row, f"2023-12-{row + 2:02d}") for row in range(first, first + len(harmless))],
                 held=[(row, "row") for row in range(2, first)])  # fmt: skip


def comments_beside_cells() -> Family:
    rows = [HEAD, line(), line("5/12/2023"), line("6/12/2023")]
    notes = {"B2": "Budi:\nkoreksi: 6 Desember 2023", "F3": "dekat masjid"}
    return _file(Sheet(rows, notes=notes), stored=[pan(3, "2023-12-05"), pan(4, "2023-12-06")],
                 held=[(2, "row")], told=[(3, "row")])  # fmt: skip


def raised_figures_are_footnotes_or_minutes() -> Family:
    rows = [
        HEAD,
        line(people="40²"),
        line("5/12/2023", people=Raised("40", "1")),
        line("6/12/2023", hour="09⁰⁰"),
        line("7/12/2023", hour=Raised("09", "00", " WIB")),
        line("8/12/2023", hour=Raised("09.00", "1")),
    ]
    return _file(rows, stored=[pan(2, people=None), pan(3, "2023-12-05", people=None), pan(4, "2023-12-06"),
                               pan(5, "2023-12-07")],
                 held=[(6, "start")], warned=[(2, "attendance"), (3, "attendance")])  # fmt: skip


def two_wards_in_one_cell() -> Family:
    cells = ["Bareng\nKauman", "Bareng - Kauman", "Bareng Kauman", "Kel. Bareng + Kel. Kauman"]
    rows = [HEAD, *(line(f"{day}/12/2023", ward=cell) for day, cell in enumerate(cells, 4)),
            line("8/12/2023", ward="Bareng\n(Klojen)"), line("9/12/2023", ward="Rampal\nCelaket"),
            line("10/12/2023", ward="Kel.\nBareng")]  # fmt: skip
    return _file(rows, stored=[*(pan(row, f"2023-12-0{row + 2}", ward="") for row in (2, 3, 4, 5)),
                               pan(6, "2023-12-08"), pan(7, "2023-12-09", ward="rampal celaket"),
                               pan(8, "2023-12-10")],
                 warned=[(row, "area_code") for row in (2, 3, 4, 5)])  # fmt: skip


def two_wards_of_a_report() -> Family:
    rows = [["Tanggal", "Kelurahan", "Uraian"], ["5/12/2023", "Dinoyo\nKauman", "Baliho dirusak"],
            ["6/12/2023", "Dinoyo", "Baliho dirusak"]]  # fmt: skip
    return Family("a.xlsx", "report", xlsx({"Sheet1": rows}), stored=[report(3, "2023-12-06", "dinoyo")],
                  held=[(2, "area_code")])  # fmt: skip


def hour_behind_the_date_against_the_hour_column() -> Family:
    rows = [
        HEAD,
        line("4 Desember 2023 pukul 09.00 WIB", "10.00"),
        line("5 Desember 2023 pukul 09.00 WIB", "09.00"),
        line(datetime(2023, 12, 6, 19), "10.00"),
        line(datetime(2023, 12, 7), "10.00"),
    ]
    return _file(rows, stored=[pan(3, "2023-12-05"), pan(5, "2023-12-07", "10:00")], held=[(2, "start"), (4, "start")])


FAMILIES = [
    footnotes_that_change_something,
    footnote_and_comment_of_a_head,
    remarks_that_change_something,
    comments_beside_cells,
    raised_figures_are_footnotes_or_minutes,
    two_wards_in_one_cell,
    two_wards_of_a_report,
    hour_behind_the_date_against_the_hour_column,
]
