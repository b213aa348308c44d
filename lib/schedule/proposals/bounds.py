"""What holds several placements together: how many of a method a day may have, how much a district can bear an hour."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from lib.schedule.rules.facts import Event, rows_of
from lib.schedule.rules.rule import Rule

_HOUR = timedelta(hours=1)


def count_one(event: Event) -> int:
    """Every event counts one."""
    return 1


@dataclass(frozen=True)
class Capacity:
    """How much a district can bear in an hour, such as activities or personnel.

    most: by district_code and the hour's first moment; an hour that is not told is not bounded. need: what an event
    asks of each hour that it touches, arrival and dispersal left out.
    """

    most: Mapping[tuple[str, datetime], int]
    need: Callable[[Event], int] = count_one


@dataclass(frozen=True)
class Bound:
    """At most `most` of `need` by option number; what stays in any case is already taken off."""

    need: Mapping[int, int]
    most: int


@dataclass(frozen=True)
class Sums:
    """What options ask of bounded things, and what is asked of them by the events that are fixed.

    options: for each option number what it asks; stays: numbers of the options that are to stay.
    """

    options: Mapping[int, Mapping[Any, int]]
    stays: frozenset[int]
    fixed: Mapping[Any, int]

    def bound(self, limits: Mapping[Any, int]) -> list[Bound]:
        """No thing is asked for more than its limit, or than now where that is more already: moves never make it worse.

        A thing that no option which moves asks for needs no bound.
        """
        needs: dict[Any, dict[int, int]] = defaultdict(dict)
        moved, now = set(), defaultdict(int, self.fixed)
        for option, asked in self.options.items():
            for thing, amount in asked.items():
                needs[thing][option] = amount
                if option in self.stays:
                    now[thing] += amount
                else:
                    moved.add(thing)
        return [Bound(needs[thing], max(limits[thing], now[thing]) - self.fixed.get(thing, 0))
                for thing in sorted(moved, key=str) if thing in limits]


def sum_day_counts(rule: Rule, members: Mapping[int, pd.DataFrame], stays: frozenset[int],
                   fixed: pd.DataFrame) -> Sums:
    """How many events of a rule's method each day has; events held together count as one."""
    alone = {("joint", row["joint_key"]) if row["joint_key"] else ("event", row["event_id"]): row
             for row in rows_of(fixed, "joint_key") if _counts(row, rule)}
    asked = defaultdict(int)
    for row in alone.values():
        asked[row["starts"].date()] += 1
    options = {option: {row["starts"].date(): 1 for row in rows_of(frame) if _counts(row, rule)}
               for option, frame in members.items()}
    return Sums(options, stays, asked)


def sum_hours(capacity: Capacity, members: Mapping[int, pd.DataFrame], stays: frozenset[int],
              fixed: pd.DataFrame) -> Sums:
    """What the events ask of each district and hour."""
    return Sums({option: _ask(frame, capacity) for option, frame in members.items()}, stays, _ask(fixed, capacity))


def limit_days(rule: Rule, sums: Sums) -> dict[date, int]:
    """The rule's number for each day on which it holds."""
    days = {day for asked in [sums.fixed, *sums.options.values()] for day in asked}
    return {day: rule.value for day in days if rule.holds_on(day)}


def _counts(row: Event, rule: Rule) -> bool:
    return row["state"] != "cancelled" and rule.is_of(row["activity"])


def _ask(events: pd.DataFrame, capacity: Capacity) -> dict[tuple[str, datetime], int]:
    asked: dict[tuple[str, datetime], int] = defaultdict(int)
    for row in rows_of(events):
        hour = row["starts"].replace(minute=0, second=0, microsecond=0)
        while row["state"] != "cancelled" and hour < row["ends_or_estimate"]:
            if (row["district_code"], hour) in capacity.most:
                asked[row["district_code"], hour] += capacity.need(row)
            hour += _HOUR
    return dict(asked)


def things_asked(sums: Sequence[Sums], option: int) -> frozenset:
    """What an option asks of all bounded things, to compare options by."""
    return frozenset((number, thing, amount) for number, each in enumerate(sums)
                     for thing, amount in each.options.get(option, {}).items())
