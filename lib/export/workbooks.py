"""Workbooks: several tables as sheets with real dates and numbers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
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
from lib.text.workbook_texts import fitting, sheet_names

MAX_ROWS = 1_048_576
# XlsxWriter cannot write days before Excel's calendar begins; they go in as ISO text.
_FIRST_DAY = date(1900, 3, 1)


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


def _write_text(sheet: Worksheet, line: int, position: int, text: str, style: Any = None) -> None:
    if text:
        sheet.write_string(line, position, fitting(text), style)


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
