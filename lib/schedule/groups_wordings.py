"""Groups of clashes in words: their titles and states, and the summary table that is downloaded."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.reference.labels import Labels
from lib.schedule.groups_matching import (
    ACCEPTED,
    CHANGED,
    CLEARED,
    DECIDED,
    DONE,
    HANDLED,
    MERGED,
    NEW,
    OPENED,
    REOPENED,
    SPLIT,
)
from lib.schedule.wordings import level_name
from lib.text import N_, Message, _, day_short, ngettext, number, say

STATES = {NEW: N_("new"), HANDLED: N_("being handled"), DONE: N_("done"), ACCEPTED: N_("accepted")}
CHANGES = {
    OPENED: N_("found"), CHANGED: N_("the clashes are others now"), REOPENED: N_("reopened"),
    CLEARED: N_("no longer in the schedule"), MERGED: N_("became one with problem {other}"),
    SPLIT: N_("split off from problem {other}"), DECIDED: N_("decided"),
}
"""What an entry of the log tells, to be worded by ``tell_entry``."""

NAMED = 3
"""So many organisers are named in a title."""


def state_name(state: str) -> str:
    """"ditangani"."""
    return _(STATES[state])


def title_group(group: Mapping[str, Any], labels: Labels) -> Message:
    """Place, day and who: "Stadion Gajayana, Sab 27 Jan: 1 PKB, 12 PAN"."""
    place = group["place"]
    told = Message(N_("place not told")) if place is None or pd.isna(place) else place
    if group["places"] > 1:
        told = Message(N_("{place} and {n} more"), {"place": told, "n": number(group["places"] - 1)})
    days = [day_short(group["first_day"]), day_short(group["last_day"])]
    order = {code: place for place, code in enumerate(labels.organisers)}  # by ballot number
    names = [labels.organiser(code) for code in sorted(
        group["organisers"], key=lambda code: (order.get(code, len(order)), code))]
    who = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        who = Message(N_("{names} and {n} more"), {"names": who, "n": number(len(names) - NAMED)})
    return Message(N_("{place}, {days}: {organisers}"), {
        "place": told, "days": days[0] if days[0] == days[1] else f"{days[0]}–{days[1]}", "organisers": who})


def tell_entry(entry: Mapping[str, Any]) -> Message:
    """What one entry of the log tells, with the state from then on."""
    other = entry["other_id"]
    what = Message(CHANGES[entry["change"]], {} if other is None or pd.isna(other) else {"other": number(other)})
    return Message(N_("{what}; {state}"), {"what": what, "state": Message(STATES[entry["state"]])})


def word_groups(groups: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Groups with level, title, how many clashes, state, owner and reason in words; one row a group, in order."""
    rows = groups.to_dict("records")
    return pd.DataFrame({
        "problem_id": groups["problem_id"],
        "level": [level_name(row["level"]) for row in rows],
        "title": [say(title_group(row, labels)) for row in rows],
        "clashes": [ngettext("{n} clash", "{n} clashes", row["clashes"]) for row in rows],
        "state": [state_name(row["state"]) for row in rows],
        "owner": groups["owner"].fillna(""), "reason": groups["reason"].fillna(""),
    }, index=groups.index)


def summarise_groups(groups: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Groups as the summary table `groups`: codes, numbers, lists, and the title in the reader's language."""
    titles = [say(title_group(row, labels)) for row in groups.to_dict("records")]
    events = [[str(event) for event in events] for events in groups["events"]]
    return groups.assign(title=pd.Series(titles, index=groups.index, dtype="str"),
                         events=pd.Series(events, index=groups.index, dtype="object"))
