"""Who reports and who does not: each ward's week, each sender's files, weeks side by side.

A ward-day is covered when there is a report of it or a line that says all is quiet, the same days the risk is worked
out from: a ward that never was covered is "never" here and without data there.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pandas as pd

from lib.store import Reader

PROMPT_DAYS = 2
"""Days from an occurrence to its receipt that still count as in time."""
STATES = ("on_time", "late", "partly", "silent", "never")
"""Covered every day and known in time; every day, but some late; some days; none this week; none ever."""

# A file that was taken back again tells of nobody's diligence. Names of users are for administrators only.
SENDERS = """
    SELECT i.created_by AS name, any_value(u.display_name) AS display_name, any_value(u.role) AS role, i.kind,
           count(*) AS files,
           CAST(sum(i.rows_new + i.rows_changed + i.rows_same + coalesce(i.rows_moved, 0)) AS BIGINT) AS rows,
           CAST(sum(i.rows_refused) AS BIGINT) AS refused,
           min(i.received) AS first_received, max(i.received) AS last_received
    FROM imports AS i LEFT JOIN users AS u ON u.name = i.created_by
    WHERE i.state = 'stored' AND i.received BETWEEN $first AND $last
    GROUP BY i.created_by, i.kind
    ORDER BY i.created_by, i.kind
"""


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def load_completeness(read: Reader, week_start: date, as_of: date, *, start: date | None = None,
                      prompt_days: int = PROMPT_DAYS) -> pd.DataFrame:
    """One week of each ward the reader may know of, as known on `as_of`, by district and ward.

    area_code, ward, district, week (its Monday), days_expected (days of the week that have come, from `start` on),
    days_covered, days_late (covered days first heard of after more than `prompt_days`), last_report (the last covered
    day, of any week; NaT without one), reports (that occurred in the week) = on_time + late, share (of the expected
    days; NaN when none is) and state (one of STATES; missing while no day is expected yet). Raises ValueError when
    `week_start` is no Monday.
    """
    if week_start.weekday():
        raise ValueError(f"{week_start} is no Monday")
    return _load(read, week_start, 1, as_of, start, prompt_days)


def load_coverage_weeks(read: Reader, weeks: int, as_of: date, *, start: date | None = None) -> pd.DataFrame:
    """The last so many weeks, that of `as_of` included, ward by ward: the columns of ``load_completeness``."""
    return _load(read, monday_of(as_of) - timedelta(weeks=weeks - 1), weeks, as_of, start, PROMPT_DAYS)


def load_senders(read: Reader, week_start: date) -> pd.DataFrame:
    """Who sent files that the office received in this week, one row a sender and kind.

    name, display_name and role (missing for readers who may not see users), kind, files, rows (taken), refused (rows),
    first_received, last_received. Imports that were undone do not count.
    """
    return read.frame(SENDERS, first=week_start, last=week_start + timedelta(days=6))


def summarise_completeness(completeness: pd.DataFrame) -> pd.DataFrame:
    """The wards of ``load_completeness`` by district: district, wards, how many are in each of STATES, and the sums of
    days_expected, days_covered, reports, on_time and late; share is of the expected days.
    """
    sums = ["days_expected", "days_covered", "reports", "on_time", "late"]
    states = {f"wards_{state}": completeness["state"] == state for state in STATES}
    counted = completeness.assign(wards=1, **states).groupby("district", dropna=False, sort=True)[
        ["wards", *states, *sums]].sum().astype("int64").reset_index()
    return counted.assign(share=counted["days_covered"] / counted["days_expected"].where(counted["days_expected"] > 0))


def _load(read: Reader, first: date, weeks: int, as_of: date, start: date | None, prompt_days: int) -> pd.DataFrame:
    return read.frame(_sql(), first=first, weeks=weeks, as_of=as_of, start=start or date.min, prompt_days=prompt_days)


@cache
def _sql() -> str:
    return (Path(__file__).parent / "completeness.sql").read_text(encoding="utf-8")
