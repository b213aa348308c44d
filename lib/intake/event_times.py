"""When an event starts and ends: its hours, over midnight, over several days."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from lib.intake.cells import Cell, is_nothing, show
from lib.intake.date_columns import moment
from lib.intake.drafts import Draft
from lib.intake.readings import Held
from lib.intake.values.date_rules import Days
from lib.intake.values.hours import DAY, Hours, doubt_early
from lib.text import N_, Message

NO_HOUR = N_("The starting hour is missing.")
END_BEFORE_START = N_("The event ends ({end}) at or before it starts ({start}).")
END_DAY_BEFORE = N_("The event ends on an earlier day than it starts.")
SPANS_DAYS = N_("The event runs over several days without a break; write one row for each day.")
TWO_STARTS = N_("The cell of the date says {one}, the hour cell {other}.")
TWO_ENDS = N_("Two different ends are written: {one} and {other}.")
START_AT_MIDNIGHT = N_("24.00 is the end of a day and no start; write 00.00 on the day after.")
OTHER_DAY = N_("The hour cell names another day ({found}).")

# Only an evening event may end on the day after without saying so.
_EVENING, _MORNING = 17 * 60, 6 * 60
_LONGEST = 31

Moment = tuple[datetime, datetime | None, bool]


def read_span(
    draft: Draft, cells: Mapping[str, Cell], days: Days | None, read_hours: Callable[[Cell], Hours | Held | None]
) -> Hours | None:
    """Start and end of the day, from the hour columns or the clock behind the date; None holds the row."""
    whole, start, end = cells.get("hours"), cells.get("start_hour"), cells.get("end_hour")
    first = start if not is_nothing(start) else whole
    if is_nothing(first) and days and days.clock:
        first = days.clock
    for cell in (start, whole):
        if isinstance(cell, datetime) and days and cell.year > 1904 and cell.date() not in days.days:
            draft.tell("start", "error", cell, Message(OTHER_DAY, {"found": show(cell)}))
            return None
    hours = draft.require("start", read_hours(first), first, Message(NO_HOUR))
    if hours is None:
        return None
    behind = read_hours(days.clock) if days and days.clock and first is not days.clock else None
    if isinstance(behind, Hours) and None not in (behind.start, hours.start) and behind.start != hours.start:
        words = {"one": clock(behind.start), "other": clock(hours.start)}
        draft.tell("start", "error", first, Message(TWO_STARTS, words))
        return None
    if hours.start is None or hours.start == DAY:
        draft.tell("start", "error", first, Message(NO_HOUR if hours.start is None else START_AT_MIDNIGHT))
        return None
    if doubt := doubt_early(first, hours):
        draft.tell("start", "error", first, doubt.message, doubt.hint)
        return None
    return hours if is_nothing(end) else _with_end(draft, hours, end, read_hours(end))


def _with_end(draft: Draft, hours: Hours, end: Cell, last: Hours | Held | None) -> Hours | None:
    """`hours` with the end of a column of its own, which must not contradict an end written beside the start."""
    if isinstance(last, Held):
        draft.tell("end", "error", end, last.message, last.hint)
        return None
    if last is None:
        return hours
    last_end = last.end if last.end is not None else (None if last.open_end else last.start)
    if hours.end is not None and last_end is not None and hours.end != last_end:
        draft.tell("end", "error", end, Message(TWO_ENDS, {"one": clock(hours.end), "other": clock(last_end)}))
        return None
    return Hours(hours.start, hours.end if last_end is None else last_end, last_end is None and hours.end is None)


def set_moments(draft: Draft, days: Days, last_day: Days | None, span: Hours, *, is_calendar: bool) -> list[Moment]:
    """(start, end, end is not told) for every day of the event; [] holds the row.

    `last_day` is the day a column of its own gives for the end. In the export of a calendar (`is_calendar`) an event
    that ends on another day runs through; in an office's table it takes place on each day at the same hours.
    """
    if last_day and len(days.days) == 1 and last_day.days[-1] != days.days[0]:
        return _over_days(draft, days.days[0], last_day.days[-1], span, is_calendar=is_calendar)
    start, end = span.start or 0, span.end
    is_late = False
    if end is not None and end <= start:
        # Over midnight is the day after; but a day given for the end says that it is not.
        is_late = start >= _EVENING and end <= _MORNING and not last_day
        if not is_late:
            words = {"start": clock(start), "end": clock(end)}
            draft.tell("end", "error", f"{words['start']} - {words['end']}", Message(END_BEFORE_START, words))
            return []
    return [
        (moment(day, start), None if end is None else moment(day, end + (DAY if is_late else 0)), end is None)
        for day in days.days
    ]


def _over_days(draft: Draft, first: date, last: date, span: Hours, *, is_calendar: bool) -> list[Moment]:
    """An event with a day for its end: over one night, or the same hours on each day."""
    start_minute, end_minute = span.start or 0, span.end
    if last < first:
        draft.tell("end", "error", f"{first} - {last}", Message(END_DAY_BEFORE))
        return []
    start = moment(first, start_minute)
    end = moment(last, end_minute) if end_minute is not None else None
    if end is not None and end - start <= timedelta(days=1) and (is_calendar or end_minute <= start_minute):
        return [(start, end, False)]
    if is_calendar or (end_minute is not None and end_minute <= start_minute) or (last - first).days > _LONGEST:
        draft.tell("start", "error", f"{first} - {last}", Message(SPANS_DAYS))
        return []
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return [
        (moment(day, start_minute), None if end_minute is None else moment(day, end_minute), end_minute is None)
        for day in days
    ]


def clock(minutes: int) -> str:
    """Minutes after midnight as 09.00."""
    return f"{minutes // 60:02d}.{minutes % 60:02d}"
