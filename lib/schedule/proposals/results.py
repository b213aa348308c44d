"""A proposal: the moves, what they leave and why, and how good the answer is proven to be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.schedule.proposals.model import Stage
from lib.schedule.proposals.units import STAYS
from lib.schedule.rules.answers import Late
from lib.text import N_, Message, number

PROVEN, FOUND, NOTHING = "proven", "found", "nothing"
STATUSES = {
    PROVEN: N_("proven best"), FOUND: N_("best found in the time, not proven best"), NOTHING: N_("nothing to clear"),
}
"""What a proposal is, and what that is called."""

CAUSES = {
    "pinned": N_("Neither can move"), "nowhere": N_("No free place and hour"),
    "contested": N_("Cannot be cleared together with the others"), "time": N_("Not found in the time"),
}
"""Why a clash is left, and what that is called."""

_DROPPED = {
    "days": N_("{n} outside the days open for it"), "hours": N_("{n} outside the hours of the day"),
    "rule": N_("{n} against rule {rules}"), "clash": N_("{n} would clash again"),
}


@dataclass(frozen=True)
class Proposal:
    """What is proposed; nothing of it is done.

    moves: a row an event: event_id, organiser, activity, starts, ends, end_is_estimate, venue, venue_id, area_code,
    the same with new_ before (starts to area_code), displacement (minutes), level and clash_keys of the clashes that
    end with it, and clash (the row of the gravest, as a dict). left: the clashes at or above the level that remain,
    as the engine gives them, with cause (one of CAUSES) and why (Message). clashes: those there were, left ones
    included. after: the timed events with the moves made. stages: see ``model.STAGES``; seconds: what the solver took.
    """

    moves: pd.DataFrame
    left: pd.DataFrame
    clashes: pd.DataFrame
    after: pd.DataFrame
    stages: tuple[Stage, ...] = ()
    seconds: float = 0.0

    @property
    def status(self) -> str:
        """One of STATUSES: proven when no answer is better in any stage, or when nothing may move at all."""
        if not len(self.clashes):
            return NOTHING
        return PROVEN if all(stage.is_proven for stage in self.stages) else FOUND


@dataclass(frozen=True)
class Side:
    """One unit of a clash: its organiser's name, why it stays (None: it may move), how its placements fell, how many
    are free."""

    name: str
    stays: str | None
    dropped: Mapping[str, int]
    free: int

    def explain(self) -> Message:
        """Why it does not move, as a part of a sentence."""
        if self.stays is not None:
            return Message(N_("{name} {why}"), {"name": self.name, "why": Message(STAYS[self.stays])})
        if self.free:
            return Message(N_("{name} has {n} free placements"), {"name": self.name, "n": Late(number, self.free)})
        tried = sum(self.dropped.values())
        if not tried:
            return Message(N_("{name} has no other placement"), {"name": self.name})
        return Message(N_("{name} has no free placement among {n} ({reasons})"), {
            "name": self.name, "n": Late(number, tried), "reasons": _join(_word_dropped(self.dropped))})


def explain_left(sides: Sequence[Side], *, is_proven: bool) -> tuple[str, Message]:
    """The cause, and a sentence on why a clash of one or two sides is left."""
    told = _join([side.explain() for side in sides])
    if all(side.stays is not None for side in sides):
        return "pinned", Message(N_("{sides}."), {"sides": told})
    if all(side.stays is not None or not side.free for side in sides):
        return "nowhere", Message(N_("{sides}."), {"sides": told})
    if is_proven:
        return "contested", Message(N_("{sides}; other moves need these, or clearing this leaves graver clashes."), {
            "sides": told})
    return "time", Message(N_("{sides}; no way was found in the time."), {"sides": told})


def _word_dropped(dropped: Mapping[str, int]) -> list[Message]:
    """Reasons with their numbers; those of rules together."""
    by_kind: Counter[str] = Counter()
    rules = sorted({reason.partition(":")[2] for reason in dropped if reason.startswith("rule:")})
    for reason, count in dropped.items():
        by_kind[reason.partition(":")[0]] += count
    return [Message(text, {"n": Late(number, by_kind[kind]), "rules": ", ".join(rules)})
            for kind, text in _DROPPED.items() if by_kind[kind]]


def _join(parts: Sequence[Any]) -> Message:
    joined = parts[-1]
    for part in reversed(parts[:-1]):
        joined = Message(N_("{fact}; {rest}"), {"fact": part, "rest": joined})
    return joined
