"""The risk score of each ward: expected severity-weighted incidents of the next seven days (likelihood x impact)."""

import hashlib
import json
import math
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from lib.risk.exposure import CREDIBILITY_CLASSES, Evidence, Tally, gather_evidence, tally_reports
from lib.risk.settings import HAS_DATA, MODEL_VERSION, NO_DATA, RiskSettings
from lib.risk.shares import ShareFit, chance_of_any, fit_shares

REASONS = ("reason_constant", "reason_own_reports", "reason_severity")
"""Columns that add up to log(score)."""


class Scores(NamedTuple):
    """`wards`: one row per ward; `model`: what was fitted, for the record and for the page's caption."""

    wards: pd.DataFrame
    model: dict[str, Any]


def score_wards(
    reports: pd.DataFrame,
    coverage: pd.DataFrame,
    areas: pd.DataFrame,
    categories: pd.DataFrame,
    *,
    as_of: date,
    start: date,
    settings: RiskSettings | None = None,
) -> Scores:
    """Score every ward as known at the end of `as_of`; frames as in `exposure.tally_reports` and `gather_evidence`.

    areas also has name and district_code. The rows of `wards`, in order of area_code:

    - area_code, name, district_code, state (`ada_data`, `belum_ada_data`);
    - reports (counted), refuted and unknown_severity (among them), nuisance (beside them, never in the score);
    - days (since the start), covered_days, last_covered, silent_days (since then), exposure (days);
    - incidents (credibility-weighted), expected (incidents next week), chance (of one or more), likelihood_class 1-5;
    - impact (mean severity weight, 1-16), impact_class 1-5;
    - score (expected x impact), score_low, score_high, index 0-100; rank, rank_low, rank_high, chance_top;
    - data_weight 0-1, strength (`lemah`, `sedang`, `kuat`), and the REASONS.

    In a ward never covered all numbers of the score are missing: no report is not safe.
    """
    tally = tally_reports(reports, areas, categories, as_of=as_of, start=start)
    return score_tally(tally, coverage, areas, as_of=as_of, start=start, settings=settings)


def score_tally(
    tally: Tally,
    coverage: pd.DataFrame,
    areas: pd.DataFrame,
    *,
    as_of: date,
    start: date,
    settings: RiskSettings | None = None,
) -> Scores:
    """`score_wards` of reports that are counted already."""
    settings = settings or RiskSettings()
    evidence = gather_evidence(tally, coverage, areas, as_of=as_of, start=start, settings=settings)
    numbers, model = _score_evidence(evidence, settings)
    wards = areas.sort_values("area_code")
    columns = {name: wards[name].array for name in ("area_code", "name", "district_code")}
    return Scores(pd.DataFrame(columns | _describe_evidence(evidence) | numbers), model)


def _describe_evidence(evidence: Evidence) -> dict[str, Any]:
    counts, last = evidence.counts, evidence.last_covered
    silent = (np.datetime64(evidence.as_of) - last.to_numpy()).astype("timedelta64[D]").astype(int)
    return {
        "state": np.where(evidence.has_data, HAS_DATA, NO_DATA),
        "reports": counts.sum(axis=(1, 2)),
        "refuted": counts[:, :, CREDIBILITY_CLASSES.index("refuted")].sum(axis=1),
        "unknown_severity": counts[:, 0, :].sum(axis=1),
        "nuisance": evidence.nuisance,
        "days": evidence.days,
        "covered_days": evidence.covered_days,
        "last_covered": last,
        "silent_days": pd.arrays.IntegerArray(silent, last.isna()),
        "exposure": np.where(evidence.has_data, evidence.exposure, np.nan),
    }


def _score_evidence(evidence: Evidence, settings: RiskSettings) -> tuple[dict[str, Any], dict[str, Any]]:
    """The numbers of the score by ward, in the order of the evidence, missing where nothing was covered; the model."""
    has_data = evidence.has_data
    level = float(np.clip(evidence.level, *settings.level_limits))
    ahead = settings.horizon_days * level
    believed = evidence.believed(settings)[has_data]
    incidents, exposure = believed.sum(axis=1), evidence.exposure[has_data]
    model = {
        "version": MODEL_VERSION, "as_of": evidence.as_of, "start": evidence.start, "level": level,
        "wards": len(has_data), "wards_with_data": int(has_data.sum()),
        "incidents": float(incidents.sum()), "reports": int(evidence.counts.sum()),
        "unknown_severity": int(evidence.counts[:, 0, :].sum()), "nuisance": int(evidence.nuisance.sum()),
        "left_out": evidence.left_out, "received_same_day": float(evidence.delay_shares[0]) if evidence.days else 1.0,
        "input_hash": _hash_input(evidence, settings),
    }
    if not has_data.any():
        empty = dict.fromkeys(("kappa", "usual", "city_impact"))
        return _spread({}, has_data), model | empty

    fit = fit_shares(
        incidents, exposure, np.ones((len(incidents), 1)),
        coefficient_priors=[settings.intercept_prior], log_kappa_prior=settings.log_kappa_prior,
    )
    shape, rate = fit.posterior(incidents, exposure)
    city_mix = _city_mix(believed, settings)
    mixes = _severity_mixes(believed, city_mix, fit.kappa, settings)
    weights = np.array(settings.severity_weights)
    impact = mixes @ weights / mixes.sum(axis=1)
    city_impact = float(city_mix @ weights)
    expected = ahead * shape / rate
    score = expected * impact
    columns = {
        "incidents": incidents,
        "expected": expected,
        "chance": (chance := chance_of_any(shape, rate, ahead)),
        "likelihood_class": 1 + np.searchsorted(settings.likelihood_cuts, chance, side="right"),
        "impact": impact,
        "impact_class": 1 + np.searchsorted(settings.impact_cuts, impact, side="right"),
        "score": score,
        "index": 100 * score / (score + settings.index_scale),
        "rank": (score[None, :] > score[:, None]).sum(axis=1) + 1,
        **_judge_uncertainty(shape, rate, mixes, ahead, settings),
        "data_weight": (weight := exposure / rate),
        "strength": np.select([weight < settings.weak_below, weight > settings.strong_above],
                              ["lemah", "kuat"], "sedang"),
        **_reasons(fit, shape / rate, impact, city_impact, ahead),
    }
    usual = float(fit.expected[0]) * settings.horizon_days
    return _spread(columns, has_data), model | {"kappa": fit.kappa, "usual": usual, "city_impact": city_impact}


def _city_mix(believed: np.ndarray, settings: RiskSettings) -> np.ndarray:
    """The city's shares of severity 1-5 among true reports whose severity was told.

    Before there are any, each step of severity is taken to be half as frequent as the one below (as heavy as its harm
    doubles); the assumption is worth `severity_prior` incidents and fades.
    """
    weights = np.array(settings.severity_weights)
    assumed = (1 / weights) / (1 / weights).sum()
    mass = believed[:, 1:].sum(axis=0) + settings.severity_prior * assumed
    return mass / mass.sum()


def _severity_mixes(
    believed: np.ndarray, city_mix: np.ndarray, kappa: float, settings: RiskSettings
) -> np.ndarray:
    """Weights of severity 1-5 by ward: its own true reports, and the city's mix for all that is not known.

    A report whose severity was not told gets the city's mix. The mix is worth `severity_prior` incidents, or kappa
    when that is more: with less, one more mild report could lower the impact by more than it raises the likelihood.
    """
    from_city = max(settings.severity_prior, kappa) + believed[:, 0]
    return believed[:, 1:] + from_city[:, None] * city_mix


def _judge_uncertainty(
    shape: np.ndarray, rate: np.ndarray, mixes: np.ndarray, ahead: float, settings: RiskSettings
) -> dict[str, np.ndarray]:
    """Intervals of score and rank, and the chance to be among the top share, from draws of the posterior.

    Missing without draws, for those who ask for the classes only.
    """
    if not settings.draws:
        return {}
    rng = np.random.default_rng(settings.seed)
    size = (settings.draws, len(shape))
    daily = rng.standard_gamma(shape, size=size) / rate
    severities = rng.standard_gamma(mixes, size=(*size, mixes.shape[1]))
    weights = np.array(settings.severity_weights)
    # Five whole planes are added faster than five neighbours 100,000 times.
    draws = ahead * daily * (severities @ weights) / sum(np.moveaxis(severities, 2, 0))
    ranks = (-draws).argsort(axis=1).argsort(axis=1) + 1
    tail = (1 - settings.interval) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    rank_low, rank_high = np.quantile(ranks, [tail, 1 - tail], axis=0, method="inverted_cdf")
    top = math.ceil(settings.top_share * len(shape))
    return {"score_low": low, "score_high": high, "rank_low": rank_low, "rank_high": rank_high,
            "chance_top": (ranks <= top).mean(axis=0)}


def _reasons(
    fit: ShareFit, daily: np.ndarray, impact: np.ndarray, city_impact: float, ahead: float
) -> dict[str, np.ndarray]:
    """Parts of log(score): what every ward starts from, its own reports, how severe they are."""
    return {
        "reason_constant": np.log(ahead * fit.expected * city_impact),
        "reason_own_reports": np.log(daily / fit.expected),
        "reason_severity": np.log(impact / city_impact),
    }


_FLOATS = ("incidents", "expected", "chance", "impact", "score", "score_low", "score_high", "index", "chance_top",
           "data_weight", *REASONS)
_WHOLE = ("likelihood_class", "impact_class", "rank", "rank_low", "rank_high")


def _spread(columns: dict[str, np.ndarray], has_data: np.ndarray) -> dict[str, Any]:
    """Give every ward a place in each column; those without data, and columns not given, get missing values."""
    def spread(name: str, missing: float, dtype: type) -> np.ndarray:
        values = np.full(len(has_data), missing, dtype=dtype)
        if name in columns:
            values[has_data] = columns[name]
        return values

    return {
        **{name: spread(name, np.nan, float) for name in _FLOATS},
        **{name: pd.arrays.IntegerArray(spread(name, 0, int), ~(has_data & (name in columns))) for name in _WHOLE},
        "strength": pd.array(spread("strength", np.nan, object), dtype="str"),
    }


def _hash_input(evidence: Evidence, settings: RiskSettings) -> str:
    """SHA-256 over everything the score depends on, the same for the same facts in another order."""
    facts = {
        "version": MODEL_VERSION, "as_of": evidence.as_of.isoformat(), "start": evidence.start.isoformat(),
        "areas": evidence.area_codes, "counts": evidence.counts.tolist(), "exposure": evidence.exposure.tolist(),
        "level": evidence.level, "settings": settings.as_plain(),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
