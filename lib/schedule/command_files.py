"""What the commands of this room share: packs by name, a schedule read and timed, a table written."""

import sys
from pathlib import Path
from typing import Any

import pandas as pd

from lib.errors import CannotRun
from lib.reference.packs import DATA, available, read_table
from lib.schedule.events import recognise_venues, time_events
from lib.schedule.interchange import read_events
from lib.schedule.surroundings import Surroundings
from lib.text import N_, Message, _, number
from lib.text.formulas import defuse


def find_pack(kind: str, name: str) -> Path:
    """The folder of a pack; raises CannotRun for a name that is none."""
    if name not in available()[kind]:
        raise CannotRun(Message(N_("There is no {kind} pack {name}. There are: {known}."), {
            "kind": kind, "name": name, "known": ", ".join(available()[kind])}))
    return DATA / kind / name


def read_pack_frame(path: Path) -> pd.DataFrame:
    """One table of a pack as a frame."""
    return pd.DataFrame(read_table(path))


def read_timed_events(path: Path, city: Path) -> pd.DataFrame:
    """The events of a file, their venues recognised, timed; tells of wards the city does not have."""
    activities = read_pack_frame(DATA / "vocabulary" / "activities.csv")
    events = read_events(path, activities=set(activities["code"]))
    areas = read_pack_frame(city / "areas.csv")
    _tell_unknown_wards(events, areas)
    venues = read_pack_frame(city / "venues.csv")
    if "venue" in events:
        events = recognise_venues(events, venues=venues, venue_names=_venue_names(venues))
    return time_events(events, activities=activities, areas=areas, venues=venues)


def read_surroundings(city: Path, election: Path) -> Surroundings:
    """What clashes are judged against, from the folders of two packs."""
    venues = read_pack_frame(city / "venues.csv")
    tables = {name: read_pack_frame(city / f"{name}.csv")
              for name in ("areas", "places", "calendar_days", "weekly_windows")}
    return Surroundings(neighbours=read_pack_frame(city / "area_neighbours.csv"), venues=venues,
                        venue_names=_venue_names(venues), organisers=read_pack_frame(election / "organisers.csv"),
                        **tables)


def _venue_names(venues: pd.DataFrame) -> pd.DataFrame:
    """Each venue under its name and under every other name it has."""
    others = venues.explode("alt_names")[["venue_id", "alt_names"]].set_axis(["venue_id", "name"], axis=1)
    return pd.concat([venues[["venue_id", "name"]], others]).dropna()


def write_rows(rows: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV (texts that could run as a formula defused) or, by its name, Parquet.

    Raises CannotRun where it cannot be written.
    """
    try:
        if path.suffix.lower() == ".parquet":
            rows.to_parquet(path, index=False)
            return
        texts = rows.select_dtypes("str").columns
        defused = rows.assign(**{name: rows[name].map(defuse) for name in texts})
        defused.to_csv(path, index=False, encoding="utf-8")
    except OSError as problem:
        raise CannotRun(Message(N_("{path} cannot be written: {reason}."), {
            "path": path, "reason": problem.strerror or type(problem).__name__})) from None


def add_pack_options(parser: Any) -> None:
    """The options that name the packs."""
    parser.add_argument("--city", default="malang", help="city pack (default: malang)")
    parser.add_argument("--election", default="pemilu_2024", help="election pack (default: pemilu_2024)")


def _tell_unknown_wards(events: pd.DataFrame, areas: pd.DataFrame) -> None:
    """A ward of another city has no point, district or neighbours here; the events are judged without."""
    named = events["area_code"].dropna() if "area_code" in events else pd.Series(dtype="object")
    if unknown := int((~named.isin(areas["area_code"])).sum()):
        print(_("{n} events name a ward the city pack does not have; their district and neighbours are not known.",
                n=number(unknown)), file=sys.stderr)
