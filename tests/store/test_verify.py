"""Verification notices what was changed behind the store's back; back-ups are whole."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from lib.errors import CannotRun
from lib.store import SYSTEM, Store, Viewer, open_store, verify
from lib.store.schema import Migration, known_migrations, migrate
from lib.text import say

ROOT = Path(__file__).parents[2]


def tamper(path: Path, statement: str) -> Store:
    connection = duckdb.connect(str(path))
    connection.execute(statement)
    connection.close()
    return open_store(path)


@pytest.fixture
def written(peopled: Store) -> Path:
    """A closed database with a few audited writes and no dangling rows."""
    with peopled.writing(SYSTEM, "last") as tx:
        tx.note(nothing="else")
        tx.delete("import_files", sha256="a" * 64)
        tx.delete("imports", import_id=1)
        tx.delete("import_rows", import_id=1)
        for number in (1, 2, 3):
            tx.update("reports", {"report_id": number}, import_id=None)
        tx.update("event_versions", {"version": 1}, import_id=None)
    peopled.close()
    return peopled.path


def test_verify_finds_nothing_in_a_whole_file(written: Path) -> None:
    store = open_store(written)
    assert verify(store) == []
    store.close()


@pytest.mark.parametrize(("statement", "found"), [
    ("UPDATE base.audit_log SET action = 'nothing' WHERE seq = 2", "Catatan audit diubah pada entri 2."),
    ("DELETE FROM base.audit_log WHERE seq = 2", "Catatan audit diubah pada entri 3."),
    ("UPDATE base.audit_log SET actor = 'other' WHERE seq = 1", "Catatan audit diubah pada entri 1."),
    ("UPDATE base.event_versions SET version = 2 WHERE event_id = 1", "1 kegiatan kehilangan salah satu versinya"),
    ("INSERT INTO base.import_files VALUES (repeat('b', 64), 1, 'x'::BLOB, now()::TIMESTAMP)",
     "Berkas tersimpan bbbbbbbbbbbb tidak sama dengan yang diunggah."),
], ids=["entry changed", "entry removed", "actor changed", "version gone", "file changed"])
def test_verify_finds_tampering(written: Path, statement: str, found: str) -> None:
    store = tamper(written, statement)
    assert [say(problem) for problem in verify(store)] == [found]
    store.close()


def test_newer_file_is_refused_by_older_code(written: Path) -> None:
    connection = duckdb.connect(str(written))
    connection.execute("INSERT INTO base.migrations VALUES (9999, 'future', now()::TIMESTAMP)")
    connection.close()
    with pytest.raises(CannotRun, match="lebih baru"):
        open_store(written)


def test_failed_migration_leaves_the_file_as_it_was(written: Path) -> None:
    connection = duckdb.connect(str(written))
    known = known_migrations()
    steps = [*known, Migration(len(known) + 1, "bad", "CREATE TABLE base.new (a INT); SELECT nonsense")]
    with pytest.raises(duckdb.Error):
        migrate(connection, steps)
    assert connection.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_name = 'new'").fetchall() == [(0,)]
    connection.close()


def test_migrations_are_numbered_without_gaps(tmp_path: Path) -> None:
    (tmp_path / "0001_a.sql").write_text("SELECT 1")
    (tmp_path / "0003_c.sql").write_text("SELECT 1")
    with pytest.raises(ValueError, match="not numbered"):
        known_migrations(tmp_path)


def test_file_that_is_no_database_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "k.duckdb").write_bytes(b"no database at all" * 1000)
    with pytest.raises(CannotRun) as refused:
        open_store(tmp_path / "k.duckdb")
    assert str(refused.value).startswith(f"{tmp_path / 'k.duckdb'} tidak dapat dibuka")


def test_second_process_is_told_in_a_sentence(store: Store) -> None:
    other = subprocess.run([sys.executable, "-m", "lib", "--db", str(store.path), "verify"],
                           cwd=ROOT, capture_output=True, text=True, check=False)
    assert other.returncode == 2
    assert other.stderr == (f"Basis data {store.path} sedang dibuka oleh Kentongan lain. Hentikan dahulu yang itu, "
                            "atau arahkan KENTONGAN_DB ke berkas lain.\n")


def test_backup_holds_everything_and_scope(peopled: Store) -> None:
    copy = peopled.back_up("copy.duckdb")
    restored = open_store(copy)
    for table in ("base.event_versions", "base.reports", "base.audit_log", "base.users"):
        with peopled.reader(SYSTEM) as one, restored.reader(SYSTEM) as other:
            assert other.rows("FROM " + table) == one.rows("FROM " + table)
    with restored.reader(Viewer("x", "viewer")) as read:
        assert read.rows("FROM reports") == []
    restored.close()


def test_backup_does_not_overwrite(peopled: Store) -> None:
    peopled.back_up("copy.duckdb")
    with pytest.raises(CannotRun, match="sudah ada"):
        peopled.back_up("copy.duckdb")


def run(db: Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "lib", "--db", str(db), *words],
                          cwd=ROOT, capture_output=True, text=True, check=False)


def test_restore_puts_the_backup_in_place_and_keeps_what_was_there(written: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.duckdb"
    assert run(written, "backup", str(saved)).returncode == 0
    tamper(written, "DELETE FROM base.reports").close()
    assert run(written, "restore", str(saved)).returncode == 0
    store = open_store(written)
    with store.reader(SYSTEM) as read:
        assert read.value("SELECT count(*) FROM reports") == 3
    store.close()
    kept = open_store(written.with_name("kentongan.before-restore-1.duckdb"))
    with kept.reader(SYSTEM) as read:
        assert read.value("SELECT count(*) FROM reports") == 0
    kept.close()


def test_restore_refuses_an_unsound_backup(written: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.duckdb"
    run(written, "backup", str(saved))
    tamper(saved, "UPDATE base.event_versions SET version = 2 WHERE event_id = 1").close()
    refused = run(written, "restore", str(saved))
    assert (refused.returncode, refused.stderr) == (
        2, f"{saved} tidak dipulihkan: 1 kegiatan kehilangan salah satu versinya\n")


@pytest.mark.parametrize("statement", [
    "CREATE MACRO main.getvariable(name) AS 'system'",
    "CREATE MACRO base.LIST_CONTAINS(held, asked) AS true",
    "DROP TABLE base.sign_in_failures; CREATE VIEW base.sign_in_failures AS SELECT 'x' AS name, 0 AS failures, "
    "TIMESTAMP '2024-01-01' AS last_at, NULL::TIMESTAMP AS locked_until",
    "DROP TABLE base.migrations; CREATE VIEW base.migrations AS SELECT 1 AS number FROM read_text('/etc/hostname')",
], ids=["asks who reads", "asks what a list holds", "no lock-out", "reads a file"])
def test_a_database_with_definitions_of_somebody_else_is_not_opened(written: Path, statement: str) -> None:
    with pytest.raises(CannotRun):
        tamper(written, statement)


def test_what_the_store_makes_is_for_its_user_only(tmp_path: Path) -> None:
    opened = open_store(tmp_path / "office" / "kentongan.duckdb")
    with opened.writing(SYSTEM, "first") as tx:
        tx.note(nothing="else")
    opened.back_up("copy.duckdb")
    opened.close()

    made = list((tmp_path / "office").rglob("*"))
    assert {path.name for path in made} >= {"kentongan.duckdb", "backup", "copy.duckdb"}
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []
