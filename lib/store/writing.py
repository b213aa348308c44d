"""One audited transaction: every row that changes passes through here, so nothing changes unrecorded."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from lib.clock import utc_now
from lib.store.audit import FIRST_HASH, WRITTEN_OUT_ROWS, AuditEntry, describe_columns, describe_rows
from lib.store.queries import rows_of, table_of
from lib.store.viewers import Viewer


class Writing:
    """The writing side of a transaction; made by ``Store.writing``. Its queries see every row, unscoped."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, columns: Mapping[str, list[str]], viewer: Viewer,
                 action: str) -> None:
        self._cursor = cursor
        self._columns = columns
        self._viewer = viewer
        self._action = action
        self._changes: list[dict[str, Any]] = []
        self.at = utc_now()
        """The moment of the transaction (UTC): all its rows carry the same."""

    @property
    def by(self) -> str:
        """The name of who writes."""
        return self._viewer.name

    def rows(self, sql: str, **values: Any) -> list[dict[str, Any]]:
        """The rows of a query as dicts."""
        return rows_of(self._cursor, sql, values)

    def value(self, sql: str, **values: Any) -> Any:
        """The first column of the first row, or None."""
        found = self.rows(sql, **values)
        return next(iter(found[0].values())) if found else None

    def columns(self, table: str) -> list[str]:
        """The columns of a table."""
        self._check(table, [])
        return self._columns[table]

    def next_ids(self, sequence: str, count: int) -> list[int]:
        """`count` fresh numbers of a sequence."""
        values = {"sequence": sequence, "count": count}
        found = table_of(self._cursor, "SELECT nextval($sequence) AS id FROM range($count)", values)
        return found["id"].to_pylist()

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert `rows`, which all have the same columns."""
        if not rows:
            return
        names = list(rows[0])
        self._check(table, names)
        if len(rows) == 1:
            self._cursor.execute(_insert_one(table, names), list(rows[0].values()))
        else:
            self._insert_table(table, {name: [row[name] for row in rows] for name in names})
        self._changes.append({"table": table, "inserted": describe_rows(list(rows))})

    def insert_columns(self, table: str, columns: Mapping[str, list[Any]]) -> None:
        """Insert many rows, given as columns of one length: a large file's rows need not be made one by one."""
        count = len(next(iter(columns.values())))
        if count <= WRITTEN_OUT_ROWS or "is_secret" in columns:
            self.insert(table, [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)])
            return
        self._check(table, list(columns))
        self._insert_table(table, columns)
        self._changes.append({"table": table, "inserted": describe_columns(columns)})

    def _insert_table(self, table: str, columns: Mapping[str, list[Any]]) -> None:
        self._cursor.register("incoming", _as_table(columns))
        try:
            self._cursor.execute(_insert_frame(table, list(columns), self._types(table)))
        finally:
            self._cursor.unregister("incoming")

    def update(self, table: str, key: Mapping[str, Any], **changes: Any) -> int:
        """Set `changes` in the rows with this `key` (a list matches any of it); returns how many there were."""
        self._check(table, [*key, *changes])
        before = self.rows(_select(table, key), **key)
        if before:
            values = {**key, **{f"new_{name}": value for name, value in changes.items()}}
            self._cursor.execute(_update(table, key, changes), values)
            self._changes.append({
                "table": table, "key": describe_rows([key])[0],
                "before": describe_rows([{name: row[name] for name in changes} for row in before]),
                "after": describe_rows([changes])[0],
            })
        return len(before)

    def delete(self, table: str, **key: Any) -> int:
        """Delete the rows with this `key` (a list matches any of it); returns how many there were."""
        self._check(table, list(key))
        before = self.rows(_select(table, key), **key)
        if before:
            self._cursor.execute(_delete(table, key), key)
            self._changes.append({"table": table, "key": describe_rows([key])[0], "deleted": describe_rows(before)})
        return len(before)

    def clear(self, table: str) -> int:
        """Delete every row of a table; returns how many there were."""
        self._check(table, [])
        before = self.rows(_select_all(table))
        if before:
            self._cursor.execute(_delete_all(table))
            self._changes.append({"table": table, "deleted": describe_rows(before)})
        return len(before)

    def upsert(self, table: str, key: Mapping[str, Any], **changes: Any) -> None:
        """Update the row with this key, or insert it."""
        if not self.update(table, key, **changes):
            self.insert(table, [{**key, **changes}])

    def note(self, **facts: Any) -> None:
        """Record something that is no row: an export, a sign-in."""
        self._changes.append({"note": facts})

    def seal(self, *, touches_data: bool) -> int | None:
        """Write the audit entry and move the change counter; returns the counter when it moved."""
        last = self.rows("SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1")
        entry = AuditEntry(
            seq=last[0]["seq"] + 1 if last else 1, at=self.at, actor=self._viewer.name, actor_role=self._viewer.role,
            action=self._action, changes=json.dumps(self._changes, ensure_ascii=False),
            previous_hash=last[0]["hash"] if last else FIRST_HASH)
        self._cursor.execute(
            "INSERT INTO audit_log VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [entry.seq, entry.at, entry.actor, entry.actor_role, entry.action, entry.changes, entry.previous_hash,
             entry.hash()])
        if not touches_data:
            return None
        self._cursor.execute("UPDATE change_counter SET version = version + 1")
        return self.value("SELECT version FROM change_counter")

    def _check(self, table: str, columns: list[str]) -> None:
        """Names cannot be bound as parameters, so only names the schema knows get into a statement."""
        known = self._columns.get(table)
        if known is None or not set(columns) <= set(known):
            raise ValueError(f"no such columns: {table} {sorted(set(columns) - set(known or []))}")

    def _types(self, table: str) -> dict[str, str]:
        found = self.rows(
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = 'base' AND table_name = $name", name=table)
        return {row["column_name"]: row["data_type"] for row in found}


def _as_table(columns: Mapping[str, list[Any]]) -> pa.Table | pd.DataFrame:
    """The columns as a table. Arrow takes none of several types; a frame leaves finding one to DuckDB."""
    try:
        return pa.table(dict(columns))
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pd.DataFrame({name: pd.Series(values, dtype="object") for name, values in columns.items()})


def _insert_one(table: str, columns: list[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608


def _insert_frame(table: str, columns: list[str], types: Mapping[str, str]) -> str:
    # The cast keeps an all-empty column, which arrives without a type, from being guessed.
    casts = ", ".join(f"CAST({name} AS {types[name]})" for name in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {casts} FROM incoming"  # noqa: S608


def _select(table: str, key: Mapping[str, Any]) -> str:
    return f"SELECT * FROM {table} WHERE {_matching(key)}"  # noqa: S608


def _select_all(table: str) -> str:
    return f"SELECT * FROM {table}"  # noqa: S608


def _delete_all(table: str) -> str:
    return f"DELETE FROM {table}"  # noqa: S608


def _update(table: str, key: Mapping[str, Any], changes: Mapping[str, Any]) -> str:
    # Prefixed, because a column may stand in both the key and the changes.
    sets = ", ".join(f"{name} = $new_{name}" for name in changes)
    return f"UPDATE {table} SET {sets} WHERE {_matching(key)}"  # noqa: S608


def _delete(table: str, key: Mapping[str, Any]) -> str:
    return f"DELETE FROM {table} WHERE {_matching(key)}"  # noqa: S608


def _matching(key: Mapping[str, Any]) -> str:
    """The condition that every column has its value, or one of a list's."""
    return " AND ".join(f"{name} IN (SELECT unnest(${name}))" if isinstance(value, list) else f"{name} = ${name}"
                        for name, value in key.items())
