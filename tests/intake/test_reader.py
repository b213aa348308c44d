"""Whole files: whatever the format and the spellings, what is stored is what was meant, and no row is lost."""

import hashlib
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.intake.reader import read_file
from lib.reference.vocabularies import Reference

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Minggu")
DATE_TEXTS = (
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{DAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    lambda d: d.strftime("%d/%m/%Y"),
    lambda d: d.strftime("%d-%m-%y"),
    lambda d: d.isoformat(),
    lambda d: f"{DAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]}",
    lambda d: str((d - date(1899, 12, 30)).days),
    lambda d: d,
)
HOUR_TEXTS = (
    lambda h, m: f"{h:02d}.{m:02d} WIB",
    lambda h, m: f"{h}:{m:02d}",
    lambda h, m: f"Pkl. {h:02d}.{m:02d}",
    lambda h, m: time(h, m),
)
PARTIES = (
    ("PKB", "PKB"),
    ("P. Golkar", "GOLKAR"),
    ("PDI Perjuangan", "PDIP"),
    ("08", "PKS"),
    ("Nas Dem", "NASDEM"),
    ("Paslon 02", "PASLON-2"),
)
FORMS = (
    ("Tatap muka", "tatap_muka"),
    ("TM", "tatap_muka"),
    ("Rapat umum", "rapat_umum"),
    ("Kegiatan lain (senam)", "kegiatan_lain"),
)


@st.composite
def events(draw: st.DrawFn) -> dict:
    day = date(2023, 11, 28) + timedelta(days=draw(st.integers(0, 74)))
    return {
        "day": day,
        "day_text": draw(st.sampled_from(DATE_TEXTS)),
        "hour": draw(st.integers(6, 20)),
        "minute": draw(st.sampled_from((0, 15, 30, 45))),
        "hour_text": draw(st.sampled_from(HOUR_TEXTS)),
        "party": draw(st.sampled_from(PARTIES)),
        "form": draw(st.sampled_from(FORMS)),
        "area": draw(st.integers(0, 56)),
        "people": draw(st.integers(1, 5000)),
    }


@given(st.lists(events(), min_size=1, max_size=8), st.sampled_from(("xlsx", "xls", "ods", "csv")), st.integers(0, 3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_reads_back_or_its_rows_are_held(
    office: SimpleNamespace, reference: Reference, told: list[dict], kind: str, blank: int
) -> None:
    head = ["No", "Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Kel.", "Jumlah"]
    rows: list[list] = [["JADWAL KAMPANYE"]] + [[] for _ in range(blank)] + [head]
    for number, event in enumerate(told, 1):
        rows.append(
            [
                number,
                event["party"][0],
                event["day_text"](event["day"]),
                event["hour_text"](event["hour"], event["minute"]),
                event["form"][0],
                f"Balai RW {number:02d}",
                reference.areas[event["area"]].name,
                event["people"],
            ]
        )
    data = office.csv(rows) if kind == "csv" else getattr(office, kind)({"Lembar": rows})
    reading = read_file("jadwal.xlsx", data, "schedule", reference)
    first = blank + 3
    expected = {
        first + index: (
            event["party"][1],
            event["form"][1],
            datetime.combine(event["day"], time(event["hour"], event["minute"])),
            reference.areas[event["area"]].code,
            event["people"],
        )
        for index, event in enumerate(told)
    }
    for row in reading.rows:
        got = tuple(row.values[name] for name in ("party", "activity", "start", "area_code", "attendance"))
        assert got == expected[row.row]
    assert sorted(row.row for row in [*reading.rows, *reading.held]) == sorted(expected)
    held = {row.row for row in reading.held}
    assert held == {problem.row for problem in reading.problems if problem.level == "error"}
    # Only a date that could be read two ways may be held in such plain tables.
    assert all(problem.field == "start" for problem in reading.problems)


def test_a_reading_knows_its_file(office: SimpleNamespace, reference: Reference) -> None:
    data = office.csv(
        [["Partai", "Tanggal", "Jam", "Bentuk", "Tempat"], ["PKB", "1 Des 2023", "09.00", "TM", "Kel. Dinoyo"]]
    )
    reading = read_file("jadwal.csv", data, "schedule", reference)
    assert (reading.name, reading.kind, reading.sha256) == ("jadwal.csv", "schedule", hashlib.sha256(data).hexdigest())
    (found,) = reading.sheets
    assert (found.sheet, found.header_row, found.rows, found.held) == ("", 1, 1, 0)
    assert [(column.head, column.field) for column in found.columns] == [
        ("Partai", "party"),
        ("Tanggal", "date"),
        ("Jam", "hours"),
        ("Bentuk", "activity"),
        ("Tempat", "venue"),
    ]
    assert reading.rows[0].raw == {
        "Partai": "PKB",
        "Tanggal": "1 Des 2023",
        "Jam": "09.00",
        "Bentuk": "TM",
        "Tempat": "Kel. Dinoyo",
    }


def test_a_file_that_cannot_be_read_has_a_refusal_and_nothing_else(reference: Reference) -> None:
    reading = read_file("jadwal.xlsx", b"%PDF-1.7", "schedule", reference)
    assert reading.refusal is not None
    assert (reading.sheets, reading.rows, reading.held, reading.problems, reading.quiet_days) == ([], [], [], [], [])


def test_another_election_reads_by_its_own_parties(office: SimpleNamespace, reference: Reference) -> None:
    from pathlib import Path

    from lib.reference.vocabularies import load_reference

    data_dir = Path(__file__).resolve().parents[2] / "data"
    pilkada = load_reference(
        data_dir / "city" / "malang", data_dir / "election" / "pilkada_2024", data_dir / "vocabulary"
    )
    data = office.csv(
        [
            ["PEMILIHAN WALI KOTA MALANG 2024"],
            ["Paslon", "Tanggal", "Jam", "Bentuk", "Tempat"],
            ["Abah Anton", "1 Oktober", "09.00", "Tatap muka", "Kel. Dinoyo"],
            ["2", "3 Nopember 2024", "09.00", "Tatap muka", "Kel. Dinoyo"],
        ]
    )
    reading = read_file("x.csv", data, "schedule", pilkada)
    assert [(row.values["party"], row.values["start"]) for row in reading.rows] == [
        ("PASLON-3", datetime(2024, 10, 1, 9)),
        ("PASLON-2", datetime(2024, 11, 3, 9)),
    ]
    assert [
        problem.row for problem in read_file("x.csv", data, "schedule", reference).problems if problem.field == "start"
    ] == [3, 4]


def test_pages_pasted_into_any_cell_hold_their_row_and_nothing_more(
    office: SimpleNamespace, reference: Reference
) -> None:
    head = ["No", "Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Kel.", "Jumlah"]
    good = ["1", "PKB", "1 Desember 2023", "09.00", "Tatap muka", "Balai RW 1", "Dinoyo", "80"]
    rows = [head, good]
    for column in range(1, len(head)):
        for filler in ("1", "Senin, ", "( ", "1. ", "kel. x "):
            rows.append([*good[:column], filler * 5000, *good[column + 1 :]])
    reading = read_file("jadwal.csv", office.csv(rows), "schedule", reference)
    assert reading.rows[0].row == 2
    assert len(reading.rows) + len(reading.held) == len(rows) - 1
    assert max(len(str(problem.message)) for problem in reading.problems) < 1000


def test_any_cells_are_read_without_an_error(office: SimpleNamespace, reference: Reference) -> None:
    cells = [
        "",
        "-",
        '"',
        "sda",
        "NIHIL",
        "TOTAL",
        "#REF!",
        "0",
        "1e9",
        "24.00",
        "3 + 14",
        "Kel.",
        "Kec. Sukun",
        "s/d 5",
        "a) x\nb) y",
        "{x}",
        "%s",
    ]
    head = ["No", "Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Kel.", "Jumlah", "Uraian"]
    rows = [head] + [
        [cells[(row * step + column) % len(cells)] for column in range(len(head))]
        for step in (1, 3, 5)
        for row in range(len(cells))
    ]
    for kind in ("schedule", "report"):
        reading = read_file("jadwal.csv", office.csv(rows), kind, reference)
        assert reading.rows == []
        assert {row.row for row in reading.held} == {
            problem.row for problem in reading.problems if problem.level == "error"
        }
