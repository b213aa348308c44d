"""Checks across the rows of a file: the same event or report written twice."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lib.intake.cells import compact
from lib.intake.readings import Problem, Row
from lib.text import N_, Message

_DUPLICATE = N_("This is the same as row {row}; only that one is taken.")
_DUPLICATE_ELSEWHERE = N_("This is the same as row {row} of sheet {sheet}; only that one is taken.")


def find_duplicates(rows: list[Row], kind: str) -> dict[int, Problem]:
    """Index of every row that repeats an earlier one -> what to say about it. The line number plays no part."""
    plain_key, whole_key = (_event_at, _event) if kind == "schedule" else (_report_at, _report)
    plain_keys = [plain_key(row.values) for row in rows]
    shared = Counter(plain_keys)
    first: dict[tuple, Row] = {}
    problems: dict[int, Problem] = {}
    for index, (row, key) in enumerate(zip(rows, plain_keys, strict=True)):
        if shared[key] == 1:
            continue  # most are told apart without their texts
        earlier = first.setdefault((key, whole_key(row.values)), row)
        if earlier is not row:
            same_sheet = earlier.sheet == row.sheet
            message = (
                Message(_DUPLICATE, {"row": earlier.row})
                if same_sheet
                else Message(_DUPLICATE_ELSEWHERE, {"row": earlier.row, "sheet": earlier.sheet})
            )
            problems[index] = Problem(row.sheet, row.row, "duplicate", "error", "", message)
    return problems


def _event_at(values: Mapping[str, Any]) -> tuple:
    return values["start"], values["party"], values["activity"], values["area_code"]


def _event(values: Mapping[str, Any]) -> tuple:
    return compact(values["venue"] or ""), compact(values.get("title") or "")


def _report_at(values: Mapping[str, Any]) -> tuple:
    return values["occurred"], values["area_code"]


def _report(values: Mapping[str, Any]) -> tuple:
    return tuple(compact(values.get(name) or "") for name in ("place", "description", "reporter"))
