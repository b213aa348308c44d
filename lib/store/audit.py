"""The audit log's chain: each entry carries the hash of the one before, so a change in the middle shows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from json.encoder import encode_basestring
from typing import Any

FIRST_HASH = "0" * 64
WRITTEN_OUT_ROWS = 20
"""Inserts of more rows than this are recorded as a count and a digest: the rows themselves stay in the import."""

_PRIVATE = frozenset({"password_hash", "token_hash", "content", "cells", "problems", "reporter", "contact",
                      "description", "place", "choices", "decisions", "row_values"})
"""Columns the log records only as a digest: it outlives what may have to be deleted."""
_ROWS_AT_ONCE = 1000
_JSON = json.JSONEncoder(ensure_ascii=False)
_TELLING_APART = frozenset({type(None), str, datetime, date})
"""Types whose values are keys, and equal only to what is told alike."""
_PLAIN_TYPES = frozenset({type(None), bool, int, float, str})


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
    return plain if len(plain) <= WRITTEN_OUT_ROWS else _told_in_short(map(_JSON.encode, plain))


def describe_columns(columns: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Many rows, as columns, for the log: what `describe_rows` says of them. Secrets are no rows of these."""
    plain = {}
    for name, values in columns.items():
        types = set(map(type, values))
        if types <= _TELLING_APART:
            if name in _PRIVATE or not types <= _PLAIN_TYPES:
                told = {value: _plain(name, value) for value in set(values)}
                values = list(map(told.__getitem__, values))
        elif name in _PRIVATE or not types <= _PLAIN_TYPES:
            known: dict[Any, Any] = {}
            values = [_remembered(known, name, value) for value in values]
        plain[name] = _json_texts(values)
    row = "{" + ", ".join(json.dumps(name).replace("%", "%%") + ": %s" for name in plain) + "}"
    return _told_in_short(map(row.__mod__, zip(*plain.values(), strict=True)))


def _json_texts(values: list[Any]) -> list[str]:
    types = set(map(type, values))
    if types == {str}:
        return list(map(encode_basestring, values))
    if types == {int}:
        return list(map(str, values))
    if types == {type(None)}:
        return ["null"] * len(values)
    return [encode_basestring(value) if type(value) is str else _JSON.encode(value) if value is not None else "null"
            for value in values]


def _told_in_short(rows: Iterable[str]) -> dict[str, Any]:
    """Number and digest of rows given as JSON: the digest is that of their list, which is never in memory whole."""
    digest, count, left = hashlib.sha256(b"["), 0, iter(rows)
    while some := list(islice(left, _ROWS_AT_ONCE)):
        text = ", ".join(some)
        digest.update((", " + text if count else text).encode())
        count += len(some)
    digest.update(b"]")
    return {"rows": count, "sha256": digest.hexdigest()}


def _remembered(known: dict[Any, Any], column: str, value: Any) -> Any:
    if isinstance(value, list | tuple | dict | int | float):  # what is no key, or is itself the answer
        return _plain(column, value)
    if value not in known:
        known[value] = _plain(column, value)
    return known[value]


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
