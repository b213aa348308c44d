"""The check of an answer: the engine looks at the schedule as it would be."""

from collections.abc import Collection
from typing import Any

import pandas as pd

Pair = tuple[Any, Any]
"""The ids of a clash's events; the second is None where one event alone is at fault."""


class UnexpectedClash(RuntimeError):
    """The engine finds a clash in the answer that was not there before, or of an event that was moved."""

    def __init__(self, pairs: Collection[Pair]) -> None:
        super().__init__(f"the moves leave clashes that were not expected: {sorted(pairs, key=str)}")
        self.pairs = tuple(pairs)


def clash_pairs(clashes: pd.DataFrame) -> list[Pair]:
    """The events of each clash."""
    return [(one, None if pd.isna(other) else other)
            for one, other in zip(clashes["event_a"], clashes["event_b"], strict=True)]


def check_moves(*, before: Collection[Pair], after: Collection[Pair], moved: Collection[Any]) -> None:
    """Raise UnexpectedClash unless whatever clashes after was there before and has not been moved."""
    known = set(before)
    unexpected = [pair for pair in after if pair not in known or pair[0] in moved or pair[1] in moved]
    if unexpected:
        raise UnexpectedClash(unexpected)
