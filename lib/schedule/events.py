"""From stored events to timed ones: end, point, district and whether people gather, with what is assumed marked."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache

import pandas as pd

from lib.schedule.engine import over_frames, read_sql
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
    settings = settings or EstimateSettings()
    with over_frames(
        events=_complete(events),
        activities=_typed(activities, {"code": "str", "gathers": "boolean"}),
        areas=_typed(areas, {"area_code": "str", "district_code": "str", "lat": "float64", "lon": "float64"}),
        venues=_typed(venues, {"venue_id": "str", "area_code": "str", "lat": "float64", "lon": "float64"}),
    ) as cursor:
        timed = cursor.execute(read_sql("events"), {"rally_activity": RALLY, **asdict(settings)}).df()
    return timed.assign(venue_key=_keys(timed["venue"]))


def recognise_venues(events: pd.DataFrame, *, venues: pd.DataFrame, venue_names: pd.DataFrame) -> pd.DataFrame:
    """Events with venue_id set where the venue's words are exactly one known venue's name.

    venues: venue_id, area_code; venue_names: venue_id, name. A ward of the event that contradicts the venue's ward
    leaves it open, as does a name that several venues share; a venue_id that is there stays.
    """
    named = venue_names.assign(key=venue_names["name"].map(venue_key))
    named = named.dropna(subset=["key"]).drop_duplicates(["key", "venue_id"]).drop_duplicates("key", keep=False)
    found = _keys(events["venue"]).map(named.set_index("key")["venue_id"])
    wards = found.map(venues.set_index("venue_id")["area_code"])
    told = events["area_code"] if "area_code" in events else pd.Series(None, index=events.index, dtype="str")
    agrees = wards.isna() | told.isna() | (wards == told)
    there = events["venue_id"] if "venue_id" in events else pd.Series(None, index=events.index, dtype="str")
    return events.assign(venue_id=there.where(there.notna(), found.where(agrees)))


@lru_cache(maxsize=65_536)
def venue_key(words: str | None) -> str | None:
    """A venue's words as they are compared: "Lap. Rampal" and "LAPANGAN  RAMPAL" are one; None when nothing is left."""
    if words is None or pd.isna(words):
        return None
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return " ".join(_WRITTEN_OUT.get(word, word) for word in re.findall(r"[a-z0-9]+", plain)) or None


def _keys(venues: pd.Series) -> pd.Series:
    """The key of each venue, worked out once per distinct text."""
    keys = {words: venue_key(words) for words in venues.dropna().unique()}
    return venues.map(keys).astype("str")


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
