"""City pack and election pack: the folders under data/ as rows of the store.

A pack is a folder of CSV files with one JSON head; another city or election is another folder, not code.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from lib.errors import CannotRun
from lib.store import SYSTEM, Store, Writing
from lib.text import N_, Message

DATA = Path(__file__).resolve().parents[2] / "data"

Convert = Callable[[str], Any]


def _text(value: str) -> str | None:
    return value.strip() or None


def _integer(value: str) -> int | None:
    return int(value) if value.strip() else None


def _real(value: str) -> float | None:
    return float(value) if value.strip() else None


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value.strip() else None


def _flag(value: str) -> bool:
    return value.strip() == "1"


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split("|") if name.strip()]


_CONVERT: dict[str, Convert] = {
    "lat": _real, "lon": _real, "area_km2": _real,
    "population": _integer, "coord_uncertainty_m": _integer, "capacity": _integer, "ballot_number": _integer,
    "iso_weekday": _integer, "day": _day, "valid_from": _day, "valid_to": _day,
    "gathers": _flag, "outdoor": _flag, "bawaslu": _flag, "nuisance": _flag,
    "alt_names": _names, "aliases": _names, "synonyms": _names,
}

_CITY_TABLES = ("districts", "areas", "area_neighbours", "places", "calendar_days", "weekly_windows")
_ELECTION_TABLES = ("organisers", "organiser_tickets", "rules")
_VOCABULARIES = ("activities", "categories")
_HEAD_DAYS = ("campaign_from", "campaign_to", "quiet_from", "quiet_to", "voting_day")


def available(data: Path = DATA) -> dict[str, list[str]]:
    """The packs there are: ``{"city": [...], "election": [...]}`` by folder name."""
    return {kind: sorted(path.parent.name for path in (data / kind).glob(f"*/{kind}.json"))
            for kind in ("city", "election")}


def load_packs(store: Store, *, city: str, election: str, data: Path = DATA) -> bool:
    """Bring one city pack and one election pack into the store; returns whether anything had changed.

    Raises CannotRun when a pack is not there. A pack whose files are the same as last time is left alone.
    """
    folders = {"city": data / "city" / city, "election": data / "election" / election, "words": data / "vocabulary"}
    for kind in ("city", "election"):
        if not (folders[kind] / f"{kind}.json").is_file():
            raise CannotRun(Message(N_("There is no {kind} pack {name}. There are: {known}."), {
                "kind": kind, "name": city if kind == "city" else election,
                "known": ", ".join(available(data)[kind])}))
    digest = json.dumps(_digest(folders.values()))
    with store.reader(SYSTEM) as read:
        if read.value("SELECT value FROM settings WHERE key = 'pack_digest'") == digest:
            return False
    with store.writing(SYSTEM, "load packs") as tx:
        _write_tables(tx, folders)
        _write_settings(tx, folders, digest)
    return True


def read_table(path: Path) -> list[dict[str, Any]]:
    """The rows of one pack CSV, every cell in its column's type."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: _CONVERT.get(name, _text)(value) for name, value in row.items()}
                for row in csv.DictReader(file)]


def _write_tables(tx: Writing, folders: dict[str, Path]) -> None:
    for table in _CITY_TABLES:
        _replace(tx, table, read_table(folders["city"] / f"{table}.csv"))
    venues = read_table(folders["city"] / "venues.csv")
    names = [{"venue_id": venue["venue_id"], "name": name}
             for venue in venues for name in dict.fromkeys([venue["name"], *venue.pop("alt_names")])]
    _replace(tx, "venues", venues)
    _replace(tx, "venue_names", names)
    for table in _ELECTION_TABLES:
        _replace(tx, table, read_table(folders["election"] / f"{table}.csv"))
    for table in _VOCABULARIES:
        rows = read_table(folders["words"] / f"{table}.csv")
        _replace(tx, table, [{**row, "position": position} for position, row in enumerate(rows)])


def _write_settings(tx: Writing, folders: dict[str, Path], digest: str) -> None:
    city = json.loads((folders["city"] / "city.json").read_text(encoding="utf-8"))
    election = json.loads((folders["election"] / "election.json").read_text(encoding="utf-8"))
    values = {
        "city_id": city["city_id"], "city_name": city["name"], "timezone": city["timezone"],
        "clock_label": city["clock_label"], "election_id": election["election_id"], "election_name": election["name"],
        "crowd_is_large": election["crowd_is_large"], "pack_digest": json.loads(digest),
        **{name: election[name] for name in _HEAD_DAYS},
    }
    for key, value in values.items():
        tx.upsert("settings", {"key": key}, value=json.dumps(value, ensure_ascii=False), is_secret=False)


def _replace(tx: Writing, table: str, rows: list[dict[str, Any]]) -> None:
    """Put the rows in place of what was there; columns only the file readers need stay in the pack."""
    kept = tx.columns(table)
    tx.clear(table)
    tx.insert(table, [{name: row[name] for name in kept} for row in rows])


def _digest(folders: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*")):
            whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
