"""From stored events to timed ones: end, point, district and whether people gather, with what is assumed marked."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache

import duckdb
import pandas as pd
import pyarrow as pa

from lib.schedule.engine import frame_from, over_tables, read_sql, table_from
from lib.schedule.settings import RALLY, EstimateSettings

# Columns of the canonical events that this room reads, with the type an empty column takes.
_COLUMNS = {
    "event_id": None, "state": "str", "organiser": "str", "activity": "str", "starts": "datetime64[us]",
    "ends": "datetime64[us]", "end_is_estimate": "boolean", "venue": "str", "venue_id": "str", "area_code": "str",
    "lat": "float64", "lon": "float64", "position_is_estimate": "boolean", "attendance": "Int64",
    "crowd_is_large": "boolean", "joint_key": "str",
}
_DERIVED = ("ends_or_estimate", "district_code", "gathers", "venue_key")
_NECESSARY = ("event_id", "organiser", "activity", "starts")
_WRITTEN_OUT = {"lap": "lapangan", "gd": "gedung", "ged": "gedung", "jl": "jalan", "jln": "jalan"}


def time_events(
    events: pd.DataFrame,
    *,
    activities: pd.DataFrame,
    areas: pd.DataFrame,
    venues: pd.DataFrame,
    settings: EstimateSettings | None = None,
) -> pd.DataFrame:
    """Events with everything a clash is judged by, in order of start; cancelled ones stay, with their state.

    events: canonical columns, of which event_id, organiser, activity and starts are necessary. activities: code,
    gathers. areas: area_code, district_code, lat, lon. venues: venue_id, area_code, lat, lon. Added or replaced:

    - ends_or_estimate, end_is_estimate: an end not told, or not after the start, is assumed by `settings`;
    - lat, lon, position_is_estimate: the venue's point, else the event's own, else its ward's reference point, else
      none; from the ward on it is an estimate;
    - area_code (else the venue's), district_code, venue_key (the venue's words as compared);
    - gathers (media and props do not), crowd_is_large.
    """
    told = table_from(_complete(events))
    with over_tables(
        told_events=told,
        venue_words=tabulate_venue_words(told["venue"]),
        activities=_table(activities, {"code": "str", "gathers": "boolean"}),
        areas=_table(areas, {"area_code": "str", "district_code": "str", "lat": "float64", "lon": "float64"}),
        venues=_table(venues, {"venue_id": "str", "area_code": "str", "lat": "float64", "lon": "float64"}),
    ) as cursor:
        make_timed_events(cursor, settings)
        return cursor.execute("FROM timed_events ORDER BY starts, event_id").df().astype({"venue_key": "str"})


def recognise_venues(events: pd.DataFrame, *, venues: pd.DataFrame, venue_names: pd.DataFrame) -> pd.DataFrame:
    """Events with venue_id set where the venue's words are exactly one known venue's name.

    venues: venue_id, area_code; venue_names: venue_id, name. A ward of the event that contradicts the venue's ward
    leaves it open, as does a name that several venues share; a venue_id that is there stays.
    """
    told = _table(events, {"venue": "str", "venue_id": "str", "area_code": "str"})
    words = tabulate_venue_words(
        told["venue"], venues=_table(venues, {"venue_id": "str", "area_code": "str"}),
        venue_names=_table(venue_names, {"venue_id": "str", "name": "str"}))
    numbered = told.append_column("row", pa.array(range(len(told)), pa.int64()))
    with over_tables(told_events=numbered, venue_words=words) as cursor:
        _make_recognised_events(cursor)
        found = frame_from(cursor.execute("SELECT venue_id FROM recognised_events ORDER BY row").to_arrow_table())
    return events.assign(venue_id=found["venue_id"].set_axis(events.index))


def make_timed_events(cursor: duckdb.DuckDBPyConnection, settings: EstimateSettings | None = None) -> None:
    """Make the temporary table timed_events on a cursor: what ``recognise_venues`` and then ``time_events`` give.

    The cursor must see told_events (all canonical columns that this room reads, and others), venue_words
    (``tabulate_venue_words``), activities, areas and venues.
    """
    _make_recognised_events(cursor)
    cursor.execute("CREATE OR REPLACE TEMP TABLE timed_events AS " + read_sql("events"),
                   {"rally_activity": RALLY, **asdict(settings or EstimateSettings())})


def tabulate_venue_words(words: pa.ChunkedArray, *, venues: pa.Table | None = None,
                         venue_names: pa.Table | None = None) -> pa.Table:
    """What each distinct text of a venue means: words, key (``venue_key``), venue_id and area_code.

    The venue is the only one that has a name of that key; none without `venues` and `venue_names`.
    """
    distinct = words.unique().drop_null().to_pylist()
    keys = [venue_key(each) for each in distinct]
    known = {} if venue_names is None else _venues_by_key(venue_names)
    wards = {} if venues is None else dict(zip(venues["venue_id"].to_pylist(), venues["area_code"].to_pylist(),
                                               strict=True))
    found = [known.get(key) for key in keys]
    columns = {"words": distinct, "key": keys, "venue_id": found, "area_code": [wards.get(each) for each in found]}
    return pa.table({name: pa.array(texts, pa.string()) for name, texts in columns.items()})


@lru_cache(maxsize=65_536)
def venue_key(words: str | None) -> str | None:
    """A venue's words as they are compared: "Lap. Rampal" and "LAPANGAN  RAMPAL" are one; None when nothing is left."""
    if words is None or pd.isna(words):
        return None
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return " ".join(_WRITTEN_OUT.get(word, word) for word in re.findall(r"[a-z0-9]+", plain)) or None


def _venues_by_key(venue_names: pa.Table) -> dict[str | None, str]:
    """The venue of each key that is one venue's alone."""
    having: dict[str | None, set[str]] = defaultdict(set)
    for name, venue_id in zip(venue_names["name"].to_pylist(), venue_names["venue_id"].to_pylist(), strict=True):
        having[venue_key(name)].add(venue_id)
    return {key: venue_id for key, (venue_id, *others) in having.items() if key is not None and not others}


def _make_recognised_events(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute("CREATE OR REPLACE TEMP VIEW recognised_events AS " + read_sql("recognised_events"))


def _table(frame: pd.DataFrame, columns: Mapping[str, str]) -> pa.Table:
    return table_from(_typed(frame, columns)[list(columns)])


def _complete(events: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in _NECESSARY if name not in events]
    if missing:
        raise ValueError(f"events lack {', '.join(missing)}")
    return _typed(events.drop(columns=[name for name in _DERIVED if name in events]), _COLUMNS)


def _typed(frame: pd.DataFrame, columns: Mapping[str, str | None]) -> pd.DataFrame:
    """The frame with all of `columns`, each in its type: a column of nothing has no type DuckDB could guess."""
    empty = pd.Series(None, index=frame.index, dtype="object")
    typed = {name: frame.get(name, empty) for name in columns}
    return frame.assign(**{name: column.astype(columns[name]) if columns[name] else column
                           for name, column in typed.items()})
