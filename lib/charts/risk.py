"""Charts of the risk room: ward map, ranking, reasons of one ward, 5 x 5 matrix, coverage."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.maps import NO_DATA_COLOUR, RISK_COLOURS, class_scale, draw_ward_map, no_data_class
from lib.charts.theme import ACCENT, GRID, INK, LIGHT_INK, STRONG, draw_nothing, lay_out
from lib.text import N_, _, chance, day_short, decimal, number, percent

MARKED_AT_MOST = 4
LIKELIHOOD_CUTS = (0.05, 0.15, 0.35, 0.60)
_LIKELIHOOD_WORDS = (N_("very low"), N_("low"), N_("medium"), N_("high"), N_("very high"))
_IMPACT_WORDS = (N_("very mild"), N_("mild"), N_("moderate"), N_("severe"), N_("very severe"))
_STRENGTH_WORDS = {"lemah": N_("weak data"), "sedang": N_("fair data"), "kuat": N_("strong data")}
_REASONS = {"reason_own_reports": N_("Own reports"), "reason_severity": N_("Severity")}
LESS_COLOUR = "#94A3B8"
REPORT_COLOUR, LISTENED_COLOUR = ACCENT, "#A7D8D2"
_STRENGTH_MARKS = {
    "lemah": {"symbol": "circle-open", "color": ACCENT, "line": {"width": 2}},
    "sedang": {"symbol": "circle", "color": "#9FCFC9", "line": {"width": 2, "color": ACCENT}},
    "kuat": {"symbol": "circle", "color": ACCENT, "line": {"width": 2, "color": ACCENT}},
}


def draw_risk_map(
    shapes: pd.DataFrame,
    wards: pd.DataFrame,
    *,
    cuts: Sequence[float] = LIKELIHOOD_CUTS,
    points: pd.DataFrame | None = None,
    height: int = 620,
    names: bool = True,
) -> go.Figure:
    """Wards by the chance of an incident within seven days; hatched where nothing is known.

    shapes: as in `maps.draw_ward_map`; wards: the rows of the score, with `district` as its name where known.
    """
    classes = [*class_scale(likelihood_labels(cuts)), no_data_class()]
    place = wards["likelihood_class"].sub(1).fillna(len(classes) - 1).astype(int)
    shown = pd.DataFrame({"area_code": wards["area_code"], "name": wards["name"],
                          "district_code": wards["district_code"], "place": place,
                          "is_marked": (wards["likelihood_class"] >= 4)
                          & (wards["chance"].rank(ascending=False) <= MARKED_AT_MOST),
                          "hover": [_describe(row) for row in wards.to_dict("records")]}).fillna({"is_marked": False})
    return draw_ward_map(shapes, shown, classes, title=_("Chance of an incident within 7 days"), points=points,
                         height=height, names=names)


def likelihood_labels(cuts: Sequence[float] = LIKELIHOOD_CUTS) -> list[str]:
    """The words and limits of the likelihood classes: "rendah (5–15%)"."""
    limits = [f"<{percent(cuts[0])}",
              *(f"{number(100 * low)}–{percent(high)}" for low, high in pairwise(cuts)),
              f"≥{percent(cuts[-1])}"]
    return [f"{_(word)} ({limit})" for word, limit in zip(_LIKELIHOOD_WORDS, limits, strict=True)]


def draw_ranking(wards: pd.DataFrame, *, top: int = 15) -> go.Figure:
    """The wards with the highest index, each with its 80 % interval and the chance that it is among the top fifth."""
    chosen = wards.dropna(subset="score").sort_values(["score", "area_code"], ascending=[False, True]).head(top)
    if chosen.empty:
        return draw_nothing(_("No ward has data yet."))
    labels = [f"{rank}. {name}" for rank, name in zip(chosen["rank"], chosen["name"], strict=True)]
    figure = go.Figure()
    half = float((chosen["score"] * (100 / chosen["index"] - 1)).iloc[0])  # the score that has index 50
    low, high = (100 * chosen[side] / (chosen[side] + half) for side in ("score_low", "score_high"))
    x, y = [], []
    for label, begin, end in zip(labels, low, high, strict=True):
        x += [begin, end, None]
        y += [label, label, None]
    figure.add_trace(go.Scatter(x=x, y=y, mode="lines", line={"color": ACCENT, "width": 1.5}, hoverinfo="skip",
                                name=_("80% interval")))
    for strength, word in _STRENGTH_WORDS.items():
        here = (chosen["strength"] == strength).to_numpy()
        figure.add_trace(go.Scatter(
            x=chosen["index"][here] if here.any() else [None],
            y=[label for label, is_here in zip(labels, here, strict=True) if is_here] if here.any() else [None],
            mode="markers", name=_(word), customdata=chosen["area_code"][here],
            marker=_STRENGTH_MARKS[strength] | {"size": 12},
            hovertext=[_describe(row) for row in chosen[here].to_dict("records")],
            hovertemplate="%{hovertext}<extra></extra>",
        ))
    beside = {"xref": "paper", "x": 1.01, "xanchor": "left", "showarrow": False}
    # All at once: each one added later has the others checked again.
    figure.update_layout(annotations=[
        *(beside | {"y": label, "text": chance(share)}
          for label, share in zip(labels, chosen["chance_top"], strict=True)),
        beside | {"yref": "paper", "y": 1, "yanchor": "bottom", "text": _("in top fifth"),
                  "font": {"size": 11, "color": STRONG}},
    ])
    figure.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=labels, automargin=True, ticks="",
                        showgrid=True, gridcolor=GRID)
    figure.update_xaxes(range=[0, 100], title=_("Risk index (0–100)"), gridcolor=GRID, zeroline=False)
    return _plain(figure, height=110 + 26 * max(len(chosen), 3), right=84)


def draw_reasons(row: Mapping[str, Any], *, reasons: Mapping[str, str] | None = None) -> go.Figure:
    """How one ward comes from the city's average ward to its score, factor by factor, on a scale of ratios.

    row: one row of the score with data; reasons: column of log factors -> source string of its label.
    """
    labels, begins, ends, texts = [], [], [], []
    reached = 0.0
    for column, label in (reasons or _REASONS).items():
        labels.append(_(label))
        begins.append(reached)
        reached += float(row[column])
        ends.append(reached)
        texts.append("×" + _factor(math.exp(float(row[column]))))
    labels.append(_("Together"))
    begins.append(0.0)
    ends.append(reached)
    texts.append("×" + _factor(math.exp(reached)))
    rises = [end >= begin for begin, end in zip(begins, ends, strict=True)]
    figure = go.Figure(go.Bar(
        y=labels, base=begins, x=[end - begin for begin, end in zip(begins, ends, strict=True)], orientation="h",
        text=texts, textposition="outside", cliponaxis=False, hoverinfo="skip", width=0.55,
        marker={"color": [RISK_COLOURS[3] if rise else LESS_COLOUR for rise in rises],
                "pattern": {"shape": ["" if rise else "/" for rise in rises], "fgcolor": LIGHT_INK, "solidity": 0.25}},
    ))
    reach = max(1.0, *(abs(value) / math.log(2) for value in [*begins, *ends])) + 0.6
    steps = range(-math.floor(reach), math.floor(reach) + 1)
    figure.add_vline(x=0, line={"color": INK, "width": 1.5})
    figure.update_xaxes(
        range=[-reach * math.log(2), reach * math.log(2)], gridcolor=GRID, zeroline=False,
        tickvals=[step * math.log(2) for step in steps], ticktext=[_step(step) for step in steps],
        title=_("Against the city's average ward (×1)"),
    )
    figure.update_yaxes(autorange="reversed", automargin=True, ticks="")
    return _plain(figure, height=110 + 44 * len(labels), right=20)


def draw_matrix(wards: pd.DataFrame) -> go.Figure:
    """How many wards stand in each cell of likelihood x impact; the ground darkens with the sum of the two classes."""
    known = wards.dropna(subset="score")
    if known.empty:
        return draw_nothing(_("No ward has data yet."))
    counts = np.zeros((5, 5), dtype=int)
    names: dict[tuple[int, int], list[str]] = {}
    for likelihood, impact, name in zip(known["likelihood_class"], known["impact_class"], known["name"], strict=True):
        counts[likelihood - 1, impact - 1] += 1
        names.setdefault((likelihood - 1, impact - 1), []).append(name)
    ground = np.array([[_zone(likelihood + impact) for impact in range(1, 6)] for likelihood in range(1, 6)])
    hover = [[_hover_cell(likelihood, impact, names.get((likelihood, impact), [])) for impact in range(5)]
             for likelihood in range(5)]
    impacts, likelihoods = ([_(word).replace(" ", "<br>") for word in words]
                            for words in (_IMPACT_WORDS, _LIKELIHOOD_WORDS))
    figure = go.Figure(go.Heatmap(
        x=impacts, y=likelihoods, z=ground, zmin=0.5, zmax=5.5, colorscale=_steps(RISK_COLOURS), showscale=False,
        xgap=2, ygap=2, hovertext=hover, hovertemplate="%{hovertext}<extra></extra>",
    ))
    figure.update_layout(annotations=[
        {"x": impacts[impact], "y": likelihoods[likelihood], "text": f"<b>{number(count)}</b>", "showarrow": False,
         "font": {"size": 18, "color": LIGHT_INK if ground[likelihood, impact] >= 4 else INK}}
        for (likelihood, impact), count in np.ndenumerate(counts) if count])
    figure.update_xaxes(title=_("Impact if it happens"), ticks="", showgrid=False)
    figure.update_yaxes(title=_("Likelihood within 7 days"), ticks="", showgrid=False, automargin=True)
    return _plain(figure, height=400)


def draw_coverage(coverage: pd.DataFrame, areas: pd.DataFrame, *, as_of: date, days: int = 28) -> go.Figure:
    """Ward by day: reported, listened but quiet, or nobody there.

    coverage: area_code, day, source (`report`, `nihil`, `checkin`); areas: area_code, name, in the order to draw.
    """
    first = as_of - timedelta(days=days - 1)
    offset = (pd.to_datetime(coverage["day"]) - pd.Timestamp(first)).dt.days
    row = pd.Index(areas["area_code"]).get_indexer(coverage["area_code"])
    inside = ((offset >= 0) & (offset < days)).to_numpy() & (row >= 0)
    state = np.zeros((len(areas), days), dtype=int)
    is_report = np.where((coverage["source"] == "report").to_numpy(), 2, 1)
    np.maximum.at(state, (row[inside], offset[inside].astype(int)), is_report[inside])
    words = [_("no reporter"), _("quiet, nothing to report"), _("reported")]
    colours = [NO_DATA_COLOUR, LISTENED_COLOUR, REPORT_COLOUR]
    dates = [day_short(first + timedelta(days=number_of_day)) for number_of_day in range(days)]
    figure = go.Figure(go.Heatmap(
        x=dates, y=areas["name"], z=state, zmin=-0.5, zmax=2.5, colorscale=_steps(colours), showscale=False,
        xgap=1, ygap=1,
        text=[[words[value] for value in line] for line in state],
        hovertemplate="%{y}, %{x}: %{text}<extra></extra>",
    ))
    for word, colour in zip(words, colours, strict=True):
        figure.add_trace(go.Scatter(x=[None], y=[None], mode="markers", name=word,
                                    marker={"symbol": "square", "size": 12, "color": colour,
                                            "line": {"width": 1, "color": STRONG}}))
    figure.update_yaxes(autorange="reversed", automargin=True, ticks="", showgrid=False, tickfont={"size": 11},
                        dtick=1)
    figure.update_xaxes(showgrid=False, tickangle=0, tickvals=dates[::-7], tickfont={"size": 10}, side="top")
    return _plain(figure, height=110 + 15 * len(areas), below=12)


def _describe(row: Mapping[str, Any]) -> str:
    """The hover of one ward."""
    title = f"<b>{row['name']}</b>" + (f", {row['district']}" if row.get("district") else "")
    if pd.isna(row["score"]):
        return f"{title}<br>{_('no data yet')}"
    return "<br>".join([
        title,
        _("Chance of an incident within 7 days: {chance}", chance=chance(row["chance"])),
        _("Risk index {index}, rank {rank} (between {low} and {high})", index=number(row["index"]), rank=row["rank"],
          low=row["rank_low"], high=row["rank_high"]),
        _("Chance to be in the top fifth: {chance}", chance=chance(row["chance_top"])),
        _("{n} reports, {covered} of {days} days covered; {strength}", n=row["reports"], covered=row["covered_days"],
          days=row["days"], strength=_(_STRENGTH_WORDS[row["strength"]])),
    ])


def _hover_cell(likelihood: int, impact: int, names: Sequence[str]) -> str:
    title = f"{_(_LIKELIHOOD_WORDS[likelihood])} × {_(_IMPACT_WORDS[impact])}"
    return "<br>".join([title, *(", ".join(names[i:i + 4]) for i in range(0, len(names), 4))])


def _zone(total: int) -> int:
    return next(zone for zone, most in enumerate((3, 5, 6, 8, 10), start=1) if total <= most)


def _steps(colours: Sequence[str]) -> list[tuple[float, str]]:
    """A colour scale of equal steps, not blended."""
    n = len(colours)
    return [((place + edge) / n, colour) for place, colour in enumerate(colours) for edge in (0, 1)]


def _factor(factor: float) -> str:
    return decimal(factor, 1 if factor >= 0.3 else 2)


def _step(step: int) -> str:
    return f"×{number(2**step)}" if step >= 0 else f"×1/{number(2**-step)}"


def _plain(figure: go.Figure, *, height: int, right: int = 8, below: int = 56) -> go.Figure:
    """The common look, with a legend `below` px under the plot that takes more lines where the screen is narrow."""
    return lay_out(figure, height=height).update_layout(
        margin={"r": right, "b": 8}, bargap=0.3,
        legend={"yref": "paper", "y": -below / (height - 100), "yanchor": "top"},
    )
