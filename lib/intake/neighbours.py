"""Tables that stand side by side in one sheet, told by a head that repeats itself to the right."""

from dataclasses import replace

from lib.intake.cells import Cell
from lib.intake.columns import HeadReader, head_words
from lib.intake.former_columns import is_stage
from lib.intake.grids import Grid

LEAST_HEADS = 3
_DATES = frozenset(("date", "date_and_hours"))


def part_side_by_side(grid: Grid, reader: HeadReader) -> list[Grid]:
    """The sheet as one grid for each table that stands beside another, or the sheet as it is.

    The parts keep the row numbers and the column indexes. A title in the left part only holds for all of them.
    """
    above: list[Cell] = []
    for number, cells in grid.rows.items():
        # Under "Semula" and "Menjadi" the same heads twice are those of one table.
        if (starts := _starts(cells, reader)) and not any(isinstance(cell, str) and is_stage(cell) for cell in above):
            return _parts(grid, number, starts)
        above = cells
    return [grid]


def _starts(cells: list[Cell], reader: HeadReader) -> list[int]:
    """The first columns of the tables whose heads these are; [] when they are the heads of one table or of none."""
    columns = [column for column, cell in enumerate(cells) if cell is not None]
    if len(columns) < 2 * LEAST_HEADS or not all(isinstance(cells[column], str) for column in columns):
        return []
    names = [head_words(str(cells[column])) for column in columns]
    for size in range(LEAST_HEADS, len(names) // 2 + 1):
        if len(names) % size == 0 and names == names[:size] * (len(names) // size):
            fields = [head.field for column in columns[:size] if (head := reader.read(str(cells[column])))]
            return columns[::size] if _DATES & set(fields) and len(fields) * 2 > size else []
    return []


def _parts(grid: Grid, header: int, starts: list[int]) -> list[Grid]:
    parts = []
    ends = [*starts[1:], max(map(len, grid.rows.values()))]
    for start, end in zip(starts, ends, strict=True):
        first = 0 if start == starts[0] else start
        rows = {}
        for number, cells in grid.rows.items():
            shared = number < header and not any(cell is not None for cell in cells[starts[1] :])
            kept = list(cells) if shared else [None] * first + list(cells[first:end])
            if any(cell is not None for cell in kept):
                rows[number] = kept
        merges = [merge for merge in grid.merges if first <= merge.first_column < end]
        parts.append(replace(grid, rows=rows, merges=merges))
    return parts
