"""Imports: a reading stored whole or not at all.

The file's bytes, every row as sent and what became of it stay in the store, so that each event and report can
be traced to file, sheet and row.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.errors import Refusal
from lib.intake.comparing import plan_import
from lib.intake.decisions import NO_DECISIONS, Decisions
from lib.intake.drafts import count_left_out
from lib.intake.event_rows import write_events
from lib.intake.known_since import date_back
from lib.intake.mending import check_continued, mark_mended
from lib.intake.plans import Plan
from lib.intake.readings import Problem, Reading
from lib.intake.receiving import check_received
from lib.intake.report_rows import write_reports
from lib.intake.sent_cells import NO_CELLS, cells_json
from lib.intake.staging import close_staged
from lib.store import SYSTEM, Store, Viewer, Writing
from lib.text import N_, Message

Refused = Mapping[tuple[str, int], list[Problem]]
ImportRow = tuple[Any, ...]
_ROW_COLUMNS = ("import_row_id", "sheet", "row_number", "part", "outcome", "cells", "problems", "item_id",
                "same_as")


@dataclass(frozen=True)
class Receipt:
    """What an import did: its number and counts of rows; `cancelled` are events it no longer lists.

    `left_out` are rows a person left out, by the choices kept beside the import.
    """

    import_id: int
    new: int
    changed: int
    same: int
    refused: int
    warnings: int
    moved: int = 0
    cancelled: int = 0
    left_out: int = 0


def store_reading(store: Store, viewer: Viewer, reading: Reading, data: bytes, *, received: date,
                  decisions: Decisions = NO_DECISIONS, choices_json: str | None = None,
                  continues: int | None = None, staged_id: int | None = None) -> Receipt:
    """Store the accepted rows of `reading` in one transaction.

    `received` is the day the office got the file: what is known as of a day is what was received by then.
    `choices_json` says how the file was read, and is kept beside it. `continues` is an import whose refused rows the
    file sends again: those now stored are marked as mended there. `staged_id` is the upload at work that this ends.
    Raises Refusal when there is nothing to store, when that day is yet to come, when rows are refused and `decisions`
    do not take the good ones, and when `continues` is no import of this kind that the viewer may continue.
    """
    if reading.refusal:
        raise Refusal(reading.refusal)
    if continues is not None:
        check_continued(store, viewer, reading.kind, continues)
    with store.writing(viewer, f"import {reading.kind}") as tx:
        check_received(tx, received)
        plan = plan_import(tx, reading, viewer, received, decisions, continues)
        refused = refused_rows(reading, plan)
        if refused and not decisions.takes_good(reading.kind):
            raise Refusal(Message(N_("{n} rows have problems, so nothing was stored. Mend them, or choose to take "
                                     "the good rows."), {"n": len(refused)}))
        if not (plan.rows or plan.cancelled or reading.quiet_days):
            raise Refusal(Message(N_("No row of this file can be stored. Look at the problems below.")))
        kept = {"choices": choices_json, "decisions": None if decisions == NO_DECISIONS else decisions.to_json(),
                "continues": continues}
        receipt = _write(tx, viewer, reading, data, plan, refused, received, kept)
        if continues is not None:
            mark_mended(tx, continues)
        if staged_id is not None:
            close_staged(tx, viewer, staged_id, receipt.import_id)
        return receipt


def preview_import(store: Store, viewer: Viewer, reading: Reading, received: date,
                   decisions: Decisions = NO_DECISIONS, continues: int | None = None) -> Plan:
    """What ``store_reading`` would do, without doing it.

    Compared with everything stored, also with what `viewer` may not see: only the outcome of their own rows shows.
    """
    with store.reader(SYSTEM) as read:
        return plan_import(read, reading, viewer, received, decisions, continues)


def refused_rows(reading: Reading, plan: Plan) -> dict[tuple[str, int], list[Problem]]:
    """The problems of each refused row, by sheet and row number."""
    refused: dict[tuple[str, int], list[Problem]] = {}
    for problem in [*reading.problems, *plan.refused]:
        if problem.level == "error" and problem.row is not None:
            refused.setdefault((problem.sheet, problem.row), []).append(problem)
    return refused


def _write(tx: Writing, viewer: Viewer, reading: Reading, data: bytes, plan: Plan, refused: Refused, received: date,
           kept: Mapping[str, Any]) -> Receipt:
    import_id = tx.next_ids("import_ids", 1)[0]
    cancelled = plan.cancelled
    row_ids = tx.next_ids("import_row_ids", len(plan.rows) + len(refused) + len(cancelled))
    of_rows, of_refused, of_cancelled = (row_ids[:len(plan.rows)],
                                         row_ids[len(plan.rows):len(plan.rows) + len(refused)],
                                         row_ids[len(plan.rows) + len(refused):])
    if not tx.rows("SELECT 1 FROM import_files WHERE sha256 = $sha256", sha256=reading.sha256):
        tx.insert("import_files", [{"sha256": reading.sha256, "size": len(data), "content": data, "kept_at": tx.at}])
    if reading.kind == "schedule":
        item_ids, same_as = write_events(tx, plan.rows, of_rows, cancelled, of_cancelled, import_id, received)
    else:
        item_ids, same_as = write_reports(tx, plan.rows, of_rows, import_id, received)
    stored = _stored_rows(reading, plan, of_rows, item_ids, same_as)
    others = [
        *_refused_rows(reading, refused, of_refused),
        *((row_id, "", None, 1, "cancelled", "{}", "[]", event.event_id, None)
          for event, row_id in zip(cancelled, of_cancelled, strict=True))]
    columns = [[*column, *more] for column, more in zip(stored, zip(*others, strict=True), strict=True)] \
        if others else stored
    tx.insert_columns("import_rows", {**dict(zip(_ROW_COLUMNS, columns, strict=True)),
                                      "import_id": [import_id] * len(columns[0])})
    _write_coverage(tx, viewer, reading, plan, import_id, received)
    receipt = Receipt(import_id, plan.count("new"), plan.count("changed"), plan.count("same"), len(refused),
                      sum(problem.level == "warning" for problem in reading.problems), plan.count("moved"),
                      len(cancelled), count_left_out(reading.problems))
    tx.insert("imports", [{
        "import_id": import_id, "kind": reading.kind, "state": "stored", "file_name": reading.name,
        "sha256": reading.sha256, "received": received, "created_at": tx.at, "created_by": tx.by,
        "rows_new": receipt.new, "rows_changed": receipt.changed, "rows_same": receipt.same,
        "rows_refused": receipt.refused, "rows_moved": receipt.moved, "rows_cancelled": receipt.cancelled,
        "warnings": receipt.warnings, "undone_at": None, "undone_by": None, "kept_after_undo": None,
        "sender": _sender(reading, plan), **kept}])
    date_back(tx, reading.kind, import_id, received)
    return receipt


def _sender(reading: Reading, plan: Plan) -> str | None:
    """The organiser or ward that the file is of, when it is of one."""
    if reading.kind == "schedule":
        found = {row.row.values["party"] for row in plan.rows}
    else:
        found = {row.row.values.get("area_code") for row in plan.rows} | {area for area, _day in reading.quiet_days}
    return found.pop() or None if len(found) == 1 else None


def _stored_rows(reading: Reading, plan: Plan, row_ids: list[int], item_ids: list[int],
                 same_as: list[int | None]) -> list[list[Any]]:
    """The columns of _ROW_COLUMNS for the rows that are taken."""
    told: dict[tuple[str, int], list[Problem]] = {}
    for problem in reading.problems:
        if problem.level != "error" and problem.row is not None:
            told.setdefault((problem.sheet, problem.row), []).append(problem)
    rows = [planned.row for planned in plan.rows]
    problems = [_problems_json(told.get((row.sheet, row.row), ())) for row in rows] if told else ["[]"] * len(rows)
    return [row_ids, [row.sheet for row in rows], [row.row for row in rows], [row.part for row in rows],
            [planned.outcome for planned in plan.rows], [cells_json(row.raw) for row in rows], problems, item_ids,
            same_as]


def _refused_rows(reading: Reading, refused: Refused, row_ids: list[int]) -> Iterator[ImportRow]:
    raw = {(row.sheet, row.row): row.raw for row in [*reading.held, *reading.rows]} if refused else {}
    for ((sheet, number), problems), row_id in zip(refused.items(), row_ids, strict=True):
        cells = cells_json(raw.get((sheet, number), NO_CELLS))
        yield row_id, sheet, number, 1, "refused", cells, _problems_json(problems), None, None


def _write_coverage(tx: Writing, viewer: Viewer, reading: Reading, plan: Plan, import_id: int,
                    received: date) -> None:
    """A ward-day with a report or a NIHIL line is a ward-day on which somebody was watching.

    A form filled in beforehand tells nothing of the days after it was received.
    """
    if reading.kind != "report":
        return
    days = {(row.row.values.get("area_code"), row.row.values["occurred"].date(), "report") for row in plan.rows}
    days |= {(area, day, "nihil") for area, day in reading.quiet_days if day <= received}
    mine = sorted(entry for entry in days if entry[0] and (viewer.role != "fkdm" or entry[0] in viewer.areas))
    tx.insert("coverage", [{"area_code": area, "day": day, "source": source, "import_id": import_id,
                            "received": received} for area, day, source in mine])


_JSON = json.JSONEncoder(ensure_ascii=False, default=str)


def _problems_json(problems: list[Problem] | tuple[()]) -> str:
    """Problems as data: the sentences are worded when somebody reads them."""
    if not problems:
        return "[]"
    return _JSON.encode([{"field": problem.field, "level": problem.level, "found": problem.text,
                          "message": _message(problem.message), "hint": _message(problem.hint)}
                         for problem in problems])


def _message(message: Message | None) -> dict[str, Any] | None:
    if message is None:
        return None
    return {"text": message.text, "values": {key: _message(value) if isinstance(value, Message) else value
                                             for key, value in message.values.items()}}
