"""Events as rows of the store: first versions, and later ones upon what was known before."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lib.intake.cells import compact
from lib.intake.plans import MissingEvent, PlannedRow, event_columns, event_values
from lib.store import Writing

NEWEST_VERSIONS = """
    SELECT v.* FROM event_versions AS v
    JOIN (SELECT event_id, max(version) AS version FROM event_versions
          WHERE event_id IN (SELECT unnest($ids)) GROUP BY event_id) AS newest USING (event_id, version)
"""
_NOT_IN_FILES = ("state", "joint_key")
"""Event fields a schedule file does not carry: a new version keeps them."""
_FIRST = {"version": 1, "state": "planned", "joint_key": None, "position_is_estimate": False}
"""What a first version says that no file does."""
_POINT = ("lat", "lon")
_OF_A_VENUE = ("venue_id", "area_code", *_POINT, "route", "gathering_point", "place_permission")
"""What is true of a venue, or of the way to it, is not true of another."""

Version = dict[str, Any]


def load_newest(tx: Writing, event_ids: list[int]) -> dict[int, Version]:
    """The newest version of each event."""
    return {row["event_id"]: row for row in tx.rows(NEWEST_VERSIONS, ids=event_ids)} if event_ids else {}


def write_events(tx: Writing, rows: list[PlannedRow], row_ids: list[int], missing: list[MissingEvent],
                 missing_row_ids: list[int], import_id: int, received: date) -> tuple[list[int], list[int | None]]:
    """Write new events, new versions and cancellations.

    Returns the event of each row, and the import_row_id of the version that a row of the outcome "same" found.
    """
    wards = {venue["venue_id"]: venue["area_code"] for venue in tx.rows("SELECT venue_id, area_code FROM venues")}
    known = load_newest(tx, [row.item_id for row in rows if row.item_id is not None]
                        + [event.event_id for event in missing])
    fresh = [place for place, row in enumerate(rows) if row.outcome == "new"]
    event_ids = tx.next_ids("event_ids", len(fresh))
    columns = {**event_columns([rows[place].row.values for place in fresh]), "event_id": event_ids,
               **{name: [value] * len(fresh) for name, value in _FIRST.items()},
               "import_row_id": [row_ids[place] for place in fresh]}
    columns["area_code"] = list(map(_in_ward(wards), columns["area_code"], columns["venue_id"]))
    item_ids = [row.item_id for row in rows]
    for place, event_id in zip(fresh, event_ids, strict=True):
        item_ids[place] = event_id
    later = [_version_upon(known[planned.item_id], planned, row_id, wards)
             for planned, row_id in zip(rows, row_ids, strict=True) if planned.outcome not in ("new", "same")]
    later += [{**known[event.event_id], "version": known[event.event_id]["version"] + 1, "state": "cancelled",
               "import_row_id": row_id} for event, row_id in zip(missing, missing_row_ids, strict=True)]
    count = len(fresh) + len(later)
    if count:
        stamp = {"import_id": import_id, "recorded_at": tx.at, "recorded_by": tx.by, "received": received}
        tx.insert_columns("event_versions", {
            **{name: [*column, *(version[name] for version in later)] for name, column in columns.items()},
            **{name: [value] * count for name, value in stamp.items()}})
    return item_ids, [known[row.item_id]["import_row_id"] if row.outcome == "same" else None for row in rows]


def _in_ward(wards: Mapping[str, str]) -> Callable[[str | None, str | None], str | None]:
    return lambda area_code, venue_id: area_code or wards.get(venue_id)


def _version_upon(before: Version, planned: PlannedRow, row_id: int, wards: Mapping[str, str]) -> Version:
    values = event_values(planned.row.values)
    values["area_code"] = _in_ward(wards)(values["area_code"], values["venue_id"])
    return {**_upon(before, values, planned.outcome), "event_id": planned.item_id, "version": before["version"] + 1,
            "import_row_id": row_id}


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
