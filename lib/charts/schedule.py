"""Charts of the schedule: timeline by venue, organisers against each other, hours by district, the coming week."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.theme import ACCENT, COUNT_COLOURS, FAINT, GRID, LEVELS, calm_layout, draw_nothing, ink_on, lay_out
from lib.charts.timeline import draw_timeline
from lib.text import _, day_short, number

__all__ = ["draw_daily_clashes", "draw_hourly_load", "draw_organiser_matrix", "draw_timeline", "draw_week"]


def draw_organiser_matrix(counts: pd.DataFrame, names: Mapping[str, str] | None = None) -> go.Figure:
    """How often each pair of organisers clashes, the number printed in each cell.

    counts: square, as `summaries.count_by_organisers` gives it, in ballot order. names: codes to what organisers are
    called; above the columns a name is shortened to its ballot number, else to initials.
    """
    if counts.empty or not counts.to_numpy().any():
        return draw_nothing(_("No clashes between organisers."))
    rows = [escape((names or {}).get(code, code)) for code in counts.index]
    heads = [name.split()[0] if name.split()[0].isdigit() else "".join(word[0] for word in name.split())
             for name in rows]
    most = int(counts.to_numpy().max())
    figure = go.Figure(_heat(counts.to_numpy(), most, list(range(len(rows)))))
    figure.update_traces(
        hovertext=[[_("{a} and {b}: {n} clashes", a=a, b=b, n=number(counts.iloc[i, j]))
                    for j, b in enumerate(rows)] for i, a in enumerate(rows)],
        hovertemplate="%{hovertext}<extra></extra>", selector={"type": "heatmap"},
    )
    places = list(range(len(rows)))
    figure.update_xaxes(tickvals=places, ticktext=heads, side="top", tickangle=0, showgrid=False, zeroline=False)
    figure.update_yaxes(tickvals=places, ticktext=rows, autorange="reversed", automargin=True, showgrid=False,
                        zeroline=False)
    return lay_out(figure, height=60 + max(24 * len(rows), 120), legend_below=8)


def draw_hourly_load(load: pd.DataFrame, districts: Mapping[str, str] | None = None) -> go.Figure:
    """How many people are expected by hour (downwards) and district; "+2?" = two events whose crowd is not known.

    load: rows of `summaries.load_by_hour`, of one day, or of several added up. districts: codes to names, in the order
    to show; rows without a district stand under one of their own.
    """
    if load.empty:
        return draw_nothing(_("No activities in this span."))
    known = load.assign(district=load["district_code"].map(districts or {}).fillna(load["district_code"]))
    known["district"] = known["district"].fillna(_("district not known"))
    order = [*dict.fromkeys([*(districts or {}).values(), *sorted(known["district"].unique())])]
    hours = sorted({*range(6, 24), *known["hour"].astype(int)})
    people, unknown = (
        known.pivot_table(index="hour", columns="district", values=value, aggfunc="sum", fill_value=0)
        .reindex(index=hours, columns=order, fill_value=0).astype("int64")
        for value in ("people", "unknown_attendance")
    )
    most = max(int(people.to_numpy().max()), 1)
    words = [[_people(people.iloc[i, j], unknown.iloc[i, j]) for j in range(len(order))] for i in range(len(hours))]
    rows, columns = list(range(len(hours))), list(range(len(order)))
    figure = go.Figure(_heat(people.to_numpy(), most, columns, rows, words))
    figure.update_traces(hoverinfo="skip")
    figure.update_xaxes(tickvals=columns, ticktext=[escape(name).replace(" ", "<br>") for name in order], side="top",
                        tickangle=0, showgrid=False, zeroline=False, tickfont={"size": 10})
    figure.update_yaxes(tickvals=rows, ticktext=[f"{hour:02d}" for hour in hours], autorange="reversed",
                        showgrid=False, zeroline=False)
    return lay_out(figure, height=70 + 24 * len(hours), legend_below=8)


def draw_week(events: pd.DataFrame, clashes: pd.DataFrame, *, first: date, days: int = 7) -> go.Figure:
    """Activities a day as bars, with the clashes of the day counted by level at their end: "● 1 ◑ 3".

    events: starts, state; clashes: day, level. A day without activities keeps its line.
    """
    window = [first + timedelta(days=step) for step in range(days)]
    planned = events[events["state"] != "cancelled"]
    activities = pd.to_datetime(planned["starts"]).dt.date.value_counts().reindex(window, fill_value=0)
    levels = clashes.groupby([pd.to_datetime(clashes["day"]).dt.date, clashes["level"]]).size()
    marks = ["  ".join(f"{LEVELS[level].mark} {number(levels[day, level])}"
                       for level in sorted(LEVELS, reverse=True) if (day, level) in levels.index) for day in window]
    labels = [day_short(day) for day in window]
    hover = [_hover_day(*day) for day in zip(labels, activities, marks, strict=True)]
    bars = {
        "type": "bar", "x": activities.to_list(), "y": labels, "orientation": "h", "width": 0.5,
        "marker": {"color": ACCENT}, "cliponaxis": False,
        "text": [number(count) if count else "" for count in activities], "textposition": "auto", "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    most = max(int(activities.max()), 1)
    return go.Figure([bars], calm_layout(height=60 + 42 * days, legend_below=8) | {
        "annotations": [{"text": mark, "y": label, "x": 1, "xref": "paper", "xanchor": "right", "showarrow": False,
                         "font": {"size": 15}} for label, mark in zip(labels, marks, strict=True)],
        "xaxis": {"range": [0, most * 1.9], "visible": False},
        "yaxis": {"autorange": "reversed", "automargin": True, "ticks": "", "showgrid": False},
    })


def draw_daily_clashes(counts: pd.DataFrame) -> go.Figure:
    """Clashes a day, stacked by level, each level in its colour and hatch, gravest at the bottom.

    counts: as `summaries.count_by_day` gives it.
    """
    labels = [day_short(day) for day in counts.index]
    figure = go.Figure()
    for level in sorted(LEVELS, reverse=True):
        look = LEVELS[level]
        figure.add_trace(go.Bar(
            x=labels, y=counts[level], name=f"{look.mark} {_(look.label)}",
            text=[number(count) if count else "" for count in counts[level]], textposition="inside", textangle=0,
            insidetextfont={"color": look.ink}, hovertemplate="%{x}: %{y}<extra>%{fullData.name}</extra>",
            marker={"color": look.colour, "line": {"width": 1, "color": LEVELS[5].colour},
                    "pattern": {"shape": look.hatch, "fgcolor": look.ink, "size": 8, "solidity": 0.12}},
        ))
    top = max(int(counts.sum(axis=1).max()), 3)
    figure.update_layout(barmode="stack", bargap=0.35)
    figure.update_xaxes(tickangle=0, showgrid=False, tickvals=labels,
                        ticktext=[label.replace(" ", "<br>", 1) for label in labels])
    figure.update_yaxes(range=[0, top * 1.08], gridcolor=GRID, zeroline=False, tickformat="d",
                        dtick=1 if top <= 6 else None)
    return lay_out(figure, height=340, legend_below=90)


def _heat(values: np.ndarray, most: int, places: Sequence[int], rows: Sequence[int] | None = None,
          words: Sequence[Sequence[str]] | None = None) -> list[go.Heatmap | go.Scatter]:
    """Cells in five steps of one hue with their numbers printed on them; zero is bare."""
    rows = rows if rows is not None else places
    steps = [(share, colour) for place, colour in enumerate(COUNT_COLOURS)
             for share in (place / len(COUNT_COLOURS), (place + 1) / len(COUNT_COLOURS))]
    words = words or [[number(value) if value else "" for value in line] for line in values]
    cells = go.Heatmap(x=places, y=rows, z=[[int(value) or None for value in line] for line in values], zmin=0,
                       zmax=most, colorscale=steps, showscale=False, xgap=1, ygap=1, hoverongaps=False)
    ground = go.Heatmap(x=places, y=rows, z=[[0] * len(places)] * len(rows), colorscale=[(0, FAINT), (1, FAINT)],
                        showscale=False, xgap=1, ygap=1, hoverinfo="skip")
    spots = [(x, y, words[i][j], ink_on(values[i][j] / most)) for i, y in enumerate(rows)
             for j, x in enumerate(places) if words[i][j]]
    x, y, text, inks = zip(*spots, strict=True) if spots else ((), (), (), ())
    written = go.Scatter(x=x, y=y, mode="text", text=text, textfont={"color": inks, "size": 11}, hoverinfo="skip",
                         showlegend=False)
    return [ground, cells, written]


def _people(people: int, unknown: int) -> str:
    known = number(people) if people else ""
    return f"{known} +{unknown}?".strip() if unknown else known


def _hover_day(label: str, activities: int, marks: str) -> str:
    told = _("{day}: {n} activities", day=label, n=number(activities))
    return f"{told}<br>{marks}" if marks else told
