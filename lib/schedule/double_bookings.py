"""One speaker, or one organiser's large events, in two places that cannot be reached in time."""

from collections import defaultdict

import numpy as np
import pandas as pd

from lib.schedule.distances import haversine
from lib.schedule.engine import over_frames, read_sql
from lib.schedule.kinds import RANKS
from lib.schedule.settings import PARADE, RALLY, TravelSettings
from lib.schedule.speakers import read_speakers

_SAME_PLACE_M = 150
_REACH_MS = 4 * 3_600_000  # no journey within a city takes longer
_BIG = (RALLY, PARADE)


def find_double_bookings(events: pd.DataFrame, settings: TravelSettings | None = None) -> pd.DataFrame:
    """The pairs of events that need one person, or one organiser, in two places at once, as facts of a clash.

    events: timed events that count, with speakers (texts, or lists of them) where they are known. The kinds:

    - same_speaker (level 3): one name, letter by letter, in both lists of speakers, of whichever organisers. It may be
      two persons, or one who speaks early here and late there: it is a question, not a finding.
    - organiser_twice (2): one organiser's rallies, parades or large crowds. Its small meetings are left out: branches
      hold them side by side, with people of their own.

    Two places cannot be reached in time when the events overlap, or when the time between is shorter than the journey
    (straight line times `detour` at `speed_kmh`). One place and places that may be one are left out.

    Columns: event_a < event_b, kind_rank, against (the speaker's name as it is written), needed_minutes (missing where
    a point is unknown).
    """
    settings = settings or TravelSettings()
    bookings = _book(events)
    columns = ["event_a", "event_b", "kind_rank", "against", "needed_minutes"]
    if bookings.empty:
        return pd.DataFrame(columns=columns)
    placed = ["event_id", "starts", "ends_or_estimate", "venue_id", "venue_key", "area_code", "lat", "lon",
              "position_is_estimate"]
    with over_frames(bookings=bookings, timed_events=events[placed]) as cursor:
        pairs = cursor.execute(read_sql("double_bookings"), {"reach_ms": _REACH_MS}).df()
    metres = haversine(*(pairs[name].astype("float64") for name in ("lat_a", "lon_a", "lat_b", "lon_b")))
    needed = np.ceil(metres * settings.detour / (settings.speed_kmh * 1000 / 60))
    gap = (pairs["later_start"] - pairs["earlier_end"]).dt.total_seconds() / 60
    is_elsewhere = np.where(np.isnan(metres) | pairs["position_is_estimate"], pairs["differ"], metres > _SAME_PLACE_M)
    late = ~pairs["is_one_venue"] & is_elsewhere & ((gap < 0) | (gap < np.nan_to_num(needed)))
    found = pairs.assign(kind_rank=pairs["kind"].map(RANKS), needed_minutes=needed,
                         against=pairs["name"].where(pairs["kind"] == "same_speaker", None))[late]
    pair = columns[:3]
    names: dict[tuple, list[str]] = defaultdict(list)  # several speakers may be wanted in both
    for *key, name in found[[*pair, "against"]].itertuples(index=False):
        names[tuple(key)] += [name] if isinstance(name, str) else []
    once = found.drop_duplicates(pair)
    keys = once[pair].itertuples(index=False, name=None)
    return once.assign(against=[", ".join(names[key]) or None for key in keys])[columns].reset_index(drop=True)


def _book(events: pd.DataFrame) -> pd.DataFrame:
    """Who is needed where: event_id, kind, key, name."""
    told = events["speakers"] if "speakers" in events else pd.Series(None, index=events.index, dtype="object")
    rows = [(event_id, "same_speaker", key, name)
            for event_id, speakers in zip(events["event_id"], told, strict=True)
            for key, name in read_speakers(speakers).items()]
    big = events[events["activity"].isin(_BIG) | events["crowd_is_large"]]
    rows += [(event_id, "organiser_twice", organiser, None)
             for event_id, organiser in zip(big["event_id"], big["organiser"], strict=True)]
    return pd.DataFrame(rows, columns=["event_id", "kind", "key", "name"]).astype({
        "event_id": "int64", "kind": "str", "key": "str", "name": "str"})
