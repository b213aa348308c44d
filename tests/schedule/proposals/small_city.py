"""A town of two districts, three wards and four venues, and events in it as tests write them."""

from datetime import datetime
from typing import Any

import pandas as pd

from lib.schedule.events import time_events
from lib.schedule.proposals.settings import ProposalSettings
from lib.schedule.proposals.venues import City

DAY = "2024-01-27"  # a Saturday
CITY = City(
    activities=pd.DataFrame({"code": ["rapat_umum", "tatap_muka", "pertemuan_terbatas", "alat_peraga"],
                             "gathers": [True, True, True, False]}),
    areas=pd.DataFrame({"area_code": ["W1", "W2", "W3"], "district_code": ["D1", "D1", "D2"],
                        "lat": [-8.00, -8.05, -8.10], "lon": [112.60, 112.60, 112.60]}),
    venues=pd.DataFrame({
        "venue_id": ["FIELD", "STADIUM", "HALL", "ROOM"], "name": ["Lapangan", "Stadion", "Gedung", "Aula"],
        "kind": ["field", "stadium", "indoor_hall", "indoor_hall"], "area_code": ["W1", "W2", "W2", "W3"],
        "lat": [-8.00, -8.05, -8.06, -8.10], "lon": [112.60, 112.60, 112.62, 112.60],
        "capacity": [5000, 20000, 800, None], "rapat_umum_ok": ["yes", "yes", "no", "no"],
        "pertemuan_terbatas_ok": ["no", "no", "yes", "yes"]}),
    neighbours=pd.DataFrame({"area_code": ["W1", "W2"], "neighbour_code": ["W2", "W3"]}),
)
FEW = ProposalSettings(days_around=1, step_minutes=240, day_begins=8, day_ends=20, most_venues=2)
"""Settings with few enough options to try them all."""


def told(event_id: Any, organiser: str, hours: str, venue_id: str | None = "FIELD", *, day: str = DAY,
         **columns: Any) -> dict[str, Any]:
    """One event as stored: told(1, "A", "09:00-12:00"); "09:00-" tells no end."""
    starts, ends = hours.split("-")
    return {"event_id": event_id, "organiser": organiser, "activity": "rapat_umum", "state": "planned",
            "starts": datetime.fromisoformat(f"{day}T{starts}"),
            "ends": datetime.fromisoformat(f"{day}T{ends}") if ends else None, "venue_id": venue_id,
            "venue": None, "joint_key": None, "permit_no": None, "attendance": None, **columns}


def timed(*events: dict[str, Any]) -> pd.DataFrame:
    """The events, timed."""
    return time_events(pd.DataFrame(list(events)), activities=CITY.activities, areas=CITY.areas, venues=CITY.venues)
