"""Decisions about moves: nothing moves before the participant confirms, and never upon another version."""

from datetime import date, datetime, timedelta

import pytest

from lib.errors import Refusal
from lib.schedule.groups_log import load_problems
from lib.schedule.proposals.decisions import (
    APPROVED,
    CONFIRMED,
    PROPOSED,
    REFUSED,
    confirm_move,
    decide,
    propose_decisions,
    take_back,
)
from lib.schedule.proposals.stored import count_moves, load_decision_history, load_decisions
from lib.store import SYSTEM, Store, Viewer
from lib.text import say
from tests.store.conftest import event

ANNA, SENO = Viewer("anna", "analyst"), Viewer("seno", "security")
PAN, PKB = (Viewer("pita", "party", organiser=code) for code in ("PAN", "PKB"))
TODAY = date(2024, 1, 20)
LATER = datetime(2024, 1, 28, 9)


@pytest.fixture
def filled(store: Store) -> Store:
    """PKB and PAN rally at one hour and place."""
    with store.writing(SYSTEM, "fill") as tx:
        tx.insert("event_versions", [event(1, "PKB"), event(2, "PAN")])
    return store


def move(event_id: int = 2, **changes: object) -> dict:
    return {"event_id": event_id, "version": 1, "new_starts": LATER, "new_ends": LATER + timedelta(hours=2),
            "new_venue": "Stadion", "new_venue_id": "V01", "new_area_code": "35.73.02.1007",
            "clash_keys": ["1-2-same_place"], "level": 5, **changes}


def propose(store: Store, viewer: Viewer = ANNA, **changes: object) -> int:
    (number,) = propose_decisions(store, viewer, [move(**changes)], owner=" Polresta ", day=TODAY)
    return number


def last(store: Store, viewer: Viewer = SYSTEM) -> dict:
    with store.reader(viewer) as read:
        return load_decisions(read).to_dict("records")[0]


def versions(store: Store, event_id: int = 2) -> list[tuple]:
    with store.reader(SYSTEM) as read:
        return [(row["version"], row["state"], row["starts"], row["decision_id"]) for row in read.rows(
            "SELECT * FROM event_versions WHERE event_id = $id ORDER BY version", id=event_id)]


def seen(store: Store) -> dict:
    row = last(store)
    return {"decision_id": row["decision_id"], "seen": row["entry_id"], "day": TODAY}


def test_a_move_is_proposed_approved_confirmed_and_taken_back(filled: Store) -> None:
    before = versions(filled)
    propose(filled)
    assert (last(filled)["state"], last(filled)["owner"], versions(filled)) == (PROPOSED, "Polresta", before)
    decide(filled, ANNA, state=APPROVED, **seen(filled))
    assert versions(filled) == before

    assert confirm_move(filled, ANNA, **seen(filled)) == 2
    assert versions(filled) == [*before, (2, "moved", LATER, 1)]
    with filled.reader(SYSTEM) as read:
        assert count_moves(read) == {"PAN": 1}
        assert load_problems(read) == {}
        assert [row["import_id"] for row in read.rows("FROM events WHERE event_id = 2")] == [None]

    take_back(filled, ANNA, reason="mistaken", **seen(filled))
    assert versions(filled) == before
    with filled.reader(SYSTEM) as read:
        assert count_moves(read) == {}
        assert [problem.is_present for problem in load_problems(read).values()] == [True]
        assert [row["state"] for row in load_decision_history(read, 1)] == [PROPOSED, APPROVED, CONFIRMED, APPROVED]


def test_a_newer_version_is_told_and_nothing_is_applied(filled: Store) -> None:
    propose(filled)
    decide(filled, ANNA, state=APPROVED, **seen(filled))
    with filled.writing(SYSTEM, "send") as tx:
        tx.insert("event_versions", [event(2, "PAN", version=2, received=TODAY)])
    before = versions(filled)

    with pytest.raises(Refusal) as refused:
        confirm_move(filled, ANNA, **seen(filled))
    assert "versi lebih baru (kini 2, yang diputuskan 1)" in say(refused.value.message)
    assert (versions(filled), last(filled)["state"]) == (before, APPROVED)
    with pytest.raises(Refusal):
        propose(filled, event_id=1, version=7)


@pytest.mark.parametrize("state", ["cancelled", "held"])
def test_what_is_over_or_cancelled_is_not_moved(filled: Store, state: str) -> None:
    with filled.writing(SYSTEM, "send") as tx:
        tx.insert("event_versions", [event(3, "PAN", state=state)])
    with pytest.raises(Refusal):
        propose(filled, event_id=3)


def test_refusing_needs_a_reason_and_ends_it(filled: Store) -> None:
    propose(filled)
    with pytest.raises(Refusal):
        decide(filled, ANNA, state=REFUSED, **seen(filled))
    decide(filled, ANNA, state=REFUSED, reason="no", **seen(filled))
    with pytest.raises(Refusal):
        decide(filled, ANNA, state=APPROVED, **seen(filled))
    assert propose(filled) == 2


def test_only_one_proposal_is_open_for_an_event_and_an_owner_is_named(filled: Store) -> None:
    propose(filled)
    with pytest.raises(Refusal):
        propose(filled)
    with pytest.raises(Refusal):
        propose_decisions(filled, ANNA, [move(1)], owner=" ", day=TODAY)


def test_who_saw_an_earlier_entry_decides_nothing(filled: Store) -> None:
    propose(filled)
    early = seen(filled)
    decide(filled, ANNA, state=APPROVED, **early)
    with pytest.raises(Refusal):
        decide(filled, ANNA, state=REFUSED, reason="late", **early)


def test_a_party_proposes_and_confirms_its_own_alone_and_decides_nothing(filled: Store) -> None:
    with pytest.raises(Refusal):
        propose(filled, PKB)
    propose(filled, PAN)
    with pytest.raises(Refusal):
        decide(filled, PAN, state=APPROVED, **seen(filled))
    with pytest.raises(Refusal):
        confirm_move(filled, PAN, **seen(filled))
    decide(filled, ANNA, state=APPROVED, **seen(filled))
    for stranger in (PKB, SENO):
        with pytest.raises(Refusal):
            confirm_move(filled, stranger, **seen(filled))
    assert confirm_move(filled, PAN, **seen(filled)) == 2
    assert isinstance(last(filled)["recorded_by"], str)
    assert not isinstance(last(filled, PAN)["recorded_by"], str)
    with filled.reader(PKB) as read:
        assert load_decisions(read).empty


def test_another_place_takes_nothing_of_the_old_one_along(filled: Store) -> None:
    propose(filled, new_venue="Lapangan", new_venue_id="V02", new_area_code=None)
    decide(filled, ANNA, state=APPROVED, **seen(filled))
    confirm_move(filled, ANNA, **seen(filled))
    with filled.reader(SYSTEM) as read:
        (row,) = read.rows("FROM events WHERE event_id = 2")
    assert [row[name] for name in ("venue", "venue_id", "route", "gathering_point", "attendance", "contact")] == [
        "Lapangan", "V02", None, None, 4000, "contact"]


def test_a_change_made_since_keeps_a_move_from_being_taken_back(filled: Store) -> None:
    propose(filled)
    decide(filled, ANNA, state=APPROVED, **seen(filled))
    confirm_move(filled, ANNA, **seen(filled))
    with filled.writing(SYSTEM, "send") as tx:
        tx.insert("event_versions", [event(2, "PAN", version=3, received=TODAY)])
    with pytest.raises(Refusal):
        take_back(filled, ANNA, reason="mistaken", **seen(filled))


def test_nothing_is_decided_for_a_day_to_come(filled: Store) -> None:
    with pytest.raises(Refusal):
        propose_decisions(filled, ANNA, [move()], owner="x", day=date(2999, 1, 1))
