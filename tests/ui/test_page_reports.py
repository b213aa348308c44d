"""The page Laporan: what each role sees of it, its filters, the card of a report."""

from collections.abc import Callable
from datetime import date, datetime

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.access.sessions import open_session
from lib.store import SYSTEM, Store
from lib.ui import report_lists
from tests.store.conftest import NOW, report
from tests.ui.arrivals import come_in
from tests.ui.conftest import texts

PAGE = "pages/reports/reports.py"
OWN, OTHER = "35.73.05.1001", "35.73.02.1007"
HOSTILE = "# Judul\n**tebal** <script>alert(1)</script> $x$ [tautan](http://contoh)"


@pytest.fixture
def filled(store: Store) -> Store:
    """Reports around 24 January 2024, in two wards; one not yet received by then, one older than 14 days."""
    with store.writing(SYSTEM, "fill") as tx:
        tx.upsert("settings", {"key": "demo_today"}, value='"2024-01-24"', is_secret=False)
        tx.insert("import_files", [{"sha256": "a" * 64, "size": 1, "content": b"x", "kept_at": NOW}])
        tx.insert("imports", [{
            "import_id": 1, "kind": "report", "state": "stored", "file_name": "minggu *3*.xlsx", "sha256": "a" * 64,
            "received": date(2024, 1, 24), "created_at": NOW, "created_by": "petugas", "rows_new": 1,
            "rows_changed": 0, "rows_same": 0, "rows_refused": 0, "warnings": 0, "undone_at": None, "undone_by": None,
            "kept_after_undo": None}])
        tx.insert("import_rows", [{
            "import_row_id": 7, "import_id": 1, "sheet": "Januari", "row_number": 12, "part": 1, "outcome": "new",
            "cells": "[]", "problems": "[]", "item_id": 1}])
        tx.insert("reports", [
            report(1, OTHER, "politik_uang", occurred=datetime(2024, 1, 20, 20), severity=4, description=HOSTILE,
                   place="Gang *Melati*", reporter="Pak RT", import_row_id=7),
            report(2, OTHER, "pelanggaran_lokasi", occurred=datetime(2024, 1, 22), occurred_has_time=False, severity=2,
                   reporter=None),
            report(3, OWN, "kekerasan", occurred=datetime(2024, 1, 23, 9), severity=3, verification="terverifikasi"),
            report(4, OWN, "kekerasan", occurred=datetime(2024, 1, 2), severity=5),
            report(5, OWN, "kekerasan", occurred=datetime(2024, 1, 23), received=date(2024, 1, 26)),
        ])
    return store


@pytest.fixture
def opened(filled, add, app) -> Callable[..., AppTest]:
    """Open the page in a role."""
    def open_page(role: str = "analyst", **query: str) -> AppTest:
        add("siti", role)
        tab = come_in(filled, app, "siti")
        for name, value in query.items():
            tab.query_params[name.replace("_", "-")] = value
        return tab.switch_page(PAGE).run()
    return open_page


def answer(tab: AppTest) -> str:
    return next(element.value for element in tab.main.markdown if "badge" not in element.value)


def listed(tab: AppTest) -> pd.DataFrame:
    return tab.main.dataframe[0].value


def test_sentence_and_numbers_count_what_is_listed(opened) -> None:
    tab = opened()

    assert answer(tab) == "3 laporan dari hari-hari ini. 2 belum diverifikasi. 1 berkeparahan 4 atau lebih."
    assert [(metric.label, metric.value, metric.delta) for metric in tab.metric] == [
        ("Laporan", "3", "2"), ("Belum diverifikasi", "2", ""), ("Keparahan 4–5", "1", "0"),
        ("Gangguan ringan", "1", "1")]
    assert len(tab.get("plotly_chart")) == 1


def test_list_is_newest_first_in_words(opened) -> None:
    shown = listed(opened())

    assert shown.drop(columns=["open", "day"]).to_dict("records")[1:] == [
        {"ward": "Kauman", "hour": "", "category": "Dugaan ketidaksesuaian lokasi", "severity": "2 · rendah",
         "verification": "baru", "grade": "B3", "reporter": ""},
        {"ward": "Kauman", "hour": "20.00", "category": "Dugaan politik uang", "severity": "4 · tinggi",
         "verification": "baru", "grade": "B3", "reporter": "Pak RT"}]
    assert shown["day"].astype(str).tolist() == ["2024-01-23", "2024-01-22", "2024-01-20"]


@pytest.mark.parametrize(("role", "rows", "reporter", "totals"), [
    ("admin", 3, True, False), ("analyst", 3, True, False), ("leader", 3, True, False), ("security", 3, False, False),
    ("bawaslu", 2, False, False), ("fkdm", 1, False, True)])
def test_role_sees_its_reports_and_the_reporter_only_where_its_scope_does(opened, role, rows, reporter, totals) -> None:
    tab = opened(role)

    assert texts(tab) == ["Laporan"]
    assert (len(listed(tab)), "reporter" in listed(tab)) == (rows, reporter)
    assert ["Seluruh kota per minggu" in element.value for element in tab.subheader].count(True) == int(totals)


def test_member_reads_totals_of_the_city_with_small_counts_hidden(filled, opened) -> None:
    with filled.writing(SYSTEM, "more") as tx:
        tx.insert("reports", [report(n, OTHER, "hoaks", occurred=datetime(2024, 1, 16)) for n in range(10, 14)])
    totals = opened("fkdm").main.dataframe[1].value

    assert totals.to_numpy().tolist() == [
        ["22/01/2024", "Klojen", "Dugaan ketidaksesuaian lokasi", "<3"],
        ["22/01/2024", "Lowokwaru", "Kekerasan", "<3"],
        ["15/01/2024", "Klojen", "Hoaks", "4"],
        ["15/01/2024", "Klojen", "Dugaan politik uang", "<3"]]


def test_filters_narrow_list_and_are_said_in_words(opened) -> None:
    tab = opened()
    tab.multiselect(key="kategori").set_value(["politik_uang"]).run()

    assert listed(tab)["category"].tolist() == ["Dugaan politik uang"]
    assert "Kategori: Dugaan politik uang" in " ".join(caption.value for caption in tab.main.caption)


def test_period_is_taken_from_the_address_and_a_bad_one_falls_back(opened) -> None:
    assert len(listed(opened(laporan_hari="semua"))) == 4


def test_bad_period_in_the_address_falls_back(opened) -> None:
    assert len(listed(opened(laporan_hari="kemarin dulu; DROP TABLE"))) == 3


def test_period_follows_the_day_picked_in_the_sidebar(opened) -> None:
    tab = opened()
    tab.sidebar.date_input[0].set_value(date(2024, 1, 22)).run()

    assert "Selasa, 9 Januari 2024 – Senin, 22 Januari 2024" in " ".join(each.value for each in tab.main.caption)
    assert len(listed(tab)) == 2


def test_days_of_ones_own_can_be_picked(opened) -> None:
    tab = opened()
    tab.selectbox(key="laporan-hari").set_value("pilih").run()
    tab.date_input(key="laporan-hari-pilihan").set_value((date(2024, 1, 1), date(2024, 1, 3))).run()

    assert listed(tab)["severity"].tolist() == ["5 · sangat tinggi"]


def test_nothing_to_show_says_what_to_do(opened) -> None:
    tab = opened(kecamatan="35.73.04")

    assert texts(tab)[1].startswith("Pilih lebih banyak hari")
    assert (len(tab.main.dataframe), len(tab.metric), len(tab.get("download_button"))) == (0, 0, 0)


def test_download_holds_exactly_the_listed_rows(opened, monkeypatch) -> None:
    taken = []
    monkeypatch.setattr(report_lists, "download_later", lambda *arguments: taken.append(arguments))
    tab = opened()
    tab.multiselect(key="kategori").set_value(["politik_uang", "kekerasan"]).run()
    name, read, words = taken[-1]

    assert (name, read()["report_id"].tolist()) == ("reports", [3, 1])
    assert words[1] == ("Kategori", "Dugaan politik uang, Kekerasan")


def test_long_list_has_pages_and_its_download_has_them_all(opened, monkeypatch) -> None:
    taken = []
    monkeypatch.setattr(report_lists, "LISTED", 2)
    monkeypatch.setattr(report_lists, "download_later", lambda *arguments: taken.append(arguments))
    tab = opened()

    assert listed(tab)["severity"].tolist() == ["3 · sedang", "2 · rendah"]
    assert "Baris 1 s.d. 2 dari 3" in " ".join(caption.value for caption in tab.main.caption)
    assert taken[-1][1]()["report_id"].tolist() == [3, 2, 1]


def test_download_reads_as_the_viewer(opened, monkeypatch) -> None:
    taken = []
    monkeypatch.setattr(report_lists, "download_later", lambda *arguments: taken.append(arguments))
    opened("security")

    assert taken[-1][1]()["reporter"].isna().all()


def card() -> None:
    import streamlit as st

    from lib.ui.report_cards import draw_report
    from lib.ui.session import begin_run

    begin_run()
    draw_report(st.session_state["number"])


@pytest.fixture
def card_of(filled, add) -> Callable[[str, int], AppTest]:
    """The card of a report as a role sees it."""
    def draw(role: str, number: int) -> AppTest:
        tab = AppTest.from_function(card, default_timeout=30)
        tab.session_state["kentongan_token"] = open_session(filled, add("siti", role))
        tab.session_state["number"] = number
        return tab.run()
    return draw


def facts(tab: AppTest) -> dict[str, str]:
    return {label.strip("*"): value for table in tab.table for label, value in table.value.to_numpy().tolist()}


def test_card_shows_what_the_sender_wrote_as_plain_text(card_of) -> None:
    tab = card_of("analyst", 1)

    assert tab.text[0].value == HOSTILE
    assert facts(tab)["Lokasi"] == "Gang \\*Melati\\*"
    assert tab.exception == []


def test_card_of_the_analyst_leads_back_to_file_sheet_and_row(card_of) -> None:
    found = facts(card_of("analyst", 1))

    assert (found["Berkas"], found["Lembar"], found["Baris"]) == ("minggu \\*3\\*\\.xlsx", "Januari", "12")
    assert (found["Pelapor"], found["Waktu kejadian"]) == ("Pak RT", "Sabtu, 20 Januari 2024, 20\\.00 WIB")


@pytest.mark.parametrize("role", ["leader", "security", "bawaslu"])
def test_card_keeps_the_file_from_who_may_not_see_imports(card_of, role: str) -> None:
    found = facts(card_of(role, 1))

    assert {"Berkas", "Lembar", "Baris", "Disimpan"} & set(found) == set()
    assert ("Pelapor" in found) == (role == "leader")


def test_card_outside_the_scope_says_so_and_nothing_more(card_of) -> None:
    tab = card_of("fkdm", 1)

    assert [element.value for element in tab.info] == ["Laporan itu tidak ada, atau bukan bagian dari tugas Anda."]
    assert (len(tab.text), len(tab.table)) == (0, 0)


def test_card_without_an_hour_tells_only_the_day(card_of) -> None:
    assert facts(card_of("analyst", 2))["Waktu kejadian"] == "Senin, 22 Januari 2024"
