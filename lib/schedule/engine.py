"""The SQL of this room over tables in memory, in a DuckDB of its own that holds nothing between calls."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

FOLDER = Path(__file__).parent
_TEXTS = {pa.string(): pd.StringDtype(na_value=np.nan)}
_LACKING = {pa.bool_(): pd.BooleanDtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}


@cache
def read_sql(name: str) -> str:
    """The text of `name`.sql beside this module."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def over_tables(**tables: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on which each Arrow table can be read as the table of its name."""
    cursor = _memory().cursor()
    try:
        for name, table in tables.items():
            cursor.register(name, table)
        yield cursor
    finally:
        cursor.close()


@contextmanager
def over_frames(**frames: pd.DataFrame) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on which each frame can be read as the table of its name."""
    with over_tables(**{name: table_from(frame) for name, frame in frames.items()}) as cursor:
        yield cursor


def table_from(frame: pd.DataFrame) -> pa.Table:
    """A frame as Arrow, in which pandas keeps its texts: of a frame DuckDB would make each an object of Python's."""
    return pa.Table.from_pandas(frame, preserve_index=False)


def frame_from(table: pa.Table, may_lack: Collection[str] = ()) -> pd.DataFrame:
    """What DuckDB gave as Arrow in the types its ``.df()`` has, but the texts never pass through Python.

    may_lack: columns of whole numbers or truths that take the type which knows missing values even when none is.
    """
    plain = pa.schema([field.with_type(pa.timestamp("us")) if pa.types.is_date(field.type) else field
                       for field in table.schema])
    frame = table.cast(plain).to_pandas(types_mapper=_TEXTS.get)
    lacking = [name for name in table.column_names
               if table[name].type in _LACKING and (table[name].null_count or name in may_lack)]
    return frame.assign(**{name: table[name].to_pandas(types_mapper=_LACKING.get) for name in lacking})


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"python_enable_replacements": False, "enable_external_access": False})
