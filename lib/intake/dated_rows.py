"""The dates of a table's rows: as they were sent, as a person says they are meant, and what to ask about them."""

from collections.abc import Sequence
from dataclasses import replace

from lib.intake.calendars import doubt
from lib.intake.cells import Cell
from lib.intake.date_columns import turn_cell
from lib.intake.date_questions import ask_about
from lib.intake.lines import EVENT, Line
from lib.intake.readings import DateQuestion, Held
from lib.intake.table_rows import TableRows
from lib.intake.values.date_rules import DateRules, Days, check
from lib.intake.values.date_words import read_weekday
from lib.intake.values.dates import read_days


def dates_as_sent(rows: TableRows, lines: Sequence[Line], name: str) -> list[Cell]:
    """Date cells as evidence of how their column is written: what was typed here tells nothing about that."""
    cells = rows.cells(lines, name)
    if not rows.typed.texts:
        return cells
    return [None if rows.is_typed(line, name) else cell for line, cell in zip(lines, cells, strict=True)]


def date_as_told(rows: TableRows, line: Line, name: str, rules: DateRules) -> Cell:
    """A date cell, turned back where a person says that the dates were turned round."""
    cell = rows.cell(line, name)
    return turn_cell(cell, rules) if rows.date_order == "turned" and not rows.is_typed(line, name) else cell


def rules_of(rows: TableRows, line: Line, name: str, rules: DateRules) -> DateRules:
    """The rules of one date cell: typed into an American column it may be meant either way and must be clear."""
    return replace(rules, month_first=None) if rules.month_first and rows.is_typed(line, name) else rules


def date_question(rows: TableRows, rules: DateRules, names: tuple[str | None, ...]) -> DateQuestion | None:
    """The question about the dates of a table, `names` its fields of dates, `rules` those the columns show."""
    used = [name for name in names if name and rows.fields.get(name)]
    if rows.fields.get("month") or (rules.month_first is not None and not rules.swapped):
        return None
    lines = [entry.line for entry in rows.entries if entry.line.kind == EVENT]
    dates = [
        (line.row, cell, read_weekday(rows.cell(line, "weekday")) if name == "date" else None)
        for line, *cells in zip(lines, *(dates_as_sent(rows, lines, name) for name in used), strict=True)
        for name, cell in zip(used, cells, strict=True)
    ]
    heads = tuple(rows.table.heads[column] for name in used for column in rows.fields[name])
    return ask_about(dates, rules, read_date_cell, (rows.table.grid.name, rows.table.header_row, heads))


def read_date_cell(cell: Cell, rules: DateRules, weekday: int | None = None) -> Days | Held | None:
    """The days of a date cell, checked against a weekday column; a text over several lines is one line or a list."""
    if doubtful := doubt(cell):
        return doubtful
    # A weekday clears the suspicion that day and month were turned around, so it is judged together with it.
    unsuspecting = replace(rules, swapped=False) if weekday is not None else rules
    days = read_days(cell, unsuspecting)
    if isinstance(days, Held) and isinstance(cell, str) and "\n" in cell:
        listed = read_days(cell.replace("\n", ", "), unsuspecting)
        days = listed if isinstance(listed, Days) else days
    return check(days, rules, weekday) if isinstance(days, Days) and weekday is not None else days
