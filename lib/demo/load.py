"""Loading the demonstration city: its workbooks go through the same intake as an upload."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from lib.intake.decisions import NO_DECISIONS
from lib.intake.imports import store_reading
from lib.intake.reader import read_file
from lib.reference.packs import DATA
from lib.reference.vocabularies import Reference, load_reference
from lib.store import SYSTEM, Store

FOLDER = DATA / "demo"


def demo_packs() -> dict[str, str]:
    """The city and election pack of the demonstration."""
    head = _head(FOLDER)
    return {"city": head["city"], "election": head["election"]}


def party_officer_of(folder: Path = FOLDER) -> str:
    """The organiser whose officer the demonstration's party user is: one with a clash to look at."""
    return _head(folder)["party_officer_of"]


def load_demo(store: Store, folder: Path = FOLDER, after_day: Callable[[date], Any] = lambda _day: None) -> int:
    """Store every demonstration workbook on the day it was received, and fix the day; returns how many there were.

    after_day: called with each day on which schedules came, once all of them are stored. Files that are there already
    are left alone, so that an interrupted load can be taken up again.
    """
    head = _head(folder)
    reference = load_reference(DATA / "city" / head["city"], DATA / "election" / head["election"],
                               DATA / "vocabulary")
    with store.reader(SYSTEM) as read:
        stored = {row["sha256"] for row in read.rows("SELECT sha256 FROM imports WHERE state = 'stored'")}
    for received, entries in groupby(head["files"], key=lambda entry: entry["received"]):
        kinds = [_load_file(store, folder, entry, reference, stored) for entry in entries]
        if "schedule" in kinds:
            after_day(date.fromisoformat(received))
    with store.writing(SYSTEM, "fix the demonstration's day") as tx:
        tx.upsert("settings", {"key": "demo_today"}, value=json.dumps(head["today"]), is_secret=False)
    return len(head["files"])


def _load_file(store: Store, folder: Path, entry: Mapping[str, Any], reference: Reference,
               stored: Collection[str]) -> str | None:
    """Store one workbook unless it is there; returns its kind if it was stored."""
    data = (folder / entry["file"]).read_bytes()
    if hashlib.sha256(data).hexdigest() in stored:
        return None
    reading = read_file(entry["file"], data, entry["kind"], reference)
    store_reading(store, SYSTEM, reading, data, received=date.fromisoformat(entry["received"]),
                  decisions=NO_DECISIONS.with_take_good(True))
    return entry["kind"]


def _head(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "demo.json").read_text(encoding="utf-8"))
