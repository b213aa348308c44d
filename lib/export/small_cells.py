"""Counts too small to publish: hidden, together with what would let a reader compute them back.

A count of one or two in a table of wards can point at the person who reported. Such a cell reads "<3". Hiding it alone
is not enough: the row total less its neighbours gives it away. So further entries are hidden ("*") until no
hidden count has only one possible value, which is the rule of statistical offices for complementary suppression.

How it is decided: a table with its totals is a network with a node for every row and column (the totals being the last
of each) and an arc for every entry. What a reader can work out is exactly the set of flows that keep the shown entries.
A hidden count is safe when it lies on a cycle of entries that can each move by one; where there is none, the cheapest
cycle is found (Dijkstra) and its entries are hidden. Zeros stay: that nobody reported is no secret and says nothing of
a person.
"""

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

import numpy as np
import pandas as pd

THRESHOLD = 3
TOTAL = "total"

_SHOWN, _SMALL, _STARRED, _ABSENT = range(4)
_NEVER = float("inf")


@dataclass(frozen=True)
class Mark:
    """What stands in the place of a hidden count."""

    text: str

    def __str__(self) -> str:
        return self.text


STAR = Mark("*")


def below(threshold: int = THRESHOLD) -> Mark:
    """The mark of a count from one to `threshold` less one."""
    return Mark(f"<{threshold}")


def suppress(
    counts: pd.DataFrame, *, threshold: int = THRESHOLD, row_totals: bool = True, column_totals: bool = True
) -> pd.DataFrame:
    """`counts` (whole numbers, none missing) with totals, small counts as "<3", and "*" where one would give them away.

    Returns a frame of objects, each an int or a Mark, with the column and the row "total" added as asked for. A total
    that is not added is taken to be published nowhere else.
    Raises ValueError on a negative, missing or broken count, and on a threshold under 3, which protects nobody
    ("<2" can only be 1).
    """
    if threshold < 3:
        raise ValueError("a threshold under 3 hides nothing: '<2' can only be 1")
    values = counts.to_numpy(dtype=float)
    if not (np.isfinite(values).all() and (values >= 0).all() and (values == np.floor(values)).all()):
        raise ValueError("counts must be whole numbers from 0 up, none missing")
    network = _Network(values.astype(int), threshold, row_totals, column_totals)
    network.protect()
    cells = network.cells()
    labels = [*counts.index, TOTAL], [*counts.columns, TOTAL]
    shown = pd.DataFrame(cells, index=pd.Index(labels[0], dtype=object), columns=pd.Index(labels[1], dtype=object))
    return shown.iloc[: None if column_totals else -1, : None if row_totals else -1]


def mark_left_out(counts: pd.Series, *, threshold: int = THRESHOLD) -> pd.Series:
    """`counts` that the store has left empty because they were too small, with their mark in place of the gap."""
    return counts.astype(object).where(counts.notna(), below(threshold))


def as_text(shown: pd.DataFrame) -> pd.DataFrame:
    """What `suppress` returned as text for the screen, where a column may not mix numbers and marks."""
    return shown.map(str)


class _Network:
    """The counts with their totals, and of each entry whether it is shown, small, starred or not in the table."""

    def __init__(self, counts: np.ndarray, threshold: int, row_totals: bool, column_totals: bool) -> None:
        rows, columns = counts.shape
        self.threshold = threshold
        self.total_row, self.total_column = rows, columns
        self.values = np.zeros((rows + 1, columns + 1), dtype=int)
        self.values[:rows, :columns] = counts
        self.values[:rows, columns] = counts.sum(axis=1)
        self.values[rows, :] = self.values[:rows, :].sum(axis=0)
        small = (self.values > 0) & (self.values < threshold)
        self.states = np.where(small, _SMALL, _SHOWN)
        if not row_totals:
            self.states[:, columns] = _ABSENT
        if not column_totals:
            self.states[rows, :] = _ABSENT

    def cells(self) -> np.ndarray:
        """The entries as a reader sees them: numbers and marks."""
        cells = self.values.astype(object)
        cells[self.states == _SMALL] = below(self.threshold)
        cells[self.states == _STARRED] = STAR
        return cells

    def protect(self) -> None:
        """Hide entries until every small count could also be another number."""
        for row, column in np.argwhere(self.states == _SMALL).tolist():
            cost, path = min((self._cheapest_cycle(row, column, step) for step in (1, -1)), key=lambda found: found[0])
            if 0 < cost < _NEVER:
                for entry, step in path:
                    if self._cost(entry, step):
                        self.states[entry] = _STARRED

    def _is_total(self, entry: tuple[int, int]) -> bool:
        return entry[0] == self.total_row or entry[1] == self.total_column

    def _sign(self, entry: tuple[int, int]) -> int:
        """Minus for a row or column total, so that every row and column of the network adds up to nothing."""
        return -1 if (entry[0] == self.total_row) != (entry[1] == self.total_column) else 1

    def _cost(self, entry: tuple[int, int], step: int) -> float:
        """What it costs that a reader must think `entry` may also be `step` more: nothing, its value, or impossible."""
        value, state, total = int(self.values[entry]), int(self.states[entry]), self._is_total(entry)
        if state == _SMALL:
            if 1 <= value + step < self.threshold:
                return 0
            return 1 if total else _NEVER
        # A starred count inside the table is known to be no small one; a starred total may have been anything.
        floor = 0 if total else self.threshold
        if value + step < floor:
            return _NEVER
        if state == _SHOWN:
            return value if value >= self.threshold else _NEVER
        return 0

    def _cheapest_cycle(self, row: int, column: int, step: int) -> tuple[float, list[tuple[tuple[int, int], int]]]:
        """The cheapest way to let the entry move by `step` while all sums hold: its cost, and who moves by how much."""
        entry = (row, column)
        own = self._cost(entry, step)
        if own == _NEVER:
            return _NEVER, []
        rows, columns = self.values.shape
        # Nodes: rows 0.., then columns. An entry that grows (after its sign) leads from its row to its column.
        if step * self._sign(entry) > 0:
            start, goal = rows + column, row
        else:
            start, goal = row, rows + column
        best = {start: 0.0}
        came: dict[int, tuple[int, tuple[int, int], int]] = {}
        queue = [(0.0, start)]
        while queue:
            cost, node = heappop(queue)
            if node == goal:
                break
            if cost > best[node]:
                continue
            for after in range(rows, rows + columns) if node < rows else range(rows):
                on_the_way = (node, after - rows) if node < rows else (after, node - rows)
                if on_the_way == entry:
                    continue
                move = self._sign(on_the_way) * (1 if node < rows else -1)
                reached = cost + self._cost(on_the_way, move)
                if reached < best.get(after, _NEVER):
                    best[after] = reached
                    came[after] = (node, on_the_way, move)
                    heappush(queue, (reached, after))
        if goal not in best:
            return _NEVER, []
        path, node = [(entry, step)], goal
        while node != start:
            node, on_the_way, move = came[node]
            path.append((on_the_way, move))
        return own + best[goal], path


def has_marks(values: Any) -> bool:
    """Whether any of `values` is a hidden count."""
    return any(isinstance(value, Mark) for value in values)
