"""Arithmetic of working days: Monday to Friday, holidays left out."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import numpy as np


def count_back(day: date, days: int, holidays: Collection[date] = (), *, every_day: bool = False) -> date:
    """The `days`-th working day before `day`, which need not be one itself; with `every_day` each day counts.

    Raises ValueError when `days` is not positive.
    """
    if days <= 0:
        raise ValueError("a lead time must be positive")
    if every_day:
        return day - timedelta(days=days)
    return _count_back(day, days, frozenset(holidays))


def count_between(first: date, last: date, holidays: Collection[date] = ()) -> int:
    """How many working days come after `first` until `last`, which counts; below 0 when `last` is the earlier."""
    if last < first:
        return -count_between(last, first, holidays)
    return _count_between(first, last, frozenset(holidays))


# A schedule of thousands of events has few days.

@lru_cache(maxsize=4096)
def _count_back(day: date, days: int, holidays: frozenset[date]) -> date:
    return np.busday_offset(day, -days, roll="forward", holidays=list(holidays)).astype(date)


@lru_cache(maxsize=4096)
def _count_between(first: date, last: date, holidays: frozenset[date]) -> int:
    day = timedelta(days=1)
    return int(np.busday_count(first + day, last + day, holidays=list(holidays)))
