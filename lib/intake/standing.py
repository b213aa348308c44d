"""What stands of events and reports, given which imports stand; what was taken away is kept to be put back.

A version of an event or report stands while its import does, or one that found it to be so; entered by hand it always
stands.
Above the last version that stands nothing is left; below it versions of undone imports stay, as what the later ones
were made upon. So undoing and putting back, in whatever order, leave the newest version that an import still says.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from lib.intake.pairing import event_key, pair_off, report_key, same_place
from lib.store import Reader, Writing

VERSIONS = "SELECT * FROM event_versions WHERE event_id IN (SELECT unnest($ids)) ORDER BY event_id, version"
TAKEN = """
    SELECT row_values FROM undone_rows
    WHERE table_name = $table AND CAST(json_extract_string(row_values, $key) AS BIGINT) IN (SELECT unnest($ids))
"""
# Taken away, and yet said by an import that stands: something else had taken its place.
KEPT_OUT = """
    SELECT DISTINCT CAST(json_extract_string(u.row_values, $key) AS BIGINT) AS id FROM undone_rows AS u
    WHERE u.table_name = $table AND (
        u.import_id IN (SELECT import_id FROM imports WHERE state = 'stored')
        OR CAST(json_extract_string(u.row_values, $key) AS BIGINT) IN (
            SELECT item_id FROM import_rows JOIN imports USING (import_id)
            WHERE outcome = 'same' AND kind = $kind AND state = 'stored'))
"""
# (the version, an import that says so): its own import, and those whose rows found it to be so.
SAID = """
    SELECT import_row_id AS id, import_id FROM import_rows WHERE import_row_id IN (SELECT unnest($ids))
    UNION ALL SELECT same_as, import_id FROM import_rows WHERE same_as IN (SELECT unnest($ids))
"""
STORED = "SELECT import_id FROM imports WHERE state = 'stored'"
ITEMS = "SELECT DISTINCT item_id FROM import_rows WHERE import_id = $id AND item_id IS NOT NULL ORDER BY item_id"
REPORTS = "SELECT * FROM main.whole_reports WHERE report_id IN (SELECT unnest($ids)) ORDER BY report_id"
FORMER_REPORTS = """
    SELECT * EXCLUDE (until) FROM main.former_reports WHERE report_id IN (SELECT unnest($ids)) ORDER BY import_row_id
"""
LIVE_EVENTS = """
    SELECT event_id, organiser, starts, venue, activity, title FROM main.events
    WHERE starts BETWEEN $first AND $last ORDER BY event_id
"""
LIVE_REPORTS = """
    SELECT report_id, occurred, area_code, place, reporter, description FROM main.reports
    WHERE occurred BETWEEN $first AND $last ORDER BY report_id
"""
_MOMENTS = ("starts", "ends", "occurred", "recorded_at")
_DAYS = ("received", "day", "notified", "permit_date", "corrected")

Values = dict[str, Any]


@dataclass
class Settled:
    """One event or report: its versions that are there, and those that should be, the newest last."""

    item_id: int
    there: list[Values]
    should: list[Values]
    is_replaced: bool = field(default=False)
    """Whether it stays away because another item has taken its place."""

    @property
    def off(self) -> list[Values]:
        """Rows to take away."""
        return [row for row in self.there if row not in self.should]

    @property
    def back(self) -> list[Values]:
        """Rows to put back."""
        return [row for row in self.should if row not in self.there]


def load_items(read: Reader | Writing, import_id: int) -> list[int]:
    """The events or reports that an import told of."""
    return [row["item_id"] for row in read.rows(ITEMS, id=import_id)]


def settle_events(read: Reader | Writing, item_ids: Collection[int], *, without: int | None = None) -> list[Settled]:
    """What should be there of these events, and of those that are kept out; `without` one import, as if undone."""
    ids = _with_kept_out(read, "event_versions", "$.event_id", "schedule", item_ids)
    there = {event_id: list(group) for event_id, group in groupby(read.rows(VERSIONS, ids=ids),
                                                                  key=itemgetter("event_id"))}
    taken = _by_item(_taken(read, "event_versions", "$.event_id", ids), "event_id")
    said = _said(read, [*there.values(), *taken.values()], without)
    settled = [Settled(event_id, there.get(event_id, []), _stand(there.get(event_id, []), taken[event_id], said))
               for event_id in ids]
    _keep_out_replaced(read, settled, LIVE_EVENTS, "starts", "event_id")
    return settled


def settle_reports(read: Reader | Writing, item_ids: Collection[int], *, without: int | None = None) -> list[Settled]:
    """The same of reports; one that somebody looked at stands whatever is undone."""
    ids = _with_kept_out(read, "reports", "$.report_id", "report", item_ids)
    there = _by_item([*read.rows(FORMER_REPORTS, ids=ids), *read.rows(REPORTS, ids=ids)], "report_id")
    taken = _by_item(_taken(read, "reports", "$.report_id", ids), "report_id")
    said = _said(read, [*there.values(), *taken.values()], without)
    settled = []
    for report_id in ids:
        stands = _stand(there[report_id], taken[report_id], said)
        if not stands and there[report_id] and there[report_id][-1]["verification"] != "baru":
            stands = there[report_id]
        settled.append(Settled(report_id, there[report_id], stands))
    _keep_out_replaced(read, settled, LIVE_REPORTS, "occurred", "report_id")
    return settled


def _by_item(rows: Iterable[Values], name: str) -> dict[int, list[Values]]:
    found = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return found


def _stand(there: list[Values], taken: list[Values], said: set[int]) -> list[Values]:
    """The versions there and those said of the taken ones, as far up as the last that stands."""
    stack = there
    for version in sorted(taken, key=itemgetter("import_row_id")):
        if version["import_row_id"] in said:
            stack = _insert(stack, version)
    while stack and not (stack[-1]["import_id"] is None or stack[-1]["import_row_id"] in said):
        stack = stack[:-1]
    return stack


def _with_kept_out(read: Reader | Writing, table: str, key: str, kind: str, item_ids: Collection[int]) -> list[int]:
    kept_out = {row["id"] for row in read.rows(KEPT_OUT, table=table, key=key, kind=kind)}
    return sorted({*item_ids, *kept_out})


def _said(read: Reader | Writing, versions: Iterable[list[Values]], without: int | None) -> set[int]:
    """The rows of those versions that an import says which stands."""
    stored = {row["import_id"] for row in read.rows(STORED)} - {without}
    told = [version["import_row_id"] for group in versions for version in group if version["import_row_id"] is not None]
    return {row["id"] for row in read.rows(SAID, ids=told) if row["import_id"] in stored} if told else set()


def _insert(stack: list[Values], version: Values) -> list[Values]:
    """Put a version where it stood: after all that were written before it."""
    place = 0
    for number, other in enumerate(stack, start=1):
        is_before = (other["recorded_at"] <= version["recorded_at"] if other["import_row_id"] is None
                     else other["import_row_id"] < version["import_row_id"])
        place = number if is_before else place
    return [*stack[:place], version, *stack[place:]]


def _keep_out_replaced(read: Reader | Writing, settled: list[Settled], sql: str, moment: str, name: str) -> None:
    """What would come back beside an item that is the same stays away: the file was stored again in the meantime.

    Two things of one file that look the same come back as two.
    """
    returning = [item for item in settled if item.should and not item.there]
    if not returning:
        return
    moments = [item.should[-1][moment] for item in returning]
    known = {item.item_id for item in settled}
    live = [row for row in read.rows(sql, first=min(moments), last=max(moments)) if row[name] not in known]
    live += [item.should[-1] for item in settled if item.there and item.should]
    by_import = itemgetter("import_id")
    returning.sort(key=lambda item: by_import(item.should[-1]))
    for _import_id, group in groupby(returning, key=lambda item: by_import(item.should[-1])):
        items = list(group)
        tops = [item.should[-1] for item in items]
        found = (pair_off(tops, live, event_key, _same_words) if moment == "starts"
                 else pair_off(tops, live, report_key, same_place))
        for item, twin in zip(items, found, strict=True):
            if twin is not None:
                item.should, item.is_replaced = [], True
        live += [item.should[-1] for item in items if item.should]


def _same_words(one: Values, other: Values) -> tuple[int, ...]:
    return one["activity"] == other["activity"], one["title"] == other["title"]


def apply(tx: Writing, settled: Iterable[Settled], table: str) -> None:
    """Take away and put back; versions of events are numbered anew from where they differ."""
    items = list(settled)
    (_write_events if table == "event_versions" else _write_reports)(tx, items)
    keep_taken(tx, table, (row for item in items for row in item.off))
    forget_taken(tx, table, (row for item in items for row in item.back))


def _write_events(tx: Writing, items: list[Settled]) -> None:
    gone, written = [], []
    for item in items:
        should = [{**row, "version": number} for number, row in enumerate(item.should, start=1)]
        same = next((n for n, (row, other) in enumerate(zip(item.there, should, strict=False)) if row != other),
                    min(len(item.there), len(should)))
        gone += item.there[same:]
        written += should[same:]
    by_row = [row["import_row_id"] for row in gone if row["import_row_id"] is not None]
    if by_row:
        tx.delete("event_versions", import_row_id=by_row)
    for row in gone:
        if row["import_row_id"] is None:
            tx.delete("event_versions", event_id=row["event_id"], version=row["version"])
    tx.insert("event_versions", written)


def _write_reports(tx: Writing, items: list[Settled]) -> None:
    """What a report says now, and what it said before, each until the day of the next; it stays as far checked."""
    items = [item for item in items if item.there != item.should]
    if gone := [item.item_id for item in items if item.there]:
        tx.delete("reports", report_id=gone)
        tx.delete("former_reports", report_id=gone)
    tx.insert("reports", [{**item.should[-1], "verification": (item.there or item.should)[-1]["verification"]}
                          for item in items if item.should])
    tx.insert("former_reports", [{**row, "until": later["corrected"]} for item in items
                                 for row, later in pairwise(item.should)])


def keep_taken(tx: Writing, table: str, rows: Iterable[Values]) -> None:
    """Keep rows that are taken away, by the import they are of."""
    tx.insert("undone_rows", [{"import_id": row["import_id"], "table_name": table, "row_values": _text(row)}
                              for row in rows])


def forget_taken(tx: Writing, table: str, rows: Iterable[Values]) -> None:
    """Drop what was kept of rows that were put back."""
    by_import = defaultdict(list)
    for row in rows:
        by_import[row["import_id"]].append(_text(row))
    for import_id, texts in by_import.items():
        tx.delete("undone_rows", import_id=import_id, table_name=table, row_values=texts)


def taken_of(read: Reader | Writing, table: str) -> Iterator[Values]:
    """Every row of a table that was taken away."""
    for row in read.rows("SELECT row_values FROM undone_rows WHERE table_name = $table", table=table):
        yield _values(row["row_values"])


def _taken(read: Reader | Writing, table: str, key: str, ids: list[int]) -> list[Values]:
    return [_values(row["row_values"]) for row in read.rows(TAKEN, table=table, key=key, ids=ids)]


def _text(row: Values) -> str:
    return json.dumps(row, ensure_ascii=False, default=_iso)


def _iso(value: date) -> str:
    return value.isoformat()


def _values(text: str) -> Values:
    row = json.loads(text)
    for name in _MOMENTS:
        if row.get(name) is not None:
            row[name] = datetime.fromisoformat(row[name])
    for name in _DAYS:
        if row.get(name) is not None:
            row[name] = date.fromisoformat(row[name])
    return row
