"""Clashes: pairs of events of different organisers that are too near each other in place and time."""

import math
from collections.abc import Collection
from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from lib.schedule.distances import EARTH_RADIUS_M
from lib.schedule.engine import frame_from, over_frames, read_sql
from lib.schedule.kinds import KINDS, NEAR_KINDS
from lib.schedule.settings import RALLY, ClashSettings

_NAMES = pa.array([KINDS[rank].name for rank in sorted(KINDS)])
_LEVELS = pa.array([KINDS[rank].level for rank in sorted(KINDS)])
_RANKS = pa.array(sorted(KINDS), pa.int32())

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
_MAY_LACK = ("event_b", "attendance_a", "attendance_b", "needed_minutes", "capacity")
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

    - same_place (level 5): both are on at one venue, or within `same_place_m`, at the same time;
    - rally_limit (5): rallies on one day of which the election's rule allows fewer;
    - change_over (4): there one is over before the other begins, and they meet by arrival and dispersal alone;
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
    activity, venue, area, district, attendance of both, ending in _a and _b. What stands behind those columns belongs
    to the kinds of ``find_all_clashes`` and is missing here.

    Raises ValueError when a necessary column is missing or an event_id stands twice.
    """
    settings = settings or ClashSettings()
    timed, ids = number_events(complete_events(events))
    with over_frames(timed_events=timed, area_neighbours=pairs_of_wards(neighbours)) as cursor:
        find_clash_pairs(cursor, settings, least_level)
        return fetch_clashes(cursor, ids)


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
    timed, _ = number_events(complete_events(events))
    with over_frames(timed_events=timed, area_neighbours=pairs_of_wards(neighbours)) as cursor:
        find_clash_pairs(cursor, settings, least_level)
        narrow_clash_pairs(cursor, first=first, last=last, organisers=organisers)
        return count_clash_pairs(cursor)


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
        "least_rank": min(rank for rank, kind in NEAR_KINDS.items() if kind.level >= least_level),
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
    cursor.execute(read_sql("clash_facts"))


def narrow_clash_pairs(
    cursor: duckdb.DuckDBPyConnection,
    *,
    first: date,
    last: date,
    levels: Collection[int] | None = None,
    districts: Collection[str] | None = None,
    organisers: Collection[str | None] | None = None,
    own: Collection[str | None] | None = None,
) -> None:
    """Leave in clash_pairs only those of the days `first` to `last` and of what is chosen; None means all.

    A clash belongs to a district when either event is in it, and to an organiser when it is either's. `own` narrows
    like `organisers`, and both may: the one is what the reader may be told, the other what the reader asked.
    """
    ranks = None if levels is None else [rank for rank, kind in KINDS.items() if kind.level in levels]
    lists = {"ranks": ranks, "districts": districts, "organisers": organisers, "own": own}
    cursor.execute(read_sql("narrowed_pairs"), {
        "first": first, "last": last, **{name: each if each is None else list(each) for name, each in lists.items()}})


def count_clash_pairs(cursor: duckdb.DuckDBPyConnection) -> int:
    """How many pairs ``find_clash_pairs`` found and ``narrow_clash_pairs`` left."""
    ((count,),) = cursor.execute("SELECT count(*) FROM clash_pairs").fetchall()
    return count


def fetch_clashes(cursor: duckdb.DuckDBPyConnection, ids: pa.Array | None = None) -> pd.DataFrame:
    """The pairs of clash_pairs in the rows of ``find_clashes``; `ids` are the events' own where they are numbered."""
    found = cursor.execute(read_sql("clash_details")).to_arrow_table()
    first, second, rank, *columns = found.columns
    if ids is not None:
        first, second = ids.take(first), ids.take(second)
    number = pc.index_in(rank.cast(pa.int32()), _RANKS)
    kind = _NAMES.take(number)
    key = pc.binary_join_element_wise(first.cast(pa.string()), second.cast(pa.string()), kind, "-",
                                      null_handling="skip")
    clashes = pa.table([key, first, second, kind, _LEVELS.take(number), *columns], names=[
        "clash_key", "event_a", "event_b", "kind", "level", *found.column_names[3:]])
    clashes = clashes.sort_by([("day", "ascending"), ("level", "descending"), ("starts", "ascending"),
                               ("event_a", "ascending"), ("event_b", "ascending")])
    return frame_from(clashes, may_lack=_MAY_LACK)


def _squared_chord(metres: float) -> float:
    """The squared straight line through a globe of radius 1 between two points `metres` apart on the earth."""
    return (2 * math.sin(metres / (2 * EARTH_RADIUS_M))) ** 2


def _cell_of(cursor: duckdb.DuckDBPyConnection, reach_m: float) -> dict[str, float]:
    """Degrees of latitude and longitude that no two points within reach exceed, wherever the events are."""
    ((farthest,),) = cursor.execute("SELECT coalesce(max(abs(lat)), 0) FROM timed_events").fetchall()
    reach = math.degrees(reach_m / EARTH_RADIUS_M)
    shrinks = math.cos(math.radians(min(farthest + reach, 89)))
    return {"cell_lat": reach * 1.001, "cell_lon": reach * 1.001 / shrinks}


def complete_events(events: pd.DataFrame) -> pd.DataFrame:
    """The columns a clash needs and no others, each in its type; raises ValueError as ``find_clashes`` does."""
    missing = [name for name in _NECESSARY if name not in events]
    if missing:
        raise ValueError(f"events lack {', '.join(missing)}")
    if events["event_id"].duplicated().any():
        raise ValueError("an event_id stands twice")
    empty = pd.Series(None, index=events.index, dtype="object")
    typed = {name: events.get(name, empty).astype(kind) for name, kind in _COLUMNS.items()}
    typed = {name: column.fillna(_DEFAULTS[name]) if name in _DEFAULTS else column for name, column in typed.items()}
    return pd.DataFrame({"event_id": events["event_id"], **typed})


def number_events(events: pd.DataFrame) -> tuple[pd.DataFrame, pa.Array | None]:
    """Events whose ids are whole numbers, and their own ids by number where those are texts.

    The search compares whole numbers fastest. Texts are numbered in their order.
    """
    if pd.api.types.is_integer_dtype(events["event_id"]):
        return events, None
    ids = np.sort(events["event_id"].to_numpy())
    return events.assign(event_id=np.searchsorted(ids, events["event_id"].to_numpy())), pa.array(ids)


def pairs_of_wards(neighbours: pd.DataFrame | None) -> pd.DataFrame:
    if neighbours is None:
        neighbours = pd.DataFrame({"area_code": [], "neighbour_code": []})
    return neighbours[["area_code", "neighbour_code"]].astype("str")
