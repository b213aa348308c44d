"""What kind of file was sent is told by its content; what cannot be read is refused with one sentence."""

import io
import struct
import zipfile
from contextlib import suppress
from datetime import date, time
from types import SimpleNamespace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import Refusal
from lib.intake import files, zipped_sheets
from lib.intake.cells import CellError
from lib.intake.compound_files import MAGIC
from lib.intake.files import read_grids
from lib.intake.grids import Grid, Merge

ROWS = [["Tanggal", "Tempat"], [date(2023, 12, 1), "Kel. Dinoyo"]]


def refusal(data: bytes, name: str = "jadwal.xlsx") -> str:
    with pytest.raises(Refusal) as refused:
        read_grids(name, data)
    return str(refused.value)


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_is_read_whatever_its_name(office: SimpleNamespace, kind: str) -> None:
    data = getattr(office, kind)({"Lembar": ROWS})
    for name in ("a.xlsx", "a.xls", "a.csv", "a"):
        (grid,) = read_grids(name, data)
        assert grid.name == "Lembar"
        assert grid.rows == {1: ["Tanggal", "Tempat"], 2: [date(2023, 12, 1), "Kel. Dinoyo"]}


def test_blank_rows_keep_the_numbers_a_reader_sees(office: SimpleNamespace) -> None:
    rows = [[], ["a", "b"], [], ["c", "d"]]
    for data in (office.xlsx({"S": rows}), office.xls({"S": rows}), office.csv(rows)):
        (grid,) = read_grids("a", data)
        assert list(grid.rows) == [2, 4]


def test_hidden_sheets_are_not_read(office: SimpleNamespace) -> None:
    data = office.xlsx({"A": ROWS, "arsip": ROWS}, hidden=("arsip",))
    assert [grid.name for grid in read_grids("a.xlsx", data)] == ["A"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "0 byte"),
        (b"%PDF-1.7 ...", "dokumen PDF"),
        (b"\x89PNG\r\n\x1a\n....", "gambar"),
        (b"\xff\xd8\xff\xe0....", "gambar"),
        (b"<!DOCTYPE html><html><table><tr><td>Tanggal</td></tr></table></html>", "HTML"),
        (b"\xef\xbb\xbf  <html><body>x</body></html>", "HTML"),
        (b"<table><tr><td>x</td></tr></table>", "HTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML"),
        (b"{\\rtf1 x}", "dokumen teks"),
        (b"PK\x03\x04 broken", "rusak"),
        (bytes(range(256)) * 10, "lembar kerja"),
        (MAGIC + b"\0" * 600, "rusak"),
    ],
    ids=[
        "empty",
        "pdf",
        "png",
        "jpeg",
        "html",
        "html with a mark",
        "table",
        "old xml",
        "rtf",
        "broken zip",
        "binary",
        "broken xls",
    ],
)
def test_what_is_no_spreadsheet_is_refused(data: bytes, words: str) -> None:
    assert words in refusal(data, "data.bin")


def test_other_office_files_are_refused() -> None:
    assert "dokumen teks" in refusal(zipped(word__document_xml=b"<x/>"))
    assert "arsip" in refusal(zipped(foto=b"x"))


def test_locked_workbooks_are_refused(office: SimpleNamespace) -> None:
    locked_xls = office.xls({"S": ROWS})
    at = locked_xls.index(struct.pack("<HH", 0x42, 2))  # CODEPAGE, one of the first records
    locked_xls = locked_xls[:at] + struct.pack("<HH", 0x2F, 2) + locked_xls[at + 4 :]
    assert "kata sandi" in refusal(locked_xls)
    cut_short = MAGIC + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "kata sandi" in refusal(cut_short)
    locked_ods = zipped(content_xml=b"<x/>", **{"META-INF__manifest_xml": b"<manifest:encryption-data/>"})
    assert "kata sandi" in refusal(locked_ods)


def test_bombs_are_refused_before_they_are_unpacked(office: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_UNPACKED_BYTES", 10_000)
    data = zipped(xl__workbook_xml=b"<x/>", xl__sheet_xml=b"0" * 20_000)
    assert len(data) < 1_000
    assert "jauh melebihi" in refusal(data)


def test_a_cell_at_the_end_of_the_sheet_does_not_take_the_server_down() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "x", "y"
    buffer = io.BytesIO()
    book.save(buffer)
    assert refusal(buffer.getvalue())


@pytest.fixture(scope="module")
def whole_files(office: SimpleNamespace) -> list[bytes]:
    return [office.xlsx({"S": ROWS}), office.xls({"S": ROWS}), office.ods({"S": ROWS})]


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_is_read_or_refused_never_worse(whole_files: list[bytes], data: st.DataObject) -> None:
    whole = whole_files[data.draw(st.integers(0, 2))]
    cut = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(cut) - 1), st.integers(0, 255)), max_size=8)):
        cut[at] = byte
    # Anything but a Refusal would fail here.
    with suppress(Refusal):
        read_grids("x.xls", bytes(cut))


def test_error_cells_are_told_from_blanks(office: SimpleNamespace) -> None:
    rows = [["x", ("=1/0", "#DIV/0!"), ("=B9", ""), None, ("=1+1", 2)]]
    (grid,) = read_grids("a.xlsx", office.xlsx({"S": rows}))
    assert grid.rows[1] == ["x", CellError("#DIV/0!"), CellError(""), None, 2.0]


def test_error_cells_of_old_workbooks_are_told_from_blanks() -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "x")
    sheet.row(0).set_cell_error(1, 0x17)
    sheet.write(0, 3, "y")
    buffer = io.BytesIO()
    book.save(buffer)
    (grid,) = read_grids("a.xls", buffer.getvalue())
    assert grid.rows[1] == ["x", CellError("#REF!"), None, "y"]


def test_error_cells_of_open_documents_are_told_from_blanks(office: SimpleNamespace) -> None:
    data = office.ods({"S": [["x", "#REF!", "", "y"]]})
    (grid,) = read_grids("a.ods", data)
    assert grid.rows[1] == ["x", CellError("#REF!"), None, "y"]


def test_merged_cells_are_known_in_every_format(office: SimpleNamespace) -> None:
    rows = [["a", "b"], [date(2023, 12, 1), "x"], ["", "y"]]
    for data in (
        office.xlsx({"S": rows}, merges=("A2:A3",)),
        office.xls({"S": rows}, merges=((1, 2, 0, 0),)),
        office.ods({"S": rows}, spans={(1, 0): 2}),
    ):
        (grid,) = read_grids("a", data)
        assert grid.column_anchors() == {(3, 0): 2}


def test_days_counted_from_1904_are_read_as_days(office: SimpleNamespace) -> None:
    (grid,) = read_grids("a.xlsx", office.xlsx({"S": [[date(2024, 2, 7), time(9), 43867]]}, starts_1904=True))
    assert grid.rows[1] == [date(2024, 2, 7), time(9), 43867.0]
    assert grid.starts_1904


def test_invisible_characters_and_a_leading_apostrophe_are_no_part_of_a_text(office: SimpleNamespace) -> None:
    (grid,) = read_grids("a.csv", office.csv([["\u200bKel.\u00a0Dinoyo ", "'0812", "''", "=SUM(1)", "\ufeff"]]))
    assert grid.rows[1] == ["Kel. Dinoyo", "0812", "''", "=SUM(1)", None]


def test_a_file_of_comments_is_told_at_once() -> None:
    assert len(read_grids("a.csv", b"<!---->" * 3000 + b"x")) == 1  # all ends of all comments would be 2^3000 ways
    assert "HTML" in refusal(b" <!-- a --> <!-- b -->\n<html>")


def test_an_unclosed_tag_again_and_again_is_looked_at_once() -> None:
    assert zipped_sheets._xlsx_errors(b'<f t="e"' + b"<c " * 300_000) == {}  # every tag to the end: 10^11 characters


def test_a_merged_block_ends_where_its_rows_do() -> None:
    rows = {1: ["a", "b"], 2: ["c", "d"]}
    assert Grid("S", rows, [Merge(1, 2, 0, 10**12)]).column_anchors() == {(2, 0): 1, (2, 1): 1}
    assert Grid("S", rows, [Merge(1, 9_000, 0, 1)] * 10_000).column_anchors() == {(2, 0): 1, (2, 1): 1}
