"""Names users sign in with."""

import re

from lib.errors import Refusal
from lib.store import SYSTEM
from lib.text import N_, Message

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,31}")


def normalise_name(typed: str) -> str:
    """The name as kept: lower case, without spaces around."""
    return typed.strip().lower()


def check_new_name(name: str) -> None:
    """Raise Refusal unless `name` (normalised) may be a user's name."""
    if not _NAME.fullmatch(name):
        raise Refusal(Message(N_(
            "A name has 3 to 32 characters: letters a–z, digits, dot, hyphen or underscore, "
            "and begins with a letter or digit.")))
    if name == SYSTEM.name:
        raise Refusal(Message(N_("The name {name} is the program's own. Choose another."), {"name": name}))
