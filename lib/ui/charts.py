"""Charts on a page: drawn once for each version of the data, shown without Plotly's own buttons."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from lib.store import Reader
from lib.ui.session import cached

Draw = Callable[..., go.Figure]


def kept(draw: Draw) -> Callable[..., dict[str, Any]]:
    """Decorate ``draw(*arguments) -> Figure`` for :func:`chart`. What it draws it asks of ``cached``, like the page.

    A figure is kept as plain dicts: taking a Figure out of a cache would check its every property again, which
    takes longer than a page should.
    """
    @wraps(draw)
    def build(_: Reader, *arguments: Hashable) -> dict[str, Any]:
        return draw(*arguments).to_plotly_json()
    return build


def chart(draw: Callable[..., dict[str, Any]], *arguments: Hashable, key: str, caption: str) -> None:
    """Show a kept chart with the one sentence that tells how to read it."""
    st.plotly_chart(cached(draw, *arguments), key=key, config={"displayModeBar": False}, alt=caption)
    st.caption(caption)
