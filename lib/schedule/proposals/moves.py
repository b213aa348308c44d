"""Moves as rows: what an event is, what it would be, and which clashes that ends."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lib.schedule.proposals.checks import clash_pairs

_KEPT = ("event_id", "organiser", "activity")
_CHANGING = {"starts": "starts", "ends": "ends_or_estimate", "venue": "venue", "venue_id": "venue_id",
             "area_code": "area_code"}
COLUMNS = [*_KEPT, "end_is_estimate", *_CHANGING, *(f"new_{name}" for name in _CHANGING), "displacement", "level",
           "clash_keys", "clash"]


def describe_moves(events: pd.DataFrame, placed: pd.DataFrame, displacement: Sequence[float],
                   cleared: pd.DataFrame) -> pd.DataFrame:
    """The moves of a proposal (``results.Proposal.moves``), in order of the events.

    placed: the placements chosen, with source (row of `events`); cleared: the clashes that end.
    """
    rows = events.iloc[placed["source"]] if len(placed) else events.iloc[:0]
    moves = rows[[*_KEPT, "end_is_estimate"]].reset_index(drop=True)
    for name, column in _CHANGING.items():
        moves[name] = rows[column].to_numpy()
        moves[f"new_{name}"] = placed[column].to_numpy() if len(placed) else rows[column].to_numpy()
    ended = _gather_cleared(cleared)
    found = [ended.get(event_id, []) for event_id in moves["event_id"]]
    if len(placed):  # what moves along with a joint event has its reason
        of_unit = dict(zip(placed["unit"], found, strict=True)) | {
            unit: own for unit, own in zip(placed["unit"], found, strict=True) if own}
        found = [own or of_unit[unit] for unit, own in zip(placed["unit"], found, strict=True)]
    moves["displacement"] = pd.Series(list(displacement), dtype="float64").astype("int64")
    moves["level"] = pd.Series([clashes[0]["level"] for clashes in found], dtype="int64")
    moves["clash_keys"] = pd.Series([[clash["clash_key"] for clash in clashes] for clashes in found], dtype="object")
    moves["clash"] = pd.Series([clashes[0] for clashes in found], dtype="object")
    return moves[COLUMNS].sort_values(["starts", "event_id"], ignore_index=True)


def _gather_cleared(cleared: pd.DataFrame) -> dict[Any, list[dict[str, Any]]]:
    """The clashes that end by event, the gravest first."""
    by_event: dict[Any, list[dict[str, Any]]] = {}
    ordered = cleared.sort_values("level", ascending=False, kind="stable")
    for pair, row in zip(clash_pairs(ordered), ordered.to_dict("records"), strict=True):
        for event_id in pair:
            if event_id is not None:
                by_event.setdefault(event_id, []).append(row)
    return by_event
