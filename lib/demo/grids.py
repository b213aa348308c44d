"""A workbook before it has a file format: sheets of cells, as a person sees them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

Value = str | int | float | date | datetime | time | None


@dataclass
class Sheet:
    """One sheet: rows of values, row looks, and merged ranges (first row and column, last row and column; 0-based)."""

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    looks: dict[int, str] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    hidden: bool = False

    def add(self, values: list[Value], look: str = "body", at: int = 0) -> int:
        """Append a row starting in column `at`; gives its number as the spreadsheet program shows it (1-based)."""
        self.rows.append([None] * at + list(values))
        self.looks[len(self.rows) - 1] = look
        return len(self.rows)

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Merge a range given in shown row numbers (1-based) and 0-based columns; one cell alone is left as it is."""
        if (first_row, first_column) != (last_row, last_column):
            self.merges.append((first_row - 1, first_column, last_row - 1, last_column))


@dataclass
class Book:
    """A file to be: its sheets, its format, and for text files how they are written."""

    name: str
    sheets: list[Sheet]
    delimiter: str = ";"
    encoding: str = "utf-8"
    epoch_1904: bool = False

    @property
    def extension(self) -> str:
        """xlsx, xls, ods, csv or tsv."""
        return self.name.rsplit(".", 1)[1]


def decimal_comma(number: float) -> str:
    """A number as an Indonesian Excel writes it into a CSV."""
    return repr(number).replace(".", ",")
