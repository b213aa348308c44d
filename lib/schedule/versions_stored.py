"""What an organiser's new version changed, read from the store as the reader may see it."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import pandas as pd

from lib.schedule.clashes import find_clashes
from lib.schedule.events import recognise_venues, time_events
from lib.schedule.loading import RULES
from lib.schedule.settings import ClashSettings, read_rallies_per_day
from lib.schedule.versions import Find, ScheduleChange, compare_schedules
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


def load_changes(read: Reader, organiser: str, earlier: date, later: date, *,
                 find: Find | None = None) -> ScheduleChange:
    """What became of an organiser's schedule between what had been received by two days.

    Everybody else's events stand as they are on the reader's day, so that what is told is this organiser's doing.
    `find`: how clashes are found; without it ``find_clashes`` by the election's limit of rallies. A party is told of
    its own schedule only: of another's there is nothing.
    """
    versions = [read.frame(OWN_ON_DAY, organiser=organiser, day=day) for day in (earlier, later)]
    return _compare(read, organiser, versions, find)


def load_import_changes(read: Reader, import_id: int, *, find: Find | None = None) -> Mapping[str, ScheduleChange]:
    """What an import did to the schedule of each organiser in it, by code, everybody else's as on the reader's day.

    Nothing for an import that is undone, none of the reader's, or one of reports.
    """
    organisers = [row["organiser"] for row in read.rows(ORGANISERS, import_id=import_id)]
    return {organiser: _compare(read, organiser, [
        read.frame(sql, organiser=organiser, import_id=import_id) for sql in (OWN_BEFORE_IMPORT, OWN_AFTER_IMPORT)
    ], find) for organiser in organisers}


def _compare(read: Reader, organiser: str, versions: list[pd.DataFrame], find: Find | None) -> ScheduleChange:
    timed = [_time(read, frame) for frame in (*versions, read.frame(OTHERS, organiser=organiser))]
    return compare_schedules(*timed, find=find or partial(
        find_clashes, settings=ClashSettings(rallies_per_day=read_rallies_per_day(read.rows(RULES))),
        neighbours=read.frame("SELECT area_code, neighbour_code FROM area_neighbours")))


def _time(read: Reader, events: pd.DataFrame) -> pd.DataFrame:
    venues = read.frame("SELECT venue_id, area_code, lat, lon FROM venues")
    named = recognise_venues(events, venues=venues, venue_names=read.frame("SELECT venue_id, name FROM venue_names"))
    return time_events(named, activities=read.frame("SELECT code, gathers FROM activities"), venues=venues,
                       areas=read.frame("SELECT area_code, district_code, lat, lon FROM areas"))
