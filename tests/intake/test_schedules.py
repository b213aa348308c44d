"""Schedules as parties send them, one family of habits a test; the right answers are built beside the rows."""

from datetime import date, datetime, time
from typing import Any

import pytest

from lib.intake.readings import Reading

HEAD = ["No", "Partai", "Hari/Tanggal", "Jam", "Bentuk", "Tempat", "Jumlah"]


def event(
    number: Any = 1,
    party: Any = "PKB",
    day: Any = "30/11/2023",
    hour: Any = "09.00",
    form: Any = "Tatap muka",
    place: Any = "Kel. Dinoyo",
    people: Any = 10,
) -> list[Any]:
    return [number, party, day, hour, form, place, people]


def stored(reading: Reading, *names: str) -> list[tuple]:
    """(row, values...) of what would be stored."""
    return [(row.row, *(row.values[name] for name in names)) for row in reading.rows]


def errors(reading: Reading) -> list[tuple[int, str]]:
    """(row, field) of what holds a row."""
    return [(problem.row, problem.field) for problem in reading.problems if problem.level == "error"]


def warnings(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.row, problem.field) for problem in reading.problems if problem.level == "warning"]


# ---------------------------------------------------------------- finding the table


def test_letterhead_column_numbers_totals_and_signatures_are_no_events(read_schedule) -> None:
    rows = [
        ["DEWAN PENGURUS CABANG"],
        ["PARTAI KEBANGKITAN BANGSA KOTA MALANG"],
        ["Jl. Panji Suroso No. 1 Kel. Purwodadi Kec. Blimbing"],
        ["Masa kampanye 28 November 2023 s/d 10 Februari 2024"],
        [],
        [None, "No", "Tanggal", "Jam", "Bentuk", "Tempat", "Peserta"],
        [None, "(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [None, 1, "30 November 2023", "09.00", "Tatap muka", "Balai RW 3", 20],
        [None, "Sub total", None, None, None, None, 20],
        [None, None, None, None, None, None, "hal. 1"],
        [None, "No", "Tanggal", "Jam", "Bentuk", "Tempat", "Peserta"],
        [None, 2, "1 Desember 2023", "09.00", "Tatap muka", "Kel. Sukun", 20],
        [None, "NIHIL"],
        [None, "JUMLAH", None, None, None, None, 40],
        [None, "Keterangan: jadwal dapat berubah"],
        [],
        [None, None, None, None, None, "Malang, 27 November 2023"],
        [None, "Ketua", None, None, None, "Sekretaris"],
        [None, "H. Contoh", None, None, None, "Drs. Contoh"],
    ]
    reading = read_schedule(rows)
    # The address of the office is not where the events are.
    assert stored(reading, "party", "start", "area_code") == [
        (8, "PKB", datetime(2023, 11, 30, 9), None),
        (12, "PKB", datetime(2023, 12, 1, 9), "35.73.04.1005"),
    ]
    assert reading.problems == []


def test_a_head_in_two_merged_rows_is_read_with_its_groups(read_schedule) -> None:
    rows = [
        [
            "No",
            "Partai",
            "Waktu Pelaksanaan",
            None,
            None,
            "Tempat",
            "Bentuk Kampanye",
            "Surat Pemberitahuan",
            None,
            "Jumlah Peserta",
        ],
        [None, None, "Tanggal", "Mulai", "Selesai", None, None, "Nomor", "Tanggal", None],
        [
            1,
            "PAN",
            date(2023, 12, 9),
            time(9),
            time(11),
            "Kel. Samaan",
            "Tatap muka",
            "B/12",
            date(2023, 12, 1),
            "1.200",
        ],
        [2, "PAN", None, time(9), time(11), "Kel. Kasin", "Tatap muka", "B/13", date(2023, 12, 1), "80"],
    ]
    reading = read_schedule(rows, merges=("A1:A2", "B1:B2", "C1:E1", "F1:F2", "G1:G2", "H1:I1", "J1:J2"))
    assert stored(reading, "start", "end", "permit_no", "attendance") == [
        (3, datetime(2023, 12, 9, 9), datetime(2023, 12, 9, 11), "B/12", 1200)
    ]
    # The date of the letter does not stand in for the date of the event.
    assert errors(reading) == [(4, "start")]


def test_a_second_table_may_have_its_columns_in_another_order(read_schedule) -> None:
    rows = [
        ["PKS"],
        ["Tanggal", "Jam", "Bentuk", "Tempat"],
        ["30/11/2023", "09.00", "Tatap muka", "Kel. Dinoyo"],
        [],
        ["Rapat umum"],
        ["Tempat", "Metode", "Jam", "Tanggal"],
        ["Lapangan Kel. Sukun", "Rapat umum", "13.00", "21/01/2024"],
    ]
    assert stored(read_schedule(rows), "party", "activity", "start", "area_code") == [
        (3, "PKS", "tatap_muka", datetime(2023, 11, 30, 9), "35.73.05.1004"),
        (7, "PKS", "rapat_umum", datetime(2024, 1, 21, 13), "35.73.04.1005"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Metode", "Jumlah"], ["Tatap muka", 3]],
        [["Tanggal", "Partai", "Jumlah"], [date(2024, 1, 1), "PKB", 3]],
        [["Kelurahan", "Jumlah"], ["Dinoyo", 2]],
        [["Kepada Yth. Kepala Bakesbangpol"], ["Dengan hormat, bersama ini kami sampaikan jadwal"]],
    ],
    ids=["recap", "pivot", "wards", "letter"],
)
def test_a_file_without_a_schedule_is_refused_as_a_whole(read_schedule, rows: list) -> None:
    reading = read_schedule(rows)
    assert reading.refusal is not None
    assert (reading.rows, reading.held, reading.problems) == ([], [], [])


# ---------------------------------------------------------------- what stands above the rows


@pytest.mark.parametrize(
    ("sheet", "title", "name", "party"),
    [
        ("PAN", "JADWAL PKB", "Golkar.xlsx", "PAN"),
        ("Sheet1", "JADWAL PKB", "Golkar.xlsx", "PKB"),
        ("Sheet1", "JADWAL", "Agenda Golkar Kota Malang.xlsx", "GOLKAR"),
        ("Sheet1", "PARTAI NOMOR URUT 8", "x.xlsx", "PKS"),
        ("PASLON 3", "Agenda relawan", "x.xlsx", "PASLON-3"),
    ],
)
def test_the_party_comes_from_sheet_title_or_file_name_in_this_order(
    read_schedule, sheet: str, title: str, name: str, party: str
) -> None:
    rows = [[title], HEAD[:1] + HEAD[2:], event()[:1] + event()[2:]]
    assert stored(read_schedule(rows, name=name, sheet=sheet), "party") == [(3, party)]


@pytest.mark.parametrize("title", ["JADWAL KAMPANYE", "JADWAL KAMPANYE PKB DAN NASDEM"])
def test_without_one_clear_party_nothing_is_stored(read_schedule, title: str) -> None:
    reading = read_schedule([[title], HEAD[:1] + HEAD[2:], event()[:1] + event()[2:]])
    assert (reading.rows, errors(reading)) == ([], [(3, "party")])


def test_headings_inside_the_table_say_the_party_until_one_is_not_understood(read_schedule) -> None:
    body = event()[:1] + event()[2:]
    rows = [
        ["JADWAL"],
        HEAD[:1] + HEAD[2:],
        ["A. PARTAI GOLKAR"],
        body,
        ["B. PRIMA"],
        body,
        ["C. PARTAI KEDAULATAN"],
        body,
        ["IV", "PKS"],
        body,
    ]
    reading = read_schedule(rows)
    assert stored(reading, "party") == [(4, "GOLKAR"), (10, "PKS")]
    assert errors(reading) == [(6, "party"), (8, "party")]


def test_days_as_headings_hold_until_the_next(read_schedule) -> None:
    head = ["No", "Jam", "Bentuk", "Tempat"]
    rows = [
        ["PKB"],
        head,
        ["Kamis, 30 November 2023"],
        [1, "09.00", "Tatap muka", "Kel. Dinoyo"],
        ["30 Februari 2024"],
        [1, "09.00", "Tatap muka", "Kel. Sukun"],
    ]
    reading = read_schedule(rows)
    assert stored(reading, "start") == [(4, datetime(2023, 11, 30, 9))]
    assert errors(reading) == [(6, "start")]


def test_a_partys_section_starts_anew_with_what_stands_above_the_sections(read_schedule) -> None:
    head = ["No", "Waktu", "Tempat", "Metode"]
    inside = [head, ["PKB"], ["Kelurahan Gadang"], ["Sabtu, 27 Januari 2024"], [1, "09.00", "Aula A", "Tatap muka"],
              ["PAN"], [2, "10.00", "Aula B", "Tatap muka"],
              ["Minggu, 28 Januari 2024"], [3, "10.00", "Aula C", "Tatap muka"]]
    for rows in (inside, [["JADWAL PKB"], *inside]):
        reading = read_schedule(rows)
        last = len(rows)
        assert errors(reading) == [(last - 2, "start")]
        assert stored(reading, "party", "start", "area_code") == [
            (last - 4, "PKB", datetime(2024, 1, 27, 9), "35.73.04.1002"),
            (last, "PAN", datetime(2024, 1, 28, 10), None)]
    above = read_schedule([
        head, ["Sabtu, 27 Januari 2024"], ["Kelurahan Gadang"], ["PKB"], [1, "09.00", "Aula A", "Tatap muka"],
        ["PAN"], [2, "10.00", "Aula B", "Tatap muka"],
        ["Minggu, 28 Januari 2024"], ["Kelurahan Kauman"], ["PSI"], [3, "10.00", "Aula C", "Tatap muka"]])
    assert stored(above, "party", "start", "area_code") == [
        (5, "PKB", datetime(2024, 1, 27, 9), "35.73.04.1002"), (7, "PAN", datetime(2024, 1, 27, 10), "35.73.04.1002"),
        (11, "PSI", datetime(2024, 1, 28, 10), "35.73.02.1007")]


@pytest.mark.parametrize(("older", "newer"), [
    ("Tanggal", "Tanggal Baru"), ("Tanggal Rencana", "Tanggal Pelaksanaan"), ("Tanggal Rencana", "Tanggal Realisasi")])
def test_a_second_column_that_names_another_day_holds_the_row(read_schedule, older: str, newer: str) -> None:
    rows = [
        ["Partai", older, newer, "Jam", "Tempat", "Bentuk"],
        ["PKB", "27/1/2024", "28/1/2024", "09.00", "Aula A", "Tatap muka"],
        ["PKB", "27/1/2024", None, "10.00", "Aula A", "Tatap muka"],
        ["PKB", "27/1/2024", "27/1/2024", "11.00", "Aula A", "Tatap muka"],
    ]
    reading = read_schedule(rows)
    assert errors(reading) == [(2, "row")]
    assert stored(reading, "start") == [(3, datetime(2024, 1, 27, 10)), (4, datetime(2024, 1, 27, 11))]


def test_a_column_of_newer_places_holds_the_row(read_schedule) -> None:
    rows = [["Partai", "Tanggal", "Jam", "Tempat", "Tempat Baru", "Bentuk"],
            ["PKB", "27/1/2024", "09.00", "Aula A", "Aula B", "Tatap muka"],
            ["PKB", "27/1/2024", "10.00", "Aula A", None, "Tatap muka"]]
    reading = read_schedule(rows)
    assert (errors(reading), stored(reading, "venue")) == ([(2, "row")], [(3, "Aula A")])


@pytest.mark.parametrize("remark", ["Tidak jadi", "Ditiadakan", "BTL", "Dicancel"])
def test_remarks_that_call_an_event_off_hold_the_row(read_schedule, remark: str) -> None:
    rows = [[*HEAD, "Status"], [*event(), remark], [*event(2, hour="10.00"), "20 btl air"]]
    reading = read_schedule(rows)
    assert (errors(reading), [row.row for row in reading.rows]) == ([(2, "row")], [3])


def test_wards_as_headings_hold_until_one_is_unknown(read_schedule) -> None:
    rows = [
        HEAD,
        ["Kelurahan Dinoyo"],
        event(place="Balai RW 1"),
        event(2, place="Lap. Kel. Sukun"),
        ["Kelurahan Sukamandi"],
        event(3, place="Balai RW 1"),
    ]
    reading = read_schedule(rows)
    assert stored(reading, "area_code") == [(3, "35.73.05.1004")]
    assert errors(reading) == [(4, "area_code"), (6, "area_code")]


def test_the_form_may_stand_in_the_title_only(read_schedule) -> None:
    rows = [
        ["JADWAL KAMPANYE METODE RAPAT UMUM PARTAI NASDEM"],
        ["No", "Tanggal", "Waktu", "Tempat"],
        [1, date(2024, 1, 21), "09.00 s/d 12.00 WIB", "Lapangan Rampal"],
    ]
    assert stored(read_schedule(rows), "activity", "venue_id", "area_code") == [(3, "rapat_umum", "V04", None)]


def test_a_legend_explains_the_codes_of_the_file(read_schedule) -> None:
    rows = [HEAD, event(form="TM"), event(2, hour="10.00", form="PX"), [], ["Ket. PX = Penyebaran bahan kampanye"]]
    assert stored(read_schedule(rows), "activity") == [(2, "tatap_muka"), (3, "penyebaran_bahan")]


def test_day_numbers_take_month_and_year_from_the_title(read_schedule) -> None:
    rows = [["AGENDA PKB BULAN DESEMBER 2023"], HEAD[:1] + HEAD[2:]] + [
        event(day=day)[:1] + event(day=day)[2:] for day in (3, "9", 31.5, "Minggu, 10", "Senin, 10")
    ]
    reading = read_schedule(rows)
    assert stored(reading, "start") == [
        (3, datetime(2023, 12, 3, 9)),
        (4, datetime(2023, 12, 9, 9)),
        (6, datetime(2023, 12, 10, 9)),
    ]
    assert errors(reading) == [(5, "start"), (7, "start")]


# ---------------------------------------------------------------- parties


def test_name_and_ballot_number_must_agree(read_schedule) -> None:
    head = ["No", "Partai", "No Urut", "Tanggal", "Jam", "Bentuk", "Tempat"]
    rows = [head] + [
        [1, name, number, f"{day} Desember 2023", "09.00", "Tatap muka", "Kel. Dinoyo"]
        for day, (name, number) in enumerate(
            [("Nasdem", 5), ("", 8), ("Gelora", 8), ("Partai Kedaulatan", ""), ("", ""), ("PKS / PAN", "")], 1
        )
    ]
    reading = read_schedule(rows)
    assert stored(reading, "party") == [(2, "NASDEM"), (3, "PKS")]
    assert errors(reading) == [(4, "party"), (5, "party"), (6, "party"), (7, "party")]


# ---------------------------------------------------------------- filling down


def test_a_date_merged_over_rows_is_filled_down(read_schedule) -> None:
    rows = [
        HEAD,
        event(day=date(2023, 11, 30)),
        event(2, None, None, "11.00"),
        event(3, None, None, "13.00"),
        event(4, "PAN", date(2023, 12, 1)),
    ]
    reading = read_schedule(rows, merges=("B2:B4", "C2:C4"))
    assert stored(reading, "party", "start") == [
        (2, "PKB", datetime(2023, 11, 30, 9)),
        (3, "PKB", datetime(2023, 11, 30, 11)),
        (4, "PKB", datetime(2023, 11, 30, 13)),
        (5, "PAN", datetime(2023, 12, 1, 9)),
    ]


def test_a_date_written_once_for_a_group_is_filled_down(read_schedule) -> None:
    rows = [
        HEAD,
        event(),
        event(2, day="", hour="11.00"),
        event(3, day="", hour="13.00"),
        event(4, day="1/12/2023"),
        event(5, day="", hour="15.00"),
    ]
    assert stored(read_schedule(rows), "start") == [
        (2, datetime(2023, 11, 30, 9)),
        (3, datetime(2023, 11, 30, 11)),
        (4, datetime(2023, 11, 30, 13)),
        (5, datetime(2023, 12, 1, 9)),
        (6, datetime(2023, 12, 1, 15)),
    ]


def test_a_forgotten_date_is_not_filled_where_every_row_writes_its_own(read_schedule) -> None:
    rows = [
        HEAD,
        event(),
        event(2, hour="10.00"),
        event(3, day="", hour="11.00"),
        event(4, day="1/12/2023"),
        event(5, day="", hour="12.00"),
    ]
    reading = read_schedule(rows)
    assert [row for row, *_ in stored(reading)] == [2, 3, 5]
    assert errors(reading) == [(4, "start"), (6, "start")]


def test_a_group_never_takes_the_date_over_an_error_cell(read_schedule) -> None:
    rows = [
        HEAD,
        event(),
        event(2, day=("=A1", "#REF!"), hour="10.00"),
        event(3, day=None, hour="11.00"),
        event(4, day=None, hour="12.00"),
    ]
    reading = read_schedule(rows)
    assert [row for row, *_ in stored(reading)] == [2]
    assert errors(reading) == [(3, "start"), (4, "start"), (5, "start")]


def test_ditto_marks_repeat_the_row_above(read_schedule) -> None:
    rows = [
        HEAD,
        event(),
        event(2, '"', "sda", "11.00", "idem", "Kel. Sukun", '"'),
        event(3, "s.d.a", "〃", "13.00", "''", "Kel. Gadang", ""),
    ]
    assert stored(read_schedule(rows), "party", "activity", "start", "attendance") == [
        (2, "PKB", "tatap_muka", datetime(2023, 11, 30, 9), 10),
        (3, "PKB", "tatap_muka", datetime(2023, 11, 30, 11), 10),
        (4, "PKB", "tatap_muka", datetime(2023, 11, 30, 13), None),
    ]


def test_a_ditto_with_nothing_above_holds_its_row(read_schedule) -> None:
    assert errors(read_schedule([HEAD, event(day='"')])) == [(2, "start")]


# ---------------------------------------------------------------- dates and hours


def test_a_span_of_days_gives_one_event_a_day(read_schedule) -> None:
    reading = read_schedule([HEAD, event(day="24-26 Januari 2024", hour="19.00-01.00")])
    assert stored(reading, "start", "end") == [
        (2, datetime(2024, 1, day, 19), datetime(2024, 1, day + 1, 1)) for day in (24, 25, 26)
    ]
    assert [row.part for row in reading.rows] == [1, 2, 3]


@pytest.mark.parametrize("hour", ["16.00-14.00", "09.00-09.00", "16.00-02.00", "20.00-07.00"])
def test_an_end_before_the_start_holds_the_row(read_schedule, hour: str) -> None:
    assert errors(read_schedule([HEAD, event(hour=hour)])) == [(2, "end")]


@pytest.mark.parametrize(
    ("hour", "end", "estimate"),
    [
        ("21.30-00.30", datetime(2023, 12, 1, 0, 30), False),
        ("13.00-24.00", datetime(2023, 12, 1), False),
        ("19.00-selesai", None, True),
        ("19.00", None, True),
        ("19.00 s.d. 21.00 WIB", datetime(2023, 11, 30, 21), False),
    ],
)
def test_the_end_of_an_event(read_schedule, hour: str, end: datetime | None, estimate: bool) -> None:
    assert stored(read_schedule([HEAD, event(hour=hour)]), "end", "end_is_estimate") == [(2, end, estimate)]


@pytest.mark.parametrize(
    "hour", ["", "-", "malam", "bakda Magrib", "24.30", "08.65", "menyusul", "24.00", datetime(2023, 12, 30, 9)]
)
def test_without_a_clear_hour_the_row_is_held(read_schedule, hour: Any) -> None:
    assert errors(read_schedule([HEAD, event(hour=hour)])) == [(2, "start")]


@pytest.mark.parametrize("hour", ["jam 2", "pkl 3", "1.30", "5", 2, 1.3, "2.00 - 4.00"])
def test_an_early_hour_without_its_half_of_the_day_holds_the_row(read_schedule, hour: Any) -> None:
    reading = read_schedule([HEAD, event(hour=hour)])
    assert (reading.rows, errors(reading)) == ([], [(2, "start")])


@pytest.mark.parametrize(
    ("hour", "start"),
    [("02.00", 2), ("jam 2 siang", 14), ("3 pagi", 3), ("2 PM", 14), (time(2), 2), (6, 6), ("20.00-2.00", 20)],
)
def test_an_hour_that_says_its_half_of_the_day_is_read(read_schedule, hour: Any, start: int) -> None:
    assert stored(read_schedule([HEAD, event(hour=hour)]), "start") == [(2, datetime(2023, 11, 30, start))]


def test_an_event_called_off_or_moved_is_held(read_schedule) -> None:
    remarks = ["BATAL", "ditunda ke 12 Januari", "pindah ke tanggal 9", "tidak batal", "OK"]
    rows = [[*event(number, hour=f"{number:02d}.00"), remark] for number, remark in enumerate(remarks, 9)]
    rows.append([*event(14, hour="14.00", place="Sosialisasi pindah memilih, Kel. Dinoyo"), ""])
    reading = read_schedule([[*HEAD, "Ket"], *rows])
    assert ([row.row for row in reading.rows], errors(reading)) == ([5, 6, 7], [(2, "row"), (3, "row"), (4, "row")])


def test_a_weekday_column_must_fit_the_date(read_schedule) -> None:
    head = ["No", "Partai", "Hari", "Tanggal", "Jam", "Bentuk", "Tempat"]
    rows = [head] + [
        [1, "PKB", weekday, day, "09.00", "Tatap muka", "Kel. Dinoyo"]
        for weekday, day in [
            ("Kamis", date(2024, 1, 2)),  # 1 February, turned around by the machine
            ("Selasa", date(2024, 1, 2)),
            ("Senin", date(2023, 4, 12)),  # 4 December, turned around
            ("", date(2024, 2, 1)),  # may be turned around as well
            ("Senin", date(2023, 12, 4)),
            ("Senin", date(2023, 12, 11)),
        ]
    ]
    reading = read_schedule(rows)
    assert stored(reading, "start") == [
        (3, datetime(2024, 1, 2, 9)),
        (6, datetime(2023, 12, 4, 9)),
        (7, datetime(2023, 12, 11, 9)),
    ]
    assert errors(reading) == [(2, "start"), (4, "start"), (5, "start")]


def test_dates_of_an_american_calendar_are_month_first(read_schedule) -> None:
    head = ["Subject", "Start Date", "Start Time", "End Date", "End Time", "All day event", "Location"]
    rows = [
        head,
        ["Tatap Muka", "12/3/2023", "1:00 PM", "12/3/2023", "3:30 PM", "FALSE", "Kel. Dinoyo"],
        ["Rapat Umum", "1/21/2024", "9:00 AM", "1/21/2024", "11:00 AM", "FALSE", "Lap. Rampal"],
        ["Pentas (kegiatan lain)", "2/2/2024", "9:00 PM", "2/3/2024", "12:15 AM", "FALSE", "Krida Budaya"],
        ["Tatap Muka", "1/5/2024", "12:00 AM", "1/6/2024", "12:00 AM", "TRUE", "Kel. Dinoyo"],
        ["Tatap Muka", "11/31/2023", "9:00 AM", "11/31/2023", "10:00 AM", "FALSE", "Kel. Dinoyo"],
        ["Rapat koordinasi", "12/4/2023", "9:00 AM", "12/4/2023", "10:00 AM", "FALSE", "Kel. Dinoyo"],
    ]
    reading = read_schedule(rows, name="kalender PKS.xlsx")
    assert stored(reading, "activity", "start", "end") == [
        (2, "tatap_muka", datetime(2023, 12, 3, 13), datetime(2023, 12, 3, 15, 30)),
        (3, "rapat_umum", datetime(2024, 1, 21, 9), datetime(2024, 1, 21, 11)),
        (4, "kegiatan_lain", datetime(2024, 2, 2, 21), datetime(2024, 2, 3, 0, 15)),
    ]
    assert errors(reading) == [(5, "start"), (6, "start"), (7, "activity")]


# ---------------------------------------------------------------- several events in a row, one event over several rows


def test_a_list_in_one_cell_gives_one_event_an_item(read_schedule) -> None:
    reading = read_schedule([HEAD, event(place="1. Pasar Kel. Dinoyo\n2. Pasar Kel. Sukun", people=50)])
    assert stored(reading, "venue", "area_code", "attendance") == [
        (2, "Pasar Kel. Dinoyo", "35.73.05.1004", None),
        (2, "Pasar Kel. Sukun", "35.73.04.1005", None),
    ]
    assert warnings(reading) == [(2, "attendance")]


def test_lists_side_by_side_are_read_in_pairs(read_schedule) -> None:
    reading = read_schedule(
        [HEAD, event(hour="08.00-09.00\n10.00-11.00", place="Kel. Dinoyo\nKel. Merjosari", people="20\n30")]
    )
    assert stored(reading, "start", "area_code", "attendance") == [
        (2, datetime(2023, 11, 30, 8), "35.73.05.1004", 20),
        (2, datetime(2023, 11, 30, 10), "35.73.05.1002", 30),
    ]


def test_lists_of_different_length_hold_the_row(read_schedule) -> None:
    assert errors(
        read_schedule([HEAD, event(hour="1) 08.00\n2) 10.00", place="1) Kel. Dinoyo\n2) Kel. Sukun\n3) Kel. Gadang")])
    ) == [(2, "row")]


def test_a_text_over_two_lines_is_one_text(read_schedule) -> None:
    assert stored(read_schedule([HEAD, event(place="Balai RW 1\nKel. Dinoyo")]), "venue") == [
        (2, "Balai RW 1 Kel. Dinoyo")
    ]


def test_one_cell_may_tell_everything(read_schedule) -> None:
    rows = [
        ["Tanggal", "Kegiatan (jam, bentuk, tempat, massa)"],
        [
            date(2023, 12, 9),
            "a) 08.00-10.00 Tatap muka, Balai RW 05 Kel. Samaan, 40 orang\n"
            "b) 13.00 Pertemuan terbatas di Aula Kel. Kauman, 90 org",
        ],
        [date(2023, 12, 10), "Tatap muka, Balai RW 05 Kel. Samaan, 40 orang"],
    ]
    reading = read_schedule(rows, sheet="PAN")
    assert stored(reading, "activity", "start", "venue", "attendance") == [
        (2, "tatap_muka", datetime(2023, 12, 9, 8), "Balai RW 05 Kel. Samaan", 40),
        (2, "pertemuan_terbatas", datetime(2023, 12, 9, 13), "Aula Kel. Kauman", 90),
    ]
    assert errors(reading) == [(3, "start")]


@pytest.mark.parametrize(
    "merges", [("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "G2:G3"), ()], ids=["merged", "unmerged"]
)
def test_one_event_over_several_rows_is_joined(read_schedule, merges: tuple[str, ...]) -> None:
    rows = [HEAD, event(place="Balai RW 2,"), [None, None, None, None, None, "Kel. Sukun"], event(2, hour="11.00")]
    assert stored(read_schedule(rows, merges=merges), "venue", "area_code") == [
        (2, "Balai RW 2, Kel. Sukun", "35.73.04.1005"),
        (4, "Kel. Dinoyo", "35.73.05.1004"),
    ]


def test_merged_events_are_joined_in_old_and_open_formats_too(office, reference) -> None:
    from lib.intake.reader import read_file

    rows = [
        HEAD,
        event(day=date(2023, 11, 30), place="Balai RW 2,"),
        [None, None, None, None, None, "Kel. Sukun"],
        event(2, None, None, "11.00"),
    ]
    columns = (0, 3, 4, 6)
    xls = office.xls({"S": rows}, merges=((1, 3, 1, 1), (1, 3, 2, 2), *((1, 2, column, column) for column in columns)))
    ods = office.ods({"S": rows}, spans={(1, 1): 3, (1, 2): 3, **{(1, column): 2 for column in columns}})
    for data in (xls, ods):
        assert stored(read_file("x", data, "schedule", reference), "party", "start", "area_code") == [
            (2, "PKB", datetime(2023, 11, 30, 9), "35.73.04.1005"),
            (4, "PKB", datetime(2023, 11, 30, 11), "35.73.05.1004"),
        ]


# ---------------------------------------------------------------- wards


def test_coordinates_are_numbers_near_the_city_or_nothing(read_schedule) -> None:
    points = [("-7,97", "112,63"), (-7.97, 112.63), ("7°58'S", "112°37'E"), ("-", "-"), ("0", 0), ("-6.2", "106.8")]
    reading = read_schedule([[*HEAD, "Lintang", "Bujur"], *(
        [*event(number, hour=f"{number:02d}.00"), *point] for number, point in enumerate(points, 9))])
    assert [(row.row, row.values.get("lat"), row.values.get("lon")) for row in reading.rows] == [
        (2, -7.97, 112.63), (3, -7.97, 112.63), (4, None, None), (5, None, None), (6, None, None)]
    assert errors(reading) == [(7, "area_code")]


def test_wards_and_districts_must_agree(read_schedule) -> None:
    head = ["Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Kel.", "Kec."]
    cases = [
        ("Tanjung Rejo", "Sukun"),
        ("Kasin", "Sukun"),
        ("Sukamandi", "Sukun"),
        ("", "Sukun"),
        ("Blimbing", "Blimbing"),
        ("3573051004", ""),
        ("Landungsari", "Dau"),
        ("Gadeng", ""),
    ]
    rows = [head] + [
        ["PKB", f"{day} Desember 2023", "09.00", "Tatap muka", "Balai RW 1", *case] for day, case in enumerate(cases, 1)
    ]
    reading = read_schedule(rows)
    assert stored(reading, "area_code") == [
        (2, "35.73.04.1006"),
        (5, None),
        (6, "35.73.01.1005"),
        (7, "35.73.05.1004"),
        (9, "35.73.04.1002"),
    ]
    assert errors(reading) == [(3, "area_code"), (4, "area_code"), (8, "area_code")]


def test_a_ward_of_another_district_than_the_sheets_is_held(read_schedule) -> None:
    rows = [
        ["DATA KAMPANYE DI KECAMATAN SUKUN"],
        HEAD,
        event(place="Lap. Kel. Gadang"),
        event(2, hour="10.00"),
        event(3, hour="11.00", place="Balai RW 1"),
    ]
    reading = read_schedule(rows)
    assert stored(reading, "area_code") == [(3, "35.73.04.1002"), (5, None)]
    assert errors(reading) == [(4, "area_code")]


def test_the_column_and_the_place_must_name_one_ward(read_schedule) -> None:
    rows = [
        ["Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Kelurahan"],
        ["PKB", "1 Desember 2023", "09.00", "Tatap muka", "Aula Kel. Sukun", "Dinoyo"],
    ]
    assert errors(read_schedule(rows)) == [(2, "area_code")]


# ---------------------------------------------------------------- the rest


def test_text_is_stored_as_it_is(read_schedule) -> None:
    head = ["Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Nama Acara", "Kontak"]
    title = "=SUM(1;2) <script>alert(1)</script>'; DROP TABLE events;--"
    rows = [
        head,
        ["PKB", "1 Desember 2023", "09.00", "Tatap muka", "-1 titik, Kel. Dinoyo", title, "+62812"],
        ["PKB", "2 Desember 2023", "09.00", "Tatap muka", "@rumah", "x", "@akun"],
    ]
    assert stored(read_schedule(rows), "title", "venue", "contact") == [
        (2, title, "-1 titik, Kel. Dinoyo", "+62812"),
        (3, "x", "@rumah", "@akun"),
    ]


def test_a_number_that_is_unclear_leaves_the_field_empty_with_a_warning(read_schedule) -> None:
    rows = [HEAD] + [
        event(number, hour=f"{number + 6:02d}.00", people=people)
        for number, people in enumerate(["puluhan", 1.2, "-5", ("=1/0", "#DIV/0!")], 1)
    ]
    reading = read_schedule(rows)
    assert stored(reading, "attendance") == [(2, None), (3, None), (4, None), (5, None)]
    assert warnings(reading) == [(2, "attendance"), (3, "attendance"), (4, "attendance")]


def test_the_same_event_twice_is_held_once_also_across_sheets(office, reference) -> None:
    from lib.intake.reader import read_file

    data = office.xlsx({"A": [HEAD, event()], "B": [HEAD, event(7), event(8, hour="10.00")]})
    reading = read_file("x.xlsx", data, "schedule", reference)
    assert [(row.sheet, row.row) for row in reading.rows] == [("A", 2), ("B", 3)]
    assert [(problem.sheet, problem.row, problem.field) for problem in reading.problems] == [("B", 2, "duplicate")]


def test_a_row_that_is_nothing_known_is_told_not_dropped(read_schedule) -> None:
    reading = read_schedule([HEAD, event(), [None, None, None, None, None, "Lapangan", 5]])
    assert [row for row, *_ in stored(reading)] == [2]
    assert [(problem.row, problem.level) for problem in reading.problems] == [(3, "note")]
