"""Checking a name and a password, without telling which names exist."""

from enum import StrEnum
from functools import cache

from lib.access import lockout, passwords
from lib.access.names import normalise_name
from lib.store import SYSTEM, Store


class Attempt(StrEnum):
    """How an attempt to sign in went."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"


def check_password(store: Store, *, name: str, password: str) -> Attempt:
    """Whether this is the password of an active user; five wrong ones close the name.

    An unknown name, a closed account and a wrong password take the same work and get the same answer.
    """
    name = normalise_name(name)
    with lockout.one_at_a_time(name):
        if lockout.is_locked(store, name):
            return Attempt.LOCKED
        password_hash = _password_hash(store, name)
        right = passwords.matches(password, password_hash or _hash_of_nobody(passwords.ROUNDS))
        if password_hash is None or not right:
            return Attempt.LOCKED if lockout.record_failure(store, name) else Attempt.WRONG
        _forget_failures(store, name)
    return Attempt.RIGHT


def _password_hash(store: Store, name: str) -> str | None:
    with store.reader(SYSTEM) as read:
        return read.value("SELECT password_hash FROM base.users WHERE name = $name AND active", name=name)


def _forget_failures(store: Store, name: str) -> None:
    with store.reader(SYSTEM) as read:
        if not read.value("SELECT count(*) FROM base.sign_in_failures"):
            return
    with store.writing(SYSTEM, "forget failed sign-ins", touches_data=False) as tx:
        lockout.clear(tx, name)


@cache
def _hash_of_nobody(rounds: int) -> str:
    """A hash to check against for a name nobody has: else the quick answer would tell."""
    return passwords.hash_password(passwords.random_password())
