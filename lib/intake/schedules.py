"""Rows of a schedule: who, what, when, where, how many."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lib.intake.called_off import is_moved, is_off, leaves_standing
from lib.intake.cells import Cell, CellError, fold, is_nothing, one_line, says_yes, show
from lib.intake.columns import SURE_ENOUGH_TO_JOIN
from lib.intake.date_columns import in_order, join_date, rules_for
from lib.intake.dated_rows import date_as_told, date_question, dates_as_sent, read_date_cell, rules_of
from lib.intake.drafts import Draft
from lib.intake.event_extras import EventExtras
from lib.intake.event_times import Moment, read_span, set_moments
from lib.intake.hour_columns import ReadsHours, hours_reader
from lib.intake.known_parts import Run, in_runs
from lib.intake.lines import CHOSEN_OUT, EVENT, LEFT_OUT, UNREAD, Line, is_cancelled
from lib.intake.lists import cut_composite, items_of, share_rest, shared_count, split_events
from lib.intake.placed_rows import place_row
from lib.intake.plain_events import EventReaders, PlainEvents, dated, plain_text
from lib.intake.points import place_point
from lib.intake.readings import DateQuestion, Held, Row
from lib.intake.table_rows import DITTO_ALONE, Entry, TableRows, is_unfilled
from lib.intake.toolbox import Toolbox
from lib.intake.values.date_rules import DateRules, Days
from lib.intake.values.date_words import read_weekday
from lib.intake.values.hours import Hours
from lib.intake.values.wards import PlaceCells
from lib.text import N_, Message

NO_PARTY = N_("The party is missing.")
SEVERAL_PARTIES = N_("The title names more than one party; add a column that says which party each row is of.")
NUMBER_AGAINST_TITLE = N_("Ballot number {number} is not that of the party in the title.")
UNKNOWN_PARTY_ABOVE = N_("The heading above the row names no known party.")
NO_ACTIVITY = N_("The form of campaign is missing.")
NO_DATE = N_("The date of the event is missing.")
NO_VENUE = N_("The place is missing.")
ALL_DAY = N_("The entry is for the whole day and names no hour.")
CALLED_OFF = N_('"{found}": the event may be called off or moved.')
CALLED_OFF_HINT = N_("Leave the row out, or write the day and the hour that hold.")
OTHER_COLUMN = N_('The column "{head}" says something else: "{found}".')
OTHER_COLUMN_HINT = N_("Say which of the columns holds, or empty the cell that no longer does.")
_NEWER = re.compile(r"\b(?:menjadi|baru|perubahan|revisi|pengganti|realisasi)\b", re.I)
_FIELDS = (
    "date",
    "hours",
    "start_hour",
    "end_hour",
    "activity",
    "title",
    "venue",
    "address",
    "ward",
    "attendance",
    "contact",
    "permit_no",
    "composite",
)


@dataclass(slots=True)
class ScheduleTable:
    """Reads the lines of one table of a schedule."""

    rows: TableRows
    tools: Toolbox
    _rivals: list[tuple[int, int]] = field(init=False)
    _extras: EventExtras = field(init=False)
    _shown: DateRules = field(init=False)
    _hours: ReadsHours = field(init=False)

    def __post_init__(self) -> None:
        self._rivals = self._find_rivals()
        self._shown = self._shown_rules()
        self._hours = hours_reader(self.rows, self.tools.hours)

    def read(self) -> Iterator[tuple[Draft, Row]]:
        """(draft, row) for every event, in order; a held one has an error among its draft's problems."""
        rules = self._rules()
        self._extras = EventExtras(self.rows, self.tools, rules)
        plain = self._plain_events(rules)
        for is_simple, entries in in_runs(self.rows):
            if not is_simple:
                for entry in entries:
                    if is_cancelled(entry.line):
                        yield from self._read_cancelled(entry, rules)
                    elif entry.line.kind in (UNREAD, LEFT_OUT, CHOSEN_OUT):
                        yield self.rows.pass_over(entry.line)
                    elif entry.line.kind == EVENT:
                        yield from self._read_line(entry, rules)
                continue
            run = Run(self.rows, entries)
            for entry, drafts, sent in zip(entries, plain.read(run), run.sent(), strict=True):
                if drafts is None or self._other_column(entry.line):
                    yield from self._read_line(entry, rules)
                else:
                    for part, draft in enumerate(drafts, 1):
                        yield draft, draft.finish(part, sent, {})

    def _plain_events(self, rules: DateRules) -> PlainEvents:
        reads = EventReaders(
            cells=lambda line: self._cells(line, rules),
            party=lambda draft, entry, _cells: self._party(draft, entry),
            activity=self._activity,
            moments=lambda draft, entry, cells: self._when(draft, entry, cells, rules),
            venue=self._venue,
            place=self._place,
            extras=self._extras,
            tells_plainly=leaves_standing,
        )
        return PlainEvents(self.rows, self.tools, reads)

    def question(self) -> DateQuestion | None:
        """What to ask about dates that can be read in two ways; None when there is nothing to ask."""
        return date_question(self.rows, self._shown, ("date", self._end_field()))

    def _end_field(self) -> str | None:
        return next((name for name in ("end_date", "ends_at") if self.rows.fields.get(name)), None)

    def _rules(self) -> DateRules:
        return in_order(self._shown, self.rows.date_order)

    def _shown_rules(self) -> DateRules:
        """How the dates are read as the columns themselves show."""
        lines = [entry.line for entry in self.rows.entries if entry.line.kind == EVENT]
        dates = dates_as_sent(self.rows, lines, "date")
        weekdays = self.rows.cells(lines, "weekday")
        rules = rules_for(
            dates,
            weekdays,
            grid=self.rows.table.grid,
            reference=self.tools.reference,
            open_end=False,
            context=self.rows.context,
        )
        if end_field := self._end_field():
            both = rules_for(
                [*dates, *dates_as_sent(self.rows, lines, end_field)],
                [None] * 2 * len(dates),
                grid=self.rows.table.grid,
                reference=self.tools.reference,
                open_end=False,
                context=self.rows.context,
            )
            rules = replace(rules, month_first=both.month_first, swapped=rules.swapped or both.swapped)
        return rules

    def _read_line(self, entry: Entry, rules: DateRules) -> Iterator[tuple[Draft, Row]]:
        line = entry.line
        events = self._events({**self._cells(line, rules), **self._extras.cells(line)})
        if isinstance(events, Held):
            draft = self.rows.draft(line)
            draft.tell("row", "error", line.text, events.message)
            yield from self._finish(entry, [draft])
            return
        drafts = (draft for event in events for draft in self._read_event(entry, event, rules))
        yield from self._finish(entry, drafts)

    def _read_cancelled(self, entry: Entry, rules: DateRules) -> Iterator[tuple[Draft, Row]]:
        """A calendar's entry that is off: a note, and where nothing else is wrong what it was, to be found by."""
        yield self.rows.pass_over(entry.line)
        for draft, row in self._read_line(entry, rules):
            if all(problem.message.text == CALLED_OFF for problem in draft.problems if problem.level == "error"):
                draft.problems.clear()
                draft.values["state"] = "cancelled"
                yield draft, row

    def _finish(self, entry: Entry, drafts: Iterable[Draft]) -> Iterator[tuple[Draft, Row]]:
        raw, typed = self.rows.raw(entry.line), self.rows.retyped(entry.line)
        for part, draft in enumerate(drafts, 1):
            yield draft, draft.finish(part, raw, typed)

    def _cells(self, line: Line, rules: DateRules) -> dict[str, Cell]:
        """The cells an event is read from."""
        cells = {name: self.rows.cell(line, name) for name in _FIELDS}
        cells["date"] = date_as_told(self.rows, line, "date", rules)
        return cells

    def _events(self, cells: dict[str, Cell]) -> list[dict[str, Cell]] | Held:
        composite = cells.pop("composite", None)
        if not isinstance(composite, str):
            return split_events(cells, lambda text: isinstance(self.tools.activity(text, ()), str))
        items = items_of(composite) or [part for part in composite.split("\n") if part.strip()]
        return share_rest([{**cells, **cut_composite(item, self.tools.activities.inside)} for item in items])

    def _read_event(self, entry: Entry, cells: dict[str, Cell], rules: DateRules) -> list[Draft]:
        """The drafts of one event: one for each day it takes place on."""
        draft = self.rows.draft(entry.line)
        self._called_off(draft, entry)
        values = draft.values
        values["party"] = self._party(draft, entry)
        values["activity"] = self._activity(draft, entry, cells)
        values["title"] = plain_text(cells.get("title"))
        days, span, ends_at = self._days_and_hours(draft, entry, cells, rules)
        values["venue"] = draft.require("venue", self._venue(cells), cells.get("venue"), Message(NO_VENUE))
        self._place(draft, entry, cells)
        attendance = shared_count() if cells.get("#shared_count") else self.tools.count(cells.get("attendance"))
        values["attendance"] = draft.allow("attendance", attendance, cells.get("attendance"))
        values["permit_no"] = plain_text(cells.get("permit_no"))
        values["contact"] = plain_text(cells.get("contact"))
        extras = self._extras.read(draft, entry.line, cells)
        # The reference point of a ward that a download shows for an event is no position anybody told.
        if not says_yes(self.rows.cell(entry.line, "estimated_point")):
            lat, lon = self.rows.cell(entry.line, "lat"), self.rows.cell(entry.line, "lon")
            place_point(draft, lat, lon, self.tools.reference)
        if days is None or span is None:
            return [draft]
        moments = self._moments(draft, entry, days, span, rules, ends_at)
        if moments and extras:
            values.update(self._extras.in_time(draft, cells, extras, min(start for start, _end, _open in moments)))
        return [replace(draft, values=dated(draft.values, *moment)) for moment in moments] or [draft]

    def _days_and_hours(
        self, draft: Draft, entry: Entry, cells: dict[str, Cell], rules: DateRules
    ) -> tuple[Days | None, Hours | None, Days | Held | None]:
        """The days, start and end of the day, and the last day where a column of its own tells it with an hour."""
        days = self._days(draft, entry, cells, rules)
        ends_at = read_date_cell(
            date_as_told(self.rows, entry.line, "ends_at", rules), rules_of(self.rows, entry.line, "ends_at", rules)
        )
        if isinstance(ends_at, Days):
            cells["end_hour"] = ends_at.clock
        return days, read_span(draft, cells, days, self._hours), ends_at

    def _when(self, draft: Draft, entry: Entry, cells: dict[str, Cell], rules: DateRules) -> list[Moment]:
        days, span, ends_at = self._days_and_hours(draft, entry, cells, rules)
        return [] if days is None or span is None else self._moments(draft, entry, days, span, rules, ends_at)

    def _called_off(self, draft: Draft, entry: Entry) -> None:
        """Hold a row that says somewhere that it is off or moved."""
        used = {column for name, columns in self.rows.fields.items() if name != "note" for column in columns}
        if other := self._other_column(entry.line):
            head, found = self.rows.table.heads[other], show(entry.line.cells[other])
            message = Message(OTHER_COLUMN, {"head": head, "found": found})
            draft.tell("row", "error", found, message, Message(OTHER_COLUMN_HINT))
        for column in sorted(entry.line.own):
            cell = entry.line.cells.get(column)
            if isinstance(cell, str) and (is_off(cell) or (column not in used and is_moved(cell))):
                message = Message(CALLED_OFF, {"found": one_line(cell)})
                draft.tell("row", "error", cell, message, Message(CALLED_OFF_HINT))
                return

    def _other_column(self, line: Line) -> int | None:
        """The column that another one was taken for and that tells a newer day, hour or place, or just another day."""
        for column, taken in self._rivals:
            cell = line.cells.get(column)
            if not is_nothing(cell) and show(cell) != show(line.cells.get(taken)):
                return column
        return None

    def _find_rivals(self) -> list[tuple[int, int]]:
        """(column not taken, column taken for the same field) where the first may be the one that holds."""
        return [
            (column, self.rows.fields[head.field][0])
            for column, head in sorted(self.rows.heads.items())
            if head.field in ("date", "hours", "start_hour", "venue", "ward")
            and column not in self.rows.fields.get(head.field, (column,))
            and (
                (head.field == "date" and head.confidence >= SURE_ENOUGH_TO_JOIN)
                or _NEWER.search(self.rows.table.heads[column])
            )
        ]

    def _party(self, draft: Draft, entry: Entry) -> str | None:
        name, number = self.rows.cell(entry.line, "party"), self.rows.cell(entry.line, "ballot_number")
        if self.rows.has("party") or self.rows.has("ballot_number"):
            heads = [self.rows.table.heads[column] for column in self.rows.fields.get("party", ())]
            tickets = any(word in fold(head) for head in heads for word in ("paslon", "pasangan", "capres"))
            result = (
                self.tools.party_with_number(name, number)
                if not is_nothing(number) and self.rows.fields.get("ballot_number")
                else self.tools.party(name, tickets)
            )
            above = entry.context.party
            if isinstance(result, str) and above not in (None, result) and not self.rows.has("party"):
                # "No Urut" may as well count the lines of the one party in the title.
                result = Held(Message(NUMBER_AGAINST_TITLE, {"number": show(number)}))
            return draft.require("party", result, name if not is_nothing(name) else number, Message(NO_PARTY))
        missing = Message(NO_PARTY)
        if entry.context.several_parties:
            missing = Message(SEVERAL_PARTIES)
        elif entry.context.party_from_heading:
            missing = Message(UNKNOWN_PARTY_ABOVE)
        return draft.require("party", entry.context.party, None, missing)

    def _activity(self, draft: Draft, entry: Entry, cells: dict[str, Cell]) -> str | None:
        cell = cells.get("activity")
        legend = tuple(sorted(entry.context.legend.items()))
        if not is_nothing(cell) or self.rows.has("activity") or self.rows.has("composite"):
            return draft.require("activity", self.tools.activity(cell, legend), cell, Message(NO_ACTIVITY))
        title = show(cells.get("title"))
        return draft.require(
            "activity", self.tools.activities.named_in(title) or entry.context.activity, title, Message(NO_ACTIVITY)
        )

    def _days(self, draft: Draft, entry: Entry, cells: dict[str, Cell], rules: DateRules) -> Days | None:
        line = entry.line
        cell = cells.get("date")
        if self.rows.fields.get("month"):
            cell = join_date(
                cell if cell is not None else self.rows.cell(line, "number"),
                self.rows.cell(line, "month"),
                self.rows.cell(line, "year"),
            )
        if cell is None and entry.context.day and not self.rows.has("date"):
            cell = entry.context.day
        if is_unfilled(self.rows, line, "date"):
            draft.tell("start", "error", cell, Message(DITTO_ALONE, {"found": show(cell)}))
            return None
        weekday = read_weekday(self.rows.cell(line, "weekday"))
        days = read_date_cell(cell, rules_of(self.rows, line, "date", rules), weekday)
        return draft.require("start", days, cell, Message(NO_DATE))

    def _moments(
        self, draft: Draft, entry: Entry, days: Days, span: Hours, rules: DateRules, ends_at: Days | Held | None
    ) -> list[Moment]:
        all_day = self.rows.cell(entry.line, "all_day")
        if says_yes(all_day):
            draft.tell("start", "error", all_day, Message(ALL_DAY))
            return []
        if ends_at is not None:
            end_date, last_day = self.rows.cell(entry.line, "ends_at"), ends_at
        else:
            end_date = date_as_told(self.rows, entry.line, "end_date", rules)
            last_day = read_date_cell(end_date, rules_of(self.rows, entry.line, "end_date", rules))
        if isinstance(last_day, Held):
            draft.tell("end", "error", end_date, last_day.message, last_day.hint)
            return []
        runs_through = bool(self.rows.fields.get("all_day")) or ends_at is not None
        return set_moments(draft, days, last_day, span, is_calendar=runs_through)

    @staticmethod
    def _venue(cells: dict[str, Cell]) -> str:
        venue, address = cells.get("venue"), cells.get("address")
        texts = [
            one_line(cell) for cell in (venue, address) if not is_nothing(cell) and not isinstance(cell, CellError)
        ]
        return ", ".join(dict.fromkeys(texts))

    def _place(self, draft: Draft, entry: Entry, cells: dict[str, Cell]) -> None:
        line = entry.line
        texts = tuple(one_line(cells[name]) for name in ("venue", "address") if isinstance(cells.get(name), str))
        where = PlaceCells(
            cells.get("ward"),
            self.rows.cell(line, "ward_or_district"),
            self.rows.cell(line, "district"),
            self.rows.cell(line, "city"),
            texts,
        )
        place_row(draft, where, self.tools, entry, self.rows.cell(line, "ward_code"))
