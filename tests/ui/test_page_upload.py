"""The page Unggah as a whole: what is refused, who may send what, what is stored and undone."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib.store import Store
from tests.ui.conftest import texts
from tests.ui.uploads import (
    DAY,
    MEETING,
    REPORTS,
    SCHEDULE,
    counts,
    lines,
    opener,
    press,
    schedule,
    send,
    store_button,
    stored,
    widget,
    words,
)

OWN_WARD = "35.73.05.1001"


@pytest.fixture
def opened(store, add, app) -> Callable[..., AppTest]:
    return opener(store, add, app)


def history(tab: AppTest) -> AppTest:
    """Go to the list of imports."""
    tab.query_params["bagian"] = "riwayat"
    return tab.run()


def test_review_counts_and_stores_on_one_click(opened, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", SCHEDULE)
    before = (counts(tab), store.version)
    press(tab, "Simpan 2 baris")

    assert before[0] == ["2", "0", "0", "0"]
    assert tab.main.success[0].value == (
        r"**jadwal\.xlsx** tersimpan sebagai impor nomor 1: 2 baru, 0 berubah, 0 pindah, 0 sama, 0 ditolak, 0 batal.")
    assert [link.label for link in tab.main.page_link] == ["Lihat di halaman Jadwal dan bentrok"]
    assert store.version == before[1] + 1
    assert (counts(tab), "berkas" in tab.query_params) == ([], False)
    assert [text for text in words(history(tab)).split("\n") if "jadwal" in text] == [r"**1 · jadwal\.xlsx**  "]
    assert "2 baru, 0 berubah" in words(tab)
    assert "oleh siti" in words(tab)


def test_same_file_again_says_so_and_would_change_nothing(opened) -> None:
    press(send(opened(), "jadwal.xlsx", SCHEDULE), "Simpan 2 baris")
    again = send(opened(), "jadwal.xlsx", SCHEDULE)

    assert counts(again) == ["0", "0", "2", "0"]
    assert any(info.value.startswith("Berkas yang persis sama sudah disimpan") and "oleh siti" in info.value
               and info.value.endswith("tidak mengubah apa pun.") for info in again.main.info)
    press(again, "Simpan (tidak ada yang baru)")
    assert again.main.success[0].value.endswith("0 baru, 0 berubah, 0 pindah, 2 sama, 0 ditolak, 0 batal.")


def test_party_may_not_send_another_ones_rows(opened, store: Store) -> None:
    tab = send(opened("party"), "jadwal.xlsx", SCHEDULE)

    assert tab.button_group(key="unggah-isi").options == ["Jadwal kampanye"]
    assert (counts(tab), len(lines(tab))) == (["1", "0", "0", "1"], 1)
    assert "Baris ini milik peserta lain; Anda hanya mengirim jadwal peserta Anda sendiri" in lines(tab)[0]
    assert store_button(tab).disabled
    widget(tab, "radio", "-take").set_value(True).run()
    press(tab, "Simpan 1 baris")
    assert stored(store, "SELECT organiser, count(*) AS n FROM events GROUP BY ALL") == [{"organiser": "PDIP", "n": 1}]


def test_member_may_not_send_other_wards_rows(opened, store: Store) -> None:
    tab = send(opened("fkdm"), "laporan.csv", REPORTS, "report")

    assert tab.button_group(key="unggah-isi").options == ["Laporan dari kelurahan"]
    assert (counts(tab)[0], counts(tab)[3], len(lines(tab))) == ("1", "1", 1)
    press(tab, "Simpan 1 baris")
    assert stored(store, "SELECT area_code, received FROM reports") == [{"area_code": OWN_WARD, "received": DAY}]
    assert [link.label for link in tab.main.page_link] == ["Lihat di halaman Laporan"]


def test_nothing_is_stored_of_a_file_with_only_refused_rows(opened, store: Store) -> None:
    tab = send(opened("party"), "jadwal.xlsx", schedule(MEETING))
    before = store.version
    widget(tab, "radio", "-take").set_value(True).run()

    assert (tab.exception, store_button(tab).disabled, store.version) == ([], True, before)


def test_undo_takes_back_and_says_so(opened, store: Store) -> None:
    tab = history(press(send(opened(), "jadwal.xlsx", SCHEDULE), "Simpan 2 baris"))
    tab.session_state["undo-1"] = True
    tab.run()
    asked = words(tab)
    tab.button(key="undo-yes-1").click().run()

    assert "2 dihapus, 0 kembali seperti semula, 0 tetap ada" in asked

    assert ("Impor nomor 1 dibatalkan: 2 dihapus, 0 dikembalikan, 0 tetap ada karena juga disebut impor lain "
            "atau sudah diubah orang.") in texts(tab)
    assert "dibatalkan oleh siti" in words(tab)
    assert stored(store, "SELECT 1 FROM events") == []
    again = send(opened(), "jadwal.xlsx", SCHEDULE)
    assert counts(again) == ["2", "0", "0", "0"]


def test_what_was_undone_is_brought_back(opened, store: Store) -> None:
    tab = history(press(send(opened(), "jadwal.xlsx", SCHEDULE), "Simpan 2 baris"))
    tab.session_state["undo-1"] = True
    tab.run().button(key="undo-yes-1").click().run()
    tab.button(key="redo-1").click().run()

    assert "Impor nomor 1 dikembalikan: 2 baris." in texts(tab)
    assert len(stored(store, "SELECT 1 FROM events")) == 2


def test_sender_undoes_only_their_own(opened) -> None:
    press(send(opened(), "jadwal.xlsx", SCHEDULE), "Simpan 2 baris")
    theirs = history(opened("party", "pita"))

    assert [button.key for button in theirs.button if str(button.key).startswith("undo-")] == []
    assert "Belum ada berkas yang diunggah." in texts(theirs)


def test_earlier_day_picked_in_the_sidebar_is_the_day_of_receipt(opened, store: Store) -> None:
    tab = opened()
    tab.sidebar.date_input[0].set_value(date(2024, 1, 20)).run()
    tab = send(tab, "jadwal.xlsx", SCHEDULE)

    assert (tab.exception, tab.date_input(key="unggah-terima-1").value) == ([], date(2024, 1, 20))
    press(tab, "Simpan 2 baris")
    assert stored(store, "SELECT received FROM imports") == [{"received": date(2024, 1, 20)}]


def test_day_of_receipt_is_kept_and_decides_which_reports_are_too_early(opened, store: Store) -> None:
    tab = send(opened(), "laporan.csv", REPORTS, "report")
    tab.date_input(key="unggah-terima-1").set_value(date(2024, 1, 20)).run()

    assert counts(tab) == ["1", "0", "0", "1"]
    assert "Harinya sesudah hari berkas ini diterima." in lines(tab)[0]
    again = opened()
    assert (again.date_input(key="unggah-terima-1").value, counts(again)) == (date(2024, 1, 20), ["1", "0", "0", "1"])
    again.date_input(key="unggah-terima-1").set_value(DAY).run()
    press(again, "Simpan 2 baris")
    assert stored(store, "SELECT DISTINCT received FROM reports") == [{"received": DAY}]
