import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import nbinom

from lib.risk.shares import ShareFit, chance_of_any, fit_shares, log_probability

PRIORS = {"coefficient_priors": [(-3.0, 3.0)], "log_kappa_prior": (0.3, 1.2)}


@given(st.integers(0, 60), st.floats(0.01, 50), st.floats(0.05, 50))
def test_log_probability_is_scipys(count, mean, size):
    expected = nbinom.logpmf(count, size, size / (size + mean))
    assert log_probability(np.array(count), np.array(mean), size) == pytest.approx(expected, rel=1e-8, abs=1e-9)


@given(st.floats(0.05, 50), st.floats(0.5, 500), st.floats(0.5, 35))
def test_chance_of_any_is_the_negative_binomials(shape, rate, ahead):
    expected = nbinom.sf(0, shape, rate / (rate + ahead))
    assert chance_of_any(np.array(shape), np.array(rate), ahead) == pytest.approx(expected, rel=1e-8)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_fit_finds_what_a_slow_search_finds(seed):
    rng = np.random.default_rng(seed)
    exposure = rng.uniform(1, 60, 20)
    incidents = rng.poisson(exposure * rng.gamma(1, 0.05, 20)) * rng.choice([0.3, 0.5, 1], 20)

    def cost(parameters):
        beta, log_kappa = parameters
        mean, kappa = exposure * np.exp(beta), np.exp(log_kappa)
        prior = ((beta + 3) / 3) ** 2 / 2 + ((log_kappa - 0.3) / 1.2) ** 2 / 2
        return prior - log_probability(incidents, mean, kappa).sum()

    slow = minimize(cost, [-3, 0.3], method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 5000})
    fit = fit_shares(incidents, exposure, np.ones((20, 1)), **PRIORS)
    found = np.array([fit.coefficients[0], np.log(fit.kappa)])
    assert cost(found) <= slow.fun + 1e-9
    assert found == pytest.approx(slow.x, abs=1e-4)


def test_fit_recovers_the_model_it_was_drawn_from():
    rng = np.random.default_rng(11)
    exposure = rng.uniform(20, 80, 3000)
    incidents = rng.poisson(exposure * rng.gamma(1.5, 0.05 / 1.5, 3000)).astype(float)
    fit = fit_shares(incidents, exposure, np.ones((3000, 1)), **PRIORS)
    assert fit.kappa == pytest.approx(1.5, rel=0.1)
    assert fit.expected[0] == pytest.approx(0.05, rel=0.05)


def test_fit_takes_further_columns():
    rng = np.random.default_rng(12)
    design = np.column_stack([np.ones(3000), rng.normal(size=3000)])
    incidents = rng.poisson(40 * np.exp(design @ [-3, 0.4]) * rng.gamma(2, 0.5, 3000)).astype(float)
    fit = fit_shares(incidents, np.full(3000, 40.0), design, coefficient_priors=[(-3, 3), (0.3, 0.5)],
                     log_kappa_prior=(0.3, 1.2))
    assert fit.coefficients == pytest.approx([-3, 0.4], abs=0.05)


def test_posterior_weighs_own_data_by_exposure():
    fit = ShareFit(np.array([0.0]), kappa=2.0, expected=np.array([0.1, 0.1]))
    shape, rate = fit.posterior(np.array([0.0, 6.0]), np.array([1e-6, 20.0]))
    assert shape.tolist() == [2, 8]
    assert rate == pytest.approx([20, 40])
    assert shape / rate == pytest.approx([0.1, 0.5 * 0.1 + 0.5 * 0.3])
