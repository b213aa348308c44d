"""Colours, marks and hatches that charts share, so that a level looks the same everywhere and survives grey print."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from lib.text import N_

ACCENT = "#0F766E"
INK, LIGHT_INK = "#1E293B", "#FFFFFF"
STRONG, SOFT, FAINT = "#475569", "#CBD5E1", "#F1F5F9"
GRID = "#E2E8F0"
COUNT_COLOURS = ("#F0FDFA", "#CCFBF1", "#5EEAD4", "#0D9488", "#134E4A")
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Level:
    """How one level of clash is drawn: its word, mark, colour, ink on that colour, and hatch."""

    label: str
    mark: str
    colour: str
    ink: str
    hatch: str


LEVELS = {
    2: Level(N_("low"), "○", "#FDE68A", INK, "."),
    3: Level(N_("medium"), "◔", "#F59E0B", INK, "\\"),
    4: Level(N_("high"), "◑", "#DC2626", LIGHT_INK, "/"),
    5: Level(N_("critical"), "●", "#7F1D1D", LIGHT_INK, "x"),
}


def calm_layout(*, height: int, legend_below: int = 40) -> dict[str, Any]:
    """The calm look of a chart: no boxes, a legend `legend_below` px under the plot, nothing moves under a finger.

    Plain values, for a figure that is given all its layout at once: each later change has Plotly check much anew.
    """
    return {
        "height": height, "margin": {"l": 8, "r": 8, "t": 28, "b": legend_below}, "dragmode": False,
        "hovermode": "closest", "paper_bgcolor": CLEAR, "plot_bgcolor": CLEAR,
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0, "itemclick": False,
                   "itemdoubleclick": False, "traceorder": "normal"},
        "hoverlabel": {"align": "left", "bgcolor": LIGHT_INK, "font": {"color": INK}},
    }


def lay_out(figure: go.Figure, *, height: int, legend_below: int = 40) -> go.Figure:
    """Give a figure the calm look."""
    return figure.update_layout(calm_layout(height=height, legend_below=legend_below))


def draw_nothing(sentence: str) -> go.Figure:
    """A chart that has nothing to draw says so in one sentence."""
    figure = go.Figure()
    figure.add_annotation(text=sentence, showarrow=False, xref="paper", yref="paper", x=0.5, y=0.5)
    figure.update_xaxes(visible=False).update_yaxes(visible=False)
    return lay_out(figure, height=140, legend_below=8)


def ink_on(shares: float) -> str:
    """The ink that reads on a count colour `shares` of the way from light to dark."""
    return LIGHT_INK if shares > 0.6 else INK
