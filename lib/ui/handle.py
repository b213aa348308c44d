"""The process's one open store. Apart from the session, because the server opens it before any visitor comes:
the cookie component must not be imported then, or Streamlit would not serve it.
"""

import os
from datetime import timedelta
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
    return _open(os.environ.get("KENTONGAN_DB", "data/kentongan.duckdb"))


@st.cache_resource(show_spinner=False, on_release=Store.close)
def _open(path: str) -> Store:
    opened = open_store(Path(path))
    drop_old(opened, utc_now().date())
    purge_old(opened, utc_now())
    code = first_start.prepare(opened, keep_for=_JUST_PRINTED)
    if code:
        print(_("There is no user yet. The one-time code for the first administrator: {code}", code=code), flush=True)
    return opened
