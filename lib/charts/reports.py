"""Reports by day, what needs attention above and mere nuisance apart below; and who reports, ward by week."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lib.charts.theme import (
    ACCENT,
    COUNT_COLOURS,
    FAINT,
    GRID,
    INK,
    LIGHT_INK,
    SOFT,
    STRONG,
    calm_layout,
    draw_nothing,
    lay_out,
)
from lib.text import N_, _, day, day_short, number

_NUISANCE = "nuisance"
_SEVERE_COLOUR = "#DC2626"
_MOST_LABELS = 16
_HATCH_INK = "#94A3B8"

# Group -> its words, colour, and hatch with its ink; the lowest of a bar first. Grey print tells them apart too.
_GROUPS = {
    "lesser": (N_("severity 1–3"), STRONG, "", ""),
    "ungraded": (N_("severity not told"), SOFT, ".", STRONG),
    "severe": (N_("severity 4–5"), _SEVERE_COLOUR, "/", "#FFFFFF"),
    _NUISANCE: (N_("nuisance"), SOFT, "", ""),
}


class _Cell(NamedTuple):
    """How one kind of ward-week is drawn; only what has no number in it is hatched."""

    label: str
    colour: str
    ink: str = INK
    hatch: str = ""


_CELLS = {
    "never": _Cell(N_("never reported"), FAINT, hatch="x"),
    "silent": _Cell(N_("no report that week"), FAINT, hatch="/"),
    "less": _Cell(N_("fewer than half of the days"), COUNT_COLOURS[1]),
    "more": _Cell(N_("half of the days or more"), COUNT_COLOURS[2]),
    "all": _Cell(N_("every day"), ACCENT, LIGHT_INK),
}
_CELL_SIZE = 0.92
_ROW_PX = 17


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


def draw_completeness(weeks: pd.DataFrame) -> go.Figure:
    """Ward by week: on how many of the days due somebody reported, as number and shade; hatched where nobody did.

    weeks: one row a ward and week, wards together in the order to draw: area_code, ward, district, week (its Monday),
    days_expected, days_covered, state ("never", "silent" or any other; missing = no day due, which stays blank).
    """
    if weeks.empty:
        return draw_nothing(_("No ward's reporting can be shown here."))
    wards = weeks.drop_duplicates("area_code")[["area_code", "ward", "district"]]
    mondays = sorted(weeks["week"].unique())
    shown = weeks.assign(
        kind=[_kind_of(row) for row in weeks.to_dict("records")],
        line=weeks["area_code"].map(dict(zip(wards["area_code"], range(len(wards)), strict=True))),
        column=weeks["week"].map({monday: place for place, monday in enumerate(mondays)}))
    height = 110 + _ROW_PX * len(wards)
    layout = calm_layout(height=height, legend_below=70) | {
        "barmode": "overlay", "bargap": 0,
        "xaxis": {"range": [-0.5, len(mondays) - 0.5], "tickvals": list(range(len(mondays))), "side": "top",
                  "ticktext": [day_short(monday).split(" ", 1)[1].replace(" ", "<br>") for monday in mondays],
                  "tickangle": 0,
                  "showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True},
        "yaxis": {"range": [len(wards) - 0.5, -0.5], "tickvals": list(range(len(wards))), "automargin": True,
                  "ticktext": wards["ward"].tolist(), "tickfont": {"size": 11}, "showgrid": False, "zeroline": False,
                  "ticks": "", "fixedrange": True},
        "shapes": [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": place - 0.5, "y1": place - 0.5,
                    "line": {"color": STRONG, "width": 1.5}} for place in _first_of_each(wards["district"])[1:]],
    }
    return go.Figure([_cells(kind, shown[shown["kind"] == kind]) for kind in _CELLS], layout)


def _kind_of(row: Mapping[str, Any]) -> str | None:
    if pd.isna(row["state"]):
        return None
    if row["state"] in ("never", "silent"):
        return row["state"]
    if row["days_covered"] == row["days_expected"]:
        return "all"
    return "more" if 2 * row["days_covered"] >= row["days_expected"] else "less"


def _cells(kind: str, rows: pd.DataFrame) -> dict[str, Any]:
    """The ward-weeks of one kind as bars of equal length, because the cells of a heat map cannot be hatched."""
    cell = _CELLS[kind]
    words = _(cell.label)
    numbers = [f"{covered}/{expected}" for covered, expected in zip(rows["days_covered"], rows["days_expected"],
                                                                    strict=True)]
    return {
        "type": "bar", "orientation": "h", "name": words, "showlegend": True,
        # A kind that does not occur keeps its place in the legend by a bar that is nowhere.
        "y": rows["line"].tolist() or [None], "x": [_CELL_SIZE] * len(rows) or [None],
        "base": (rows["column"] - _CELL_SIZE / 2).tolist() or [None], "width": _CELL_SIZE,
        "marker": {"color": cell.colour, "line": {"color": SOFT, "width": 1},
                   "pattern": {"shape": cell.hatch, "bgcolor": cell.colour, "fgcolor": _HATCH_INK, "size": 6,
                               "solidity": 0.2}},
        "text": [""] * len(rows) if cell.hatch else numbers, "textposition": "inside", "insidetextanchor": "middle",
        "textangle": 0, "constraintext": "none", "insidetextfont": {"size": 10, "color": cell.ink},
        "customdata": rows["area_code"].tolist(), "hovertemplate": "%{hovertext}<extra></extra>",
        "hovertext": [
            f"<b>{row.ward}</b>, {row.district}<br>" + _("Week from {day}: {covered} of {expected} days",
                                                         day=day(row.week), covered=number(row.days_covered),
                                                         expected=number(row.days_expected)) + f"<br>{words}"
            for row in rows.itertuples()],
    }


def _first_of_each(names: pd.Series) -> list[int]:
    """Where each run of equal names begins."""
    begins, place = [], 0
    for _name, run in groupby(names):
        begins.append(place)
        place += len(list(run))
    return begins
