"""Books written as XLSX, XLS, ODS and delimited text, with fixed dates so that the same book gives the same bytes."""

import csv
import io
from datetime import date, datetime, time

import xlsxwriter

from lib.demo.grids import Book, Value, decimal_comma
from lib.demo.opendocument import write_ods

WRITTEN = datetime(2023, 11, 20, 8, 0)
FORMATS = {date: "dd/mm/yyyy", time: "hh:mm", datetime: "dd/mm/yyyy hh:mm"}


def write_book(book: Book) -> bytes:
    """The file of a book, in the format its name says."""
    writers = {
        "xlsx": _write_xlsx,
        "xls": _write_xls,
        "ods": lambda book: write_ods(book, WRITTEN),
        "csv": _write_text,
        "tsv": _write_text,
    }
    return writers[book.extension](book)


def _write_xlsx(book: Book) -> bytes:
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options | {"date_1904": book.epoch_1904}) as workbook:
        workbook.set_properties({"title": book.name, "author": "Data contoh", "created": WRITTEN})
        styles: dict[tuple[str, str], xlsxwriter.format.Format] = {}

        def style(look: str, number_format: str) -> xlsxwriter.format.Format:
            if (look, number_format) not in styles:
                facts: dict[str, object] = {"num_format": number_format} if number_format else {}
                if look in {"title", "header"}:
                    facts["bold"] = True
                if look in {"header", "body"}:
                    facts |= {"border": 1, "text_wrap": True, "valign": "top"}
                if look == "header":
                    facts |= {"bg_color": "#E8E8E8", "align": "center", "valign": "vcenter"}
                styles[look, number_format] = workbook.add_format(facts)
            return styles[look, number_format]

        for sheet in book.sheets:
            page = workbook.add_worksheet(sheet.name)
            if sheet.hidden:
                page.hide()
            for column, width in sheet.widths.items():
                page.set_column(column, column, width)
            for first_row, first_column, last_row, last_column in sheet.merges:
                look = style(sheet.looks[first_row], "")
                page.merge_range(first_row, first_column, last_row, last_column, "", look)
            for row, values in enumerate(sheet.rows):
                for column, value in enumerate(values):
                    if value is not None:
                        page.write(row, column, value, style(sheet.looks[row], FORMATS.get(type(value), "")))
    return target.getvalue()


def _write_xls(book: Book) -> bytes:
    import xlwt  # only the generator writes the old format; readers of the product never need it

    workbook = xlwt.Workbook(encoding="utf-8")
    plain = {kind: xlwt.easyxf(num_format_str=text) for kind, text in FORMATS.items()}
    bold = xlwt.easyxf("font: bold on")
    for sheet in book.sheets:
        page = workbook.add_sheet(sheet.name)
        page.visibility = 1 if sheet.hidden else 0
        for column, width in sheet.widths.items():
            page.col(column).width = 256 * width
        covered = {}
        for first_row, first_column, last_row, last_column in sheet.merges:
            covered[first_row, first_column] = (last_row, last_column)
        for row, values in enumerate(sheet.rows):
            for column, value in enumerate(values):
                if value is None:
                    continue
                strong = sheet.looks[row] in {"title", "header"}
                look = plain.get(type(value)) or (bold if strong else xlwt.Style.default_style)
                if (row, column) in covered:
                    last_row, last_column = covered[row, column]
                    page.write_merge(row, last_row, column, last_column, value, look)
                else:
                    page.write(row, column, value, look)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _write_text(book: Book) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=book.delimiter, lineterminator="\r\n")
    for values in book.sheets[0].rows:
        writer.writerow([_as_text(value) for value in values])
    return target.getvalue().encode(book.encoding)


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return decimal_comma(value)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value)
