"""Files at work: kept from the moment they arrive until they are stored or dropped, so that a lost line loses nothing.

They are their sender's alone. Nothing that other pages show depends on them, so touching one leaves every cache good.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from lib.errors import Refusal
from lib.intake.files import EMPTY
from lib.intake.limits import load_limits
from lib.intake.readings import Kind
from lib.store import SYSTEM, Reader, Store, Viewer, Writing
from lib.text import N_, Message

SENDERS: dict[Kind, frozenset[str]] = {
    "schedule": frozenset({"system", "admin", "analyst", "party"}),
    "report": frozenset({"system", "admin", "analyst", "fkdm"}),
}
"""The roles that send each kind of file."""
MAX_OPEN = 100
"""Files one sender may have at work: more are forgotten ones, and each takes room in the database."""
MAX_OPEN_BYTES = 512 * 1024 * 1024
"""What they may hold together."""
MAX_CHOSEN = 8 * 1024 * 1024
"""Characters of what is chosen or decided for a file, all written anew on each click: a hundred thousand decisions."""
MAX_NAME = 255
UNTOUCHED = "{}"
"""The choices and decisions of a file nobody has decided anything about."""

_FIELDS = ("SELECT staged_id, kind, file_name AS name, sha256, received, choices, decisions, continues, created_at, "
           "created_by, updated_at FROM staged_files WHERE state = 'open'")
OPEN_FILES = _FIELDS + " ORDER BY updated_at DESC, staged_id DESC"
OPEN_FILE = _FIELDS + " AND staged_id = $id"
STAGED_BYTES = """
    SELECT content FROM import_files
    WHERE sha256 = (SELECT sha256 FROM staged_files WHERE state = 'open' AND staged_id = $id)
"""
SAME_OPEN_FILE = """
    SELECT staged_id FROM staged_files
    WHERE state = 'open' AND sha256 = $sha256 AND kind = $kind AND created_by = $name ORDER BY staged_id LIMIT 1
"""
COUNT_OPEN = """
    SELECT count(*) AS files, coalesce(sum(size), 0) AS size FROM staged_files JOIN import_files USING (sha256)
    WHERE state = 'open' AND created_by = $name
"""
OLD_FILES = """
    SELECT staged_id, sha256 FROM staged_files WHERE state = 'open' AND updated_at < $before ORDER BY staged_id
"""
STILL_NEEDED = """
    SELECT 1 FROM imports WHERE sha256 = $sha256
    UNION ALL SELECT 1 FROM staged_files WHERE sha256 = $sha256 AND state = 'open'
"""


@dataclass(frozen=True)
class StagedFile:
    """One file at work. `choices` and `decisions` are JSON texts; `created_at` and `updated_at` are UTC.

    `continues` is the import whose refused rows it sends again, mended.
    """

    staged_id: int
    kind: Kind
    name: str
    sha256: str
    received: date
    choices: str
    decisions: str
    continues: int | None
    created_at: datetime
    created_by: str
    updated_at: datetime


def stage_file(store: Store, viewer: Viewer, kind: Kind, name: str, data: bytes, received: date) -> int:
    """Keep a file that has just arrived, its bytes by their hash; returns its staged_id.

    The same bytes as the same kind, still open for this viewer, are the same upload. Raises Refusal for an empty file,
    one over the office's limit, a role that does not send this kind, and when too many are open.
    """
    if not _may_send(viewer, kind):
        raise Refusal(Message(N_("Your role does not send files of this kind.")))
    if not data:
        raise Refusal(Message(EMPTY))
    sha256 = hashlib.sha256(data).hexdigest()
    same = {"sha256": sha256, "kind": kind, "name": viewer.name}
    with store.reader(SYSTEM) as read:
        load_limits(read).check_bytes(len(data))
        open_already = read.value(SAME_OPEN_FILE, **same)
    if open_already is not None:
        return open_already
    with store.writing(viewer, "stage file", touches_data=False) as tx:
        # Asked again inside the transaction: two browsers may send the file at once.
        open_already = tx.value(SAME_OPEN_FILE, **same)
        if open_already is not None:
            return open_already
        held = tx.rows(COUNT_OPEN, name=viewer.name)[0]
        if held["files"] >= MAX_OPEN or (held["files"] and held["size"] + len(data) > MAX_OPEN_BYTES):
            raise Refusal(Message(N_("You have {n} uploads that are not finished. Store or drop some of them first."),
                                  {"n": held["files"]}))
        if not tx.rows("SELECT 1 FROM import_files WHERE sha256 = $sha256", sha256=sha256):
            tx.insert("import_files", [{"sha256": sha256, "size": len(data), "content": data, "kept_at": tx.at}])
        staged_id = tx.next_ids("staged_ids", 1)[0]
        tx.insert("staged_files", [{
            "staged_id": staged_id, "kind": kind, "state": "open",
            "file_name": PurePosixPath(name.replace("\\", "/")).name[-MAX_NAME:], "sha256": sha256,
            "received": received, "choices": UNTOUCHED, "decisions": UNTOUCHED, "continues": None, "import_id": None,
            "created_at": tx.at, "created_by": tx.by, "updated_at": tx.at}])
        return staged_id


def open_files(read: Reader) -> list[StagedFile]:
    """The reader's files at work, the one touched last first."""
    return [StagedFile(**row) for row in read.rows(OPEN_FILES)]


def load_staged(read: Reader, staged_id: int) -> StagedFile:
    """One of the reader's files at work; raises Refusal when there is none of this number (for this reader)."""
    found = read.rows(OPEN_FILE, id=staged_id)
    if not found:
        raise _no_such_upload()
    return StagedFile(**found[0])


def staged_bytes(read: Reader, staged_id: int) -> bytes:
    """The bytes as they arrived; raises Refusal as ``load_staged`` does."""
    found = read.rows(STAGED_BYTES, id=staged_id)
    if not found:
        raise _no_such_upload()
    return found[0]["content"]


def keep_choices(store: Store, viewer: Viewer, staged_id: int, *, choices: str | None = None,
                 decisions: str | None = None, received: date | None = None, continues: int | None = None) -> None:
    """Keep what was chosen for a file so far; what is None stays as it is, and what changes nothing writes nothing.

    Raises Refusal when there is no such upload, or no such import to continue, for this viewer, and ValueError for
    texts longer than anything the page makes.
    """
    if any(len(text or "") > MAX_CHOSEN for text in (choices, decisions)):
        raise ValueError("more choices than a file has cells")
    given = {"choices": choices, "decisions": decisions, "received": received, "continues": continues}
    given = {name: value for name, value in given.items() if value is not None}
    with store.reader(viewer) as read:
        staged = load_staged(read, staged_id)
        if continues is not None and not read.rows("SELECT 1 FROM imports WHERE import_id = $id", id=continues):
            raise Refusal(Message(N_("There is no import number {id}."), {"id": continues}))
    if all(getattr(staged, name) == value for name, value in given.items()):
        return
    with store.writing(viewer, "keep choices", touches_data=False) as tx:
        _own_open_file(tx, viewer, staged_id)
        tx.update("staged_files", {"staged_id": staged_id}, **given, updated_at=tx.at)


def drop_staged(store: Store, viewer: Viewer, staged_id: int) -> None:
    """Drop a file at work with what was chosen for it; its bytes go too, unless an import or another upload needs them.

    Raises Refusal when there is no such upload for this viewer.
    """
    with store.writing(viewer, "drop file", touches_data=False) as tx:
        _drop(tx, _own_open_file(tx, viewer, staged_id))


def close_staged(tx: Writing, viewer: Viewer, staged_id: int, import_id: int) -> None:
    """Note what a file at work was stored as, in the transaction that stores it; raises Refusal as the others do."""
    _own_open_file(tx, viewer, staged_id)
    tx.update("staged_files", {"staged_id": staged_id}, state="stored", import_id=import_id, updated_at=tx.at)


def drop_old(store: Store, today: date, days: int = 14) -> int:
    """Drop everybody's files that nobody touched in the last `days` days; returns how many."""
    before = datetime.combine(today - timedelta(days=days), datetime.min.time())
    with store.reader(SYSTEM) as read:
        if not read.rows(OLD_FILES, before=before):
            return 0
    with store.writing(SYSTEM, "drop old files", touches_data=False) as tx:
        old = tx.rows(OLD_FILES, before=before)
        for staged in old:
            _drop(tx, staged)
        return len(old)


def _drop(tx: Writing, staged: dict[str, Any]) -> None:
    """What was typed into the file goes with it: it may hold names."""
    tx.update("staged_files", {"staged_id": staged["staged_id"]}, state="dropped", choices=UNTOUCHED,
              decisions=UNTOUCHED, updated_at=tx.at)
    if not tx.rows(STILL_NEEDED, sha256=staged["sha256"]):
        tx.delete("import_files", sha256=staged["sha256"])


def _own_open_file(tx: Writing, viewer: Viewer, staged_id: int) -> dict[str, Any]:
    """The open file of this number, if it is the viewer's: inside a transaction every row can be seen."""
    found = tx.rows(OPEN_FILE, id=staged_id)
    if not found or not _may_send(viewer, found[0]["kind"]):
        raise _no_such_upload()
    if viewer.role != SYSTEM.role and found[0]["created_by"] != viewer.name:
        raise _no_such_upload()
    return found[0]


def _may_send(viewer: Viewer, kind: Kind) -> bool:
    return viewer.role in SENDERS[kind]


def _no_such_upload() -> Refusal:
    return Refusal(Message(N_("There is no such upload.")))
