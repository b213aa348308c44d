"""Reports of large tables: a row whose parts were all met before is put together from them, as events are.

What a part is read as is decided by the same readers as ever, for the first row that has it. A row with any problem,
or typed anew, is left to be read whole.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from lib.intake.cells import Cell, CellError, is_nothing, one_line, show
from lib.intake.date_columns import midnight, moment
from lib.intake.drafts import Draft
from lib.intake.known_parts import TROUBLED, Memories, Run
from lib.intake.lines import Line
from lib.intake.placed_rows import place_row
from lib.intake.points import place_point
from lib.intake.table_rows import Entry, TableRows
from lib.intake.toolbox import Toolbox
from lib.intake.values.categories import ATHG
from lib.intake.values.wards import PlaceCells

_DAY = ("date", "month", "year", "weekday")
_HOUR = ("hours", "hour_known")
_WARD = ("ward", "ward_or_district", "district", "city", "ward_code")
_KIND = ("category", "subcategory", "athg", *(f"athg_{name[0]}" for name in ATHG), "field", "severity")
_GRADE = ("source_grade", "grade_source", "grade_information")

Values = dict[str, Any]
ReadsValues = Callable[[Draft, Line], None]
ReadsPart = Callable[..., Any]
"""Takes the draft, the line and what else decides."""


class ReportReaders(NamedTuple):
    """The readers of one table: the day and its minute, and those that put a part into the values of its draft."""

    days: ReadsPart
    start: ReadsPart
    where: Callable[[Line, tuple[str, ...]], PlaceCells]
    kind: ReadsValues
    grade: ReadsValues
    parties: ReadsValues


class PlainReports:
    """Reads the rows of one table that can be put together from parts."""

    def __init__(self, rows: TableRows, tools: Toolbox, reads: ReportReaders) -> None:
        self._rows, self._tools, self._reads = rows, tools, reads
        self._memories = Memories(rows)

    def read(self, run: Run) -> list[Draft | None]:
        """The draft of each row; None where it must be read whole."""
        place, address, description, title, reporter = (
            [told_text(cell, name) for cell in run.field(name)]
            for name in ("place", "address", "description", "title", "reporter")
        )
        place = [one or other for one, other in zip(place, address, strict=True)]
        if not self._rows.fields.get("description"):
            description = title
        parts = (
            self._read_moments(run),
            self._values("kind", run, _KIND, self._reads.kind),
            self._values("grade", run, _GRADE, self._reads.grade),
            self._values("parties", run, ("parties",), self._reads.parties),
            self._values("point", run, ("lat", "lon"), self._read_point),
            self._read_places(run, place, address),
        )
        sheet, above = self._rows.table.grid.name, run.context.reporter
        drafts: list[Draft | None] = []
        for at, (entry, *told) in enumerate(zip(run.entries, *parts, strict=True)):
            values: Values = {"place": place[at], "description": description[at]}
            if TROUBLED in told or not description[at] or not (told[-1]["area_code"] or place[at]):
                drafts.append(None)
                continue
            for part in told:
                values.update(part)
            values["reporter"] = reporter[at] or above
            if title[at]:
                values["title"] = title[at]
            drafts.append(Draft(sheet, entry.line.row, values))
        return drafts

    def _known(self, part: str, run: Run, names: Sequence[str], reads: ReadsPart, *more: Sequence[Any]) -> list[Any]:
        def read(draft: Draft, entry: Entry, *decided: Any) -> Any:
            return reads(draft, entry.line, *decided)

        return self._memories.read(part, run, filter(self._rows.fields.get, names), read, *more)

    def _values(self, part: str, run: Run, names: Sequence[str], reads: ReadsValues) -> list[Any]:
        def read(draft: Draft, line: Line) -> Values:
            reads(draft, line)
            return draft.values

        return self._known(part, run, names, read)

    def _read_moments(self, run: Run) -> list[Any]:
        """Day and minute apart: most reports have a pair of them that no other has."""
        days = self._known("days", run, _DAY, self._reads.days)
        clocks = [None if each is TROUBLED else each.clock for each in days]
        starts = self._known("start", run, _HOUR, self._reads.start, clocks)
        return [
            TROUBLED if TROUBLED in (each, start) else occurred_at(each.days[0], start)
            for each, start in zip(days, starts, strict=True)
        ]

    def _read_places(self, run: Run, places: list[str], addresses: list[str]) -> list[Any]:
        """The wards: most places say nothing of them, so that the ward's own cells decide alone."""
        tells = self._tools.wards.tells
        telling = [
            tuple(text for text in (place, address) if text and tells(text))
            for place, address in zip(places, addresses, strict=True)
        ]

        def read(draft: Draft, entry: Entry, texts: tuple[str, ...]) -> Values:
            where, code = self._reads.where(entry.line, texts), self._rows.cell(entry.line, "ward_code")
            place_row(draft, where, self._tools, entry, code)
            return draft.values

        found = self._memories.read("where", run, filter(self._rows.fields.get, _WARD), read, telling)
        venues = [self._tools.venue(place) if place else None for place in places]
        return [
            placed if placed is TROUBLED else {**placed, "venue_id": venue}
            for placed, venue in zip(found, venues, strict=True)
        ]

    def _read_point(self, draft: Draft, line: Line) -> None:
        place_point(draft, self._rows.cell(line, "lat"), self._rows.cell(line, "lon"), self._tools.reference)


def occurred_at(day: date, start: int | None) -> Values:
    """The values of a moment: a day, and the minute of it where that is told."""
    occurred = midnight(day) if start is None else moment(day, start)
    return {"occurred": occurred, "occurred_has_time": start is not None}


def told_text(cell: Cell, name: str) -> str:
    """The text of a cell as it is kept, "" where it says nothing; an account keeps its lines."""
    if is_nothing(cell) or isinstance(cell, CellError):
        return ""
    return show(cell).strip() if name == "description" else one_line(cell)
