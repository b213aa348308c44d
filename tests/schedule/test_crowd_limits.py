"""Crowds that do not fit into their venue, alone or together."""

from datetime import timedelta
from itertools import combinations
from random import Random

import pandas as pd
import pytest

from lib.schedule.all_clashes import find_all_clashes
from lib.schedule.crowd_limits import find_crowd_limits
from tests.schedule.surroundings import CITY, telling
from tests.schedule.timed import SATURDAY, event

HALL = {"venue_id": "V1"}  # holds 5,000


def limits(*events: dict) -> list[tuple]:
    found = find_crowd_limits(telling(list(events)), CITY.venues)
    return [(a, None if pd.isna(b) else b, rank) for a, b, rank in zip(
        found["event_a"], found["event_b"], found["kind_rank"], strict=True)]


@pytest.mark.parametrize(("attendance", "expected"), [(5000, []), (5001, [(1, None, 101)]), (None, [])])
def test_a_crowd_over_capacity(attendance: int | None, expected: list) -> None:
    assert limits(event(1, "A", **HALL, attendance=attendance)) == expected
    assert limits(event(1, "A", venue_id="V2", attendance=attendance)) == []


@pytest.mark.parametrize(("hours", "expected"), [
    ("11:59-14:00", [(1, 2, 48)]), ("12:00-14:00", []),
], ids=["together", "one-after-the-other"])
def test_two_crowds_that_fit_alone_only(hours: str, expected: list) -> None:
    one = event(1, "A", **HALL, attendance=3000)
    assert limits(one, event(2, "B", hours, **HALL, attendance=2001)) == expected
    assert limits(one, event(2, "A", hours, **HALL, attendance=2000)) == []


def test_a_joint_event_is_no_clash_but_may_be_too_many() -> None:
    joint = {**HALL, "joint_key": "j", "attendance": 3000}
    found = find_all_clashes(telling([event(1, "A", **joint), event(2, "B", **joint)]), surroundings=CITY)
    assert found[["kind", "level", "capacity", "capacity_source"]].values.tolist() == [
        ["shared_capacity", 4, 5000, "hearsay"]]


def test_rivals_at_one_place_are_told_once_of_the_graver() -> None:
    found = find_all_clashes(telling([event(1, "A", **HALL, attendance=3000), event(2, "B", **HALL, attendance=3000)]),
                             surroundings=CITY)
    assert found["kind"].tolist() == ["same_place"]


@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_judging_every_pair(seed: int) -> None:
    draw = Random(seed)
    events = []
    for number in range(300):
        starts = SATURDAY + timedelta(minutes=30 * draw.randrange(200))
        events.append(event(number, draw.choice("AB"), starts=starts,
                            ends_or_estimate=starts + timedelta(minutes=30 * draw.randint(1, 60)),
                            venue_id=draw.choice(["V1", "V2", None]), attendance=draw.choice([None, 10, 2600, 6000])))
    here = [row for row in events if row["venue_id"] == "V1" and row["attendance"]]
    expected = [(row["event_id"], None, 101) for row in here if row["attendance"] > 5000]
    expected += [(one["event_id"], other["event_id"], 48) for one, other in combinations(here, 2)
                 if one["attendance"] <= 5000 and other["attendance"] <= 5000
                 and one["attendance"] + other["attendance"] > 5000
                 and one["starts"] < other["ends_or_estimate"] and other["starts"] < one["ends_or_estimate"]]
    assert sorted(limits(*events), key=str) == sorted(expected, key=str)
