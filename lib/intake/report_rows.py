"""Reports as rows of the store, each reporter behind an opaque key."""

import hashlib
import hmac
import json
import secrets
from datetime import date
from functools import cache, partial

from lib.intake.cells import compact
from lib.intake.plans import PlannedRow, report_values
from lib.store import Writing

NOW = "SELECT * FROM reports WHERE report_id IN (SELECT unnest($ids))"
FIRST_ROWS = """
    SELECT report_id, min(import_row_id) AS import_row_id FROM (
        SELECT report_id, import_row_id FROM reports UNION ALL SELECT report_id, import_row_id FROM former_reports)
    WHERE report_id IN (SELECT unnest($ids)) GROUP BY report_id
"""
_KEY = ("occurred", "area_code", "place", "reporter", "description")


def write_reports(tx: Writing, rows: list[PlannedRow], row_ids: list[int], import_id: int,
                  received: date) -> tuple[list[int], list[int | None]]:
    """Write new reports and corrections of stored ones, and keep what was said to repeat one.

    Returns the report of each row, and the import_row_id of the words that a row of the outcome "same" found: what
    repeats a report speaks for its first words only.
    """
    key_of = cache(partial(reporter_key, salt=_reporter_salt(tx)))
    fresh = iter(tx.next_ids("report_ids", sum(row.outcome == "new" for row in rows)))
    ids = sorted({row.item_id for row in rows if row.item_id is not None})
    known = {report["report_id"]: report for report in tx.rows(NOW, ids=ids)} if ids else {}
    first = {line["report_id"]: line["import_row_id"] for line in tx.rows(FIRST_ROWS, ids=ids)} if ids else {}
    stamp = {"import_id": import_id, "recorded_at": tx.at}
    reports, former, corrected, repeated, item_ids, found = [], [], [], [], [], []
    for planned, row_id in zip(rows, row_ids, strict=True):
        report_id = next(fresh) if planned.outcome == "new" else planned.item_id
        values = report_values(planned.row.values)
        item_ids.append(report_id)
        found.append(None)
        if planned.outcome == "new":
            reports.append({
                "report_id": report_id, **values, "received": received,
                "reporter_key": key_of(values["reporter"]), "verification": "baru",
                "import_row_id": row_id, **stamp, "recorded_by": tx.by, "corrected": None})
        elif planned.outcome == "changed":
            former.append({**known[report_id], "until": received})
            # Who recorded it first stays: that person may read the reporter's name, and it is not told anew.
            corrected.append({**known[report_id], **planned.after, "import_row_id": row_id, **stamp,
                              "corrected": received})
        elif planned.repeats:
            found[-1] = first[report_id]
            repeated.append({"import_row_id": row_id, "import_id": import_id, "report_id": report_id,
                             **{name: values[name] for name in _KEY}})
        else:
            found[-1] = known[report_id]["import_row_id"]
    if corrected:
        tx.delete("reports", report_id=[report["report_id"] for report in corrected])
    tx.insert("former_reports", former)
    tx.insert("reports", [*corrected, *reports])
    tx.insert("repeated_reports", repeated)
    return item_ids, found


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
