"""The wards' scores, read from the store as of a day."""

from datetime import date

import pandas as pd

from lib.risk.scores import Scores, score_wards
from lib.store import Reader

REPORTS = """
    SELECT occurred, received, area_code, category, severity, verification, reporter_key
    FROM reports WHERE received <= $as_of AND occurred >= $start ORDER BY report_id
"""
COVERAGE = "SELECT DISTINCT area_code, day FROM coverage WHERE received <= $as_of AND day BETWEEN $start AND $as_of"


def load_scores(read: Reader, as_of: date, start: date) -> Scores:
    """``score_wards`` of everything received by `as_of` about the days from `start` (the campaign's first) on."""
    scores = score_wards(
        read.frame(REPORTS, as_of=as_of, start=start), read.frame(COVERAGE, as_of=as_of, start=start),
        read.frame("SELECT area_code, name, district_code FROM areas ORDER BY area_code"),
        read.frame("SELECT code, nuisance FROM categories"), as_of=as_of, start=start)
    districts = read.frame("SELECT district_code, name AS district FROM districts")
    return scores._replace(wards=pd.merge(scores.wards, districts, on="district_code", how="left", validate="m:1"))
