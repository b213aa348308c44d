"""The city and election at work: what the packs' heads say, read back from the store."""

import json
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.reference.shapes import SHAPE_COLUMNS, voronoi_shapes
from lib.store import Reader


@dataclass(frozen=True)
class City:
    """Name, clock and calendar of the city and its election; days are local."""

    city_id: str
    city_name: str
    timezone: str
    clock_label: str
    election_id: str
    election_name: str
    campaign_from: date
    campaign_to: date
    voting_day: date
    demo: bool = False
    demo_today: date | None = None


def load_city(read: Reader) -> City:
    """The city of this database; raises KeyError where no pack was loaded."""
    found = {row["key"]: json.loads(row["value"]) for row in read.rows("SELECT key, value FROM settings")}
    days = {name: date.fromisoformat(found[name]) for name in ("campaign_from", "campaign_to", "voting_day")}
    names = ("city_id", "city_name", "timezone", "clock_label", "election_id", "election_name")
    demo_today = found.get("demo_today")
    return City(**{name: found[name] for name in names}, **days, demo=bool(found.get("demo")),
                demo_today=date.fromisoformat(demo_today) if demo_today else None)


def load_shapes(read: Reader) -> pd.DataFrame:
    """The wards' shapes (``lib.reference.shapes``): the boundary file an administrator loaded, else the scheme."""
    kept = read.rows("SELECT area_code, rings FROM area_shapes ORDER BY area_code")
    if not kept:
        return voronoi_shapes(read.frame("SELECT area_code, name, lat, lon FROM areas ORDER BY area_code"))
    rows = [{"area_code": shape["area_code"], "ring": [tuple(point) for point in ring["ring"]],
             "is_hole": ring["is_hole"], "is_scheme": False} for shape in kept for ring in json.loads(shape["rings"])]
    return pd.DataFrame(rows, columns=SHAPE_COLUMNS)
