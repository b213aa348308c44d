"""Checks of the notice to the police. A schedule is not the letter: what it lacks is not known, not wrong."""

from collections.abc import Callable, Sized
from datetime import date, datetime
from functools import partial
from typing import Any

from lib.schedule.rules.answers import Answer, Late, lack, passes, suspect
from lib.schedule.rules.facts import Context, Event
from lib.schedule.rules.rule import Rule
from lib.schedule.working_days import count_back
from lib.text import N_, day_short

WORKING_DAYS = "hari kerja"
"""The unit of a lead time that does not count weekends and holidays."""

FIELD_COLUMNS = {
    "hari": "starts", "tanggal": "starts", "jam": "starts", "tempat": "venue", "pelaksana": "organiser",
    "pembicara": "speakers", "tema": "title", "jumlah_peserta": "attendance", "jumlah_kendaraan": "vehicles",
    "penanggung_jawab": "contact", "tautan": "link", "rute": "route",
}
"""The letter's fields as rules name them, and the columns of events that hold them."""


def read_letter_fields(value: str) -> tuple[str, ...]:
    """"hari|jam|tempat" as the columns of events, each once; raises ValueError for a field nobody knows."""
    fields = [part.strip() for part in value.split("|")]
    if not set(fields) <= FIELD_COLUMNS.keys():
        raise ValueError(value)
    return tuple(dict.fromkeys(FIELD_COLUMNS[name] for name in fields))


def find_missing_fields(event: Event, rule: Rule, context: Context) -> tuple[str, ...]:
    """Which of the rule's fields an event does not tell; a link is asked of an online meeting only."""
    online = context.place_of(event).setting == "virtual"
    return tuple(name for name in rule.value if not _is_told(event.get(name)) and (name != "link" or online))


def check_letter_fields(event: Event, rule: Rule, context: Context) -> Answer | None:
    """Whether the schedule tells all that the letter must; None for what gathers nobody."""
    if not event["gathers"]:
        return None
    missing = find_missing_fields(event, rule, context)
    return lack(*missing) if missing else passes(N_("Everything the notice must state is told."))


def check_convoy(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether route and vehicles of a convoy are told; an event without vehicles needs no route."""
    if event["vehicles"] == 0:
        return passes(N_("No vehicles are expected."))
    missing = find_missing_fields(event, rule, context)
    return lack(*missing) if missing else passes(N_("Route and vehicles are told."))


def check_lead_time(event: Event, rule: Rule, context: Context) -> Answer | None:
    """Whether the notice reached the police in time (column `notified`); None for what gathers nobody.

    The police give their receipt (`permit_date`) for a notice they have: one of an early day shows it was in time.
    """
    if not event["gathers"]:
        return None
    latest = latest_day(event, rule, context)
    last = Late(day_short, latest)
    notified, receipt = _day(event["notified"]), _day(event["permit_date"])
    if notified is not None:
        verdict = suspect if notified > latest else passes
        return verdict(N_("Notice of {day}; the last day for it was {last}."), day=Late(day_short, notified), last=last)
    if receipt is None:
        return lack("notified", text=N_("Not known: {fields}; the last day for it is {last}."), last=last)
    receipt_day = Late(day_short, receipt)
    if receipt > latest:
        return lack("notified", text=N_("Receipt of {day}. Not known: {fields}; the last day for it was {last}."),
                    day=receipt_day, last=last)
    return passes(N_("Receipt of {day}, so the notice came before; the last day for it was {last}."), day=receipt_day,
                  last=last)


def latest_day(event: Event, rule: Rule, context: Context) -> date:
    """The last day on which a lead time of the rule is kept, in working days where its unit says so."""
    day = event["starts"].date()
    return count_back(day, rule.value, context.facts.holidays, every_day=rule.unit != WORKING_DAYS)


def ask_for(name: str) -> Callable[[Event, Rule, Context], Answer]:
    """A check of what no schedule tells: it always lacks the field `name`."""
    return partial(_lack, name)


def _is_told(value: Any) -> bool:
    """Whether a column of an event says anything; speakers are a list."""
    return value is not None and not (isinstance(value, Sized) and len(value) == 0)


def _day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _lack(name: str, event: Event, rule: Rule, context: Context) -> Answer:
    return lack(name)
