"""Reports beside the stored ones: new, the same, or much like one that somebody should look at."""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from itertools import compress
from operator import not_
from typing import Any

from rapidfuzz import fuzz, process

from lib.intake.cells import compact, fold
from lib.intake.decisions import SAME, Decisions
from lib.intake.pairing import key_without_reporter, pair_off, report_key, same_place
from lib.intake.plans import Alike, PlannedRow, place_of, report_values
from lib.intake.readings import Row
from lib.store import Reader, Viewer, Writing

REPORTS_BETWEEN = """
    SELECT report_id, occurred, occurred_has_time, area_code, place, category, severity, description, reporter,
           verification, created_by
    FROM main.reports LEFT JOIN main.imports USING (import_id)
    WHERE occurred BETWEEN $first - INTERVAL 2 DAY AND $last + INTERVAL 2 DAY
    ORDER BY report_id
"""
ALIKE = 85
"""Likeness of two texts, 0 to 100, from which a report may repeat another one; see ``text_likeness``."""
FEW_WORDS = 3
"""A text of fewer words is part of many others: it is compared as a whole."""
MOST_NEAR = 50
"""Stored reports of one ward and day a report is compared with; of more those next to it in alphabetical order, so
that no file keeps the server busy."""
_NUMBER = re.compile(r"0*(\d+)")
SHOWN = ("report_id", "occurred", "occurred_has_time", "area_code", "place", "category", "severity", "description",
         "reporter", "verification")


def compare_reports(read: Reader | Writing, rows: list[Row], viewer: Viewer, decisions: Decisions) -> list[PlannedRow]:
    """An FKDM member's rows are compared with others' reports whoever reported: "the same" would give a name away.

    For the same reason a likeness is one of texts alone, and what is shown of others' reports names no reporter.
    """
    stored = _stored_around(read, rows)
    sent = [report_values(row.values) for row in rows]
    is_hidden = [viewer.role == "fkdm" and report["created_by"] != viewer.name for report in stored]
    hidden, known = list(compress(stored, is_hidden)), list(compress(stored, map(not_, is_hidden)))
    found = pair_off(sent, known, report_key, same_place)
    left = [number for number, report in enumerate(found) if report is None]
    for number, report in zip(left, pair_off([sent[number] for number in left], hidden, key_without_reporter,
                                             same_place), strict=True):
        found[number] = report
    left = [number for number, report in enumerate(found) if report is None]
    shown = [report | {"reporter": None} for report in hidden] + known
    alike = dict(zip(left, find_alike([sent[number] for number in left], shown), strict=True))
    return [PlannedRow(row, "same", report["report_id"]) if report else _new_or_decided(row, alike[number], decisions)
            for number, (row, report) in enumerate(zip(rows, found, strict=True))]


def _new_or_decided(row: Row, alike: Alike | None, decisions: Decisions) -> PlannedRow:
    if alike and decisions.duplicates.get(place_of(row)) == SAME:
        return PlannedRow(row, "same", alike.item_id, resembles=alike)
    return PlannedRow(row, "new", resembles=alike)


def find_alike(sent: list[dict[str, Any]], stored: list[dict[str, Any]]) -> list[Alike | None]:
    """For each report the stored one most like it, of the same ward and within a day; None when none is ALIKE."""
    by_day = defaultdict(list)
    for report in stored:
        by_day[_where(report), report["occurred"].toordinal()].append(report)
    for reports in by_day.values():
        if len(reports) > MOST_NEAR:
            reports.sort(key=_order)
    found: list[Alike | None] = []
    for values in sent:
        day = values["occurred"].toordinal()
        near = [report for other in (day, day - 1, day + 1)
                for report in _next_to(values, by_day.get((_where(values), other), []))]
        best = process.extractOne(
            values["description"], [report["description"] for report in near], scorer=text_likeness,
            score_cutoff=ALIKE) if near else None
        found.append(best and Alike(near[best[2]]["report_id"], round(best[1]),
                                    {name: near[best[2]][name] for name in SHOWN}))
    return found


def _next_to(values: dict[str, Any], reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(reports) <= MOST_NEAR:
        return reports
    first = max(0, bisect_left(reports, _order(values), key=_order) - MOST_NEAR // 2)
    return reports[first:first + MOST_NEAR]


def _order(report: dict[str, Any]) -> str:
    return _read(report["description"])[0]


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[str, frozenset[str], int]:
    """The text as compared, the numbers in it, how many different words it has."""
    folded = fold(text)
    return folded, frozenset(_NUMBER.findall(folded)), len(set(folded.split()))


def text_likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    """How alike two accounts are, 0 to 100: in whatever order the words stand, and though one tells more.

    RapidFuzz' token_set_ratio, which asks how much of the shorter one stands in the longer; with fewer than FEW_WORDS
    different words in one of them token_sort_ratio, which asks whether they are as long, too. Texts that both name
    numbers and none in common ("RW 03", "RW 12") are of two things.
    """
    (one, here, words), (other, there, others) = _read(one), _read(other)
    if here and there and not here & there:
        return 0
    is_short = min(words, others) < FEW_WORDS
    return (fuzz.token_sort_ratio if is_short else fuzz.token_set_ratio)(one, other, score_cutoff=score_cutoff)


def _where(report: dict[str, Any]) -> str:
    return report["area_code"] or compact(report["place"] or "")


def _stored_around(read: Reader | Writing, rows: list[Row]) -> list[dict[str, Any]]:
    moments = [row.values["occurred"] for row in rows]
    return read.rows(REPORTS_BETWEEN, first=min(moments), last=max(moments)) if moments else []
