"""A whole file: sheets, tables, rows, checks, put together."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from lib.errors import Refusal
from lib.intake.calendars import is_calendar, read_calendar
from lib.intake.cells import fold, show
from lib.intake.checks import find_duplicates
from lib.intake.choices import NO_CHOICES, Choices
from lib.intake.columns import HeadReader
from lib.intake.contexts import Context
from lib.intake.files import read_grids
from lib.intake.grids import Grid
from lib.intake.limits import DEFAULT_LIMITS, Limits, Tell, tell_nobody
from lib.intake.lines import LEFT_OUT_MARKS
from lib.intake.mended import find_mark, put_back, wants_original
from lib.intake.neighbours import part_side_by_side
from lib.intake.readings import Kind, Problem, Reading, SheetPreview
from lib.intake.reports import ReportTable
from lib.intake.schedules import ScheduleTable
from lib.intake.sheets import header_rows, preview_grid
from lib.intake.table_rows import TableRows, arrange
from lib.intake.tables import Table, find_tables
from lib.intake.toolbox import Toolbox
from lib.intake.typed_cells import TypedCells, type_over
from lib.intake.unknowns import gather_unknowns
from lib.intake.values.categories import ATHG
from lib.intake.values.date_rules import DateRules, Days
from lib.intake.values.dates import read_days
from lib.intake.values.hours import Hours
from lib.reference.vocabularies import Reference
from lib.text import N_, Message

NO_TABLE = {
    "schedule": N_(
        "No schedule was found in the file: no sheet has a table with columns for the date and the place of "
        "an event. Check that the right file was chosen, or use the template."
    ),
    "report": N_(
        "No reports were found in the file: no sheet has a table with columns for the date and the account of "
        "what happened. Check that the right file was chosen, or use the template."
    ),
}


NO_ROWS = N_("No row is filled in below the headings. Fill in the table, then send the file again.")
ALL_LEFT_OUT = N_("Every sheet of the file was left out. Choose at least one that is read.")
NOTHING_LEARNED: Mapping[tuple[str, str], str] = MappingProxyType({})


def read_file(
    name: str,
    data: bytes,
    kind: Kind,
    reference: Reference,
    choices: Choices = NO_CHOICES,
    learned: Mapping[tuple[str, str], str] = NOTHING_LEARNED,
    *,
    limits: Limits = DEFAULT_LIMITS,
    tell: Tell = tell_nobody,
    original: bytes | None = None,
) -> Reading:
    """Read one office file.

    `name` is the file's name as sent (a party may stand in it; its extension is not trusted), `kind` the upload form
    it came through. A file that cannot be read comes back with `refusal`; nothing is raised for bad content.
    `choices` are a person's about this file, `learned` what words meant before: (field, ``cells.compact`` of the word)
    -> code; both go before what the file itself shows, and every value still meets the same strict readers.
    `tell` hears how far it is. Files of strangers are read through `reading_process`. `original`: the bytes of the file
    whose refused rows come back mended (``mended.original_wanted`` says which).
    """
    reading = Reading(name, hashlib.sha256(data).hexdigest(), kind)
    try:
        grids = _open(name, data, reference, limits, tell)
        tools = Toolbox(reference, choices.meanings, learned)
        if mark := find_mark(grids):
            if original is None or mark.kind != reading.kind:
                raise Refusal(wants_original(mark))
            sheets = _open(mark.file_name, original, reference, limits, tell)
            mended = put_back(grids, sheets, original)
            whole = Reading(mark.file_name, mark.sha256, reading.kind)
            _read_grids(mended.grids, whole, tools, choices, tell)
            reading = mended.narrow(whole, reading.name, reading.sha256)
        else:
            _read_grids(grids, reading, tools, choices, tell)
    except Refusal as refusal:
        reading.refusal = refusal.message
        return reading
    reading.unknowns += gather_unknowns(reading.problems, tools)
    return reading


def _open(name: str, data: bytes, reference: Reference, limits: Limits, tell: Tell) -> list[Grid]:
    if is_calendar(data):
        return read_calendar(name, data, reference, limits)
    return read_grids(name, data, limits=limits, tell=tell)


def _read_grids(grids: list[Grid], reading: Reading, tools: Toolbox, choices: Choices, tell: Tell) -> None:
    heads = HeadReader(tools.reference, reading.kind)
    sheets = grids
    grids = [grid for grid in grids if grid.name not in choices.left_out]
    typed = {}
    for place, grid in enumerate(grids):
        grids[place], typed[grid.name] = type_over(grid, choices.cells)
    parts = [part for grid in grids for part in part_side_by_side(grid, heads)]
    tables = [(grid, find_tables(grid, heads, reading.kind, choices.header_rows.get(grid.name))) for grid in parts]
    reading.previews += [_preview(grid, tables, heads, reading.kind, choices) for grid in sheets]
    if not any(found for _grid, found in tables):
        reading.refusal = Message(NO_TABLE[reading.kind] if grids else ALL_LEFT_OUT)
        return
    legends = {grid.name: _legend(grid, tools) for grid in grids} if reading.kind == "schedule" else {}
    everywhere = {code: meaning for legend in legends.values() for code, meaning in legend.items()}
    done, all_rows = 0, sum(len(table.rows) for _grid, found in tables for table in found)
    for grid, found in tables:
        for table in found:
            context = tools.contexts.around(
                file_name=reading.name,
                sheet=grid.name,
                titles=table.titles,
                outer=table.outer_titles,
                legend=legends.get(grid.name) or everywhere,
            )
            rows = _arrange(table, context, reading.kind, tools, choices, typed[grid.name])
            _read_rows(rows, reading, tools, partial(_tell_row, tell, done, all_rows))
            done += len(table.rows)
    _take_out_duplicates(reading)
    is_chosen = choices.header_rows or choices.columns  # what was chosen must stay in sight to be chosen otherwise
    heads = {("note", found.header_row) for found in reading.sheets}
    if not (reading.rows or reading.held or reading.quiet_days or is_chosen) and all(
        problem.message.text in LEFT_OUT_MARKS.values() or (problem.level, problem.row) in heads
        for problem in reading.problems
    ):
        reading.refusal = Message(NO_ROWS)
        reading.sheets.clear()
        reading.problems.clear()


def _preview(
    grid: Grid, tables: list[tuple[Grid, list[Table]]], heads: HeadReader, kind: Kind, choices: Choices
) -> SheetPreview:
    """The beginning of a sheet with the heads found in it unasked, looked for anew only where choices moved them."""
    is_as_sent = grid.name not in {*choices.left_out, *choices.header_rows, *(sheet for sheet, _r, _c in choices.cells)}
    found = {table.header_row for part, own in tables if part.name == grid.name for table in own}
    return preview_grid(grid, found if is_as_sent else header_rows(grid, heads, kind))


def _tell_row(tell: Tell, done: int, all_rows: int, seen: int) -> None:
    tell("reading", min(1.0, (done + seen) / max(1, all_rows)))


def _arrange(
    table: Table, context: Context, kind: Kind, tools: Toolbox, choices: Choices, typed: TypedCells
) -> TableRows:
    rules = DateRules(tools.reference.campaign.starts, tools.reference.campaign.voting_day)
    readers = {
        "reads_party": lambda cell: isinstance(tools.party(cell, False), str),
        "reads_activity": lambda cell: isinstance(tools.activity(cell, ()), str),
        "reads_athg": lambda cell: fold(show(cell)).strip() in (*ATHG, *"atgh"),
        "reads_hours": lambda cell: isinstance(tools.hours(cell), Hours),
        "reads_date": lambda cell: isinstance(read_days(cell, rules), Days),
    }
    return arrange(table, context, tools.contexts, kind, readers, choices=choices, typed=typed)


def _read_rows(rows: TableRows, reading: Reading, tools: Toolbox, tell_row: Callable[[int], None]) -> None:
    grid = rows.table.grid
    reader = ScheduleTable(rows, tools) if reading.kind == "schedule" else ReportTable(rows, tools)
    stored = held = seen = last_row = 0
    told: list[Problem] = []
    # Tables side by side share their rows: the events of the right one are counted on from those of the left one.
    taken = Counter(row.row for row in (*reading.rows, *reading.held) if row.sheet == grid.name)
    reading.problems += rows.notes
    for draft, row in reader.read():
        if taken and row.part and taken[row.row]:
            row = replace(row, part=row.part + taken[row.row])
        if row.row != last_row:
            seen, last_row = seen + 1, row.row
            tell_row(seen)
        if rows.remarks and row.part:
            for remark in rows.remarks.get(row.row, ()):
                draft.tell("row", remark.level, remark.text, remark.message, remark.hint)
        if draft.problems:
            # The events of one row may share a problem; it is told once.
            told = [problem for problem in told if problem.row == row.row]
            fresh = [problem for problem in draft.problems if problem not in told]
            told += fresh
            reading.problems += fresh
        if row.part == 0:
            continue
        if row.values.get("state") == "cancelled":
            reading.held.append(row)  # never stored, only what it cancels is looked for
        elif draft.is_held:
            reading.held.append(row)
            held += 1
        else:
            reading.rows.append(row)
            stored += 1
    if isinstance(reader, ReportTable):
        reading.quiet_days += reader.quiet_days()
    if question := reader.question():
        reading.questions.append(question)
    reading.sheets.append(rows.found(stored, held))


def _take_out_duplicates(reading: Reading) -> None:
    problems = find_duplicates(reading.rows, reading.kind)
    if problems:
        reading.held += [reading.rows[index] for index in problems]
        reading.rows = [row for index, row in enumerate(reading.rows) if index not in problems]
        reading.problems += problems.values()


def _legend(grid: Grid, tools: Toolbox) -> dict[str, str]:
    """The codes a sheet explains, in one line ("TM = Tatap muka; ...") or one code a row."""
    texts = []
    for cells in grid.rows.values():
        if len(cells) - cells.count(None) > 4:
            continue
        filled = [show(cell) for cell in cells if cell is not None]
        if any("=" in text or ":" in text for text in filled):
            texts += filled
            texts.append(re.sub(r"\s*([=:])\s*", r" \1 ", " ".join(filled)))
    return tools.activities.legend(texts)
