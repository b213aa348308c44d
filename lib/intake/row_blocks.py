"""Many rows as one value of plain lists, column by column: names of fields are written once a block."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from lib.intake.readings import Row
from lib.intake.sent_cells import SentCells, cells_json

ROWS = 250
"""Rows of one block: few enough that nobody waits for one."""
_AS_THEY_ARE = frozenset((str, int, float, bool, type(None)))
_MOMENTS = frozenset((datetime, type(None)))
_LISTS = frozenset((tuple,))
_PLAIN, _MOMENT, _LIST = range(3)
"""How a column stands in a block: as it is, moments as texts, tuples of texts as lists."""

Plain = list[Any]


def in_blocks(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows in their order, at most ROWS at a time and all with the same fields."""
    for _fields, alike in groupby(rows, lambda row: tuple(row.values)):
        while block := list(islice(alike, ROWS)):
            yield block


def pack_rows(rows: Sequence[Row]) -> Plain | None:
    """Rows of the same fields as lists of what JSON has a form for; None when one holds what is not expected."""
    columns = []
    for column in zip(*(row.values.values() for row in rows), strict=True):
        packed = _pack(column)
        if packed is None:
            return None
        columns.append(packed)
    places = zip(*((row.sheet, row.row, row.part) for row in rows), strict=True)
    sent, typed = [cells_json(row.raw) for row in rows], [list(row.typed.items()) for row in rows]
    return [list(rows[0].values), columns, *places, sent, typed]


def unpack_rows(block: Plain, texts: dict[str, str]) -> list[Row]:
    """The rows of `pack_rows`; equal texts become one, by the memory `texts`.

    Raises ValueError, TypeError or LookupError for a block that is none.
    """
    names, packed, sheets, numbers, parts, sent, typed = block
    if not all(type(cells) is str for cells in sent):
        raise ValueError("cells that are no text")
    one = texts.setdefault
    columns = [_UNPACK[kind](column, one) for kind, column in packed]
    told = zip(*columns, strict=True) if columns else [()] * len(sent)
    places = zip(map(one, sheets, sheets), numbers, parts, told, sent, typed, strict=True)
    return [
        Row(sheet, number, part, dict(zip(names, values, strict=True)), SentCells(cells), dict(retyped))
        for sheet, number, part, values, cells, retyped in places
    ]


def _pack(column: tuple[Any, ...]) -> Plain | None:
    kinds = set(map(type, column))
    if kinds <= _AS_THEY_ARE:
        return [_PLAIN, column]
    if kinds <= _MOMENTS:
        return [_MOMENT, [moment and moment.isoformat() for moment in column]]
    if kinds <= _LISTS and all(type(item) is str for items in column for item in items):
        return [_LIST, column]
    return None


def _unpack_plain(column: Plain, one: Callable[[str, str], str]) -> Plain:
    return [one(value, value) if type(value) is str else value for value in column]


def _unpack_moments(column: Plain, _one: Callable[[str, str], str]) -> Plain:
    known = {text: None if text is None else datetime.fromisoformat(text) for text in set(column)}
    return list(map(known.__getitem__, column))


def _unpack_lists(column: Plain, _one: Callable[[str, str], str]) -> Plain:
    return list(map(tuple, column))


_UNPACK = (_unpack_plain, _unpack_moments, _unpack_lists)
