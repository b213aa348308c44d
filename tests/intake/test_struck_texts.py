"""What is left of texts that are struck through in part, and where the formats keep that."""

import io
import struct
import zipfile

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from lib.intake.binary_sheets import xls_facts
from lib.intake.compound_files import CompoundFile, workbook_stream
from lib.intake.files import read_grids
from lib.intake.struck_texts import Rest, rest_of, rest_of_runs
from tests.intake.families.making import Mixed, Raised, Struck, xlsx


@pytest.mark.parametrize(
    ("pieces", "rest"),
    [
        ([("13.00", True), (" 14.00", False)], "14.00"),
        ([("13.00", True), (" -> 14.00", False)], "14.00"),
        ([("13.00", True), ("\n14.00", False)], "14.00"),
        ([("09.00 - ", False), ("11.00", True), (" 12.00", False)], "09.00 - 12.00"),
        ([("Balai RW 1, ", False), ("Jl. Lama 5", True)], "Balai RW 1"),
        ([("5 ", True), ("6 Desember", False)], "6 Desember"),
    ],
)
def test_the_rest_is_read(pieces: list, rest: str) -> None:
    found = rest_of(pieces)
    assert found is not None
    assert (found.text, found.is_doubtful) == (rest, False)


@pytest.mark.parametrize(
    "pieces",
    [
        [("13.00", True)],
        [("13.00", True), ("14.00", False)],
        [("1", True), ("3.00", False)],
        [("13", True), (".30", False)],
        [("13.00", True), (" - 14.00", False)],
        [("13.00 - ", False), ("14.00", True)],
        [("5 s/d ", False), ("6 Desember", True)],
        [("Gedung A dan ", False), ("Gedung B", True)],
        [("13.00", True), (" -", False)],
    ],
)
def test_a_rest_nobody_can_be_sure_of_is_doubtful(pieces: list) -> None:
    found = rest_of(pieces)
    assert found is not None
    assert found.is_doubtful


@given(st.lists(st.tuples(st.text(max_size=6), st.booleans()), max_size=6))
def test_nothing_struck_is_left(pieces: list) -> None:
    found = rest_of(pieces)
    kept = "".join(text for text, is_struck in pieces if not is_struck)
    assert found is None or len(found.text) <= len(kept)


def test_one_raised_figure_is_no_figure_of_the_number() -> None:
    run = b'<r><rPr><vertAlign val="superscript"/></rPr><t>%s</t></r>'
    assert rest_of_runs(b"<r><t>40</t></r>" + run % b"1") == Rest("40^1", "", False)
    assert rest_of_runs(b"<r><t>09</t></r>" + run % b"30") is None
    assert rest_of_runs(b"<r><t>m</t></r>" + run % b"2") is None


def test_an_explicitly_unstruck_run_is_read() -> None:
    assert rest_of_runs(b'<r><rPr><strike val="0"/></rPr><t>13.00</t></r><r><t> 14.00</t></r>') is None


def test_texts_in_their_cells_are_looked_at_too() -> None:
    """Some programs write texts into the cells instead of a table of shared ones."""
    shared = xlsx({"S": [["x", Mixed(Struck("13.00"), " 14.00"), Raised("40", "1")]]})
    runs = (b'<c r="B1" t="inlineStr"><is><r><rPr><strike/></rPr><t>13.00</t></r>'
            b'<r><t xml:space="preserve"> 14.00</t></r></is></c>')  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(shared)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'<c r="B1" t="s"><v>1</v></c>', runs)
                assert runs in part
            new.writestr(name, part)
    for data in (shared, buffer.getvalue()):
        (grid,) = read_grids("a.xlsx", data)
        assert grid.rows[1] == ["x", "14.00", "40^1"]
        assert grid.struck_parts == {(1, 1): "13.00"}


def test_shared_strings_of_an_old_workbook_go_on_over_records() -> None:
    plain, struck = xlwt.Font(), xlwt.Font()
    struck.struck_out = True
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row in range(400):
        sheet.write(row, 0, f"{row} " + ("é" if row % 3 else "→") * (50 + row))
        sheet.write_rich_text(row, 1, [(f"lama {row}", struck), (f" baru {row} " + "→" * row, plain)])
    buffer = io.BytesIO()
    book.save(buffer)
    stream = workbook_stream(CompoundFile(buffer.getvalue()))
    assert stream is not None
    rests = xls_facts(stream)["S"].rests
    assert rests == {(row + 1, 1): Rest(f"baru {row} " + "→" * row if row else "baru 0", f"lama {row}", False)
                     for row in range(400)}  # fmt: skip


def test_comments_of_an_old_workbook_are_those_of_its_cells() -> None:
    book = xlwt.Workbook()
    book.add_sheet("S").write(1, 1, "x")
    buffer = io.BytesIO()
    book.save(buffer)
    stream = workbook_stream(CompoundFile(buffer.getvalue()))
    assert stream is not None

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    text = "koreksi: 6 Desember →"
    added = (
        record(0x5D, struct.pack("<HHHH", 0x15, 0x12, 0x19, 7) + bytes(14))
        + record(0x1B6, struct.pack("<HH6xHH4x", 0, 0, len(text), 16))
        + record(0x3C, b"\x01" + text.encode("utf-16-le"))
        + record(0x3C, bytes(16))  # how the text looks
        + record(0x1C, struct.pack("<HHHH", 1, 1, 0, 7) + b"\x00\x00\x00")
    )
    end = stream.rindex(b"\x0a\x00\x00\x00")
    assert xls_facts(stream[:end] + added + stream[end:])["S"].comments == {(2, 1): text}


def test_comments_of_an_open_document_are_no_text_of_their_cells() -> None:
    document, table, line = OpenDocumentSpreadsheet(), Table(name="S"), TableRow()
    cell, comment = TableCell(valuetype="string"), Annotation()
    comment.addElement(P(text="koreksi: 6 Desember"))
    cell.addElement(comment)
    cell.addElement(P(text="5 Desember"))
    line.addElement(cell)
    table.addElement(line)
    document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.write(buffer)
    (grid,) = read_grids("a.ods", buffer.getvalue())
    assert (grid.rows[1], grid.comments) == (["5 Desember"], {(1, 0): "koreksi: 6 Desember"})
