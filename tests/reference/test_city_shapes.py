"""The boundary file of a city, kept and taken away."""

import pandas as pd

from lib.reference.city import load_shapes
from lib.reference.city_shapes import count_shapes, remove_shapes, store_shapes
from lib.store import SYSTEM, Store, Viewer

ADMIN = Viewer("siti", "admin")
SQUARE = [(112.6, -7.9), (112.7, -7.9), (112.7, -8.0), (112.6, -7.9)]
HOLE = [(112.62, -7.92), (112.63, -7.92), (112.63, -7.93), (112.62, -7.92)]


def shapes() -> pd.DataFrame:
    return pd.DataFrame([("35.73.01.1001", SQUARE, False, False), ("35.73.01.1001", HOLE, True, False),
                         ("35.73.01.1002", SQUARE, False, False)],
                        columns=["area_code", "ring", "is_hole", "is_scheme"])


def test_kept_shapes_are_drawn_as_they_came(store: Store) -> None:
    kept = store_shapes(store, shapes(), by=ADMIN)
    with store.reader(ADMIN) as read:
        drawn, count = load_shapes(read), count_shapes(read)

    assert drawn.to_dict("records") == shapes().to_dict("records")
    assert (kept, count) == (2, 2)


def test_a_second_file_replaces_the_first_and_the_scheme_comes_back(store: Store) -> None:
    with store.reader(ADMIN) as read:
        scheme = load_shapes(read)
    store_shapes(store, shapes(), by=ADMIN)
    store_shapes(store, shapes().tail(1), by=ADMIN)
    with store.reader(ADMIN) as read:
        after = load_shapes(read)["area_code"].tolist()
    removed = remove_shapes(store, by=ADMIN)
    with store.reader(ADMIN) as read:
        assert load_shapes(read).equals(scheme)
        assert count_shapes(read) == 0
    with store.reader(SYSTEM) as read:
        recorded = [row["action"] for row in read.rows("SELECT action FROM audit_log WHERE actor = 'siti' ORDER BY 1")]

    assert (after, removed) == (["35.73.01.1002"], 1)
    assert recorded == ["load boundaries", "load boundaries", "remove boundaries"]
