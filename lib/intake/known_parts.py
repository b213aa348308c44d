"""Rows of a large table are made of few parts: each is read once, and the next row that has it takes what was read.

A part is what some fields of a row say together: day and hours, ward and place. One that gave a problem is never taken
again: problems belong to a row and a cell, so such a row is read whole.
"""

from collections.abc import Callable
from typing import Any

from lib.intake.cells import Cell
from lib.intake.lines import Line
from lib.intake.table_rows import TableRows

Key = tuple[Any, ...]

TROUBLED = object()
"""What is remembered of a part that gave a problem."""


class Fields:
    """Some fields of a table, by which a part of a row is known again."""

    def __init__(self, rows: TableRows, names: tuple[str, ...]) -> None:
        self._rows = rows
        self.names = tuple(name for name in names if rows.fields.get(name))
        self._columns = [rows.fields[name][0] for name in self.names]
        self._is_simple = all(len(rows.fields[name]) == 1 for name in self.names)
        self._alone = self._columns[0] if self._is_simple and len(self._columns) == 1 else None

    def cells(self, line: Line) -> list[Cell]:
        """What the fields say in a line, as ``TableRows.cell`` tells it; the line must be a simple one."""
        if self._is_simple:
            return list(map(line.cells.get, self._columns))
        return [self._rows.cell(line, name) for name in self.names]

    def key(self, line: Line) -> Key | str:
        """The cells of the fields with their types: 1, 1.0 and True are three cells. A text alone is its own key."""
        if self._alone is not None:
            cell = line.cells.get(self._alone)
            return cell if isinstance(cell, str) else (cell, type(cell))
        cells = self.cells(line)
        return (*cells, *map(type, cells))


class PlainTexts:
    """Cells that `is_plain` was asked about and that are so; the answer to most rows is one look."""

    def __init__(self, is_plain: Callable[[str], bool]) -> None:
        self._is_plain = is_plain
        self._plain: set[str] = set()

    def hold(self, line: Line) -> bool:
        """Whether every text of a line is plain."""
        plain = self._plain
        for cell in line.cells.values():
            if isinstance(cell, str) and cell not in plain:
                if not self._is_plain(cell):
                    return False
                plain.add(cell)
        return True
