"""The ward's share of incidents: a Gamma-Poisson model with empirical-Bayes shrinkage.

    y_i ~ Poisson(e_i theta_i),  theta_i ~ Gamma(kappa, kappa / m_i),  log m = X beta

so that y_i ~ negative binomial with mean e_i m_i and size kappa (Marshall 1991). A ward of which little is known is
drawn towards m; one that was listened to for long speaks for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

_LOG_KAPPA_LIMITS = (-6.0, 8.0)


@dataclass(frozen=True)
class ShareFit:
    """The fitted model: `coefficients` of the design's columns, `kappa`, and `expected` (m, incidents a ward-day)."""

    coefficients: np.ndarray
    kappa: float
    expected: np.ndarray

    def posterior(self, incidents: np.ndarray, exposure: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Shape A and rate B of each ward's Gamma posterior of incidents a day."""
        return self.kappa + incidents, self.kappa / self.expected + exposure


def fit_shares(
    incidents: np.ndarray,
    exposure: np.ndarray,
    design: np.ndarray,
    *,
    coefficient_priors: Sequence[tuple[float, float]],
    log_kappa_prior: tuple[float, float],
) -> ShareFit:
    """Most probable coefficients and kappa (joint mode).

    incidents: credibility-weighted counts by ward, >= 0, not necessarily whole; exposure: days, > 0; design: wards x
    columns, the first of them the constant 1. Priors are (mean, standard deviation) of normal distributions.
    """
    prior_mean, prior_sd = np.array([*coefficient_priors, log_kappa_prior], dtype=float).T
    begin = prior_mean.copy()
    begin[0] = np.log((incidents.sum() + 0.5) / exposure.sum())

    def cost(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        coefficients, kappa = parameters[:-1], np.exp(parameters[-1])
        mean = exposure * np.exp(design @ coefficients)
        deviation = (parameters - prior_mean) / prior_sd
        slope = deviation / prior_sd
        by_log_mean = kappa * (incidents - mean) / (kappa + mean)
        by_kappa = (
            digamma(incidents + kappa) - digamma(kappa) + np.log(kappa / (kappa + mean))
            + (mean - incidents) / (kappa + mean)
        )
        slope[:-1] -= design.T @ by_log_mean
        slope[-1] -= kappa * by_kappa.sum()
        return float(deviation @ deviation / 2 - log_probability(incidents, mean, kappa).sum()), slope

    limits = [(-25.0, 25.0)] * design.shape[1] + [_LOG_KAPPA_LIMITS]
    found = minimize(cost, begin, jac=True, method="L-BFGS-B", bounds=limits,
                     options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 500})
    coefficients, kappa = found.x[:-1], float(np.exp(found.x[-1]))
    return ShareFit(coefficients, kappa, np.exp(design @ coefficients))


def log_probability(incidents: np.ndarray, mean: np.ndarray, size: float) -> np.ndarray:
    """Log of the negative binomial with `mean` and `size`; counts need not be whole."""
    return (
        gammaln(incidents + size) - gammaln(size) - gammaln(incidents + 1)
        + size * np.log(size / (size + mean)) + incidents * np.log(mean / (size + mean))
    )


def chance_of_any(shape: np.ndarray, rate: np.ndarray, exposure: float) -> np.ndarray:
    """Chance of one incident or more in `exposure` days: 1 - P(N = 0), N ~ NB(size A, prob B / (B + exposure))."""
    return -np.expm1(shape * np.log(rate / (rate + exposure)))
