"""What the file itself tells of a sheet and the reader of its values does not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lib.intake.grids import Merge
from lib.intake.struck_texts import Rest

MOST_COLUMNS = 16_384


@dataclass(slots=True)
class SheetFacts:
    """Of one sheet: error cells ((row from 1, column from 0) -> text shown, "" = empty formula) and merged blocks.

    `last_row` and `last_column` (both from 1) are where its filled cells end, as far as the file tells. `hidden` are
    the rows somebody hid, `hidden_columns` (from 0) the columns; `struck` the cells struck through as a whole,
    `rests` what is left of those of which a part is; `comments` what somebody wrote beside a cell.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    rests: dict[tuple[int, int], Rest] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        """A filled cell at this row (from 1) and column (from 0)."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column + 1)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns from `first` to `last`, both from 0; a file may claim what it likes."""
        self.hidden_columns.update(range(max(0, first), min(last, MOST_COLUMNS - 1) + 1))

    def count(self) -> int:
        """How many facts these are."""
        return sum(map(len, self._all()))

    def _all(self) -> Iterable:
        return self.errors, self.merges, self.struck, self.rests, self.comments
