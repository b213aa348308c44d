"""Hours of the day in every spelling; what is no hour is held."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.intake.readings import Held
from lib.intake.values.hours import DAY, Hours, read_hours

CLOCKS = {
    "dots": lambda h, m: f"{h:02d}.{m:02d}",
    "colon": lambda h, m: f"{h}:{m:02d}",
    "zone": lambda h, m: f"{h:02d}.{m:02d} WIB",
    "pukul": lambda h, m: f"Pkl. {h:02d}.{m:02d}",
    "seconds": lambda h, m: f"{h:02d}:{m:02d}:00",
    "english": lambda h, m: f"{(h - 1) % 12 + 1}:{m:02d} {'AM' if h < 12 else 'PM'}",
    "cell": lambda h, m: time(h, m),
    "fraction": lambda h, m: (h * 60 + m) / DAY,
    "comma fraction": lambda h, m: repr((h * 60 + m) / DAY).replace(".", ","),
    "about": lambda h, m: f"± {h:02d}.{m:02d}",
}
minutes = st.integers(0, DAY - 1)


@given(minutes, st.sampled_from(sorted(CLOCKS)))
@settings(max_examples=200, deadline=None)
def test_an_hour_in_any_spelling_reads_back_or_is_held(minute: int, spelling: str) -> None:
    read = read_hours(CLOCKS[spelling](*divmod(minute, 60)))
    if isinstance(read, Held):
        assert "fraction" in spelling
    else:
        assert read == Hours(minute)


@given(minutes, minutes, st.sampled_from(("-", " - ", "–", " s/d ", " s.d. ", " sampai ", " sd ")))
@settings(max_examples=100, deadline=None)
def test_a_span_of_hours_reads_as_both_its_ends(start: int, end: int, joiner: str) -> None:
    text = f"{CLOCKS['dots'](*divmod(start, 60))}{joiner}{CLOCKS['zone'](*divmod(end, 60))}"
    assert read_hours(text) == Hours(start, end)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("Pkl. 13.00 s.d. selesai", Hours(780, None, True)),
        ("19.00 WIB-selesai", Hours(1140, None, True)),
        ("selesai", Hours(None, None, True)),
        ("jam 7 malam", Hours(1140)),
        ("9 pagi", Hours(540)),
        ("jam 2 siang", Hours(840)),
        ("12 siang", Hours(720)),
        ("7-9 malam", Hours(1140, 1260)),
        ("11-1 siang", Hours(660, 780)),
        ("9:30 PM", Hours(1290)),
        ("12:15:00 AM", Hours(15)),
        ("13.00-24.00", Hours(780, DAY)),
        (8.3, Hours(510)),
        (13, Hours(780)),
        ("8,3", Hours(510)),
        (0.375, Hours(540)),
        ("0,375", Hours(540)),
        ("0,25", Hours(360)),
        ("0900-1200", Hours(540, 720)),
        (time(23, 59, 59, 991000), Hours(DAY)),
        (date(1900, 1, 1), Hours(DAY)),
        (timedelta(hours=24), Hours(DAY)),
        (datetime(2023, 12, 2, 9, 30), Hours(570)),
        ("PT24H00M00S", Hours(DAY)),
    ],
)
def test_hours_as_offices_write_them(cell: object, hours: Hours) -> None:
    assert read_hours(cell) == hours  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    [
        "24.30",
        "24.30-25.00",
        "08.65",
        8.65,
        "25",
        25,
        "bakda Magrib",
        "menyusul",
        "malam",
        "14.00 WITA",
        "09.00 malam hari ini",
        "09.00 & 13.00",
        0.3,
        "0.3",
        0,
        8.3333,
        900,
        -1,
        "14.00 pagi",
        "5-9 siang",
        True,
        date(2023, 12, 2),
        timedelta(hours=30),
    ],
)
def test_what_is_no_clear_hour_is_held(cell: object) -> None:
    assert isinstance(read_hours(cell), Held)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", [None, "-", "", "—"])
def test_a_blank_hour_says_nothing(cell: object) -> None:
    assert read_hours(cell) is None  # type: ignore[arg-type]
