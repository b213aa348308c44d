"""CSV in two dialects: one that an Indonesian Excel opens by double click, one that every program reads.

A download opened in an Excel with other regional settings than the dialect is split at other delimiters; the apostrophe
of ``lib.text.formulas`` guards the beginning of cells only. The "about" file names the dialect for that reason.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from lib.export.small_cells import Mark
from lib.export.tables import Column, Table, cells, worded
from lib.text import N_, Message, _
from lib.text.formulas import defuse

LIST_SEPARATOR = "; "
_CHUNK = 5000


@dataclass(frozen=True)
class Dialect:
    """How a CSV is written; local: with labels, dates and words as the reader writes them, else names and ISO 8601."""

    name: str
    description: str
    delimiter: str
    decimal: str
    line_end: str
    bom: bool
    local: bool

    @property
    def encoding(self) -> str:
        """The Python codec of the whole file."""
        return "utf-8-sig" if self.bom else "utf-8"


EXCEL_ID = Dialect(
    "excel_id",
    N_("for Indonesian Excel: semicolon, decimal comma, dates as day/month/year, UTF-8 with a byte order mark"),
    delimiter=";", decimal=",", line_end="\r\n", bom=True, local=True,
)
STANDARD = Dialect(
    "standard",
    N_("standard: comma, decimal point, dates as in ISO 8601, UTF-8, machine names as headings"),
    delimiter=",", decimal=".", line_end="\n", bom=False, local=False,
)
DIALECTS = {dialect.name: dialect for dialect in (EXCEL_ID, STANDARD)}


def to_csv(table: Table, dialect: Dialect) -> bytes:
    """The whole table as one CSV file.

    Text a spreadsheet would run is defused (``lib.text.formulas``); numbers are numbers, also negative ones.
    Raises ValueError or TypeError when a value is not of its column's kind.
    """
    return b"".join(csv_chunks(table, dialect))


def csv_chunks(table: Table, dialect: Dialect) -> Iterator[bytes]:
    """The same file in pieces of some thousand rows, for streaming."""
    # In a table of one column a missing value would be a blank line, and readers skip those.
    missing = '""' if len(table.columns) == 1 else ""
    heads = [defuse(_(column.label)) if dialect.local else column.name for column in table.columns]
    bom = "\ufeff" if dialect.bom else ""
    yield (bom + _line([_quoted(head) for head in heads], dialect)).encode("utf-8")
    writers = [_writer(column, dialect) for column in table.columns]
    for first in range(0, len(table.frame), _CHUNK):
        part = table.frame.iloc[first : first + _CHUNK]
        columns = [
            [missing if is_empty else write(value) for value, is_empty in cells(part[column.name])]
            for column, write in zip(table.columns, writers, strict=True)
        ]
        yield "".join(_line(row, dialect) for row in zip(*columns, strict=True)).encode("utf-8")


def plain_text(value: Any) -> str:
    """A text cell as text: a Message is worded, anything else is as it is."""
    return worded(value) if isinstance(value, Message) else str(value)


def whole(value: Any) -> int:
    """An integer cell as int; frames hold whole numbers as floats where a column has gaps.

    Raises ValueError when it is not whole.
    """
    if int(value) != value:
        raise ValueError(f"{value!r} is no whole number")
    return int(value)


def flag_word(value: Any) -> str:
    """A flag as the reader's word for yes or no."""
    return _("yes") if value else _("no")


def joined(value: Any) -> str:
    """A list cell as one text."""
    return LIST_SEPARATOR.join(plain_text(item) for item in value)


def _line(row: Iterable[str], dialect: Dialect) -> str:
    return dialect.delimiter.join(row) + dialect.line_end


def _quoted(text: str) -> str:
    """`text` as a CSV cell, in quotes where it needs them (RFC 4180).

    Quoted at either dialect's delimiter, so that a wrong guess of the delimiter shifts less. An empty text is quoted
    and a missing value is not, which tells them apart. (csv.writer leaves a lone carriage return unquoted when lines
    end with LF, and its own reader then refuses the file.)
    """
    if not text or any(sign in text for sign in '",;\t\r\n') or text[0] == " " or text[-1] == " ":
        return '"' + text.replace('"', '""') + '"'
    return text


def _writer(column: Column, dialect: Dialect) -> Callable[[Any], str]:
    """The function that writes a value of `column` as a cell; it is never given a missing one. Only text is quoted."""
    match column.kind:
        case "text":
            return lambda value: _quoted(defuse(plain_text(value)))
        case "list":
            return lambda value: _quoted(defuse(joined(value)))
        case "integer":
            return lambda value: str(value) if isinstance(value, Mark) else str(whole(value))
        case "decimal":
            return lambda value: _decimal(value, dialect)
        case "day":
            return lambda value: _day(value, dialect)
        case "moment":
            return lambda value: _moment(value, dialect)
        case "hours":
            return _hours
        case "flag":
            return flag_word if dialect.local else lambda value: "true" if value else "false"


def _decimal(value: Any, dialect: Dialect) -> str:
    """All digits that distinguish the number, never an exponent, which an Indonesian Excel reads as text."""
    exact = Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"{value!r} cannot be written as a number")
    text = format(exact, "f")
    return (text.removesuffix(".0")).replace(".", dialect.decimal)


def _day(value: date, dialect: Dialect) -> str:
    if dialect.local:
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"


def _moment(value: datetime, dialect: Dialect) -> str:
    return f"{_day(value, dialect)}{' ' if dialect.local else 'T'}{_hours(value)}"


def _hours(value: datetime | time) -> str:
    """With seconds only where there are any."""
    return f"{value.hour:02d}:{value.minute:02d}" + (f":{value.second:02d}" if value.second else "")
