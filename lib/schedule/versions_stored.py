"""What an organiser's new version changed, read from the store as the reader may see it."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pandas as pd

from lib.schedule.all_clashes import find_all_clashes
from lib.schedule.events import recognise_venues, time_events
from lib.schedule.loading import MARGIN, PARTY, load_settings, load_surroundings
from lib.schedule.versions import Find, ScheduleChange, compare_events, compare_schedules
from lib.store import Reader

OTHERS = "SELECT * REPLACE (attendance::BIGINT AS attendance) FROM events WHERE organiser <> $organiser"
OWN_ON_DAY = """
    SELECT * REPLACE (attendance::BIGINT AS attendance) FROM event_history
    WHERE organiser = $organiser AND received <= $day
    QUALIFY version = max(version) OVER (PARTITION BY event_id)
"""
# Before an import stand the versions below its own; what it did not touch stands in both as it is.
OWN_BEFORE_IMPORT = """
    SELECT h.* REPLACE (attendance::BIGINT AS attendance)
    FROM event_history AS h
    LEFT JOIN (SELECT event_id, min(version) AS version FROM event_history WHERE import_id = $import_id GROUP BY ALL)
        AS sent USING (event_id)
    WHERE h.organiser = $organiser AND (sent.version IS NULL OR h.version < sent.version)
    QUALIFY h.version = max(h.version) OVER (PARTITION BY event_id)
"""
OWN_AFTER_IMPORT = """
    SELECT h.* REPLACE (attendance::BIGINT AS attendance)
    FROM event_history AS h
    LEFT JOIN (SELECT event_id, max(version) AS version FROM event_history WHERE import_id = $import_id GROUP BY ALL)
        AS sent USING (event_id)
    WHERE h.organiser = $organiser AND (sent.version IS NULL OR h.version <= sent.version)
    QUALIFY h.version = max(h.version) OVER (PARTITION BY event_id)
"""
ORGANISERS = "SELECT DISTINCT organiser FROM event_history WHERE import_id = $import_id ORDER BY organiser"


IMPORTS = """
    SELECT h.import_id, h.organiser, min(h.received) AS received, count(*) AS rows, any_value(i.file_name) AS file_name
    FROM event_history AS h LEFT JOIN imports AS i USING (import_id)
    WHERE h.import_id IS NOT NULL
    GROUP BY h.import_id, h.organiser ORDER BY h.import_id DESC, h.organiser
"""
RECEIVED = """
    SELECT organiser, list(DISTINCT received ORDER BY received) AS days FROM event_history
    GROUP BY organiser ORDER BY organiser
"""


def load_changes(read: Reader, organiser: str, earlier: date, later: date, *,
                 find: Find | None = None) -> ScheduleChange:
    """What became of an organiser's schedule between what had been received by two days.

    Everybody else's events stand as they are on the reader's day, so that what is told is this organiser's doing.
    `find`: how clashes are found; without it ``find_all_clashes`` by the city's and the election's packs. A party is
    told of its own schedule only: of another's there is nothing.
    """
    return _compare(read, organiser, [read.frame(OWN_ON_DAY, organiser=organiser, day=day) for day in (earlier, later)],
                    find)


def load_import_changes(read: Reader, import_id: int, *, find: Find | None = None) -> Mapping[str, ScheduleChange]:
    """What an import did to the schedule of each organiser in it, by code, everybody else's as on the reader's day.

    Nothing for an import that is undone, none of the reader's, or one of reports.
    """
    organisers = [row["organiser"] for row in read.rows(ORGANISERS, import_id=import_id)]
    return {organiser: _compare(read, organiser, [
        read.frame(sql, organiser=organiser, import_id=import_id) for sql in (OWN_BEFORE_IMPORT, OWN_AFTER_IMPORT)
    ], find) for organiser in organisers}


def load_schedule_imports(read: Reader) -> pd.DataFrame:
    """The imports that brought events, the latest first: import_id, organiser, received, rows, file_name.

    file_name is missing for who may not see the uploads.
    """
    return read.frame(IMPORTS)


def load_receipt_days(read: Reader) -> Mapping[str, list[date]]:
    """The days on which something of each organiser's schedule was received, in order, by code."""
    return {row["organiser"]: row["days"] for row in read.rows(RECEIVED)}


def _compare(read: Reader, organiser: str, versions: Sequence[pd.DataFrame], find: Find | None) -> ScheduleChange:
    before, after = (_time(read, frame) for frame in versions)
    days = _days_of(before, after)
    # What others plan is judged as the office knows it; of the clashes a party is told what it sees of them elsewhere.
    with _judging(read) as judge:
        others = _time(judge, _on(judge.frame(OTHERS, organiser=organiser), days))
        return compare_schedules(_on(before, days), _on(after, days), others,
                                 find=find or (_engine(judge, days) if days else _find_nothing))


def _days_of(before: pd.DataFrame, after: pd.DataFrame) -> list[date]:
    """The days on which the changed events are or were, with the day before and after: no clash changes elsewhere."""
    changed = compare_events(before, after)
    moments = pd.concat([frame.loc[frame["event_id"].isin(changed["event_id"]), side]
                         for frame in (before, after) for side in ("starts", "ends_or_estimate")])
    near = {day + step for day in moments.dt.date for step in (-MARGIN, timedelta(), MARGIN)}
    return sorted(near)


def _on(events: pd.DataFrame, days: Sequence[date]) -> pd.DataFrame:
    return events[events["starts"].dt.normalize().isin(pd.to_datetime(list(days)))].reset_index(drop=True)


def _engine(read: Reader, days: Sequence[date]) -> Find:
    surroundings = replace(load_surroundings(read, days[0], days[-1]),
                           neighbours=read.frame("SELECT area_code, neighbour_code FROM area_neighbours"))
    return partial(find_all_clashes, settings=load_settings(read), surroundings=surroundings)


def _find_nothing(events: pd.DataFrame) -> pd.DataFrame:
    return find_all_clashes(events.iloc[:0])


def _judging(read: Reader) -> AbstractContextManager[Reader]:
    return read.whole() if read.rows(PARTY) else nullcontext(read)


def _time(read: Reader, events: pd.DataFrame) -> pd.DataFrame:
    venues = read.frame("SELECT venue_id, area_code, lat, lon FROM venues")
    named = recognise_venues(events, venues=venues, venue_names=read.frame("SELECT venue_id, name FROM venue_names"))
    return time_events(named, activities=read.frame("SELECT code, gathers FROM activities"), venues=venues,
                       areas=read.frame("SELECT area_code, district_code, lat, lon FROM areas"))
