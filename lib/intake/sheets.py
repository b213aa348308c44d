"""The beginning of every sheet of a file, for a person who chooses sheets and the row of the headings."""

from collections.abc import Iterable

from lib.intake.calendars import is_calendar, read_calendar
from lib.intake.cells import one_line
from lib.intake.columns import HeadReader
from lib.intake.files import read_grids
from lib.intake.grids import Grid
from lib.intake.neighbours import part_side_by_side
from lib.intake.readings import Kind, SheetPreview
from lib.intake.tables import find_tables
from lib.reference.vocabularies import Reference

ROWS, LONGEST = 40, 80
"""Rows shown of each sheet, and characters of each cell."""


def preview_sheets(
    name: str, data: bytes, kind: Kind | None = None, reference: Reference | None = None
) -> list[SheetPreview]:
    """The sheets of a file; with `kind` and `reference` also where tables are found unasked.

    Raises Refusal for a file that cannot be read. ``read_file`` gives the same as `previews`, in the process apart
    that files of strangers are read in.
    """
    if reference is not None and is_calendar(data):
        grids = read_calendar(name, data, reference)
    else:
        grids = read_grids(name, data)
    heads = HeadReader(reference, kind) if kind and reference else None
    return [preview_grid(grid, header_rows(grid, heads, kind) if heads and kind else ()) for grid in grids]


def header_rows(grid: Grid, heads: HeadReader, kind: Kind) -> set[int]:
    """The rows of a sheet where the heads of tables are found unasked."""
    tables = (table for part in part_side_by_side(grid, heads) for table in find_tables(part, heads, kind))
    return {table.header_row for table in tables}


def preview_grid(grid: Grid, found: Iterable[int]) -> SheetPreview:
    """The beginning of one sheet, `found` the rows of the heads in it."""
    columns = max(map(len, grid.rows.values()), default=0)
    rows = []
    for number in list(grid.rows)[:ROWS]:
        texts = [one_line(cell)[:LONGEST] for cell in grid.rows[number]]
        rows.append((number, (*texts, *[""] * (columns - len(texts)))))
    return SheetPreview(grid.name, tuple(rows), columns, len(grid.rows), tuple(sorted(found)))
