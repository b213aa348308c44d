"""Events that a later file lists at another hour or place: the one that is meant, when only one can be.

Points are given for what agrees; a pair whose titles or days lie too far apart is none. A row and an event go together
when each is the other's best, with no second as good, and at least SURE points agree.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from lib.intake.cells import compact, fold

NEAR = timedelta(days=14)
"""An event put off for longer is another event."""
SURE = 5
FULL = 12
"""The points of a pair that agrees in everything but hour and day, or but the venue."""
TITLE_IS_ALIKE, VENUE_IS_ALIKE = 80, 85
_LOOKED_AT = 8  # events of one key nearest in time; beyond them two are as good anyway

Item = Mapping[str, Any]


def find_moves(sent: list[dict[str, Any]], stored: list[dict[str, Any]]) -> dict[int, tuple[int, int]]:
    """Row number -> (number of the stored event, likeness 0..100), for those without a doubt.

    `sent` and `stored`: events by their columns, of whom nothing else is known to be the same.
    """
    points = {(row, number): agreed for row, number in _candidates(sent, stored)
              if (agreed := agreement(sent[row], stored[number])) is not None}
    of_row, of_event = defaultdict(list), defaultdict(list)
    for (row, number), agreed in points.items():
        of_row[row].append(agreed)
        of_event[number].append(agreed)
    return {row: (number, min(100, round(100 * agreed / FULL))) for (row, number), agreed in points.items()
            if agreed >= SURE and _is_only_best(agreed, of_row[row]) and _is_only_best(agreed, of_event[number])}


def _is_only_best(agreed: int, others: list[int]) -> bool:
    return agreed == max(others) and others.count(agreed) == 1


def agreement(values: Item, event: Item) -> int | None:
    """How many points of a row and an event agree; None when they cannot be one: other activity, title or time."""
    apart = abs(values["starts"].date() - event["starts"].date())
    if values["organiser"] != event["organiser"] or values["activity"] != event["activity"] or apart > NEAR:
        return None
    title = _alike(values["title"], event["title"])
    if title is not None and title < TITLE_IS_ALIKE:
        return None
    points = 0 if title is None else 3 if compact(values["title"]) == compact(event["title"]) else 2
    if compact(values["venue"]) == compact(event["venue"]):
        points += 3
    elif (_alike(values["venue"], event["venue"]) or 0) >= VENUE_IS_ALIKE:
        points += 2
    if values["starts"] == event["starts"]:
        points += 3
    elif not apart:
        points += 2
    elif apart <= NEAR / 2:
        points += 1
    points += 2 * _is_told_alike(values["permit_no"], event["permit_no"])
    points += _is_told_alike(values["contact"], event["contact"])
    return points + (values["attendance"] is not None and values["attendance"] == event["attendance"])


def _candidates(sent: list[dict[str, Any]], stored: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Pairs worth a closer look: one of venue, title, notice number and start is the same."""
    by_key = defaultdict(list)
    for number in sorted(range(len(stored)), key=lambda number: stored[number]["starts"]):
        for key in _keys(stored[number]):
            by_key[key].append((stored[number]["starts"], number))
    for row, values in enumerate(sent):
        found = set()
        for key in _keys(values):
            near = by_key.get(key, ())
            middle = bisect_left(near, (values["starts"],))
            around = near[max(0, middle - _LOOKED_AT):middle + _LOOKED_AT]
            found.update(number for _starts, number in around)
        yield from ((row, number) for number in sorted(found))


def _keys(event: Item) -> Iterator[tuple[str, ...]]:
    who = (event["organiser"], event["activity"])
    yield (*who, "venue", compact(event["venue"]))
    yield (*who, "starts", event["starts"])
    for name in ("title", "permit_no"):
        if told := compact(event[name] or ""):
            yield (*who, name, told)


def _is_told_alike(one: str | None, other: str | None) -> bool:
    return bool(compact(one or "")) and compact(one or "") == compact(other or "")


def _alike(one: str | None, other: str | None) -> float | None:
    """0..100, in whatever order the words stand; None when one of them tells nothing."""
    return _ratio(one, other) if compact(one or "") and compact(other or "") else None


@lru_cache(maxsize=65536)
def _ratio(one: str, other: str) -> float:
    return fuzz.token_sort_ratio(fold(one), fold(other))
