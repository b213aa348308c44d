"""A table and its lines, ready to be read by field: fills done, columns settled, cells joined where a row goes on."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from lib.intake.blame import column_to_blame
from lib.intake.cells import Cell, CellError, is_nothing, one_line, show
from lib.intake.certainty import certainty_of
from lib.intake.choices import NO_CHOICES, NOT_USED, Choices
from lib.intake.columns import JOINED, Head, HeadReader, choose, column_fields, settle
from lib.intake.contexts import Context, ContextReader
from lib.intake.drafts import Draft
from lib.intake.fills import fill_dittos, fill_group, is_ditto
from lib.intake.former_columns import tell_stages
from lib.intake.hidden_columns import beside_visible, hidden_notes
from lib.intake.lines import CHOSEN_OUT, EVENT, HEADING, QUIET, UNREAD, Line, left_out_because, read_lines
from lib.intake.readings import Certainty, Found, MappedColumn, Order, Problem, Row
from lib.intake.remarks import Remarks, is_doubtful, notes_of_heads, older_taken, remarks_beside, remarks_of
from lib.intake.sent_cells import sent_rows
from lib.intake.tables import Table
from lib.intake.typed_cells import NONE_TYPED, TypedCells
from lib.text import N_, Message

DITTO_ALONE = N_('"{found}" refers to the row above, but nothing stands there.')
UNREAD_ROW = N_("This row was not read as an event.")
SAMPLE = 200
_MONTH_FIRST = re.compile(r"\b(?:mm|bln|bulan)\s*[/.\-]\s*(?:dd|tgl|tanggal)\b", re.I)


@dataclass(slots=True)
class Entry:
    """One line with the context that holds for it."""

    line: Line
    context: Context


@dataclass(slots=True)
class TableRows:
    """One table: field -> columns, its lines in order, each with its context.

    `date_order` is how a person says its dates are read. `notes` are told of the table as a whole, `remarks` of its
    rows.
    """

    table: Table
    heads: dict[int, Head]
    fields: dict[str, list[int]]
    entries: list[Entry]
    context: Context
    unfilled: set[tuple[int, int]] = field(default_factory=set)
    typed: TypedCells = NONE_TYPED
    date_order: Order | None = None
    certainty: Certainty = "look"
    notes: list[Problem] = field(default_factory=list)
    remarks: Remarks = field(default_factory=dict)
    _filled: dict[str, bool] = field(default_factory=dict)
    _names: list[str] | None = None
    _apart: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self._apart = {row for row, _column in (*self.unfilled, *self.typed.texts)}
        names = [self._name(column) for column in range(max(map(len, self.table.grid.rows.values()), default=0))]
        self._names = names if len(set(names)) == len(names) else None

    def _name(self, column: int) -> str:
        return self.table.heads.get(column) or f"#{column + 1}"

    def is_simple(self, line: Line) -> bool:
        """Whether a line stands in one row with nothing typed anew in it and no ditto mark left."""
        return not line.more and line.row not in self._apart

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

    def cells(self, lines: Sequence[Line], name: str) -> list[Cell]:
        """`cell` of many lines."""
        columns = self.fields.get(name, ())
        if not columns:
            return [None] * len(lines)
        return [line.cells.get(columns[0]) if len(columns) == 1 and not line.more else self.cell(line, name)
                for line in lines]  # fmt: skip

    def has(self, name: str) -> bool:
        """Whether the table has a column for a field, with anything in it."""
        if name not in self._filled:
            self._filled[name] = name in self.fields and any(
                entry.line.kind == EVENT and not is_nothing(self.cell(entry.line, name)) for entry in self.entries
            )
        return self._filled[name]

    def raw(self, line: Line) -> Mapping[str, str]:
        """The line's cells as sent, by column head; a head used twice gets its column number."""
        return {name: show(sent) for name, sent, _typed in self._named(line) if sent is not None}

    def sent(self, lines: Sequence[Line]) -> Sequence[Mapping[str, str]]:
        """`raw` of many simple lines."""
        if self._names is None:
            return list(map(self.raw, lines))
        return sent_rows(self._names, [line.sent for line in lines])

    def retyped(self, line: Line) -> dict[str, str]:
        """What was typed in place of the line's cells, by column head as in `raw`."""
        if not self.typed.texts:
            return {}
        return {name: typed for name, _sent, typed in self._named(line) if typed is not None}

    def _named(self, line: Line) -> Iterator[tuple[str, Cell, str | None]]:
        """(name, cell as sent, text typed in its place) of every cell of a line that holds anything."""
        taken: set[str] = set()
        texts = self.typed.texts
        for column, cell in enumerate(self.table.grid.rows.get(line.row, ())):
            typed = texts.get((line.row, column)) if texts else None
            sent = cell if typed is None else self.typed.sent[line.row, column]
            if sent is not None or typed is not None:
                head = self._name(column)
                name = head if head not in taken else f"{head} #{column + 1}"
                taken.add(name)
                yield name, sent, typed

    def draft(self, line: Line) -> Draft:
        """The beginnings of what a line tells, with each problem about the cell it is in."""
        return Draft(self.table.grid.name, line.row, column_of=partial(column_to_blame, line.cells, self.fields))

    def pass_over(self, line: Line) -> tuple[Draft, Row]:
        """What to say about a row nothing is taken from."""
        draft = self.draft(line)
        because = Message(UNREAD_ROW) if line.kind == UNREAD else left_out_because(line)
        draft.tell("row", "note", line.text, because)
        return draft, draft.finish(0, self.raw(line), self.retyped(line))

    def is_typed(self, line: Line, name: str) -> bool:
        """Whether a cell a field is read from was typed anew."""
        return bool(self.typed.texts) and any(
            (line.row, column) in self.typed.texts for column in self.fields.get(name, ())
        )

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
        return Found(self.table.grid.name, self.table.header_row, columns, rows, held, self.certainty)

    def _is_used(self, column: int) -> bool:
        return column in self.fields.get(self.heads[column].field, ())


def arrange(
    table: Table,
    context: Context,
    contexts: ContextReader,
    kind: str,
    readers: dict[str, Callable[[Cell], bool]],
    *,
    choices: Choices = NO_CHOICES,
    typed: TypedCells = NONE_TYPED,
) -> TableRows:
    """Settle the columns of a table, tell its lines apart and fill down what is written once for several rows.

    `choices` go before everything the table itself shows; `typed` are the cells of its sheet that were typed anew.
    """
    decided = _decided(table, choices, kind)
    meanings = {column: head for column, head in table.meanings.items() if column not in decided}
    for column, name in decided.items():
        table.heads.setdefault(column, "")
        if name != NOT_USED:
            meanings[column] = HeadReader.taken_for(name, table.heads[column])
    hidden = table.grid.hidden_columns
    passed_over = {}
    if not hidden.isdisjoint(meanings):
        passed_over = {column: meanings.pop(column) for column in beside_visible(meanings, hidden, decided.keys())}
    sample = {
        column: [
            cells[column] if column < len(cells) else None
            for cells in (table.grid.rows[row] for row in table.rows[:SAMPLE])
        ]
        for column in meanings
    }
    heads = settle(meanings, sample, kind=kind, fixed=decided.keys(), **readers)
    moved = {heads[column].field for column in decided if column in heads} - JOINED
    heads = {column: head for column, head in heads.items() if column in decided or head.field not in moved}
    heads, older = tell_stages(heads, table.heads, decided.keys())
    fields = choose(heads, table.heads, decided.keys())
    notes = [*table.notes, *(hidden_notes(table, fields, passed_over, decided.keys()) if hidden else ())]
    chosen_out = {row for sheet, row in choices.rows_left_out if sheet == table.grid.name}
    lines = list(
        read_lines(
            table.grid,
            table.rows,
            fields,
            lambda text: contexts.told_by_heading(text, context),
            chosen_out,
        )
    )
    remarks = older_taken(lines, older, table.heads) if older else {}
    unfilled = fill_dittos(lines)
    numbers = fields.get("number", [])
    weekday = fields.get("weekday", [])
    fill_group(lines, fields.get("date", [])[:1], numbers, weekday, table.grid)
    party = [*fields.get("party", ())[:1], *fields.get("ballot_number", ())[:1]]
    fill_group(lines, party, [], [], table.grid)
    entries, current = [], context
    is_marked = bool(table.grid.struck or table.grid.hidden or table.grid.struck_parts)
    more = [remarks_of(table.grid, lines, chosen_out)] if is_marked else []
    notes += notes_of_heads(table, lines)
    for found in (*more, remarks_beside(table.grid, lines)):
        for row, said in found.items():
            remarks.setdefault(row, []).extend(said)
    for line in lines:
        if line.kind == HEADING:
            below = contexts.under_heading(line.text, current)
            if is_marked and below != current and is_doubtful(table.grid, line.row):
                below = contexts.under_doubtful(line.text, current)
            # A lone text under a column that says nothing to the rows below may be an event nobody finished.
            if below == current and any(
                column in line.own for name in fields if name != "number" for column in fields[name]
            ):
                line.kind = UNREAD
            current = below
        # Only now: the rows below are filled from it all the same.
        if line.row in chosen_out and line.kind in (EVENT, QUIET, UNREAD):
            line.kind = CHOSEN_OUT
        entries.append(Entry(line, current))
    around = [entry.context for entry in entries if entry.line.kind == EVENT]
    certainty = certainty_of(kind, fields, heads, around)
    order = choices.date_orders.get((table.grid.name, table.header_row)) or _order_in_heads(table, fields)
    return TableRows(table, heads, fields, entries, context, unfilled, typed, order, certainty, notes, remarks)


def _order_in_heads(table: Table, fields: dict[str, list[int]]) -> Order | None:
    """The order of dates that their head, or the units below it, tells: "(mm/dd/yyyy)"."""
    texts = (text for column in fields.get("date", ()) for text in table.head_texts(column))
    return "month_first" if any(map(_MONTH_FIRST.search, texts)) else None


def _decided(table: Table, choices: Choices, kind: str) -> dict[int, str]:
    """The columns of a table that a person decided -> what each is taken for."""
    place = (table.grid.name, table.header_row)
    told = {key[2]: name for key, name in choices.columns.items() if key[:2] == place}
    if not told:
        return {}
    # A table beside this one has the same name and the same header row.
    rows = (table.grid.rows[row] for row in table.rows)
    own = {column for cells in rows for column, cell in enumerate(cells) if cell is not None} | table.heads.keys()
    known = {NOT_USED, *column_fields(kind)}
    return {column: name for column, name in told.items() if column in own and name in known}


def is_unfilled(rows: TableRows, line: Line, name: str) -> bool:
    """Whether a field holds a ditto mark with nothing above it."""
    return any(
        (line.row, column) in rows.unfilled and is_ditto(line.cells.get(column)) for column in rows.fields.get(name, ())
    )
