"""What is decided before a file is stored, on the page Unggah: moved and missing events, reports like stored ones,
good rows without the refused."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib.store import Store
from tests.ui.uploads import (
    MEETING,
    RALLY,
    counts,
    opener,
    press,
    reports,
    schedule,
    send,
    steps,
    store_button,
    stored,
    widget,
    words,
)

LATER = [RALLY[0], "16.00 - 18.00", *RALLY[2:]]
OTHER = ["29/01/2024", "09.00 - 11.00", "Tatap muka", "PDIP", "Balai RW 05 Kel. Kauman", 60]
VAGUE = ["28/01/2024", "pagi hari", *MEETING[2:]]
FIRST = ["20/01/2024", "20.00", "RW 03 Kel. Kauman", "Politik uang", "Pembagian amplop kepada warga oleh tim", "Pak RT"]
ALIKE = ["20/01/2024", "20.10", "RW 03 Kel. Kauman", "Politik uang", "Pembagian amplop pada warga oleh tim", "Bu RW"]


@pytest.fixture
def opened(store, add, app) -> Callable[..., AppTest]:
    return opener(store, add, app)


def keep(tab: AppTest, name: str, data: bytes, kind: str = "schedule") -> AppTest:
    """Send a file and store it."""
    send(tab, name, data, kind)
    return store_button(tab).click().run()


def events(store: Store) -> list[tuple]:
    return [(row["event_id"], row["hour"], row["state"]) for row in stored(
        store, "SELECT event_id, hour(starts) AS hour, state FROM events ORDER BY event_id")]


def test_event_that_is_not_listed_any_more_is_kept_unless_somebody_says_it_is_cancelled(opened, store: Store) -> None:
    tab = keep(opened(), "jadwal.xlsx", schedule(RALLY, OTHER, ["28/01/2024", *OTHER[1:]]))
    send(tab, "jadwal 2.xlsx", schedule(RALLY, OTHER))
    assert "1 kegiatan tersimpan tidak tercantum lagi: batal atau terlupa?" in steps(tab)
    assert r"**\#3** · 3 PDIP, Pertemuan tatap muka, Min 28 Jan 09.00–11.00, Balai RW 05 Kel\. Kauman" in words(tab)
    choice = widget(tab, "button_group", "-missing-3")
    assert (choice.value, choice.options, store_button(tab).label) == (
        "kept", ["tetap ada", "dibatalkan"], "Simpan (tidak ada yang baru)")
    choice.set_value("cancelled").run()
    assert store_button(tab).label == "Simpan 1 baris"
    widget(tab, "button_group", "-missing-3").set_value("kept").run()
    assert store_button(tab).label == "Simpan (tidak ada yang baru)"
    widget(tab, "button_group", "-missing-3").set_value("cancelled").run()
    press(tab, "Simpan 1 baris")

    assert tab.main.success[0].value.endswith("0 baru, 0 berubah, 0 pindah, 2 sama, 0 ditolak, 1 batal.")
    assert events(store) == [(1, 13, "planned"), (2, 9, "planned"), (3, 9, "cancelled")]


def test_kept_event_stays_as_it_was(opened, store: Store) -> None:
    tab = keep(opened(), "jadwal.xlsx", schedule(RALLY, OTHER, ["28/01/2024", *OTHER[1:]]))
    keep(tab, "jadwal 2.xlsx", schedule(RALLY, OTHER))

    assert [state for _event, _hour, state in events(store)] == ["planned"] * 3


def test_event_at_another_hour_is_moved_and_keeps_its_number(opened, store: Store) -> None:
    tab = keep(opened(), "jadwal.xlsx", schedule(RALLY))
    send(tab, "jadwal 2.xlsx", schedule(LATER))
    assert (counts(tab), "1 kegiatan pada jam atau tempat lain" in steps(tab)) == (["0", "1", "0", "0"], True)
    assert ("Sab 27 Jan 13.00–15.00" in words(tab), "Sab 27 Jan 16.00–18.00" in words(tab)) == (True, True)
    press(tab, "Simpan 1 baris")

    assert tab.main.success[0].value.endswith("0 baru, 0 berubah, 1 pindah, 0 sama, 0 ditolak, 0 batal.")
    assert events(store) == [(1, 16, "moved")]


def test_event_at_another_hour_is_another_one_when_somebody_says_so(opened, store: Store) -> None:
    tab = keep(opened(), "jadwal.xlsx", schedule(RALLY))
    send(tab, "jadwal 2.xlsx", schedule(LATER))
    ending = "-moved-('Jadwal', 2, 1)"
    widget(tab, "button_group", ending).set_value("new").run()
    assert counts(tab) == ["1", "0", "0", "0"]
    widget(tab, "button_group", ending).set_value("moved").run()
    assert counts(tab) == ["0", "1", "0", "0"]
    widget(tab, "button_group", ending).set_value("new").run()
    press(tab, "Simpan 1 baris")

    assert events(store) == [(1, 13, "planned"), (2, 16, "planned")]


def test_event_of_an_older_schedule_is_left_out_unless_somebody_says_it_takes_place(opened, store: Store) -> None:
    tab = keep(opened(), "jadwal baru.xlsx", schedule(RALLY, [*OTHER[:3], "PDIP", *OTHER[4:]]))
    send(tab, "jadwal lama.xlsx", schedule(RALLY, ["28/01/2024", *OTHER[1:]]))
    box = next(box for box in tab.main.date_input if "unggah-terima" in str(box.key))
    box.set_value(date(2024, 1, 20)).run()
    assert "1 kegiatan lebih lama daripada jadwal yang lebih baru, yang tidak mencantumkannya" in steps(tab)
    choice = widget(tab, "button_group", "-older-('Jadwal', 3, 1)")
    assert (choice.value, choice.options, store_button(tab).disabled) == (
        "left_out", ["tidak diambil", "tetap berlangsung"], True)
    choice.set_value("new").run()
    press(tab, "Simpan 1 baris")

    assert events(store) == [(1, 13, "planned"), (2, 9, "planned"), (3, 9, "planned")]


def test_report_that_is_corrected_says_what_changes_and_counts_as_changed(opened, store: Store) -> None:
    tab = keep(opened(), "laporan.csv", reports(FIRST), "report")
    send(tab, "laporan 2.csv", reports([*FIRST[:3], "Ujaran kebencian", *FIRST[4:]]), "report")
    shown = next(frame.value for frame in tab.main.dataframe if "Yang berubah" in frame.value)
    assert (counts(tab), list(shown["Yang berubah"])) == (
        ["0", "1", "0", "0"], ["Kategori: Dugaan politik uang → Ujaran kebencian"])
    press(tab, "Simpan 1 baris")

    assert tab.main.success[0].value.endswith("0 baru, 1 berubah, 0 pindah, 0 sama, 0 ditolak, 0 batal.")


def test_report_like_a_stored_one_is_kept_as_another_or_not_counted_twice(opened, store: Store) -> None:
    tab = keep(opened(), "laporan.csv", reports(FIRST), "report")
    send(tab, "laporan 2.csv", reports(ALIKE), "report")
    assert "1 laporan sangat mirip dengan yang sudah tersimpan" in steps(tab)
    assert "**Di berkas, baris 2**" in words(tab)
    assert "**Tersimpan sebagai #1**" in words(tab)
    assert counts(tab) == ["1", "0", "0", "0"]
    choice = widget(tab, "button_group", "-duplicate-('', 2, 1)")
    assert (choice.value, choice.options) == ("new", ["laporan lain", "sama, jangan dihitung dua kali"])
    choice.set_value("same").run()
    assert counts(tab) == ["0", "0", "1", "0"]
    press(tab, "Simpan (tidak ada yang baru)")

    assert stored(store, "SELECT report_id FROM reports") == [{"report_id": 1}]


def test_report_like_a_stored_one_counts_when_nobody_decides(opened, store: Store) -> None:
    tab = keep(opened(), "laporan.csv", reports(FIRST), "report")
    keep(tab, "laporan 2.csv", reports(ALIKE), "report")

    assert stored(store, "SELECT report_id FROM reports ORDER BY 1") == [{"report_id": 1}, {"report_id": 2}]


def test_member_does_not_read_of_a_report_that_is_not_theirs(opened) -> None:
    keep(opened(), "laporan.csv", reports(
        ["20/01/2024", "20.00", "RW 03 Kel. Kauman", *FIRST[3:]]), "report")
    tab = send(opened("fkdm", "fani"), "laporan 2.csv", reports(
        ["20/01/2024", "20.10", "RW 03 Kel. Kauman", *ALIKE[3:]]), "report")

    assert (counts(tab)[0], counts(tab)[3], "Tersimpan sebagai" in words(tab)) == ("0", "1", False)


def test_schedule_waits_until_all_is_right_unless_the_good_rows_are_taken(opened, store: Store) -> None:
    tab = send(opened(), "jadwal.xlsx", schedule(RALLY, OTHER, VAGUE))
    choice = widget(tab, "radio", "-take")
    assert (choice.value, choice.options, store_button(tab).disabled) == (False, [
        "Tidak ada sampai semua benar: 1 baris yang ditolak diperbaiki dulu",
        "Ambil 2 baris yang baik, tinggalkan 1"], True)
    choice.set_value(True).run()
    assert (store_button(tab).disabled, store_button(tab).label) == (False, "Simpan 2 baris")
    widget(tab, "radio", "-take").set_value(False).run()
    assert store_button(tab).disabled
    widget(tab, "radio", "-take").set_value(True).run()
    press(tab, "Simpan 2 baris")

    assert (tab.main.success[0].value.endswith("2 baru, 0 berubah, 0 pindah, 0 sama, 1 ditolak, 0 batal."),
            len(events(store))) == (True, 2)


def test_reports_are_taken_without_the_refused_unless_all_are_to_be_right(opened) -> None:
    tab = send(opened(), "laporan.csv", reports(FIRST, ["32/01/2024", *ALIKE[1:]]), "report")
    assert (widget(tab, "radio", "-take").value, store_button(tab).disabled) == (True, False)
    widget(tab, "radio", "-take").set_value(False).run()

    assert store_button(tab).disabled


def test_row_that_changes_a_stored_one_says_what_it_changes(opened, store: Store) -> None:
    tab = keep(opened(), "jadwal.xlsx", schedule(RALLY))
    send(tab, "jadwal 2.xlsx", schedule([*RALLY[:5], 4000]))
    shown = next(frame.value for frame in tab.main.dataframe if "Yang berubah" in frame.value)

    assert (counts(tab), list(shown["Yang berubah"])) == (["0", "1", "0", "0"], ["Jumlah peserta: 3.500 → 4.000"])
