"""When a day is believed: near the campaign, fitting the weekday written with it, not turned around by a machine."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from lib.intake.readings import Held
from lib.intake.values.calendars import day_message, make_date, weekday_message
from lib.text import N_, Message

_FAR = N_("The date {day} is far outside the campaign ({starts} to {ends}).")
_WEEKDAY = N_("The date {day} is not a {weekday}, as written.")
_SWAPPED = N_("The day and the month of {day} may have been swapped by the spreadsheet program.")
_MEANT = N_("If {day} was meant, write it as a full date.")

# A day further outside the campaign is a slip of the year or the month. The margin is short enough that no day of
# the campaign lands in it with day and month turned around.
MARGIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class DateRules:
    """How the dates of one column are read.

    `starts`/`ends`: the campaign and voting day; with `open_end` days shortly after it count as well.
    `month_first`: the column shows American dates; None = it shows both orders.
    `month` and `year` come from the title above, for a column that writes day numbers only.
    `swapped`: the column shows that a machine set to American dates turned day and month around.
    `before`: how long before the campaign a day still counts.
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
    open_end: bool = True
    before: timedelta = MARGIN

    def is_near(self, day: date) -> bool:
        """Whether a day lies in the campaign or shortly around it."""
        return self.starts - self.before <= day <= self.ends + (MARGIN if self.open_end else timedelta())


@dataclass(frozen=True, slots=True)
class Days:
    """The days one cell names, in order, the clock time written behind them, and the weekdays written with them."""

    days: tuple[date, ...]
    clock: str | time | None = None
    weekdays: tuple[int, ...] = ()
    is_cell: bool = False


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
        if not rules.is_near(day):
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


def turn(day: date) -> date | None:
    """The day with day and month swapped, None when there is none or it is the same."""
    turned = make_date(day.year, day.day, day.month)
    return turned if turned != day else None


def _turned(day: date, rules: DateRules) -> date | None:
    other = turn(day)
    return other if other and rules.is_near(other) else None


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
