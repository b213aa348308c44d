"""The ward map: filled polygons in plain axes, which draws without internet, WebGL or map files, and prints.

Longitude and latitude are the axes; their scales are tied at the city's latitude (local equirectangular projection).
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts.outlines import join_lines, outline_groups, place_label
from lib.charts.theme import FAINT, INK, LIGHT_INK, STRONG, calm_layout
from lib.text import _

RISK_COLOURS = ("#FFF4E6", "#FDD3A5", "#F99B4A", "#D6560F", "#7A2A05")
NO_DATA_COLOUR, NO_DATA_HATCH = FAINT, "#94A3B8"
WARD_LINE, DISTRICT_LINE, SCALE_LINE = "#94A3B8", "#334155", STRONG
POINT_COLOUR = "#0F172A"
_KM_PER_DEGREE = 111.195
_LETTER_PX = 10
_LETTER_WIDTH = 0.56  # mean width of a letter, in letter heights
_BELOW_MAP_PX = 110
Trace = dict[str, Any]
"""A trace in plain values: figures are given all of them at once, so that Plotly checks each only once."""
_HALO = ", ".join(f"{x}px {y}px 1px #FFFFFF" for x in (-1, 0, 1) for y in (-1, 0, 1))


class MapClass(NamedTuple):
    """One class of wards: the words of its legend, its colour, and the ink for names on it."""

    label: str
    colour: str
    ink: str = INK
    hatched: bool = False


def class_scale(labels: Sequence[str]) -> list[MapClass]:
    """Up to five classes from light to dark."""
    return [MapClass(label, colour, LIGHT_INK if place >= 3 else INK)
            for place, (label, colour) in enumerate(zip(labels, RISK_COLOURS, strict=False))]


def no_data_class() -> MapClass:
    """The class of wards of which nothing is known."""
    return MapClass(_("no data yet"), NO_DATA_COLOUR, hatched=True)


def draw_ward_map(
    shapes: pd.DataFrame,
    wards: pd.DataFrame,
    classes: Sequence[MapClass],
    *,
    title: str = "",
    points: pd.DataFrame | None = None,
    ways: pd.DataFrame | None = None,
    height: int = 620,
    names: bool = True,
) -> go.Figure:
    """A map of wards coloured by class.

    shapes: area_code, ring (closed, (lon, lat)), is_hole, is_scheme. wards: area_code, name, district_code, place (of
    its class in `classes`), hover (HTML text), is_marked (named even where the name does not fit). title: what the
    colours say, above the legend. points: lon, lat, label, is_estimate; drawn hollow where estimated. ways: line (of
    (lat, lon)), label, is_estimate (a straight line for want of a route: dashed), begins_there (the crowd meets at its
    first point, which is marked). A click gives the
    ward's area_code as customdata.
    """
    known = shapes.merge(wards, on="area_code", how="inner")
    traces = [trace for place, kind in enumerate(classes)
              for trace in _fill(known.loc[known["place"] == place, "ring"], kind)]
    if known.empty:
        return go.Figure(traces, _frame([112.0], [0.0], height))
    lon, lat = np.array([corner for ring in known["ring"] for corner in ring]).T
    traces += [
        _line(known["ring"], WARD_LINE, 0.8),
        _line(outline_groups(known["ring"].tolist(), known["district_code"].tolist()), DISTRICT_LINE, 2),
        *_name_wards(known, classes, (height - _BELOW_MAP_PX) / float(lat.max() - lat.min()), names=names),
        *(_draw_ways(ways) if ways is not None and len(ways) else ()),
        *(_mark_points(points) if points is not None and len(points) else ()),
    ]
    words = [title, _("Scheme: ward borders are not exact") if known["is_scheme"].any() else ""]
    layout = _frame(lon, lat, height) | _scale_bar(lon, lat)
    layout["legend"]["title"] |= {"text": "<br>".join(filter(None, words)), "side": "top"}
    return go.Figure(traces, layout)


def _fill(rings: pd.Series, kind: MapClass) -> list[Trace]:
    """All rings of one class as one trace, and its mark in the legend, which stays whole when a class is empty."""
    hatch = {"shape": "/", "fgcolor": NO_DATA_HATCH, "bgcolor": kind.colour, "size": 7, "solidity": 0.15}
    x, y = join_lines(rings) if len(rings) else ([None], [None])
    area = {
        "type": "scatter", "x": x, "y": y, "mode": "lines", "fill": "toself", "name": kind.label, "hoverinfo": "skip",
        "showlegend": kind.hatched, "fillcolor": kind.colour, "line": {"color": WARD_LINE, "width": 0.8},
    }
    if kind.hatched:  # only an area can show its hatching in the legend
        return [area | {"fillpattern": hatch}]
    return [area, {
        "type": "scatter", "x": [None], "y": [None], "mode": "markers", "name": kind.label, "hoverinfo": "skip",
        "marker": {"symbol": "square", "size": 14, "color": kind.colour, "line": {"width": 1, "color": WARD_LINE}},
    }]


def _line(lines: Sequence, colour: str, width: float) -> Trace:
    x, y = join_lines(lines)
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "hoverinfo": "skip", "showlegend": False,
            "line": {"color": colour, "width": width}}


def _name_wards(
    known: pd.DataFrame, classes: Sequence[MapClass], pixels_per_degree: float, *, names: bool
) -> list[Trace]:
    """An unseen point in each ward that carries its hover and click, and its name where there is room."""
    stretch = math.cos(math.radians(float(known["ring"].iloc[0][0][1])))
    letter = _LETTER_PX / pixels_per_degree
    spots = []
    rings_of = known.groupby("area_code")["ring"].agg(lambda rings: tuple(map(tuple, rings)))
    for ward in known.drop_duplicates("area_code").sort_values("area_code").itertuples():
        rings = rings_of[ward.area_code]
        fits = [(*_place_name(rings, text, letter, stretch), text, ward)
                for text in (ward.name, ward.name.replace(" ", "<br>", 1))]
        spots.append(max(fits, key=lambda spot: min(spot[2], 1)))
    x, y, room, texts, wards = zip(*spots, strict=True)
    touch = {
        "type": "scatter", "x": x, "y": y, "mode": "markers", "marker": {"size": 18, "opacity": 0},
        "showlegend": False, "customdata": [ward.area_code for ward in wards],
        "hovertext": [ward.hover for ward in wards], "hovertemplate": "%{hovertext}<extra></extra>",
    }
    inside = [text if names and fit >= 1 else "" for text, fit in zip(texts, room, strict=True)]
    over = [ward.name if names and not text and ward.is_marked else ""
            for text, ward in zip(inside, wards, strict=True)]
    return [touch, *({"type": "scatter", "x": x, "y": y, "mode": "text", "text": text, "textfont": font,
                      "hoverinfo": "skip", "showlegend": False} for text, font in (
        (inside, {"size": _LETTER_PX, "color": [classes[ward.place].ink for ward in wards]}),
        (over, {"size": _LETTER_PX, "color": INK, "shadow": _HALO}),
    ))]


@lru_cache(maxsize=2048)
def _place_name(rings: tuple, text: str, letter: float, stretch: float) -> tuple[float, float, float]:
    # Kept, because shapes and names stay the same from map to map while looking for room takes most of the drawing.
    lines = text.split("<br>")
    width = max(len(line) for line in lines) * letter * _LETTER_WIDTH
    return place_label(rings, width=width, height=1.2 * letter * len(lines), stretch=stretch)


def _draw_ways(ways: pd.DataFrame) -> list[Trace]:
    """The ways of crowds, dark on a white edge so that they are seen on every class, and where they meet before."""
    traces = []
    for is_estimate, dash, name in ((False, "solid", _("way of a crowd")),
                                    (True, "dash", _("route not known, straight line"))):
        chosen = ways[ways["is_estimate"].astype(bool) == is_estimate]
        if len(chosen):
            x, y = join_lines([[(lon, lat) for lat, lon in line] for line in chosen["line"]])
            line = {"type": "scatter", "x": x, "y": y, "mode": "lines", "hoverinfo": "skip"}
            traces += [line | {"line": {"color": LIGHT_INK, "width": 5}, "showlegend": False},
                       line | {"line": {"color": POINT_COLOUR, "width": 2.5, "dash": dash}, "name": name}]
    meeting = ways[ways["begins_there"].astype(bool)]
    if len(meeting):
        lat, lon = zip(*(line[0] for line in meeting["line"]), strict=True)
        traces.append({
            "type": "scatter", "x": lon, "y": lat, "mode": "markers", "name": _("where a crowd meets before"),
            "hovertext": meeting["label"], "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"symbol": "triangle-up", "size": 13, "color": LIGHT_INK,
                       "line": {"width": 2, "color": POINT_COLOUR}}})
    return traces


def _mark_points(points: pd.DataFrame) -> list[Trace]:
    traces = []
    kinds = ((False, "circle", _("event")), (True, "circle-open", _("event, place estimated")))
    for is_estimate, symbol, label in kinds:
        chosen = points[points["is_estimate"].astype(bool) == is_estimate]
        if len(chosen):
            traces.append({
                "type": "scatter", "x": chosen["lon"], "y": chosen["lat"], "mode": "markers", "name": label,
                "hovertext": chosen["label"], "hovertemplate": "%{hovertext}<extra></extra>",
                "marker": {"symbol": symbol, "size": 10, "color": POINT_COLOUR,
                           "line": {"width": 2, "color": POINT_COLOUR if is_estimate else LIGHT_INK}},
            })
    return traces


def _frame(lon: Sequence[float], lat: Sequence[float], height: int) -> dict[str, Any]:
    """Axes without marks, tied so that a kilometre east is as long as a kilometre north."""
    middle = (min(lat) + max(lat)) / 2
    bare = {"visible": False, "showgrid": False, "zeroline": False}
    calm = calm_layout(height=height)
    return calm | {
        "xaxis": bare | {"range": [min(lon), max(lon)], "constrain": "domain"},
        "yaxis": bare | {"range": [min(lat), max(lat)], "constrain": "domain", "scaleanchor": "x",
                         "scaleratio": 1 / math.cos(math.radians(middle))},
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4}, "hoverdistance": 60,
        "legend": calm["legend"] | {"yref": "paper", "y": -0.02, "yanchor": "top", "title": {"font": {"size": 12}}},
    }


def _scale_bar(lon: np.ndarray, lat: np.ndarray) -> dict[str, Any]:
    """A bar of whole kilometres in the lower left corner."""
    width_km = float(lon.max() - lon.min()) * _KM_PER_DEGREE * math.cos(math.radians(float(lat.mean())))
    km = max((step for step in (1, 2, 5, 10, 20, 50, 100) if step <= width_km / 4), default=1)
    share = km / _KM_PER_DEGREE / math.cos(math.radians(float(lat.mean())))
    x, y = float(lon.min()), float(lat.min())
    return {
        "shapes": [{"type": "line", "x0": x, "x1": x + share, "y0": y, "y1": y,
                    "line": {"color": SCALE_LINE, "width": 3}}],
        "annotations": [{"x": x, "y": y, "text": f"{km} km", "showarrow": False, "xanchor": "left",
                         "yanchor": "bottom", "font": {"size": 11}}],
    }
