"""The days of a text that holds nothing else: one day in any spelling, a span, a list, or both mixed."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from lib.intake.readings import Held
from lib.intake.values.calendars import ROMAN_MONTHS, make_date, month_pattern, months
from lib.intake.values.date_rules import DateRules
from lib.text import N_, Message

LONGEST_SPAN = 100

NO_DATE = N_('"{found}" is not a date.')
NO_SUCH_DAY = N_('The date "{found}" does not exist.')
_REVERSED = N_('The span of days "{found}" runs backwards.')
_NO_MONTH = N_('"{found}" is only a day number and the month is not clear from the title.')
_TWO_ORDERS = N_('"{found}" can be day/month or month/day; the column holds both.')
_SPAN_OR_DAY = N_('"{found}" can be a span of days or a day and a month.')
_TOO_LONG = N_('The span "{found}" covers more than {n} days.')
_WRITE = N_("Write the date in full: day, name of the month, year.")

_YEAR = r"(?:\d{4}|'?\d{2})"
_MONTH = month_pattern()
_TO = r"\s*(?:-|–|—|s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|to|until)\s*"
# No slash: "8/9 Desember" may be two days, one of two, or the night between.
_AND = r"\s*(?:,|&|\+|\bdan\b|\band\b|;)\s*"

_DAY_MONTH = re.compile(rf"(\d{{1,2}})\s*[.\-/ ]?\s*({_MONTH})(?![a-z])\.?(?:\s*[,.\-/ ]?\s*({_YEAR}))?")
_MONTH_DAY = re.compile(rf"({_MONTH})\b\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,?\s*(\d{{4}}))?")
_ROMAN = re.compile(rf"(\d{{1,2}})\s*[.\-/ ]\s*(x{{0,1}}(?:ix|iv|v?i{{0,3}}))\s*[.\-/ ]\s*({_YEAR})")
_NUMERIC = re.compile(r"(\d{1,2})\s*([./\-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})\s*([./\-])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
BASIC_ISO = re.compile(r"(20\d{2})([01]\d)([0-3]\d)")
SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_DAY = re.compile(r"\d{1,2}")
_MONTH_YEAR_BEHIND = re.compile(rf"(?:^|\s)({_MONTH})\b\.?(?:\s*({_YEAR}))?$")


def names_a_date(text: str) -> bool:
    """Whether a date stands in a text, whatever stands around it."""
    return (
        any(pattern.search(text) for pattern in (_DAY_MONTH, _MONTH_DAY, _ROMAN, _ISO, BASIC_ISO))
        or re.search(r"\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}$", text) is not None
        or re.fullmatch(r"\d{1,2}[/\-]\d{1,2}", text) is not None
    )


def parse_days(text: str, rules: DateRules, whole: str) -> list[date] | Held:
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
        return held(NO_DATE, whole)
    month, year = _month_year(parts[-1])
    days: list[date] = []
    for part in reversed(parts):
        own_month, own_year = _month_year(part)
        month, year = (own_month, own_year or year) if own_month else (month, year)
        found = _in_month(part, month, year, rules, whole)
        if isinstance(found, Held):
            return found
        days[:0] = found
    if any(later <= earlier for earlier, later in pairwise(days)):
        return held(_REVERSED, whole)
    return days


def _in_month(part: str, month: int | None, year: str | None, rules: DateRules, whole: str) -> list[date] | Held:
    completed = part if _month_year(part)[0] or month is None else f"{part} {_name_of(month)} {year or ''}".strip()
    single = _single(completed, rules, whole)
    if single is not None:
        return single if isinstance(single, Held) else [single]
    ends = [end for end in re.split(_TO, completed) if end]
    span = _span(*ends, rules, whole) if len(ends) == 2 else None
    return span if span is not None else held(NO_DATE, whole)


def _span(first: str, last: str, rules: DateRules, whole: str) -> list[date] | Held | None:
    end = _single(last, rules, whole)
    if end is None or isinstance(end, Held):
        return end
    if _DAY.fullmatch(first):
        start = make_date(end.year, end.month, int(first)) or held(NO_SUCH_DAY, whole)
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
                return held(_REVERSED, whole)
            start = start or held(NO_SUCH_DAY, whole)
        else:
            start = _single(first, rules, whole)
    if start is None or isinstance(start, Held):
        return start
    if end <= start:
        return held(_REVERSED, whole)
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
        return make_date(int(match[1]), int(match[3]), int(match[4])) or held(NO_SUCH_DAY, whole)
    if match := BASIC_ISO.fullmatch(text):
        return make_date(int(match[1]), int(match[2]), int(match[3])) or held(NO_SUCH_DAY, whole)
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match, rules, whole)
    if match := SERIAL.fullmatch(text):
        found = from_serial(int(match[1]), rules)
        return found or held(NO_DATE, whole)
    if _DAY.fullmatch(text):
        return day_of_month(int(text), rules, whole)
    return None


def _numeric(match: re.Match[str], rules: DateRules, whole: str) -> date | Held | None:
    first, second, year = int(match[1]), int(match[3]), match[4]
    if year is None and match[2] == "-" and rules.month:
        # "24-26" under a month's title is a span; "1-12" may as well be the first of December.
        other = _nearest_year(second, first, rules)
        return held(_SPAN_OR_DAY, whole) if other and rules.is_near(other) else None
    if year is None and match[2] == "." and first < 24 and second < 60 and len(match[3]) == 2 and second > 12:
        return None  # an hour
    if rules.month_first is None and first <= 12 and first != second:
        return held(_TWO_ORDERS, whole)
    day, month = (second, first) if rules.month_first else (first, second)
    return _made(year, month, day, rules, whole)


def day_of_month(number: int, rules: DateRules, whole: str) -> date | Held:
    """The day of the month that stands in the title."""
    if not rules.month:
        return Held(Message(_NO_MONTH, {"found": whole}), Message(_WRITE))
    if not 1 <= number <= 31:
        return held(NO_SUCH_DAY, whole)
    return _made(str(rules.year) if rules.year else None, rules.month, number, rules, whole)


def from_serial(serial: int, rules: DateRules) -> date | None:
    """The day of a spreadsheet's serial number; None when it is none of this century."""
    if not 20_000 <= serial < 100_000:
        return None
    return (date(1904, 1, 1) if rules.starts_1904 else date(1899, 12, 30)) + timedelta(days=serial)


def _made(year: str | None, month: int, day: int, rules: DateRules, whole: str) -> date | Held:
    if year is not None:
        number = int(year.lstrip("'"))
        found = make_date(number + 2000 if number < 100 else number, month, day)
    else:
        found = _nearest_year(month, day, rules)
    return found or held(NO_SUCH_DAY, whole)


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


def held(text: str, cell: str) -> Held:
    """A date that is not taken, with the advice to write it in full."""
    return Held(Message(text, {"found": cell}), Message(_WRITE))
