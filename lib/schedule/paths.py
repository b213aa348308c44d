"""Where the crowds of events are on the road and when: parades, and the ways to an event and home again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from lib.schedule.gazetteer import Gazetteer, Point, Stop, read_stops
from lib.schedule.settings import PARADE, RoadSettings

ROAD, PARADE_PATH, VENUE = "road", "parade", "venue"
_READ = ("event_id", "organiser", "activity", "starts", "ends_or_estimate", "lat", "lon", "attendance",
         "crowd_is_large", "route", "gathering_point")


@dataclass(frozen=True)
class Window:
    """When a crowd is on a path and what it is doing there: approach, dispersal, parade, or venue (at the event)."""

    phase: str
    opens: datetime
    clears: datetime


@dataclass(frozen=True)
class Path:
    """One line on which an event's people are, in one role: road (to the event and back), parade, or venue (a point).

    points: (latitude, longitude) in order. reach_m: how far from the line the crowd may be. is_estimate: the route is
    not known and a straight line, or the surroundings of the place, stands in for it.
    """

    event_id: int
    organiser: str
    role: str
    points: tuple[tuple[float, float], ...]
    windows: tuple[Window, ...]
    stops: tuple[Stop, ...] = ()
    names: frozenset[str] = field(default_factory=frozenset)
    reach_m: float = 0
    is_estimate: bool = False


def make_paths(events: pd.DataFrame, gazetteer: Gazetteer, settings: RoadSettings | None = None) -> list[Path]:
    """The paths of events in the order of their ids; without a route or a parade anywhere there are none at all.

    events: timed events that count, with route and gathering_point (texts) where they are known.

    The line leads over the known points of gathering point and route to the venue. With fewer than two of them it is
    straight from where the crowd gathers, be it a ward; the ward of the event itself says nothing of where its people
    come from. People are taken to go home the way they came.
    """
    settings = settings or RoadSettings()
    on_road = events["activity"] == PARADE
    for name in {"route", "gathering_point"} & {*events}:
        on_road |= events[name].notna()
    known = [name for name in _READ if name in events]
    moving = [path for row in events.loc[on_road, known].to_dict("records")
              for path in _paths_of(row, gazetteer, settings)]
    if not moving:
        return []
    # A straight line that stands in for a route says nothing of whose door it passes.
    passing = any(path.points and not path.is_estimate for path in moving)
    placed = events.loc[events["lat"].notna() & ~events["position_is_estimate"] & passing, known]
    venues = [_venue_path(row, settings) for row in placed.to_dict("records")]
    return sorted([*moving, *venues], key=lambda path: (path.event_id, path.role, path.points))


def crowd_window(row: dict[str, Any], settings: RoadSettings) -> tuple[timedelta, timedelta]:
    """How long before its start and after its end an event's crowd is on the road."""
    attendance = int(row["attendance"]) if _told(row["attendance"]) else None
    window = settings.window_of(attendance, is_large=bool(row["crowd_is_large"]))
    return timedelta(minutes=window.approach_minutes), timedelta(minutes=window.dispersal_minutes)


def _paths_of(row: dict[str, Any], gazetteer: Gazetteer, settings: RoadSettings) -> Iterator[Path]:
    route, gathering = _text(row.get("route")), _text(row.get("gathering_point"))
    is_parade = row["activity"] == PARADE
    if not is_parade and (not (route or gathering) or _is_small(row, settings)):
        return
    stops = read_stops(route)
    along, origins = gazetteer.find_points(route), gazetteer.find_points(gathering)
    venue = (row["lat"], row["lon"]) if _told(row["lat"]) else None
    lines, is_estimate = _draw_lines(along, origins, venue, is_parade=is_parade)
    reach = 0.0
    if is_parade and not lines and venue:
        lines, is_estimate, reach = [(venue,)], True, settings.convoy_reach_m
    if not lines and not stops:
        return
    windows = _parade_windows(row, settings) if is_parade else _road_windows(row, settings)
    for line in lines or [()]:
        yield Path(row["event_id"], row["organiser"], PARADE_PATH if is_parade else ROAD, line, windows, stops,
                   frozenset(point.name for point in along), reach, is_estimate and bool(line))


def _draw_lines(along: Sequence[Point], origins: Sequence[Point], venue: tuple[float, float] | None, *,
                is_parade: bool) -> tuple[list[tuple[tuple[float, float], ...]], bool]:
    """The lines of a crowd, and whether they are only straight ones for want of a route."""
    route = [(point.lat, point.lon) for point in along]
    starts = [(point.lat, point.lon) for point in origins]
    if len(route) + bool(starts) >= 2 and route:
        goal = [venue] if venue and venue not in route else []
        ways = [[start, *route] for start in starts] or [route]
        return [_line([*goal, *way] if is_parade else [*way, *goal]) for way in ways], False
    ends = [goal for goal in [venue] if goal]
    straight = [_line([start, *ends]) for start in starts or route]
    return [line for line in straight if len(line) > 1], True


def _line(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The points, none twice in a row."""
    return tuple(point for number, point in enumerate(points) if number == 0 or point != points[number - 1])


def _road_windows(row: dict[str, Any], settings: RoadSettings) -> tuple[Window, ...]:
    before, after = crowd_window(row, settings)
    starts, ends = _moment(row["starts"]), _moment(row["ends_or_estimate"])
    return Window("approach", starts - before, starts), Window("dispersal", ends, ends + after)


def _parade_windows(row: dict[str, Any], settings: RoadSettings) -> tuple[Window, ...]:
    """Half the minutes on either side, so that two parades meet which are fewer than all of them apart."""
    around = timedelta(minutes=settings.convoy_minutes / 2)
    return (Window("parade", _moment(row["starts"]) - around, _moment(row["ends_or_estimate"]) + around),)


def _venue_path(row: dict[str, Any], settings: RoadSettings) -> Path:
    """The place of an event, which another's crowd may pass while people are there or in front of it."""
    before, after = crowd_window(row, settings)
    windows = (Window("venue", _moment(row["starts"]) - before, _moment(row["ends_or_estimate"]) + after),)
    return Path(row["event_id"], row["organiser"], VENUE, ((row["lat"], row["lon"]),), windows)


def _is_small(row: dict[str, Any], settings: RoadSettings) -> bool:
    return _told(row["attendance"]) and row["attendance"] < settings.least_crowd


def _moment(value: Any) -> datetime:
    return pd.Timestamp(value).to_pydatetime()


def _told(value: Any) -> bool:
    return not pd.isna(value)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
