"""Paths that meet: the grid join against every pair measured in plain Python."""

from datetime import timedelta
from itertools import combinations, pairwise
from random import Random

import pytest

from lib.schedule.distances import distance_to_line
from lib.schedule.gazetteer import Stop
from lib.schedule.path_meetings import find_path_meetings
from lib.schedule.paths import Path, Window
from lib.schedule.settings import RoadSettings
from tests.schedule.surroundings import METRE
from tests.schedule.timed import SATURDAY

STREETS = [Stop("Jl. Ijen", "ijen", True), Stop("Ijen", "ijen", False), Stop("Kawi", "kawi", False)]


def draw_path(draw: Random, number: int) -> Path:
    """A path of one to four points within two kilometres, over midnight now and then."""
    start = complex(draw.uniform(0, 4000), draw.uniform(0, 4000))
    points = [start + complex(draw.uniform(-900, 900), draw.uniform(-900, 900)) * step
              for step in range(draw.randint(1, 4))]
    role = draw.choice(["road", "road", "parade", "venue"])
    opens = SATURDAY + timedelta(minutes=15 * draw.randrange(300))
    windows = [Window(phase, begins, begins + timedelta(minutes=15 * draw.randint(1, 12)))
               for phase, begins in (("approach", opens), ("dispersal", opens + timedelta(hours=4)))]
    return Path(
        number, draw.choice("ABCD"), role, tuple((-7.95 + at.imag * METRE, 112.62 + at.real * METRE) for at in points[
            :1 if role == "venue" else None]), tuple(windows[:2 if role == "road" else 1]),
        tuple(draw.sample(STREETS, draw.choice([0, 0, 0, 1]))), frozenset(), draw.choice([0.0, 0.0, 300.0]),
        draw.random() < 0.3)


def measure(one: Path, other: Path) -> float:
    """Metres between two lines: none where pieces cross, else from the points of one to the other."""
    def flat(point: tuple[float, float]) -> complex:
        return complex(point[1], point[0])

    def turns(a: complex, b: complex, c: complex) -> float:
        return ((b - a).conjugate() * (c - a)).imag

    for a, b in pairwise(map(flat, one.points)):
        for c, d in pairwise(map(flat, other.points)):
            if turns(a, b, c) * turns(a, b, d) < 0 and turns(c, d, a) * turns(c, d, b) < 0:
                return 0.0
    return min(distance_to_line(*point, line.points) for near, line in ((one, other), (other, one))
               for point in near.points)


def meets(one: Path, other: Path, settings: RoadSettings) -> bool | None:
    """Whether two paths meet; None where the distance is within a few metres of the limit."""
    roles = {one.role: one, other.role: other}
    if one.organiser == other.organiser or one.role == other.role == "venue":
        return False
    if "venue" in roles and any(path.is_estimate for path in (one, other) if path.role != "venue"):
        return False
    if not any(a.opens < b.clears and b.opens < a.clears for a in one.windows for b in other.windows):
        return False
    if any(a.key == b.key and (a.is_street or b.is_street) for a in one.stops for b in other.stops):
        return True
    limit = (settings.passing_m if "venue" in roles else settings.road_m) + one.reach_m + other.reach_m
    metres = measure(one, other)
    return None if abs(metres - limit) < 0.005 * limit + 1 else metres < limit


@pytest.mark.parametrize("seed", range(4))
def test_the_grid_finds_what_every_pair_measured_gives(seed: int) -> None:
    draw, settings = Random(seed), RoadSettings()
    paths = [draw_path(draw, number) for number in range(150)]
    found = find_path_meetings(paths, settings)
    pairs = set(zip(found["a"], found["b"], strict=True))
    wrong = [(a, b) for a, b in combinations(range(len(paths)), 2)
             if (expected := meets(paths[a], paths[b], settings)) is not None and expected != ((a, b) in pairs)]
    assert (wrong, len(pairs) > 40) == ([], True)
    assert ((found["starts"] < found["ends"]).all(), found.duplicated(["a", "b"]).any()) == (True, False)


def test_no_paths_meet_nobody() -> None:
    assert len(find_path_meetings([])) == 0
