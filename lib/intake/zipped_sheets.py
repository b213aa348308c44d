"""What python-calamine does not tell about .xlsx and .ods: error cells, empty formulas, merges, the 1904 day count.

Sheets are looked through piece by piece: a few kilobytes of them can unpack to more than there is memory for.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree

from lib.intake.grids import Merge

# What Python's own readers raise on a damaged archive or on damaged XML inside it.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ElementTree.ParseError,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)

# A tag holds no "<" within: looking no further than the next one keeps the time in proportion to the file.
_CELL_TAG = rb"<(?:\w+:)?c\b([^<>]*)>"
_ERROR_CELL = re.compile(_CELL_TAG + rb"(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)</")
_EMPTY_FORMULA = re.compile(
    _CELL_TAG
    + rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?</(?:\w+:)?c>"
)
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_PIECE, _LONGEST_ROW, _ROWS_AT_ONCE = 1 << 20, 16 << 20, 1_000
_IS_ERROR = re.compile(rb"""\bt=["']e["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*\br=["'](\d{1,7})["'][^<>]*>""")
_IS_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*[^<>/])>")
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_MOST_STYLES = 8 << 20
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLES = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


@dataclass(slots=True)
class SheetFacts:
    """Of one sheet: error cells ((row from 1, column from 0) -> text shown, "" = empty formula) and merged blocks.

    `last_row` and `last_column` (both from 1) are where its filled cells end, as far as the file tells. `hidden` are
    the rows somebody hid, `struck` those with a cell struck through.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0
    hidden: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)


def check_definitions(archive: zipfile.ZipFile) -> None:
    """Raises ValueError when a part defines entities of its own, which no spreadsheet program writes.

    A few of them, each made of the one before, unpack to gigabytes; some name files of the reader's machine.
    """
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as part:
                beginning = part.read(65536).replace(b"\0", b"")
            if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                raise ValueError("a part with definitions")


def xlsx_starts_1904(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook counts its days from 1904 (old Excel for Macintosh)."""
    text = archive.read("xl/workbook.xml")
    return re.search(rb"""<(?:\w+:)?workbookPr\b[^<>]*\bdate1904=["'](?:1|true)["']""", text) is not None


def xlsx_facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Facts by sheet name."""
    struck = _xlsx_struck_styles(archive)
    return {name: _xlsx_sheet(archive, part, struck) for name, part in _xlsx_parts(archive)}


def _xlsx_struck_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the cell styles whose font is struck through."""
    part = "xl/styles.xml"
    if part not in archive.namelist() or archive.getinfo(part).file_size > _MOST_STYLES:
        return frozenset()
    xml = archive.read(part)
    if b"strike" not in xml:
        return frozenset()
    fonts: list[bool] = []
    styles: list[int] = []
    for node in ElementTree.fromstring(xml):
        if node.tag.endswith("}fonts"):
            fonts = [any(_is_strike(mark) for mark in font) for font in node]
        elif node.tag.endswith("}cellXfs"):
            styles = [int(style.get("fontId", "0")) for style in node]
    return frozenset(b"%d" % index for index, font in enumerate(styles) if font < len(fonts) and fonts[font])


def _is_strike(mark: ElementTree.Element) -> bool:
    return mark.tag.endswith("}strike") and mark.get("val", "1") not in ("0", "false")


def _xlsx_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {node.get("Id"): node.get("Target", "") for node in relations}
    members = set(archive.namelist())
    for node in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if node.tag.endswith("}sheet"):
            key = next((value for name, value in node.items() if name.endswith("}id")), None)
            target = targets.get(key, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in members:
                yield node.get("name", ""), part


def _xlsx_sheet(archive: zipfile.ZipFile, part: str, struck: frozenset[bytes]) -> SheetFacts:
    facts = SheetFacts()
    with archive.open(part) as member:
        for piece in _pieces(member):
            facts.errors.update(_xlsx_errors(piece))
            _reach(piece, facts)
            if b"hidden=" in piece:
                facts.hidden.update(int(match[1]) for match in _ROW.finditer(piece) if _IS_HIDDEN.search(match[0]))
            if struck:
                facts.struck.update(
                    int(place[2])
                    for match in _FILLED_CELL.finditer(piece)
                    if (style := _STYLE.search(match[1])) and style[1] in struck and (place := _PLACE.search(match[1]))
                )
    return facts


def _pieces(member: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a sheet in pieces that end where a row ends."""
    rest = b""
    while more := member.read(_PIECE):
        rest += more
        end = rest.rfind(b"row>") + 4
        # A row of that length holds far more cells than a sheet has columns.
        if end < 4 and len(rest) > _LONGEST_ROW:
            raise ValueError("a row without end")
        if end >= 4:
            yield rest[:end]
            rest = rest[end:]
    yield rest


def _reach(xml: bytes, facts: SheetFacts) -> None:
    """How far the filled cells of a piece reach: the native reader makes room for every cell up to there."""
    opening = b":c " if b":c " in xml else b"<c "
    for row in xml.split(b"row>"):
        at = row.rfind(opening)
        while at >= 0 and row[row.find(b">", at) - 1 : row.find(b">", at)] == b"/":
            at = row.rfind(opening, 0, at)  # a blank cell that only has a format
        if at >= 0 and (place := _PLACE.search(row, at, at + 100)):
            facts.last_row = max(facts.last_row, int(place[2]))
            facts.last_column = max(facts.last_column, column_index(place[1].decode()) + 1)


def _xlsx_errors(xml: bytes) -> dict[tuple[int, int], str]:
    errors = {}
    if b't="e"' in xml or b"t='e'" in xml:
        for match in _ERROR_CELL.finditer(xml):
            if _IS_ERROR.search(match[1]) and (place := _PLACE.search(match[1])):
                errors[int(place[2]), column_index(place[1].decode())] = match[2].decode("ascii", "replace")
    if b"<f" in xml or b":f" in xml:
        for match in _EMPTY_FORMULA.finditer(xml):
            if place := _PLACE.search(match[1]):
                errors.setdefault((int(place[2]), column_index(place[1].decode())), "")
    return errors


def column_index(letters: str) -> int:
    """ "A" -> 0, "AA" -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def ods_facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Facts by sheet name; blank rows that are only repeated are skipped over, not walked."""
    facts: dict[str, SheetFacts] = {}
    sheet, row = SheetFacts(), 0
    struck: set[str] = set()
    table: ElementTree.Element | None = None
    with archive.open("content.xml") as content:
        for event, node in ElementTree.iterparse(content, events=("start", "end")):
            if event == "start" and node.tag == f"{_TABLE}table":
                sheet, row, table = facts.setdefault(node.get(f"{_TABLE}name", ""), SheetFacts()), 0, node
            elif event == "end" and node.tag == f"{_STYLES}style":
                if any(_is_struck_style(properties) for properties in node):
                    struck.add(node.get(f"{_STYLES}name", ""))
            elif event == "end" and node.tag == f"{_TABLE}table-row":
                repeated = int(node.get(f"{_TABLE}number-rows-repeated", "1"))
                if _take_ods_row(sheet, row + 1, node, struck):
                    sheet.last_row = max(sheet.last_row, row + repeated)
                row += repeated
                node.clear()
                if table is not None and len(table) > _ROWS_AT_ONCE:
                    table.clear()
    return facts


def _is_struck_style(properties: ElementTree.Element) -> bool:
    return properties.get(f"{_STYLES}text-line-through-style", "none") != "none"


def _take_ods_row(sheet: SheetFacts, row: int, node: ElementTree.Element, struck: set[str]) -> bool:
    """Whether any cell of the row is filled."""
    column, is_filled = 0, False
    if node.get(f"{_TABLE}visibility") in ("collapse", "filter"):
        sheet.hidden.add(row)
    for cell in node:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        across = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        if down > 1 or across > 1:
            sheet.merges.append(Merge(row, row + down - 1, column, column + across - 1))
        has_value = _ods_has_value(cell)
        if cell.get(f"{_CALCEXT}value-type") == "error":
            text = "".join(cell.itertext()).strip()
            sheet.errors[row, column] = text or "#N/A"
        elif cell.get(f"{_TABLE}formula") and not has_value:
            sheet.errors[row, column] = ""
        column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if has_value and cell.get(f"{_TABLE}style-name") in struck:
            sheet.struck.add(row)
        if has_value:
            sheet.last_column, is_filled = max(sheet.last_column, column), True
    return is_filled


def _ods_has_value(cell: ElementTree.Element) -> bool:
    names = ("value", "date-value", "time-value", "boolean-value")
    return any(cell.get(_OFFICE + name) for name in names) or any(
        "".join(paragraph.itertext()).strip() for paragraph in cell.iter(f"{_TEXT}p")
    )
