"""The frame around every page: the line above it and the sidebar."""

from pathlib import Path

import streamlit as st

from lib.access.login import draw_cookie_ticket, sign_out
from lib.access.permissions import has_permission
from lib.access.roles import ROLES, Permission, Role
from lib.access.sessions import SignedIn
from lib.access.users import set_language
from lib.store import Store
from lib.text import LANGUAGES, _, current, day, say
from lib.ui.days import draw_day_picker, take_up_day
from lib.ui.markup import plain
from lib.ui.session import as_of, begin_run, city, default_day

_HERE = Path(__file__).parent
ICON = str(_HERE / "icon.svg")
"""A slit drum. A file of ours: Streamlit would fetch its own icons for the tab from the internet."""


def draw_frame(store: Store, signed_in: SignedIn) -> None:
    """Draw the sidebar and the line above the page."""
    st.logo(str(_HERE / "wordmark.svg"), icon_image=ICON, size="large")
    with st.sidebar:
        if has_permission(signed_in.viewer, Permission.PICK_DAY):
            _pick_day()
        _account(store, signed_in)
        draw_cookie_ticket()
    _line()


def language_switch(store: Store, key: str) -> None:
    """Draw the switch of a signed-in reader's language, which is remembered."""
    st.segmented_control(
        _("Language"), list(LANGUAGES), default=current(), format_func=LANGUAGES.get, key=f"{key}-{current()}",
        required=True, label_visibility="collapsed", on_change=_change_language, args=(store, f"{key}-{current()}"))


def _line() -> None:
    at_work = city()
    parts = [_("as of {day}", day=day(as_of()))]
    if at_work:
        parts = [at_work.city_name, at_work.election_name.split(" (")[0], *parts]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if at_work and at_work.demo:
            st.badge(_("SAMPLE DATA"), color="gray")
        st.caption(plain(" · ".join(parts)), width="content")


def _pick_day() -> None:
    default = default_day()
    take_up_day(default)
    with st.popover(_("as of {day}", day=day(as_of())), icon=":material/calendar_today:", width="stretch",
                    help=_("Change the day that all pages work as of")):
        draw_day_picker(default)
        st.caption(_("Pages then show what was known and planned on that day."))


def _account(store: Store, signed_in: SignedIn) -> None:
    role = say(ROLES[Role(signed_in.viewer.role)].display_name)
    st.markdown(f"**{plain(signed_in.display_name)}**  \n:small[{plain(signed_in.viewer.name)} · {role}]")
    language_switch(store, "sidebar-language")
    if st.button(_("Sign out"), key="sign_out", icon=":material/logout:", width="stretch"):
        sign_out(store)


def _change_language(store: Store, key: str) -> None:
    signed_in = begin_run()
    if signed_in and st.session_state[key]:
        set_language(store, language=st.session_state[key], by=signed_in.viewer)
