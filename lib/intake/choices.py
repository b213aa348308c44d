"""How a person wants a file to be read: sheets, heads, columns, dates, words, cells; the file itself never changes."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, get_args

from lib.intake.cells import compact
from lib.intake.columns import JOINED, KINDS, column_fields
from lib.intake.readings import Order

CLOSED_LISTS = ("party", "activity", "category", "area_code")
"""The fields whose values stand in a closed list, so that a word can be given a meaning."""
ORDERS: tuple[str, ...] = get_args(Order)
NOT_USED = ""
REFUSED = ""

_COLUMN_FIELDS = frozenset(name for kind in KINDS for name in column_fields(kind))
_LAST_ROW, _LAST_COLUMN = 10_000_000, 16_383
_LONGEST = 32_767  # characters; no cell of a spreadsheet holds more

_SHEET = ("sheet", lambda value: isinstance(value, str))
_ROW = ("row", lambda value: type(value) is int and 1 <= value <= _LAST_ROW)
_COLUMN = ("column", lambda value: type(value) is int and 0 <= value <= _LAST_COLUMN)
_TEXT = ("text", lambda value: isinstance(value, str) and len(value) <= _LONGEST)
_FIELD = ("field", lambda value: value == NOT_USED or value in _COLUMN_FIELDS)
_ORDER = ("order", lambda value: value in ORDERS)
_LIST = ("list", lambda value: value in CLOSED_LISTS)
_WORD = ("word", lambda value: isinstance(value, str) and 0 < len(value) <= _LONGEST)
# Part -> the parts of its key, and of its value where it is a mapping.
_SHAPES: dict[str, tuple[tuple[tuple[str, Callable[[Any], bool]], ...], Any]] = {
    "left_out": ((_SHEET,), None),
    "header_rows": ((_SHEET,), _ROW),
    "columns": ((_SHEET, _ROW, _COLUMN), _FIELD),
    "date_orders": ((_SHEET, _ROW), _ORDER),
    "meanings": ((_LIST, _WORD), _TEXT),
    "cells": ((_SHEET, _ROW, _COLUMN), _TEXT),
    "rows_left_out": ((_SHEET, _ROW), None),
}


@dataclass(frozen=True)
class Choices:
    """What a person chose about one file; equal choices have one hash and one JSON text.

    Rows are numbered as the spreadsheet program shows them, columns from 0; a table is (sheet, its header row).
    left_out: sheets not read. header_rows: sheet -> the row its headings stand in. columns: (sheet, header row, column)
    -> what it is taken for (``columns.column_fields``), "" = not used. date_orders: (sheet, header row) -> one of
    ORDERS. meanings: (field of CLOSED_LISTS, ``cells.compact`` of the word) -> code, "" = leave its rows out. cells:
    (sheet, row, column) -> the text read in place of the cell. rows_left_out: (sheet, row).
    Raises ValueError for what is none of this.
    """

    left_out: frozenset[str] = frozenset()
    header_rows: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[tuple[str, int, int], str] = field(default_factory=dict)
    date_orders: Mapping[tuple[str, int], Order] = field(default_factory=dict)
    meanings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    cells: Mapping[tuple[str, int, int], str] = field(default_factory=dict)
    rows_left_out: frozenset[tuple[str, int]] = frozenset()

    def __post_init__(self) -> None:
        for name, (key_shape, value_shape) in _SHAPES.items():
            part = getattr(self, name)
            for key in part:
                _check(name, key if len(key_shape) > 1 else (key,), key_shape)
                if value_shape:
                    _check(name, (part[key],), (value_shape,))
            frozen = MappingProxyType(dict(part)) if value_shape else frozenset(part)
            object.__setattr__(self, name, frozen)

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Callable[[str], "Choices"], tuple[str]]:
        return Choices.from_json, (self.to_json(),)

    def to_json(self) -> str:
        """All of it as one text, the same for equal choices; "{}" for none."""
        told = {}
        for name, (key_shape, value_shape) in _SHAPES.items():
            part = getattr(self, name)
            keys = [list(key) if len(key_shape) > 1 else [key] for key in sorted(part)]
            lines = [[*key, part[tuple(key) if len(key) > 1 else key[0]]] for key in keys] if value_shape else keys
            if lines:
                told[name] = lines
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Choices":
        """The choices of a text by ``to_json``. Raises ValueError for any other, unknown names included."""
        try:
            told = json.loads(text)
        except RecursionError as error:
            raise ValueError("choices nested too deeply") from error
        if not isinstance(told, dict) or told.keys() - _SHAPES.keys():
            raise ValueError("no choices, or choices of an unknown kind")
        return cls(**{name: _part(name, lines) for name, lines in told.items()})

    def with_sheet_left_out(self, sheet: str, is_left_out: bool = True) -> "Choices":
        """Leave a sheet out, or read it again."""
        return replace(self, left_out=self.left_out | {sheet} if is_left_out else self.left_out - {sheet})

    def with_header_row(self, sheet: str, row: int | None) -> "Choices":
        """The headings of a sheet stand in `row`; None = wherever they are found."""
        return replace(self, header_rows=_set(self.header_rows, sheet, row))

    def with_column(self, sheet: str, header_row: int, column: int, taken_for: str | None) -> "Choices":
        """A column is taken for a field, "" = not used, None = as its head says.

        A field that is read from one column moves here from any other it was chosen for.
        """
        columns = dict(self.columns)
        if taken_for and taken_for not in JOINED:
            columns = {key: name for key, name in columns.items()
                       if key[:2] != (sheet, header_row) or name != taken_for}  # fmt: skip
        return replace(self, columns=_set(columns, (sheet, header_row, column), taken_for))

    def with_date_order(self, sheet: str, header_row: int, order: Order | None) -> "Choices":
        """The dates of a table are read so; None = as the table itself shows."""
        return replace(self, date_orders=_set(self.date_orders, (sheet, header_row), order))

    def with_meaning(self, field_name: str, word: str, code: str | None) -> "Choices":
        """A word of a closed list means `code`, "" = its rows are left out, None = nothing is said about it."""
        return replace(self, meanings=_set(self.meanings, (field_name, compact(word)), code))

    def with_cell(self, sheet: str, row: int, column: int, text: str | None) -> "Choices":
        """`text` is read in place of a cell, "" empties it, None = the cell as sent."""
        return replace(self, cells=_set(self.cells, (sheet, row, column), text))

    def with_row_left_out(self, sheet: str, row: int, is_left_out: bool = True) -> "Choices":
        """Leave a row out, or take it again."""
        rows = self.rows_left_out
        return replace(self, rows_left_out=rows | {(sheet, row)} if is_left_out else rows - {(sheet, row)})


NO_CHOICES = Choices()


def _set(part: Mapping[Any, Any], key: Any, value: Any) -> dict[Any, Any]:
    kept = {known: text for known, text in part.items() if known != key}
    return kept if value is None else {**kept, key: value}


def _part(name: str, lines: Any) -> Any:
    """One part of the choices from its lines: [key ..., value], or the key alone."""
    key_shape, value_shape = _SHAPES[name]
    width = len(key_shape) + bool(value_shape)
    if not isinstance(lines, list) or not all(isinstance(line, list) and len(line) == width for line in lines):
        raise ValueError(f"no {name}: {lines!r:.80}")
    try:
        if value_shape:
            return {_key(line[:-1]): line[-1] for line in lines}
        return frozenset(map(_key, lines))
    except TypeError as error:  # a list where a text or a number belongs
        raise ValueError(f"no {name}: {lines!r:.80}") from error


def _key(parts: list[Any]) -> Any:
    return tuple(parts) if len(parts) > 1 else parts[0]


def _check(name: str, values: Any, shapes: Iterable[tuple[str, Callable[[Any], bool]]]) -> None:
    shapes = tuple(shapes)
    if not isinstance(values, tuple) or len(values) != len(shapes):
        raise ValueError(f"{name}: {values!r:.80}")
    for value, (word, holds) in zip(values, shapes, strict=True):
        try:
            is_right = holds(value)
        except TypeError:  # not even a text or a number
            is_right = False
        if not is_right:
            raise ValueError(f"{name}: no {word}: {value!r:.80}")
