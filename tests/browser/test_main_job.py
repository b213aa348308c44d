"""The whole job with the real server, browser and database: files in, clashes and wards out, and undone again."""

import csv
import io
import math
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from lib.export.catalogue import CLASHES
from lib.reference.labels import Labels, load_labels
from lib.schedule.loading import load_schedule
from lib.schedule.wordings import summarise_clashes, word_clashes
from lib.store import SYSTEM, Store
from lib.text import _
from tests.browser.cities import enter, open_page, open_view, read_database, running, settle, table_rows
from tests.browser.conftest import Server, prepare_office
from tests.intake.conftest import as_xlsx

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WEEK = (date(2024, 1, 24), date(2024, 1, 30))
ROOMY = (2600, 1600)
"""Wide enough that a table shows all of its columns."""

PKB = ("Jadwal PKB Januari.xlsx", as_xlsx({"Jadwal": [
    ["DEWAN PENGURUS CABANG"], ["PARTAI KEBANGKITAN BANGSA KOTA MALANG"], ["Jl. Contoh No. 1 Malang"], [],
    ["JADWAL KAMPANYE BULAN JANUARI 2024"], [],
    ["No", "Hari / Tanggal", "Jam", "Bentuk Kegiatan", "Nama Kegiatan", "Tempat", "Jml Massa", "Penanggung jawab"],
    [1, "Sabtu, 27 Januari 2024", "13.00 - 15.00 WIB", "Rapat Umum", "Panggung rakyat", "Stadion Gajayana",
     "3.500 orang", "Pak Contoh"],
    [2, "31 Februari 2024", "09.00 - 11.00", "Tatap muka", "Sapa warga", "Balai RW 03 Kel. Kauman", "150", ""],
    [3, date(2024, 1, 28), "19.30 s/d selesai", "tatap  muka", "Temu warga", "Balai RW 05 Kel. Oro-oro Dowo", "± 80",
     "Bu Contoh"],
    [4, "26-01-2024", "pagi hari", "Pertemuan terbatas", "Konsolidasi", "Kartini Imperial", "200", ""],
    [], ["", "", "", "", "", "", "", "Malang, 20 Januari 2024"], ["", "", "", "", "", "", "", "Ketua"]]}))
PDIP = ("agenda pdip.xlsx", as_xlsx({"Sheet1": [
    ["DPC PDI PERJUANGAN KOTA MALANG"], ["Agenda kampanye"], [],
    ["Tanggal", "Mulai", "Selesai", "Kegiatan", "Lokasi", "Estimasi peserta"],
    ["27/01/2024", "14:00", "16:00", "Rapat umum", "Stadion Gajayana Malang", 4000],
    ["28/01/2024", "09.00", "11.00", "Tatap muka", "Balai RW 02 Kel. Kauman", 60]]}))
WARD = ("Laporan Kel. Kauman.xlsx", as_xlsx({"Laporan": [
    ["LAPORAN HARIAN FKDM KELURAHAN KAUMAN"], ["Kecamatan Klojen Kota Malang"], [],
    ["No", "Tanggal", "Jam", "Lokasi", "Kategori", "Uraian Kejadian", "Tingkat", "Pelapor"],
    [1, "20/01/2024", "20.00", "RW 03 Kel. Kauman", "Politik uang", "Pembagian amplop kepada warga", "4", "Pak RT"],
    [2, "32/01/2024", "21.00", "RW 01 Kel. Kauman", "Perusakan APK", "Baliho dirobek", "2", "Bu RT"],
    [3, "22/01/2024", "", "Jl. Kauman Kel. Kauman", "Perusakan APK", "Spanduk dibakar", "3", ""]]}))

SENTENCE = ("1 PKB dan 3 PDIP: di tempat yang sama (Stadion Gajayana); 1 jam pada waktu yang sama; "
            "perkiraan massa 3.500 dan 4.000 orang.")
TEXTS = "[data-testid=stMarkdownContainer], [data-testid=stCaptionContainer]"
NO_CLASH = "Tidak ada bentrok dengan saringan ini. Perluas hari atau kosongkan saringan."


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, quick_hashes: None):
    """A running server with packs and users and no data yet."""
    made = Server(tmp_path_factory.mktemp("office"))
    prepare_office(made)
    yield from running(made)


def choose_file(page: "Page", file: tuple[str, bytes], kind: str) -> "Locator":
    """Hand a file to the page Unggah; returns its review."""
    name, data = file
    page.get_by_role("radio", name=kind).or_(page.get_by_text(kind, exact=True)).first.click()
    chooser = page.locator(f"[class*=st-key-unggah-berkas-{'schedule' if kind == 'Jadwal kampanye' else 'report'}]")
    chooser.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "", "buffer": data}])
    page.get_by_role("heading", name=name).wait_for()
    page.get_by_role("heading", name="Pemeriksaan").wait_for()
    settle(page)
    return page.locator("[data-testid=stTabPanel]").first


def counts(review: "Locator") -> dict[str, str]:
    """The four numbers of a review."""
    return {metric.locator("[data-testid=stMetricLabel]").inner_text().strip():
            metric.locator("[data-testid=stMetricValue]").inner_text().strip()
            for metric in review.locator("[data-testid=stMetric]").all()}


def problems(review: "Locator") -> list[str]:
    """The lines of a review that tell what is wrong in which row."""
    return [" ".join(line.split()) for line in
            review.locator("[data-testid=stMarkdownContainer] p").filter(has_text="✕").all_inner_texts()]


def store_file(page: "Page", review: "Locator", button: str) -> None:
    """Press the button that stores, and wait for the receipt."""
    review.get_by_role("button", name=button).click()
    review.get_by_text("tersimpan sebagai impor nomor").wait_for()
    settle(page)


def told(page: "Page", sentence: str, *, exact: bool = True) -> int:
    """How often the page says this, tables left out."""
    return page.locator(TEXTS).get_by_text(sentence, exact=exact).count()


def take(page: "Page", button: str) -> tuple[str, bytes]:
    """Download by a button of the page's download menu; returns the file's name and bytes."""
    page.get_by_role("button", name="Unduh", exact=True).click()
    with page.expect_download() as taken:
        page.get_by_role("button", name=button).click()
    page.keyboard.press("Escape")
    return taken.value.suggested_filename, taken.value.path().read_bytes()


def load_clashes(store: Store) -> tuple[pd.DataFrame, Labels]:
    with store.reader(SYSTEM, as_of=WEEK[0]) as read:
        return load_schedule(read, *WEEK).clashes, load_labels(read)


def written(value: object, kind: str, local: bool) -> str:
    """A cell as its file must hold it, worked out apart from lib.export."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if kind in ("day", "moment"):
        pattern = ("%d/%m/%Y" if local else "%Y-%m-%d") + (
            "" if kind == "day" else " %H:%M" if local else "T%H:%M")
        return pd.Timestamp(value).strftime(pattern)
    if kind == "flag":
        return {(True, True): "ya", (False, True): "tidak", (True, False): "true", (False, False): "false"}[
            bool(value), local]
    if kind == "decimal":
        text = repr(float(value)).removesuffix(".0")
        return text.replace(".", ",") if local else text
    return str(int(value)) if kind == "integer" else str(value)


def test_files_become_clashes_and_warm_wards_and_are_undone(office: Server, new_page) -> None:
    page = enter(new_page(*ROOMY), office, "analis")
    open_page(page, office, "unggah")

    review = choose_file(page, PKB, "Jadwal kampanye")
    assert counts(review) == {"Baru": "2", "Berubah atau pindah": "0", "Sama": "0", "Ditolak": "2"}
    assert problems(review) == [
        '✕ Jadwal, Baris 9 · Mulai: Tanggal "31 Februari 2024" tidak ada. '
        "Tulis tanggal lengkap: hari, nama bulan, tahun.",
        '✕ Jadwal, Baris 11 · Mulai: "pagi hari" tidak menyebut jam. Tulis jam seperti 09.00.']
    assert review.get_by_role("button", name="Simpan 2 baris").is_disabled()
    review.get_by_text("Ambil 2 baris yang baik, tinggalkan 2").click()
    store_file(page, review, "Simpan 2 baris")

    # F5 in the middle of the next review: what was stored is there, what was not is not, but waits to be.
    open_page(page, office, "unggah")
    choose_file(page, PDIP, "Jadwal kampanye")
    page.reload()
    page.get_by_role("heading", name=PDIP[0]).wait_for()
    page.get_by_role("tab", name="Riwayat").click()
    page.get_by_text(PKB[0]).first.wait_for()
    settle(page)
    assert (told(page, PKB[0], exact=False), told(page, PDIP[0], exact=False)) == (1, 0)
    open_page(page, office, "jadwal")
    assert told(page, "2 kegiatan; tidak ada bentrok tinggi atau kritis.") == 1

    open_page(page, office, "unggah")
    review = choose_file(page, PDIP, "Jadwal kampanye")
    assert counts(review) == {"Baru": "2", "Berubah atau pindah": "0", "Sama": "0", "Ditolak": "0"}
    store_file(page, review, "Simpan 2 baris")
    open_page(page, office, "unggah")
    review = choose_file(page, WARD, "Laporan dari kelurahan")
    assert counts(review) == {"Baru": "2", "Berubah atau pindah": "0", "Sama": "0", "Ditolak": "1"}
    assert problems(review)[0].startswith('✕ Laporan, Baris 6 · Waktu kejadian: Tanggal "32/01/2024" tidak ada.')
    store_file(page, review, "Simpan 2 baris")

    open_page(page, office, "jadwal")
    assert told(page, SENTENCE) == 1
    assert told(page, "Sepakati dengan kedua pihak siapa yang pindah ke jam lain atau tempat lain.") == 1
    open_page(page, office, "jadwal?tabel=semua")
    shown = table_rows(page, "Alasan")
    local, standard = take(page, "CSV untuk Excel Indonesia"), take(page, "CSV baku")

    clashes, labels = read_database(office, load_clashes)
    words = word_clashes(clashes, labels)
    assert len(clashes) == 2
    assert [(row["Tingkat"], row["Kapan"], row["Peserta"], row["Alasan"], row["Tempat"], row["Jenis"])
            for row in shown] == list(words[["level", "when", "organisers", "reason", "venue", "kind"]].itertuples(
                index=False, name=None))
    check_file(local, "clashes.csv", summarise_clashes(clashes, labels), is_local=True)
    check_file(standard, "clashes-standard.csv", summarise_clashes(clashes, labels), is_local=False)

    open_page(page, office, "kerawanan?kelurahan=35.73.02.1007&kerawanan-lihat=kelurahan")
    assert page.locator("[data-testid=stMetricValue]").all_inner_texts()[0].endswith("%")
    open_page(page, office, "kerawanan?kerawanan-lihat=tabel")
    first, second = table_rows(page, "Kemungkinan")[:2]
    assert (first["Kelurahan"], first["Peringkat"], first["Laporan"]) == ("Kauman", "1", "2")
    assert (second["Kemungkinan"], second["Peringkat"]) == ("belum ada data", "–")

    # A second tab of the same browser, opened before the undoing, follows at its next click.
    other = page.context.new_page()
    open_page(other, office, "jadwal")
    assert told(other, SENTENCE) == 1
    open_view(other, "Kegiatan")
    open_page(page, office, "unggah")
    page.get_by_role("tab", name="Riwayat").click()
    page.get_by_role("button", name="Batalkan").nth(1).click()  # the newest stands first: ward, PDIP, PKB
    page.get_by_role("button", name="Batalkan impor ini").click()
    page.get_by_text("Impor nomor 2 dibatalkan: 2 dihapus").wait_for()
    open_page(page, office, "jadwal")
    assert (told(page, NO_CLASH), told(page, SENTENCE)) == (1, 0)
    open_view(other, "Bentrok")
    assert (told(other, NO_CLASH), told(other, SENTENCE)) == (1, 0)


def check_file(taken: tuple[str, bytes], name: str, clashes: pd.DataFrame, *, is_local: bool) -> None:
    """Every cell of a downloaded clashes file against the frame."""
    file_name, data = taken
    assert file_name == name
    assert data.startswith(b"\xef\xbb\xbf") == is_local
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";" if is_local else ","))
    assert rows[0] == [_(column.label) if is_local else column.name for column in CLASHES.columns]
    assert rows[1:] == [[written(row[column.name], column.kind, is_local) for column in CLASHES.columns]
                        for row in clashes.to_dict("records")]
