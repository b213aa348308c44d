"""What a party is told of the clashes of its own events with others': no more than notices say of both.

That the two collide, how, and how gravely is found with all that the office knows. Of the facts behind it those are
withheld that tell of another's route, speakers or crowd; hours, places and distances then are those announced.
"""

from collections.abc import Collection

import duckdb
import pandas as pd

from lib.schedule.kinds import RANKS, ROAD_KINDS

_WITHHELD = [*(rank for rank in ROAD_KINDS if rank != RANKS["shared_capacity"]), RANKS["same_speaker"]]
"""Kinds whose facts tell of roads and persons; a place's capacity is public."""

_OTHERS = """
    DELETE FROM clash_facts
    WHERE list_contains($kinds, kind_rank) AND (
        event_a NOT IN (SELECT event_id FROM timed_events WHERE list_contains($own, organiser))
        OR event_b NOT IN (SELECT event_id FROM timed_events WHERE list_contains($own, organiser)))
"""


def withhold_facts(cursor: duckdb.DuckDBPyConnection, own: Collection[str | None]) -> None:
    """Forget of clash_facts what tells of other organisers' roads and persons; `own` are the reader's organisers.

    The cursor must see timed_events.
    """
    cursor.execute(_OTHERS, {"kinds": _WITHHELD, "own": list(own)})


def withhold_crowds(clashes: pd.DataFrame, own: Collection[str | None]) -> pd.DataFrame:
    """Clashes without the number of people at other organisers' events."""
    shown = {f"attendance_{side}": clashes[f"attendance_{side}"].where(clashes[f"organiser_{side}"].isin(list(own)))
             for side in ("a", "b")}
    return clashes.assign(**shown)
