"""Crowds that are more than their place is said to hold."""

import pandas as pd

from lib.schedule.engine import over_frames, read_sql
from lib.schedule.kinds import RANKS


def find_crowd_limits(events: pd.DataFrame, venues: pd.DataFrame) -> pd.DataFrame:
    """The events and pairs of events whose people do not fit into their venue, as facts of a clash.

    events: timed events that count; venues: venue_id, capacity, capacity_source. The kinds, both of level 4, for who
    finds no room stands in the street:

    - over_capacity: one event's crowd, with its place;
    - shared_capacity: two that are on at one time (half-open) and fit one by one, but not together, of whichever
      organisers, joint events included.

    Columns: event_a < event_b (missing with one event), kind_rank, capacity, capacity_source (how it is known).
    """
    crowds = events[["event_id", "starts", "ends_or_estimate", "attendance", "venue_id"]]
    known = venues[["venue_id", "capacity", "capacity_source"]].astype({
        "venue_id": "str", "capacity": "Int64", "capacity_source": "str"})
    with over_frames(timed_events=crowds, venues=known) as cursor:
        found = cursor.execute(read_sql("crowd_limits")).df()
    alone = found["event_b"].isna()
    return found.assign(kind_rank=alone.map({True: RANKS["over_capacity"], False: RANKS["shared_capacity"]}))
