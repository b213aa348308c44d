"""The history of imports, and the rows of one with what became of them."""

import json
from typing import Any

import pandas as pd

from lib.errors import Refusal
from lib.store import Reader
from lib.text import N_, Message, say

# Imports of before moves and cancellations were counted had none.
HISTORY = """
    SELECT i.import_id, kind, state, file_name, sha256, sender, received, continues, created_at, created_by, rows_new,
           rows_changed, coalesce(rows_moved, 0) AS rows_moved, coalesce(rows_cancelled, 0) AS rows_cancelled,
           rows_same, rows_refused, coalesce(left_over.refused, 0) AS still_refused, warnings, undone_at, undone_by,
           kept_after_undo
    FROM imports AS i LEFT JOIN (
        SELECT import_id, count(*) AS refused FROM import_rows WHERE outcome = 'refused' GROUP BY import_id
    ) AS left_over USING (import_id)
    ORDER BY i.import_id DESC
"""
IMPORT_ROWS = """
    SELECT sheet, row_number AS row, part, outcome, item_id, cells, problems FROM import_rows
    WHERE import_id = $id ORDER BY import_row_id
"""
FILE = """
    SELECT i.file_name, f.content FROM imports AS i JOIN import_files AS f USING (sha256) WHERE i.import_id = $id
"""
PROBLEMS = """
    SELECT i.file_name AS file, r.sheet, r.row_number AS row, r.outcome, r.problems
    FROM import_rows AS r JOIN imports AS i USING (import_id)
    WHERE i.state = 'stored' AND r.problems <> '[]' AND ($import_id IS NULL OR r.import_id = $import_id)
    ORDER BY r.import_row_id
"""
SAME_FILE = """
    SELECT import_id, created_at, created_by, file_name FROM imports
    WHERE sha256 = $sha256 AND kind = $kind AND state = 'stored' ORDER BY import_id LIMIT 1
"""


def load_history(read: Reader) -> pd.DataFrame:
    """Every import the reader may see, newest first; times are UTC.

    `sender` is the organiser or ward a file is of, if of one; `continues` the import whose refused rows it sent again;
    `still_refused` counts the refused rows that no later file has mended.
    """
    return read.frame(HISTORY)


def load_import_rows(read: Reader, import_id: int) -> pd.DataFrame:
    """The rows of one import as sent, in their order: sheet, row, part, outcome, item_id, cells, problems (JSON texts).

    `outcome` is new, changed, moved, same, refused, mended, or cancelled: an event it no longer listed, without a row.
    Empty when there is no such import for this reader.
    """
    return read.frame(IMPORT_ROWS, id=import_id).astype({"row": "Int64", "item_id": "Int64"})


def load_file(read: Reader, import_id: int) -> tuple[str, bytes]:
    """The name and the bytes of an import's file; raises Refusal when there is no such import for this reader."""
    found = read.rows(FILE, id=import_id)
    if not found:
        raise Refusal(Message(N_("There is no import number {id}."), {"id": import_id}))
    return found[0]["file_name"], bytes(found[0]["content"])


def load_problems(read: Reader, import_id: int | None = None) -> pd.DataFrame:
    """The problems of stored imports, one row each: file, sheet, row, field, level, found, reason, hint (worded)."""
    rows: list[dict[str, Any]] = []
    for line in read.rows(PROBLEMS, import_id=import_id):
        rows += [{
            "file": line["file"], "sheet": line["sheet"], "row": line["row"], "field": problem["field"],
            "level": problem["level"], "found": problem["found"], "reason": say(_message(problem["message"])),
            "hint": say(_message(problem["hint"])) if problem["hint"] else "",
        } for problem in json.loads(line["problems"])]
    return pd.DataFrame(rows, columns=["file", "sheet", "row", "field", "level", "found", "reason", "hint"])


def find_same_file(read: Reader, sha256: str, kind: str) -> dict[str, Any] | None:
    """The stored import of exactly these bytes, if there is one."""
    found = read.rows(SAME_FILE, sha256=sha256, kind=kind)
    return found[0] if found else None


def _message(data: dict[str, Any]) -> Message:
    return Message(data["text"], {key: _message(value) if isinstance(value, dict) else value
                                  for key, value in data["values"].items()})
