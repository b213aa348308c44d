"""The bridge to streamlit-authenticator: its form, our users, sessions, cookie and lock-out.

The package keeps users in a dict, counts failures in memory and signs its own cookie; each of these is replaced here.
"""

import streamlit as st
import streamlit_authenticator as stauth
from streamlit_authenticator.controllers import AuthenticationController
from streamlit_authenticator.models import AuthenticationModel

from lib.access.cookies import ADDRESS, COOKIE, TICKETS
from lib.access.first_start import cookie_key
from lib.access.names import normalise_name
from lib.access.sessions import SignedIn, end_session, find_session, open_session
from lib.access.sign_in import Attempt, check_password
from lib.store import Store
from lib.text import _

_TOKEN = "kentongan_token"
_TICKET = "kentongan_ticket"
_ATTEMPT = "kentongan_attempt"


def current_session(store: Store) -> SignedIn | None:
    """Who is signed in in this browser, asked of the store anew; None also ends what this tab still held."""
    held = st.session_state.get(_TOKEN)
    for token in (held, _cookie()):
        signed_in = find_session(store, token)
        if signed_in:
            if token != held:
                forget_tab()
                st.session_state[_TOKEN] = token
            return signed_in
    if held:
        forget_tab()
    return None


def held_token() -> str | None:
    """The token of the session this tab holds."""
    return st.session_state.get(_TOKEN)


def forget_tab() -> None:
    """Drop everything this tab holds: what one person typed or uploaded is not for the next one at the same desk."""
    for key in list(st.session_state):
        del st.session_state[key]


def sign_in_form(store: Store) -> Attempt | None:
    """Draw the form; returns how the attempt made with it in this run went, None when there was none."""
    st.session_state["authentication_status"] = None
    _Authenticate(store).login(key="sign_in", fields={
        "Form name": _("Sign in"), "Username": _("User name"), "Password": _("Password"), "Login": _("Sign in")})
    return st.session_state.pop(_ATTEMPT, None)


def begin_session(store: Store, name: str) -> None:
    """Sign `name` in in this tab; :func:`draw_cookie_ticket` has the browser remember it."""
    token = open_session(store, name)
    st.session_state[_TOKEN] = token
    st.session_state[_TICKET] = TICKETS.issue(token)


def sign_out(store: Store) -> None:
    """End this browser's session, here and in its other tabs, and begin the tab anew.

    The cookie may stay: its token is worthless from now on, wherever it is kept.
    """
    token = st.session_state.get(_TOKEN)
    if token:
        end_session(store, token)
    forget_tab()
    st.rerun()


def draw_cookie_ticket() -> None:
    """Draw the picture that brings this browser a fresh session's cookie, on every run until it has been fetched."""
    ticket = st.session_state.get(_TICKET)
    if ticket and TICKETS.is_open(ticket):
        st.markdown(f"![]({ADDRESS}{ticket})")


class _Authenticate(stauth.Authenticate):
    """The package's sign-in form over our store.

    Its own constructor is not called: that draws a cookie component beside the form, which is of no use here (the
    cookies come with the request) and whose run of its own can swallow the click on the form.
    """

    def __init__(self, store: Store) -> None:
        key = cookie_key(store)
        self.path = self.api_key = None
        self.attrs = {"login_sleep_time": 0.0}
        self.secret_key = key
        self.cookie_controller = _StoreCookies(store)
        self.authentication_controller = AuthenticationController({"usernames": {}}, auto_hash=False, secret_key=key)
        self.authentication_controller.authentication_model = _StoreModel(store, key)


class _StoreModel(AuthenticationModel):
    """Checks credentials against the store; knows no users itself."""

    def __init__(self, store: Store, key: str) -> None:
        super().__init__({"usernames": {}}, auto_hash=False, secret_key=key)
        self._store = store

    def check_credentials(self, username: str, password: str) -> bool:
        """Whether the password is right; how the attempt went is left for the form."""
        attempt = check_password(self._store, name=username, password=password)
        st.session_state[_ATTEMPT] = attempt
        if attempt == Attempt.RIGHT:
            self.credentials["usernames"][username] = {}
        return attempt == Attempt.RIGHT

    def _get_user_name(self, username: str) -> str:
        return username

    def _record_failed_login_attempts(self, username: str, reset: bool = False) -> None:
        """Nothing: lib.access.lockout counts, in the store."""


class _StoreCookies:
    """Stands in for the package's cookie controller: a random token, known to the store by its hash."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get_cookie(self) -> None:
        """Nothing: current_session has looked at the cookies before the form is drawn."""

    def set_cookie(self) -> None:
        """Begin a session of who just signed in."""
        begin_session(self._store, normalise_name(st.session_state["username"]))


def _cookie() -> str | None:
    value = st.context.cookies.get(COOKIE)
    return value if isinstance(value, str) else None  # without a browser Streamlit gives a stand-in
