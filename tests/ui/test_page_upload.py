"""The page Unggah: what is refused, what is told, who may send what."""

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib.store import SYSTEM, Store
from tests.intake.conftest import as_csv, as_xlsx
from tests.ui.conftest import texts

PAGE = "pages/intake/upload.py"
DAY = date(2024, 1, 24)
SCHEDULE = as_xlsx({"Jadwal": [
    ["Tanggal", "Jam", "Bentuk kegiatan", "Peserta pemilu", "Tempat", "Massa"],
    ["27/01/2024", "13.00 - 15.00", "Rapat umum", "PDIP", "Stadion Gajayana", 3500],
    ["28/01/2024", "09.00 - 11.00", "Tatap muka", "PKB", "Balai RW 02 Kel. Kauman", 80]]})
TORN = "Berkas rusak dan tidak dapat dibaca. Buka di program lembar kerja, simpan ulang, lalu kirim kembali."
REPORTS = as_csv([
    ["Tanggal", "Jam", "Lokasi", "Kategori", "Uraian kejadian", "Pelapor"],
    ["20/01/2024", "20.00", "RW 03 Kel. Kauman", "Politik uang", "Pembagian amplop", "Pak RT"],
    ["21/01/2024", "19.00", "RW 01 Kel. Tunggulwulung", "Politik uang", "Pembagian sembako", "Bu RT"]])


@pytest.fixture
def store(store: Store) -> Store:
    """The packs, with the fixed day."""
    with store.writing(SYSTEM, "prepare") as tx:
        tx.upsert("settings", {"key": "demo_today"}, value='"2024-01-24"', is_secret=False)
    return store


@pytest.fixture
def opened(add, signed_in) -> Callable[..., AppTest]:
    """Open the page in a role."""
    def open_page(role: str = "analyst") -> AppTest:
        add("siti", role)
        return signed_in("siti").run().switch_page(PAGE).run()
    return open_page


def send(tab: AppTest, name: str, data: bytes, kind: str = "schedule") -> AppTest:
    """Choose a file in the page."""
    if tab.button_group(key="unggah-isi").value != kind:
        tab.button_group(key="unggah-isi").set_value(kind).run()
    tab.file_uploader(key=f"unggah-berkas-{kind}").upload(name, data)
    return tab.run()


def counts(tab: AppTest) -> list[str]:
    return [metric.value for metric in tab.main.metric]


def lines(tab: AppTest) -> list[str]:
    """The lines that tell problems."""
    return [element.value for element in tab.main.markdown if "badge[✕]" in element.value]


def press(tab: AppTest, label: str) -> AppTest:
    return next(button for button in tab.main.button if button.label == label).click().run()


def bomb() -> bytes:
    """A workbook of some kilobytes that unpacks to fifty megabytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _block in range(50):
                sheet.write(b"0" * 1024 * 1024)
    return buffer.getvalue()


def encrypted() -> bytes:
    """What Excel saves with a password: an OLE container whose directory names EncryptedPackage."""
    sector = 512
    head = bytearray(sector)
    head[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    for offset, value, size in ((24, 0x3E, 2), (26, 3, 2), (28, 0xFFFE, 2), (30, 9, 2), (32, 6, 2), (44, 1, 4),
                                (48, 1, 4), (56, 4096, 4), (60, 0xFFFFFFFE, 4), (68, 0xFFFFFFFE, 4), (76, 0, 4)):
        head[offset:offset + size] = value.to_bytes(size, "little")
    head[80:] = b"\xff" * (sector - 80)
    table = b"".join(value.to_bytes(4, "little") for value in (0xFFFFFFFD, 0xFFFFFFFE)) + b"\xff" * (sector - 8)

    def entry(name: str, kind: int, child: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        made = bytearray(128)
        made[:len(text)] = text
        made[64:66] = len(text).to_bytes(2, "little")
        made[66] = kind
        made[68:72] = made[72:76] = b"\xff" * 4
        made[76:80] = child.to_bytes(4, "little")
        made[116:120] = (0xFFFFFFFE).to_bytes(4, "little")
        return bytes(made)

    directory = entry("Root Entry", 5, 1) + entry("EncryptedPackage", 2, 0xFFFFFFFF) + bytes(256)
    return bytes(head) + table + directory


@pytest.mark.parametrize(("name", "make", "sentence"), [
    ("rekap.xls", lambda: b"<html><body><table><tr><td>Tanggal</td></tr></table></body></html>",
     "Isi berkas adalah halaman web (HTML), bukan lembar kerja. "
     "Buka di program lembar kerja, simpan sebagai XLSX, lalu kirim berkas itu."),
    ("jadwal.xlsx", bomb,
     "Isi berkas setelah dibuka jauh melebihi ukuran jadwal atau laporan, sehingga tidak dibuka."),
    ("jadwal.xlsx", lambda: bytes(random.Random(7).choices(range(256), k=4096)), TORN),
    ("kosong.xlsx", lambda: b"", "Berkas kosong (0 byte). Kirim ulang dari berkas aslinya."),
    ("rahasia.xlsx", encrypted,
     "Berkas dikunci kata sandi. Buka berkas, hapus kata sandinya, simpan, lalu kirim ulang."),
    ("surat.xlsx", lambda: b"%PDF-1.7\n%%EOF", "Isi berkas adalah dokumen PDF, bukan lembar kerja. "
     "Kirim lembar kerja aslinya (XLSX, XLS, ODS) atau CSV."),
    ("potong.xlsx", lambda: SCHEDULE[:len(SCHEDULE) // 2], TORN),
], ids=["html", "bomb", "noise", "empty", "password", "pdf", "torn"])
def test_hostile_file_is_refused_in_one_sentence(opened, store: Store, name, make, sentence) -> None:
    tab = opened()
    before = store.version
    send(tab, name, make())

    assert (tab.exception, [error.value for error in tab.main.error]) == ([], [sentence])
    assert (len(tab.main.metric), store.version) == (0, before)
    assert [button.label for button in tab.main.button if button.label.startswith("Simpan")] == []


def test_review_counts_and_stores_on_one_click(opened, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", SCHEDULE)
    before = (counts(tab), store.version)
    press(tab, "Simpan 2 baris")

    assert before[0] == ["2", "0", "0", "0"]
    assert tab.main.success[0].value == "Disimpan sebagai impor nomor 1: 2 baru, 0 berubah, 0 sama, 0 ditolak."
    assert store.version == before[1] + 1
    assert [element.value.split("  \n")[0] for element in tab.main.markdown if "oleh siti" in element.value] == [
        r"**1 · jadwal\.xlsx**"]


def test_same_file_again_says_so_and_would_change_nothing(opened, signed_in) -> None:
    press(send(opened(), "jadwal.xlsx", SCHEDULE), "Simpan 2 baris")
    again = send(signed_in("siti").run().switch_page(PAGE).run(), "jadwal.xlsx", SCHEDULE)

    assert counts(again) == ["0", "0", "2", "0"]
    assert any(info.value.startswith("Berkas yang persis sama sudah disimpan") and "oleh siti" in info.value
               for info in again.main.info)
    press(again, "Simpan (tidak ada yang baru)")
    assert again.main.success[0].value.endswith("0 baru, 0 berubah, 2 sama, 0 ditolak.")


def test_party_may_not_send_another_ones_rows(opened, store: Store) -> None:
    tab = send(opened("party"), "jadwal.xlsx", SCHEDULE)

    assert tab.button_group(key="unggah-isi").options == ["Jadwal kampanye"]
    assert counts(tab) == ["1", "0", "0", "1"]
    assert len(lines(tab)) == 1
    assert "Baris ini milik peserta lain; Anda hanya mengirim jadwal peserta Anda sendiri" in lines(tab)[0].replace(
        "\\", "")
    tab.radio[0].set_value(True).run()
    press(tab, "Simpan 1 baris")
    with store.reader(SYSTEM) as read:
        assert read.rows("SELECT organiser, count(*) AS n FROM events GROUP BY ALL") == [{"organiser": "PDIP", "n": 1}]


def test_member_may_not_send_other_wards_rows(opened, store: Store) -> None:
    tab = send(opened("fkdm"), "laporan.csv", REPORTS, "report")

    assert tab.button_group(key="unggah-isi").options == ["Laporan dari kelurahan"]
    assert (counts(tab)[0], counts(tab)[3], len(lines(tab))) == ("1", "1", 1)
    press(tab, "Simpan 1 baris")
    with store.reader(SYSTEM) as read:
        assert read.rows("SELECT area_code, received FROM reports") == [
            {"area_code": "35.73.05.1001", "received": DAY}]


def test_nothing_is_stored_of_a_file_with_only_refused_rows(opened, store: Store) -> None:
    tab = send(opened("party"), "jadwal.xlsx", as_xlsx({"Jadwal": [
        ["Tanggal", "Jam", "Bentuk kegiatan", "Peserta pemilu", "Tempat"],
        ["28/01/2024", "09.00 - 11.00", "Tatap muka", "PKB", "Balai RW 02 Kel. Kauman"]]}))
    before = store.version
    tab.radio[0].set_value(True).run()
    for button in [button for button in tab.main.button if button.label.startswith("Simpan") and not button.disabled]:
        button.click().run()

    assert (tab.exception, store.version) == ([], before)


def test_undo_takes_back_and_says_so(opened, store: Store) -> None:
    tab = press(send(opened(), "jadwal.xlsx", SCHEDULE), "Simpan 2 baris")
    tab.button(key="undo-1").click().run()

    assert ("Impor nomor 1 dibatalkan: 2 dihapus, 0 dikembalikan, 0 tetap ada karena juga disebut impor lain "
            "atau sudah diubah orang.") in texts(tab)
    assert [caption.value for caption in tab.main.caption if "dibatalkan oleh" in caption.value] == [
        "dibatalkan oleh siti"]
    assert counts(tab) == ["2", "0", "0", "0"]


def test_sender_undoes_only_their_own(opened, add, signed_in) -> None:
    press(send(opened(), "jadwal.xlsx", SCHEDULE), "Simpan 2 baris")
    add("pita", "party")
    theirs = signed_in("pita").run().switch_page(PAGE).run()

    assert [button.key for button in theirs.button if str(button.key).startswith("undo-")] == []
    assert "Belum ada berkas yang diunggah." in texts(theirs)


def test_earlier_day_picked_in_the_sidebar_moves_the_day_of_receipt(opened, store: Store) -> None:
    tab = opened()
    tab.sidebar.date_input[0].set_value(date(2024, 1, 20)).run()

    assert tab.exception == []
    assert tab.date_input(key="unggah-terima").value <= date(2024, 1, 20)
    tab = press(send(tab, "jadwal.xlsx", SCHEDULE), "Simpan 2 baris")
    with store.reader(SYSTEM) as read:
        assert read.value("SELECT max(received) FROM imports") <= date(2024, 1, 20)
