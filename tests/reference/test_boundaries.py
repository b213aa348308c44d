import json

import numpy as np
import pandas as pd
import pytest

from lib.errors import Refusal
from lib.reference.boundaries import read_boundaries, simplify_rings
from lib.reference.shapes import ring_area, voronoi_shapes
from lib.text import say, using

AREAS = pd.DataFrame({
    "area_code": ["35.99.01.1001", "35.99.01.1002", "35.99.01.1003"],
    "bps_code": [3599010001, 3599010002, 3599010003],
    "name": ["Satu", "Dua", "Tiga"],
    "lon": [112.60, 112.62, 112.64], "lat": [-7.90, -7.90, -7.90],
})


def square(lon, lat, half=0.01, turn=1):
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)][::turn]
    return [[round(lon + x, 6), round(lat + y, 6)] for x, y in corners]


def collect(*features) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": properties, "geometry": geometry} for properties, geometry in features
    ]}).encode()


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


SQUARES = [polygon(square(lon, -7.90)) for lon in AREAS["lon"]]


@pytest.mark.parametrize("codes", [
    ["35.99.01.1001", "35.99.01.1002", "35.99.01.1003"],
    [3599011001, 3599011002, 3599011003],
    ["id3599010001", "id3599010002", "id3599010003"],
    [None, None, None],
    ["x", "1", "35.99"],
], ids=["code", "digits", "BPS with prefix", "no code", "other codes"])
def test_shapes_find_their_wards(codes):
    content = collect(*(({"nr": 7, "kode": code}, shape) for code, shape in zip(codes, SQUARES, strict=True)))
    shapes, notices = read_boundaries(content, AREAS)
    assert shapes["area_code"].tolist() == AREAS["area_code"].tolist()
    assert [min(ring) for ring in shapes["ring"]] == [(112.59, -7.91), (112.61, -7.91), (112.63, -7.91)]
    assert (shapes["is_scheme"].any(), notices) == (False, [])


def test_code_wins_over_position_and_the_rest_goes_by_position():
    content = collect(({"kode": "35.99.01.1002"}, polygon(square(112.6205, -7.93))), ({}, SQUARES[0]), ({}, SQUARES[2]))
    rings = read_boundaries(content, AREAS).shapes.set_index("area_code")["ring"]
    assert min(rings["35.99.01.1002"]) == (112.6105, -7.94)


def test_several_parts_and_holes_are_rows_of_their_own():
    hole = square(112.605, -7.905, half=0.002, turn=-1)
    parts = {"type": "MultiPolygon", "coordinates": [[square(112.60, -7.90), hole], [square(112.60, -7.95)]]}
    shapes = read_boundaries(collect(({}, parts), ({}, SQUARES[1]), ({}, SQUARES[2])), AREAS).shapes
    assert shapes["is_hole"].tolist() == [False, True, False, False, False]
    assert shapes["area_code"].tolist()[:3] == ["35.99.01.1001"] * 3


@pytest.mark.parametrize("turn", [1, -1], ids=["as GeoJSON says", "the other way"])
def test_holes_run_against_their_shape(turn):
    """A drawn path fills a hole that runs with its shape."""
    rings = polygon(square(112.60, -7.90, turn=turn), square(112.605, -7.905, half=0.002, turn=-turn))
    shapes = read_boundaries(collect(({}, rings), ({}, SQUARES[1]), ({}, SQUARES[2])), AREAS).shapes
    assert [ring_area(ring) > 0 for ring in shapes["ring"]] == [True, False, True, True]


def test_point_in_a_hole_is_not_in_the_shape():
    ring = polygon(square(112.60, -7.90, half=0.015), square(112.60, -7.90, half=0.005))
    with pytest.raises(Refusal, match="Satu"):
        read_boundaries(collect(({}, ring), ({}, SQUARES[1]), ({}, SQUARES[2])), AREAS)


def test_shapes_of_no_ward_are_told():
    far = polygon(square(110, -7))
    notices = read_boundaries(collect(*(({}, shape) for shape in [*SQUARES, far, far])), AREAS).notices
    with using("en"):
        assert [say(notice) for notice in notices] == ["2 shapes in the file belong to no ward and are left out."]


SWAPPED = [polygon([[lat, lon] for lon, lat in square(place, -7.90)]) for place in AREAS["lon"]]
WHOLE_CITY = polygon(square(112.62, -7.90, half=0.2))
METRES = polygon([[680000.0, 9120000.0], [681000.0, 9120000.0], [681000.0, 9121000.0], [680000.0, 9120000.0]])


@pytest.mark.parametrize(("content", "sentence"), [
    (b"PK\x03\x04\xff", "cannot be read as JSON"),
    (b"[" * 100_000, "cannot be read as JSON"),
    (b"[1, 2]", "not a GeoJSON FeatureCollection"),
    (b'{"type": "Topology", "objects": {}}', "not a GeoJSON FeatureCollection"),
    (b'{"type": "FeatureCollection", "features": {}}', "not a GeoJSON FeatureCollection"),
    (b'{"type": "FeatureCollection", "features": [3]}', "Shape 1 of the file is not a polygon"),
    (collect(({}, SQUARES[0]), ({}, None)), "Shape 2 of the file is not a polygon"),
    (collect(({}, {"type": "Point", "coordinates": [1, 2]})), "Shape 1 of the file is not a polygon"),
    (collect(({}, polygon([]))), "Shape 1 of the file is not a polygon"),
    (collect(({}, polygon([[1, 2], [3, 4], [1, 2]]))), "Shape 1 of the file is not a polygon"),
    (collect(({}, polygon([["a", 2], [3, 4], [5, 6]]))), "Shape 1 of the file is not a polygon"),
    (collect(({}, METRES)), "not degrees"),
    (collect(), r"no shape for 3 of 3 wards \(Satu, Dua, Tiga\)"),
    (collect(({}, SQUARES[0]), ({}, SQUARES[1])), r"no shape for 1 of 3 wards \(Tiga\)"),
    (collect(({}, WHOLE_CITY)), "no shape for 3 of 3 wards"),
    (collect(*(({}, shape) for shape in SWAPPED)), "not degrees"),
], ids=["not text", "nesting", "list", "topojson", "no list", "not a feature", "no geometry", "point", "no corner",
        "two corners", "text", "metres", "empty", "one missing", "one for all", "swapped"])
def test_file_that_cannot_serve_is_refused_with_a_sentence(content, sentence):
    with using("en"), pytest.raises(Refusal, match=sentence):
        read_boundaries(content, AREAS)


def test_altitude_and_byte_order_mark_are_read_over():
    high = [polygon([[*corner, 440.0] for corner in square(lon, -7.90)]) for lon in AREAS["lon"]]
    content = b"\xef\xbb\xbf" + collect(*(({}, shape) for shape in high))
    assert len(read_boundaries(content, AREAS).shapes) == 3


def test_simplified_neighbours_still_share_their_border():
    """A wavy border between two squares: both sides keep the same corners, and the small waves go."""
    waves = [(0.5 + 0.00002 * (-1) ** i, round(i / 40, 6)) for i in range(41)]
    left = [(0.0, 0.0), *waves, (0.0, 1.0), (0.0, 0.0)]
    right = [(1.0, 0.0), (1.0, 1.0), *waves[::-1], (1.0, 0.0)]
    first, second = simplify_rings([left, right], tolerance_m=20)
    borders = [{corner for corner in ring if 0.4 < corner[0] < 0.6} for ring in (first, second)]
    assert borders[0] == borders[1]
    assert len(first) < 10
    assert all(ring[0] == ring[-1] for ring in (first, second))


def test_simplified_line_stays_within_the_tolerance():
    angle = np.linspace(0, 2 * np.pi, 400)
    circle = [(round(0.01 * np.cos(a), 6), round(0.01 * np.sin(a), 6)) for a in angle[:-1]]
    circle.append(circle[0])
    ring = simplify_rings([circle], tolerance_m=10)[0]
    radius = 0.01 * np.pi / 180 * 6371008.8
    middles = (np.array(ring[1:]) + np.array(ring[:-1])) / 2
    assert len(ring) < 60
    assert np.linalg.norm(middles, axis=1).min() * np.pi / 180 * 6371008.8 > radius - 10.5


def test_tiny_ring_stays():
    tiny = [(0.0, 0.0), (1e-6, 0.0), (1e-6, 1e-6), (0.0, 0.0)]
    assert simplify_rings([tiny], tolerance_m=50) == [tiny]


def test_simplifying_nothing_gives_nothing():
    assert simplify_rings([], tolerance_m=5) == []


def test_scheme_read_back_as_a_file_is_the_same_shapes():
    scheme = voronoi_shapes(AREAS)
    content = collect(*(({"kode": row.area_code}, polygon(row.ring)) for row in scheme.itertuples()))
    back = read_boundaries(content, AREAS, tolerance_m=0).shapes
    for ours, read in zip(scheme["ring"], back["ring"], strict=True):
        assert np.array(sorted(set(ours))) == pytest.approx(np.array(sorted(set(read))), abs=1e-6)
        assert ring_area(ours) == pytest.approx(ring_area(read), rel=1e-3)
