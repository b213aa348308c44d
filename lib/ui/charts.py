"""Charts on a page: drawn once for each version of the data, shown without Plotly's own buttons."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseFigure

from lib.store import Reader
from lib.ui.session import cached

Draw = Callable[..., go.Figure]


class DrawnFigure(BaseFigure):
    """A figure that is done: it holds only what is sent to the browser.

    A ``go.Figure`` is copied whole each time it is shown, and plain dicts are checked property by property, which
    takes longer than a page should.
    """

    def __init__(self, figure: go.Figure) -> None:
        self._sent = figure.to_dict()  # BaseFigure's own beginning would check it all again

    def to_dict(self) -> dict[str, Any]:
        """The figure as plain values; shared, so not to be changed."""
        return self._sent


def kept(draw: Draw) -> Callable[..., DrawnFigure]:
    """Decorate ``draw(*arguments) -> Figure`` for :func:`chart`. What it draws it asks of ``cached``, like the page."""
    @wraps(draw)
    def build(_: Reader, *arguments: Hashable) -> DrawnFigure:
        return DrawnFigure(draw(*arguments))
    return build


def chart(draw: Callable[..., DrawnFigure], *arguments: Hashable, key: str, caption: str) -> None:
    """Show a kept chart with the one sentence that tells how to read it."""
    st.plotly_chart(cached(draw, *arguments), key=key, config={"displayModeBar": False}, alt=caption)
    st.caption(caption)
