"""Cells typed anew: laid over the grid before anything is read, so that a typed text meets the same strict readers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lib.intake.cells import Cell, clean_text
from lib.intake.grids import Grid


@dataclass(frozen=True, slots=True)
class TypedCells:
    """The cells of one sheet that were typed anew: (row, column) -> the text, and -> what the file has there."""

    texts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    sent: Mapping[tuple[int, int], Cell] = field(default_factory=dict)


NONE_TYPED = TypedCells()


def type_over(grid: Grid, cells: Mapping[tuple[str, int, int], str]) -> tuple[Grid, TypedCells]:
    """The sheet with the cells typed for it, in rows and columns beyond its own too; and what was typed.

    `cells`: (sheet, row as shown, column from 0) -> text; a text of nothing empties the cell.
    """
    texts = {(row, column): text for (sheet, row, column), text in cells.items() if sheet == grid.name}
    if not texts:
        return grid, NONE_TYPED
    rows = dict(grid.rows)
    sent: dict[tuple[int, int], Cell] = {}
    for (row, column), text in texts.items():
        own = rows.get(row, [])
        own = [*own, *[None] * (column + 1 - len(own))]
        sent[row, column] = own[column]
        own[column] = clean_text(text)
        rows[row] = own
    order = {row: place for place, row in enumerate(_numbers(grid, {row for row, _column in texts}))}
    # A row somebody emptied stays: what it was sent with is still told. What was typed nobody struck through.
    typed_over = replace(
        grid,
        rows={row: rows[row] for row in sorted(rows, key=order.__getitem__)},
        struck=grid.struck - texts.keys(),
        struck_parts={place: part for place, part in grid.struck_parts.items() if place not in texts},
    )
    return typed_over, TypedCells(texts, sent)


def _numbers(grid: Grid, typed: set[int]) -> list[int]:
    """The row numbers in the order of the sheet; new ones before the first that is greater."""
    numbers, fresh = [], sorted(typed - grid.rows.keys(), reverse=True)
    for number in grid.rows:
        while fresh and fresh[-1] < number:
            numbers.append(fresh.pop())
        numbers.append(number)
    return [*numbers, *reversed(fresh)]
