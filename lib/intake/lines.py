"""The rows under a head: which are events, go on from the row above, or are headings, totals and signatures."""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from lib.intake.cells import Cell, CellError, fold, is_nothing, show
from lib.intake.grids import Grid
from lib.intake.values.calendars import month_pattern, weekdays
from lib.text import N_, Message

EVENT, HEADING, QUIET, SKIPPED, UNREAD, LEFT_OUT = "event", "heading", "quiet", "skipped", "unread", "left out"
CHOSEN_OUT = "chosen out"

# What the first cell of a row says that is never taken: the example of a template, a calendar's entry that is off.
CANCELLED_MARK = "VEVENT CANCELLED"
LEFT_OUT_MARKS = {
    "contoh": N_("This row is marked as an example and is not taken."),
    "example": N_("This row is marked as an example and is not taken."),
    fold(CANCELLED_MARK): N_("The calendar says that this entry is cancelled; it is not taken."),
}

LEFT_OUT_BY_CHOICE = N_("This row was left out by choice.")

TOTAL = re.compile(
    r"\W*(?:sub\s*-?\s*)?(?:grand\s+)?(?:jumlah|total|jml|subtotal|subjumlah|rekapitulasi|rata-rata)\b.{0,30}", re.I
)
LEGEND = re.compile(
    r"(?:\W*(?:ket(?:erangan)?|catatan|nb|n\.b|notes?|legenda|cat|sumber data|lampiran|tembusan|perhatian)\b\s*[.:]?|"
    r"\*|#|//|--).*",
    re.I | re.S,
)
# "TM", "= Tatap muka" below a table: a code and what it means.
_CODE_EXPLAINED = re.compile(r"\W*[a-z]{1,6}\d?\)?\s*[=:]\s*\S", re.I)
PAGE = re.compile(r"\W*(?:hal(?:aman)?|page|lembar|lanjutan|bersambung)\b\W*\d*(?:\s*(?:dari|of|/)\s*\d+)?\W*", re.I)
NIHIL = re.compile(
    r"\W*(?:n\s*i\s*h\s*i\s*l|(?:laporan |kegiatan |kejadian )?nihil(?: kejadian| laporan| kegiatan| temuan)?|"
    r"tidak ada (?:kejadian|laporan|kegiatan|temuan|gangguan|athg)(?: menonjol)?|"
    r"(?:nihil\W+)?(?:(?:situasi|kondisi|wilayah|dalam keadaan)\W+)*(?:aman|kondusif)"
    r"(?:\W+(?:(?:dan|serta|&)\W+)?(?:aman|kondusif|terkendali|tertib|lancar))*)\W*",
    re.I,
)
_SIGNED_AT = re.compile(
    r"(?:(?:dibuat|dikeluarkan|ditetapkan) (?:di|pada)\s*:?\s*)?([^\W\d_]+(?: [^\W\d_]+)?)\s*,\s*(?:tanggal|tgl)?"
    rf"[\s._…\d]*(?:{month_pattern()}|[-/.]\d{{1,2}}[-/.])[\s._…-]*\d{{0,4}}\W*",
    re.I,
)
_SIGNATURE = re.compile(
    r"\W*(?:mengetahui|menyetujui|hormat kami|ketua|sekretaris|bendahara|ttd|tertanda|tanda tangan|lurah|camat|kepala|"
    r"a\.?\s?n\.?|an\.|pembuat|yang membuat|dibuat oleh|disusun oleh|pelapor|koordinator|penanggung jawab|nip|nrp|"
    r"pangkat|wakil|pimpinan|dewan)\b.*",
    re.I | re.S,
)
# An entry needs one of these of its own, or three mapped cells.
_TELLING = frozenset(
    ("date", "hours", "start_hour", "activity", "composite", "title", "description", "category", "party")
)
_CONTINUED = frozenset(("venue", "contact", "title", "place", "description", "address", "permit_no", "speakers",
                        "route", "gathering_point"))
# What a row tells of an event; a place or a date stands in quiet rows as well.
_ACCOUNTS = ("description", "title", "category", "activity", "composite", "severity", "parties")


# What a section's heading tells where no column does; the text of a ward alone may go on with the place above it.
_SECTIONS = frozenset(("party", "date", "activity"))
_TIMES = ("date", "hours", "start_hour")
_WIDE = 2
"""A cell merged over more columns than this and one is a heading."""
_CELLS_OF_A_TOTAL = 3


@dataclass(slots=True)
class Line:
    """One row under a head, `sent` its cells as they stand in the grid.

    `cells` hold what merged blocks reach down to too; `own` are the columns written here. `heading` is what a heading
    says without the number before it.
    """

    row: int
    kind: str
    sent: list[Cell]
    cells: dict[int, Cell]
    own: Set[int]
    last_row: int = 0
    heading: str = ""
    more: list[dict[int, Cell]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole row as one text."""
        return self.heading or " ".join(" ".join(show(cell).split()) for cell in self.sent if cell is not None)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which cells a row has: the same for most rows of a table. `told` are its columns of dates and hours."""

    own: Set[int]
    mapped: Set[int]
    first: int
    told: tuple[int, ...]
    may_be_obvious: bool


def read_lines(
    grid: Grid,
    rows: list[int],
    fields: dict[str, list[int]],
    is_heading: Callable[[str], set[str]],
    chosen_out: Set[int] = frozenset(),
) -> Iterator[Line]:
    """The rows of a table with what each is, in order; rows that only continue an event are joined to it.

    `is_heading` says what a text, standing alone, tells of the rows below: "party", "date", "activity" or "place".
    A continuing row of `chosen_out` is not joined; other lines are left as they are: the rows below may go by them.
    """
    by_column = {column: name for name, columns in fields.items() for column in columns}
    anchors = grid.column_anchors()
    previous: Line | None = None
    signed = False
    wide = {merge.first_row for merge in grid.merges if merge.last_column - merge.first_column >= _WIDE}
    shapes: dict[tuple[int, ...], _Shape] = {}
    quiet = {cell for cell in set().union(*map(grid.rows.__getitem__, rows)) if _says_nihil(cell)}
    for row in rows:
        sent = grid.rows[row]
        own_cells = {column: cell for column, cell in enumerate(sent) if cell is not None}
        if not own_cells:
            continue
        columns = tuple(own_cells)
        shape = shapes.get(columns)
        if shape is None:
            shape = shapes[columns] = _shape(columns, by_column, fields)
        line = Line(row, SKIPPED, sent, _reached(own_cells, grid, row, anchors, rows[0]), shape.own, row)
        mapped = shape.mapped
        if shape.may_be_obvious and _is_obvious(own_cells, shape, quiet):
            line.kind, signed, previous = EVENT, False, line
            yield line
            continue
        if _left_out(line):
            line.kind, previous = LEFT_OUT, line
            yield line
            continue
        if len(line.own) == 1 and (row in wide or not (is_heading(line.text) & _SECTIONS) <= fields.keys()):
            previous = None  # a section's heading, in whatever column, goes on with nothing
        if previous and previous.kind == EVENT and _continues(line, previous, mapped, by_column, fields, anchors):
            previous.last_row = row
            if row in chosen_out:
                line.kind = CHOSEN_OUT
                yield line
            else:
                previous.more.append({column: line.cells[column] for column in line.own})
            continue
        if heading := _numbered_heading(line, by_column, is_heading):
            line.kind, line.heading = HEADING, heading
            signs = False
        else:
            line.kind, signs = _classify(line, mapped, by_column, fields, signed=signed)
        signed = signs or (signed and line.kind != EVENT)
        previous = line
        yield line


def left_out_because(line: Line) -> Message:
    """Why a row of the kind LEFT_OUT or CHOSEN_OUT is not taken."""
    return Message(LEFT_OUT_BY_CHOICE if line.kind == CHOSEN_OUT else LEFT_OUT_MARKS[_mark(line)])


def is_cancelled(line: Line) -> bool:
    """Whether a line is a calendar's entry that is off."""
    return line.kind == LEFT_OUT and _mark(line) == fold(CANCELLED_MARK)


def _left_out(line: Line) -> bool:
    return len(line.own) > 1 and _mark(line) in LEFT_OUT_MARKS


def _mark(line: Line) -> str:
    return fold(show(line.cells[min(line.own)])).strip(" .:*()")


def _shape(columns: tuple[int, ...], by_column: dict[int, str], fields: dict[str, list[int]]) -> _Shape:
    mapped = frozenset(column for column in columns if by_column.get(column) not in (None, "note"))
    told = tuple(column for name in _TIMES for column in fields.get(name, ()) if column in columns)
    dated = any(column in columns for column in fields.get("date", ()))
    return _Shape(frozenset(columns), mapped, columns[0], told, dated and len(columns) > _CELLS_OF_A_TOTAL)


def _reached(
    own_cells: dict[int, Cell], grid: Grid, row: int, anchors: dict[tuple[int, int], int], first_row: int
) -> dict[int, Cell]:
    """The cells of a row with those that merged blocks reach down to it."""
    if not anchors:
        return own_cells
    cells = dict(own_cells)
    for column in range(len(grid.rows[row])):
        anchor = anchors.get((row, column))
        if anchor is not None and anchor >= first_row and column not in cells:
            above = grid.rows.get(anchor, [])
            if column < len(above) and above[column] is not None:
                cells[column] = above[column]
    return cells


def _is_obvious(cells: dict[int, Cell], shape: _Shape, quiet: Set[Cell]) -> bool:
    """Whether a row is an event whatever else is asked: it begins with a number or a day, has a day, and no "NIHIL".

    No total, legend, page, signature or continued row looks so. `quiet` are the cells of the table that say "NIHIL".
    """
    first = cells[shape.first]
    if isinstance(first, bool) or not isinstance(first, (int, float, date)):
        return False
    if quiet and not quiet.isdisjoint(cells.values()):
        return False
    return any(not isinstance(cells[column], str) or _tells_time(cells[column]) for column in shape.told)


def _says_nihil(cell: Cell) -> bool:
    return isinstance(cell, str) and NIHIL.fullmatch(cell) is not None


@lru_cache(maxsize=16384)
def _tells_time(text: str) -> bool:
    return re.search(r"\d", text) is not None and not _is_signature(text)


def _continues(
    line: Line,
    previous: Line,
    mapped: set[int],
    by_column: dict[int, str],
    fields: dict[str, list[int]],
    anchors: dict[tuple[int, int], int],
) -> bool:
    """Whether the row only goes on with the event above: one event written over several sheet rows.

    Where cells are merged the blocks tell: hour and number reach down to this row. Where nothing is merged, the row
    holds text in such columns only, directly below, and neither number nor date nor hour.
    """
    names = {by_column.get(column) for column in line.own} - {None, "note"}
    if not names or not names <= _CONTINUED or any(not isinstance(line.cells[column], str) for column in mapped):
        return False
    if line.row != previous.last_row + 1:
        return False
    identity = [column for name in ("number", "hours", "start_hour", "activity") for column in fields.get(name, ())]
    reached = [column for column in identity if (line.row, column) in anchors]
    if reached:
        numbers = fields.get("number", [])
        return all((line.row, column) in anchors for column in numbers) and all(
            (line.row, column) in anchors for name in ("hours", "start_hour") for column in fields.get(name, ())[:1]
        )
    if any((line.row, column) in anchors for column in fields.get("date", ())):
        return False
    text = line.text
    return names != {"title"} and not (
        _is_signature(text)
        or TOTAL.fullmatch(text)
        or LEGEND.fullmatch(text)
        or PAGE.fullmatch(text)
        or NIHIL.fullmatch(text)
    )


def _classify(
    line: Line, mapped: set[int], by_column: dict[int, str], fields: dict[str, list[int]], *, signed: bool
) -> tuple[str, bool]:
    """What a row is, and whether a block of signatures starts here."""
    first = show(line.cells[min(line.own)]).strip()
    told = [
        line.cells[column]
        for name in _TIMES
        for column in fields.get(name, ())
        if column in line.own
    ]
    dated = any(not isinstance(cell, str) or _tells_time(cell) for cell in told)
    counted = any(
        column in line.own and re.fullmatch(r"\d+[.)]?", show(line.cells[column]).strip())
        for column in fields.get("number", ())
    )
    if _is_quiet(line, fields):
        return QUIET, False
    if PAGE.fullmatch(line.text) or (len(line.own) <= 2 and PAGE.fullmatch(first)):
        return SKIPPED, False
    if (not dated or len(line.own) <= _CELLS_OF_A_TOTAL) and not counted and TOTAL.fullmatch(first) and len(first) < 60:
        return SKIPPED, False
    if not dated and not counted:
        if LEGEND.fullmatch(first) and len(mapped) <= 3:
            return SKIPPED, False
        if _explains_a_code(line):
            return SKIPPED, False
        if len(line.own) <= 4 and any(_is_signature(show(line.cells[column])) for column in line.own):
            return SKIPPED, True
        if signed and len(mapped) <= 3:
            return SKIPPED, True
    if len(line.own) == 1:
        only = line.cells[max(line.own)]
        name = by_column.get(max(line.own))
        if isinstance(only, CellError) or (name in _TIMES and not isinstance(only, str)):
            return EVENT, False
        return HEADING, False
    names = {by_column.get(column) for column in mapped}
    if names & _TELLING or len(mapped) >= 3:
        return EVENT, False
    return (UNREAD if mapped else SKIPPED), False


def _numbered_heading(line: Line, by_column: dict[int, str], is_heading: Callable[[str], set[str]]) -> str:
    """The text of "I", "PARTAI GOLKAR": a roman number or a letter and a text; after a plain number only a heading."""
    if len(line.own) != 2:
        return ""
    first, second = sorted(line.own)
    mark, text = fold(show(line.cells[first])).strip(" .)"), line.cells[second]
    if not isinstance(text, str) or by_column.get(first) not in (None, "number") or NIHIL.fullmatch(text):
        return ""
    if re.fullmatch(r"[ivxlc]+|[a-z]", mark):
        return text
    name = by_column.get(second)
    unfinished = name == "party" or (name == "date" and re.search(r"\d", text) is not None)
    return text if mark.isdigit() and not unfinished and is_heading(text) else ""


def _explains_a_code(line: Line) -> bool:
    later = [show(line.cells[column]).strip() for column in sorted(line.own)[1:]]
    apart = 1 <= len(later) <= 2 and any(text[:1] in ("=", ":") for text in later)
    return apart and _CODE_EXPLAINED.match(line.text) is not None


def _is_signature(text: str) -> bool:
    text = " ".join(text.split())
    match = _SIGNED_AT.fullmatch(text)
    if match:
        return match[1].split()[0].casefold() not in weekdays()
    return len(text) < 80 and _SIGNATURE.fullmatch(text) is not None


def _is_quiet(line: Line, fields: dict[str, list[int]]) -> bool:
    """Whether the row reports that nothing happened: "NIHIL" somewhere, and no account of anything beside it."""
    if not any(isinstance(line.cells[column], str) and NIHIL.fullmatch(line.cells[column]) for column in line.own):
        return False
    told = [line.cells[column] for name in _ACCOUNTS for column in fields.get(name, ()) if column in line.own]
    return all(is_nothing(cell) or (isinstance(cell, str) and NIHIL.fullmatch(cell)) for cell in told)
