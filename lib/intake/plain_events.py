"""Events of large schedules: a row that is one event, and whose parts were all met before, is put together from them.

What a part is read as is decided by the same readers as ever, for the first row that has it. A row with a list in a
cell, with words that may call it off, with any problem, or typed anew is left to be read whole.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from lib.intake.cells import Cell, CellError, is_nothing, one_line, says_yes, show
from lib.intake.columns import EXTRAS
from lib.intake.drafts import Draft
from lib.intake.event_extras import EventExtras, late_days
from lib.intake.event_times import Moment
from lib.intake.known_parts import TROUBLED, Memories, Run
from lib.intake.lines import Line
from lib.intake.lists import SPLIT_FIELDS, items_of
from lib.intake.points import place_point
from lib.intake.table_rows import Entry, TableRows
from lib.intake.toolbox import Toolbox

_WHO = ("party", "ballot_number")
_WHAT = ("activity", "title")
_WHEN = (
    "date", "month", "year", "number", "weekday", "hours", "start_hour", "end_hour", "ends_at", "end_date", "all_day",
)  # fmt: skip
_VENUE = ("venue", "address")
_WARD = ("ward", "ward_or_district", "district", "city", "ward_code")
_POINT = ("estimated_point", "lat", "lon")
_TEXTS = ("title", "permit_no", "contact")

Values = dict[str, Any]
Telling = tuple[tuple[str, Cell], ...]
ReadsCells = Callable[..., Any]
"""Takes the draft, the entry, its cells and what else decides."""


class EventReaders(NamedTuple):
    """The readers of one table: its cells, each part of an event, and whether a text leaves the event standing."""

    cells: Callable[[Line], dict[str, Cell]]
    party: ReadsCells
    activity: ReadsCells
    moments: ReadsCells
    venue: Callable[[dict[str, Cell]], str]
    place: ReadsCells
    extras: EventExtras
    tells_plainly: Callable[[str], bool]


class _Venue(NamedTuple):
    """A place's text, the well-known venue it is, and those of its texts that say anything of wards."""

    text: str
    venue_id: str | None
    telling: Telling


class PlainEvents:
    """Reads the rows of one table that can be put together from parts."""

    def __init__(self, rows: TableRows, tools: Toolbox, reads: EventReaders) -> None:
        self._rows, self._tools, self._reads = rows, tools, reads
        # The form may stand in the title, the day beside the number of the line, where no column has them.
        self._what = _WHAT if not rows.has("activity") else _WHAT[:1]
        self._when = tuple(name for name in _WHEN if name != "number" or rows.fields.get("month"))
        self._joined = [name for name in SPLIT_FIELDS if len(rows.fields.get(name, ())) > 1]
        self._memories = Memories(rows)
        self._plain: set[str] = set()

    def read(self, run: Run) -> list[list[Draft] | None]:
        """The drafts of each row, one for each day of its event; None where the row must be read whole."""
        if self._rows.fields.get("composite"):
            return [None] * len(run.entries)
        whole = self._to_be_read_whole(run)
        party = self._known("party", run, _WHO, self._reads.party)
        activity = self._known("activity", run, self._what, self._reads.activity)
        moments = self._known("moments", run, self._when, self._reads.moments)
        venues = self._known("venue", run, _VENUE, self._read_venue)
        telling = [() if venue is TROUBLED else venue.telling for venue in venues]
        place = self._known("place", run, _WARD, self._read_place, telling)
        attendance = self._known("attendance", run, ("attendance",), self._read_attendance)
        points = self._known("point", run, _POINT, self._read_point)
        title, permit_no, contact = (list(map(plain_text, run.field(name))) for name in _TEXTS)
        extras = self._known_extras(run) if self._reads.extras.names else [{}] * len(run.entries)
        for part in (party, activity, moments, venues, place, attendance, points, extras):
            if TROUBLED in part:
                whole.update(at for at, found in enumerate(part) if found is TROUBLED)
        sheet = self._rows.table.grid.name
        events: list[list[Draft] | None] = []
        for at, entry in enumerate(run.entries):
            if at in whole or not moments[at] or (extras[at] and _has_late_days(extras[at], moments[at])):
                events.append(None)
                continue
            venue = venues[at]
            values: Values = {
                "party": party[at], "activity": activity[at], "title": title[at], "venue": venue.text,
                "area_code": place[at], "venue_id": venue.venue_id, "attendance": attendance[at],
                "permit_no": permit_no[at], "contact": contact[at], **extras[at], **points[at],
            }  # fmt: skip
            events.append([Draft(sheet, entry.line.row, dated(values, *moment)) for moment in moments[at]])
        return events

    def _known(self, part: str, run: Run, names: tuple[str, ...], reads: ReadsCells, *more: Sequence[Any]) -> list[Any]:
        def read(draft: Draft, entry: Entry, *decided: Any) -> Any:
            return reads(draft, entry, self._reads.cells(entry.line), *decided)

        return self._memories.read(part, run, filter(self._rows.fields.get, names), read, *more)

    def _to_be_read_whole(self, run: Run) -> set[int]:
        whole = run.texts_but(self._is_plain, self._plain)
        for name in self._joined:
            texts = run.field(name)
            whole.update(at for at, text in enumerate(texts) if isinstance(text, str) and not self._is_plain(text))
        return whole

    def _is_plain(self, text: str) -> bool:
        return "\n" not in text and len(items_of(text)) < 2 and self._reads.tells_plainly(text)

    def _read_venue(self, _draft: Draft, _entry: Entry, cells: dict[str, Cell]) -> Any:
        text = self._reads.venue(cells)
        first = next((one_line(cells[name]) for name in _VENUE if isinstance(cells.get(name), str)), None)
        telling = tuple((name, cells[name]) for name in _VENUE if self._tells_ward(cells.get(name)))
        return _Venue(text, None if first is None else self._tools.venue(first), telling) if text else TROUBLED

    def _tells_ward(self, cell: Cell) -> bool:
        return isinstance(cell, str) and self._tools.wards.tells(one_line(cell))

    def _read_place(self, draft: Draft, entry: Entry, cells: dict[str, Cell], telling: Telling) -> str | None:
        self._reads.place(draft, entry, {**cells, **dict.fromkeys(_VENUE), **dict(telling)})
        return draft.values["area_code"]

    def _read_attendance(self, draft: Draft, _entry: Entry, cells: dict[str, Cell]) -> int | None:
        return draft.allow("attendance", self._tools.count(cells.get("attendance")), cells.get("attendance"))

    def _read_point(self, draft: Draft, entry: Entry, _cells: dict[str, Cell]) -> Values:
        cell = self._rows.cell
        if not says_yes(cell(entry.line, "estimated_point")):
            place_point(draft, cell(entry.line, "lat"), cell(entry.line, "lon"), self._tools.reference)
        return draft.values

    def _known_extras(self, run: Run) -> list[Any]:
        extras = self._reads.extras
        spread = list(map(extras.spread, (entry.line for entry in run.entries)))
        return self._known("extras", run, EXTRAS, self._read_extras, spread)

    def _read_extras(self, draft: Draft, entry: Entry, _cells: dict[str, Cell], _spread: Any) -> Values:
        return self._reads.extras.read(draft, entry.line, self._reads.extras.cells(entry.line))


def _has_late_days(extras: Values, moments: Sequence[Moment]) -> bool:
    return any(late_days(extras, start) for start, _end, _is_open in moments)


def dated(values: Mapping[str, Any], start: datetime, end: datetime | None, is_open: bool) -> Values:
    """The values of an event on one of its days."""
    return {**values, "start": start, "end": end, "end_is_estimate": is_open}


def plain_text(cell: Cell) -> str:
    """The text of a cell as it is kept, "" where it says nothing."""
    if is_nothing(cell) or isinstance(cell, CellError):
        return ""
    return show(cell).strip() if isinstance(cell, str) else one_line(cell)
