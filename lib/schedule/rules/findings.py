"""Findings: what each rule of the election says of each planned event, and of an event as a whole."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pandas as pd

from lib.schedule.rules.answers import ANSWERS, PASS, SUSPECTED, UNCHECKED, Answer, Late
from lib.schedule.rules.facts import Context, Event, Facts, rows_of
from lib.schedule.rules.kinds import counted_methods, kind_of, topic_of
from lib.schedule.rules.rule import Rule
from lib.schedule.rules.settings import RuleSettings
from lib.text import N_, Message, number

COLUMNS = {
    "finding_key": "str", "event_id": None, "rule_id": "str", "kind": "str", "topic": "str", "answer": "str",
    "level": "Int64",
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
_OF_EVENT = ("event_id", "organiser", "activity", "starts", "area_code")
_CANCELLED = "cancelled"


def check_rules(events: pd.DataFrame, rules: Iterable[Rule], facts: Facts, settings: RuleSettings | None = None, *,
                counted: pd.DataFrame | None = None) -> pd.DataFrame:
    """The findings on events, one row an event and rule that is about it, in the order of the events and the rules.

    events: as ``lib.schedule.events.time_events`` gives them; may have vehicles, route, speakers, title, contact,
    link, place_permission, notified (day the police had the notice), permit_date (day of their receipt), level.
    counted: the events that limits on numbers count, where these are more than `events` (event_id, state, organiser,
    activity, starts, joint_key). Cancelled ones are neither checked nor counted.

    Columns: finding_key (event and rule: it outlives recomputing), kind (category of the rule), topic (code of what it
    is about: rules of one label share it), answer (lulus, dugaan, tidak_dapat_diperiksa), level (2 to 5, how grave the
    rule is), missing (names of what would have to be known), legal_ref, source, verification and sureness (verified,
    partly, derived, memory), the event's organiser, activity, starts and area_code, reason (Message, one sentence).
    """
    rules = tuple(rules)
    judged = _in_force(rows_of(events, *_READ))
    others = _in_force(_counted_rows(events if counted is None else counted, counted_methods(rules)))
    windowed = frozenset(method for rule in rules if rule.category == "method_window" for method in rule.methods or ())
    context = Context(facts, settings or RuleSettings(), others, windowed)
    methods = {row["activity"] for row in judged}
    by_method = {method: [place for place, rule in enumerate(rules) if rule.is_of(method)] for method in methods}
    found = [(row, place, answer) for row, event in enumerate(judged) for place in by_method[event["activity"]]
             if (answer := answer_on(event, rules[place], context)) is not None]
    return _frame(judged, rules, found, events["event_id"].dtype)


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


def _counted_rows(events: pd.DataFrame, methods: Collection[str] | None) -> list[dict[str, Any]]:
    """The rows that limits on numbers count: of a campaign's events those of a few methods at most."""
    chosen = events if methods is None else events[events["activity"].isin(list(methods))]
    return rows_of(chosen, "joint_key", "state")


def _frame(judged: Sequence[Event], rules: Sequence[Rule], found: Sequence[tuple[int, int, Answer]],
           id_type: Any) -> pd.DataFrame:
    """The findings as a frame: what a rule or an event says is read once and taken for each of its findings."""
    rows, places = ([each[side] for each in found] for side in (0, 1))
    of_rule = pd.DataFrame({
        "rule_id": [rule.rule_id for rule in rules], "kind": [rule.category for rule in rules],
        "topic": [topic_of(rule) for rule in rules], "level": [rule.level for rule in rules],
        "legal_ref": [rule.legal_ref for rule in rules], "source": [rule.source for rule in rules],
        "verification": [rule.verification for rule in rules], "sureness": [rule.sureness for rule in rules]})
    of_event = {name: [event[name] for event in judged] for name in _OF_EVENT}
    columns = {name: pd.Series(of_rule[name], dtype=COLUMNS[name]).take(places) for name in of_rule} | {
        name: pd.Series(values, dtype=COLUMNS[name] or id_type).take(rows) for name, values in of_event.items()} | {
        "finding_key": [f"{judged[row]['event_id']}-{rules[place].rule_id}" for row, place, _answer in found],
        "answer": [answer.outcome for _row, _place, answer in found],
        "missing": [list(answer.missing) for _row, _place, answer in found],
        "reason": [answer.reason for _row, _place, answer in found]}
    return pd.DataFrame({name: pd.Series(columns[name], dtype=kind).reset_index(drop=True) if kind else
                         columns[name].reset_index(drop=True) for name, kind in COLUMNS.items()})
