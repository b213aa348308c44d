"""Fragments and dialogs rerun without app.py: they take up language, sign-in and error handling themselves."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import streamlit as st

from lib.ui.errors import guarded
from lib.ui.session import begin_run


def on_its_own(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate what runs apart from app.py, under ``@st.fragment`` or ``@st.dialog(...)``.

    Whoever was signed out meanwhile is sent back to the whole page, which asks to sign in.
    """
    @wraps(function)
    def run(*arguments: Any, **named: Any) -> Any:
        with guarded():
            if begin_run() is None:
                st.rerun()
            return function(*arguments, **named)
    return run
