"""What a new version of one organiser's schedule changed, which clashes that made or cleared, and who must be told."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.schedule.clashes import find_clashes
from lib.schedule.groups import GRAVE, whole_id

Find = Callable[[pd.DataFrame], pd.DataFrame]
"""Finds the clashes among timed events (``find_clashes``, or one with more kinds and an election's settings)."""

NEW, MOVED, CHANGED, CANCELLED, RESTORED, WITHDRAWN = (
    "new", "moved", "changed", "cancelled", "restored", "withdrawn")
MADE, CLEARED, GRAVER, LIGHTER, OTHER = "made", "cleared", "graver", "lighter", "other_kind"
LIAISON = "liaison"

MOVING = ("starts", "venue", "area_code")
"""What makes another hour or place of an event."""
FIELDS = (*MOVING, "ends", "activity", "title", "attendance", "vehicles", "route", "speakers", "gathering_point",
          "link", "place_permission", "notified", "permit_no", "permit_date", "contact", "joint_key")
"""What of an event is compared, as far as both versions have it."""

EVENT_COLUMNS = ["event_id", "change", "fields", "organiser", "activity", "starts", "venue", "area_code",
                 "starts_before", "venue_before"]
CLASH_COLUMNS = ["pair", "change", "event_a", "event_b", "organiser_a", "organiser_b", "day", "starts", "ends", "venue",
                 "level_before", "level_after", "keys_before", "keys_after"]
TOLD_COLUMNS = ["role", "organiser", "made", "graver", "cleared", "lighter", "events", "level"]


@dataclass(frozen=True)
class ScheduleChange:
    """Frames: what became of the organiser's events, of the clashes they are in, and who must be told of it."""

    events: pd.DataFrame
    clashes: pd.DataFrame
    told: pd.DataFrame


def compare_schedules(
    before: pd.DataFrame,
    after: pd.DataFrame,
    others: pd.DataFrame,
    *,
    find: Find = find_clashes,
) -> ScheduleChange:
    """What one organiser's change from `before` to `after` does, everybody else's events (`others`) held as they are.

    All three: timed events (``time_events``), an event_id once in each; the organiser's in the first two alone. A
    clash between others is no matter of this change and is left out.
    """
    events = compare_events(before, after)
    own = {*before["event_id"], *after["event_id"]}
    found = [_of_events(find(_join(version, others)), own) for version in (before, after)]
    clashes = compare_clashes(*found)
    return ScheduleChange(events, clashes, find_addressees(events, clashes, own))


def compare_events(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """One row an event that is not what it was, by its hour.

    change: new; withdrawn (no longer there, an import having been undone); cancelled; restored (cancelled before);
    moved (another hour or place, whatever else changed too); changed. fields: the names of FIELDS that differ.
    organiser, activity, starts, venue, area_code as they are now, else as they were; starts_before and venue_before
    where there was another version. Two spellings of one place are one place.
    """
    old, new = (frame.set_index("event_id", drop=False) for frame in (before, after))
    rows = []
    for event_id in sorted({*old.index, *new.index}):
        was, is_ = (frame.loc[event_id].to_dict() if event_id in frame.index else None for frame in (old, new))
        change, fields = _judge(was, is_)
        if change:
            rows.append({**{name: (is_ or was).get(name) for name in EVENT_COLUMNS}, "event_id": event_id,
                         "change": change, "fields": fields, "starts_before": was["starts"] if was else pd.NaT,
                         "venue_before": was.get("venue") if was else None})
    rows.sort(key=lambda row: row["starts"])  # of one hour: by number, in which they are
    kinds = dict.fromkeys(("starts", "starts_before"), "datetime64[us]")
    return pd.DataFrame(rows, columns=EVENT_COLUMNS).astype(kinds)


def compare_clashes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """One row a pair of events whose clashes are not what they were, the gravest first, then by hour.

    before, after: as `find_clashes` gives them; of a pair with several clashes the gravest counts. change: made,
    cleared, graver, lighter, other_kind (as grave, but of another kind). keys_before, keys_after: lists of clash keys.
    A clash without a second event, one with a place or a day, is a pair of its own. Who, when and where stand as they
    are now, else as they were; level_before and level_after are missing where there was or is no clash.
    """
    old, new = _by_pair(before), _by_pair(after)
    rows = []
    for pair in {**old, **new}:
        was, is_ = old.get(pair), new.get(pair)
        change = _judge_clash(was, is_)
        if change:
            row = is_ or was
            rows.append({**{name: row.get(name) for name in CLASH_COLUMNS}, "pair": pair, "change": change,
                         "level_before": was["level"] if was else None, "level_after": is_["level"] if is_ else None,
                         "keys_before": was["keys"] if was else [], "keys_after": is_["keys"] if is_ else []})
    rows.sort(key=lambda row: (-(row["level_after"] or row["level_before"]), row["starts"], row["pair"]))
    kinds = {"level_before": "Int64", "level_after": "Int64", **dict.fromkeys(("starts", "ends"), "datetime64[us]")}
    return pd.DataFrame(rows, columns=CLASH_COLUMNS).astype(kinds)


def find_addressees(events: pd.DataFrame, clashes: pd.DataFrame, own: Collection[Any]) -> pd.DataFrame:
    """Who must be told, one row each: the liaison first, then the other organisers by what is gravest.

    The other organiser of every pair whose clashes changed is told of these. The security liaison is told of every
    event that is new, moved, cancelled, restored or withdrawn, and of every pair at or above level 4, before or
    after. `own`: the events of who changed the schedule. Columns: role (organiser, liaison), organiser (missing for
    the liaison), made, graver, cleared, lighter (pairs; of another kind counts as none of these), events (the other's
    own, or for the liaison those that changed; a list), level (the gravest there is now; missing where none is left).
    """
    rows = []
    moved = events[events["change"] != CHANGED]
    grave = clashes[(clashes[["level_before", "level_after"]].max(axis=1) >= GRAVE).fillna(False).astype("bool")]
    if len(moved) or len(grave):
        rows.append(_tell(LIAISON, None, grave, sorted(moved["event_id"])))
    others: dict[str, list[tuple[int, Any]]] = {}
    for number, row in enumerate(clashes.to_dict("records")):
        for side in ("a", "b"):
            if not pd.isna(row[f"event_{side}"]) and row[f"event_{side}"] not in own:
                others.setdefault(row[f"organiser_{side}"], []).append((number, row[f"event_{side}"]))
    told = [_tell("organiser", organiser, clashes.iloc[sorted({number for number, _event in pairs})],
                  sorted({event for _number, event in pairs})) for organiser, pairs in others.items()]
    rows += sorted(told, key=lambda row: (-(row["level"] or 0), row["organiser"]))
    return pd.DataFrame(rows, columns=TOLD_COLUMNS).astype({"level": "Int64"})


def _join(version: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    parts = [part for part in (version, others) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else version


def _of_events(clashes: pd.DataFrame, own: Collection[Any]) -> pd.DataFrame:
    return clashes[clashes["event_a"].isin(own) | clashes["event_b"].isin(own)]


def _judge(was: Mapping[str, Any] | None, is_: Mapping[str, Any] | None) -> tuple[str | None, list[str]]:
    if was is None:
        return (CANCELLED if is_["state"] == CANCELLED else NEW), []
    if is_ is None:
        return WITHDRAWN, []
    fields = [name for name in FIELDS if name in was and name in is_ and not _is_same(name, was, is_)]
    if CANCELLED in (was["state"], is_["state"]):
        if was["state"] == is_["state"]:
            return None, []
        return (CANCELLED if is_["state"] == CANCELLED else RESTORED), fields
    if not fields:
        return None, []
    return (MOVED if set(fields) & set(MOVING) else CHANGED), fields


def _is_same(name: str, was: Mapping[str, Any], is_: Mapping[str, Any]) -> bool:
    if name == "venue":
        keys = [(version.get("venue_id"), version.get("venue_key")) for version in (was, is_)]
        known = [venue_id for venue_id, _key in keys if _is_told(venue_id)]
        if len(known) == 2:
            return known[0] == known[1]
        if all(_is_told(key) for _id, key in keys):
            return keys[0][1] == keys[1][1]
    return _comparable(was[name]) == _comparable(is_[name])


def _comparable(value: Any) -> Any:
    """Equal for what is equal: missing is missing, and lists are compared by what is in them."""
    if value is None or isinstance(value, str):
        return value or None
    if hasattr(value, "__len__"):
        return tuple(value) or None
    return None if pd.isna(value) else value


def _is_told(value: Any) -> bool:
    return value is not None and not pd.isna(value)


def _by_pair(clashes: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The gravest clash of each pair, with the keys of all its clashes."""
    pairs: dict[str, dict[str, Any]] = {}
    ordered = clashes.sort_values(["level", "starts", "clash_key"], ascending=[False, True, True])
    for row in ordered.to_dict("records"):
        first = whole_id(row["event_a"])
        second = None if pd.isna(row["event_b"]) else whole_id(row["event_b"])
        pair = row["clash_key"] if second is None else f"{first}-{second}"
        kept = pairs.setdefault(pair, {
            **row, "event_a": first, "event_b": second, "keys": [],
            "venue": next((row[side] for side in ("venue_a", "venue_b") if _is_told(row.get(side))), None)})
        kept["keys"].append(row["clash_key"])
    return {pair: {**row, "keys": sorted(row["keys"])} for pair, row in pairs.items()}


def _judge_clash(was: Mapping[str, Any] | None, is_: Mapping[str, Any] | None) -> str | None:
    if was is None or is_ is None:
        return MADE if was is None else CLEARED
    if was["level"] != is_["level"]:
        return GRAVER if is_["level"] > was["level"] else LIGHTER
    return OTHER if was["keys"] != is_["keys"] else None


def _tell(role: str, organiser: str | None, clashes: pd.DataFrame, events: list[Any]) -> dict[str, Any]:
    counts = clashes["change"].value_counts()
    level = clashes["level_after"].max()
    return {"role": role, "organiser": organiser, "events": events, "level": None if pd.isna(level) else int(level),
            **{name: int(counts.get(name, 0)) for name in (MADE, GRAVER, CLEARED, LIGHTER)}}
