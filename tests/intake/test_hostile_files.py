"""Files that would take a server down or make it say nonsense: each comes back with one sentence, in little memory."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
import xlsxwriter
import xlwt

from lib.intake.compound_files import MAGIC
from lib.intake.reading_process import Bounds, read_in_process
from lib.intake.readings import Reading
from lib.intake.zipped_sheets import xlsx_facts
from lib.text import say
from tests.intake.conftest import as_csv, as_ods, as_xls, as_xlsx

HEAD = ["No", "Tanggal", "Jam", "Partai", "Metode", "Tempat"]
ROW = [1, date(2023, 12, 2), "09.00 - 12.00", "PKB", "Rapat umum", "Lapangan Rampal"]
MEGABYTE = 1024 * 1024
LIMIT = 300  # megabytes: half of what the server grants

DAMAGED = "Berkas rusak dan tidak dapat dibaca. Buka di program lembar kerja, simpan ulang, lalu kirim kembali."
BOMB = "Isi berkas setelah dibuka jauh melebihi ukuran jadwal atau laporan, sehingga tidak dibuka."
PASSWORD = "Berkas dikunci kata sandi. Buka berkas, hapus kata sandinya, simpan, lalu kirim ulang."
HEAVY = (
    "Berkas memerlukan memori lebih besar dari batas per berkas: berkas rusak atau isinya jauh lebih banyak dari "
    "sebuah tabel. Buka di program lembar kerja, hapus isi di luar tabel, simpan ulang, lalu kirim sekali lagi."
)
EMPTY_CELLS = (
    "Salah satu lembar memuat terlalu banyak sel kosong. Hapus baris dan kolom kosong di sekitar tabel, lalu kirim "
    "ulang."
)
EMPTY = "Berkas kosong (0 byte). Kirim ulang dari berkas aslinya."
HTML = (
    "Isi berkas adalah halaman web (HTML), bukan lembar kerja. Buka di program lembar kerja, simpan sebagai XLSX, "
    "lalu kirim berkas itu."
)
NO_WORKBOOK = "Isi berkas bukan lembar kerja. Kirim lembar kerja aslinya (XLSX, XLS, ODS) atau CSV."
LONG_CELL = (
    "Ada sel yang lebih panjang dari 131.072 karakter, seolah-olah tanda kutip tidak ditutup. Buka berkas di program "
    "lembar kerja, simpan sebagai XLSX, lalu kirim berkas itu."
)


def other(found: str) -> str:
    return f"Isi berkas adalah {found}, bukan lembar kerja. Kirim lembar kerja aslinya (XLSX, XLS, ODS) atau CSV."


def read(data: bytes, name: str = "jadwal.xlsx", megabytes: int = LIMIT) -> Reading:
    return read_in_process(name, data, "schedule", "malang", "pemilu_2024", bounds=Bounds(megabytes=megabytes))


def sentence(data: bytes, name: str = "jadwal.xlsx", megabytes: int = LIMIT) -> str:
    reading = read(data, name, megabytes)
    assert (reading.rows, reading.held, reading.problems) == ([], [], [])
    assert reading.refusal is not None
    return say(reading.refusal)


def workbook(change: Callable[[str, bytes], bytes] = lambda _name, part: part, **added: bytes) -> bytes:
    """A good workbook whose parts went through `change`."""
    with zipfile.ZipFile(io.BytesIO(as_xlsx({"Jadwal": [HEAD, ROW]}))) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    return packed(parts | {name.replace("__", "/"): part for name, part in added.items()})


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    """A good workbook with something else in the XML of its sheet."""
    return workbook(lambda name, part: part.replace(old, new) if name.endswith("sheet1.xml") else part)


def in_content(old: bytes, new: bytes) -> bytes:
    """A good open document with something else in its content."""
    with zipfile.ZipFile(io.BytesIO(as_ods({"Jadwal": [HEAD, ROW]}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts["content.xml"]
    return packed(parts | {"content.xml": parts["content.xml"].replace(old, new, 1)})


def zeros(megabytes: int, method: int) -> bytes:
    """A workbook whose sheet is this many megabytes of one letter, written without ever being whole in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _block in range(megabytes):
                sheet.write(b" " * MEGABYTE)
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """An archive that states a thousandth of what its sheet unpacks to."""
    size = 310 * MEGABYTE
    data = bytearray(
        packed(
            {
                "xl/workbook.xml": b'<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>',
                "xl/_rels/workbook.xml.rels": b'<r><x Id="a" Target="worksheets/sheet1.xml"/></r>',
                "xl/worksheets/sheet1.xml": b"<worksheet><sheetData>" + b" " * size,
            }
        )
    )
    stated = struct.pack("<I", size + 22)
    assert data.count(stated) == 2
    return bytes(data.replace(stated, struct.pack("<I", 380_000)))


def locked_xls() -> bytes:
    data = as_xls({"S": [HEAD, ROW]})
    at = data.index(struct.pack("<HH", 0x42, 2))  # CODEPAGE, one of the first records, becomes FILEPASS
    return data[:at] + struct.pack("<HH", 0x2F, 2) + data[at + 4 :]


def locked_xlsx() -> bytes:
    """What Excel saves with a password: a compound file with the streams of the encryption."""
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + bytes(50)
        + struct.pack("<III", 0xFFFFFFFE, 0, 0)
        for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    )  # fmt: skip
    header = bytearray(MAGIC.ljust(512, b"\0"))
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIIII", header, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header[76:] = b"\xff" * (512 - 76)
    struct.pack_into("<I", header, 76, 0)
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE).ljust(512, b"\xff")
    return bytes(header) + fat + directory.ljust(512, b"\0")


def many_sheets(count: int) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for number in range(count):
        book.add_worksheet(f"S{number}")
    book.close()
    return buffer.getvalue()


def stray_cell() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "x", "y"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def far_cell_of_an_old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "x")
    sheet.write(65535, 255, "y")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def chained_to_itself() -> bytes:
    """An old workbook whose table of sectors names itself as its own continuation, again and again."""
    header = bytearray(as_xls({"S": [HEAD, ROW]}))
    struct.pack_into("<II", header, 68, 0, 0xFFFFFFF0)
    return bytes(header)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 100 + b'">' + b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 100) for letter in b"bcdef"
) + b"]>"  # fmt: skip

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb of 1,000 to 1": (lambda: zeros(120, zipfile.ZIP_DEFLATED), BOMB),
    "bomb of 10,000 to 1": (lambda: zeros(60, zipfile.ZIP_BZIP2), BOMB),
    "bomb of many parts": (lambda: packed({"xl/workbook.xml": b"", **{f"{n}.xml": b"" for n in range(10_000)}}), BOMB),
    "bomb that states less": (lying_bomb, DAMAGED),
    "archive in an archive": (
        lambda: packed({"jadwal.zip": zeros(10, zipfile.ZIP_DEFLATED)}), other("arsip terkompresi")),
    "packed in a way of its own": (lambda: packed({"xl/workbook.xml": b"<workbook/>"}, zipfile.ZIP_LZMA), DAMAGED),
    "entities of entities": (
        lambda: workbook(lambda name, part: part.replace(b"<sst", ENTITIES + b"<sst").replace(b"PKB", b"&f;")
                         if "sharedStrings" in name else part), DAMAGED),
    "entities of entities in an open document": (
        lambda: in_content(b"<office:document-content", ENTITIES + b"<office:document-content"), DAMAGED),
    "a file of the server as an entity": (
        lambda: in_content(b"<office:document-content",
                           b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><office:document-content'), DAMAGED),
    "deep XML": (lambda: in_sheet(b"<sheetData>", b"<sheetData>" + b"<a>" * 1_000_000), None),
    "deep XML of an open document": (
        lambda: in_content(b"<table:table-row", b"<text:p>" * 200_000 + b"<table:table-row"), DAMAGED),
    "a row without end": (lambda: in_sheet(b"<sheetData>", b"<sheetData>" + b"<row>" + b"<c/>" * 4_500_000), DAMAGED),
    "a cell at the end of the sheet": (stray_cell, EMPTY_CELLS),
    "a cell at the end of the sheet, told between others": (
        lambda: in_sheet(b'r="B2"', b'r="XFD1048576"'), EMPTY_CELLS),
    "a cell at the end of an old sheet": (far_cell_of_an_old_workbook, HEAVY),
    "cells repeated for ever": (
        lambda: in_content(b"<table:table-cell office:value-type=\"string\"", b"<table:table-cell "
                           b"table:number-columns-repeated=\"2147483647\" office:value-type=\"string\""), EMPTY_CELLS),
    "200,000 merged blocks over everything": (
        lambda: in_sheet(b"</sheetData>", b"</sheetData><mergeCells>"
                         + b'<mergeCell ref="A1:XFD1048576"/>' * 200_000 + b"</mergeCells>"), None),
    "2,000 sheets": (lambda: many_sheets(2000),
                     "Berkas memuat 2.000 lembar; paling banyak 20 yang dapat dibaca. Hapus atau sembunyikan lembar "
                     "lainnya, lalu kirim ulang."),
    "a million columns": (lambda: b";".join([b""] * 1_000_000) + b"\na;b\n",
                          "Berkas memuat 1.000.000 kolom; paling banyak 200 yang dapat dibaca. Hapus isi di luar "
                          "tabel, lalu kirim ulang."),
    "201 columns": (lambda: as_xlsx({"Jadwal": [[*HEAD, *[""] * 194, "x"], ROW]}),
                    "Lembar Jadwal memuat 201 kolom; paling banyak 200 yang dapat dibaca. Hapus isi di luar tabel, "
                    "lalu kirim ulang."),
    "100,001 rows": (lambda: b"a;b\n" * 100_001,
                     "Berkas memuat 100.001 baris; paling banyak 100.000 yang dapat dibaca. Pecah per bulan, lalu "
                     "kirim ulang."),
    "blank lines only": (lambda: b"\r\n" * 10_000_000,
                         "Berkas memuat 10.000.000 baris; paling banyak 100.000 yang dapat dibaca. Pecah per bulan, "
                         "lalu kirim ulang."),
    "one byte too many": (lambda: bytes(25 * MEGABYTE + 1),
                          "Ukuran berkas 25,1 MB; paling besar 25 MB yang dapat dibaca. Pecah per bulan atau hapus "
                          "gambarnya, lalu kirim ulang."),
    "one line of 25 MB": (lambda: b"a" * 25 * MEGABYTE, LONG_CELL),
    "a quotation mark that is not closed": (lambda: as_csv([HEAD]) + b'"' + b"x,y\n" * 100_000, LONG_CELL),
    "25 MB of zeros": (lambda: bytes(25 * MEGABYTE), DAMAGED),
    "0 bytes": (lambda: b"", EMPTY),
    "cut short": (lambda: workbook()[:-100], DAMAGED),
    "an old workbook cut short": (lambda: as_xls({"S": [HEAD, ROW]})[:1500], DAMAGED),
    "a table of sectors without end": (chained_to_itself, DAMAGED),
    "locked": (locked_xlsx, PASSWORD),
    "locked old workbook": (locked_xls, PASSWORD),
    "locked open document": (
        lambda: packed({"content.xml": b"x", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}), PASSWORD),
    "a web page": (lambda: b"<html><body><table><tr><td>Tanggal</td></tr></table></body></html>", HTML),
    "a PDF": (lambda: b"%PDF-1.7\n%%EOF", other("dokumen PDF")),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), other("gambar")),
    "rich text": (lambda: rb"{\rtf1 Jadwal}", other("dokumen teks")),
    "a letter": (lambda: packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), other("dokumen teks")),
    "a program": (lambda: b"MZ\x90\0\3\0" + bytes(100), other("program")),
    "noise": (lambda: bytes(range(256)) * 20, DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize(("make", "told"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_file_is_refused_in_one_sentence(make: Callable[[], bytes], told: str | None) -> None:
    if told is None:
        assert read(make()).refusal is None
    else:
        assert sentence(make()) == told


def test_a_bomb_is_ten_thousand_times_its_size() -> None:
    data = zeros(60, zipfile.ZIP_BZIP2)
    assert 10_000 * len(data) < 60 * MEGABYTE


def test_macros_links_and_files_inside_are_not_looked_at() -> None:
    plain = read(workbook())
    added = read(workbook(xl__vbaProject_bin=b"\xff" * 1000, xl__externalLinks__externalLink1_xml=b"<broken",
                          xl__embeddings__other_xlsx=b"PK\3\4 broken"))  # fmt: skip
    assert [row.values for row in added.rows] == [row.values for row in plain.rows] != []


def test_a_formula_that_links_elsewhere_is_taken_by_its_stored_value() -> None:
    row = [*ROW[:5], ("=WEBSERVICE(\"http://localhost/\"&A1)", "Lapangan Rampal")]
    (stored,) = read(as_xlsx({"Jadwal": [HEAD, row]})).rows
    assert stored.values["venue"] == "Lapangan Rampal"


@pytest.mark.parametrize(("address", "reach"), [("B1048576", (1_048_576, 6)), ("XFD2", (2, 16_384))])
def test_a_far_cell_between_others_is_seen_before_room_is_made_for_it(address: str, reach: tuple[int, int]) -> None:
    data = in_sheet(b'r="B2"', f'r="{address}"'.encode())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (facts,) = xlsx_facts(archive).values()
    assert (facts.last_row, facts.last_column) == reach


def test_a_block_merged_over_everything_leaves_the_rows_as_they_are() -> None:
    data = in_sheet(b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    assert read(data).refusal is None


@pytest.mark.parametrize("serial", ["2958466", "1e300", "-5", "99999999999"])
def test_a_day_beyond_the_calendar_holds_its_row(serial: str) -> None:
    data = in_sheet(b"<v>45262</v>", f"<v>{serial}</v>".encode())
    reading = read(data)
    assert (len(reading.rows), len(reading.held)) == (0, 1)


@pytest.mark.parametrize("day", ["10000-01-01", "99999-12-31", "2023-13-45"])
def test_a_day_beyond_the_calendar_of_an_open_document_holds_its_row(day: str) -> None:
    reading = read(in_content(b"2023-12-02", day.encode()), name="jadwal.ods")
    assert (len(reading.rows), len(reading.held)) == (0, 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_a_text_is_read_in_any_encoding(encoding: str) -> None:
    rows = [HEAD, [1, "2 Desember 2023", "09.00 – 12.00", "PKB", "Rapat umum", "Lapangan Rampal"]]
    reading = read(as_csv(rows, delimiter=";", encoding=encoding), name="jadwal.csv")
    assert [row.values["venue"] for row in reading.rows] == ["Lapangan Rampal"]


def test_a_shared_text_of_ten_megabytes_is_read() -> None:
    text = b"<si><t>" + b"x" * 10 * MEGABYTE + b"</t></si></sst>"
    data = workbook(lambda name, part: part.replace(b"</sst>", text) if "sharedStrings" in name else part)
    assert len(read(data).rows) == 1
