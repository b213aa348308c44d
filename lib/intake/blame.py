"""Which cell a problem is about, so that a person can type that cell anew."""

from collections.abc import Mapping

from lib.intake.cells import Cell, is_nothing, one_line
from lib.intake.event_times import NO_HOUR
from lib.text import Message

# Canonical field -> what its columns are taken for, the likeliest first.
_READ_FROM = {
    "party": ("party", "ballot_number"),
    "activity": ("activity",),
    "start": ("date", "hours", "start_hour", "end_date", "ends_at", "all_day"),
    "end": ("end_hour", "ends_at", "end_date", "hours"),
    "occurred": ("date", "hours"),
    "venue": ("venue", "address"),
    "area_code": ("ward", "ward_or_district", "district", "city", "ward_code", "venue", "address", "place"),
    "description": ("description", "title"),
    "category": ("category", "subcategory"),
}
_HOURS = ("start_hour", "hours")


def column_to_blame(
    cells: Mapping[int, Cell], fields: Mapping[str, list[int]], name: str, cell: Cell, message: Message
) -> int | None:
    """The column that holds `cell`, or should hold what is missing; None when no cell alone is to blame.

    `cells` are those of the row, `fields` says which columns a field is read from, `name` is the canonical field.
    """
    if name == "row":
        return None
    parts = _HOURS if message.text == NO_HOUR and is_nothing(cell) else _READ_FROM.get(name, (name,))
    columns = [column for part in parts for column in fields.get(part, ())]
    if is_nothing(cell):
        return next((column for column in columns if is_nothing(cells.get(column))), None)
    return next((column for column in columns if _is_same(cells.get(column), cell)), None)


def _is_same(one: Cell, other: Cell) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one_line(one) == one_line(other)
    return type(one) is type(other) and one == other
