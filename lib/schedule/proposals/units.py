"""Units: events that can only move together, and why some cannot move at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.schedule.proposals.settings import Limits
from lib.schedule.rules.facts import rows_of
from lib.text import N_

STAYS = {
    "receipt": N_("has the receipt of its notice"),
    "begun": N_("has begun or is over"),
    "held": N_("has been held"),
    "chosen": N_("was told to stay"),
}
"""Why an event stays whatever it clashes with."""


@dataclass(frozen=True)
class Unit:
    """Events of one joint_key, or one event: rows of the frame of events, and why they stay (None: they may move)."""

    rows: tuple[int, ...]
    stays: str | None = None


def gather_units(events: pd.DataFrame, clashing: Collection[Any], limits: Limits) -> list[Unit]:
    """The units of the events whose ids are in `clashing`, in order of the frame; cancelled ones are in none.

    events: ``time_events``, each id once; may have permit_no. A unit stays as soon as one of its events does.
    """
    together: dict[Any, list[int]] = {}
    for row, (event_id, key) in enumerate(zip(events["event_id"], events["joint_key"], strict=True)):
        together.setdefault(("event", event_id) if pd.isna(key) else ("joint", key), []).append(row)
    rows = rows_of(events, "permit_no", "state")
    ids = set(clashing)
    units = []
    for members in together.values():
        alive = [row for row in members if rows[row]["state"] != "cancelled"]
        if any(rows[row]["event_id"] in ids for row in alive):
            reasons = [reason for row in alive if (reason := why_stays(rows[row], limits))]
            units.append(Unit(tuple(alive), reasons[0] if reasons else None))
    return units


def why_stays(event: Mapping[str, Any], limits: Limits) -> str | None:
    """One of STAYS, or None where the event, a row of plain values, may move."""
    if (event["permit_no"] or "").strip():
        return "receipt"
    if event["state"] == "held":
        return "held"
    if limits.begun_by is not None and event["starts"] < limits.begun_by:
        return "begun"
    return "chosen" if event["event_id"] in limits.pinned else None
