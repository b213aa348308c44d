"""Writing: all or nothing, recorded, one at a time."""

import json
import threading
from datetime import datetime

import duckdb
import pytest

from lib.store import SYSTEM, Store, Viewer, verify
from lib.store.audit import WRITTEN_OUT_ROWS

ANNA = Viewer("anna", "analyst")


def setting(key: str, value: str = "1") -> dict:
    return {"key": key, "value": value, "is_secret": False}


def settings(store: Store) -> dict[str, str]:
    with store.reader(SYSTEM) as read:
        return {row["key"]: row["value"] for row in read.rows("FROM settings ORDER BY key")}


def last_entry(store: Store) -> dict:
    with store.reader(SYSTEM) as read:
        return read.rows("FROM audit_log ORDER BY seq DESC LIMIT 1")[0]


def test_writing_commits_and_moves_the_counter(empty_store: Store) -> None:
    before = empty_store.version
    with empty_store.writing(ANNA, "set") as tx:
        tx.insert("settings", [setting("a"), setting("b", "2")])
    assert settings(empty_store) == {"a": "1", "b": "2"}
    assert empty_store.version == before + 1


def test_exception_leaves_nothing_behind(empty_store: Store) -> None:
    before = empty_store.version
    with pytest.raises(RuntimeError, match="in the middle"), empty_store.writing(ANNA, "set") as tx:
        tx.insert("settings", [setting("a")])
        raise RuntimeError("in the middle")
    assert settings(empty_store) == {}
    assert empty_store.version == before
    with empty_store.reader(SYSTEM) as read:
        assert read.rows("FROM audit_log") == []


def test_counter_stays_when_no_data_is_touched(empty_store: Store) -> None:
    before = empty_store.version
    with empty_store.writing(ANNA, "sign in", touches_data=False) as tx:
        tx.note(browser="x")
    assert empty_store.version == before
    assert json.loads(last_entry(empty_store)["changes"]) == [{"note": {"browser": "x"}}]


def test_counter_survives_reopening(tmp_path) -> None:
    from lib.store import open_store
    first = open_store(tmp_path / "k.duckdb")
    with first.writing(ANNA, "set") as tx:
        tx.insert("settings", [setting("a")])
    first.close()
    second = open_store(tmp_path / "k.duckdb")
    assert second.version == 1
    second.close()


def test_audit_records_who_what_before_and_after(empty_store: Store) -> None:
    with empty_store.writing(ANNA, "insert") as tx:
        tx.insert("settings", [setting("a")])
    with empty_store.writing(ANNA, "change the setting") as tx:
        assert tx.update("settings", {"key": "a"}, value="2") == 1
        assert tx.update("settings", {"key": "no such"}, value="2") == 0
    entry = last_entry(empty_store)
    assert (entry["actor"], entry["actor_role"], entry["action"]) == ("anna", "analyst", "change the setting")
    assert json.loads(entry["changes"]) == [
        {"table": "settings", "key": {"key": "a"}, "before": [{"value": "1"}], "after": {"value": "2"}}]


def test_audit_records_deletions_whole(empty_store: Store) -> None:
    with empty_store.writing(ANNA, "insert") as tx:
        tx.insert("settings", [setting("a")])
    with empty_store.writing(ANNA, "delete") as tx:
        assert tx.delete("settings", key="a") == 1
    assert json.loads(last_entry(empty_store)["changes"]) == [
        {"table": "settings", "key": {"key": "a"}, "deleted": [{"key": "a", "value": "1", "is_secret": False}]}]


def test_audit_holds_digests_of_secrets(empty_store: Store) -> None:
    row = {"name": "x", "display_name": "X", "password_hash": "$2b$secret", "role": "viewer", "organiser": None,
           "areas": [], "language": "id", "active": True, "must_change_password": False,
           "created_at": datetime(2024, 1, 1), "password_changed_at": datetime(2024, 1, 1)}
    with empty_store.writing(ANNA, "add user") as tx:
        tx.insert("users", [row])
    with empty_store.writing(ANNA, "change password") as tx:
        tx.update("users", {"name": "x"}, password_hash="$2b$other")
    with empty_store.reader(SYSTEM) as read:
        written = "".join(entry["changes"] for entry in read.rows("FROM audit_log"))
    assert "$2b$" not in written
    assert written.count('"password_hash": "sha256:') == 3


def test_audit_counts_many_rows_instead_of_writing_them_out(empty_store: Store) -> None:
    with empty_store.writing(ANNA, "insert") as tx:
        tx.insert("settings", [setting(f"k{n}") for n in range(WRITTEN_OUT_ROWS + 1)])
    inserted = json.loads(last_entry(empty_store)["changes"])[0]["inserted"]
    assert inserted["rows"] == WRITTEN_OUT_ROWS + 1
    assert len(inserted["sha256"]) == 64


@pytest.mark.parametrize(("table", "column"), [
    ("settings; DROP TABLE users", "key"), ("settings", "key) VALUES (1); --"), ("nothing", "key")])
def test_unknown_names_never_reach_a_statement(empty_store: Store, table: str, column: str) -> None:
    with pytest.raises(ValueError, match="no such columns"), empty_store.writing(ANNA, "x") as tx:
        tx.insert(table, [{column: "1"}])


def test_value_that_looks_like_sql_is_a_value(empty_store: Store) -> None:
    odd = "'; DROP TABLE base.users; --"
    with empty_store.writing(ANNA, "x") as tx:
        tx.insert("settings", [setting(odd, odd)])
    assert settings(empty_store) == {odd: odd}


def test_duplicate_key_is_refused_whole(empty_store: Store) -> None:
    with empty_store.writing(ANNA, "x") as tx:
        tx.insert("settings", [setting("a")])
    with pytest.raises(duckdb.ConstraintException), empty_store.writing(ANNA, "y") as tx:
        tx.insert("settings", [setting("b")])
        tx.insert("settings", [setting("a")])
    assert settings(empty_store) == {"a": "1"}


def test_all_empty_column_keeps_its_type(empty_store: Store) -> None:
    rows = [{"area_code": str(n), "bps_code": None, "name": "x", "district_code": "d", "lat": 1.0, "lon": 2.0,
             "area_km2": None, "alt_names": []} for n in range(3)]
    with empty_store.writing(ANNA, "x") as tx:
        tx.insert("areas", rows)
    with empty_store.reader(SYSTEM) as read:
        assert read.rows("FROM areas ORDER BY area_code") == rows


def test_writers_from_many_threads_queue(empty_store: Store) -> None:
    def add(number: int) -> None:
        with empty_store.writing(Viewer(f"w{number}", "analyst"), "count") as tx:
            seen = tx.value("SELECT value FROM settings WHERE key = 'n'")
            tx.upsert("settings", {"key": "n"}, value=str(int(seen or 0) + 1), is_secret=False)

    threads = [threading.Thread(target=add, args=(n,)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert settings(empty_store) == {"n": "16"}
    assert verify(empty_store) == []


def test_readers_see_the_last_commit_while_a_writer_works(empty_store: Store) -> None:
    with empty_store.writing(ANNA, "x") as tx:
        tx.insert("settings", [setting("a")])
        assert settings(empty_store) == {}
    assert settings(empty_store) == {"a": "1"}


def test_audit_holds_nothing_that_people_wrote_of_each_other(empty_store: Store) -> None:
    row = {"import_row_id": 1, "import_id": 1, "sheet": "", "row_number": 2, "part": 1, "outcome": "refused",
           "cells": '["Pak Sugeng"]', "problems": '[{"found": "Pak Sugeng"}]', "item_id": None}
    with empty_store.writing(SYSTEM, "import report") as tx:
        tx.insert("import_rows", [row])
        tx.update("import_rows", {"import_row_id": 1}, problems='[{"found": "Sugeng"}]')
    with empty_store.reader(SYSTEM) as read:
        written = read.value("SELECT changes FROM audit_log ORDER BY seq DESC LIMIT 1")

    assert ("Sugeng" in written, written.count('"problems": "sha256:')) == (False, 3)
