"""How much one upload may hold: the limits as data, the sentence that states them, refusals that name the number."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from lib.errors import CannotRun, Refusal
from lib.intake.cells import Cell
from lib.text import N_, Message, decimal, number

SETTING = "upload_limits"
"""Key in the store's settings: a JSON object with any of the names of `Limits`."""

STATED = N_("Up to {megabytes} MB, {rows} rows, {columns} columns and {sheets} sheets a file.")
TOO_LARGE = N_(
    "The file has {found} MB; at most {limit} MB can be read. Split it by month or remove pictures, then send it again."
)
TOO_MANY_ROWS = N_("The file has {found} rows; at most {limit} can be read. Split it by month, then send it again.")
TOO_MANY_COLUMNS = N_(
    "The file has {found} columns; at most {limit} can be read. Delete what stands outside the table, then send it "
    "again."
)
TOO_MANY_COLUMNS_OF_SHEET = N_(
    "Sheet {sheet} has {found} columns; at most {limit} can be read. Delete what stands outside the table, then send "
    "it again."
)
TOO_MANY_SHEETS = N_(
    "The file has {found} sheets; at most {limit} can be read. Delete or hide the others, then send it again."
)
BAD_SETTING = N_("The setting {key} must be a JSON object of whole numbers from 1 with the names {names}.")


@dataclass(frozen=True, slots=True)
class Limits:
    """Megabytes of a file, its filled rows (of all sheets), columns (to the last filled one) and visible sheets."""

    megabytes: int = 25
    rows: int = 100_000
    columns: int = 200
    sheets: int = 20

    def stated(self) -> Message:
        """The limits for the page, before anything is sent."""
        return Message(STATED, {name: number(limit) for name, limit in asdict(self).items()})

    def check_bytes(self, size: int) -> None:
        """Raises Refusal when a file has more bytes than may be sent."""
        if size > self.megabytes * 1024 * 1024:
            found = decimal(-(-size * 10 // (1024 * 1024)) / 10)  # rounded up: never "25,0 MB; at most 25 MB"
            raise Refusal(Message(TOO_LARGE, {"found": found, "limit": number(self.megabytes)}))

    def check_sheets(self, count: int) -> None:
        """Raises Refusal when there are more visible sheets than are read."""
        if count > self.sheets:
            raise Refusal(Message(TOO_MANY_SHEETS, {"found": number(count), "limit": number(self.sheets)}))

    def check_rows(self, count: int) -> None:
        """Raises Refusal when there are more filled rows than are read."""
        if count > self.rows:
            raise Refusal(Message(TOO_MANY_ROWS, {"found": number(count), "limit": number(self.rows)}))

    def check_columns(self, count: int, sheet: str = "") -> None:
        """Raises Refusal when a sheet ("" in a text) is wider than is read."""
        if count > self.columns:
            values: dict[str, Any] = {"found": number(count), "limit": number(self.columns)}
            if sheet:
                raise Refusal(Message(TOO_MANY_COLUMNS_OF_SHEET, {"sheet": sheet, **values}))
            raise Refusal(Message(TOO_MANY_COLUMNS, values))


DEFAULT_LIMITS = Limits()


class Tally:
    """Counts the filled rows of all sheets of a file while they pass; those above a limit are counted, not kept."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.rows = 0

    def passing(self, sheet: str, numbered: Iterable[tuple[int, list[Cell]]]) -> Iterator[tuple[int, list[Cell]]]:
        """The filled rows of a sheet, without blank cells past the last column that is read.

        Raises Refusal at the end of a sheet that is too wide; `check` is for the rows of all sheets together.
        """
        widest = 0
        for row, cells in numbered:
            while len(cells) > self._limits.columns and cells[-1] is None:
                cells.pop()
            if all(cell is None for cell in cells):
                continue
            widest = max(widest, len(cells))
            self.rows += 1
            if self.rows <= self._limits.rows and widest <= self._limits.columns:
                yield row, cells
        self._limits.check_columns(widest, sheet)

    def check(self) -> None:
        """Raises Refusal when more rows passed than are read."""
        self._limits.check_rows(self.rows)


def load_limits(read: Any) -> Limits:
    """The limits the office set, the defaults for what it did not set.

    `read` is a reader of the store. Raises CannotRun when the setting is no such object.
    """
    found = read.rows("SELECT value FROM settings WHERE key = $key", key=SETTING)
    return limits_of(json.loads(found[0]["value"])) if found else DEFAULT_LIMITS


def limits_of(values: Any) -> Limits:
    """Limits from a JSON object; raises CannotRun for other names and for what is no whole number from 1."""
    names = [field.name for field in fields(Limits)]
    if not isinstance(values, dict) or not all(
        name in names and type(value) is int and value >= 1 for name, value in values.items()
    ):
        raise CannotRun(Message(BAD_SETTING, {"key": SETTING, "names": ", ".join(names)}))
    return Limits(**values)


Tell = Callable[[str, float | None], None]
"""Is told how far a reading is: a phase ("opening", "reading") and the share done, 0..1, None where nobody knows."""


def tell_nobody(phase: str, share: float | None) -> None:
    """For readings nobody watches."""
