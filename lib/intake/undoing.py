"""Imports undone, and put back: what one file brought goes as far as nothing else stands behind it."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lib.errors import Refusal
from lib.intake.known_since import settle_received
from lib.intake.mending import mark_mended
from lib.intake.pairing import event_key, report_key
from lib.intake.standing import (
    Settled,
    apply,
    forget_taken,
    keep_taken,
    load_items,
    settle_events,
    settle_reports,
    taken_of,
)
from lib.store import SYSTEM, Reader, Store, Viewer, Writing
from lib.text import N_, Message

IMPORT = "SELECT state, kind, continues, created_by FROM imports WHERE import_id = $id"
# It brought something, nothing of that stayed, and nothing is kept of what went (``retention``).
PURGED = """
    SELECT 1 FROM imports WHERE import_id = $id AND rows_new > 0 AND kept_after_undo = 0
    AND import_id NOT IN (SELECT import_id FROM undone_rows) AND import_id NOT IN (SELECT import_id FROM reports
    WHERE import_id IS NOT NULL) AND import_id NOT IN (SELECT import_id FROM event_versions WHERE import_id IS NOT NULL)
"""
UNCOVERED = """
    SELECT c.* FROM coverage AS c JOIN imports AS i USING (import_id)
    WHERE i.state = 'undone' AND NOT (c.source = 'report' AND EXISTS (
        FROM reports AS r
        WHERE r.import_id = c.import_id AND r.area_code = c.area_code AND CAST(r.occurred AS DATE) = c.day))
    ORDER BY ALL
"""
REPORTED_DAYS = "SELECT DISTINCT import_id, area_code, CAST(occurred AS DATE) AS day FROM reports"
SENDERS = "SELECT import_id, created_by FROM imports"
STORED = "SELECT import_id FROM imports WHERE state = 'stored'"
VERIFYING = """
    SELECT actor, recorded_at, changes FROM audit_log
    WHERE contains(changes, '"table": "reports"') AND contains(changes, '"verification"') ORDER BY seq
"""
_UNDOES_ANY, _UNDOES_OWN = ("system", "admin", "analyst"), ("party", "fkdm")
_TOLD = {"schedule": ("organiser", "activity", "title", "starts", "venue", "area_code"),
         "report": ("occurred", "occurred_has_time", "area_code", "place", "category")}
_TABLES = {"schedule": "event_versions", "report": "reports"}


@dataclass(frozen=True)
class Undone:
    """What undoing took back, and what it kept because another import or a person stands behind it too."""

    removed: int
    restored: int
    kept: list[int]


@dataclass(frozen=True)
class Redone:
    """What was put back; `kept_out` are the events and reports whose place something later has taken."""

    restored: int
    kept_out: list[int]


@dataclass(frozen=True)
class ToldItem:
    """An event or report in a few words.

    `fields`: of an event organiser, activity, title, starts, venue, area_code; of a report occurred,
    occurred_has_time, area_code, place, category.
    """

    item_id: int
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class EditedItem:
    """An item that was changed since: by whom (None where the viewer is not told), when (UTC), by which import."""

    item: ToldItem
    by: str | None
    at: datetime | None
    import_id: int | None


@dataclass(frozen=True)
class UndoPreview:
    """What undoing would remove, put back as it was, and keep; `edited` are those of the kept changed since."""

    removed: list[ToldItem]
    restored: list[ToldItem]
    kept: list[ToldItem]
    edited: list[EditedItem]


def preview_undo(store: Store, viewer: Viewer, import_id: int) -> UndoPreview:
    """What ``undo_import`` would do, without doing it, as far as the viewer may know; raises Refusal as it does."""
    found = _find(store, viewer, import_id)
    if found["state"] != "stored":
        raise _undone_already(import_id)
    kind = found["kind"]
    with store.reader(SYSTEM) as read:
        settled = [item for item in _settle(read, kind, load_items(read, import_id), without=import_id)
                   if _is_told(viewer, kind, item)]
        kept = [item for item in settled if _is_kept(item, import_id)]
        edited = (_edited_events(kept, import_id) if kind == "schedule" else _edited_reports(read, kept, import_id))
    if viewer.role not in _UNDOES_ANY:
        edited = [EditedItem(line.item, None, line.at, line.import_id) for line in edited]
    return UndoPreview(
        [_told(kind, item.item_id, item.there[-1]) for item in settled if item.there and not item.should],
        [_told(kind, item.item_id, item.should[-1]) for item in settled if item.should and _has_new_top(item)],
        [_told(kind, item.item_id, item.should[-1]) for item in kept], edited)


def undo_import(store: Store, viewer: Viewer, import_id: int) -> Undone:
    """Take back what an import added, changed, moved or cancelled, as far as no other import says it too.

    What stays is named. With the last import that says so it goes as well: an event that two files held goes when
    both are undone. What goes is kept apart, for ``redo_import``.

    Raises Refusal when there is no such import (for this viewer) or it was undone already.
    """
    kind = _find(store, viewer, import_id)["kind"]
    with store.writing(viewer, "undo import") as tx:
        # Asked again inside the transaction: two people may press the button at once.
        found = tx.rows(IMPORT, id=import_id)[0]
        if found["state"] != "stored":
            raise _undone_already(import_id)
        tx.update("imports", {"import_id": import_id}, state="undone", undone_at=tx.at, undone_by=tx.by)
        settled = _settle(tx, kind, load_items(tx, import_id))
        apply(tx, settled, _TABLES[kind])
        settle_received(tx, kind, [item.item_id for item in settled])
        _settle_coverage(tx)
        if found["continues"] is not None:
            mark_mended(tx, found["continues"])
        undone = Undone(
            sum(bool(item.there) and not item.should for item in settled),
            sum(bool(item.should) and _has_new_top(item) for item in settled),
            [item.item_id for item in settled if _is_kept(item, import_id)])
        tx.update("imports", {"import_id": import_id}, kept_after_undo=len(undone.kept))
        return undone


def redo_import(store: Store, viewer: Viewer, import_id: int) -> Redone:
    """Put back what undoing an import took away, as far as nothing later has taken its place; what stays out is named.

    Raises Refusal when there is no such import (for this viewer) or it is not undone.
    """
    kind = _find(store, viewer, import_id)["kind"]
    with store.writing(viewer, "redo import") as tx:
        found = tx.rows(IMPORT, id=import_id)[0]
        if found["state"] != "undone":
            raise Refusal(Message(N_("Import number {id} is not undone."), {"id": import_id}))
        if tx.value(PURGED, id=import_id):
            raise Refusal(Message(N_("What import number {id} brought was deleted when its time was over. Send the "
                                     "file again."), {"id": import_id}))
        tx.update("imports", {"import_id": import_id}, state="stored", undone_at=None, undone_by=None,
                  kept_after_undo=None)
        items = set(load_items(tx, import_id))
        settled = _settle(tx, kind, items)
        apply(tx, settled, _TABLES[kind])
        settle_received(tx, kind, [item.item_id for item in settled])
        _settle_coverage(tx)
        if found["continues"] is not None:
            mark_mended(tx, found["continues"])
        return Redone(
            sum(bool(item.should) and _has_new_top(item) for item in settled),
            [item.item_id for item in settled
             if item.item_id in items and (item.is_replaced or _is_overruled(item, import_id))])


def may_undo(viewer: Viewer, created_by: str) -> bool:
    """Whether `viewer` may undo, and put back, an import of `created_by`."""
    return viewer.role in _UNDOES_ANY or (viewer.role in _UNDOES_OWN and viewer.name == created_by)


def _find(store: Store, viewer: Viewer, import_id: int) -> dict[str, Any]:
    with store.reader(viewer) as read:
        found = read.rows(IMPORT, id=import_id)
    if not found or not may_undo(viewer, found[0]["created_by"]):
        raise Refusal(Message(N_("There is no import number {id}."), {"id": import_id}))
    return found[0]


def _is_told(viewer: Viewer, kind: str, item: Settled) -> bool:
    """Whether the viewer may read the item: what one undoing makes room for may be another's."""
    if viewer.role in _UNDOES_ANY:
        return True
    return any(row["organiser"] == viewer.organiser if kind == "schedule" else row["area_code"] in viewer.areas
               for row in (item.should or item.there)[-1:])


def _undone_already(import_id: int) -> Refusal:
    return Refusal(Message(N_("Import number {id} was undone already."), {"id": import_id}))


def _settle(read: Reader | Writing, kind: str, items: Collection[int], *, without: int | None = None) -> list[Settled]:
    """What should be there of an import's items, and of those that were kept out because one of them was there.

    Whatever else is kept out is not this import's to bring back: it may be another sender's.
    """
    settled = (settle_events if kind == "schedule" else settle_reports)(read, items, without=without)
    own, key_of = set(items), event_key if kind == "schedule" else report_key
    places = {key_of(row) for item in settled if item.item_id in own for row in (*item.there, *item.should)}
    return [item for item in settled if item.item_id in own or not places.isdisjoint(map(key_of, item.should))]


def _is_kept(item: Settled, import_id: int) -> bool:
    return bool(item.there) and any(row["import_id"] == import_id for row in item.should)


def _has_new_top(item: Settled) -> bool:
    return not item.there or item.there[-1] != item.should[-1]


def _is_overruled(item: Settled, import_id: int) -> bool:
    return any(row["import_id"] == import_id for row in item.should[:-1])


def _told(kind: str, item_id: int, row: Mapping[str, Any]) -> ToldItem:
    return ToldItem(item_id, {name: row[name] for name in _TOLD[kind]})


def _edited_events(kept: list[Settled], import_id: int) -> list[EditedItem]:
    """Events with a later version than this import's."""
    return [EditedItem(_told("schedule", item.item_id, top), top["recorded_by"], top["recorded_at"], top["import_id"])
            for item in kept if (top := item.should[-1])["import_id"] != import_id]


def _edited_reports(read: Reader, kept: list[Settled], import_id: int) -> list[EditedItem]:
    """Reports that a later import corrected, and those that somebody checked; who did stands in the log."""
    checked = [item for item in kept if item.should[-1]["verification"] != "baru"]
    last: dict[int, tuple[str, datetime]] = {}
    for line in read.rows(VERIFYING) if checked else []:
        for change in json.loads(line["changes"]):
            if change.get("table") == "reports" and "verification" in change.get("after", {}):
                ids = change["key"].get("report_id", [])
                last |= dict.fromkeys(ids if isinstance(ids, list) else [ids], (line["actor"], line["recorded_at"]))
    senders = {row["import_id"]: row["created_by"] for row in read.rows(SENDERS)} if kept else {}
    corrected = [EditedItem(_told("report", item.item_id, top), senders.get(top["import_id"]), top["recorded_at"],
                            top["import_id"])
                 for item in kept if item not in checked and (top := item.should[-1])["import_id"] != import_id]
    return corrected + [
        EditedItem(_told("report", item.item_id, item.should[-1]), *last.get(item.item_id, (None, None)), None)
        for item in checked]


def _settle_coverage(tx: Writing) -> None:
    """The ward-days of undone imports go, but for those of their reports that stayed; what stands again comes back."""
    rows = tx.rows(UNCOVERED)
    gone = defaultdict(list)
    for row in rows:
        gone[row["import_id"], row["area_code"], row["source"]].append(row["day"])
    for (import_id, area_code, source), days in gone.items():
        tx.delete("coverage", import_id=import_id, area_code=area_code, source=source, day=days)
    keep_taken(tx, "coverage", rows)
    stored = {row["import_id"] for row in tx.rows(STORED)}
    reported = {(row["import_id"], row["area_code"], row["day"]) for row in tx.rows(REPORTED_DAYS)}
    back = [row for row in taken_of(tx, "coverage") if row["import_id"] in stored or (
        row["source"] == "report" and (row["import_id"], row["area_code"], row["day"]) in reported)]
    tx.insert("coverage", back)
    forget_taken(tx, "coverage", back)
