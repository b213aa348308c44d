"""Which paths meet in time and place: a join over the cells of a grid, then the exact distance of line to line."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from lib.schedule.distances import METRES_A_DEGREE
from lib.schedule.engine import over_frames, read_sql
from lib.schedule.paths import VENUE, Path
from lib.schedule.settings import RoadSettings

_STEP_M = 200  # of the samples by which the cells are found that a line runs through
_SEGMENT = ("x1", "y1", "x2", "y2")


def find_path_meetings(paths: Sequence[Path], settings: RoadSettings | None = None) -> pd.DataFrame:
    """The pairs of paths of different organisers that meet, one row a pair: a < b by their place in `paths`.

    Columns: a, b; phase_a, phase_b, starts, ends (of the longest time together); streets (keys that both name, with |
    between; missing where none); distance_m (least, of line to line; missing where only a street is known). Two paths
    meet that name one street, or whose lines come within road_m and their reach of each other (passing_m where one is
    a place). The map is taken for flat, as one city's may be: paths of one city only.
    """
    settings = settings or RoadSettings()
    segments = _segments(paths)
    reach = max((path.reach_m for path in paths), default=0.0)
    cell_m = max(settings.road_m, settings.passing_m) + 2 * reach + _STEP_M
    with over_frames(segments=segments, cells=_cells(segments, cell_m), path_windows=_windows(paths),
                     path_stops=_stops(paths)) as cursor:
        found = cursor.execute(read_sql("path_meetings")).df()
    found = found.assign(distance_m=_segment_distances(found))
    heads = found.groupby(["a", "b"], sort=True)
    meetings = heads.first()
    meetings = meetings.assign(distance_m=heads["distance_m"].min()).reset_index()
    near = meetings["distance_m"] <= [_limit(paths[a], paths[b], settings)
                                      for a, b in zip(meetings["a"], meetings["b"], strict=True)]
    kept = meetings[near | meetings["streets"].notna()].reset_index(drop=True)
    return kept[["a", "b", "phase_a", "phase_b", "starts", "ends", "streets", "distance_m"]]


def _limit(one: Path, other: Path, settings: RoadSettings) -> float:
    is_passing = VENUE in (one.role, other.role)
    return (settings.passing_m if is_passing else settings.road_m) + one.reach_m + other.reach_m


def _segments(paths: Sequence[Path]) -> pd.DataFrame:
    """Every straight piece of every line in metres on a flat map; a line of one point is a piece of no length."""
    points = [point for path in paths for point in path.points]
    lat, lon = (float(np.mean([point[axis] for point in points])) if points else 0.0 for axis in (0, 1))
    shrinks = math.cos(math.radians(lat))

    def metres(point: tuple[float, float]) -> tuple[float, float]:
        return (point[1] - lon) * METRES_A_DEGREE * shrinks, (point[0] - lat) * METRES_A_DEGREE

    rows = []
    for number, path in enumerate(paths):
        flat = [metres(point) for point in path.points]
        pieces = list(pairwise(flat)) or [(point, point) for point in flat]
        rows += [(number, piece, *start, *end) for piece, (start, end) in enumerate(pieces)]
    frame = pd.DataFrame(rows, columns=["path", "segment", *_SEGMENT])
    return frame.astype({"path": "int64", "segment": "int64", **dict.fromkeys(_SEGMENT, "float64")})


def _cells(segments: pd.DataFrame, cell_m: float) -> pd.DataFrame:
    """The cells that samples of each piece lie in; no point of a piece is farther from one than half a step."""
    length = np.hypot(segments["x2"] - segments["x1"], segments["y2"] - segments["y1"])
    samples = np.ceil(length / _STEP_M).astype("int64").to_numpy() + 1
    row = np.repeat(np.arange(len(segments)), samples)
    order = np.arange(len(row)) - np.repeat(np.cumsum(samples) - samples, samples)
    share = order / np.maximum(samples[row] - 1, 1)
    one = segments.iloc[row]
    at = {f"c{axis}": np.floor((one[f"{axis}1"] + share * (one[f"{axis}2"] - one[f"{axis}1"])) / cell_m).astype("int64")
          for axis in ("x", "y")}
    return one[["path", "segment"]].assign(**at).drop_duplicates()


def _windows(paths: Sequence[Path]) -> pd.DataFrame:
    rows = [(number, path.organiser, path.role == VENUE, path.is_estimate, window.phase, window.opens, window.clears)
            for number, path in enumerate(paths) for window in path.windows]
    frame = pd.DataFrame(rows, columns=["path", "organiser", "is_venue", "is_estimate", "phase", "opens", "clears"])
    return frame.astype({"path": "int64", "organiser": "str", "is_venue": "bool", "is_estimate": "bool", "phase": "str",
                         "opens": "datetime64[us]", "clears": "datetime64[us]"})


def _stops(paths: Sequence[Path]) -> pd.DataFrame:
    rows = [(number, stop.key, stop.is_street) for number, path in enumerate(paths) for stop in path.stops]
    frame = pd.DataFrame(rows, columns=["path", "key", "is_street"])
    return frame.astype({"path": "int64", "key": "str", "is_street": "bool"}).drop_duplicates()


def _segment_distances(pairs: pd.DataFrame) -> np.ndarray:
    """Metres between two pieces in each row: none where they cross, else the least from an end to the other piece."""
    a1, a2, b1, b2 = (pairs[[f"{side}x{end}", f"{side}y{end}"]].to_numpy(dtype="float64")
                      for side in ("a", "b") for end in (1, 2))
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
