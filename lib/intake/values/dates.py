"""Days: real date cells, serial numbers and texts in every spelling offices use; spans and lists of days.

A day is only taken when it lies near the campaign, fits the weekday written with it, and can be read one way.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from lib.intake.cells import Cell, CellError, fold, is_nothing, show
from lib.intake.readings import Held
from lib.intake.values.calendars import make_date
from lib.intake.values.date_rules import DateRules, Days, check
from lib.intake.values.date_texts import (
    BASIC_ISO,
    NO_DATE,
    NO_SUCH_DAY,
    SERIAL,
    day_of_month,
    from_serial,
    held,
    parse_days,
)
from lib.intake.values.date_words import OFFSET, cut_clock, cut_inner_weekdays, cut_weekdays
from lib.text import N_, Message

_OTHER_ZONE = N_('"{found}" is in another time zone than the city\'s.')
_ERROR = N_("The cell shows the error {found} instead of a date.")
_EMPTY_FORMULA = N_("The formula in the date cell gives nothing.")

LONGEST = 300  # no list of days is longer; prose in a date column is not searched


def read_days(cell: Cell, rules: DateRules) -> Days | Held | None:
    """The days one cell names; None when it says nothing. The weekday and the nearness to the campaign are checked."""
    if isinstance(cell, CellError):
        return Held(Message(_ERROR, {"found": cell.text})) if cell.text else Held(Message(_EMPTY_FORMULA))
    if is_nothing(cell):
        return None
    match cell:
        case bool() | time() | timedelta():
            return held(NO_DATE, show(cell))
        case datetime():
            return check(Days((cell.date(),), cell.time() if cell.time() != time() else None, is_cell=True), rules)
        case date():
            return check(Days((cell,), is_cell=True), rules)
        case int() | float():
            return _from_number(cell, rules)
        case str():
            return read_days_text(cell, rules)
    return held(NO_DATE, show(cell))


@lru_cache(maxsize=16384)
def read_days_text(text: str, rules: DateRules) -> Days | Held:
    """The days of a text."""
    if len(text) > LONGEST:
        return held(NO_DATE, text)
    if SERIAL.fullmatch(text.strip()):
        return _from_number(float(text.strip().replace(",", ".")), rules)
    rest, clock = cut_clock(fold(text))
    if clock and (offset := OFFSET.search(clock)):
        # A moment in another zone may be another day here.
        if offset[0].strip() not in rules.offsets:
            return held(_OTHER_ZONE, text)
        clock = clock[: offset.start()]
    rest, names = cut_weekdays(rest)
    rest, more = cut_inner_weekdays(rest)
    names += more
    found = parse_days(rest, rules, text)
    if isinstance(found, Held):
        return found
    if not found:
        return held(NO_DATE, text)
    return check(Days(tuple(found), clock, names), rules)


def _from_number(value: float, rules: DateRules) -> Days | Held:
    text = show(value)
    if value == int(value) and 1 <= value <= 31:
        found = day_of_month(int(value), rules, text)
        return found if isinstance(found, Held) else check(Days((found,)), rules)
    if value == int(value) and (match := BASIC_ISO.fullmatch(str(int(value)))):
        day = make_date(int(match[1]), int(match[2]), int(match[3]))
        return check(Days((day,)), rules) if day else held(NO_SUCH_DAY, text)
    day = from_serial(int(value), rules) if 20_000 <= value < 100_000 else None
    if day is None:
        return held(NO_DATE, text)
    minutes = round((value - int(value)) * 1440)
    clock = time(minutes // 60, minutes % 60) if 0 < minutes < 1440 else None
    return check(Days((day,), clock, is_cell=True), rules)
