"""The first start: the cookie's key and the one-time code."""

import json
from datetime import datetime, timedelta

import pytest

from lib.access import first_start
from lib.access.sign_in import check_password
from lib.errors import Refusal
from lib.store import SYSTEM, Store, Viewer
from tests.access.conftest import PASSWORD

NOON = datetime(2024, 1, 24, 12, 0)


def _create(store: Store, code: str, **changes: str) -> None:
    first_start.create_first_administrator(
        store, **{"code": code, "name": "kepala", "display_name": "Kepala", "password": PASSWORD, **changes})


def _users(store: Store) -> list[dict]:
    with store.reader(SYSTEM) as read:
        return read.rows("SELECT name, role, must_change_password FROM base.users")


def test_code_makes_one_administrator(store: Store) -> None:
    _create(store, first_start.prepare(store).upper() + " ")

    assert _users(store) == [{"name": "kepala", "role": "admin", "must_change_password": False}]
    assert check_password(store, name="kepala", password=PASSWORD) == "right"


def test_code_works_once(store: Store) -> None:
    code = first_start.prepare(store)
    _create(store, code)
    with pytest.raises(Refusal) as refused:
        _create(store, code, name="kedua")

    assert str(refused.value) == "Administrator sudah ada. Silakan masuk."
    assert len(_users(store)) == 1


def test_wrong_codes_use_it_up(store: Store) -> None:
    code = first_start.prepare(store)
    said = []
    for guess in ["aaaa-bbbb-cccc-dddd"] * 5 + [code]:
        with pytest.raises(Refusal) as refused:
            _create(store, guess)
        said.append(str(refused.value))

    assert said == ["Itu bukan kode yang ditampilkan program saat dijalankan."] * 5 + [
        "Kode sudah tidak berlaku. Jalankan ulang program: kode baru akan ditampilkan."]
    assert _users(store) == []


def test_weak_password_leaves_the_code_good(store: Store) -> None:
    code = first_start.prepare(store)
    with pytest.raises(Refusal):
        _create(store, code, password="pendek")
    _create(store, code)

    assert len(_users(store)) == 1


def test_each_start_makes_a_new_code(store: Store) -> None:
    old = first_start.prepare(store)
    new = first_start.prepare(store)
    with pytest.raises(Refusal):
        _create(store, old)
    _create(store, new)

    assert len(_users(store)) == 1


def test_code_printed_a_moment_ago_stays_good(store: Store) -> None:
    code = first_start.prepare(store, now=NOON)
    minutes = timedelta(minutes=2)

    assert first_start.prepare(store, keep_for=minutes, now=NOON + timedelta(seconds=119)) is None
    _create(store, code)
    assert len(_users(store)) == 1


def test_code_printed_longer_ago_is_made_anew(store: Store) -> None:
    first_start.prepare(store, now=NOON)
    code = first_start.prepare(store, keep_for=timedelta(minutes=2), now=NOON + timedelta(minutes=2))
    _create(store, code)

    assert len(_users(store)) == 1


def test_no_code_once_there_are_users(store: Store, add) -> None:
    add("siti")

    assert first_start.prepare(store) is None


def test_cookie_key_is_made_once(store: Store) -> None:
    before = first_start.cookie_key(store)
    first_start.prepare(store)
    made = first_start.cookie_key(store)
    first_start.prepare(store)

    assert before is None
    assert len(bytes.fromhex(made)) == 32
    assert first_start.cookie_key(store) == made


def test_secrets_are_seen_by_nobody_and_logged_nowhere(store: Store) -> None:
    code = first_start.prepare(store)
    key = first_start.cookie_key(store)
    with store.reader(SYSTEM) as read:
        logged = json.dumps([row["changes"] for row in read.rows("SELECT changes FROM base.audit_log")])
        kept = str(read.rows("SELECT * FROM base.settings"))
    with store.reader(Viewer("kepala", "admin")) as read:
        shown = str(read.rows("SELECT * FROM settings"))

    assert code not in kept + logged
    assert key not in logged + shown
