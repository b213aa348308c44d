"""The numbers the schedule is judged by, in one place; an office may set others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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


PARADE = "pawai"
"""The activity that is itself on the road."""


@dataclass(frozen=True)
class CrowdWindow:
    """How long before the start and after the end a crowd of `least` people or more is on the road."""

    least: int
    approach_minutes: int
    dispersal_minutes: int


@dataclass(frozen=True)
class RoadSettings:
    """When two crowds on the move meet.

    windows: minutes by size, for nobody publishes a rule: a hall empties within the half-hour that crowd-safety guides
    plan for, and the two hours of ``ClashSettings`` are reached by a rally; unknown_crowd is taken where nobody tells a
    number, large_crowd where it is only known to be large. least_crowd: fewer people are no crowd on a road.
    road_m: lines this near are one road, since a line leads straight from one known point to the next; a crowd
    passes a place within passing_m. convoy_minutes: parades meet that are this far apart in time; convoy_reach_m: how
    far from its place a parade without a known route may be. Raises ValueError for what is negative or no size.
    """

    windows: tuple[CrowdWindow, ...] = (
        CrowdWindow(0, 30, 30), CrowdWindow(500, 60, 60), CrowdWindow(1000, 90, 90), CrowdWindow(5000, 120, 120),
        CrowdWindow(20_000, 180, 180))
    unknown_crowd: int = 500
    large_crowd: int = 1000
    least_crowd: int = 100
    road_m: float = 75
    passing_m: float = 150
    convoy_minutes: int = 60
    convoy_reach_m: float = 500

    def __post_init__(self) -> None:
        if [window.least for window in self.windows] != sorted({0, *(window.least for window in self.windows)}):
            raise ValueError("the windows by crowd size must begin at 0 and grow")
        if min(self.road_m, self.passing_m, self.convoy_reach_m, self.convoy_minutes, *(
                least for window in self.windows for least in (window.approach_minutes, window.dispersal_minutes))) < 0:
            raise ValueError("a distance or time on the road cannot be negative")

    def window_of(self, attendance: int | None, *, is_large: bool = False) -> CrowdWindow:
        """The window of a crowd of so many people; None: nobody tells."""
        size = attendance if attendance is not None else self.large_crowd if is_large else self.unknown_crowd
        return next(window for window in reversed(self.windows) if window.least <= size)


@dataclass(frozen=True)
class TravelSettings:
    """How fast one gets from place to place: `speed_kmh` by car in a city on a campaign day, over roads `detour` times
    as long as the straight line (1.2 to 1.4 in measured cities).

    Raises ValueError for a speed or a detour that is none.
    """

    speed_kmh: float = 25
    detour: float = 1.3

    def __post_init__(self) -> None:
        if self.speed_kmh <= 0 or self.detour < 1:
            raise ValueError("a journey needs a speed, and no road is shorter than the straight line")


@dataclass(frozen=True)
class ProtectedSettings:
    """Hours and distances kept free around places of worship and schools; no law names the distances.

    school_days: ISO weekdays of lessons, from school_from to school_to ("07:00").
    Raises ValueError for a distance that is not positive.
    """

    near_worship_m: float = 250
    near_school_m: float = 250
    school_days: tuple[int, ...] = (1, 2, 3, 4, 5)
    school_from: str = "07:00"
    school_to: str = "15:00"

    def __post_init__(self) -> None:
        if min(self.near_worship_m, self.near_school_m) <= 0:
            raise ValueError("a distance must be positive")


@dataclass(frozen=True)
class ScheduleSettings:
    """All that the clashes of a schedule are judged by."""

    clashes: ClashSettings = field(default_factory=ClashSettings)
    roads: RoadSettings = field(default_factory=RoadSettings)
    travel: TravelSettings = field(default_factory=TravelSettings)
    protected: ProtectedSettings = field(default_factory=ProtectedSettings)


def read_rallies_per_day(rules: Iterable[Mapping[str, Any]]) -> int | None:
    """The strictest `max_per_day_city` among an election's clash rules, or None where the pack has none."""
    limits = [int(rule["value"]) for rule in rules
              if rule["category"] == "clash" and rule["method"] == RALLY and rule["param"] == "max_per_day_city"]
    return min(limits, default=None)
