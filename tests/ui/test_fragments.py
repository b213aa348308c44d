"""Fragments and dialogs, which rerun without app.py."""

from streamlit.testing.v1 import AppTest

from lib.access.sessions import open_session
from lib.access.users import set_language
from lib.store import Viewer

SCRIPT = """
import streamlit as st
from lib.text import _
from lib.ui.fragments import on_its_own

@st.fragment
@on_its_own
def part():
    st.title(_("Account"))
    if st.button("break"):
        raise KeyError("rahasia")
    st.button("again")

part()
"""


def _tab(store, name: str) -> AppTest:
    tab = AppTest.from_string(SCRIPT)
    tab.session_state["kentongan_token"] = open_session(store, name)
    return tab.run()


def test_fragment_speaks_the_readers_language(add, store) -> None:
    add("siti")
    set_language(store, language="en", by=Viewer("siti", "analyst"))

    assert [title.value for title in _tab(store, "siti").title] == ["Account"]


def test_fragment_shows_no_traceback(add, store) -> None:
    add("siti")
    tab = _tab(store, "siti")
    tab.button[0].click().run()

    assert (len(tab.exception), tab.error[0].value.startswith("Terjadi kesalahan;")) == (0, True)
