"""The page Pengamanan: its answer, its pictures and their list, strength entered by several, and who may."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib.reference.labels import load_labels
from lib.schedule.load import tell_span
from lib.schedule.load_stored import load_security
from lib.schedule.load_strength_edits import StrengthChange, change_strengths
from lib.schedule.load_strengths import load_strengths
from lib.schedule.load_wordings import rank_shortages, say_load
from lib.store import SYSTEM, Store, Viewer
from lib.text import say, using
from lib.ui import downloads
from tests.ui.cities import open_small_city
from tests.ui.conftest import texts

PAGE = "pages/schedule/security.py"
FIRST, LAST = date(2024, 1, 24), date(2024, 1, 30)
KLOJEN, SUKUN = "35.73.02", "35.73.04"
BUDI = Viewer("budi", "security")


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small city in place of an empty one."""
    return open_small_city(tmp_path_factory.getbasetemp())


@pytest.fixture
def opened(add, signed_in) -> Callable[..., AppTest]:
    """Open the page in a role, with an address."""
    def open_page(role: str = "analyst", language: str = "id", **query: str | list[str]) -> AppTest:
        add("siti", role, language=language)
        tab = signed_in("siti").run()
        for name, value in query.items():
            tab.query_params[name.replace("_", "-")] = value
        return tab.switch_page(PAGE).run()
    return open_page


def enter(store: Store, *cells: tuple[str, date, int | None], before: int | None = None, by: Viewer = BUDI) -> None:
    assert change_strengths(store, by, [StrengthChange(code, day, before, n) for code, day, n in cells]) == []


def stored(store: Store) -> dict[tuple[str, date], int]:
    with store.reader(SYSTEM) as read:
        return {(row.district_code, row.day.date()): row.officers
                for row in load_strengths(read, FIRST, LAST).itertuples()}


def answer(tab: AppTest) -> str:
    return next(element.value.replace("\\", "") for element in tab.main.markdown
                if not element.value.startswith(":gray-badge"))


def trouble(tab: AppTest) -> list[str]:
    return [element.value for element in [*tab.exception, *tab.error]]


def expected(store: Store, *districts: str) -> tuple[str, list[str]]:
    """The answer, and when each row of the list is, read past the page."""
    with store.reader(SYSTEM, as_of=FIRST) as read:
        security, names = load_security(read, FIRST, LAST, districts), load_labels(read).districts
    told = " ".join(say(message) for message in say_load(security.load, security.shortages, names))
    ranked = rank_shortages(security.shortages)
    return told, [tell_span(run.starts, run.ends) for run in ranked.itertuples()]


def lacking(tab: AppTest) -> list[str]:
    (table,) = [table for table in tab.main.dataframe if "Kapan" in table.value]
    return table.value["Kapan"].tolist()


def behind(tab: AppTest) -> list[dict]:
    (table,) = [table for table in tab.main.dataframe if "Petugas bertugas" in table.value]
    return table.value.to_dict("records")


# What is needed and lacking ------------------------------------------------------------------------


def test_without_any_strength_nothing_is_called_enough(opened, store: Store) -> None:
    tab = opened()
    assert (trouble(tab), len(tab.main.get("plotly_chart"))) == ([], 2)
    assert answer(tab) == expected(store)[0]
    assert answer(tab).startswith("Tidak ada kekurangan yang diketahui. Kekuatan belum diisi untuk satu hari pun")
    assert lacking(tab) == expected(store)[1] != []
    assert "cukup" not in {row for table in tab.main.dataframe for row in table.value.get("Apa", [])}


def test_worst_shortage_is_the_first_sentence(opened, store: Store) -> None:
    enter(store, *((KLOJEN, date(2024, 1, day), 0) for day in range(24, 31)))
    tab = opened()
    assert answer(tab) == expected(store)[0]
    assert "Klojen: kurang " in answer(tab).split("kecamatan memiliki")[0]
    assert lacking(tab)[0] in answer(tab)


def test_page_in_english_says_the_same(opened, store: Store) -> None:
    enter(store, (KLOJEN, date(2024, 1, 28), 0))
    tab = opened(language="en")
    with using("en"):
        assert answer(tab) == expected(store)[0]
    assert (tab.title[0].value, trouble(tab)) == ("Security", [])
    assert ": short by " in answer(tab)


def test_districts_and_days_come_from_the_address(opened, store: Store) -> None:
    tab = opened(kecamatan=KLOJEN, tanggal="2024-01-26")
    assert answer(tab) == expected(store, KLOJEN)[0]
    assert tab.selectbox(key="tanggal").value == "2024-01-26"
    assert tab.selectbox(key="di").options == ["Klojen"]


@pytest.mark.parametrize("query", [
    {"tanggal": "2023-02-31"}, {"tanggal": "2024-03-01"}, {"di": "99.99.99"}, {"jam": ["a", "b"]},
    {"pengamanan_lihat": "<script>"}, {"kecamatan": "x"},
], ids=["no day", "day outside", "district", "hours", "view", "districts"])
def test_nonsense_in_the_address_falls_back(opened, store: Store, query: dict) -> None:
    tab = opened(**query)
    assert (trouble(tab), answer(tab)) == ([], expected(store)[0])


def test_events_behind_hours_are_told_with_their_officers(opened, store: Store) -> None:
    tab = opened()
    with store.reader(SYSTEM, as_of=FIRST) as read:
        security = load_security(read, FIRST, LAST)
    whole = behind(tab)
    code = tab.selectbox(key="di").value
    shown = security.load[security.load["district_code"] == code]
    assert len(whole) > 0
    assert max(int(row["Petugas diperlukan"].split("–")[-1]) for row in whole) <= shown["officers_high"].max()
    tab.slider(key="jam").set_value((0, 4)).run()
    assert "Tidak ada kegiatan yang memerlukan petugas di sana pada jam ini" in " ".join(texts(tab))


def test_row_of_the_list_opens_its_day_district_and_hours(opened, store: Store) -> None:
    tab = opened()
    tab.session_state["kekurangan-open-pressed"] = 1
    tab.run()
    when = lacking(tab)[1]
    assert trouble(tab) == []
    assert tab.selectbox(key="tanggal").value[-2:] == when.split()[1].zfill(2)
    begin, end = when.split()[3].split("–")
    assert tab.slider(key="jam").value == (int(begin[:2]), int(end[:2]))


def test_days_without_activities_say_so(opened) -> None:
    tab = opened(pengamanan_hari="pilih", pengamanan_hari_pilihan=["2023-06-01", "2023-06-02"])
    assert trouble(tab) == []
    assert answer(tab).startswith("Tidak ada kegiatan yang diketahui pada hari-hari ini yang memerlukan petugas.")
    for view in ("massa", "kekuatan"):
        tab.button_group(key="pengamanan-lihat").set_value(view).run()
        assert trouble(tab) == []


def test_download_holds_the_hours_of_the_day_shown(opened, store: Store, monkeypatch) -> None:
    offered = []
    monkeypatch.setattr(downloads, "download", lambda *arguments, **more: offered.append((arguments, more)))
    opened(kecamatan=KLOJEN, tanggal="2024-01-28")
    (name, frame, words), more = offered[-1]
    assert (name, set(frame["district_code"]), set(frame["day"].dt.date)) == ("load", {KLOJEN}, {date(2024, 1, 28)})
    assert ("Hari yang ditampilkan", "Minggu, 28 Januari 2024") in words
    assert set(more["finish"](frame)["district"]) == {"Klojen"}


# Entering strength ---------------------------------------------------------------------------------


def open_table(opened) -> AppTest:
    return opened("security", pengamanan_lihat="kekuatan")


def type_in(tab: AppTest, cells: dict[int, dict[str, str | None]]) -> AppTest:
    """Type into the table: row (day from the first) -> district code -> text."""
    (table,) = tab.data_editor
    tab.session_state[table.key] = {"edited_rows": cells, "added_rows": [], "deleted_rows": []}
    return tab.run()


def keep(tab: AppTest, cells: dict) -> AppTest:
    type_in(tab, cells)
    tab.button(key="kekuatan-simpan").click()
    return type_in(tab, cells)


def test_strength_is_typed_and_kept_and_the_page_answers_anew(opened, store: Store) -> None:
    tab = open_table(opened)
    type_in(tab, {0: {KLOJEN: "1.500", SUKUN: "0"}})
    assert [element.value for element in tab.warning] == ["2 sel diketik dan belum disimpan."]
    assert stored(store) == {}
    keep(tab, {0: {KLOJEN: "1.500", SUKUN: "0"}})
    assert stored(store) == {(KLOJEN, FIRST): 1500, (SUKUN, FIRST): 0}
    assert "2 sel disimpan. Semua melihatnya mulai sekarang." in texts(tab)
    assert answer(tab) == expected(store)[0]
    with store.reader(SYSTEM) as read:
        assert read.rows("SELECT actor, action FROM audit_log ORDER BY seq DESC LIMIT 1") == [
            {"actor": "siti", "action": "set strength"}]


def test_what_cannot_be_read_is_said_where_it_stands_and_nothing_is_kept(opened, store: Store) -> None:
    tab = open_table(opened)
    type_in(tab, {3: {KLOJEN: "dua *puluh*", SUKUN: "5"}})
    (error,) = [element.value.replace("\\", "") for element in tab.error]
    assert error.startswith("Sab 27 Jan, Klojen: 'dua *puluh*' bukan bilangan bulat petugas.")
    assert tab.button(key="kekuatan-simpan").disabled
    assert stored(store) == {}


def test_cell_that_somebody_else_filled_meanwhile_is_not_overwritten(opened, store: Store) -> None:
    tab = open_table(opened)
    type_in(tab, {0: {KLOJEN: "100", SUKUN: "7"}})
    enter(store, (KLOJEN, FIRST, 80))
    keep(tab, {0: {KLOJEN: "100", SUKUN: "7"}})
    assert stored(store) == {(KLOJEN, FIRST): 80, (SUKUN, FIRST): 7}
    warnings = [element.value.replace("\\", "") for element in tab.warning]
    assert warnings == ["Rab 24 Jan, Klojen: sementara itu orang lain mengisi 80; angka Anda tidak disimpan."]
    assert tab.data_editor[0].value[KLOJEN].iloc[0] == "80"


def test_emptied_cell_is_not_entered_any_more(opened, store: Store) -> None:
    enter(store, (KLOJEN, FIRST, 80))
    tab = open_table(opened)
    keep(tab, {0: {KLOJEN: None}})
    assert stored(store) == {}


def test_day_is_copied_to_the_other_days(opened, store: Store) -> None:
    enter(store, (KLOJEN, FIRST, 80), (SUKUN, FIRST, 0))
    tab = open_table(opened)
    tab.button(key="kekuatan-salin-ya").click().run()
    assert len(stored(store)) == 14
    assert "12 sel diisi dari Rab 24 Jan." in texts(tab)


@pytest.mark.parametrize(("role", "may"), [("admin", True), ("analyst", True), ("security", True), ("leader", False)])
def test_who_may_enter_strength(opened, store: Store, role: str, may: bool) -> None:
    enter(store, (KLOJEN, FIRST, 80))
    tab = opened(role, pengamanan_lihat="kekuatan")
    assert (trouble(tab), len(tab.data_editor)) == ([], int(may))
    assert [button.key for button in tab.button if button.key == "kekuatan-simpan"] == ["kekuatan-simpan"] * may
    if not may:
        table = tab.main.dataframe[0].value
        assert table["Klojen"].tolist() == ["80"] + ["belum diisi"] * 6
