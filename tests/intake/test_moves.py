"""Which event of a later file is which stored one at another hour or place."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import process

from lib.intake.cells import compact
from lib.intake.moves import FULL, SURE, agreement, find_moves

STORED = {"organiser": "PKB", "activity": "tatap_muka", "title": "Temu kader", "starts": datetime(2024, 1, 27, 9),
          "ends": None, "venue": "Balai RW 01", "attendance": 100, "permit_no": None, "contact": "Bu Contoh"}


def event(**changes: object) -> dict:
    return {**STORED, **changes}


@pytest.mark.parametrize("changes", [
    {"starts": datetime(2024, 1, 27, 13)}, {"starts": datetime(2024, 1, 30, 9)}, {"venue": "Lapangan Rampal"},
    {"starts": datetime(2024, 2, 5, 9)},
    {"starts": datetime(2024, 1, 27, 13), "title": "TEMU  KADER"}, {"venue": "Gedung KONI", "title": "Temu para kader"},
    {"starts": datetime(2024, 1, 28, 9), "title": None}, {"starts": datetime(2024, 1, 29, 9), "venue": "Balai RW 1"},
])
def test_moved(changes: dict) -> None:
    assert {row: number for row, (number, _alike) in find_moves([event(**changes)], [STORED]).items()} == {0: 0}


@pytest.mark.parametrize("changes", [
    {"organiser": "PAN", "starts": datetime(2024, 1, 27, 13)},
    {"activity": "pawai", "starts": datetime(2024, 1, 27, 13)},
    {"title": "Senam sehat", "starts": datetime(2024, 1, 27, 13)}, {"starts": datetime(2024, 2, 11, 9)},
    {"title": None, "venue": "Gedung KONI", "starts": datetime(2024, 1, 28, 9)},
    {"title": None, "venue": "Gedung KONI", "contact": None},
])
def test_another_event(changes: dict) -> None:
    assert find_moves([event(**changes)], [STORED]) == {}


def test_of_two_as_good_none_is_taken() -> None:
    stored = [event(), event(venue="Balai RW 05")]
    assert find_moves([event(venue="Gedung KONI")], stored) == {}
    assert find_moves([event(venue="Gedung KONI"), event(venue="Gedung DPRD")], stored[:1]) == {}


def test_each_goes_to_its_own() -> None:
    stored = [event(title="Senam"), event(title="Bazar")]
    sent = [event(title="Bazar", venue="Gedung KONI"), event(title="Senam", venue="Gedung DPRD")]
    assert {row: number for row, (number, _alike) in find_moves(sent, stored).items()} == {0: 1, 1: 0}


def test_over_midnight_is_as_near_as_within_a_day() -> None:
    stored = event(title=None, contact=None, attendance=None, starts=datetime(2024, 1, 27, 23, 30))
    later = {**stored, "starts": datetime(2024, 1, 28, 0, 30)}

    assert find_moves([later], [stored]) == {0: (0, round(100 * SURE / FULL))}
    assert find_moves([{**later, "starts": datetime(2024, 1, 28, 9)}], [stored]) == {}


EVENTS = st.lists(st.builds(
    event, organiser=st.sampled_from(["PKB", "PAN"]), activity=st.sampled_from(["tatap_muka", "pawai"]),
    title=st.sampled_from([None, "", "-", "Temu kader", "temu KADER", "Temu para kader", "Senam sehat", "kader, temu"]),
    starts=st.integers(0, 60).map(lambda step: STORED["starts"] + timedelta(hours=7 * step)),
    venue=st.sampled_from(["Balai RW 01", "balai rw. 01", "Balai RW 02", "Gedung KONI", "-"]),
    attendance=st.sampled_from([None, 100, 0]), permit_no=st.sampled_from([None, "", "STTP/7", "sttp 7", "STTP/8"]),
    contact=st.sampled_from([None, "Bu Contoh", "Pak Lain"])), max_size=7)


def share_a_key(values: dict, other: dict) -> bool:
    told = [(compact(values[name] or ""), compact(other[name] or "")) for name in ("title", "permit_no")]
    return (values["starts"] == other["starts"] or compact(values["venue"]) == compact(other["venue"])
            or any(one and one == another for one, another in told))


@given(EVENTS, EVENTS)
@settings(max_examples=200, deadline=None)
def test_as_when_all_are_held_against_all(sent: list[dict], stored: list[dict]) -> None:
    points = {(row, number): agreed for row, values in enumerate(sent) for number, other in enumerate(stored)
              if share_a_key(values, other) and (agreed := agreement(values, other)) is not None}
    expected = {}
    for (row, number), agreed in points.items():
        rivals = [other for (a, b), other in points.items() if (a == row) != (b == number)]
        if agreed >= SURE and all(other < agreed for other in rivals):
            expected[row] = (number, min(100, round(100 * agreed / FULL)))

    assert find_moves(sent, stored) == expected


def test_thousands_of_unlike_titles_in_one_place_are_hardly_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    measured, measure = [], process.cpdist

    def count(one: list[str], other: list[str], **more: object):
        measured.extend(one)
        return measure(one, other, **more)
    monkeypatch.setattr("lib.intake.moves.process.cpdist", count)
    stored = [event(title=f"Acara {number:04}", starts=STORED["starts"] + timedelta(minutes=number))
              for number in range(2_000)]
    sent = [{**other, "starts": other["starts"] + timedelta(days=3)} for other in stored]

    assert {row: number for row, (number, _alike) in find_moves(sent, stored).items()} == {
        number: number for number in range(2_000)}
    assert len(measured) <= 16 * len(sent)
