"""The workbook of refused rows: as they were sent, under their titles and heads, each with what is wrong with it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import xlsxwriter

from lib.intake.calendars import is_calendar, read_calendar
from lib.intake.cells import Cell, CellError
from lib.intake.files import read_grids
from lib.intake.grids import Grid
from lib.intake.limits import Limits
from lib.intake.mended import (
    ADVICE_COLUMN,
    CONTEXT,
    MARK_SHEET,
    PROBLEM_COLUMN,
    ROW_COLUMN,
    Mark,
    as_written,
    find_mark,
    put_back,
)
from lib.intake.reading_lines import from_lines, to_lines
from lib.intake.readings import Problem, Reading, Row
from lib.reference.vocabularies import Reference
from lib.text import _, say
from lib.text.workbook_texts import fitting, sheet_names

_MOST_TITLES = 40


def make_refused_workbook(
    reading: Reading,
    grids: Sequence[Grid],
    *,
    made_at: datetime,
    continues: int | None = None,
    problems: Sequence[Problem] = (),
) -> bytes:
    """An XLSX file with the refused rows as they were sent, and _baris, _masalah and _saran behind them.

    `grids` are those of the file (``files.read_grids``), `problems` what storing found beside the reading, `continues`
    the import that refused the rows. One sheet for each sheet with refused rows; titles and heads stand above them.
    Nothing in the file is run: every text is written as text.
    """
    told: dict[tuple[str, int], list[Problem]] = {}
    for problem in (*reading.problems, *problems):
        if problem.level == "error" and problem.row is not None:
            told.setdefault((problem.sheet, problem.row), []).append(problem)
    chosen = [(grid, sorted(row for sheet, row in told if sheet == grid.name)) for grid in grids]
    chosen = [(grid, rows) for grid, rows in chosen if rows]
    names = sheet_names([MARK_SHEET, *(grid.name or _("Refused rows") for grid, _rows in chosen)])[1:]
    mark = Mark(
        reading.kind,
        reading.name,
        reading.sha256,
        continues,
        {name: grid.name for name, (grid, _rows) in zip(names, chosen, strict=True)},
    )
    buffer = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as book:
        book.set_properties({"title": "Kentongan", "created": made_at})
        book.set_custom_property("kentongan", _identity(mark), "text")
        writer = _Writer(book)
        for name, (grid, rows) in zip(names, chosen, strict=True):
            heads = [found.header_row for found in reading.sheets if found.sheet == grid.name]
            known = {row.row for row in (*reading.rows, *reading.held) if row.sheet == grid.name}
            _write_sheet(book.add_worksheet(name), writer, grid, rows, heads, known, told)
        _write_mark(book.add_worksheet(MARK_SHEET), mark)
    return buffer.getvalue()


def tell_refused(reading: Reading, problems: Sequence[Problem] = ()) -> dict[str, Any]:
    """What ``make_from_file`` needs to know of a reading, as plain JSON; `problems` is what storing found beside it.

    Of the rows their numbers alone: the cells come out of the file again.
    """
    told = [problem for problem in (*reading.problems, *problems) if problem.level == "error"]
    short = Reading(reading.name, reading.sha256, reading.kind, sheets=reading.sheets, problems=told)
    known: dict[str, list[int]] = {}
    for row in (*reading.rows, *reading.held):
        known.setdefault(row.sheet, []).append(row.row)
    return {"reading": list(to_lines(short)), "known": known}


def make_from_file(
    name: str,
    data: bytes,
    told: Mapping[str, Any],
    reference: Reference,
    *,
    original: bytes,
    limits: Limits,
    made_at: datetime,
    continues: int | None,
) -> bytes:
    """The workbook of ``make_refused_workbook`` from the file itself and what ``tell_refused`` gave of its reading.

    `original` is the file whose refused rows this one sends again, b"" for none: the row numbers are then that one's.
    Raises Refusal for a file that cannot be read within the limits.
    """
    reading = from_lines(told["reading"])
    reading.rows += [Row(sheet, row, 1, {}, {}) for sheet, rows in told["known"].items() for row in rows]
    grids = _sheets_of(name, data, reference, limits)
    mark = find_mark(grids)
    if original and mark:
        grids = put_back(grids, _sheets_of(mark.file_name, original, reference, limits), original).grids
        reading = replace(reading, name=mark.file_name, sha256=mark.sha256)
    return make_refused_workbook(reading, grids, made_at=made_at, continues=continues)


def _sheets_of(name: str, data: bytes, reference: Reference, limits: Limits) -> list[Grid]:
    return read_calendar(name, data, reference, limits) if is_calendar(data) else read_grids(name, data, limits=limits)


class _Writer:
    """Writes cells of somebody else's file: what was a number or a date stays one, everything else is text."""

    def __init__(self, book: Any) -> None:
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._forms = {
            kind: book.add_format({"num_format": code})
            for kind, code in {"day": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm", "hours": "[hh]:mm"}.items()
        }

    def write(self, sheet: Any, line: int, column: int, cell: Cell, style: Any = None) -> None:
        """One cell."""
        match as_written(cell):
            case None | "":
                return
            case bool() as flag:
                sheet.write_boolean(line, column, flag, style)
            case int() | float() as number:
                sheet.write_number(line, column, number, style)
            case datetime() as moment:
                sheet.write_datetime(line, column, moment, self._forms["moment" if moment.time() != time() else "day"])
            case date() as day:
                sheet.write_datetime(line, column, day, self._forms["day"])
            case time() as hour:
                sheet.write_datetime(line, column, hour, self._forms["hours"])
            case timedelta() as span:
                sheet.write_number(line, column, span / timedelta(days=1), self._forms["hours"])
            case CellError() as error:
                sheet.write_string(line, column, error.text, style)
            case str() as text:
                sheet.write_string(line, column, text, style)


def _write_sheet(
    sheet: Any,
    writer: _Writer,
    grid: Grid,
    refused: Sequence[int],
    heads: Sequence[int],
    known: set[int],
    told: Mapping[tuple[str, int], Sequence[Problem]],
) -> None:
    width = max(len(cells) for cells in grid.rows.values())
    first_head = min(heads, default=0)
    for line, row in enumerate(_shown_rows(grid, refused, heads, known)):
        is_refused = (grid.name, row) in told
        for column, cell in enumerate(grid.rows[row]):
            writer.write(sheet, line, column, cell, None if is_refused else writer.bold)
        if is_refused:
            problems = told[grid.name, row]
            sheet.write_number(line, width, row)
            messages = dict.fromkeys(say(problem.message) for problem in problems)
            hints = dict.fromkeys(say(problem.hint) for problem in problems if problem.hint)
            sheet.write_string(line, width + 1, fitting("\n".join(messages)), writer.wrapped)
            if hints:
                sheet.write_string(line, width + 2, fitting("\n".join(hints)), writer.wrapped)
        elif row == first_head:
            for step, head in enumerate((ROW_COLUMN, PROBLEM_COLUMN, ADVICE_COLUMN)):
                sheet.write_string(line, width + step, head, writer.bold)
            sheet.freeze_panes(line + 1, 0)
        else:
            sheet.write_string(line, width, CONTEXT)
    sheet.set_column(0, width, 18)
    sheet.set_column(width + 1, width + 2, 50)


def _shown_rows(grid: Grid, refused: Sequence[int], heads: Sequence[int], known: set[int]) -> list[int]:
    """The refused rows, the titles and heads above them, and the heading each stands under."""
    rows = sorted(grid.rows)
    sent = frozenset(refused)
    shown = set(refused)
    told = sorted(shown | known)
    for position, head in enumerate(sorted(heads)):
        if head >= max(refused):
            break
        # The titles, a head of two rows and a row of column numbers stand before the first row that was read.
        body = told[bisect_right(told, head)]
        place, below = bisect_left(rows, head), bisect_right(rows, head)
        above = rows[max(0, place - _MOST_TITLES):place] if position == 0 else []
        shown.update(above, [head], (row for row in rows[below:below + 3] if row < body))
    heading = None
    for row in rows:
        if row in sent and heading is not None and heading not in known:
            shown.add(heading)
        if _is_heading(grid, row):
            heading = row
    return [row for row in grid.rows if row in shown]


def _is_heading(grid: Grid, row: int) -> bool:
    filled = [cell for cell in grid.rows[row] if cell is not None]
    return len(filled) == 1 and isinstance(filled[0], str)


def _identity(mark: Mark) -> str:
    return f"{mark.kind} {mark.sha256} {mark.continues or ''}".strip()


def _write_mark(sheet: Any, mark: Mark) -> None:
    lines = [
        ("jenis", mark.kind),
        ("berkas", mark.file_name),
        ("sha256", mark.sha256),
        ("impor", "" if mark.continues is None else str(mark.continues)),
        *(("lembar", name, original) for name, original in mark.sheets.items()),
        ("", _("This sheet tells where the rows belong. Leave it as it is.")),
    ]
    for line, texts in enumerate(lines):
        for column, text in enumerate(texts):
            sheet.write_string(line, column, text)
    sheet.set_column(0, 2, 40)
