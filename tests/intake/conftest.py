"""Makers of office files for the tests: rows in, bytes of the asked format out; and a reader with the first packs."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from lib.intake.reader import read_file
from lib.intake.readings import Reading
from lib.reference.vocabularies import Reference, load_reference

DATA = Path(__file__).resolve().parents[2] / "data"
Rows = list[list[Any]]


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The first city and its first election."""
    return load_reference(DATA / "city" / "malang", DATA / "election" / "pemilu_2024", DATA / "vocabulary")


def as_xlsx(
    sheets: dict[str, Rows], *, merges: tuple[str, ...] = (), starts_1904: bool = False, hidden: tuple[str, ...] = ()
) -> bytes:
    """A workbook; `merges` are ranges of the first sheet, whose first cell keeps its value."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "date_1904": starts_1904, "strings_to_formulas": False})
    formats = {
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
        time: book.add_format({"num_format": "hh:mm"}),
        datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, tuple):  # (formula, stored result)
                    sheet.write_formula(row, column, cell[0], None, cell[1])
                elif type(cell) in formats:
                    sheet.write_datetime(row, column, cell, formats[type(cell)])
                elif cell not in (None, ""):
                    sheet.write(row, column, cell)
        if rows is next(iter(sheets.values())):
            for span in merges:
                top, left, bottom, right = _corners(span)
                kept = rows[top][left] if left < len(rows[top]) else ""
                sheet.merge_range(top, left, bottom, right, "", formats.get(type(kept)))
                if type(kept) in formats:
                    sheet.write_datetime(top, left, kept, formats[type(kept)])
                elif kept not in (None, ""):
                    sheet.write(top, left, kept)
    book.close()
    return buffer.getvalue()


def _corners(span: str) -> tuple[int, int, int, int]:
    from xlsxwriter.utility import xl_cell_to_rowcol

    first, last = span.split(":")
    return (*xl_cell_to_rowcol(first), *xl_cell_to_rowcol(last))


def as_xls(sheets: dict[str, Rows], *, merges: tuple[tuple[int, int, int, int], ...] = ()) -> bytes:
    """An old BIFF workbook; `merges` are (first row, last row, first column, last column) of every sheet, from 0."""
    book = xlwt.Workbook()
    formats = {date: xlwt.easyxf(num_format_str="DD/MM/YYYY"), time: xlwt.easyxf(num_format_str="HH:MM")}
    covered = {
        (row, column): span
        for span in merges
        for row in range(span[0], span[1] + 1)
        for column in range(span[2], span[3] + 1)
    }
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if (row, column) in covered:
                    span = covered[row, column]
                    if (row, column) == (span[0], span[2]):
                        sheet.write_merge(*span, cell, formats.get(type(cell), xlwt.Style.default_style))
                elif cell not in (None, ""):
                    sheet.write(row, column, cell, formats.get(type(cell), xlwt.Style.default_style))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_ods(sheets: dict[str, Rows], *, spans: dict[tuple[int, int], int] | None = None) -> bytes:
    """An OpenDocument sheet; `spans` maps (row, column), from 0, to how many rows the cell reaches over."""
    document = OpenDocumentSpreadsheet()
    covered = {(row + step, column) for (row, column), size in (spans or {}).items() for step in range(1, size)}
    for name, rows in sheets.items():
        table = Table(name=name)
        for row, cells in enumerate(rows):
            line = TableRow()
            for column, cell in enumerate(cells):
                line.addElement(_ods_cell(cell, (spans or {}).get((row, column), 1), (row, column) in covered))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _ods_cell(cell: Any, size: int, is_covered: bool) -> Any:
    if is_covered:
        return CoveredTableCell()
    span = {"numberrowsspanned": size, "numbercolumnsspanned": 1} if size > 1 else {}
    if isinstance(cell, date):
        return TableCell(valuetype="date", datevalue=cell.isoformat(), **span)
    if isinstance(cell, time):
        return TableCell(valuetype="time", timevalue=f"PT{cell.hour:02d}H{cell.minute:02d}M00S", **span)
    if isinstance(cell, (int, float)):
        return TableCell(valuetype="float", value=str(cell), **span)
    node = TableCell(valuetype="string", **span) if cell else TableCell(**span)
    for line in str(cell or "").split("\n") if cell else ():
        node.addElement(P(text=line))
    return node


def as_csv(rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A delimited text."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode(encoding)


ReadRows = Callable[..., Reading]


@pytest.fixture(scope="session")
def office() -> SimpleNamespace:
    """The makers of files: office.xlsx, office.xls, office.ods, office.csv."""
    return SimpleNamespace(xlsx=as_xlsx, xls=as_xls, ods=as_ods, csv=as_csv)


@pytest.fixture
def read_schedule(reference: Reference) -> ReadRows:
    """Read rows as one sheet of a schedule: `read_schedule(rows, name=..., merges=...)`."""

    def read(rows: Rows, name: str = "jadwal.xlsx", sheet: str = "Sheet1", **more: Any) -> Reading:
        return read_file(name, as_xlsx({sheet: rows}, **more), "schedule", reference)

    return read


@pytest.fixture
def read_reports(reference: Reference) -> ReadRows:
    """Read rows as one sheet of reports."""

    def read(rows: Rows, name: str = "laporan.xlsx", sheet: str = "Sheet1", **more: Any) -> Reading:
        return read_file(name, as_xlsx({sheet: rows}, **more), "report", reference)

    return read
