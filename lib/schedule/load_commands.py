"""`load EVENTS --strength FILE --out FILE`: officers needed by hour and district against strength."""

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from lib.reference.packs import read_table
from lib.schedule.all_clashes import find_all_clashes
from lib.schedule.command_files import (
    add_pack_options,
    find_pack,
    read_surroundings,
    read_timed_events,
    write_rows,
)
from lib.schedule.load import LoadSettings, find_shortages, tally_load
from lib.schedule.load_ratios import default_ratios, gravest_levels, officers_needed, read_ratios
from lib.schedule.load_strengths import read_cells, read_strengths
from lib.schedule.settings import ClashSettings, ScheduleSettings, read_rallies_per_day
from lib.text import _, number, say

COLUMNS = ["day", "hour", "district_code", "district", "events", "estimated_events", "people_low", "people_high",
           "officers_low", "officers_high", "strength", "short_low", "short_high", "state"]


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    loading = subparsers.add_parser(
        "load", help="officers needed by hour and district against strength; exit status 1 when anything is lacking",
        description="Reads EVENTS as `clashes` does, and the strength from a CSV file with the columns district (code "
                    "or name), day [, until], officers. A district and day that the file does not name has no strength "
                    "entered, which is told and is not enough.")
    loading.add_argument("events", type=Path, metavar="EVENTS", help="CSV or Parquet")
    loading.add_argument("--strength", type=Path, required=True, metavar="FILE", help="CSV: district, day, officers")
    loading.add_argument("--out", type=Path, required=True, metavar="FILE",
                         help="where the hours with activities go: CSV or Parquet")
    loading.add_argument("--ratios", type=Path, metavar="FILE",
                         help="CSV with the rows of the ratio table that the office sets otherwise")
    for name, words in (("setup", "before an activity begins"), ("dispersal", "after it ends")):
        default = getattr(LoadSettings, f"{name}_minutes")
        loading.add_argument(f"--{name}", type=_read_minutes, default=default, metavar="MINUTES",
                             help=f"how long officers are bound {words} (default: {default})")
    add_pack_options(loading)
    loading.set_defaults(run=run_load)


def run_load(arguments: argparse.Namespace) -> int:
    """Write the hours with activities and say each shortage; 1 when there is one, or strength is not entered."""
    city, election = find_pack("city", arguments.city), find_pack("election", arguments.election)
    names = {row["district_code"]: row["name"] for row in read_table(city / "districts.csv")}
    strengths = read_strengths(arguments.strength, names)
    own_ratios = read_cells(arguments.ratios, ("kind", "code", "low", "high")) if arguments.ratios else ()
    ratios = read_ratios(default_ratios(), own_ratios)
    events = read_timed_events(arguments.events, city)
    near = ClashSettings(rallies_per_day=read_rallies_per_day(read_table(election / "rules.csv")))
    clashes = find_all_clashes(events, ScheduleSettings(clashes=near), surroundings=read_surroundings(city, election))
    kinds = {row["venue_id"]: row["kind"] for row in read_table(city / "venues.csv")}
    needed = officers_needed(events.assign(
        venue_kind=events["venue_id"].map(kinds), clash_level=gravest_levels(events, clashes)), ratios)
    settings = LoadSettings(arguments.setup, arguments.dispersal)
    load = tally_load(needed, strengths, names if len(events) else (), *_days_of(events, settings), settings)
    busy = load[load["events"] > 0]
    codes = busy["district_code"].fillna("")
    write_rows(busy.assign(district_code=codes, district=codes.map({**names, "": ""}))[COLUMNS], arguments.out)
    shortages = find_shortages(load, names)
    for sentence in shortages["sentence"]:
        print(say(sentence))
    print(_("{hours} hours with activities written to {path}; {n} times something is lacking.",
            hours=number(len(busy)), path=arguments.out, n=number(len(shortages))))
    return 1 if len(shortages) else 0


def _days_of(events: pd.DataFrame, settings: LoadSettings) -> tuple[date, date]:
    """The first and the last day on which officers are bound; any one day where there are no events."""
    if events.empty:
        return date(2000, 1, 1), date(2000, 1, 1)
    return ((events["starts"].min() - timedelta(minutes=settings.setup_minutes)).date(),
            (events["ends_or_estimate"].max() + timedelta(minutes=settings.dispersal_minutes)).date())


def _read_minutes(text: str) -> int:
    minutes = int(text)
    if minutes < 0:
        raise ValueError(text)
    return minutes
