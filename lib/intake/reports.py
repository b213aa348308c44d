"""Rows of reports from wards, police and citizens: when, where, what kind, how grave, from whom."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time

from lib.intake.cells import Cell, CellError, is_nothing, one_line, says_yes, show
from lib.intake.date_columns import in_order, join_date, rules_for
from lib.intake.dated_rows import date_as_told, date_question, dates_as_sent, read_date_cell, rules_of
from lib.intake.drafts import Draft
from lib.intake.hour_columns import ReadsHours, hours_reader
from lib.intake.known_parts import Run, in_runs
from lib.intake.lines import CHOSEN_OUT, EVENT, LEFT_OUT, NIHIL, QUIET, UNREAD, Line
from lib.intake.placed_rows import place_row
from lib.intake.plain_reports import PlainReports, ReportReaders, occurred_at, told_text
from lib.intake.points import place_point
from lib.intake.readings import DateQuestion, Held, Row
from lib.intake.table_rows import DITTO_ALONE, Entry, TableRows, is_unfilled
from lib.intake.toolbox import Toolbox
from lib.intake.values.categories import ATHG, read_ticks
from lib.intake.values.date_rules import DateRules, Days
from lib.intake.values.date_words import read_weekday
from lib.intake.values.hours import DAY, Hours
from lib.intake.values.wards import PlaceCells
from lib.text import N_, Message

NO_DATE = N_("The date of the incident is missing.")
NO_DESCRIPTION = N_("The account of what happened is missing.")
NO_PLACE = N_("Neither a ward nor a place is given.")
QUIET_NOWHERE = N_("This line reports that nothing happened but names no ward; it counts for none.")
UNCLEAR_HOUR = N_('"{found}" is no clear hour; only the date is kept.')


@dataclass(slots=True)
class ReportTable:
    """Reads the lines of one table of reports."""

    rows: TableRows
    tools: Toolbox
    _quiet: dict[int, list[tuple[str, date]]] = field(init=False, default_factory=dict)
    _shown: DateRules = field(init=False)
    _hours: ReadsHours = field(init=False)

    def __post_init__(self) -> None:
        self._shown = self._shown_rules()
        self._hours = hours_reader(self.rows, self.tools.hours)

    def read(self) -> Iterator[tuple[Draft, Row]]:
        """(draft, row) for every report, in order; a held one has an error among its draft's problems."""
        rules = self._rules()
        plain = self._plain_reports(rules)
        for is_simple, entries in in_runs(self.rows):
            if not is_simple:
                for entry in entries:
                    yield from self._read_alone(entry, rules)
                continue
            run = Run(self.rows, entries)
            for entry, draft, sent in zip(entries, plain.read(run), run.sent(), strict=True):
                if draft is None:
                    yield from self._read_alone(entry, rules)
                else:
                    yield draft, draft.finish(1, sent, {})

    def _read_alone(self, entry: Entry, rules: DateRules) -> Iterator[tuple[Draft, Row]]:
        if entry.line.kind in (UNREAD, LEFT_OUT, CHOSEN_OUT):
            yield self.rows.pass_over(entry.line)
        elif entry.line.kind == EVENT:
            draft = self._read_line(entry, rules)
            yield draft, draft.finish(1, self.rows.raw(entry.line), self.rows.retyped(entry.line))
        elif entry.line.kind == QUIET:
            draft = self._read_quiet(entry, rules)
            doubts = self.rows.remarks.get(entry.line.row, ()) if self.rows.remarks else ()
            is_held = draft.is_held or any(remark.level == "error" for remark in doubts)
            if is_held:
                self._quiet.pop(entry.line.row, None)
            yield draft, draft.finish(int(is_held), self.rows.raw(entry.line), self.rows.retyped(entry.line))

    def _plain_reports(self, rules: DateRules) -> PlainReports:
        reads = ReportReaders(
            days=lambda draft, line: self._days(draft, line, rules),
            start=self._start,
            where=self._where,
            kind=self._kind,
            grade=self._grade,
            parties=self._parties,
        )
        return PlainReports(self.rows, self.tools, reads)

    def _read_quiet(self, entry: Entry, rules: DateRules) -> Draft:
        """A line that reports nothing happened. Only ward and day are kept of it: what is wrong with them is told."""
        line, draft = entry.line, self.rows.draft(entry.line)
        cell = self._date_cell(line, rules)
        days = None if _is_nihil(cell) else read_date_cell(cell, rules_of(self.rows, line, "date", rules))
        if isinstance(days, Held):
            draft.tell("occurred", "note", cell, days.message, days.hint)
        texts = tuple(
            one_line(self.rows.cell(line, name))
            for name in ("place", "address")
            if isinstance(self.rows.cell(line, name), str) and not _is_nihil(self.rows.cell(line, name))
        )
        where = self._where(line, texts)
        names = ("ward", "mixed", "district", "city")
        silent = {name: None for name in names if _is_nihil(getattr(where, name))}
        code = self.rows.cell(line, "ward_code")
        place_row(draft, replace(where, **silent), self.tools, entry, None if _is_nihil(code) else code)
        area = draft.values["area_code"]
        if isinstance(days, Days) and area:
            self._quiet[line.row] = [(area, day) for day in days.days]
        elif isinstance(days, Days) and not draft.problems:
            draft.tell("area_code", "note", None, Message(QUIET_NOWHERE))
        return draft

    def quiet_days(self) -> list[tuple[str, date]]:
        """(area_code, day) of the lines read that report nothing happened, where both could be read."""
        return [told for days in self._quiet.values() for told in days]

    def question(self) -> DateQuestion | None:
        """What to ask about dates that can be read in two ways; None when there is nothing to ask."""
        return date_question(self.rows, self._shown, ("date",))

    def _rules(self) -> DateRules:
        return in_order(self._shown, self.rows.date_order)

    def _shown_rules(self) -> DateRules:
        """How the dates are read as the column itself shows."""
        lines = [entry.line for entry in self.rows.entries if entry.line.kind == EVENT]
        return rules_for(
            dates_as_sent(self.rows, lines, "date"),
            self.rows.cells(lines, "weekday"),
            grid=self.rows.table.grid,
            reference=self.tools.reference,
            open_end=True,
            context=self.rows.context,
        )

    def _date_cell(self, line: Line, rules: DateRules) -> Cell:
        cell = date_as_told(self.rows, line, "date", rules)
        if self.rows.fields.get("month"):
            return join_date(cell, self.rows.cell(line, "month"), self.rows.cell(line, "year"))
        return cell

    def _read_line(self, entry: Entry, rules: DateRules) -> Draft:
        line, draft = entry.line, self.rows.draft(entry.line)
        values = draft.values
        self._occurred(draft, line, rules)
        address = self._text(line, "address")
        place = self._text(line, "place") or address
        values["place"] = place
        description = self._description(line)
        values["description"] = draft.require("description", description, None, Message(NO_DESCRIPTION))
        where = self._where(line, tuple(filter(None, (place, address))))
        place_row(draft, where, self.tools, entry, self.rows.cell(line, "ward_code"))
        place_point(draft, self.rows.cell(line, "lat"), self.rows.cell(line, "lon"), self.tools.reference)
        names_place = values["area_code"] or place or where.texts or not is_nothing(where.district)
        if not names_place and not any(
            problem.field == "area_code" and problem.level == "error" for problem in draft.problems
        ):
            draft.tell("area_code", "error", None, Message(NO_PLACE))
        self._kind(draft, line)
        self._grade(draft, line)
        self._parties(draft, line)
        values["reporter"] = self._text(line, "reporter") or entry.context.reporter
        if title := self._text(line, "title"):
            values["title"] = title
        return draft

    def _occurred(self, draft: Draft, line: Line, rules: DateRules) -> None:
        days = self._days(draft, line, rules)
        if days is not None:
            draft.values.update(occurred_at(days.days[0], self._start(draft, line, days.clock)))

    def _days(self, draft: Draft, line: Line, rules: DateRules) -> Days | None:
        cell = self._date_cell(line, rules)
        if is_unfilled(self.rows, line, "date"):
            draft.tell("occurred", "error", cell, Message(DITTO_ALONE, {"found": show(cell)}))
            return None
        weekday = read_weekday(self.rows.cell(line, "weekday"))
        days = read_date_cell(cell, rules_of(self.rows, line, "date", rules), weekday)
        return draft.require("occurred", days, cell, Message(NO_DATE))

    def _start(self, draft: Draft, line: Line, clock: str | time | None) -> int | None:
        """The minute of the day; None when no hour is told. `clock` is what stands behind the date."""
        hour_cell, known = self.rows.cell(line, "hours"), self.rows.cell(line, "hour_known")
        if is_nothing(hour_cell) and clock and (is_nothing(known) or says_yes(known)):
            hour_cell = clock
        elif is_nothing(hour_cell) and says_yes(known):
            hour_cell = time()
        hours = self._hours(hour_cell)
        start = hours.start if isinstance(hours, Hours) and hours.start is not None and hours.start < DAY else None
        if start is None and not is_nothing(hour_cell) and not isinstance(hour_cell, CellError):
            draft.tell("occurred", "note", hour_cell, Message(UNCLEAR_HOUR, {"found": show(hour_cell)}))
        return start

    def _description(self, line: Line) -> str:
        text = self._text(line, "description")
        return text if text or self.rows.fields.get("description") else self._text(line, "title")

    def _where(self, line: Line, texts: tuple[str, ...]) -> PlaceCells:
        cell = self.rows.cell
        return PlaceCells(
            cell(line, "ward"), cell(line, "ward_or_district"), cell(line, "district"), cell(line, "city"), texts
        )

    def _kind(self, draft: Draft, line: Line) -> None:
        values, cell = draft.values, self.rows.cell
        kind, finer = cell(line, "category"), cell(line, "subcategory")
        # The account only matters for damaged props; without a finer kind it would only fill the memory.
        account = values.get("description") or "" if isinstance(self.tools.category(kind, finer, ""), Held) else ""
        values["category"] = draft.allow("category", self.tools.category(kind, finer, account), kind)
        ticks = {name: cell(line, f"athg_{name[0]}") for name in ATHG if self.rows.fields.get(f"athg_{name[0]}")}
        athg_cell = cell(line, "athg")
        athg = self.tools.athg(athg_cell) if not is_nothing(athg_cell) else read_ticks(ticks)
        values["athg"] = draft.allow(
            "athg", athg, athg_cell if not is_nothing(athg_cell) else " ".join(map(show, ticks.values()))
        )
        values["field"] = draft.allow("field", self.tools.field_of(cell(line, "field")), cell(line, "field"))
        scale = next((self.rows.heads[column].scale for column in self.rows.fields.get("severity", ())), None)
        values["severity"] = draft.allow(
            "severity", self.tools.severity(cell(line, "severity"), scale), cell(line, "severity")
        )

    def _parties(self, draft: Draft, line: Line) -> None:
        cell = self.rows.cell(line, "parties")
        draft.values["parties"], held = self.tools.party_list(cell)
        if held:
            draft.tell("parties", "warning", cell, held.message)

    def _grade(self, draft: Draft, line: Line) -> None:
        whole = self.rows.cell(line, "source_grade")
        source, information = self.rows.cell(line, "grade_source"), self.rows.cell(line, "grade_information")
        if not is_nothing(whole) and is_nothing(source) and is_nothing(information):
            grade, shown = self.tools.grade(whole), whole
        elif not is_nothing(whole) and is_nothing(source) != is_nothing(information):
            source, information = (whole, information) if is_nothing(source) else (source, whole)
            grade, shown = self.tools.split_grade(source, information), f"{show(source)} {show(information)}"
        else:
            grade, shown = self.tools.split_grade(source, information), f"{show(source)} {show(information)}"
        draft.values["source_grade"] = draft.allow("source_grade", grade, shown)

    def _text(self, line: Line, name: str) -> str:
        return told_text(self.rows.cell(line, name), name)


def _is_nihil(cell: Cell) -> bool:
    return isinstance(cell, str) and NIHIL.fullmatch(cell) is not None
