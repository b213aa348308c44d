"""Which clashes hang together, against a search from event to event, and what a group says of itself."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.schedule.clashes import find_clashes
from lib.schedule.groups import GROUP_COLUMNS, describe_groups, group_clashes
from tests.schedule.clash_rows import clash, clashes
from tests.schedule.timed import at, event, frame

EVENTS = st.integers(1, 12)
EDGES = st.lists(st.tuples(EVENTS, st.none() | EVENTS, st.integers(2, 5)), max_size=25)


def rows_of(edges: list[tuple]) -> pd.DataFrame:
    pairs = {(min(a, b) if b else a, max(a, b) if b else None): level for a, b, level in edges if a != b}
    return clashes(*(clash(a, b, level) for (a, b), level in pairs.items()))


def walk(start: int, neighbours: dict[int, set[int]]) -> frozenset[int]:
    """Every event reached from one by clashes, one step after the other."""
    reached, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += neighbours[here]
    return frozenset(reached)


@settings(max_examples=80, deadline=None)
@given(EDGES, st.integers(2, 5))
def test_groups_are_what_a_walk_from_event_to_event_reaches(edges: list[tuple], least_level: int) -> None:
    rows = rows_of(edges)
    kept = rows[rows["level"] >= least_level]
    neighbours: dict[int, set[int]] = {}
    for a, b in zip(kept["event_a"], kept["event_b"], strict=True):
        neighbours.setdefault(a, set())
        if not pd.isna(b):
            neighbours[a].add(int(b))
            neighbours.setdefault(int(b), set()).add(a)

    grouped = group_clashes(rows, least_level)
    groups = describe_groups(grouped)

    assert grouped["clash_key"].tolist() == kept["clash_key"].tolist()
    assert {frozenset(events) for events in groups["events"]} == {walk(each, neighbours) for each in neighbours}
    assert sorted(groups["clash_keys"].explode().dropna()) == sorted(kept["clash_key"])
    assert groups["group"].tolist() == list(range(len(groups)))
    assert list(dict.fromkeys(grouped["group"])) == groups["group"].tolist()


def test_two_events_that_collide_with_one_place_are_two_groups() -> None:
    groups = describe_groups(group_clashes(clashes(clash(1, None), clash(2, None), clash(2, 3))))

    assert groups["events"].tolist() == [[1], [2, 3]]
    assert groups["organisers"].tolist() == [["O1"], ["O2", "O3"]]


def test_group_says_its_gravest_place_its_days_and_how_many_places() -> None:
    groups = describe_groups(group_clashes(clashes(
        clash(1, 2, 4, starts=at("08:00"), venue_a=None, venue_b="Rampal", day=at("00:00", -1)),
        clash(2, 3, 5, venue_a=None, venue_b="Gajayana", area_b="w2", is_estimate=True, ends=at("12:00")))))

    (row,) = groups.to_dict("records")
    assert {name: row[name] for name in ("level", "clashes", "place", "places", "area_code", "is_estimate")} == {
        "level": 5, "clashes": 2, "place": "Gajayana", "places": 2, "area_code": "w2", "is_estimate": True}
    assert [row["starts"], row["ends"], row["first_day"], row["last_day"]] == [
        at("08:00"), at("12:00"), at("00:00", -1), at("00:00")]


def test_lower_clashes_join_nothing_until_they_are_asked_for() -> None:
    rows = clashes(clash(1, 2), clash(2, 3, 3), clash(3, 4, 4))

    assert describe_groups(group_clashes(rows))["events"].tolist() == [[1, 2], [3, 4]]
    assert describe_groups(group_clashes(rows, least_level=3))["events"].tolist() == [[1, 2, 3, 4]]


def test_no_clashes_are_no_groups_with_all_columns() -> None:
    for empty in (clashes(), find_clashes(frame([]))):
        groups = describe_groups(group_clashes(empty))
        assert (len(groups), groups.columns.tolist()) == (0, GROUP_COLUMNS)


def test_clashes_as_they_are_found_make_groups() -> None:
    hall = {"venue_id": "V01", "district_code": "d1"}
    found = find_clashes(frame([event(1, "A", **hall), event(2, "B", **hall), event(3, "C", **hall),
                                event(4, "D", starts=at("09:00", 1), ends_or_estimate=at("10:00", 1), **hall)]))

    assert describe_groups(group_clashes(found))["events"].tolist() == [[1, 2, 3]]
