"""A database of the size a benchmark asks for: events and reports scattered over the first city's wards, seeded."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from lib.access import users
from lib.access.sessions import open_session
from lib.reference.packs import load_packs
from lib.store import SYSTEM, Store, open_store

FIRST_DAY = date(2023, 11, 28)
DAYS = 75
AS_OF = date(2024, 1, 24)


def make_big_city(path: Path, *, events: int, reports: int, seed: int = 1) -> str:
    """Fill a new database at `path`; returns the token of an analyst's session."""
    store = open_store(path)
    try:
        load_packs(store, city="malang", election="pemilu_2024")
        with store.reader(SYSTEM) as read:
            areas = read.frame("SELECT area_code, lat, lon FROM areas ORDER BY area_code")
            names = {kind: [row["code"] for row in read.rows("SELECT code FROM " + kind + " ORDER BY code")]
                     for kind in ("organisers", "activities", "categories")}
        generator = np.random.default_rng(seed)
        with store.writing(SYSTEM, "make a big city") as tx:
            tx.insert("settings", [{"key": "demo_today", "value": f'"{AS_OF}"', "is_secret": False}])
            tx.insert("event_versions", _events(generator, areas, names, events))
            tx.insert("reports", _reports(generator, areas, names, reports))
            tx.insert("coverage", _coverage(areas))
        return _analyst(store)
    finally:
        store.close()


def _events(generator: np.random.Generator, areas: Any, names: dict[str, list[str]], count: int) -> list[dict]:
    codes, lats, lons = (areas[name].tolist() for name in ("area_code", "lat", "lon"))
    ward = generator.integers(0, len(areas), count)
    day = generator.integers(0, DAYS, count)
    hour = generator.integers(8, 20, count)
    return [{
        "event_id": number + 1, "version": 1, "received": FIRST_DAY, "state": "planned",
        "organiser": names["organisers"][generator.integers(len(names["organisers"]))],
        "activity": names["activities"][generator.integers(len(names["activities"]))], "title": f"Acara {number}",
        "starts": datetime.combine(FIRST_DAY, datetime.min.time()) + timedelta(days=int(day[number]),
                                                                               hours=int(hour[number])),
        "ends": None, "venue": f"Balai RW {number % 500}", "venue_id": None,
        "area_code": codes[ward[number]],
        "lat": float(lats[ward[number]] + generator.normal(0, .004)),
        "lon": float(lons[ward[number]] + generator.normal(0, .004)), "position_is_estimate": False,
        "attendance": int(generator.lognormal(4.5, 1)), "vehicles": None, "route": None, "speakers": None,
        "permit_no": None, "contact": None, "joint_key": None, "import_id": None, "import_row_id": None,
        "recorded_at": datetime(2023, 11, 27), "recorded_by": "bench"} for number in range(count)]


def _reports(generator: np.random.Generator, areas: Any, names: dict[str, list[str]], count: int) -> list[dict]:
    codes = areas["area_code"].tolist()
    ward = generator.integers(0, len(areas), count)
    day = generator.integers(0, (AS_OF - FIRST_DAY).days, count)
    return [{
        "report_id": number + 1,
        "occurred": datetime.combine(FIRST_DAY, datetime.min.time()) + timedelta(days=int(day[number]), hours=12),
        "occurred_has_time": True, "received": FIRST_DAY + timedelta(days=int(day[number]) + 1),
        "area_code": codes[ward[number]], "place": "RW 01",
        "category": names["categories"][generator.integers(len(names["categories"]))], "athg": None, "aspect": None,
        "severity": int(generator.integers(1, 6)), "source_grade": "B3", "parties": [],
        "description": f"Kejadian {number}", "reporter": "Ketua", "reporter_key": f"k{number % 300}",
        "verification": "baru", "import_id": None, "import_row_id": None, "recorded_at": datetime(2023, 11, 27),
        "recorded_by": "bench"} for number in range(count)]


def _coverage(areas: Any) -> list[dict]:
    return [{"area_code": code, "day": FIRST_DAY + timedelta(days=offset), "source": "nihil", "import_id": 0,
             "received": FIRST_DAY + timedelta(days=offset + 1)}
            for code in areas["area_code"] for offset in range((AS_OF - FIRST_DAY).days)]


def _analyst(store: Store) -> str:
    users.add_user(store, name="anna", display_name="Anna", password="kata sandi panjang 1", role="analyst",
                   must_change_password=False, by=SYSTEM)
    return open_session(store, "anna")
