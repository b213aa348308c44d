"""A row in the making: its values so far and every problem met on the way."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from lib.intake.cells import Cell, one_line
from lib.intake.lines import LEFT_OUT_BY_CHOICE
from lib.intake.readings import Held, Level, Problem, Row
from lib.text import N_, Message

Value = TypeVar("Value")


def count_left_out(problems: Iterable[Problem]) -> int:
    """The rows that a person left out, by a word or one by one."""
    return len({(problem.sheet, problem.row) for problem in problems
                if problem.message.text in (REFUSED_WORD, LEFT_OUT_BY_CHOICE)})  # fmt: skip


def remember(reads: Callable[..., Value]) -> Callable[..., Value]:
    """`reads` with a memory: each distinct cell is read once a file. 1, 1.0 and True are three cells."""
    memory: dict[Any, Value] = {}

    def read(*cells: Any) -> Value:
        key = tuple((type(cell), cell) for cell in cells)
        if key not in memory:
            memory[key] = reads(*cells)
        return memory[key]

    return read


LONGEST_TEXT = 200
REFUSED_WORD = N_('Rows that say "{found}" were left out by choice.')


def _nowhere(_name: str, _cell: Cell, _message: Message) -> int | None:
    return None


@dataclass(slots=True)
class Draft:
    """One event or report being read; `column_of` tells which column a problem of a field and a cell is about."""

    sheet: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    column_of: Callable[[str, Cell, Message], int | None] = _nowhere

    @property
    def is_held(self) -> bool:
        """Whether it is not to be stored: something must be settled by a person, or a person left its word out."""
        return bool(self.problems) and any(
            problem.level == "error" or problem.message.text == REFUSED_WORD for problem in self.problems)

    def tell(
        self,
        name: str,
        level: Level,
        cell: Cell,
        message: Message,
        hint: Message | None = None,
        *,
        is_about_cell: bool = True,
    ) -> None:
        """Add a problem of one field; `cell` is shown with it, and is to blame unless not `is_about_cell`.

        Of a row that somebody left out by a word nothing else is told: there is nothing in it to be mended.
        """
        if message.text == REFUSED_WORD:
            level, self.problems[:] = "note", self._left_out
        elif self._left_out:
            return
        text = one_line(cell)
        # What is shown shortened cannot be typed anew.
        column = self.column_of(name, cell, message) if is_about_cell and len(text) <= LONGEST_TEXT else None
        self.problems.append(
            Problem(self.sheet, self.row, name, level, text[:LONGEST_TEXT], _shortened(message), hint, column)
        )

    @property
    def _left_out(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.message.text == REFUSED_WORD]

    def require(self, name: str, result: Value | Held | None, cell: Cell, missing: Message) -> Value | None:
        """The value of a field the row cannot be stored without; Held or nothing holds the row."""
        if isinstance(result, Held):
            self.tell(name, "error", cell, result.message, result.hint)
            return None
        if result is None or result == "":
            self.tell(name, "error", cell, missing)
            return None
        return result

    def allow(self, name: str, result: Value | Held | None, cell: Cell) -> Value | None:
        """The value of a field that may stay empty; Held leaves it empty with a warning."""
        if isinstance(result, Held):
            self.tell(name, "warning", cell, result.message, result.hint)
            return None
        return result

    def finish(self, part: int, raw: Mapping[str, str], typed: Mapping[str, str]) -> Row:
        """The row as it is now."""
        return Row(self.sheet, self.row, part, self.values, raw, typed)


def _shortened(message: Message) -> Message:
    """A message without the full length of a cell somebody pasted a page into."""
    values = {
        name: f"{value[:LONGEST_TEXT]}…" if isinstance(value, str) and len(value) > LONGEST_TEXT else value
        for name, value in message.values.items()
    }
    return Message(message.text, values)
