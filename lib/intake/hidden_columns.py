"""Columns that somebody hid: read only where no visible one tells the same, and never without a word about it."""

from collections.abc import Iterable, Iterator, Mapping, Set

from lib.intake.columns import Head
from lib.intake.readings import Problem
from lib.intake.tables import Table
from lib.text import N_, Message

READ = N_('The hidden column {letters} ("{head}") is read. Show it and check it, or choose that it is not used.')
NOT_READ = N_('The hidden column {letters} ("{head}") is not read, because a visible one tells the same.')
# Fields of one kind of thing: a hidden column of one of them says nothing beside a visible column of another.
_FAMILIES = (
    ("date", "date_and_hours"),
    ("hours", "start_hour"),
    ("ward", "ward_or_district", "ward_code"),
    ("party", "ballot_number", "party_or_contact"),
)
_FAMILY = {name: family[0] for family in _FAMILIES for name in family}
_SILENT = frozenset(("number", "note", "other_date", "weekday"))


def beside_visible(heads: Mapping[int, Head], hidden: Set[int], decided: Set[int]) -> set[int]:
    """The hidden columns that are not read: a visible one tells the same. What a person `decided` is read."""
    told = {_family(head.field) for column, head in heads.items() if column not in hidden or column in decided}
    return {
        column
        for column, head in heads.items()
        if column in hidden and column not in decided and _family(head.field) in told
    }


def _family(name: str) -> str:
    return _FAMILY.get(name, name)


def hidden_notes(
    table: Table, fields: Mapping[str, Iterable[int]], passed_over: Mapping[int, Head], decided: Set[int]
) -> Iterator[Problem]:
    """What to say of the hidden columns of a table that hold anything; `passed_over` are those that are not read."""
    grid = table.grid
    read = {column: name for name, columns in fields.items() for column in columns}
    for column in sorted(grid.hidden_columns - decided):
        name = passed_over[column].field if column in passed_over else read.get(column, "note")
        rows = (grid.rows[row] for row in table.rows)
        if name in _SILENT or not any(column < len(cells) and cells[column] is not None for cells in rows):
            continue
        head = table.heads.get(column, "")
        words = {"letters": letters_of(column), "head": head}
        message = Message(NOT_READ if column in passed_over else READ, words)
        yield Problem(grid.name, table.header_row, "row", "note", head, message)


def letters_of(column: int) -> str:
    """0 -> "A", 26 -> "AA", as the spreadsheet program calls its columns."""
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
