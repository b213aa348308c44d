"""Reports as a page lists them, newest first, one of them with its way here, and their totals."""

from datetime import date
from typing import Any

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
    LIMIT $rows OFFSET $skipped
"""
# The same reports, those that a page counts alike in one row.
ALIKE = """
    SELECT CAST(CAST(r.occurred AS DATE) AS TIMESTAMP) AS occurred, r.severity, r.category, r.verification,
           count(*) AS reports, count(r.reporter) AS with_reporter
    FROM reports AS r
    LEFT JOIN areas AS a USING (area_code)
    WHERE CAST(r.occurred AS DATE) BETWEEN $first AND $last
      AND r.received <= $as_of
      AND (len($districts) = 0 OR a.district_code IN (SELECT unnest($districts)))
      AND (len($categories) = 0 OR r.category IN (SELECT unnest($categories)))
    GROUP BY ALL ORDER BY ALL
"""
# Who may not see an import sees the report without its file.
REPORT = """
    SELECT r.*, i.file_name, i.created_at AS stored_at, i.created_by AS stored_by, w.sheet, w.row_number
    FROM reports AS r
    LEFT JOIN imports AS i USING (import_id)
    LEFT JOIN import_rows AS w USING (import_row_id)
    WHERE r.report_id = $report_id
"""
NUISANCES = "SELECT code FROM categories WHERE nuisance ORDER BY position"
BAWASLU_CATEGORIES = "SELECT code FROM categories WHERE bawaslu ORDER BY position"
COVERAGE = """
    SELECT DISTINCT area_code, day, source FROM coverage WHERE received <= $as_of AND day <= $as_of ORDER BY ALL
"""
# A week belongs to a span when any of its days does.
TOTALS = """
    SELECT t.district_code, d.name AS district, t.week, t.category, t.reports
    FROM report_totals AS t LEFT JOIN districts AS d USING (district_code)
    WHERE ($first IS NULL OR t.week + 6 >= $first) AND ($last IS NULL OR t.week <= $last)
      AND (len($districts) = 0 OR t.district_code IN (SELECT unnest($districts)))
      AND (len($categories) = 0 OR t.category IN (SELECT unnest($categories)))
    ORDER BY t.week DESC, d.name NULLS LAST, t.category
"""


def load_reports(read: Reader, as_of: date, first: date, last: date, districts: tuple[str, ...] = (),
                 categories: tuple[str, ...] = (), rows: int | None = None, skipped: int = 0) -> pd.DataFrame:
    """The reports of the days `first` to `last` received by `as_of`, with ward and district names.

    With `rows` only so many of them, behind the first `skipped`.
    """
    return read.frame(REPORTS, as_of=as_of, first=first, last=last, districts=list(districts),
                      categories=list(categories), rows=rows, skipped=skipped)


def load_alike(read: Reader, as_of: date, first: date, last: date, districts: tuple[str, ...] = (),
               categories: tuple[str, ...] = ()) -> pd.DataFrame:
    """The reports that ``load_reports`` lists, as ``lib.reports.counts`` counts them: occurred (midnight of the day),
    severity, category, verification, and how many `reports` are alike in these, how many of them `with_reporter`.
    """
    return read.frame(ALIKE, as_of=as_of, first=first, last=last, districts=list(districts),
                      categories=list(categories))


def find_report(read: Reader, report_id: int) -> dict[str, Any] | None:
    """One report, and where the reader may see its import: file_name, sheet, row_number, stored_at (UTC), stored_by."""
    found = read.rows(REPORT, report_id=report_id)
    return found[0] if found else None


def load_nuisances(read: Reader) -> tuple[str, ...]:
    """The categories that are mere nuisance, such as banners: listed, but apart."""
    return tuple(row["code"] for row in read.rows(NUISANCES))


def load_bawaslu_categories(read: Reader) -> tuple[str, ...]:
    """The categories of alleged breaches, which Bawaslu judges."""
    return tuple(row["code"] for row in read.rows(BAWASLU_CATEGORIES))


def load_coverage(read: Reader, as_of: date) -> pd.DataFrame:
    """The ward-days on which somebody was watching, as known on `as_of`: area_code, day, source."""
    return read.frame(COVERAGE, as_of=as_of)


def load_totals(read: Reader, first: date | None = None, last: date | None = None, districts: tuple[str, ...] = (),
                categories: tuple[str, ...] = ()) -> pd.DataFrame:
    """Reports by district, week (its Monday) and category; a count under 3 is empty.

    With `first` and `last` the weeks that have a day in that span; empty choices mean all.
    """
    return read.frame(TOTALS, first=first, last=last, districts=list(districts), categories=list(categories))
