"""Numbered migrations: SQL files applied in order, each in one transaction with the record that it was applied."""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lib.clock import utc_now
from lib.errors import CannotRun
from lib.text import N_, Message

MIGRATIONS = Path(__file__).parent / "migrations"
VIEWS = Path(__file__).parent / "views.sql"

# What a file handed over as a back-up may bring to see more: a function of the database's own name that answers
# otherwise, or a view in the place of a table.
_STRANGERS = """
    SELECT function_name AS name FROM duckdb_functions()
    WHERE NOT internal AND lower(function_name) IN (SELECT function_name FROM duckdb_functions() WHERE internal)
    UNION
    SELECT 'base.' || view_name FROM duckdb_views() WHERE schema_name = 'base'
    ORDER BY name
"""

_FILE_NAME = re.compile(r"(\d{4})_(\w+)\.sql")


@dataclass(frozen=True)
class Migration:
    """One numbered step of the schema."""

    number: int
    name: str
    sql: str


def known_migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """The migrations this code brings, in order; raises ValueError on a gap or a second file of one number."""
    steps = []
    for path in sorted(folder.glob("*.sql")):
        match = _FILE_NAME.fullmatch(path.name)
        if not match:
            raise ValueError(f"{path.name} is not named like 0001_name.sql")
        steps.append(Migration(int(match[1]), match[2], path.read_text(encoding="utf-8")))
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise ValueError(f"migrations are not numbered 1, 2, 3 ...: {[step.number for step in steps]}")
    return steps


def applied_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the last migration in the file; 0 for an empty file."""
    cursor = connection.cursor()
    try:
        found = cursor.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'base' AND table_name = 'migrations'"
        ).fetchall()
        if not found[0][0]:
            return 0
        return cursor.execute("SELECT coalesce(max(number), 0) FROM base.migrations").fetchall()[0][0]
    finally:
        cursor.close()


def migrate(connection: duckdb.DuckDBPyConnection, steps: list[Migration] | None = None) -> int:
    """Bring the file to the newest schema and make the views anew; returns the schema's number.

    Raises CannotRun when the file was made by newer code, which older code would misread, and when it brings
    definitions that could change what people see.
    """
    _refuse_strangers(connection)
    steps = known_migrations() if steps is None else steps
    version = applied_version(connection)
    if version > len(steps):
        raise CannotRun(Message(N_(
            "This database was made by a newer Kentongan (schema {found}, this program knows {known}). "
            "Start the newer program."), {"found": version, "known": len(steps)}))
    cursor = connection.cursor()
    try:
        if not version:
            cursor.execute("CREATE SCHEMA IF NOT EXISTS base")
            cursor.execute("CREATE TABLE IF NOT EXISTS base.migrations ("
                           "number INTEGER PRIMARY KEY, name VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)")
        for step in steps[version:]:
            _apply(cursor, step)
            # DuckDB 1.5.6 cannot replay a column's new type from its log: a process killed later would leave a
            # database that nobody can open.
            cursor.execute("CHECKPOINT")
        cursor.execute("BEGIN")
        cursor.execute(VIEWS.read_text(encoding="utf-8"))
        cursor.execute("COMMIT")
    finally:
        cursor.close()
    return len(steps)


def _refuse_strangers(connection: duckdb.DuckDBPyConnection) -> None:
    cursor = connection.cursor()
    try:
        strangers = [name for (name,) in cursor.execute(_STRANGERS).fetchall()]
    finally:
        cursor.close()
    if strangers:
        raise CannotRun(Message(N_(
            "This database holds definitions that no Kentongan makes ({names}), so somebody changed it. "
            "Restore a back-up you know."), {"names": ", ".join(strangers)}))


def _apply(cursor: duckdb.DuckDBPyConnection, step: Migration) -> None:
    cursor.execute("BEGIN")
    try:
        cursor.execute(step.sql)
        cursor.execute("INSERT INTO base.migrations VALUES (?, ?, ?)", [step.number, step.name, utc_now()])
        cursor.execute("COMMIT")
    except duckdb.Error:
        cursor.execute("ROLLBACK")
        raise
