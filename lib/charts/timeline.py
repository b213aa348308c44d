"""The timeline: what happens where in the course of a day, with arrival, dispersal and the hours that clash."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from lib.charts.theme import GRID, LEVELS, LIGHT_INK, SOFT, STRONG, draw_nothing, lay_out
from lib.text import _, day, hours, number

FIRST_HOUR, LAST_HOUR = 6, 24
_LANE_PX, _HEAD_PX = 40, 26
_BAR = 0.42  # of a lane; the rest is for the words above the bar
_HEAD_SIZES = {"day": 14, "group": 12}
_NAME_LETTERS = 46
_TURNS = 14  # hour from which an event's words stand to the left
_MEET = 3  # from this level on a clash is one of hours, not only of the day


class Lane(NamedTuple):
    """One line of the timeline, counted in pixels from the top: a day, a group, or an event with its level."""

    top: float
    kind: str
    text: str
    event: Mapping[str, Any] | None = None
    level: int | None = None


def draw_timeline(
    events: pd.DataFrame,
    clashes: pd.DataFrame,
    *,
    first: date,
    days: int = 1,
    names: Mapping[str, str] | None = None,
    by_organiser: bool = False,
    arrival_minutes: int = 120,
    dispersal_minutes: int = 120,
    clock_label: str = "WIB",
    rows: int = 25,
) -> go.Figure:
    """Events by venue under the hours of the day: solid the event, pale its arrival and dispersal, hatched the clash.

    events: timed events; with approach_minutes and dispersal_minutes, how long each one's crowd is on the road, what
    is wider than arrival and dispersal is drawn bare. by_organiser: under the organisers, in the order of `names`.
    clashes: as `clashes.find_clashes` gives them. Days from `first`; at most `rows` events,
    those of the venues with the gravest clashes first, then by time; what is left out is counted. names: codes of
    organisers to what they are called. A click gives the event's event_id as customdata.
    """
    after = first + timedelta(days=days)
    shown = events[(events["state"] != "cancelled") & events["gathers"].astype(bool)
                   & (events["starts"] >= pd.Timestamp(first)) & (events["starts"] < pd.Timestamp(after))]
    if shown.empty:
        return draw_nothing(_("No activities in this span."))
    names = names or {}
    place = shown["venue"].fillna(_("venue not known"))
    ballot = {code: position for position, code in enumerate(names)}
    group = shown["organiser"].map(lambda code: names.get(code, code)) if by_organiser else place
    rank = shown["organiser"].map(ballot).fillna(len(ballot)) if by_organiser else 0
    chosen = _choose(shown.assign(level=_gravest(shown, clashes), place=place, group=group, rank=rank,
                                  day=shown["starts"].dt.normalize()), rows)
    lanes, height = _stack(chosen, names, clock_label, by_organiser=by_organiser)
    spread = {"arrival": timedelta(minutes=arrival_minutes), "dispersal": timedelta(minutes=dispersal_minutes)}
    figure = go.Figure([*_draw_events(lanes, spread), *_draw_clashes(lanes, clashes, events, spread),
                        *_draw_words(lanes)])
    earliest = min(FIRST_HOUR, *(int(_hour(lane.event["starts"], lane.event)) for lane in lanes if lane.event))
    ticks = list(range(earliest - earliest % 3, LAST_HOUR + 1, 3))
    figure.update_xaxes(range=[earliest, LAST_HOUR], tickvals=ticks, ticktext=[f"{hour:02d}" for hour in ticks],
                        side="top", gridcolor=GRID, zeroline=False, ticks="", tickangle=0)
    figure.update_yaxes(range=[height, 0], visible=False)
    figure.update_layout(barmode="overlay")
    if left_out := len(shown) - len(chosen):
        figure.add_annotation(text=_("{n} more activities not drawn", n=number(left_out)), showarrow=False, x=0, y=0,
                              xref="paper", yref="paper", xanchor="left", yanchor="top")
    return lay_out(figure, height=int(height) + 140, legend_below=112)


def _gravest(events: pd.DataFrame, clashes: pd.DataFrame) -> pd.Series:
    """The highest level of each event's clashes; 0 without one."""
    sides = pd.concat([clashes[["event_a", "level"]].set_axis(["event_id", "level"], axis=1),
                       clashes[["event_b", "level"]].set_axis(["event_id", "level"], axis=1)])
    return events["event_id"].map(sides.groupby("event_id")["level"].max()).fillna(0).astype("int64")


def _choose(events: pd.DataFrame, rows: int) -> pd.DataFrame:
    """The first `rows` events by the gravest clash of their venue that day, in the order to draw: by day, then that."""
    groups = events.groupby(["day", "group"])
    ranked = events.assign(group_level=groups["level"].transform("max"), group_starts=groups["starts"].transform("min"))
    order = ["group_level", "day", "group_starts", "group", "starts", "event_id"]
    chosen = ranked.sort_values(order, ascending=[False, *[True] * 5]).head(rows)
    return chosen.sort_values(["day", "rank", *order[:1], *order[2:]], ascending=[True, True, False, *[True] * 4])


def _stack(chosen: pd.DataFrame, names: Mapping[str, str], clock_label: str, *,
           by_organiser: bool) -> tuple[list[Lane], float]:
    """The lanes from top to bottom and their height in pixels."""
    lanes: list[Lane] = []
    top, headed = 0.0, (None, None)
    for event in chosen.to_dict("records"):
        if event["day"] != headed[0]:
            lanes.append(Lane(top, "day", day(event["day"])))
            top += _HEAD_PX
        if (event["day"], event["group"]) != headed:
            lanes.append(Lane(top, "group", escape(_shorten(event["group"]))))
            top += _HEAD_PX
        headed = (event["day"], event["group"])
        level = LEVELS.get(event["level"])
        told = hours(event["starts"], event["ends_or_estimate"], estimate=event["end_is_estimate"], label=clock_label)
        what = _shorten(event["place"]) if by_organiser else names.get(event["organiser"], event["organiser"])
        text = f"{escape(what)} · {told}"
        lanes.append(Lane(top, "event", f"{level.mark} {text}" if level else text, event, event["level"] or None))
        top += _LANE_PX
    return lanes, top


def _shorten(venue: str) -> str:
    """A venue's name no longer than a phone is wide; the whole name stands in the hover."""
    return venue if len(venue) <= _NAME_LETTERS else venue[:_NAME_LETTERS - 1].rstrip() + "…"


def _draw_events(lanes: list[Lane], spread: Mapping[str, timedelta]) -> list[go.Bar]:
    around: list[tuple] = []
    told: list[tuple] = []
    estimated: list[tuple] = []
    on_road: list[tuple] = []
    for lane in filter(lambda lane: lane.event, lanes):
        starts, ends = lane.event["starts"], lane.event["ends_or_estimate"]
        around += [(lane, starts - spread["arrival"], starts), (lane, ends, ends + spread["dispersal"])]
        before, after = (_minutes(lane.event, name) for name in ("approach_minutes", "dispersal_minutes"))
        on_road += [(lane, starts - before, starts - spread["arrival"]),
                    (lane, ends + spread["dispersal"], ends + after)]
        (estimated if lane.event["end_is_estimate"] else told).append((lane, starts, ends))
    return [
        _bars(on_road, _("a large crowd still on the road"), {
            "color": LIGHT_INK, "line": {"color": STRONG, "width": 1}}),
        _bars(around, _("arrival and dispersal"), {"color": SOFT}),
        _bars(told, _("activity"), {"color": STRONG}),
        _bars(estimated, _("activity, end estimated"), {
            "color": LIGHT_INK, "line": {"color": STRONG, "width": 2},
            "pattern": {"shape": ".", "fgcolor": STRONG, "size": 6, "solidity": 0.25}}),
    ]


def _minutes(event: Mapping[str, Any], name: str) -> timedelta:
    told = event.get(name)
    return timedelta(minutes=0 if told is None or pd.isna(told) else float(told))


def _draw_clashes(lanes: list[Lane], clashes: pd.DataFrame, events: pd.DataFrame,
                  spread: Mapping[str, timedelta]) -> list[go.Bar]:
    """The hours in which the people of both are about, on the lane of each: dark over the event, bare around it."""
    by_event = {lane.event["event_id"]: lane for lane in lanes if lane.event}
    times = events.set_index("event_id")[["starts", "ends_or_estimate"]]
    bars = []
    for level in (level for level in sorted(LEVELS) if level >= _MEET):
        met: dict[Any, list] = {}
        for one, other in zip(*_both_ways(clashes[clashes["level"] == level]), strict=True):
            if one in by_event and other in times.index:
                starts, ends = (by_event[one].event[name] for name in times.columns)
                met.setdefault(one, []).append((max(starts, times.at[other, "starts"]) - spread["arrival"],
                                                min(ends, times.at[other, "ends_or_estimate"]) + spread["dispersal"]))
        over: list[tuple] = []
        around: list[tuple] = []
        for event_id, spans in met.items():
            lane = by_event[event_id]
            starts, ends = (lane.event[name] for name in times.columns)
            for begins, stops in _merge(spans):
                over.append((lane, max(begins, starts), min(stops, ends)))
                around += [(lane, begins, min(stops, starts)), (lane, max(begins, ends), stops)]
        look = LEVELS[level]
        hatch = {"shape": look.hatch, "size": 7, "solidity": 0.3}
        name = f"{look.mark} {_(look.label)}"
        bars += [
            _bars(around, name, {"color": LIGHT_INK, "line": {"color": look.colour, "width": 1},
                                 "pattern": {**hatch, "fgcolor": look.colour}}, legend=False),
            _bars(over, name, {"color": look.colour, "pattern": {**hatch, "fgcolor": look.ink}}),
        ]
    return bars


def _merge(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The spans in order, those that touch made one."""
    merged: list[tuple[datetime, datetime]] = []
    for begins, ends in sorted(span for span in spans if span[0] < span[1]):
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((begins, ends))
    return merged


def _both_ways(clashes: pd.DataFrame) -> tuple[list, list]:
    return ([*clashes["event_a"], *clashes["event_b"]], [*clashes["event_b"], *clashes["event_a"]])


def _bars(spans: list[tuple[Lane, datetime, datetime]], name: str, marker: dict, *, legend: bool = True) -> go.Bar:
    """One trace of bars, each a lane and a span of time; what lies outside the day or is empty is left out."""
    drawn = []
    for lane, begins, ends in spans:
        begin, end = (max(0.0, min(_hour(moment, lane.event), LAST_HOUR)) for moment in (begins, ends))
        if begin < end:
            drawn.append((begin, end - begin, lane.top + _LANE_PX * (1 - _BAR / 2), lane.event["event_id"],
                          f"<b>{escape(lane.event['place'])}</b><br>{lane.text}{_hover_more(lane.event)}"))
    base, length, y, ids, hover = zip(*drawn, strict=True) if drawn else ((), (), (), (), ())
    return go.Bar(
        base=base, x=length, y=y, orientation="h", width=_LANE_PX * _BAR, name=name, marker=marker,
        showlegend=legend and bool(drawn), customdata=ids, hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _hour(moment: datetime, event: Mapping[str, Any]) -> float:
    """Hours since the midnight before the event."""
    return (moment - datetime.combine(event["starts"].date(), time())) / timedelta(hours=1)


def _hover_more(event: Mapping[str, Any]) -> str:
    attendance = event.get("attendance")
    return "" if attendance is None or pd.isna(attendance) else "<br>" + _("{n} people expected", n=number(attendance))


def _draw_words(lanes: list[Lane]) -> list[go.Scatter]:
    """Days and venues at the left edge, and above each bar who it is, turned inwards so that it stays in the chart."""
    heads = [(FIRST_HOUR, lane.top + _HEAD_PX * 0.6, f"<b>{lane.text}</b>", "middle right", _HEAD_SIZES[lane.kind])
             for lane in lanes if lane.event is None]
    people = []
    for lane in filter(lambda lane: lane.event, lanes):
        begins, ends = (_hour(lane.event[name], lane.event) for name in ("starts", "ends_or_estimate"))
        inward = (begins, "middle right") if begins < _TURNS else (min(ends, LAST_HOUR), "middle left")
        people.append((inward[0], lane.top + _LANE_PX * (1 - _BAR) / 2, lane.text, inward[1], 11))
    x, y, text, position, size = zip(*[*heads, *people], strict=True)
    return [go.Scatter(x=x, y=y, mode="text", text=text, textposition=position, textfont={"size": size},
                       hoverinfo="skip", showlegend=False, cliponaxis=False)]
