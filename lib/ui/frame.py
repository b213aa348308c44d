"""The frame around every page: the line above it and the sidebar."""

from pathlib import Path

import streamlit as st

from lib.access.login import sign_out, take_over_cookie
from lib.access.permissions import has_permission
from lib.access.roles import ROLES, Permission, Role
from lib.access.sessions import SignedIn
from lib.access.users import set_language
from lib.store import Store
from lib.text import LANGUAGES, _, current, day, say
from lib.ui.session import DAY_KEY, as_of, begin_run, city, default_day

ICON = str(Path(__file__).with_name("icon.svg"))
"""A slit drum. A file of ours: Streamlit would fetch its own icons for the tab from the internet."""


def draw_frame(store: Store, signed_in: SignedIn) -> None:
    """Draw the sidebar and the line above the page."""
    with st.sidebar:
        if has_permission(signed_in.viewer, Permission.PICK_DAY):
            _pick_day()
        _account(store, signed_in)
        take_over_cookie()
    _line()


def _line() -> None:
    at_work = city()
    parts = [_("as of {day}", day=day(as_of()))]
    if at_work:
        parts = [at_work.city_name, at_work.election_name, *parts]
    sample = f":gray-badge[{_('SAMPLE DATA')}] " if at_work and at_work.demo else ""
    st.caption(sample + " · ".join(parts))


def _pick_day() -> None:
    with st.popover(_("as of {day}", day=day(as_of())), icon=":material/calendar_today:", width="stretch",
                    help=_("Change the day that all pages work as of")):
        st.date_input(_("Day"), value=default_day(), key=DAY_KEY, format="DD/MM/YYYY", bind="query-params")
        st.caption(_("Pages then show what was known and planned on that day."))


def _account(store: Store, signed_in: SignedIn) -> None:
    st.divider()
    st.markdown(f"**{_plain(signed_in.display_name)}**  \n{say(ROLES[Role(signed_in.viewer.role)].display_name)}")
    st.segmented_control(
        _("Language"), list(LANGUAGES), default=current(), format_func=LANGUAGES.get, key="language", required=True,
        label_visibility="collapsed", on_change=_change_language, args=(store,))
    if st.button(_("Sign out"), key="sign_out", icon=":material/logout:", width="stretch"):
        sign_out(store)
        st.stop()


def _change_language(store: Store) -> None:
    signed_in = begin_run()
    if signed_in and st.session_state["language"]:
        set_language(store, language=st.session_state["language"], by=signed_in.viewer)


def _plain(name: str) -> str:
    """A name as text: nothing in it is formatting."""
    return "".join("\\" + letter if letter in "\\`*_{}[]()#+-.!|<>~:$" else letter for letter in name)
