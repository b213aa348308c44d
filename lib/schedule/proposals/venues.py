"""Venues an event could be held at instead: fit for its method, large enough, in its district or one beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.schedule.rules.facts import metres_between

_FITNESS = {"rapat_umum": "rapat_umum_ok", "pertemuan_terbatas": "pertemuan_terbatas_ok",
            "tatap_muka": "pertemuan_terbatas_ok"}
_FIT = "yes"  # "conditional" needs a permission that nobody can promise here


@dataclass(frozen=True)
class City:
    """What of the city pack the proposals need, as frames.

    activities: code, gathers. areas: area_code, district_code, lat, lon. venues: venue_id, name, kind, area_code, lat,
    lon, capacity, rapat_umum_ok, pertemuan_terbatas_ok. neighbours: area_code, neighbour_code.
    """

    activities: pd.DataFrame
    areas: pd.DataFrame
    venues: pd.DataFrame
    neighbours: pd.DataFrame

    def district_of(self) -> Mapping[str, str]:
        """The district of each ward."""
        return dict(zip(self.areas["area_code"], self.areas["district_code"], strict=True))

    def districts_around(self) -> Mapping[str, frozenset[str]]:
        """Each district with those that have a ward beside one of its own."""
        district_of = self.district_of()
        around = {district: {district} for district in district_of.values()}
        for ward, beside in zip(self.neighbours["area_code"], self.neighbours["neighbour_code"], strict=True):
            if ward in district_of and beside in district_of:
                around[district_of[ward]].add(district_of[beside])
                around[district_of[beside]].add(district_of[ward])
        return {district: frozenset(each) for district, each in around.items()}


class VenueFinder:
    """Suitable venues by event, the nearest first."""

    def __init__(self, city: City) -> None:
        self._district_of = city.district_of()
        self._around = city.districts_around()
        self._venues = [venue for venue in city.venues.sort_values("venue_id").to_dict("records")
                        if not pd.isna(venue["lat"]) and venue["area_code"] in self._district_of]
        self._kinds = dict(zip(city.venues["venue_id"], city.venues["kind"], strict=True))

    def find(self, event: Mapping[str, Any], most: int) -> list[tuple[str, float]]:
        """At most `most` venue_ids with the metres to each; none for an event whose place or district is not known.

        A rally goes where the pack says yes to rallies, a meeting where it says yes to meetings, anything else to a
        venue of the kind it has now. A venue that is too small is none; one whose size is not known may be one.
        event: a row of plain values.
        """
        if event["lat"] is None or event["district_code"] not in self._around:
            return []
        districts = self._around[event["district_code"]]
        here = (event["lat"], event["lon"])
        found = [(metres_between(here, (venue["lat"], venue["lon"])), venue["venue_id"]) for venue in self._venues
                 if self._district_of[venue["area_code"]] in districts and self._is_suitable(venue, event)]
        return [(venue_id, metres) for metres, venue_id in sorted(found)[:most]]

    def _is_suitable(self, venue: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
        if venue["venue_id"] == event["venue_id"]:
            return False
        if event["attendance"] is not None and not pd.isna(venue["capacity"]) \
                and event["attendance"] > venue["capacity"]:
            return False
        if event["activity"] in _FITNESS:
            return venue[_FITNESS[event["activity"]]] == _FIT
        return venue["kind"] == self._kinds.get(event["venue_id"]) and _FIT in (
            venue["rapat_umum_ok"], venue["pertemuan_terbatas_ok"])
