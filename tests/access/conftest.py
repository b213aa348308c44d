"""Users for the tests of access."""

from collections.abc import Callable

import pytest

from lib.access import passwords
from lib.access.roles import Role
from lib.access.users import add_user
from lib.store import SYSTEM, Store, Viewer

PASSWORD = "kopi-hujan-sepeda"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested is not how long a hash takes."""
    monkeypatch.setattr(passwords, "ROUNDS", 4)


@pytest.fixture
def add(store: Store) -> Callable[..., Viewer]:
    """Add a user with the tests' password and a scope that fits the role; returns them as a viewer."""
    def add_one(name: str, role: str = Role.ANALYST, **changes: object) -> Viewer:
        with store.reader(SYSTEM) as read:
            ward = read.value("SELECT area_code FROM areas ORDER BY area_code LIMIT 1")
        scope = {"areas": [ward] if role == Role.FKDM else [], "organiser": "PDIP" if role == Role.PARTY else None}
        add_user(store, **{"name": name, "display_name": name.title(), "role": role, "password": PASSWORD,
                           "must_change_password": False, "by": SYSTEM, **scope, **changes})
        return Viewer(name, role, tuple(scope["areas"]), scope["organiser"])
    return add_one
