"""Names of months and weekdays as people here write them: Babel's, old spellings, Roman numerals."""

import re
from datetime import date
from functools import cache

from babel.dates import get_day_names, get_month_names

from lib.text import N_, Message

# Old spellings and the short forms of people's own making.
_MONTHS_AS_WRITTEN = {
    1: "januari january jan",
    2: "pebruari februari february feb peb pebr febr",
    3: "maret march mar mrt",
    4: "april apr",
    5: "mei may",
    6: "juni june jun",
    7: "juli july jul",
    8: "agustus august agu ags agt aug agst",
    9: "september sep sept",
    10: "oktober october okt oct",
    11: "november nopember nov nop",
    12: "desember december des dec",
}
_WEEKDAYS_AS_WRITTEN = {
    0: "senin sen sn monday mon",
    1: "selasa sel sls tuesday tue tues",
    2: "rabu rebo rab wednesday wed",
    3: "kamis kam kms thursday thu thur thurs",
    4: "jumat jum'at jum’at jumaat jum jmt friday fri",
    5: "sabtu sab sbt saturday sat",
    6: "minggu ahad min mgg mng sunday sun",
}
ROMAN_MONTHS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
WEEKDAY_WORDS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
MONTH_WORDS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
PASARAN = ("legi", "pahing", "paing", "pon", "wage", "kliwon")


@cache
def months() -> dict[str, int]:
    """Month names in lower case -> 1..12."""
    return _names(get_month_names, _MONTHS_AS_WRITTEN, lambda number: number)


@cache
def weekdays() -> dict[str, int]:
    """Weekday names in lower case -> 0 (Monday) .. 6."""
    return _names(get_day_names, _WEEKDAYS_AS_WRITTEN, lambda number: number)


def _names(babel_names, as_written: dict[int, str], number_of) -> dict[str, int]:
    names = {}
    for language in ("id", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in babel_names(width, locale=language).items():
                names[name.casefold().rstrip(".")] = number_of(number)
    for number, written in as_written.items():
        names.update(dict.fromkeys(written.split(), number))
    return names


def month_pattern() -> str:
    """Every month name as one alternative, the longest first."""
    return _alternatives(months())


def weekday_pattern() -> str:
    """Every weekday name as one alternative, the longest first."""
    return _alternatives(weekdays())


def _alternatives(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_message(number: int) -> Message:
    """The name of a weekday (0 = Monday), worded when the sentence around it is."""
    return Message(WEEKDAY_WORDS[number])


def day_message(day: date) -> Message:
    """A day in full, worded when the sentence around it is."""
    return Message(
        N_("{weekday}, {day} {month} {year}"),
        {
            "weekday": weekday_message(day.weekday()),
            "day": day.day,
            "month": Message(MONTH_WORDS[day.month - 1]),
            "year": day.year,
        },
    )
