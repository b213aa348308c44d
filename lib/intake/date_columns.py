"""How a date column is to be read: day or month first, day numbers under a month's title, days turned around."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lib.intake.cells import Cell, show
from lib.intake.contexts import Context
from lib.intake.grids import Grid
from lib.intake.readings import Order
from lib.intake.values.calendars import make_date
from lib.intake.values.date_rules import MARGIN, DateRules, turn
from lib.intake.values.date_texts import SERIAL, from_serial
from lib.intake.values.date_words import read_weekday
from lib.reference.vocabularies import Reference

_SLASHED = re.compile(r"\D*?(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\b")
# So many texts with a day above 12 beside so many date cells with none look like a machine set to American dates.
_ENOUGH_TEXTS, _ENOUGH_CELLS = 2, 3


def rules_for(
    dates: Iterable[Cell],
    weekdays: Iterable[Cell],
    *,
    grid: Grid,
    reference: Reference,
    context: Context,
    open_end: bool,
    before: timedelta = MARGIN,
) -> DateRules:
    """The rules of one column: `dates` are its cells, `weekdays` those of a weekday column beside it.

    `open_end`: whether days shortly after voting day may be meant; `before`: how long before the campaign they may be.
    """
    cells = list(dates)
    campaign = reference.campaign
    offset = datetime.combine(campaign.starts, time(), ZoneInfo(reference.timezone)).strftime("%z")
    base = DateRules(
        campaign.starts,
        campaign.voting_day,
        month=context.month,
        year=context.year,
        starts_1904=grid.starts_1904,
        open_end=open_end,
        before=before,
        offsets=(offset, f"{offset[:3]}:{offset[3:]}"),
    )
    return replace(base, month_first=_month_first(cells, base), swapped=_is_swapped(cells, list(weekdays), base))


def _month_first(cells: list[Cell], rules: DateRules) -> bool | None:
    """False unless dates like 12/14/2023 show the American order; None when the column shows both.

    Where no day is above 12 but more of the dates fall into the campaign in the American order, a person is to say.

    One such date alone may be a slip in a column of the usual order ("bulan 14"), so the order under which more of
    the dates fall into the campaign wins.
    """
    american = usual = fits_american = fits_usual = 0
    for cell in cells:
        if not isinstance(cell, str) or not (match := _SLASHED.match(cell)):
            continue
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
        american += 12 < second <= 31 and first <= 12
        usual += 12 < first <= 31 and second <= 12
        fits_american += _fits(make_date(year, first, second), rules)
        fits_usual += _fits(make_date(year, second, first), rules)
    if fits_usual > fits_american or (not american and (usual or fits_usual == fits_american)):
        return False
    if not american:
        return None
    return None if usual or fits_usual == fits_american else True


def _fits(day: date | None, rules: DateRules) -> bool:
    return day is not None and rules.is_near(day)


def _is_swapped(cells: list[Cell], weekdays: list[Cell], rules: DateRules) -> bool:
    """Whether the date cells show that day and month were turned around on the way in."""
    days = [(cell.date() if isinstance(cell, datetime) else cell) if isinstance(cell, date) else None for cell in cells]
    real = [day for day in days if day]
    for day, named in dict.fromkeys(zip(days, weekdays or [None] * len(days), strict=True)):
        turned = turn(day) if day else None
        if not day or not turned or not rules.is_near(turned):
            continue
        weekday = read_weekday(named)
        if not rules.is_near(day) or (weekday is not None and day.weekday() != weekday == turned.weekday()):
            return True
    late_texts = sum(
        1 for cell in cells if isinstance(cell, str) and (match := _SLASHED.match(cell)) and int(match[1]) > 12
    )
    return late_texts >= _ENOUGH_TEXTS and len(real) >= _ENOUGH_CELLS and all(day.day <= 12 for day in real)


def in_order(rules: DateRules, order: Order | None) -> DateRules:
    """The rules as a person says the dates of the table are read; ``turn_cell`` does its part of "turned"."""
    match order:
        case "day_first" | "month_first":
            return replace(rules, month_first=order == "month_first")
        case "as_shown" | "turned":
            return replace(rules, swapped=False)
    return rules


def turn_cell(cell: Cell, rules: DateRules) -> Cell:
    """A date cell or a serial number with day and month turned back; texts, and days past the 12th, as they are."""
    if isinstance(cell, str) and SERIAL.fullmatch(cell.strip()):
        cell = float(cell.strip().replace(",", "."))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and (day := from_serial(int(cell), rules)):
        cell = midnight(day) + timedelta(minutes=round((cell - int(cell)) * 1440))
    if isinstance(cell, datetime):
        turned = turn(cell.date())
        return datetime.combine(turned, cell.time()) if turned else cell
    return (turn(cell) or cell) if isinstance(cell, date) else cell


def join_date(day: Cell, month: Cell, year: Cell) -> Cell:
    """One cell of a date written over the columns day, month and year."""
    parts = [show(part).strip() for part in (day, month, year) if part is not None]
    return " ".join(parts) if month is not None and len(parts) >= 2 else day


def midnight(day: date) -> datetime:
    """The start of a day."""
    return datetime(day.year, day.month, day.day)


def moment(day: date, minutes: int) -> datetime:
    """A day and the minutes after its midnight."""
    return midnight(day) + timedelta(minutes=minutes)
