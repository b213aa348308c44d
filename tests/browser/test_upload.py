"""The page Unggah in a real browser: a messy file mended without touching it, a reload in the middle, a phone."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from lib.store import SYSTEM, Store
from tests.browser.cities import enter, open_page, read_database, running, settle
from tests.browser.conftest import Server, prepare_office
from tests.browser.test_main_job import choose_file, counts, store_file
from tests.intake.conftest import as_xlsx

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NAME = "agenda campur.xlsx"
HEADS = ["Tanggal", "Jam", "Kegiatan", "Partai", "Lokasi", "Massa"]
MESSY = as_xlsx({
    "Agenda": [
        ["DPC gabungan"], ["Agenda Januari"], [], HEADS,
        ["", "WIB", "", "", "", "orang"],
        ["01/02/2024", "13.00 - 15.00", "Rapat umum", "PDIP", "Stadion Gajayana", 3500],
        ["02/01/2024", "09.00 - 11.00", "Tatap muka", "PKB", "Balai RW 02 Kel. Kauman", 80],
        ["01/25/2024", "16.00 - 17.00", "Tatap muka", "PAN", "Balai RW 05 Kel. Kauman", 90],
        ["26/01/2024", "pagi hari", "Tatap muka", "PKB", "Balai RW 03 Kel. Kauman", 70]],
    "Rekap": [["Bulan", "Jumlah"], ["Januari", 4]]})


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, quick_hashes: None):
    """A running server with packs and users and no data yet."""
    made = Server(tmp_path_factory.mktemp("uploads"))
    prepare_office(made)
    yield from running(made)


def step(page: "Page", title: str) -> "Locator":
    """A step, opened."""
    found = page.locator("[data-testid=stExpander]").filter(has_text=title).first
    if found.locator("details[open]").count() == 0:
        found.locator("summary").click()
    return found


def test_messy_file_is_mended_in_the_browser_outlives_a_reload_and_is_stored(office: Server, new_page) -> None:
    page = enter(new_page(), office, "analis")
    open_page(page, office, "unggah")
    review = choose_file(page, (NAME, MESSY), "Jadwal kampanye")
    sheets = step(page, "Lembar dan judul kolom")
    sheets.get_by_text("Judul kolom ada di baris 4.").wait_for()
    tick_row(sheets, 5)
    sheets.get_by_text("Judul kolom ada di baris 5.").wait_for()
    settle(page)
    tick_row(sheets, 4)
    sheets.get_by_text("Judul kolom ada di baris 4.").wait_for()
    settle(page)

    page.get_by_text("Hari lebih dulu: 01/02/2024 = Kamis, 1 Februari 2024").click()
    expect(review.locator("[data-testid=stMetricValue]").first).to_have_text("2")
    settle(page)

    page.reload()
    page.get_by_role("heading", name="Pemeriksaan").wait_for()
    settle(page)
    assert "berkas=1" in page.url
    assert page.get_by_role("radio", name="Hari lebih dulu").is_checked()
    assert counts(review) == {"Baru": "2", "Berubah atau pindah": "0", "Sama": "0", "Ditolak": "2"}

    fixes = step(page, "sel di sini")
    fixes.get_by_label("Baris 8").fill("25/01/2024")
    fixes.get_by_label("Baris 9").fill("09.00 - 11.00")
    fixes.get_by_role("button", name="Baca ulang dengan ini").click()
    expect(review.locator("[data-testid=stMetricValue]").first).to_have_text("4")
    settle(page)
    assert counts(review) == {"Baru": "4", "Berubah atau pindah": "0", "Sama": "0", "Ditolak": "0"}
    store_file(page, review, "Simpan 4 baris")

    assert sorted(read_database(office, stored_days)) == [
        date(2024, 1, 2), date(2024, 1, 25), date(2024, 1, 26), date(2024, 2, 1)]


def tick_row(step: "Locator", row: int) -> None:
    """Tick a row of the sheet's beginning, as a person does: at its left edge.

    The table is drawn on a canvas; its head and rows are of one height.
    """
    table = step.locator("[data-testid=stDataFrame]").first
    table.scroll_into_view_if_needed()
    table.locator("canvas td").first.wait_for(state="attached")
    numbers = table.locator("canvas tbody tr").evaluate_all("rows => rows.map(row => row.cells[0].textContent.trim())")
    height = 35
    table.click(position={"x": 15, "y": height * (numbers.index(str(row)) + 1.5)})


def stored_days(store: Store) -> list[date]:
    """The days of the stored events."""
    with store.reader(SYSTEM) as read:
        return [row["day"] for row in read.rows("SELECT starts::DATE AS day FROM events")]


def test_nothing_is_wider_than_a_phone(office: Server, new_page) -> None:
    page = enter(new_page(390, 844), office, "admin")
    open_page(page, office, "unggah")
    choose_file(page, (NAME, MESSY), "Jadwal kampanye")
    for title in ("Lembar dan judul kolom", "Isi kolom", "sel di sini", "Semua masalah sebagai tabel"):
        step(page, title)
    settle(page)
    main = page.locator("[data-testid=stMain]")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") == 0
    wide = page.evaluate("""[...document.querySelectorAll('[data-testid=stMain] button, [data-testid=stMain] label')]
        .filter(node => node.offsetWidth && node.getBoundingClientRect().right > innerWidth + 1)
        .map(node => node.textContent)""")
    assert wide == []
