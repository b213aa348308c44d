"""Passwords: what makes one good enough, and their bcrypt hashes."""

import secrets
from itertools import pairwise

import bcrypt

from lib.errors import Refusal
from lib.text import N_, Message

MIN_LENGTH = 12
MAX_BYTES = 72
"""bcrypt reads no further: a longer password would be cut without a word."""
ROUNDS = 12
"""2^12 rounds: about a fifth of a second, the cost of one guess."""

_EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1: passwords are read out and copied by hand
_LONGEST_REPEATED = 4


def check_new_password(*, name: str, password: str) -> None:
    """Raise Refusal unless `password` may be the new password of `name`."""
    problem = _problem(name, password)
    if problem:
        raise Refusal(problem)


def hash_password(password: str) -> str:
    """The bcrypt hash to keep."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(ROUNDS)).decode()


def matches(password: str, password_hash: str) -> bool:
    """Whether `password` is the one of this hash; one that is too long for any hash is not."""
    if len(password.encode()) > MAX_BYTES:
        return False
    return bcrypt.checkpw(password.encode(), password_hash.encode())


def random_password() -> str:
    """A password to hand over once, like "kf7r-q2mh-x9tn-wd4c": 79 bits."""
    return "-".join("".join(secrets.choice(_EASY_TO_READ) for _ in range(4)) for _ in range(4))


def _problem(name: str, password: str) -> Message | None:
    if password != password.strip():
        return Message(N_("The password must not begin or end with a space."))
    if len(password) < MIN_LENGTH:
        return Message(N_("The password is too short: it needs at least {n} characters."), {"n": MIN_LENGTH})
    if len(password.encode()) > MAX_BYTES:
        return Message(N_("The password is too long: at most {n} characters."), {"n": MAX_BYTES})
    if not password.isprintable():
        return Message(N_("The password contains a character that cannot be typed."))
    if name and name in password.casefold() and not password.casefold().replace(name, "").strip("0123456789 -_."):
        return Message(N_("The password must not be made of the name."))
    if _is_trivial(password.casefold()):
        return Message(N_("The password is too easy to guess: it repeats itself. A few unrelated words are good."))
    return None


def _is_trivial(password: str) -> bool:
    """A short piece over and over ("abcabcabcabc"), few different characters, or one run ("123456789012")."""
    if len(set(password)) < 5:
        return True
    for length in range(1, _LONGEST_REPEATED + 1):
        piece = password[:length]
        if (piece * len(password))[:len(password)] == password:
            return True
    steps = {(ord(after) - ord(before)) % 10 for before, after in pairwise(password)}
    return password.isdigit() and len(steps) == 1
