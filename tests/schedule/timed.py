"""Timed events as tests write them: what is not said is an ordinary meeting at nine on one Saturday."""

from datetime import datetime, timedelta
from typing import Any

import pandas as pd

SATURDAY = datetime(2024, 1, 27)
DEFAULTS: dict[str, Any] = {
    "state": "planned", "organiser": "A", "activity": "tatap_muka", "starts": SATURDAY.replace(hour=9),
    "ends_or_estimate": SATURDAY.replace(hour=12), "end_is_estimate": False, "venue": None, "venue_id": None,
    "venue_key": None, "area_code": None, "district_code": None, "lat": None, "lon": None,
    "position_is_estimate": False, "gathers": True, "crowd_is_large": False, "attendance": None, "joint_key": None,
}


def at(clock: str, day: int = 0) -> datetime:
    """A clock time on the Saturday or `day` days later: at("13:30")."""
    hour, minute = clock.split(":")
    return SATURDAY + timedelta(days=day, hours=int(hour), minutes=int(minute))


def event(event_id: int, organiser: str, hours: str = "09:00-12:00", **columns: Any) -> dict[str, Any]:
    """One timed event: event(1, "A", "09:00-12:00", venue_id="V01")."""
    starts, ends = (at(clock) for clock in hours.split("-"))
    return {**DEFAULTS, "event_id": event_id, "organiser": organiser, "starts": starts, "ends_or_estimate": ends,
            **columns}


def frame(events: list[dict[str, Any]]) -> pd.DataFrame:
    """The events as a frame, with all columns even when there are none."""
    made = pd.DataFrame(events, columns=["event_id", *DEFAULTS])
    return made if events else made.astype({"event_id": "int64"})
