"""Refused rows that come back mended, put back into the file they were taken from (``refused_workbooks`` made them).

A row alone does not say what it said in its file: a title, a heading or a merged cell may tell its party, its month or
its day, and the other rows tell whether 3/4 is in March or in April. So what comes back is put into the original at the
rows it was taken from, and the whole is read again; only those rows are then reported, by their original numbers.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from lib.errors import Refusal
from lib.intake.cells import Cell, CellError, show
from lib.intake.grids import Grid
from lib.intake.readings import Problem, Reading, Row
from lib.text import N_, Message
from lib.text.workbook_texts import fitting

ROW_COLUMN, PROBLEM_COLUMN, ADVICE_COLUMN = "_baris", "_masalah", "_saran"
MARK_SHEET = "_kentongan"
CONTEXT = "·"
"""Stands for the number of a row that is shown for its reader only: titles, heads, headings."""

WANTS_ORIGINAL = N_(
    "These are the refused rows of the file {file}, which is not here. Send them from the account that sent that file, "
    "as the same kind of file, or mend the whole file and send that."
)
NOT_THE_ORIGINAL = N_("The refused rows in this workbook are of another file than the one they are put back into.")
COLUMNS_CHANGED = N_(
    "The headings of sheet {sheet} differ from those of the file {file}. Take the workbook of refused rows anew and "
    "change only the cells below the headings."
)
NUMBER_CHANGED = N_(
    'Row {row} of sheet {sheet} has no number of the file {file} in the column "_baris". Take the workbook of refused '
    "rows anew and leave that column as it is."
)

_FIRST_ADDED = 2_000_000  # past the last row of any sheet
_FIRST_DAY = date(1900, 3, 1)  # XlsxWriter cannot write days before Excel's calendar begins


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose refused rows a workbook holds: the original's kind, name and SHA-256, and the import that refused them."""

    kind: str
    file_name: str
    sha256: str
    continues: int | None
    sheets: Mapping[str, str]
    """Name of the sheet in the workbook -> in the original."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The original with the mended rows in their places.

    `grids` are read like those of any file, under the original's name. `numbers` maps (sheet, number in the grid) of
    each row that came back to its number in the original.
    """

    mark: Mark
    grids: list[Grid]
    numbers: Mapping[tuple[str, int], int]

    def narrow(self, reading: Reading, name: str, sha256: str) -> Reading:
        """The reading of `grids` with the rows that came back only, as that of the file `name` with this hash.

        Rows and problems carry the numbers of the original.
        """
        rows, held = self._own(reading.rows), self._own(reading.held)
        sheets = [
            replace(
                found,
                rows=sum(1 for row in rows if row.sheet == found.sheet),
                held=sum(1 for row in held if row.sheet == found.sheet),
            )
            for found in reading.sheets
        ]
        problems = [self._problem(problem) for problem in reading.problems if self._is_own(problem)]
        return replace(
            reading,
            name=name,
            sha256=sha256,
            sheets=sheets,
            rows=rows,
            held=held,
            problems=problems,
            quiet_days=[],
        )

    def _is_own(self, row: Row | Problem) -> bool:
        return (row.sheet, row.row) in self.numbers

    def _own(self, rows: Iterable[Row]) -> list[Row]:
        return [replace(row, row=self.numbers[row.sheet, row.row]) for row in rows if self._is_own(row)]

    def _problem(self, problem: Problem) -> Problem:
        values = dict(problem.message.values)
        other = (values.get("sheet", problem.sheet), values.get("row"))
        if other in self.numbers:  # "the same as row 7"
            values["row"] = self.numbers[other]
        message = Message(problem.message.text, values)
        return replace(problem, row=self.numbers[problem.sheet, problem.row], message=message)


def find_mark(grids: Sequence[Grid]) -> Mark | None:
    """The mark of a workbook of refused rows; None for every other file."""
    grid = next((grid for grid in grids if grid.name.casefold() == MARK_SHEET), None)
    if grid is None:
        return None
    texts: dict[str, str] = {}
    sheets: dict[str, str] = {}
    for cells in grid.rows.values():
        first, second, third = (*map(show, cells), "", "", "")[:3]
        if first == "lembar":
            sheets[second] = third
        else:
            texts.setdefault(first, second)
    if not {"jenis", "berkas", "sha256"} <= texts.keys() or not sheets:
        return None
    number = texts.get("impor", "")
    continues = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else None
    return Mark(texts["jenis"], texts["berkas"], texts["sha256"], continues, sheets)


def wants_original(mark: Mark) -> Message:
    """The refusal of mended rows whose original is not at hand; ``original_wanted`` reads it."""
    return Message(WANTS_ORIGINAL, {"file": mark.file_name, "sha256": mark.sha256, "continues": mark.continues})


def original_wanted(reading: Reading) -> tuple[str, int | None] | None:
    """(SHA-256 of the original, number of the import) where a file was refused as mended rows without their original.

    Both stand in a file somebody sent: whether the sender may see that original is for the caller to ask.
    """
    if reading.refusal is None or reading.refusal.text != WANTS_ORIGINAL:
        return None
    return reading.refusal.values["sha256"], reading.refusal.values["continues"]


def put_back(sent: Sequence[Grid], original: Sequence[Grid], original_data: bytes) -> Mended:
    """The original with the rows of a mended workbook in their places.

    A row that stands several times, or was added below without a number, becomes several rows; one left out of the
    workbook or emptied is not reported. Cells nobody changed keep their original value, whatever the spreadsheet
    program made of it. Raises Refusal when the workbook is of another file or its columns or numbers were changed.
    """
    mark = find_mark(sent)
    if mark is None or mark.sha256 != hashlib.sha256(original_data).hexdigest():
        raise Refusal(Message(NOT_THE_ORIGINAL))
    by_name = {grid.name: grid for grid in original}
    changed = dict(by_name)
    numbers: dict[tuple[str, int], int] = {}
    for grid in sent:
        if grid.name not in mark.sheets:
            continue
        name = mark.sheets[grid.name]
        if name not in by_name:
            raise Refusal(Message(NOT_THE_ORIGINAL))
        changed[name], found = _mend(by_name[name], grid, mark)
        numbers.update({(name, number): row for number, row in found.items()})
    return Mended(mark, list(changed.values()), numbers)


def _mend(original: Grid, sent: Grid, mark: Mark) -> tuple[Grid, dict[int, int]]:
    column = _check_heads(original, sent, mark)
    versions: dict[int, list[list[Cell]]] = {}
    last: int | None = None
    for row, cells in sent.rows.items():
        cells = [*cells, *[None] * (column + 1 - len(cells))]
        number, own = cells[column], cells[:column]
        if show(number) in (CONTEXT, ROW_COLUMN) or (last is None and number is None):
            continue
        if number is not None:
            last = _original_row(number)
        if last not in original.rows:
            words = {"row": row, "sheet": sent.name, "file": mark.file_name}
            raise Refusal(Message(NUMBER_CHANGED, words))
        if number is not None or any(cell is not None for cell in own):
            versions.setdefault(last, []).append(own)
    rows: dict[int, list[Cell]] = {}
    numbers: dict[int, int] = {}
    for row, cells in original.rows.items():
        if row not in versions:
            rows[row] = cells
            continue
        for step, own in enumerate(versions[row]):
            mended = _kept(cells, own)
            if any(cell is not None for cell in mended):
                key = row if step == 0 else _FIRST_ADDED + len(numbers)
                rows[key], numbers[key] = mended, row
    return replace(original, rows=rows), numbers


def _check_heads(original: Grid, sent: Grid, mark: Mark) -> int:
    """The column of the row numbers; the cells before it in that row must be a row of the original."""
    for cells in sent.rows.values():
        texts = [show(cell) for cell in cells]
        if ROW_COLUMN in texts:
            column = texts.index(ROW_COLUMN)
            heads = _plain(cells[:column])
            if any(_plain(row) == heads for row in original.rows.values()):
                return column
            break
    raise Refusal(Message(COLUMNS_CHANGED, {"sheet": sent.name, "file": mark.file_name}))


def _plain(cells: Sequence[Cell]) -> list[Any]:
    keys = [_key(as_written(cell)) for cell in cells]
    while keys and keys[-1] is None:
        keys.pop()
    return keys


def _original_row(number: Cell) -> int | None:
    text = show(number).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def _kept(original: Sequence[Cell], sent: Sequence[Cell]) -> list[Cell]:
    """The cells sent, the original ones where nothing was changed."""
    width = max(len(original), len(sent))
    pairs = zip([*original, *[None] * (width - len(original))], [*sent, *[None] * (width - len(sent))], strict=True)
    return [old if _key(as_written(old)) == _key(new) else new for old, new in pairs]


def as_written(cell: Cell) -> Cell:
    """A cell as the workbook can hold it."""
    if isinstance(cell, CellError):
        return CellError(cell.text or "#N/A")
    if isinstance(cell, date) and (cell.date() if isinstance(cell, datetime) else cell) < _FIRST_DAY:
        return show(cell)
    return fitting(cell) if isinstance(cell, str) else cell


def _key(cell: Cell) -> Any:
    """What two cells have in common that say the same, whichever program saved them."""
    match cell:
        case bool():
            return "flag", cell
        case int() | float():
            return "number", round(float(cell), 9)
        case datetime() if cell.time() == time():
            return "day", cell.date()
        case datetime():
            return "moment", round(cell.replace(tzinfo=None).timestamp())
        case date():
            return "day", cell
        case time():
            return "hours", round(timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second).total_seconds())
        case timedelta():
            return "hours", round(cell.total_seconds())
        case CellError():
            return "error", cell.text.upper()
        case str():
            return "text", cell
    return None
