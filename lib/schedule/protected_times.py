"""Events that meet what the calendar protects: worship, lessons, streets closed to traffic, days of their own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.reference.packs import DATA, read_table
from lib.schedule.distances import METRES_A_DEGREE, distance_to_line
from lib.schedule.events import venue_key
from lib.schedule.gazetteer import read_stops
from lib.schedule.kinds import RANKS
from lib.schedule.paths import VENUE, Path
from lib.schedule.settings import PARADE, RALLY, ProtectedSettings

COLUMNS = ["event_a", "kind_rank", "starts", "ends", "distance_m", "position_is_estimate", "against", "occasion",
           "occasion_en", "route_is_estimate"]

_WHERE = ("event_id", "starts", "ends_or_estimate", "venue_id", "venue", "route", "gathering_point")
_STREET, _SCHOOL = "street", "school"
_WORSHIP = {"mosque", "church", "temple"}
_DAY_KINDS = {"debate": "debate_day", "quiet": "quiet_period", "quiet_period": "quiet_period"}


class _Line(NamedTuple):
    """Where an event's people are and when: at its venue, a line of one point, or on a way; and the box around it."""

    event_id: int
    points: tuple[tuple[float, float], ...]
    opens: datetime
    clears: datetime
    is_estimate: bool
    box: tuple[float, float, float, float]


class Hours(NamedTuple):
    """Hours of one day that protect places of some kinds, or the streets their label names (kinds: {"street"})."""

    starts: datetime
    ends: datetime
    label: str | None
    label_en: str | None
    kinds: frozenset[str]


def find_protected_times(
    events: pd.DataFrame, *, places: pd.DataFrame, weekly_windows: pd.DataFrame, calendar_days: pd.DataFrame,
    venue_names: pd.DataFrame, paths: Sequence[Path] = (), settings: ProtectedSettings | None = None,
) -> pd.DataFrame:
    """The events that meet a protected time, one row an event and kind, as facts of a clash.

    events: timed events that count. places: name, kind, lat, lon, coord_uncertainty_m; weekly_windows: iso_weekday,
    starts, ends ("11:30"), label_id, label_en; calendar_days: day, label_id, label_en, kind; venue_names: venue_id,
    name; paths: ``make_paths`` of the events. The kinds:

    - worship_hours (level 3): on, or on the road, within near_worship_m of a place of worship in its hours, or on a
      holy day of its religion. An event of which only the ward is known is not held against metres;
    - school_hours (3): the same near schools, in the hours of lessons on days that are no holiday;
    - closed_street (3): on a street in the hours in which the calendar closes it to traffic;
    - debate_day (3): a rally, parade or large crowd on the day of a debate; special_day (2): on a holiday or another
      day of the calendar; quiet_period (4): any gathering on a day that the calendar calls quiet.

    Columns: COLUMNS. starts and ends are of the time the two share; against is the place or street, occasion and
    occasion_en the hours or day, distance_m to the place.
    """
    settings = settings or ProtectedSettings()
    if events.empty:
        return pd.DataFrame(columns=COLUMNS)
    days = _days_of(events)
    hours = [*_weekly_hours(weekly_windows, days), *_holy_days(calendar_days, days)]
    lines = _lines(events, paths)
    found = [
        *_near_places(lines, places, [each for each in hours if each.kinds & _WORSHIP], "worship_hours",
                      settings.near_worship_m),
        *_near_places(lines, places, _lessons(calendar_days, days, settings), "school_hours", settings.near_school_m),
        *_on_closed_streets(events, [each for each in hours if _STREET in each.kinds], venue_names),
        *_on_special_days(events, calendar_days),
    ]
    order = ["event_a", "kind_rank", "distance_m", "starts", "against", "occasion"]
    facts = pd.DataFrame(found, columns=COLUMNS).sort_values(order)
    return facts.drop_duplicates(["event_a", "kind_rank"]).reset_index(drop=True)


def kind_of_day(kind: str) -> str:
    """The kind of clash on a day that the calendar calls so."""
    return _DAY_KINDS.get(kind, "special_day")


def _near_places(lines: Sequence[_Line], places: pd.DataFrame, hours: Iterable[Hours], kind: str,
                 near_m: float) -> list[tuple]:
    """Events whose venue, or whose crowd's way, is near a place in its hours."""
    opening, clearing = (np.array([np.datetime64(getattr(line, side)) for line in lines], dtype="datetime64[us]")
                         for side in ("opens", "clears"))
    boxes = np.array([line.box for line in lines], dtype="float64").reshape(-1, 4)
    found = []
    for each in hours:
        then = np.flatnonzero((opening < np.datetime64(each.ends)) & (clearing > np.datetime64(each.starts)))
        protected = places[places["kind"].isin(each.kinds)] if len(then) else places.iloc[:0]
        near = np.nonzero(_may_be_near(boxes[then], protected[["lat", "lon"]].to_numpy(dtype="float64"), near_m))
        sites = protected.to_dict("records") if len(near[0]) else ()
        for site, row in zip(*(side.tolist() for side in near), strict=True):
            place, line = sites[site], lines[then[row]]
            away = distance_to_line(place["lat"], place["lon"], line.points)
            if away <= near_m:
                unsure = 0.0 if pd.isna(place["coord_uncertainty_m"]) else place["coord_uncertainty_m"]
                found.append(_fact(line.event_id, kind, max(line.opens, each.starts), min(line.clears, each.ends),
                                   away, away + unsure > near_m, place["name"], each, line.is_estimate))
    return found


def _lines(events: pd.DataFrame, paths: Sequence[Path]) -> list[_Line]:
    """The venues of events of which more than the ward is known, and the ways of their crowds."""
    placed = events["lat"].notna() & ~events["position_is_estimate"]
    columns = (events.loc[placed, name].tolist() for name in ("event_id", "lat", "lon", "starts", "ends_or_estimate"))
    venues = [_Line(event_id, ((lat, lon),), starts, ends, False, (lat, lon, lat, lon))
              for event_id, lat, lon, starts, ends in zip(*columns, strict=True)]
    boxes = [(path, (*map(min, zip(*path.points, strict=True)), *map(max, zip(*path.points, strict=True))))
             for path in paths if path.role != VENUE and len(path.points) > 1]
    return venues + [_Line(path.event_id, path.points, window.opens, window.clears, path.is_estimate, box)
                     for path, box in boxes for window in path.windows]


def _may_be_near(boxes: np.ndarray, points: np.ndarray, near_m: float) -> np.ndarray:
    """Which of the points (rows) is within metres of which box (columns: south, west, north, east in degrees)."""
    reach = (near_m + 1) / METRES_A_DEGREE
    lat, lon = points[:, :1], points[:, 1:]
    east = reach / np.cos(np.radians(lat))
    south, west, north, eastern = boxes.T
    return (south - reach <= lat) & (lat <= north + reach) & (west - east <= lon) & (lon <= eastern + east)


def _on_closed_streets(events: pd.DataFrame, hours: Iterable[Hours], venue_names: pd.DataFrame) -> list[tuple]:
    """Events whose venue or route names a street that the label of the hours names too."""
    called = venue_names.groupby("venue_id")["name"].agg(" / ".join)
    told = events[[name for name in _WHERE if name in events]]
    found = []
    for each in hours:
        closed = {stop.key: stop.words for stop in read_stops(_from_street(each.label)) if stop.is_street}
        on = told[(told["starts"] < each.ends) & (told["ends_or_estimate"] > each.starts) & bool(closed)]
        for row in on.to_dict("records"):
            texts = [row.get(name) for name in ("venue", "route", "gathering_point")] + [called.get(row["venue_id"])]
            named = {stop.key for text in texts if isinstance(text, str) for stop in read_stops(text)} & closed.keys()
            if named:
                found.append(_fact(row["event_id"], "closed_street", max(row["starts"], each.starts),
                                   min(row["ends_or_estimate"], each.ends), None, False,
                                   closed[min(named)], each, False))
    return found


def _on_special_days(events: pd.DataFrame, calendar_days: pd.DataFrame) -> list[tuple]:
    """Large events on a day of the calendar; on a quiet day every event."""
    big = events["activity"].isin([RALLY, PARADE]) | events["crowd_is_large"]
    rows = list(zip(events["event_id"], events["starts"], events["ends_or_estimate"], big, strict=True))
    found = []
    for day in calendar_days.to_dict("records"):
        kind = kind_of_day(day["kind"])
        starts, ends = map(pd.Timestamp, _span(pd.Timestamp(day["day"]).date()))
        label = Hours(starts, ends, day["label_id"], day["label_en"], frozenset())
        found += [_fact(event_id, kind, max(opens, starts), min(clears, ends), None, False, None, label, False)
                  for event_id, opens, clears, is_big in rows
                  if opens < ends and clears > starts and (is_big or kind == "quiet_period")]
    return found


def _fact(event_id: int, kind: str, starts: datetime, ends: datetime, distance_m: float | None, is_unsure: bool,
          against: str | None, hours: Hours, route_is_estimate: bool) -> tuple:
    return (event_id, RANKS[kind], pd.Timestamp(starts), pd.Timestamp(ends),
            np.nan if distance_m is None else float(distance_m), is_unsure, against, hours.label, hours.label_en,
            route_is_estimate)


def _weekly_hours(windows: pd.DataFrame, days: Sequence[date]) -> list[Hours]:
    """The weekly hours on each of the days; those whose label says nothing known protect every place of worship."""
    rows = [(row, _protected_kinds(row["label_id"]) or frozenset(_WORSHIP)) for row in windows.to_dict("records")]
    return [Hours(datetime.combine(day, time.fromisoformat(row["starts"])),
                  datetime.combine(day, time.fromisoformat(row["ends"])), row["label_id"], row["label_en"], kinds)
            for day in days for row, kinds in rows if day.isoweekday() == row["iso_weekday"]]


def _holy_days(calendar_days: pd.DataFrame, days: Sequence[date]) -> list[Hours]:
    """Days of the calendar that a religion keeps, from midnight to midnight."""
    known = set(days)
    return [Hours(*_span(day), row["label_id"], row["label_en"], kinds)
            for row in calendar_days.to_dict("records") if (day := pd.Timestamp(row["day"]).date()) in known
            and (kinds := _protected_kinds(row["label_id"]) & _WORSHIP)]


def _lessons(calendar_days: pd.DataFrame, days: Sequence[date], settings: ProtectedSettings) -> list[Hours]:
    free = {pd.Timestamp(row["day"]).date() for row in calendar_days.to_dict("records") if row["kind"] == "holiday"}
    hours = time.fromisoformat(settings.school_from), time.fromisoformat(settings.school_to)
    return [Hours(*(datetime.combine(day, hour) for hour in hours), None, None, frozenset({_SCHOOL}))
            for day in days if day.isoweekday() in settings.school_days and day not in free]


def _protected_kinds(label: str) -> frozenset[str]:
    """What a label protects: kinds of places, or "street"; of words within words the longest decides."""
    words = venue_key(label) or ""
    known = [(phrase, protects) for phrase, protects in _vocabulary().items() if f" {phrase} " in f" {words} "]
    return frozenset(protects for phrase, protects in known
                     if not any(phrase != other and phrase in other for other, _ in known))


@lru_cache(maxsize=1)
def _vocabulary() -> Mapping[str, str]:
    """Phrase -> what it protects, from the vocabulary `protected_times.csv`."""
    return {phrase: row["protects"] for row in read_table(DATA / "vocabulary" / "protected_times.csv")
            for phrase in row["words"].split("|")}


def _from_street(label: str) -> str:
    """A label from its street on: "Hari bebas kendaraan Jl. Ijen" names Jl. Ijen."""
    words = label.split()
    first = next((number for number, word in enumerate(words)
                  if word.lower().strip(".") in ("jl", "jln", "jalan")), len(words))
    return " ".join(words[first:])


def _days_of(events: pd.DataFrame) -> list[date]:
    """Every day on which an event is on or its people on the road: the days between the first and the last."""
    first, last = events["starts"].min().date(), events["ends_or_estimate"].max().date()
    return [first + timedelta(days=step) for step in range(-1, (last - first).days + 2)]


def _span(day: date) -> tuple[datetime, datetime]:
    return datetime.combine(day, time()), datetime.combine(day + timedelta(days=1), time())
