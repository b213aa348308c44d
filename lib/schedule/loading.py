"""The schedule of some days, read from the store: timed events and the clashes among them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import duckdb
import pandas as pd

from lib.schedule.all_clashes import find_all_clash_pairs
from lib.schedule.clashes import count_clash_pairs, fetch_clashes, narrow_clash_pairs
from lib.schedule.engine import frame_from, over_tables
from lib.schedule.events import make_timed_events, tabulate_venue_words
from lib.schedule.kinds import KINDS
from lib.schedule.party_scope import withhold_crowds, withhold_facts
from lib.schedule.paths import VENUE, Path, make_paths
from lib.schedule.settings import ClashSettings, ScheduleSettings, read_rallies_per_day
from lib.schedule.surroundings import Surroundings
from lib.store import Reader

EVENTS = """
    SELECT * REPLACE (attendance::BIGINT AS attendance), NULL::BOOLEAN AS end_is_estimate
    FROM events WHERE starts >= $first AND starts < $after
"""
JUDGED_EVENTS = """
    SELECT event_id, state, organiser, activity, title, starts, ends, NULL::BOOLEAN AS end_is_estimate, venue, venue_id,
        area_code, lat, lon, position_is_estimate, attendance::BIGINT AS attendance, crowd_is_large, joint_key, route,
        gathering_point, speakers
    FROM events WHERE starts >= $first AND starts < $after
"""
"""What of events decides about clashes, for who only counts them."""

CHOSEN_EVENTS = """
    FROM timed_events
    WHERE starts >= $first AND starts < $after
        AND ($districts IS NULL OR list_contains($districts, district_code))
        AND ($organisers IS NULL OR list_contains($organisers, organiser))
    ORDER BY starts, event_id
"""
DAY_EVENTS = """
    SELECT starts::DATE AS day, count(*) AS events FROM timed_events
    WHERE starts >= $first AND starts < $after AND state <> 'cancelled'
        AND ($districts IS NULL OR list_contains($districts, district_code))
        AND ($organisers IS NULL OR list_contains($organisers, organiser))
    GROUP BY ALL
"""
DAY_RANKS = """
    SELECT CAST(least(a.ends_or_estimate, b.ends_or_estimate, greatest(a.starts, b.starts)) AS DATE) AS day,
        kind_rank, count(*) AS clashes
    FROM clash_pairs JOIN timed_events AS a ON a.event_id = event_a LEFT JOIN timed_events AS b ON b.event_id = event_b
    GROUP BY ALL
"""
DAY_LABELS = """
    SELECT day, label_id, label_en, kind FROM calendar_days WHERE day BETWEEN $first AND $last ORDER BY day, label_id
"""
EVENT_COUNT = "SELECT count(*) FROM events WHERE starts >= $first AND starts < $after"
RULES = "SELECT category, method, param, value FROM rules WHERE category = 'clash'"

VENUES = "SELECT venue_id, area_code, lat, lon, capacity, capacity_source FROM venues"
PLACES = "SELECT name, kind, lat, lon, coord_uncertainty_m FROM places ORDER BY name"
CALENDAR = "SELECT day, label_id, label_en, kind FROM calendar_days WHERE day BETWEEN $first AND $last ORDER BY day"
WINDOWS = "SELECT iso_weekday, starts, ends, label_id, label_en FROM weekly_windows ORDER BY ALL"

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
    """The events that start on the days `first` to `last`, and their clashes of every kind; empty choices mean all.

    A clash belongs to a district when either event is in it, and to an organiser when it is either's. A party is told
    of the clashes of its own events only: found with all that the office knows, told with what notices say.
    """
    chosen = {"districts": list(districts) or None, "organisers": list(organisers) or None}
    own = _own_party(read)
    with _judging(read, own) as judge, _timed_events(judge, EVENTS, first, last) as cursor:
        find_all_clash_pairs(cursor, load_surroundings(judge, first, last), load_settings(judge),
                             min(levels, default=2))
        narrow_clash_pairs(cursor, first=first, last=last, levels=levels or None, own=own, **chosen)
        if own is None:
            return Schedule(_fetch_events(cursor, first, last, chosen), fetch_clashes(cursor))
        withhold_facts(cursor, own)
        clashes = withhold_crowds(fetch_clashes(cursor), own)
    with _timed_events(read, EVENTS, first, last) as cursor:
        return Schedule(_fetch_events(cursor, first, last, chosen), clashes)


def count_schedule(read: Reader, first: date, last: date, least_level: int = 2) -> ScheduleCounts:
    """How much ``load_schedule`` of these days would hold, without working out the rows."""
    own = _own_party(read)
    with _judging(read, own) as judge, _timed_events(judge, JUDGED_EVENTS, first, last) as cursor:
        find_all_clash_pairs(cursor, load_surroundings(judge, first, last), load_settings(judge), least_level)
        narrow_clash_pairs(cursor, first=first, last=last, own=own)
        return ScheduleCounts(read.value(EVENT_COUNT, **_span(first, last)), count_clash_pairs(cursor))


def load_paths(read: Reader, events: pd.DataFrame) -> list[Path]:
    """The ways (``make_paths``) of timed events, as far as the reader is told of routes and gathering points."""
    day = date.max - MARGIN  # of the calendar nothing is asked
    return [path for path in make_paths(events, load_surroundings(read, day, day).gazetteer()) if path.role != VENUE]


def load_days(read: Reader, first: date, last: date, districts: tuple[str, ...] = (),
              organisers: tuple[str, ...] = (), levels: tuple[int, ...] = ()) -> pd.DataFrame:
    """One row for each of the days `first` to `last`, chosen and scoped as in ``load_schedule``.

    Columns: day; events (that begin then and are not cancelled); clashes and level, their number and the gravest level
    (missing without one); label_id, label_en (what the calendar of the city calls the day; missing on common days).
    """
    chosen = {"districts": list(districts) or None, "organisers": list(organisers) or None}
    own = _own_party(read)
    with _judging(read, own) as judge, _timed_events(judge, JUDGED_EVENTS, first, last) as cursor:
        find_all_clash_pairs(cursor, load_surroundings(judge, first, last), load_settings(judge),
                             min(levels, default=2))
        narrow_clash_pairs(cursor, first=first, last=last, levels=levels or None, own=own, **chosen)
        ranks = cursor.execute(DAY_RANKS).df()
        events = cursor.execute(DAY_EVENTS, {**_span(first, last), **chosen}).df()
    found = ranks.assign(level=ranks["kind_rank"].map({rank: kind.level for rank, kind in KINDS.items()}))
    named = read.frame(DAY_LABELS, first=first, last=last)
    days = pd.DataFrame({"day": pd.date_range(first, last)})
    return days.assign(
        events=days["day"].map(events.set_index("day")["events"]).fillna(0).astype("int64"),
        clashes=days["day"].map(found.groupby("day")["clashes"].sum()).fillna(0).astype("int64"),
        level=days["day"].map(found.groupby("day")["level"].max()).astype("Int64"),
        **{name: days["day"].map(named.groupby("day")[name].agg("; ".join)) for name in ("label_id", "label_en")})


def count_events(read: Reader, first: date, last: date) -> int:
    """How many events ``load_schedule`` of these days would hold."""
    return read.value(EVENT_COUNT, **_span(first, last))


def load_event_totals(read: Reader, first: date, last: date) -> pd.DataFrame:
    """Events by day, district (missing where not known) and activity code."""
    return read.frame(EVENT_TOTALS, first=first, last=last)


def load_areas(read: Reader) -> pd.DataFrame:
    """The wards: area_code, name, district_code and the district's name."""
    return read.frame("SELECT a.area_code, a.name, a.district_code, d.name AS district FROM areas AS a "
                      "JOIN districts AS d USING (district_code) ORDER BY a.area_code")


@contextmanager
def _judging(read: Reader, own: list[str | None] | None) -> Iterator[Reader]:
    """Who reads what clashes are found from: a party's own view lacks what others state of routes and speakers."""
    if own is None:
        yield read
    else:
        with read.whole() as judge:
            yield judge


def _fetch_events(cursor: duckdb.DuckDBPyConnection, first: date, last: date,
                  chosen: dict[str, list[str] | None]) -> pd.DataFrame:
    return frame_from(cursor.execute(CHOSEN_EVENTS, {**_span(first, last), **chosen}).to_arrow_table())


@contextmanager
def _timed_events(read: Reader, sql: str, first: date, last: date) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor with the tables timed_events, made of the events that `sql` gives, and area_neighbours."""
    events = read.table(sql, **_span(first - MARGIN, last + MARGIN))
    venues = read.table("SELECT venue_id, area_code, lat, lon FROM venues")
    names = read.table("SELECT venue_id, name FROM venue_names")
    with over_tables(
        told_events=events,
        venue_words=tabulate_venue_words(events["venue"], venues=venues, venue_names=names),
        venues=venues,
        activities=read.table("SELECT code, gathers FROM activities"),
        areas=read.table("SELECT area_code, district_code, lat, lon FROM areas"),
        area_neighbours=read.table("SELECT area_code, neighbour_code FROM area_neighbours"),
    ) as cursor:
        make_timed_events(cursor)
        yield cursor


def _span(first: date, last: date) -> dict[str, datetime]:
    """The days `first` to `last` as queries take them: from a moment until before another."""
    return {"first": datetime.combine(first, time()), "after": datetime.combine(last + timedelta(days=1), time())}


def load_settings(read: Reader) -> ScheduleSettings:
    """What the election at work decides of how clashes are judged."""
    return ScheduleSettings(clashes=ClashSettings(rallies_per_day=read_rallies_per_day(read.rows(RULES))))


def load_surroundings(read: Reader, first: date, last: date) -> Surroundings:
    """What the schedule of some days is judged against; wards' neighbours are on the cursor already."""
    return Surroundings(
        areas=read.frame("SELECT name, lat, lon, alt_names FROM areas ORDER BY area_code"), venues=read.frame(VENUES),
        venue_names=read.frame("SELECT venue_id, name FROM venue_names ORDER BY ALL"), places=read.frame(PLACES),
        organisers=read.frame("SELECT code, short_name, full_name, aliases FROM organisers ORDER BY code"),
        calendar_days=read.frame(CALENDAR, first=first - MARGIN, last=last + MARGIN),
        weekly_windows=read.frame(WINDOWS))


def _own_party(read: Reader) -> list[str | None] | None:
    """The party whose clashes alone the reader is told of; None for who is told of all."""
    return [row["organiser"] for row in read.rows(PARTY)] or None
