"""What the rules need to know besides the event: the city's places, the tickets, the other events of the campaign."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from lib.schedule.rules.place_kinds import PlaceKind, PlaceWords, load_place_words
from lib.schedule.rules.settings import RuleSettings

Event = Mapping[str, Any]
"""One event as a row: canonical columns, None where nothing is known."""

_METRES_A_DEGREE = 111_195  # of a great circle of the earth's mean radius


@dataclass(frozen=True)
class Facts:
    """The city's and the election's facts as the checks ask for them.

    venues: venue_id to its row (kind, capacity, coord_uncertainty_m). places: rows with name, kind, lat, lon,
    coord_uncertainty_m. proposers: organiser code to the tickets it proposed. holidays: days that are no working days.
    """

    venues: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    places: Collection[Mapping[str, Any]] = ()
    proposers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Context:
    """Everything a check may look at: facts, settings, the events that count, methods with a window of their own."""

    facts: Facts
    settings: RuleSettings
    counted: Collection[Event] = ()
    windowed: frozenset[str] = frozenset()
    words: PlaceWords = field(default_factory=load_place_words)

    def place_of(self, event: Event) -> PlaceKind:
        """The kind of an event's place: of the known venue, else by the words."""
        told = event["venue_id"], event["venue"]
        if told not in self._kinds:
            venue = self.facts.venues.get(event["venue_id"])
            self._kinds[told] = self.words.of_venue(venue["kind"]) if venue else self.words.of_words(event["venue"])
        return self._kinds[told]

    def places_at(self, lat: float, lon: float) -> Collection[tuple[float, Mapping[str, Any]]]:
        """The city's known places that a point may be in, each with how many metres away it is."""
        if (lat, lon) not in self._near:
            reach = self.settings.at_place_m
            north = reach / _METRES_A_DEGREE
            measured = [(metres_between((lat, lon), (place["lat"], place["lon"])), place)
                        for place in self.facts.places if abs(lat - place["lat"]) <= north]
            self._near[lat, lon] = [(metres, place) for metres, place in measured if metres <= reach]
        return self._near[lat, lon]

    def counted_on(self, day: date) -> Collection[Event]:
        """The events that count and start on a day."""
        return self._by_day.get(day, ())

    def counted_of(self, organiser: str) -> Collection[Event]:
        """The events that count and are this organiser's."""
        return self._by_organiser.get(organiser, ())

    def level_of(self, event: Event) -> str:
        """The level of the campaign team that holds the event."""
        return event.get("level") or self.settings.level

    # Kept while one schedule is judged: many events are at one place, and every event is asked about each of these.

    @cached_property
    def _kinds(self) -> dict[tuple[str | None, str | None], PlaceKind]:
        return {}

    @cached_property
    def _near(self) -> dict[tuple[float, float], Collection[tuple[float, Mapping[str, Any]]]]:
        return {}

    @cached_property
    def _by_day(self) -> Mapping[date, list[Event]]:
        return _group(self.counted, lambda event: event["starts"].date())

    @cached_property
    def _by_organiser(self) -> Mapping[str, list[Event]]:
        return _group(self.counted, lambda event: event["organiser"])


def gather_facts(*, venues: Iterable[Mapping[str, Any]], places: Iterable[Mapping[str, Any]],
                 organiser_tickets: Iterable[Mapping[str, Any]], calendar: Iterable[Mapping[str, Any]]) -> Facts:
    """Facts from rows of the packs; of the calendar's days those of kind holiday are no working days.

    Only who proposed a ticket moves with it; mere support does not bind a party to its zone days.
    """
    proposers: dict[str, frozenset[str]] = {}
    for row in organiser_tickets:
        if row["role"] == "pengusul":
            code = row["organiser_code"]
            proposers[code] = proposers.get(code, frozenset()) | {row["ticket_code"]}
    return Facts({venue["venue_id"]: venue for venue in venues}, tuple(places), proposers, holidays_of(calendar))


def holidays_of(calendar: Iterable[Mapping[str, Any]]) -> frozenset[date]:
    """The calendar's holidays."""
    return frozenset(pd.Timestamp(row["day"]).date() for row in calendar if row["kind"] == "holiday")


def rows_of(events: pd.DataFrame, *more: str) -> list[dict[str, Any]]:
    """The rows of a frame with plain values, None where nothing is known; the columns `more` are there in any case."""
    names = [*events, *(name for name in more if name not in events)]
    columns = [_plain_values(events[name]) if name in events else [None] * len(events) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def midnight(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time())


def metres_between(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Metres between two points (latitude, longitude) of one city, on a local flat map."""
    across = (first[1] - second[1]) * math.cos(math.radians((first[0] + second[0]) / 2))
    return _METRES_A_DEGREE * math.hypot(first[0] - second[0], across)


def _plain_values(column: pd.Series) -> list[Any]:
    """A column's values as Python's own; a whole column at a time, which a schedule of a campaign asks for."""
    if column.dtype.kind == "M" and getattr(column.dtype, "tz", None) is None:
        return column.to_numpy("datetime64[us]").tolist()
    values = column.astype("object").where(column.notna(), None).tolist()
    return [_plain_value(value) for value in values] if column.dtype == "object" else values


def _plain_value(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if isinstance(value, np.generic) else value


def _group(events: Iterable[Event], key: Callable[[Event], Any]) -> Mapping[Any, list[Event]]:
    groups: dict[Any, list[Event]] = defaultdict(list)
    for event in events:
        groups[key(event)].append(event)
    return groups
