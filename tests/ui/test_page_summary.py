"""The page Ringkasan: the sentence, the numbers and the cards, for each scope."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib.followup.situation import describe_situation, say_situation
from lib.risk.loading import load_scores
from lib.schedule.loading import load_schedule
from lib.store import SYSTEM, Store
from lib.text import number, say
from tests.ui.cities import open_small_city
from tests.ui.conftest import texts

PAGE = "pages/overview/summary.py"
START = date(2023, 11, 28)
NUMBERS = ["Bentrok tinggi", "Kegiatan", "Perlu perhatian", "Belum ada data"]


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small city in place of an empty one."""
    return open_small_city(tmp_path_factory.getbasetemp())


@pytest.fixture
def opened(add, signed_in) -> Callable[[str], AppTest]:
    """Open the page in a role."""
    def open_page(role: str, **scope: object) -> AppTest:
        add("siti", role, **scope)
        return signed_in("siti").run().switch_page(PAGE).run()
    return open_page


def situation(store: Store, on: date):
    """The situation worked out past the page."""
    with store.reader(SYSTEM, as_of=on) as read:
        schedule = load_schedule(read, on, date.fromordinal(on.toordinal() + 6))
        wards = load_scores(read, on, START).wards
    return describe_situation(events=schedule.events, clashes=schedule.clashes, wards=wards), schedule, wards


def numbers(tab: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in tab.main.metric}


def test_sentence_and_numbers_are_those_of_the_day(opened, store: Store) -> None:
    tab = opened("analyst")
    now, schedule, wards = situation(store, date(2024, 1, 24))
    before = situation(store, date(2024, 1, 17))[0]
    said = " ".join(say(sentence) for sentence in say_situation(now, schedule.clashes, wards))

    assert said in [element.value.replace("\\", "") for element in tab.main.markdown]
    assert numbers(tab) == dict(zip(NUMBERS, [number(count) for count in (
        now.high_clashes, now.events, now.warm_wards, now.silent_wards)], strict=True))
    assert [int(metric.delta) for metric in tab.main.metric] == [
        now.high_clashes - before.high_clashes, now.events - before.events, now.warm_wards - before.warm_wards,
        now.silent_wards - before.silent_wards]
    assert len(tab.get("plotly_chart")) == 2


def test_day_of_the_sidebar_changes_what_is_told(opened, store: Store) -> None:
    tab = opened("leader")
    first = numbers(tab)
    tab.sidebar.date_input[0].set_value(date(2024, 1, 21)).run()
    now = situation(store, date(2024, 1, 21))[0]

    assert numbers(tab) != first
    assert [numbers(tab)[name] for name in NUMBERS] == [number(count) for count in (
        now.high_clashes, now.events, now.warm_wards, now.silent_wards)]


@pytest.mark.parametrize(("role", "shown", "charts", "tables"), [
    ("admin", NUMBERS, 2, 0), ("security", NUMBERS, 2, 0), ("bawaslu", NUMBERS[:2], 1, 0),
    ("party", NUMBERS[:2], 1, 0), ("fkdm", [], 0, 2), ("viewer", [], 0, 2)])
def test_each_scope_has_its_part(opened, role: str, shown: list[str], charts: int, tables: int) -> None:
    tab = opened(role)

    assert (list(numbers(tab)), len(tab.get("plotly_chart")), len(tab.main.dataframe)) == (shown, charts, tables)
    assert [error.value for error in tab.error] == []


def test_viewer_reads_totals_with_small_counts_hidden(opened, store: Store) -> None:
    counts = opened("viewer").main.dataframe[1].value["Laporan"].tolist()
    with store.reader(SYSTEM, as_of=date(2024, 1, 24)) as read:
        hidden = read.value("SELECT count(*) FROM report_totals WHERE reports IS NULL")

    assert hidden > 0
    assert counts.count("<3") == hidden
    assert all(count == "<3" or int(count) >= 3 for count in counts)


def test_empty_city_says_that_nothing_is_known(opened, store: Store) -> None:
    with store.writing(SYSTEM, "empty") as tx:
        for table in ("event_versions", "reports", "coverage"):
            tx.clear(table)
    tab = opened("analyst")

    assert [error.value for error in tab.error] == []
    assert numbers(tab) == dict(zip(NUMBERS, ["0", "0", "0", "57"], strict=True))
    assert "Tidak ada bentrok tinggi atau kritis dalam 7 hari ke depan." in texts(tab)
    assert "57 kelurahan belum melapor: belum diketahui, bukan aman." in " ".join(
        element.value.replace("\\", "") for element in tab.main.markdown)
