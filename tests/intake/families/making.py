"""Office files made by code, each with its truth beside it: what is stored, what is held, what is told."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P, Span

Rows = Sequence[Sequence[Any]]
WARDS = {
    "arjosari": "35.73.01.1002",
    "polowijen": "35.73.01.1003",
    "blimbing": "35.73.01.1005",
    "bunulrejo": "35.73.01.1008",
    "jodipan": "35.73.01.1011",
    "klojen": "35.73.02.1001",
    "rampal celaket": "35.73.02.1002",
    "kauman": "35.73.02.1007",
    "oro-oro dowo": "35.73.02.1008",
    "bareng": "35.73.02.1009",
    "kotalama": "35.73.03.1001",
    "kedungkandang": "35.73.03.1006",
    "sawojajar": "35.73.03.1008",
    "madyopuro": "35.73.03.1009",
    "gadang": "35.73.04.1002",
    "bandungrejosari": "35.73.04.1004",
    "sukun": "35.73.04.1005",
    "tanjungrejo": "35.73.04.1006",
    "karang besuki": "35.73.04.1009",
    "merjosari": "35.73.05.1002",
    "dinoyo": "35.73.05.1004",
    "sumbersari": "35.73.05.1005",
    "jatimulyo": "35.73.05.1007",
    "mojolangu": "35.73.05.1009",
    "lowokwaru": "35.73.05.1011",
}


@dataclass(frozen=True)
class Truth:
    """One row that must be stored with these values; `or_held`: a careful clerk may as well ask."""

    row: int
    values: Mapping[str, Any]
    sheet: str | None = None
    or_held: bool = False


@dataclass(frozen=True)
class Family:
    """One file and its truth.

    `held` are (row, field) or (row, field, sheet) that must wait for a person; `warned` are fields that stay empty
    with a warning; `told` are (row, field) a note must speak of. Every other row of the file is no event.
    `refused`: the file as a whole. `quiet`: (ward, day) a line says nothing happened, in any order; None: not asked.
    """

    name: str
    kind: str
    data: bytes
    stored: Sequence[Truth] = ()
    held: Sequence[tuple] = ()
    warned: Sequence[tuple] = ()
    told: Sequence[tuple] = ()
    refused: bool = False
    quiet: Sequence[tuple[str, str]] | None = None
    sheet: str = "Sheet1"
    election: str = "pemilu_2024"


@dataclass(frozen=True)
class Formula:
    """A formula with the result the spreadsheet program stored."""

    text: str
    result: Any


@dataclass(frozen=True)
class Struck:
    """A value that somebody struck through."""

    value: Any


@dataclass(frozen=True)
class Mixed:
    """A text in pieces, some of which somebody struck through: Mixed(Struck("13.00"), " 14.00")."""

    pieces: Sequence[Any]

    def __init__(self, *pieces: Any) -> None:
        object.__setattr__(self, "pieces", pieces)


@dataclass(frozen=True)
class Raised:
    """A text with a raised figure in it: Raised("40", "1") as the mark of a footnote, Raised("09", "00", " WIB")."""

    before: str
    figure: str
    after: str = ""


@dataclass(frozen=True)
class As:
    """A value with a number format of its own."""

    value: Any
    number_format: str


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows, merged blocks ("A1:B3"), hidden rows and columns (from 0), whether it is hidden itself."""

    rows: Rows
    merges: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    hidden: bool = False
    filters: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


def xls(rows: Rows, *, hidden_rows: Sequence[int] = (), hidden_columns: Sequence[int] = ()) -> bytes:
    """An old workbook of one sheet: texts, numbers, `Struck` and `Mixed` cells."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    plain, crossed = xlwt.Font(), xlwt.Font()
    crossed.struck_out = True
    struck = xlwt.XFStyle()
    struck.font = crossed
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, Mixed):
                pieces = [(one.value, crossed) if isinstance(one, Struck) else (one, plain) for one in cell.pieces]
                sheet.write_rich_text(row, column, pieces)
            elif isinstance(cell, Struck):
                sheet.write(row, column, cell.value, struck)
            elif cell is not None:
                sheet.write(row, column, cell)
    for row in hidden_rows:
        sheet.row(row).hidden = True
    for column in hidden_columns:
        sheet.col(column).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(rows: Rows, *, hidden_rows: Sequence[int] = (), hidden_columns: Sequence[int] = ()) -> bytes:
    """An OpenDocument sheet of texts, `Struck` and `Mixed` cells."""
    document = OpenDocumentSpreadsheet()
    names = {}
    for name, family in (("ce1", "table-cell"), ("T1", "text")):
        names[family] = Style(name=name, family=family)
        names[family].addElement(TextProperties(textlinethroughstyle="solid"))
        document.automaticstyles.addElement(names[family])
    table = Table(name="Sheet1")
    for column in range(max(map(len, rows))):
        table.addElement(TableColumn(**({"visibility": "collapse"} if column in hidden_columns else {})))
    for row, cells in enumerate(rows):
        line = TableRow(**({"visibility": "collapse"} if row in hidden_rows else {}))
        for cell in cells:
            paragraph = P()
            for one in cell.pieces if isinstance(cell, Mixed) else [cell]:
                if isinstance(one, Struck) and isinstance(cell, Mixed):
                    paragraph.addElement(Span(text=one.value, stylename=names["text"]))
                else:
                    paragraph.addText(str(one.value if isinstance(one, Struck) else one or ""))
            style = {"stylename": names["table-cell"]} if isinstance(cell, Struck) else {}
            node = TableCell(valuetype="string", **style) if cell is not None else TableCell()
            if cell is not None:
                node.addElement(paragraph)
            line.addElement(node)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


_FORMATS = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", time: "hh:mm", timedelta: "[hh]:mm"}


def xlsx(sheets: Mapping[str, Sheet | Rows], *, starts_1904: bool = False) -> bytes:
    """A workbook of these sheets."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "date_1904": starts_1904, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    formats: dict[tuple, Any] = {}

    def style(**properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in formats:
            formats[key] = book.add_format(properties)
        return formats[key]

    for name, given in sheets.items():
        made = given if isinstance(given, Sheet) else Sheet(given)
        sheet = book.add_worksheet(name)
        if made.hidden:
            sheet.hide()
        for span in made.merges:
            sheet.merge_range(span, "")
        for row, cells in enumerate(made.rows):
            for column, cell in enumerate(cells):
                _write(sheet, row, column, cell, style)
        for row in made.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        for column in made.hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
        if made.filters:
            sheet.autofilter(made.filters)
        for place, text in made.notes.items():
            sheet.write_comment(place, text)
    book.close()
    return buffer.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any, style: Any) -> None:
    if isinstance(cell, Mixed):
        parts = []
        for piece in cell.pieces:
            parts += [style(font_strikeout=True), piece.value] if isinstance(piece, Struck) else [piece]
        assert sheet.write_rich_string(row, column, *parts) == 0
        return
    if isinstance(cell, Raised):
        parts = [cell.before, style(font_script=1), cell.figure, *([cell.after] if cell.after else [])]
        assert sheet.write_rich_string(row, column, *parts) == 0
        return
    properties: dict[str, Any] = {}
    while isinstance(cell, Struck | As):
        properties |= {"font_strikeout": True} if isinstance(cell, Struck) else {"num_format": cell.number_format}
        cell = cell.value
    if type(cell) in _FORMATS:
        properties.setdefault("num_format", _FORMATS[type(cell)])
    drawn = style(**properties) if properties else None
    if isinstance(cell, Formula):
        result = cell.result
        if isinstance(result, date | time):
            drawn, result = style(num_format=_FORMATS[type(result)]), serial(result)
        sheet.write_formula(row, column, cell.text, drawn, result)
    elif type(cell) in _FORMATS:
        sheet.write_datetime(row, column, cell, drawn)
    elif cell not in (None, ""):
        sheet.write(row, column, cell, drawn)


def serial(moment: date | time) -> float:
    """The number Excel keeps for a day or an hour."""
    if isinstance(moment, time):
        return (moment.hour * 60 + moment.minute) / 1440
    if isinstance(moment, datetime):
        return (moment - datetime(1899, 12, 30)).total_seconds() / 86400
    return (moment - date(1899, 12, 30)).days


def delimited(rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8", ending: str = "\r\n") -> bytes:
    """A delimited text."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=ending).writerows(rows)
    return buffer.getvalue().encode(encoding)


def event(
    row: int,
    party: str,
    activity: str,
    start: str,
    end: str | None = None,
    area: str = "",
    people: int | None = None,
    *,
    sheet: str | None = None,
    or_held: bool = False,
    **texts: str,
) -> Truth:
    """The truth of one event: `start` is "2023-12-05 09:00", `end` the same or "11:00" of that day, `area` a name."""
    begins = datetime.fromisoformat(start)
    ends = None
    if end:
        ends = datetime.fromisoformat(end if " " in end else f"{start[:10]} {end}")
    values = {
        "party": party,
        "activity": activity,
        "start": begins,
        "end": ends,
        "end_is_estimate": ends is None,
        "area_code": WARDS[area] if area else None,
        "attendance": people,
        **texts,
    }
    return Truth(row, values, sheet, or_held)


def report(
    row: int,
    occurred: str,
    area: str = "",
    category: str | None = None,
    *,
    sheet: str | None = None,
    or_held: bool = False,
    **more: Any,
) -> Truth:
    """The truth of one report: `occurred` is "2023-12-05" or "2023-12-05 09:00"."""
    values = {
        "occurred": datetime.fromisoformat(occurred),
        "occurred_has_time": " " in occurred,
        "area_code": WARDS[area] if area else None,
        "category": category,
        **more,
    }
    return Truth(row, values, sheet, or_held)
