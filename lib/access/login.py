"""The bridge to streamlit-authenticator: its form and its cookie component, our users, sessions and lock-out.

The package keeps users in a dict, counts failures in memory and signs its own cookie; each of these is
replaced here. Never rerun right after a sign-in or sign-out: the cookie component needs the rest of the run
to reach the browser, and asks for the next run itself.
"""

from typing import Any

import streamlit as st
import streamlit_authenticator as stauth
from extra_streamlit_components import CookieManager
from streamlit.delta_generator import DeltaGenerator
from streamlit_authenticator.models import AuthenticationModel

from lib.access.cookies import COOKIE, HANDOVER
from lib.access.first_start import cookie_key
from lib.access.names import normalise_name
from lib.access.sessions import LIFETIME, SignedIn, end_session, find_session, open_session
from lib.access.sign_in import Attempt, check_password
from lib.store import Store
from lib.text import _

_TOKEN = "kentongan_token"
_ATTEMPT = "kentongan_attempt"


def current_session(store: Store) -> SignedIn | None:
    """Who is signed in in this browser, asked of the store anew; None also ends what this tab still held."""
    held = st.session_state.get(_TOKEN)
    for token in (held, _cookie(HANDOVER), _cookie(COOKIE)):
        signed_in = find_session(store, token)
        if signed_in:
            if token != held:
                st.session_state[_TOKEN] = token
            return signed_in
    if held:
        forget_tab()
    return None


def forget_tab() -> None:
    """Drop everything this tab holds: what one person typed or uploaded is not for the next one at the same desk."""
    for key in list(st.session_state):
        del st.session_state[key]


def sign_in_form(store: Store) -> Attempt | None:
    """Draw the form; returns how the last attempt made in this tab went, None when there was none.

    The last, not only this run's: the cookie component asks for a run of its own once it has loaded, and what
    somebody quick was told must not vanish with it.
    """
    form = st.empty()
    authenticate = _authenticate(store, st.container())
    st.session_state["authentication_status"] = None
    with form.container():
        authenticate.login(key="sign_in", fields={
            "Form name": _("Sign in"), "Username": _("User name"), "Password": _("Password"), "Login": _("Sign in")})
    attempt = st.session_state.get(_ATTEMPT)
    if attempt == Attempt.RIGHT:
        del st.session_state[_ATTEMPT]
        form.empty()
    return attempt


def renew_session(store: Store, name: str) -> None:
    """Give this browser a new session of `name`: changing the password ended all of them."""
    cookies = _authenticate(store, st.container()).cookie_controller
    cookies.open(name)


def sign_out(store: Store) -> None:
    """End this browser's session, here and in its other tabs."""
    authenticate = _authenticate(store, st.container())
    authenticate.authentication_controller.logout()
    authenticate.cookie_controller.delete_cookie()


def take_over_cookie() -> None:
    """Draw the (empty) component whose request lets the server take the fresh cookie over."""
    if HANDOVER in st.session_state:
        CookieManager(key="take_over_cookie")


class _StoreModel(AuthenticationModel):
    """Checks credentials against the store; knows no users itself."""

    store: Store

    def check_credentials(self, username: str, password: str) -> bool:
        """Whether the password is right; how the attempt went is left for the form."""
        attempt = check_password(self.store, name=username, password=password)
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

    def __init__(self, store: Store, manager: Any, place: DeltaGenerator) -> None:
        self._store = store
        self._manager = manager
        self._place = place

    def get_cookie(self) -> None:
        """Nothing: current_session has looked at the cookies before the form is drawn."""

    def set_cookie(self) -> None:
        """Begin a session of who just signed in."""
        self.open(normalise_name(st.session_state["username"]))

    def open(self, name: str) -> None:
        """Begin a session of `name` and have the browser keep its token."""
        token = open_session(self._store, name)
        st.session_state[_TOKEN] = token
        st.session_state[HANDOVER] = True
        with self._place:
            self._manager.set(HANDOVER, token, max_age=LIFETIME.total_seconds(), secure=_is_https() or None)

    def delete_cookie(self) -> None:
        """End this browser's session; the token is worthless from now on, wherever it is kept."""
        token = st.session_state.get(_TOKEN)
        if token:
            end_session(self._store, token)
        forget_tab()
        if HANDOVER in self._manager.cookies:
            with self._place:
                self._manager.delete(HANDOVER)


def _authenticate(store: Store, place: DeltaGenerator) -> stauth.Authenticate:
    """The package's own object, made at most once a run: it draws its cookie component under a fixed key."""
    key = cookie_key(store)
    with place:
        authenticate = stauth.Authenticate({"usernames": {}}, HANDOVER, key, LIFETIME.days, auto_hash=False,
                                           login_sleep_time=0.0)
    controller = authenticate.authentication_controller
    model = _StoreModel({"usernames": {}}, False, secret_key=key, validator=controller.validator)
    model.store = store
    controller.authentication_model = model
    authenticate.cookie_controller = _StoreCookies(
        store, authenticate.cookie_controller.cookie_model.cookie_manager, place)
    return authenticate


def _cookie(name: str) -> str | None:
    value = st.context.cookies.get(name)
    return value if isinstance(value, str) else None  # without a browser Streamlit gives a stand-in


def _is_https() -> bool:
    forwarded = st.context.headers.get("X-Forwarded-Proto", "")
    return forwarded.split(",")[0].strip() == "https" or (st.context.url or "").startswith("https:")
