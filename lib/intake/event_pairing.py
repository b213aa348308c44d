"""Which stored event each row of a schedule is within one day and place: by its title first, then by its hour.

What has both title and hour is taken at once. The rest of one organiser, venue and day are matched as a whole, so that
of two events that both move by an hour neither gets the other's title: as many as can be go together, those whose
titles are most alike, of these the nearest in time, of these those that differ least.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from lib.intake.cells import compact
from lib.intake.moves import TITLE_IS_ALIKE, title_likeness
from lib.intake.pairing import event_key, pair_off

Event = dict[str, Any]
Likeness = Callable[[Mapping[str, Any], Mapping[str, Any]], tuple[int, ...]]

MOST_PAIRS = 400
"""Pairs of one organiser, venue and day that are matched as a whole. Of more, only those of one hour go together."""
_UNTOLD = 30
"""How far apart a title and none are: farther than titles that are alike."""
_MINUTE = timedelta(minutes=1)
_DAY = 24 * 60
# Costs are whole numbers below 2**40, and a group has at most 20 of them: floats hold their sums exactly.
_RADICES = (2, 2, 2, 32, 32)
_FORBIDDEN = 2.0**46


@dataclass(frozen=True)
class _Pair:
    title: int
    is_moved: bool
    cost: int


def pair_events(sent: Sequence[Event], stored: Sequence[Event], likeness: Likeness,
                may_move: Callable[[Event, Event], bool]) -> list[Event | None]:
    """For each row the stored event of its organiser, venue and day that it is, or None; none is given to two rows.

    Titles that contradict each other make no pair. Another hour makes one only of titles that are alike, of events
    that `may_move`, and when no second is left over that may be meant as well. `likeness` orders those of one hour:
    three truths and two numbers from 0 to 31, the higher the more alike.
    """
    found: list[Event | None] = [None] * len(sent)
    if not stored:
        return found
    rows, events = _take_equal(sent, stored, found)
    events_of = _grouped(events, stored)
    for key, mine in _grouped(rows, sent).items():
        theirs = events_of.get(key)
        if theirs is None:
            continue
        if len(mine) * len(theirs) > MOST_PAIRS:
            alike = pair_off([sent[row] for row in mine], [stored[number] for number in theirs], event_key,
                             lambda one, other: likeness(one, other) if titles_agree(one, other) else None)
            for row, event in zip(mine, alike, strict=True):
                found[row] = event
            continue
        pairs = {(a, b): pair for a, row in enumerate(mine) for b, number in enumerate(theirs)
                 if (pair := _pair(sent[row], stored[number], likeness, may_move)) is not None}
        for a, b in _match(pairs, len(mine), len(theirs)):
            found[mine[a]] = stored[theirs[b]]
    return found


def titles_agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two titles may be of one event; one that tells nothing may be any."""
    alike = title_likeness(one["title"], other["title"])
    return alike is None or alike >= TITLE_IS_ALIKE


def _take_equal(sent: Sequence[Event], stored: Sequence[Event], found: list[Event | None]) -> tuple[list[int],
                                                                                                     list[int]]:
    """Pair what alone has its organiser, venue, hour and title; gives the rows and events that are left."""
    rows, events = _by_title(sent), _by_title(stored)
    taken = set()
    for key, mine in rows.items():
        theirs = events.get(key, ())
        if len(mine) == len(theirs) == 1:
            found[mine[0]] = stored[theirs[0]]
            taken.add(theirs[0])
    return ([row for row, event in enumerate(found) if event is None],
            [number for number in range(len(stored)) if number not in taken])


def _by_title(items: Sequence[Event]) -> Mapping[tuple, list[int]]:
    places = defaultdict(list)
    for number, item in enumerate(items):
        places[(*event_key(item), compact(item["title"] or ""))].append(number)
    return places


def _grouped(numbers: Iterable[int], items: Sequence[Event]) -> Mapping[tuple, list[int]]:
    groups = defaultdict(list)
    for number in numbers:
        who, starts, venue = event_key(items[number])
        groups[who, starts.date(), venue].append(number)
    return groups


def _pair(values: Event, event: Event, likeness: Likeness, may_move: Callable[[Event, Event], bool]) -> _Pair | None:
    title = _title_distance(values["title"], event["title"])
    minutes = abs(values["starts"] - event["starts"]) // _MINUTE
    is_moved = values["starts"] != event["starts"]
    if title is None:
        return None
    tells = compact(values["title"] or "") and title < _UNTOLD
    if is_moved and not (tells and values["activity"] == event["activity"] and may_move(values, event)):
        return None
    cost = title * _DAY**2 + minutes**2
    for part, radix in zip(likeness(values, event), _RADICES, strict=True):
        cost = cost * radix + radix - 1 - part
    return _Pair(title, is_moved, cost)


def _title_distance(one: str | None, other: str | None) -> int | None:
    alike = title_likeness(one, other)
    if alike is None:
        return _UNTOLD if compact(one or "") or compact(other or "") else 0
    if alike < TITLE_IS_ALIKE:
        return None
    return 0 if compact(one or "") == compact(other or "") else max(1, round(100 - alike))


def _match(pairs: Mapping[tuple[int, int], _Pair], rows: int, events: int) -> list[tuple[int, int]]:
    """The pairs that go together, but for a move where another one left over would do as well."""
    costs = np.full((rows, events), _FORBIDDEN)
    for place, pair in pairs.items():
        costs[place] = pair.cost
    chosen = [place for place in zip(*map(np.ndarray.tolist, linear_sum_assignment(costs)), strict=True)
              if place in pairs]
    taken_rows, taken_events = {a for a, _b in chosen}, {b for _a, b in chosen}
    left = [place for place in pairs if place[0] not in taken_rows or place[1] not in taken_events]
    return [(a, b) for a, b in chosen if not pairs[a, b].is_moved or not any(
        (c == a or d == b) and pairs[c, d].title <= pairs[a, b].title for c, d in left)]
