"""Running a query on a cursor: results are fetched whole, so that no open result blocks the next call."""

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa


def rows_of(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a query as dicts."""
    _run(cursor, sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def frame_of(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> pd.DataFrame:
    """The rows of a query as a frame."""
    _run(cursor, sql, values)
    return cursor.df()


def table_of(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> pa.Table:
    """The rows of a query as an Arrow table."""
    _run(cursor, sql, values)
    return cursor.to_arrow_table()


def _run(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> None:
    if values:
        cursor.execute(sql, {name: _bindable(value) for name, value in values.items()})
    else:
        cursor.execute(sql)


def _bindable(value: Any) -> Any:
    """DuckDB refuses numpy's scalars, which every frame is full of."""
    return value.item() if isinstance(value, np.generic) else value
