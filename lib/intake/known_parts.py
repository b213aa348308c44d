"""Rows of a large table are made of few parts: each is read once, and the next row that has it takes what was read.

A part is what some fields of a row say together: day and hours, ward and place. One that gave a problem is never taken
again: problems belong to a row and a cell, so such a row is read whole. Rows come many at once, and are gone through
column by column.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from lib.intake.cells import Cell
from lib.intake.lines import EVENT
from lib.intake.table_rows import Entry, TableRows

ROWS = 1_000
"""Rows that are read at once."""

TROUBLED = object()
"""What is remembered of a part that gave a problem."""

ReadsPart = Callable[..., Any]
"""Takes the draft, the entry and what else decides."""
_COUNTED = (int, float, bool)


def in_runs(rows: TableRows) -> Iterator[tuple[bool, list[Entry]]]:
    """The lines of a table in order, as (may be read in parts, lines): at most ROWS, under one heading."""
    run: list[Entry] = []
    is_simple = False
    for entry in rows.entries:
        line = entry.line
        simple = line.kind == EVENT and rows.is_simple(line)
        if run and (simple != is_simple or len(run) == ROWS or entry.context is not run[0].context):
            yield is_simple, run
            run = []
        is_simple = simple
        run.append(entry)
    if run:
        yield is_simple, run


class Run:
    """Simple lines of one table under one heading, by column and by field."""

    def __init__(self, rows: TableRows, entries: list[Entry]) -> None:
        self.entries = entries
        self.context = entries[0].context
        self._rows = rows
        self._lines = [entry.line for entry in entries]
        self._cells = [line.cells for line in self._lines]
        self._columns: dict[int, list[Cell]] = {}

    def column(self, column: int) -> list[Cell]:
        """The cells of a column."""
        if column not in self._columns:
            self._columns[column] = [cells.get(column) for cells in self._cells]
        return self._columns[column]

    def field(self, name: str) -> list[Cell]:
        """The cells of a field, as ``TableRows.cell`` tells them."""
        columns = self._rows.fields.get(name, ())
        return self.column(columns[0]) if len(columns) == 1 else self._rows.cells(self._lines, name)

    def keys(self, names: Iterable[str], *more: Sequence[Any]) -> list[Any]:
        """What each line says in some fields, so that two that say the same can be told: 1, 1.0 and True are three."""
        columns: list[Sequence[Any]] = [self.field(name) for name in names]
        columns += [list(map(type, column)) for column in columns if not _are_told_apart(column)]
        columns += more
        return columns[0] if len(columns) == 1 else list(zip(*columns, strict=True)) or [()] * len(self.entries)

    def texts_but(self, is_plain: Callable[[str], bool], plain: set[str]) -> set[int]:
        """The lines that hold a text which is not plain, in any column; `plain` remembers those that are."""
        found: set[int] = set()
        for column in set().union(*self._cells):
            cells = self.column(column)
            met = {cell for cell in set(cells) - plain if isinstance(cell, str)}
            odd = {text for text in met if not is_plain(text)}
            plain |= met - odd
            if odd:
                found.update(place for place, cell in enumerate(cells) if cell in odd)
        return found

    def sent(self) -> Sequence[Mapping[str, str]]:
        """The cells of each line as sent."""
        return self._rows.sent(self._lines)


class Memories:
    """What the parts of a table's rows were read as. A heading above may say more, so each has its own."""

    def __init__(self, rows: TableRows) -> None:
        self._rows = rows
        self._known: dict[tuple[str, int], dict[Any, Any]] = {}  # by the identity of the context: the rows keep it

    def read(self, part: str, run: Run, names: Iterable[str], reads: ReadsPart, *more: Sequence[Any]) -> list[Any]:
        """What each line of a run says of a part; TROUBLED where that gave a problem.

        `names` are the fields it is read from, `more` what else decides about it: `reads` is given them too.
        """
        known = self._known.setdefault((part, id(run.context)), {})
        keys = run.keys(names, *more)
        for at, key in enumerate(keys):
            if key not in known:
                entry = run.entries[at]
                draft = self._rows.draft(entry.line)
                found = reads(draft, entry, *(each[at] for each in more))
                known[key] = TROUBLED if draft.problems else found
        return list(map(known.__getitem__, keys))


def _are_told_apart(column: Sequence[Cell]) -> bool:
    return not any(kind in _COUNTED for kind in set(map(type, column)))
