"""The cells of a row as sent, by column head, as the JSON text that the store keeps of them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from json.encoder import encode_basestring

from lib.intake.cells import Cell, show

_TEXTS = frozenset((str, type(None)))


class SentCells(Mapping[str, str]):
    """Column head -> cell as a person reads it. `json` is what is kept: few rows of a large file are looked at."""

    __slots__ = ("json",)

    def __init__(self, json: str) -> None:
        self.json = json

    def __getitem__(self, head: str) -> str:
        return json.loads(self.json)[head]

    def __iter__(self) -> Iterator[str]:
        return iter(json.loads(self.json))

    def __len__(self) -> int:
        return len(json.loads(self.json))

    def __repr__(self) -> str:
        return f"SentCells({self.json!r})"


NO_CELLS = SentCells("{}")


def cells_json(texts: Mapping[str, str]) -> str:
    """Texts by column head as a JSON object."""
    return texts.json if isinstance(texts, SentCells) else _object(map(_member, texts, texts.values()))


def sent_rows(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> list[SentCells]:
    """What each row sent; `heads` are all different and no fewer than any row's cells. Blank cells are left out."""
    columns = zip(heads, zip_longest(*rows), strict=False)
    members = [_members(encode_basestring(head) + ": ", column) for head, column in columns]
    return [SentCells(_object(filter(None, row))) for row in zip(*members, strict=True)]


def _members(head: str, column: Sequence[Cell]) -> list[str | None]:
    if _TEXTS.issuperset(map(type, column)):
        return [None if cell is None else head + encode_basestring(cell) for cell in column]
    return [None if cell is None else head + encode_basestring(show(cell)) for cell in column]


def _member(head: str, text: str) -> str:
    return f"{encode_basestring(head)}: {encode_basestring(text)}"


def _object(members: Iterable[str]) -> str:
    return "{" + ", ".join(members) + "}"
