"""Ward boundaries from a GeoJSON an administrator uploads."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from lib.errors import Refusal
from lib.reference.shapes import SHAPE_COLUMNS, Projection, Ring, ring_area, ring_contains
from lib.text import N_, Message

MOST_POSITIONS = 400_000
NEAR_DEGREES = 0.3
"""A shape this far from its ward's reference point is another place, or has longitude and latitude swapped."""
_DECIMALS = 6
_NAMED_AT_MOST = 5


class Boundaries(NamedTuple):
    """Shapes (see `shapes`), and what the administrator should know of the file."""

    shapes: pd.DataFrame
    notices: list[Message]


class _Feature(NamedTuple):
    properties: Mapping[str, Any]
    polygons: list[list[Ring]]


def read_boundaries(content: bytes, areas: pd.DataFrame, *, tolerance_m: float = 8.0) -> Boundaries:
    """Shapes of the wards in a GeoJSON FeatureCollection of Polygons or MultiPolygons in degrees.

    areas: area_code, bps_code (may be missing), name, lat, lon. A feature belongs to the ward whose code stands in its
    properties, or else to the only ward whose reference point it contains. Lines are simplified to `tolerance_m`,
    common borders alike on both sides. Raises Refusal where the file cannot be read, or leaves a ward without a shape.
    """
    features = list(_read_features(content))
    owners = _match_features(features, areas)
    missing = areas.loc[~areas["area_code"].isin(owners.values()), "name"]
    if len(missing):
        named = ", ".join(missing[:_NAMED_AT_MOST]) + (", …" if len(missing) > _NAMED_AT_MOST else "")
        raise Refusal(Message(
            N_("The file has no shape for {n} of {total} wards ({names}). Take a file with every ward's boundary, with "
               "its code as a property."), {"n": len(missing), "total": len(areas), "names": named},
        ))
    rows = [(code, ring, place > 0, False) for number, code in owners.items()
            for polygon in features[number].polygons for place, ring in enumerate(polygon)]
    shapes = pd.DataFrame(rows, columns=SHAPE_COLUMNS).sort_values("area_code", kind="stable", ignore_index=True)
    shapes["ring"] = simplify_rings(shapes["ring"].tolist(), tolerance_m=tolerance_m)
    unused = len(features) - len(owners)
    return Boundaries(shapes, [Message(N_("{n} shapes in the file belong to no ward and are left out."), {"n": unused})]
                      if unused else [])


def simplify_rings(rings: list[Ring], *, tolerance_m: float) -> list[Ring]:
    """Rings with fewer corners, none farther than the tolerance from the old line (Douglas & Peucker 1973).

    Rings are first cut where three or more lines meet; each piece is simplified once, so neighbours still fit together.
    A ring that would vanish stays as it is.
    """
    if not rings:
        return []
    neighbours = defaultdict(set)
    for ring in rings:
        for here, there in pairwise(ring):
            neighbours[here].add(there)
            neighbours[there].add(here)
    corners = [corner for ring in rings for corner in ring]
    projection = Projection.around([lon for lon, _lat in corners], [lat for _lon, lat in corners])
    done: dict[tuple, Ring] = {}

    def simplify(piece: Ring) -> Ring:
        forward = piece <= piece[::-1]
        key = tuple(piece if forward else piece[::-1])
        if key not in done:
            keep = _peucker(projection.to_km(key) * 1000, tolerance_m)
            done[key] = [corner for corner, kept in zip(key, keep, strict=True) if kept]
        return done[key] if forward else done[key][::-1]

    simplified = []
    for ring in rings:
        pieces = [simplify(piece) for piece in _pieces(ring, neighbours)]
        shorter = [pieces[0][0], *(corner for piece in pieces for corner in piece[1:])]
        simplified.append(shorter if len(shorter) >= 4 else ring)
    return simplified


def _read_features(content: bytes) -> Iterator[_Feature]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refusal(Message(N_("This is not a GeoJSON file: it cannot be read as JSON text."))) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        raise Refusal(Message(N_("This is not a GeoJSON FeatureCollection. Export the boundaries as one.")))
    positions = 0
    for number, feature in enumerate(features, start=1):
        feature = feature if isinstance(feature, dict) else {}
        geometry, properties = feature.get("geometry") or {}, feature.get("properties") or {}
        try:
            coordinates = {"Polygon": lambda c: [c], "MultiPolygon": list}[geometry["type"]](geometry["coordinates"])
            polygons = [[_read_ring(ring, is_hole=place > 0) for place, ring in enumerate(polygon)]
                        for polygon in coordinates]
        except (KeyError, TypeError, ValueError, IndexError) as error:
            sentence = N_("Shape {n} of the file is not a polygon that can be drawn.")
            raise Refusal(Message(sentence, {"n": number})) from error
        positions += sum(len(ring) for polygon in polygons for ring in polygon)
        if positions > MOST_POSITIONS:
            raise Refusal(Message(N_("The boundaries have more than {n} corners. Simplify them first."),
                                  {"n": MOST_POSITIONS}))
        _check_degrees(polygons)
        yield _Feature(properties if isinstance(properties, dict) else {}, polygons)


def _read_ring(positions: list, *, is_hole: bool) -> Ring:
    """A closed ring without repeated corners; raises ValueError where there are too few.

    Holes run clockwise and the others anticlockwise, whatever the file does: a filled path shows holes by it.
    """
    ring: Ring = []
    for position in positions:
        corner = (round(float(position[0]), _DECIMALS), round(float(position[1]), _DECIMALS))
        if not ring or corner != ring[-1]:
            ring.append(corner)
    if ring[0] != ring[-1]:
        ring.append(ring[0])
    if len(ring) < 4:
        raise ValueError("a ring needs three corners")
    return ring[::-1] if (ring_area(ring) > 0) == is_hole else ring


def _check_degrees(polygons: list[list[Ring]]) -> None:
    for polygon in polygons:
        for ring in polygon:
            if not all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in ring):
                raise Refusal(Message(N_("The coordinates are not degrees of longitude and latitude. "
                                         "Export the file in WGS 84 (EPSG:4326).")))


def _match_features(features: list[_Feature], areas: pd.DataFrame) -> dict[int, str]:
    """Ward code by number of the feature; features of no ward are missing."""
    owners = _match_by_code(features, areas)
    open_areas = areas[~areas["area_code"].isin(owners.values())].dropna(subset=["lat", "lon"])
    points = open_areas[["lon", "lat"]].to_numpy()
    for number, feature in enumerate(features):
        if number in owners or not len(points):
            continue
        inside = np.zeros(len(points), dtype=int)
        for polygon in feature.polygons:
            for ring in polygon:  # inside a hole is inside two rings, and outside the polygon
                inside += ring_contains(ring, points)
        found = np.flatnonzero(inside % 2)
        if len(found) == 1:
            owners[number] = open_areas["area_code"].iloc[found[0]]
    return owners


def _match_by_code(features: list[_Feature], areas: pd.DataFrame) -> dict[int, str]:
    """By the one property and kind of code that name the most wards, leaving out shapes that lie elsewhere."""
    best: dict[int, str] = {}
    names = sorted({name for feature in features for name in feature.properties})
    for kind in [kind for kind in ("area_code", "bps_code") if kind in areas]:
        codes = dict(zip(areas[kind].map(_digits), areas["area_code"], strict=True))
        codes.pop("", None)
        for name in names:
            found = {number: codes[digits] for number, feature in enumerate(features)
                     if (digits := _digits(feature.properties.get(name))) in codes}
            if len(set(found.values())) > len(set(best.values())):
                best = found
    points = areas.set_index("area_code")[["lon", "lat"]]
    return {number: code for number, code in best.items() if _is_near(features[number], *points.loc[code])}


def _digits(value: object) -> str:
    return "" if value is None or pd.isna(value) else re.sub(r"\D", "", str(value))


def _is_near(feature: _Feature, lon: float, lat: float) -> bool:
    corners = np.array([corner for polygon in feature.polygons for corner in polygon[0]])
    low, high = corners.min(axis=0) - NEAR_DEGREES, corners.max(axis=0) + NEAR_DEGREES
    return bool(low[0] <= lon <= high[0] and low[1] <= lat <= high[1]) or np.isnan(lon)


def _pieces(ring: Ring, neighbours: Mapping[tuple, set]) -> list[Ring]:
    """A ring cut where three or more lines meet; one without such a corner starts at its smallest."""
    corners = ring[:-1]
    cuts = [i for i, corner in enumerate(corners) if len(neighbours[corner]) > 2] or [corners.index(min(corners))]
    turned = corners[cuts[0]:] + corners[:cuts[0]]
    ends = [cut - cuts[0] for cut in cuts] + [len(corners)]
    turned.append(turned[0])
    return [turned[begin:end + 1] for begin, end in pairwise(ends)]


def _peucker(line: np.ndarray, tolerance: float) -> np.ndarray:
    """Which corners of a line to keep; both ends always."""
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        start, way = line[first], line[last] - line[first]
        off = line[first + 1:last] - start
        length = float(way @ way)
        along = np.clip(off @ way / length, 0, 1)[:, None] if length else 0
        distance = np.linalg.norm(off - along * way, axis=1)
        farthest = int(distance.argmax())
        if distance[farthest] > tolerance:
            middle = first + 1 + farthest
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return keep
