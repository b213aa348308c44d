"""Sessions: one row for each browser that is signed in. The browser holds a random token, the store its hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from lib.clock import utc_now
from lib.store import SYSTEM, Store, Viewer, Writing

LIFETIME = timedelta(hours=12)
"""A working day; then one signs in again."""
_KEPT_AFTER_END = timedelta(days=90)

_CURRENT = """
    SELECT u.name, u.display_name, u.role, u.areas, u.organiser, u.language, u.must_change_password, s.expires_at
    FROM base.sign_ins AS s JOIN base.users AS u ON u.name = s.user_name
    WHERE s.token_hash = $token_hash AND s.revoked_at IS NULL AND s.expires_at > $now AND u.active
"""


@dataclass(frozen=True)
class SignedIn:
    """Who a session belongs to, as the store says now: a changed role or a closed account counts at once."""

    viewer: Viewer
    display_name: str
    language: str
    must_change_password: bool
    expires_at: datetime


def open_session(store: Store, name: str, now: datetime | None = None) -> str:
    """Begin a session of a user; returns the token, which is kept nowhere here."""
    now = now or utc_now()
    token = secrets.token_urlsafe(32)
    with store.writing(_self(store, name), "sign in", touches_data=False) as tx:
        for row in tx.rows("SELECT token_hash FROM sign_ins WHERE expires_at < $before", before=now - _KEPT_AFTER_END):
            tx.delete("sign_ins", token_hash=row["token_hash"])
        tx.insert("sign_ins", [{"token_hash": _digest(token), "user_name": name, "issued_at": now,
                                "expires_at": now + LIFETIME, "revoked_at": None}])
    return token


def find_session(store: Store, token: str | None, now: datetime | None = None) -> SignedIn | None:
    """Who holds this token; None when it was never given, has ended, or the account is closed."""
    if not token:
        return None
    with store.reader(SYSTEM) as read:
        found = read.rows(_CURRENT, token_hash=_digest(token), now=now or utc_now())
    if not found:
        return None
    row = found[0]
    return SignedIn(
        viewer=Viewer(row["name"], row["role"], tuple(row["areas"]), row["organiser"]),
        display_name=row["display_name"], language=row["language"],
        must_change_password=row["must_change_password"], expires_at=row["expires_at"])


def end_session(store: Store, token: str) -> None:
    """Sign out the browser that holds this token."""
    signed_in = find_session(store, token)
    if signed_in is None:
        return
    with store.writing(signed_in.viewer, "sign out", touches_data=False) as tx:
        tx.update("sign_ins", {"token_hash": _digest(token)}, revoked_at=tx.at)


def end_all_sessions(tx: Writing, name: str) -> None:
    """Sign a user out everywhere, as part of a transaction."""
    for row in tx.rows("SELECT token_hash FROM sign_ins WHERE user_name = $name AND revoked_at IS NULL", name=name):
        tx.update("sign_ins", {"token_hash": row["token_hash"]}, revoked_at=tx.at)


def _self(store: Store, name: str) -> Viewer:
    with store.reader(SYSTEM) as read:
        role = read.value("SELECT role FROM base.users WHERE name = $name", name=name)
    return Viewer(name, role or "")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
