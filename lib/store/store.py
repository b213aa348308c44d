"""The store: one file, one connection, a fresh cursor a read, one lock for all writing."""

import os
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from lib.errors import CannotRun
from lib.store.queries import frame_of, rows_of, table_of
from lib.store.schema import migrate
from lib.store.viewers import SYSTEM, Viewer
from lib.store.writing import Writing
from lib.text import N_, Message

OpenWhole = Callable[[], AbstractContextManager["Reader"]]


class Reader:
    """One viewer's reading: every query sees only what that viewer may see."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, open_whole: OpenWhole) -> None:
        self._cursor = cursor
        self._open_whole = open_whole

    def whole(self) -> AbstractContextManager["Reader"]:
        """A reader of everything as of the same day.

        Only for what is worked out from rows the viewer may not see: who asks must pass on no more than the viewer may
        know.
        """
        return self._open_whole()

    def frame(self, sql: str, **values: Any) -> pd.DataFrame:
        """The rows of a query as a frame; ``$name`` in the query takes the keyword `name`."""
        return frame_of(self._cursor, sql, values)

    def table(self, sql: str, **values: Any) -> pa.Table:
        """The rows of a query as an Arrow table, for who asks SQL of them again: no value passes through Python."""
        return table_of(self._cursor, sql, values)

    def rows(self, sql: str, **values: Any) -> list[dict[str, Any]]:
        """The rows of a query as dicts."""
        return rows_of(self._cursor, sql, values)

    def value(self, sql: str, **values: Any) -> Any:
        """The first column of the first row, or None."""
        found = self.rows(sql, **values)
        return next(iter(found[0].values())) if found else None


class Store:
    """The open database file. Make it with :func:`open_store`; one a process."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, schema_version: int) -> None:
        self.path = path
        self.schema_version = schema_version
        self._connection = connection
        self._lock = threading.RLock()
        self._cursor_lock = threading.Lock()
        with self._cursor() as cursor:
            self._columns = _table_columns(cursor)
            self._version = int(rows_of(cursor, "SELECT version FROM base.change_counter", {})[0]["version"])

    @property
    def version(self) -> int:
        """The change counter: moves with every write that touches data; the key of every cache."""
        return self._version

    @property
    def backup_folder(self) -> Path:
        """Where back-ups go: the only folder the database may write to beside its own file."""
        return _backup_folder(self.path)

    @contextmanager
    def reader(self, viewer: Viewer, as_of: date | None = None) -> Iterator[Reader]:
        """Read as `viewer`; without a known role there is nothing to see.

        `as_of` limits the totals to what had been received by that day.
        """
        with self._cursor() as cursor:
            _set(cursor, "viewer_role", viewer.role)
            _set(cursor, "viewer_name", viewer.name)
            if viewer.areas:
                _set(cursor, "viewer_areas", list(viewer.areas))
            if viewer.organiser:
                _set(cursor, "viewer_organiser", viewer.organiser)
            if as_of:
                _set(cursor, "viewer_day", as_of)
            yield Reader(cursor, partial(self.reader, SYSTEM, as_of))

    @contextmanager
    def writing(self, viewer: Viewer, action: str, *, touches_data: bool = True) -> Iterator[Writing]:
        """One audited transaction by `viewer`; an exception inside leaves nothing behind.

        `touches_data` False is for what no page's content depends on (a sign-in): caches stay good.
        """
        with self._lock, self._cursor() as cursor:
            cursor.execute("USE base")
            _set(cursor, "viewer_role", SYSTEM.role)  # so that main.events reads whole in here too
            cursor.execute("BEGIN")
            try:
                tx = Writing(cursor, self._columns, viewer, action)
                yield tx
                version = tx.seal(touches_data=touches_data)
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            if version is not None:
                self._version = int(version)

    def back_up(self, name: str) -> Path:
        """Copy the whole database into the back-up folder as `name`; raises CannotRun when it exists."""
        self.backup_folder.mkdir(exist_ok=True)
        target = self.backup_folder / name
        if target.exists():
            raise CannotRun(Message(N_("The back-up {name} exists already. Choose another name."), {"name": name}))
        unfinished = target.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        try:
            self._copy_to(unfinished)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        return target

    def _copy_to(self, path: Path) -> None:
        with self._lock, self._cursor() as cursor:
            source = rows_of(cursor, "SELECT current_database() AS name", {})[0]["name"]
            cursor.execute("ATTACH '" + str(path).replace("'", "''") + "' AS copy_of_all")
            try:
                cursor.execute('COPY FROM DATABASE "' + source + '" TO copy_of_all')
            finally:
                cursor.execute("DETACH copy_of_all")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        # Streamlit runs each visitor in a thread of its own; making a cursor is the one shared step.
        with self._cursor_lock:
            cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


def open_store(path: Path | str) -> Store:
    """Open the database at `path`, made or brought to the newest schema where needed.

    Raises CannotRun in one plain sentence: another process has the file, it is no database, or newer code made it.
    Files that this process makes from then on are for its own user only: they hold the names of reporters.
    """
    path = Path(path)
    os.umask(0o077)  # the only way that reaches the log which DuckDB keeps beside the file and makes anew
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path)
    try:
        _lock_down(connection, path)  # before anything in the file is read: a back-up may come from anywhere
        version = migrate(connection)
    except BaseException:
        connection.close()
        raise
    return Store(path, connection, version)


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path))
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise CannotRun(Message(N_(
                "The database {path} is open in another Kentongan. Stop that one first, "
                "or set KENTONGAN_DB to another file."), {"path": path})) from error
        raise CannotRun(Message(N_(
            "{path} cannot be opened as a Kentongan database. Restore a back-up, or set KENTONGAN_DB to another file."),
            {"path": path})) from error


def _lock_down(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """No file, network or extension is reachable from SQL from here on, whatever a query says."""
    folder = str(_backup_folder(path)).replace("'", "''")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET allowed_directories = ['" + folder + "']")
    for setting in ("enable_external_access", "autoinstall_known_extensions", "autoload_known_extensions"):
        connection.execute("SET " + setting + " = false")
    connection.execute("SET lock_configuration = true")


def _backup_folder(path: Path) -> Path:
    return path.resolve().parent / "backup"


def _set(cursor: duckdb.DuckDBPyConnection, name: str, value: Any) -> None:
    cursor.execute("SET VARIABLE " + name + " = ?", [value])


def _table_columns(cursor: duckdb.DuckDBPyConnection) -> Mapping[str, list[str]]:
    columns: dict[str, list[str]] = defaultdict(list)
    found = rows_of(cursor, "SELECT table_name, column_name FROM information_schema.columns "
                            "WHERE table_schema = 'base' ORDER BY table_name, ordinal_position", {})
    for row in found:
        columns[row["table_name"]].append(row["column_name"])
    return columns
