"""The tab Back-ups of the settings: copy everything now, take a copy along, check that the database is whole."""

import shlex
from collections.abc import Callable

import streamlit as st

from lib.access.back_ups import BackUp, list_back_ups, make_back_up, read_back_up
from lib.clock import to_local
from lib.errors import Refusal
from lib.store import Store, Viewer, verify
from lib.text import _, clock, day, decimal, number, say
from lib.ui.session import city, store, while_signed_in
from lib.ui.tables import empty

SHOWN = 20
_DONE, _VERIFIED = "back-ups-done", "back-ups-verified"


def draw_back_ups(by: Viewer) -> None:
    """Make one, the list of those there are, the check, and how to put one back."""
    st.write(_("A back-up is a copy of the whole database: schedules, reports, files, users, audit log. "
               "Keep one outside this computer, locked away: it holds the names of reporters."))
    _draw_making(by)
    found = list_back_ups(store())
    if not found:
        empty(_("There is no back-up yet. Make one now, and one after each meeting."))
    for each in found[:SHOWN]:
        _draw_back_up(each, by)
    if len(found) > SHOWN:
        st.caption(_("The newest {shown} of {n}; the others are in the folder {folder}.", shown=number(SHOWN),
                     n=number(len(found)), folder=f"`{store().backup_folder}`"))
    _draw_check()
    st.subheader(_("Put a back-up back"), anchor=False)
    st.write(_("This stops the program for everybody, so it is done at the computer it runs on: stop the program, "
               "then run the command. What was there before is kept beside it."))
    newest = found[0].name if found else _("NAME.duckdb")
    st.code(shlex.join(["python", "-m", "lib", "--db", str(store().path), "restore",
                        str(store().backup_folder / newest)]), language=None, wrap_lines=True)


def say_newest() -> str:
    """When the newest back-up was made."""
    found = list_back_ups(store())
    if not found:
        return _("There is no back-up yet.")
    made = to_local(found[0].made_at, city().timezone)
    return _("The newest back-up is of {day}, {hour}.", day=day(made), hour=clock(made))


def _draw_making(by: Viewer) -> None:
    if _DONE in st.session_state:
        st.success(_("The back-up {name} is made.", name=st.session_state.pop(_DONE)))
    if st.button(_("Back up now"), type="primary", icon=":material/save:", key="back-ups-make"):
        try:
            with st.spinner(_("Copying the database ...")):
                made = make_back_up(store(), timezone=city().timezone, by=by)
        except Refusal as refusal:
            st.error(say(refusal.message))
            return
        st.session_state[_DONE] = made.name
        st.rerun()


def _draw_back_up(each: BackUp, by: Viewer) -> None:
    made = to_local(each.made_at, city().timezone)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap="xxsmall"):
            st.markdown(f"**{day(made)}, {clock(made)}**")
            st.caption(f"`{each.name}` · {_size(each.size)}")
        st.download_button(_("Take along"), data=_reader(store(), each.name, by), file_name=each.name,
                           mime="application/octet-stream", key=f"back-up-{each.name}", on_click="ignore",
                           icon=":material/download:")


def _draw_check() -> None:
    st.subheader(_("Is the database whole?"), anchor=False)
    st.write(_("Checks the schema, the chain of the audit log, and every kept file against its fingerprint."))
    if st.button(_("Check now"), key="back-ups-check", icon=":material/fact_check:"):
        with st.spinner(_("Checking the database ...")):
            st.session_state[_VERIFIED] = verify(store())
    if _VERIFIED not in st.session_state:
        return
    problems = st.session_state.pop(_VERIFIED)
    for problem in problems:
        st.error(say(problem))
    if not problems:
        st.success(_("The database is whole: schema {schema}, audit chain and kept files agree.",
                     schema=store().schema_version))


def _reader(opened: Store, name: str, by: Viewer) -> Callable[[], bytes]:
    """It runs on the click, in a thread without a page: the whole database, so only while the session lasts."""
    return while_signed_in(lambda: read_back_up(opened, name=name, by=by))


def _size(size: int) -> str:
    return f"{decimal(size / 1_000_000)} MB"
