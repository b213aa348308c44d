"""Words that are not known and cells that are wrong, mended on the page Unggah without touching the file."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib.store import Store
from tests.ui.uploads import MEETING, RALLY, counts, labels, lines, opener, press, schedule, send, stored, widget, words

USE, READ_AGAIN = "Pakai arti ini", "Baca ulang dengan ini"
STRANGE = ["30/01/2024", "16.00 - 17.00", "Bagi-bagi cinta", "PAN", "Balai RW 05 Kel. Kauman", 90]
VAGUE = ["28/01/2024", "pagi hari", *MEETING[2:]]
NO_DAY = ["31/02/2024", *MEETING[1:]]


@pytest.fixture
def opened(store, add, app) -> Callable[..., AppTest]:
    return opener(store, add, app)


def word(tab: AppTest):
    """The question what the strange word means."""
    return widget(tab, "selectbox", "-word-activity-bagibagicinta")


def asked(tab: AppTest) -> list[str]:
    """The words that are asked about."""
    return [label.split("**")[1] for label in labels(tab, "selectbox") if "**" in label]


def cells(tab: AppTest) -> dict[str, str]:
    """The cells offered to be typed anew: row and column -> text in it."""
    return {"-".join(str(box.key).split("-")[-2:]): box.value for box in tab.main.text_input}


def test_unknown_word_gets_a_meaning_that_later_files_know(opened, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, STRANGE, [*STRANGE[:1], "18.00", *STRANGE[2:]]))
    assert (word(tab).label, counts(tab)) == (
        r"Metode kampanye: **Bagi\-bagi cinta** · 2 baris", ["1", "0", "0", "2"])
    word(tab).set_value("tatap_muka")
    press(tab, USE)
    assert (asked(tab), counts(tab)) == ([], ["3", "0", "0", "0"])
    press(tab, "Simpan 3 baris")
    later = send(opened(), "jadwal 2.xlsx", schedule([*STRANGE[:1], "20.00", *STRANGE[2:]]))

    assert (asked(later), counts(later)) == ([], ["1", "0", "0", "0"])
    assert stored(store, "SELECT field, spelling, code, created_by FROM value_maps") == [
        {"field": "activity", "spelling": "bagibagicinta", "code": "tatap_muka", "created_by": "siti"}]


def test_meaning_for_one_file_only_is_not_remembered_and_can_be_taken_back(opened, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, STRANGE))
    word(tab).set_value("tatap_muka")
    widget(tab, "checkbox", "-words-remember").uncheck()
    press(tab, USE)
    assert counts(tab) == ["2", "0", "0", "0"]
    taken_back = widget(tab, "button_group", "-decided-1")
    assert taken_back.options == ["bagibagicinta = Pertemuan tatap muka"]
    taken_back.set_value(("activity", "bagibagicinta", "tatap_muka")).run()

    assert (tab.exception, counts(tab), len(asked(tab))) == ([], ["1", "0", "0", "1"], 1)
    assert stored(store, "SELECT 1 FROM value_maps") == []


def test_remembered_meaning_that_is_taken_back_is_forgotten(opened, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, STRANGE))
    word(tab).set_value("tatap_muka")
    press(tab, USE)
    widget(tab, "button_group", "-decided-1").set_value(("activity", "bagibagicinta", "tatap_muka")).run()

    assert (tab.exception, counts(tab), len(asked(tab))) == ([], ["1", "0", "0", "1"], 1)
    assert stored(store, "SELECT 1 FROM value_maps") == []


def test_rows_of_a_word_are_left_out(opened, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, STRANGE))
    word(tab).set_value("")
    press(tab, USE)

    assert (tab.exception, asked(tab), counts(tab)[0], counts(tab)[3]) == ([], [], "1", "0")
    assert widget(tab, "button_group", "-decided-1").options == ["bagibagicinta = jangan ambil barisnya"]
    assert "1 baris tidak diambil sesuai pilihan." in words(tab)
    press(tab, "Simpan 1 baris")
    assert tab.main.success[0].value.endswith("0 ditolak, 0 batal. 1 baris tidak diambil sesuai pilihan.")
    assert stored(store, "SELECT rows_new, rows_refused FROM imports") == [{"rows_new": 1, "rows_refused": 0}]


def test_party_member_teaches_only_their_own_files(opened, store: Store) -> None:
    tab = send(opened("party", "pita"), "jadwal.xlsx", schedule([*STRANGE[:3], "PDIP", *STRANGE[4:]]))
    word(tab).set_value("tatap_muka")
    press(tab, USE)
    theirs = send(opened(), "jadwal.xlsx", schedule([*STRANGE[:3], "PDIP", *STRANGE[4:]]))

    assert (counts(tab), len(asked(theirs))) == (["1", "0", "0", "0"], 1)


def test_one_cell_is_typed_anew_and_the_file_stays_as_sent(opened, store: Store) -> None:
    data = schedule(RALLY, VAGUE)
    tab = send(opened(), "jadwal.xlsx", data)
    assert (cells(tab), counts(tab)) == ({"3-1": "pagi hari"}, ["1", "0", "0", "1"])
    widget(tab, "text_input", "-fix-Jadwal-3-1").set_value("09.00 - 11.00")
    press(tab, READ_AGAIN)
    assert (cells(tab), lines(tab), counts(tab)) == ({}, [], ["2", "0", "0", "0"])
    press(tab, "Simpan 2 baris")

    assert stored(store, "SELECT hour(starts) AS hour FROM events WHERE organiser = 'PKB'") == [{"hour": 9}]
    assert stored(store, "SELECT choices FROM imports") == [{"choices": '{"cells":[["Jadwal",3,1,"09.00 - 11.00"]]}'}]
    assert stored(store, "SELECT content FROM import_files") == [{"content": data}]


def test_several_cells_are_typed_at_once_and_what_is_still_wrong_is_asked_again(opened) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, VAGUE, NO_DAY))
    assert cells(tab) == {"3-1": "pagi hari", "4-0": "31/02/2024"}
    widget(tab, "text_input", "-fix-Jadwal-3-1").set_value("sore hari")
    widget(tab, "text_input", "-fix-Jadwal-4-0").set_value("29/01/2024")
    press(tab, READ_AGAIN)
    assert (cells(tab), counts(tab)) == ({"3-1": "sore hari"}, ["2", "0", "0", "1"])
    assert '"sore hari"' in lines(tab)[0]
    widget(tab, "text_input", "-fix-Jadwal-3-1").set_value("16.00")
    press(tab, READ_AGAIN)

    assert (cells(tab), counts(tab)) == ({}, ["3", "0", "0", "0"])
    again = opened()
    assert (cells(again), counts(again)) == ({}, ["3", "0", "0", "0"])


def test_empty_cell_is_asked_for_too(opened) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, [*MEETING[:4], "", 80]))
    assert cells(tab) == {"3-4": ""}
    widget(tab, "text_input", "-fix-Jadwal-3-4").set_value("Balai RW 02 Kel. Kauman")
    press(tab, READ_AGAIN)

    assert counts(tab) == ["2", "0", "0", "0"]


def test_more_cells_than_one_types_are_sent_to_the_file(opened) -> None:
    rows = [["28/01/2024", "pagi", *MEETING[2:4], f"Balai RW {number} Kel. Kauman", 80] for number in range(1, 52)]
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, *rows))

    assert (cells(tab), counts(tab)) == ({}, ["1", "0", "0", "51"])
    assert "51 sel perlu diperbaiki; lebih dari 50 lebih cepat diperbaiki di berkas." in words(tab)
    assert [button.label for button in tab.main.download_button if str(button.key).endswith("-refused")] == [
        "Baris yang ditolak untuk diperbaiki (XLSX)"]
