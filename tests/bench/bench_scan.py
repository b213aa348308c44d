"""The permutation scan against the plain way of it in numpy, in a city of 57 wards and in a country of 5,000 areas.

The plain way deals the days anew, adds up every circle and window, takes the statistic of each and the largest. It
gives the same p-value but for the luck of the draw. In the country it is timed on few replicates and multiplied. There
the cluster is quiet, middling or strong: the rarer its statistic, the more of the work can be left out.
"""

import os
import time
from collections.abc import Callable

import numpy as np

from lib.risk.scan import Cluster, permutation_scan
from lib.risk.zones import Zones, find_zones, place_on_sphere

REPLICATES = 999
CITY_BAR, COUNTRY_BAR = 1.0, 60.0  # seconds
PEER_BAR = 10.0                    # the plain way takes at least so many times as long
OUTBREAKS = {"quiet": 0.0, "middling": 0.15, "strong": 0.6}  # further cases a day in 15 areas for a week


def main() -> None:
    """Print the table."""
    if os.getloadavg()[0] > (os.cpu_count() or 1) - 0.5:
        print(f"the machine is busy (load {os.getloadavg()[0]:.1f}): the times below are rough")
    city = make_counts(57, 75, outbreak=0.0)
    runs = [measure(lambda: permutation_scan(*city, replicates=REPLICATES)) for _run in range(3)]
    plain = measure(lambda: scan_plainly(*city, replicates=REPLICATES))
    report("57 areas x 75 days", min(runs, key=lambda run: run[1]), plain[1], CITY_BAR)
    print(f"  p of the plain way: {plain[0]:.3f}")
    for name, outbreak in OUTBREAKS.items():
        country = make_counts(5000, 365, outbreak=outbreak)
        run = measure(lambda country=country: permutation_scan(*country, replicates=REPLICATES))
        if name == "quiet":
            replicate = measure(lambda country=country: scan_plainly(*country, replicates=2))[1] / 3
        report(f"5,000 areas x 365 days, {name}", run, replicate * (REPLICATES + 1), COUNTRY_BAR)


def make_counts(areas: int, days: int, *, outbreak: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts of 0.35 a week and area, unevenly spread, with lat and lon."""
    rng = np.random.default_rng(1)
    lat, lon = -8 + rng.uniform(0, 0.7, areas), 112 + rng.uniform(0, 0.7, areas)
    counts = rng.poisson(rng.gamma(1, 0.05, areas)[:, None], (areas, days))
    near = np.argsort(np.hypot(lat - lat[0], lon - lon[0]))[:15]
    counts[near, -7:] += rng.poisson(outbreak, (15, 7))
    return counts, lat, lon


def measure(task: Callable[[], object]) -> tuple[object, float, float]:
    """What the task gives, its seconds, and those of processors: on a busy machine only these can be compared."""
    begins, cpu_begins = time.perf_counter(), time.process_time()
    result = task()
    return result, time.perf_counter() - begins, time.process_time() - cpu_begins


def report(what: str, run: tuple[Cluster, float, float], plain: float, bar: float) -> None:
    """One line: seconds, the bar, and the ratio to the plain way."""
    cluster, seconds, cpu = run
    holds = "ok" if seconds <= bar and plain / seconds >= PEER_BAR else "NOT MET"
    print(f"{what}: {seconds:.2f} s (bar: {bar:g} s), CPU {cpu:.1f} s, plain {plain:.1f} s, {plain / seconds:.0f} x "
          f"(bar: at least {PEER_BAR:g} x) {holds}; F {cluster.statistic:.2f}, p {cluster.p_value:.3f}", flush=True)


def scan_plainly(counts: np.ndarray, lat: np.ndarray, lon: np.ndarray, *, replicates: int) -> float:
    """The p-value, by the statistic of every zone, window and replicate."""
    by_area, total = counts.sum(axis=1), counts.sum()
    zones = find_zones(place_on_sphere(lat, lon), np.column_stack([lat, lon]), weights=by_area, sizes=by_area,
                       limit=0.5 * total)
    owners, days = np.repeat(np.indices(counts.shape).reshape(2, -1), counts.ravel(), axis=1)
    rng = np.random.default_rng(0)
    observed, reaching = largest_ratio(counts, zones, total), 0
    for _replicate in range(replicates):
        dealt = np.zeros_like(counts)
        np.add.at(dealt, (owners, rng.permutation(days)), 1)
        reaching += largest_ratio(dealt, zones, total) >= observed - 1e-9
    return (1 + reaching) / (1 + replicates)


def largest_ratio(counts: np.ndarray, zones: Zones, total: int) -> float:
    """The largest statistic over all zones and the windows of 1 to 14 days."""
    best = 0.0
    for days in range(1, 15):
        recent = counts[:, -days:].sum(axis=1)
        cases = np.cumsum(recent[zones.order], axis=1)
        expected = zones.reach * recent.sum() / total
        with np.errstate(divide="ignore", invalid="ignore"):
            rest = (total - cases) * np.log((total - cases) / (total - expected))
            ratio = cases * np.log(cases / expected) + rest
        best = max(best, ratio.max(where=zones.is_zone & (cases >= 2) & (cases > expected), initial=0.0))
    return best


if __name__ == "__main__":
    main()
