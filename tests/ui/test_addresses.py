"""What is chosen stands in the address as codes: a view sent on opens the same in the other language."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.access.users import set_language
from lib.store import SYSTEM, Store, Viewer
from tests.ui.arrivals import come_in
from tests.ui.cities import open_small_city

PAGES = {"schedule": "pages/schedule/clashes.py", "reports": "pages/reports/reports.py",
         "risk": "pages/risk/wards.py", "downloads": "pages/export/downloads.py",
         "upload": "pages/intake/upload.py", "settings": "pages/settings/settings.py"}


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small city in place of an empty one."""
    return open_small_city(tmp_path_factory.getbasetemp())


@pytest.fixture
def opened(add, app, store: Store) -> Callable[..., AppTest]:
    """Open a page as an administrator who reads in a language, at an address."""
    def open_page(page: str, language: str, address: dict[str, Any] | None = None) -> AppTest:
        name = f"siti-{language}"
        with store.reader(SYSTEM) as read:
            is_known = read.value("SELECT 1 FROM users WHERE name = $name", name=name)
        if not is_known:
            add(name, "admin", language=language)
        tab = come_in(store, app, name)
        for key, value in (address or {}).items():
            tab.query_params[key] = value
        return tab.switch_page(PAGES[page]).run()
    return open_page


def address(tab: AppTest) -> dict[str, str | list[str]]:
    return {key: tab.query_params[key] for key in tab.query_params}


def pick(tab: AppTest, kind: str, key: str, value: Any) -> AppTest:
    return getattr(tab, kind)(key=key).set_value(value).run()


@pytest.mark.parametrize(("page", "picks"), [
    ("schedule", [("button_group", "lihat", "acara"), ("selectbox", "jadwal-hari", "kampanye"),
                  ("multiselect", "tingkat", ["4", "2"]), ("multiselect", "peserta", ["PSI", "PKS"])]),
    ("reports", [("selectbox", "laporan-hari", "semua"), ("multiselect", "kategori", ["hoaks", "politik_uang"]),
                 ("multiselect", "kecamatan", ["35.73.02", "35.73.04"])]),
    ("reports", [("button_group", "tampilan", "kelengkapan")]),
    ("risk", [("button_group", "kerawanan-lihat", "tabel")]),
    ("downloads", [("selectbox", "unduhan-hari", "kampanye")]),
])
def test_a_link_made_in_english_opens_the_same_in_indonesian(opened, page: str, picks: list[tuple]) -> None:
    tab = opened(page, "en")
    for kind, key, value in picks:
        pick(tab, kind, key, value)
    sent = address(tab)
    read = opened(page, "id", sent)

    assert (sent, read.exception) == ({key: value for _kind, key, value in picks}, [])
    assert [getattr(read, kind)(key=key).value for kind, key, _value in picks] == [value for *_kind, value in picks]
    assert address(read) == sent


@pytest.mark.parametrize(("page", "code", "words"), [
    ("upload", "riwayat", "Riwayat"), ("settings", "jejak", "Jejak audit"), ("settings", "unggahan", "Unggahan")])
def test_tabs_have_codes(opened, page: str, code: str, words: str) -> None:
    english, indonesian = (opened(page, language, {"bagian": code}) for language in ("en", "id"))

    assert (english.exception, indonesian.exception) == ([], [])
    assert indonesian.session_state["bagian"] == words != english.session_state["bagian"]
    assert address(english) == address(indonesian) == {"bagian": code}


@pytest.mark.parametrize("page", PAGES)
def test_codes_nobody_knows_fall_back_to_the_default(opened, page: str) -> None:
    keys = ("lihat", "tampilan", "kerawanan-lihat", "jadwal-hari", "laporan-hari", "unduhan-hari", "bagian",
            "kecamatan", "peserta", "kategori", "tingkat", "kelurahan")
    whole, tab = opened(page, "id"), opened(page, "id", {key: ["Kelengkapan", "<script>", "9" * 999] for key in keys})

    assert (tab.exception, [error.value for error in tab.error]) == ([], [])
    for kind in ("button_group", "selectbox", "multiselect"):
        assert [widget.value for widget in getattr(tab, kind)] == [widget.value for widget in getattr(whole, kind)]


def test_what_was_chosen_is_there_again_after_another_page(opened) -> None:
    tab = pick(opened("reports", "id"), "button_group", "tampilan", "kelengkapan")
    tab.query_params.clear()
    tab.switch_page(PAGES["risk"]).run()
    tab.switch_page(PAGES["reports"]).run()

    assert tab.button_group(key="tampilan").value == "kelengkapan"
    assert address(tab) == {"tampilan": "kelengkapan"}


def test_what_was_chosen_is_worded_anew_in_another_language(opened, store: Store) -> None:
    tab = pick(opened("schedule", "id"), "selectbox", "jadwal-hari", "kampanye")
    set_language(store, language="en", by=Viewer("siti-id", "admin"))
    tab.run()
    box = tab.selectbox(key="jadwal-hari")

    assert (box.value, box.proto.set_value, box.proto.raw_value) == ("kampanye", True, "the whole campaign")


def test_the_default_leaves_the_address(opened) -> None:
    tab = opened("schedule", "id", {"lihat": "acara", "tingkat": ["4"]})
    pick(tab, "button_group", "lihat", "bentrok")
    pick(tab, "multiselect", "tingkat", [])

    assert address(tab) == {}


def test_a_click_goes_before_an_address_the_browser_has_not_changed_yet(opened) -> None:
    tab = pick(opened("schedule", "id", {"lihat": "acara"}), "button_group", "lihat", "peta")
    tab.query_params["lihat"] = "acara"
    pick(tab, "button_group", "lihat", "matriks")

    assert (tab.button_group(key="lihat").value, address(tab)) == ("matriks", {"lihat": "matriks"})


def test_another_address_in_the_same_tab_is_followed(opened) -> None:
    tab = opened("schedule", "id", {"lihat": "acara"})
    tab.query_params["lihat"] = "peta"

    assert tab.run().button_group(key="lihat").value == "peta"
