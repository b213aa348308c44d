"""Spans that overlap: the sweep against every pair compared."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

from lib.schedule.spans import find_overlaps


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_comparing_every_pair(seed: int) -> None:
    draw = Random(seed)
    spans = [(begins, begins + draw.randint(0, 9)) for begins in (draw.randint(0, 60) for _ in range(80))]
    opens, clears = (np.array(side) for side in zip(*spans, strict=True))
    found = [tuple(sorted(pair)) for pair in zip(*(side.tolist() for side in find_overlaps(opens, clears)),
                                                 strict=True)]
    expected = [(a, b) for a, b in combinations(range(80), 2)
                if spans[a][0] < spans[b][1] and spans[b][0] < spans[a][1]
                and spans[a][0] < spans[a][1] and spans[b][0] < spans[b][1]]
    assert sorted(found) == expected


def test_of_two_the_one_that_opens_first_comes_first() -> None:
    moments = np.array(["2024-01-27T12:00", "2024-01-27T09:00"], dtype="datetime64[us]")
    one, other = find_overlaps(moments, moments + np.timedelta64(4, "h"))
    assert (one.tolist(), other.tolist()) == ([1], [0])
    one, other = find_overlaps(moments, moments + np.timedelta64(3, "h"))
    assert (one.tolist(), other.tolist()) == ([], [])


def test_nothing_overlaps_nothing() -> None:
    assert [side.tolist() for side in find_overlaps(np.array([]), np.array([]))] == [[], []]
