"""The day from which something is known: the first on which a file was received that said so and whose import stands.

An older file may be stored after a newer one that says the same. What it says was known on the day it came.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import groupby
from operator import itemgetter

from lib.store import Writing

# Items of an import that were known from a later day only.
EARLIER = {
    "schedule": """
        SELECT DISTINCT r.item_id FROM import_rows AS r JOIN event_versions AS v ON v.import_row_id = r.same_as
        WHERE r.import_id = $id AND v.received > $received
    """,
    "report": """
        SELECT DISTINCT r.item_id FROM import_rows AS r JOIN reports AS p ON p.report_id = r.item_id
        WHERE r.import_id = $id AND p.received > $received
    """}
VERSIONS = """
    SELECT event_id, version, import_row_id, received FROM event_versions
    WHERE event_id IN (SELECT unnest($ids)) ORDER BY event_id, version
"""
SAID_ON = """
    SELECT v.import_row_id, i.received FROM event_versions AS v
    JOIN import_rows AS r ON coalesce(r.same_as, r.import_row_id) = v.import_row_id JOIN imports AS i
        ON i.import_id = r.import_id
    WHERE v.event_id IN (SELECT unnest($ids)) AND i.state = 'stored' ORDER BY i.received
"""
TOLD_ON = """
    SELECT p.report_id, p.received, min(i.received) AS first FROM reports AS p
    JOIN import_rows AS r ON r.item_id = p.report_id JOIN imports AS i ON i.import_id = r.import_id
    WHERE p.report_id IN (SELECT unnest($ids)) AND i.state = 'stored' AND i.kind = 'report'
    GROUP BY p.report_id, p.received HAVING p.received <> min(i.received) ORDER BY p.report_id
"""


def date_back(tx: Writing, kind: str, import_id: int, received: date) -> None:
    """Date back what an import, received on a day, says as a later one did that was stored before."""
    settle_received(tx, kind, [row["item_id"] for row in tx.rows(EARLIER[kind], id=import_id, received=received)])


def settle_received(tx: Writing, kind: str, item_ids: Collection[int]) -> None:
    """Set anew from which day events or reports are known, by the imports that stand.

    A version of an event is known no earlier than the one before it: what an older file said in the meantime is not
    what the newer one says of the days between. What no import says keeps its day.
    """
    if item_ids:
        (_settle_events if kind == "schedule" else _settle_reports)(tx, sorted(item_ids))


def _settle_events(tx: Writing, ids: list[int]) -> None:
    said = defaultdict(list)
    for row in tx.rows(SAID_ON, ids=ids):
        said[row["import_row_id"]].append(row["received"])
    moved = defaultdict(list)
    for _event_id, versions in groupby(tx.rows(VERSIONS, ids=ids), key=itemgetter("event_id")):
        before = date.min
        for version in versions:
            first = next((day for day in said[version["import_row_id"]] if day >= before), version["received"])
            if first != version["received"]:
                moved[first].append(version["import_row_id"])
            before = first
    for day, row_ids in moved.items():
        tx.update("event_versions", {"import_row_id": row_ids}, received=day)


def _settle_reports(tx: Writing, ids: list[int]) -> None:
    moved = defaultdict(list)
    for row in tx.rows(TOLD_ON, ids=ids):
        moved[row["first"]].append(row["report_id"])
    for day, report_ids in moved.items():
        tx.update("reports", {"report_id": report_ids}, received=day)
        tx.update("former_reports", {"report_id": report_ids}, received=day)
