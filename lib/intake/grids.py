"""A sheet as a sparse grid: the rows that hold something, by the number the spreadsheet program shows."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from lib.intake.cells import Cell

MAX_MERGED_CELLS = 2_000_000
"""Cells of merged blocks that are looked at; a sheet that has more is no table."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block: first and last row (as shown, from 1) and first and last column (from 0)."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(slots=True)
class Grid:
    """One visible sheet.

    `rows` maps the row number as shown to its cells. `errors_known` is False where the file format hides error cells,
    so that a blank cell may be one. `starts_1904` is the workbook's day count. As far as the file format tells,
    `hidden` are the rows somebody hid and `hidden_columns` (from 0) the columns, `struck` the cells whose text is
    struck through, `struck_parts` what was struck out of a cell and is not read, `comments` what stands beside a cell.
    """

    name: str
    rows: dict[int, list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    errors_known: bool = True
    starts_1904: bool = False
    hidden: Set[int] = frozenset()
    hidden_columns: Set[int] = frozenset()
    struck: Set[tuple[int, int]] = frozenset()
    struck_parts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def column_anchors(self) -> dict[tuple[int, int], int]:
        """(row, column) of every cell covered by a merge that reaches down -> row of the merge's first cell."""
        anchors, looked_at = {}, 0
        for merge in self.merges:
            # A block over the whole sheet is a layout accident, not a group of rows.
            if merge.last_row - merge.first_row > 10_000:
                continue
            for row in range(merge.first_row + 1, merge.last_row + 1):
                # No further than the row's cells: a file may claim a block of any width, and any number of them.
                columns = range(merge.first_column, min(merge.last_column + 1, len(self.rows.get(row, ()))))
                looked_at += 1 + len(columns)
                if looked_at > MAX_MERGED_CELLS:
                    return anchors
                for column in columns:
                    anchors[row, column] = merge.first_row
        return anchors


def from_rows(name: str, numbered: Iterable[tuple[int, list[Cell]]], **more: object) -> Grid:
    """A grid of the rows that hold anything at all."""
    return Grid(name, {number: cells for number, cells in numbered if any(cell is not None for cell in cells)}, **more)  # type: ignore[arg-type]
