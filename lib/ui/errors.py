"""What a page shows when something goes wrong: one sentence. The rest goes to the log, under the same number."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import streamlit as st
from streamlit.errors import FragmentHandledException

from lib.errors import Refusal
from lib.text import _
from lib.ui.markup import said

_log = logging.getLogger("kentongan")


class PageEnd(Exception):
    """Nothing more of this page or fragment is to be drawn."""


def end_page() -> NoReturn:
    """Draw nothing more of this page or fragment.

    Not ``st.stop()``: after it Streamlit keeps the fragments of the page before, which then go on drawing into a page
    that is no longer there, also after a sign-out.
    """
    raise PageEnd


@contextmanager
def guarded() -> Iterator[None]:
    """Show a sentence for whatever is raised inside. Streamlit's own rerun passes: it is no Exception."""
    try:
        yield
    except PageEnd:
        pass
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
