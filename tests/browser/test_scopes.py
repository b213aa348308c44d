"""What a role may not see does not reach its browser: neither on any page, nor in what the server sends, nor in files.

Every text that is somebody else's carries a mark. An analyst, who may see all of them, shows that the marks are there.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from lib.store import SYSTEM, Store
from lib.ui.registry import PAGES
from tests.browser.cities import enter, everything, open_page, open_view, running, views
from tests.browser.conftest import Server, prepare_office
from tests.store.conftest import NOW, event, report

if TYPE_CHECKING:
    from playwright.sync_api import Page

STRANGE_WARD = "35.73.02.1007"
"""Not one of the FKDM member's."""
CROWD = 4876543
MARK = re.compile(rb"RAHASIA-[a-z]+|(?<!\d)4.?876.?543(?!\d)")
WHOLE = {"unduhan": "?unduhan-hari=kampanye", "laporan": "?laporan-hari=semua"}
"""Pages that show some days only, with the address at which they show all."""

UPLOADS = ["unggah?bagian=unggah", "unggah?bagian=riwayat"]
"""Both tabs of the page: what is in the one that is not open is not drawn."""


def mark_everything(store: Store) -> None:
    """A rally of PDIP that clashes with one of PKB; reports of one ward; their import, and a file still at work."""
    secret = {"title": "RAHASIA-judul", "contact": "RAHASIA-kontak", "permit_no": "RAHASIA-surat",
              "route": "RAHASIA-rute", "speakers": ["RAHASIA-pembicara"],
              "gathering_point": "RAHASIA-kumpul", "link": "https://RAHASIA-tautan.example"}
    with store.writing(SYSTEM, "mark everything") as tx:
        tx.insert("event_versions", [
            event(1, "PKB", title="Rapat PKB", attendance=900, route=None, speakers=None, permit_no=None, contact=None),
            event(2, "PDIP", starts=datetime(2024, 1, 27, 14), ends=datetime(2024, 1, 27, 16), attendance=CROWD,
                  **secret)])
        tx.insert("reports", [
            report(number, STRANGE_WARD, "politik_uang", occurred=datetime(2024, 1, 20, 20), severity=5,
                   place="RAHASIA-lokasi", description=f"RAHASIA-uraian {number}", reporter="RAHASIA-pelapor")
            for number in range(1, 5)])
        tx.insert("coverage", [{"area_code": STRANGE_WARD, "day": date(2024, 1, 20), "source": "report",
                                "import_id": 1, "received": date(2024, 1, 21)}])
        tx.insert("import_files", [{"sha256": "a" * 64, "size": 1, "content": b"RAHASIA-isi", "kept_at": NOW}])
        tx.insert("imports", [{
            "import_id": 1, "kind": "report", "state": "stored", "file_name": "RAHASIA-berkas.xlsx",
            "sha256": "a" * 64, "received": date(2024, 1, 21), "created_at": tx.at, "created_by": "analis",
            "rows_new": 4, "rows_changed": 0, "rows_same": 0, "rows_refused": 1, "warnings": 0, "undone_at": None,
            "undone_by": None, "kept_after_undo": None}])
        tx.insert("import_rows", [{
            "import_row_id": 9, "import_id": 1, "sheet": "RAHASIA-lembar", "row_number": 9, "part": 1,
            "outcome": "refused", "cells": '{"Uraian": "RAHASIA-sel"}', "item_id": None,
            "problems": '[{"field": "start", "level": "error", "found": "RAHASIA-teks", "hint": null, '
                        '"message": {"text": "New", "values": {}}}]'}])
        tx.insert("staged_files", [{
            "staged_id": 1, "kind": "report", "state": "open", "file_name": "RAHASIA-antre.csv", "sha256": "a" * 64,
            "received": date(2024, 1, 21), "choices": '{"cells":[["",1,0,"RAHASIA-ketik"]]}', "decisions": "{}",
            "continues": None, "import_id": None, "created_at": tx.at, "created_by": "analis", "updated_at": tx.at}])


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory, quick_hashes: None) -> Iterator[Server]:
    """A running server whose every private text is marked."""
    made = Server(tmp_path_factory.mktemp("marked"))
    prepare_office(made, mark_everything)
    yield from running(made)


@pytest.fixture
def listening(new_page):
    """Open a tab as a user; returns it with the list of marks that reach its browser over the wire."""
    def open_tab(server: Server, name: str) -> tuple["Page", list[str]]:
        page, received = new_page(), []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.extend(
            marks(frame if isinstance(frame, bytes) else frame.encode()))))
        return enter(page, server, name), received
    return open_tab


def marks(content: bytes) -> list[str]:
    """The marks in some bytes."""
    return sorted({found.decode("utf-8", "replace") for found in MARK.findall(content)})


def walk(page: "Page", server: Server, addresses: Sequence[str]) -> dict[str, list[str]]:
    """The marks that each page and each of its views holds, in sight or not; nothing for those that hold none."""
    found = {}
    for address in addresses:
        open_page(page, server, address + WHOLE.get(address, ""))
        for view in views(page) or [""]:
            if view:
                open_view(page, view)
            if held := marks(everything(page).encode()):
                found[f"{address} {view}"] = held
    return found


def take_all(page: "Page", address: str, server: Server) -> dict[str, bytes]:
    """Every file a page offers, by name; workbooks unpacked."""
    open_page(page, server, address)
    for words in address.split("=")[1:]:  # an address the page does not know would be dropped, and less be shown
        assert words in page.url
    files = {}
    menus = page.get_by_role("button", name="Unduh", exact=True)
    for menu in menus.all():
        if menu.is_disabled():
            continue
        menu.click()
        body = page.locator("[data-testid=stPopoverBody]")
        body.get_by_role("button").first.wait_for()
        for button in body.locator("[data-testid=stDownloadButton] button").all():
            name, content = take(page, button)
            files[name] = content
        page.keyboard.press("Escape")
        body.wait_for(state="detached")
    for button in page.get_by_role("button", name="Semua dalam satu buku kerja (XLSX)").all():
        name, content = take(page, button)
        files[name] = content
    return files


def take(page: "Page", button) -> tuple[str, bytes]:
    """Press a download button; returns the file's name and its content, that of a workbook unpacked."""
    with page.expect_download() as taken:
        button.click()
    content = taken.value.path().read_bytes()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    return taken.value.suggested_filename, content


def test_marks_reach_the_analyst(marked: Server, listening) -> None:
    page, received = listening(marked, "analis")
    shown = {mark for found in walk(page, marked, ["jadwal", "laporan", *UPLOADS]).values() for mark in found}
    files = take_all(page, "unduhan" + WHOLE["unduhan"], marked)

    assert {"RAHASIA-judul", "RAHASIA-pelapor", "RAHASIA-berkas", "RAHASIA-antre", "4.876.543"} <= shown | set(received)
    assert {"RAHASIA-kontak", "RAHASIA-uraian", "RAHASIA-lokasi", "RAHASIA-teks", "4876543"} <= {
        mark for content in files.values() for mark in marks(content)}


@pytest.mark.parametrize(("name", "tables"), [
    ("pembaca", ["event_totals", "report_totals"]),
    ("partai", ["clashes", "event_totals", "events", "findings", "groups"]),
    ("fkdm", ["event_totals", "report_totals"])])
def test_no_mark_reaches_who_may_not_see_it(marked: Server, listening, name: str, tables: list[str]) -> None:
    page, received = listening(marked, name)
    shown = walk(page, marked, [*(entry.url_path for entry in PAGES), *UPLOADS])
    files = take_all(page, "unduhan" + WHOLE["unduhan"], marked)
    if "clashes" in tables:
        files |= take_all(page, "jadwal", marked) | take_all(page, "jadwal?lihat=acara", marked)

    assert (shown, sorted(set(received))) == ({}, [])
    assert [(file, marks(content)) for file, content in files.items() if marks(content)] == []
    calendars = ["events.ics", "events-ics.zip"] if "events" in tables else []
    assert sorted(files) == sorted(["kentongan.xlsx", *calendars, *(file for table in tables for file in (
        f"{table}.csv", f"{table}-standard.csv", f"{table}.xlsx", f"TENTANG-{table}.txt"))])
