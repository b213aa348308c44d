"""The boundary file of a city: kept in place of the scheme, and taken away again."""

import json

import pandas as pd

from lib.store import Reader, Store, Viewer


def store_shapes(store: Store, shapes: pd.DataFrame, *, by: Viewer) -> int:
    """Put the wards' shapes (``boundaries.read_boundaries``) in place of what was drawn before; returns the wards."""
    rows = [{"area_code": code, "rings": json.dumps([
        {"ring": [list(corner) for corner in ring], "is_hole": bool(is_hole)}
        for ring, is_hole in zip(parts["ring"], parts["is_hole"], strict=True)])}
        for code, parts in shapes.groupby("area_code", sort=True)]
    with store.writing(by, "load boundaries") as tx:
        tx.clear("area_shapes")
        tx.insert("area_shapes", rows)
    return len(rows)


def remove_shapes(store: Store, *, by: Viewer) -> int:
    """Take the boundary file away, so that the scheme is drawn again; returns how many wards had a shape."""
    with store.writing(by, "remove boundaries") as tx:
        return tx.clear("area_shapes")


def count_shapes(read: Reader) -> int:
    """How many wards have a shape from a boundary file."""
    return read.value("SELECT count(*) FROM area_shapes")
