"""What goes with every download."""

import io
import zipfile
from datetime import datetime

from lib.export.about import about_text, bundle
from lib.export.dialects import EXCEL_ID, STANDARD, to_csv
from lib.export.small_cells import below
from lib.export.tables import Table
from lib.text import N_, Message, using

INDONESIAN = """\
Judul: Laporan
Per tanggal: Rabu, 24 Januari 2024
Dibuat pada: Rabu, 24 Januari 2024, 09.05
Dibuat oleh: Siti (Analis)
Versi data: 17
Saringan: Kecamatan: Klojen
Saringan: Tingkat: tinggi, kritis
Jumlah baris: 2

Kolom-kolom:
- Lokasi (place; teks): about place
- Laporan (reports; bilangan bulat): about reports
"""

ENGLISH = """\
Title: Reports
As of: Wednesday, 24 January 2024
Made at: Wednesday, 24 January 2024, 09:05
Made by: Siti (Analis)
Data version: 17
Filter: none: every row that the person named may see
Rows: 2
Format: standard: comma, decimal point, dates as in ISO 8601, UTF-8, machine names as headings

Columns:
- Place (place; text): about place
- Reports (reports; whole number): about reports

Notes:
- A count such as "<3" is hidden because it is too small; "*" is hidden because it would give such a count away.
- An apostrophe in front of a text that begins with = + - or @ keeps spreadsheets from running it.
"""

COLUMNS = {"place": ("text", ["Gadang", "Sukun"]), "reports": ("integer", [4, 12])}


def test_about_text_in_indonesian(make_table) -> None:
    filters = (("Kecamatan", "Klojen"), ("Tingkat", "tinggi, kritis"))
    assert about_text(make_table(COLUMNS, filters=filters)) == INDONESIAN


def test_about_text_in_english_with_its_notes(make_table) -> None:
    table = make_table({"place": ("text", ["Gadang", "Sukun"]), "reports": ("integer", [below(3), 12])})
    with using("en"):
        assert about_text(table, STANDARD) == ENGLISH


def test_title_may_be_a_message(make_table) -> None:
    table = make_table(COLUMNS, title=Message(N_("Filter: {label}"), {"label": "Klojen"}))
    assert about_text(table).splitlines()[0] == "Judul: Saringan: Klojen"


def test_bundle_holds_the_csv_and_its_description(full_table: Table) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle(full_table, EXCEL_ID))) as archive:
        assert archive.namelist() == ["sample.csv", "TENTANG-sample.txt"]
        assert archive.read("sample.csv") == to_csv(full_table, EXCEL_ID)
        described = archive.read("TENTANG-sample.txt").decode("utf-8-sig")
        assert described == about_text(full_table, EXCEL_ID).replace("\n", "\r\n")
        assert archive.testzip() is None


def test_bundle_names_its_description_in_english(full_table: Table) -> None:
    with using("en"), zipfile.ZipFile(io.BytesIO(bundle(full_table, STANDARD))) as archive:
        assert archive.namelist() == ["sample.csv", "ABOUT-sample.txt"]
        assert archive.read("ABOUT-sample.txt").decode() == about_text(full_table, STANDARD)


def test_same_table_gives_the_same_bytes(full_table: Table) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle(full_table, STANDARD))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert bundle(full_table, STANDARD) == bundle(full_table, STANDARD)


def test_moment_it_was_made_is_told_not_read(make_table) -> None:
    table = make_table(COLUMNS, made_at=datetime(2031, 5, 1, 0, 0))
    assert "Dibuat pada: Kamis, 1 Mei 2031, 00.00" in about_text(table).splitlines()
