"""What python-calamine does not tell about .ods: error cells, merges, and what is hidden or struck through."""

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from lib.intake.comments import LONGEST
from lib.intake.grids import Merge
from lib.intake.sheet_facts import SheetFacts
from lib.intake.struck_texts import Piece, rest_of

_ROWS_AT_ONCE = 1_000
_HIDDEN = ("collapse", "filter")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLES = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_LINE_THROUGH = f"{_STYLES}text-line-through-style"
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}


def ods_facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Facts by sheet name; blank rows that are only repeated are skipped over, not walked."""
    facts: dict[str, SheetFacts] = {}
    sheet, row = SheetFacts(), 0
    struck: dict[str, bool] = {}
    column = 0
    table: ElementTree.Element | None = None
    with archive.open("content.xml") as content:
        for event, node in ElementTree.iterparse(content, events=("start", "end")):
            if event == "start" and node.tag == f"{_TABLE}table":
                sheet, row, table = facts.setdefault(node.get(f"{_TABLE}name", ""), SheetFacts()), 0, node
                column = 0
            elif event == "end" and node.tag == f"{_TABLE}table-column":
                last = column + int(node.get(f"{_TABLE}number-columns-repeated", "1")) - 1
                if node.get(f"{_TABLE}visibility") in _HIDDEN:
                    sheet.hide_columns(column, last)
                column = last + 1
            elif event == "end" and node.tag == f"{_STYLES}style":
                lines = {properties.get(_LINE_THROUGH) for properties in node} - {None}
                if lines:
                    struck[node.get(f"{_STYLES}name", "")] = lines != {"none"}
            elif event == "end" and node.tag == f"{_TABLE}table-row":
                repeated = int(node.get(f"{_TABLE}number-rows-repeated", "1"))
                if _take_ods_row(sheet, row + 1, node, struck):
                    sheet.last_row = max(sheet.last_row, row + repeated)
                row += repeated
                node.clear()
                if table is not None and len(table) > _ROWS_AT_ONCE:
                    table.clear()
    return facts


def _take_ods_row(sheet: SheetFacts, row: int, node: ElementTree.Element, struck: dict[str, bool]) -> bool:
    """Whether any cell of the row is filled."""
    column, is_filled = 0, False
    if node.get(f"{_TABLE}visibility") in _HIDDEN:
        repeated = int(node.get(f"{_TABLE}number-rows-repeated", "1"))
        sheet.hidden.update(range(row, row + min(repeated, _ROWS_AT_ONCE)))
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
        if has_value and struck:
            _take_struck(sheet, row, column, cell, struck)
        if (comment := cell.find(f"{_OFFICE}annotation")) is not None:
            texts = ("".join(paragraph.itertext()) for paragraph in comment.findall(f"{_TEXT}p"))
            if text := "\n".join(texts)[:LONGEST].strip():
                sheet.comments[row, column] = text
        column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if has_value:
            sheet.last_column, is_filled = max(sheet.last_column, column), True
    return is_filled


def _take_struck(
    sheet: SheetFacts, row: int, column: int, cell: ElementTree.Element, struck: dict[str, bool]
) -> None:
    if struck.get(cell.get(f"{_TABLE}style-name", "")):
        sheet.struck.add((row, column))
    elif rest := rest_of(_pieces(cell, struck)):
        sheet.rests[row, column] = rest


def _pieces(cell: ElementTree.Element, struck: dict[str, bool]) -> Iterator[Piece]:
    """The pieces of a cell's own text; what a comment in it says is none of it."""
    for number, paragraph in enumerate(cell.findall(f"{_TEXT}p")):
        if number:
            yield "\n", False
        yield from _spans(paragraph, False, struck)


def _spans(node: ElementTree.Element, is_struck: bool, struck: dict[str, bool]) -> Iterator[Piece]:
    if node.text:
        yield node.text, is_struck
    for part in node:
        if part.tag in _SPACES:
            yield _SPACES[part.tag], is_struck
        else:
            yield from _spans(part, struck.get(part.get(f"{_TEXT}style-name", ""), is_struck), struck)
        if part.tail:
            yield part.tail, is_struck


def _ods_has_value(cell: ElementTree.Element) -> bool:
    names = ("value", "date-value", "time-value", "boolean-value")
    return any(cell.get(_OFFICE + name) for name in names) or any(
        "".join(paragraph.itertext()).strip() for paragraph in cell.iter(f"{_TEXT}p")
    )
