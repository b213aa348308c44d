"""Imports undone again: what one file brought goes, as far as nothing else stands behind it."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, takewhile
from operator import itemgetter

from lib.errors import Refusal
from lib.store import Store, Viewer, Writing
from lib.text import N_, Message

# A version stands while its import does, or a later one that found it to be so; entered by hand it always stands.
VERSIONS = """
    SELECT v.event_id, v.version, v.import_id,
        v.import_id IS NULL OR own.state = 'stored' OR EXISTS (
            FROM import_rows AS r JOIN imports AS i ON i.import_id = r.import_id
            WHERE r.item_id = v.event_id AND r.outcome = 'same' AND i.kind = 'schedule' AND i.state = 'stored'
              AND i.import_id > v.import_id AND NOT EXISTS (
                FROM event_versions AS w
                WHERE w.event_id = v.event_id AND w.version > v.version AND w.import_id < i.import_id)) AS stands
    FROM event_versions AS v LEFT JOIN imports AS own ON own.import_id = v.import_id
    WHERE v.event_id IN (SELECT item_id FROM import_rows WHERE import_id = $id AND item_id IS NOT NULL)
    ORDER BY v.event_id, v.version DESC
"""
REPORTS_OF = """
    SELECT report_id, import_id, verification <> 'baru' OR EXISTS (
        FROM import_rows AS r JOIN imports AS i ON i.import_id = r.import_id
        WHERE r.item_id = reports.report_id AND i.kind = 'report' AND i.state = 'stored') AS stands
    FROM reports
    WHERE report_id IN (SELECT item_id FROM import_rows WHERE import_id = $id AND item_id IS NOT NULL)
    ORDER BY report_id
"""


UNCOVERED = """
    SELECT c.import_id, c.area_code, c.source, c.day
    FROM coverage AS c JOIN imports AS i USING (import_id)
    WHERE i.state = 'undone' AND NOT (c.source = 'report' AND EXISTS (
        FROM reports AS r
        WHERE r.import_id = c.import_id AND r.area_code = c.area_code AND CAST(r.occurred AS DATE) = c.day))
    ORDER BY ALL
"""


@dataclass(frozen=True)
class Undone:
    """What undoing took back, and what it kept because another import or a person stands behind it too."""

    removed: int
    restored: int
    kept: list[int]


def undo_import(store: Store, viewer: Viewer, import_id: int) -> Undone:
    """Take back what an import added or changed, as far as no other import says it too; what stays is named.

    With the last import that says so it goes as well: an event that two files held goes when both are undone.

    Raises Refusal when there is no such import (for this viewer) or it was undone already.
    """
    with store.reader(viewer) as read:
        found = read.rows("SELECT state, kind FROM imports WHERE import_id = $id", id=import_id)
    if not found:
        raise Refusal(Message(N_("There is no import number {id}."), {"id": import_id}))
    with store.writing(viewer, "undo import") as tx:
        # Asked again inside the transaction: two people may press the button at once.
        if not tx.rows("SELECT 1 FROM imports WHERE import_id = $id AND state = 'stored'", id=import_id):
            raise Refusal(Message(N_("Import number {id} was undone already."), {"id": import_id}))
        tx.update("imports", {"import_id": import_id}, state="undone", undone_at=tx.at, undone_by=tx.by)
        undone = _undo_events(tx, import_id) if found[0]["kind"] == "schedule" else _undo_reports(tx, import_id)
        _undo_coverage(tx)
        tx.update("imports", {"import_id": import_id}, kept_after_undo=len(undone.kept))
        return undone


def _undo_events(tx: Writing, import_id: int) -> Undone:
    """Take versions off the top of each event the import told of, down to one that stands."""
    removed, restored, kept = [], [], []
    gone = defaultdict(list)
    for event_id, group in groupby(tx.rows(VERSIONS, id=import_id), key=itemgetter("event_id")):
        versions = list(group)
        off = list(takewhile(lambda version: not version["stands"], versions))
        for version in off:
            gone[version["import_id"]].append(event_id)
        if len(off) == len(versions):
            removed.append(event_id)
        elif off:
            restored.append(event_id)
        if any(version["import_id"] == import_id for version in versions[len(off):]):
            kept.append(event_id)
    for origin, event_ids in gone.items():
        tx.delete("event_versions", import_id=origin, event_id=event_ids)
    return Undone(len(removed), len(restored), kept)


def _undo_reports(tx: Writing, import_id: int) -> Undone:
    told = tx.rows(REPORTS_OF, id=import_id)
    gone = [report["report_id"] for report in told if not report["stands"]]
    if gone:
        tx.delete("reports", report_id=gone)
    return Undone(len(gone), 0, [report["report_id"] for report in told
                                 if report["stands"] and report["import_id"] == import_id])


def _undo_coverage(tx: Writing) -> None:
    """The ward-days of undone imports go, but for those of their reports that stayed."""
    gone = defaultdict(list)
    for row in tx.rows(UNCOVERED):
        gone[row["import_id"], row["area_code"], row["source"]].append(row["day"])
    for (import_id, area_code, source), days in gone.items():
        tx.delete("coverage", import_id=import_id, area_code=area_code, source=source, day=days)
