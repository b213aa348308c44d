"""Crowds that are more than their place is said to hold."""

import pandas as pd

from lib.schedule.kinds import RANKS
from lib.schedule.spans import find_overlaps

_COLUMNS = ["event_a", "event_b", "kind_rank", "capacity", "capacity_source"]


def find_crowd_limits(events: pd.DataFrame, venues: pd.DataFrame) -> pd.DataFrame:
    """The events and pairs of events whose people do not fit into their venue, as facts of a clash.

    events: timed events that count; venues: venue_id, capacity, capacity_source. The kinds, both of level 4, for who
    finds no room stands in the street:

    - over_capacity: one event's crowd, with its place;
    - shared_capacity: two that are on at one time (half-open) and fit one by one, but not together, of whichever
      organisers, joint events included.

    Columns: event_a < event_b (missing with one event), kind_rank, capacity, capacity_source (how it is known).
    """
    limits = {venue_id: (int(capacity), None if pd.isna(source) else source) for venue_id, capacity, source in zip(
        venues["venue_id"], venues["capacity"], venues["capacity_source"], strict=True)
        if not pd.isna(capacity) and capacity > 0}
    crowds = events[events["venue_id"].isin(list(limits)) & (events["attendance"] > 0).fillna(False).astype(bool)]
    rows = []
    for venue_id, there in crowds.groupby("venue_id"):
        capacity, source = limits[venue_id]
        ids, people = there["event_id"].tolist(), there["attendance"].tolist()
        rows += [(event_id, None, RANKS["over_capacity"], capacity, source)
                 for event_id, crowd in zip(ids, people, strict=True) if crowd > capacity]
        pairs = find_overlaps(there["starts"].to_numpy(), there["ends_or_estimate"].to_numpy())
        rows += [(*sorted((ids[one], ids[other])), RANKS["shared_capacity"], capacity, source)
                 for one, other in zip(*(side.tolist() for side in pairs), strict=True)
                 if max(people[one], people[other]) <= capacity < people[one] + people[other]]
    rows.sort(key=lambda row: (row[0], row[1] is None, row[1] or 0))
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"event_b": "Int64"})
