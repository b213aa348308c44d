"""Finding the tables of a sheet: the head in one or two rows, repeated heads, a second table with other columns."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from lib.intake.cells import Cell, fold, show
from lib.intake.columns import Head, HeadReader, combined, head_words
from lib.intake.grids import Grid
from lib.intake.values.date_texts import names_a_date

_DATES = frozenset(("date", "date_and_hours"))
_SCHEDULE_PLACES = frozenset(("venue", "address", "ward", "ward_code", "ward_or_district", "composite"))
_SCHEDULE_REST = frozenset(
    ("party", "activity", "title", "happening", "hours", "start_hour", "party_or_contact", "composite")
)
# So many heads known by their whole name make a table, however many others are unknown (long web forms).
_ENOUGH_SURE = 4
# "Waktu (09.00-12.00)" is a head for all its figures.
_SURE_WITH_FIGURES = 0.9
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2}\b")
_SILENT = frozenset(("number", "note"))
_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[a-z])\s*[.)]?\s*\)?", re.I)


@dataclass(slots=True)
class Table:
    """One table of a sheet: its head, what each column was taken for, the numbers of its rows, the titles above it."""

    grid: Grid
    header_row: int
    last_header_row: int
    heads: dict[int, str]
    meanings: dict[int, Head]
    rows: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    outer_titles: list[str] = field(default_factory=list)


def find_tables(grid: Grid, reader: HeadReader, kind: str, chosen_row: int | None = None) -> list[Table]:
    """The tables of one sheet, top to bottom; recaps, pivots and plain text give none.

    `chosen_row`: the row a person says the headings stand in, whatever its words. What stands above it is title; a
    table further down that is recognised by its own head stays one of its own.
    """
    tables: list[Table] = []
    above: list[int] = []
    skip_to = 0
    for number in _numbers(grid, chosen_row):
        if number <= skip_to:
            continue
        if chosen_row is not None and number <= chosen_row:
            table = _chosen_header(grid, number, reader, kind) if number == chosen_row else None
        else:
            table = _header_at(grid, number, reader, kind)
        if table is None:
            (tables[-1].rows if tables else above).append(number)
            continue
        skip_to = _after_column_numbers(grid, table)
        if tables and _same_head(tables[-1], table):
            continue
        table.titles = [
            title for row in (_trailing_text(tables[-1]) if tables else above) for title in _texts(grid, row)
        ]
        if tables:
            table.outer_titles = tables[0].titles
        tables.append(table)
    return tables


def _numbers(grid: Grid, chosen_row: int | None) -> list[int]:
    """The numbers of the filled rows, and of the chosen one, in their order."""
    numbers = list(grid.rows)
    if chosen_row is not None and chosen_row not in grid.rows:
        at = next((at for at, number in enumerate(numbers) if number > chosen_row), len(numbers))
        numbers.insert(at, chosen_row)
    return numbers


def _chosen_header(grid: Grid, number: int, reader: HeadReader, kind: str) -> Table:
    """The head a person chose: as it would be found, else its words whatever they are; every filled column has one."""
    table = _header_at(grid, number, reader, kind)
    if table is None:
        heads = {column: show(cell) for column, cell in enumerate(grid.rows.get(number, ())) if cell is not None}
        meanings = {column: reader.read(text) for column, text in heads.items()}
        last = number
        # The lower row of a head in two rows: as a table of its own it would leave the chosen one empty.
        if below := _header_at(grid, number + 1, reader, kind):
            heads, meanings = _two_rows(grid, number, heads, below.heads, reader)
            last = below.last_header_row
        table = _as_table(grid, number, last, heads, {column: head for column, head in meanings.items() if head})
    below_it = (cells for row, cells in grid.rows.items() if row > number)
    filled = {column for cells in below_it for column, cell in enumerate(cells) if cell is not None}
    table.heads = dict(sorted({**dict.fromkeys(filled, ""), **table.heads}.items()))
    return table


def _header_at(grid: Grid, number: int, reader: HeadReader, kind: str) -> Table | None:
    cells = grid.rows.get(number, [])
    if not _only_text(cells):
        return None
    first = {column: cell for column, cell in enumerate(cells) if isinstance(cell, str)}
    texts = first.values()
    if not any(map(reader.read, texts)) or any(_is_data(text, reader) for text in texts):
        return None
    second = _child_row(grid, number, first, reader)
    if second:
        heads, meanings = _two_rows(grid, number, first, second, reader)
        table = _table(grid, number, number + 1, heads, meanings, kind)
        if table:
            return table
    return _table(grid, number, number, first, {column: reader.read(text) for column, text in first.items()}, kind)


def _two_rows(
    grid: Grid, number: int, first: dict[int, str], second: dict[int, str], reader: HeadReader
) -> tuple[dict[int, str], dict[int, Head | None]]:
    """The heads of two rows, and their meanings."""
    parents = _parents(grid, number, first, max(second, default=0))
    heads = {
        column: f"{parents.get(column, '')} {second[column]}".strip() if column in second else text
        for column, text in {**first, **second}.items()
    }
    meanings = {
        column: combined(parents.get(column, ""), second[column], reader)
        if column in second
        else reader.read(first[column])
        for column in heads
    }
    return heads, meanings


def _is_data(text: str, reader: HeadReader) -> bool:
    """Whether a text is a clock time or a day; "pukul 19.45" has a word of heads and is none."""
    if not _CLOCK.search(text) and not names_a_date(fold(text)):
        return False
    head = reader.read(text)
    return head is None or head.confidence < _SURE_WITH_FIGURES


def _only_text(cells: list[Cell]) -> bool:
    filled = [cell for cell in cells if cell is not None]
    # "Tanggal :" beside a date is a line of a letter, no head.
    return len(filled) >= 2 and all(
        isinstance(cell, str) and cell.strip(" ")[-1:] != ":" and cell[0] != ":" for cell in filled
    )


def _table(
    grid: Grid, first: int, last: int, heads: dict[int, str], meanings: dict[int, Head | None], kind: str
) -> Table | None:
    known = {column: head for column, head in meanings.items() if head}
    fields = {head.field for head in known.values()}
    sure = sum(1 for head in known.values() if head.confidence >= 1.0 and head.field not in _SILENT)
    if (len(known) * 2 < len(heads) and sure < _ENOUGH_SURE) or not _is_table(fields, kind):
        return None
    return _as_table(grid, first, last, heads, known)


def _as_table(grid: Grid, first: int, last: int, heads: dict[int, str], known: dict[int, Head]) -> Table:
    return Table(grid, first, last, {column: " ".join(text.split()) for column, text in sorted(heads.items())}, known)


def _is_table(fields: set[str], kind: str) -> bool:
    """Whether these columns can hold events or reports; a recap has counts but no place or no account."""
    telling = fields - _SILENT
    has_date = bool(fields & _DATES) or ("other_date" in fields and len(telling) >= 4) or {"number", "month"} <= fields
    if kind == "schedule":
        # A table that writes each day as a heading over its events has hours but no column of dates.
        has_date = has_date or (bool(fields & {"hours", "start_hour"}) and len(telling) >= 3)
        return has_date and (bool(fields & _SCHEDULE_PLACES) or len(fields & _SCHEDULE_REST) >= 2)
    return has_date and (
        "description" in fields or ("title" in fields and bool(fields & {"place", "ward", "category"}))
    )


def _child_row(grid: Grid, number: int, first: dict[int, str], reader: HeadReader) -> dict[int, str]:
    """The cells of a second head row, {} when the next row is none."""
    cells = grid.rows.get(number + 1)
    if cells is None or not all(cell is None or isinstance(cell, str) for cell in cells):
        return {}
    second = {column: cell for column, cell in enumerate(cells) if isinstance(cell, str)}
    if not second or _is_column_numbers(list(second.values())):
        return {}
    known = sum(1 for column, text in second.items() if (head := reader.read(text)) and head.confidence > 0.6)
    # Below a plain one-row head stands data; below a group's head stands at least one blank of it.
    grouped = any(column not in first for column in second)
    return second if grouped and known >= 2 and known * 5 >= len(second) * 3 else {}


def _parents(grid: Grid, number: int, first: dict[int, str], last: int) -> dict[int, str]:
    """The head each column stands under: through merged cells where there are any, else the nearest on the left."""
    spans = {
        column: merge
        for merge in grid.merges
        if merge.first_row == number
        for column in range(merge.first_column, merge.last_column + 1)
    }
    parents, nearest = {}, ""
    for column in range(last + 1):
        if column in spans:
            nearest = first.get(spans[column].first_column, "")
        elif column in first:
            nearest = first[column]
        parents[column] = nearest
    return parents


def _same_head(one: Table, other: Table) -> bool:
    return {column: head_words(text) for column, text in one.heads.items()} == {
        column: head_words(text) for column, text in other.heads.items()
    }


def _after_column_numbers(grid: Grid, table: Table) -> int:
    """The last row of the head, a row of column numbers "(1) (2) (3)" or "a b c" below it included."""
    last = table.last_header_row
    for number in (last + 1, last + 2):
        cells = [cell for cell in grid.rows.get(number, ()) if cell is not None]
        if cells and _is_column_numbers([show(cell) for cell in cells]):
            return number
    return last


def _is_column_numbers(texts: list[str]) -> bool:
    matches = [_COLUMN_NUMBER.fullmatch(text.strip()) for text in texts]
    if len(texts) < 3 or not all(matches):
        return False
    marks = [int(match[1]) if match[1].isdigit() else ord(match[1].lower()) for match in matches if match]
    return all(1 <= later - earlier <= 2 for earlier, later in pairwise(marks))


def _trailing_text(table: Table) -> list[int]:
    """Takes the text lines at the end of a table away from it: they are the title of the next one."""
    taken: list[int] = []
    most = 2 if len(table.heads) > 3 else 1
    while table.rows:
        cells = [cell for cell in table.grid.rows[table.rows[-1]] if cell is not None]
        if len(cells) > most or not all(isinstance(cell, str) for cell in cells):
            break
        taken.insert(0, table.rows.pop())
    return taken


def _texts(grid: Grid, row: int) -> list[str]:
    """The text of a row above a table, as one line: "Kelurahan", ": GADANG" belong together."""
    parts = [" ".join(show(cell).split()) for cell in grid.rows[row] if cell is not None]
    return [" ".join(parts)] if parts else []
