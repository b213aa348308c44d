"""The page Kerawanan: a ward without data is no calm ward, and every number comes from the scores of the day."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib.risk import NO_DATA
from lib.risk.loading import load_scores
from lib.risk.wordings import word_wards
from lib.store import SYSTEM, Store
from lib.text import percent
from tests.ui.cities import open_small_city

PAGE = "pages/risk/wards.py"
DAY, START = date(2024, 1, 24), date(2023, 11, 28)
TABLE, ONE_WARD = "tabel", "kelurahan"


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small city in place of an empty one."""
    return open_small_city(tmp_path_factory.getbasetemp())


@pytest.fixture
def opened(add, signed_in) -> Callable[..., AppTest]:
    """Open the page as an analyst, with an address."""
    def open_page(**query: str) -> AppTest:
        add("siti", "analyst")
        tab = signed_in("siti").run()
        for name, value in query.items():
            tab.query_params[name.replace("_", "-")] = value
        return tab.switch_page(PAGE).run()
    return open_page


def scored(store: Store, on: date = DAY):
    """The wards' scores, worked out past the page."""
    with store.reader(SYSTEM, as_of=on) as read:
        return load_scores(read, on, START).wards


def rows(tab: AppTest) -> list[dict]:
    return tab.main.dataframe[0].value.to_dict("records")


def test_table_holds_every_ward_and_calls_none_without_data_calm(opened, store: Store) -> None:
    shown, wards = rows(opened(kerawanan_lihat=TABLE)), scored(store)
    silent = set(wards.loc[wards["state"] == NO_DATA, "name"])

    assert len(shown) == len(wards) == 57
    assert 0 < len(silent) < 57
    assert {row["Kelurahan"] for row in shown if row["Kemungkinan"] == "belum ada data"} == silent
    assert {(row["Peringkat"], row["Peluang"], row["Kekuatan data"]) for row in shown
            if row["Kelurahan"] in silent} == {("–", "", "")}
    assert [row["Kelurahan"] for row in shown] == word_wards(wards)["name"].tolist()


def test_one_ward_shows_its_chance(opened, store: Store) -> None:
    wards = scored(store).set_index("name")
    tab = opened(kerawanan_lihat=ONE_WARD, kelurahan="35.73.02.1007")

    assert tab.selectbox(key="kelurahan").value == "35.73.02.1007"
    assert [metric.value for metric in tab.main.metric] == [percent(wards.loc["Kauman", "chance"])]
    assert len(tab.get("plotly_chart")) == 1


def test_silent_ward_shows_no_chance_and_says_why(opened, store: Store) -> None:
    wards = scored(store)
    silent = wards.loc[wards["state"] == NO_DATA].iloc[0]
    tab = opened(kerawanan_lihat=ONE_WARD)
    tab.selectbox(key="kelurahan").set_value(silent["area_code"]).run()

    assert (len(tab.main.metric), len(tab.get("plotly_chart"))) == (0, 0)
    assert "belum" in " ".join(element.value for element in tab.main.markdown).lower()


def test_district_narrows_and_is_said_in_words(opened, store: Store) -> None:
    tab = opened(kerawanan_lihat=TABLE, kecamatan="35.73.02")

    assert {row["Kecamatan"] for row in rows(tab)} == {"Klojen"}
    assert len(rows(tab)) == 11
    assert "Kecamatan: Klojen" in [caption.value for caption in tab.main.caption]


def test_day_of_the_sidebar_changes_the_scores(opened, store: Store) -> None:
    tab = opened(kerawanan_lihat=TABLE)
    tab.sidebar.date_input[0].set_value(date(2024, 1, 20)).run()

    assert [row["Kemungkinan"] for row in rows(tab)] == ["belum ada data"] * 57  # the reports came on the 22nd
    assert scored(store)["score"].notna().any()


@pytest.mark.parametrize("view", ["peta", "kelurahan", "matriks", "liputan", "tabel"])
def test_city_without_any_report_is_drawn(opened, store: Store, view: str) -> None:
    with store.writing(SYSTEM, "empty") as tx:
        tx.clear("reports")
        tx.clear("coverage")
    tab = opened()
    tab.button_group(key="kerawanan-lihat").set_value(view).run()

    assert (tab.exception, [error.value for error in tab.error]) == ([], [])
    assert "57 kelurahan belum melapor: belum diketahui, bukan aman." in " ".join(
        element.value.replace("\\", "") for element in tab.main.markdown)
