"""Which stored item each row of a file is: by a key, and where several have it the most alike first."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from lib.intake.cells import compact

Item = Mapping[str, Any]


def pair_off(sent: list[dict[str, Any]], stored: list[dict[str, Any]], key_of: Callable[[Item], tuple],
             likeness: Callable[[Item, Item], tuple | None]) -> list[dict[str, Any] | None]:
    """For each row of a file the stored item of its key, or None; no item is given to two rows.

    A party may hold two things at one hour in one place: those most alike go together first. A pair without a
    likeness is none.
    """
    by_key = defaultdict(list)
    for number, item in enumerate(stored):
        by_key[key_of(item)].append(number)
    pairs = [(alike, row, number) for row, values in enumerate(sent) for number in by_key.get(key_of(values), ())
             if (alike := likeness(values, stored[number])) is not None]
    given: dict[int, int] = {}
    taken: set[int] = set()
    for _alike, row, number in sorted(pairs, key=lambda pair: ([-part for part in pair[0]], pair[1:])):
        if row not in given and number not in taken:
            given[row] = number
            taken.add(number)
    return [stored[given[row]] if row in given else None for row in range(len(sent))]


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
