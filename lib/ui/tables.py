"""Tables as people read them."""

from collections.abc import Collection, Mapping

import pandas as pd
import streamlit as st

from lib.text import _, number

PAGE_ROWS = 50
_SENTENCE = 560  # pixels


def show_table(frame: pd.DataFrame, columns: Mapping[str, str], *, key: str, sentences: Collection[str] = (),
               alt: str | None = None) -> None:
    """Show the `columns` (frame column -> heading, both in order) of `frame`, read only.

    `sentences` names the columns that hold whole sentences: they are wide.
    """
    st.dataframe(
        frame[list(columns)].rename(columns=dict(columns)), hide_index=True, width="stretch", key=key, alt=alt,
        column_config={columns[name]: st.column_config.TextColumn(width=_SENTENCE) for name in sentences})


def one_page(frame: pd.DataFrame, *, key: str) -> pd.DataFrame:
    """The rows of the page picked under the table's heading; all of them while they fit on one."""
    pages = -(-len(frame) // PAGE_ROWS)
    if pages <= 1:
        return frame
    page = st.pagination(pages, key=key)
    first = (page - 1) * PAGE_ROWS
    shown = frame.iloc[first:first + PAGE_ROWS].reset_index(drop=True)
    st.caption(_("Rows {first} to {last} of {n}", first=number(first + 1), last=number(first + len(shown)),
                 n=number(len(frame))))
    return shown


def empty(sentence: str) -> None:
    """Say that there is nothing to show and what to do next."""
    st.info(sentence, icon=":material/info:")

