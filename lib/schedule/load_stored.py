"""The security load of some days, read from the store as the reader may see it."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.schedule.load import LoadSettings, find_shortages, tally_load
from lib.schedule.load_ratios import gravest_levels, load_ratios, officers_needed
from lib.schedule.load_strengths import load_strengths
from lib.schedule.loading import MARGIN, load_schedule
from lib.store import Reader

DISTRICTS = "SELECT district_code, name FROM districts ORDER BY name"
VENUE_KINDS = "SELECT venue_id, kind FROM venues"


@dataclass(frozen=True)
class SecurityLoad:
    """Frames: the events with their officers, the hours of every district, what is lacking."""

    needed: pd.DataFrame
    load: pd.DataFrame
    shortages: pd.DataFrame


def load_security(read: Reader, first: date, last: date, districts: tuple[str, ...] = (),
                  settings: LoadSettings | None = None) -> SecurityLoad:
    """The load (``tally_load``) and the shortages of the days `first` to `last`; no `districts` means all and none.

    For who sees schedules and strengths whole; to others crowds and strengths would be lacking.
    """
    schedule = load_schedule(read, first - MARGIN, last + MARGIN)
    kinds = {row["venue_id"]: row["kind"] for row in read.rows(VENUE_KINDS)}
    events = schedule.events
    needed = officers_needed(events.assign(
        venue_kind=events["venue_id"].map(kinds), clash_level=gravest_levels(events, schedule.clashes)),
        load_ratios(read))
    names = {row["district_code"]: row["name"] for row in read.rows(DISTRICTS)}
    load = tally_load(needed, load_strengths(read, first, last), names, first, last, settings)
    if districts:
        load = load[load["district_code"].isin(districts)].reset_index(drop=True)
    return SecurityLoad(needed, load, find_shortages(load, names))
