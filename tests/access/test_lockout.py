"""Five wrong passwords close a name for a quarter of an hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lib.access import lockout, passwords
from lib.access.sign_in import Attempt, check_password
from lib.access.users import disable_user, reset_password
from lib.clock import utc_now
from lib.store import SYSTEM, Store, open_store
from tests.access.conftest import PASSWORD

NOON = datetime(2024, 1, 24, 12, 0)
WRONG_FIVE_TIMES = ["wrong", "wrong", "wrong", "wrong", "locked"]


def _try(store: Store, name: str, password: str, times: int = 1) -> list[str]:
    return [str(check_password(store, name=name, password=password)) for _ in range(times)]


def _rows(store: Store) -> list[dict]:
    with store.reader(SYSTEM) as read:
        return read.rows("SELECT * FROM base.sign_in_failures")


@pytest.mark.parametrize("name", ["siti", "nobody", "closed", "???", ""],
                         ids=["known", "unknown", "closed", "bad", "empty"])
def test_any_name_is_locked_after_five_attempts(store: Store, add, name: str) -> None:
    add("siti")
    add("closed")
    disable_user(store, name="closed", by=SYSTEM)

    assert _try(store, name, "salah-semua-ini", times=6) == [*WRONG_FIVE_TIMES, "locked"]


def test_locked_name_refuses_the_right_password(store: Store, add) -> None:
    add("siti")
    _try(store, "siti", "salah-semua-ini", times=5)

    assert _try(store, "siti", PASSWORD) == ["locked"]
    assert _try(store, "SITI ", PASSWORD) == ["locked"]


def test_other_names_stay_open(store: Store, add) -> None:
    add("siti")
    add("budi")
    _try(store, "siti", "salah-semua-ini", times=5)

    assert _try(store, "budi", PASSWORD) == ["right"]


def test_right_password_starts_the_count_anew(store: Store, add) -> None:
    add("siti")
    _try(store, "siti", "salah-semua-ini", times=4)

    assert _try(store, "siti", PASSWORD) == ["right"]
    assert _rows(store) == []
    assert _try(store, "siti", "salah-semua-ini", times=4) == ["wrong"] * 4


def test_closed_account_answers_like_an_unknown_name(store: Store, add) -> None:
    add("siti")
    disable_user(store, name="siti", by=SYSTEM)

    assert _try(store, "siti", PASSWORD) == _try(store, "nobody", PASSWORD) == ["wrong"]


def test_unknown_name_takes_the_same_work(store: Store, add, monkeypatch: pytest.MonkeyPatch) -> None:
    add("siti")
    checked = []
    monkeypatch.setattr(passwords, "matches", lambda password, kept: checked.append(kept) or False)
    _try(store, "siti", "salah-semua-ini")
    _try(store, "nobody", "salah-semua-ini")

    assert [kept[:7] for kept in checked] == ["$2b$04$", "$2b$04$"]


def test_lock_survives_a_restart(store: Store, add) -> None:
    add("siti")
    _try(store, "siti", "salah-semua-ini", times=5)
    path = store.path
    store.close()
    again = open_store(Path(path))
    try:
        assert _try(again, "siti", PASSWORD) == ["locked"]
    finally:
        again.close()


def test_lock_ends_after_a_quarter_of_an_hour(store: Store) -> None:
    for minute in range(5):
        lockout.record_failure(store, "siti", NOON + timedelta(minutes=minute))

    locked_at = NOON + timedelta(minutes=4)
    assert lockout.is_locked(store, "siti", locked_at + lockout.PERIOD - timedelta(seconds=1))
    assert not lockout.is_locked(store, "siti", locked_at + lockout.PERIOD)


def test_failures_older_than_a_quarter_of_an_hour_do_not_count(store: Store) -> None:
    for minute in range(4):
        lockout.record_failure(store, "siti", NOON + timedelta(minutes=minute))

    assert not lockout.record_failure(store, "siti", NOON + timedelta(minutes=18))
    assert [row["failures"] for row in _rows(store)] == [1]


def test_old_failures_of_anybody_are_deleted(store: Store) -> None:
    for number in range(30):
        lockout.record_failure(store, f"name{number}", NOON)
    lockout.record_failure(store, "siti", NOON + lockout.PERIOD)

    assert len(_rows(store)) == 1


def test_typed_name_is_kept_nowhere(store: Store) -> None:
    _try(store, "my-own-password-typed-here", "salah-semua-ini", times=5)
    with store.reader(SYSTEM) as read:
        logged = [row["changes"] for row in read.rows("SELECT changes FROM base.audit_log")]

    assert "my-own-password" not in str(_rows(store)) + str(logged)


def test_parallel_guesses_do_not_slip_under_the_limit(store: Store, add, monkeypatch: pytest.MonkeyPatch) -> None:
    add("siti")
    checked = []
    monkeypatch.setattr(passwords, "matches", lambda password, kept: checked.append(password) or False)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: check_password(store, name="siti", password=f"tebakan-{n}"), range(40)))

    assert len(checked) == lockout.LIMIT
    assert answers.count(Attempt.WRONG) == lockout.LIMIT - 1


def test_new_password_from_the_administrator_opens_the_name(store: Store, add) -> None:
    add("siti")
    _try(store, "siti", "salah-semua-ini", times=5)
    password = reset_password(store, name="siti", by=SYSTEM)

    assert _try(store, "siti", password) == ["right"]


def test_counting_leaves_the_caches_good(store: Store, add) -> None:
    add("siti")
    before = store.version
    _try(store, "siti", "salah-semua-ini")
    _try(store, "siti", PASSWORD)

    assert store.version == before
    assert lockout.is_locked(store, "siti", utc_now()) is False
