"""Timed events as the rules are shown them, and what the packs' rules say of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pandas as pd

from lib.reference.packs import DATA, read_table
from lib.schedule.rules.facts import Facts, gather_facts
from lib.schedule.rules.findings import check_rules
from lib.schedule.rules.kinds import read_rules
from lib.schedule.rules.rule import Rule
from lib.schedule.rules.settings import RuleSettings

PEMILU, PILKADA = "pemilu_2024", "pilkada_2024"
RULE = {"rule_id": "X-1", "method": "*", "rule": "a rule", "value": None, "unit": None, "valid_from": None,
        "valid_to": None, "severity_if_broken": "high", "legal_ref": "Ps 1", "verification": "verified",
        "source": "somewhere"}


def planned(day: str = "2024-01-27", start: str = "13:00", end: str | None = "15:00", **changes: Any) -> dict[str, Any]:
    """One timed rally of PDIP on the field of the fourth ward; an `end` of None is estimated at 18.00 or +3 h."""
    starts = datetime.fromisoformat(f"{day}T{start}")
    ends = max(starts.replace(hour=18, minute=0), starts + timedelta(hours=3)) if end is None else (
        datetime.fromisoformat(f"{day}T{end}"))
    if ends <= starts:
        ends += timedelta(days=1)
    return {
        "event_id": 1, "state": "planned", "organiser": "PDIP", "activity": "rapat_umum", "starts": starts,
        "ends_or_estimate": ends, "end_is_estimate": end is None, "venue": "Lapangan RW 04", "venue_id": None,
        "area_code": "35.73.02.1004", "district_code": "35.73.02", "lat": -7.98, "lon": 112.63,
        "position_is_estimate": True, "attendance": 500, "vehicles": None, "route": None, "speakers": None,
        "title": None, "contact": None, "permit_no": None, "joint_key": None, "gathers": True, **changes}


@cache
def facts(election: str = PEMILU) -> Facts:
    """The facts of the first city and an election."""
    city = DATA / "city" / "malang"
    return gather_facts(
        venues=read_table(city / "venues.csv"), places=read_table(city / "places.csv"),
        organiser_tickets=read_table(DATA / "election" / election / "organiser_tickets.csv"),
        calendar=read_table(city / "calendar_days.csv"))


@cache
def rules(election: str = PEMILU) -> tuple[Rule, ...]:
    """The rules of an election's pack."""
    return read_rules(read_table(DATA / "election" / election / "rules.csv"))


def rule(category: str, param: str, value: str | None = None, **changes: Any) -> Rule:
    """One rule of a pack of our own."""
    (made,) = read_rules([{**RULE, "category": category, "param": param, "value": value, **changes}])
    return made


def judge(*events: Mapping[str, Any], by: object = PEMILU, settings: RuleSettings | None = None) -> pd.DataFrame:
    """The findings on events by the rules of a pack (its name) or by one rule."""
    election = by if isinstance(by, str) else PEMILU
    held = rules(election) if isinstance(by, str) else (by,)
    numbered = [{**event, "event_id": number} for number, event in enumerate(events, start=1)]
    return check_rules(pd.DataFrame(numbered), held, facts(election), settings)


def answer(event: Mapping[str, Any], rule_id: str, by: object = PEMILU, **options: Any) -> tuple[str, list[str]] | None:
    """(answer, missing fields) of one rule on one event; None where the rule is not about it."""
    found = judge(event, by=by, **options)
    found = found[found["rule_id"] == rule_id]
    return None if found.empty else (found["answer"].iloc[0], found["missing"].iloc[0])
