"""The page Jadwal & bentrok: its answer, its filters from the address, its table and its downloads."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.reference.labels import load_labels
from lib.schedule.groups_stored import load_groups
from lib.schedule.groups_wordings import title_group
from lib.schedule.loading import Schedule, load_schedule
from lib.schedule.wordings import clash_sentence, level_name
from lib.store import SYSTEM, Store
from lib.text import say
from lib.ui import downloads
from tests.ui.cities import open_small_city
from tests.ui.conftest import texts

PAGE = "pages/schedule/clashes.py"
WEEK = (date(2024, 1, 24), date(2024, 1, 30))
NO_CLASH = "Tidak ada bentrok dengan saringan ini. Perluas hari atau kosongkan saringan."


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small city in place of an empty one."""
    return open_small_city(tmp_path_factory.getbasetemp())


@pytest.fixture
def opened(add, signed_in) -> Callable[..., AppTest]:
    """Open the page in a role, with an address."""
    def open_page(role: str = "analyst", **query: str | list[str]) -> AppTest:
        add("siti", role)
        tab = signed_in("siti").run()
        for name, value in query.items():
            tab.query_params[name.replace("_", "-")] = value
        return tab.switch_page(PAGE).run()
    return open_page


def own_days(first: str, last: str) -> dict:
    """The part of the address that asks for days of one's own."""
    return {"jadwal_hari": "pilih", "jadwal_hari_pilihan": [first, last]}


def known(store: Store, *span: object) -> Schedule:
    """What the page is to show, read past it."""
    with store.reader(SYSTEM, as_of=WEEK[0]) as read:
        return load_schedule(read, *(span or WEEK))


def open_view(tab: AppTest, view: str) -> AppTest:
    return tab.button_group(key="lihat").set_value(view).run()


def sentences(tab: AppTest) -> list[str]:
    """What the page says, without the marks that keep it from being read as formatting."""
    return [element.value.replace("\\", "") for element in tab.main.markdown]


def rows(tab: AppTest) -> list[dict]:
    return tab.main.dataframe[0].value.to_dict("records")


def by_gravity(clashes: pd.DataFrame) -> pd.DataFrame:
    return clashes.sort_values(["level", "starts", "clash_key"], ascending=[False, True, True])


def test_cards_and_table_say_what_was_found_the_gravest_first(opened, store: Store) -> None:
    tab = opened(tabel="semua")
    clashes = by_gravity(known(store).clashes)
    with store.reader(SYSTEM, as_of=WEEK[0]) as read:
        labels, groups = load_labels(read), load_groups(read, *WEEK)

    assert len(clashes) == len(rows(tab)) > 1
    assert [row["Alasan"] for row in rows(tab)] == [
        clash_sentence(clash, labels) for clash in clashes.to_dict("records")]
    assert [row["Tingkat"] for row in rows(tab)] == [level_name(level) for level in clashes["level"]]
    titles = [say(title_group(group, labels)) for group in groups.to_dict("records")]
    assert [title for title in titles if title not in " ".join(sentences(tab))] == []
    assert len(titles) > 0


def test_low_clashes_stand_in_the_table_only_when_asked_for(opened, store: Store) -> None:
    tab = opened()
    clashes = by_gravity(known(store).clashes)
    graver = clashes[clashes["level"] > 2]
    before = rows(tab)
    tab.main.button_group(key="tabel").set_value("semua").run()

    assert (len(before), len(rows(tab))) == (len(graver), len(clashes))
    assert [row["Tingkat"] for row in before] == [level_name(level) for level in graver["level"]]
    assert len(graver) < len(clashes)
    assert tab.query_params["tabel"] in ("semua", ["semua"])


def test_filters_come_from_the_address_and_are_said_in_words(opened, store: Store) -> None:
    tab = opened(peserta="PSI", tingkat="2", **own_days("2024-01-24", "2024-01-26"))
    expected = known(store, date(2024, 1, 24), date(2024, 1, 26), (), ("PSI",), (2,)).clashes

    assert len(rows(tab)) == len(expected) > 0
    assert [caption.value for caption in tab.main.caption if "PSI" in caption.value] == [
        "Dari – sampai: Rabu, 24 Januari 2024 – Jumat, 26 Januari 2024 · Peserta: 15 PSI · Tingkat: ○ rendah"]


@pytest.mark.parametrize("query", [
    {"peserta": "99 Partai Tidak Ada"}, {"tingkat": "'; DROP TABLE events; --"}, {"jadwal_hari": "kapan saja"},
    {"jadwal_hari": "pilih", "jadwal_hari_pilihan": ["kemarin", "besok"]}, {"lihat": "<script>"},
    {"lihat": "beban"},
], ids=["organiser", "level", "period", "days", "view", "former view"])
def test_nonsense_in_the_address_falls_back(opened, store: Store, query: dict) -> None:
    tab = opened(**query)

    assert (tab.exception, [error.value for error in tab.error]) == ([], [])
    assert len(rows(tab)) == int((known(store).clashes["level"] > 2).sum())


def test_empty_choice_says_what_to_do(opened) -> None:
    tab = opened(**own_days("2023-06-01", "2023-06-02"))

    assert texts(tab)[1:] == [NO_CLASH]
    assert "Tidak ada kegiatan yang diketahui pada hari-hari ini." in sentences(tab)
    assert len(tab.get("download_button")) == 0


def test_empty_days_of_every_view_are_drawn(opened) -> None:
    tab = opened(**own_days("2023-06-01", "2023-06-02"))
    for view in ("garis-waktu", "peta", "matriks", "acara"):
        tab.button_group(key="lihat").set_value(view).run()
        assert (view, tab.exception, [error.value for error in tab.error]) == (view, [], [])


def test_day_of_the_sidebar_moves_the_week_and_what_is_known(opened, store: Store) -> None:
    tab = opened()
    before = len(rows(tab))
    tab.sidebar.date_input[0].set_value(date(2024, 1, 10)).run()
    with store.reader(SYSTEM, as_of=date(2024, 1, 10)) as read:
        expected = load_schedule(read, date(2024, 1, 10), date(2024, 1, 16))

    assert any("Rabu, 10 Januari 2024 – Selasa, 16 Januari 2024" in caption.value for caption in tab.main.caption)
    assert (len(expected.events), before > 0) == (0, True)  # every file of the small city came later
    assert "Tidak ada kegiatan yang diketahui pada hari-hari ini." in sentences(tab)


def test_party_reads_no_number_of_another_and_only_its_own_clashes(opened) -> None:
    tab = open_view(opened("party"), "acara")
    foreign = [row for row in rows(tab) if row["Peserta"] != "3 PDIP"]

    assert len(foreign) > 10
    assert {(row["Jumlah peserta"], row["Kegiatan"]) for row in foreign} == {("", "")}
    assert texts(open_view(tab, "bentrok"))[1:] == [NO_CLASH]


def test_downloads_are_offered_for_the_shown_rows_only(opened, monkeypatch) -> None:
    offered = []
    monkeypatch.setattr(downloads, "download", lambda *arguments, **more: offered.append((arguments, more)))
    tab = opened(peserta="PSI")
    (name, frame, words), _more = offered[-1]

    assert (name, len(frame)) == ("clashes", len(rows(tab)))
    assert ("Peserta", "15 PSI") in words
