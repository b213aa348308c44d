"""Imports: a reading stored whole or not at all.

The file's bytes, every row as sent and what became of it stay in the store, so that each event and report can
be traced to file, sheet and row.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.errors import Refusal
from lib.intake.cells import compact
from lib.intake.comparing import Plan, PlannedRow, event_values, plan_import, report_values
from lib.intake.readings import Problem, Reading
from lib.store import SYSTEM, Store, Viewer, Writing
from lib.text import N_, Message

NEWEST_VERSION = "SELECT * FROM event_versions WHERE event_id = $id ORDER BY version DESC LIMIT 1"


@dataclass(frozen=True)
class Receipt:
    """What an import did: its number and counts of rows."""

    import_id: int
    new: int
    changed: int
    same: int
    refused: int
    warnings: int


def store_reading(store: Store, viewer: Viewer, reading: Reading, data: bytes, *, received: date,
                  only_if_clean: bool = False) -> Receipt:
    """Store the accepted rows of `reading` in one transaction.

    `received` is the day the office got the file: what is known as of a day is what was received by then.
    With `only_if_clean` a single refused row stops the whole file. Raises Refusal when there is nothing to store.
    """
    if reading.refusal:
        raise Refusal(reading.refusal)
    with store.writing(viewer, f"import {reading.kind}") as tx:
        plan = plan_import(tx, reading, viewer, received)
        refused = _refused_rows(reading, plan)
        if only_if_clean and refused:
            raise Refusal(Message(N_("{n} rows have problems, so nothing was stored. Mend them, or choose to take "
                                     "the good rows."), {"n": len(refused)}))
        if not plan.rows and not reading.quiet_days:
            raise Refusal(Message(N_("No row of this file can be stored. Look at the problems below.")))
        return _write(tx, viewer, reading, data, plan, refused, received)


def preview_import(store: Store, viewer: Viewer, reading: Reading, received: date) -> Plan:
    """What ``store_reading`` would do, without doing it.

    Compared with everything stored, also with what `viewer` may not see: only the outcome of their own rows shows.
    """
    with store.reader(SYSTEM) as read:
        return plan_import(read, reading, viewer, received)


def _refused_rows(reading: Reading, plan: Plan) -> dict[tuple[str, int], list[Problem]]:
    """The problems of each refused row, by sheet and row number."""
    refused: dict[tuple[str, int], list[Problem]] = {}
    for problem in [*reading.problems, *plan.refused]:
        if problem.level == "error" and problem.row is not None:
            refused.setdefault((problem.sheet, problem.row), []).append(problem)
    return refused


def _write(tx: Writing, viewer: Viewer, reading: Reading, data: bytes, plan: Plan,
           refused: Mapping[tuple[str, int], list[Problem]], received: date) -> Receipt:
    import_id = tx.next_ids("import_ids", 1)[0]
    row_ids = tx.next_ids("import_row_ids", len(plan.rows) + len(refused))
    _keep_file(tx, reading, data)
    place = {"import_id": import_id, "recorded_at": tx.at, "recorded_by": tx.by}
    write_items = _write_events if reading.kind == "schedule" else _write_reports
    item_ids = write_items(tx, plan.rows, row_ids, place, received)
    _write_rows(tx, reading, plan, refused, import_id, row_ids, item_ids)
    _write_coverage(tx, viewer, reading, plan, import_id, received)
    receipt = Receipt(import_id, plan.count("new"), plan.count("changed"), plan.count("same"), len(refused),
                      sum(problem.level == "warning" for problem in reading.problems))
    tx.insert("imports", [{
        "import_id": import_id, "kind": reading.kind, "state": "stored", "file_name": reading.name,
        "sha256": reading.sha256, "received": received, "created_at": tx.at, "created_by": tx.by,
        "rows_new": receipt.new, "rows_changed": receipt.changed, "rows_same": receipt.same,
        "rows_refused": receipt.refused, "warnings": receipt.warnings, "undone_at": None, "undone_by": None,
        "kept_after_undo": None}])
    return receipt


def _keep_file(tx: Writing, reading: Reading, data: bytes) -> None:
    if not tx.rows("SELECT 1 FROM import_files WHERE sha256 = $sha256", sha256=reading.sha256):
        tx.insert("import_files", [{"sha256": reading.sha256, "size": len(data), "content": data, "kept_at": tx.at}])


def _write_events(tx: Writing, rows: list[PlannedRow], row_ids: list[int], place: Mapping[str, Any],
                  received: date) -> list[int | None]:
    """New events and new versions; returns the event of each row."""
    place = {**place, "received": received}
    fresh = iter(tx.next_ids("event_ids", sum(row.outcome == "new" for row in rows)))
    wards = {venue["venue_id"]: venue["area_code"] for venue in tx.rows("SELECT venue_id, area_code FROM venues")}
    versions, item_ids = [], []
    for planned, row_id in zip(rows, row_ids, strict=False):
        values = event_values(planned.row.values)
        values["area_code"] = values["area_code"] or wards.get(values["venue_id"])
        event_id = planned.item_id if planned.outcome != "new" else next(fresh)
        item_ids.append(event_id)
        if planned.outcome == "new":
            versions.append(_event_version(event_id, 1, values, row_id, place))
        elif planned.outcome == "changed":
            before = tx.rows(NEWEST_VERSION, id=event_id)[0]
            merged = {name: before[name] if value is None else value for name, value in values.items()}
            versions.append(_event_version(event_id, before["version"] + 1, merged, row_id, place,
                                           {name: before[name] for name in _NOT_IN_FILES}))
    tx.insert("event_versions", versions)
    return item_ids


_NOT_IN_FILES = ("state", "vehicles", "route", "speakers", "joint_key")
"""Event fields a schedule file does not carry: a new version keeps them."""


def _event_version(event_id: int | None, version: int, values: Mapping[str, Any], row_id: int,
                   place: Mapping[str, Any], kept: Mapping[str, Any] | None = None) -> dict[str, Any]:
    kept = kept or {"state": "planned", "vehicles": None, "route": None, "speakers": None, "joint_key": None}
    return {"event_id": event_id, "version": version, **kept, **values, "position_is_estimate": False,
            "import_row_id": row_id, **place}


def _write_reports(tx: Writing, rows: list[PlannedRow], row_ids: list[int], place: Mapping[str, Any],
                   received: date) -> list[int | None]:
    """New reports; returns the report of each row."""
    salt = _reporter_salt(tx)
    fresh = iter(tx.next_ids("report_ids", sum(row.outcome == "new" for row in rows)))
    reports, item_ids = [], []
    for planned, row_id in zip(rows, row_ids, strict=False):
        report_id = planned.item_id if planned.outcome == "same" else next(fresh)
        item_ids.append(report_id)
        if planned.outcome == "new":
            values = report_values(planned.row.values)
            reports.append({
                "report_id": report_id, **values, "received": received,
                "reporter_key": reporter_key(values["reporter"], salt), "verification": "baru",
                "import_row_id": row_id, **place})
    tx.insert("reports", reports)
    return item_ids


def _reporter_salt(tx: Writing) -> str:
    """The key of this database's reporter keys, made with the first report: without it a name could be guessed."""
    salt = tx.value("SELECT value FROM settings WHERE key = 'reporter_salt'")
    if salt is None:
        salt = json.dumps(secrets.token_hex(32))
        tx.insert("settings", [{"key": "reporter_salt", "value": salt, "is_secret": True}])
    return salt


def reporter_key(reporter: str | None, salt: str) -> str | None:
    """An opaque key by which one reporter's reports can be counted without knowing who it is."""
    if not reporter or not compact(reporter):
        return None
    return hmac.new(salt.encode(), compact(reporter).encode(), hashlib.sha256).hexdigest()[:16]


def _write_rows(tx: Writing, reading: Reading, plan: Plan, refused: Mapping[tuple[str, int], list[Problem]],
                import_id: int, row_ids: list[int], item_ids: list[int | None]) -> None:
    warnings: dict[tuple[str, int], list[Problem]] = {}
    for problem in reading.problems:
        if problem.level != "error" and problem.row is not None:
            warnings.setdefault((problem.sheet, problem.row), []).append(problem)
    rows = [{
        "import_row_id": row_id, "import_id": import_id, "sheet": planned.row.sheet, "row_number": planned.row.row,
        "part": planned.row.part, "outcome": planned.outcome,
        "cells": _json(dict(planned.row.raw)),
        "problems": _problems_json(warnings.get((planned.row.sheet, planned.row.row), [])), "item_id": item_id,
    } for planned, row_id, item_id in zip(plan.rows, row_ids, item_ids, strict=False)]
    raw = {(row.sheet, row.row): dict(row.raw) for row in [*reading.held, *reading.rows]}
    for (place, problems), row_id in zip(refused.items(), row_ids[len(plan.rows):], strict=True):
        sheet, number = place
        rows.append({
            "import_row_id": row_id, "import_id": import_id, "sheet": sheet, "row_number": number, "part": 1,
            "outcome": "refused", "cells": _json(raw.get((sheet, number), {})),
            "problems": _problems_json(problems), "item_id": None})
    tx.insert("import_rows", rows)


def _write_coverage(tx: Writing, viewer: Viewer, reading: Reading, plan: Plan, import_id: int,
                    received: date) -> None:
    """A ward-day with a report or a NIHIL line is a ward-day on which somebody was watching."""
    if reading.kind != "report":
        return
    days = {(row.row.values.get("area_code"), row.row.values["occurred"].date(), "report") for row in plan.rows}
    days |= {(area, day, "nihil") for area, day in reading.quiet_days}
    mine = sorted(entry for entry in days if entry[0] and (viewer.role != "fkdm" or entry[0] in viewer.areas))
    tx.insert("coverage", [{"area_code": area, "day": day, "source": source, "import_id": import_id,
                            "received": received} for area, day, source in mine])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _problems_json(problems: list[Problem]) -> str:
    """Problems as data: the sentences are worded when somebody reads them."""
    return _json([{"field": problem.field, "level": problem.level, "found": problem.text,
                   "message": _message(problem.message), "hint": _message(problem.hint)} for problem in problems])


def _message(message: Message | None) -> dict[str, Any] | None:
    if message is None:
        return None
    return {"text": message.text, "values": {key: _message(value) if isinstance(value, Message) else value
                                             for key, value in message.values.items()}}
