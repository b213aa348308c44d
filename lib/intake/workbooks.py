"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS) as grids, through python-calamine.

The native reader aborts its whole process on some damaged files (it believes a length it finds there), and XML of a
few kilobytes can unpack to gigabytes. A server must outlive a bad upload, so it reads through `reading_process`.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import python_calamine

from lib.errors import Refusal
from lib.intake.cells import Cell, CellError, clean, clean_text
from lib.intake.grids import Grid, Merge, from_rows
from lib.intake.limits import DEFAULT_LIMITS, Limits, Tally, Tell, tell_nobody
from lib.intake.open_sheets import ods_facts
from lib.intake.sheet_facts import SheetFacts
from lib.intake.struck_texts import Rest
from lib.intake.zipped_sheets import DAMAGE, xlsx_facts, xlsx_starts_1904
from lib.text import N_, Message

MAX_CELLS = 10_000_000
"""The native reader takes some 35 bytes for each, blank or not."""
MAX_FACTS = 500_000

PASSWORD = N_("The file is locked with a password. Open it, remove the password, save it and send it again.")
DAMAGED = N_(
    "The file is damaged and cannot be read. Open it in the spreadsheet program, save it again and send it once more."
)
TOO_MANY_CELLS = N_(
    "A sheet of the file spans far too many empty cells. Delete the empty rows and columns around "
    "the table and send the file again."
)

_UNREADABLE = (python_calamine.CalamineError, ValueError, OSError, KeyError, EOFError, OverflowError)


def read_workbook(
    data: bytes,
    *,
    container: Literal["xlsx", "ods"] | None = None,
    facts: Mapping[str, SheetFacts] | None = None,
    errors_known: bool = True,
    limits: Limits = DEFAULT_LIMITS,
    tell: Tell = tell_nobody,
) -> list[Grid]:
    """The visible sheets of a workbook; hidden sheets are not read.

    python-calamine gives error cells as blanks and does not tell what is hidden or struck through, so that is taken
    from the file itself: from the archive where `container` says which, `facts` are those of an .xls;
    `errors_known=False` says that nobody can tell.
    Raises Refusal when the workbook is damaged, locked or larger than `limits`.
    """
    tell("opening", None)
    facts, starts_1904 = _facts(data, container) if facts is None else (facts, False)
    _check_count(facts)
    tally = Tally(limits)
    grids = []
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        names = _visible(workbook)
        limits.check_sheets(len(names))
        for index, name in enumerate(names):
            tell("opening", index / len(names))
            found = facts.get(name) or SheetFacts()
            sheet = workbook.get_sheet_by_name(name)
            if sheet.start is not None and (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAX_CELLS:
                raise Refusal(Message(TOO_MANY_CELLS))
            rows = tally.passing(name, _with_facts(_rows(sheet), found.errors, found.rests))
            grid = from_rows(name, rows, errors_known=errors_known, starts_1904=starts_1904)
            grid.merges = _clipped(found.merges or _merges(sheet), grid)
            grid.hidden, grid.hidden_columns = found.hidden, found.hidden_columns
            doubtful = {place for place, rest in found.rests.items() if rest.is_doubtful}
            grid.struck = found.struck | doubtful
            grid.struck_parts = {
                place: rest.struck for place, rest in found.rests.items() if rest.struck and place not in doubtful
            }
            grid.comments = found.comments
            grids.append(grid)
    except python_calamine.PasswordError as error:
        raise Refusal(Message(PASSWORD)) from error
    except _UNREADABLE as error:
        raise Refusal(Message(DAMAGED)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the native reader's own word for a fault; it has no import
            raise Refusal(Message(DAMAGED)) from error
        raise
    tally.check()
    return grids


def _facts(data: bytes, container: str | None) -> tuple[Mapping[str, SheetFacts], bool]:
    if not container:
        return {}, False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            facts = xlsx_facts(archive) if container == "xlsx" else ods_facts(archive)
            starts_1904 = container == "xlsx" and xlsx_starts_1904(archive)
    except DAMAGE as error:
        raise Refusal(Message(DAMAGED)) from error
    return facts, starts_1904


def _check_count(facts: Mapping[str, SheetFacts]) -> None:
    if (
        sum(fact.count() for fact in facts.values()) > MAX_FACTS
        or max((fact.last_row * fact.last_column for fact in facts.values()), default=0) > MAX_CELLS
    ):
        raise Refusal(Message(TOO_MANY_CELLS))


def _visible(workbook: Any) -> list[str]:
    return [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.visible is python_calamine.SheetVisibleEnum.Visible
        and meta.typ is python_calamine.SheetTypeEnum.WorkSheet
    ]


def _rows(sheet: Any) -> Iterator[tuple[int, list]]:
    """(row number as shown, cells from the first column on) of the rows that hold anything, one at a time."""
    if sheet.start is not None:
        left = [""] * sheet.start[1]
        for number, cells in enumerate(sheet.iter_rows(), 1):
            if cells.count("") < len(cells):
                yield number, [*left, *cells]


def _merges(sheet: Any) -> list[Merge]:
    return [
        Merge(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]


def _clipped(merges: list[Merge], grid: Grid) -> list[Merge]:
    """Merged blocks no larger than the sheet's rows, one for each first cell: a file may claim what it likes."""
    last_row, width = max(grid.rows, default=0), max(map(len, grid.rows.values()), default=0)
    firsts = {(merge.first_row, merge.first_column): merge for merge in merges}
    return [
        Merge(row, min(merge.last_row, last_row), column, min(merge.last_column, width - 1))
        for (row, column), merge in firsts.items()
        if row <= last_row and column < width
    ]


def _with_facts(
    rows: Iterator[tuple[int, list]], errors: Mapping[tuple[int, int], str], rests: Mapping[tuple[int, int], Rest]
) -> Iterator[tuple[int, list[Cell]]]:
    """The rows with their error cells, and without what is struck out of their texts."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, []).append((column, text))
    left: dict[int, list[tuple[int, Rest]]] = {}
    for (row, column), rest in rests.items():
        left.setdefault(row, []).append((column, rest))
    for number, raw in rows:
        cells = [clean_text(value) if isinstance(value, str) else clean(value) for value in raw]
        for column, text in by_row.get(number, ()):
            if column < len(cells) and (cells[column] is None or text):
                cells[column] = CellError(text)
        if left:
            for column, rest in left.get(number, ()):
                # What is doubtful is held: the reader of the message sees the cell as it is.
                if column < len(cells) and isinstance(cells[column], str) and not rest.is_doubtful:
                    cells[column] = clean_text(rest.text)
        yield number, cells
