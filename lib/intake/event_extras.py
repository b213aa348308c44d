"""What a schedule may tell of an event beside who, what, when and where: what a notice to the police must state.

None of it is needed to store an event: what cannot be read leaves its field empty, with a warning.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from lib.intake.cells import Cell, is_nothing, show
from lib.intake.columns import EXTRAS, NOTICE_DAYS
from lib.intake.date_columns import in_order, midnight, rules_for
from lib.intake.dated_rows import date_as_told, dates_as_sent, read_date_cell, rules_of
from lib.intake.drafts import Draft
from lib.intake.fills import is_ditto
from lib.intake.lines import EVENT, Line
from lib.intake.lists import SHARED, unshared
from lib.intake.readings import Held
from lib.intake.table_rows import DITTO_ALONE, TableRows
from lib.intake.toolbox import Toolbox
from lib.intake.values.calendars import day_message
from lib.intake.values.date_rules import DateRules, Days
from lib.intake.values.notices import read_link, read_permission, read_told
from lib.intake.values.speakers import read_speakers
from lib.intake.values.vehicles import read_vehicles
from lib.text import N_, Message

_SEVERAL_DAYS = N_('"{found}" names more than one day; the field stays empty.')
_AFTER_EVENT = N_("The day {day} lies after the event; the field stays empty.")
_AFTER_RECEIPT = N_("The notice of {day} would come after its receipt of {receipt}; the field stays empty.")
_OTHER_COLUMN = N_('The column "{head}" says something else: "{found}"; the field stays empty.')

_LONGEST_BEFORE = timedelta(days=60)
"""A notice may be given before the campaign; of an earlier day the year or the month is a slip."""

_READERS: Mapping[str, Callable[[Cell], Any]] = {
    "vehicles": read_vehicles, "route": read_told, "speakers": read_speakers, "gathering_point": read_told,
    "link": read_link, "place_permission": read_permission,
}  # fmt: skip

Values = dict[str, Any]


class EventExtras:
    """Reads these fields for the rows of one table; `rules` are those of its dates as the columns show them."""

    def __init__(self, rows: TableRows, tools: Toolbox, rules: DateRules) -> None:
        self._rows = rows
        self.names = tuple(name for name in EXTRAS if rows.fields.get(name))
        self._rivals = {name: self._rivals_of(name) for name in self.names}
        joined = [column for name in self.names if len(rows.fields[name]) > 1 for column in rows.fields[name]]
        self._spread = sorted({*joined, *(column for columns in self._rivals.values() for column in columns)})
        days = [name for name in NOTICE_DAYS if name in self.names]
        self._rules = {name: self._day_rules(name, tools, rules) for name in days}

    def spread(self, line: Line) -> tuple[Any, ...]:
        """The cells that decide here beside those of one column a field, each with its type."""
        cells = [line.cells.get(column) for column in self._spread]
        return (*cells, *map(type, cells))

    def cells(self, line: Line) -> dict[str, Cell]:
        """The cells of a line that are read here."""
        return {name: self._cell(line, name) for name in self.names}

    def read(self, draft: Draft, line: Line, cells: Mapping[str, Cell]) -> Values:
        """What the cells tell, without the fields they do not; days as their midnight, speakers as a tuple."""
        found = {}
        for name in self.names:
            cell = cells.get(name)
            value = draft.allow(name, self._read(name, line, cell, cells), cell)
            if value is not None and value != ():
                found[name] = value
        notified, receipt = found.get("notified"), found.get("permit_date")
        if notified and receipt and notified > receipt:
            words = {"day": day_message(notified.date()), "receipt": day_message(receipt.date())}
            draft.tell("notified", "warning", cells.get("notified"), Message(_AFTER_RECEIPT, words))
            del found["notified"]
        return found

    def in_time(self, draft: Draft, cells: Mapping[str, Cell], extras: Values, start: datetime) -> Values:
        """`extras` without the days that lie after the event they are of."""
        late = late_days(extras, start)
        for name in late:
            words = {"day": day_message(extras[name].date())}
            draft.tell(name, "warning", cells.get(name), Message(_AFTER_EVENT, words))
        return {name: value for name, value in extras.items() if name not in late} if late else extras

    def _cell(self, line: Line, name: str) -> Cell:
        if name in NOTICE_DAYS:
            return date_as_told(self._rows, line, name, self._rules[name])
        if name != "speakers":
            return self._rows.cell(line, name)
        # One name a row, or a column each: joined by spaces they would be one.
        columns = self._rows.fields[name]
        told = [cells[column] for cells in (line.cells, *line.more) for column in columns
                if not is_nothing(cells.get(column))]
        return told[0] if len(told) == 1 else "\n".join(map(show, told)) or None

    def _read(self, name: str, line: Line, cell: Cell, cells: Mapping[str, Cell]) -> Any:
        if name in cells.get(SHARED, ()):
            return unshared()
        if is_ditto(cell):
            return Held(Message(DITTO_ALONE, {"found": show(cell)}))
        for column in self._rivals[name]:
            other = line.cells.get(column)
            if not is_nothing(other) and show(other) != show(cell):
                words = {"head": self._rows.table.heads[column], "found": show(other)}
                return Held(Message(_OTHER_COLUMN, words))
        return self._read_day(name, line, cell) if name in self._rules else _READERS[name](cell)

    def _read_day(self, name: str, line: Line, cell: Cell) -> datetime | Held | None:
        days = read_date_cell(cell, rules_of(self._rows, line, name, self._rules[name]))
        if not isinstance(days, Days):
            return days
        if len(days.days) > 1:
            return Held(Message(_SEVERAL_DAYS, {"found": show(cell)}))
        return midnight(days.days[0])

    def _rivals_of(self, name: str) -> list[int]:
        """The columns not taken whose heads say the same as that of the one taken."""
        taken = self._rows.fields[name]
        return [column for column, head in sorted(self._rows.heads.items())
                if head.field == name and column not in taken]

    def _day_rules(self, name: str, tools: Toolbox, rules: DateRules) -> DateRules:
        """The rules of a column of days: as its own cells and those of the events' days show together."""
        rows = self._rows
        lines = [entry.line for entry in rows.entries if entry.line.kind == EVENT]
        cells = [cell for field in ("date", name) for cell in dates_as_sent(rows, lines, field)]
        both = rules_for(cells, [None] * len(cells), grid=rows.table.grid, reference=tools.reference, open_end=False,
                         context=rows.context, before=_LONGEST_BEFORE)
        # The month of a title is that of the events.
        own = replace(both, month=None, swapped=both.swapped or rules.swapped)
        return in_order(own, rows.date_order)


def late_days(extras: Values, start: datetime) -> list[str]:
    """The fields of `extras` that are days after the one an event starts on."""
    return [name for name in NOTICE_DAYS if name in extras and extras[name].date() > start.date()]

