"""Cells that say "as above": ditto marks, and a date or a party written once for a group of rows."""

import re
from itertools import pairwise

from lib.intake.cells import Cell, fold
from lib.intake.grids import Grid
from lib.intake.lines import EVENT, QUIET, Line

DITTO = re.compile(
    r"[\"”“″〃＂]|''|,,|´´|``|-\s*[\"”“]\s*-|-//-|//|[\"”“]\s*[\"”“]|"
    r"\(?(?:idem|id\.|sda|s\.\s*d\.\s*a\.?|s d a|ditto|do\.|(?:sama dengan|sama spt|seperti) (?:di )?atas)\)?\.?",
    re.I,
)
# A share of blanks below this looks like forgotten cells, not like groups.
LEAST_BLANK_SHARE = 1 / 3


def is_ditto(cell: Cell) -> bool:
    """Whether a cell says "the same as above"."""
    return isinstance(cell, str) and len(cell) < 30 and DITTO.fullmatch(fold(cell)) is not None


def fill_dittos(lines: list[Line]) -> set[tuple[int, int]]:
    """Give every ditto the cell of the event before; returns the (row, column) of those with nothing above."""
    unfilled = set()
    told = [line for line in lines if line.kind in (EVENT, QUIET)]
    dittos = set(filter(is_ditto, set().union(*(line.cells.values() for line in told))))
    if not dittos:
        return unfilled
    above: dict[int, Cell] = {}
    for line in told:
        for column, cell in line.cells.items():
            if cell not in dittos:
                continue
            if column in above:
                line.cells[column] = above[column]
            else:
                unfilled.add((line.row, column))
        above = line.cells
    return unfilled


def fill_group(lines: list[Line], columns: list[int], numbers: list[int], companions: list[int], grid: Grid) -> int:
    """Fill down `columns` where their value is written once for a group of rows; returns how many rows it filled.

    Done only when the column shows that its writer works so: nothing merged in it, no value written twice running,
    and either a third of the rows blank or the line numbers written once a group as well. `companions` (the weekday
    beside a date) must be blank too. Headings end a group.
    """
    if not columns or not grid.errors_known:
        return 0
    events = [line for line in lines if line.kind == EVENT]
    lead = columns[0]
    blank = [line for line in events if line.cells.get(lead) is None and _is_blank(line, columns)]
    if not blank:
        return 0
    filled = [line for line in events if line.cells.get(lead) is not None]
    if (
        not filled
        or any(
            merge.first_column <= lead <= merge.last_column
            and merge.last_row > merge.first_row
            and merge.first_row in grid.rows
            and merge.first_row > lines[0].row - 1
            for merge in grid.merges
        )
    ):
        return 0
    repeats = any(
        one.cells.get(lead) is not None and one.cells.get(lead) == other.cells.get(lead)
        for one, other in pairwise(events)
    )
    numbered = (
        bool(numbers)
        and all(line.cells.get(numbers[0]) is None for line in blank)
        and all(line.cells.get(numbers[0]) is not None for line in filled)
    )
    many = len(blank) >= 2 and len(blank) >= LEAST_BLANK_SHARE * len(events)
    alone = all(line.cells.get(column) is None for line in blank for column in companions)
    if repeats or not alone or not (numbered or many):
        return 0
    count = 0
    above: dict[int, Cell] = {}
    for line in lines:
        if line.kind not in (EVENT, QUIET):
            above = {}
        elif _is_blank(line, columns):
            if line.kind == EVENT and above:
                line.cells.update(above)
                count += 1
        else:
            above = {column: line.cells[column] for column in (*columns, *companions) if column in line.cells}
    return count


def _is_blank(line: Line, columns: list[int]) -> bool:
    return all(line.cells.get(column) is None for column in columns)
