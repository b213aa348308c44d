"""A Reading as lines of JSON and back: how it comes out of the process that reads.

That process works on bytes of strangers, so nothing it writes may be able to run here: a line makes plain values and
the frozen records of a reading, never anything else. Line by line, so that a large file holds nobody up.
"""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any

from lib.intake import readings
from lib.intake.readings import Reading
from lib.intake.row_blocks import in_blocks, pack_rows, unpack_rows
from lib.text import Message

_RECORDS = {
    found.__name__: found
    for found in (*vars(readings).values(), Message)
    if dataclasses.is_dataclass(found) and isinstance(found, type) and found is not Reading
}
_MOMENTS = {"datetime": datetime, "date": date, "time": time}
_OF_ROWS, _BLOCK = ("rows", "held"), "Block"


@dataclasses.dataclass(slots=True)
class _Block:
    """The rows of one line: packed, then unpacked."""

    rows: list[Any]


def to_lines(reading: Reading) -> Iterator[str]:
    """One line for each field, one for each item of a list: a JSON array of the field's name and the value.

    Rows go many to a line.
    """
    for field in dataclasses.fields(reading):
        value = getattr(reading, field.name)
        if field.name in _OF_ROWS:
            for rows in in_blocks(value):
                packed = pack_rows(rows)
                yield from (_line(field.name, row) for row in rows) if packed is None else [
                    _line(field.name, {_BLOCK: packed})
                ]
            continue
        for item in value if isinstance(value, list) else (value,):
            yield _line(field.name, item)


def _line(name: str, item: Any) -> str:
    return json.dumps([name, item], default=_tagged, separators=(",", ":"))


def from_lines(lines: Iterable[str | bytes]) -> Reading:
    """The reading of `to_lines`. Raises ValueError for lines that are none."""
    lists = {field.name for field in dataclasses.fields(Reading) if field.default_factory is list}
    values: dict[str, Any] = {name: [] for name in lists}
    texts: dict[str, str] = {}
    for line in lines:  # outside of what is tried below: a fault of who reads them out is no fault of the lines
        name, item = _item(line, texts)
        if isinstance(item, _Block):
            values.setdefault(name, []).extend(item.rows)
        elif name in lists:
            values[name].append(item)
        else:
            values[name] = item
    try:
        return Reading(**values)
    except TypeError as error:
        raise ValueError("no reading") from error


def _item(line: str | bytes, texts: dict[str, str]) -> tuple[str, Any]:
    try:
        name, item = json.loads(line, object_hook=_untagged)
        if isinstance(item, _Block):
            if name not in _OF_ROWS:
                raise ValueError("rows where none belong")
            item.rows = unpack_rows(item.rows, texts)
        return str(name), _tuples(item)
    except (TypeError, KeyError, AttributeError, RecursionError, IndexError) as error:
        raise ValueError("no line of a reading") from error


def _tagged(value: Any) -> dict[str, Any]:
    """What JSON has no form for, as an object of one tag. Keys of a mapping are values: a file may choose them."""
    name = type(value).__name__
    if name in _RECORDS and type(value) is _RECORDS[name]:
        return {name: [_plain(getattr(value, field)) for field in _fields(type(value))]}
    if type(value) in _MOMENTS.values():
        return {name: value.isoformat()}
    if isinstance(value, Mapping | set | frozenset):
        return _plain(value)
    raise TypeError(f"a reading holds a {name}")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {"map": [part for key, item in value.items() for part in (key, _plain(item))]}
    if isinstance(value, set | frozenset):
        return {"set": list(value)}
    return value


@cache
def _fields(record: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(record))


def _untagged(tagged: dict[str, Any]) -> Any:
    ((tag, value),) = tagged.items()
    if tag == _BLOCK:
        return _Block(value)
    if tag in _RECORDS:
        return _RECORDS[tag](*map(_tuples, value))
    if tag == "map":
        return dict(zip(value[::2], map(_tuples, value[1::2]), strict=True))
    if tag == "set":
        return frozenset(value)
    return _MOMENTS[tag].fromisoformat(value)


def _tuples(value: Any) -> Any:
    """JSON has one kind of list; inside a reading all are tuples."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
