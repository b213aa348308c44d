"""What the clashes of a schedule are judged against beside its events: the city's places, calendar and names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from lib.schedule.gazetteer import Gazetteer, make_gazetteer

TABLES: Mapping[str, tuple[str, ...]] = {
    "neighbours": ("area_code", "neighbour_code"),
    "areas": ("name", "lat", "lon", "alt_names"),
    "venues": ("venue_id", "lat", "lon", "capacity", "capacity_source"),
    "venue_names": ("venue_id", "name"),
    "places": ("name", "kind", "lat", "lon", "coord_uncertainty_m"),
    "organisers": ("code", "short_name", "full_name", "aliases"),
    "calendar_days": ("day", "label_id", "label_en", "kind"),
    "weekly_windows": ("iso_weekday", "starts", "ends", "label_id", "label_en"),
}
"""The tables and what is read of each, named as in the packs; neighbours is area_neighbours."""


def _empty(table: str) -> pd.DataFrame:
    return pd.DataFrame(columns=TABLES[table])


@dataclass(frozen=True)
class Surroundings:
    """The city's and the election's facts as frames with at least the columns of TABLES; what is left out is empty."""

    neighbours: pd.DataFrame = field(default_factory=lambda: _empty("neighbours"))
    areas: pd.DataFrame = field(default_factory=lambda: _empty("areas"))
    venues: pd.DataFrame = field(default_factory=lambda: _empty("venues"))
    venue_names: pd.DataFrame = field(default_factory=lambda: _empty("venue_names"))
    places: pd.DataFrame = field(default_factory=lambda: _empty("places"))
    organisers: pd.DataFrame = field(default_factory=lambda: _empty("organisers"))
    calendar_days: pd.DataFrame = field(default_factory=lambda: _empty("calendar_days"))
    weekly_windows: pd.DataFrame = field(default_factory=lambda: _empty("weekly_windows"))

    def gazetteer(self) -> Gazetteer:
        """The places that routes and gathering points may name."""
        return make_gazetteer(venues=self.venues, venue_names=self.venue_names, places=self.places, areas=self.areas)
