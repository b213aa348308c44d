"""Which stored item each row of a file is: by a key, and where several have it the most alike first."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from lib.intake.cells import compact

Item = Mapping[str, Any]
MOST_PAIRS = 10_000
"""Pairs of one key that are all looked at. A hundred things at one hour in one place are rare; thousands are an
attempt to keep the server busy, or a mistake: of those each row is compared with the NEAREST in alphabetical order."""
NEAREST = 8
_WORDS = ("title", "activity", "area_code", "place", "reporter", "description")


def pair_off(sent: list[dict[str, Any]], stored: list[dict[str, Any]], key_of: Callable[[Item], tuple],
             likeness: Callable[[Item, Item], tuple | None]) -> list[dict[str, Any] | None]:
    """For each row of a file the stored item of its key, or None; no item is given to two rows.

    A party may hold two things at one hour in one place: those most alike go together first. A pair without a
    likeness is none.
    """
    if not stored:
        return [None] * len(sent)
    rows_by_key, by_key = defaultdict(list), defaultdict(list)
    for number, item in enumerate(stored):
        by_key[key_of(item)].append(number)
    for row, values in enumerate(sent):
        if (key := key_of(values)) in by_key:
            rows_by_key[key].append(row)
    given: dict[int, int] = {}
    for key, rows in rows_by_key.items():
        pairs = [(alike, row, number) for row, number in _pairs(rows, by_key[key], sent, stored)
                 if (alike := likeness(sent[row], stored[number])) is not None]
        taken: set[int] = set()
        for _alike, row, number in sorted(pairs, key=lambda pair: ([-part for part in pair[0]], pair[1:])):
            if row not in given and number not in taken:
                given[row] = number
                taken.add(number)
    return [stored[given[row]] if row in given else None for row in range(len(sent))]


def _pairs(rows: Sequence[int], numbers: Sequence[int], sent: Sequence[Item],
           stored: Sequence[Item]) -> Iterator[tuple[int, int]]:
    if len(rows) * len(numbers) <= MOST_PAIRS:
        yield from ((row, number) for row in rows for number in numbers)
        return
    known = _in_order(numbers, stored)
    for *place, row in _in_order(rows, sent):
        middle = bisect_left(known, tuple(place))
        yield from ((row, number) for *_place, number in known[max(0, middle - NEAREST):middle + NEAREST])


def _in_order(numbers: Sequence[int], items: Sequence[Item]) -> list[tuple[tuple[str, ...], int, int]]:
    """(what it says, the how many-th that says so, its number), in order."""
    seen: Counter[tuple[str, ...]] = Counter()
    placed = []
    for number in numbers:
        said = tuple(str(items[number].get(name) or "") for name in _WORDS)
        placed.append((said, seen[said], number))
        seen[said] += 1
    return sorted(placed)


def event_key(event: Item) -> tuple[str, datetime, str]:
    """An event is the same event when organiser, start and venue agree."""
    return event["organiser"], event["starts"], compact(event["venue"])


def report_key(report: Item) -> tuple[str, datetime, str, str]:
    """A report is the same report when ward or place, moment, reporter and text agree."""
    return (report["area_code"] or compact(report["place"] or ""), report["occurred"],
            compact(report["reporter"] or ""), compact(report["description"]))


def key_without_reporter(report: Item) -> tuple[str, datetime, str, str]:
    """The key of a report for who may not know whose it is."""
    return report_key({**report, "reporter": None})


def same_place(values: Item, report: Item) -> tuple[int, ...] | None:
    """Of one ward: another place is another report, but a place may be told only once."""
    here, there = compact(values["place"] or ""), compact(report["place"] or "")
    return (here == there,) if here == there or not (here and there) else None
