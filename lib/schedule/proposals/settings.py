"""What the office decides about proposals: which clashes, how far an event may move, how long may be searched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

WEIGHTS: Mapping[int, int] = {2: 1, 3: 3, 4: 10, 5: 30}
"""What an uncleared clash counts by its level: three of a level weigh about one of the next."""


@dataclass(frozen=True)
class ProposalSettings:
    """How proposals are looked for.

    least_level: clashes of this level or above are to be cleared. days_around: how many days before and after its own
    an event may move to. step_minutes: hours of the day are tried in these steps from day_begins to day_ends (hours),
    by which the event must have ended. most_venues: so many other suitable venues are tried, the nearest first.
    most_options: so many placements of an event are weighed at most, the least displaced first.
    venue_minutes: another venue counts as much displacement as so many minutes; another day counts 24 hours.
    seconds: all of it, preparation included, ends by then with the best found. seed: draws between answers that are
    equally good. most_units: more events than these (joint ones count once) are refused, for they cannot be looked at
    in the time; None: however many.
    Raises ValueError for numbers that leave nothing to look for.
    """

    least_level: int = 4
    days_around: int = 3
    step_minutes: int = 60
    day_begins: int = 8
    day_ends: int = 21
    most_venues: int = 3
    most_options: int = 60
    venue_minutes: int = 720
    seconds: float = 9.0
    seed: int = 1
    most_units: int | None = None

    def __post_init__(self) -> None:
        if self.least_level not in WEIGHTS:
            raise ValueError(f"{self.least_level} is no level of a clash")
        if not 0 <= self.day_begins < self.day_ends <= 24:
            raise ValueError("a day must begin before it ends")
        if min(self.step_minutes, self.seconds, self.most_options) <= 0 or self.days_around < 0:
            raise ValueError("a proposal needs time, steps and placements to look for")


@dataclass(frozen=True)
class Limits:
    """What bounds the moves of one schedule, apart from the rules of the election.

    first, last: days between which events may be moved to (the campaign); protected_days: days nothing is moved to.
    begun_by: what starts before this moment is in progress or over; nothing is moved to a day before the next one.
    pinned: ids of further events that stay.
    """

    first: date | None = None
    last: date | None = None
    protected_days: frozenset[date] = frozenset()
    begun_by: datetime | None = None
    pinned: frozenset = field(default_factory=frozenset)
