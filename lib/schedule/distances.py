"""Metres between points on the earth."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

EARTH_RADIUS_M = 6371008.8
"""Mean radius of the earth (IUGG)."""

METRES_A_DEGREE = math.radians(EARTH_RADIUS_M)
"""Of a great circle."""


def haversine(lat_1: ArrayLike, lon_1: ArrayLike, lat_2: ArrayLike, lon_2: ArrayLike) -> np.ndarray:
    """Metres along the great circle between points in degrees, row by row or of all to one; NaN where a point is."""
    one, other, east = (np.radians(np.asarray(angle, dtype="float64"))
                        for angle in (lat_1, lat_2, np.subtract(lon_2, lon_1, dtype="float64")))
    half = np.sin((other - one) / 2) ** 2 + np.cos(one) * np.cos(other) * np.sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(half))


def distance_to_line(lat: float, lon: float, points: Sequence[tuple[float, float]]) -> float:
    """Metres from one point to a line over points (latitude, longitude) of one city, on a map taken for flat."""
    shrinks = math.cos(math.radians(lat))
    flat = [complex((east - lon) * shrinks, north - lat) * METRES_A_DEGREE for north, east in points]
    return min((_from_origin(one, other) for one, other in pairwise(flat)), default=abs(flat[0]))


def _from_origin(one: complex, other: complex) -> float:
    along = other - one
    share = -(one.real * along.real + one.imag * along.imag) / (abs(along) ** 2 or 1)
    return abs(one + min(max(share, 0), 1) * along)
