"""What a new version of a schedule changed, in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.reference.labels import Labels
from lib.schedule.versions import (
    CANCELLED,
    CHANGED,
    CLEARED,
    GRAVER,
    LIAISON,
    LIGHTER,
    MADE,
    MOVED,
    NEW,
    OTHER,
    RESTORED,
    WITHDRAWN,
)
from lib.schedule.wordings import level_name
from lib.text import N_, Message, _, day_time, number, say

EVENT_CHANGES = {
    NEW: N_("new"), MOVED: N_("moved"), CHANGED: N_("changed"), CANCELLED: N_("cancelled"),
    RESTORED: N_("no longer cancelled"), WITHDRAWN: N_("withdrawn"),
}
CLASH_CHANGES = {
    MADE: N_("newly made"), CLEARED: N_("cleared"), GRAVER: N_("graver"), LIGHTER: N_("lighter"),
    OTHER: N_("of another kind"),
}
FIELD_NAMES = {
    "starts": N_("hour of beginning"), "venue": N_("place"), "area_code": N_("ward"), "ends": N_("hour of ending"),
    "activity": N_("method"), "title": N_("name of the activity"), "attendance": N_("number of people"),
    "vehicles": N_("number of vehicles"), "route": N_("route"), "speakers": N_("speakers"),
    "gathering_point": N_("place where the crowd meets before"), "link": N_("link of the online meeting"),
    "place_permission": N_("permission of the person in charge"), "notified": N_("day the notice reached the police"),
    "permit_no": N_("number of the receipt (STTP)"), "permit_date": N_("day of the receipt (STTP)"),
    "contact": N_("person responsible"), "joint_key": N_("joint event"),
}


def tell_event_change(row: Mapping[str, Any], labels: Labels) -> Message:
    """One row of `compare_events` in one sentence: "moved: Rapat umum, Rab 24 Jan 13.00 → Sel 30 Jan 13.00"."""
    facts = {"change": Message(EVENT_CHANGES[row["change"]]), "activity": labels.activity(row["activity"])}
    now = _tell_place(row["starts"], row["venue"])
    if row["change"] in (MOVED, RESTORED) and not _is_where_it_was(row):
        return Message(N_("{change}: {activity}, {before} → {now}"),
                       {**facts, "before": _tell_place(row["starts_before"], row["venue_before"]), "now": now})
    if row["change"] == CHANGED or (row["change"] == MOVED and row["fields"]):
        return Message(N_("{change}: {activity}, {now} ({fields})"), {**facts, "now": now, "fields": _join_names(
            row["fields"])})
    return Message(N_("{change}: {activity}, {now}"), {**facts, "now": now})


def tell_clash_change(row: Mapping[str, Any], labels: Labels) -> Message:
    """One row of `compare_clashes` in one sentence: who, when, from what level to what."""
    organisers = [row[side] for side in ("organiser_a", "organiser_b") if not pd.isna(row[side])]
    facts = {"change": Message(CLASH_CHANGES[row["change"]]), "when": day_time(row["starts"]),
             "organisers": " × ".join(labels.organiser(code) for code in organisers)}
    levels = [level_name(int(row[side])) for side in ("level_before", "level_after") if not pd.isna(row[side])]
    if len(levels) == 2 and levels[0] != levels[1]:
        return Message(N_("{change}: {organisers}, {when}, from {before} to {after}"),
                       {**facts, "before": levels[0], "after": levels[1]})
    return Message(N_("{change}: {organisers}, {when}, {level}"), {**facts, "level": levels[-1]})


def tell_addressee(row: Mapping[str, Any], labels: Labels) -> Message:
    """One row of `find_addressees` in one sentence: whom to tell of what."""
    who = Message(N_("the security liaison")) if row["role"] == LIAISON else labels.organiser(row["organiser"])
    facts = [Message(text, {"n": number(row[name])}) for name, text in (
        (MADE, N_("{n} clashes made")), (GRAVER, N_("{n} graver")), (CLEARED, N_("{n} cleared")),
        (LIGHTER, N_("{n} lighter"))) if row[name]]
    if row["role"] == LIAISON and row["events"]:
        facts.insert(0, Message(N_("{n} activities new, moved or off"), {"n": number(len(row["events"]))}))
    if not facts:
        facts = [Message(N_("clashes of another kind"))]
    if not pd.isna(row["level"]):
        facts.append(Message(N_("the gravest now {level}"), {"level": level_name(int(row["level"]))}))
    return Message(N_("Tell {who}: {facts}."), {"who": who, "facts": ", ".join(say(fact) for fact in facts)})


def summarise_event_changes(events: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Rows of `compare_events` as the summary table `event_changes`: codes, and the sentence."""
    return _with_sentence(events, [tell_event_change(row, labels) for row in events.to_dict("records")])


def summarise_clash_changes(clashes: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Rows of `compare_clashes` as the summary table `clash_changes`: codes, and the sentence."""
    return _with_sentence(clashes, [tell_clash_change(row, labels) for row in clashes.to_dict("records")])


def summarise_told(told: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Rows of `find_addressees` as the summary table `to_be_told`: codes, and the sentence."""
    return _with_sentence(told, [tell_addressee(row, labels) for row in told.to_dict("records")])


def _with_sentence(frame: pd.DataFrame, sentences: list[Message]) -> pd.DataFrame:
    return frame.assign(reason=pd.Series([say(each) for each in sentences], index=frame.index, dtype="str"))


def _tell_place(starts: Any, venue: Any) -> str:
    if venue is None or pd.isna(venue) or not venue:
        return day_time(starts)
    return _("{when} at {venue}", when=day_time(starts), venue=venue)


def _is_where_it_was(row: Mapping[str, Any]) -> bool:
    before, now = ((row[f"starts{side}"], row[f"venue{side}"]) for side in ("_before", ""))
    return _tell_place(*before) == _tell_place(*now)


def _join_names(fields: list[str]) -> str:
    return ", ".join(_(FIELD_NAMES[name]) for name in fields)
