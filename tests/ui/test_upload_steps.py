"""How a file is to be read, step by step on the page Unggah, each step with its way back: sheets, heads, columns,
dates, and columns as they were taken before."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib.store import Store
from tests.intake.conftest import as_xlsx
from tests.ui.uploads import (
    HEADS,
    MEETING,
    RALLY,
    counts,
    labels,
    opener,
    press,
    schedule,
    send,
    steps,
    stored,
    tick,
    widget,
    words,
)

FOREIGN_HEADS = ["Q", "W", "E", "R", "T", "Y"]
MORE = ["30/01/2024", "16.00 - 17.00", "Tatap muka", "PAN", "Balai RW 05 Kel. Kauman", 90]


@pytest.fixture
def opened(store, add, app) -> Callable[..., AppTest]:
    return opener(store, add, app)


def columns(tab: AppTest) -> dict[str, str]:
    """What each column of the first table is taken for, by its letter."""
    return {box.label[0]: box.value for box in tab.main.selectbox if "-table-0-" in str(box.key)}


def take_for(tab: AppTest, letter: str, field: str) -> AppTest:
    """Choose what a column is."""
    return next(box for box in tab.main.selectbox if box.label.startswith(letter)).set_value(field).run()


def test_sheet_is_left_out_and_taken_again(opened, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", as_xlsx({"Januari": [HEADS, RALLY], "Konsep": [HEADS, MEETING, MORE]}))
    assert (counts(tab)[0], steps(tab)[0]) == ("3", "Lembar dan judul kolom · 2 lembar dibaca")
    widget(tab, "checkbox", "-sheet-1-read").uncheck().run()
    assert (counts(tab)[0], steps(tab)[0]) == ("1", "Lembar dan judul kolom · 1 lembar dibaca")
    widget(tab, "checkbox", "-sheet-1-read").check().run()
    assert counts(tab)[0] == "3"
    widget(tab, "checkbox", "-sheet-0-read").uncheck().run()
    press(tab, "Simpan 2 baris")

    assert stored(store, "SELECT organiser FROM events ORDER BY 1") == [{"organiser": "PAN"}, {"organiser": "PKB"}]
    assert stored(store, "SELECT choices FROM imports") == [{"choices": '{"left_out":[["Januari"]]}'}]


def test_every_sheet_left_out_is_told_and_can_be_taken_again(opened) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY))
    widget(tab, "checkbox", "-sheet-0-read").uncheck().run()

    assert (tab.exception, len(tab.main.error), counts(tab)) == ([], 1, [])
    widget(tab, "checkbox", "-sheet-0-read").check().run()
    assert (len(tab.main.error), counts(tab)) == (0, ["1", "0", "0", "0"])


def test_heads_nobody_knows_are_chosen_by_hand_and_their_columns_told(opened, store: Store) -> None:
    tab = send(opened(), "agenda.xlsx", as_xlsx({"Agenda": [["Agenda"], FOREIGN_HEADS, RALLY]}))
    assert (len(tab.main.error), counts(tab), columns(tab)) == (1, [], {})
    tick(tab, "-rows", 1)
    for letter, field in zip("ABCDEF", ("date", "hours", "activity", "party", "venue", "attendance"), strict=True):
        take_for(tab, letter, field)

    assert (tab.exception, list(tab.main.error), counts(tab)) == ([], [], ["1", "0", "0", "0"])
    press(tab, "Simpan 1 baris")
    assert stored(store, "SELECT organiser, attendance FROM events") == [{"organiser": "PDIP", "attendance": 3500}]


def test_another_head_row_far_below_is_ticked_and_stays(opened) -> None:
    letter = [[f"Baris surat {number}"] for number in range(1, 15)]
    tab = send(opened(), "agenda.xlsx", as_xlsx({"Agenda": [*letter, HEADS, HEADS, RALLY, MEETING]}))
    found = "Judul kolom ada di baris 15. Centang baris lain jika itu keliru."
    assert found in words(tab)
    tick(tab, "-rows", 15)
    assert tab.exception == []
    assert "Judul kolom ada di baris 16." in words(tab)
    tab.run()
    assert ("Judul kolom ada di baris 16." in words(tab), counts(tab)) == (True, ["2", "0", "0", "0"])


def test_another_head_row_is_taken_back_to_as_found(opened) -> None:
    tab = send(opened(), "agenda.xlsx", as_xlsx({"Agenda": [["Agenda"], HEADS, RALLY, MEETING]}))
    button = "Kembali ke judul kolom semula"
    found = ("Judul kolom ada di baris 2." in words(tab), button in labels(tab, "button"), counts(tab))
    tick(tab, "-rows", 2)
    ticked = ("Judul kolom ada di baris 3." in words(tab), button in labels(tab, "button"))
    press(tab, button)

    assert (found, ticked, tab.exception) == ((True, False, ["2", "0", "0", "0"]), (True, True), [])
    assert ("Judul kolom ada di baris 2." in words(tab), button in labels(tab, "button"), counts(tab)) == found
    tick(tab, "-rows", 2)
    assert "Judul kolom ada di baris 3." in words(tab)


def test_column_is_taken_for_something_else_and_back(opened, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, MEETING))
    assert columns(tab) == {"A": "date", "B": "hours", "C": "activity", "D": "party", "E": "venue", "F": "attendance"}
    take_for(tab, "F", "")
    assert (columns(tab)["F"], "Isi kolom · 1 kolom tidak dipakai" in steps(tab)) == ("", True)
    take_for(tab, "F", "contact")
    assert columns(tab)["F"] == "contact"
    take_for(tab, "F", "attendance")
    press(tab, "Simpan 2 baris")

    assert stored(store, "SELECT attendance, contact FROM events ORDER BY 1") == [
        {"attendance": 80, "contact": None}, {"attendance": 3500, "contact": None}]


def test_needed_column_not_used_is_told_and_chosen_again(opened) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, MEETING))
    take_for(tab, "D", "")

    assert (tab.exception, counts(tab)) == ([], ["0", "0", "0", "2"])
    take_for(tab, "D", "party")
    assert counts(tab) == ["2", "0", "0", "0"]


def test_dates_that_read_two_ways_are_asked_with_samples_answered_and_changed(opened, store: Store) -> None:
    rows = [[day, *RALLY[1:]] for day in ("01/02/2024", "02/01/2024", "01/25/2024", "26/01/2024")]
    tab = send(opened(), "jadwal.xlsx", schedule(*rows, ["01/02/2024", *MEETING[1:]]))
    question = widget(tab, "radio", "-order-0")
    assert (question.value, question.options, counts(tab)) == (None, [
        "Hari lebih dulu: 01/02/2024 = Kamis, 1 Februari 2024; 02/01/2024 = Selasa, 2 Januari 2024; "
        "01/02/2024 = Kamis, 1 Februari 2024",
        "Bulan lebih dulu: 01/02/2024 = Selasa, 2 Januari 2024; 02/01/2024 = Kamis, 1 Februari 2024; "
        "01/02/2024 = Selasa, 2 Januari 2024"], ["1", "0", "0", "4"])
    question.set_value("month_first").run()
    assert counts(tab) == ["4", "0", "0", "1"]
    assert widget(opened(), "radio", "-order-0").value == "month_first"
    widget(tab, "radio", "-order-0").set_value("day_first").run()
    widget(tab, "radio", "-take").set_value(True).run()
    press(tab, "Simpan 4 baris")

    assert stored(store, "SELECT starts::DATE AS day FROM events WHERE organiser = 'PKB'") == [
        {"day": date(2024, 2, 1)}]


def test_columns_taken_before_are_offered_for_the_same_heads_and_taken(opened, store: Store) -> None:
    heads = [*HEADS[:5], "Panitia"]
    rows = [[*RALLY[:5], "Pak Contoh"], [*MORE[:5], "Bu Contoh"]]
    tab = send(opened(), "jadwal 1.xlsx", schedule(rows[0], heads=heads))
    taken = columns(tab)["F"]
    take_for(tab, "F", "contact")
    press(tab, "Simpan 1 baris")
    tab = send(opened(), "jadwal 2.xlsx", schedule(rows[1], heads=heads))
    offer = next(button for button in tab.main.button if button.label.startswith("Seperti "))

    assert (taken, columns(tab)["F"], offer.label.split(", ")[-1]) == ("", "", "3 PDIP")
    offer.click().run()
    assert (columns(tab)["F"], [button for button in tab.main.button if button.label.startswith("Seperti ")]) == (
        "contact", [])
    press(tab, "Simpan 1 baris")
    assert stored(store, "SELECT contact FROM events ORDER BY 1") == [
        {"contact": "Bu Contoh"}, {"contact": "Pak Contoh"}]


def test_columns_another_one_took_are_not_offered_to_a_party(opened) -> None:
    heads = [*HEADS[:5], "Panitia"]
    tab = send(opened(), "jadwal 1.xlsx", schedule([*MEETING[:5], "Pak Contoh"], heads=heads))
    take_for(tab, "F", "contact")
    press(tab, "Simpan 1 baris")
    theirs = send(opened("party", "pita"), "jadwal 2.xlsx", schedule([*RALLY[:5], "Bu Contoh"], heads=heads))

    assert [button.label for button in theirs.main.button if "PKB" in button.label] == []
