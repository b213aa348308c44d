"""The numbers the schedule is judged by, in one place; an office may set others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

RALLY = "rapat_umum"
"""The activity that election rules count by the day and that ends by a fixed hour."""


@dataclass(frozen=True)
class EstimateSettings:
    """What is assumed of an event that does not tell: its end, and from what size a crowd is large.

    A rally ends at 18.00, the hour the rules of both elections name (PKPU 15/2023, PKPU 13/2024 Art. 41), everything
    else after three hours; so does a rally that starts at or after that hour.
    """

    rally_ends_hour: int = 18
    lasts_hours: int = 3
    large_crowd: int = 1000


@dataclass(frozen=True)
class ClashSettings:
    """When two events meet: minutes for arrival before and dispersal after each, and metres.

    `rallies_per_day` is how many rallies the election's rule allows in the city on one day; None = it has no such rule.
    Raises ValueError when the distances do not grow or a time is negative.
    """

    arrival_minutes: int = 120
    dispersal_minutes: int = 120
    same_place_m: float = 150
    near_m: float = 1000
    far_m: float = 3000
    rallies_per_day: int | None = None

    def __post_init__(self) -> None:
        if not 0 < self.same_place_m <= self.near_m <= self.far_m:
            raise ValueError("the distances of a clash must grow: same place, near, far")
        if min(self.arrival_minutes, self.dispersal_minutes) < 0:
            raise ValueError("arrival and dispersal cannot take less than no time")


def read_rallies_per_day(rules: Iterable[Mapping[str, Any]]) -> int | None:
    """The strictest `max_per_day_city` among an election's clash rules, or None where the pack has none."""
    limits = [int(rule["value"]) for rule in rules
              if rule["category"] == "clash" and rule["method"] == RALLY and rule["param"] == "max_per_day_city"]
    return min(limits, default=None)
