"""Text files: encoding and delimiter by content, whatever the name says."""

import csv
import io
import re
from collections import Counter

from lib.intake.cells import clean
from lib.intake.grids import Grid, from_rows

DELIMITERS = (";", ",", "\t", "|")
SAMPLE_ROWS = 200
SAMPLE_CHARACTERS = 50_000
_QUOTED = 5
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.I)


def decode(data: bytes) -> str:
    """Bytes as text: UTF-8 or UTF-16 by their mark, else UTF-8 when it is valid, else Windows-1252.

    Raises ValueError when the bytes are not text.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    if b"\0" in data[:4096]:
        raise ValueError("binary data")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes undefined; Excel writes them through as control characters.
        return (
            "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
            if any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d")
            else data.decode("cp1252")
        )


def read_delimited(text: str) -> Grid:
    """The grid of a delimited text; its one sheet has no name, blank lines count.

    Raises csv.Error when a cell is longer than any office writes.
    """
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else guess_delimiter(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return from_rows("", ((number, [clean(cell) for cell in cells]) for number, cells in enumerate(rows, 1)))


def guess_delimiter(text: str) -> str:
    """The delimiter that cuts the most lines into the same number of cells and stands beside the quotes."""
    return max(
        DELIMITERS, key=lambda delimiter: _regularity(text, delimiter) + _QUOTED * _quotes_beside(text, delimiter)
    )


def _regularity(text: str, delimiter: str) -> int:
    counts: Counter[int] = Counter()
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number >= SAMPLE_ROWS:
                break
            if len(cells) > 1:
                counts[len(cells)] += 1
    except csv.Error:  # a cell without end: not this delimiter
        return 0
    return max((rows * (width - 1) for width, rows in counts.items()), default=0)


def _quotes_beside(text: str, delimiter: str) -> int:
    """How often quotes open or close beside a delimiter; prose in quotes holds other delimiters, but not so."""
    sample = text[:SAMPLE_CHARACTERS]
    return sample.count(f'{delimiter}"') + sample.count(f'"{delimiter}')
