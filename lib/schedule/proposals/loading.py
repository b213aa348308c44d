"""What the proposals need of the packs: from a pack's folder, or from rows that the store has of it."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from lib.reference.packs import DATA, read_table
from lib.schedule.proposals.legality import RuleBook
from lib.schedule.proposals.settings import Limits
from lib.schedule.proposals.venues import City
from lib.schedule.rules.facts import gather_facts
from lib.schedule.rules.kinds import read_rules
from lib.schedule.rules.settings import RuleSettings

PROTECTED_KINDS = frozenset({"worship", "anniversary", "crowd"})
"""Days of the calendar to which nothing is moved; a holiday is a day like another for a campaign."""


def gather_city(folder: Path) -> City:
    """The city of a pack."""
    return City(activities=_frame(DATA / "vocabulary" / "activities.csv"), areas=_frame(folder / "areas.csv"),
                venues=_frame(folder / "venues.csv"), neighbours=_frame(folder / "area_neighbours.csv"))


def gather_rule_book(city: Path, election: Path, settings: RuleSettings | None = None) -> RuleBook:
    """The rules of an election pack in a city."""
    facts = gather_facts(
        venues=read_table(city / "venues.csv"), places=read_table(city / "places.csv"),
        organiser_tickets=read_table(election / "organiser_tickets.csv"),
        calendar=read_table(city / "calendar_days.csv"))
    return RuleBook(read_rules(read_table(election / "rules.csv")), facts, settings or RuleSettings())


def gather_limits(city: Path, election: Path, *, begun_by: datetime | None = None) -> Limits:
    """The campaign of an election pack and the protected days of a city."""
    head = json.loads((election / "election.json").read_text(encoding="utf-8"))
    return Limits(date.fromisoformat(head["campaign_from"]), date.fromisoformat(head["campaign_to"]),
                  find_protected_days(read_table(city / "calendar_days.csv")), begun_by)


def read_clock_label(city: Path) -> str:
    """What the city calls its clock."""
    return json.loads((city / "city.json").read_text(encoding="utf-8"))["clock_label"]


def find_protected_days(calendar: Iterable[Mapping[str, Any]]) -> frozenset[date]:
    """The days of the calendar that are of PROTECTED_KINDS."""
    return frozenset(pd.Timestamp(row["day"]).date() for row in calendar if row["kind"] in PROTECTED_KINDS)


def _frame(path: Path) -> pd.DataFrame:
    return pd.DataFrame(read_table(path))
