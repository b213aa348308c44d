"""What each read row would do to what is stored: new, changed, the same, or refused.

An event is the same event when organiser, start and venue agree; a report when ward and place (as far as both are
told), moment, reporter and text agree. Spelling of capitals, spaces and punctuation makes no difference.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import compress
from operator import not_
from typing import Any

from lib.errors import Refusal
from lib.intake.cells import compact
from lib.intake.readings import Problem, Reading, Row
from lib.store import Reader, Viewer, Writing
from lib.text import N_, Message

EVENTS_BETWEEN = """
    SELECT event_id, version, received, organiser, activity, title, starts, ends, venue, area_code, attendance,
           permit_no, contact
    FROM main.events
    WHERE starts BETWEEN $first AND $last AND state <> 'cancelled'
    ORDER BY event_id
"""
REPORTS_BETWEEN = """
    SELECT report_id, occurred, area_code, place, reporter, description, created_by
    FROM main.reports LEFT JOIN main.imports USING (import_id)
    WHERE occurred BETWEEN $first AND $last
    ORDER BY report_id
"""
_SENDERS = {"schedule": {"system", "admin", "analyst", "party"}, "report": {"system", "admin", "analyst", "fkdm"}}
_ASK = Message(N_("Ask Bakesbangpol to upload it, or leave the row out."))
COMPARED = ("activity", "title", "ends", "area_code", "attendance", "permit_no", "contact")
"""Event fields whose change makes a new version. A field the file leaves empty is not a change."""


@dataclass(frozen=True)
class PlannedRow:
    """One accepted row and what storing it does; `changed` names the event fields that differ."""

    row: Row
    outcome: str  # new, changed, same
    item_id: int | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What storing a reading would do; `refused` are rows the sender has no right to send."""

    rows: list[PlannedRow]
    refused: list[Problem]

    def count(self, outcome: str) -> int:
        """The number of rows with this outcome."""
        return sum(row.outcome == outcome for row in self.rows)


def plan_import(read: Reader | Writing, reading: Reading, viewer: Viewer, received: date) -> Plan:
    """Compare a reading, received on a day, with what is stored; a dry run when `read` is a reader.

    An older file does not change what a newer one said, and nobody reports what is yet to happen: such rows are
    refused.
    Raises Refusal when files of this kind are not for `viewer` to send.
    """
    if viewer.role not in _SENDERS[reading.kind]:
        raise Refusal(Message(N_("Files of this kind are not part of your role.")))
    rows, refused = _allowed(reading, viewer)
    if reading.kind == "report":
        rows, too_early = _split(
            rows, lambda row: row.values["occurred"].date() <= received, "occurred",
            Message(N_("The day lies after the day this file was received.")),
            Message(N_("Correct the date in the file, or the day it was received.")))
        return Plan(_compare_reports(read, rows, viewer), [*refused, *too_early])
    planned, outdated = _compare_events(read, rows, received)
    return Plan(planned, [*refused, *outdated])


def _allowed(reading: Reading, viewer: Viewer) -> tuple[list[Row], list[Problem]]:
    """Split the rows into those `viewer` may send and problems for the rest."""
    if viewer.role == "party":
        return _split(reading.rows, lambda row: row.values.get("party") == viewer.organiser, "party", Message(N_(
            "This row is of another organiser; you send the schedule of your own only.")))
    if viewer.role == "fkdm":
        return _split(reading.rows, lambda row: row.values.get("area_code") in viewer.areas, "area_code", Message(N_(
            "This row is of a ward that is not yours.")))
    return list(reading.rows), []


def _split(rows: Iterable[Row], may: Callable[[Row], bool], field: str, why: Message,
           hint: Message = _ASK) -> tuple[list[Row], list[Problem]]:
    allowed, refused = [], []
    for row in rows:
        if may(row):
            allowed.append(row)
        else:
            refused.append(Problem(
                sheet=row.sheet, row=row.row, field=field, level="error", text=str(row.values.get(field) or ""),
                message=why, hint=hint))
    return allowed, refused


def _compare_events(read: Reader | Writing, rows: list[Row], received: date) -> tuple[list[PlannedRow], list[Problem]]:
    stored = _stored_between(read, EVENTS_BETWEEN, rows, "start")
    sent = [event_values(row.values) for row in rows]
    planned, outdated = [], []
    for row, values, event in zip(rows, sent, _pair_off(sent, stored, _event_key, _likeness), strict=True):
        if event is None:
            planned.append(PlannedRow(row, "new"))
            continue
        changed = _changes(values, event)
        if changed and received < event["received"]:
            outdated.append(Problem(
                sheet=row.sheet, row=row.row, field="received", level="error", text=received.isoformat(),
                message=Message(N_("A file received later, on {day}, says something else of this event."),
                                {"day": event["received"].isoformat()}),
                hint=Message(N_("Correct the day this file was received, or leave the row out."))))
            continue
        planned.append(PlannedRow(row, "changed" if changed else "same", event["event_id"], changed))
    return planned, outdated


def _compare_reports(read: Reader | Writing, rows: list[Row], viewer: Viewer) -> list[PlannedRow]:
    """An FKDM member's rows are compared with others' reports whoever reported: "the same" would give a name away."""
    stored = _stored_between(read, REPORTS_BETWEEN, rows, "occurred")
    sent = [report_values(row.values) for row in rows]
    is_hidden = [viewer.role == "fkdm" and report["created_by"] != viewer.name for report in stored]
    hidden, known = list(compress(stored, is_hidden)), list(compress(stored, map(not_, is_hidden)))
    found = _pair_off(sent, known, _report_key, _same_place)
    left = [number for number, report in enumerate(found) if report is None]
    for number, report in zip(left, _pair_off([sent[number] for number in left], hidden, _key_without_reporter,
                                              _same_place), strict=True):
        found[number] = report
    return [PlannedRow(row, "new") if report is None else PlannedRow(row, "same", report["report_id"])
            for row, report in zip(rows, found, strict=True)]


def _pair_off(sent: list[dict[str, Any]], stored: list[dict[str, Any]], key_of: Callable[[Mapping[str, Any]], tuple],
              likeness: Callable[[Mapping[str, Any], Mapping[str, Any]], tuple | None]) -> list[dict[str, Any] | None]:
    """For each row of a file the stored item of its key, or None; no item is given to two rows.

    A party may hold two things at one hour in one place: those most alike go together first. A pair without a
    likeness is none.
    """
    by_key = defaultdict(list)
    for number, item in enumerate(stored):
        by_key[key_of(item)].append(number)
    pairs = [(alike, row, number) for row, values in enumerate(sent) for number in by_key.get(key_of(values), ())
             if (alike := likeness(values, stored[number])) is not None]
    given: dict[int, int] = {}
    taken: set[int] = set()
    for _alike, row, number in sorted(pairs, key=lambda pair: ([-part for part in pair[0]], pair[1:])):
        if row not in given and number not in taken:
            given[row] = number
            taken.add(number)
    return [stored[given[row]] if row in given else None for row in range(len(sent))]


def _changes(values: Mapping[str, Any], event: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in COMPARED if values[name] is not None and values[name] != event[name])


def _likeness(values: Mapping[str, Any], event: Mapping[str, Any]) -> tuple[int, ...]:
    """The higher, the more alike: same activity, nothing changed in the title, few changes, few gaps."""
    changed = _changes(values, event)
    equal = sum(values[name] == event[name] for name in COMPARED)
    return ("activity" not in changed, "title" not in changed, len(COMPARED) - len(changed), equal)


def _same_place(values: Mapping[str, Any], report: Mapping[str, Any]) -> tuple[int, ...] | None:
    """Of one ward: another place is another report, but a place may be told only once."""
    here, there = compact(values["place"] or ""), compact(report["place"] or "")
    return (here == there,) if here == there or not (here and there) else None


def _stored_between(read: Reader | Writing, sql: str, rows: list[Row], field: str) -> list[dict[str, Any]]:
    moments = [row.values[field] for row in rows]
    return read.rows(sql, first=min(moments), last=max(moments)) if moments else []


def event_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The event columns of a read schedule row."""
    return {
        "organiser": values["party"], "activity": values["activity"], "title": values.get("title") or None,
        "starts": values["start"], "ends": values.get("end"), "venue": values["venue"],
        "venue_id": values.get("venue_id"), "area_code": values.get("area_code") or None,
        "lat": values.get("lat"), "lon": values.get("lon"), "attendance": values.get("attendance"),
        "permit_no": values.get("permit_no") or None, "contact": values.get("contact") or None}


def report_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The report columns of a read report row."""
    return {
        "occurred": values["occurred"], "occurred_has_time": bool(values.get("occurred_has_time")),
        "area_code": values.get("area_code") or None, "place": values.get("place") or None,
        "category": values.get("category") or None, "athg": values.get("athg") or None,
        "aspect": values.get("field") or None, "severity": values.get("severity"),
        "source_grade": values.get("source_grade") or None, "parties": list(values.get("parties") or []),
        "description": values["description"], "reporter": values.get("reporter") or None}


def _event_key(event: Mapping[str, Any]) -> tuple[str, datetime, str]:
    return event["organiser"], event["starts"], compact(event["venue"])


def _report_key(report: Mapping[str, Any]) -> tuple[str, datetime, str, str]:
    return (report["area_code"] or compact(report["place"] or ""), report["occurred"],
            compact(report["reporter"] or ""), compact(report["description"]))


def _key_without_reporter(report: Mapping[str, Any]) -> tuple[str, datetime, str, str]:
    return _report_key({**report, "reporter": None})
