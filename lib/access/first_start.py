"""The first start: the key of the cookies, and the one-time code that makes the first administrator."""

import hashlib
import hmac
import json
import secrets
import threading
from datetime import datetime, timedelta
from typing import Any

from lib.access import passwords
from lib.access.roles import Role
from lib.access.users import add_user, has_users
from lib.clock import utc_now
from lib.errors import Refusal
from lib.store import SYSTEM, Store
from lib.text import N_, Message

ATTEMPTS = 5
_COOKIE_KEY = "cookie_key"
_CODE = "first_code"

_making = threading.Lock()


def prepare(store: Store, *, keep_for: timedelta = timedelta(0), now: datetime | None = None) -> str | None:
    """Make the cookies' key where there is none, and a code where there is no user; returns the code to print.

    Every start makes a new code: the old one may have been lost, or used up by wrong attempts. One made less than
    `keep_for` ago stays: the start printed it already, and the server it started is next.
    """
    now = now or utc_now()
    if cookie_key(store) is None:
        _keep_secret(store, "make cookie key", _COOKIE_KEY, secrets.token_hex(32))
    if has_users(store):
        return None
    kept = _secret(store, _CODE)
    if kept and datetime.fromisoformat(kept["made_at"]) > now - keep_for:
        return None
    code = passwords.random_password()
    _keep_secret(store, "make first code", _CODE,
                 {"sha256": _digest(code), "attempts_left": ATTEMPTS, "made_at": now.isoformat()})
    return code


def cookie_key(store: Store) -> str | None:
    """The random key that streamlit-authenticator encrypts with; None before the first start."""
    return _secret(store, _COOKIE_KEY)


def create_first_administrator(store: Store, *, code: str, name: str, display_name: str, password: str) -> None:
    """Make the first administrator; raises Refusal on a wrong code, and on everything add_user refuses.

    The code works once and only while there is no user; five wrong ones make it worthless until the next start.
    """
    with _making:
        if has_users(store):
            raise Refusal(Message(N_("There is an administrator already. Sign in.")))
        _check_code(store, code)
        add_user(store, name=name, display_name=display_name, role=Role.ADMIN, password=password,
                 must_change_password=False, by=SYSTEM)
    with store.writing(SYSTEM, "use up first code", touches_data=False) as tx:
        tx.delete("settings", key=_CODE)


def _check_code(store: Store, code: str) -> None:
    kept = _secret(store, _CODE)
    if kept is None or kept["attempts_left"] < 1:
        raise Refusal(Message(N_("The code has been used up. Restart the program: it prints a new one.")))
    if not hmac.compare_digest(_digest(code.strip().lower()), kept["sha256"]):
        kept["attempts_left"] -= 1
        _keep_secret(store, "count wrong first code", _CODE, kept)
        raise Refusal(Message(N_("That is not the code the program printed at its start.")))


def _secret(store: Store, key: str) -> Any:
    with store.reader(SYSTEM) as read:
        value = read.value("SELECT value FROM base.settings WHERE key = $key AND is_secret", key=key)
    return None if value is None else json.loads(value)


def _keep_secret(store: Store, action: str, key: str, value: object) -> None:
    with store.writing(SYSTEM, action, touches_data=False) as tx:
        tx.upsert("settings", {"key": key}, value=json.dumps(value), is_secret=True)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
