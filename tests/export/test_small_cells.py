"""Counts too small to publish: what is hidden, and that it cannot be computed back."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lib.export.small_cells import STAR, TOTAL, Mark, as_text, below, has_marks, mark_left_out, suppress

SMALL = below(3)
# Few rows and columns and small counts: here almost everything is at risk.
TABLES = st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(
    lambda shape: arrays(int, shape, elements=st.integers(0, 7))
)


def _shown(rows: list[list[int]], **options) -> list[list[object]]:
    return suppress(pd.DataFrame(rows), **options).to_numpy().tolist()


def _known_bounds(shown: object, *, is_total: bool) -> tuple[int, int]:
    """What a reader who knows the rules knows of an entry by itself."""
    if shown == SMALL:
        return 1, 2
    if shown == STAR:
        return (0, 99) if is_total else (3, 99)
    return int(shown), int(shown)


def _possible_tables(shown: pd.DataFrame, true: np.ndarray, *, reach: int) -> list[np.ndarray]:
    """Every table that the shown entries allow, near the true one: by trying them all."""
    rows, columns = true.shape
    cells = shown.to_numpy()
    ranges = []
    for row, column in product(range(rows), range(columns)):
        low, high = _known_bounds(cells[row, column], is_total=False)
        value = int(true[row, column])
        ranges.append(range(max(low, value - reach), min(high, value + reach) + 1))
    tables = []
    for values in product(*ranges):
        table = np.array(values).reshape(rows, columns)
        totals = {}
        if TOTAL in shown.columns:
            totals |= {(row, columns): table[row].sum() for row in range(rows)}
        if TOTAL in shown.index:
            totals |= {(rows, column): table[:, column].sum() for column in range(columns)}
        if TOTAL in shown.columns and TOTAL in shown.index:
            totals[rows, columns] = table.sum()
        bounds = {entry: _known_bounds(cells[entry], is_total=True) for entry in totals}
        if all(bounds[entry][0] <= total <= bounds[entry][1] for entry, total in totals.items()):
            tables.append(table)
    return tables


@given(TABLES, st.booleans(), st.booleans())
@settings(max_examples=120, deadline=None)
def test_no_small_count_can_be_computed_back(true: np.ndarray, row_totals: bool, column_totals: bool) -> None:
    shown = suppress(pd.DataFrame(true), row_totals=row_totals, column_totals=column_totals)
    hidden = (shown.to_numpy() == SMALL) | (shown.to_numpy() == STAR)
    many = hidden[: true.shape[0], : true.shape[1]].sum() > 6
    tables = _possible_tables(shown, true, reach=1 if many else 2)
    for row, column in np.argwhere((true > 0) & (true < 3)):
        assert len({int(table[row, column]) for table in tables}) > 1, (true, shown)
    if row_totals:
        for row in np.flatnonzero((true.sum(axis=1) > 0) & (true.sum(axis=1) < 3)):
            assert len({int(table[row].sum()) for table in tables}) > 1, (true, shown)
    if column_totals:
        for column in np.flatnonzero((true.sum(axis=0) > 0) & (true.sum(axis=0) < 3)):
            assert len({int(table[:, column].sum()) for table in tables}) > 1, (true, shown)


@given(TABLES)
@settings(max_examples=120, deadline=None)
def test_what_is_shown_is_true_and_what_is_small_is_hidden(true: np.ndarray) -> None:
    shown = suppress(pd.DataFrame(true)).to_numpy()
    whole = np.block([
        [true, true.sum(axis=1, keepdims=True)],
        [true.sum(axis=0, keepdims=True), true.sum(keepdims=True)],
    ])
    for entry, value in np.ndenumerate(whole):
        if isinstance(shown[entry], Mark):
            assert value > 0
            assert (shown[entry] == SMALL) <= (value < 3)
        else:
            assert shown[entry] == value
            assert value == 0 or value >= 3


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_a_table_without_small_counts_is_left_alone(true: np.ndarray) -> None:
    large = true + 3
    assert not has_marks(suppress(pd.DataFrame(large)).to_numpy().ravel())


def test_one_small_count_takes_others_with_it() -> None:
    """1 is 10 - 9 and 21 - 20: row and column must each hide a second count, and these a common fourth."""
    assert _shown([[1, 9], [20, 30]]) == [[SMALL, STAR, 10], [STAR, STAR, 50], [21, 39, 60]]


def test_cheapest_counts_are_taken() -> None:
    shown = _shown([[1, 9, 50], [20, 30, 60], [7, 8, 90]])
    assert shown == [
        [SMALL, STAR, 50, 60],
        [20, 30, 60, 110],
        [STAR, STAR, 90, 105],
        [28, 47, 200, 275],
    ]


def test_two_small_counts_that_a_total_would_settle() -> None:
    """2 = 1 + 1 and 4 = 2 + 2 leave no choice although two counts are hidden."""
    shown = suppress(pd.DataFrame({"reports": [1, 1, 0]}), row_totals=False)
    assert shown["reports"].tolist() == [SMALL, SMALL, 0, STAR]
    shown = suppress(pd.DataFrame({"reports": [2, 2, 0]}), row_totals=False)
    assert shown["reports"].tolist() == [SMALL, SMALL, 0, STAR]


def test_list_without_total_needs_no_second_mark() -> None:
    shown = suppress(pd.DataFrame({"reports": [1, 12, 30]}), row_totals=False, column_totals=False)
    assert shown["reports"].tolist() == [SMALL, 12, 30]


def test_list_with_total_hides_the_smallest_neighbour() -> None:
    shown = suppress(pd.DataFrame({"reports": [1, 12, 30]}), row_totals=False)
    assert shown["reports"].tolist() == [SMALL, STAR, 30, 43]


def test_names_are_kept_and_marks_become_text() -> None:
    counts = pd.DataFrame({"hoaks": [0, 5], "lainnya": [4, 6]}, index=["Gadang", "Sukun"])
    shown = as_text(suppress(counts, threshold=5))
    assert shown.index.tolist() == ["Gadang", "Sukun", TOTAL]
    assert shown.columns.tolist() == ["hoaks", "lainnya", TOTAL]
    assert shown.loc["Gadang"].tolist()[1] == "<5"
    assert set(shown.to_numpy().ravel()) <= {"0", "5", "6", "<5", "*", "10", "11", "15"}


def test_counts_the_store_left_out_get_their_mark() -> None:
    assert mark_left_out(pd.Series([4, None, 12])).tolist() == [4, SMALL, 12]
    assert mark_left_out(pd.Series([4, 12])).tolist() == [4, 12]


@pytest.mark.parametrize("bad", [[[-1]], [[1.5]], [[float("nan")]], [[float("inf")]]])
def test_broken_counts_are_refused(bad: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        suppress(pd.DataFrame(bad))


@pytest.mark.parametrize("threshold", [0, 1, 2])
def test_threshold_that_hides_nothing_is_refused(threshold: int) -> None:
    with pytest.raises(ValueError, match="under 3"):
        suppress(pd.DataFrame([[5]]), threshold=threshold)
