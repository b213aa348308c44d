"""Accounts as an administrator lists them."""

import pandas as pd
import pytest

from lib.access import passwords
from lib.access.accounts import load_accounts
from lib.access.sessions import open_session
from lib.access.users import add_user, disable_user
from lib.store import SYSTEM, Store, Viewer


@pytest.fixture
def peopled(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    for name, role in (("siti", "admin"), ("anna", "analyst"), ("budi", "viewer")):
        add_user(store, name=name, display_name=name.title(), role=role, password="kopi-hujan-sepeda", by=SYSTEM)
    disable_user(store, name="anna", by=SYSTEM)
    open_session(store, "siti")
    return store


def test_open_accounts_come_first_with_their_last_sign_in(peopled: Store) -> None:
    with peopled.reader(Viewer("siti", "admin")) as read:
        accounts = load_accounts(read)

    assert accounts["name"].tolist() == ["budi", "siti", "anna"]
    assert pd.isna(accounts["last_sign_in"]).tolist() == [True, False, True]
    assert [column for column in accounts if "hash" in column] == []


@pytest.mark.parametrize("role", ["analyst", "leader", "viewer", "nobody"])
def test_nobody_but_an_administrator_sees_accounts(peopled: Store, role: str) -> None:
    with peopled.reader(Viewer("anna", role)) as read:
        assert load_accounts(read).empty
