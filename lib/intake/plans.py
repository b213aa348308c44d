"""What storing a reading would do, as data: row by row, with what is stored beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lib.intake.decisions import CANCELLED, Place
from lib.intake.readings import Problem, Row


@dataclass(frozen=True)
class Alike:
    """A stored event or report that a row is like without being the same; `likeness` runs from 0 to 100.

    `fields` are the stored columns, to be shown beside the row's, as far as the sender may see them.
    """

    item_id: int
    likeness: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One accepted row, its values as the store's columns, and what storing it does.

    `outcome` is new, changed, same or moved. `changed` names the columns that differ, `before` and `after` hold their
    values. `resembles` is the stored report a row may repeat, or the stored event that it may be at another hour or
    place, however that was decided. `repeats` is whether a person said, of this file or an earlier one, that the row
    tells once more of the report it is "the same" as.
    """

    row: Row
    values: Mapping[str, Any]
    outcome: str
    item_id: int | None = None
    changed: tuple[str, ...] = ()
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    resembles: Alike | None = None
    repeats: bool = False

    @property
    def place(self) -> Place:
        """Where the row stands in the file, as decisions name it."""
        return place_of(self.row)


@dataclass(frozen=True)
class MissingEvent:
    """A stored event within the days a file covers that no row of it speaks of; `verdict` is cancelled or kept.

    `is_told` is whether the file itself says that it is cancelled, on whatever day.
    `fields`: organiser, activity, title, starts, ends, venue, area_code, attendance, permit_no, contact.
    """

    event_id: int
    verdict: str
    fields: Mapping[str, Any]
    is_told: bool = False


@dataclass(frozen=True)
class OlderRow:
    """A row of no stored event, on a day that the schedule `received` later covers without listing it.

    `verdict` is new, then it is among the rows of the plan, or left_out, then it is refused.
    """

    row: Row
    received: date
    verdict: str

    @property
    def place(self) -> Place:
        """Where the row stands in the file, as decisions name it."""
        return place_of(self.row)


@dataclass(frozen=True)
class Plan:
    """What storing a reading would do; `refused` are rows the sender has no right to send, or that are out of date."""

    rows: list[PlannedRow]
    refused: list[Problem]
    missing: list[MissingEvent] = field(default_factory=list)
    older: list[OlderRow] = field(default_factory=list)

    def count(self, outcome: str) -> int:
        """The number of rows with this outcome."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def cancelled(self) -> list[MissingEvent]:
        """The missing events that were decided to be cancelled."""
        return [event for event in self.missing if event.verdict == CANCELLED]

    @property
    def duplicates(self) -> list[PlannedRow]:
        """The reports that may repeat a stored one, however that was decided."""
        return [row for row in self.rows if row.resembles is not None and "occurred" in row.row.values]


def place_of(row: Row) -> Place:
    """Where a row stands in the file, as decisions name it."""
    return row.sheet, row.row, row.part


def event_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The event columns of a read schedule row."""
    return {
        "organiser": values["party"], "activity": values["activity"], "title": values.get("title") or None,
        "starts": values["start"], "ends": values.get("end"), "venue": values["venue"],
        "venue_id": values.get("venue_id"), "area_code": values.get("area_code") or None,
        "lat": values.get("lat"), "lon": values.get("lon"), "attendance": values.get("attendance"),
        "vehicles": values.get("vehicles"), "route": values.get("route") or None,
        "speakers": list(values["speakers"]) if values.get("speakers") else None,
        "gathering_point": values.get("gathering_point") or None, "link": values.get("link") or None,
        "place_permission": values.get("place_permission"), "notified": _day(values.get("notified")),
        "permit_no": values.get("permit_no") or None, "permit_date": _day(values.get("permit_date")),
        "contact": values.get("contact") or None}


def _day(moment: datetime | None) -> date | None:
    return moment and moment.date()


def report_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The report columns of a read report row."""
    return {
        "occurred": values["occurred"], "occurred_has_time": bool(values.get("occurred_has_time")),
        "area_code": values.get("area_code") or None, "place": values.get("place") or None,
        "category": values.get("category") or None, "athg": values.get("athg") or None,
        "aspect": values.get("field") or None, "severity": values.get("severity"),
        "source_grade": values.get("source_grade") or None, "parties": list(values.get("parties") or []),
        "description": values["description"], "reporter": values.get("reporter") or None}
