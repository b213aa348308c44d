"""Hours of a table: read as they stand, unless the head of their column tells another time zone than the city's."""

from collections.abc import Callable

from lib.intake.cells import Cell, is_nothing
from lib.intake.readings import Held
from lib.intake.table_rows import TableRows
from lib.intake.values.hours import Hours, names_other_zone, of_other_zone

ReadsHours = Callable[[Cell], Hours | Held | None]
_FIELDS = ("hours", "start_hour", "end_hour", "date_and_hours", "date")


def hours_reader(rows: TableRows, reads: ReadsHours) -> ReadsHours:
    """`reads`, or a reader that holds every hour of a table whose heads name another zone."""
    columns = (column for name in _FIELDS for column in rows.fields.get(name, ()))
    texts = (text for column in columns for text in rows.table.head_texts(column))
    told = next(filter(names_other_zone, texts), None)
    if told is None:
        return reads
    return lambda cell: None if is_nothing(cell) else of_other_zone(told)
