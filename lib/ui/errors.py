"""What a page shows when something goes wrong: one sentence. The rest goes to the log, under the same number."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.errors import FragmentHandledException

from lib.errors import Refusal
from lib.text import _
from lib.ui.markup import said

_log = logging.getLogger("kentongan")


@contextmanager
def guarded() -> Iterator[None]:
    """Show a sentence for whatever is raised inside. Streamlit's own stop and rerun pass: they are no Exception."""
    try:
        yield
    except FragmentHandledException:
        raise  # shown already, by the fragment
    except Exception as error:  # noqa: BLE001 (the one place: a page never shows a traceback)
        show_error(error)


def show_error(error: Exception) -> bool:
    """Show the sentence of a Refusal, or a number under which the log tells more. True: nothing else is to be shown."""
    if isinstance(error, Refusal):
        st.error(said(error.message))
        return True
    number = f"{secrets.randbelow(1_000_000):06d}"
    _log.error("page error %s", number, exc_info=error)
    st.error(_("Something went wrong; nothing was lost that had been saved. Reload the page. "
               "If it happens again, tell the administrator the number {number}.", number=number))
    return True
