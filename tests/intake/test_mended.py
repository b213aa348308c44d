"""Refused rows out as a workbook and in again: what was mended is read in its old place, the rest is held as before."""

import io
import json
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from lib.errors import Refusal
from lib.intake import refused_workbooks
from lib.intake.files import read_grids
from lib.intake.grids import Grid
from lib.intake.mended import (
    MARK_SHEET,
    find_mark,
    original_wanted,
    put_back,
)
from lib.intake.reader import read_file
from lib.intake.readings import Kind, Problem, Reading
from lib.intake.refused_workbooks import make_refused_workbook
from lib.reference.vocabularies import Reference
from lib.text import N_, Message, say

MADE_AT = datetime(2024, 1, 24, 9, 5)
HEAD = ["No", "Tanggal", "Jam", "Metode", "Tempat", "Kelurahan", "Jumlah"]
ROWS = [
    ["JADWAL KAMPANYE PARTAI GOLKAR"],
    HEAD,
    [1, date(2024, 1, 15), "09.00", "Tatap muka", "Balai RW 1", "Dinoyo", 40],
    [2, date(2024, 1, 16), "bakda Magrib", "Tatap muka", "=HYPERLINK(1)", "Sukun", 50],
    ["Kel. Blimbing"],
    [3, date(2024, 1, 17), "09.00", "Tatap muka", "Balai RW 3", "Sukamandi", "0812"],
    [4, date(2024, 1, 18), "13.00", "Tatap muka", "Balai RW 4", None, 70],
    [4, date(2024, 1, 18), "13.00", "Tatap muka", "Balai RW 4", None, 70],
]


def _make(name: str, data: bytes, reading: Reading, **more) -> bytes:
    return make_refused_workbook(reading, read_grids(name, data), made_at=MADE_AT, **more)


def _edit(content: bytes, **cells: object) -> bytes:
    """The workbook with cells changed as a person would: `_edit(content, C4="19.00")` on its first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _values(content: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]]


@pytest.fixture
def original(office: SimpleNamespace) -> bytes:
    return office.xlsx({"Januari": ROWS})


@pytest.fixture
def first(original: bytes, reference: Reference) -> Reading:
    return read_file("golkar.xlsx", original, "schedule", reference)


def _told(reading: Reading) -> list[tuple[int, str, str]]:
    return [(found.row, found.field, say(found.message)) for found in reading.problems if found.level == "error"]


def test_the_workbook_shows_the_rows_under_their_titles_and_heads(original: bytes, first: Reading) -> None:
    assert [row.row for row in first.held] == [4, 6, 8]
    values = _values(_make("golkar.xlsx", original, first))
    pad = [None] * 6
    assert values[0] == ["JADWAL KAMPANYE PARTAI GOLKAR", *pad, "·", None, None]
    assert values[1] == [*HEAD, "_baris", "_masalah", "_saran"]
    assert values[2][:8] == [2, datetime(2024, 1, 16), "bakda Magrib", "Tatap muka", "=HYPERLINK(1)", "Sukun", 50, 4]
    assert values[3] == ["Kel. Blimbing", *pad, "·", None, None]
    assert values[4][:8] == [3, datetime(2024, 1, 17), "09.00", "Tatap muka", "Balai RW 3", "Sukamandi", "0812", 6]
    assert [row[7] for row in values[5:]] == [8]
    assert values[2][8] == say(next(problem for problem in first.problems if problem.row == 4).message)
    assert values[4][9] == say(next(problem for problem in first.problems if problem.row == 6).hint)


def test_nothing_in_the_workbook_is_a_formula(original: bytes, first: Reading) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_make("golkar.xlsx", original, first)))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds


def test_the_mark_is_read_back(original: bytes, first: Reading) -> None:
    content = _make("golkar.xlsx", original, first, continues=12)
    mark = find_mark(read_grids("x.xlsx", content))
    assert mark is not None
    assert (mark.kind, mark.file_name, mark.sha256, mark.continues) == ("schedule", "golkar.xlsx", first.sha256, 12)
    assert dict(mark.sheets) == {"Januari": "Januari"}
    assert find_mark(read_grids("golkar.xlsx", original)) is None
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.custom_doc_props["kentongan"].value == f"schedule {first.sha256} 12"


def test_mended_rows_are_read_in_their_old_place(original: bytes, first: Reading, reference: Reference) -> None:
    content = _edit(_make("golkar.xlsx", original, first), C3="19.00")
    reading = read_file("golkar mended.xlsx", content, "schedule", reference, original=original)
    assert reading.refusal is None
    (row,) = reading.rows
    assert (row.row, row.values["party"], row.values["start"]) == (4, "GOLKAR", datetime(2024, 1, 16, 19))
    assert [row.row for row in reading.held] == [6, 8]
    assert _told(reading) == [problem for problem in _told(first) if problem[0] != 4]
    assert reading.name == "golkar mended.xlsx"
    assert [(found.rows, found.held) for found in reading.sheets] == [(1, 2)]


def test_a_row_may_become_several(original: bytes, first: Reading, reference: Reference) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_edit(_make("golkar.xlsx", original, first), C3="19.00")))
    sheet = book.worksheets[0]
    sheet.insert_rows(4)
    for column, value in enumerate((2, datetime(2024, 1, 17), "20.00", "Tatap muka", "Balai RW 9", "Sukun", 50), 1):
        sheet.cell(4, column, value)
    reading = read_file("golkar.xlsx", _saved(book), "schedule", reference, original=original)
    assert [(row.row, row.values["start"], row.values["venue"]) for row in reading.rows] == [
        (4, datetime(2024, 1, 16, 19), "=HYPERLINK(1)"),
        (4, datetime(2024, 1, 17, 20), "Balai RW 9"),
    ]
    assert [row.row for row in reading.held] == [6, 8]


def test_rows_taken_out_or_sorted_are_not_missed(original: bytes, first: Reading, reference: Reference) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_make("golkar.xlsx", original, first)))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    sheet.delete_rows(1, 99)
    for row in (rows[1], rows[4], rows[2]):
        sheet.append(row)
    sheet["E3"].data_type = "s"  # the text that looks like a formula
    reading = read_file("golkar.xlsx", _saved(book), "schedule", reference, original=original)
    assert [row.row for row in reading.held] == [4, 6]
    assert _told(reading) == [problem for problem in _told(first) if problem[0] != 8]


def test_what_storing_found_stands_in_the_workbook_too(original: bytes, first: Reading) -> None:
    found = Problem("Januari", 3, "party", "error", "", Message(N_("The place is missing.")))
    values = _values(_make("golkar.xlsx", original, first, problems=[found]))
    assert [row[7] for row in values[2:]] == [3, 4, "·", 6, 8]


def test_mended_rows_want_their_original(original: bytes, first: Reading, reference: Reference) -> None:
    content = _make("golkar.xlsx", original, first, continues=7)
    reading = read_file("x.xlsx", content, "schedule", reference)
    assert original_wanted(reading) == (first.sha256, 7)
    assert "golkar.xlsx" in say(reading.refusal)
    assert original_wanted(read_file("x.xlsx", content, "report", reference, original=original)) == (first.sha256, 7)
    assert original_wanted(first) is None


def test_another_original_columns_or_numbers_are_refused(
    original: bytes, first: Reading, office: SimpleNamespace
) -> None:
    content = _make("golkar.xlsx", original, first)
    grids = read_grids("golkar.xlsx", original)
    with pytest.raises(Refusal, match="berkas lain"):
        put_back(read_grids("x.xlsx", content), grids, b"other")
    for change, words in (({"B2": "Hari"}, "Judul kolom"), ({"H3": "dua"}, "_baris"), ({"H3": 999}, "_baris")):
        with pytest.raises(Refusal, match=words):
            put_back(read_grids("x.xlsx", _edit(content, **change)), grids, original)


def test_american_dates_stay_american(office: SimpleNamespace, reference: Reference) -> None:
    head = ["Party", "Start Date", "Start Time", "Activity", "Location"]
    rows = [head, *(["PKB", f"12/{day}/2023", "09:00", "TM", f"Balai RW {day}"] for day in (14, 20, 21, 22))]
    rows.append(["PKB", "12/5/2023", "jam?", "TM", "Balai RW 7"])
    data = office.csv(rows)
    first = read_file("pkb.csv", data, "schedule", reference)
    assert [row.row for row in first.held] == [6]
    content = _edit(_make("pkb.csv", data, first), C2="10:00")
    reading = read_file("pkb.xlsx", content, "schedule", reference, original=data)
    assert [(row.row, row.values["start"]) for row in reading.rows] == [(6, datetime(2023, 12, 5, 10))]


def test_merged_days_reach_the_mended_row(office: SimpleNamespace, reference: Reference) -> None:
    rows = [
        ["Partai", "Tanggal", "Jam", "Bentuk", "Tempat"],
        ["PKB", date(2024, 1, 15), "09.00", "TM", "Balai RW 1"],
        ["PKB", None, "siang", "TM", "Balai RW 2"],
    ]
    data = office.xlsx({"A": rows}, merges=("B2:B3",))
    first = read_file("pkb.xlsx", data, "schedule", reference)
    assert [row.row for row in first.held] == [3]
    content = _edit(_make("pkb.xlsx", data, first), C2="12.00")
    reading = read_file("x.xlsx", content, "schedule", reference, original=data)
    assert [(row.row, row.values["start"]) for row in reading.rows] == [(3, datetime(2024, 1, 15, 12))]


def test_each_kind_of_file_comes_back_with_every_row(
    office: SimpleNamespace, reference: Reference
) -> None:
    """XLS, ODS, CSV: the unchanged workbook gives the same held rows for the same reasons."""
    for make in (office.xls, office.ods, lambda sheets: office.csv(next(iter(sheets.values())))):
        data = make({"Januari": [[("" if cell is None else cell) for cell in row] for row in ROWS]})
        first = read_file("golkar.x", data, "schedule", reference)
        assert len(first.held) == 3
        again = read_file("y.xlsx", _make("golkar.x", data, first), "schedule", reference, original=data)
        assert _told(again) == _told(first)
        assert again.held == first.held
        assert again.rows == []


def _kind(value: str) -> Kind:
    return "schedule" if value == "schedule" else "report"


def test_demonstration_files_come_back_unchanged(reference: Reference) -> None:
    folder = Path(__file__).resolve().parents[2] / "data" / "demo"
    entries = json.loads((folder / "demo.json").read_text("utf-8"))["files"]
    checked = 0
    for entry in entries[::4]:
        data = (folder / entry["file"]).read_bytes()
        first = read_file(entry["file"], data, _kind(entry["kind"]), reference)
        if not first.held:
            continue
        content = _make(entry["file"], data, first)
        again = read_file("mended.xlsx", content, first.kind, reference, original=data)
        assert _told(again) == _told(first), entry["file"]
        assert (again.rows, again.held) == ([], first.held), entry["file"]
        checked += 1
    assert checked >= 3


def test_the_mark_sheet_is_no_table(original: bytes, first: Reading) -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(_make("golkar.xlsx", original, first))).sheetnames
    assert sheets == ["Januari", MARK_SHEET]


def test_each_row_is_looked_at_once_however_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr(refused_workbooks, "_is_heading", lambda _grid, row: looked.append(row) or row == 3)
    grid = Grid("S", {row: ["a", "b"] for row in range(1, 1_001)})

    shown = refused_workbooks._shown_rows(grid, range(500, 1_001, 2), [1], {4})

    assert shown == [1, 2, 3, *range(500, 1_001, 2)]
    assert len(looked) == 1_000
