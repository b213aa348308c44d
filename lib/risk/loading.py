"""The wards' scores, read from the store as of a day."""

from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from lib.risk.exposure import LEFT_OUT, Tally, count_rows, days_between
from lib.risk.scores import Scores, score_tally
from lib.risk.settings import RiskSettings
from lib.store import Reader

AREAS = """
    SELECT area_code, areas.name, district_code, districts.name AS district
    FROM areas LEFT JOIN districts USING (district_code) ORDER BY area_code
"""
COVERAGE = "SELECT DISTINCT area_code, day FROM coverage WHERE received <= $as_of AND day BETWEEN $start AND $as_of"


def load_scores(read: Reader, as_of: date, start: date) -> Scores:
    """``score_wards`` of everything received by `as_of` about the days from `start` (the campaign's first) on."""
    areas = read.frame(AREAS)
    scores = _score(read, areas, as_of, start, RiskSettings())
    return scores._replace(wards=scores.wards.assign(district=areas["district"]))


def load_likelihoods(read: Reader, as_of: date, start: date) -> pd.DataFrame:
    """area_code, likelihood_class and score as ``load_scores`` has them, without the draws that it takes time over."""
    scores = _score(read, read.frame(AREAS), as_of, start, RiskSettings(draws=0))
    return scores.wards[["area_code", "likelihood_class", "score"]]


def load_tally(read: Reader, areas: pd.DataFrame, as_of: date, start: date) -> Tally:
    """``tally_reports`` of the store's reports, judged where they are: fetching their words takes longer."""
    rows = read.frame(_tally_sql(), as_of=as_of, start=start)
    left_out = rows["left_out"].to_numpy()
    counted = left_out < 0
    reasons = np.bincount(left_out[~counted], minlength=len(LEFT_OUT))
    return count_rows(rows if counted.all() else rows[counted], wards=len(areas), days=days_between(start, as_of),
                      left_out=dict(zip(LEFT_OUT, reasons.tolist(), strict=True)))


def _score(read: Reader, areas: pd.DataFrame, as_of: date, start: date, settings: RiskSettings) -> Scores:
    coverage = read.frame(COVERAGE, as_of=as_of, start=start)
    return score_tally(load_tally(read, areas, as_of, start), coverage, areas, as_of=as_of, start=start,
                       settings=settings)


@cache
def _tally_sql() -> str:
    return (Path(__file__).parent / "tally.sql").read_text(encoding="utf-8")
