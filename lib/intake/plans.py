"""What storing a reading would do, as data: row by row, with what is stored beside it."""

from collections.abc import Callable, Mapping, Sequence
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
    """One accepted row and what storing it does.

    `outcome` is new, changed, same or moved. `changed` names the columns that differ, `before` and `after` hold their
    values. `resembles` is the stored report a row may repeat, or the stored event that it may be at another hour or
    place, however that was decided. `repeats` is whether a person said, of this file or an earlier one, that the row
    tells once more of the report it is "the same" as.
    """

    row: Row
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


def _told(text: str | None) -> str | None:
    return text or None


def _listed(names: Sequence[str] | None) -> list[str] | None:
    return list(names) if names else None


def _day(moment: datetime | None) -> date | None:
    return moment and moment.date()


_EVENT_COLUMNS: Mapping[str, tuple[str, Callable[[Any], Any] | None]] = {
    "organiser": ("party", None), "activity": ("activity", None), "title": ("title", _told), "starts": ("start", None),
    "ends": ("end", None), "venue": ("venue", None), "venue_id": ("venue_id", None), "area_code": ("area_code", _told),
    "lat": ("lat", None), "lon": ("lon", None), "attendance": ("attendance", None), "vehicles": ("vehicles", None),
    "route": ("route", _told), "speakers": ("speakers", _listed), "gathering_point": ("gathering_point", _told),
    "link": ("link", _told), "place_permission": ("place_permission", None), "notified": ("notified", _day),
    "permit_no": ("permit_no", _told), "permit_date": ("permit_date", _day), "contact": ("contact", _told)}
"""Column of an event -> the field of a read row it is, and what is made of that."""


def event_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The event columns of a read schedule row."""
    return {column: values.get(name) if made is None else made(values.get(name))
            for column, (name, made) in _EVENT_COLUMNS.items()}


def event_columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """`event_values` of many rows, column by column."""
    columns = {}
    for column, (name, made) in _EVENT_COLUMNS.items():
        told = [values.get(name) for values in rows]
        columns[column] = told if made is None else list(map(made, told))
    return columns


def report_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The report columns of a read report row."""
    return {
        "occurred": values["occurred"], "occurred_has_time": bool(values.get("occurred_has_time")),
        "area_code": values.get("area_code") or None, "place": values.get("place") or None,
        "category": values.get("category") or None, "athg": values.get("athg") or None,
        "aspect": values.get("field") or None, "severity": values.get("severity"),
        "source_grade": values.get("source_grade") or None, "parties": list(values.get("parties") or []),
        "description": values["description"], "reporter": values.get("reporter") or None}
