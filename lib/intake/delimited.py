"""Text files: encoding and delimiter by content, whatever the name says."""

import csv
import io
import re
from collections import Counter

from lib.intake.cells import clean
from lib.intake.grids import Grid, from_rows
from lib.intake.limits import DEFAULT_LIMITS, Limits, Tally

DELIMITERS = (";", ",", "\t", "|")
SAMPLE_ROWS = 200
SAMPLE_CHARACTERS = 50_000
MOST_CHARACTERS = 1_000_000
"""Of a text whose first lines are longer than any table's."""
_QUOTED = 5
_WIDEST = 16_384
# Windows-1252 where it differs from Latin-1; the five bytes it leaves undefined Excel writes through as controls.
_WINDOWS_1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or byte for byte in range(0x80, 0xA0)}
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.I)


def decode(data: bytes) -> str:
    """Bytes as text: UTF-8 or UTF-16 by their mark or their look, else Windows-1252.

    Raises ValueError when the bytes are not text.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    if b"\0" in data[:4096]:
        return _decode_wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(_WINDOWS_1252)


def _decode_wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of our letters is zero, and none of the rest."""
    beginning = data[:4096]
    for encoding, zeros, letters in (
        ("utf-16-le", beginning[1::2], beginning[::2]),
        ("utf-16-be", beginning[::2], beginning[1::2]),
    ):
        if zeros.count(0) * 10 >= len(zeros) * 9 and not letters.count(0):
            return data.decode(encoding)
    raise ValueError("binary data")


def read_delimited(text: str, limits: Limits = DEFAULT_LIMITS) -> Grid:
    """The grid of a delimited text; its one sheet has no name, blank lines count.

    Raises csv.Error when a cell is longer than any office writes, Refusal when the text holds more than `limits`.
    """
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else guess_delimiter(text)
    _check_widest_line(text, delimiter, limits)
    tally = Tally(limits)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    numbered = ((number, [clean(cell) for cell in cells]) for number, cells in enumerate(rows, 1))
    grid = from_rows("", tally.passing("", numbered))
    tally.check()
    return grid


def _check_widest_line(text: str, delimiter: str, limits: Limits) -> None:
    """Refuses a line of more cells than any spreadsheet program has columns before they are made."""
    if text.count(delimiter) <= _WIDEST:
        return
    start, ending = 0, "\n" if "\n" in text else "\r"
    while start < len(text):
        end = text.find(ending, start)
        end = len(text) if end < 0 else end
        if end - start > _WIDEST and (found := text.count(delimiter, start, end)) > _WIDEST:
            limits.check_columns(found + 1)
        start = end + 1


def guess_delimiter(text: str) -> str:
    """The delimiter that cuts the most lines into the same number of cells and stands beside the quotes."""
    text = text[:MOST_CHARACTERS]
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
