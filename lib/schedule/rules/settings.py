"""What the office decides about judging by the rules, apart from the rules themselves."""

from dataclasses import dataclass

LEVELS = ("kabupaten_kota", "provinsi", "nasional")
"""Levels of a campaign team, by which caps and the police office differ."""


@dataclass(frozen=True)
class RuleSettings:
    """The level that events are of unless they say so themselves (column `level`), and two distances in metres.

    near_worship_m: from where on an event in the hours of worship disturbs them; no law names a distance.
    at_place_m: a point this near to a known place may be in it.
    Raises ValueError for a level that is none or a distance that is not positive.
    """

    level: str = "kabupaten_kota"
    near_worship_m: float = 250
    at_place_m: float = 150

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"{self.level} is no level of a campaign")
        if min(self.near_worship_m, self.at_place_m) <= 0:
            raise ValueError("a distance must be positive")
