"""The wards' scores, read from the store as of a day."""

from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from lib.risk.exposure import CREDIBILITY_CLASSES, LEFT_OUT, Tally, order_wards
from lib.risk.scores import Scores, score_tally
from lib.risk.settings import SEVERITIES, RiskSettings
from lib.store import Reader

COVERAGE = "SELECT DISTINCT area_code, day FROM coverage WHERE received <= $as_of AND day BETWEEN $start AND $as_of"


def load_scores(read: Reader, as_of: date, start: date) -> Scores:
    """``score_wards`` of everything received by `as_of` about the days from `start` (the campaign's first) on."""
    scores = _score(read, as_of, start, RiskSettings())
    districts = read.frame("SELECT district_code, name AS district FROM districts")
    return scores._replace(wards=pd.merge(scores.wards, districts, on="district_code", how="left", validate="m:1"))


def load_likelihoods(read: Reader, as_of: date, start: date) -> pd.DataFrame:
    """area_code, likelihood_class and score as ``load_scores`` has them, without the draws that it takes time over."""
    scores = _score(read, as_of, start, RiskSettings(draws=0))
    return scores.wards[["area_code", "likelihood_class", "score"]]


def load_tally(read: Reader, areas: pd.DataFrame, as_of: date, start: date) -> Tally:
    """``tally_reports`` of the store's reports, counted where they are: fetching all of them takes most of a page."""
    codes = pd.Index(order_wards(areas))
    groups = read.frame(_tally_sql(), as_of=as_of, start=start)
    has_kind, has_day = groups["class"].notna(), groups["age"].notna()
    left_out = groups[~has_kind & ~has_day].set_index("left_out")["reports"]
    counted = groups[(groups["left_out"] == "") & (has_kind | has_day)]
    is_nuisance = counted["is_nuisance"].to_numpy(dtype=bool)
    trifles, others = counted[is_nuisance & has_kind[counted.index]], counted[~is_nuisance]
    nuisance = np.zeros(len(codes), dtype=int)
    np.add.at(nuisance, codes.get_indexer(trifles["area_code"]), trifles["reports"])
    kinds, days = others[others["age"].isna()], others[others["age"].notna()]
    counts = np.zeros((len(codes), 1 + len(SEVERITIES), len(CREDIBILITY_CLASSES)), dtype=int)
    counts[codes.get_indexer(kinds["area_code"]), kinds["severity"].to_numpy(dtype=int),
           pd.Index(CREDIBILITY_CLASSES).get_indexer(kinds["class"])] = kinds["reports"]
    return Tally(
        counts, nuisance, ward=codes.get_indexer(days["area_code"]), reports=days["reports"].to_numpy(),
        **{name: days[name].to_numpy(dtype=int) for name in ("age", "delay")},
        left_out={reason: int(left_out.get(reason, 0)) for reason in LEFT_OUT})


def _score(read: Reader, as_of: date, start: date, settings: RiskSettings) -> Scores:
    areas = read.frame("SELECT area_code, name, district_code FROM areas ORDER BY area_code")
    coverage = read.frame(COVERAGE, as_of=as_of, start=start)
    return score_tally(load_tally(read, areas, as_of, start), coverage, areas, as_of=as_of, start=start,
                       settings=settings)


@cache
def _tally_sql() -> str:
    return (Path(__file__).parent / "tally.sql").read_text(encoding="utf-8")
