"""Which Monte Carlo replicates reach a statistic, without computing theirs.

A replicate counts when any zone and window of it reaches what was observed. Most are told apart by a bound: areas
that lie close together share one list of neighbours, in which each area stands where the first of their circles takes
it in. The cases up to a place in that list are at least those of any circle of the group that expects as many, so that
a group whose list nowhere reaches the smallest sufficient count is done. Places are joined to blocks as wide as
the chance spread of a count allows. What is left is counted circle by circle.
"""

from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_array

from lib.risk.scan_statistics import limit_expectations
from lib.risk.zones import Zones, order_by_place

# The rarer the statistic, the looser a bound may be and still tell. A group may expect ((z - _USUAL_EXTREME) /
# _LOOSENESS) ** 2 cases, z the statistic in standard deviations: larger ones leave too much to count circle by circle,
# smaller ones too much to bound. Both numbers are measured; they change the time, never the answer.
_USUAL_EXTREME = 2.2
_LOOSENESS = 2.75
_BLOCK_SPREADS = 0.4    # a block's expectation, in standard deviations of the count up to it
_LARGEST_GROUP = 8      # areas: the bound of its smallest circles holds the cases of all
_SMALLEST_CITY = 64     # groups; with fewer areas circles are too small beside a group
_NUMBERS_AT_A_TIME = 2_000_000
_CENTRES_AT_A_TIME = 64


class _Groups:
    """Groups of `size` areas close together, and the list of neighbours of each.

    starts: where each group's list begins; neighbours: the areas, lists one after the other; keys: the reach of the
    smallest zone around any member that holds the area, rising within a list.
    """

    def __init__(self, zones: Zones, areas: np.ndarray, size: int) -> None:
        self.members = [areas[first:first + size] for first in range(0, len(areas), size)]
        neighbours, keys = [], []
        for group in self.members:
            key = np.full(len(zones.order), np.inf)
            for member in group:
                inside = np.isfinite(zones.reach[member])
                own = zones.order[member, inside]
                key[own] = np.minimum(key[own], zones.reach[member, inside])
            near = np.flatnonzero(np.isfinite(key))
            near = near[np.argsort(key[near], kind="stable")]
            neighbours.append(near.astype(np.int32))
            keys.append(key[near])
        self.starts = np.cumsum([0, *map(len, keys)])
        self.neighbours, self.keys = np.concatenate(neighbours), np.concatenate(keys)


class Judge:
    """Decides about replicates of one city's zones.

    factors: as in `scan_statistics.find_most_unusual`; statistic, min_cases, total: what a replicate must reach.
    """

    def __init__(
        self, zones: Zones, factors: np.ndarray, *, statistic: float, min_cases: int, total: float | None
    ) -> None:
        self.zones, self.factors = zones, factors
        self.statistic, self.min_cases, self.total = statistic, min_cases, total
        areas, groups = order_by_place(zones.points), {}
        self._groups = []
        for size in self._sizes_of_groups():
            if size not in groups:
                groups[size] = _Groups(zones, areas, size)
            self._groups.append(groups[size])

    def find_reaching(self, days: Iterable[np.ndarray], most_cases: int) -> np.ndarray:
        """Which replicates have a zone and window that reach the statistic, with `min_cases` cases or more.

        days: cases of each day, the last first, areas x replicates, in an unsigned type for which a replicate's sum
        and one more are not too large; most_cases: at least the largest of these sums.
        """
        limits = limit_expectations(self.statistic, max(most_cases, self.min_cases), self.min_cases, self.total)
        cases, reaching, open_ones = None, None, None
        for day, factor, groups in zip(days, self.factors, self._groups, strict=True):
            if cases is None:
                reaching = np.zeros(day.shape[1], dtype=bool)
                open_ones, cases = np.flatnonzero(~reaching), day.copy()
            else:
                cases += day[:, open_ones]
            if not factor:  # a window without a case expects none and has none
                continue
            found = self._judge_window(groups, cases, factor, limits)
            if found.any():
                reaching[open_ones[found]] = True
                open_ones, cases = open_ones[~found], np.ascontiguousarray(cases[:, ~found])
            if not len(open_ones):
                break
        return reaching

    def _judge_window(
        self, groups: _Groups, cases: np.ndarray, factor: float, limits: np.ndarray
    ) -> np.ndarray:
        suspects = self._find_suspects(groups, cases, factor, limits)
        furthest = limits / factor
        found = np.zeros(cases.shape[1], dtype=bool)
        for replicate in np.flatnonzero(suspects.any(axis=0)):
            centres = np.concatenate([groups.members[group] for group in np.flatnonzero(suspects[:, replicate])])
            found[replicate] = self._reaches(centres, np.ascontiguousarray(cases[:, replicate]), furthest)
        return found

    def _find_suspects(
        self, groups: _Groups, cases: np.ndarray, factor: float, limits: np.ndarray
    ) -> np.ndarray:
        """Groups x replicates: True where the bound does not rule a circle out."""
        replicates = cases.shape[1]
        # A step of this scale is _BLOCK_SPREADS standard deviations of a Poisson count, whatever its expectation.
        scale = 2 * np.sqrt(groups.keys * factor) / _BLOCK_SPREADS
        blocks = int(scale.max(initial=0.0)) + 1
        suspects = np.zeros((len(groups.members), replicates), dtype=bool)
        at_a_time = max(1, _NUMBERS_AT_A_TIME // (blocks * max(1, replicates)))
        for first in range(0, len(groups.members), at_a_time):
            last = min(first + at_a_time, len(groups.members))
            part = slice(groups.starts[first], groups.starts[last])
            group = np.repeat(np.arange(last - first), np.diff(groups.starts[first:last + 1]))
            row = group * blocks + scale[part].astype(np.int64)
            begins = np.searchsorted(row, np.arange((last - first) * blocks + 1))
            ring = csr_array((np.ones(len(row), cases.dtype), groups.neighbours[part], begins),
                             shape=((last - first) * blocks, len(cases)))
            counts = (ring @ cases).reshape(last - first, blocks, replicates)
            # An empty block adds no case; the count was judged at the last block that did.
            least = np.full(len(begins) - 1, np.inf)
            filled = np.diff(begins) > 0
            least[filled] = groups.keys[part][begins[:-1][filled]]
            needed = np.searchsorted(limits, least * factor).reshape(last - first, blocks, 1)
            np.cumsum(counts, axis=1, out=counts)
            suspects[first:last] = (counts >= needed.astype(cases.dtype)).any(axis=1)
        return suspects

    def _reaches(self, centres: np.ndarray, cases: np.ndarray, furthest: np.ndarray) -> bool:
        """Whether a circle around any of the centres has enough cases; furthest: the reach that a count allows."""
        for first in range(0, len(centres), _CENTRES_AT_A_TIME):
            part = centres[first:first + _CENTRES_AT_A_TIME]
            counts = np.cumsum(cases[self.zones.order[part]], axis=1, dtype=np.int32)
            if (furthest[counts] >= self.zones.reach[part]).any():
                return True
        return False

    def _sizes_of_groups(self) -> list[int]:
        """For each window a power of two, so that groups are leaves of the tree."""
        alone = self.zones.reach[:, 0]
        alone = alone[np.isfinite(alone)]
        spare = max(0.0, np.sqrt(2 * self.statistic) - _USUAL_EXTREME)
        most = len(self.zones.order) // _SMALLEST_CITY
        expected = self.factors * (alone.mean() if len(alone) else 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            sizes = np.minimum((spare / _LOOSENESS) ** 2 / expected, min(most, _LARGEST_GROUP))
        return [1 << round(np.log2(max(size, 1.0))) for size in np.nan_to_num(sizes, nan=1.0)]
