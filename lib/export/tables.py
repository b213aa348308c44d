"""A table to be downloaded: its columns with their meanings, its rows, and where they come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

import pandas as pd

from lib.text import Message, _, say

Kind = Literal["text", "integer", "decimal", "day", "moment", "hours", "flag", "list"]


@dataclass(frozen=True)
class Column:
    """One column: its machine name, and as source strings its label and what it means.

    kind says how a value is written: text (or a Message), integer, decimal, day (date), moment (local date and time),
    hours (a time of day), flag (true or false), list (of texts).
    """

    name: str
    label: str
    meaning: str
    kind: Kind = "text"

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"column {self.name}: unknown kind {self.kind!r}")


@dataclass(frozen=True)
class Table:
    """Rows ready for download and all that a reader must know to use them.

    name: machine name, also of the file. title: source string or Message. frame: holds at least the columns, in any
    order. filters: (label, value) as the page words them; empty when nothing is filtered. as_of: the day the page
    stands at. made_at: local wall time of the download. data_version: the store's change counter.
    Raises ValueError when the frame lacks a column.
    """

    name: str
    title: str | Message
    columns: tuple[Column, ...]
    frame: pd.DataFrame
    as_of: date
    made_at: datetime
    data_version: int
    viewer_name: str
    viewer_role: str
    filters: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        missing = [column.name for column in self.columns if column.name not in self.frame.columns]
        if missing:
            raise ValueError(f"table {self.name} lacks the columns {', '.join(missing)}")


def worded(text: Any) -> str:
    """A Message, a source string or any other value in the reader's language."""
    if isinstance(text, Message):
        return say(text)
    return _(text) if isinstance(text, str) else str(text)


def cells(column: pd.Series) -> Iterator[tuple[Any, bool]]:
    """Each value of a frame's column and whether it is missing: None, NaN, NaT or NA; a list never is."""
    return zip(column, column.isna(), strict=True)
