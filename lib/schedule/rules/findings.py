"""Findings: what each rule of the election says of each planned event, and of an event as a whole."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from lib.schedule.rules.answers import ANSWERS, PASS, SUSPECTED, UNCHECKED, Answer, Late
from lib.schedule.rules.facts import Context, Event, Facts, rows_of
from lib.schedule.rules.kinds import kind_of
from lib.schedule.rules.rule import Rule
from lib.schedule.rules.settings import RuleSettings
from lib.text import N_, Message, number

COLUMNS = {
    "finding_key": "str", "event_id": None, "rule_id": "str", "kind": "str", "answer": "str", "level": "Int64",
    "missing": "object", "legal_ref": "str", "source": "str", "verification": "str", "sureness": "str",
    "organiser": "str", "activity": "str", "starts": "datetime64[us]", "area_code": "str", "reason": "object",
}
"""Columns of findings with their types (None: as the events have it)."""

WHOLE = {
    SUSPECTED: N_("There is something to clarify"), UNCHECKED: N_("Not everything can be checked"),
    PASS: N_("Nothing to clarify in what can be checked from a schedule"), "tanpa_aturan": N_("No rule applies"),
}
"""What findings say of an event as a whole. None of them says that the event conforms: that is not ours to say."""

_READ = ("venue_id", "venue", "lat", "lon", "position_is_estimate", "attendance", "vehicles", "route", "speakers",
         "title", "contact", "link", "place_permission", "notified", "permit_date", "joint_key", "state", "area_code",
         "gathers", "level")
_CANCELLED = "cancelled"


def check_rules(events: pd.DataFrame, rules: Iterable[Rule], facts: Facts, settings: RuleSettings | None = None, *,
                counted: pd.DataFrame | None = None) -> pd.DataFrame:
    """The findings on events, one row an event and rule that is about it, in the order of the events and the rules.

    events: as ``lib.schedule.events.time_events`` gives them; may have vehicles, route, speakers, title, contact,
    link, place_permission, notified (day the police had the notice), permit_date (day of their receipt), level.
    counted: the events that limits on numbers count, where these are more than `events` (event_id, state, organiser,
    activity, starts, joint_key). Cancelled ones are neither checked nor counted.

    Columns: finding_key (event and rule: it outlives recomputing), kind (category of the rule), answer (lulus, dugaan,
    tidak_dapat_diperiksa), level (2 to 5, how grave the rule is), missing (names of what would have to be known),
    legal_ref, source, verification and sureness (verified, partly, derived, memory), the event's organiser,
    activity, starts and area_code, reason (Message, one sentence).
    """
    rules = tuple(rules)
    judged = _in_force(rows_of(events, *_READ))
    others = judged if counted is None else _in_force(rows_of(counted, "joint_key", "state"))
    windowed = frozenset(method for rule in rules if rule.category == "method_window" for method in rule.methods or ())
    context = Context(facts, settings or RuleSettings(), others, windowed)
    methods = {row["activity"] for row in judged}
    by_method = {method: [rule for rule in rules if rule.is_of(method)] for method in methods}
    found = [_row(event, rule, answer) for event in judged for rule in by_method[event["activity"]]
             if (answer := answer_on(event, rule, context)) is not None]
    columns = {name: [row[name] for row in found] for name in COLUMNS}
    return pd.DataFrame({name: pd.Series(columns[name], dtype=kind or events["event_id"].dtype)
                         for name, kind in COLUMNS.items()})


def answer_on(event: Event, rule: Rule, context: Context) -> Answer | None:
    """The rule's answer on one event; None where the rule is not about it."""
    kind = kind_of(rule)
    if not rule.is_of(event["activity"]):
        return None
    if not kind.on_other_days and not rule.holds_on(event["starts"].date()):
        return None
    return kind.check(event, rule, context)


def summarise_event(findings: pd.DataFrame) -> tuple[str, Message]:
    """What the findings on one event say together: one of WHOLE, and a sentence with the numbers behind it.

    A suspicion outweighs what cannot be checked, and that outweighs whatever passes.
    """
    counts = findings["answer"].value_counts()
    numbers = {answer: int(counts.get(answer, 0)) for answer in ANSWERS}
    whole = next((answer for answer in ANSWERS if numbers[answer]), "tanpa_aturan")
    if whole == "tanpa_aturan":
        return whole, Message(N_("No rule on this method can be checked from a schedule."))
    return whole, Message(N_("{suspected} to clarify, {unchecked} cannot be checked, {passed} pass."), {
        "suspected": Late(number, numbers[SUSPECTED]), "unchecked": Late(number, numbers[UNCHECKED]),
        "passed": Late(number, numbers[PASS])})


def summarise_events(findings: pd.DataFrame) -> pd.DataFrame:
    """One row an event: event_id, whole (one of WHOLE), the number of each answer, level of the gravest suspicion."""
    counts = findings.groupby(["event_id", "answer"], sort=False).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(ANSWERS), fill_value=0).rename_axis(columns=None)
    gravest = findings[findings["answer"] == SUSPECTED].groupby("event_id")["level"].max()
    whole = [next(answer for answer in ANSWERS if row[answer]) for row in counts.to_dict("records")]
    return counts.assign(whole=pd.Series(whole, index=counts.index, dtype="str"),
                         level=gravest.reindex(counts.index).astype("Int64")).reset_index()


def _in_force(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["state"] != _CANCELLED]


def _row(event: Event, rule: Rule, answer: Answer) -> Mapping[str, Any]:
    return {
        "finding_key": f"{event['event_id']}-{rule.rule_id}", "event_id": event["event_id"], "rule_id": rule.rule_id,
        "kind": rule.category, "answer": answer.outcome, "level": rule.level, "missing": list(answer.missing),
        "legal_ref": rule.legal_ref, "source": rule.source, "verification": rule.verification,
        "sureness": rule.sureness, "organiser": event["organiser"], "activity": event["activity"],
        "starts": event["starts"], "area_code": event["area_code"], "reason": answer.reason}
