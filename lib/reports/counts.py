"""How many reports there are, how grave, how far checked; of the same choice as the list, so that both agree."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from lib.text import _, ngettext, number

SEVERE = 4
"""Reports from this severity on are counted apart."""
UNVERIFIED = ("baru", "diperiksa")
"""States of verification in which nobody has vouched for a report yet."""
GROUPS = ("severe", "lesser", "ungraded", "nuisance")
"""How reports are told apart in a chart; nuisance whatever its severity, because it would hide everything else."""


@dataclass(frozen=True)
class ReportCounts:
    """Counts of listed reports; a report may count in several of them."""

    total: int
    unverified: int
    severe: int
    nuisance: int


def count_reports(reports: pd.DataFrame, nuisances: Collection[str]) -> ReportCounts:
    """Count the reports of ``listings.load_alike``; `nuisances` are categories."""
    number = reports["reports"]
    return ReportCounts(
        total=int(number.sum()),
        unverified=int(number[reports["verification"].isin(UNVERIFIED)].sum()),
        severe=int(number[(reports["severity"] >= SEVERE).fillna(False)].sum()),
        nuisance=int(number[reports["category"].isin(nuisances)].sum()))


def span_before(first: date, last: date, start: date) -> tuple[date, date] | None:
    """As many days just before the days `first` to `last`: what a change is measured against.

    None where these would begin before `start`: nobody was listening yet.
    """
    before = first - (last - first) - timedelta(days=1), first - timedelta(days=1)
    return before if before[0] >= start else None


def last_days(as_of: date, days: int) -> tuple[date, date]:
    """The `days` days that end with `as_of`."""
    return as_of - timedelta(days=days - 1), as_of


def change_of(now: ReportCounts, before: ReportCounts | None, name: str) -> int | None:
    """By how many one of the counts has grown; None where nothing is known of before."""
    return None if before is None else getattr(now, name) - getattr(before, name)


def count_days(reports: pd.DataFrame, nuisances: Collection[str], first: date, last: date) -> pd.DataFrame:
    """The reports of ``load_alike`` by day and group: day (every one of the span), and counts for each of GROUPS."""
    group = pd.Series("lesser", index=reports.index, dtype="object")
    group[reports["severity"].isna()] = "ungraded"
    group[reports["severity"] >= SEVERE] = "severe"
    group[reports["category"].isin(nuisances)] = "nuisance"
    counted = reports["reports"].groupby([reports["occurred"].dt.normalize(), group]).sum().unstack(fill_value=0)
    days = pd.date_range(first, last, freq="D", name="day")
    return counted.reindex(index=days, columns=list(GROUPS), fill_value=0).rename_axis(columns=None).reset_index()


def say_counts(counts: ReportCounts) -> str:
    """The page's answer: how many reports, how many of them unverified, how many severe."""
    if not counts.total:
        return _("No report from these days.")
    return " ".join((
        ngettext("{total} report from these days.", "{total} reports from these days.", counts.total,
                 total=number(counts.total)),
        ngettext("{unverified} is not verified yet.", "{unverified} are not verified yet.", counts.unverified,
                 unverified=number(counts.unverified)),
        _("None is of severity 4 or higher.") if not counts.severe else
        ngettext("{severe} is of severity 4 or higher.", "{severe} are of severity 4 or higher.", counts.severe,
                 severe=number(counts.severe))))
