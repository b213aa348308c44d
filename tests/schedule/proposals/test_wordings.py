"""Moves, what is left and the stages in words, in both languages."""

from datetime import datetime
from typing import Any

import pytest

from lib.reference.labels import Labels
from lib.schedule.proposals.proposing import propose_moves
from lib.schedule.proposals.results import Side, explain_left
from lib.schedule.proposals.wordings import tell_left, tell_move, tell_proposal, word_left, word_moves, word_stages
from lib.text import say, using
from tests.schedule.proposals.small_city import CITY, FEW, timed, told

LABELS = Labels(organisers={"A": "1 Alfa", "B": "2 Beta"}, activities={"rapat_umum": "Rapat umum"}, categories={},
                districts={"D1": "Utara"}, areas={"W1": "Kauman"}, area_districts={"W1": "D1"})
FOUND = propose_moves(timed(told(1, "A", "09:00-12:00", venue="Lapangan"),
                            told(2, "B", "10:00-12:00", venue="Lapangan")), CITY, settings=FEW)
MOVE = FOUND.moves.to_dict("records")[0]


def tell(**changes: Any) -> str:
    with using("id"):
        return say(tell_move({**MOVE, **changes}, LABELS, "WIB")).partition(". Sebab: ")[0]


@pytest.mark.parametrize(("changes", "target"), [
    ({}, "16.00–18.00 WIB"),
    ({"new_starts": datetime(2024, 1, 28, 10), "new_ends": datetime(2024, 1, 28, 12)},
     "Minggu, 28 Januari 2024 10.00–12.00 WIB"),
    ({"new_starts": MOVE["starts"], "new_ends": MOVE["ends"], "new_venue_id": "STADIUM", "new_venue": "Stadion"},
     "Stadion"),
    ({"new_venue_id": "STADIUM", "new_venue": "Stadion"}, "Stadion, 16.00–18.00 WIB"),
], ids=["hours", "day", "venue", "venue and hours"])
def test_a_move_tells_only_what_changes(changes: dict, target: str) -> None:
    assert tell(**changes) == "2 Beta: Rapat umum, Lapangan, Sabtu, 27 Januari 2024 10.00–12.00 WIB → " + target


def test_an_event_without_a_venue_is_told_by_its_ward() -> None:
    assert tell(venue=None, area_code="W1").startswith("2 Beta: Rapat umum, Kauman, Utara, Sabtu")


def test_the_reason_is_worded_in_the_language_of_the_moment() -> None:
    for language, words in (("id", "2 jam pada waktu yang sama"), ("en", "2 h at the same time")):
        with using(language):
            assert words in say(tell_move(MOVE, LABELS, "WIB"))
            assert words in word_moves(FOUND, LABELS, "WIB")["reason"][0]


def test_tables_of_moves_and_stages() -> None:
    with using("en"):
        assert say(tell_proposal(FOUND)) == "Clashes: 1, all of them cleared by moves: 1 (proven best)."
        rows = word_moves(FOUND, LABELS, "WIB").to_dict("records")
        assert rows[0]["now"] == "Lapangan, Saturday, 27 January 2024 10:00–12:00 WIB"
        assert rows[0]["then"] == "Lapangan, Saturday, 27 January 2024 16:00–18:00 WIB"
        stages = word_stages(FOUND)
        assert stages["value"].tolist()[:4] == [0, 1, 1, 360]
        assert stages["state"].unique().tolist() == ["proven best"]


def test_what_is_left_in_words() -> None:
    stuck = propose_moves(timed(told(1, "A", "09:00-12:00", permit_no="1"), told(2, "B", "10:00-12:00", permit_no="2")),
                          CITY, settings=FEW, names=LABELS.organisers)
    with using("en"):
        assert word_left(stuck)["cause"].tolist() == ["Neither can move"]
        assert say(tell_left(stuck.left.to_dict("records")[0], LABELS.organisers)).endswith(
            "Not cleared: 1 Alfa has the receipt of its notice; 2 Beta has the receipt of its notice.")


@pytest.mark.parametrize(("side", "is_proven", "cause", "why"), [
    (Side("A", None, {"rule:X": 2, "rule:W": 1, "clash": 4}, 0), True, "nowhere",
     "A has no free placement among 7 (3 against rule W, X; 4 would clash again)."),
    (Side("A", None, {}, 0), True, "nowhere", "A has no other placement."),
    (Side("A", None, {"clash": 4}, 2), True, "contested",
     "A has 2 free placements; other moves need these, or clearing this leaves graver clashes."),
    (Side("A", None, {"clash": 4}, 2), False, "time", "A has 2 free placements; no way was found in the time."),
], ids=["rules", "none", "contested", "time"])
def test_why_a_clash_is_left(side: Side, is_proven: bool, cause: str, why: str) -> None:
    found, message = explain_left([side], is_proven=is_proven)
    with using("en"):
        assert (found, say(message)) == (cause, why)
