"""Imports: whole or nothing, the same file twice changes nothing, undo takes back only its own."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from lib.errors import Refusal
from lib.intake.decisions import NO_DECISIONS
from lib.intake.imports import preview_import, store_reading
from lib.intake.readings import Problem, Reading, Row
from lib.intake.report_rows import reporter_key
from lib.intake.undoing import undo_import
from lib.store import SYSTEM, Store, Viewer, open_store, verify
from lib.text import Message

ROOT = Path(__file__).parents[2]
ANNA = Viewer("anna", "analyst")
PKB = Viewer("pita", "party", organiser="PKB")
FIRA = Viewer("fira", "fkdm", areas=("35.73.02.1007",))
RECEIVED = date(2024, 1, 20)
TAKE_GOOD = NO_DECISIONS.with_take_good(True)


def event_row(number: int, **changes: object) -> Row:
    values = {"party": "PKB", "activity": "tatap_muka", "title": "Temu warga",
              "start": datetime(2024, 1, 27, 9) + timedelta(hours=number), "end": None, "end_is_estimate": True,
              "venue": "Balai RW 01", "area_code": "35.73.02.1007",
              "attendance": 100, "permit_no": "", "contact": "Bu Contoh", **changes}
    return Row("Jadwal", number, 1, values, {"Tempat": str(values["venue"])})


def report_row(number: int, **changes: object) -> Row:
    values = {"occurred": datetime(2024, 1, 10, 20), "occurred_has_time": True, "area_code": "35.73.02.1007",
              "place": "RW 01", "category": "perusakan_apk", "athg": "", "field": "", "severity": 2,
              "source_grade": "B3", "parties": ("PKB",), "description": f"kejadian {number}", "reporter": "Ketua",
              **changes}
    return Row("", number, 1, values, {"Uraian": str(values["description"])})


def reading_of(kind: str, rows: list[Row], *, name: str = "berkas.xlsx", problems: list[Problem] | None = None,
               **more: object) -> tuple[Reading, bytes]:
    data = repr((name, rows)).encode()
    return Reading(name=name, sha256=hashlib.sha256(data).hexdigest(), kind=kind, rows=rows,
                   problems=problems or [], **more), data


def put(store: Store, kind: str, rows: list[Row], by: Viewer = ANNA, received: date = RECEIVED, **more: object):
    told = {name: more.pop(name) for name in ("decisions", "choices_json", "continues") if name in more}
    reading, data = reading_of(kind, rows, **more)
    return store_reading(store, by, reading, data, received=received, **{"decisions": TAKE_GOOD, **told})


def seen(store: Store, sql: str, **values: object) -> list[dict]:
    with store.reader(SYSTEM) as read:
        return read.rows(sql, **values)


def counts(receipt) -> tuple[int, int, int, int]:
    return receipt.new, receipt.changed, receipt.same, receipt.refused


ERROR = Problem("Jadwal", 9, "start", "error", "30 Februari", Message("no such day"))


def test_stored_events_read_back(store: Store) -> None:
    receipt = put(store, "schedule", [event_row(1, end=datetime(2024, 1, 27, 12)), event_row(2)])
    assert counts(receipt) == (2, 0, 0, 0)
    assert [(row["starts"], row["ends"], row["venue"], row["attendance"], row["version"])
            for row in seen(store, "FROM events ORDER BY starts")] == [
        (datetime(2024, 1, 27, 10), datetime(2024, 1, 27, 12), "Balai RW 01", 100, 1),
        (datetime(2024, 1, 27, 11), None, "Balai RW 01", 100, 1)]
    assert verify(store) == []


def test_event_at_a_known_venue_is_in_the_venues_ward(store: Store) -> None:
    put(store, "schedule", [event_row(1, area_code=None, venue="Stadion Gajayana", venue_id="V01"),
                            event_row(2, area_code=None)])
    assert [row["area_code"] for row in seen(store, "FROM events ORDER BY starts")] == ["35.73.02.1007", None]


def test_stored_reports_read_back_with_coverage(store: Store) -> None:
    put(store, "report", [report_row(2)], quiet_days=[("35.73.02.1007", date(2024, 1, 11))])
    stored = seen(store, "FROM reports")[0]
    assert (stored["description"], stored["parties"], stored["received"], stored["verification"]) == (
        "kejadian 2", ["PKB"], RECEIVED, "baru")
    assert seen(store, "SELECT area_code, day, source FROM coverage ORDER BY day") == [
        {"area_code": "35.73.02.1007", "day": date(2024, 1, 10), "source": "report"},
        {"area_code": "35.73.02.1007", "day": date(2024, 1, 11), "source": "nihil"}]


def test_a_quiet_day_that_is_yet_to_come_is_not_covered(store: Store) -> None:
    ward = "35.73.02.1007"
    put(store, "report", [report_row(2)], quiet_days=[(ward, RECEIVED), (ward, RECEIVED + timedelta(days=1))])
    assert seen(store, "SELECT day, source FROM coverage ORDER BY day") == [
        {"day": date(2024, 1, 10), "source": "report"}, {"day": RECEIVED, "source": "nihil"}]


def test_same_file_twice_changes_nothing(store: Store) -> None:
    rows = [event_row(1), event_row(2)]
    put(store, "schedule", rows)
    before = seen(store, "FROM events ORDER BY event_id")
    assert counts(put(store, "schedule", rows)) == (0, 0, 2, 0)
    assert seen(store, "FROM events ORDER BY event_id") == before
    reports = [report_row(2), report_row(3)]
    put(store, "report", reports)
    assert counts(put(store, "report", reports)) == (0, 0, 2, 0)
    assert len(seen(store, "FROM reports")) == 2


def test_two_things_at_one_hour_in_one_place_stay_two(store: Store) -> None:
    rows = [event_row(1, title="Senam"), event_row(1, title="Bazar", attendance=500),
            event_row(1, title=None, activity="penyebaran_bahan", attendance=50)]
    for sent in (rows, rows, rows[::-1]):
        put(store, "schedule", sent)
        assert [(row["version"], row["activity"], row["title"], row["attendance"])
                for row in seen(store, "FROM events ORDER BY event_id")] == [
            (1, "tatap_muka", "Senam", 100), (1, "tatap_muka", "Bazar", 500), (1, "penyebaran_bahan", None, 50)]


def test_an_event_is_changed_by_one_row_of_a_file_only(store: Store) -> None:
    put(store, "schedule", [event_row(1)])
    assert counts(put(store, "schedule", [event_row(1, title="Senam", attendance=300),
                                          event_row(1, title="Bazar", attendance=500)])) == (1, 1, 0, 0)
    assert [(row["title"], row["version"]) for row in seen(store, "FROM events ORDER BY event_id")] == [
        ("Senam", 2), ("Bazar", 1)]
    assert verify(store) == []


def test_same_words_of_another_place_are_another_report(store: Store) -> None:
    same = {"description": "spanduk rusak"}
    put(store, "report", [report_row(1, **same), report_row(2, place="RW 02", **same)])
    again = [report_row(1, place="R.W. 02", **same), report_row(2, place="RW 03", **same),
             report_row(3, place=None, **same)]
    assert counts(put(store, "report", again)) == (1, 0, 2, 0)
    assert sorted(row["place"] for row in seen(store, "FROM reports")) == ["RW 01", "RW 02", "RW 03"]


def test_changed_row_makes_a_version_and_an_empty_cell_changes_nothing(store: Store) -> None:
    put(store, "schedule", [event_row(1)])
    changed = event_row(1, venue="BALAI  RW. 01", attendance=300, contact="")
    assert counts(put(store, "schedule", [changed])) == (0, 1, 0, 0)
    event = seen(store, "FROM events")[0]
    assert (event["version"], event["attendance"], event["contact"]) == (2, 300, "Bu Contoh")
    assert [row["attendance"] for row in seen(store, "FROM base.event_versions ORDER BY version")] == [100, 300]


def test_nobody_reports_what_is_yet_to_happen(store: Store) -> None:
    rows = [report_row(1, occurred=datetime(2024, 1, 20, 23)), report_row(2, occurred=datetime(2024, 1, 21))]
    assert counts(put(store, "report", rows)) == (1, 0, 0, 1)
    assert [row["day"] for row in seen(store, "FROM coverage")] == [RECEIVED]


def test_undo_takes_back_new_events(store: Store) -> None:
    receipt = put(store, "schedule", [event_row(1), event_row(2)])
    undone = undo_import(store, ANNA, receipt.import_id)
    assert (undone.removed, undone.restored, undone.kept) == (2, 0, [])
    assert seen(store, "FROM base.event_versions") == []
    assert seen(store, "SELECT state, undone_by FROM imports") == [{"state": "undone", "undone_by": "anna"}]
    assert verify(store) == []


def test_undo_restores_the_version_before(store: Store) -> None:
    put(store, "schedule", [event_row(1)])
    second = put(store, "schedule", [event_row(1, attendance=300)])
    undone = undo_import(store, ANNA, second.import_id)
    assert (undone.removed, undone.restored, undone.kept) == (0, 1, [])
    assert [(row["version"], row["attendance"]) for row in seen(store, "FROM events")] == [(1, 100)]


def test_undo_keeps_and_names_what_was_changed_since(store: Store) -> None:
    first = put(store, "schedule", [event_row(1), event_row(2)])
    put(store, "schedule", [event_row(1, attendance=300)])
    undone = undo_import(store, ANNA, first.import_id)
    kept = seen(store, "FROM events")
    assert (undone.removed, undone.kept) == (1, [kept[0]["event_id"]])
    assert [(row["version"], row["attendance"]) for row in kept] == [(2, 300)]
    assert verify(store) == []


def test_undo_keeps_what_another_import_says_too_until_that_is_undone(store: Store) -> None:
    first, same = put(store, "schedule", [event_row(1)]), put(store, "schedule", [event_row(1)])
    third = put(store, "schedule", [event_row(1, attendance=300)])
    assert undo_import(store, ANNA, first.import_id).kept == [seen(store, "FROM events")[0]["event_id"]]
    assert undo_import(store, ANNA, third.import_id).restored == 1
    assert [(row["version"], row["attendance"]) for row in seen(store, "FROM events")] == [(1, 100)]
    assert undo_import(store, ANNA, same.import_id).removed == 1
    assert (seen(store, "FROM base.event_versions"), verify(store)) == ([], [])


def test_an_undone_import_does_not_come_back_when_a_later_one_is_undone(store: Store) -> None:
    first, second = put(store, "schedule", [event_row(1)]), put(store, "schedule", [event_row(1, attendance=300)])
    undo_import(store, ANNA, first.import_id)
    undone = undo_import(store, ANNA, second.import_id)
    assert (undone.removed, undone.restored, seen(store, "FROM base.event_versions")) == (1, 0, [])


def test_a_report_two_imports_hold_goes_with_the_second(store: Store) -> None:
    first, second = put(store, "report", [report_row(1), report_row(2)]), put(store, "report", [report_row(1)])
    undone = undo_import(store, ANNA, first.import_id)
    assert (undone.removed, len(undone.kept), len(seen(store, "FROM reports"))) == (1, 1, 1)
    assert undo_import(store, ANNA, second.import_id).removed == 1
    assert (seen(store, "FROM reports"), seen(store, "FROM coverage")) == ([], [])


def test_an_older_file_does_not_change_what_a_newer_one_said(store: Store) -> None:
    put(store, "schedule", [event_row(1, attendance=5000)])
    another_day = event_row(2, start=datetime(2024, 1, 29, 9))
    older = put(store, "schedule", [event_row(1, attendance=50), another_day], received=date(2024, 1, 10))
    assert counts(older) == (1, 0, 0, 1)
    assert [(row["version"], row["attendance"]) for row in seen(store, "FROM events ORDER BY starts")] == [
        (1, 5000), (1, 100)]


def test_undo_of_reports_keeps_those_looked_at(store: Store) -> None:
    receipt = put(store, "report", [report_row(2), report_row(3)], quiet_days=[("35.73.02.1007", date(2024, 1, 12))])
    first = seen(store, "FROM reports ORDER BY report_id")[0]["report_id"]
    with store.writing(ANNA, "verify") as tx:
        tx.update("reports", {"report_id": first}, verification="terverifikasi")
    undone = undo_import(store, ANNA, receipt.import_id)
    assert (undone.removed, undone.kept) == (1, [first])
    assert seen(store, "SELECT day, source FROM coverage") == [{"day": date(2024, 1, 10), "source": "report"}]


def test_undo_twice_is_refused(store: Store) -> None:
    receipt = put(store, "schedule", [event_row(1)])
    undo_import(store, ANNA, receipt.import_id)
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        undo_import(store, ANNA, receipt.import_id)


def test_undo_of_somebody_elses_import_is_refused(store: Store) -> None:
    receipt = put(store, "schedule", [event_row(1)])
    with pytest.raises(Refusal, match="Tidak ada impor"):
        undo_import(store, PKB, receipt.import_id)
    assert len(seen(store, "FROM events")) == 1


def test_file_can_be_stored_again_after_undo(store: Store) -> None:
    receipt = put(store, "schedule", [event_row(1)])
    undo_import(store, ANNA, receipt.import_id)
    assert counts(put(store, "schedule", [event_row(1)])) == (1, 0, 0, 0)


def test_refused_rows_are_kept_with_their_cells_and_reasons(store: Store) -> None:
    held = Row("Jadwal", 9, 1, {}, {"Tanggal": "30 Februari"})
    receipt = put(store, "schedule", [event_row(1)], problems=[ERROR], held=[held])
    assert counts(receipt) == (1, 0, 0, 1)
    refused = seen(store, "FROM import_rows WHERE outcome = 'refused'")[0]
    assert (refused["sheet"], refused["row_number"], json.loads(refused["cells"])) == (
        "Jadwal", 9, {"Tanggal": "30 Februari"})
    assert json.loads(refused["problems"])[0]["message"] == {"text": "no such day", "values": {}}


def test_nothing_is_stored_when_all_must_be_right(store: Store) -> None:
    with pytest.raises(Refusal, match="1 baris bermasalah"):
        put(store, "schedule", [event_row(1)], problems=[ERROR], decisions=NO_DECISIONS)
    assert seen(store, "FROM events") == []
    assert seen(store, "FROM import_files") == []


def test_nothing_to_store_is_refused(store: Store) -> None:
    with pytest.raises(Refusal, match="Tidak ada baris"):
        put(store, "schedule", [], problems=[ERROR])


def test_party_stores_only_its_own_rows(store: Store) -> None:
    receipt = put(store, "schedule", [event_row(1), event_row(2, party="PAN")], by=PKB)
    assert counts(receipt) == (1, 0, 0, 1)
    assert [row["organiser"] for row in seen(store, "FROM events")] == ["PKB"]


def test_fkdm_stores_only_its_own_wards(store: Store) -> None:
    receipt = put(store, "report", [report_row(2), report_row(3, area_code="35.73.03.1005")], by=FIRA,
                  quiet_days=[("35.73.03.1005", date(2024, 1, 9)), ("35.73.02.1007", date(2024, 1, 9))])
    assert counts(receipt) == (1, 0, 0, 1)
    stored = seen(store, "FROM reports UNION ALL BY NAME FROM coverage")
    assert {row["area_code"] for row in stored} == {"35.73.02.1007"}


def test_reporter_keys_are_guarded_however_the_app_was_started(store: Store) -> None:
    """Nothing has made a salt here: a key without one could be guessed from a list of names."""
    put(store, "report", [report_row(2)])
    put(store, "report", [report_row(3)], name="lain.xlsx")
    keys = {row["reporter_key"] for row in seen(store, "FROM reports")}
    assert len(keys) == 1
    assert keys.isdisjoint({None, reporter_key("Ketua", "")})
    assert "reporter_salt" not in {row["key"] for row in seen(store, "FROM settings")}


def test_reporter_key_counts_people_without_naming_them() -> None:
    assert reporter_key("Pak  Contoh.", "salt") == reporter_key("pak contoh", "salt")
    assert reporter_key("Pak Contoh", "salt") != reporter_key("Pak Contoh", "other")
    assert reporter_key(" - ", "salt") is None
    assert reporter_key(None, "salt") is None


CHILD = """
import sys
from datetime import date
sys.path.insert(0, {root!r})
from tests.intake.test_imports import ANNA, event_row, reading_of
from datetime import datetime, timedelta
from lib.store import open_store
from lib.intake.imports import store_reading
store = open_store({path!r})
print("open", flush=True)
rows = [event_row(n, start=datetime(2024, 1, 1) + timedelta(minutes=n)) for n in range(3000)]
reading, data = reading_of("schedule", rows)
print("importing", flush=True)
store_reading(store, ANNA, reading, data, received=date(2024, 1, 20))
print("stored", flush=True)
"""


def test_killed_at_any_moment_an_import_is_whole_or_nothing(packed_file: Path, tmp_path: Path) -> None:
    """SIGKILL at many points: before, inside and after the commit."""
    path = tmp_path / "killed.duckdb"
    script = CHILD.format(root=str(ROOT), path=str(path))
    whole_run = _import_and_kill(packed_file, path, script, after=None)
    took = whole_run["importing"]
    assert whole_run["events"] == 3000
    moments = [took * share for share in (0, .1, .2, .3, .4, .5, .6, .7, .75, .8, .85, .9, .95, 1)]
    found = [_import_and_kill(packed_file, path, script, after=moment)["events"] for moment in moments]
    assert set(found) <= {0, 3000}
    assert found[0] == 0


def _import_and_kill(packed: Path, path: Path, script: str, after: float | None) -> dict[str, float]:
    for old in path.parent.glob("killed.duckdb*"):
        old.unlink()
    path.write_bytes(packed.read_bytes())
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        while child.stdout.readline() != "importing\n":
            assert child.poll() is None
        began = time.monotonic()
        if after is not None:
            time.sleep(after)
            os.kill(child.pid, signal.SIGKILL)
        child.wait()
        took = time.monotonic() - began
    store = open_store(path)
    with store.reader(SYSTEM) as read:
        tables = {read.value("SELECT count(*) FROM " + table)
                  for table in ("events", "base.event_versions", "import_rows")}
        files = {read.value("SELECT count(*) FROM " + table) for table in ("imports", "import_files")}
    assert len(tables) == 1
    assert files == {1 if tables != {0} else 0}
    assert verify(store) == []
    store.close()
    return {"events": tables.pop(), "importing": took}


@pytest.mark.parametrize("guess", ["Pak Sugeng", "Bu Ani", None])
def test_a_preview_tells_an_fkdm_member_nothing_of_who_reported(store: Store, guess: str | None) -> None:
    put(store, "report", [report_row(1, reporter="Pak Sugeng")])
    reading, _data = reading_of("report", [report_row(1, reporter=guess), report_row(2, reporter=guess)])

    assert [row.outcome for row in preview_import(store, FIRA, reading, RECEIVED).rows] == ["same", "new"]


def test_an_fkdm_members_own_reports_are_told_apart_by_who_reported(store: Store) -> None:
    put(store, "report", [report_row(1, reporter="Pak Sugeng")], by=FIRA)
    reading, _data = reading_of("report", [report_row(1, reporter=name) for name in ("Bu Ani", "pak sugeng")])

    assert [row.outcome for row in preview_import(store, FIRA, reading, RECEIVED).rows] == ["new", "same"]


@pytest.mark.parametrize(("role", "kind"), [
    ("fkdm", "schedule"), ("party", "report"),
    *((role, kind) for role in ("leader", "security", "bawaslu", "viewer", "") for kind in ("schedule", "report"))])
def test_a_role_sends_only_files_of_its_own_kind(store: Store, role: str, kind: str) -> None:
    sender = Viewer("orang", role, areas=("35.73.02.1007",))
    row = event_row(1) if kind == "schedule" else report_row(1)
    reading, data = reading_of(kind, [row], quiet_days=[("35.73.02.1007", RECEIVED)] if kind == "report" else [])
    with pytest.raises(Refusal):
        preview_import(store, sender, reading, RECEIVED)
    with pytest.raises(Refusal):
        store_reading(store, sender, reading, data, received=RECEIVED)

    assert seen(store, "SELECT count(*) AS n FROM coverage") == [{"n": 0}]
