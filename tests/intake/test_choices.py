"""Choices: plain, frozen, the same text for the same choices, and nothing else is taken for one."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.choices import CLOSED_LISTS, NO_CHOICES, ORDERS, Choices
from lib.intake.columns import JOINED, KINDS, column_fields

sheets = st.text(max_size=8)
rows = st.integers(1, 10_000_000)
columns = st.integers(0, 16_383)
words = st.text(min_size=1, max_size=8)
fields = st.sampled_from(sorted({"", *(name for kind in KINDS for name in column_fields(kind))}))
some_choices = st.builds(
    Choices,
    left_out=st.frozensets(sheets, max_size=3),
    header_rows=st.dictionaries(sheets, rows, max_size=3),
    columns=st.dictionaries(st.tuples(sheets, rows, columns), fields, max_size=3),
    date_orders=st.dictionaries(st.tuples(sheets, rows), st.sampled_from(ORDERS), max_size=3),
    meanings=st.dictionaries(st.tuples(st.sampled_from(CLOSED_LISTS), words), st.text(max_size=8), max_size=3),
    cells=st.dictionaries(st.tuples(sheets, rows, columns), st.text(max_size=8), max_size=3),
    rows_left_out=st.frozensets(st.tuples(sheets, rows), max_size=3),
)


@given(some_choices)
def test_choices_come_back_from_their_text(choices):
    again = Choices.from_json(choices.to_json())

    assert again == choices
    assert again.to_json() == choices.to_json()
    assert hash(again) == hash(choices)
    assert pickle.loads(pickle.dumps(choices)) == choices


def test_no_choices_are_an_empty_object():
    assert NO_CHOICES.to_json() == "{}"
    assert Choices.from_json("{}") == NO_CHOICES


def test_the_order_of_choosing_is_not_told():
    one = NO_CHOICES.with_cell("A", 5, 1, "x").with_cell("A", 4, 1, "y").with_row_left_out("A", 2)
    other = NO_CHOICES.with_row_left_out("A", 2).with_cell("A", 4, 1, "y").with_cell("A", 5, 1, "x")

    assert one == other
    assert one.to_json() == other.to_json()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


PARTS = {"cells", "columns", "left_out", "meanings"}


@given(st.dictionaries(st.sampled_from(sorted({*PARTS, "more"})), json_values))
def test_any_json_is_choices_or_a_value_error(told):
    try:
        choices = Choices.from_json(json.dumps(told))
    except ValueError:
        return
    assert told.keys() <= PARTS
    assert Choices.from_json(choices.to_json()) == choices


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '"x"',
        "[" * 100_000,
        '{"rows": []}',
        '{"left_out": "Sheet1"}',
        '{"left_out": [["A", 1]]}',
        '{"left_out": [[1]]}',
        '{"header_rows": [["A", 0]]}',
        '{"header_rows": [["A", true]]}',
        '{"header_rows": [["A", 1.0]]}',
        '{"columns": [["A", 1, -1, "date"]]}',
        '{"columns": [["A", 1, 16384, "date"]]}',
        '{"columns": [["A", 1, 0, "dates"]]}',
        '{"columns": [["A", 1, 0, ["date"]]]}',
        '{"date_orders": [["A", 1, "year_first"]]}',
        '{"meanings": [["venue", "aula", "x"]]}',
        '{"meanings": [["party", "", "PKB"]]}',
        '{"cells": [["A", 1, 0, 5]]}',
        '{"cells": [[["A"], 1, 0, "x"]]}',
        '{"cells": {"A": 1}}',
        '{"rows_left_out": [["A", 99999999999]]}',
    ],
)
def test_nonsense_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        Choices.from_json(text)


def test_choices_cannot_be_changed_from_outside():
    cells = {("A", 1, 0): "x"}
    choices = Choices(cells=cells)
    cells["A", 1, 1] = "y"

    assert dict(choices.cells) == {("A", 1, 0): "x"}
    with pytest.raises(TypeError):
        choices.cells["A", 1, 1] = "y"


def test_each_choice_can_be_taken_back():
    choices = (
        NO_CHOICES.with_sheet_left_out("A")
        .with_header_row("A", 3)
        .with_column("A", 3, 1, "date")
        .with_date_order("A", 3, "turned")
        .with_meaning("party", "P. Golongan Karya", "GOLKAR")
        .with_cell("A", 5, 1, "1 Januari 2024")
        .with_row_left_out("A", 6)
    )

    assert dict(choices.meanings) == {("party", "pgolongankarya"): "GOLKAR"}
    taken_back = (
        choices.with_sheet_left_out("A", False)
        .with_header_row("A", None)
        .with_column("A", 3, 1, None)
        .with_date_order("A", 3, None)
        .with_meaning("party", "P. Golongan Karya", None)
        .with_cell("A", 5, 1, None)
        .with_row_left_out("A", 6, False)
    )
    assert taken_back == NO_CHOICES


def test_a_field_read_from_one_column_moves_with_the_choice():
    choices = NO_CHOICES.with_column("A", 3, 1, "date").with_column("B", 3, 1, "date").with_column("A", 3, 4, "date")

    assert dict(choices.columns) == {("B", 3, 1): "date", ("A", 3, 4): "date"}


@pytest.mark.parametrize("field", sorted(JOINED))
def test_a_field_read_from_several_columns_keeps_them(field):
    choices = NO_CHOICES.with_column("A", 3, 1, field).with_column("A", 3, 4, field)

    assert dict(choices.columns) == {("A", 3, 1): field, ("A", 3, 4): field}


def test_a_word_without_a_letter_has_no_meaning():
    with pytest.raises(ValueError, match=r"."):
        NO_CHOICES.with_meaning("party", "???", "PKB")
