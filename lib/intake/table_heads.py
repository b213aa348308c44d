"""The head of a table, in up to three rows, and what may stand right below it: column numbers, units."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from lib.intake.cells import Cell, fold, show
from lib.intake.columns import Head, HeadReader, combined
from lib.intake.former_columns import is_stage, without_stage
from lib.intake.grids import Grid
from lib.intake.readings import Problem
from lib.intake.values.date_texts import names_a_date
from lib.text import N_, Message

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
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
UNITS = N_("This row below the headings says how they are filled in and is no entry; it was passed over.")
_DAYS, _MONTHS, _YEARS = r"(?:dd|hh|tgl|hari|tanggal)", r"(?:mm|bb|bln|bulan)", r"(?:\W+(?:yy|yyyy|tttt|thn|tahun))?"
_UNIT = re.compile(
    r"\W*(?:(?:dalam|satuan|format|contoh format)\W+)?(?:wib|wita|wit|pukul|jam|menit|orang|org|jiwa|peserta|pax|rp|"
    r"rupiah|meter|km|m2|unit|buah|lembar|eksemplar|kendaraan|(?:jam|hh)\W+(?:mm|menit)(?:\W+wib)?|"
    rf"{_DAYS}\W+{_MONTHS}{_YEARS}|{_MONTHS}\W+{_DAYS}{_YEARS})\W*",
    re.I,
)
_SCALE = re.compile(r"\b(?:ribu|ribuan|ratus|ratusan|juta|puluhan)\b", re.I)
_IN_BRACKETS = re.compile(r"\([^()\d]{2,60}\)|\[[^\[\]\d]{2,60}\]")


@dataclass(slots=True)
class Table:
    """One table of a sheet: its head, what each column was taken for, the numbers of its rows, the titles above it.

    `notes` say what was passed over right below the head.
    """

    grid: Grid
    header_row: int
    last_header_row: int
    heads: dict[int, str]
    meanings: dict[int, Head]
    rows: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    outer_titles: list[str] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def head_texts(self, column: int) -> list[str]:
        """What the head of a column says, and the units below it."""
        below = [self.grid.rows[note.row] for note in self.notes if note.row > self.last_header_row]
        return [self.heads.get(column, ""), *(show(cells[column]) for cells in below if column < len(cells))]


def header_at(grid: Grid, number: int, reader: HeadReader, kind: str) -> Table | None:
    """The table whose head begins in a row, with no rows yet; None where the row is no head of such a table."""
    cells = grid.rows.get(number, [])
    if not _only_text(cells):
        return None
    first = {
        column: cell
        for column, cell in enumerate(cells)
        if isinstance(cell, str) and (number, column) not in grid.struck
    }
    texts = first.values()
    if not any(map(reader.read, texts)) or any(_is_data(text, reader) for text in texts):
        return None
    second = _child_row(grid, number, first, reader)
    if second:
        heads, meanings = two_rows(grid, number, first, second, reader)
        table = _table(grid, number, number + 1, heads, meanings, kind)
        if table:
            return _with_stages(table)
    meanings = {column: reader.read(text) for column, text in first.items()}
    table = _table(grid, number, number, first, meanings, kind)
    return _with_stages(table) if table else None


def _with_stages(table: Table) -> Table:
    """The table with a row of "Semula | Menjadi" below its heads taken as part of them."""
    grid, row = table.grid, table.last_header_row + 1
    second = {column: cell for column, cell in enumerate(grid.rows.get(row, ())) if cell is not None}
    if len(second) < 2 or not all(isinstance(cell, str) and is_stage(cell) for cell in second.values()):
        return table
    above = {column: text for column, text in table.heads.items() if column in table.meanings}
    parents = _parents(grid, row - 1, above, max(second))
    own = {column: next((at for at in range(column, -1, -1) if at in above and above[at] == parents[column]), None)
           for column in second}  # fmt: skip
    for column, cell in second.items():
        table.heads[column] = f"{parents[column]} {cell}".strip()
        if own[column] is not None:
            table.meanings[column] = table.meanings[own[column]]
    table.heads = dict(sorted(table.heads.items()))
    table.last_header_row = row
    return table


def two_rows(
    grid: Grid, number: int, first: dict[int, str], second: dict[int, str], reader: HeadReader
) -> tuple[dict[int, str], dict[int, Head | None]]:
    """The heads of two rows, and their meanings."""
    parents = _parents(grid, number, first, max(second, default=0))
    heads = {
        column: f"{parents.get(column, '')} {second[column]}".strip() if column in second else text
        for column, text in {**first, **second}.items()
    }
    meanings = {
        column: _combined(parents.get(column, ""), second[column], reader)
        if column in second
        else reader.read(first[column])
        for column in heads
    }
    return heads, meanings


def _combined(parent: str, child: str, reader: HeadReader) -> Head | None:
    """The meaning of a head in two rows; "Semula" and "Menjadi" only say which of two columns it is."""
    if is_stage(parent):
        return reader.read(child)
    return reader.read(parent) if is_stage(child) else combined(parent, without_stage(child), reader)


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
    return as_table(grid, first, last, heads, known)


def as_table(grid: Grid, first: int, last: int, heads: dict[int, str], known: dict[int, Head]) -> Table:
    """A table with no rows yet, its heads in the order of the columns."""
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
    known = sum(
        1
        for text in second.values()
        if is_stage(text) or ((head := reader.read(without_stage(text))) and head.confidence > 0.6)
    )
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


def end_of_head(grid: Grid, table: Table) -> int:
    """The last row of the head: a row of column numbers "(1) (2) (3)" or "a b c" and one of units belong to it."""
    end = last = table.last_header_row
    for number in range(last + 1, last + 4):
        texts = [show(cell) for cell in grid.rows.get(number, ()) if cell is not None]
        if not texts:
            continue
        if _is_column_numbers(texts):
            end = number
        elif number == end + 1 and _is_units(texts):
            end = number
            pass_over(table, (number,), UNITS)
        else:
            break
    return end


def _is_units(texts: list[str]) -> bool:
    """Whether a row says in what the columns are filled in: "dd/mm/yyyy", "WIB", "(nama jalan)", "orang"."""
    if any(map(_SCALE.search, texts)):
        return False  # "ribu" changes what the figures mean
    return any(map(_UNIT.fullmatch, texts)) and all(_UNIT.fullmatch(text) or _IN_BRACKETS.fullmatch(text)
                                                    for text in texts)  # fmt: skip


def _is_column_numbers(texts: list[str]) -> bool:
    if len(texts) >= 3 and [fold(text).strip("(). ") for text in texts] == list(_ROMAN[: len(texts)]):
        return True
    matches = [_COLUMN_NUMBER.fullmatch(text.strip()) for text in texts]
    if len(texts) < 3 or not all(matches):
        return False
    marks = [int(match[1]) if match[1].isdigit() else ord(match[1].lower()) for match in matches if match]
    return all(1 <= later - earlier <= 2 for earlier, later in pairwise(marks))


def pass_over(table: Table, rows: Iterable[int], because: str) -> None:
    """Say of rows below a head that nothing is taken from them."""
    table.notes += [
        Problem(table.grid.name, row, "row", "note", " ".join(texts_of(table.grid, row))[:80], Message(because))
        for row in rows
        if row in table.grid.rows
    ]


def texts_of(grid: Grid, row: int) -> list[str]:
    """The text of a row above a table, as one line: "Kelurahan", ": GADANG" belong together.

    What is struck through there is not read.
    """
    parts = [
        " ".join(show(cell).split())
        for column, cell in enumerate(grid.rows[row])
        if cell is not None and (row, column) not in grid.struck
    ]
    return [" ".join(parts)] if parts else []
