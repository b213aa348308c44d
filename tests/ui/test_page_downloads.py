"""The page Unduhan: what each role may take along, and what is in it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from lib.access.roles import Role
from lib.access.sessions import open_session
from lib.store import SYSTEM, Store, Viewer
from lib.ui.summaries import SUMMARIES, load_due_notices, load_rule_findings
from tests.store.conftest import NOW, event, report
from tests.ui.arrivals import come_in

PAGE = "pages/export/downloads.py"

#                admin analyst leader security bawaslu fkdm party viewer
TABLE = {
    "events":        "x   x       x      x        x      .    x     .",
    "clashes":       "x   x       x      x        x      .    x     .",
    "groups":        "x   x       x      x        x      .    x     .",
    "findings":      "x   x       x      x        x      .    x     .",
    "notices":       "x   x       x      x        x      .    x     .",
    "load":          "x   x       x      x        .      .    .     .",
    "reports":       "x   x       x      x        x      x    .     .",
    "risk_by_ward":  "x   x       x      x        .      .    .     .",
    "event_totals":  "x   x       x      x        x      x    x     x",
    "report_totals": "x   x       x      x        x      x    .     x",
    "refused_rows":  "x   x       .      .        .      x    x     .",
}


@pytest.fixture
def filled(store: Store) -> Store:
    """Two events that clash, reports, a refused row; as of 24 January 2024."""
    problem = ('[{"field": "start", "level": "error", "found": "31 Februari", '
               '"message": {"text": "There is no such report, or it is not part of your work.", "values": {}}, '
               '"hint": null}]')
    with store.writing(SYSTEM, "fill") as tx:
        tx.upsert("settings", {"key": "demo_today"}, value='"2024-01-24"', is_secret=False)
        tx.insert("event_versions", [event(1, "PKB"), event(2, "PAN"), event(3, "PDIP", starts=datetime(2023, 12, 1, 9),
                                                                             ends=datetime(2023, 12, 1, 11))])
        tx.insert("reports", [report(1, "35.73.05.1001", "politik_uang"), report(2, "35.73.02.1007", "kekerasan")])
        tx.insert("import_files", [{"sha256": "a" * 64, "size": 1, "content": b"x", "kept_at": NOW}])
        tx.insert("imports", [{
            "import_id": 1, "kind": "schedule", "state": "stored", "file_name": "=f.xlsx", "sha256": "a" * 64,
            "received": date(2024, 1, 11), "created_at": NOW, "created_by": "siti", "rows_new": 0, "rows_changed": 0,
            "rows_same": 0, "rows_refused": 1, "warnings": 0, "undone_at": None, "undone_by": None,
            "kept_after_undo": None}])
        tx.insert("import_rows", [{
            "import_row_id": 1, "import_id": 1, "sheet": "", "row_number": 14, "part": 1, "outcome": "refused",
            "cells": "[]", "problems": problem, "item_id": None}])
    return store


@pytest.fixture
def opened(filled, add, app) -> Callable[..., AppTest]:
    def open_page(role: str) -> AppTest:
        add("siti", role)
        return come_in(filled, app, "siti").switch_page(PAGE).run()
    return open_page


def offered(tab: AppTest) -> list[str]:
    """Summary -> rows, as the page lists them."""
    return [element.value.split("**")[1] for element in tab.main.markdown if element.value.startswith("**")]


def rows(tab: AppTest) -> list[int]:
    return [int(caption.value.split()[0]) for caption in tab.main.caption if "baris · per" in caption.value]


def test_table_names_every_summary_and_role() -> None:
    assert list(TABLE) == [summary.name for summary in SUMMARIES]
    assert {len(marks.split()) for marks in TABLE.values()} == {len(Role)}


@pytest.mark.parametrize("role", Role, ids=str)
def test_role_is_offered_its_summaries(opened, role: Role) -> None:
    tab = opened(role)
    column = list(Role).index(role)
    expected = [summary.title for summary in SUMMARIES if TABLE[summary.name].split()[column] == "x"]

    assert offered(tab) == expected
    assert (tab.exception, [element.value for element in tab.error]) == ([], [])


def test_rows_are_counted_and_the_sentence_counts_the_filled(opened) -> None:
    tab = opened("admin")

    assert rows(tab) == [2, 1, 1, 26, 0, 4, 0, 57, 1, 0, 1]
    assert tab.main.markdown[0].value == "8 rekapitulasi berisi data, per Rabu, 24 Januari 2024."


def test_wider_period_holds_more_in_all_but_the_summaries_that_know_no_days(opened) -> None:
    tab = opened("admin")

    assert [popover.proto.popover.disabled for popover in tab.main.get("popover")] == [
        False, False, False, False, True, False, True, False, False, True, False]
    tab.selectbox(key="unduhan-hari").set_value("kampanye").run()
    assert rows(tab) == [3, 1, 1, 36, 0, 8, 2, 57, 2, 2, 1]


def test_before_the_first_file_there_is_nothing_and_it_says_so(store, add, app) -> None:
    add("siti", "viewer")
    tab = come_in(store, app, "siti").switch_page(PAGE).run()

    assert [element.value for element in tab.info] == [
        "Tidak ada yang dapat diunduh dari hari-hari ini. Pilih hari lain; isinya berasal dari berkas yang diunggah."]
    assert [button.proto.label for button in tab.main.get("download_button")
            if button.proto.label.startswith("Semua")] == []


def make_files() -> None:
    from datetime import date

    import streamlit as st

    from lib.export.dialects import EXCEL_ID, STANDARD, to_csv
    from lib.export.workbooks import to_workbook
    from lib.ui.downloads import _recorded, store
    from lib.ui.session import as_of, begin_run, cached, viewer
    from lib.ui.summaries import Days, make_later, summaries_for

    begin_run()
    days = Days(date(2023, 11, 28), date(2024, 2, 10), as_of(), date(2023, 11, 28))
    makes = [make_later(each, days, [("Jangka waktu", "semua")]) for each in summaries_for(viewer())]
    tables = [make() for make in makes]
    st.session_state["counted"] = [cached(each.count, *each.arguments(days)) for each in summaries_for(viewer())]
    st.session_state["rows"] = [len(table.frame) for table in tables]
    st.session_state["csv"] = {table.name: to_csv(table, STANDARD).decode() for table in tables}
    st.session_state["excel"] = [to_csv(table, EXCEL_ID)[:3] for table in tables]
    st.session_state["words"] = {table.name: table.filters for table in tables}
    st.session_state["book"] = _recorded(store(), viewer(), makes, "xlsx", to_workbook, "id")()


@pytest.fixture
def files_of(filled, add) -> Callable[[str], AppTest]:
    """Every file a role may take along, made without a browser."""
    def make(role: str) -> AppTest:
        tab = AppTest.from_function(make_files, default_timeout=30)
        tab.session_state["kentongan_token"] = open_session(filled, add("siti", role))
        return tab.run()
    return make


@pytest.mark.parametrize("role", Role, ids=str)
def test_every_summary_becomes_a_file_for_every_role(files_of, role: Role) -> None:
    tab = files_of(role)

    assert tab.exception == []
    assert set(tab.session_state["excel"]) == {b"\xef\xbb\xbf"}
    assert tab.session_state["book"][:2] == b"PK"
    assert tab.session_state["counted"] == tab.session_state["rows"]


def test_taking_the_workbook_is_recorded_with_every_table(files_of, filled) -> None:
    names = list(files_of("analyst").session_state["csv"])
    with filled.reader(SYSTEM) as read:
        changes = read.value("SELECT changes FROM audit_log WHERE action = 'download' AND actor = 'siti'")

    assert [name for name in names if f'"table": "{name}"' in changes] == names


def test_party_reads_of_rivals_only_what_a_notice_tells(files_of) -> None:
    lines = files_of("party").session_state["csv"]["events"].splitlines()
    heads = lines[0].split(",")
    told = {line.split(",")[3]: line.split(",")[heads.index("attendance")] for line in lines[1:]}

    assert told == {"PDIP": "4000", "PKB": "", "PAN": ""}


def test_reader_takes_totals_only_and_small_counts_are_marked(files_of) -> None:
    csv = files_of("viewer").session_state["csv"]

    assert list(csv) == ["event_totals", "report_totals"]
    assert [line.rsplit(",", 1)[-1] for line in csv["report_totals"].splitlines()] == ["reports", "<3", "<3"]
    assert csv["event_totals"].splitlines()[0] == "day,district,activity,events"


def test_chosen_days_are_said_only_where_the_rows_depend_on_them(files_of) -> None:
    words = files_of("admin").session_state["words"]

    assert [name for name, said in words.items() if not said] == ["risk_by_ward", "refused_rows"]


def test_clash_says_its_reason_and_refused_row_is_defused(files_of) -> None:
    csv = files_of("admin").session_state["csv"]

    assert [name in csv["clashes"] for name in ("1 PKB", "12 PAN")] == [True, True]
    assert csv["refused_rows"].splitlines()[1].startswith("'=f.xlsx,\"\",14,start,error,31 Februari,")


def test_findings_and_due_notices_are_those_of_the_chosen_days_and_of_a_party_its_own(filled) -> None:
    with filled.writing(SYSTEM, "no receipt") as tx:
        tx.update("event_versions", {"event_id": [1, 2, 3]}, permit_no=None, permit_date=None, notified=None)
    days = (date(2024, 1, 24), date(2024, 1, 30))
    with filled.reader(SYSTEM) as read:
        notices = load_due_notices(read, date(2024, 1, 24), *days)
        assert notices[["event_id", "ward"]].values.tolist() == [[1, "Kauman"], [2, "Kauman"]]
        assert len(load_due_notices(read, date(2024, 1, 24), date(2024, 1, 28), days[1])) == 0
        assert set(load_rule_findings(read, *days)["event_id"]) == {1, 2}
    with filled.reader(Viewer("pita", "party", organiser="PAN")) as read:
        assert set(load_due_notices(read, date(2024, 1, 24), *days)["event_id"]) == {2}
        assert set(load_rule_findings(read, *days)["event_id"]) == {2}


def test_problems_and_load_say_what_they_are(files_of) -> None:
    csv = files_of("security").session_state["csv"]
    groups, load = (csv[name].splitlines() for name in ("groups", "load"))

    assert len(groups) == 2
    assert "Stadion, Sab 27 Jan: 1 PKB, 12 PAN" in groups[1]
    assert [line.split(",")[-2] for line in load[1:]] == ["belum_diisi"] * (len(load) - 1)
