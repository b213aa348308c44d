from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.charts.outlines import join_lines, outline_groups, place_label


def square(x, y, side=1):
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]


def sides_of(lines):
    return Counter(tuple(sorted(side)) for line in lines for side in pairwise(line))


def test_lines_are_parted_by_gaps():
    assert join_lines([[(0, 1), (2, 3)], [(4, 5)]]) == ([0, 2, None, 4], [1, 3, None, 5])
    assert join_lines([]) == ([], [])


def test_side_inside_a_group_is_not_drawn():
    lines = outline_groups([square(0, 0), square(1, 0)], ["A", "A"])
    assert (1, 0) in {corner for line in lines for corner in line}
    assert ((1, 0), (1, 1)) not in sides_of(lines)
    assert len(sides_of(lines)) == 6


def test_side_between_two_groups_is_drawn_once():
    lines = outline_groups([square(0, 0), square(1, 0)], ["A", "B"])
    assert sides_of(lines)[((1, 0), (1, 1))] == 1
    assert len(sides_of(lines)) == 7


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from("ABC"), max_size=20))
def test_outlines_of_a_chequered_city_are_where_neighbours_differ(city):
    """Brute force: a side of a square is drawn, and once, exactly if the square across it is of another group."""
    expected = set()
    for (x, y), group in city.items():
        across = {((x, y), (x + 1, y)): (x, y - 1), ((x, y + 1), (x + 1, y + 1)): (x, y + 1),
                  ((x, y), (x, y + 1)): (x - 1, y), ((x + 1, y), (x + 1, y + 1)): (x + 1, y)}
        expected |= {side for side, other in across.items() if city.get(other) != group}
    lines = outline_groups([square(x, y) for x, y in city], list(city.values()))
    assert sides_of(lines) == Counter(expected)


def test_label_sits_in_the_middle_where_it_fits():
    x, y, room = place_label([square(0, 0, 4)], width=2, height=0.5, stretch=1)
    assert (x, y) == pytest.approx((2, 2), abs=0.1)
    assert room >= 1


def test_label_goes_to_the_wide_part_of_a_bent_shape():
    """A thin tower on a wide foot: the middle of the area lies at the tower's side."""
    boot = [(0, 0), (6, 0), (6, 1), (1, 1), (1, 6), (0, 6), (0, 0)]
    x, y, room = place_label([boot], width=4, height=0.4, stretch=1)
    assert room >= 1
    assert y < 1
    assert x == pytest.approx(3)


def test_label_that_fits_nowhere_has_less_room_than_it_needs():
    assert place_label([square(0, 0)], width=3, height=0.1, stretch=1)[2] == pytest.approx(1 / 3, rel=0.01)
    assert place_label([square(0, 0)], width=0.5, height=3, stretch=1)[2] < 1


def test_label_keeps_out_of_a_hole():
    _x, y, room = place_label([square(0, 0, 6), square(1, 1, 4)], width=3, height=0.5, stretch=1)
    assert room >= 1
    assert not 1 < y < 5


def test_stretch_counts_width_in_units_of_height():
    room = place_label([square(0, 0)], width=1, height=0.1, stretch=0.5)[2]
    assert room == pytest.approx(0.5, rel=0.01)
