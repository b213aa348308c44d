"""What a person decided about storing a file: how each doubt between the file and what is stored is settled."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

Place = tuple[str, int, int]
"""A row of a reading: sheet, row as the spreadsheet program shows it, part."""

CANCELLED, KEPT = "cancelled", "kept"
SAME, NEW = "same", "new"
MOVED = "moved"
LEFT_OUT = "left_out"
_OF_ROWS = ("duplicates", "moved", "older")
_TAKES_GOOD = {"schedule": False, "report": True}


def _nothing() -> Mapping[Any, str]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Decisions:
    """What storing does where the file and the store leave a doubt; what is not decided here has a safe default.

    `take_good`: store the good rows although others are refused; None is the default of the kind of file.
    `missing`: event_id -> "cancelled" or "kept" (the default), of events the file no longer lists.
    `duplicates`: row -> "same" or "new" (the default), of reports much like a stored one.
    `moved`: row -> "moved" (the default) or "new", of events that stood elsewhere before.
    `older`: row -> "left_out" (the default) or "new", of events that a newer schedule had left out.
    """

    take_good: bool | None = None
    missing: Mapping[int, str] = field(default_factory=_nothing)
    duplicates: Mapping[Place, str] = field(default_factory=_nothing)
    moved: Mapping[Place, str] = field(default_factory=_nothing)
    older: Mapping[Place, str] = field(default_factory=_nothing)

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Callable[[str], "Decisions"], tuple[str]]:
        return Decisions.from_json, (self.to_json(),)

    def takes_good(self, kind: str) -> bool:
        """Whether good rows are stored while others are refused: reports yes, a schedule only when told so."""
        return _TAKES_GOOD[kind] if self.take_good is None else self.take_good

    def with_take_good(self, take_good: bool | None) -> "Decisions":
        """With the good rows taken or not; None goes back to the default."""
        return replace(self, take_good=take_good)

    def with_missing(self, event_id: int, verdict: str | None) -> "Decisions":
        """With an event that is no longer listed "cancelled" or "kept"; None takes the decision back."""
        return replace(self, missing=_with(self.missing, event_id, verdict, (CANCELLED, KEPT)))

    def with_duplicate(self, place: Place, verdict: str | None) -> "Decisions":
        """With a row that is the "same" report as the one it resembles, or a "new" one; None takes it back."""
        return replace(self, duplicates=_with(self.duplicates, place, verdict, (SAME, NEW)))

    def with_moved(self, place: Place, verdict: str | None) -> "Decisions":
        """With a row that is a "moved" event, or a "new" one; None takes the decision back."""
        return replace(self, moved=_with(self.moved, place, verdict, (MOVED, NEW)))

    def with_older(self, place: Place, verdict: str | None) -> "Decisions":
        """With a row that a newer schedule does not list "left_out", or "new"; None takes the decision back."""
        return replace(self, older=_with(self.older, place, verdict, (LEFT_OUT, NEW)))

    def to_json(self) -> str:
        """As a text that equal decisions share; without any it is "{}"."""
        data: dict[str, Any] = {}
        if self.take_good is not None:
            data["take_good"] = self.take_good
        if self.missing:
            data["missing"] = [[event_id, verdict] for event_id, verdict in sorted(self.missing.items())]
        for name in _OF_ROWS:
            if getattr(self, name):
                data[name] = [[*place, verdict] for place, verdict in sorted(getattr(self, name).items())]
        return json.dumps(data, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> "Decisions":
        """Read back what ``to_json`` wrote; raises ValueError for anything else."""
        try:
            data = json.loads(text)
        except RecursionError as error:
            raise ValueError("decisions nested too deeply") from error
        if not isinstance(data, dict) or not set(data) <= {"take_good", "missing", *_OF_ROWS}:
            raise ValueError("these are no decisions")
        take_good = data.get("take_good")
        if not (take_good is None or isinstance(take_good, bool)):
            raise ValueError("take_good is neither true nor false")
        return Decisions(
            take_good,
            _read(data.get("missing", []), (int,), (CANCELLED, KEPT)),
            _read(data.get("duplicates", []), (str, int, int), (SAME, NEW)),
            _read(data.get("moved", []), (str, int, int), (MOVED, NEW)),
            _read(data.get("older", []), (str, int, int), (LEFT_OUT, NEW)))


NO_DECISIONS = Decisions()


def _with(known: Mapping[Any, str], key: Any, verdict: str | None, allowed: tuple[str, ...]) -> Mapping[Any, str]:
    if verdict is not None and verdict not in allowed:
        raise ValueError(f"{verdict} is none of {allowed}")
    changed = {other: value for other, value in known.items() if other != key}
    return MappingProxyType(changed if verdict is None else {**changed, key: verdict})


def _read(entries: Any, types: tuple[type, ...], allowed: tuple[str, ...]) -> Mapping[Any, str]:
    if not isinstance(entries, list):
        raise ValueError("decisions are lists")
    read: dict[Any, str] = {}
    for entry in entries:
        if not isinstance(entry, list) or len(entry) != len(types) + 1 or entry[-1] not in allowed:
            raise ValueError(f"{entry} is no decision")
        *key, verdict = entry
        # type() and not isinstance(): true is an int to Python, but no row number.
        if tuple(type(part) for part in key) != types:
            raise ValueError(f"{entry} is no decision")
        read[key[0] if len(key) == 1 else tuple(key)] = verdict
    return MappingProxyType(read)
