"""`propose EVENTS --out FILE`: the moves that would clear a schedule's clashes, without a browser."""

import argparse
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pandas as pd

from lib.errors import CannotRun
from lib.reference.labels import Labels
from lib.reference.packs import DATA, read_table
from lib.schedule.command_files import add_pack_options, find_pack, read_surroundings, read_timed_events, write_rows
from lib.schedule.proposals.conflicts import engine_of
from lib.schedule.proposals.loading import gather_city, gather_limits, gather_rule_book, read_clock_label
from lib.schedule.proposals.proposing import propose_moves
from lib.schedule.proposals.results import Proposal
from lib.schedule.proposals.settings import WEIGHTS, ProposalSettings
from lib.schedule.proposals.wordings import tell_left, tell_move, tell_proposal
from lib.schedule.reasons import reason
from lib.schedule.settings import ClashSettings, ScheduleSettings, read_rallies_per_day
from lib.text import N_, Message, current, say

COLUMNS = ["answer", "event_id", "other_event_id", "party", "activity", "start", "end", "venue", "new_start", "new_end",
           "new_venue_id", "new_venue", "new_area_code", "displacement_minutes", "level", "reason"]
MOVE, LEFT = "move", "left"
_DEFAULTS = ProposalSettings()
_NAMES = {"organiser": "party", "starts": "start", "ends": "end", "new_starts": "new_start", "new_ends": "new_end",
          "displacement": "displacement_minutes"}
_NUMBERS = ("displacement_minutes", "level")
_MOMENT = "%Y-%m-%dT%H:%M"


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    proposing = subparsers.add_parser(
        "propose", help="find the fewest moves that clear a schedule's clashes; exit status 1 when any are left",
        description="Reads party, activity, start [, end, end_is_estimate, venue, area_code, attendance, event_id, "
                    "lat, lon, venue_id, joint_key, state, permit_no, title, "
                    "route, gathering_point, speakers] from a CSV or Parquet file. What has a permit_no "
                    "stays. Without event_id an event has the number of its row in a spreadsheet. Writes a row for "
                    "each move and one for each clash that is left; nothing is changed.")
    proposing.add_argument("events", type=Path, metavar="EVENTS", help="CSV or Parquet")
    proposing.add_argument("--out", type=Path, required=True, metavar="FILE",
                           help="where the moves go: CSV or Parquet")
    proposing.add_argument("--level", type=int, choices=sorted(WEIGHTS), default=_DEFAULTS.least_level,
                           help=f"clear clashes of this level or above (default: {_DEFAULTS.least_level})")
    proposing.add_argument("--days", type=int, default=_DEFAULTS.days_around, metavar="N",
                           help=f"how many days an event may move (default: {_DEFAULTS.days_around})")
    proposing.add_argument("--seconds", type=float, default=_DEFAULTS.seconds, metavar="S",
                           help=f"search no longer (default: {_DEFAULTS.seconds:g})")
    proposing.add_argument("--as-of", type=date.fromisoformat, metavar="DAY",
                           help="what starts before this day stays, and nothing is moved to it or before")
    proposing.add_argument("--ledger", type=Path, metavar="FILE", help="CSV of party, moves: moves in the past")
    add_pack_options(proposing)
    proposing.set_defaults(run=run_propose)


def run_propose(arguments: argparse.Namespace) -> int:
    """Write the moves and what is left, and say what they come to; 1 when a clash is left."""
    city, election = find_pack("city", arguments.city), find_pack("election", arguments.election)
    clashes = ClashSettings(rallies_per_day=read_rallies_per_day(read_table(election / "rules.csv")))
    begun_by = None if arguments.as_of is None else datetime.combine(arguments.as_of, time())
    labels, places = _read_labels(city, election), gather_city(city)
    proposal = propose_moves(
        read_timed_events(arguments.events, city), places,
        engine=engine_of(ScheduleSettings(clashes=clashes), read_surroundings(city, election)),
        settings=_settings(arguments), limits=gather_limits(city, election, begun_by=begun_by),
        book=gather_rule_book(city, election), ledger=read_ledger(arguments.ledger), names=labels.organisers)
    told = [say(tell_left(clash, labels.organisers)) for clash in proposal.left.to_dict("records")]
    write_rows(_tabulate(proposal, told, labels.organisers), arguments.out)
    clock_label = read_clock_label(city)
    for move in proposal.moves.to_dict("records"):
        print(say(tell_move(move, labels, clock_label)))
    print(*told, say(tell_proposal(proposal)), sep="\n")
    return 1 if len(proposal.left) else 0


def read_ledger(path: Path | None) -> dict[str, int]:
    """Past moves by participant, of a CSV with the columns party and moves; raises CannotRun for any other file."""
    if path is None:
        return {}
    try:
        rows = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
        return {party: int(moves) for party, moves in zip(rows["party"], rows["moves"], strict=True)}
    except (OSError, UnicodeError, ValueError, KeyError):
        raise CannotRun(Message(N_("{path} cannot be read: it must be a CSV file with the columns party and moves."), {
            "path": path})) from None


def _settings(arguments: argparse.Namespace) -> ProposalSettings:
    try:
        return ProposalSettings(least_level=arguments.level, days_around=arguments.days, seconds=arguments.seconds)
    except ValueError:
        raise CannotRun(Message(N_("Days must not be below 0, and seconds must be above 0."))) from None


def _tabulate(proposal: Proposal, left_told: list[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Moves and clashes left as rows of one table."""
    moves, left = proposal.moves, proposal.left
    moments = {name: moves[name].dt.strftime(_MOMENT) for name in ("starts", "ends", "new_starts", "new_ends")}
    elsewhere = moves["venue_id"].astype("object").fillna("") != moves["new_venue_id"].astype("object").fillna("")
    told = moves.assign(**moments, answer=MOVE, new_venue_id=moves["new_venue_id"].where(elsewhere),
                        reason=[say(reason(clash, names)) for clash in moves["clash"]]).rename(columns=_NAMES)
    rest = pd.DataFrame({"answer": LEFT, "event_id": left["event_a"], "other_event_id": left["event_b"],
                         "level": left["level"], "reason": left_told})
    rows = pd.concat([told, rest], ignore_index=True).reindex(columns=COLUMNS)
    texts = [name for name in COLUMNS if name not in (*_NUMBERS, "event_id", "other_event_id")]
    return rows.assign(**{name: rows[name].fillna("").astype("str") for name in texts}).astype(
        dict.fromkeys(_NUMBERS, "Int64"))


def _read_labels(city: Path, election: Path) -> Labels:
    """The names of the packs in the language in use."""
    organisers, areas = read_table(election / "organisers.csv"), read_table(city / "areas.csv")
    return Labels(
        organisers={row["code"]: _name_organiser(row) for row in organisers},
        activities={row["code"]: row["label_en" if current() == "en" else "label_id"]
                    for row in read_table(DATA / "vocabulary" / "activities.csv")},
        categories={}, districts={row["district_code"]: row["name"] for row in read_table(city / "districts.csv")},
        areas={row["area_code"]: row["name"] for row in areas},
        area_districts={row["area_code"]: row["district_code"] for row in areas})


def _name_organiser(row: Mapping[str, Any]) -> str:
    is_numbered = row["kind"] != "ticket" and row["ballot_number"] is not None
    return f"{row['ballot_number']} {row['short_name']}" if is_numbered else row["short_name"]
