"""Clashes: pairs of events of different organisers that are too near each other in place and time."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pandas as pd

from lib.schedule.engine import fetch_frame, over_frames, read_sql
from lib.schedule.settings import RALLY, ClashSettings

EARTH_RADIUS_M = 6371008.8
"""Mean radius of the earth (IUGG)."""


@dataclass(frozen=True)
class Kind:
    """One kind of clash and its level: 5 critical, 4 high, 3 medium, 2 low."""

    name: str
    level: int


KINDS = {
    6: Kind("same_place", 5),
    5: Kind("rally_limit", 5),
    4: Kind("near", 4),
    3: Kind("wider", 3),
    2: Kind("large_crowds", 3),
    1: Kind("same_day", 2),
}
"""Kinds by the rank that clashes.sql gives a pair; a pair is of the highest that applies."""

# Columns of timed events that a clash is worked out from, with the type an empty column takes.
_COLUMNS = {
    "state": "str", "organiser": "str", "activity": "str", "starts": "datetime64[us]",
    "ends_or_estimate": "datetime64[us]", "end_is_estimate": "boolean", "venue": "str", "venue_id": "str",
    "venue_key": "str", "area_code": "str", "district_code": "str", "lat": "float64", "lon": "float64",
    "position_is_estimate": "boolean", "gathers": "boolean", "crowd_is_large": "boolean", "attendance": "Int64",
    "joint_key": "str",
}
_DEFAULTS = {"state": "planned", "end_is_estimate": False, "position_is_estimate": False, "gathers": True,
             "crowd_is_large": False}
_TEXTS = {"relation": "str", **{f"{name}_{side}": "str" for side in "ab" for name in (
    "organiser", "activity", "venue", "area", "district")}}
"""What stays text even where no clash is found: an empty result has no type of its own."""
_NECESSARY = ("event_id", "organiser", "activity", "starts", "ends_or_estimate")


def find_clashes(
    events: pd.DataFrame,
    settings: ClashSettings | None = None,
    *,
    neighbours: pd.DataFrame | None = None,
    least_level: int = 2,
) -> pd.DataFrame:
    """The clashes among the events of one city, one row a pair, by day, then gravest first.

    events: as `events.time_events` gives them; event_id may be whole numbers or texts, each once. neighbours:
    area_code, neighbour_code, either way round; without it only one and the same ward counts as near.

    Two events meet when their times, each widened by arrival before and dispersal after, overlap (half-open: to end
    where the other begins is not yet to overlap). The kinds, gravest first:

    - same_place (level 5): they meet at one venue, or within `same_place_m`;
    - rally_limit (5): rallies on one day of which the election's rule allows fewer;
    - near (4): they meet within `near_m`; where a point is unknown or only the ward's, in one ward;
    - wider (3): they meet within `far_m`; where a point is unknown or only the ward's, in neighbouring wards;
    - large_crowds (3): one district, one half-day (until noon, from noon), both crowds large;
    - same_day (2): one district, one day, nothing of the above.

    One organiser's events never clash, nor do those of one joint_key, cancelled ones, and those that do not gather.
    What is lower than `least_level` is not looked for, which saves most of the work.

    Columns: clash_key (ids and kind: a clash that becomes graver is another one), event_a < event_b, kind, level;
    starts and ends (of the overlap, or of the time between), day, overlap_minutes and gap_minutes (of the times as
    announced), distance_m (missing where a point is unknown); relation (what made them near: venue, metres, ward,
    neighbours, district, rule); end_is_estimate, position_is_estimate, is_estimate (either); and organiser,
    activity, venue, area, district, attendance of both, ending in _a and _b.

    Raises ValueError when a necessary column is missing or an event_id stands twice.
    """
    settings = settings or ClashSettings()
    timed, ids = _number_events(_complete(events))
    with over_frames(timed_events=timed, area_neighbours=_pairs_of_wards(neighbours)) as cursor:
        find_clash_pairs(cursor, settings, least_level)
        found = fetch_frame(cursor.execute(read_sql("clash_details")))
    return _finish(found, ids)


def count_clashes(
    events: pd.DataFrame,
    settings: ClashSettings | None = None,
    *,
    neighbours: pd.DataFrame | None = None,
    least_level: int = 2,
    first: date,
    last: date,
    organisers: Collection[str | None] | None = None,
) -> int:
    """How many rows of ``find_clashes`` are of the days `first` to `last`, without working out the rows.

    With `organisers` only those that either event of which is theirs.
    """
    timed, _ids = _number_events(_complete(events))
    with over_frames(timed_events=timed, area_neighbours=_pairs_of_wards(neighbours)) as cursor:
        find_clash_pairs(cursor, settings, least_level)
        (count,), = cursor.execute(read_sql("clash_count"), {
            "first": first, "last": last, "organisers": None if organisers is None else list(organisers)}).fetchall()
    return count


def find_clash_pairs(cursor: duckdb.DuckDBPyConnection, settings: ClashSettings | None = None,
                     least_level: int = 2) -> None:
    """Make the temporary table clash_pairs (event_a, event_b, kind_rank) on a cursor: the search without the details.

    The cursor must see timed_events (event_id a whole number) and area_neighbours (area_code, neighbour_code).
    Any number of cities may stand in it as long as the settings have no limit of rallies, which is a city's.
    """
    settings = settings or ClashSettings()
    reach_m = settings.far_m if least_level <= 3 else settings.near_m
    parameters = {
        "least_level": least_level,
        "least_rank": min(rank for rank, kind in KINDS.items() if kind.level >= least_level),
        "rally_activity": RALLY,
        "arrival_minutes": settings.arrival_minutes,
        "dispersal_minutes": settings.dispersal_minutes,
        "rallies_per_day": settings.rallies_per_day,
        "same_place_chord2": _squared_chord(settings.same_place_m),
        "near_chord2": _squared_chord(settings.near_m),
        "far_chord2": _squared_chord(reach_m),
        **_cell_of(cursor, reach_m),
    }
    cursor.execute(read_sql("clashes"), parameters)


def _squared_chord(metres: float) -> float:
    """The squared straight line through a globe of radius 1 between two points `metres` apart on the earth."""
    return (2 * math.sin(metres / (2 * EARTH_RADIUS_M))) ** 2


def _cell_of(cursor: duckdb.DuckDBPyConnection, reach_m: float) -> dict[str, float]:
    """Degrees of latitude and longitude that no two points within reach exceed, wherever the events are."""
    ((farthest,),) = cursor.execute("SELECT coalesce(max(abs(lat)), 0) FROM timed_events").fetchall()
    reach = math.degrees(reach_m / EARTH_RADIUS_M)
    shrinks = math.cos(math.radians(min(farthest + reach, 89)))
    return {"cell_lat": reach * 1.001, "cell_lon": reach * 1.001 / shrinks}


def _complete(events: pd.DataFrame) -> pd.DataFrame:
    """The columns a clash needs and no others, each in its type."""
    missing = [name for name in _NECESSARY if name not in events]
    if missing:
        raise ValueError(f"events lack {', '.join(missing)}")
    if events["event_id"].duplicated().any():
        raise ValueError("an event_id stands twice")
    empty = pd.Series(None, index=events.index, dtype="object")
    typed = {name: events.get(name, empty).astype(kind) for name, kind in _COLUMNS.items()}
    typed = {name: column.fillna(_DEFAULTS[name]) if name in _DEFAULTS else column for name, column in typed.items()}
    return pd.DataFrame({"event_id": events["event_id"], **typed})


def _number_events(events: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Events numbered in the order of their ids, and the ids by number: the search compares whole numbers fastest."""
    ids = np.sort(events["event_id"].to_numpy())
    return events.assign(event_id=np.searchsorted(ids, events["event_id"].to_numpy())), ids


def _pairs_of_wards(neighbours: pd.DataFrame | None) -> pd.DataFrame:
    if neighbours is None:
        neighbours = pd.DataFrame({"area_code": [], "neighbour_code": []})
    return neighbours[["area_code", "neighbour_code"]].astype("str")


def _finish(found: pd.DataFrame, ids: np.ndarray) -> pd.DataFrame:
    names = {rank: kind.name for rank, kind in KINDS.items()}
    levels = {rank: kind.level for rank, kind in KINDS.items()}
    first, second = ids[found["event_a"].to_numpy()], ids[found["event_b"].to_numpy()]
    kind = found["kind_rank"].map(names).astype("str")
    found = found.drop(columns=["event_a", "event_b", "kind_rank"]).astype(
        {**_TEXTS, "attendance_a": "Int64", "attendance_b": "Int64"})
    found.insert(0, "event_a", first)
    found.insert(1, "event_b", second)
    found.insert(2, "kind", kind)
    found.insert(3, "level", kind.map({names[rank]: levels[rank] for rank in KINDS}).astype("int64"))
    found.insert(0, "clash_key", found["event_a"].astype("str") + "-" + found["event_b"].astype("str") + "-" + kind)
    order = ["day", "level", "starts", "event_a", "event_b"]
    return found.sort_values(order, ascending=[True, False, True, True, True], ignore_index=True)
