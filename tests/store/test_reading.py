"""The forms in which a reader is given what it asks for."""

from datetime import datetime

import numpy as np
import pyarrow as pa
import pytest

from lib.store import SYSTEM, Store, Viewer

HELD = "SELECT event_id, organiser, starts, lat, attendance FROM events WHERE event_id >= $least ORDER BY event_id"


def test_table_holds_the_rows_in_their_types(peopled: Store) -> None:
    with peopled.reader(SYSTEM) as read:
        table = read.table(HELD, least=np.int64(1))

    assert table.schema.types == [pa.int64(), pa.string(), pa.timestamp("us"), pa.float64(), pa.int32()]
    assert table.to_pylist() == [
        {"event_id": 1, "organiser": "PKB", "starts": datetime(2024, 1, 27, 13), "lat": None, "attendance": 4000},
        {"event_id": 2, "organiser": "PAN", "starts": datetime(2024, 1, 27, 13), "lat": None, "attendance": 200}]


@pytest.mark.parametrize(("viewer", "numbers"), [
    (Viewer("p", "party", organiser="PAN"), [None, 200]), (Viewer("f", "fkdm", areas=("35.73.02.1007",)), []),
], ids=["party", "fkdm"])
def test_table_holds_what_the_viewer_may_see(peopled: Store, viewer: Viewer, numbers: list) -> None:
    with peopled.reader(viewer) as read:
        assert read.table(HELD, least=1)["attendance"].to_pylist() == numbers


def test_later_query_does_not_change_a_table(peopled: Store) -> None:
    with peopled.reader(SYSTEM) as read:
        first = read.table(HELD, least=1)
        read.rows("FROM districts")

    assert first["event_id"].to_pylist() == [1, 2]
