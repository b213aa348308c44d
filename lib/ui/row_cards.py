"""A table whose rows open a card: one click anywhere in a row."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

ROW_HEIGHT = 36
_MOST_ROWS = 10


def table_of_cards(frame: pd.DataFrame, columns: Mapping[str, Any], ids: Sequence[int], *, key: str, alt: str,
                   rows: int = _MOST_ROWS) -> int | None:
    """Show `frame` (columns as in ``st.column_config``); returns the id of the row just clicked, else None.

    Up to `rows` rows are high, then the table scrolls.
    """
    st.dataframe(
        frame, hide_index=True, width="stretch", row_height=ROW_HEIGHT, column_config=dict(columns), key=key, alt=alt,
        height=ROW_HEIGHT * (min(max(len(frame), 1), rows) + 1) + 2, selection_mode=["single-row", "single-cell"],
        on_select=partial(_remember_row, key, list(ids)))
    return st.session_state.pop(_clicked(key), None)


def _remember_row(key: str, ids: list[int]) -> None:
    """Runs before the page, on a click: later runs of the page must not open the card again."""
    chosen = st.session_state[key]["selection"]
    places = [*chosen["rows"], *(place for place, _column in chosen["cells"])]
    if places:
        st.session_state[_clicked(key)] = ids[places[-1]]


def _clicked(key: str) -> str:
    return f"{key}-clicked"
