"""The views of the schedule beside its clashes: calendar, changes, timeline by organiser, map of ways."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib.store import Store
from tests.ui.cities import open_small_city

PAGE = "pages/schedule/clashes.py"


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small city in place of an empty one."""
    return open_small_city(tmp_path_factory.getbasetemp())


@pytest.fixture
def opened(add, signed_in) -> Callable[..., AppTest]:
    """Open one view in a role."""
    def open_view(view: str, role: str = "analyst", **query: str) -> AppTest:
        add("siti", role)
        tab = signed_in("siti").run()
        for name, value in {"lihat": view, **query}.items():
            tab.query_params[name.replace("_", "-")] = value
        return tab.switch_page(PAGE).run()
    return open_view


def sentences(tab: AppTest) -> str:
    return " ".join(element.value.replace("\\", "") for element in tab.main.markdown)


@pytest.mark.parametrize("view", ["kalender", "garis-waktu", "peta", "perubahan"])
@pytest.mark.parametrize("role", ["analyst", "party"])
def test_every_view_is_drawn_for_who_may_see_the_schedule(opened, view: str, role: str) -> None:
    tab = opened(view, role)
    assert (list(tab.exception), list(tab.error)) == ([], [])


def test_calendar_says_the_month_and_a_day_opens_its_timeline(opened) -> None:
    tab = opened("kalender")
    assert "hari terpadat" in sentences(tab)
    assert "Tahun baru" in sentences(tab)
    tab = tab.button(key="buka-2024-01-27").click().run()
    assert list(tab.exception) == []
    assert tab.query_params["lihat"] == "garis-waktu"
    assert tab.query_params["jadwal-hari"] == "pilih"


def test_timeline_stands_by_organiser_when_asked(opened) -> None:
    tab = opened("garis-waktu", susun="peserta")
    assert (list(tab.exception), tab.button_group(key="susun").value) == ([], "peserta")


def test_changes_are_told_in_one_sentence_first(opened) -> None:
    tab = opened("perubahan")
    assert any("Jadwal " in element.value for element in tab.main.markdown)
    assert [box.label for box in tab.main.selectbox][-4:] == [
        "Jadwal milik", "Bandingkan", "Seperti diketahui pada akhir hari", "dan pada akhir hari"]
    tab = tab.selectbox(key="banding").set_value("berkas").run()
    assert list(tab.exception) == []
