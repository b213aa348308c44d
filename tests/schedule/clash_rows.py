"""Rows of clashes as tests of what is made of them write them."""

from typing import Any

import pandas as pd

from tests.schedule.timed import SATURDAY, at

COLUMNS = ["clash_key", "event_a", "event_b", "kind", "level", "starts", "ends", "day", "organiser_a", "organiser_b",
           "venue_a", "venue_b", "area_a", "area_b", "district_a", "district_b", "is_estimate"]
KINDS = {5: "same_place", 4: "near", 3: "wider", 2: "same_day"}


def clash(event_a: int, event_b: int | None, level: int = 5, **columns: Any) -> dict[str, Any]:
    """One clash: of the organiser of its event's number, "O1"; without a second event it is one with a place."""
    kind = columns.pop("kind", KINDS[level] if event_b is not None else "worship")
    key = f"{event_a}-{event_b}-{kind}" if event_b is not None else f"{event_a}-P1-{kind}"
    return {
        "clash_key": key, "event_a": event_a, "event_b": event_b, "kind": kind, "level": level, "starts": at("09:00"),
        "ends": at("11:00"), "day": SATURDAY, "organiser_a": f"O{event_a}",
        "organiser_b": None if event_b is None else f"O{event_b}", "venue_a": f"Lapangan {event_a}",
        "venue_b": None if event_b is None else f"Lapangan {event_b}", "area_a": "w1", "area_b": "w1",
        "district_a": "d1", "district_b": "d1", "is_estimate": False, **columns}


def clashes(*rows: dict[str, Any]) -> pd.DataFrame:
    """The rows as a frame, with all columns even when there are none."""
    return pd.DataFrame(list(rows), columns=COLUMNS)
