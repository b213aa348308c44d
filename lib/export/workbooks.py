"""Workbooks: several tables as sheets with real dates and numbers, and the rows an upload refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from numbers import Real
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lib.errors import Refusal
from lib.export.about import about_columns, about_lines, about_notes
from lib.export.dialects import flag_word, joined, plain_text, whole
from lib.export.small_cells import Mark
from lib.export.tables import Table, cells, worded
from lib.text import N_, Message, _

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
MAX_SHEET_NAME = 31
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "       ")
# XlsxWriter cannot write days before Excel's calendar begins; they go in as ISO text.
_FIRST_DAY = date(1900, 3, 1)

ROW_COLUMN, PROBLEM_COLUMN, ADVICE_COLUMN = "_baris", "_masalah", "_saran"


@dataclass(frozen=True)
class RefusedRow:
    """One row that an upload refused: its number as the spreadsheet shows it, its cells, what is wrong, what to do."""

    row: int
    values: Sequence[Any]
    problems: Sequence[str | Message]
    advice: Sequence[str | Message] = ()


def to_workbook(tables: Sequence[Table]) -> bytes:
    """An XLSX file with the sheet "Tentang" (About) and one sheet for each table. The same tables give the same bytes.

    Text is written as text, so nothing in it is run and no apostrophe is needed.
    Raises ValueError without a table, Refusal when a table has more rows than a sheet holds.
    """
    if not tables:
        raise ValueError("a workbook needs at least one table")
    titles = sheet_names([_("About"), *(worded(table.title) for table in tables)])
    buffer = BytesIO()
    with _open_workbook(buffer, max(table.made_at for table in tables)) as book:
        _write_about(book, titles, tables)
        for title, table in zip(titles[1:], tables, strict=True):
            _write_table(book, title, table)
    return buffer.getvalue()


def refused_rows_workbook(columns: Sequence[Any], refused: Sequence[RefusedRow], *, made_at: datetime) -> bytes:
    """An XLSX file with the refused rows as they were sent, and _baris, _masalah and _saran behind them.

    columns: the headings of the original in their order (a repeated or empty heading stays so). Mended there, the file
    can be sent again: columns named like the three are dropped first, so that a second round replaces them.
    Raises ValueError when a row has more or fewer cells than there are columns.
    """
    kept = [index for index, name in enumerate(columns) if name not in (ROW_COLUMN, PROBLEM_COLUMN, ADVICE_COLUMN)]
    heads = [columns[index] for index in kept] + [ROW_COLUMN, PROBLEM_COLUMN, ADVICE_COLUMN]
    _check_rows(len(refused))
    buffer = BytesIO()
    with _open_workbook(buffer, made_at) as book:
        sheet = book.add_worksheet(sheet_names([_("Refused rows")])[0])
        styles = _styles(book)
        for position, head in enumerate(heads):
            _write_as_sent(sheet, 0, position, head, styles, styles["head"])
        for line, row in enumerate(refused, start=1):
            if len(row.values) != len(columns):
                raise ValueError(f"row {row.row} has {len(row.values)} cells, not {len(columns)}")
            for position, index in enumerate(kept):
                _write_as_sent(sheet, line, position, row.values[index], styles)
            sheet.write_number(line, len(kept), row.row)
            _write_text(sheet, line, len(kept) + 1, "\n".join(map(worded, row.problems)), styles["wrapped"])
            _write_text(sheet, line, len(kept) + 2, "\n".join(map(worded, row.advice)), styles["wrapped"])
        _finish(sheet, len(refused), len(heads))
        sheet.set_column(0, len(kept), 18)
        sheet.set_column(len(kept) + 1, len(kept) + 2, 50)
    return buffer.getvalue()


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Sheet names Excel accepts, one for each title, told apart where titles are alike.

    Excel's limits: 1 to 31 characters, none of []:*?/\\, no apostrophe at either end, not "History", no two alike
    whatever their case.
    """
    taken = {"history", ""}
    names = []
    for title in titles:
        base = " ".join("".join(sign for sign in title.translate(_FORBIDDEN_IN_NAMES) if sign.isprintable()).split())
        name = _cut(base, MAX_SHEET_NAME) or _("Sheet")
        counter = 1
        while name.lower() in taken:
            counter += 1
            suffix = f" ({counter})"
            name = _cut(base, MAX_SHEET_NAME - len(suffix)) + suffix
        taken.add(name.lower())
        names.append(name)
    return names


def _cut(name: str, length: int) -> str:
    """At most `length` units of `name`, without blanks and apostrophes at its ends."""
    return _first_units(name.strip("' "), length).strip("' ")


def _open_workbook(buffer: BytesIO, made_at: datetime) -> Workbook:
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": "Kentongan", "created": made_at})
    return book


def _styles(book: Workbook) -> Mapping[str, Any]:
    return {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "bold": book.add_format({"bold": True}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "integer": book.add_format({"num_format": "#,##0"}),
        "decimal": book.add_format({"num_format": "#,##0.00"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        "hours": book.add_format({"num_format": "hh:mm"}),
    }


def _write_about(book: Workbook, titles: Sequence[str], tables: Sequence[Table]) -> None:
    sheet = book.add_worksheet(titles[0])
    styles = _styles(book)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, 2, 16)
    sheet.set_column(3, 3, 90)
    line = 0
    for title, table in zip(titles[1:], tables, strict=True):
        lines = [(_("Sheet"), title), *about_lines(table), *((_("Note"), note) for note in about_notes(table))]
        for label, value in lines:
            _write_text(sheet, line, 0, label, styles["bold"])
            _write_text(sheet, line, 1, value)
            line += 1
        heads = (_("Column"), _("Machine name"), _("Kind"), _("Meaning"))
        for row in (heads, *about_columns(table)):
            for position, text in enumerate(row):
                _write_text(sheet, line, position, text, styles["bold"] if row is heads else None)
            line += 1
        line += 1


def _write_table(book: Workbook, title: str, table: Table) -> None:
    _check_rows(len(table.frame))
    sheet = book.add_worksheet(title)
    styles = _styles(book)
    for position, column in enumerate(table.columns):
        sheet.write_string(0, position, _(column.label), styles["head"])
        sheet.set_column(position, position, _width(column.kind))
        for line, (value, is_empty) in enumerate(cells(table.frame[column.name]), start=1):
            if not is_empty:
                _write_cell(sheet, line, position, value, column.kind, styles)
    _finish(sheet, len(table.frame), len(table.columns))


def _write_cell(sheet: Worksheet, line: int, position: int, value: Any, kind: str, styles: Mapping[str, Any]) -> None:
    match kind:
        case _ if isinstance(value, Mark):
            sheet.write_string(line, position, str(value))
        case "integer":
            sheet.write_number(line, position, whole(value), styles[kind])
        case "decimal":
            sheet.write_number(line, position, float(value), styles[kind])
        case "day" | "moment" | "hours":
            _write_time(sheet, line, position, value, styles[kind])
        case "flag":
            sheet.write_string(line, position, flag_word(value))
        case "list":
            _write_text(sheet, line, position, joined(value))
        case _:
            _write_text(sheet, line, position, plain_text(value))


def _write_time(sheet: Worksheet, line: int, position: int, value: date | time, style: Any) -> None:
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime(warn=False)
    day = value.date() if isinstance(value, datetime) else value
    if isinstance(day, date) and day < _FIRST_DAY:
        sheet.write_string(line, position, value.isoformat())
    else:
        sheet.write_datetime(line, position, value, style)


def _write_as_sent(
    sheet: Worksheet, line: int, position: int, value: Any, styles: Mapping[str, Any], style: Any = None
) -> None:
    """A cell of somebody else's file: what was a number or a date stays one, everything else is text."""
    if value is None or value != value:  # NaN, the one value unequal to itself
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, position, value, style)
    elif isinstance(value, Real):
        sheet.write_number(line, position, value, style)
    elif isinstance(value, datetime):
        _write_time(sheet, line, position, value, styles["moment"])
    elif isinstance(value, date | time):
        _write_time(sheet, line, position, value, styles["day" if isinstance(value, date) else "hours"])
    else:
        _write_text(sheet, line, position, str(value), style)


def _write_text(sheet: Worksheet, line: int, position: int, text: str, style: Any = None) -> None:
    if text:
        sheet.write_string(line, position, _fitting(text), style)


def _fitting(text: str) -> str:
    """`text` cut to what a cell holds; the cut is said, never silent."""
    if len(text) <= MAX_TEXT // 2 or _first_units(text, MAX_TEXT) == text:
        return text
    mark = " … " + _("[cut: a cell holds no more]")
    return _first_units(text, MAX_TEXT - len(mark)) + mark


def _first_units(text: str, length: int) -> str:
    """The first `length` UTF-16 units of `text`, which is how Excel counts; no character is cut in two."""
    return text.encode("utf-16-le", errors="replace")[: 2 * length].decode("utf-16-le", errors="ignore")


def _check_rows(rows: int) -> None:
    if rows >= MAX_ROWS:
        raise Refusal(
            Message(
                N_("{rows} rows do not fit on one sheet of a workbook. Download them as CSV, or filter them first."),
                {"rows": rows},
            )
        )


def _width(kind: str) -> int:
    return {"text": 24, "list": 24, "moment": 17, "day": 12, "hours": 8, "flag": 8}.get(kind, 12)


def _finish(sheet: Worksheet, rows: int, columns: int) -> None:
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, rows, columns - 1)
