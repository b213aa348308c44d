"""A reading as lines of JSON: the same reading comes back, and nothing but a reading can."""

import json
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.intake.reading_lines import from_lines, to_lines
from lib.intake.readings import Found, MappedColumn, Problem, Reading, Row
from lib.intake.row_blocks import ROWS
from lib.text import Message

TEXTS = st.text(max_size=8)
CELLS = st.one_of(TEXTS, st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.datetimes(),
                  st.dates(), st.lists(TEXTS, max_size=2).map(tuple))  # fmt: skip
MESSAGES = st.recursive(
    st.builds(Message, TEXTS, st.dictionaries(TEXTS, st.one_of(TEXTS, st.integers()), max_size=2)),
    lambda inner: st.builds(Message, TEXTS, st.dictionaries(TEXTS, inner, max_size=2)), max_leaves=3,
)  # fmt: skip
SOME_ROWS = st.builds(Row, TEXTS, st.integers(), st.integers(), st.dictionaries(TEXTS, CELLS, max_size=3),
                 st.dictionaries(TEXTS, TEXTS, max_size=3))  # fmt: skip
PROBLEMS = st.builds(Problem, TEXTS, st.integers(), TEXTS, st.just("error"), TEXTS, MESSAGES, st.none() | MESSAGES)


@given(st.lists(SOME_ROWS, max_size=3), st.lists(PROBLEMS, max_size=2), st.none() | MESSAGES)
@settings(max_examples=100, deadline=None)
def test_the_same_reading_comes_back(rows: list[Row], problems: list[Problem], refusal: Message | None) -> None:
    reading = Reading("a.xlsx", "0", "schedule", refusal, rows=rows, problems=problems)
    reading.sheets.append(Found("S", 1, (MappedColumn(0, "Tanggal", "date", 1.0),), 1, 0))
    reading.quiet_days.append(("35.73", date(2023, 12, 2)))
    assert from_lines(to_lines(reading)) == reading


def test_heads_that_look_like_our_tags_stay_heads() -> None:
    raw = {"datetime": "2023-12-02T09:00:00", "map": "x", "Row": "y", "set": "z"}
    reading = Reading("a", "0", "report", rows=[Row("S", 1, 1, {"occurred": datetime(2023, 12, 2)}, raw)])
    assert from_lines(to_lines(reading)).rows[0].raw == raw


@pytest.mark.parametrize(
    "line",
    [
        "", "{}", "[]", "5", '["rows"]', '["name",{"Popen":["ls"]}]', '["name",{"Reading":[]}]', '["nothing",1]',
        '["rows",{"Row":[1]}]', '["rows",{"a":1,"b":2}]', '["rows",{"datetime":"x"}]', '["rows",' + "[" * 100_000,
        '["rows",{"Block":1}]', '["rows",{"Block":[[],[1]]}]', '["name",{"Block":[[],[]]}]',
        '["rows",{"Block":[["a"],[],["S"],[1],[1],["{}"],[[]]]}]',
        '["rows",{"Block":[["a"],[[9,[1]]],["S"],[1],[1],["{}"],[[]]]}]',
        '["rows",{"Block":[["a"],[[1,["x"]]],["S"],[1],[1],["{}"],[[]]]}]',
        '["rows",{"Block":[[],[],["S"],[1],[1],[5],[[]]]}]',
        '["rows",{"Block":[[],[],["S","T"],[1],[1],["{}"],[[]]]}]',
        '["rows",{"map":["a"]}]', '["rows",{"__class__":"os"}]',
    ],
)  # fmt: skip
def test_what_is_no_reading_is_told(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (whichever way it is none)
        from_lines(['["name","a"]', '["sha256","0"]', '["kind","report"]', line])


def test_a_line_holds_no_more_rows_than_a_block() -> None:
    rows = [Row("S", number, 1, {}, {}) for number in range(2 * ROWS + 1)]
    reading = Reading("a", "0", "report", rows=rows)
    lines = list(to_lines(reading))
    assert [json.loads(line)[0] for line in lines].count("rows") == 3
    assert from_lines(lines) == reading


def test_equal_texts_of_a_reading_are_one() -> None:
    rows = [Row("Lembar", number, 1, {"venue": "Balai RW 05"}, {"Tempat": "Balai RW 05"}) for number in (1, 2)]
    one, other = from_lines(to_lines(Reading("a", "0", "schedule", rows=rows))).rows
    assert one.values["venue"] is other.values["venue"]


def test_one_and_true_stay_apart() -> None:
    rows = [Row("S", 1, 1, {"a": 1, "b": True, "c": 1.0}, {}), Row("S", 2, 1, {"a": True, "b": 1.0, "c": 1}, {})]
    found = from_lines(to_lines(Reading("a", "0", "schedule", rows=rows))).rows
    assert [[type(value) for value in row.values.values()] for row in found] == [[int, bool, float], [bool, float, int]]
