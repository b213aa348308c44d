from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import Refusal
from lib.reference.shapes import Projection, outline_points, ring_area, ring_contains, voronoi_shapes

PACKS = Path(__file__).parents[2] / "data" / "city"
MIDDLE = Projection(112.6, -7.9)


def make_areas(points_km) -> pd.DataFrame:
    degrees = MIDDLE.to_degrees(points_km)
    names = [f"K{i}" for i in range(len(degrees))]
    return pd.DataFrame({"area_code": names, "name": names, "lon": degrees[:, 0], "lat": degrees[:, 1]})


spread_points = st.lists(
    st.tuples(st.integers(-80, 80), st.integers(-80, 80)), min_size=1, max_size=25, unique=True,
).map(lambda points: np.array(points, dtype=float) / 10)


@settings(max_examples=60, deadline=None)
@given(spread_points)
def test_cells_part_the_hull_between_them(points):
    shapes = voronoi_shapes(make_areas(points))
    whole = ring_area(outline_points(MIDDLE.to_km(MIDDLE.to_degrees(points))))
    assert sum(ring_area(MIDDLE.to_km(ring)) for ring in shapes["ring"]) == pytest.approx(whole, rel=1e-3)


@settings(max_examples=60, deadline=None)
@given(spread_points, st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=1, max_size=30))
def test_a_place_lies_in_the_cell_of_its_nearest_point_and_in_no_other(points, places):
    """Brute force over all points: each ward's own point, and any place clearly nearer to one ward."""
    areas = make_areas(points)
    rings = [MIDDLE.to_km(ring) for ring in voronoi_shapes(areas)["ring"]]
    frame = outline_points(points)
    for place in [*points.tolist(), *places]:
        distance = np.sort(np.linalg.norm(points - place, axis=1))
        clear = len(distance) == 1 or distance[1] - distance[0] > 0.01
        if clear and ring_contains(frame, [place])[0]:
            owner = int(np.linalg.norm(points - place, axis=1).argmin())
            inside = [i for i, ring in enumerate(rings) if ring_contains(ring, [place])[0]]
            assert inside == [owner] or _near_edge(frame, place)


def _near_edge(polygon, place, near=0.01) -> bool:
    ends = np.roll(polygon, -1, axis=0) - polygon
    along = np.clip(((place - polygon) * ends).sum(axis=1) / (ends**2).sum(axis=1), 0, 1)[:, None]
    return bool(np.linalg.norm(polygon + along * ends - place, axis=1).min() < near)


@pytest.mark.parametrize("areas_csv", sorted(PACKS.glob("*/areas.csv")), ids=lambda path: path.parent.name)
def test_shipped_city_gets_one_cell_per_ward_with_its_point_and_neighbours_that_fit(areas_csv):
    areas = pd.read_csv(areas_csv)
    shapes = voronoi_shapes(areas)
    assert shapes["area_code"].tolist() == areas["area_code"].tolist()
    assert shapes["is_scheme"].tolist() == [True] * len(areas)
    assert all(ring[0] == ring[-1] for ring in shapes["ring"])
    for ring, point in zip(shapes["ring"], areas[["lon", "lat"]].to_numpy(), strict=True):
        assert ring_contains(ring, [point]).tolist() == [True]
    sides = pd.Series([frozenset(side) for ring in shapes["ring"] for side in pairwise(ring)])
    assert set(sides.value_counts()) == {1, 2}
    outer = sides.value_counts().loc[lambda times: times == 1]
    assert len(outer) < len(sides) / 4


def test_cells_are_convex_and_run_anticlockwise():
    rings = voronoi_shapes(make_areas([(0, 0), (1, 0), (0, 1), (2, 2)]))["ring"]
    for ring in rings:
        turns = [ring_area([a, b, c]) for a, b, c in zip(ring, ring[1:], ring[2:], strict=False)]
        assert min(turns) >= -1e-9


def test_no_wards_give_no_shapes():
    assert voronoi_shapes(make_areas(np.empty((0, 2)))).empty


def test_two_wards_in_one_point_are_refused_by_name():
    with pytest.raises(Refusal, match="K0 dan K2"):
        voronoi_shapes(make_areas([(0, 0), (1, 1), (0, 0)]))


def test_ward_without_a_point_is_refused_by_name():
    areas = make_areas([(0, 0), (1, 1)])
    areas.loc[1, "lat"] = np.nan
    with pytest.raises(Refusal, match="K1"):
        voronoi_shapes(areas)


@given(st.floats(112, 113), st.floats(-9, -7))
def test_projection_goes_there_and_back(lon, lat):
    assert MIDDLE.to_degrees(MIDDLE.to_km([[lon, lat]]))[0] == pytest.approx([lon, lat], abs=1e-9)


def test_projection_measures_like_the_sphere():
    """Haversine of two points 10 km apart, as an independent formula."""
    (lon1, lat1), (lon2, lat2) = np.radians([[112.6, -7.9], [112.68, -7.95]])
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    great_circle = 2 * 6371.0088 * np.arcsin(np.sqrt(half))
    assert np.linalg.norm(MIDDLE.to_km([[112.68, -7.95]])) == pytest.approx(great_circle, rel=1e-3)


def test_ring_contains_and_area_of_a_bent_shape():
    bent = [(0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (0, 4), (0, 0)]
    assert ring_contains(bent, [(0.5, 3), (3, 0.5), (2, 2), (-1, 0.5)]).tolist() == [True, True, False, False]
    assert (ring_area(bent), ring_area(bent[::-1])) == (7, -7)


def test_cells_have_no_common_ground():
    """Every pair of cells: no corner of one strictly inside the other."""
    shapes = voronoi_shapes(pd.read_csv(next(PACKS.glob("*/areas.csv"))))
    rings = [np.array(ring) for ring in shapes["ring"]]
    for first, second in combinations(rings, 2):
        middle = second.mean(axis=0)
        shrunk = middle + (second - middle) * 0.999
        assert not ring_contains(first, shrunk).any()
