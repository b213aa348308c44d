"""Proposals from end to end: against every way to move, and case by case."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import combinations, product
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.schedule.clashes import find_clashes
from lib.schedule.proposals.bounds import Capacity
from lib.schedule.proposals.checks import UnexpectedClash
from lib.schedule.proposals.conflicts import near_engine
from lib.schedule.proposals.placements import find_outside, list_options, place_options
from lib.schedule.proposals.proposing import propose_moves
from lib.schedule.proposals.results import FOUND, NOTHING, PROVEN, Proposal
from lib.schedule.proposals.settings import WEIGHTS, Limits, ProposalSettings
from lib.schedule.proposals.units import Unit
from lib.schedule.proposals.venues import VenueFinder
from lib.schedule.rules.facts import rows_of
from lib.schedule.settings import ClashSettings
from lib.text import say, using
from tests.schedule.oracle import clashes_of
from tests.schedule.proposals.small_city import CITY, DAY, FEW, timed, told

NEIGHBOURS = {frozenset(pair) for pair in zip(CITY.neighbours["area_code"], CITY.neighbours["neighbour_code"],
                                              strict=True)}
HOURS = ("08:00-10:00", "09:00-12:00", "12:00-14:00", "15:00-18:00")


def propose(*events: dict[str, Any], settings: ProposalSettings = FEW, **options: Any) -> Proposal:
    return propose_moves(timed(*events), CITY, settings=settings, **options)


def moved(proposal: Proposal) -> list[Any]:
    return proposal.moves["event_id"].tolist()


def level_between(one: dict[str, Any], other: dict[str, Any]) -> int:
    """The level at which the plain rules find two placed events to clash, 0 below the fourth."""
    kinds = clashes_of([{**one, "event_id": 1}, {**other, "event_id": 2}], ClashSettings(), NEIGHBOURS).values()
    return max((5 if kind == "same_place" else 4 if kind in {"near", "change_over"} else 0 for kind in kinds),
               default=0)


def try_all(events: pd.DataFrame, ledger: dict[str, int]) -> tuple[int, ...]:
    """The least costs of all ways to place the events that clash, with the plain rules as the only judge."""
    rows = rows_of(events)
    clashing = [(a, b) for a, b in combinations(range(len(rows)), 2) if level_between(rows[a], rows[b])]
    movable = [row for row in sorted({row for pair in clashing for row in pair}) if not rows[row]["permit_no"]]
    units = [Unit((row,)) for row in movable]
    finder = VenueFinder(CITY)
    lists = [list_options([rows[row]], finder, FEW) for row in movable]
    placements = place_options(units, lists, events, CITY)
    placements = placements[find_outside(placements, events, Limits(), FEW).isna()]
    ways: dict[int, list[tuple[dict, int]]] = {row: [(rows[row], 0)] for row in range(len(rows))}
    for placed in rows_of(placements):
        ways[movable[placed["unit"]]].append((placed, lists[placed["unit"]][placed["option"]].displacement))
    for row in movable:  # where what stays in any case is in the way, nothing moves to
        others = [other for other in range(len(rows)) if len(ways[other]) == 1]
        ways[row] = ways[row][:1] + [(placed, far) for placed, far in ways[row][1:]
                                     if not any(level_between(placed, rows[other]) for other in others)]
    levels = {(a, i, b, j): level_between(ways[a][i][0], ways[b][j][0])
              for a, b in combinations(range(len(rows)), 2)
              for i in range(len(ways[a])) for j in range(len(ways[b]))}
    best = None
    for choice in product(*(range(len(ways[row])) for row in range(len(rows)))):
        left = 0
        for a, b in combinations(range(len(rows)), 2):
            level = levels[a, choice[a], b, choice[b]]
            if level and (choice[a] or choice[b]):
                break
            left += WEIGHTS[level] if level else 0
        else:
            movers = Counter(rows[row]["organiser"] for row, way in enumerate(choice) if way)
            squares = sum((ledger.get(name, 0) + n) ** 2 - ledger.get(name, 0) ** 2 for name, n in movers.items())
            cost = left, movers.total(), squares, sum(ways[row][way][1] for row, way in enumerate(choice))
            best = cost if best is None else min(best, cost)
    return best


@st.composite
def schedules(make) -> pd.DataFrame:
    """Two to four events of three parties in one or two places, some with a receipt."""
    return timed(*(
        told(number, make(st.sampled_from("ABC")), make(st.sampled_from(HOURS)),
             make(st.sampled_from(("FIELD", "FIELD", "STADIUM"))), activity=make(st.sampled_from(
                 ("rapat_umum", "tatap_muka"))), permit_no=make(st.sampled_from((None, None, "STTP/1"))))
        for number in range(1, make(st.integers(2, 3)) + 1)))


@given(schedules(), st.dictionaries(st.sampled_from("ABC"), st.integers(0, 2)))
@settings(max_examples=15, deadline=None)
def test_no_way_is_better(events: pd.DataFrame, ledger: dict[str, int]) -> None:
    found = propose_moves(events, CITY, settings=FEW, ledger=ledger)
    if found.stages:
        assert tuple(stage.value for stage in found.stages[:4]) == try_all(events, ledger)
        assert found.status == PROVEN
    assert set(find_clashes(found.after, neighbours=CITY.neighbours, least_level=4)["clash_key"]) \
        == set(found.left["clash_key"])


@given(schedules())
@settings(max_examples=6, deadline=None)
def test_names_do_not_decide(events: pd.DataFrame) -> None:
    names = {"A": "B", "B": "C", "C": "A"}
    one = propose_moves(events, CITY, settings=FEW, ledger={"A": 1})
    other = propose_moves(events.assign(organiser=events["organiser"].map(names)), CITY, settings=FEW, ledger={"B": 1})
    same = ["event_id", "new_starts", "new_venue_id", "displacement"]
    pd.testing.assert_frame_equal(one.moves[same], other.moves[same])
    assert one.moves["organiser"].map(names).tolist() == other.moves["organiser"].tolist()


@given(schedules(), st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_the_order_of_rows_does_not_decide(events: pd.DataFrame, random: Any) -> None:
    order = random.sample(range(len(events)), len(events))
    one, other = propose_moves(events, CITY, settings=FEW), propose_moves(events.iloc[order], CITY, settings=FEW)
    pd.testing.assert_frame_equal(one.moves.drop(columns="clash"), other.moves.drop(columns="clash"))
    assert one.stages == other.stages


def test_one_of_two_moves_by_the_least() -> None:
    found = propose(told(1, "A", "09:00-12:00"), told(2, "B", "10:00-12:00"))
    assert (found.status, len(found.clashes), len(found.moves), len(found.left)) == (PROVEN, 1, 1, 0)
    move = found.moves.iloc[0]
    assert (move["displacement"], move["level"], move["clash_keys"]) == (360, 5, ["1-2-same_place"])
    assert move["new_starts"] == datetime(2024, 1, 27, 16)
    assert move["event_id"] == 2


def test_nothing_to_clear() -> None:
    found = propose(told(1, "A", "09:00-12:00"), told(2, "A", "09:00-12:00"), told(3, "B", "09:00-12:00", "STADIUM"))
    assert (found.status, len(found.moves), len(found.left), len(found.clashes)) == (NOTHING, 0, 0, 0)


def test_cancelled_events_are_no_reason_to_move() -> None:
    assert propose(told(1, "A", "09:00-12:00"), told(2, "B", "09:00-12:00", state="cancelled")).status == NOTHING


def test_what_has_a_receipt_stays() -> None:
    found = propose(told(1, "A", "09:00-12:00"), told(2, "B", "09:00-12:00", permit_no="STTP/7"))
    assert moved(found) == [1]


def test_what_cannot_move_on_either_side_is_left_and_said() -> None:
    limits = Limits(begun_by=datetime(2024, 1, 27, 10))
    found = propose(told(1, "A", "09:00-12:00"), told(2, "B", "11:00-12:00", permit_no="STTP/7"), limits=limits)
    assert found.left["cause"].tolist() == ["pinned"]
    with using("en"):
        assert say(found.left["why"][0]) == "A has begun or is over; B has the receipt of its notice."
    assert found.status == PROVEN
    assert moved(found) == []


def test_what_is_pinned_by_hand_stays() -> None:
    events = told("x", "A", "09:00-12:00"), told("y", "B", "09:00-12:00")
    assert moved(propose(*events, limits=Limits(pinned=frozenset({"x"})))) == ["y"]
    assert moved(propose(*events, limits=Limits(pinned=frozenset({"y"})))) == ["x"]


def test_no_free_placement_is_told_with_what_stood_against_it() -> None:
    here = Limits(first=datetime(2024, 1, 27).date(), last=datetime(2024, 1, 27).date())
    nowhere = ProposalSettings(days_around=1, step_minutes=240, day_begins=8, day_ends=20, most_venues=0)
    found = propose(told(1, "A", "08:00-20:00", permit_no="1"), told(2, "B", "09:00-12:00"), settings=nowhere,
                    limits=here)
    assert (found.left["cause"].tolist(), moved(found), found.status) == (["nowhere"], [], PROVEN)
    with using("en"):
        assert say(found.left["why"][0]) == (
            "A has the receipt of its notice; B has no free placement among 11 "
            "(8 outside the days open for it; 3 would clash again).")


def test_the_last_free_placement_goes_to_the_graver_clash() -> None:
    """Two events clash with one that stays, at its place and near it; one free hour is left, for one of them."""
    day = datetime(2024, 1, 27).date()
    tight = ProposalSettings(days_around=0, step_minutes=60, day_begins=17, day_ends=19, most_venues=0)
    found = propose(told(1, "P", "09:00-11:00", permit_no="1"), told(2, "A", "09:00-11:00"),
                    told(3, "B", "09:00-11:00", None, lat=-8.005, lon=112.60, area_code="W1"),
                    settings=tight, limits=Limits(first=day, last=day))
    assert found.stages[0].is_proven
    assert (moved(found), found.left["cause"].tolist()) == ([2], ["contested"])
    assert found.left["event_b"].tolist() == [3]


def test_past_moves_spare_who_has_moved() -> None:
    events = told(1, "A", "09:00-12:00"), told(2, "B", "09:00-12:00")
    assert propose(*events, ledger={"A": 1}).moves["organiser"].tolist() == ["B"]
    assert propose(*events, ledger={"B": 1}).moves["organiser"].tolist() == ["A"]


def test_moves_are_shared() -> None:
    """Three places where A and B clash: no party moves in all of them."""
    events = [told(number, party, "09:00-11:00", "FIELD", day=day) for number, (party, day) in enumerate(
        product("AB", (DAY, "2024-01-31", "2024-02-04")))]
    found = propose(*events)
    assert sorted(Counter(found.moves["organiser"]).values()) == [1, 2]


def test_joint_events_move_together() -> None:
    found = propose(told(1, "A", "09:00-12:00", joint_key="AB"), told(2, "B", "09:00-12:00", joint_key="AB"),
                    told(3, "C", "09:00-12:00", permit_no="1"))
    assert moved(found) == [1, 2]
    assert found.moves["new_starts"].nunique() == 1
    assert found.moves["new_venue_id"].nunique() == 1


def test_a_joint_event_is_dearer_to_move_than_one_alone() -> None:
    found = propose(told(1, "A", "09:00-12:00", joint_key="AB"), told(2, "B", "09:00-12:00", joint_key="AB"),
                    told(3, "C", "09:00-12:00"))
    assert moved(found) == [3]


def test_a_joint_event_stays_when_one_of_it_has_a_receipt() -> None:
    found = propose(told(1, "A", "09:00-12:00", joint_key="AB", permit_no="1"),
                    told(2, "B", "09:00-12:00", joint_key="AB"), told(3, "C", "09:00-12:00", permit_no="2"))
    assert moved(found) == []
    assert found.left["cause"].tolist() == ["pinned", "pinned"]


def test_only_clashes_of_the_days_asked_for_are_cleared() -> None:
    later = "2024-01-31"
    events = [told(number, party, "09:00-12:00", day=day) for number, (party, day) in
              enumerate(product("AB", (DAY, later)))]
    day = datetime.fromisoformat(later).date()
    found = propose(*events, first=day, last=day)
    assert len(found.clashes) == 1
    assert found.moves["starts"].dt.date.tolist() == [day]
    assert set(moved(found)) <= {1, 3}


def test_an_event_at_fault_alone_moves_where_it_is_not() -> None:
    """An engine may know hours in which nothing may be: a row without a second event."""
    near = near_engine(neighbours=CITY.neighbours)

    def protects_noon(events: pd.DataFrame, least_level: int) -> pd.DataFrame:
        noon = events["starts"].dt.normalize() + timedelta(hours=12)
        wrong = events[(events["starts"] <= noon) & (events["ends_or_estimate"] > noon)]
        rows = pd.DataFrame({"clash_key": wrong["event_id"].astype("str") + "-protected", "event_a": wrong["event_id"],
                             "event_b": pd.NA, "kind": "protected", "level": 5, "day": wrong["starts"].dt.normalize()})
        return pd.concat([near(events, least_level), rows], ignore_index=True)

    found = propose(told(1, "A", "10:00-13:00"), engine=protects_noon)
    assert (len(found.moves), len(found.left)) == (1, 0)
    stuck = propose(told(1, "A", "10:00-13:00", permit_no="1"), engine=protects_noon)
    with using("en"):
        assert say(stuck.left["why"][0]) == "A has the receipt of its notice."


def test_an_answer_the_engine_does_not_bear_out_is_refused() -> None:
    """An engine that calls the moved event clashing only once it is alone in its place."""
    near = near_engine(neighbours=CITY.neighbours)

    def changes_its_mind(events: pd.DataFrame, least_level: int) -> pd.DataFrame:
        found = near(events, least_level)
        if len(events) > 2 or len(found):
            return found
        return pd.DataFrame({"event_a": [1], "event_b": [2], "level": [5], "clash_key": ["1-2-x"],
                             "day": [pd.Timestamp(DAY)]})

    with pytest.raises(UnexpectedClash):
        propose(told(1, "A", "09:00-12:00"), told(2, "B", "10:00-12:00"), engine=changes_its_mind)


def test_a_full_hour_takes_no_more() -> None:
    """Where a district can bear one event in the afternoon and has it, nothing moves into the afternoon."""
    full = {("D1", datetime(2024, 1, 27, hour)): 1 for hour in range(12, 24)}
    events = (told(1, "A", "09:00-11:00"), told(2, "B", "09:00-11:00"), told(3, "C", "15:00-20:00", "HALL"))
    free = propose(*events)
    bound = propose(*events, capacity=Capacity(full))
    assert free.moves["new_starts"].dt.hour.tolist() == [16]
    assert (bound.moves["new_starts"].dt.hour.tolist(), len(bound.left)) == ([9], 0)


def test_time_that_runs_out_is_said() -> None:
    short = ProposalSettings(**{**FEW.__dict__, "seconds": 0.01})
    found = propose(told(1, "A", "09:00-12:00"), told(2, "B", "09:00-12:00"), settings=short)
    assert (found.status, found.left["cause"].tolist()) == (FOUND, ["time"])


def test_nothing_given_is_changed() -> None:
    events = timed(told(1, "A", "09:00-12:00"), told(2, "B", "09:00-12:00"))
    before = events.copy(deep=True)
    propose_moves(events, CITY, settings=FEW)
    pd.testing.assert_frame_equal(events, before)
