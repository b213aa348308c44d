"""Events that a later file lists at another hour or place: the one that is meant, when only one can be.

Points are given for what agrees; a pair whose titles or days lie too far apart is none. A row and an event go together
when each is the other's best, with no second as good, and at least SURE points agree.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from lib.intake.cells import compact, fold

NEAR = timedelta(days=14)
"""An event put off for longer is another event."""
SAME_NIGHT = timedelta(hours=6)
"""Within these two hours are of one day, midnight between them or not."""
SURE = 5
FULL = 12
"""The points of a pair that agrees in everything but hour and day, or but the venue."""
TITLE_IS_ALIKE, VENUE_IS_ALIKE = 80, 85
LOOKED_AT = 8
"""Events of one key looked at on either side of a row in time; beyond them two are as good anyway."""
_LONGEST = 200  # letters of a text that are compared
_NOT_TOLD = -1
_SECOND = timedelta(seconds=1)

Item = Mapping[str, Any]
Numbers = NDArray[np.int64]


def find_moves(sent: Sequence[Item], stored: Sequence[Item]) -> dict[int, tuple[int, int]]:
    """Row number -> (number of the stored event, likeness 0..100), for those without a doubt.

    `sent` and `stored`: events by their columns, of whom nothing else is known to be the same. A row is held against
    the LOOKED_AT events before and after it that have its venue, title, notice number or start.
    """
    if not sent or not stored:
        return {}
    one, other = _columns(sent, stored)
    rows, numbers = _candidates(one, other)
    rows, numbers, points = _points(one, other, rows, numbers)
    of_row, of_event = _only_bests(rows, points), _only_bests(numbers, points)
    return {int(row): (int(number), likeness_of(int(agreed)))
            for row, number, agreed in zip(rows, numbers, points, strict=True)
            if agreed == of_row[row] == of_event[number]}


def likeness_of(points: int) -> int:
    """Points as 0..100."""
    return min(100, round(100 * points / FULL))


def agreement(values: Item, event: Item) -> int | None:
    """How many points of a row and an event agree; None when they cannot be one: other activity, title or time."""
    apart = abs(values["starts"].date() - event["starts"].date())
    if values["organiser"] != event["organiser"] or values["activity"] != event["activity"] or apart > NEAR:
        return None
    title = title_likeness(values["title"], event["title"])
    if title is not None and title < TITLE_IS_ALIKE:
        return None
    points = 0 if title is None else 3 if compact(values["title"]) == compact(event["title"]) else 2
    if compact(values["venue"]) == compact(event["venue"]):
        points += 3
    elif (_alike(values["venue"], event["venue"]) or 0) >= VENUE_IS_ALIKE:
        points += 2
    if values["starts"] == event["starts"]:
        points += 3
    elif not apart or abs(values["starts"] - event["starts"]) <= SAME_NIGHT:
        points += 2
    elif apart <= NEAR / 2:
        points += 1
    points += 2 * _is_told_alike(values["permit_no"], event["permit_no"])
    points += _is_told_alike(values["contact"], event["contact"])
    return points + (values["attendance"] is not None and values["attendance"] == event["attendance"])


def title_likeness(one: str | None, other: str | None) -> float | None:
    """How alike two titles are, 0..100, in whatever order the words stand; None when one of them tells nothing."""
    return 100 if compact(one or "") and compact(one or "") == compact(other or "") else _alike(one, other)


def _is_told_alike(one: str | None, other: str | None) -> bool:
    return bool(compact(one or "")) and compact(one or "") == compact(other or "")


def _alike(one: str | None, other: str | None) -> float | None:
    told = compact(one or "") and compact(other or "")
    return fuzz.token_sort_ratio(_words(one), _words(other)) if told else None


def _words(text: str) -> str:
    return fold(text)[:_LONGEST]


class _Texts:
    """Texts of rows and events as numbers: equal as compared, one number; what tells nothing is _NOT_TOLD."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: dict[str | None, int] = {}
        self._compact: dict[str, int] = {}
        self.words: list[str] = []
        """By number, what likeness is measured on."""

    def number(self, items: Sequence[Item]) -> Numbers:
        return np.fromiter((self._of(item[self._name]) for item in items), np.int64, len(items))

    def _of(self, text: str | None) -> int:
        if (known := self._known.get(text)) is not None:
            return known
        said = compact(text or "")
        if not said:
            self._known[text] = _NOT_TOLD
            return _NOT_TOLD
        number = self._compact.setdefault(said, len(self.words))
        if number == len(self.words):
            self.words.append(_words(text))
        self._known[text] = number
        return number

    def alike(self, one: Numbers, other: Numbers, least: int) -> NDArray[np.bool_]:
        """Whether pairs of different told texts are at least so alike; each different pair is measured once."""
        if not len(one):
            return np.zeros(0, bool)
        pairs, places = np.unique(one * len(self.words) + other, return_inverse=True)
        ratios = process.cpdist([self.words[pair] for pair in pairs // len(self.words)],
                                [self.words[pair] for pair in pairs % len(self.words)],
                                scorer=fuzz.token_sort_ratio, score_cutoff=least, dtype=np.float64)
        return (ratios >= least)[places]


class _Columns:
    """Rows or events as columns of numbers."""

    def __init__(self, items: Sequence[Item], texts: Mapping[str, _Texts], who: dict[tuple, int]) -> None:
        self.texts = texts
        self.who = np.fromiter((who.setdefault((item["organiser"], item["activity"]), len(who)) for item in items),
                               np.int64, len(items))
        self.seconds = np.array([item["starts"] for item in items], "datetime64[s]").astype(np.int64)
        self.days = self.seconds // 86_400
        self.told = {name: known.number(items) for name, known in texts.items()}
        self.attendance = np.fromiter(
            (_NOT_TOLD if item["attendance"] is None else item["attendance"] for item in items), np.int64, len(items))


def _columns(sent: Sequence[Item], stored: Sequence[Item]) -> tuple[_Columns, _Columns]:
    texts = {name: _Texts(name) for name in ("title", "venue", "permit_no", "contact")}
    who: dict[tuple, int] = {}
    return _Columns(sent, texts, who), _Columns(stored, texts, who)


def _candidates(one: _Columns, other: _Columns) -> tuple[Numbers, Numbers]:
    """Pairs worth a closer look, each once: one of venue, title, notice number and start is the same."""
    of_rows, of_events = [_key(one, name) for name in _KEYS], [_key(other, name) for name in _KEYS]
    found = [_pairs_of_key(one, other, *keys) for keys in zip(of_rows, of_events, strict=True)]
    pairs = np.sort(np.concatenate(found))
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[:len(pairs)]]
    return pairs // len(other.who), pairs % len(other.who)


_KEYS = ("venue", "title", "permit_no", "seconds")


def _key(columns: _Columns, name: str) -> Numbers:
    """Who and what as one number; _NOT_TOLD where nothing is told, but for the venue: every event has one."""
    if name == "seconds":
        told = columns.seconds - min(0, int(columns.seconds.min()))
    else:
        told = columns.told[name] + (name == "venue")
    return np.where(told < 0, _NOT_TOLD, told * (1 << 20) + columns.who)


def _pairs_of_key(one: _Columns, other: _Columns, of_rows: Numbers, of_events: Numbers) -> Numbers:
    """Row * number of events + event, for the events of a row's key that are nearest in time."""
    order = np.lexsort((other.seconds, of_events))
    _values, places = np.unique(np.concatenate([of_events, of_rows]), return_inverse=True)
    groups, mine = places[:len(of_events)][order], places[len(of_events):]
    first, last = np.searchsorted(groups, mine, "left"), np.searchsorted(groups, mine, "right")
    origin = min(int(one.seconds.min()), int(other.seconds.min()))
    span = max(int(one.seconds.max()), int(other.seconds.max())) - origin + 1
    middle = np.searchsorted(groups * span + other.seconds[order] - origin, mine * span + one.seconds - origin)
    low, high = np.maximum(first, middle - LOOKED_AT), np.minimum(last, middle + LOOKED_AT)
    counts = np.where(of_rows == _NOT_TOLD, 0, np.maximum(0, high - low))
    rows = np.repeat(np.arange(len(mine)), counts)
    steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return rows * len(other.who) + order[np.repeat(low, counts) + steps]


def _points(one: _Columns, other: _Columns, rows: Numbers, numbers: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The pairs that may be one event by at least SURE points, and these; texts are measured only where that matters.

    As ``agreement`` counts them, but for pairs that are neither their row's nor their event's best.
    """
    apart = np.abs(one.days[rows] - other.days[numbers])
    near = apart <= NEAR.days
    rows, numbers, apart = rows[near], numbers[near], apart[near]
    seconds = np.abs(one.seconds[rows] - other.seconds[numbers])
    points = np.select([seconds == 0, (apart == 0) | (seconds <= SAME_NIGHT // _SECOND), 2 * apart <= NEAR.days],
                       [3, 2, 1], 0)
    for name, worth in (("permit_no", 2), ("contact", 1)):
        mine, theirs = one.told[name][rows], other.told[name][numbers]
        points += worth * ((mine == theirs) & (mine != _NOT_TOLD))
    points += (one.attendance[rows] == other.attendance[numbers]) & (one.attendance[rows] != _NOT_TOLD)
    title, their_title = one.told["title"][rows], other.told["title"][numbers]
    venue, their_venue = one.told["venue"][rows], other.told["venue"][numbers]
    is_told = (title != _NOT_TOLD) & (their_title != _NOT_TOLD)
    points += 3 * (is_told & (title == their_title)) + 3 * (venue == their_venue)
    asks_title = is_told & (title != their_title)
    asks_venue = (venue != their_venue) & (venue != _NOT_TOLD) & (their_venue != _NOT_TOLD)
    most = points + 2 * asks_title + 2 * asks_venue
    sure = np.where(asks_title, 0, points)
    matters = (most >= SURE) & ((most >= _greatest(rows, sure, len(one.who))[rows])
                                | (most >= _greatest(numbers, sure, len(other.who))[numbers]))
    asks = matters & asks_title
    matters[asks] = one.texts["title"].alike(title[asks], their_title[asks], TITLE_IS_ALIKE)
    points += 2 * asks_title
    asks = matters & asks_venue
    points[asks] += 2 * one.texts["venue"].alike(venue[asks], their_venue[asks], VENUE_IS_ALIKE)
    matters &= points >= SURE
    return rows[matters], numbers[matters], points[matters]


def _greatest(places: Numbers, values: Numbers, count: int) -> Numbers:
    found = np.zeros(count, np.int64)
    np.maximum.at(found, places, values)
    return found


def _only_bests(places: Numbers, points: Numbers) -> Numbers:
    """By place its most points; 0 where two have as many, which is nobody's."""
    best = _greatest(places, points, int(places.max(initial=-1)) + 1)
    counts = np.bincount(places[points == best[places]], minlength=len(best))
    return np.where(counts == 1, best, 0)
