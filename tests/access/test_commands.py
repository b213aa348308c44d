"""Accounts from the command line."""

import re
from pathlib import Path

import pytest

from lib.__main__ import main
from lib.access.sign_in import check_password
from lib.store import Store, open_store


@pytest.fixture
def database(store: Store) -> Path:
    store.close()
    return store.path


def _run(database: Path, *words: str) -> int:
    return main(["--db", str(database), "user", *words])


def _password(printed: str) -> str:
    return re.search(r": (\S+)\n", printed)[1]


def _attempt(database: Path, name: str, password: str) -> str:
    opened = open_store(database)
    try:
        return str(check_password(opened, name=name, password=password))
    finally:
        opened.close()


def test_added_user_signs_in_with_the_printed_password(database: Path, capsys: pytest.CaptureFixture) -> None:
    status = _run(database, "add", "siti", "--role", "party", "--organiser", "PDIP")
    printed = capsys.readouterr().out

    assert status == 0
    assert printed.startswith("Pengguna siti ditambahkan. Kata sandi pertama: ")
    assert _attempt(database, "siti", _password(printed)) == "right"


def test_reset_prints_a_new_password(database: Path, capsys: pytest.CaptureFixture) -> None:
    _run(database, "add", "siti", "--role", "viewer")
    first = _password(capsys.readouterr().out)
    _run(database, "reset", "siti")
    second = _password(capsys.readouterr().out)

    assert [_attempt(database, "siti", password) for password in (first, second)] == ["wrong", "right"]


def test_disabled_user_is_out_until_enabled(database: Path, capsys: pytest.CaptureFixture) -> None:
    _run(database, "add", "siti", "--role", "viewer")
    password = _password(capsys.readouterr().out)
    _run(database, "disable", "siti")
    closed = _attempt(database, "siti", password)
    _run(database, "enable", "siti")

    assert (closed, _attempt(database, "siti", password)) == ("wrong", "right")


@pytest.mark.parametrize("words", [("reset", "siti"), ("disable", "siti"), ("enable", "siti")], ids=lambda w: w[0])
def test_unknown_user_is_told_in_one_sentence(database: Path, words: tuple, capsys: pytest.CaptureFixture) -> None:
    assert (_run(database, *words), capsys.readouterr().err) == (2, "Pengguna siti tidak ada.\n")


def test_missing_database_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    missing = tmp_path / "nowhere.duckdb"
    status = _run(missing, "reset", "siti")

    assert (status, missing.exists()) == (2, False)
    assert capsys.readouterr().err.count("\n") == 1
