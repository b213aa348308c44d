"""Files on their way in and out of the page Unggah: hostile ones, limits, templates, refused rows to mend."""

import io
import random
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from lib.intake.limits import Limits
from lib.store import SYSTEM, Store
from lib.ui import upload_files
from tests.intake.conftest import as_ods, as_xls
from tests.ui.uploads import (
    HEADS,
    MEETING,
    RALLY,
    SCHEDULE,
    counts,
    labels,
    lines,
    opener,
    press,
    schedule,
    send,
    send_all,
    stored,
    widget,
    words,
)

TORN = "Berkas rusak dan tidak dapat dibaca. Buka di program lembar kerja, simpan ulang, lalu kirim kembali."


@pytest.fixture
def opened(store, add, app) -> Callable[..., AppTest]:
    return opener(store, add, app)


@pytest.fixture
def files(monkeypatch) -> dict[str, Callable[[], bytes]]:
    """What makes the files the page offers to take, by the name of their maker, the newest."""
    made = {}

    def keep(action: Callable[[], bytes]) -> Callable[[], bytes]:
        made.setdefault(action.__qualname__.split(".")[0], []).append(action)
        return action
    monkeypatch.setattr(upload_files, "while_signed_in", keep)
    return made


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
    ("rahasia.xlsx", encrypted,
     "Berkas dikunci kata sandi. Buka berkas, hapus kata sandinya, simpan, lalu kirim ulang."),
    ("surat.xlsx", lambda: b"%PDF-1.7\n%%EOF", "Isi berkas adalah dokumen PDF, bukan lembar kerja. "
     "Kirim lembar kerja aslinya (XLSX, XLS, ODS) atau CSV."),
    ("potong.xlsx", lambda: SCHEDULE[:len(SCHEDULE) // 2], TORN),
], ids=["html", "bomb", "noise", "password", "pdf", "torn"])
def test_hostile_file_is_refused_in_one_sentence_and_can_be_dropped(opened, store: Store, name, make, sentence) -> None:
    tab = opened()
    before = store.version
    send(tab, name, make())

    assert (tab.exception, [error.value for error in tab.main.error]) == ([], [sentence])
    assert (len(tab.main.metric), store.version) == (0, before)
    assert [label for label in labels(tab, "button") if label.startswith("Simpan")] == []
    press(tab, "Buang unggahan ini")
    assert (tab.exception, list(tab.main.error), stored(store, "SELECT 1 FROM import_files")) == ([], [], [])


def test_file_that_is_not_kept_is_told_by_name_beside_those_that_are(opened, store: Store) -> None:
    with store.writing(SYSTEM, "set limits") as tx:
        tx.upsert("settings", {"key": "upload_limits"}, is_secret=False,
                  value='{"megabytes": 1, "rows": 100, "columns": 50, "sheets": 3}')
    tab = send_all(opened(), {"kosong.xlsx": b"", "jadwal.xlsx": SCHEDULE, "besar.csv": bytes(1024 * 1024 + 1)})

    assert tab.exception == []
    assert [error.value for error in tab.main.error] == [
        r"**kosong\.xlsx**: Berkas kosong (0 byte). Kirim ulang dari berkas aslinya.",
        r"**besar\.csv**: Ukuran berkas 1,1 MB; paling besar 1 MB yang dapat dibaca. Pecah per bulan atau hapus "
        "gambarnya, lalu kirim ulang."]
    assert counts(tab) == ["2", "0", "0", "0"]
    assert list(tab.run().main.error) == []


@pytest.mark.parametrize(("role", "kinds"), [
    ("analyst", ["schedule", "report"]), ("party", ["schedule"]), ("fkdm", ["report"])])
def test_template_of_each_kind_one_may_send_is_a_workbook(opened, files, role: str, kinds: list[str]) -> None:
    tab = opened(role)
    makers = files["offer_templates"][-len(kinds):]

    assert [button.key for button in tab.main.download_button] == [f"unggah-templat-{kind}" for kind in kinds]
    assert [len(openpyxl.load_workbook(io.BytesIO(make())).sheetnames) > 0 for make in makers] == [True] * len(kinds)


BAD = ["28/01/2024", "pagi hari", *MEETING[2:]]


def mend(workbook: bytes, hours: dict[int, str]) -> bytes:
    """The workbook of refused rows with the hours typed anew, by the number of the row in its file."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    for line in book.worksheets[0].iter_rows():
        if line[len(HEADS)].value in hours:
            line[1].value = hours[line[len(HEADS)].value]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def refused_row(workbook: bytes) -> tuple:
    """The cells of the last row of the workbook's first sheet."""
    return list(openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0].iter_rows(values_only=True))[-1]


def test_refused_rows_come_back_mended_and_continue_the_import(opened, files, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, BAD))
    workbook = files["offer_refused_rows"][-1]()
    widget(tab, "radio", "-take").set_value(True).run()
    press(tab, "Simpan 1 baris")
    tab = send(tab, "ditolak.xlsx", mend(workbook, {3: "09.00 - 11.00"}))

    assert refused_row(workbook)[:7] == (*BAD, 3)
    assert (tab.exception, counts(tab)) == ([], ["1", "0", "0", "0"])
    assert "tidak tercantum lagi" not in " ".join(labels(tab, "expander"))
    press(tab, "Simpan 1 baris")
    assert stored(store, "SELECT import_id, continues FROM imports ORDER BY 1") == [
        {"import_id": 1, "continues": None}, {"import_id": 2, "continues": 1}]
    assert stored(store, "SELECT outcome FROM import_rows WHERE import_id = 1 ORDER BY row_number") == [
        {"outcome": "new"}, {"outcome": "mended"}]


def test_refused_rows_are_read_as_their_file_was(opened, files, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, BAD))
    massa = next(box for box in tab.main.selectbox if "Massa" in box.label)
    massa.set_value("note").run()
    workbook = files["offer_refused_rows"][-1]()
    widget(tab, "radio", "-take").set_value(True).run()
    press(tab, "Simpan 1 baris")
    tab = send(tab, "ditolak.xlsx", mend(workbook, {3: "09.00 - 11.00"}))
    press(tab, "Simpan 1 baris")

    assert stored(store, "SELECT attendance FROM events ORDER BY event_id") == [
        {"attendance": None}, {"attendance": None}]


def test_rows_that_are_still_wrong_when_they_come_back_can_be_taken_again(opened, files, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, [*MEETING[:1], "pagi", *MEETING[2:]], BAD))
    workbook = files["offer_refused_rows"][-1]()
    widget(tab, "radio", "-take").set_value(True).run()
    press(tab, "Simpan 1 baris")
    tab = send(tab, "ditolak.xlsx", mend(workbook, {3: "08.00", 4: "sore hari"}))

    assert counts(tab) == ["1", "0", "0", "1"]
    assert [line.split("**")[1] for line in lines(tab)] == ["Jadwal, Baris 4"]
    again = files["offer_refused_rows"][-1]()
    assert refused_row(again)[:7] == ("28/01/2024", "sore hari", *MEETING[2:], 4)
    press(tab, "Buang unggahan ini")
    tab = send(tab, "ditolak (2).xlsx", mend(again, {4: "16.00"}))
    assert (tab.exception, counts(tab)) == ([], ["1", "0", "0", "0"])


def test_mended_rows_continue_no_import_of_another_file(opened, files, store: Store) -> None:
    tab = send(opened(), "lain.xlsx", schedule(["30/01/2024", *MEETING[1:3], "PAN", *MEETING[4:]]))
    press(tab, "Simpan 1 baris")
    tab = send(tab, "jadwal.xlsx", schedule(RALLY, BAD))
    workbook = files["offer_refused_rows"][-1]()
    widget(tab, "radio", "-take").set_value(True).run()
    press(tab, "Simpan 1 baris")
    book = openpyxl.load_workbook(io.BytesIO(mend(workbook, {3: "09.00 - 11.00"})))
    number = next(line for line in book["_kentongan"].iter_rows() if line[0].value == "impor")[1]
    number.value = "1"
    buffer = io.BytesIO()
    book.save(buffer)
    tab = send(tab, "ditolak.xlsx", buffer.getvalue())
    press(tab, "Simpan 1 baris")

    assert stored(store, "SELECT import_id, continues FROM imports ORDER BY 1")[2] == {"import_id": 3, "continues": 2}


def test_refused_events_of_a_calendar_come_back_mended(opened, files) -> None:
    event = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", "DTSTART:20240127T130000",
             "DTEND:20240127T150000", "SUMMARY:Rapat umum", "LOCATION:Stadion Gajayana", "END:VEVENT", "END:VCALENDAR"]
    tab = send(opened(), "agenda.ics", "\r\n".join(event).encode())
    assert counts(tab) == ["0", "0", "0", "1"]
    book = openpyxl.load_workbook(io.BytesIO(files["offer_refused_rows"][-1]()))
    sheet = book.worksheets[0]
    sheet.cell(sheet.max_row, 1 + [cell.value for cell in sheet[1]].index("Partai")).value = "PDIP"
    buffer = io.BytesIO()
    book.save(buffer)
    tab = send(tab, "ditolak.xlsx", buffer.getvalue())

    assert (tab.exception, list(tab.main.error), counts(tab)) == ([], [], ["1", "0", "0", "0"])


@pytest.mark.parametrize(("name", "make"), [
    ("jadwal.xls", as_xls), ("jadwal.ods", as_ods)], ids=["xls", "ods"])
def test_refused_rows_of_every_format_are_given_back(opened, files, name: str, make) -> None:
    send(opened(), name, make({"Jadwal": [HEADS, RALLY, BAD]}))

    assert refused_row(files["offer_refused_rows"][-1]())[:7] == (*BAD, 3)


def test_the_workbook_of_refused_rows_is_made_by_the_limits_of_the_office(opened, files, store: Store,
                                                                          monkeypatch) -> None:
    with store.writing(SYSTEM, "set limits") as tx:
        tx.upsert("settings", {"key": "upload_limits"}, is_secret=False, value='{"rows": 300000}')
    given = {}
    monkeypatch.setattr(upload_files, "make_refused_in_process", lambda *_args, **more: given.update(more) or b"xlsx")
    send(opened(), "jadwal.xlsx", schedule(RALLY, BAD))

    assert (files["offer_refused_rows"][-1](), given["limits"]) == (b"xlsx", Limits(rows=300_000))


def test_limits_of_the_office_are_told_before_anything_is_sent(opened, store: Store) -> None:
    with store.writing(SYSTEM, "set limits") as tx:
        tx.upsert("settings", {"key": "upload_limits"}, is_secret=False,
                  value='{"megabytes": 7, "rows": 1234, "columns": 55, "sheets": 3}')

    assert "Paling besar 7 MB, 1.234 baris, 55 kolom, dan 3 lembar per berkas." in words(opened())
