"""Which event of a later file is which stored one at another hour or place."""

from datetime import datetime

import pytest

from lib.intake.moves import find_moves

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
