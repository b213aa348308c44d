"""A table and its lines, ready to be read by field: fills done, columns settled, cells joined where a row goes on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lib.intake.cells import Cell, CellError, is_nothing, one_line, show
from lib.intake.columns import JOINED, Head, choose, settle
from lib.intake.contexts import Context, ContextReader
from lib.intake.fills import fill_dittos, fill_group, is_ditto
from lib.intake.lines import EVENT, HEADING, UNREAD, Line, read_lines
from lib.intake.readings import Found, MappedColumn
from lib.intake.tables import Table

SAMPLE = 200


@dataclass(slots=True)
class Entry:
    """One line with the context that holds for it."""

    line: Line
    context: Context


@dataclass(slots=True)
class TableRows:
    """One table: field -> columns, its lines in order, each with its context."""

    table: Table
    heads: dict[int, Head]
    fields: dict[str, list[int]]
    entries: list[Entry]
    context: Context
    unfilled: set[tuple[int, int]] = field(default_factory=set)
    _filled: dict[str, bool] = field(default_factory=dict)

    def cell(self, line: Line, name: str) -> Cell:
        """The first cell of a field that says something; texts of rows that go on with the event are joined to it."""
        columns = self.fields.get(name)
        if columns is None:
            return None
        if len(columns) == 1 and not line.more:
            return line.cells.get(columns[0])
        found = [line.cells.get(column) for column in columns]
        said = [cell for cell in found if not is_nothing(cell)]
        first = said[0] if said else next((cell for cell in found if cell is not None), None)
        more = [cells[column] for cells in line.more for column in columns if cells.get(column) is not None]
        if name in JOINED and (len(said) > 1 or more):
            return " ".join(one_line(cell) for cell in (*said, *more) if not isinstance(cell, CellError))
        return " ".join(map(one_line, (first, *more))).strip() if more else first

    def has(self, name: str) -> bool:
        """Whether the table has a column for a field, with anything in it."""
        if name not in self._filled:
            self._filled[name] = name in self.fields and any(
                entry.line.kind == EVENT and not is_nothing(self.cell(entry.line, name)) for entry in self.entries
            )
        return self._filled[name]

    def raw(self, line: Line) -> dict[str, str]:
        """The line's cells as sent, by column head; a head used twice gets its column number."""
        result: dict[str, str] = {}
        grid = self.table.grid
        for column, cell in enumerate(grid.rows.get(line.row, ())):
            if cell is not None:
                head = self.table.heads.get(column) or f"#{column + 1}"
                result[head if head not in result else f"{head} #{column + 1}"] = show(cell)
        return result

    def found(self, rows: int, held: int) -> Found:
        """What was found here, for the person who maps columns."""
        columns = tuple(
            MappedColumn(
                column,
                head,
                self.heads[column].field if column in self.heads and self._is_used(column) else "",
                round(self.heads[column].confidence, 2) if column in self.heads else 0.0,
            )
            for column, head in self.table.heads.items()
        )
        return Found(self.table.grid.name, self.table.header_row, columns, rows, held)

    def _is_used(self, column: int) -> bool:
        return column in self.fields.get(self.heads[column].field, ())


def arrange(
    table: Table, context: Context, contexts: ContextReader, kind: str, readers: dict[str, Callable[[Cell], bool]]
) -> TableRows:
    """Settle the columns of a table, tell its lines apart and fill down what is written once for several rows."""
    sample = {
        column: [
            cells[column] if column < len(cells) else None
            for cells in (table.grid.rows[row] for row in table.rows[:SAMPLE])
        ]
        for column in table.meanings
    }
    heads = settle(table.meanings, sample, kind=kind, **readers)
    fields = choose(heads, table.heads)
    lines = list(
        read_lines(table.grid, table.rows, fields, lambda text: contexts.told_by_heading(text, context))
    )
    unfilled = fill_dittos(lines)
    numbers = fields.get("number", [])
    weekday = fields.get("weekday", [])
    fill_group(lines, fields.get("date", [])[:1], numbers, weekday, table.grid)
    party = [*fields.get("party", ())[:1], *fields.get("ballot_number", ())[:1]]
    fill_group(lines, party, [], [], table.grid)
    entries, current = [], context
    for line in lines:
        if line.kind == HEADING:
            below = contexts.under_heading(line.text, current)
            # A lone text under a column that says nothing to the rows below may be an event nobody finished.
            if below == current and any(
                column in line.own for name in fields if name != "number" for column in fields[name]
            ):
                line.kind = UNREAD
            current = below
        entries.append(Entry(line, current))
    return TableRows(table, heads, fields, entries, context, unfilled)


def is_unfilled(rows: TableRows, line: Line, name: str) -> bool:
    """Whether a field holds a ditto mark with nothing above it."""
    return any(
        (line.row, column) in rows.unfilled and is_ditto(line.cells.get(column)) for column in rows.fields.get(name, ())
    )
