"""Coming into the app without drawing its first page, which tests of other pages need not wait for."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from lib.access.sessions import open_session
from lib.store import Store


def come_in(store: Store, app: Callable[[], AppTest], name: str) -> AppTest:
    """A tab that has drawn the sign-in form, and in which `name` is signed in from the next run on."""
    tab = app().run()
    tab.session_state["kentongan_token"] = open_session(store, name)
    return tab
