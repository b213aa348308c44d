"""`serve` up to the moment the app takes over: a fresh database, the same again, an interrupted start, no mixing."""

import functools
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.access import passwords
from lib.access.roles import Role
from lib.access.sign_in import check_password
from lib.demo import load
from lib.errors import CannotRun
from lib.serve import prepare, server_environment
from lib.store import SYSTEM, Store, open_store, verify
from tests.ui.cities import choose_files

ROOT = Path(__file__).parents[1]
FILES = ("Jadwal PKS Kota Malang II.xlsx", "kampanye_nasdem_II.csv", "formulir_laporan_warga_4.csv")
COUNTS = """
    SELECT (SELECT count(*) FROM imports) AS imports, (SELECT count(*) FROM events) AS events,
           (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM import_rows) AS rows,
           (SELECT count(*) FROM users) AS users
"""
KILLED = """
import os, signal, sys
from functools import partial
from pathlib import Path
from lib.demo import load
from lib.serve import prepare, server_environment
from lib.store import open_store

stored, store_reading = [], load.store_reading
def store_and_die(*arguments, **more):
    if len(stored) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    stored.append(store_reading(*arguments, **more))
load.store_reading = store_and_die
load.load_demo = partial(load.load_demo, folder=Path(sys.argv[2]))
prepare(open_store(Path(sys.argv[1])), demo=True)
"""


@pytest.fixture(scope="module")
def few_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration of three files."""
    return choose_files(tmp_path_factory.mktemp("few") / "demo", FILES)


@pytest.fixture
def fresh(tmp_path: Path, few_files: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store as made by the first start, where the demonstration is the small one."""
    monkeypatch.setattr(load, "load_demo", functools.partial(load.load_demo, folder=few_files))
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    opened = open_store(tmp_path / "kentongan.duckdb")
    yield opened
    opened.close()


def counted(store: Store) -> dict[str, int]:
    with store.reader(SYSTEM) as read:
        return read.rows(COUNTS)[0]


def setting(store: Store, key: str) -> str | None:
    with store.reader(SYSTEM) as read:
        return read.value("SELECT value FROM settings WHERE key = $key", key=key)


def run_serve(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KENTONGAN_")}
    return subprocess.run([sys.executable, "-m", "lib", *arguments], cwd=ROOT, env=clean | environment,
                          capture_output=True, text=True, timeout=120, check=False)


def test_first_start_of_the_demonstration_prints_a_sign_in_for_each_role(fresh: Store, tmp_path: Path) -> None:
    head, note = prepare(fresh, demo=True)
    lines = [line.split() for line in head.splitlines()[1:]]
    kept = tmp_path / "first-sign-in.txt"

    assert [role for _name, _password, role in lines] == [str(role) for role in Role]
    assert [check_password(fresh, name=name, password=password) for name, password, _role in lines] == ["right"] * 8
    assert (stat.S_IMODE(kept.stat().st_mode), kept.read_text(encoding="utf-8")) == (0o600, head + "\n")
    assert str(kept) in note
    assert {name: count > 0 for name, count in counted(fresh).items()} == dict.fromkeys(counted(fresh), True)
    assert (counted(fresh)["imports"], setting(fresh, "demo"), setting(fresh, "demo_today")) == (
        3, '"ready"', '"2024-01-24"')


def test_second_start_changes_nothing_and_prints_no_password(fresh: Store) -> None:
    head, _note = prepare(fresh, demo=True)
    before = (counted(fresh), fresh.version)
    again = prepare(fresh, demo=True)

    assert (counted(fresh), fresh.version) == before
    assert len(again) == 1
    assert [line.split()[1] for line in head.splitlines()[1:] if line.split()[1] in again[0]] == []


def test_note_of_passwords_replaces_one_that_others_could_read(fresh: Store, tmp_path: Path) -> None:
    kept = tmp_path / "first-sign-in.txt"
    kept.write_text("old", encoding="utf-8")
    kept.chmod(0o644)
    prepare(fresh, demo=True)

    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_killed_start_is_taken_up_again(fresh: Store, few_files: Path, tmp_path: Path) -> None:
    whole = prepare(fresh, demo=True) and counted(fresh)
    path = tmp_path / "killed" / "kentongan.duckdb"
    died = subprocess.run([sys.executable, "-c", KILLED, str(path), str(few_files)], cwd=ROOT, check=False,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120)
    store = open_store(path)
    try:
        half = (counted(store)["imports"], setting(store, "demo"))
        head, _note = prepare(store, demo=True)
        then = (counted(store), setting(store, "demo"), len(head.splitlines()), verify(store))
    finally:
        store.close()

    assert died.returncode == -signal.SIGKILL, died.stderr
    assert half == (2, '"loading"')
    assert then == (whole, '"ready"', 9, [])


def test_start_stopped_before_the_passwords_were_told_makes_others(fresh: Store) -> None:
    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("lib.serve._write_private", _stop)
        prepare(fresh, demo=True)
    head, _note = prepare(fresh, demo=True)
    lines = [line.split() for line in head.splitlines()[1:]]

    assert [check_password(fresh, name=name, password=password) for name, password, _role in lines] == ["right"] * 8


def _stop(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_demonstration_is_never_mixed_into_an_offices_own_data(fresh: Store) -> None:
    prepare(fresh, demo=False, city="malang", election="pemilu_2024")
    with pytest.raises(CannotRun) as refusal:
        prepare(fresh, demo=True)

    assert str(refusal.value).endswith("Arahkan KENTONGAN_DB ke berkas lain untuk kota contoh.")
    assert counted(fresh)["events"] == 0


def test_demonstration_is_never_served_as_an_offices_own_data(fresh: Store) -> None:
    prepare(fresh, demo=True)
    with pytest.raises(CannotRun) as refusal:
        prepare(fresh, demo=False, city="malang", election="pemilu_2024")

    assert "berisi kota contoh" in str(refusal.value)


def test_offices_first_start_prints_a_code_until_there_is_a_user(fresh: Store, monkeypatch) -> None:
    first = prepare(fresh, demo=False, city="malang", election="pemilu_2024")
    second = prepare(fresh, demo=False)
    from lib.access import first_start
    first_start.create_first_administrator(
        fresh, code=second[0].rsplit(" ", 1)[-1], name="kepala", display_name="Kepala", password="kopi-hujan-sepeda")

    assert [line.rsplit(": ", 1)[0] for line in first] == [line.rsplit(": ", 1)[0] for line in second]
    assert (len(first), first != second, prepare(fresh, demo=False)) == (1, True, [])


def test_office_must_say_which_city(fresh: Store) -> None:
    with pytest.raises(CannotRun) as refusal:
        prepare(fresh, demo=False)

    assert "--city" in str(refusal.value)
    assert "KENTONGAN_CITY" in str(refusal.value)


@pytest.mark.parametrize(("arguments", "told"), [
    (("serve", "--city", "atlantis", "--election", "pemilu_2024"), "atlantis"),
    (("serve", "--city", "malang", "--election", "../../etc"), "../../etc"), (("serve",), "--city")],
    ids=["city", "election", "none"])
def test_unknown_pack_is_one_sentence_and_status_2(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run_serve("--db", str(tmp_path / "k.duckdb"), *arguments)

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert told in done.stderr


def test_server_keeps_to_one_thread_of_algebra_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    alone = server_environment(Path("office.duckdb"))
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    told = server_environment(Path("office.duckdb"))

    assert (alone["OPENBLAS_NUM_THREADS"], told["OPENBLAS_NUM_THREADS"]) == ("1", "4")
    assert alone["KENTONGAN_DB"] == "office.duckdb"
