"""One small table with every kind of column."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pandas as pd
import pytest

from lib.export.tables import Column, Table
from lib.text import N_

MakeTable = Callable[..., Table]


@pytest.fixture
def make_table() -> MakeTable:
    """A function that builds a Table from columns of one kind each, with a fixed context."""

    def make(columns: dict[str, tuple[str, list[Any]]], **changes: Any) -> Table:
        frame = pd.DataFrame({name: pd.Series(values, dtype=object) for name, (_, values) in columns.items()})
        context: dict[str, Any] = {
            "name": "sample", "title": N_("Reports"), "as_of": date(2024, 1, 24),
            "made_at": datetime(2024, 1, 24, 9, 5), "data_version": 17,
            "viewer_name": "Siti", "viewer_role": "Analis",
        }
        kinds = tuple(Column(name, name.title(), f"about {name}", kind) for name, (kind, _) in columns.items())
        return Table(columns=kinds, frame=frame, **(context | changes))

    return make


@pytest.fixture
def full_table(make_table: MakeTable) -> Table:
    """Two rows of every kind, the second one empty."""
    return make_table({
        "place": ("text", ["Lap. Rampal; sisi utara", None]),
        "reports": ("integer", [12.0, float("nan")]),
        "score": ("decimal", [-1234.5, float("nan")]),
        "day": ("day", [date(2024, 1, 27), None]),
        "starts": ("moment", [pd.Timestamp(2024, 1, 27, 13, 30), pd.NaT]),
        "opens": ("hours", [time(9, 0), None]),
        "is_estimate": ("flag", [True, None]),
        "parties": ("list", [["PDIP", "PAN"], None]),
    })
