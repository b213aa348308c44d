"""What clashes and events add up to: party by party, hour by district, day by day."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from lib.schedule.engine import over_frames, read_sql
from lib.schedule.kinds import KINDS

LEVELS = tuple(sorted({kind.level for kind in KINDS.values()}))


def count_by_organisers(clashes: pd.DataFrame, organisers: Sequence[str] | None = None) -> pd.DataFrame:
    """How many clashes each pair of organisers has: a square, symmetric frame of whole numbers.

    organisers: codes in the order to show, ballot number first; those without a clash have zeroes, those in the
    clashes but not here follow. None = only those in the clashes, by code. A clash with a place or a day, or of one
    organiser with itself, is nobody's with nobody.
    """
    clashes = clashes[clashes["organiser_b"].notna() & (clashes["organiser_a"] != clashes["organiser_b"])]
    involved = sorted({*clashes["organiser_a"], *clashes["organiser_b"]})
    order = list(dict.fromkeys([*(organisers or []), *involved]))
    one_way = pd.crosstab(clashes["organiser_a"], clashes["organiser_b"]).reindex(index=order, columns=order)
    one_way = one_way.fillna(0).astype("int64").rename_axis(index="organiser", columns="organiser")
    return one_way + one_way.T


def load_by_hour(events: pd.DataFrame) -> pd.DataFrame:
    """How many people are expected in each district in each hour, from timed events.

    An event counts in full in every hour it touches, from its start to its (assumed) end; arrival and dispersal do not
    count. Cancelled events and those that do not gather are left out. Columns: day, hour 0-23, district_code (missing
    where unknown), events, people, unknown_attendance (events whose crowd nobody told: their people are not in the
    sum).
    """
    needed = {"state": "str", "gathers": "bool", "starts": "datetime64[us]", "ends_or_estimate": "datetime64[us]",
              "district_code": "str", "attendance": "Int64"}
    with over_frames(timed_events=events[list(needed)].astype(needed)) as cursor:
        return cursor.execute(read_sql("load_by_hour")).df().astype({"district_code": "str"})


def count_by_day(clashes: pd.DataFrame, first: date, days: int = 7) -> pd.DataFrame:
    """How many clashes of each level there are a day: the days from `first` as rows, all levels as columns."""
    window = pd.date_range(first, periods=days, freq="D", name="day")
    counts = pd.crosstab(pd.to_datetime(clashes["day"]), clashes["level"])
    counts = counts.reindex(index=window, columns=list(LEVELS)).fillna(0).astype("int64")
    return counts.rename_axis(index="day", columns="level")
