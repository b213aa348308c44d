"""The kinds of rules there are: how each reads its value, how it is checked, what it is called."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lib.errors import CannotRun
from lib.schedule.rules import checks_of_notices as notices
from lib.schedule.rules import checks_of_places as places
from lib.schedule.rules import checks_of_sizes as sizes
from lib.schedule.rules import checks_of_times as times
from lib.schedule.rules.answers import Answer
from lib.schedule.rules.facts import Context, Event
from lib.schedule.rules.rule import SEVERITIES, SURENESS, Rule, first_word
from lib.text import N_, Message

Check = Callable[[Event, Rule, Context], Answer | None]


@dataclass(frozen=True)
class Kind:
    """One kind of rule. `read` makes the rule's value of the pack's text and raises ValueError for what it cannot be.

    check: the answer on one event, None where the rule is not about it. needs_days: the rule is nothing without its
    first and last day. on_other_days: the rule speaks of events outside its days too. names_organisers: the value
    is a pair whose first part are organisers' codes. counts: the answer depends on the campaign's other events.
    """

    label: str
    check: Check
    read: Callable[[str], Any] = str
    needs_days: bool = False
    on_other_days: bool = False
    names_organisers: bool = False
    counts: bool = False


KINDS: Mapping[tuple[str, str], Kind] = {
    ("method_window", "window"): Kind(N_("Days of the method"), times.check_window, needs_days=True,
                                      on_other_days=True),
    ("quiet_period", "date_range"): Kind(N_("Quiet period"), times.check_quiet_period, needs_days=True,
                                         on_other_days=True),
    ("hours", "hours"): Kind(N_("Hours"), times.check_hours, times.read_hours),
    ("worship_hours", "hours"): Kind(N_("Hours of worship"), times.check_worship_hours, times.read_worship_hours),
    ("participant_cap", "max_participants"): Kind(N_("Number of people"), sizes.check_attendance, sizes.read_count),
    **{("participant_cap", f"max_participants_{level}"): Kind(
        N_("Number of people"), sizes.check_attendance_of_level, sizes.read_count)
       for level in ("kabupaten_kota", "provinsi", "nasional")},
    ("participant_cap", "room_capacity"): Kind(N_("Room for the people"), sizes.check_capacity),
    ("vehicle_cap", "max_vehicles"): Kind(N_("Number of vehicles"), sizes.check_vehicles, sizes.read_count),
    ("place_type", "place_types"): Kind(N_("Kind of place"), places.check_place_type, places.read_settings_of_places),
    ("place_ban", "place_kind"): Kind(N_("Places closed to campaigning"), places.check_banned_place, places.read_uses),
    ("place_ban", "place_kind_with_permission"): Kind(
        N_("Places that need permission"), places.check_place_with_permission, places.read_uses),
    ("place_ban", "allowed_points_by_kecamatan"): Kind(N_("Points of display"), notices.ask_for("display_points")),
    ("campus_days", "weekday_only"): Kind(N_("Campus days"), places.check_campus_days, places.read_weekdays),
    ("zone_rotation", "days"): Kind(N_("Zone day"), places.check_zone_days, places.read_zone_days,
                                      names_organisers=True),
    ("zone_rotation", "agreed_days"): Kind(N_("Zone day"), places.check_agreed_days, places.read_days),
    ("notification", "required_fields"): Kind(
        N_("Fields of the notice"), notices.check_letter_fields, notices.read_letter_fields),
    ("notification", "lead_time_working_days"): Kind(N_("Lead time of the notice"), notices.check_lead_time,
                                                     sizes.read_count),
    ("notification", "permit_working_days"): Kind(N_("Lead time of the permit"), notices.check_lead_time,
                                                  sizes.read_count),
    ("convoy", "needs"): Kind(N_("Convoy"), notices.check_convoy, notices.read_letter_fields),
    ("count_limit", "max_per_campaign"): Kind(
        N_("Events in the whole campaign"), sizes.check_campaign_count, sizes.read_names_and_count,
        names_organisers=True, counts=True),
    ("clash", "max_per_day_city"): Kind(N_("Events on one day"), sizes.check_day_count, sizes.read_count,
                                          counts=True),
    ("limit", "max_value_idr"): Kind(N_("Value of campaign material"), notices.ask_for("item_value")),
    ("limit", "max_accounts"): Kind(N_("Accounts in social media"), notices.ask_for("accounts")),
}
"""Kinds by a rule's category and param."""

TOLD_ONLY = frozenset({
    ("phase", "date"), ("phase", "date_range"), ("notification", "issue_days_before"),
    ("notification", "police_level_by_level"), ("notification", "police_level_by_area"),
    ("person_ban", "banned_persons"), ("person_ban", "duty"), ("sanction", "max_penalty"),
    ("reporting", "deadline_days"), ("reporting", "handling_working_days"), ("venue", "venues"),
    ("count_limit", "max_count_gubernur"),
})
"""Rows of a pack that are no rule on a planned event: facts, sanctions, conduct on the day."""


def read_rules(rows: Iterable[Mapping[str, Any]], *, methods: Collection[str] | None = None,
               organisers: Collection[str] | None = None) -> tuple[Rule, ...]:
    """The rules of a pack that can be held against an event, in the pack's order.

    rows: the columns of `rules.csv`; methods, organisers: the codes there are, where these are to be checked too.
    Raises CannotRun, naming the rule, for a kind that is not known, a value that its kind cannot read, a severity or
    a verification that says nothing, a rule without its days, article or source.
    """
    read = []
    for row in rows:
        key = (row["category"], row["param"])
        if key not in KINDS.keys() | TOLD_ONLY:
            raise CannotRun(Message(N_("Rule {rule}: there is no kind of rule {category}/{param}."), {
                "rule": row["rule_id"], "category": row["category"], "param": row["param"]}))
        if key in KINDS:
            rule = _read_rule(row)
            if methods is not None and not (rule.methods or set()) <= set(methods):
                raise _refuse(row, "method")
            if organisers is not None and kind_of(rule).names_organisers and not rule.value[0] <= set(organisers):
                raise _refuse(row, "value")
            read.append(rule)
    return tuple(read)


def kind_of(rule: Rule) -> Kind:
    """The kind of a rule."""
    return KINDS[rule.category, rule.param]


def counted_methods(rules: Iterable[Rule]) -> Collection[str] | None:
    """The methods whose events the rules count; None for every one."""
    methods = [rule.methods for rule in rules if kind_of(rule).counts]
    return None if None in methods else frozenset().union(*methods)


def topic_of(rule: Rule) -> str:
    """The code of what a rule is about: rules of one label share it ("notification-lead_time_working_days")."""
    label = kind_of(rule).label
    return next("-".join(key) for key, kind in KINDS.items() if kind.label == label)


def topic_label(topic: str) -> str:
    """The label (a source string) of a topic."""
    category, _, param = topic.partition("-")
    return KINDS[category, param].label


def _read_rule(row: Mapping[str, Any]) -> Rule:
    kind = KINDS[row["category"], row["param"]]
    try:
        value = kind.read(row["value"] or "")
    except ValueError:
        raise _refuse(row, "value") from None
    if kind.needs_days and None in (row["valid_from"], row["valid_to"]):
        raise _refuse(row, "valid_from")
    if row["severity_if_broken"] not in {None, *SEVERITIES}:
        raise _refuse(row, "severity_if_broken")
    if first_word(row["verification"]) not in SURENESS:
        raise _refuse(row, "verification")
    for column in ("legal_ref", "source"):
        if not row[column]:
            raise _refuse(row, column)
    methods = frozenset((row["method"] or "*").split("|"))
    return Rule(
        rule_id=row["rule_id"], category=row["category"], param=row["param"],
        methods=None if "*" in methods else methods, value=value, unit=row["unit"] or "",
        valid_from=row["valid_from"], valid_to=row["valid_to"], level=SEVERITIES.get(row["severity_if_broken"] or ""),
        legal_ref=row["legal_ref"], source=row["source"], verification=row["verification"])


def _refuse(row: Mapping[str, Any], column: str) -> CannotRun:
    return CannotRun(Message(N_("Rule {rule}, column {column}: {value} cannot be used."), {
        "rule": row["rule_id"], "column": column, "value": f"'{row[column] or ''}'"}))
