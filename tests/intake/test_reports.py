"""Reports of wards, police and citizens: one family of habits a test."""

from datetime import date, datetime, time
from typing import Any

import pytest

from lib.intake.readings import Reading

HEAD = ["No", "Tanggal", "Jam", "Kelurahan", "Lokasi", "Uraian", "Jenis"]


def report(
    number: Any = 1,
    day: Any = "5 Januari 2024",
    hour: Any = "20.15 WIB",
    ward: Any = "Dinoyo",
    place: Any = "RW 03",
    account: Any = "Bendera diturunkan",
    kind: Any = "Hoax",
) -> list[Any]:
    return [number, day, hour, ward, place, account, kind]


def stored(reading: Reading, *names: str) -> list[tuple]:
    return [(row.row, *(row.values.get(name) for name in names)) for row in reading.rows]


def told(reading: Reading, level: str) -> list[tuple[int, str]]:
    return [(problem.row, problem.field) for problem in reading.problems if problem.level == level]


def test_ward_month_and_reporter_stand_in_the_heading(read_reports) -> None:
    rows = [
        ["FORUM KEWASPADAAN DINI MASYARAKAT"],
        ["Kelurahan", "", ": GADANG"],
        ["Kecamatan", "", ": SUKUN"],
        ["Bulan", "", ": Januari 2024"],
        ["Disusun oleh", "", ": Sekretaris FKDM"],
        [],
        ["No", "Tgl Kejadian", "Jam", "Lokasi", "Uraian", "Jenis"],
        [1, 5, "20.15 WIB", "RW 03", "Bendera diturunkan", "Pengrusakan APK"],
        [2, "8", "malam", "Kel. Kebonsari", "Bagi uang", "Money politic"],
        [3, 9, "-", "Kel. Kasin", "xyz", "Hoax"],
    ]
    reading = read_reports(rows)
    assert stored(reading, "occurred", "occurred_has_time", "area_code", "category", "reporter") == [
        (8, datetime(2024, 1, 5, 20, 15), True, "35.73.04.1002", "perusakan_apk", "Sekretaris FKDM"),
        (9, datetime(2024, 1, 8), False, "35.73.04.1003", "politik_uang", "Sekretaris FKDM"),
    ]
    # Kasin is no ward of the district above.
    assert told(reading, "error") == [(10, "area_code")]
    assert told(reading, "note") == [(9, "occurred")]


def test_quiet_lines_are_coverage_and_no_reports(read_reports) -> None:
    rows = [
        ["Kelurahan : GADANG"],
        ["No", "Tanggal", "Jam", "Lokasi", "Uraian"],
        [1, "14-16 Januari 2024", "-", "NIHIL", "Nihil"],
        [2, "NIHIL"],
        [3, "20 Januari 2024", "", "", "nihil"],
        [4, "21 Januari 2024", "", "RW 1", "Nihil korban, ada kerusakan"],
    ]
    reading = read_reports(rows)
    assert reading.quiet_days == [("35.73.04.1002", date(2024, 1, day)) for day in (14, 15, 16, 20)]
    assert [row.row for row in reading.rows] == [6]
    assert reading.problems == []


@pytest.mark.parametrize("account", ["Situasi aman terkendali", "NIHIL / aman", "Aman dan kondusif"])
def test_all_calm_is_a_quiet_line_too_and_told_where_its_day_is_unclear(read_reports, account: str) -> None:
    rows = [
        ["Kelurahan : GADANG"],
        ["No", "Tanggal", "Lokasi", "Uraian"],
        [1, "14 Januari 2024", "RW 1", account],
        [2, "minggu lalu", "RW 1", account],
        [3, "16 Januari 2024", "RW 1", f"{account}, tetapi satu spanduk dirobek"],
    ]
    reading = read_reports(rows)
    assert reading.quiet_days == [("35.73.04.1002", date(2024, 1, 14))]
    assert ([row.row for row in reading.rows], told(reading, "note")) == ([5], [(4, "occurred")])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day": ""}, "occurred"),
        ({"day": "31 April 2024"}, "occurred"),
        ({"day": "5 Januari 2032"}, "occurred"),
        ({"account": ""}, "description"),
        ({"account": "-"}, "description"),
        ({"ward": "Sukamandi"}, "area_code"),
        ({"ward": "", "place": ""}, "area_code"),
        ({"ward": "", "place": "Batu, Jawa Timur"}, "area_code"),
        ({"day": ("=A1", "#REF!")}, "occurred"),
    ],
)
def test_a_report_without_day_account_or_place_is_held(read_reports, change: dict, field: str) -> None:
    reading = read_reports([HEAD, report(), report(2, **{"account": "lain", **change})])
    assert ([row.row for row in reading.rows], told(reading, "error")) == ([2], [(3, field)])


def test_the_letters_date_is_not_the_incidents(read_reports) -> None:
    rows = [
        ["No", "Tgl LI", "Tgl Kejadian", "Jam", "Kel.", "TKP", "Isi informasi"],
        [1, date(2024, 1, 5), date(2024, 1, 4), time(8), "Mojolangu", "Pasar", "Ancaman"],
        [2, date(2024, 1, 6), "", time(8), "Mojolangu", "Pasar", "Ancaman lain"],
    ]
    reading = read_reports(rows)
    assert stored(reading, "occurred") == [(2, datetime(2024, 1, 4, 8))]
    assert told(reading, "error") == [(3, "occurred")]


def test_a_span_of_days_starts_on_its_first(read_reports) -> None:
    assert stored(read_reports([HEAD, report(day="24 s/d 26 Januari 2024")]), "occurred") == [
        (2, datetime(2024, 1, 24, 20, 15))
    ]


def test_an_account_of_several_lines_is_one_report(read_reports) -> None:
    account = "1. Pagi ada baliho rusak\n2. Sore diperbaiki"
    assert stored(read_reports([HEAD, report(account=account)]), "description") == [(2, account)]


def test_ticks_severity_and_grades(read_reports) -> None:
    rows = [
        ["No", "Tanggal", "Kelurahan", "Uraian", "ATHG", "", "", "", "Nilai", "", "Skala (1-5)", "Bidang", "Pelapor"],
        ["", "", "", "", "A", "T", "H", "G", "Sumber", "Informasi", "", "", ""],
        [1, "5 Januari 2024", "Dinoyo", "satu", "√", "", "", "", "B", 3, "tinggi", "Sosbud", "Pak A"],
        [2, "6 Januari 2024", "Dinoyo", "dua", "v", "X", "", "", "c", "4", "Kuning", "Politik", "Pak A"],
        [3, "7 Januari 2024", "Dinoyo", "tiga", "", "", "", "x", "H", 9, "2/5", "Olahraga", "Pak B"],
    ]
    reading = read_reports(rows)
    assert stored(reading, "athg", "source_grade", "severity", "field", "reporter") == [
        (3, "ancaman", "B3", 4, "sosial_budaya", "Pak A"),
        (4, None, "C4", None, "politik", "Pak A"),
        (5, "gangguan", None, 2, None, "Pak B"),
    ]
    assert told(reading, "warning") == [(4, "athg"), (4, "severity"), (5, "field"), (5, "source_grade")]


def test_a_column_of_athg_words_is_no_category(read_reports) -> None:
    rows = [
        ["No", "Tanggal", "Kelurahan", "Uraian", "Klasifikasi"],
        [1, "5 Januari 2024", "Dinoyo", "satu", "Ancaman"],
        [2, "6 Januari 2024", "Dinoyo", "dua", "G"],
    ]
    assert stored(read_reports(rows), "athg", "category") == [(2, "ancaman", None), (3, "gangguan", None)]
    rows = [
        ["No", "Tanggal", "Kelurahan", "Uraian", "Klasifikasi"],
        [1, "5 Januari 2024", "Dinoyo", "satu", "Hoax"],
        [2, "6 Januari 2024", "Dinoyo", "dua", "Intimidasi"],
    ]
    assert stored(read_reports(rows), "athg", "category") == [(2, None, "hoaks"), (3, None, "intimidasi")]


def test_another_scale_leaves_the_severity_empty(read_reports) -> None:
    rows = [["Tanggal", "Kelurahan", "Uraian", "Skala (1-10)"], ["5 Januari 2024", "Dinoyo", "satu", 3]]
    reading = read_reports(rows)
    assert (stored(reading, "severity"), told(reading, "warning")) == ([(2, None)], [(2, "severity")])


def test_parties_are_a_list_and_unknown_ones_a_warning(read_reports) -> None:
    rows = [
        ["Tanggal", "Kelurahan", "Uraian", "Partai"],
        ["5 Januari 2024", "Dinoyo", "satu", "PKS / PSI"],
        ["6 Januari 2024", "Dinoyo", "dua", "Paslon 01, 3"],
        ["7 Januari 2024", "Dinoyo", "tiga", "Partai X & PAN"],
        ["8 Januari 2024", "Dinoyo", "empat", "-"],
    ]
    reading = read_reports(rows)
    assert stored(reading, "parties") == [(2, ("PKS", "PSI")), (3, ("PASLON-1", "PASLON-3")), (4, ("PAN",)), (5, ())]
    assert told(reading, "warning") == [(4, "parties")]


def test_event_databases_are_read_by_their_own_columns(read_reports) -> None:
    head = [
        "event_id_cnty",
        "event_date",
        "year",
        "event_type",
        "sub_event_type",
        "admin2",
        "admin3",
        "location",
        "latitude",
        "longitude",
        "source",
        "notes",
    ]
    rows = [
        head,
        [
            "IDN1",
            "30 November 2023",
            2023,
            "Riots",
            "Mob violence",
            "Kota Malang",
            "Lowokwaru",
            "Alun-alun",
            -7.943,
            112.609,
            "Kompas",
            "A mob attacked",
        ],
        [
            "IDN2",
            "2023-12-04",
            2023,
            "Protests",
            "Peaceful protest",
            "Kota Malang",
            "Klojen",
            "Balai Kota",
            0,
            0,
            "Kompas",
            "Peaceful",
        ],
        [
            "IDN3",
            "2023-12-05",
            2023,
            "Strategic developments",
            "Looting/property destruction",
            "Kota Malang",
            "Sukun",
            "Sukun",
            "",
            "",
            "Detik",
            "Destroyed campaign material",
        ],
        ["IDN4", "2023-12-05", 2023, "Riots", "Mob violence", "Surabaya", "", "Surabaya", "", "", "Detik", "clash"],
        [
            "IDN5",
            "2023-12-06",
            2023,
            "Riots",
            "Mob violence",
            "Kota Malang",
            "",
            "Simpang",
            -6.2,
            106.8,
            "Detik",
            "clash elsewhere",
        ],
    ]
    reading = read_reports(rows)
    assert stored(reading, "category", "occurred", "lat") == [
        (2, "kekerasan", datetime(2023, 11, 30), -7.943),
        (3, "lainnya", datetime(2023, 12, 4), None),
        (4, "perusakan_apk", datetime(2023, 12, 5), None),
    ]
    assert told(reading, "error") == [(5, "area_code"), (6, "area_code")]


def test_the_same_report_twice_is_held_once(read_reports) -> None:
    reading = read_reports([HEAD, report(), report(9), report(2, account="lain")])
    assert ([row.row for row in reading.rows], told(reading, "error")) == ([2, 4], [(3, "duplicate")])


def test_recaps_give_nothing(read_reports) -> None:
    assert read_reports([["Jenis", "Jml"], ["Hoax", 2]]).refusal is not None
    assert read_reports([["Tanggal", "Kelurahan", "Jumlah"], ["5 Januari 2024", "Dinoyo", 2]]).refusal is not None
