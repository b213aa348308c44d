"""Events as rows of the store: first versions, and later ones upon what was known before."""

from collections.abc import Mapping
from datetime import date
from operator import itemgetter
from typing import Any

from lib.intake.cells import compact
from lib.intake.plans import MissingEvent, PlannedRow
from lib.store import Writing

NEWEST_VERSIONS = """
    SELECT v.* FROM event_versions AS v
    JOIN (SELECT event_id, max(version) AS version FROM event_versions
          WHERE event_id IN (SELECT unnest($ids)) GROUP BY event_id) AS newest USING (event_id, version)
"""
_NOT_IN_FILES = ("state", "joint_key")
"""Event fields a schedule file does not carry: a new version keeps them."""
_UNTOLD = {"state": "planned", "joint_key": None}
_POINT = ("lat", "lon")
_TOLD = ("organiser", "activity", "title", "starts", "ends", "venue", "venue_id", "area_code", "lat", "lon",
         "attendance", "vehicles", "route", "speakers", "gathering_point", "link", "place_permission", "notified",
         "permit_no", "permit_date", "contact")
_OF_A_VENUE = ("venue_id", "area_code", *_POINT, "route", "gathering_point", "place_permission")
"""What is true of a venue, or of the way to it, is not true of another."""

_COLUMNS = ("event_id", "version", *_UNTOLD, *_TOLD, "position_is_estimate", "import_row_id")
"""Those in which the versions of one import differ."""
_told = itemgetter(*_TOLD)
_in_order = itemgetter(*_COLUMNS)

Version = dict[str, Any]


def load_newest(tx: Writing, event_ids: list[int]) -> dict[int, Version]:
    """The newest version of each event."""
    return {row["event_id"]: row for row in tx.rows(NEWEST_VERSIONS, ids=event_ids)} if event_ids else {}


def write_events(tx: Writing, rows: list[PlannedRow], row_ids: list[int], missing: list[MissingEvent],
                 missing_row_ids: list[int], import_id: int, received: date) -> tuple[list[int], list[int | None]]:
    """Write new events, new versions and cancellations.

    Returns the event of each row, and the import_row_id of the version that a row of the outcome "same" found.
    """
    fresh = iter(tx.next_ids("event_ids", sum(row.outcome == "new" for row in rows)))
    wards = {venue["venue_id"]: venue["area_code"] for venue in tx.rows("SELECT venue_id, area_code FROM venues")}
    known = load_newest(tx, [row.item_id for row in rows if row.item_id is not None]
                        + [event.event_id for event in missing])
    versions: list[tuple[Any, ...]] = []
    item_ids, found, untold = [], [], tuple(_UNTOLD.values())
    for planned, row_id in zip(rows, row_ids, strict=True):
        before = known.get(planned.item_id)
        item_ids.append(next(fresh) if before is None else planned.item_id)
        found.append(before["import_row_id"] if before and planned.outcome == "same" else None)
        if planned.outcome == "same":
            continue
        values = planned.values
        if values["area_code"] is None and values["venue_id"] in wards:
            values = {**values, "area_code": wards[values["venue_id"]]}
        if before is None:
            versions.append((item_ids[-1], 1, *untold, *_told(values), False, row_id))
        else:
            versions.append(_in_order({**_upon(before, values, planned.outcome), "event_id": planned.item_id,
                                       "version": before["version"] + 1, "import_row_id": row_id}))
    for event, row_id in zip(missing, missing_row_ids, strict=True):
        before = known[event.event_id]
        versions.append(_in_order({**before, "version": before["version"] + 1, "state": "cancelled",
                                   "import_row_id": row_id}))
    if columns := list(map(list, zip(*versions, strict=True))):
        stamp = {"import_id": import_id, "recorded_at": tx.at, "recorded_by": tx.by, "received": received}
        tx.insert_columns("event_versions", {
            **dict(zip(_COLUMNS, columns, strict=True)),
            **{name: [value] * len(versions) for name, value in stamp.items()}})
    return item_ids, found


def _upon(before: Mapping[str, Any], values: Version, outcome: str) -> Version:
    """What a row tells, with what was known before where it tells nothing.

    An end belongs to its start and a position to its venue and ward: they do not outlive a move.
    """
    merged = {name: before[name] if value is None else value for name, value in values.items()}
    if before["area_code"] not in (None, merged["area_code"]):
        merged.update({name: values[name] for name in _POINT})
    if values["starts"] != before["starts"]:
        merged["ends"] = values["ends"]
    if compact(values["venue"]) != compact(before["venue"]):
        merged.update({name: values[name] for name in _OF_A_VENUE})
    keeps_point = values["lat"] is None and merged["lat"] is not None
    merged["position_is_estimate"] = keeps_point and before["position_is_estimate"]
    kept = {name: before[name] for name in _NOT_IN_FILES}
    if outcome == "moved":
        kept["state"] = "moved"
    elif before["state"] == "cancelled":
        kept["state"] = "planned"
    return {**kept, **merged}
