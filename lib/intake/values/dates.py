"""Days: real date cells, serial numbers and texts in every spelling offices use; spans and lists of days.

A day is only taken when it lies near the campaign, fits the weekday written with it, and can be read one way.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from lib.intake.cells import Cell, CellError, fold, is_nothing, show
from lib.intake.readings import Held
from lib.intake.values.calendars import (
    PASARAN,
    ROMAN_MONTHS,
    day_message,
    make_date,
    month_pattern,
    months,
    weekday_message,
    weekday_pattern,
    weekdays,
)
from lib.text import N_, Message

# A day this far outside the campaign is a slip of the year or the month, not an early start.
NEAR = timedelta(days=31)
LONGEST_SPAN = 100


@dataclass(frozen=True, slots=True)
class DateRules:
    """How the dates of one column are read.

    `starts`/`ends`: the campaign and voting day. `month_first`: the column shows American dates; None = it shows
    both orders. `month` and `year` come from the title above, for a column that writes day numbers only.
    `swapped`: the column shows that a machine set to American dates turned day and month around.
    `offsets`: how the city's own zone is written behind a clock time ("+07:00").
    """

    starts: date
    ends: date
    month_first: bool | None = False
    month: int | None = None
    year: int | None = None
    starts_1904: bool = False
    swapped: bool = False
    offsets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """The days one cell names, in order, the clock time written behind them, and the weekdays written with them."""

    days: tuple[date, ...]
    clock: str | time | None = None
    weekdays: tuple[int, ...] = ()
    is_cell: bool = False


_NO_DATE = N_('"{found}" is not a date.')
_NO_SUCH_DAY = N_('The date "{found}" does not exist.')
_REVERSED = N_('The span of days "{found}" runs backwards.')
_FAR = N_("The date {day} is far outside the campaign ({starts} to {ends}).")
_WEEKDAY = N_("The date {day} is not a {weekday}, as written.")
_SWAPPED = N_("The day and the month of {day} may have been swapped by the spreadsheet program.")
_OTHER_ZONE = N_("\"{found}\" is in another time zone than the city's.")
_ERROR = N_("The cell shows the error {found} instead of a date.")
_EMPTY_FORMULA = N_("The formula in the date cell gives nothing.")
_NO_MONTH = N_('"{found}" is only a day number and the month is not clear from the title.')
_TWO_ORDERS = N_('"{found}" can be day/month or month/day; the column holds both.')
_TOO_LONG = N_('The span "{found}" covers more than {n} days.')
_MEANT = N_("If {day} was meant, write it as a full date.")
_WRITE = N_("Write the date in full: day, name of the month, year.")

_YEAR = r"(?:\d{4}|'?\d{2})"
_MONTH = month_pattern()
_WEEKDAY_NAME = weekday_pattern()
_LEAD = re.compile(r"^(?:tanggal|tgl|hari|pada|mulai)\b[.:]?\s*")
_WEEKDAYS = re.compile(
    rf"^((?:(?:{_WEEKDAY_NAME})\b\.?(?:\s+(?:{'|'.join(PASARAN)})\b)?(?:\s*(?:[,/&\-–—+]|dan|s\s*[./]?\s*d\.?|sampai|hingga)\s*)?)+)[\s,./:;\-–—(]*"
)
_EACH_WEEKDAY = re.compile(rf"\b({_WEEKDAY_NAME})\b")
_WEEKDAYS_BEHIND = re.compile(rf"[\s,]*\(?\b({_WEEKDAY_NAME})\b\)?$")
_INNER_WEEKDAY = re.compile(rf"\(?\b(?:{_WEEKDAY_NAME})\b\)?\s*[,.]?")
_EACH_PASARAN = re.compile(rf"\(?\b(?:{'|'.join(PASARAN)})\b\)?")
_CLOCK_BEHIND = re.compile(r"(?<=\d)(?:t|[\s,;]+(?:(?:pukul|pkl|pk|jam|at)\b\.?:?\s*)?)(?=\d{1,2}[.:]\d{2})")
_WORDY_CLOCK = re.compile(r"[\s,;(]+(?:pukul|pkl|jam)\b\.?:?\s*")
_PART_BEHIND = re.compile(r"(?<=\d)[\s,;(]+(?=(?:dini hari|subuh|pagi|siang|sore|petang|malam)\b)")
_OFFSET = re.compile(r"(?<=\d)\s*(?:z|utc|gmt|\+\d{2}:?\d{2})$")
_TO = r"\s*(?:-|–|—|s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|to|until)\s*"
_AND = r"\s*(?:,|&|\+|\bdan\b|\band\b|/|;)\s*"

_DAY_MONTH = re.compile(rf"(\d{{1,2}})\s*[.\-/ ]?\s*({_MONTH})\b\.?(?:\s*[,.\-/ ]?\s*({_YEAR}))?")
_MONTH_DAY = re.compile(rf"({_MONTH})\b\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,?\s*(\d{{4}}))?")
_ROMAN = re.compile(rf"(\d{{1,2}})\s*[.\-/ ]\s*(x{{0,1}}(?:ix|iv|v?i{{0,3}}))\s*[.\-/ ]\s*({_YEAR})")
_NUMERIC = re.compile(r"(\d{1,2})\s*([./\-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})\s*([./\-])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
_BASIC_ISO = re.compile(r"(20\d{2})([01]\d)([0-3]\d)")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_DAY = re.compile(r"\d{1,2}")
_MONTH_YEAR_BEHIND = re.compile(rf"(?:^|\s)({_MONTH})\b\.?(?:\s*({_YEAR}))?$")


def read_days(cell: Cell, rules: DateRules) -> Days | Held | None:
    """The days one cell names; None when it says nothing. The weekday and the nearness to the campaign are checked."""
    if isinstance(cell, CellError):
        return Held(Message(_ERROR, {"found": cell.text})) if cell.text else Held(Message(_EMPTY_FORMULA))
    if is_nothing(cell):
        return None
    match cell:
        case bool() | time() | timedelta():
            return _held(_NO_DATE, show(cell))
        case datetime():
            return check(Days((cell.date(),), cell.time() if cell.time() != time() else None, is_cell=True), rules)
        case date():
            return check(Days((cell,), is_cell=True), rules)
        case int() | float():
            return _from_number(cell, rules)
        case str():
            return read_days_text(cell, rules)
    return _held(_NO_DATE, show(cell))


@lru_cache(maxsize=16384)
def read_days_text(text: str, rules: DateRules) -> Days | Held:
    """The days of a text."""
    rest, clock = _cut_clock(fold(text))
    if clock and (offset := _OFFSET.search(clock)):
        # A moment in another zone may be another day here.
        if offset[0].strip() not in rules.offsets:
            return _held(_OTHER_ZONE, text)
        clock = clock[: offset.start()]
    rest, names = _cut_weekdays(rest)
    rest, more = _cut_inner_weekdays(rest)
    names += more
    found = _parse(rest, rules, text)
    if isinstance(found, Held):
        return found
    if not found:
        return _held(_NO_DATE, text)
    return check(Days(tuple(found), clock, names), rules)


def check(days: Days, rules: DateRules, weekday: int | None = None) -> Days | Held:
    """`days`, or Held when they are far from the campaign, contradict a weekday or may be turned around.

    `weekday` is the one of a column of its own.
    """
    names = days.weekdays if weekday is None else (*days.weekdays, weekday)
    if weekday is not None and len(days.days) > 1:
        names = days.weekdays
    if wrong := _wrong_weekday(days.days, names):
        day, name = wrong
        return Held(
            Message(_WEEKDAY, {"day": day_message(day), "weekday": weekday_message(name)}), _swap_hint(day, rules, name)
        )
    for day in days.days:
        if not rules.starts - NEAR <= day <= rules.ends + NEAR:
            return Held(
                Message(
                    _FAR,
                    {"day": day_message(day), "starts": day_message(rules.starts), "ends": day_message(rules.ends)},
                ),
                _swap_hint(day, rules, None),
            )
    if days.is_cell and rules.swapped and not names and _turned(days.days[0], rules):
        return Held(Message(_SWAPPED, {"day": day_message(days.days[0])}), _swap_hint(days.days[0], rules, None))
    return days


def read_weekday(cell: Cell) -> int | None:
    """0 (Monday) .. 6 of a cell that holds one weekday name and nothing else but a pasaran day; None otherwise."""
    if not isinstance(cell, str):
        return None
    rest, names = _cut_weekdays(fold(cell))
    return names[0] if len(names) == 1 and not rest else None


def turn(day: date) -> date | None:
    """The day with day and month swapped, None when there is none or it is the same."""
    turned = make_date(day.year, day.day, day.month)
    return turned if turned != day else None


def _turned(day: date, rules: DateRules) -> date | None:
    other = turn(day)
    return other if other and rules.starts - NEAR <= other <= rules.ends + NEAR else None


def _swap_hint(day: date, rules: DateRules, weekday: int | None) -> Message | None:
    other = _turned(day, rules)
    if other and (weekday is None or other.weekday() == weekday):
        return Message(_MEANT, {"day": day_message(other)})
    return None


def _wrong_weekday(days: tuple[date, ...], names: tuple[int, ...]) -> tuple[date, int] | None:
    if not names:
        return None
    if len(names) == len(days):
        return next(((day, name) for day, name in zip(days, names, strict=True) if day.weekday() != name), None)
    if len(days) == 1:
        return next(((days[0], name) for name in names if days[0].weekday() != name), None)
    # "Sabtu-Senin, 3-5 Februari": the names of the ends.
    ends = (days[0], days[-1]) if len(names) == 2 else (days[0],)
    return next(((day, name) for day, name in zip(ends, names, strict=False) if day.weekday() != name), None)


def _cut_clock(text: str) -> tuple[str, str | None]:
    text = text.strip(" .,;")
    for pattern in (_WORDY_CLOCK, _CLOCK_BEHIND, _PART_BEHIND):
        if match := pattern.search(text):
            head, tail = text[: match.start()], text[match.end() :]
            if head and tail and _has_date(head):
                return head.strip(" ,;("), tail.strip(" ,;)")
    return text, None


def _has_date(text: str) -> bool:
    rest = _cut_weekdays(text)[0]
    return (
        any(pattern.search(rest) for pattern in (_DAY_MONTH, _MONTH_DAY, _ROMAN, _ISO, _BASIC_ISO))
        or bool(re.search(r"\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}$", rest))
        or bool(re.fullmatch(r"\d{1,2}[/\-]\d{1,2}", rest))
    )


def _cut_weekdays(text: str) -> tuple[str, tuple[int, ...]]:
    text = _LEAD.sub("", text)
    names = weekdays()
    if match := _WEEKDAYS.match(text):
        return text[match.end() :].strip(" )"), tuple(names[name] for name in _EACH_WEEKDAY.findall(match[1]))
    if match := _WEEKDAYS_BEHIND.search(text):
        head = text[: match.start()].strip(" ,(")
        if head[-1:].isdigit():
            return head, (names[match[1]],)
    return text, ()


def _cut_inner_weekdays(text: str) -> tuple[str, tuple[int, ...]]:
    """Weekdays that stand before each day of a span or a list, and pasaran days in brackets."""
    names = weekdays()
    found = tuple(names[name] for name in _EACH_WEEKDAY.findall(text))
    text = _EACH_PASARAN.sub(" ", _INNER_WEEKDAY.sub(" ", text) if found else text)
    return " ".join(text.split()).strip(" .,;"), found


def _parse(text: str, rules: DateRules, whole: str) -> list[date] | Held:
    """The days of a text without weekday and clock: one day, a span, a list, or a mixture of both."""
    text = re.sub(r"^(?:tanggal|tgl)\b[.:]?\s*", "", text).strip(" .,;")
    single = _single(text, rules, whole)
    if single is not None:
        return single if isinstance(single, Held) else [single]
    ends = [part for part in re.split(_TO, text) if part]
    if len(ends) == 2 and (span := _span(*ends, rules, whole)) is not None:
        return span
    return _listed(text, rules, whole)


def _listed(text: str, rules: DateRules, whole: str) -> list[date] | Held:
    parts = [part for part in re.split(_AND, text) if part]
    if len(parts) < 2:
        return _held(_NO_DATE, whole)
    month, year = _month_year(parts[-1])
    days: list[date] = []
    for part in reversed(parts):
        own_month, own_year = _month_year(part)
        month, year = (own_month, own_year or year) if own_month else (month, year)
        found = _in_month(part, month, year, rules, whole)
        if isinstance(found, Held):
            return found
        days[:0] = found
    if any(later <= earlier for earlier, later in zip(days, days[1:], strict=False)):
        return _held(_REVERSED, whole)
    return days


def _in_month(part: str, month: int | None, year: str | None, rules: DateRules, whole: str) -> list[date] | Held:
    completed = part if _month_year(part)[0] or month is None else f"{part} {_name_of(month)} {year or ''}".strip()
    single = _single(completed, rules, whole)
    if single is not None:
        return single if isinstance(single, Held) else [single]
    ends = [end for end in re.split(_TO, completed) if end]
    span = _span(*ends, rules, whole) if len(ends) == 2 else None
    return span if span is not None else _held(_NO_DATE, whole)


def _span(first: str, last: str, rules: DateRules, whole: str) -> list[date] | Held | None:
    end = _single(last, rules, whole)
    if end is None or isinstance(end, Held):
        return end
    if _DAY.fullmatch(first):
        start = make_date(end.year, end.month, int(first)) or _held(_NO_SUCH_DAY, whole)
    else:
        own_month, own_year = _month_year(first)
        if own_month and not own_year:
            day = _DAY_MONTH.fullmatch(first) or None
            number = int(day[1]) if day else 0
            year = end.year if own_month <= end.month else end.year - 1
            start = make_date(year, own_month, number) if number else None
            if (
                start is not None
                and own_month > end.month
                and _month_year(last)[1]
                and (end - start).days > LONGEST_SPAN
            ):
                return _held(_REVERSED, whole)
            start = start or _held(_NO_SUCH_DAY, whole)
        else:
            start = _single(first, rules, whole)
    if start is None or isinstance(start, Held):
        return start
    if end <= start:
        return _held(_REVERSED, whole)
    if (end - start).days >= LONGEST_SPAN:
        return Held(Message(_TOO_LONG, {"found": whole, "n": LONGEST_SPAN}))
    return [start + timedelta(days=step) for step in range((end - start).days + 1)]


def _single(text: str, rules: DateRules, whole: str) -> date | Held | None:
    """One day; None when the text is no single day at all."""
    text = text.strip(" .,;")
    if match := _DAY_MONTH.fullmatch(text):
        return _made(match[3], months()[match[2]], int(match[1]), rules, whole)
    if match := _MONTH_DAY.fullmatch(text):
        return _made(match[3], months()[match[1]], int(match[2]), rules, whole)
    if (match := _ROMAN.fullmatch(text)) and match[2]:
        return _made(match[3], ROMAN_MONTHS[match[2]], int(match[1]), rules, whole)
    if match := _ISO.fullmatch(text):
        return make_date(int(match[1]), int(match[3]), int(match[4])) or _held(_NO_SUCH_DAY, whole)
    if match := _BASIC_ISO.fullmatch(text):
        return make_date(int(match[1]), int(match[2]), int(match[3])) or _held(_NO_SUCH_DAY, whole)
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match, rules, whole)
    if match := _SERIAL.fullmatch(text):
        found = _from_serial(int(match[1]), rules)
        return found or _held(_NO_DATE, whole)
    if _DAY.fullmatch(text):
        return _day_number(int(text), rules, whole)
    return None


def _numeric(match: re.Match[str], rules: DateRules, whole: str) -> date | Held | None:
    first, second, year = int(match[1]), int(match[3]), match[4]
    if year is None and match[2] == "-" and rules.month:
        return None  # "24-26" under a month's title is a span
    if year is None and match[2] == "." and first < 24 and second < 60 and len(match[3]) == 2 and second > 12:
        return None  # an hour
    if rules.month_first is None and first <= 12 and first != second:
        return _held(_TWO_ORDERS, whole)
    day, month = (second, first) if rules.month_first else (first, second)
    return _made(year, month, day, rules, whole)


def _day_number(number: int, rules: DateRules, whole: str) -> date | Held:
    if not rules.month:
        return Held(Message(_NO_MONTH, {"found": whole}), Message(_WRITE))
    if not 1 <= number <= 31:
        return _held(_NO_SUCH_DAY, whole)
    return _made(str(rules.year) if rules.year else None, rules.month, number, rules, whole)


def _from_number(value: float, rules: DateRules) -> Days | Held:
    text = show(value)
    if value == int(value) and 1 <= value <= 31:
        found = _day_number(int(value), rules, text)
        return found if isinstance(found, Held) else check(Days((found,)), rules)
    if value == int(value) and (match := _BASIC_ISO.fullmatch(str(int(value)))):
        day = make_date(int(match[1]), int(match[2]), int(match[3]))
        return check(Days((day,)), rules) if day else _held(_NO_SUCH_DAY, text)
    day = _from_serial(int(value), rules) if 20_000 <= value < 100_000 else None
    if day is None:
        return _held(_NO_DATE, text)
    minutes = round((value - int(value)) * 1440)
    clock = time(minutes // 60, minutes % 60) if 0 < minutes < 1440 else None
    return check(Days((day,), clock, is_cell=True), rules)


def _from_serial(serial: int, rules: DateRules) -> date | None:
    if not 20_000 <= serial < 100_000:
        return None
    return (date(1904, 1, 1) if rules.starts_1904 else date(1899, 12, 30)) + timedelta(days=serial)


def _made(year: str | None, month: int, day: int, rules: DateRules, whole: str) -> date | Held:
    if year is not None:
        number = int(year.lstrip("'"))
        found = make_date(number + 2000 if number < 100 else number, month, day)
    else:
        found = _nearest_year(month, day, rules)
    return found or _held(_NO_SUCH_DAY, whole)


def _nearest_year(month: int, day: int, rules: DateRules) -> date | None:
    """The year that brings the day into the campaign or nearest to it."""
    years = range(rules.starts.year - 1, rules.ends.year + 2)
    candidates: Iterable[date] = filter(None, (make_date(year, month, day) for year in years))
    return min(
        candidates, key=lambda found: max((rules.starts - found).days, (found - rules.ends).days, 0), default=None
    )


def _month_year(text: str) -> tuple[int | None, str | None]:
    match = _MONTH_YEAR_BEHIND.search(text) or re.search(
        rf"\d\s*[-/. ]?({_MONTH})\b\.?(?:\s*[-/. ]?\s*({_YEAR}))?$", text
    )
    return (months()[match[1]], match[2]) if match else (None, None)


def _name_of(month: int) -> str:
    return next(name for name, number in months().items() if number == month)


def _held(text: str, cell: str) -> Held:
    return Held(Message(text, {"found": cell}), Message(_WRITE))
