"""Scans for clusters: is there a place, and a time up to today, with more cases than chance explains?

Plain functions of arrays, of use without the rest of the dashboard. Areas are known by their number, days by
their column. Each searches all circles of areas (and all windows that end today), takes the one that stands out most,
and asks how often chance alone brings forth one as unusual: p = (1 + replicates that do) / (1 + replicates).
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

import numpy as np

from lib.risk.replicates import Judge
from lib.risk.scan_checks import check_counts, check_level, check_numbers, check_options
from lib.risk.scan_statistics import (
    SAME_STATISTIC,
    Found,
    find_most_unusual,
    likelihood_ratio,
)
from lib.risk.zones import Zones, find_zones, place_on_sphere

_REPLICATES_AT_A_TIME = 500
_UNDECIDED_AT_A_TIME = 100
_LARGE = 1_000_000  # areas in zones; below, a second thread costs more than it saves


@dataclass(frozen=True)
class Cluster:
    """A place and time that stands out.

    areas: their numbers, the nearest to the centre first. first_day, last_day: columns of the counts, None where there
    are no days. p_value: the share of chance's own worst clusters that are as unusual. recurrence_days: by chance
    alone one as unusual is met every so many days, scanning daily; None where there are no days.
    Nothing anywhere above expectation is statistic 0, no areas, no days, p 1.
    """

    statistic: float
    areas: tuple[int, ...]
    first_day: int | None
    last_day: int | None
    observed: int
    expected: float
    p_value: float
    recurrence_days: float | None


def permutation_scan(
    counts: np.ndarray, lat: np.ndarray, lon: np.ndarray, *, max_days: int = 14, max_share: float = 0.5,
    min_cases: int = 2, replicates: int = 999, seed: int = 0,
) -> Cluster:
    """Prospective space-time permutation scan (Kulldorff et al. 2005): needs cases only, no population.

    counts: areas x days, whole cases >= 0, the last column is today; lat, lon: degrees, of each area. Zones hold at
    most `max_share` of all cases, windows are the last 1 to `max_days` days, a cluster at least `min_cases`. Expected
    is row sum x column sum / total; chance deals the days anew among the cases. ValueError says what does not fit.
    """
    counts = check_counts(counts, "counts", axes=2)
    places = _check_places(lat, lon, len(counts))
    check_options(max_days=max_days, max_share=max_share, min_cases=min_cases, replicates=replicates)
    by_area, total, today = counts.sum(axis=1), int(counts.sum()), counts.shape[1] - 1
    recent = counts[:, ::-1][:, :max_days]
    by_day = recent.sum(axis=0)
    if not by_day.any():
        return _no_cluster(has_days=True)
    factors = np.cumsum(by_day) / total
    zones = find_zones(place_on_sphere(*places.T), places, weights=by_area, sizes=by_area, limit=max_share * total)
    found = find_most_unusual(zones, np.cumsum(recent, axis=1).T, factors, total=total, min_cases=min_cases)
    if found is None:
        return _no_cluster(has_days=True)

    judge = Judge(zones, factors, statistic=found.statistic, min_cases=min_cases, total=total)
    owners = np.repeat(np.arange(len(counts)), by_area)

    def count_reaching(part: tuple[np.random.SeedSequence, int]) -> int:
        days = _deal_days(owners, by_day, len(counts), part[1], np.random.default_rng(part[0]))
        return int(judge.find_reaching(days, int(by_day.sum())).sum())

    parts = _split_replicates(replicates, seed)
    workers = min(cpu_count() or 1, len(parts)) if zones.order.size > _LARGE else 1
    with ThreadPoolExecutor(workers) as pool:
        reaching = sum(pool.map(count_reaching, parts))
    return _tell_cluster(zones, found, (1 + reaching) / (1 + replicates), today)


def poisson_scan(
    cases: np.ndarray, population: np.ndarray, x: np.ndarray, y: np.ndarray, *, max_share: float = 0.5,
    replicates: int = 999, seed: int = 0,
) -> list[Cluster]:
    """Spatial Poisson scan for high rates (Kulldorff 1997): the most unusual circle, then others apart from it.

    cases: whole numbers >= 0; population: >= 0, and > 0 where there are cases; x, y: places in a plane. Zones hold at
    most `max_share` of the population. Of each centre the most unusual circle is told if it shares no area with one
    before it. All are held against the most unusual circle of each replicate, which is strict for all but the first.
    Ends with the last that beats any replicate; the first is always told. ValueError says what does not fit.
    """
    cases = check_counts(cases, "cases", axes=1)
    population = check_numbers(population, "population", len(cases), least=0.0)
    points = np.column_stack([check_numbers(x, "x", len(cases)), check_numbers(y, "y", len(cases))])
    check_options(max_share=max_share, replicates=replicates)
    if (cases[population == 0] > 0).any():
        raise ValueError("An area with cases must have a population above 0.")
    total = int(cases.sum())
    if total == 0:
        return []
    zones = find_zones(points, points, weights=population, sizes=population, limit=max_share * population.sum())
    factors = np.array([total / population.sum()])
    clusters: list[Cluster] = []
    for found in _find_apart(zones, cases, factors[0], total):
        judge = Judge(zones, factors, statistic=found.statistic, min_cases=1, total=total)
        reaching = 0
        for own_seed, size in _split_replicates(replicates, seed):
            drawn = np.random.default_rng(own_seed).multinomial(total, population / population.sum(), size=size)
            reaching += int(judge.find_reaching([_narrow(drawn.T, total)], total).sum())
        if reaching == replicates and clusters:
            break
        clusters.append(_tell_cluster(zones, found, (1 + reaching) / (1 + replicates), None))
    return clusters


def cluster_scan(
    counts: np.ndarray, posterior_shape: np.ndarray, posterior_rate: np.ndarray, level: float | np.ndarray,
    lat: np.ndarray, lon: np.ndarray, *, max_areas: int = 20, max_share: float = 0.35, max_days: int = 14,
    min_cases: int = 2, replicates: int = 999, stop_after: int = 50, seed: int = 0,
) -> Cluster:
    """Expectation-based space-time scan (Neill 2005) whose null knows that the areas' rates are only estimated.

    counts: areas x days, whole cases >= 0, the last column is today. posterior_shape, posterior_rate: > 0, the Gamma
    posterior of each area's cases a day at level 1, from days before the windows. level: of the city, > 0, one number
    or one a day. lat, lon: degrees. Zones are an area and its nearest, at most `max_areas` and `max_share` of the areas
    (one at least); windows the last 1 to `max_days` days. Chance draws each area's rate from its posterior, then
    Poisson counts; it stops after `stop_after` replicates as unusual, with p = their share (Besag & Clifford 1991).
    ValueError says what does not fit.
    """
    counts = check_counts(counts, "counts", axes=2)
    places = _check_places(lat, lon, len(counts))
    shape = check_numbers(posterior_shape, "posterior_shape", len(counts), above=0.0)
    rate = check_numbers(posterior_rate, "posterior_rate", len(counts), above=0.0)
    levels = check_level(level, counts.shape[1])[::-1][:max_days]
    check_options(max_days=max_days, max_share=max_share, min_cases=min_cases, replicates=replicates,
                  max_areas=max_areas, stop_after=stop_after)
    most = max(1, min(max_areas, int(max_share * len(counts))))
    zones = find_zones(place_on_sphere(*places.T), places, weights=shape / rate,
                       sizes=np.ones(len(counts), dtype=int), limit=most)
    recent, factors = counts[:, ::-1][:, :max_days], np.cumsum(levels)
    found = find_most_unusual(zones, np.cumsum(recent, axis=1).T, factors, total=None, min_cases=min_cases)
    if found is None:
        return _no_cluster(has_days=True)

    judge = Judge(zones, factors, statistic=found.statistic, min_cases=min_cases, total=None)
    rng = np.random.default_rng(seed)
    reaching, drawn = 0, 0
    while drawn < replicates and reaching < stop_after:
        size = min(_UNDECIDED_AT_A_TIME, replicates - drawn)
        daily = rng.standard_gamma(shape[:, None], size=(len(counts), size)) / rate[:, None]
        days = rng.poisson(levels[:, None, None] * daily)
        largest = int(days.sum(axis=(0, 1)).max())
        hits = np.cumsum(judge.find_reaching(_narrow(days, largest), largest))
        enough = int(np.searchsorted(hits, stop_after - reaching))
        if enough < size:
            return _tell_cluster(zones, found, stop_after / (drawn + enough + 1), counts.shape[1] - 1)
        reaching, drawn = reaching + int(hits[-1]), drawn + size
    return _tell_cluster(zones, found, (1 + reaching) / (1 + replicates), counts.shape[1] - 1)


def _check_places(lat: np.ndarray, lon: np.ndarray, areas: int) -> np.ndarray:
    return np.column_stack([check_numbers(lat, "lat", areas, least=-90.0, most=90.0),
                            check_numbers(lon, "lon", areas, least=-360.0, most=360.0)])


def _split_replicates(replicates: int, seed: int) -> list[tuple[np.random.SeedSequence, int]]:
    """Parts of a fixed size with a seed each, so that the number of threads changes nothing."""
    sizes = [min(_REPLICATES_AT_A_TIME, replicates - first) for first in range(0, replicates, _REPLICATES_AT_A_TIME)]
    return list(zip(np.random.SeedSequence(seed).spawn(len(sizes)), sizes, strict=True))


def _deal_days(
    owners: np.ndarray, by_day: np.ndarray, areas: int, replicates: int, rng: np.random.Generator
) -> Iterator[np.ndarray]:
    """Cases of each day, the last first, areas x replicates, when the days are dealt anew among all cases.

    owners: the area of each case. Days before the windows take what is left, so only these are dealt.
    """
    ends = np.cumsum(by_day)
    dealt = np.stack([rng.choice(owners, ends[-1], replace=False) for _replicate in range(replicates)], axis=1)
    cells = dealt * replicates + np.arange(replicates)
    for end, size in zip(ends, by_day, strict=True):
        day = np.bincount(cells[end - size:end].ravel(), minlength=areas * replicates)
        yield _narrow(day.reshape(areas, replicates), int(ends[-1]))


def _narrow(cases: np.ndarray, largest_sum: int) -> np.ndarray:
    """The same in the type that is added fastest; one more than the largest sum must fit too."""
    return np.ascontiguousarray(cases, dtype=np.uint16 if largest_sum < 65_000 else np.uint32)


def _find_apart(zones: Zones, cases: np.ndarray, factor: float, total: int) -> Iterator[Found]:
    """Each centre's most unusual zone, the most unusual first, without those that share an area with one before."""
    counts = np.cumsum(cases[zones.order], axis=1)
    expected = zones.reach * factor
    high = zones.is_zone & (counts > expected)
    ratio = np.zeros(counts.shape)
    ratio[high] = likelihood_ratio(counts[high], expected[high], total)
    best = ratio.max(axis=1)
    position = (ratio >= best[:, None] - SAME_STATISTIC * np.maximum(1.0, best[:, None])).argmax(axis=1)
    taken = np.zeros(len(cases), dtype=bool)
    for centre in _rank(best, position, zones.places):
        at = centre, position[centre]
        areas = list(zones.areas_of(*at))
        if best[centre] > 0 and not taken[areas].any():
            yield Found(float(best[centre]), int(centre), int(at[1]), 0, int(counts[at]), float(expected[at]))
            taken[areas] = True


def _rank(statistic: np.ndarray, position: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Highest statistic first; of equals the fewest areas, then smallest coordinates."""
    step = SAME_STATISTIC * max(1.0, statistic.max(initial=0.0))
    falling = np.argsort(-statistic, kind="stable")
    level = np.empty(len(statistic), dtype=int)
    level[falling] = np.cumsum(np.diff(statistic[falling], prepend=np.inf) < -step)
    return np.lexsort([*places.T[::-1], position, level])


def _tell_cluster(zones: Zones, found: Found, p_value: float, today: int | None) -> Cluster:
    has_days = today is not None
    return Cluster(
        statistic=found.statistic, areas=zones.areas_of(found.centre, found.position),
        first_day=today - found.days + 1 if has_days else None, last_day=today,
        observed=found.observed, expected=found.expected, p_value=p_value,
        recurrence_days=1 / p_value if has_days else None,
    )


def _no_cluster(*, has_days: bool) -> Cluster:
    return Cluster(0.0, (), None, None, 0, 0.0, 1.0, 1.0 if has_days else None)
