"""Reports as a page lists them, newest first, and their totals."""

from datetime import date

import pandas as pd

from lib.store import Reader

# An empty list of choices means all; a report whose ward is not known belongs to no district.
REPORTS = """
    SELECT r.*, a.name AS ward, d.name AS district
    FROM reports AS r
    LEFT JOIN areas AS a USING (area_code)
    LEFT JOIN districts AS d USING (district_code)
    WHERE CAST(r.occurred AS DATE) BETWEEN $first AND $last
      AND r.received <= $as_of
      AND (len($districts) = 0 OR a.district_code IN (SELECT unnest($districts)))
      AND (len($categories) = 0 OR r.category IN (SELECT unnest($categories)))
    ORDER BY r.occurred DESC, r.report_id DESC
"""
ALL_FOR_RISK = """
    SELECT report_id, occurred, received, area_code, category, severity, verification, reporter_key
    FROM reports ORDER BY report_id
"""
COVERAGE = """
    SELECT DISTINCT area_code, day, source FROM coverage WHERE received <= $as_of AND day <= $as_of ORDER BY ALL
"""
TOTALS = """
    SELECT t.district_code, d.name AS district, t.week, t.category, t.reports
    FROM report_totals AS t LEFT JOIN districts AS d USING (district_code)
    ORDER BY t.week DESC, d.name NULLS LAST, t.category
"""


def load_reports(read: Reader, as_of: date, first: date, last: date, districts: tuple[str, ...] = (),
                 categories: tuple[str, ...] = ()) -> pd.DataFrame:
    """The reports of the days `first` to `last` received by `as_of`, with ward and district names."""
    return read.frame(REPORTS, as_of=as_of, first=first, last=last, districts=list(districts),
                      categories=list(categories))


def load_for_risk(read: Reader) -> pd.DataFrame:
    """What the risk model needs of every report there is; it looks only at what was received by its day."""
    return read.frame(ALL_FOR_RISK)


def load_coverage(read: Reader, as_of: date) -> pd.DataFrame:
    """The ward-days on which somebody was watching, as known on `as_of`: area_code, day, source."""
    return read.frame(COVERAGE, as_of=as_of)


def load_totals(read: Reader) -> pd.DataFrame:
    """Reports by district, week (its Monday) and category; a count under 3 is empty."""
    return read.frame(TOTALS)
