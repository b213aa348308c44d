"""What uploads brought of personal data goes when its time is over; what was stored of them stays."""

import json
from datetime import timedelta

import pytest

from lib.clock import utc_now
from lib.errors import Refusal
from lib.intake.retention import count_old, load_days, purge_old, set_days
from lib.intake.undoing import redo_import, undo_import
from lib.store import SYSTEM, Store, verify
from tests.intake.test_imports import ANNA, ERROR, put, report_row, seen

DAYS = 365


def in_days(days: int):
    return utc_now() + timedelta(days=days)


def test_cells_files_and_undone_rows_go_and_what_was_stored_stays(store: Store) -> None:
    put(store, "report", [report_row(1, reporter="Bu Rahasia")], problems=[ERROR], choices_json='{"left_out":[["A"]]}')
    undone = put(store, "report", [report_row(2, reporter="Bu Rahasia")], name="dua.xlsx")
    undo_import(store, ANNA, undone.import_id)
    before = seen(store, "FROM reports")
    assert purge_old(store, in_days(10_000)) == {}
    set_days(store, ANNA, DAYS)
    assert count_old(store, in_days(DAYS + 1), DAYS) == (2, 2)
    assert (purge_old(store, in_days(DAYS - 1)), len(seen(store, "FROM import_files"))) == ({}, 2)
    purged = purge_old(store, in_days(DAYS + 1))

    assert purged == {"imports": 2, "rows": 5, "uploads": 0, "files": 2}
    assert (seen(store, "FROM import_files"), seen(store, "FROM undone_rows"), seen(store, "FROM reports")) == (
        [], [], before)
    assert {(row["cells"], row["problems"]) for row in seen(store, "FROM import_rows")} == {("{}", "[]")}
    assert {row["choices"] for row in seen(store, "FROM imports")} == {None}
    logged = seen(store, "SELECT actor, changes FROM audit_log WHERE action = 'purge old uploads'")
    assert [(line["actor"], "Rahasia" in line["changes"]) for line in logged] == [("system", False)]
    assert json.loads(logged[0]["changes"])[-1]["note"]["purged"] == purged
    assert purge_old(store, in_days(DAYS + 1)) == {}
    assert verify(store) == []
    with pytest.raises(Refusal, match="sudah dihapus"):
        redo_import(store, ANNA, undone.import_id)


def test_the_office_sets_the_days_but_not_fewer_than_thirty(store: Store) -> None:
    put(store, "report", [report_row(1)])
    for days, purges in ((5, False), (60, True)):
        with store.writing(SYSTEM, "set") as tx:
            tx.upsert("settings", {"key": "retention_days"}, value=str(days), is_secret=False)
        assert bool(purge_old(store, in_days(61))) is purges


def test_what_was_set_can_be_taken_back(store: Store) -> None:
    set_days(store, ANNA, 60)
    with store.reader(SYSTEM) as read:
        assert load_days(read) == 60
    set_days(store, ANNA, None)
    with store.reader(SYSTEM) as read:
        assert load_days(read) is None
