"""What reading a file gives: rows that can be stored, rows held for a person, and every problem in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from lib.text import Message

Kind = Literal["schedule", "report"]
Level = Literal["error", "warning", "note"]
Order = Literal["day_first", "month_first", "as_shown", "turned"]
Certainty = Literal["certain", "look"]

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
    """One thing to tell about a row: `error` holds it, `warning` leaves one field empty, `note` only informs.

    `column` (from 0) is set where one cell is to blame: `text` is then what stands in it, "" where nothing does.
    """

    sheet: str
    row: int
    field: str
    level: Level
    text: str
    message: Message
    hint: Message | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One event or report.

    `row` is the number the spreadsheet program shows, `part` counts the events of one sheet row from 1.
    `values` holds the canonical fields: text, ISO moments as datetime, `occurred` with `occurred_has_time`,
    `parties` as a tuple of codes; beside them venue_id, lat, lon, received and other extras where the file has them.
    `raw` maps each column head to the cell as sent, `typed` the heads of cells typed anew to what was read instead.
    """

    sheet: str
    row: int
    part: int
    values: Mapping[str, Any]
    raw: Mapping[str, str]
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of a table: its head as sent, the field it was taken for ("" = unused) and how sure (0..1)."""

    index: int
    head: str
    field: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """One table: where it was found, how its columns were taken, how many rows it gave.

    `certainty` is "certain" when whole names of heads, or a person, tell every column a row cannot do without.
    """

    sheet: str
    header_row: int
    columns: tuple[MappedColumn, ...]
    rows: int
    held: int
    certainty: Certainty = "look"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word of a closed list (`field`: party, activity, category, area_code) that is not known.

    `text` as written, `key` as meanings are compared, `count` the rows that hold it, `guess` the code it may mean.
    """

    field: str
    text: str
    key: str
    count: int
    guess: str | None = None


@dataclass(frozen=True, slots=True)
class DateSample:
    """One date cell that can be read in two ways: its row, its text, and the day under each order."""

    row: int
    text: str
    days: Mapping[Order, date]


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """Dates of one table that can be read in two ways; a person may say which of `orders` holds.

    `heads` are those of the date columns, `samples` up to three cells, `count` the rows it is about. It is asked
    whether or not it was answered, so that an answer can be changed.
    """

    sheet: str
    header_row: int
    heads: tuple[str, ...]
    orders: tuple[Order, Order]
    samples: tuple[DateSample, ...]
    count: int


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """The beginning of one sheet: `rows` are (number as shown, texts of the cells) of the first filled rows.

    `columns` and `total` count the columns and the filled rows of the whole sheet; `header_rows` are the rows where
    tables were found unasked.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    columns: int
    total: int
    header_rows: tuple[int, ...] = ()


@dataclass(slots=True)
class Reading:
    """A file, read. `rows` may be stored without asking; `held` wait for a person, each with an error in `problems`,
    or were left out by one, with a note.

    A refused file has `refusal` and nothing else but the `previews` of its sheets where they could be read.
    `quiet_days` are (area_code, day) that a "NIHIL" line reports as calm: coverage, not events. `unknowns` and
    `questions` are what a person can settle for many rows at once, the unknown words by how many rows hold them.
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
    unknowns: list[Unknown] = field(default_factory=list)
    questions: list[DateQuestion] = field(default_factory=list)
    previews: list[SheetPreview] = field(default_factory=list)
