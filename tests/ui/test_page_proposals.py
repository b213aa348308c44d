"""The page Usulan: computing, accepting, deciding, trying one activity; in each role and both languages."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib.schedule.proposals.stored import load_decisions
from lib.store import SYSTEM, Store
from tests.ui.cities import open_small_city

PAGE = "pages/schedule/proposals.py"


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small city in place of an empty one."""
    return open_small_city(tmp_path_factory.getbasetemp())


@pytest.fixture
def opened(add, signed_in) -> Callable[..., AppTest]:
    """Open the page in a role, with an address."""
    def open_page(role: str = "analyst", language: str = "id", **query: str) -> AppTest:
        add("siti", role, language=language, **({"organiser": "PKS"} if role == "party" else {}))
        tab = signed_in("siti").run()
        for name, value in query.items():
            tab.query_params[name.replace("_", "-")] = value
        return tab.switch_page(PAGE).run()
    return open_page


def compute(tab: AppTest) -> AppTest:
    """Press the button and wait for the search, which runs in a thread of its own."""
    tab.button(key="hitung").click().run()
    tab.session_state["kentongan_search"].thread.join()
    return tab.run()


def states(store: Store) -> list[str]:
    with store.reader(SYSTEM) as read:
        return load_decisions(read)["state"].tolist()


def said(tab: AppTest) -> str:
    return " ".join(element.value.replace("\\", "") for kind in ("title", "subheader", "markdown", "caption", "info",
                                                                 "error") for element in tab.main.get(kind))


def pressed(tab: AppTest, start: str) -> AppTest:
    return next(button for button in tab.main.button if (button.key or "").startswith(start)).click().run()


def test_a_move_is_computed_accepted_approved_confirmed_and_taken_back(opened, store: Store) -> None:
    tab = opened(usulan_hari="pilih", usulan_hari_pilihan=["2024-01-25", "2024-02-09"])
    assert "Belum ada usulan yang diterima; belum ada kegiatan yang akan pindah." in said(tab)
    tab = compute(tab)
    assert "(terbukti terbaik)" in said(tab)
    pressed(tab, "terima-")
    assert "Sebutkan siapa yang menanganinya." in said(tab)
    tab.text_input(key="usulan-pemilik").set_value("Polresta").run()
    pressed(tab, "terima-")
    assert set(states(store)) == {"diusulkan"}

    tab.button_group(key="bagian").set_value("keputusan").run()
    pressed(tab, "setuju-")
    pressed(tab, "konfirmasi-")
    assert "dikonfirmasi" in states(store)
    assert "pemindahan terlaksana: 1" in said(tab)
    reason = next(each for each in tab.main.text_input if each.key.startswith("batal-"))
    reason.set_value("salah")
    pressed(tab, "batal-")
    assert "dikonfirmasi" not in states(store)
    assert [element.value for element in tab.exception] == []


@pytest.mark.parametrize(("role", "sections"), [
    ("analyst", ["usulan", "coba-coba", "keputusan"]), ("leader", ["usulan", "coba-coba", "keputusan"]),
    ("security", ["coba-coba", "keputusan"]), ("party", ["coba-coba", "keputusan"])])
def test_sections_by_role(opened, role: str, sections: list[str]) -> None:
    tab = opened(role)
    assert tab.button_group(key="bagian").options is not None
    assert len(tab.button_group(key="bagian").options) == len(sections)


@pytest.mark.parametrize(("role", "language", "goes"), [
    ("analyst", "id", "Yang hilang"), ("analyst", "en", "What goes"), ("party", "id", "Yang hilang")])
def test_one_activity_is_tried_beside_the_present(opened, role: str, language: str, goes: str) -> None:
    tab = opened(role, language, bagian="coba-coba", coba_hari="2024-01-27")
    assert [element.value for element in tab.exception] == []
    next(button for button in tab.main.button if button.label in ("Coba", "Try")).click().run()
    assert [element.value for element in [*tab.exception, *tab.error]] == []
    assert goes in said(tab)
    assert len(tab.main.metric) == 4
    saves = [button.key for button in tab.main.button if button.key == "coba-simpan"]
    assert saves == ["coba-simpan"]


def test_a_trial_is_saved_as_a_proposal_and_nothing_moves(opened, store: Store) -> None:
    tab = opened(bagian="coba-coba", coba_hari="2024-01-27")
    next(button for button in tab.main.button if button.label == "Coba").click().run()
    tab.text_input(key="coba-pemilik").set_value("Bakesbangpol").run()
    tab.button(key="coba-simpan").click().run()
    assert states(store) == ["diusulkan"]
    with store.reader(SYSTEM) as read:
        assert read.value("SELECT count(*) FROM event_versions WHERE decision_id IS NOT NULL") == 0


def test_a_day_without_activities_says_what_to_do(opened) -> None:
    tab = opened(bagian="coba-coba", coba_hari="2024-06-01")
    assert "Pilih hari lain." in said(tab)
