"""`clashes EVENTS --out FILE`: the clashes of a schedule without a browser."""

import argparse
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from lib.errors import CannotRun
from lib.reference.packs import DATA, available, read_table
from lib.schedule.clashes import find_clashes
from lib.schedule.events import recognise_venues, time_events
from lib.schedule.interchange import read_events
from lib.schedule.reasons import reason
from lib.schedule.settings import ClashSettings, read_rallies_per_day
from lib.text import N_, Message, _, number, say
from lib.text.formulas import defuse

COLUMNS = ["event_a", "event_b", "kind", "level", "overlap_minutes", "gap_minutes", "distance_m", "reason"]


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    finding = subparsers.add_parser(
        "clashes", help="find the clashes in a schedule; exit status 1 when there are any",
        description="Reads party, activity, start [, end, end_is_estimate, venue, area_code, attendance, event_id, "
                    "lat, lon, venue_id, joint_key, state] from a CSV or Parquet file. Without event_id an event has "
                    "the number of its row in a spreadsheet.")
    finding.add_argument("events", type=Path, metavar="EVENTS", help="CSV or Parquet")
    finding.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the clashes go: CSV or Parquet")
    finding.add_argument("--city", default="malang", help="city pack (default: malang)")
    finding.add_argument("--election", default="pemilu_2024", help="election pack (default: pemilu_2024)")
    finding.set_defaults(run=run_clashes)


def run_clashes(arguments: argparse.Namespace) -> int:
    """Write the clashes of a file and say how many there are; 1 when there are any."""
    city, election = _pack("city", arguments.city), _pack("election", arguments.election)
    activities = _frame(DATA / "vocabulary" / "activities.csv")
    events = read_events(arguments.events, activities=set(activities["code"]))
    areas = _frame(city / "areas.csv")
    _tell_unknown_wards(events, areas)
    venues = _frame(city / "venues.csv")
    names = venues[["venue_id", "name", "alt_names"]]
    names = pd.concat([names[["venue_id", "name"]],
                       names.explode("alt_names")[["venue_id", "alt_names"]].set_axis(["venue_id", "name"], axis=1)])
    if "venue" in events:
        events = recognise_venues(events, venues=venues, venue_names=names.dropna())
    timed = time_events(events, activities=activities, areas=areas, venues=venues)
    settings = ClashSettings(rallies_per_day=read_rallies_per_day(read_table(election / "rules.csv")))
    clashes = find_clashes(timed, settings, neighbours=_frame(city / "area_neighbours.csv"))
    _write(clashes, _organiser_names(election), arguments.out)
    print(_("{n} clashes, {grave} of them high or critical, written to {path}.", n=number(len(clashes)),
            grave=number((clashes["level"] >= 4).sum()), path=arguments.out))
    return 1 if len(clashes) else 0


def _pack(kind: str, name: str) -> Path:
    if name not in available()[kind]:
        raise CannotRun(Message(N_("There is no {kind} pack {name}. There are: {known}."), {
            "kind": kind, "name": name, "known": ", ".join(available()[kind])}))
    return DATA / kind / name


def _frame(path: Path) -> pd.DataFrame:
    return pd.DataFrame(read_table(path))


def _tell_unknown_wards(events: pd.DataFrame, areas: pd.DataFrame) -> None:
    """A ward of another city has no point, district or neighbours here; the events are judged without."""
    named = events["area_code"].dropna() if "area_code" in events else pd.Series(dtype="object")
    if unknown := int((~named.isin(areas["area_code"])).sum()):
        print(_("{n} events name a ward the city pack does not have; their district and neighbours are not known.",
                n=number(unknown)), file=sys.stderr)


def _organiser_names(election: Path) -> dict[str, str]:
    return {row["code"]: row["short_name"] if row["kind"] == "ticket" or row["ballot_number"] is None
            else f"{row['ballot_number']} {row['short_name']}" for row in read_table(election / "organisers.csv")}


def _write(clashes: pd.DataFrame, names: dict[str, str], path: Path) -> None:
    told = [say(reason(row, names)) for row in clashes.to_dict("records")]
    written = clashes.assign(reason=pd.Series(told, index=clashes.index, dtype="str"),
                             distance_m=clashes["distance_m"].round(1))[COLUMNS]
    try:
        if path.suffix.lower() == ".parquet":
            written.to_parquet(path, index=False)
            return
        texts = written.select_dtypes("str").columns
        defused = written.assign(**{name: written[name].map(defuse) for name in texts})
        defused.to_csv(path, index=False, encoding="utf-8")
    except OSError as problem:
        raise CannotRun(Message(N_("{path} cannot be written: {reason}."), {
            "path": path, "reason": problem.strerror or type(problem).__name__})) from None
