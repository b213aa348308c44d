"""Every page and view of the demonstration city without a network: charts are drawn, nobody is asked, the page fits."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from lib.ui.registry import PAGES
from tests.browser.cities import PATIENCE, PROBES, enter, open_page, open_view, running_demonstration, views
from tests.browser.conftest import Server

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Route

OWN = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:")

DRAWN = "svg.main-svg :is(.scatterlayer, .barlayer, .shapelayer, .heatmaplayer) :is(path, image, rect)"
"""What a chart draws beside its axes."""

CHARTS = {
    "ringkasan": 2, "jadwal Bentrok": 0, "jadwal Kalender": 0, "jadwal Garis waktu": 1, "jadwal Peta": 1,
    "jadwal Siapa dengan siapa": 1, "jadwal Kegiatan": 0, "jadwal Perubahan": 0, "masalah": 0,
    "pengamanan Kebutuhan dan kekuatan": 2, "pengamanan Massa per jam": 1, "pengamanan Isi kekuatan": 1,
    "aturan Temuan": 0, "aturan Pemberitahuan": 0, "aturan Batas": 0, "usulan": 0,
    "kerawanan Peta & peringkat": 2, "kerawanan Satu kelurahan": 1,
    "kerawanan Kemungkinan & dampak": 1, "kerawanan Siapa sudah melapor": 1, "kerawanan Semua kelurahan": 0,
    "laporan": 1, "unggah": 0, "unduhan": 0, "pengaturan": 0, "akun": 0,
}
"""How many charts each page and view of it draws."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server with the demonstration city."""
    yield from running_demonstration(tmp_path_factory)


def watch(page: "Page") -> tuple[list[str], list[str]]:
    """Block every other host; returns the list of addresses asked of others, and of the console's errors."""
    foreign, errors = [], []

    def pass_or_block(route: "Route") -> None:
        if route.request.url.startswith(OWN):
            route.continue_()
        else:
            route.abort()

    def note(message: "ConsoleMessage") -> None:
        if message.type == "error" and not message.location.get("url", "").endswith(PROBES):
            errors.append(message.text)

    page.route("**/*", pass_or_block)
    page.on("request", lambda request: None if request.url.startswith(OWN) else foreign.append(request.url))
    page.on("websocket", lambda socket: None if socket.url.startswith(OWN) else foreign.append(socket.url))
    page.on("console", note)
    return foreign, errors


def count_charts(page: "Page", expected: int) -> int:
    """The charts on the page, each with something drawn in it."""
    charts = page.locator(".js-plotly-plot")
    expect(charts).to_have_count(expected, timeout=PATIENCE)
    for chart in charts.all():
        expect(chart.locator(DRAWN).first).to_be_attached(timeout=PATIENCE)
    return charts.count()


def overhang(page: "Page") -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("""() => {
        const main = document.querySelector('[data-testid=stMain]');
        return Math.max(document.scrollingElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth);
    }""")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["laptop", "phone"])
def test_every_view_is_drawn_without_a_network_and_fits(city: Server, new_page, width: int, height: int) -> None:
    page = enter(new_page(width, height), city, "admin")
    foreign, errors = watch(page)
    charts, too_wide = {}, {}
    for entry in PAGES:
        open_page(page, city, entry.url_path)
        for view in views(page) or [""]:
            name = f"{entry.url_path} {view}".strip()
            if view:
                open_view(page, view)
            charts[name] = count_charts(page, CHARTS[name])
            if overhang(page) > 0:
                too_wide[name] = overhang(page)
            assert page.get_by_text("Terjadi kesalahan").count() == 0, name

    assert (charts, foreign, errors, too_wide) == (CHARTS, [], [], {})


def test_sections_of_the_settings_fit(city: Server, new_page) -> None:
    page = enter(new_page(390, 844), city, "admin")
    open_page(page, city, "pengaturan")
    too_wide = {}
    for section in page.get_by_role("tab").all_inner_texts():
        page.get_by_role("tab", name=section).click()
        expect(page.get_by_role("tabpanel").filter(visible=True).locator("[data-testid]").first).to_be_visible()
        if overhang(page) > 0:
            too_wide[section] = overhang(page)

    assert too_wide == {}
