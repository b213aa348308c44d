"""The notices that are due: for each coming event without a receipt, until when, to whom, what the letter lacks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from lib.schedule.notices.notice_rules import ADDRESSEES, NoticeRules
from lib.schedule.rules.answers import Late, name_fields
from lib.schedule.rules.checks_of_notices import find_missing_fields, latest_day
from lib.schedule.rules.facts import Context, Event, Facts, holidays_of, rows_of
from lib.schedule.rules.rule import Rule
from lib.schedule.rules.settings import RuleSettings
from lib.schedule.working_days import count_back, count_between
from lib.text import N_, Message, day_short, number

OPEN, PAST_NOTICE, PAST_ISSUE = "terbuka", "lewat_batas", "lewat_terbit"
STATES = {
    OPEN: N_("can still be given in time"), PAST_NOTICE: N_("last day passed, no receipt recorded"),
    PAST_ISSUE: N_("day of the receipt passed, none recorded"),
}
"""How a notice stands, and what that is called. Of a letter nobody recorded here nothing else is known."""

COLUMNS = {
    "notice_key": "str", "event_id": None, "organiser": "str", "activity": "str", "starts": "datetime64[us]",
    "venue": "str", "area_code": "str", "district_code": "str", "notice_by": "datetime64[us]",
    "issue_by": "datetime64[us]", "days_left": "Int64", "issue_days_left": "Int64", "lead_days": "Int64",
    "issue_days": "Int64", "state": "str", "missing": "object", "addressee": "str",
    "rule_id": "str", "legal_ref": "str", "source": "str", "verification": "str", "sureness": "str",
    "reason": "object",
}
"""Columns of due notices with their types (None: as the events have it)."""

_READ = ("venue_id", "venue", "attendance", "vehicles", "route", "speakers", "title", "contact", "link", "permit_no",
         "permit_date", "notified", "area_code", "district_code", "state", "gathers", "level")
_STATES_TO_COME = (None, "planned", "moved")


def notices_due(events: pd.DataFrame, calendar: pd.DataFrame, as_of: date, rules: NoticeRules, *,
                facts: Facts | None = None, settings: RuleSettings | None = None) -> pd.DataFrame:
    """The notices that coming events still need on the day `as_of`, the most urgent first.

    events: as for ``check_rules``, with permit_no; one that has its number or day, or a day of notice, has been
    notified, one that gathers nobody or is cancelled needs no notice. calendar: day, kind; those of kind holiday are
    no working days. facts: for venues that are known to be online.

    Columns: notice_key, the event's own, notice_by (last day of the notice, by the strictest lead time), issue_by
    (day by which the receipt is usual; missing where no rule tells), days_left (working days after `as_of` until
    notice_by; below 0 when it passed), issue_days_left (so until issue_by), lead_days and issue_days (how many
    days before the event the rules set them: H-7, H-3), state (STATES), missing (fields the letter lacks), addressee
    (ADDRESSEES; missing where ward or route would tell), the rule of the lead time with article and sureness, reason
    (Message).
    """
    holidays = holidays_of(calendar.to_dict("records"))
    facts = facts or Facts()
    context = Context(Facts(facts.venues, facts.places, facts.proposers, holidays), settings or RuleSettings())
    rows = [row for event in rows_of(events, *_READ) if _needs_notice(event, as_of)
            if (row := _row(event, rules, context, as_of)) is not None]
    rows.sort(key=lambda row: (row["notice_by"], row["starts"], row["notice_key"]))
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kind or events["event_id"].dtype)
                         for name, kind in COLUMNS.items()})


def _needs_notice(event: Event, as_of: date) -> bool:
    return (bool(event["gathers"]) and event["state"] in _STATES_TO_COME and event["starts"].date() >= as_of
            and not event["permit_no"] and event["permit_date"] is None and event["notified"] is None)


def _row(event: Event, rules: NoticeRules, context: Context, as_of: date) -> Mapping[str, Any] | None:
    day = event["starts"].date()
    leads = [(latest_day(event, rule, context), rule) for rule in rules.leads if _is_about(rule, event)]
    if not leads:
        return None
    notice_by, rule = min(leads, key=lambda lead: lead[0])
    holidays = context.facts.holidays
    issue_by = None if rules.issue_days is None else count_back(
        day, rules.issue_days, holidays, every_day=rules.issue_every_day)
    missing = tuple(dict.fromkeys(
        name for letter in rules.letters if _is_about(letter, event)
        for name in find_missing_fields(event, letter, context)))
    office, asks = rules.find_office(level=context.level_of(event), district_code=event["district_code"],
                                     activity=event["activity"], route=event["route"])
    days_left = count_between(as_of, notice_by, holidays)
    return {
        "notice_key": str(event["event_id"]), "event_id": event["event_id"], "organiser": event["organiser"],
        "activity": event["activity"], "starts": event["starts"], "venue": event["venue"],
        "area_code": event["area_code"], "district_code": event["district_code"],
        "notice_by": pd.Timestamp(notice_by), "issue_by": pd.NaT if issue_by is None else pd.Timestamp(issue_by),
        "days_left": days_left,
        "issue_days_left": None if issue_by is None else count_between(as_of, issue_by, holidays),
        "lead_days": rule.value, "issue_days": rules.issue_days, "state": _state(as_of, notice_by, issue_by),
        "missing": list(missing),
        "addressee": office, "rule_id": rule.rule_id, "legal_ref": rule.legal_ref, "source": rule.source,
        "verification": rule.verification, "sureness": rule.sureness,
        "reason": _explain(as_of, notice_by, days_left, office, asks, missing)}


def _is_about(rule: Rule, event: Event) -> bool:
    return rule.is_of(event["activity"]) and rule.holds_on(event["starts"].date())


def _state(as_of: date, notice_by: date, issue_by: date | None) -> str:
    if as_of <= notice_by:
        return OPEN
    return PAST_ISSUE if issue_by is not None and as_of > issue_by else PAST_NOTICE


def _explain(as_of: date, notice_by: date, days_left: int, office: str | None, asks: str | None,
             missing: tuple[str, ...]) -> Message:
    """One sentence: until when, to whom, what is missing."""
    if as_of > notice_by:
        when = Message(N_("The last day for the notice was {day}; no receipt is recorded"), {
            "day": Late(day_short, notice_by)})
    else:
        when = Message(N_("Notice by {day}, {n} working days left"), {
            "day": Late(day_short, notice_by), "n": Late(number, days_left)})
    if office is not None:
        who = Message(N_("to the {office}"), {"office": Message(ADDRESSEES[office])})
    else:
        who = Message(N_("which police office is not known without the {field}"), {
            "field": Late(name_fields, (asks or "area_code",))})
    if not missing:
        return Message(N_("{when}, {who}."), {"when": when, "who": who})
    return Message(N_("{when}, {who}; not known: {fields}."), {
        "when": when, "who": who, "fields": Late(name_fields, missing)})
