"""Reports as rows of the store, each reporter behind an opaque key."""

import hashlib
import hmac
import json
import secrets
from datetime import date

from lib.intake.cells import compact
from lib.intake.plans import PlannedRow, report_values
from lib.store import Writing


def write_reports(tx: Writing, rows: list[PlannedRow], row_ids: list[int], import_id: int, received: date) -> list[int]:
    """Write the new reports; returns the report of each row."""
    salt = _reporter_salt(tx)
    fresh = iter(tx.next_ids("report_ids", sum(row.outcome == "new" for row in rows)))
    reports, item_ids = [], []
    for planned, row_id in zip(rows, row_ids, strict=True):
        report_id = planned.item_id if planned.outcome == "same" else next(fresh)
        item_ids.append(report_id)
        if planned.outcome == "new":
            values = report_values(planned.row.values)
            reports.append({
                "report_id": report_id, **values, "received": received,
                "reporter_key": reporter_key(values["reporter"], salt), "verification": "baru",
                "import_row_id": row_id, "import_id": import_id, "recorded_at": tx.at, "recorded_by": tx.by})
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
