"""The history of imports, and the rows of one with what became of them."""

import json
from typing import Any

import pandas as pd

from lib.store import Reader
from lib.text import Message, say

HISTORY = """
    SELECT import_id, kind, state, file_name, sha256, received, created_at, created_by, rows_new, rows_changed,
           rows_same, rows_refused, warnings, undone_at, undone_by, kept_after_undo
    FROM imports ORDER BY import_id DESC
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
    """Every import the reader may see, newest first; times are UTC."""
    return read.frame(HISTORY)


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
