"""The ratio table as an office edits it: every row beside its default, and the typed rows read back."""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lib.errors import Refusal
from lib.schedule.load_ratios import OVERRIDE, SETTING, Ratio, default_ratios, read_ratios, set_ratios
from lib.store import Reader, Store, Viewer
from lib.text import N_, Message, current

FACTORS = ("level", "venue")
"""Kinds whose numbers are factors; those of the others are whole people or officers."""

KIND_NAMES = {
    "ratio": N_("People to one officer"), "least": N_("Fewest officers"), "crowd": N_("People where nobody told"),
    "level": N_("Factor for a clash"), "venue": N_("Factor for the kind of venue"),
}

Key = tuple[str, str, int]
"""Kind, code (* = every other) and from how many people on."""

_WHOLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:[.,\u00a0 ][0-9]{3}){1,2}")
_FACTOR = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,3})?")


@dataclass(frozen=True)
class EditedRow:
    """One row as the office sees it: its default (missing for a row of the office's own), and its own in force."""

    default: Ratio | None
    own: Ratio | None

    @property
    def in_force(self) -> Ratio:
        """What is reckoned with."""
        return self.own or self.default

    @property
    def key(self) -> Key:
        """What the row is about."""
        return (self.in_force.kind, self.in_force.code, self.in_force.above)


@dataclass(frozen=True)
class TypedRow:
    """One row as it was typed: texts; both numbers empty is back to the default."""

    key: Key
    name: str
    low: str | None
    high: str | None
    source: str | None


def load_own_ratios(read: Reader) -> list[dict[str, Any]]:
    """The rows that the office has set itself, as they are kept."""
    told = read.value(OVERRIDE, key=SETTING)
    return json.loads(told) if told else []


def list_ratios(own: Iterable[Mapping[str, Any]]) -> list[EditedRow]:
    """Every row of the table: the defaults in their order, then what only the office has."""
    defaults = {_key(row): row for row in read_ratios(default_ratios()).rows}
    # Read on top of the defaults, so that a row of the office alone need not stand for every code.
    office_keys = {(str(row["kind"]), str(row["code"]), int(row.get("above") or 0)) for row in own}
    office = {_key(row): row for row in read_ratios(default_ratios(), own).rows if _key(row) in office_keys}
    return [EditedRow(defaults.get(key), office.get(key)) for key in [*defaults, *sorted(set(office) - set(defaults))]]


def read_typed_rows(rows: Sequence[EditedRow], typed: Sequence[TypedRow]) -> tuple[list[dict[str, Any]], list[Message]]:
    """The office's own rows that the typed texts make, and a sentence for each row that cannot be read.

    Equal to the default, or with both numbers empty, a row is the default again; one of the office alone is taken away
    by emptying both.
    """
    by_key = {row.key: row for row in rows}
    own, problems = [], []
    for line in typed:
        try:
            read = _read_line(line)
        except Refusal as refusal:
            problems.append(Message(N_("{row}: {problem}"), {"row": line.name, "problem": refusal.message}))
            continue
        if read is None:
            continue
        known = by_key.get(line.key)
        default = known.default if known else None
        source = (line.source or "").strip() or None
        if default is None or read != (default.low, default.high) or source not in (None, default.source):
            kind, code, above = line.key
            own.append({"kind": kind, "code": code, "above": above, "low": read[0], "high": read[1], "source": source})
    return own, problems


def change_ratios(store: Store, viewer: Viewer, before: Sequence[Mapping[str, Any]],
                  rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep the office's own rows, unless somebody has changed them since `before` was shown: then raises Refusal."""
    with store.reader(viewer) as read:
        now = load_own_ratios(read)
    if now != list(before):
        raise Refusal(Message(N_("Somebody else has changed the ratios meanwhile; nothing of yours was kept. Reload "
                                 "the page, look at theirs and type yours again.")))
    set_ratios(store, viewer, rows)


def write_number(kind: str, value: float) -> str:
    """A number of the table as people here write it: "45", "1,25"."""
    if kind not in FACTORS and value == int(value):
        return str(int(value))
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if current() == "id" else text


def _read_line(line: TypedRow) -> tuple[float, float] | None:
    low, high = ((text or "").strip() for text in (line.low, line.high))
    if not low and not high:
        return None
    if not low or not high:
        raise Refusal(Message(N_("both numbers are needed; both empty is back to the default.")))
    numbers = tuple(_read_number(line.key[0], text) for text in (low, high))
    if numbers[0] > numbers[1]:
        raise Refusal(Message(N_("the low end {low} is above the high end {high}."), {"low": low, "high": high}))
    return numbers


def _read_number(kind: str, text: str) -> float:
    if kind in FACTORS:
        value = float(text.replace(",", ".")) if _FACTOR.fullmatch(text) else math.nan
        wanted = N_("'{typed}' is no factor above 0 such as {example}.")
    else:
        value = float(re.sub(r"[^0-9]", "", text)) if _WHOLE.fullmatch(text) else math.nan
        wanted = N_("'{typed}' is no whole number above 0.")
    if not value > 0:
        raise Refusal(Message(wanted, {"typed": text, "example": write_number("level", 1.25)}))
    return value


def _key(row: Ratio) -> Key:
    return (row.kind, row.code, row.above)
