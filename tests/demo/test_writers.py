"""Cells come back as they were written, whatever the format."""

import io
from datetime import date, time

import pytest
from python_calamine import CalamineWorkbook

from lib.demo.grids import Book, Sheet
from lib.demo.writers import write_book


def make_sheet():
    sheet = Sheet("Jadwal")
    sheet.merge(sheet.add(["Judul & <label>"], "title"), 0, 1, 3)
    sheet.add(["Tanggal", "Mulai", "Peserta", "=SUM(1;2)"], "header")
    sheet.add([date(2024, 1, 27), time(9, 30), 1500, "baris satu\nbaris dua"])
    sheet.add([None, None, 0.375, "‘kutip’"])
    return sheet


@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_workbook_reads_back_cell_by_cell(extension):
    data = write_book(Book(f"contoh.{extension}", [make_sheet()]))
    cells = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Jadwal").to_python()
    assert [[value if value != "" else None for value in row] for row in cells] == [
        ["Judul & <label>", None, None, None],
        ["Tanggal", "Mulai", "Peserta", "=SUM(1;2)"],
        [date(2024, 1, 27), time(9, 30), 1500, "baris satu\nbaris dua"],
        [None, None, 0.375, "‘kutip’"],
    ]


def test_workbook_of_the_1904_system_keeps_its_dates():
    data = write_book(Book("contoh.xlsx", [make_sheet()], epoch_1904=True))
    cells = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Jadwal").to_python()
    assert cells[2][0] == date(2024, 1, 27)


@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_hidden_sheet_is_hidden(extension):
    hidden = Sheet("arsip", hidden=True)
    hidden.add(["batal"])
    data = write_book(Book(f"contoh.{extension}", [make_sheet(), hidden]))
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheets_metadata
    assert [str(sheet.visible).rsplit(".", 1)[-1] for sheet in sheets] == ["Visible", "Hidden"]


def test_text_file_keeps_delimiter_decimal_comma_and_encoding():
    sheet = Sheet("")
    sheet.add(["Lokasi", "Mulai"])
    sheet.add(["Balai – RW 03; lantai 2", 0.375])
    book = Book("contoh.csv", [sheet], delimiter=";", encoding="cp1252")
    assert write_book(book) == 'Lokasi;Mulai\r\n"Balai \x96 RW 03; lantai 2";0,375\r\n'.encode("latin-1")
