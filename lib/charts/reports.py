"""Reports by day: what needs attention above, mere nuisance apart below, so that it hides nothing."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lib.charts.theme import GRID, SOFT, STRONG, lay_out
from lib.text import N_, _, day, day_short, number

_NUISANCE = "nuisance"
_SEVERE_COLOUR = "#DC2626"
_MOST_LABELS = 16

# Group -> its words, colour, and hatch with its ink; the lowest of a bar first. Grey print tells them apart too.
_GROUPS = {
    "lesser": (N_("severity 1–3"), STRONG, "", ""),
    "ungraded": (N_("severity not told"), SOFT, ".", STRONG),
    "severe": (N_("severity 4–5"), _SEVERE_COLOUR, "/", "#FFFFFF"),
    _NUISANCE: (N_("nuisance"), SOFT, "", ""),
}


def draw_reports_by_day(counts: pd.DataFrame, *, height: int = 340) -> go.Figure:
    """Stacked bars by severity, and below them the nuisance on an axis of its own.

    counts: day, and one column of counts a group (severe, lesser, ungraded, nuisance); every day of the span has a row.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.72, 0.28], vertical_spacing=0.08)
    for group, (label, colour, hatch, ink) in _GROUPS.items():
        words = _(label)
        figure.add_trace(go.Bar(
            x=counts["day"], y=counts[group], name=words, legendrank=list(_GROUPS).index(group),
            marker={"color": colour, "line": {"width": 0},
                    "pattern": {"shape": hatch, "bgcolor": colour, "fgcolor": ink or colour, "solidity": 0.25,
                                "size": 6}},
            hovertext=[f"{day(when)}<br>{words}: {number(n)}"
                       for when, n in zip(counts["day"], counts[group], strict=True)],
            hovertemplate="%{hovertext}<extra></extra>"), row=2 if group == _NUISANCE else 1, col=1)
    figure.update_layout(barmode="stack", bargap=0.25)
    figure.update_xaxes(showgrid=False, ticks="", tickvals=_labelled(counts["day"]), tickangle=0,
                        ticktext=_day_labels(_labelled(counts["day"])))
    figure.update_yaxes(gridcolor=GRID, zeroline=False, automargin=True, tickformat=",d")
    for row, ticks, groups in ((1, 5, [group for group in _GROUPS if group != _NUISANCE]), (2, 3, [_NUISANCE])):
        highest = int(counts[groups].sum(axis=1).max()) if len(counts) else 0
        figure.update_yaxes(range=[0, max(highest, 3) * 1.08], nticks=ticks, row=row, col=1)
    return lay_out(figure, height=height, legend_below=70).update_layout(margin_t=8)


def _labelled(days: pd.Series) -> list[pd.Timestamp]:
    """Every so many of the days, from the first on: as many as fit a phone's width."""
    return list(days[::max(1, -(-len(days) // _MOST_LABELS))])


def _day_labels(days: Sequence[pd.Timestamp]) -> list[str]:
    """The day of the month, and the month where it begins."""
    labels = []
    for place, when in enumerate(days):
        begins = place == 0 or when.month != days[place - 1].month
        labels.append(f"{when.day}<br>{day_short(when).split()[-1]}" if begins else str(when.day))
    return labels
