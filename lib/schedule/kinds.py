"""The kinds of clash, each with its rank, name and level."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of clash and its level: 5 critical, 4 high, 3 medium, 2 low."""

    name: str
    level: int


NEAR_KINDS = {
    60: Kind("same_place", 5),
    50: Kind("rally_limit", 5),
    42: Kind("change_over", 4),
    40: Kind("near", 4),
    30: Kind("wider", 3),
    20: Kind("large_crowds", 3),
    10: Kind("same_day", 2),
}
"""Kinds by the rank that clashes.sql gives a pair of events: two crowds in one place or close by."""

ROAD_KINDS = {
    48: Kind("shared_capacity", 4),
    46: Kind("convoys_meet", 4),
    44: Kind("shared_road", 4),
    34: Kind("passes_by", 3),
    32: Kind("possible_shared_road", 3),
}
"""More kinds of two crowds that meet. Of these and NEAR_KINDS a pair is of the one with the highest rank alone."""

OTHER_KINDS = {
    101: Kind("over_capacity", 4),
    102: Kind("quiet_period", 4),
    103: Kind("worship_hours", 3),
    104: Kind("school_hours", 3),
    105: Kind("closed_street", 3),
    106: Kind("debate_day", 3),
    107: Kind("same_speaker", 3),
    108: Kind("organiser_twice", 2),
    109: Kind("special_day", 2),
}
"""Kinds that stand beside those: another thing is wrong, and another thing mends it."""

KINDS = {**NEAR_KINDS, **ROAD_KINDS, **OTHER_KINDS}
RANKS = {kind.name: rank for rank, kind in KINDS.items()}
LEVELS = {kind.name: kind.level for kind in KINDS.values()}
