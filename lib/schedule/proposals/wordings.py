"""A proposal in words: each move as one sentence, what is left and why, and how good the answer is."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

import pandas as pd

from lib.reference.labels import Labels
from lib.schedule.proposals.results import CAUSES, PROVEN, STATUSES, Proposal
from lib.schedule.reasons import reason
from lib.schedule.rules.answers import Late
from lib.text import N_, Message, _, day, hours, number, say

STAGE_LABELS = {
    "uncleared": N_("weight of clashes left"), "moved": N_("activities moved"),
    "fairness": N_("unevenness between participants"), "displacement": N_("displacement in minutes"),
    "draw": N_("drawn between equals"),
}
"""What each stage of the search makes least."""


def tell_move(move: Mapping[str, Any], labels: Labels, clock_label: str) -> Message:
    """One row of a proposal's moves as a sentence: who, what, where, from when to when, and why."""
    now = _tell_place(move["venue"], move["area_code"], labels)
    text = N_("{who}: {what}, {place}, {when} → {to}. Reason: {reason}")
    return Message(text, {
        "who": labels.organiser(move["organiser"]), "what": labels.activity(move["activity"]), "place": now,
        "when": _tell_when(move, "", clock_label), "to": _tell_target(move, labels, clock_label),
        "reason": reason(move["clash"], labels.organisers)})


def tell_left(clash: Mapping[str, Any], names: Mapping[str, str]) -> Message:
    """One clash that is left as two sentences: what it is, and why it is not cleared."""
    return Message(N_("{reason} Not cleared: {why}"), {"reason": reason(clash, names), "why": clash["why"]})


def tell_proposal(proposal: Proposal) -> Message:
    """What a proposal comes to, in one sentence."""
    counts = {"n": Late(number, len(proposal.clashes)), "moves": Late(number, len(proposal.moves)),
              "left": Late(number, len(proposal.left)), "status": Message(STATUSES[proposal.status])}
    if not len(proposal.clashes):
        return Message(N_("There is no clash to clear."))
    if not len(proposal.left):
        return Message(N_("Clashes: {n}, all of them cleared by moves: {moves} ({status})."), counts)
    return Message(N_("Clashes: {n}, moves: {moves}, clashes left: {left} ({status})."), counts)


def word_moves(proposal: Proposal, labels: Labels, clock_label: str) -> pd.DataFrame:
    """The moves for people, a row each: event_id, organiser, activity, now, then, reason, sentence."""
    rows = proposal.moves.to_dict("records")
    return pd.DataFrame({
        "event_id": proposal.moves["event_id"],
        "organiser": [labels.organiser(row["organiser"]) for row in rows],
        "activity": [labels.activity(row["activity"]) for row in rows],
        "now": [say(_tell_whole(row, "", labels, clock_label)) for row in rows],
        "then": [say(_tell_whole(row, "new_", labels, clock_label)) for row in rows],
        "reason": [say(reason(row["clash"], labels.organisers)) for row in rows],
        "sentence": [say(tell_move(row, labels, clock_label)) for row in rows],
    })


def word_left(proposal: Proposal) -> pd.DataFrame:
    """What is left for people: event_a, event_b, level, cause and why in words."""
    left = proposal.left
    return left[["event_a", "event_b", "level"]].assign(
        cause=[_(CAUSES[cause]) for cause in left["cause"]], why=[say(why) for why in left["why"]])


def word_stages(proposal: Proposal) -> pd.DataFrame:
    """What each stage found, and the bound that is proven: stage, value, bound, state."""
    stages = proposal.stages
    return pd.DataFrame({
        "stage": [_(STAGE_LABELS[stage.name]) for stage in stages],
        "value": pd.array([stage.value for stage in stages], dtype="Int64"),
        "bound": pd.array([stage.bound for stage in stages], dtype="Int64"),
        "state": [_(STATUSES[PROVEN if stage.is_proven else "found"]) for stage in stages],
    })


def _tell_target(move: Mapping[str, Any], labels: Labels, clock_label: str) -> Message | Late | str:
    """Where and when to, without what stays as it is."""
    is_elsewhere = _differs(move["venue_id"], move["new_venue_id"])
    is_same_time = move["starts"] == move["new_starts"]
    if is_elsewhere and is_same_time:
        return _tell_place(move["new_venue"], move["new_area_code"], labels)
    is_same_day = move["starts"].date() == move["new_starts"].date()
    when = _tell_hours(move, "new_", clock_label) if is_same_day else _tell_when(move, "new_", clock_label)
    if not is_elsewhere:
        return when
    place = _tell_place(move["new_venue"], move["new_area_code"], labels)
    return Message(N_("{place}, {when}"), {"place": place, "when": when})


def _tell_whole(move: Mapping[str, Any], prefix: str, labels: Labels, clock_label: str) -> Message:
    place = _tell_place(move[f"{prefix}venue"], move[f"{prefix}area_code"], labels)
    return Message(N_("{place}, {when}"), {"place": place, "when": _tell_when(move, prefix, clock_label)})


def _tell_place(venue: Any, area_code: Any, labels: Labels) -> str:
    return labels.area(area_code) if pd.isna(venue) else venue


def _tell_when(move: Mapping[str, Any], prefix: str, clock_label: str) -> Message:
    return Message(N_("{day} {hours}"), {"day": Late(day, move[f"{prefix}starts"]),
                                         "hours": _tell_hours(move, prefix, clock_label)})


def _tell_hours(move: Mapping[str, Any], prefix: str, clock_label: str) -> Late:
    span: tuple[datetime, datetime] = move[f"{prefix}starts"], move[f"{prefix}ends"]
    return Late(partial(_word_hours, estimate=bool(move["end_is_estimate"]), label=clock_label), span)


def _word_hours(span: tuple[datetime, datetime], *, estimate: bool, label: str) -> str:
    return hours(*span, estimate=estimate, label=label)


def _differs(one: Any, other: Any) -> bool:
    return (None if pd.isna(one) else one) != (None if pd.isna(other) else other)
