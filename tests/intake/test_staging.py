"""Files at work: kept at once, their sender's alone, gone when dropped, and no cache is lost over them."""

import hashlib
import random
from datetime import date, timedelta

import pytest

from lib.access.permissions import has_permission
from lib.access.roles import Permission, Role
from lib.errors import Refusal
from lib.intake import staging
from lib.intake.limits import SETTING
from lib.intake.staging import (
    close_staged,
    drop_old,
    drop_staged,
    keep_choices,
    load_staged,
    open_files,
    stage_file,
    staged_bytes,
)
from lib.store import SYSTEM, Store, Viewer, verify
from tests.store.conftest import NOW

ANNA, BUDI = Viewer("anna", "analyst"), Viewer("budi", "analyst")
FIRA = Viewer("fira", "fkdm", areas=("35.73.02.1007",))
PITA = Viewer("pita", "party", organiser="PKB")
DAY = date(2024, 1, 24)


def kept(store: Store) -> set[str]:
    """The hashes of all kept files, whoever's."""
    with store.reader(SYSTEM) as read:
        return {row["sha256"] for row in read.rows("SELECT sha256 FROM base.import_files")}


def states(store: Store) -> dict[int, str]:
    with store.reader(SYSTEM) as read:
        return {row["staged_id"]: row["state"] for row in read.rows("SELECT staged_id, state FROM base.staged_files")}


def stored_import(store: Store, data: bytes, import_id: int = 1, by: str = "anna") -> None:
    """An import of these bytes, undone: even so its file stays."""
    with store.writing(SYSTEM, "import") as tx:
        tx.insert("imports", [{
            "import_id": import_id, "kind": "report", "state": "undone", "file_name": "f.xlsx",
            "sha256": hashlib.sha256(data).hexdigest(), "received": DAY, "created_at": NOW, "created_by": by,
            "rows_new": 1, "rows_changed": 0, "rows_same": 0, "rows_refused": 0, "warnings": 0, "undone_at": NOW,
            "undone_by": by, "kept_after_undo": 0}])


def set_touched(store: Store, staged_id: int, days_ago: int) -> None:
    with store.writing(SYSTEM, "age") as tx:
        tx.update("staged_files", {"staged_id": staged_id},
                  updated_at=tx.at.replace(year=2024, month=1, day=24, hour=12) - timedelta(days=days_ago))


def test_a_file_is_kept_whole_from_the_moment_it_arrives(store: Store) -> None:
    staged_id = stage_file(store, ANNA, "report", "C:\\Data\\minggu 3.xlsx", b"bytes", DAY)

    with store.reader(ANNA) as read:
        staged = load_staged(read, staged_id)
        assert (staged.kind, staged.name, staged.received, staged.choices, staged.decisions, staged.continues) == (
            "report", "minggu 3.xlsx", DAY, "{}", "{}", None)
        assert staged.sha256 == hashlib.sha256(b"bytes").hexdigest()
        assert staged_bytes(read, staged_id) == b"bytes"
        assert open_files(read) == [staged]
    assert verify(store) == []


def test_the_same_file_is_the_same_upload_but_not_of_another_kind_or_sender(store: Store) -> None:
    first = stage_file(store, ANNA, "report", "a.xlsx", b"bytes", DAY)

    assert stage_file(store, ANNA, "report", "again.xlsx", b"bytes", DAY) == first
    others = [stage_file(store, ANNA, "schedule", "a.xlsx", b"bytes", DAY),
              stage_file(store, BUDI, "report", "a.xlsx", b"bytes", DAY)]
    assert len({first, *others}) == 3
    assert len(kept(store)) == 1


@pytest.mark.parametrize(("kind", "permission"), [
    ("schedule", Permission.IMPORT_SCHEDULE), ("report", Permission.IMPORT_REPORTS)])
@pytest.mark.parametrize("role", [*Role, "superuser", ""])
def test_who_may_send_is_who_has_the_permission(store: Store, role: str, kind: str, permission: Permission) -> None:
    viewer = Viewer("somebody", role, areas=("35.73.02.1007",), organiser="PKB")
    if has_permission(viewer, permission):
        assert states(store) | {stage_file(store, viewer, kind, "a.xlsx", b"x", DAY): "open"} == states(store)
    else:
        with pytest.raises(Refusal, match="Peran Anda tidak mengirim"):
            stage_file(store, viewer, kind, "a.xlsx", b"x", DAY)
        assert (states(store), kept(store)) == ({}, set())


@pytest.mark.parametrize("viewer", [BUDI, FIRA, PITA, Viewer("adi", "admin"), Viewer("lia", "leader"),
                                    Viewer("anna", "viewer"), Viewer("anna", "party", organiser="PAN"),
                                    Viewer("anna", "")], ids=lambda viewer: f"{viewer.name} {viewer.role}")
def test_another_s_file_is_not_there(store: Store, viewer: Viewer) -> None:
    """Nor one's own with a role that does not send its kind: the party officer of the same name reads it, no more."""
    staged_id = stage_file(store, ANNA, "report", "a.xlsx", b"bytes", DAY)
    before = states(store)

    def close() -> None:
        with store.writing(viewer, "store") as tx:
            close_staged(tx, viewer, staged_id, 1)

    with store.reader(viewer) as read:
        if viewer.name != "anna" or viewer.role in ("viewer", ""):
            assert open_files(read) == []
            for look in (load_staged, staged_bytes):
                with pytest.raises(Refusal, match="Tidak ada unggahan itu"):
                    look(read, staged_id)
    for act in (lambda: keep_choices(store, viewer, staged_id, choices='{"a": 1}'),
                lambda: drop_staged(store, viewer, staged_id), close):
        with pytest.raises(Refusal, match="Tidak ada unggahan itu"):
            act()
    assert (states(store), len(kept(store))) == (before, 1)


def test_unknown_number_is_refused(store: Store) -> None:
    with store.reader(ANNA) as read, pytest.raises(Refusal, match="Tidak ada unggahan itu"):
        load_staged(read, 99)
    with pytest.raises(Refusal, match="Tidak ada unggahan itu"):
        drop_staged(store, ANNA, 99)


@pytest.mark.parametrize(("size", "refused"), [(0, "kosong"), (1024 * 1024 + 1, "1,1 MB")])
def test_nothing_and_more_than_the_office_s_limit_are_refused(store: Store, size: int, refused: str) -> None:
    with store.writing(SYSTEM, "limit") as tx:
        tx.insert("settings", [{"key": SETTING, "value": '{"megabytes": 1}', "is_secret": False}])
    with pytest.raises(Refusal, match=refused):
        stage_file(store, ANNA, "report", "a.xlsx", b"x" * size, DAY)
    assert kept(store) == set()


def test_too_many_open_files_are_refused_until_some_are_dropped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "MAX_OPEN", 2)
    first = stage_file(store, ANNA, "report", "1", b"1", DAY)
    stage_file(store, ANNA, "report", "2", b"2", DAY)
    with pytest.raises(Refusal, match="unggahan Anda yang belum selesai"):
        stage_file(store, ANNA, "report", "3", b"3", DAY)
    assert stage_file(store, ANNA, "report", "1", b"1", DAY) == first
    assert stage_file(store, BUDI, "report", "3", b"3", DAY) > first

    drop_staged(store, ANNA, first)
    assert stage_file(store, ANNA, "report", "3", b"3", DAY) > first


def test_open_files_are_bounded_by_their_bytes_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "MAX_OPEN_BYTES", 10)
    stage_file(store, ANNA, "report", "1", b"1" * 11, DAY)
    with pytest.raises(Refusal, match="1 unggahan Anda yang belum selesai"):
        stage_file(store, ANNA, "report", "2", b"2", DAY)
    stage_file(store, BUDI, "report", "2", b"2" * 6, DAY)
    stage_file(store, BUDI, "report", "3", b"3" * 4, DAY)
    with pytest.raises(Refusal, match="2 unggahan Anda yang belum selesai"):
        stage_file(store, BUDI, "report", "4", b"4", DAY)


def test_choices_longer_than_any_file_asks_for_are_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "MAX_CHOSEN", 20)
    staged_id = stage_file(store, ANNA, "report", "1", b"1", DAY)
    for name in ("choices", "decisions"):
        with pytest.raises(ValueError, match="more choices"):
            keep_choices(store, ANNA, staged_id, **{name: "{" + " " * 19 + "}"})


def test_choices_are_kept_one_by_one(store: Store) -> None:
    staged_id = stage_file(store, FIRA, "report", "a.xlsx", b"bytes", DAY)
    stored_import(store, b"bytes", import_id=4, by="fira")
    keep_choices(store, FIRA, staged_id, choices='{"left_out": ["Rekap"]}')
    keep_choices(store, FIRA, staged_id, decisions='{"take_good": true}', received=date(2024, 1, 20))
    keep_choices(store, FIRA, staged_id, continues=4)

    with store.reader(FIRA) as read:
        staged = load_staged(read, staged_id)
    assert (staged.choices, staged.decisions, staged.received, staged.continues) == (
        '{"left_out": ["Rekap"]}', '{"take_good": true}', date(2024, 1, 20), 4)
    assert staged.updated_at > staged.created_at


def test_only_an_import_of_one_s_own_is_continued(store: Store) -> None:
    staged_id = stage_file(store, FIRA, "report", "a.xlsx", b"bytes", DAY)
    stored_import(store, b"bytes", import_id=4, by="anna")
    with pytest.raises(Refusal, match="Tidak ada impor nomor"):
        keep_choices(store, FIRA, staged_id, continues=4)


def test_work_on_a_file_leaves_the_change_counter_and_is_in_the_log(store: Store) -> None:
    version = store.version
    staged_id = stage_file(store, ANNA, "report", "a.xlsx", b"bytes", DAY)
    for _ in range(2):  # the second time nothing changes, and nothing is written
        keep_choices(store, ANNA, staged_id, choices='{"cells": "Bu Sari"}')
    drop_staged(store, ANNA, staged_id)

    assert store.version == version
    with store.reader(SYSTEM) as read:
        log = read.rows("SELECT action, changes FROM audit_log WHERE actor = 'anna' ORDER BY seq")
    assert [entry["action"] for entry in log] == ["stage file", "keep choices", "drop file"]
    assert ["Sari" in entry["changes"] for entry in log] == [False] * 3


def test_dropping_takes_the_bytes_and_what_was_typed(store: Store) -> None:
    staged_id = stage_file(store, ANNA, "report", "a.xlsx", b"bytes", DAY)
    keep_choices(store, ANNA, staged_id, choices='{"cells": "Bu Sari"}')
    drop_staged(store, ANNA, staged_id)

    assert (states(store), kept(store)) == ({staged_id: "dropped"}, set())
    with store.reader(SYSTEM) as read:
        assert read.value("SELECT choices FROM staged_files") == "{}"
    with pytest.raises(Refusal, match="Tidak ada unggahan itu"):
        drop_staged(store, ANNA, staged_id)
    assert verify(store) == []
    again = stage_file(store, ANNA, "report", "a.xlsx", b"bytes", DAY)
    assert (again > staged_id, len(kept(store))) == (True, 1)


def test_bytes_stay_while_another_upload_or_an_import_needs_them(store: Store) -> None:
    mine = stage_file(store, ANNA, "report", "a.xlsx", b"bytes", DAY)
    other = stage_file(store, BUDI, "report", "b.xlsx", b"bytes", DAY)
    drop_staged(store, ANNA, mine)
    assert len(kept(store)) == 1
    with store.reader(BUDI) as read:
        assert staged_bytes(read, other) == b"bytes"

    stored_import(store, b"bytes")
    drop_staged(store, BUDI, other)
    assert len(kept(store)) == 1
    assert verify(store) == []


def test_bytes_are_kept_exactly_while_somebody_needs_them(store: Store) -> None:
    """Senders send, drop and store the same few files in any order; beside them a plain set says what must be there."""
    chance = random.Random(3)
    at_work: dict[int, tuple[Viewer, bytes]] = {}
    imported: set[bytes] = set()
    for step in range(60):
        viewer, data = chance.choice((ANNA, BUDI, FIRA)), chance.choice((b"1", b"2", b"3", b"4"))
        act = chance.choice(("stage", "drop", "drop", "store"))
        mine = [staged_id for staged_id, (sender, _) in at_work.items() if sender == viewer]
        if act == "stage":
            at_work[stage_file(store, viewer, "report", "a.xlsx", data, DAY)] = (viewer, data)
        elif mine and act == "drop":
            drop_staged(store, viewer, mine[0])
            del at_work[mine[0]]
        elif mine and step > 40:
            imported.add(at_work[mine[0]][1])
            stored_import(store, at_work.pop(mine[0])[1], import_id=step)
            with store.writing(viewer, "store") as tx:
                close_staged(tx, viewer, mine[0], step)
        needed = imported | {data for _, data in at_work.values()}
        assert kept(store) == {hashlib.sha256(data).hexdigest() for data in needed}
    assert (imported != set(), verify(store)) == (True, [])


def test_closing_is_part_of_storing(store: Store) -> None:
    staged_id = stage_file(store, ANNA, "report", "a.xlsx", b"bytes", DAY)
    stored_import(store, b"bytes", import_id=7)
    with pytest.raises(ZeroDivisionError), store.writing(ANNA, "store") as tx:
        close_staged(tx, ANNA, staged_id, 7)
        raise ZeroDivisionError
    assert states(store) == {staged_id: "open"}

    with store.writing(ANNA, "store") as tx:
        close_staged(tx, ANNA, staged_id, 7)
    assert (states(store), len(kept(store))) == ({staged_id: "stored"}, 1)
    with store.reader(ANNA) as read:
        assert open_files(read) == []
        assert read.value("SELECT import_id FROM staged_files") == 7
    assert stage_file(store, ANNA, "report", "a.xlsx", b"bytes", DAY) > staged_id


def test_old_files_are_dropped_and_nothing_is_written_where_there_are_none(store: Store) -> None:
    old, edge, new = (stage_file(store, viewer, "report", "a", data, DAY)
                      for viewer, data in ((ANNA, b"1"), (BUDI, b"2"), (FIRA, b"3")))
    for staged_id, days_ago in ((old, 15), (edge, 14), (new, 0)):
        set_touched(store, staged_id, days_ago)

    assert drop_old(store, DAY) == 1
    assert states(store) == {old: "dropped", edge: "open", new: "open"}
    assert len(kept(store)) == 2
    with store.reader(SYSTEM) as read:
        entries = read.value("SELECT count(*) FROM audit_log")
    assert drop_old(store, DAY) == 0
    with store.reader(SYSTEM) as read:
        assert read.value("SELECT count(*) FROM audit_log") == entries


def test_verify_misses_the_file_of_an_open_upload(store: Store) -> None:
    stage_file(store, ANNA, "report", "a.xlsx", b"bytes", DAY)
    with store.writing(SYSTEM, "lose") as tx:
        tx.delete("import_files", sha256=hashlib.sha256(b"bytes").hexdigest())
    assert [problem.values for problem in verify(store)] == [{"n": 1}]
