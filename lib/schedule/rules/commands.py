"""`rules EVENTS --election ID --out FILE`: what the election's rules say of a schedule, without a browser."""

import argparse
from pathlib import Path
from typing import Any

import pandas as pd

from lib.reference.packs import DATA, read_table
from lib.schedule.command_files import add_pack_options, find_pack, read_timed_events, write_rows
from lib.schedule.rules.answers import SUSPECTED, UNCHECKED
from lib.schedule.rules.facts import gather_facts
from lib.schedule.rules.findings import check_rules
from lib.schedule.rules.kinds import read_rules
from lib.schedule.rules.settings import LEVELS, RuleSettings
from lib.schedule.rules.wordings import summarise_findings
from lib.text import _, number

COLUMNS = ["event_id", "rule_id", "kind", "answer", "level", "missing", "reason", "legal_ref", "source",
           "verification"]


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    checking = subparsers.add_parser(
        "rules", help="hold a schedule against the election's rules; exit status 1 when anything is suspected",
        description="Reads party, activity, start [, end, end_is_estimate, venue, area_code, attendance, event_id, "
                    "lat, lon, venue_id, joint_key, state, title, vehicles, route, speakers, contact, link, "
                    "place_permission, notified, permit_date] from a CSV or Parquet file; notified is the day the "
                    "notice reached the police, permit_date that of their receipt, place_permission whether who is in "
                    "charge of the place permits it. Without event_id an event has the number of its row in a "
                    "spreadsheet.")
    checking.add_argument("events", type=Path, metavar="EVENTS", help="CSV or Parquet")
    checking.add_argument("--out", type=Path, required=True, metavar="FILE",
                          help="where the findings go: CSV or Parquet")
    checking.add_argument("--level", choices=LEVELS, default=LEVELS[0],
                          help=f"level of the campaign team that holds the events (default: {LEVELS[0]})")
    add_pack_options(checking)
    checking.set_defaults(run=run_rules)


def run_rules(arguments: argparse.Namespace) -> int:
    """Write the findings on a file and say how many there are; 1 when anything is suspected not to conform."""
    city, election = find_pack("city", arguments.city), find_pack("election", arguments.election)
    rules = read_rules(
        read_table(election / "rules.csv"), methods=_codes(DATA / "vocabulary" / "activities.csv"),
        organisers=_codes(election / "organisers.csv"))
    facts = gather_facts(
        venues=read_table(city / "venues.csv"), places=read_table(city / "places.csv"),
        organiser_tickets=read_table(election / "organiser_tickets.csv"),
        calendar=read_table(city / "calendar_days.csv"))
    events = read_timed_events(arguments.events, city)
    findings = check_rules(events, rules, facts, RuleSettings(level=arguments.level))
    _write(findings, arguments.out)
    counts = findings["answer"].value_counts()
    print(_("{n} findings written to {path}: {suspected} suspected not to conform, {unchecked} cannot be checked.",
            n=number(len(findings)), path=arguments.out, suspected=number(counts.get(SUSPECTED, 0)),
            unchecked=number(counts.get(UNCHECKED, 0))))
    return 1 if SUSPECTED in counts else 0


def _codes(path: Path) -> set[str]:
    return {row["code"] for row in read_table(path)}


def _write(findings: pd.DataFrame, path: Path) -> None:
    missing = pd.Series(["|".join(names) for names in findings["missing"]], index=findings.index, dtype="str")
    write_rows(summarise_findings(findings).assign(missing=missing)[COLUMNS], path)
