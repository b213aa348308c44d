"""What is to be said of a row beside its values: that somebody hid it or struck it through, or what was not read of it.

A value may come from another row: a date merged over several, a ditto mark, a heading. It is as doubtful as that one.
"""

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from lib.intake.cells import Cell, is_nothing, show
from lib.intake.fills import is_ditto
from lib.intake.grids import Grid
from lib.intake.lines import EVENT, QUIET, Line
from lib.intake.readings import Level
from lib.text import N_, Message

HIDDEN = N_("This row is hidden in the file.")
HIDDEN_HINT = N_("If it holds, show it in the spreadsheet program and send the file again; else leave it out.")
STRUCK = N_("Text of this row is struck through.")
STRUCK_ABOVE = N_("What this row takes from a row above is struck through there.")
STRUCK_HINT = N_("If it holds, remove the line through the text and send the file again; else leave it out.")
STRUCK_PART = N_('Struck through and not read: "{found}".')
OLDER_TAKEN = N_('The column "{head}" is empty; what "{other}" says was taken: "{found}".')


class Remark(NamedTuple):
    """One thing to say of a row as a whole; `text` is the cell it is about."""

    level: Level
    text: Cell
    message: Message
    hint: Message | None = None


Remarks = dict[int, list[Remark]]
"""By the number of the row an event begins in."""


def remarks_of(grid: Grid, lines: Iterable[Line], left_out: Set[int]) -> Remarks:
    """What is to be said of the rows of a sheet in which something is hidden or struck through."""
    struck_rows = {row for row, _column in grid.struck}
    parts: dict[int, list[str]] = {}
    for (row, _column), text in sorted(grid.struck_parts.items()):
        parts.setdefault(row, []).append(text)
    remarks: Remarks = {}
    for line, is_struck_above in _with_above(grid, lines):
        rows = {line.row}
        if line.more:
            rows = {*range(line.row, line.last_row + 1)} - left_out
        said = []
        if not rows.isdisjoint(struck_rows):
            said.append(Remark("error", None, Message(STRUCK), Message(STRUCK_HINT)))
        elif is_struck_above:
            said.append(Remark("error", None, Message(STRUCK_ABOVE), Message(STRUCK_HINT)))
        elif not rows.isdisjoint(grid.hidden):
            said.append(Remark("error", None, Message(HIDDEN), Message(HIDDEN_HINT)))
        said += [
            Remark("note", text, Message(STRUCK_PART, {"found": text})) for row in rows for text in parts.get(row, ())
        ]
        if said:
            remarks[line.row] = said
    return remarks


def _with_above(grid: Grid, lines: Iterable[Line]) -> Iterator[tuple[Line, bool]]:
    """The events and quiet lines, and whether any of their cells was taken from one above that is struck through."""
    struck: dict[int, bool] = {}
    for line in lines:
        for column in line.own:
            if not is_ditto(line.sent[column]):
                struck[column] = (line.row, column) in grid.struck
        if line.kind in (EVENT, QUIET):
            yield line, any(is_struck and column in line.cells for column, is_struck in struck.items()
                            if (line.row, column) not in grid.struck)  # fmt: skip


def is_doubtful(grid: Grid, row: int) -> bool:
    """Whether a row is hidden or has a cell struck through."""
    return row in grid.hidden or any((row, column) in grid.struck for column in range(len(grid.rows.get(row, ()))))


def older_taken(lines: Iterable[Line], pairs: dict[int, int], heads: dict[int, str]) -> Remarks:
    """Take what the older of two columns says where the newer is empty; `pairs` maps the newer to the older."""
    remarks: Remarks = {}
    for line in lines:
        if line.kind not in (EVENT, QUIET):
            continue
        for newer, older in pairs.items():
            if is_nothing(line.cells.get(newer)) and line.cells.get(older) is not None:
                line.cells[newer] = line.cells[older]
                words = {"head": heads[newer], "other": heads[older], "found": show(line.cells[older])}
                remarks.setdefault(line.row, []).append(Remark("note", line.cells[older], Message(OLDER_TAKEN, words)))
    return remarks
