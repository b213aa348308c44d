"""Problems in the store: entered by recomputing and by people, kept by the day, told to each as far as it may know."""

import random
from datetime import date, datetime, timedelta

import pytest

from lib.errors import Refusal
from lib.reference.labels import load_labels
from lib.schedule.groups_log import decide_problem, load_history, load_problems, record_problems
from lib.schedule.groups_matching import Problem, reconcile, replay
from lib.schedule.groups_stored import load_groups
from lib.schedule.groups_wordings import summarise_groups, tell_entry, word_groups
from lib.store import SYSTEM, Store, Viewer
from lib.text import say
from tests.store.conftest import event

ANNA = Viewer("anna", "analyst")
PKB, PDIP = (Viewer("pita", "party", organiser=code) for code in ("PKB", "PDIP"))
MONDAY = date(2024, 1, 15)
SPAN = (date(2024, 1, 20), date(2024, 2, 5))
KEY = "1-2-same_place"


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


@pytest.fixture
def filled(store: Store) -> Store:
    """PKB and PAN rally at one hour and place; PDIP's is elsewhere. The reports' day is the 15th."""
    with store.writing(SYSTEM, "fill") as tx:
        tx.insert("event_versions", [
            event(1, "PKB"), event(2, "PAN"),
            event(3, "PDIP", starts=datetime(2024, 1, 30, 9), ends=datetime(2024, 1, 30, 11))])
    return store


def send(store: Store, received: date, **changes: object) -> None:
    """A new version of an event."""
    with store.writing(SYSTEM, "send") as tx:
        (last,) = tx.rows("SELECT * FROM event_versions WHERE event_id = $id QUALIFY version = max(version) OVER ()",
                          id=changes.pop("event_id"))
        tx.insert("event_versions", [{**last, "version": last["version"] + 1, "received": received, **changes}])


def told(store: Store, number: int = 1, viewer: Viewer = SYSTEM) -> list[tuple]:
    with store.reader(viewer) as read:
        return [(row["change"], row["state"], row["owner"]) for row in load_history(read, number)]


def problems(store: Store, viewer: Viewer = SYSTEM, as_of: date | None = None) -> dict[int, Problem]:
    with store.reader(viewer, as_of=as_of) as read:
        return load_problems(read)


def test_problem_lives_through_recomputing_deciding_leaving_and_coming_back(filled: Store) -> None:
    assert [(each.problem_id, each.change) for each in record_problems(filled, day(0))] == [(1, "opened")]
    assert record_problems(filled, day(1)) == []
    decide_problem(filled, ANNA, clash_key=KEY, state="ditangani", owner=" Polresta ", day=day(1))
    send(filled, day(2), event_id=2, starts=datetime(2024, 1, 28, 13), ends=datetime(2024, 1, 28, 15), state="moved")
    record_problems(filled, day(2))
    send(filled, day(4), event_id=2, starts=datetime(2024, 1, 27, 13), ends=datetime(2024, 1, 27, 15))
    record_problems(filled, day(4))

    assert told(filled) == [("opened", "baru", None), ("decided", "ditangani", "Polresta"),
                            ("cleared", "selesai", "Polresta"), ("reopened", "baru", "Polresta")]
    assert {as_of: problems(filled, as_of=day(as_of))[1].state for as_of in (0, 1, 2, 3, 4)} == {
        0: "baru", 1: "ditangani", 2: "selesai", 3: "selesai", 4: "baru"}
    assert problems(filled, as_of=day(-1)) == {}


def test_deciding_on_a_clash_that_was_just_found_enters_its_problem_first(filled: Store) -> None:
    assert decide_problem(filled, ANNA, clash_key=KEY, state="diterima", reason="rute dipisah", day=day(0)) == 1
    with filled.reader(SYSTEM) as read:
        entries = load_history(read, 1)
        assert [(row["recorded_by"], row["reason"]) for row in entries] == [
            ("system", None), ("anna", "rute dipisah")]
        assert [say(tell_entry(row)) for row in entries] == ["ditemukan; baru", "diputuskan; diterima"]
        last = read.rows("SELECT actor, action FROM audit_log ORDER BY seq DESC LIMIT 1")
    assert last == [{"actor": "anna", "action": "decide problem"}]


@pytest.mark.parametrize(("choice", "said"), [
    ({"state": "diterima", "reason": "  "}, "alasan"), ({"state": "ditangani"}, "siapa"),
    ({"state": "selesai", "clash_key": "1-3-near"}, "tidak ada lagi di jadwal"),
    ({"state": "selesai", "seen": ("ditangani", "Satpol PP")}, "diubah orang lain"),
    ({"state": "selesai", "day": day(-1)}, "per Sen 15 Jan"),
])
def test_decision_that_cannot_be_is_refused_and_leaves_nothing(filled: Store, choice: dict, said: str) -> None:
    record_problems(filled, day(0))
    before = filled.version
    with pytest.raises(Refusal) as refused:
        decide_problem(filled, ANNA, **{"clash_key": KEY, "day": day(0), **choice})
    assert said in str(refused.value)
    assert (told(filled), filled.version) == ([("opened", "baru", None)], before)


def test_unknown_state_is_an_error_of_the_caller(filled: Store) -> None:
    with pytest.raises(ValueError, match="beres"):
        decide_problem(filled, ANNA, clash_key=KEY, state="beres", day=day(0))


def test_owner_stays_and_what_was_seen_lets_the_decision_through(filled: Store) -> None:
    record_problems(filled, day(0))
    decide_problem(filled, ANNA, clash_key=KEY, state="ditangani", owner="Polresta", day=day(0), seen=("baru", None))
    decide_problem(filled, ANNA, clash_key=KEY, state="selesai", day=day(0), seen=("ditangani", "Polresta"))
    assert told(filled)[-1] == ("decided", "selesai", "Polresta")


def test_party_knows_of_its_own_problems_without_owner_and_reason(filled: Store) -> None:
    decide_problem(filled, ANNA, clash_key=KEY, state="diterima", owner="Polresta", reason="rahasia", day=day(0))

    assert told(filled, viewer=PKB) == [("opened", "baru", None), ("decided", "diterima", None)]
    assert problems(filled, PKB)[1].reason is None
    assert problems(filled, PDIP) == {}
    for role in ("fkdm", "viewer", ""):
        assert problems(filled, Viewer("x", role)) == {}
    with filled.reader(PKB) as read:
        assert load_groups(read, *SPAN)[["problem_id", "state"]].values.tolist() == [[1, "diterima"]]
        assert load_groups(read, *SPAN)["owner"].isna().all()
    with filled.reader(PDIP) as read:
        assert len(load_groups(read, *SPAN)) == 0


def test_groups_of_some_days_with_their_problems(filled: Store) -> None:
    with filled.reader(ANNA) as read:
        (before,) = load_groups(read, *SPAN).to_dict("records")
    decide_problem(filled, ANNA, clash_key=KEY, state="ditangani", owner="Polresta", day=day(3))
    with filled.reader(ANNA) as read:
        groups, labels = load_groups(read, *SPAN), load_labels(read)
        assert len(load_groups(read, date(2024, 1, 28), SPAN[1])) == 0
    (after,) = groups.to_dict("records")

    assert (before["problem_id"], before["state"], before["level"]) == (None, "baru", 5)
    assert [after[name] for name in ("problem_id", "state", "owner", "events", "clashes")] == [
        1, "ditangani", "Polresta", [1, 2], 1]
    assert after["first_known"].date() == day(3)
    assert word_groups(groups, labels)[["title", "clashes", "state"]].values.tolist() == [
        ["Stadion, Sab 27 Jan: 1 PKB, 12 PAN", "1 bentrok", "ditangani"]]
    assert summarise_groups(groups, labels)["events"].tolist() == [["1", "2"]]


def test_graver_clash_reads_as_reopened_before_it_is_entered(filled: Store) -> None:
    send(filled, day(0), event_id=2, starts=datetime(2024, 1, 27, 15), ends=datetime(2024, 1, 27, 17))
    with filled.reader(ANNA) as read:
        (key,) = load_groups(read, *SPAN)["clash_keys"].iloc[0]
    decide_problem(filled, ANNA, clash_key=key, state="diterima", reason="rute dipisah", day=day(0))
    with filled.reader(ANNA) as read:
        assert load_groups(read, *SPAN)["state"].tolist() == ["diterima"]
    send(filled, day(1), event_id=3, starts=datetime(2024, 1, 27, 13), ends=datetime(2024, 1, 27, 15))
    with filled.reader(ANNA) as read:
        assert load_groups(read, *SPAN)[["problem_id", "state"]].values.tolist() == [[1, "baru"]]
    with filled.reader(ANNA, as_of=day(0)) as read:
        assert load_groups(read, *SPAN)["state"].tolist() == ["diterima"]


def test_log_gives_the_problems_that_reckoning_in_memory_gives(filled: Store) -> None:
    """Events wander at random; after each step the log read back is the problems carried along."""
    chance, carried = random.Random(7), {}
    for step in range(8):
        send(filled, day(step), event_id=chance.choice([1, 2, 3]),
             starts=(hour := datetime(2024, 1, 27, chance.choice([9, 11, 13]))), ends=hour + timedelta(hours=2),
             state=chance.choice(["planned", "planned", "cancelled"]))
        carried = replay(record_problems(filled, day(step)), carried)
        assert problems(filled) == carried
    assert {row.change for row in reconcile([], carried)} <= {"cleared"}
    assert len(carried) >= 1


def test_empty_schedule_has_no_problems(store: Store) -> None:
    assert record_problems(store, MONDAY) == []
    with store.reader(SYSTEM) as read:
        assert load_groups(read, *SPAN).columns.tolist()[-5:] == ["problem_id", "state", "owner", "reason",
                                                                  "first_known"]
