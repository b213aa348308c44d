"""When the log of problems is brought up to the schedule: after each import or undoing, and once each new day."""

from datetime import date

import streamlit as st

from lib.schedule.groups_log import record_up_to
from lib.text import _
from lib.ui.session import default_day, store


def record_now() -> date:
    """Enter what was just stored or undone made of the problems; returns the day that it is entered as of.

    For who has said already that it is stored: of a large schedule the search takes seconds.
    """
    with st.spinner(_("Looking for clashes ...")):
        return record_up_to(store(), default_day())


def record_once_a_day() -> None:
    """Bring the log up to the day, at the first page of a day that shows problems."""
    _record(str(store().path), default_day())


@st.cache_resource(show_spinner=False, max_entries=8)
def _record(path: str, day: date) -> date:
    return record_up_to(store(), day)
