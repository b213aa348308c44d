"""The shapes of wards: flat geometry of a city, and a scheme drawn from reference points where no boundary is known.

A frame of shapes has one row per ring: area_code, ring (list of (lon, lat) in degrees, the last equal to the first),
is_hole, is_scheme. The scheme gives each ward the part of the city nearer to its reference point than to any other
(Voronoi cells); it is for looking, not for deciding in which ward a place lies.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.spatial import ConvexHull, cKDTree

from lib.errors import Refusal
from lib.text import N_, Message

EARTH_RADIUS_KM = 6371.0088
SHAPE_COLUMNS = ["area_code", "ring", "is_hole", "is_scheme"]
_DECIMALS = 7  # a centimetre: neighbours' common corners become equal
_SAME_POINT_KM = 0.001
_CORNERS = 24
_WIDENED = 0.7

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Projection:
    """Local equirectangular projection: kilometres east and north of a point; good to 0.1 % across a city."""

    lon: float
    lat: float

    @classmethod
    def around(cls, lon: Sequence[float], lat: Sequence[float]) -> "Projection":
        """The projection about the middle of some points."""
        return cls((min(lon) + max(lon)) / 2, (min(lat) + max(lat)) / 2)

    @property
    def _degree_km(self) -> np.ndarray:
        return np.array([math.cos(math.radians(self.lat)), 1.0]) * math.radians(EARTH_RADIUS_KM)

    def to_km(self, lon_lat: np.ndarray | Sequence) -> np.ndarray:
        """Points x (lon, lat) in degrees to points x (x, y) in km."""
        return (np.asarray(lon_lat, dtype=float) - [self.lon, self.lat]) * self._degree_km

    def to_degrees(self, xy: np.ndarray | Sequence) -> np.ndarray:
        """Points x (x, y) in km to points x (lon, lat) in degrees."""
        return np.asarray(xy, dtype=float) / self._degree_km + [self.lon, self.lat]


def voronoi_shapes(areas: pd.DataFrame) -> pd.DataFrame:
    """One cell per ward inside the widened hull of all reference points, marked as scheme.

    areas: area_code, name, lat, lon. Raises Refusal where a ward has no point, or two wards have the same.
    """
    if areas.empty:
        return pd.DataFrame(columns=SHAPE_COLUMNS)
    _check_points(areas)
    projection = Projection.around(areas["lon"], areas["lat"])
    points = projection.to_km(areas[["lon", "lat"]])
    frame = outline_points(points)
    rings = [_close(projection.to_degrees(_cell(points, own, frame))) for own in range(len(points))]
    return pd.DataFrame({"area_code": areas["area_code"].to_numpy(), "ring": rings, "is_hole": False,
                         "is_scheme": True}, columns=SHAPE_COLUMNS)


def outline_points(points: np.ndarray) -> np.ndarray:
    """Convex polygon around points (km), widened by a little over half the usual spacing; corners x (x, y)."""
    spacing = 1.0
    if len(points) > 1:
        spacing = float(np.median(cKDTree(points).query(points, k=2)[0][:, 1]))
    radius = _WIDENED * spacing
    angles = np.arange(_CORNERS) * 2 * math.pi / _CORNERS
    circle = radius * np.column_stack([np.cos(angles), np.sin(angles)])
    widened = (points[:, None, :] + circle).reshape(-1, 2)
    return widened[ConvexHull(widened).vertices]


def ring_area(ring: np.ndarray | Sequence) -> float:
    """Area of a ring in the square of its unit, positive when it runs anticlockwise."""
    x, y = np.asarray(ring, dtype=float).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def ring_contains(ring: np.ndarray | Sequence, points: np.ndarray | Sequence) -> np.ndarray:
    """Which of some points lie inside a ring (crossing number; a point on the line may fall on either side)."""
    x, y = np.asarray(points, dtype=float).reshape(-1, 2).T
    corners = np.asarray(ring, dtype=float)
    inside = np.zeros(len(x), dtype=bool)
    for (x1, y1), (x2, y2) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if y1 != y2:
            inside ^= ((y1 > y) != (y2 > y)) & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return inside


def _check_points(areas: pd.DataFrame) -> None:
    nowhere = areas.loc[areas["lat"].isna() | areas["lon"].isna(), "name"]
    if len(nowhere):
        raise Refusal(Message(N_("Wards without a reference point cannot be drawn: {names}."),
                              {"names": ", ".join(nowhere)}))
    points = Projection.around(areas["lon"], areas["lat"]).to_km(areas[["lon", "lat"]])
    for first, second in sorted(cKDTree(points).query_pairs(_SAME_POINT_KM)):
        raise Refusal(Message(N_("{first} and {second} have the same reference point; move one of them."),
                              {"first": areas["name"].iloc[first], "second": areas["name"].iloc[second]}))


def _cell(points: np.ndarray, own: int, frame: np.ndarray) -> np.ndarray:
    """The part of a convex frame nearer to one point than to any other: the frame cut along each middle line."""
    cell = frame
    distance = np.linalg.norm(points - points[own], axis=1)
    for other in np.argsort(distance, kind="stable")[1:]:
        reach = np.linalg.norm(cell - points[own], axis=1).max()
        if distance[other] > 2 * reach:
            break
        cell = _cut(cell, (points[own] + points[other]) / 2, points[other] - points[own])
    return cell


def _cut(polygon: np.ndarray, point: np.ndarray, outward: np.ndarray) -> np.ndarray:
    """A convex polygon without what lies beyond the line through `point` (Sutherland & Hodgman 1974)."""
    beyond = (polygon - point) @ outward
    kept = []
    for i in range(len(polygon)):
        j = (i + 1) % len(polygon)
        if beyond[i] <= 0:
            kept.append(polygon[i])
        if beyond[i] * beyond[j] < 0:
            kept.append(polygon[i] + (polygon[j] - polygon[i]) * beyond[i] / (beyond[i] - beyond[j]))
    return np.array(kept)


def _close(corners: np.ndarray) -> Ring:
    ring = [(round(float(lon), _DECIMALS), round(float(lat), _DECIMALS)) for lon, lat in corners]
    ring = [corner for i, corner in enumerate(ring) if corner != ring[i - 1] or len(ring) == 1]
    return [*ring, ring[0]]
