"""The scan statistics: how much better "more than expected here" explains the cases than "as expected everywhere".

With c cases where mu were expected, and C in all (Kulldorff 1997, 2005; without C, expectation-based: Neill 2005):

    F = c ln(c / mu) + (C - c) ln((C - c) / (C - mu))        or        F = c ln(c / mu) + mu - c
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from scipy.special import xlogy

from lib.risk.zones import Zones

SAME_STATISTIC = 1e-9
"""Statistics closer than this, relative to the larger of 1 and themselves, are equal but for rounding."""

_CENTRES_AT_A_TIME = 64
_HALVINGS = 70


class Found(NamedTuple):
    """The zone and window that stand out most; `position` as in Zones, `days` the length of the window."""

    statistic: float
    centre: int
    position: int
    days: int
    observed: int
    expected: float


def likelihood_ratio(cases: np.ndarray, expected: np.ndarray, total: float | None) -> np.ndarray:
    """F of each zone, for cases > expected > 0."""
    inside = cases * np.log(cases / expected)
    if total is None:
        return inside + expected - cases
    return inside + xlogy(total - cases, (total - cases) / (total - expected))


def limit_expectations(statistic: float, most_cases: int, min_cases: int, total: float | None) -> np.ndarray:
    """For 0, 1 ... `most_cases` cases the largest expectation at which they still reach the statistic.

    -1 below `min_cases`. F falls as the expectation grows, so that "F >= statistic" is one comparison, and
    the smallest count that reaches it at a given expectation is a search in this array.
    """
    cases = np.arange(1, most_cases + 1, dtype=float)
    wanted = statistic - SAME_STATISTIC * max(1.0, statistic)
    low, high = np.zeros(most_cases), cases.copy()
    with np.errstate(divide="ignore", invalid="ignore"):
        for _halving in range(_HALVINGS):
            middle = (low + high) / 2
            reaches = likelihood_ratio(cases, middle, total) >= wanted
            low, high = np.where(reaches, middle, low), np.where(reaches, high, middle)
    limits = np.concatenate([[-1.0], low])
    limits[:min_cases] = -1.0
    return limits


def find_most_unusual(
    zones: Zones, windows: Iterable[np.ndarray], factors: np.ndarray, *, total: float | None, min_cases: int
) -> Found | None:
    """The largest F over all zones and windows; None where no zone has more cases than expected.

    windows: cases by area of the last 1, 2 ... days; factors: of each window, what the zones' reach is multiplied by to
    give their expectation. Of equal statistics the one of the fewest areas, then of the fewest days, then of the centre
    with the smallest coordinates: the answer does not depend on how the areas are numbered.
    """
    best, kept = 0.0, []
    for days, (cases, factor) in enumerate(zip(windows, factors, strict=True), start=1):
        if not factor:  # a window without a case
            continue
        for first in range(0, len(zones.order), _CENTRES_AT_A_TIME):
            part = slice(first, first + _CENTRES_AT_A_TIME)
            counts = np.cumsum(cases[zones.order[part]], axis=1)
            expected = zones.reach[part] * factor
            candidate = zones.is_zone[part] & (counts >= min_cases) & (counts > expected)
            candidate &= _bound_ratio(counts, expected, total) >= best * (1 - SAME_STATISTIC)
            centre, position = np.nonzero(candidate)
            ratio = likelihood_ratio(counts[candidate], expected[candidate], total)
            best = max(best, ratio.max(initial=0.0))
            near = ratio >= best - SAME_STATISTIC * max(1.0, best)
            kept += zip(ratio[near], centre[near] + first, position[near], np.full(near.sum(), days),
                        counts[candidate][near], expected[candidate][near], strict=True)
    kept = [Found(*(value.item() for value in row)) for row in kept
            if row[0] >= best - SAME_STATISTIC * max(1.0, best)]
    return min(kept, key=lambda row: (row.position, row.days, *zones.places[row.centre])) if kept else None


def _bound_ratio(cases: np.ndarray, expected: np.ndarray, total: float | None) -> np.ndarray:
    """What F is at most (chi-square, which bounds a Kullback-Leibler distance), without its logarithms."""
    with np.errstate(divide="ignore", invalid="ignore"):
        bound = (cases - expected) ** 2 / expected
        return bound if total is None else bound * total / (total - expected)
