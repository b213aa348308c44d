"""What python-calamine does not tell about .xlsx: error cells, empty formulas, what is hidden or struck, the day count.

Sheets are looked through piece by piece: a few kilobytes of them can unpack to more than there is memory for.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

from lib.intake.comments import xlsx_comments
from lib.intake.sheet_facts import SheetFacts
from lib.intake.struck_texts import Rest, rest_of_runs, rests_in_strings

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
_FAR_CELL = re.compile(rb"""\sr=["']([A-Z]{2,3}|[A-Z](?=\d{6}))(\d{1,7})["'][^<>]*[^<>/]>""")
_NAMED = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_PIECE, _LONGEST_ROW = 1 << 20, 16 << 20
_IS_ERROR = re.compile(rb"""\bt=["']e["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*\br=["'](\d{1,7})["'][^<>]*>""")
_IS_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*[^<>/])>")
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_ACROSS = re.compile(rb"""\b(min|max)=["'](\d{1,5})["']""")
_SHARED = re.compile(_CELL_TAG + rb"(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>(\d+)</")
_IS_SHARED = re.compile(rb"""\bt=["']s["']""")
_INLINE = re.compile(_CELL_TAG + rb"<(?:\w+:)?is\b[^<>]*>")
_MOST_STYLES = 8 << 20


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
    struck, rests = _xlsx_struck_styles(archive), _xlsx_rests(archive)
    has_comments = any("comments" in name for name in archive.namelist())
    facts = {}
    for name, part in _xlsx_parts(archive):
        facts[name] = _xlsx_sheet(archive, part, struck, rests)
        if has_comments:
            facts[name].comments = {
                _place(place): text
                for cell, text in xlsx_comments(archive, part).items()
                if text and (place := _NAMED.fullmatch(cell.encode()))
            }
    return facts


def _xlsx_rests(archive: zipfile.ZipFile) -> dict[int, Rest]:
    """The shared strings of which a part is struck through, by their number."""
    part = "xl/sharedStrings.xml"
    if part not in archive.namelist():
        return {}
    with archive.open(part) as member:
        return rests_in_strings(_pieces(member, b"si>"))


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


def _xlsx_sheet(
    archive: zipfile.ZipFile, part: str, struck: frozenset[bytes], rests: dict[int, Rest]
) -> SheetFacts:
    facts = SheetFacts()
    with archive.open(part) as member:
        for piece in _pieces(member, b"row>"):
            facts.errors.update(_xlsx_errors(piece))
            _reach(piece, facts)
            if b"hidden=" in piece:
                facts.hidden.update(int(match[1]) for match in _ROW.finditer(piece) if _IS_HIDDEN.search(match[0]))
                _hide_columns(piece, facts)
            if struck:
                facts.struck.update(
                    _place(place)
                    for match in _FILLED_CELL.finditer(piece)
                    if (style := _STYLE.search(match[1])) and style[1] in struck and (place := _PLACE.search(match[1]))
                )
            if rests:
                facts.rests.update(
                    (_place(place), rests[int(match[2])])
                    for match in _SHARED.finditer(piece)
                    if _IS_SHARED.search(match[1]) and int(match[2]) in rests and (place := _PLACE.search(match[1]))
                )
            if b"inlineStr" in piece:
                facts.rests.update(_inline_rests(piece))
    return facts


def _place(match: re.Match[bytes]) -> tuple[int, int]:
    return int(match[2]), column_index(match[1].decode())


def _hide_columns(xml: bytes, facts: SheetFacts) -> None:
    for match in _COLUMN.finditer(xml):
        if _IS_HIDDEN.search(match[1]):
            across = {name: int(number) for name, number in _ACROSS.findall(match[1])}
            facts.hide_columns(across.get(b"min", 1) - 1, across.get(b"max", 0) - 1)


def _inline_rests(xml: bytes) -> Iterator[tuple[tuple[int, int], Rest]]:
    for match in _INLINE.finditer(xml):
        rest = rest_of_runs(xml[match.end() : xml.find(b"is>", match.end())])
        if rest and (place := _PLACE.search(match[1])):
            yield _place(place), rest


def _pieces(member: IO[bytes], ending: bytes) -> Iterator[bytes]:
    """The bytes of a part in pieces that end where a row or a shared string ends."""
    rest = b""
    while more := member.read(_PIECE):
        rest += more
        end = rest.rfind(ending) + len(ending)
        # A row of that length holds far more cells than a sheet has columns, a text more than any cell.
        if end < len(ending) and len(rest) > _LONGEST_ROW:
            raise ValueError("a row without end")
        if end >= len(ending):
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
            facts.reach(*_place(place))
    # Programs write a row's cells in order and in their row. Other files need not: nothing far may escape.
    for place in _FAR_CELL.finditer(xml):
        facts.reach(*_place(place))


def _xlsx_errors(xml: bytes) -> dict[tuple[int, int], str]:
    errors = {}
    if b't="e"' in xml or b"t='e'" in xml:
        for match in _ERROR_CELL.finditer(xml):
            if _IS_ERROR.search(match[1]) and (place := _PLACE.search(match[1])):
                errors[_place(place)] = match[2].decode("ascii", "replace")
    if b"<f" in xml or b":f" in xml:
        for match in _EMPTY_FORMULA.finditer(xml):
            if place := _PLACE.search(match[1]):
                errors.setdefault(_place(place), "")
    return errors


def column_index(letters: str) -> int:
    """ "A" -> 0, "AA" -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
