"""Tables as people read them."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from lib.text import _, number

PAGE_ROWS = 50


def show_table(frame: pd.DataFrame, columns: Mapping[str, str], *, key: str, height: int | str = "auto",
               alt: str | None = None) -> None:
    """Show the `columns` (frame column -> heading, both in order) of `frame`, read only."""
    shown = frame[list(columns)].rename(columns=dict(columns))
    st.dataframe(shown, hide_index=True, width="stretch", height=height, key=key, alt=alt)


def empty(sentence: str) -> None:
    """Say that there is nothing to show and what to do next."""
    st.info(sentence, icon=":material/info:")


def counted(shown: int, whole: int) -> str:
    """"50 dari 412"; just the number when everything is shown."""
    return number(whole) if shown == whole else _("{shown} of {whole}", shown=number(shown), whole=number(whole))
