"""Books written as OpenDocument spreadsheets: a few XML parts in a ZIP, the same bytes for the same book."""

import io
import zipfile
from datetime import date, datetime, time
from xml.sax.saxutils import escape, quoteattr

from lib.demo.grids import Book, Sheet, Value

MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
FORMATS = f'{SPACES} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
STYLES = (
    '<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="bold" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_ods(book: Book, written: datetime) -> bytes:
    """The file of a book as ODS, every part dated `written`."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {FORMATS} office:version="1.2">'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(_table(sheet) for sheet in book.sheets)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in (("mimetype", MIME), ("content.xml", content), ("META-INF/manifest.xml", MANIFEST)):
            entry = zipfile.ZipInfo(name, written.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return target.getvalue()


def _table(sheet: Sheet) -> str:
    spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in sheet.merges}
    covered = {
        (row, column)
        for (r1, c1), (height, width) in spans.items()
        for row in range(r1, r1 + height)
        for column in range(c1, c1 + width)
    } - set(spans)
    wide = max(len(values) for values in sheet.rows)
    lines = []
    for row, values in enumerate(sheet.rows):
        cells = []
        for column, value in enumerate([*values, *[None] * (wide - len(values))]):
            if (row, column) in covered:
                cells.append("<table:covered-table-cell/>")
            else:
                cells.append(_cell(value, spans.get((row, column)), sheet.looks[row] in {"title", "header"}))
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    style = "away" if sheet.hidden else "shown"
    columns = f'<table:table-column table:number-columns-repeated="{wide}"/>'
    name = quoteattr(sheet.name)
    return f'<table:table table:name={name} table:style-name="{style}">{columns}{"".join(lines)}</table:table>'


def _cell(value: Value, span: tuple[int, int] | None, strong: bool) -> str:
    facts = ' table:style-name="bold"' if strong else ""
    if span:
        facts += f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    if value is None:
        return f"<table:table-cell{facts}/>"
    kind, stored, shown = _typed(value)
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return f'<table:table-cell{facts} office:value-type="{kind}"{stored}>{lines}</table:table-cell>'


def _typed(value: Value) -> tuple[str, str, str]:
    """The value type, its attribute and the text shown."""
    if isinstance(value, date):
        return "date", f' office:date-value="{value.isoformat()}"', value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return "time", f' office:time-value="{value.strftime("PT%HH%MM%SS")}"', value.strftime("%H:%M")
    if isinstance(value, int | float):
        return "float", f' office:value="{value}"', str(value)
    return "string", "", value
