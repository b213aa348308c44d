"""Workbooks, read back by another program's code (openpyxl) and by the reader of uploads (calamine)."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest
import python_calamine

from lib.errors import Refusal
from lib.export import workbooks
from lib.export.small_cells import below
from lib.export.tables import Table
from lib.export.workbooks import to_workbook
from lib.text import N_, using
from lib.text.workbook_texts import MAX_TEXT

MADE_AT = datetime(2024, 1, 24, 9, 5)


def _open(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def _rows(content: bytes, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in _open(content)[sheet].iter_rows()]


def test_workbook_holds_real_dates_and_numbers(full_table: Table) -> None:
    heads, row = _rows(to_workbook([full_table]), "Laporan")
    assert heads == ["Lokasi", "Laporan", "Skor", "Hari", "Mulai", "Opens", "Is_Estimate", "Partai"]
    assert row == [
        "Lap. Rampal; sisi utara", 12, -1234.5, datetime(2024, 1, 27), datetime(2024, 1, 27, 13, 30), time(9, 0),
        "ya", "PDIP; PAN",
    ]


def test_uploads_can_read_the_workbook(full_table: Table) -> None:
    book = python_calamine.load_workbook(io.BytesIO(to_workbook([full_table])))
    assert book.sheet_names == ["Tentang", "Laporan"]
    row = book.get_sheet_by_name("Laporan").to_python()[1]
    assert row[1:6] == [12.0, -1234.5, date(2024, 1, 27), datetime(2024, 1, 27, 13, 30), time(9, 0)]


def test_header_is_frozen_and_filtered(full_table: Table) -> None:
    sheet = _open(to_workbook([full_table]))["Laporan"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:H3")


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-1 titik", "@akun", "{=1}", "http://contoh.id", "0812", "'=1"])
def test_text_stays_text(make_table, text: str) -> None:
    sheet = _open(to_workbook([make_table({"place": ("text", [text])})]))["Laporan"]
    cell = sheet["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_first_sheet_tells_what_the_others_are(make_table) -> None:
    first = make_table({"reports": ("integer", [below(3)])})
    second = make_table({"day": ("day", [])}, title=N_("Possible clashes"), filters=(("Kecamatan", "Klojen"),))
    content = to_workbook([first, second])
    assert _open(content).sheetnames == ["Tentang", "Laporan", "Potensi bentrok"]
    lines = [[value for value in row if value is not None] for row in _rows(content, "Tentang")]
    assert lines == [
        ["Lembar", "Laporan"],
        ["Judul", "Laporan"],
        ["Per tanggal", "Rabu, 24 Januari 2024"],
        ["Dibuat pada", "Rabu, 24 Januari 2024, 09.05"],
        ["Dibuat oleh", "Siti (Analis)"],
        ["Versi data", "17"],
        ["Saringan", "tidak ada: semua baris yang boleh dilihat orang tersebut"],
        ["Jumlah baris", "1"],
        ["Catatan", 'Jumlah seperti "<3" disamarkan karena terlalu kecil; "*" disamarkan karena dari situ jumlah kecil '
                    "itu dapat dihitung kembali."],
        ["Kolom", "Nama mesin", "Jenis", "Arti"],
        ["Laporan", "reports", "bilangan bulat", "about reports"],
        [],
        ["Lembar", "Potensi bentrok"],
        ["Judul", "Potensi bentrok"],
        ["Per tanggal", "Rabu, 24 Januari 2024"],
        ["Dibuat pada", "Rabu, 24 Januari 2024, 09.05"],
        ["Dibuat oleh", "Siti (Analis)"],
        ["Versi data", "17"],
        ["Saringan: Kecamatan", "Klojen"],
        ["Jumlah baris", "0"],
        ["Kolom", "Nama mesin", "Jenis", "Arti"],
        ["Hari", "day", "hari", "about day"],
    ]


def test_workbook_follows_the_language(full_table: Table) -> None:
    with using("en"):
        assert _open(to_workbook([full_table])).sheetnames == ["About", "Reports"]


def test_same_tables_give_the_same_bytes(full_table: Table) -> None:
    assert to_workbook([full_table]) == to_workbook([full_table])


def test_hidden_counts_are_marks_beside_numbers(make_table) -> None:
    content = to_workbook([make_table({"reports": ("integer", [below(3), 4])})])
    assert _rows(content, "Laporan")[1:] == [["<3"], [4]]


def test_days_before_the_calendar_of_excel_are_text(make_table) -> None:
    table = make_table({"day": ("day", [date(1899, 12, 31)]), "at": ("moment", [datetime(1850, 1, 2)])})
    assert _rows(to_workbook([table]), "Laporan")[1] == ["1899-12-31", "1850-01-02T00:00:00"]


def test_too_long_text_is_cut_and_says_so(make_table) -> None:
    fits, long, wide = "x" * MAX_TEXT, "x" * (MAX_TEXT + 1), "😀" * MAX_TEXT
    content = to_workbook([make_table({"place": ("text", [fits, long, wide])})])
    _, first, second, third = _rows(content, "Laporan")
    mark = " … [terpotong: satu sel tidak memuat lebih banyak]"
    assert first == [fits]
    assert second == ["x" * (MAX_TEXT - len(mark)) + mark]
    assert third == ["😀" * ((MAX_TEXT - len(mark)) // 2) + mark]


def test_more_rows_than_a_sheet_holds_are_refused(make_table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_ROWS", 3)
    to_workbook([make_table({"reports": ("integer", [1, 2])})])
    with pytest.raises(Refusal, match="3 baris tidak muat"):
        to_workbook([make_table({"reports": ("integer", [1, 2, 3])})])


def test_workbook_without_tables_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        to_workbook([])
