"""Checks across the rows of a file: the same event or report written twice."""

from lib.intake.cells import compact
from lib.intake.readings import Problem, Row
from lib.text import N_, Message

_DUPLICATE = N_("This is the same as row {row}; only that one is taken.")
_DUPLICATE_ELSEWHERE = N_("This is the same as row {row} of sheet {sheet}; only that one is taken.")


def find_duplicates(rows: list[Row], kind: str) -> dict[int, Problem]:
    """Index of every row that repeats an earlier one -> what to say about it. The line number plays no part."""
    first: dict[tuple, Row] = {}
    problems: dict[int, Problem] = {}
    for index, row in enumerate(rows):
        key = _key(row, kind)
        earlier = first.setdefault(key, row)
        if earlier is not row:
            same_sheet = earlier.sheet == row.sheet
            message = (
                Message(_DUPLICATE, {"row": earlier.row})
                if same_sheet
                else Message(_DUPLICATE_ELSEWHERE, {"row": earlier.row, "sheet": earlier.sheet})
            )
            problems[index] = Problem(row.sheet, row.row, "duplicate", "error", "", message)
    return problems


def _key(row: Row, kind: str) -> tuple:
    values = row.values
    if kind == "schedule":
        return (
            values["party"],
            values["activity"],
            values["start"],
            compact(values["venue"] or ""),
            compact(values.get("title") or ""),
            values["area_code"],
        )
    return (
        values["occurred"],
        values["area_code"],
        compact(values.get("place") or ""),
        compact(values["description"] or ""),
        compact(values.get("reporter") or ""),
    )
