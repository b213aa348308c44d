"""One speaker, or one organiser's large events, in two places that cannot be reached in time."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.schedule.distances import haversine
from lib.schedule.kinds import RANKS
from lib.schedule.settings import PARADE, RALLY, TravelSettings
from lib.schedule.spans import find_overlaps
from lib.schedule.speakers import read_speakers

_SAME_PLACE_M = 150
_REACH = np.timedelta64(4, "h")  # no journey within a city takes longer
_BIG = (RALLY, PARADE)
_COLUMNS = ["event_a", "event_b", "kind_rank", "against", "needed_minutes"]
_MINUTE = np.timedelta64(60_000_000, "us")


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
    bookings = _book(events)
    one, other = _within_a_day(events, bookings)
    late, needed = _judge(events, bookings["row"].to_numpy()[one], bookings["row"].to_numpy()[other],
                          settings or TravelSettings())
    ids, kinds, names = (bookings[name].tolist() for name in ("event_id", "kind", "name"))
    wanted: dict[tuple, list[str]] = defaultdict(list)  # several speakers may be wanted in both
    minutes: dict[tuple, float] = {}
    for a, b, journey in zip(one[late].tolist(), other[late].tolist(), needed[late].tolist(), strict=True):
        pair = *sorted((ids[a], ids[b])), RANKS[kinds[a]]
        wanted[pair] += [min(names[a], names[b])] if isinstance(names[a], str) else []
        minutes[pair] = journey
    rows = [(*pair, ", ".join(sorted(wanted[pair])) or None, minutes[pair]) for pair in sorted(minutes)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"needed_minutes": "float64"})


def _book(events: pd.DataFrame) -> pd.DataFrame:
    """Who is needed where: event_id, row (its place in `events`), kind, key, name."""
    ids = events["event_id"].tolist()
    rows = []
    if "speakers" in events:
        rows += [(event_id, row, "same_speaker", key, name)
                 for row, (event_id, speakers) in enumerate(zip(ids, events["speakers"], strict=True))
                 for key, name in read_speakers(speakers).items()]
    is_big = (events["activity"].isin(_BIG) | events["crowd_is_large"]).to_numpy(dtype=bool)
    organisers = events["organiser"].tolist()
    rows += [(ids[row], row, "organiser_twice", organisers[row], None) for row in np.flatnonzero(is_big).tolist()]
    return pd.DataFrame(rows, columns=["event_id", "row", "kind", "key", "name"]).astype({
        "row": "int64", "name": "object"})


def _within_a_day(events: pd.DataFrame, bookings: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of bookings of one key on one day, that of a journey's end included, by their place in `bookings`."""
    rows = bookings["row"].to_numpy()
    first, last = ((events[name].to_numpy(dtype="datetime64[us]")[rows] + late).astype("datetime64[D]").astype("int64")
                   for name, late in (("starts", np.timedelta64(0, "us")), ("ends_or_estimate", _REACH)))
    whose = bookings.groupby(["kind", "key"]).ngroup().to_numpy()
    # Each key has a calendar of its own, far from all others'.
    apart = whose * (int(last.max() - first.min()) + 2 if len(rows) else 0)
    return find_overlaps(first + apart, last + 1 + apart)


def _judge(events: pd.DataFrame, a: np.ndarray, b: np.ndarray, settings: TravelSettings,
           ) -> tuple[np.ndarray, np.ndarray]:
    """Of pairs of rows of `events`: whether nobody can be at both, and the minutes of the journey (NaN: not known)."""
    lat, lon = (events[name].to_numpy(dtype="float64") for name in ("lat", "lon"))
    starts, ends = (events[name].to_numpy(dtype="datetime64[us]") for name in ("starts", "ends_or_estimate"))
    is_estimate = events["position_is_estimate"].to_numpy(dtype=bool)
    venue, words, ward = (_compare(events[name], a, b) for name in ("venue_id", "venue_key", "area_code"))
    is_one_venue = np.where(venue.told, venue.same, words.told & words.same & ward.same)
    differ = venue.differ | words.differ | ward.differ
    metres = haversine(lat[a], lon[a], lat[b], lon[b])
    needed = np.ceil(metres * settings.detour / (settings.speed_kmh * 1000 / 60))
    gap = (np.maximum(starts[a], starts[b]) - np.minimum(ends[a], ends[b])) / _MINUTE
    is_elsewhere = np.where(np.isnan(metres) | is_estimate[a] | is_estimate[b], differ, metres > _SAME_PLACE_M)
    return ~is_one_venue & is_elsewhere & ((gap < 0) | (gap < np.nan_to_num(needed))), needed


class _Compared(NamedTuple):
    """Of pairs: whether both tell something, and whether it is the same; what neither tells is the same too."""

    told: np.ndarray
    same: np.ndarray

    @property
    def differ(self) -> np.ndarray:
        return self.told & ~self.same


def _compare(texts: pd.Series, a: np.ndarray, b: np.ndarray) -> _Compared:
    codes = pd.factorize(texts)[0]
    return _Compared((codes[a] >= 0) & (codes[b] >= 0), codes[a] == codes[b])
