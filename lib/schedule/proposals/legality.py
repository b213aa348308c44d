"""What the election's rules say of a placement: a proposal breaks no rule of days and hours, and none that held."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from lib.schedule.rules.answers import PASS, SUSPECTED, UNCHECKED
from lib.schedule.rules.facts import Context, Event, Facts, rows_of
from lib.schedule.rules.findings import answer_on
from lib.schedule.rules.rule import Rule
from lib.schedule.rules.settings import RuleSettings

_OF_DAYS_AND_HOURS = {"method_window", "quiet_period", "hours", "worship_hours", "zone_rotation", "campus_days"}
_OF_LEAD_TIME = {("notification", "lead_time_working_days"), ("notification", "permit_working_days")}
_OF_PLACE = {"place_type", "place_ban"}
_OF_ROOM = {("participant_cap", "room_capacity")}
_RANKS = {PASS: 0, UNCHECKED: 1, SUSPECTED: 2}


@dataclass(frozen=True)
class RuleBook:
    """The rules of an election and what they need to know of the city."""

    rules: tuple[Rule, ...]
    facts: Facts
    settings: RuleSettings = field(default_factory=RuleSettings)

    def most_a_day(self) -> list[Rule]:
        """The rules that limit how many of a method the city has on one day."""
        return [rule for rule in self.rules if (rule.category, rule.param) == ("clash", "max_per_day_city")]


def find_breaking(placements: pd.DataFrame, events: pd.DataFrame, book: RuleBook) -> pd.Series:
    """The rule_id of the first rule a placement would break, None where it breaks none.

    placements: ``place_options`` of `events`. A rule of days and hours must not be suspected broken, whatever it says
    of the event as it is; of every other rule that looks at day or place the answer must be no worse than now. That
    a rule cannot be checked is worse than that it is kept. Limits on numbers a day are the model's (``bounds``).
    """
    windowed = frozenset(method for rule in book.rules if rule.category == "method_window"
                         for method in rule.methods or ())
    context = Context(book.facts, book.settings, (), windowed)
    when = [rule for rule in book.rules
            if rule.category in _OF_DAYS_AND_HOURS or (rule.category, rule.param) in _OF_LEAD_TIME]
    where = [rule for rule in book.rules if rule.category in _OF_PLACE or (rule.category, rule.param) in _OF_ROOM]
    own, placed = _rows(events), _rows(placements)

    @cache
    def rank_now(source: int, rule: Rule) -> int:
        return _rank(own[source], rule, context)

    @cache
    def first_broken_there(source: int, venue_id: str, number: int) -> str | None:
        return _first_broken(placed[number], where, context, rank_now)

    of_venue: dict[tuple[int, str], int] = {}
    for number, row in enumerate(placed):
        of_venue.setdefault((row["source"], row["venue_id"]), number)
    broken = []
    for row in placed:
        place = row["source"], row["venue_id"]
        elsewhere = row["venue_id"] != own[row["source"]]["venue_id"]
        found = first_broken_there(*place, of_venue[place]) if elsewhere else None
        broken.append(found or _first_broken(row, when, context, rank_now))
    return pd.Series(broken, index=placements.index, dtype="object")


def _first_broken(row: Event, rules: list[Rule], context: Context, rank_now: Any) -> str | None:
    for rule in rules:
        rank = _rank(row, rule, context) if rule.is_of(row["activity"]) else 0
        if rank == _RANKS[SUSPECTED] and rule.category in _OF_DAYS_AND_HOURS:
            return rule.rule_id
        if rank and rank > rank_now(row["source"], rule):
            return rule.rule_id
    return None


def _rank(event: Event, rule: Rule, context: Context) -> int:
    answer = answer_on(event, rule, context)
    return 0 if answer is None else _RANKS[answer.outcome]


class _Row(dict[str, Any]):
    """A row of which no column is missing: what a schedule does not have is not known."""

    def __missing__(self, name: str) -> None:
        return None


def _rows(events: pd.DataFrame) -> list[_Row]:
    return [_Row(row) for row in rows_of(events)]
