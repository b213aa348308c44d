"""The audit log's chain: each entry carries the hash of the one before, so a change in the middle shows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

FIRST_HASH = "0" * 64
WRITTEN_OUT_ROWS = 20
"""Inserts of more rows than this are recorded as a count and a digest: the rows themselves stay in the import."""

_PRIVATE = frozenset({"password_hash", "token_hash", "content", "cells", "problems", "reporter", "contact",
                      "description", "place", "choices", "decisions", "row_values", "speakers", "link"})
"""Columns the log records only as a digest: it outlives what may have to be deleted."""
_JSON = json.JSONEncoder(ensure_ascii=False, default=str)


@dataclass(frozen=True)
class AuditEntry:
    """One write: who, when (UTC), what, and the changes as JSON text."""

    seq: int
    at: datetime
    actor: str
    actor_role: str
    action: str
    changes: str
    previous_hash: str

    def hash(self) -> str:
        """SHA-256 over everything in the entry, the hash before included."""
        parts = [self.seq, self.at.isoformat(), self.actor, self.actor_role, self.action, self.changes,
                 self.previous_hash]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def describe_rows(rows: list[Mapping[str, Any]]) -> Any:
    """Rows for the log: written out while few, else their number and digest; of a secret setting only a digest."""
    if len(rows) > WRITTEN_OUT_ROWS and "is_secret" not in rows[0]:
        return describe_columns({name: [row[name] for row in rows] for name in rows[0]})
    plain = [
        {key: _plain("content" if key == "value" and row.get("is_secret") else key, value)
         for key, value in row.items()} for row in rows]
    return plain if len(plain) <= WRITTEN_OUT_ROWS else describe_columns(
        {name: [row[name] for row in plain] for name in plain[0]})


def describe_columns(columns: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Many rows, as columns, for the log: their number and one digest over all of them, column by column.

    A column that says the same of every row says it once.
    """
    digest, count = hashlib.sha256(), len(next(iter(columns.values())))
    for name, values in columns.items():
        is_one = values.count(values[0]) == count and len(set(map(type, values))) == 1
        digest.update(_JSON.encode([name, values[:1] if is_one else _told_moments(values)]).encode())
    return {"rows": count, "sha256": digest.hexdigest()}


def _told_moments(values: list[Any]) -> list[Any]:
    """A column of moments or days as texts, each different one told once: many rows carry the same."""
    if not {datetime, date}.isdisjoint(kinds := set(map(type, values))) and kinds <= {datetime, date, type(None)}:
        told = {value: None if value is None else str(value) for value in set(values)}
        return list(map(told.__getitem__, values))
    return values


def broken_links(entries: Iterable[tuple[AuditEntry, str]]) -> list[int]:
    """The sequence numbers at which the chain is broken, of (entry, stored hash) in order."""
    broken = []
    previous, expected_seq = FIRST_HASH, 1
    for entry, stored in entries:
        if entry.seq != expected_seq or entry.previous_hash != previous or entry.hash() != stored:
            broken.append(entry.seq)
        previous, expected_seq = stored, entry.seq + 1
    return broken


def _plain(column: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if column in _PRIVATE:
        return "sha256:" + _digest(value)[:16]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(column, item) for item in value]
    return str(value)


def _digest(value: Any) -> str:
    return hashlib.sha256(value if isinstance(value, bytes) else str(value).encode()).hexdigest()
