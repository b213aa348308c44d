"""The gate: what somebody sees who is not (yet) let in."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.access import first_start
from lib.access.login import begin_session, sign_in_form, sign_out
from lib.access.sessions import SignedIn
from lib.access.sign_in import Attempt, check_password
from lib.access.users import has_users, set_password
from lib.errors import Refusal
from lib.store import Store
from lib.text import LANGUAGES, _, current, say
from lib.ui.session import choose_language, city

_COLUMNS = (1, 1.4, 1)
_CHANGED = "kentongan_password_changed"


def ask_to_sign_in(store: Store) -> None:
    """Draw the sign-in form, or at the very first start the form for the first administrator."""
    with _middle():
        _head()
        if has_users(store):
            _sign_in(store)
        else:
            _first_administrator(store)


def ask_for_new_password(store: Store, signed_in: SignedIn) -> None:
    """Draw the form for a password of one's own, after an administrator gave a random one."""
    with _middle():
        st.title("Kentongan", anchor=False)
        change_password_form(store, signed_in, heading=_("Choose your own password"), ask_current=False)
        if st.button(_("Sign out"), key="sign_out"):
            sign_out(store)


def change_password_form(store: Store, signed_in: SignedIn, *, heading: str, ask_current: bool) -> None:
    """Draw the form for a new password and keep it; this browser stays signed in, all others are signed out."""
    name = signed_in.viewer.name
    with st.form("new_password"):
        st.subheader(heading, anchor=False)
        st.caption(_("At least 12 characters. A few unrelated words are good: easy to keep in mind, hard to guess."))
        current_password = st.text_input(
            _("Password in use"), type="password", autocomplete="current-password") if ask_current else None
        password = st.text_input(_("New password"), type="password", autocomplete="new-password")
        again = st.text_input(_("New password, once more"), type="password", autocomplete="new-password")
        sent = st.form_submit_button(_("Keep the new password"), type="primary")
    if not sent:
        _tell_of_change()
        return
    if password != again:
        st.error(_("The two passwords differ. Type both again."))
        return
    if current_password is not None and not _is_current(store, name, current_password):
        return
    try:
        set_password(store, name=name, password=password, by=signed_in.viewer)
    except Refusal as refusal:
        st.error(say(refusal.message))
        return
    begin_session(store, name)
    # Who had to choose one is told by the page that opens.
    st.session_state[_CHANGED] = ask_current
    st.rerun()


def _tell_of_change() -> None:
    if st.session_state.pop(_CHANGED, False):
        st.success(_("The new password is kept. Other browsers are signed out."))


def _is_current(store: Store, name: str, password: str) -> bool:
    attempt = check_password(store, name=name, password=password)
    if attempt == Attempt.LOCKED:
        st.error(_too_many_attempts())
    elif attempt == Attempt.WRONG:
        st.error(_("The password in use is wrong."))
    return attempt == Attempt.RIGHT


def _too_many_attempts() -> str:
    return _("Too many wrong attempts: this name is locked. Try again in 15 minutes, "
             "or ask an administrator for a new password.")


def _sign_in(store: Store) -> None:
    match sign_in_form(store):
        case Attempt.RIGHT:
            st.rerun()
        case Attempt.WRONG:
            st.error(_("Name or password is wrong. After five wrong attempts the name is locked for 15 minutes."))
        case Attempt.LOCKED:
            st.error(_too_many_attempts())


def _first_administrator(store: Store) -> None:
    with st.form("first_administrator"):
        st.subheader(_("Create the administrator"), anchor=False)
        st.caption(_("There is no user yet. The program printed a one-time code where it was started."))
        code = st.text_input(_("One-time code"), autocomplete="off")
        name = st.text_input(_("User name"), autocomplete="username")
        display_name = st.text_input(_("Full name"), autocomplete="name")
        password = st.text_input(_("Password"), type="password", autocomplete="new-password")
        again = st.text_input(_("Password, once more"), type="password", autocomplete="new-password")
        sent = st.form_submit_button(_("Create"), type="primary")
    if not sent:
        return
    if password != again:
        st.error(_("The two passwords differ. Type both again."))
        return
    try:
        first_start.create_first_administrator(store, code=code, name=name, display_name=display_name,
                                               password=password)
    except Refusal as refusal:
        st.error(say(refusal.message))
        return
    st.rerun()


def _middle() -> DeltaGenerator:
    return st.columns(_COLUMNS)[1]


def _head() -> None:
    at_work = city()
    st.title("Kentongan", anchor=False)
    st.caption(_("Early vigilance during the campaign") + (f" · {at_work.city_name}" if at_work else ""))
    chosen = st.segmented_control(_("Language"), list(LANGUAGES), default=current(), format_func=LANGUAGES.get,
                                  key="gate_language", label_visibility="collapsed", required=True)
    if chosen != current():
        choose_language(chosen)
        st.rerun()
