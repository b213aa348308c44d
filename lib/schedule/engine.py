"""The SQL of this room over plain frames, in a DuckDB of its own that holds nothing between calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

FOLDER = Path(__file__).parent


@cache
def read_sql(name: str) -> str:
    """The text of `name`.sql beside this module."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def over_frames(**frames: pd.DataFrame) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on which each frame can be read as the table of its name."""
    cursor = _memory().cursor()
    try:
        for name, frame in frames.items():
            # As Arrow, in which pandas keeps its texts: of a frame DuckDB would make each an object of Python's.
            cursor.register(name, pa.Table.from_pandas(frame, preserve_index=False))
        yield cursor
    finally:
        cursor.close()


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"python_enable_replacements": False, "enable_external_access": False})
