"""Dates of a table that can be read in two ways: what to ask about them, with cells to judge by."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime

from lib.intake.cells import Cell, one_line
from lib.intake.date_columns import turn_cell
from lib.intake.readings import DateQuestion, DateSample, Held
from lib.intake.values.calendars import make_date
from lib.intake.values.date_rules import DateRules, Days

SAMPLES = 3
_NUMERIC = re.compile(r"(?<![\d./\-])(\d{1,2})\s*([./\-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)")

Dated = tuple[int, Cell, int | None]
"""A row as shown, its date cell, and the weekday a column of its own names."""


def ask_about(
    dates: Iterable[Dated],
    rules: DateRules,
    reads: Callable[[Cell, DateRules, int | None], Days | Held | None],
    place: tuple[str, int, tuple[str, ...]],
) -> DateQuestion | None:
    """The question for the date cells of one table; None when each can be read one way or is held for other reasons.

    `rules` are those the column itself shows, before anybody answered; `reads` reads one cell by them. `place` is
    (sheet, header row, heads of the date columns). Asked only about cells that are held now and can be read
    in one of the two orders at least.
    """
    if rules.month_first is None:
        one, other = replace(rules, month_first=False), replace(rules, month_first=True)
        orders, sampled = ("day_first", "month_first"), _numeric_days
    elif rules.swapped:
        one = other = replace(rules, swapped=False)
        orders, sampled = ("as_shown", "turned"), _turned_days
    else:
        return None
    count, clear, unclear = 0, [], []
    for row, cell, weekday in dates:
        days = sampled(cell, rules)
        if days is None or not isinstance(reads(cell, rules, weekday), Held):
            continue
        readings = (reads(cell, one, weekday), reads(turn_cell(cell, rules) if one is other else cell, other, weekday))
        fitting = sum(isinstance(reading, Days) for reading in readings)
        if not fitting:
            continue
        count += 1
        sample = DateSample(row, one_line(cell), dict(zip(orders, days, strict=True)))
        (clear if fitting == 2 else unclear).append(sample)
    if not count:
        return None
    samples = (*clear[:SAMPLES], *unclear)[:SAMPLES]
    return DateQuestion(*place, orders, samples, count)


def _numeric_days(cell: Cell, _rules: DateRules) -> tuple[date, date] | None:
    """The day of a text like 3/4/2024 day first and month first; None when only one of the two is a day."""
    match = _NUMERIC.search(cell) if isinstance(cell, str) else None
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    days = make_date(year, second, first), make_date(year, first, second)
    return days if days[0] and days[1] and days[0] != days[1] else None


def _turned_days(cell: Cell, rules: DateRules) -> tuple[date, date] | None:
    """The day of a date cell as shown and turned; None when it is none, or cannot be turned."""
    turned = turn_cell(cell, rules)
    shown = turn_cell(turned, rules)
    if not isinstance(turned, date) or turned == shown:
        return None
    return _day(shown), _day(turned)


def _day(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell
