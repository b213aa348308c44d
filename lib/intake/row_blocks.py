"""Many rows as one value of plain lists: names of fields are written once a block, moments as texts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from lib.intake.readings import Row

ROWS = 250
"""Rows of one block: few enough that nobody waits for one."""
_AS_THEY_ARE = frozenset((str, int, float, bool, type(None)))

Plain = list[Any]


def in_blocks(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows in their order, ROWS at a time."""
    left = iter(rows)
    while block := list(islice(left, ROWS)):
        yield block


def pack_rows(rows: Sequence[Row]) -> Plain | None:
    """The rows as lists of what JSON has a form for; None when one holds a value that is none of those expected."""
    shapes: dict[tuple[Any, ...], int] = {}
    packed = []
    for row in rows:
        values = list(row.values.values())
        types = tuple(map(type, values))
        shape = shapes.setdefault((tuple(row.values), types), len(shapes))
        for at, kind in enumerate(types):
            if kind is datetime:
                values[at] = values[at].isoformat()
            elif kind is tuple:
                if not all(type(item) is str for item in values[at]):
                    return None
            elif kind not in _AS_THEY_ARE:
                return None
        heads = shapes.setdefault((tuple(row.raw), ()), len(shapes))
        packed.append([row.sheet, row.row, row.part, shape, values, heads, list(row.raw.values()), _flat(row.typed)])
    told = [[list(names), _places(types, datetime), _places(types, tuple)] for names, types in shapes]
    return [told, packed]


def unpack_rows(block: Plain, texts: dict[str, str]) -> list[Row]:
    """The rows of `pack_rows`; equal texts become one, by the memory `texts`.

    Raises ValueError, TypeError or LookupError for a block that is none.
    """
    shapes, packed = block
    rows = []
    one = texts.setdefault
    for sheet, number, part, shape, values, heads, raw, typed in packed:
        names, moments, lists = shapes[shape]
        for at in moments:
            values[at] = datetime.fromisoformat(values[at])
        for at in lists:
            values[at] = tuple(values[at])
        told = {
            name: one(value, value) if type(value) is str else value for name, value in zip(names, values, strict=True)
        }
        sent = dict(zip(shapes[heads][0], map(one, raw, raw), strict=True))
        rows.append(Row(one(sheet, sheet), number, part, told, sent, dict(zip(typed[::2], typed[1::2], strict=True))))
    return rows


def _flat(mapping: Mapping[str, str]) -> list[str]:
    return [part for pair in mapping.items() for part in pair]


def _places(types: tuple[type, ...], wanted: type) -> list[int]:
    return [at for at, kind in enumerate(types) if kind is wanted]
