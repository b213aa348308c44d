"""A small share of the full run (`python -m tests.fuzz`): other files, the same ways to break them."""

from random import Random

import pytest

from lib.intake.reading_process import PACKS
from tests.fuzz.mutations import BYTES, XML, mutate
from tests.fuzz.running import Report, Seeds, load_seeds, make_case, run_cases
from tests.intake.conftest import as_csv, as_ods, as_xls, as_xlsx

CASES = 300
ROWS = [
    ["No", "Hari/Tanggal", "Jam", "Partai", "Metode", "Tempat", "Kelurahan", "Peserta"],
    [1, "Sabtu, 2 Desember 2023", "09.00 - 12.00", "PKB", "Rapat umum", "Lapangan Rampal", "Rampal Celaket", 500],
    [2, "3-12-2023", "13.00 s/d selesai", "Partai Gerindra", "Tatap muka", "Balai RW 5", "Dinoyo", "± 100 orang"],
    [3, 45264, 0.375, "no. 3", "TM", "GOR Ken Arok", "Buring", ""],
]
CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;TZID=Asia/Jakarta:20231202T090000\r
DTEND:20231202T050000Z\r
SUMMARY:Rapat umum PKB\r
LOCATION:Lapangan Rampal\\, Rampal Celaket\r
RRULE:FREQ=DAILY;COUNT=3\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    """Files of every kind, and the smallest of the demonstration."""
    small = sorted(load_seeds([PACKS / "demo"]), key=lambda seed: len(seed[1]))[:20]
    return [
        *small,
        ("jadwal.xlsx", as_xlsx({"Jadwal": ROWS}, merges=("B3:B4",))),
        ("jadwal.xls", as_xls({"Jadwal": ROWS})),
        ("jadwal.ods", as_ods({"Jadwal": ROWS}, spans={(2, 1): 2})),
        ("jadwal.csv", as_csv(ROWS, delimiter=";")),
        ("agenda.ics", CALENDAR),
    ]


def test_broken_files_are_read_or_refused_quickly_and_in_little_memory(seeds: Seeds) -> None:
    report = Report()
    run_cases(seeds, 20240214, range(CASES), report.add)
    assert report.faults == []
    assert sum(report.counts.values()) == CASES
    assert report.counts["read"] > CASES // 10


def test_a_case_is_the_same_every_time(seeds: Seeds) -> None:
    assert make_case(seeds, 1, 17) == make_case(seeds, 1, 17)
    assert make_case(seeds, 1, 17) != make_case(seeds, 1, 18)


def test_every_way_to_break_a_file_takes_an_empty_one() -> None:
    for way in {*BYTES, *XML, mutate}:
        for seed in range(5):
            assert isinstance(way(Random(seed), b""), bytes)
