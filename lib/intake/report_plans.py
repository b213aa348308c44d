"""Reports beside the stored ones: new, the same, corrected, or much like one that somebody should look at."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from lib.intake.cells import compact, fold
from lib.intake.decisions import NEW, SAME, Decisions
from lib.intake.pairing import key_without_reporter, pair_off, report_key, same_place
from lib.intake.plans import Alike, PlannedRow, place_of, report_values
from lib.intake.readings import Problem, Row
from lib.store import Reader, Viewer, Writing
from lib.text import N_, Message

# `told` is the day from which the report says what it says; `recorded_by` is who may read its reporter.
REPORTS_BETWEEN = """
    SELECT r.report_id, r.occurred, r.occurred_has_time, r.area_code, r.place, r.category, r.athg, r.aspect, r.severity,
           r.source_grade, r.parties, r.description, r.reporter, r.verification, r.recorded_by,
           greatest(r.received, r.corrected, i.received) AS told
    FROM main.whole_reports AS r LEFT JOIN main.imports AS i USING (import_id)
    WHERE r.occurred BETWEEN $first - INTERVAL 2 DAY AND $last + INTERVAL 2 DAY
    ORDER BY r.report_id
"""
# Accounts of which somebody said, in a file that stands, that they repeat a report.
REPEATED_BETWEEN = """
    SELECT a.report_id, a.occurred, a.area_code, a.place, a.reporter, a.description, i.created_by AS recorded_by
    FROM main.repeated_reports AS a JOIN main.imports AS i USING (import_id)
    SEMI JOIN main.whole_reports USING (report_id)
    WHERE i.state = 'stored' AND a.occurred BETWEEN $first AND $last
    ORDER BY a.import_row_id
"""
COMPARED = ("occurred_has_time", "place", "category", "athg", "aspect", "severity", "source_grade", "parties")
"""Report fields whose change is a correction. A field the file leaves empty is not a change."""
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


Report = dict[str, Any]


def compare_reports(read: Reader | Writing, rows: list[Row], viewer: Viewer, received: date,
                    decisions: Decisions) -> tuple[list[PlannedRow], list[Problem]]:
    """The plan of reports: their rows, and those that a newer file contradicts.

    An FKDM member's rows are compared with others' reports whoever reported: "the same" would give a name away.
    For the same reason a likeness is one of texts alone, and what is shown of others' reports names no reporter.
    What somebody said to repeat a report is the same when it is sent again, whatever else it tells.
    """
    sent = [report_values(row.values) for row in rows]
    stored, repeated = _around(read, REPORTS_BETWEEN, rows), _around(read, REPEATED_BETWEEN, rows)
    hidden, known = _apart(stored, viewer)
    found: list[Report | None] = [None] * len(sent)
    _fill(found, sent, known, report_key)
    _fill(found, sent, hidden, key_without_reporter)
    again: list[Report | None] = [None] * len(sent)
    others, own = _apart(repeated, viewer)
    for items, key in ((own, report_key), (others, key_without_reporter)):
        left = [number for number, report in enumerate(found) if report is None and again[number] is None]
        for number, item in zip(left, pair_off([sent[number] for number in left], items, key, same_place), strict=True):
            again[number] = item
    left = [number for number, report in enumerate(found) if report is None and again[number] is None]
    elsewhere = {**_elsewhere(left, sent, _free(known, found), report_key),
                 **_elsewhere(left, sent, _free(hidden, found), key_without_reporter)}
    shown = [report | {"reporter": None} for report in hidden] + known
    alike = dict(zip(left, find_alike([sent[number] for number in left], shown), strict=True))
    planned, outdated = [], []
    for number, row in enumerate(rows):
        report = found[number]
        if report is None and again[number] is not None:
            planned.append(PlannedRow(row, "same", again[number]["report_id"], repeats=True))
        elif report is None and number in elsewhere and decisions.duplicates.get(place_of(row)) != NEW:
            report = elsewhere[number]
            resembles = Alike(report["report_id"], 100, _shown(report, hidden))
            planned.append(_corrected(row, sent[number], report, resembles))
        elif report is None:
            planned.append(_new_or_decided(row, alike[number], decisions))
        else:
            planned.append(_corrected(row, sent[number], report))
        if report is not None and planned[-1].outcome == "changed" and received < report["told"]:
            planned.pop()
            outdated.append(_outdated(row, report["told"]))
    return planned, outdated


def _new_or_decided(row: Row, alike: Alike | None, decisions: Decisions) -> PlannedRow:
    if alike and decisions.duplicates.get(place_of(row)) == SAME:
        return PlannedRow(row, "same", alike.item_id, resembles=alike, repeats=True)
    return PlannedRow(row, "new", resembles=alike)


def _corrected(row: Row, values: Report, report: Report, resembles: Alike | None = None) -> PlannedRow:
    changed = tuple(name for name in COMPARED if _differs(name, values[name], report[name]))
    return PlannedRow(row, "changed" if changed else "same", report["report_id"], changed,
                      {name: report[name] for name in changed}, {name: values[name] for name in changed}, resembles)


def _differs(name: str, told: Any, stored: Any) -> bool:
    if name == "parties":
        return bool(told) and set(told) != set(stored)
    if name == "place":
        return told is not None and compact(told) != compact(stored or "")
    return told not in (None, False) and told != stored


def _outdated(row: Row, day: date) -> Problem:
    return Problem(
        sheet=row.sheet, row=row.row, field="received", level="error", text=day.isoformat(),
        message=Message(N_("A file received later, on {day}, says something else of this report."),
                        {"day": day.isoformat()}),
        hint=Message(N_("Correct the day this file was received, or leave the row out.")))


def _apart(items: list[Report], viewer: Viewer) -> tuple[list[Report], list[Report]]:
    """Those whose reporter the viewer may not know, and the others."""
    hidden = [item for item in items if viewer.role == "fkdm" and item["recorded_by"] != viewer.name]
    return hidden, [item for item in items if viewer.role != "fkdm" or item["recorded_by"] == viewer.name]


def _fill(found: list[Report | None], sent: list[Report], stored: list[Report],
          key: Callable[[Mapping[str, Any]], tuple]) -> None:
    left = [number for number, report in enumerate(found) if report is None]
    for number, report in zip(left, pair_off([sent[number] for number in left], stored, key, _closeness), strict=True):
        found[number] = report


def _closeness(values: Mapping[str, Any], report: Mapping[str, Any]) -> tuple[int, ...] | None:
    """Of one ward and text: those of one place first, then those that differ least."""
    place = same_place(values, report)
    return place and (*place, -sum(_differs(name, values[name], report[name]) for name in COMPARED))


def _free(stored: list[Report], found: list[Report | None]) -> list[Report]:
    taken = {report["report_id"] for report in found if report}
    return [report for report in stored if report["report_id"] not in taken]


def _elsewhere(left: list[int], sent: list[Report], stored: list[Report],
               key: Callable[[Mapping[str, Any]], tuple]) -> dict[int, Report]:
    """Row number -> the report of its key whose place it corrects: of a whole account, and when there are no two."""
    if not stored:
        return {}
    rows, reports = defaultdict(list), defaultdict(list)
    for number in left:
        rows[key(sent[number])].append(number)
    for report in stored:
        reports[key(report)].append(report)
    return {numbers[0]: reports[said][0] for said, numbers in rows.items()
            if len(numbers) == len(reports.get(said, ())) == 1
            and _read(sent[numbers[0]]["description"])[2] >= FEW_WORDS}


def _shown(report: Report, hidden: list[Report]) -> dict[str, Any]:
    is_hidden = any(other is report for other in hidden)
    return {name: None if is_hidden and name == "reporter" else report[name] for name in SHOWN}


def find_alike(sent: list[dict[str, Any]], stored: list[dict[str, Any]]) -> list[Alike | None]:
    """For each report the stored one most like it, of the same ward and within a day; None when none is ALIKE."""
    if not stored:
        return [None] * len(sent)
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


def _around(read: Reader | Writing, sql: str, rows: list[Row]) -> list[Report]:
    moments = [row.values["occurred"] for row in rows]
    return read.rows(sql, first=min(moments), last=max(moments)) if moments else []
