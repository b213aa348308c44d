"""Loading the demonstration city: its workbooks go through the same intake as an upload."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from lib.intake.decisions import NO_DECISIONS
from lib.intake.imports import store_reading
from lib.intake.reader import read_file
from lib.reference.packs import DATA
from lib.reference.vocabularies import load_reference
from lib.store import SYSTEM, Store

FOLDER = DATA / "demo"


def demo_packs() -> dict[str, str]:
    """The city and election pack of the demonstration."""
    head = _head(FOLDER)
    return {"city": head["city"], "election": head["election"]}


def party_officer_of(folder: Path = FOLDER) -> str:
    """The organiser whose officer the demonstration's party user is: one with a clash to look at."""
    return _head(folder)["party_officer_of"]


def load_demo(store: Store, folder: Path = FOLDER) -> int:
    """Store every demonstration workbook on the day it was received, and fix the day; returns how many there were.

    Files that are there already are left alone, so that an interrupted load can be taken up again.
    """
    head = _head(folder)
    reference = load_reference(DATA / "city" / head["city"], DATA / "election" / head["election"],
                               DATA / "vocabulary")
    with store.reader(SYSTEM) as read:
        stored = {row["sha256"] for row in read.rows("SELECT sha256 FROM imports WHERE state = 'stored'")}
    for entry in head["files"]:
        data = (folder / entry["file"]).read_bytes()
        if hashlib.sha256(data).hexdigest() in stored:
            continue
        reading = read_file(entry["file"], data, entry["kind"], reference)
        store_reading(store, SYSTEM, reading, data, received=date.fromisoformat(entry["received"]),
                      decisions=NO_DECISIONS.with_take_good(True))
    with store.writing(SYSTEM, "fix the demonstration's day") as tx:
        tx.upsert("settings", {"key": "demo_today"}, value=json.dumps(head["today"]), is_secret=False)
    return len(head["files"])


def _head(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "demo.json").read_text(encoding="utf-8"))
