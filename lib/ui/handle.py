"""The process's one open store. Apart from the session, because the server opens it before any visitor comes:
the cookie component must not be imported then, or Streamlit would not serve it.
"""

import os
from datetime import date, timedelta
from pathlib import Path

import streamlit as st

from lib.access import first_start
from lib.clock import utc_now
from lib.intake.retention import purge_old
from lib.intake.staging import drop_old
from lib.store import Store, open_store
from lib.text import _

_JUST_PRINTED = timedelta(minutes=2)


def store() -> Store:
    """The open store at KENTONGAN_DB; raises CannotRun in one sentence when the file cannot be opened."""
    path = os.environ.get("KENTONGAN_DB", "data/kentongan.duckdb")
    opened = _open(path)
    _keep_up(path, utc_now().date(), opened)
    return opened


@st.cache_resource(show_spinner=False, max_entries=2)
def _keep_up(path: str, day: date, _store: Store) -> date:
    """Once a day: let go of uploads nobody finished, and of what is kept longer than the office keeps it."""
    drop_old(_store, day)
    purge_old(_store, utc_now())
    return day


@st.cache_resource(show_spinner=False, on_release=Store.close)
def _open(path: str) -> Store:
    opened = open_store(Path(path))
    code = first_start.prepare(opened, keep_for=_JUST_PRINTED)
    if code:
        print(_("There is no user yet. The one-time code for the first administrator: {code}", code=code), flush=True)
    return opened
