"""Lines and label places read off the rings of a map: borders of groups, and where a name fits inside a shape."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise

import numpy as np

Ring = Sequence[tuple[float, float]]
_SAME_CORNER = 6  # decimals of a degree: 0.1 m


def join_lines(lines: Iterable[Ring]) -> tuple[list[float | None], list[float | None]]:
    """x and y of several lines in one trace, parted by None."""
    x: list[float | None] = []
    y: list[float | None] = []
    for line in lines:
        if x:
            x.append(None)
            y.append(None)
        x += [corner[0] for corner in line]
        y += [corner[1] for corner in line]
    return x, y


def outline_groups(rings: Sequence[Ring], groups: Sequence[Hashable]) -> list[Ring]:
    """The outer borders of groups of touching rings: the sides that no other ring of the group shares.

    A side between two groups belongs to both and is drawn once.
    """
    sides = defaultdict(Counter)
    for ring, group in zip(rings, groups, strict=True):
        corners = [(round(x, _SAME_CORNER), round(y, _SAME_CORNER)) for x, y in ring]
        sides[group].update(tuple(sorted(side)) for side in pairwise(corners) if side[0] != side[1])
    outer = {side for counted in sides.values() for side, times in counted.items() if times == 1}
    return _chain(outer)


def place_label(
    rings: Sequence[Ring], *, width: float, height: float, stretch: float
) -> tuple[float, float, float]:
    """Where a line of text goes in a shape, and how much of the room it needs is there: (x, y, room).

    The place nearest the middle of the largest ring where it fits (room >= 1), or else where most of it does.
    rings: the parts and holes of one shape; width, height: of the text in units of y; stretch: units of y in one of x.
    """
    lines = [np.asarray(ring, dtype=float) for ring in rings]
    largest = max(lines, key=lambda line: np.ptp(line, axis=0).prod())
    low, high = largest[:, 1].min(), largest[:, 1].max()
    middle = _middle(largest)
    sides = np.concatenate([np.hstack([line[:-1], line[1:]]) for line in lines])
    places = [(*middle, 0.0)]
    for level in np.linspace(low, high, 23)[1:-1]:
        for left, right in _widths(sides, level):
            x = (left + right) / 2
            edges = [_width_about(sides, level + shift, x) for shift in (-height / 2, height / 2)]
            places.append((x, float(level), float(min(right - left, *edges) * stretch / width)))
    return max(places, key=lambda place: (min(place[2], 1.0), -abs(place[1] - middle[1])))


def _middle(corners: np.ndarray) -> tuple[float, float]:
    """Centre of mass of a ring's area."""
    start = corners[0]
    here, there = corners - start, np.roll(corners, -1, axis=0) - start
    cross = here[:, 0] * there[:, 1] - there[:, 0] * here[:, 1]
    if abs(cross.sum()) < 1e-18:
        return float(corners[:, 0].mean()), float(corners[:, 1].mean())
    centre = start + ((here + there) * cross[:, None]).sum(axis=0) / (3 * cross.sum())
    return float(centre[0]), float(centre[1])


def _widths(sides: np.ndarray, level: float) -> list[tuple[float, float]]:
    """Where a horizontal line runs inside a shape, from left to right; sides: rows of x1, y1, x2, y2."""
    x1, y1, x2, y2 = sides[(sides[:, 1] > level) != (sides[:, 3] > level)].T
    x = np.sort(x1 + (level - y1) * (x2 - x1) / (y2 - y1))
    return list(zip(x[::2].tolist(), x[1::2].tolist(), strict=True))


def _width_about(sides: np.ndarray, level: float, x: float) -> float:
    """Twice the room to the nearer side of x on a horizontal line; 0 outside the shape."""
    return max((2 * min(x - left, right - x) for left, right in _widths(sides, level)), default=0.0)


def _chain(sides: set[tuple]) -> list[Ring]:
    """Sides joined to as few lines as is simple; every side is drawn once."""
    meeting = defaultdict(set)
    for side in sorted(sides):
        for corner in side:
            meeting[corner].add(side)
    left, lines = set(sides), []
    for start in sorted(sides):
        if start not in left:
            continue
        left.discard(start)
        line = list(start)
        for _end in range(2):
            while onward := sorted(meeting[line[-1]] & left):
                left.discard(onward[0])
                line.append(onward[0][0] if onward[0][1] == line[-1] else onward[0][1])
            line.reverse()
        lines.append(line)
    return lines
