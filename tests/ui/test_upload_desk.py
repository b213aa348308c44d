"""The files at work on the page Unggah: kept until they are stored or dropped, their sender's alone."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib.store import Store
from tests.ui.conftest import texts
from tests.ui.uploads import (
    MEETING,
    RALLY,
    REPORTS,
    SCHEDULE,
    counts,
    opener,
    press,
    schedule,
    send,
    send_all,
    stored,
    widget,
)

NOTHING = "Kirim berkas apa adanya."


@pytest.fixture
def opened(store, add, app) -> Callable[..., AppTest]:
    return opener(store, add, app)


def desk(tab: AppTest) -> list[str]:
    """The files at work, as the page lists them; of one file nothing is listed."""
    return [name.replace("\\", "") for group in tab.main.button_group if str(group.key).startswith("unggah-meja-")
            for name in group.options]


def at_work(tab: AppTest) -> list[str]:
    """The name of the file at work."""
    return [heading.value.replace("\\", "") for heading in tab.main.subheader if "." in heading.value]


def switch(tab: AppTest, staged_id: str) -> AppTest:
    """Take another file."""
    group = next(group for group in tab.main.button_group if str(group.key).startswith("unggah-meja-"))
    return group.set_value(staged_id).run()


def test_file_and_what_was_chosen_for_it_outlive_the_session(opened) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, ["28/01/2024", "pagi", *MEETING[2:]]))
    widget(tab, "radio", "-take").set_value(True).run()
    again = opened()

    assert (at_work(again), counts(again), widget(again, "radio", "-take").value) == (
        ["jadwal.xlsx"], ["1", "0", "0", "1"], True)
    assert again.query_params["berkas"] == "1"


def test_files_sent_at_once_are_worked_on_one_after_another(opened, store: Store) -> None:
    tab = send_all(opened(), {"a.xlsx": SCHEDULE, "b.xlsx": schedule(RALLY)})
    assert (sorted(desk(tab)), at_work(tab), counts(tab)[0]) == (["a.xlsx", "b.xlsx"], ["a.xlsx"], "2")
    switch(tab, "2")
    assert (tab.exception, at_work(tab), counts(tab)[0], tab.query_params["berkas"]) == ([], ["b.xlsx"], "1", "2")
    switch(tab, "1")
    assert (tab.exception, at_work(tab), tab.query_params["berkas"]) == ([], ["a.xlsx"], "1")
    press(tab, "Simpan 2 baris")
    assert (at_work(tab), desk(tab), counts(tab)) == (["b.xlsx"], [], ["0", "0", "1", "0"])
    press(tab, "Simpan (tidak ada yang baru)")

    assert (at_work(tab), [text for text in texts(tab) if text.startswith(NOTHING)] != []) == ([], True)
    assert stored(store, "SELECT file_name FROM imports ORDER BY import_id") == [
        {"file_name": "a.xlsx"}, {"file_name": "b.xlsx"}]


def test_choices_of_one_file_are_not_those_of_the_other(opened) -> None:
    tab = send_all(opened(), {"a.xlsx": SCHEDULE, "b.xlsx": schedule(RALLY, MEETING, [*RALLY[:5], 9])})
    widget(tab, "checkbox", "1-sheet-0-read").uncheck().run()
    switch(tab, "2")
    assert widget(tab, "checkbox", "2-sheet-0-read").value
    switch(tab, "1")

    assert (widget(tab, "checkbox", "1-sheet-0-read").value, counts(tab)) == (False, [])


def test_schedule_and_reports_lie_on_one_desk(opened, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", SCHEDULE)
    send(tab, "laporan.csv", REPORTS, "report")

    assert (sorted(desk(tab)), at_work(tab)) == (["jadwal.xlsx", "laporan.csv"], ["laporan.csv"])
    press(tab, "Simpan 2 baris")
    assert (at_work(tab), stored(store, "SELECT count(*) AS n FROM reports")) == (["jadwal.xlsx"], [{"n": 2}])


def test_dropped_file_is_gone_and_the_other_stays(opened, store: Store) -> None:
    tab = send_all(opened(), {"a.xlsx": SCHEDULE, "b.xlsx": schedule(RALLY)})
    press(tab, "Buang unggahan ini")

    assert (tab.exception, at_work(tab), desk(tab)) == ([], ["b.xlsx"], [])
    assert stored(store, "SELECT count(*) AS n FROM import_files") == [{"n": 1}]
    assert at_work(opened()) == ["b.xlsx"]


def test_same_file_sent_twice_lies_there_once(opened) -> None:
    tab = send(opened(), "a.xlsx", SCHEDULE)
    send(tab, "b.xlsx", schedule(RALLY))
    send(tab, "a (1).xlsx", SCHEDULE)

    assert (sorted(desk(tab)), at_work(tab)) == (["a.xlsx", "b.xlsx"], ["a.xlsx"])


def test_file_at_work_is_nobody_elses(opened, store: Store) -> None:
    send(opened(), "jadwal.xlsx", SCHEDULE)
    other = opened("admin", "adi")
    other.query_params["berkas"] = "1"
    other.run()
    party = opened("party", "pita")

    assert [(at_work(tab), desk(tab), counts(tab)) for tab in (other, party)] == [([], [], [])] * 2
    assert [text for text in texts(other) if text.startswith(NOTHING)] != []


def test_address_of_no_file_shows_the_newest(opened) -> None:
    tab = send(opened(), "jadwal.xlsx", SCHEDULE)
    for address in ("99", "-1", "abc", "", "²", "9" * 5000):
        tab.query_params["berkas"] = address
        tab.run()
        assert (tab.exception, at_work(tab), tab.query_params["berkas"]) == ([], ["jadwal.xlsx"], "1")


def test_name_of_a_file_is_no_markup_where_files_are_picked(opened) -> None:
    tab = send_all(opened(), {"![x](y).xlsx": SCHEDULE, "b.xlsx": schedule(RALLY)})
    picker = next(group for group in tab.main.button_group if str(group.key).startswith("unggah-meja-"))

    assert sorted(picker.options) == [r"\!\[x\]\(y\)\.xlsx", r"b\.xlsx"]
