import csv
import os
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lib.risk.replicates as replicates_module
from lib.risk.replicates import Judge
from lib.risk.scan import Cluster, cluster_scan, permutation_scan, poisson_scan
from lib.risk.scan_statistics import likelihood_ratio, limit_expectations
from lib.risk.zones import find_zones, order_by_place, place_on_sphere

KNOWN = Path(os.environ.get("KENTONGAN_KNOWN_SCANS", "known_scans"))
needs_known = pytest.mark.skipif(not KNOWN.is_dir(), reason="KENTONGAN_KNOWN_SCANS names no folder of known answers")
NO_CLUSTER = Cluster(0.0, (), None, None, 0, 0.0, 1.0, 1.0)


def read_known(name: str) -> list[dict[str, str]]:
    with (KNOWN / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def make_counts(seed: int, *, areas: int = 8, days: int = 9, rate: float = 0.3, raster: bool = False):
    """Counts, lat and lon of a small city; on a raster many distances are equal."""
    rng = np.random.default_rng(seed)
    draw = (lambda: rng.integers(0, 4, areas) / 100) if raster else (lambda: rng.uniform(0, 0.05, areas))
    return rng.poisson(rate * rng.gamma(1, 1, areas)[:, None], (areas, days)), -8 + draw(), 112 + draw()


def list_circles(points: np.ndarray) -> set[tuple[int, ...]]:
    """Every circle around an area, found the slow way: everything not further than some area is."""
    circles = set()
    for centre in points:
        distance = np.sqrt(((points - centre) ** 2).sum(axis=1))
        circles |= {tuple(np.flatnonzero(distance <= own + 1e-9 * distance.max())) for own in distance}
    return circles


def search_slowly(counts, circles, expect, total, min_cases, max_days):
    """The largest F over all circles and windows, with every zone and window that has it."""
    best, where = 0.0, []
    for circle in circles:
        for days in range(1, min(max_days, counts.shape[1]) + 1):
            cases = counts[list(circle), -days:].sum()
            expected = expect(list(circle), days)
            if cases < min_cases or cases <= expected:
                continue
            ratio = cases * np.log(cases / expected)
            if total is None:
                ratio += expected - cases
            elif cases < total:
                ratio += (total - cases) * np.log((total - cases) / (total - expected))
            if ratio > best + 1e-9:
                best, where = ratio, []
            if ratio > best - 1e-9:
                where.append((frozenset(circle), days))
    return best, where


def check_against(cluster: Cluster, best: float, where: list, days: int) -> None:
    assert cluster.statistic == pytest.approx(best, abs=1e-9)
    if not where:
        assert cluster == NO_CLUSTER
        return
    assert (frozenset(cluster.areas), days - cluster.first_day) in where
    assert (len(cluster.areas), days - cluster.first_day) == min((len(zone), length) for zone, length in where)
    assert cluster.last_day == days - 1


@needs_known
def test_poisson_scan_gives_the_known_clusters_of_north_carolina():
    counties, expected = read_known("nc_sids.csv"), read_known("satscan_nc_sids_1974_84.csv")

    def add(*columns):
        return np.array([sum(float(row[column]) for column in columns) for row in counties])

    found = poisson_scan(add("sid74", "sid79"), add("bir74", "bir79"), add("x"), add("y"))
    assert found[0].statistic == pytest.approx(25.380685, abs=1e-5)
    for cluster, row in zip(found, expected, strict=False):
        assert cluster.statistic == pytest.approx(float(row["llr"]), abs=1e-5)
        assert {counties[area]["county"] for area in cluster.areas} == set(row["counties"].split())
        assert (cluster.observed, round(cluster.expected, 2)) == (int(row["cases"]), float(row["expected"]))
        assert cluster.p_value == pytest.approx(float(row["p"]), abs=0.06)


@needs_known
def test_permutation_scan_gives_the_known_statistics():
    wards = read_known("wardlike_wards.csv")
    rows = read_known("wardlike_quiet.csv")
    place = {row["ward"]: number for number, row in enumerate(wards)}
    lat, lon = (np.array([float(row[name]) for row in wards]) for name in ("lat", "lon"))
    begins = min(date.fromisoformat(row["date"]) for row in rows)
    known = read_known("satscan_stp_quiet.csv")
    assert len(known) == 23
    for row in known:
        end = date.fromisoformat(row["end"])
        counts = np.zeros((len(wards), (end - begins).days + 1), dtype=int)
        for case in rows:
            if (day := date.fromisoformat(case["date"])) <= end:
                counts[place[case["ward"]], (day - begins).days] += int(case["n"])
        cluster = permutation_scan(counts, lat, lon, replicates=199)
        assert cluster.statistic == pytest.approx(float(row["test_stat"]), abs=1e-5)
        assert cluster.observed == int(row["observed"])
        assert {wards[area]["ward"] for area in cluster.areas} == set(row["wards"].split())
        assert cluster.p_value == pytest.approx(float(row["p_value"]), abs=0.13)


def test_permutation_scan_of_numbers_worked_by_hand():
    # Area 0 has 4 of the 8 cases and today has 3: 4 x 3 / 8 = 1.5 are expected there today.
    counts = [[1, 0, 3], [2, 0, 0], [2, 0, 0]]
    cluster = permutation_scan(counts, [0, 1, 3], [0, 0, 0], replicates=9)
    assert (cluster.areas, cluster.first_day, cluster.last_day) == ((0,), 2, 2)
    assert (cluster.observed, cluster.expected) == (3, 1.5)
    assert cluster.statistic == pytest.approx(3 * np.log(2) + 5 * np.log(5 / 6.5))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.sampled_from([0.5, 0.3, 1.0]), st.integers(1, 4), st.integers(1, 12))
def test_permutation_scan_finds_what_trying_every_circle_finds(seed, raster, max_share, min_cases, max_days):
    counts, lat, lon = make_counts(seed, raster=raster)
    total = counts.sum()
    circles = [circle for circle in list_circles(place_on_sphere(lat, lon))
               if counts[list(circle)].sum() <= max_share * total]

    def expect(circle, days):
        return counts[circle].sum() * counts[:, -days:].sum() / total

    cluster = permutation_scan(counts, lat, lon, max_days=max_days, max_share=max_share, min_cases=min_cases,
                               replicates=9)
    check_against(cluster, *search_slowly(counts, circles, expect, total, min_cases, max_days), counts.shape[1])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.integers(1, 6), st.integers(1, 3))
def test_cluster_scan_finds_what_trying_every_circle_finds(seed, raster, max_areas, min_cases):
    counts, lat, lon = make_counts(seed, raster=raster)
    rng = np.random.default_rng(seed)
    shape, rate, level = rng.uniform(0.5, 3, 8), rng.uniform(5, 20, 8), rng.uniform(0.5, 2, 9)
    circles = [circle for circle in list_circles(place_on_sphere(lat, lon)) if len(circle) <= max_areas]

    def expect(circle, days):
        return (shape / rate)[circle].sum() * level[-days:].sum()

    cluster = cluster_scan(counts, shape, rate, level, lat, lon, max_areas=max_areas, max_share=1.0,
                           min_cases=min_cases, replicates=9)
    check_against(cluster, *search_slowly(counts, circles, expect, None, min_cases, 14), counts.shape[1])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.sampled_from([0.5, 0.2]))
def test_poisson_scan_finds_what_trying_every_circle_finds(seed, raster, max_share):
    counts, y, x = make_counts(seed, days=1, rate=2, raster=raster)
    population = np.random.default_rng(seed).uniform(1, 9, 8)
    points = np.column_stack([x, y])
    circles = [circle for circle in list_circles(points)
               if population[list(circle)].sum() <= max_share * population.sum()]

    def expect(circle, _days):
        return counts.sum() * population[circle].sum() / population.sum()

    found = poisson_scan(counts[:, 0], population, x, y, max_share=max_share, replicates=9)
    best, where = search_slowly(counts, circles, expect, counts.sum(), 1, 1)
    assert (found[0].statistic if found else 0) == pytest.approx(best, abs=1e-9)
    if found:
        assert frozenset(found[0].areas) in [zone for zone, _days in where]
    told = [area for cluster in found for area in cluster.areas]
    assert len(told) == len(set(told))
    assert all(first.statistic >= second.statistic - 1e-9 for first, second in pairwise(found))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 8), st.floats(1, 6), st.booleans())
def test_judge_of_groups_and_blocks_agrees_with_counting_every_circle(seed, group, statistic, raster):
    counts, lat, lon = make_counts(seed, areas=40, days=4, raster=raster)
    total, by_area = 10 * counts.sum(), counts.sum(axis=1)
    zones = find_zones(place_on_sphere(lat, lon), np.column_stack([lat, lon]), weights=by_area + 1, sizes=by_area,
                       limit=total / 20)
    factors = np.cumsum(counts.sum(axis=0)[::-1] + 1) / total
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Judge, "_sizes_of_groups", lambda self: [group] * len(self.factors))
        patch.setattr(replicates_module, "_NUMBERS_AT_A_TIME", 500)
        judge = Judge(zones, factors, statistic=statistic, min_cases=2, total=total)
    rng = np.random.default_rng(seed)
    days = rng.permuted(np.repeat(counts[None], 30, axis=0).reshape(30, -1), axis=1).reshape(30, 40, 4)
    days = np.ascontiguousarray(days.transpose(2, 1, 0)[::-1], dtype=np.uint16)
    reaching = judge.find_reaching(days, int(days.sum(axis=(0, 1)).max()))

    expected = zones.reach * factors[:, None, None]
    for replicate in range(30):
        cases = np.cumsum(np.cumsum(days[:, :, replicate], axis=0)[:, zones.order], axis=2)
        usable = zones.is_zone & (cases >= 2) & (cases > expected)
        best = likelihood_ratio(cases[usable], expected[usable], total).max(initial=0.0)
        assert reaching[replicate] == (best >= statistic - 1e-9)


@given(st.floats(0.5, 40), st.integers(2, 60), st.integers(1, 3))
def test_limit_expectations_part_what_reaches_from_what_does_not(statistic, cases, min_cases):
    limits = limit_expectations(statistic, 60, min_cases, 200.0)
    assert (np.diff(limits) >= 0).all()
    assert limits[:min_cases].tolist() == [-1] * min_cases
    if cases >= min_cases:
        at = likelihood_ratio(np.array([cases]), limits[cases] * np.array([0.999999, 1.000001]), 200.0)
        assert at[0] > statistic - 1e-7
        assert at[1] < statistic


def test_p_value_is_the_rank_among_the_replicates():
    """Redo the shuffles the plain way: about as many of them reach the statistic."""
    counts, lat, lon = make_counts(7, areas=10, days=12)
    cluster = permutation_scan(counts, lat, lon, replicates=499)
    assert (cluster.p_value * 500) == pytest.approx(round(cluster.p_value * 500))
    assert cluster.recurrence_days == 1 / cluster.p_value
    rng = np.random.default_rng(99)
    owners, days = np.repeat(np.indices(counts.shape).reshape(2, -1), counts.ravel(), axis=1)
    reaching = 0
    for _replicate in range(300):
        dealt = np.zeros_like(counts)
        np.add.at(dealt, (owners, rng.permutation(days)), 1)
        reaching += permutation_scan(dealt, lat, lon, replicates=1).statistic >= cluster.statistic - 1e-9
    assert cluster.p_value == pytest.approx(reaching / 300, abs=0.1)


def test_p_values_of_quiet_days_are_even():
    p_values = []
    for seed in range(60):
        counts, lat, lon = make_counts(seed, areas=12, days=20, rate=0.2)
        p_values.append(permutation_scan(counts, lat, lon, replicates=39, seed=seed).p_value)
    assert 0.35 < np.mean(p_values) < 0.65
    assert sum(p <= 0.1 for p in p_values) <= 14


def test_cluster_scan_stops_when_enough_replicates_are_as_unusual():
    counts, lat, lon = make_counts(3, rate=0.1)
    options = {"lat": lat, "lon": lon, "posterior_shape": np.ones(8), "posterior_rate": np.full(8, 10.0), "level": 1.0}
    whole = cluster_scan(counts, **options, stop_after=10_000)
    short = cluster_scan(counts, **options, stop_after=50)
    assert whole.p_value > 0.2
    assert short.p_value == pytest.approx(whole.p_value, abs=0.12)
    assert (50 / short.p_value) == pytest.approx(round(50 / short.p_value))


def test_cluster_scan_finds_an_outbreak_and_is_careful_where_little_is_known():
    counts, lat, lon = make_counts(5, areas=30, days=40, rate=0.05)
    outbreak = counts.copy()
    outbreak[4, -5:] += 2
    sure = cluster_scan(outbreak, np.full(30, 20.0), np.full(30, 400.0), 1.0, lat, lon)
    unsure = cluster_scan(outbreak, np.full(30, 0.2), np.full(30, 4.0), 1.0, lat, lon)
    assert (4 in sure.areas, sure.first_day, sure.p_value, sure.recurrence_days) == (True, 35, 0.001, 1000)
    assert unsure.statistic == pytest.approx(sure.statistic)
    assert unsure.p_value > sure.p_value


@pytest.mark.parametrize("raster", [False, True])
def test_scans_do_not_depend_on_how_areas_are_numbered(raster):
    for seed in range(8):
        counts, lat, lon = make_counts(seed, areas=14, raster=raster)
        anew = np.random.default_rng(seed).permutation(14)
        shape, rate = np.random.default_rng(seed).uniform(1, 3, (2, 14))
        for before, after in (
            (permutation_scan(counts, lat, lon, replicates=19),
             permutation_scan(counts[anew], lat[anew], lon[anew], replicates=19)),
            (cluster_scan(counts, shape, rate, 1.0, lat, lon, replicates=19),
             cluster_scan(counts[anew], shape[anew], rate[anew], 1.0, lat[anew], lon[anew], replicates=19)),
            (poisson_scan(counts.sum(axis=1), shape, lon, lat, replicates=19)[0],
             poisson_scan(counts[anew].sum(axis=1), shape[anew], lon[anew], lat[anew], replicates=19)[0]),
        ):
            assert {int(anew[area]) for area in after.areas} == set(before.areas)
            assert (after.first_day, after.observed) == (before.first_day, before.observed)
            assert after.statistic == pytest.approx(before.statistic)


@pytest.mark.parametrize("raster", [False, True])
def test_scans_do_not_depend_on_where_the_city_lies(raster):
    for seed in range(8):
        counts, lat, lon = make_counts(seed, areas=14, raster=raster)
        assert permutation_scan(counts, lat, lon - 200, replicates=19) == permutation_scan(
            counts, lat, lon, replicates=19)
        cases, population = counts.sum(axis=1), np.linspace(1, 2, 14)
        assert poisson_scan(cases, population, lon + 4000, lat - 900, replicates=19) == poisson_scan(
            cases, population, lon, lat, replicates=19)


def test_same_seed_gives_the_same_and_threads_change_nothing(monkeypatch):
    counts, lat, lon = make_counts(2, areas=20)
    once = permutation_scan(counts, lat, lon, replicates=1200, seed=5)
    assert permutation_scan(counts, lat, lon, replicates=1200, seed=5) == once
    monkeypatch.setattr("lib.risk.scan._LARGE", 0)
    assert permutation_scan(counts, lat, lon, replicates=1200, seed=5) == once
    assert permutation_scan(counts, lat, lon, replicates=1200, seed=6).statistic == once.statistic


def test_equals_go_to_fewest_areas_then_shortest_window():
    # Areas 1 and 2 are empty, and so was yesterday: wider zones and longer windows say the same.
    counts = np.zeros((5, 10), dtype=int)
    counts[0, -1] = 3
    counts[3:, :5] = 1
    cluster = permutation_scan(counts, [0, 0.1, 0.2, 5, 5.1], np.zeros(5), replicates=19)
    assert (cluster.areas, cluster.first_day) == ((0,), 9)


def test_areas_at_one_place_are_one():
    counts = [[0, 2], [0, 2], [4, 0], [4, 0]]
    cluster = permutation_scan(counts, [0, 0, 1, 2], [0, 0, 0, 0], replicates=19)
    assert set(cluster.areas) == {0, 1}


@pytest.mark.parametrize("counts", [
    pytest.param(np.zeros((4, 10)), id="no cases"),
    pytest.param(np.eye(4, 10), id="nothing of late, windows of three days"),
    pytest.param(np.full((1, 10), 2), id="one area"),
    pytest.param(np.eye(1, 10, 9) * np.full((4, 1), 3), id="all in one day"),
    pytest.param(np.full((4, 1), 2), id="one day"),
])
def test_nothing_unusual_is_no_cluster(counts):
    places = np.arange(len(counts)) / 10
    assert permutation_scan(counts, places, places, max_days=3, replicates=19) == NO_CLUSTER


def test_one_area_can_be_a_cluster_of_its_own_past():
    cluster = cluster_scan([[0, 0, 0, 5]], [1.0], [10.0], 1.0, [0], [0])
    assert (cluster.areas, cluster.first_day, cluster.observed, cluster.expected) == ((0,), 3, 5, 0.1)
    assert poisson_scan([5], [10], [0], [0], max_share=1) == []
    assert poisson_scan([0, 0], [10, 10], [0, 1], [0, 1]) == []


GOOD = {"counts": [[1, 0], [0, 2]], "lat": [0, 1], "lon": [0, 1]}


@pytest.mark.parametrize(("change", "says"), [
    ({"counts": [1, 2]}, "counts must be areas x days"),
    ({"counts": np.zeros((0, 3))}, "counts must be areas x days and not empty"),
    ({"counts": [[1, -1], [0, 2]]}, "counts must not be negative"),
    ({"counts": [[1, 0.5], [0, 2]]}, "counts must be whole numbers"),
    ({"counts": [[1, np.nan], [0, 2]]}, "counts must be finite"),
    ({"counts": [["a", 1], [0, 2]]}, "counts must be numbers"),
    ({"lat": [0]}, "lat must be one number for each of the 2 areas"),
    ({"lat": [0, np.nan]}, "lat must be finite"),
    ({"lat": [0, 91]}, "lat must be from -90 to 90"),
    ({"lon": [[0, 1]]}, "lon must be one number for each of the 2 areas"),
    ({"max_days": 0}, "max_days must be a whole number of at least 1"),
    ({"max_share": 0}, "max_share must be above 0"),
    ({"min_cases": 0}, "min_cases must be a whole number"),
    ({"replicates": 0}, "replicates must be a whole number"),
])
def test_permutation_scan_says_what_does_not_fit(change, says):
    with pytest.raises(ValueError, match=says):
        permutation_scan(**GOOD | change)


@pytest.mark.parametrize(("change", "says"), [
    ({"posterior_shape": [0, 1]}, "posterior_shape must be above 0"),
    ({"posterior_rate": [1]}, "posterior_rate must be one number for each"),
    ({"level": 0}, "level must be above 0"),
    ({"level": [1, 1, 1]}, "level must be one number or one for each of the 2 days"),
    ({"stop_after": 0}, "stop_after must be"),
])
def test_cluster_scan_says_what_does_not_fit(change, says):
    with pytest.raises(ValueError, match=says):
        cluster_scan(**GOOD | {"posterior_shape": [1, 1], "posterior_rate": [1, 1], "level": 1.0} | change)


@pytest.mark.parametrize(("change", "says"), [
    ({"population": [1, -1]}, "population must be from 0"),
    ({"population": [1, 0]}, "An area with cases must have a population"),
    ({"cases": [[1], [1]]}, "cases must be one number an area"),
    ({"x": [0, np.inf]}, "x must be finite"),
])
def test_poisson_scan_says_what_does_not_fit(change, says):
    with pytest.raises(ValueError, match=says):
        poisson_scan(**{"cases": [1, 2], "population": [1, 1], "x": [0, 1], "y": [0, 1]} | change)


def test_order_by_place_keeps_neighbours_together():
    points = np.random.default_rng(0).uniform(size=(64, 2))
    order = order_by_place(points)
    assert sorted(order.tolist()) == list(range(64))
    spreads = [np.ptp(points[order[first:first + 4]], axis=0).max() for first in range(0, 64, 4)]
    assert np.mean(spreads) < 0.4
