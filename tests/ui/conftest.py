"""The app run without a browser, on a database of its own."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.access import passwords
from lib.access.sessions import open_session
from lib.access.users import add_user
from lib.reference.packs import load_packs
from lib.store import SYSTEM, Store, open_store
from lib.ui import handle

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "kopi-hujan-sepeda"
SCOPES = {"fkdm": {"areas": ["35.73.05.1001"]}, "party": {"organiser": "PDIP"}}


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Own database, empty caches, quick hashes."""
    monkeypatch.setenv("KENTONGAN_DB", str(tmp_path / "app.duckdb"))
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()  # which closes the store


@pytest.fixture(scope="session")
def _packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the packs: loading them anew for each test takes longer than most tests."""
    path = tmp_path_factory.mktemp("packs") / "packs.duckdb"
    opened = open_store(path)
    load_packs(opened, city="malang", election="pemilu_2024")
    opened.close()
    return path


@pytest.fixture
def store(_packs: Path) -> Store:
    """The app's own open store, with the packs."""
    shutil.copyfile(_packs, os.environ["KENTONGAN_DB"])
    return handle.store()


@pytest.fixture
def add(store: Store) -> Callable[..., str]:
    """Add a user with the tests' password; returns the name."""
    def add_one(name: str, role: str = "analyst", **changes: object) -> str:
        add_user(store, **{"name": name, "display_name": name.title(), "role": role, "password": PASSWORD,
                           "must_change_password": False, "by": SYSTEM, **SCOPES.get(role, {}), **changes})
        return name
    return add_one


@pytest.fixture
def app() -> Callable[[], AppTest]:
    """Make a tab that nobody has opened anything in yet."""
    return lambda: AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)


@pytest.fixture
def signed_in(store: Store, app: Callable[[], AppTest]) -> Callable[[str], AppTest]:
    """A tab in which `name` is signed in already."""
    def open_tab(name: str) -> AppTest:
        tab = app()
        tab.session_state["kentongan_token"] = open_session(store, name)
        return tab
    return open_tab


def fill_sign_in(tab: AppTest, name: str, password: str) -> AppTest:
    """Fill the sign-in form and send it."""
    tab.text_input[0].set_value(name)
    tab.text_input[1].set_value(password)
    return tab.button[0].click().run()


def texts(tab: AppTest) -> list[str]:
    """Every sentence on the page."""
    return [element.value for kind in ("title", "error", "info", "success", "warning") for element in tab.get(kind)]
