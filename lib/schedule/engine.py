"""The SQL of this room over plain frames, in a DuckDB of its own that holds nothing between calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

FOLDER = Path(__file__).parent
_TEXTS = {pa.string(): pd.StringDtype(na_value=np.nan)}


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


def fetch_frame(result: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows of a query that was just executed, as ``.df()`` gives them, but its texts never pass through Python."""
    table = result.to_arrow_table()
    plain = pa.schema([field.with_type(pa.timestamp("us")) if pa.types.is_date(field.type) else field
                       for field in table.schema])
    return table.cast(plain).to_pandas(types_mapper=_TEXTS.get)


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"python_enable_replacements": False, "enable_external_access": False})
