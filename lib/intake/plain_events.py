"""Events of large schedules: a row that is one event, and whose parts were all met before, is put together from them.

What a part is read as is decided by the same readers as ever, for the first row that has it. A row with a list in a
cell, with words that may call it off, with any problem, or typed anew is left to be read whole.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from lib.intake.cells import Cell, CellError, is_nothing, one_line, says_yes, show
from lib.intake.contexts import Context
from lib.intake.drafts import Draft
from lib.intake.known_parts import TROUBLED, Fields, Key, PlainTexts
from lib.intake.lines import Line
from lib.intake.lists import SPLIT_FIELDS, items_of
from lib.intake.points import place_point
from lib.intake.table_rows import Entry, TableRows
from lib.intake.toolbox import Toolbox

MORE_TEXTS = ("vehicles", "speakers")
_WHO = ("party", "ballot_number")
_WHAT = ("activity", "title")
_WHEN = (
    "date", "month", "year", "number", "weekday", "hours", "start_hour", "end_hour", "ends_at", "end_date", "all_day",
)  # fmt: skip
_VENUE = ("venue", "address")
_WARD = ("ward", "ward_or_district", "district", "city", "ward_code")
_POINT = ("estimated_point", "lat", "lon")

_UNMET = object()

Values = dict[str, Any]
Memory = dict[Key | str, Any]
ReadsPart = Callable[[Draft, Entry, dict[str, Cell]], Any]


class EventReaders(NamedTuple):
    """The readers of one table: its cells, each part of an event, and whether a text leaves the event standing."""

    cells: Callable[[Line], dict[str, Cell]]
    party: ReadsPart
    activity: ReadsPart
    moments: ReadsPart
    venue: Callable[[dict[str, Cell]], str]
    place: ReadsPart
    tells_plainly: Callable[[str], bool]


class _Venue(NamedTuple):
    """A place's text, the well-known venue it is, and those of its texts that say anything of wards."""

    text: str
    venue_id: str | None
    telling: dict[str, Cell]


class PlainEvents:
    """Reads the rows of one table that can be put together from parts."""

    def __init__(self, rows: TableRows, tools: Toolbox, reads: EventReaders) -> None:
        self._rows, self._tools, self._reads = rows, tools, reads
        # The form may stand in the title, the day beside the number of the line, where no column has them.
        what = _WHAT if not rows.has("activity") else _WHAT[:1]
        when = tuple(name for name in _WHEN if name != "number" or rows.fields.get("month"))
        self._fields = {
            name: Fields(rows, names)
            for name, names in (
                ("party", _WHO), ("activity", what), ("moments", when), ("venue", _VENUE), ("place", _WARD),
                ("attendance", ("attendance",)), ("point", _POINT), ("texts", ("title", "permit_no", "contact")),
                ("more", MORE_TEXTS),
            )
        }  # fmt: skip
        self._joined = Fields(rows, tuple(name for name in SPLIT_FIELDS if len(rows.fields.get(name, ())) > 1))
        self._plain = PlainTexts(self._is_plain)
        self._context: Context | None = None
        self._contexts: dict[int, dict[str, Memory]] = {}  # by their identity: the rows keep them
        self._memories: dict[str, Memory] = {}

    def read(self, entry: Entry) -> list[Draft] | None:
        """The drafts of a row, one for each day of the event; None where the row must be read whole."""
        line = entry.line
        if self._rows.fields.get("composite") or not self._rows.is_simple(line) or not self._plain.hold(line):
            return None
        if self._joined.names and not all(map(self._is_plain, filter(_is_text, self._joined.cells(line)))):
            return None
        party = self._known("party", entry, self._reads.party)
        activity = self._known("activity", entry, self._reads.activity)
        moments = self._known("moments", entry, self._reads.moments)
        venue = self._known("venue", entry, self._read_venue)
        if venue is TROUBLED:
            return None
        place = self._known("place", entry, lambda *given: self._read_place(venue, *given), *venue.telling.values())
        attendance = self._known("attendance", entry, self._read_attendance)
        point = self._known("point", entry, self._read_point) if self._fields["point"].names else {}
        if TROUBLED in (party, activity, moments, place, attendance, point):
            return None
        texts = dict(zip(self._fields["texts"].names, map(plain_text, self._fields["texts"].cells(line)), strict=True))
        values: Values = {
            "party": party, "activity": activity, "title": texts.get("title", ""), "venue": venue.text,
            "area_code": place, "venue_id": venue.venue_id, "attendance": attendance,
            "permit_no": texts.get("permit_no", ""), "contact": texts.get("contact", ""),
            **self._more(line), **point,
        }  # fmt: skip
        sheet = self._rows.table.grid.name
        return [Draft(sheet, line.row, dated(values, *moment)) for moment in moments] or None

    def _known(self, part: str, entry: Entry, read: ReadsPart, *more: Cell) -> Any:
        """What was read of a part of the row, TROUBLED where that gave a problem; a heading above may say more."""
        if entry.context is not self._context:
            self._context = entry.context
            self._memories = self._contexts.setdefault(id(entry.context), {name: {} for name in self._fields})
        memory = self._memories[part]
        key = self._fields[part].key(entry.line)
        if more:
            key = (key, *more)
        found = memory.get(key, _UNMET)
        if found is _UNMET:
            draft = self._rows.draft(entry.line)
            found = read(draft, entry, self._reads.cells(entry.line))
            memory[key] = found = TROUBLED if draft.problems else found
        return found

    def _is_plain(self, text: str) -> bool:
        return "\n" not in text and len(items_of(text)) < 2 and self._reads.tells_plainly(text)

    def _read_venue(self, draft: Draft, _entry: Entry, cells: dict[str, Cell]) -> Any:
        text = self._reads.venue(cells)
        texts = {name: one_line(cells[name]) for name in _VENUE if isinstance(cells.get(name), str)}
        first = next(iter(texts.values()), None)
        telling = {name: cells[name] for name, told in texts.items() if self._tools.wards.tells(told)}
        return _Venue(text, None if first is None else self._tools.venue(first), telling) if text else TROUBLED

    def _read_place(self, venue: _Venue, draft: Draft, entry: Entry, cells: dict[str, Cell]) -> str | None:
        silent = {name: None for name in _VENUE if name not in venue.telling}
        self._reads.place(draft, entry, {**cells, **silent})
        return draft.values["area_code"]

    def _read_attendance(self, draft: Draft, _entry: Entry, cells: dict[str, Cell]) -> int | None:
        return draft.allow("attendance", self._tools.count(cells.get("attendance")), cells.get("attendance"))

    def _read_point(self, draft: Draft, entry: Entry, _cells: dict[str, Cell]) -> Values:
        cell = self._rows.cell
        if not says_yes(cell(entry.line, "estimated_point")):
            place_point(draft, cell(entry.line, "lat"), cell(entry.line, "lon"), self._tools.reference)
        return draft.values

    def _more(self, line: Line) -> Values:
        fields = self._fields["more"]
        if not fields.names:
            return {}
        told = zip(fields.names, map(plain_text, fields.cells(line)), strict=True)
        return {name: text for name, text in told if text}


def dated(values: Mapping[str, Any], start: datetime, end: datetime | None, is_open: bool) -> Values:
    """The values of an event on one of its days."""
    return {**values, "start": start, "end": end, "end_is_estimate": is_open}


def plain_text(cell: Cell) -> str:
    """The text of a cell as it is kept, "" where it says nothing."""
    if is_nothing(cell) or isinstance(cell, CellError):
        return ""
    return show(cell).strip() if isinstance(cell, str) else one_line(cell)


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str)
