"""The schedule of some days, read from the store: timed events and the clashes among them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pandas as pd

from lib.schedule.clashes import count_clashes, find_clashes
from lib.schedule.events import recognise_venues, time_events
from lib.schedule.settings import ClashSettings, read_rallies_per_day
from lib.store import Reader

EVENTS = "FROM events WHERE starts >= $first AND starts < $after ORDER BY starts, event_id"
EVENT_COUNT = "SELECT count(*) FROM events WHERE starts >= $first AND starts < $after"
RULES = "SELECT category, method, param, value FROM rules WHERE category = 'clash'"

PARTY = "SELECT organiser FROM viewer WHERE role = 'party'"
EVENT_TOTALS = """
    SELECT t.day, d.name AS district, t.activity, sum(t.events) AS events
    FROM event_totals AS t LEFT JOIN districts AS d USING (district_code)
    WHERE t.day BETWEEN $first AND $last
    GROUP BY ALL ORDER BY t.day, d.name NULLS LAST, t.activity
"""

MARGIN = timedelta(days=1)
"""Events of the day before and after are read too: a night event reaches into the next day."""


@dataclass(frozen=True)
class Schedule:
    """Timed events and clashes of a span of days, as frames (``time_events``, ``find_clashes``)."""

    events: pd.DataFrame
    clashes: pd.DataFrame


@dataclass(frozen=True)
class ScheduleCounts:
    """How many events start in a span of days, and how many clashes there are."""

    events: int
    clashes: int


def load_schedule(read: Reader, first: date, last: date, districts: tuple[str, ...] = (),
                  organisers: tuple[str, ...] = (), levels: tuple[int, ...] = ()) -> Schedule:
    """The events that start on the days `first` to `last`, and their clashes; empty choices mean all.

    A clash belongs to a district when either event is in it, and to an organiser when it is either's. A party is told
    of the clashes of its own events only.
    """
    timed = _time_events(read, first, last)
    clashes = find_clashes(timed, _read_settings(read), neighbours=read.frame("FROM area_neighbours"),
                           least_level=min(levels, default=2))
    if (own := _own_party(read)) is not None:
        clashes = clashes[_involves(clashes, own)]
    return _narrow(Schedule(timed, clashes), first, last, districts, organisers, levels)


def count_schedule(read: Reader, first: date, last: date, least_level: int = 2) -> ScheduleCounts:
    """How much ``load_schedule`` of these days would hold, without working out the rows."""
    timed = _time_events(read, first, last)
    clashes = count_clashes(timed, _read_settings(read), neighbours=read.frame("FROM area_neighbours"),
                            least_level=least_level, first=first, last=last, organisers=_own_party(read))
    return ScheduleCounts(int(_starts_in(timed["starts"], first, last).sum()), clashes)


def count_events(read: Reader, first: date, last: date) -> int:
    """How many events ``load_schedule`` of these days would hold."""
    return read.value(EVENT_COUNT, first=datetime.combine(first, time()),
                      after=datetime.combine(last + timedelta(days=1), time()))


def load_event_totals(read: Reader, first: date, last: date) -> pd.DataFrame:
    """Events by day, district (missing where not known) and activity code."""
    return read.frame(EVENT_TOTALS, first=first, last=last)


def load_areas(read: Reader) -> pd.DataFrame:
    """The wards: area_code, name, district_code and the district's name."""
    return read.frame("SELECT a.area_code, a.name, a.district_code, d.name AS district FROM areas AS a "
                      "JOIN districts AS d USING (district_code) ORDER BY a.area_code")


def _time_events(read: Reader, first: date, last: date) -> pd.DataFrame:
    events = read.frame(EVENTS, first=datetime.combine(first - MARGIN, time()),
                        after=datetime.combine(last + MARGIN + timedelta(days=1), time()))
    venues = read.frame("SELECT venue_id, area_code, lat, lon FROM venues")
    named = recognise_venues(events, venues=venues, venue_names=read.frame("FROM venue_names"))
    return time_events(
        named, venues=venues, activities=read.frame("SELECT code, gathers FROM activities"),
        areas=read.frame("SELECT area_code, district_code, lat, lon FROM areas"))


def _read_settings(read: Reader) -> ClashSettings:
    return ClashSettings(rallies_per_day=read_rallies_per_day(read.rows(RULES)))


def _own_party(read: Reader) -> list[str | None] | None:
    """The party whose clashes alone the reader is told of; None for who is told of all."""
    return [row["organiser"] for row in read.rows(PARTY)] or None


def _starts_in(starts: pd.Series, first: date, last: date) -> pd.Series:
    return (starts >= pd.Timestamp(first)) & (starts < pd.Timestamp(last) + pd.Timedelta(days=1))


def _narrow(schedule: Schedule, first: date, last: date, districts: tuple[str, ...], organisers: tuple[str, ...],
            levels: tuple[int, ...]) -> Schedule:
    events, clashes = schedule.events, schedule.clashes
    events = events[_starts_in(events["starts"], first, last)]
    clashes = clashes[_starts_in(pd.to_datetime(clashes["day"]), first, last)]
    if districts:
        events = events[events["district_code"].isin(districts)]
        clashes = clashes[clashes["district_a"].isin(districts) | clashes["district_b"].isin(districts)]
    if organisers:
        events = events[events["organiser"].isin(organisers)]
        clashes = clashes[_involves(clashes, organisers)]
    if levels:
        clashes = clashes[clashes["level"].isin(levels)]
    return Schedule(events.reset_index(drop=True), clashes.reset_index(drop=True))


def _involves(clashes: pd.DataFrame, organisers: Collection[str | None]) -> pd.Series:
    """Which clashes either organiser has to do with."""
    return clashes["organiser_a"].isin(organisers) | clashes["organiser_b"].isin(organisers)
