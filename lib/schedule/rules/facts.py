"""What the rules need to know besides the event: the city's places, the tickets, the other events of the campaign."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

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
        venue = self.facts.venues.get(event["venue_id"])
        return self.words.of_venue(venue["kind"]) if venue else self.words.of_words(event["venue"])

    def level_of(self, event: Event) -> str:
        """The level of the campaign team that holds the event."""
        return event.get("level") or self.settings.level


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
    plain = events.astype("object").where(events.notna(), None)
    blank = dict.fromkeys(name for name in more if name not in events)
    return [{**blank, **{name: value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
                         for name, value in row.items()}} for row in plain.to_dict("records")]


def midnight(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time())


def metres_between(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Metres between two points (latitude, longitude) of one city, on a local flat map."""
    across = (first[1] - second[1]) * math.cos(math.radians((first[0] + second[0]) / 2))
    return _METRES_A_DEGREE * math.hypot(first[0] - second[0], across)
