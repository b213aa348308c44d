"""How rows stand in the audit log."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.store.audit import WRITTEN_OUT_ROWS, describe_rows

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.floats(-2, 2), st.text(max_size=3), st.binary(max_size=3),
    st.datetimes(datetime(2024, 1, 1), datetime(2024, 1, 3)), st.dates(date(2024, 1, 1), date(2024, 1, 3)),
    st.lists(st.text(max_size=2), max_size=2), st.lists(st.dates(), max_size=2).map(tuple),
    st.sampled_from([Decimal("1.5"), Decimal(1)]))


@given(st.sampled_from([("a", "b"), ("reporter", "cells"), ("key", "value"), ("key", "value", "is_secret")]),
       st.data())
@settings(max_examples=60)
def test_the_digest_of_many_rows_is_that_of_the_rows_as_written_out(columns: tuple[str, ...], data) -> None:
    """However it is worked out: each row alone is written out, so that its own way is the plain one."""
    kinds = [data.draw(st.lists(VALUES, min_size=3, max_size=3)) for _column in columns]
    rows = [{name: values[n % 3 if place == 0 else (n // 3) % 3] for place, (name, values) in enumerate(
        zip(columns, kinds, strict=True))} for n in range(WRITTEN_OUT_ROWS + 1)]
    written = [described for row in rows for described in describe_rows([row])]

    assert describe_rows(rows) == {
        "rows": len(rows), "sha256": hashlib.sha256(json.dumps(written, ensure_ascii=False).encode()).hexdigest()}
