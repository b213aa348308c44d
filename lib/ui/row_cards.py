"""A table whose rows open a card: each row begins with a button."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib.text import _

ROW_HEIGHT = 36
_MOST_ROWS = 10
_BUTTON = "open"


def table_of_cards(frame: pd.DataFrame, columns: Mapping[str, Any], ids: Sequence[int], *, key: str, alt: str,
                   rows: int = _MOST_ROWS) -> int | None:
    """Show `frame` (columns as in ``st.column_config``); returns the id of the row whose button was just pressed.

    Up to `rows` rows are high, then the table scrolls. A button and no selection of rows: a selection stays after the
    card is closed, so a second press on the same row would be no change.
    """
    click = f"{key}-{_BUTTON}"
    button = st.column_config.ButtonColumn("", type="tertiary", key=click, on_click=_remember_row,
                                           args=(click, list(ids)), width=62, pinned=True)
    st.dataframe(
        pd.concat([pd.Series(_("Open"), index=frame.index, name=_BUTTON), frame], axis=1), hide_index=True,
        width="stretch", row_height=ROW_HEIGHT, column_config={_BUTTON: button, **columns}, key=key, alt=alt,
        height=ROW_HEIGHT * (min(max(len(frame), 1), rows) + 1) + 2)
    return st.session_state.pop(_pressed(click), None)


def _remember_row(click: str, ids: list[int]) -> None:
    """Runs before the page: the ids are those of the table that was pressed, whatever the page then lists."""
    st.session_state[_pressed(click)] = ids[st.session_state[click]["row"]]


def _pressed(click: str) -> str:
    return f"{click}-pressed"
