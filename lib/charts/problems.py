"""The small map of a problem: where its activities are, and the ways of their crowds."""

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.theme import ACCENT, INK, LIGHT_INK, SOFT, STRONG, calm_layout, draw_nothing
from lib.text import N_, _

_LEAST_KM, _KM_PER_DEGREE = 1.2, 111.195
_AROUND = 0.25  # of the picture's width, left free around what is drawn
_WIDE = 1.5  # as many times wider than high
_LINES = (
    (False, "solid", ACCENT, N_("route as told")),
    (True, "dash", STRONG, N_("route not known, straight line")),
)


def draw_problem_map(shapes: pd.DataFrame, places: pd.DataFrame, ways: pd.DataFrame, *, height: int = 380) -> go.Figure:
    """The places of a problem's activities on the wards around them, with the ways their crowds come and go.

    shapes: ring (closed, (lon, lat)), name of the ward. places: lon, lat, number (what stands beside the point), label
    (HTML text), is_estimate (drawn hollow). ways: points (list of (lat, lon)), label, is_estimate (drawn dashed).
    """
    placed = places.dropna(subset=["lon", "lat"])
    corners = [(lon, lat) for points in ways["points"] for lat, lon in points]
    spots = [*corners, *zip(placed["lon"], placed["lat"], strict=True)]
    if not spots:
        return draw_nothing(_("No place of these activities is known."))
    frame = _frame(np.array(spots, dtype=float))
    figure = go.Figure([*_draw_wards(shapes, frame), *_draw_ways(ways), *_draw_places(placed)])
    bare = {"visible": False, "showgrid": False, "zeroline": False, "fixedrange": True}
    west, east, south, north = frame
    figure.update_layout(calm_layout(height=height) | {
        "xaxis": bare | {"range": [west, east], "constrain": "domain"},
        "yaxis": bare | {"range": [south, north], "constrain": "domain", "scaleanchor": "x",
                         "scaleratio": 1 / math.cos(math.radians((south + north) / 2))},
        "margin": {"l": 0, "r": 0, "t": 4, "b": 48}, "hoverdistance": 40})
    return figure


def _frame(spots: np.ndarray) -> tuple[float, float, float, float]:
    """West, east, south, north of the picture: all spots with room around, never less than some streets."""
    (west, south), (east, north) = spots.min(axis=0), spots.max(axis=0)
    shrinks = math.cos(math.radians((south + north) / 2))
    high = max((north - south) * (1 + 2 * _AROUND), (east - west) * shrinks * (1 + 2 * _AROUND) / _WIDE,
               _LEAST_KM / _KM_PER_DEGREE)
    middle, across = (south + north) / 2, high * _WIDE / shrinks
    return (west + east - across) / 2, (west + east + across) / 2, middle - high / 2, middle + high / 2


def _draw_wards(shapes: pd.DataFrame, frame: tuple[float, float, float, float]) -> list[dict[str, Any]]:
    """The outlines of the wards in the picture, with the names of those whose middle is in it."""
    west, east, south, north = frame
    x: list[float | None] = []
    y: list[float | None] = []
    names: dict[str, tuple[float, float]] = {}
    for ring, name in zip(shapes["ring"], shapes["name"], strict=True):
        corners = np.asarray(ring, dtype=float)
        (left, low), (right, high) = corners.min(axis=0), corners.max(axis=0)
        if right < west or left > east or high < south or low > north:
            continue
        x += [*corners[:, 0], None]
        y += [*corners[:, 1], None]
        lon, lat = (left + right) / 2, (low + high) / 2
        if west < lon < east and south < lat < north:
            names[name] = (lon, lat)
    outlines = {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": {"color": SOFT, "width": 1},
                "hoverinfo": "skip", "showlegend": False}
    words = {"type": "scatter", "x": [lon for lon, _lat in names.values()], "y": [lat for _lon, lat in names.values()],
             "mode": "text", "text": list(names), "textfont": {"size": 10, "color": STRONG}, "hoverinfo": "skip",
             "showlegend": False}
    return [outlines, words]


def _draw_ways(ways: pd.DataFrame) -> list[dict[str, Any]]:
    traces = []
    for is_estimate, dash, colour, words in _LINES:
        chosen = ways[ways["is_estimate"].astype(bool) == is_estimate]
        for place, (points, label) in enumerate(zip(chosen["points"], chosen["label"], strict=True)):
            traces.append({
                "type": "scatter", "x": [lon for _lat, lon in points], "y": [lat for lat, _lon in points],
                "mode": "lines", "line": {"color": colour, "width": 3, "dash": dash}, "name": _(words),
                "showlegend": place == 0, "legendgroup": words, "hovertext": label,
                "hovertemplate": "%{hovertext}<extra></extra>"})
    return traces


def _draw_places(placed: pd.DataFrame) -> list[dict[str, Any]]:
    traces = []
    kinds = ((False, "circle", _("event")), (True, "circle-open", _("event, place estimated")))
    for is_estimate, symbol, words in kinds:
        chosen = placed[placed["is_estimate"].astype(bool) == is_estimate]
        if len(chosen):
            traces.append({
                "type": "scatter", "x": chosen["lon"].tolist(), "y": chosen["lat"].tolist(), "mode": "markers+text",
                "text": chosen["number"].tolist(), "textposition": "top center",
                "textfont": {"size": 12, "color": INK, "shadow": f"0 0 3px {LIGHT_INK}, 0 0 3px {LIGHT_INK}"},
                "hovertext": chosen["label"].tolist(), "hovertemplate": "%{hovertext}<extra></extra>", "name": words,
                "marker": {"symbol": symbol, "size": 12, "color": INK,
                           "line": {"width": 2, "color": INK if is_estimate else LIGHT_INK}}})
    return traces
