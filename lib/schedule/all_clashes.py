"""Every kind of clash among the events of one city: the one way by which pages and commands come to them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import duckdb
import pandas as pd
import pyarrow as pa

from lib.schedule.clashes import complete_events, fetch_clashes, find_clash_pairs, number_events, pairs_of_wards
from lib.schedule.crowd_limits import find_crowd_limits
from lib.schedule.double_bookings import find_double_bookings
from lib.schedule.engine import frame_from, over_frames, read_sql, table_from
from lib.schedule.joint_events import find_joint_events
from lib.schedule.kinds import KINDS, LEVELS, RANKS
from lib.schedule.paths import make_paths
from lib.schedule.protected_times import find_protected_times, kind_of_day
from lib.schedule.road_clashes import find_road_clashes
from lib.schedule.settings import ScheduleSettings
from lib.schedule.surroundings import Surroundings

MORE_COLUMNS = ("title", "route", "gathering_point", "speakers")
"""What events may tell beyond what crowds close by are judged by; each is optional."""

_FACTS = {
    "event_a": "Int64", "event_b": "Int64", "pair_b": "Int64", "kind_rank": "Int32", "starts": "datetime64[us]",
    "ends": "datetime64[us]", "distance_m": "float64", "position_is_estimate": "boolean", "against": "str",
    "occasion": "str", "occasion_en": "str", "phase_a": "str", "phase_b": "str",
    "route_is_estimate": "boolean", "needed_minutes": "Int32", "capacity": "Int32", "capacity_source": "str",
}
_MEETING = [rank for rank in KINDS if rank < 100 and rank != RANKS["shared_capacity"]]
_PAIRS = "SELECT DISTINCT event_a, event_b FROM clash_pairs ORDER BY ALL"
_GRAVEST = """
    SELECT DISTINCT event_a AS event_id, kind_rank FROM clash_pairs
    UNION SELECT DISTINCT event_b, kind_rank FROM clash_pairs WHERE event_b IS NOT NULL
"""
_ONLY_OF = "DELETE FROM clash_pairs WHERE event_a <> $event_id AND event_b IS DISTINCT FROM $event_id"
_GRAVEST_DOUBLE_BOOKING = max(KINDS[RANKS[name]].level for name in ("same_speaker", "organiser_twice"))
_COUNTED = "SELECT * FROM timed_events WHERE gathers AND state <> 'cancelled' ORDER BY event_id"


def find_all_clashes(
    events: pd.DataFrame,
    settings: ScheduleSettings | None = None,
    *,
    surroundings: Surroundings | None = None,
    least_level: int = 2,
) -> pd.DataFrame:
    """The clashes of every kind among the events of one city, by day, then gravest first.

    events: as ``time_events`` gives them, with title, route, gathering_point and speakers where they are known.

    Of two crowds that meet there is one row, of the gravest kind: those of ``find_clashes`` and of
    ``find_road_clashes``, or shared_capacity of ``find_crowd_limits``. Beside it stand the other kinds:
    over_capacity, ``find_double_bookings`` and ``find_protected_times``. Joint events are no clash, by joint_key or by
    naming each other (``find_joint_events``).

    Columns: those of ``find_clashes``, with event_b and all that ends in _b missing where an event collides with a
    place or a day, and then: against (the road, person, place or street), occasion and occasion_en (the hours or the
    day protected there, in both languages), phase_a and phase_b (what each crowd is doing then: approach, dispersal,
    parade, or venue), route_is_estimate (a straight line stands in for a route), needed_minutes (from one place to the
    other), capacity and capacity_source.

    Raises ValueError as ``find_clashes`` does.
    """
    with _over_pairs(events, settings, surroundings, least_level) as (cursor, ids):
        return fetch_clashes(cursor, ids)


def find_all_pairs(
    events: pd.DataFrame,
    settings: ScheduleSettings | None = None,
    *,
    surroundings: Surroundings | None = None,
    least_level: int = 2,
) -> pd.DataFrame:
    """event_a and event_b of ``find_all_clashes``, each pair once, without working out the rest of the rows.

    event_b is missing where an event collides with a place or a day.
    """
    with _over_pairs(events, settings, surroundings, least_level) as (cursor, ids):
        pairs = cursor.execute(_PAIRS).to_arrow_table()
        return frame_from(pairs if ids is None else pa.table({
            name: ids.take(pairs[name]) for name in pairs.column_names}), may_lack=("event_b",))


def find_event_clashes(
    events: pd.DataFrame,
    event_id: int,
    settings: ScheduleSettings | None = None,
    *,
    surroundings: Surroundings | None = None,
) -> tuple[pd.DataFrame, pd.Series]:
    """The rows of ``find_all_clashes`` that are this event's, and the level of every event's gravest clash by its id.

    event_id must be a whole number. To work out the rows of all the others would take longer than to find them.
    """
    with _over_pairs(events, settings, surroundings, 2) as (cursor, _ids):
        ranks = cursor.execute(_GRAVEST).df()
        cursor.execute(_ONLY_OF, {"event_id": event_id})
        levels = ranks.assign(level=ranks["kind_rank"].map(lambda rank: KINDS[rank].level))
        return fetch_clashes(cursor), levels.groupby("event_id")["level"].max()


@contextmanager
def _over_pairs(events: pd.DataFrame, settings: ScheduleSettings | None, surroundings: Surroundings | None,
                least_level: int) -> Iterator[tuple[duckdb.DuckDBPyConnection, pa.Array | None]]:
    """A cursor with the table clash_pairs, and the events' own ids where those are texts."""
    settings, surroundings = settings or ScheduleSettings(), surroundings or Surroundings()
    more = events[[name for name in MORE_COLUMNS if name in events]]
    numbered, ids = number_events(complete_events(events))
    timed = pd.concat([numbered, more], axis=1)
    if "speakers" in more:
        timed["speakers"] = more["speakers"].map(_as_list)
    with over_frames(timed_events=timed, area_neighbours=pairs_of_wards(surroundings.neighbours)) as cursor:
        find_all_clash_pairs(cursor, surroundings, settings, least_level)
        yield cursor, ids


def find_all_clash_pairs(cursor: duckdb.DuckDBPyConnection, surroundings: Surroundings,
                         settings: ScheduleSettings | None = None, least_level: int = 2) -> None:
    """Make the temporary tables clash_pairs and clash_facts of every kind on a cursor.

    The cursor must see timed_events (event_id a whole number) and area_neighbours, as for ``find_clash_pairs``.
    """
    settings = settings or ScheduleSettings()
    find_clash_pairs(cursor, settings.clashes, least_level)
    events = frame_from(cursor.execute(_COUNTED).to_arrow_table()).astype({"attendance": "Int64"})
    facts = _gather_facts(events, surroundings, settings, least_level)
    joint = _held_together(events, surroundings)
    cursor.register("found_facts", table_from(facts))
    cursor.register("held_together", table_from(joint))
    cursor.execute("INSERT INTO clash_facts SELECT * FROM found_facts")
    cursor.execute(read_sql("added_pairs"), {
        "ranks": [rank for rank, kind in KINDS.items() if kind.level >= least_level], "meeting": _MEETING})


def _gather_facts(events: pd.DataFrame, surroundings: Surroundings, settings: ScheduleSettings,
                  least_level: int) -> pd.DataFrame:
    """What the kinds beyond crowds close by find, in the columns of clash_facts.sql.

    What is lower than `least_level` may be missing: two of the searches find nothing else.
    """
    protected = _keep_quiet_days(surroundings) if least_level > LEVELS["worship_hours"] else surroundings
    gazetteer = surroundings.gazetteer() if _tells_of_roads(events) else Surroundings().gazetteer()
    paths = make_paths(events, gazetteer, settings.roads)
    found = [
        find_road_clashes(paths, settings.roads),
        find_crowd_limits(events, surroundings.venues),
        find_double_bookings(events if least_level <= _GRAVEST_DOUBLE_BOOKING else events.iloc[:0], settings.travel),
        find_protected_times(events, places=protected.places, weekly_windows=protected.weekly_windows,
                             calendar_days=protected.calendar_days, venue_names=surroundings.venue_names,
                             paths=paths, settings=settings.protected),
    ]
    return _typed(found)


def _keep_quiet_days(surroundings: Surroundings) -> Surroundings:
    """Without the places and hours that only lower levels know; of the days those on which any gathering is grave."""
    days = surroundings.calendar_days
    return replace(surroundings, places=surroundings.places.iloc[:0],
                   weekly_windows=surroundings.weekly_windows.iloc[:0],
                   calendar_days=days[days["kind"].map(kind_of_day) == "quiet_period"])


def _typed(found: Sequence[pd.DataFrame]) -> pd.DataFrame:
    frames = [frame.astype("object") for frame in found if len(frame)]
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    rows = rows.reindex(columns=list(_FACTS))
    rows["pair_b"] = rows["event_b"].where(rows["event_b"].notna(), -1)
    return rows.astype("object").where(rows.notna(), None).astype(_FACTS)


def _held_together(events: pd.DataFrame, surroundings: Surroundings) -> pd.DataFrame:
    """Joint events by the office's key or by naming each other."""
    keyed = events.loc[events["joint_key"].notna(), ["event_id", "joint_key"]]
    linked = keyed.merge(keyed, on="joint_key", suffixes=("_a", "_b")).rename(
        columns={"event_id_a": "event_a", "event_id_b": "event_b"})
    linked = linked.loc[linked["event_a"] < linked["event_b"], ["event_a", "event_b"]].astype("int64")
    naming = find_joint_events(events, surroundings.organisers)
    return pd.concat([linked, naming], ignore_index=True).drop_duplicates()


def _tells_of_roads(events: pd.DataFrame) -> bool:
    return any(name in events and events[name].notna().any() for name in ("route", "gathering_point"))


def _as_list(told: object) -> list[str] | None:
    """Speakers as the store has them, a list of texts; of a file they are one text."""
    if isinstance(told, str):
        return [told]
    return list(told) if isinstance(told, Iterable) else None
