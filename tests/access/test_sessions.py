"""Sessions: given, found, ended."""

import hashlib
from datetime import datetime, timedelta

from lib.access.sessions import LIFETIME, SignedIn, end_session, find_session, open_session
from lib.access.users import change_role, disable_user, enable_user, set_password
from lib.store import SYSTEM, Store, Viewer

NOON = datetime(2024, 1, 24, 12, 0)


def _sign_ins(store: Store) -> list[dict]:
    with store.reader(SYSTEM) as read:
        return read.rows("SELECT * FROM base.sign_ins")


def test_session_tells_who_it_is(store: Store, add) -> None:
    viewer = add("siti", "fkdm", display_name="Siti Aminah", language="en")
    token = open_session(store, "siti", NOON)

    assert find_session(store, token, NOON) == SignedIn(
        viewer=viewer, display_name="Siti Aminah", language="en", must_change_password=False,
        expires_at=NOON + LIFETIME)


def test_store_holds_only_the_hash(store: Store, add) -> None:
    add("siti")
    token = open_session(store, "siti")
    with store.reader(SYSTEM) as read:
        everything = str(_sign_ins(store)) + str(read.rows("SELECT * FROM base.audit_log"))

    assert len(token) == 43
    assert token not in everything
    assert [row["token_hash"] for row in _sign_ins(store)] == [hashlib.sha256(token.encode()).hexdigest()]
    assert hashlib.sha256(token.encode()).hexdigest() not in str(everything.split("audit")[1:])


def test_session_ends_after_its_lifetime(store: Store, add) -> None:
    add("siti")
    token = open_session(store, "siti", NOON)

    assert find_session(store, token, NOON + LIFETIME - timedelta(seconds=1)) is not None
    assert find_session(store, token, NOON + LIFETIME) is None


def test_token_that_was_never_given_is_nobody(store: Store, add) -> None:
    add("siti")
    open_session(store, "siti")
    hashes = [row["token_hash"] for row in _sign_ins(store)]

    assert [find_session(store, token) for token in (None, "", "x" * 43, *hashes)] == [None, None, None, None]


def test_sign_out_ends_one_browser_only(store: Store, add) -> None:
    add("siti")
    here, there = open_session(store, "siti"), open_session(store, "siti")
    end_session(store, here)
    end_session(store, here)

    assert find_session(store, here) is None
    assert find_session(store, there).viewer.name == "siti"


def test_changed_role_counts_at_once(store: Store, add) -> None:
    add("siti")
    token = open_session(store, "siti")
    change_role(store, name="siti", role="party", organiser="PDIP", by=SYSTEM)

    assert find_session(store, token).viewer == Viewer("siti", "party", (), "PDIP")


def test_closed_account_is_out_and_stays_out(store: Store, add) -> None:
    add("siti")
    token = open_session(store, "siti")
    disable_user(store, name="siti", by=SYSTEM)
    closed = find_session(store, token)
    enable_user(store, name="siti", by=SYSTEM)

    assert (closed, find_session(store, token)) == (None, None)


def test_new_password_ends_every_session(store: Store, add) -> None:
    siti = add("siti")
    tokens = [open_session(store, "siti") for _ in range(3)]
    set_password(store, name="siti", password="pagar-lemari-7-awan", by=siti)

    assert [find_session(store, token) for token in tokens] == [None, None, None]


def test_sessions_long_ended_are_deleted(store: Store, add) -> None:
    add("siti")
    open_session(store, "siti", NOON)
    open_session(store, "siti", NOON + timedelta(days=91))

    assert [row["issued_at"] for row in _sign_ins(store)] == [NOON + timedelta(days=91)]


def test_sign_in_and_out_stand_in_the_audit_log_under_the_own_name(store: Store, add) -> None:
    add("siti")
    end_session(store, open_session(store, "siti"))
    with store.reader(SYSTEM) as read:
        logged = read.rows("SELECT actor, actor_role, action FROM base.audit_log ORDER BY seq DESC LIMIT 2")

    assert logged == [{"actor": "siti", "actor_role": "analyst", "action": "sign out"},
                      {"actor": "siti", "actor_role": "analyst", "action": "sign in"}]
