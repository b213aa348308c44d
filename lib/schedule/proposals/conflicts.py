"""Which placements cannot stand together: what the clash engine says of all of them at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.schedule.all_clashes import find_all_clashes, find_all_pairs
from lib.schedule.clashes import find_clashes
from lib.schedule.settings import ClashSettings, ScheduleSettings
from lib.schedule.surroundings import Surroundings

Engine = Callable[[pd.DataFrame, int], pd.DataFrame]
"""The clashes at or above a level among timed events: rows with event_a, event_b (missing where one event alone is at
fault), level, kind and what ``lib.schedule.reasons.reason`` reads."""

_FIXED = -1
_COLUMNS = ("event_id", "unit", "option")


@dataclass(frozen=True)
class AllKinds:
    """``find_all_clashes`` as an engine: every kind of clash. It can tell the pairs alone, which is much quicker."""

    settings: ScheduleSettings | None = None
    surroundings: Surroundings | None = None

    def __call__(self, events: pd.DataFrame, least_level: int) -> pd.DataFrame:
        """The rows."""
        return find_all_clashes(events, self.settings, surroundings=self.surroundings, least_level=least_level)

    def find_pairs(self, events: pd.DataFrame, least_level: int) -> pd.DataFrame:
        """Only event_a and event_b of the rows."""
        return find_all_pairs(events, self.settings, surroundings=self.surroundings, least_level=least_level)


def engine_of(settings: ScheduleSettings | None = None, surroundings: Surroundings | None = None) -> AllKinds:
    """The engine that pages and commands take."""
    return AllKinds(settings, surroundings)


def find_pairs(engine: Engine, events: pd.DataFrame, least_level: int) -> pd.DataFrame:
    """Which events clash (event_a, event_b), by the quickest way the engine has."""
    return (engine.find_pairs if isinstance(engine, AllKinds) else engine)(events, least_level)


def near_engine(settings: ClashSettings | None = None, neighbours: pd.DataFrame | None = None) -> Engine:
    """``find_clashes`` as an engine: crowds that are near each other and nothing else, which is quicker."""
    return lambda events, least_level: find_clashes(events, settings, neighbours=neighbours, least_level=least_level)


@dataclass(frozen=True)
class Conflicts:
    """What clashes among placements, by their number in a list of options where each unit's stay is one of them.

    forbidden: numbers of options that clash with what stays, or by themselves. pairs: two columns of numbers, the
    lower first, each pair once, of different units and not of two stays.
    """

    forbidden: np.ndarray
    pairs: np.ndarray


def find_conflicts(stays: pd.DataFrame, placements: pd.DataFrame, fixed: pd.DataFrame, number_of: pd.Series,
                   engine: Engine, least_level: int) -> Conflicts:
    """Ask the engine once about every event that is fixed, stays or is placed.

    stays, placements: timed events with unit and option; fixed: timed events. number_of: the number of an option by
    (unit, option); of each unit option 0 is to stay.
    """
    parts = [fixed, stays, placements]
    everything = pd.concat([part.drop(columns=[name for name in _COLUMNS if name in part]) for part in parts
                            if len(part)], ignore_index=True)
    keys = pd.concat([stays[["unit", "option"]], placements[["unit", "option"]]], ignore_index=True)
    numbers = np.concatenate([np.full(len(fixed), _FIXED), number_of.loc[pd.MultiIndex.from_frame(keys)].to_numpy()])
    found = find_pairs(engine, everything.assign(event_id=range(len(everything))), least_level)
    first = numbers[found["event_a"].to_numpy(dtype="int64")]
    alone = found["event_b"].isna().to_numpy()
    second = np.where(alone, _FIXED, numbers[found["event_b"].fillna(0).to_numpy(dtype="int64")])
    is_stay = (number_of.index.get_level_values("option") == 0)
    unit = number_of.index.get_level_values("unit").to_numpy()
    single = np.where(first == _FIXED, second, first)[(first == _FIXED) | (second == _FIXED)]
    single = np.unique(single[single != _FIXED])
    both = (first != _FIXED) & (second != _FIXED)
    low, high = np.minimum(first[both], second[both]), np.maximum(first[both], second[both])
    keep = (unit[low] != unit[high]) & ~(is_stay[low] & is_stay[high])
    pairs = np.unique(np.column_stack([low[keep], high[keep]]), axis=0)
    return Conflicts(single[~is_stay[single]], pairs)


def drop_dominated(pairs: np.ndarray, unit: np.ndarray, is_stay: np.ndarray, displacement: np.ndarray,
                   needs: Sequence[frozenset] | None = None) -> np.ndarray:
    """Which options to keep (one truth each): an option falls to another of its unit that is no further away,
    conflicts with nothing that it does not, and needs nothing that it does not. To stay is always kept.

    In any answer the one can stand in for the other, so the best answer stays as good. Repeated until nothing falls.
    unit: of each option, in order; displacement likewise.
    """
    kept = np.ones(len(unit), dtype=bool)
    while True:
        alive = kept[pairs[:, 0]] & kept[pairs[:, 1]]
        matrix = _bits(pairs[alive], len(unit))
        weight = np.bincount(pairs[alive].ravel(), minlength=len(unit))
        before = kept.sum()
        for members in np.split(np.arange(len(unit)), np.flatnonzero(np.diff(unit)) + 1):
            members = members[kept[members] & ~is_stay[members]]
            standing: list[int] = []
            for one in members[np.lexsort((members, weight[members], displacement[members]))]:
                better = [other for other in np.flatnonzero(~(matrix[standing] & ~matrix[one]).any(axis=1))
                          if needs is None or needs[standing[other]] <= needs[one]]
                if better:
                    kept[one] = False
                else:
                    standing.append(one)
        if kept.sum() == before:
            return kept


def _bits(pairs: np.ndarray, size: int) -> np.ndarray:
    """A row of bits an option: what it conflicts with."""
    matrix = np.zeros((size, (size + 7) // 8), dtype=np.uint8)
    for one, other in ((pairs[:, 0], pairs[:, 1]), (pairs[:, 1], pairs[:, 0])):
        np.bitwise_or.at(matrix, (one, other // 8), (1 << (other % 8)).astype(np.uint8))
    return matrix
