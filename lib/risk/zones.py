"""Circular zones: every area with its nearest neighbours, as far as a limit allows.

Areas equally far from a centre enter a circle together: a circle that holds one holds the other.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.distance import cdist

_CENTRES_AT_A_TIME = 256
_SAME_DISTANCE = 1e-9  # of the longest distance: what rounding of the coordinates can part


@dataclass(frozen=True)
class Zones:
    """The circles around n centres, each a row; at most k areas each.

    order: n x k, areas by distance, the centre first (or an area at the same place).
    reach: n x k, the weight of the smallest zone around this centre that holds the area; infinite where none does.
    is_zone: n x k, whether the areas up to this one are a zone: the circle's last area, within the limit.
    points: n x 2 or n x 3, the places in a plane or on the unit sphere.
    places: n x 2, the coordinates as given, by which equals are told apart.
    """

    order: np.ndarray
    reach: np.ndarray
    is_zone: np.ndarray
    points: np.ndarray
    places: np.ndarray

    def areas_of(self, centre: int, position: int) -> tuple[int, ...]:
        """The areas of a zone, nearest first, those equally near by number."""
        areas = self.order[centre, :position + 1]
        ring = np.cumsum(self.is_zone[centre, :position]) if position else []
        return tuple(areas[np.lexsort([areas, [0, *ring]])].tolist())


def find_zones(
    points: np.ndarray, places: np.ndarray, *, weights: np.ndarray, sizes: np.ndarray, limit: float
) -> Zones:
    """All zones whose areas' `sizes` add up to at most `limit`; `weights` (>= 0) add up to the zones' reach."""
    orders, reaches, ends = [], [], []
    for first in range(0, len(points), _CENTRES_AT_A_TIME):
        distance = cdist(points[first:first + _CENTRES_AT_A_TIME], points)
        order = np.argsort(distance, axis=1)
        distance = np.take_along_axis(distance, order, axis=1)
        is_end = np.ones(order.shape, dtype=bool)
        is_end[:, :-1] = np.diff(distance, axis=1) > _SAME_DISTANCE * distance[:, -1:]
        # An area counts with all the others as near as it: each looks forward to the end of its ring.
        end = np.where(is_end, np.arange(order.shape[1]), order.shape[1])
        end = np.minimum.accumulate(end[:, ::-1], axis=1)[:, ::-1]
        reach = np.take_along_axis(np.cumsum(weights[order], axis=1, dtype=float), end, axis=1)
        fits = np.take_along_axis(np.cumsum(sizes[order], axis=1), end, axis=1) <= limit
        longest = max(1, int(fits.sum(axis=1).max()))
        orders.append(order[:, :longest].astype(np.int32))
        reaches.append(np.where(fits, reach, np.inf)[:, :longest])
        ends.append((is_end & fits)[:, :longest])
    return Zones(_join(orders, 0), _join(reaches, np.inf), _join(ends, False), points, places)


def _join(parts: list[np.ndarray], filler: float) -> np.ndarray:
    widest = max(part.shape[1] for part in parts)
    joined = np.full((sum(map(len, parts)), widest), filler, dtype=parts[0].dtype)
    row = 0
    for part in parts:
        joined[row:row + len(part), :part.shape[1]] = part
        row += len(part)
    return joined


def place_on_sphere(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """Points of the unit sphere, n x 3; straight distances between them order as great-circle distances do."""
    lat, lon = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def order_by_place(points: np.ndarray) -> np.ndarray:
    """The areas in an order in which any aligned run of 2, 4, 8 ... lies close together (a k-d tree's leaves)."""
    done: list[np.ndarray] = []
    waiting = [np.arange(len(points))]
    while waiting:
        part = waiting.pop()
        if len(part) <= 1:
            done.append(part)
            continue
        half = 1 << (len(part) - 1).bit_length() - 1
        widest = np.ptp(points[part], axis=0).argmax()
        split = part[np.argpartition(points[part, widest], half - 1)]
        waiting += [split[half:], split[:half]]
    return np.concatenate(done)
