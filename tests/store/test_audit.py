"""How rows stand in the audit log."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.store.audit import WRITTEN_OUT_ROWS, describe_columns, describe_rows

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.floats(-2, 2), st.text(max_size=3), st.binary(max_size=3),
    st.datetimes(datetime(2024, 1, 1), datetime(2024, 1, 3)), st.dates(date(2024, 1, 1), date(2024, 1, 3)),
    st.lists(st.text(max_size=2), max_size=2), st.lists(st.dates(), max_size=2).map(tuple),
    st.sampled_from([Decimal("1.5"), Decimal(1)]))


COLUMNS = st.sampled_from([("a", "b"), ("reporter", "cells"), ("key", "value")])


@given(COLUMNS, st.data())
@settings(max_examples=60)
def test_many_rows_are_one_digest_of_their_columns(columns: tuple[str, ...], data) -> None:
    rows = _draw_rows(columns, data)

    described = describe_rows(rows)

    cells = {name: [row[name] for row in rows] for name in columns}
    once = {name: values[:1] if len({(type(value), str(value)) for value in values}) == 1 else values
            for name, values in cells.items()}
    told = "".join(json.dumps([name, values], ensure_ascii=False, default=str) for name, values in once.items())
    assert described == {"rows": len(rows), "sha256": hashlib.sha256(told.encode()).hexdigest()}
    assert described == describe_columns(cells)


@given(COLUMNS, st.data())
@settings(max_examples=60)
def test_one_value_that_differs_makes_another_digest(columns: tuple[str, ...], data) -> None:
    rows = _draw_rows(columns, data)
    place = data.draw(st.integers(0, len(rows) - 1))
    changed = [dict(row, **{columns[0]: "something else"}) if number == place else row
               for number, row in enumerate(rows)]

    assert describe_rows(changed)["sha256"] != describe_rows(rows)["sha256"]


def _draw_rows(columns: tuple[str, ...], data) -> list[dict]:
    kinds = [data.draw(st.lists(VALUES, min_size=3, max_size=3)) for _column in columns]
    return [{name: values[n % 3 if place == 0 else (n // 3) % 3] for place, (name, values) in enumerate(
        zip(columns, kinds, strict=True))} for n in range(WRITTEN_OUT_ROWS + 1)]
