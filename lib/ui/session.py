"""What a page asks about its run: the store, who looks, in which language, as of which day, and cached reads."""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from datetime import date
from typing import Any

import streamlit as st

from lib import text
from lib.access.login import current_session, held_token
from lib.access.permissions import has_permission
from lib.access.roles import Permission
from lib.access.sessions import SignedIn, find_session
from lib.clock import local_today
from lib.errors import Refusal
from lib.reference.city import City, load_city
from lib.store import SYSTEM, Viewer
from lib.text import N_, Message
from lib.ui.caching import Load, cached_read, scope_of
from lib.ui.days import picked_day
from lib.ui.handle import store

__all__ = ["as_of", "begin_run", "cached", "cached_pack", "choose_language", "city", "default_day",
           "read_later", "signed_in", "store", "viewer", "while_signed_in"]

_LANGUAGE = "kentongan_language"
_LOOKER: ContextVar[tuple[SignedIn | None]] = ContextVar("kentongan_looker")


def signed_in() -> SignedIn | None:
    """Who is signed in, as the store said when the run began: a role changed elsewhere counts from the next click."""
    found = _LOOKER.get(None)
    return found[0] if found else current_session(store())


def viewer() -> Viewer:
    """Who looks; raises Refusal when nobody is signed in."""
    found = signed_in()
    if found is None:
        raise Refusal(Message(N_("You are signed out. Reload the page to sign in.")))
    return found.viewer


def begin_run() -> SignedIn | None:
    """Ask the store who looks and take up their language, before anything is drawn; returns who is signed in.

    app.py, every fragment and every callback that asks for the viewer call it: a run may be a thread of its own,
    which begins in the default language, or one in which somebody looked before.
    """
    found = current_session(store())
    _LOOKER.set((found,))
    text.use(found.language if found else st.session_state.get(_LANGUAGE, text.catalogue.DEFAULT))
    return found


def choose_language(language: str) -> None:
    """Word this visitor's pages in `language` while nobody is signed in."""
    st.session_state[_LANGUAGE] = language


def city() -> City | None:
    """The city and election at work; None before a pack is loaded."""
    return _city(str(store().path), store().version)


def default_day() -> date:
    """The day pages work as of by default: the demonstration's fixed day, else today in the city."""
    at_work = city()
    if at_work is None:
        return local_today("UTC")
    return at_work.demo_today or local_today(at_work.timezone)


def as_of() -> date:
    """The day this run works as of: the one picked in the sidebar or the address, for those who may pick one."""
    picked = picked_day()
    return picked if picked and has_permission(viewer(), Permission.PICK_DAY) else default_day()


def cached(load: Load, *arguments: Hashable) -> Any:
    """``load(reader, *arguments)`` read as the viewer and as of the day, kept until the data change.

    `load` is a module's function (no lambda, no inner function) and is called with a scoped reader; the arguments
    are plain values (text, numbers, days, tuples of these). Two viewers share an entry only when the store would
    show both exactly the same.
    """
    return cached_read(store(), viewer(), as_of(), load, arguments)


def cached_pack(load: Load, *arguments: Hashable) -> Any:
    """``cached`` for what only the packs say: the same on every day, so kept for all of them at once."""
    return cached_read(store(), viewer(), None, load, arguments)


def read_later(load: Load, *arguments: Hashable) -> Callable[[], Any]:
    """What ``cached`` would read, as a function to call on a click, in a thread without a page; nothing is kept."""
    opened, scope, day = store(), scope_of(viewer()), as_of()

    def read_now() -> Any:
        with opened.reader(scope, as_of=day) as read:
            return load(read, *arguments)
    return while_signed_in(read_now)


def while_signed_in(action: Callable[[], Any]) -> Callable[[], Any]:
    """`action` for a click that runs without a page: refused once this tab's session has ended or its scope changed.

    What a page offered stays on the server, and in a tab that is left open, for as long as that tab.
    """
    opened, token, looker = store(), held_token(), viewer()

    def act() -> Any:
        found = find_session(opened, token)
        if found is None or found.viewer != looker or found.must_change_password:
            raise Refusal(Message(N_("You are signed out. Reload the page to sign in.")))
        return action()
    return act


@st.cache_data(show_spinner=False, max_entries=8)
def _city(path: str, version: int) -> City | None:
    with store().reader(SYSTEM) as read:
        try:
            return load_city(read)
        except KeyError:
            return None
