"""Why a pair of events is flagged, and what to do about it, in words.

Numbers are written as the reader of the moment writes them, so these are called when a page is drawn, not before.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.schedule.reasons_beyond import advise_beyond, tell_alone, tell_beyond, tell_crowd
from lib.text import N_, Message, minutes, number

KIND_LABELS = {
    "same_place": N_("Same place"),
    "rally_limit": N_("Two rallies on one day"),
    "shared_capacity": N_("Two crowds too large for one place"),
    "convoys_meet": N_("Parades that meet"),
    "shared_road": N_("Shared road"),
    "change_over": N_("Change-over at one place"),
    "near": N_("Close by"),
    "passes_by": N_("Crowd passes another activity"),
    "possible_shared_road": N_("Perhaps a shared road"),
    "wider": N_("In the wider surroundings"),
    "large_crowds": N_("Two large crowds in one district"),
    "same_day": N_("Same district, same day"),
    "over_capacity": N_("Crowd larger than the place"),
    "quiet_period": N_("In the quiet period"),
    "worship_hours": N_("Hours of worship"),
    "school_hours": N_("School hours"),
    "closed_street": N_("Street closed to traffic"),
    "debate_day": N_("Day of a debate"),
    "same_speaker": N_("One speaker in two places"),
    "organiser_twice": N_("One organiser in two places"),
    "special_day": N_("Special day"),
}
"""What each kind of clash is called, to be worded with ``_()``."""

LEVEL_LABELS = {2: N_("low"), 3: N_("medium"), 4: N_("high"), 5: N_("critical")}
LEVEL_MARKS = {2: "○", 3: "◔", 4: "◑", 5: "●"}

_RELATIONS = {
    "ward": N_("in one ward, the exact place unknown"),
    "neighbours": N_("in neighbouring wards, the exact place unknown"),
    "district": N_("in one district"),
    "apart": N_("the distance unknown"),
    "rule": N_("more rallies on this day than the election's rule allows"),
}
_BY_PLACE = ("same_place", "change_over", "near", "wider")


def reason(row: Mapping[str, Any], names: Mapping[str, str] | None = None) -> Message:
    """One sentence on one row of `find_clashes`: who, how near, how long together, what crowds, what is assumed.

    names: organiser codes to what they are called; a code without a name stands as it is. Crowds are told only as
    far as the row has them: who may not see the other side's number reads none.
    """
    names = names or {}
    if pd.isna(row["event_b"]):
        return Message(N_("{a}: {facts}."), {
            "a": names.get(row["organiser_a"], row["organiser_a"]),
            "facts": _join([*tell_alone(row), *tell_crowd(row), *_tell_estimates(row)])})
    facts = [*tell_beyond(row), _tell_place(row), _tell_time(row), *_tell_crowds(row), *_tell_estimates(row)]
    return Message(N_("{a} and {b}: {facts}."), {
        "a": names.get(row["organiser_a"], row["organiser_a"]),
        "b": names.get(row["organiser_b"], row["organiser_b"]),
        "facts": _join(facts),
    })


def advise(row: Mapping[str, Any]) -> Message:
    """What to do now about one row of `find_clashes`."""
    advice = Message(_choose_advice(row))
    if row["position_is_estimate"]:
        return Message(N_("First ask for the exact place. {advice}"), {"advice": advice})
    return advice


def _choose_advice(row: Mapping[str, Any]) -> str:
    if beyond := advise_beyond(row["kind"]):
        return beyond
    if row["kind"] == "same_place":
        return N_("Agree with both who moves to another hour or another place.")
    if row["kind"] == "rally_limit":
        return N_("Agree with the organisers and the election commission which rally moves to another day.")
    if row["kind"] == "near" and row["overlap_minutes"] > 0:
        return N_("Agree with both who moves to another hour, or keep the two crowds apart on separate routes.")
    if row["kind"] in _BY_PLACE and row["overlap_minutes"] == 0:
        return N_("Let the later one begin later, or send those who leave and those who arrive by separate roads.")
    if row["kind"] == "wider":
        return N_("Agree separate routes for arrival and return.")
    if row["kind"] == "large_crowds":
        return N_("Check that the strength of this half-day is enough for both.")
    return N_("Nothing to move; keep the routes of both in view.")


def _tell_place(row: Mapping[str, Any]) -> Message:
    if row["relation"] == "venue":
        return _tell_venue(row)
    if row["relation"] == "metres":
        return Message(N_("{n} m apart"), {"n": number(row["distance_m"])})
    return Message(_RELATIONS[row["relation"]])


def _tell_venue(row: Mapping[str, Any]) -> Message:
    venue = row["venue_a"] if not pd.isna(row["venue_a"]) else row["venue_b"]
    if pd.isna(venue):
        return Message(N_("at the same place"))
    return Message(N_("at the same place ({venue})"), {"venue": venue})


def _tell_time(row: Mapping[str, Any]) -> Message:
    if row["overlap_minutes"] > 0:
        return Message(N_("{span} at the same time"), {"span": minutes(row["overlap_minutes"])})
    if row["gap_minutes"] == 0:
        together = N_("one begins when the other ends, so those who leave meet those who arrive")
        return Message(together if row["kind"] in _BY_PLACE else N_("one begins when the other ends"))
    span = {"span": minutes(row["gap_minutes"])}
    if row["kind"] in _BY_PLACE:
        return Message(N_("only {span} between them, so those who leave can meet those who arrive"), span)
    return Message(N_("{span} between them"), span)


def _tell_crowds(row: Mapping[str, Any]) -> list[Message]:
    crowds = [number(row[side]) for side in ("attendance_a", "attendance_b") if not pd.isna(row[side])]
    if len(crowds) == 2:
        return [Message(N_("{a} and {b} people expected"), {"a": crowds[0], "b": crowds[1]})]
    if row["kind"] == "large_crowds":
        return [Message(N_("both crowds large"))]
    return [Message(N_("{n} people expected at one of them"), {"n": crowds[0]})] if crowds else []


def _tell_estimates(row: Mapping[str, Any]) -> list[Message]:
    if row["end_is_estimate"] and row["position_is_estimate"]:
        return [Message(N_("hour of ending and location estimated"))]
    if row["end_is_estimate"]:
        return [Message(N_("hour of ending estimated"))]
    return [Message(N_("location estimated"))] if row["position_is_estimate"] else []


def _join(facts: list[Message]) -> Message:
    joined = facts[-1]
    for fact in reversed(facts[:-1]):
        joined = Message(N_("{fact}; {rest}"), {"fact": fact, "rest": joined})
    return joined
