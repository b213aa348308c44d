"""A small invented city for the clashes that need more than events, and events that tell more."""

from typing import Any

import pandas as pd

from lib.schedule.surroundings import Surroundings
from tests.schedule.timed import event, frame

METRE = 1 / 111195.08  # degrees of latitude
NORTH, EAST, SOUTH, WEST = (-7.95, 112.62), (-7.96, 112.64), (-7.98, 112.62), (-7.96, 112.60)
MORE = ("title", "route", "gathering_point", "speakers")

CITY = Surroundings(
    areas=pd.DataFrame([("Utara", *NORTH, ["Lor"]), ("Selatan", *SOUTH, [])],
                       columns=["name", "lat", "lon", "alt_names"]),
    venues=pd.DataFrame([("V1", *EAST, 5000, "hearsay"), ("V2", *WEST, None, None)],
                        columns=["venue_id", "lat", "lon", "capacity", "capacity_source"]),
    venue_names=pd.DataFrame([("V1", "Stadion Timur"), ("V2", "Lapangan Barat"), ("V2", "Jl. Besar Kawi / Kawi")],
                             columns=["venue_id", "name"]),
    places=pd.DataFrame([("Masjid Raya", "mosque", *EAST, 50), ("Gereja Lama", "church", *WEST, None),
                         ("SDN 1", "school", *SOUTH, 20)],
                        columns=["name", "kind", "lat", "lon", "coord_uncertainty_m"]),
    organisers=pd.DataFrame([("A", "PAN", "Partai Amanat Nasional", ["PAN Malang"]),
                             ("B", "PKB", "Kebangkitan Bangsa", []), ("C", "PSI", "Solidaritas", [])],
                            columns=["code", "short_name", "full_name", "aliases"]),
    calendar_days=pd.DataFrame([("2024-01-28", "Debat ketiga", "Third debate", "debate"),
                                ("2024-01-29", "Libur bersama", "Joint leave", "holiday"),
                                ("2024-01-30", "Malam Natal", "Christmas Eve", "worship"),
                                ("2024-01-31", "Masa tenang", "Quiet period", "quiet")],
                               columns=["day", "label_id", "label_en", "kind"]),
    weekly_windows=pd.DataFrame([(5, "11:30", "13:00", "Salat Jumat", "Friday prayer"),
                                 (7, "06:00", "11:00", "Ibadah Minggu", "Sunday service"),
                                 (7, "06:00", "09:00", "Hari bebas kendaraan Jl. Kawi", "Car-free day, Jl. Kawi")],
                                columns=["iso_weekday", "starts", "ends", "label_id", "label_en"]),
)


def north_of(point: tuple[float, float], metres: float) -> dict[str, float]:
    """lat and lon so many metres north of a point."""
    return {"lat": point[0] + metres * METRE, "lon": point[1]}


def telling(events: list[dict[str, Any]]) -> pd.DataFrame:
    """The events as a frame, with what they tell beyond time and place."""
    made = frame([{name: value for name, value in row.items() if name not in MORE} for row in events])
    return made.assign(**{name: pd.Series([row.get(name) for row in events], index=made.index, dtype="object")
                          for name in MORE})


def crowd(event_id: int, organiser: str, hours: str = "09:00-12:00", point: tuple[float, float] = EAST,
          **columns: Any) -> dict[str, Any]:
    """An event of 2,000 people at a point of its own."""
    return event(event_id, organiser, hours, **{"lat": point[0], "lon": point[1], "attendance": 2000,
                                                "crowd_is_large": True, **columns})
