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
    return frame.iloc[pick_rows(len(frame), key=key)].reset_index(drop=True)


def pick_rows(n: int, *, key: str, rows: int = PAGE_ROWS) -> slice:
    """Which of `n` rows the picked page holds, for who reads only those; there are pages from `rows` on."""
    pages = -(-n // rows)
    if pages <= 1:
        return slice(0, n)
    first = (min(st.pagination(pages, key=key), pages) - 1) * rows
    last = min(first + rows, n)
    st.caption(_("Rows {first} to {last} of {n}", first=number(first + 1), last=number(last), n=number(n)))
    return slice(first, last)


def empty(sentence: str) -> None:
    """Say that there is nothing to show and what to do next."""
    st.info(sentence, icon=":material/info:")

