"""What reading a file gives: rows that can be stored, rows held for a person, and every problem in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from lib.text import Message

Kind = Literal["schedule", "report"]
Level = Literal["error", "warning", "note"]

SCHEDULE_FIELDS = (
    "party",
    "activity",
    "title",
    "start",
    "end",
    "end_is_estimate",
    "venue",
    "area_code",
    "attendance",
    "permit_no",
    "contact",
)
REPORT_FIELDS = (
    "occurred",
    "area_code",
    "place",
    "category",
    "athg",
    "field",
    "severity",
    "source_grade",
    "parties",
    "description",
    "reporter",
)


def fields_of(kind: Kind) -> tuple[str, ...]:
    """The canonical fields of one kind of file, in their order."""
    return SCHEDULE_FIELDS if kind == "schedule" else REPORT_FIELDS


@dataclass(frozen=True, slots=True)
class Held:
    """A text no value is taken from: what is wrong, and what to do or what may have been meant."""

    message: Message
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell about a row: `error` holds it, `warning` leaves one field empty, `note` only informs."""

    sheet: str
    row: int
    field: str
    level: Level
    text: str
    message: Message
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One event or report.

    `row` is the number the spreadsheet program shows, `part` counts the events of one sheet row from 1.
    `values` holds the canonical fields: text, ISO moments as datetime, `occurred` with `occurred_has_time`,
    `parties` as a tuple of codes; beside them venue_id, lat, lon, received and other extras where the file has them.
    `raw` maps each column head to the cell as sent.
    """

    sheet: str
    row: int
    part: int
    values: Mapping[str, Any]
    raw: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of a table: its head as sent, the field it was taken for ("" = unused) and how sure (0..1)."""

    index: int
    head: str
    field: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """One table: where it was found, how its columns were taken, how many rows it gave."""

    sheet: str
    header_row: int
    columns: tuple[MappedColumn, ...]
    rows: int
    held: int


@dataclass(slots=True)
class Reading:
    """A file, read. `rows` may be stored without asking; `held` wait for a person, each with an error in `problems`.

    A refused file has `refusal` and nothing else. `quiet_days` are (area_code, day) that a "NIHIL" line
    reports as calm: coverage, not events.
    """

    name: str
    sha256: str
    kind: Kind
    refusal: Message | None = None
    sheets: list[Found] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    held: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    quiet_days: list[tuple[str, date]] = field(default_factory=list)
