from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom

from lib.risk.detectors import (
    calibrate_alpha,
    count_episodes,
    expected_run,
    find_cusum_limit,
    find_ward_alarms,
    judge_excess,
    run_cusum,
)


@given(st.integers(0, 30), st.floats(0.1, 20), st.floats(0.5, 100), st.floats(1, 20))
def test_judge_excess_sums_the_negative_binomial(count, shape, rate, exposure):
    chance = rate / (rate + exposure)
    below = sum(nbinom.pmf(known, shape, chance) for known in range(count))
    expected = 1 - below - nbinom.pmf(count, shape, chance) / 2
    assert judge_excess(count, shape, rate, exposure) == pytest.approx(expected, abs=1e-9)


@given(st.floats(0.1, 20), st.floats(0.5, 100))
def test_judge_excess_falls_with_every_part_of_an_incident(shape, rate):
    mid_p = judge_excess(np.linspace(0, 10, 41), shape, rate, 7.0)
    assert all(after <= before + 1e-12 for before, after in pairwise(mid_p))
    assert ((mid_p >= 0) & (mid_p <= 1 + 1e-12)).all()


def test_ward_alarms_need_two_incidents():
    shape, rate = np.full(3, 0.01), np.full(3, 100.0)
    assert find_ward_alarms(np.array([1, 1.9, 2]), shape, rate, 7.0, alpha=0.01).tolist() == [False, False, True]


@pytest.mark.parametrize(("alarms", "episodes"), [
    ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0),
    ([1, 1, 0, 0, 0, 0, 0, 0, 1, 0], 1),
    ([1, 0, 0, 0, 0, 0, 0, 0, 1, 0], 2),
    ([0, 0, 1, 0, 0, 1, 1, 0, 0, 1], 1),
], ids=["none", "six quiet days", "seven quiet days", "on and off"])
def test_count_episodes_joins_alarms_until_seven_quiet_days(alarms, episodes):
    assert count_episodes(np.array(alarms)) == episodes
    assert count_episodes(np.array([alarms, [0] * 10])).tolist() == [episodes, 0]


@pytest.mark.parametrize(("weekly", "documented"), [(0.105, 0.0028), (0.35, 0.0018), (1.05, 0.0010)])
def test_calibrate_alpha_is_near_the_documented_thresholds(weekly, documented):
    """Those hold for a whole campaign, in which the posterior moves; here it is the one of day 45."""
    rng = np.random.default_rng(4)
    rates = rng.gamma(1, weekly / 7, 57)
    shape, rate = 1 + rng.poisson(45 * rates), np.full(57, 7 / weekly + 45)
    alpha = calibrate_alpha(shape, rate, 1.0)
    assert documented / 2 < alpha < documented * 2


def test_calibrate_alpha_keeps_the_budget_on_other_draws_and_grows_with_it():
    shape, rate = np.linspace(0.5, 6, 57), np.full(57, 80.0)
    small, large = (calibrate_alpha(shape, rate, 1.3, budget=budget) for budget in (0.5, 2.0))
    assert 0 < small < large <= 0.5
    rng = np.random.default_rng(77)
    daily = rng.gamma(shape, 1 / rate, (200, 57)) * 1.3
    counts = rng.poisson(daily[:, :, None], (200, 57, 34))
    windows = np.lib.stride_tricks.sliding_window_view(counts, 7, axis=2).sum(axis=3)
    alarms = find_ward_alarms(windows, shape[:, None], rate[:, None], 7 * 1.3, alpha=large)
    assert count_episodes(alarms).sum() / 200 == pytest.approx(2.0, rel=0.35)


@given(st.integers(0, 1000))
def test_run_cusum_is_the_largest_sum_of_log_likelihood_ratios_that_ends_today(seed):
    rng = np.random.default_rng(seed)
    counts, means, size = rng.poisson(2, 12), rng.uniform(0.5, 3, 12), rng.uniform(0.5, 9)
    steps = [nbinom.logpmf(count, size, size / (size + 2 * mean)) - nbinom.logpmf(count, size, size / (size + mean))
             for count, mean in zip(counts, means, strict=True)]
    expected = [max(0, *(sum(steps[first:day + 1]) for first in range(day + 1))) for day in range(12)]
    assert run_cusum(counts, means, size) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("mean", "size"), [(0.3, 0.5), (3.0, 5.0), (6.0, 20.0)])
def test_cusum_limit_keeps_quiet_runs_a_hundred_days(mean, size):
    limit = find_cusum_limit(mean, size)
    assert expected_run(limit, mean, size) >= 100
    assert expected_run(0.5 * limit, mean, size) < 100
    rng = np.random.default_rng(1)
    sums, alive, days = np.zeros(400), np.ones(400, dtype=bool), np.zeros(400)
    for _day in range(800):
        counts = rng.negative_binomial(size, size / (size + mean), 400)
        steps = counts * np.log(2) - (counts + size) * np.log((size + 2 * mean) / (size + mean))
        sums = np.maximum(0, sums + steps)
        days += alive
        alive &= sums < limit
    assert days.mean() > 100 * 0.8


def test_cusum_finds_a_doubling_soon():
    limit = find_cusum_limit(3.0, 5.0)
    rng = np.random.default_rng(2)
    counts = np.concatenate([np.full(20, 2), rng.negative_binomial(5, 5 / (5 + 6.0), 30)])
    sums = run_cusum(counts, np.full(50, 3.0), 5.0)
    assert (sums[:20] == 0).all()
    assert 20 <= np.argmax(sums >= limit) < 35
