"""Decisions as data: there and back, equal ones equal, anything else refused."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.intake.decisions import NO_DECISIONS, Decisions

PLACES = st.tuples(st.text(max_size=3), st.integers(1, 9), st.integers(1, 2))
DECISIONS = st.builds(
    Decisions, st.sampled_from([None, True, False]),
    st.dictionaries(st.integers(1, 99), st.sampled_from(["cancelled", "kept"]), max_size=4),
    st.dictionaries(PLACES, st.sampled_from(["same", "new"]), max_size=4),
    st.dictionaries(PLACES, st.sampled_from(["moved", "new"]), max_size=4))


@given(DECISIONS)
@settings(max_examples=100)
def test_there_and_back(decisions: Decisions) -> None:
    again = Decisions.from_json(decisions.to_json())

    assert again == decisions
    assert hash(again) == hash(decisions)
    assert pickle.loads(pickle.dumps(again)) == decisions


def test_nothing_decided_is_what_an_upload_begins_with() -> None:
    assert NO_DECISIONS.to_json() == "{}"
    assert Decisions.from_json("{}") == NO_DECISIONS
    assert (NO_DECISIONS.takes_good("schedule"), NO_DECISIONS.takes_good("report")) == (False, True)


def test_each_decision_is_made_changed_and_taken_back() -> None:
    place = ("Jadwal", 7, 1)
    made = NO_DECISIONS.with_take_good(True).with_missing(5, "cancelled").with_duplicate(place, "same").with_moved(
        place, "new")
    assert (made.takes_good("schedule"), dict(made.missing), dict(made.duplicates), dict(made.moved)) == (
        True, {5: "cancelled"}, {place: "same"}, {place: "new"})
    assert made.with_missing(5, "kept").missing == {5: "kept"}
    assert made.with_take_good(None).with_missing(5, None).with_duplicate(place, None).with_moved(
        place, None) == NO_DECISIONS
    assert NO_DECISIONS.missing == {}


@pytest.mark.parametrize("text", [
    "", "[]", "1", "null", '{"other": 1}', '{"take_good": 1}', '{"missing": {"5": "kept"}}', '{"missing": [[5]]}',
    '{"missing": [["5", "kept"]]}', '{"missing": [[5, "gone"]]}', '{"missing": [[true, "kept"]]}',
    '{"moved": [["a", 1, "moved"]]}', '{"moved": [["a", 1, 1, "same"]]}', '{"duplicates": [["a", 1, 1, ["same"]]]}',
    '{"missing": ' + "[" * 100_000])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Decisions.from_json(text)


@pytest.mark.parametrize("decide", [
    lambda: NO_DECISIONS.with_missing(1, "gone"), lambda: NO_DECISIONS.with_duplicate(("", 1, 1), "moved"),
    lambda: NO_DECISIONS.with_moved(("", 1, 1), "")])
def test_no_other_verdicts(decide) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        decide()
