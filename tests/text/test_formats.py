"""Days, hours and numbers word for word in both languages."""

from datetime import date, datetime, time

import pytest

from lib import text
from lib.text import using

DAY = date(2024, 1, 27)
NINE, TWELVE = datetime(2024, 1, 27, 9, 0), datetime(2024, 1, 27, 12, 30)

CASES = [
    ("day", text.day, (DAY,), {}, "Sabtu, 27 Januari 2024", "Saturday, 27 January 2024"),
    ("day-friday", text.day, (date(2024, 2, 9),), {}, "Jumat, 9 Februari 2024", "Friday, 9 February 2024"),
    ("day_short", text.day_short, (DAY,), {}, "Sab 27 Jan", "Sat 27 Jan"),
    ("weekday", text.weekday, (date(2024, 1, 28),), {}, "Minggu", "Sunday"),
    ("clock", text.clock, (time(7, 5),), {}, "07.05", "07:05"),
    ("hours", text.hours, (NINE, TWELVE), {}, "09.00–12.30 WIB", "09:00–12:30 WIB"),
    ("hours-label", text.hours, (NINE, TWELVE), {"label": "WITA"}, "09.00–12.30 WITA", "09:00–12:30 WITA"),
    ("hours-estimate", text.hours, (NINE, TWELVE), {"estimate": True},
     "09.00–12.30 WIB (perkiraan)", "09:00–12:30 WIB (estimate)"),
    ("hours-open", text.hours, (NINE, None), {}, "09.00 WIB s.d. selesai", "09:00 until finished WIB"),
    ("day_time", text.day_time, (NINE,), {}, "Sab 27 Jan 09.00", "Sat 27 Jan 09:00"),
    ("number", text.number, (1500,), {}, "1.500", "1,500"),
    ("number-small", text.number, (7,), {}, "7", "7"),
    ("number-negative", text.number, (-1234567,), {}, "-1.234.567", "-1,234,567"),
    ("decimal", text.decimal, (0.84,), {}, "0,8", "0.8"),
    ("decimal-two", text.decimal, (1234.5,), {"digits": 2}, "1.234,50", "1,234.50"),
    ("decimal-none", text.decimal, (1234.0,), {"digits": 0}, "1.234", "1,234"),
    ("percent", text.percent, (0.35,), {}, "35%", "35%"),
    ("chance", text.chance, (0.35,), {}, "35%", "35%"),
    ("chance-nearly-sure", text.chance, (0.9965,), {}, ">99%", ">99%"),
    ("chance-hardly", text.chance, (0.0,), {}, "<1%", "<1%"),
    ("percent-nothing", text.percent, (0,), {}, "0%", "0%"),
    ("minutes", text.minutes, (45,), {}, "45 menit", "45 min"),
    ("minutes-hours", text.minutes, (120,), {}, "2 jam", "2 h"),
    ("minutes-both", text.minutes, (150,), {}, "2 jam 30 menit", "2 h 30 min"),
    ("minutes-none", text.minutes, (0,), {}, "0 menit", "0 min"),
]


@pytest.mark.parametrize(
    ("write", "values", "options", "indonesian", "english"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_formats_word_for_word(write, values, options, indonesian, english) -> None:
    with using("id"):
        assert write(*values, **options) == indonesian
    with using("en"):
        assert write(*values, **options) == english


def test_every_format_is_held_by_a_case() -> None:
    formats = {"day", "day_short", "weekday", "clock", "hours", "day_time", "number", "decimal", "percent", "chance",
               "minutes"}
    assert {case[1].__name__ for case in CASES} == formats
