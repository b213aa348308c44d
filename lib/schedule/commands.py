"""`clashes EVENTS --out FILE`: the clashes of a schedule without a browser."""

import argparse
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
from lib.schedule.reasons import reason
from lib.schedule.settings import ClashSettings, ScheduleSettings, read_rallies_per_day
from lib.text import _, number, say

COLUMNS = ["event_a", "event_b", "kind", "level", "overlap_minutes", "gap_minutes", "distance_m", "reason"]


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    finding = subparsers.add_parser(
        "clashes", help="find the clashes in a schedule; exit status 1 when there are any",
        description="Reads party, activity, start [, end, end_is_estimate, venue, area_code, attendance, event_id, "
                    "lat, lon, venue_id, joint_key, state, title, route, gathering_point, speakers] from a CSV or "
                    "Parquet file. Without event_id an event has "
                    "the number of its row in a spreadsheet.")
    finding.add_argument("events", type=Path, metavar="EVENTS", help="CSV or Parquet")
    finding.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the clashes go: CSV or Parquet")
    add_pack_options(finding)
    finding.set_defaults(run=run_clashes)


def run_clashes(arguments: argparse.Namespace) -> int:
    """Write the clashes of a file and say how many there are; 1 when there are any."""
    city, election = find_pack("city", arguments.city), find_pack("election", arguments.election)
    timed = read_timed_events(arguments.events, city)
    near = ClashSettings(rallies_per_day=read_rallies_per_day(read_table(election / "rules.csv")))
    clashes = find_all_clashes(timed, ScheduleSettings(clashes=near), surroundings=read_surroundings(city, election))
    _write(clashes, _organiser_names(election), arguments.out)
    print(_("{n} clashes, {grave} of them high or critical, written to {path}.", n=number(len(clashes)),
            grave=number((clashes["level"] >= 4).sum()), path=arguments.out))
    return 1 if len(clashes) else 0


def _organiser_names(election: Path) -> dict[str, str]:
    return {row["code"]: row["short_name"] if row["kind"] == "ticket" or row["ballot_number"] is None
            else f"{row['ballot_number']} {row['short_name']}" for row in read_table(election / "organisers.csv")}


def _write(clashes: pd.DataFrame, names: dict[str, str], path: Path) -> None:
    told = [say(reason(row, names)) for row in clashes.to_dict("records")]
    write_rows(clashes.assign(reason=pd.Series(told, index=clashes.index, dtype="str"),
                              distance_m=clashes["distance_m"].round(1))[COLUMNS], path)
