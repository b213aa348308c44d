"""Which paths meet in time and place: a sweep over their hours, then boxes, then the exact distance of line to line."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from lib.schedule.distances import METRES_A_DEGREE
from lib.schedule.paths import VENUE, Path
from lib.schedule.settings import RoadSettings
from lib.schedule.spans import find_overlaps

_COLUMNS = ["a", "b", "phase_a", "phase_b", "starts", "ends", "streets", "distance_m"]


def find_path_meetings(paths: Sequence[Path], settings: RoadSettings | None = None) -> pd.DataFrame:
    """The pairs of paths of different organisers that meet, one row a pair: a < b by their place in `paths`.

    Columns: a, b; phase_a, phase_b, starts, ends (of the longest time together; of equals the later, on the way home);
    streets (keys that both name, with | between; missing where none); distance_m (least, of line to line; missing where
    one has no line). Two paths meet that name one street, or whose lines come within road_m and their reach of each
    other (passing_m where one is a place). The map is taken for flat, as one city's may be: paths of one city only.
    """
    settings = settings or RoadSettings()
    together = _find_together(paths)
    a, b = together["a"].to_numpy(), together["b"].to_numpy()
    streets = _shared_streets(paths, a, b)
    limits = _limits(paths, a, b, settings)
    lines = _flat_lines(paths)
    may_be_near = (_box_distances(lines, a, b) <= limits) | np.array([keys is not None for keys in streets], dtype=bool)
    metres = np.full(len(together), np.nan)
    metres[may_be_near] = _line_distances(lines, a[may_be_near], b[may_be_near])
    found = together.assign(streets=pd.Series(streets, dtype="str"), distance_m=metres)
    kept = may_be_near & ((metres <= limits) | found["streets"].notna())
    return found.loc[kept, _COLUMNS].reset_index(drop=True)


def _find_together(paths: Sequence[Path]) -> pd.DataFrame:
    """The pairs of paths whose people are about at once, of different organisers, with their longest time together.

    Neither two places meet, nor a place and a straight line that stands in for a route.
    """
    rows = [(number, path.organiser, path.role == VENUE, path.is_estimate, window.phase, window.opens, window.clears)
            for number, path in enumerate(paths) for window in path.windows]
    path, organiser, is_venue, is_estimate, phase, opens, clears = (
        map(np.array, zip(*rows, strict=True)) if rows else [np.array([])] * 7)
    path, opens, clears = path.astype("int64"), opens.astype("datetime64[us]"), clears.astype("datetime64[us]")
    is_venue, is_estimate = is_venue.astype(bool), is_estimate.astype(bool)
    one, other = find_overlaps(opens, clears)
    may = (organiser[one] != organiser[other]) & ~(is_venue[one] & (is_venue | is_estimate)[other]) \
        & ~(is_venue[other] & is_estimate[one])
    one, other = one[may], other[may]
    swaps = path[one] > path[other]
    one, other = np.where(swaps, other, one), np.where(swaps, one, other)
    begins, stops = np.maximum(opens[one], opens[other]), np.minimum(clears[one], clears[other])
    phase_a, phase_b = phase[one].astype(str), phase[other].astype(str)
    found = pd.DataFrame({"a": path[one], "b": path[other], "phase_a": phase_a, "phase_b": phase_b, "starts": begins,
                          "ends": stops})
    order = np.lexsort((phase_b, phase_a, -begins.astype("int64"), -(stops - begins).astype("int64"), found["b"],
                        found["a"]))
    return found.iloc[order].drop_duplicates(["a", "b"]).reset_index(drop=True)


def _shared_streets(paths: Sequence[Path], a: np.ndarray, b: np.ndarray) -> list[str | None]:
    """The street keys both of each pair name; one of the two must say that it is a street: "Jl. Ijen" and "Ijen"."""
    said = [{stop.key for stop in path.stops} for path in paths]
    streets = [{stop.key for stop in path.stops if stop.is_street} for path in paths]
    shared = [None] * len(a)
    telling = np.array([bool(keys) for keys in said], dtype=bool)
    for row in np.flatnonzero(telling[a] & telling[b]) if len(a) else ():
        one, other = a[row], b[row]
        keys = (said[one] & streets[other]) | (streets[one] & said[other])
        shared[row] = "|".join(sorted(keys)) or None
    return shared


def _limits(paths: Sequence[Path], a: np.ndarray, b: np.ndarray, settings: RoadSettings) -> np.ndarray:
    """Metres within which each pair meets."""
    is_venue = np.array([path.role == VENUE for path in paths], dtype=bool)
    reach = np.array([path.reach_m for path in paths], dtype="float64")
    return np.where(is_venue[a] | is_venue[b], settings.passing_m, settings.road_m) + reach[a] + reach[b]


def _flat_lines(paths: Sequence[Path]) -> list[np.ndarray]:
    """The pieces of every line, one row each: x and y of both ends in metres on a flat map.

    A line of one point is a piece of no length; a path without a line has no row.
    """
    points = [point for path in paths for point in path.points]
    lat, lon = (float(np.mean([point[axis] for point in points])) if points else 0.0 for axis in (0, 1))
    scales = METRES_A_DEGREE * math.cos(math.radians(lat)), METRES_A_DEGREE
    lines = []
    for path in paths:
        flat = [((east - lon) * scales[0], (north - lat) * scales[1]) for north, east in path.points]
        pieces = list(pairwise(flat)) or [(point, point) for point in flat]
        lines.append(np.array([(*start, *end) for start, end in pieces], dtype="float64").reshape(-1, 4))
    return lines


def _box_distances(lines: Sequence[np.ndarray], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Metres between the boxes around the two lines of each pair, which no two points of them are nearer than."""
    ends = [line.reshape(-1, 2) for line in lines]
    least = np.array([each.min(axis=0) if len(each) else (np.nan, np.nan) for each in ends]).reshape(-1, 2)
    most = np.array([each.max(axis=0) if len(each) else (np.nan, np.nan) for each in ends]).reshape(-1, 2)
    apart = np.maximum(0, np.maximum(least[a] - most[b], least[b] - most[a]))
    return np.hypot(apart[:, 0], apart[:, 1])


def _line_distances(lines: Sequence[np.ndarray], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Metres between the two lines of each pair, NaN where one has none: the least of every piece to every other."""
    pieces = np.concatenate(lines) if len(a) else np.empty((0, 4))
    lengths = np.array([len(line) for line in lines], dtype="int64")
    first = np.cumsum(lengths) - lengths
    counts = lengths[a] * lengths[b]
    pair = np.repeat(np.arange(len(a)), counts)
    order = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    across = np.maximum(lengths[b], 1)[pair]
    apart = _piece_distances(pieces[first[a][pair] + order // across], pieces[first[b][pair] + order % across])
    least = np.full(len(a), np.inf)
    np.minimum.at(least, pair, apart)
    return np.where(counts > 0, least, np.nan)


def _piece_distances(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Metres between two pieces in each row: none where they cross, else the least from an end to the other piece."""
    a1, a2, b1, b2 = one[:, :2], one[:, 2:], other[:, :2], other[:, 2:]
    ends = [_from_point(a1, b1, b2), _from_point(a2, b1, b2), _from_point(b1, a1, a2), _from_point(b2, a1, a2)]
    cross = (_side(b1, b2, a1) * _side(b1, b2, a2) < 0) & (_side(a1, a2, b1) * _side(a1, a2, b2) < 0)
    return np.where(cross, 0.0, np.min(ends, axis=0))


def _from_point(point: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    along = end - start
    length2 = (along ** 2).sum(axis=1)
    share = ((point - start) * along).sum(axis=1) / np.where(length2 > 0, length2, 1)
    nearest = start + np.clip(share, 0, 1)[:, None] * along
    return np.hypot(*(point - nearest).T)


def _side(start: np.ndarray, end: np.ndarray, point: np.ndarray) -> np.ndarray:
    """On which side of a line a point lies, by its sign."""
    return (end[:, 0] - start[:, 0]) * (point[:, 1] - start[:, 1]) \
        - (end[:, 1] - start[:, 1]) * (point[:, 0] - start[:, 0])
