"""What is said of the clashes beyond two crowds close by: on the road, by persons, crowds and protected times."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.text import N_, Message, clock, current, number

_ON_THE_ROAD = {
    ("approach", "approach"): N_("both crowds arrive by {road}, {hours}"),
    ("dispersal", "dispersal"): N_("both crowds go home by {road}, {hours}"),
    ("approach", "dispersal"): N_("those who arrive at one meet those who leave the other on {road}, {hours}"),
    ("parade", "parade"): N_("the parades meet on {road}, {hours}"),
    ("approach", "parade"): N_("a parade meets those who arrive at the other on {road}, {hours}"),
    ("dispersal", "parade"): N_("a parade meets those who leave the other on {road}, {hours}"),
    ("parade", "venue"): N_("a parade passes the place of the other, {hours}"),
    ("approach", "venue"): N_("those who arrive at one pass the place of the other, {hours}"),
    ("dispersal", "venue"): N_("those who leave one pass the place of the other, {hours}"),
}

_ON_A_ROAD = {
    "convoys_meet": N_("the parades meet"), "shared_road": N_("both crowds use one road"),
    "possible_shared_road": N_("both crowds may use one road"),
    "passes_by": N_("the crowd of one passes the place of the other"),
}
"""What is said where the reader may not know which road, nor when."""

_ADVICE = {
    "shared_capacity": N_("Agree with both on fewer people, or let one begin when the other has left."),
    "convoys_meet": N_("Agree with both and the traffic police on another route or another hour for one parade."),
    "shared_road": N_("Agree with both on separate roads, or let one crowd wait until the other has passed."),
    "possible_shared_road": N_("Ask both for their routes; then agree on separate roads."),
    "passes_by": N_("Agree on another road for the crowd that passes, or on another hour."),
    "over_capacity": N_("Ask the venue for its rated capacity; agree on fewer people or a larger place."),
    "quiet_period": N_("Ask the organiser and the election supervisors what is planned."),
    "worship_hours": N_("Agree on another hour, or on a distance and silence while worship lasts."),
    "school_hours": N_("Agree on an hour after lessons, and tell the school."),
    "closed_street": N_("Agree on another place or another hour; the street is closed to traffic then."),
    "debate_day": N_("Check that the strength of this day is enough, and agree on an early end."),
    "special_day": N_("Check the strength and the traffic of this day."),
    "same_speaker": N_("Ask the organisers which of the two the speaker attends; it may be two persons of one name."),
    "organiser_twice": N_("Ask the organiser whether both will be held, and by whom each is led."),
}


def advise_beyond(kind: str) -> str | None:
    """What to do now about a clash of one of these kinds; None for any other."""
    return _ADVICE.get(kind)


def tell_beyond(row: Mapping[str, Any]) -> list[Message]:
    """What a clash of two events is about beside their places and hours."""
    facts = []
    if not pd.isna(row["phase_a"]):
        facts.append(_tell_road(row))
    elif row["kind"] in _ON_A_ROAD:
        facts.append(Message(_ON_A_ROAD[row["kind"]]))
    if row["route_is_estimate"]:
        facts.append(Message(N_("route not known, straight line")))
    if row["kind"] == "shared_capacity":
        facts.append(Message(N_("together more than the {n} people the place is said to hold"), {
            "n": number(row["capacity"])}))
        facts += _tell_source(row)
    if row["kind"] == "same_speaker":
        facts.append(Message(N_("question: is one person to speak at both")) if pd.isna(row["against"]) else
                     Message(N_("question: is {name} to speak at both"), {"name": row["against"]}))
    if row["kind"] == "organiser_twice":
        facts.append(Message(N_("one organiser at two large activities")))
    if not pd.isna(row["needed_minutes"]):
        facts.append(Message(N_("about {n} minutes on the way from one to the other"), {
            "n": number(row["needed_minutes"])}))
    return facts


def tell_alone(row: Mapping[str, Any]) -> list[Message]:
    """What one event collides with: its place, or what the calendar protects."""
    if row["kind"] == "over_capacity":
        told = Message(N_("more people expected than the {n} that {venue} is said to hold"), {
            "n": number(row["capacity"]), "venue": _venue(row)})
        return [told, *_tell_source(row)]
    values = {"hours": _hours(row), "occasion": _occasion(row), "place": row["against"],
              "metres": None if pd.isna(row["distance_m"]) else number(round(row["distance_m"], -1))}
    told = {
        "worship_hours": N_("{occasion}, {hours}, about {metres} m from {place}"),
        "school_hours": N_("school hours, {hours}, about {metres} m from {place}"),
        "closed_street": N_("{occasion}, {hours}, on {place}"),
    }.get(row["kind"], N_("on a special day: {occasion}"))
    route = [Message(N_("route not known, straight line"))] if row["route_is_estimate"] else []
    return [Message(told, values), *route]


def tell_crowd(row: Mapping[str, Any]) -> list[Message]:
    """The crowd of one event, where it is told."""
    return [] if pd.isna(row["attendance_a"]) else [
        Message(N_("{n} people expected"), {"n": number(row["attendance_a"])})]


def _tell_road(row: Mapping[str, Any]) -> Message:
    road = Message(N_("one road")) if pd.isna(row["against"]) else row["against"]
    phases = tuple(sorted((row["phase_a"], row["phase_b"])))
    return Message(_ON_THE_ROAD[phases], {"road": road, "hours": _hours(row)})


def _tell_source(row: Mapping[str, Any]) -> list[Message]:
    """How the capacity is known: nearly always by hearsay."""
    if pd.isna(row["capacity_source"]):
        return [Message(N_("the capacity is not verified"))]
    return [Message(N_("capacity by: {source}"), {"source": row["capacity_source"]})]


def _hours(row: Mapping[str, Any]) -> str:
    return f"{clock(row['starts'])}–{clock(row['ends'])}"


def _occasion(row: Mapping[str, Any]) -> str | None:
    return row["occasion_en"] if current() == "en" else row["occasion"]


def _venue(row: Mapping[str, Any]) -> Any:
    return Message(N_("the place")) if pd.isna(row["venue_a"]) else row["venue_a"]
