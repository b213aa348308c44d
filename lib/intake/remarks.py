"""What is to be said of a row beside its values: that somebody hid it or struck it through, or what was not read of it.

A value may come from another row: a date merged over several, a ditto mark, a heading. It is as doubtful as that one.
"""

import re
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from lib.intake.cells import Cell, is_nothing, show
from lib.intake.fills import is_ditto
from lib.intake.grids import Grid
from lib.intake.lines import EVENT, QUIET, Line
from lib.intake.readings import Level, Problem
from lib.intake.tables import Table
from lib.text import N_, Message

HIDDEN = N_("This row is hidden in the file.")
HIDDEN_HINT = N_("If it holds, show it in the spreadsheet program and send the file again; else leave it out.")
STRUCK = N_("Text of this row is struck through.")
STRUCK_ABOVE = N_("What this row takes from a row above is struck through there.")
STRUCK_HINT = N_("If it holds, remove the line through the text and send the file again; else leave it out.")
STRUCK_PART = N_('Struck through and not read: "{found}".')
COMMENT = N_('A comment beside a cell of this row says: "{found}".')
COMMENT_HINT = N_("Put what holds into the cells and delete the comment, or leave the row out.")
FOOTNOTE = N_('The footnote {mark} says of this row: "{found}".')
FOOTNOTE_OF_HEADS = N_('The footnote {mark} says of the headings: "{found}".')
FOOTNOTE_HINT = N_("Put what holds into the cells and delete the mark, or leave the row out.")
OLDER_TAKEN = N_('The column "{head}" is empty; what "{other}" says was taken: "{found}".')


_CORRECTS = re.compile(
    r"\b(?:(?:di)?(?:batal|tunda|undur|mundur|majukan|pindah|geser|ganti|ubah|ralat|koreksi|tangguhkan|tiadakan|revisi)"
    r"(?:kan|nya)?|berubah|perubahan|menjadi|jadi|salah|seharusnya|harusnya|mestinya|yang benar|jadwal ulang|"
    r"reschedul\w+|(?:belum|tidak) (?:pasti|fix|jadi)|tentati[fv]e?|sementara|menunggu|konfirmasi|cancel\w*)\b",
    re.I,
)
_FOOTNOTE_LINE = re.compile(r"\(?(\*{1,3}|[¹²³⁴⁵]|\d(?=\)))\)?\s*[:=]?\s*(?=\S)")
_MARKED = re.compile(r"(\*{1,3}|[¹²³⁴⁵]\)?|\d\))\)?\s*")
_LONGEST_MARKED = 200


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


def remarks_beside(grid: Grid, lines: list[Line]) -> Remarks:
    """What footnotes and comments say of the rows: those that may change something hold the row."""
    footnotes = _footnotes(lines)
    comments: dict[int, list[str]] = {}
    for (row, _column), text in sorted(grid.comments.items()):
        comments.setdefault(row, []).append(" ".join(text.split()))
    remarks: Remarks = {}
    if not footnotes and not comments:
        return remarks
    for line in lines:
        if line.kind not in (EVENT, QUIET):
            continue
        said = []
        for row in range(line.row, line.last_row + 1) if comments else ():
            said += [_beside(text, Message(COMMENT, {"found": text}), COMMENT_HINT) for text in comments.get(row, ())]
        for mark in sorted(_marks(line) & footnotes.keys()) if footnotes else ():
            words = {"mark": mark, "found": footnotes[mark]}
            said.append(_beside(footnotes[mark], Message(FOOTNOTE, words), FOOTNOTE_HINT))
        if said:
            remarks[line.row] = said
    return remarks


def notes_of_heads(table: Table, lines: list[Line]) -> list[Problem]:
    """What footnotes and comments say of the heads of a table: of all its rows, so that they hold none."""
    sheet, rows = table.grid.name, range(table.header_row, table.last_header_row + 1)
    notes = [
        Problem(sheet, row, "row", "note", text, Message(COMMENT, {"found": " ".join(text.split())}))
        for (row, _column), text in sorted(table.grid.comments.items())
        if row in rows
    ]
    marked = _marks_of(table.heads.values())
    footnotes = _footnotes(lines) if marked else {}
    for mark in sorted(marked & footnotes.keys()):
        message = Message(FOOTNOTE_OF_HEADS, {"mark": mark, "found": footnotes[mark]})
        notes.append(Problem(sheet, table.header_row, "row", "note", footnotes[mark], message))
    return notes


def _beside(text: str, message: Message, hint: str) -> Remark:
    if _CORRECTS.search(text):
        return Remark("error", text, message, Message(hint))
    return Remark("note", text, message)


def _footnotes(lines: Iterable[Line]) -> dict[str, str]:
    """The footnotes below the rows, by their mark without brackets: "*) belum pasti", "1) ditunda"."""
    found = {}
    for line in lines:
        if line.kind not in (EVENT, QUIET) and len(line.own) <= 2 and (match := _FOOTNOTE_LINE.match(line.text)):
            found.setdefault(_plain_mark(match[1]), line.text[match.end() :])
    return found


def _marks(line: Line) -> set[str]:
    return _marks_of(line.cells.values())


def _marks_of(cells: Iterable[Cell]) -> set[str]:
    """The marks of footnotes at the end of cells; "(RW 1)" ends with none."""
    marks = set()
    for cell in cells:
        if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_MARKED and cell[-1] in "*)¹²³⁴⁵":
            start = len(cell)
            while start and cell[start - 1] in "*)¹²³⁴⁵ 123456789":
                start -= 1
            for at in range(start, len(cell)):
                if (match := _MARKED.fullmatch(cell, at)) and (match[1][0] in "*¹²³⁴⁵" or "(" not in cell):
                    marks.add(_plain_mark(match[1]))
                    break
    return marks


def _plain_mark(mark: str) -> str:
    return mark.strip("() ").translate(str.maketrans("¹²³⁴⁵", "12345"))


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
