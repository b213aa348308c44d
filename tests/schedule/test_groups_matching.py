"""Problems outlive recomputing: told case by case, and held over random histories of a schedule."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.schedule.groups import group_clashes
from lib.schedule.groups_matching import (
    ACCEPTED,
    CHANGED,
    CLEARED,
    CLOSED,
    DECIDED,
    DONE,
    HANDLED,
    MERGED,
    NEW,
    OPENED,
    REOPENED,
    SPLIT,
    Change,
    Members,
    Problems,
    events_of,
    levels_of,
    match_problem,
    members_of,
    reconcile,
    replay,
)
from tests.schedule.clash_rows import clash, clashes

# A clash by its two events; 0 for the second means a place. Levels 4 and 5 are different kinds.
Schedule = dict[tuple[int, int], int]


def groups_of(schedule: Schedule) -> list[Members]:
    return members_of(group_clashes(clashes(
        *(clash(a, b or None, level) for (a, b), level in sorted(schedule.items())))))


class Office:
    """What recomputing and people have said so far."""

    def __init__(self) -> None:
        self.problems: Problems = {}

    def recompute(self, schedule: Schedule) -> list[tuple]:
        changes = reconcile(groups_of(schedule), self.problems)
        self.problems = replay(changes, self.problems)
        return [(each.problem_id, each.change, each.state) for each in changes]

    def decide(self, number: int, state: str, owner: str | None = None, reason: str | None = None) -> None:
        self.problems = replay([Change(number, DECIDED, state, owner, reason)], self.problems)


def test_state_and_owner_stay_through_a_new_version_that_changes_nothing_graver() -> None:
    office = Office()
    assert office.recompute({(1, 2): 5, (2, 3): 5}) == [(1, OPENED, NEW)]
    office.decide(1, ACCEPTED, "Kesbang", "rute dipisah")

    assert office.recompute({(1, 2): 5, (2, 3): 5}) == []
    assert office.recompute({(1, 2): 4, (2, 3): 5}) == [(1, CHANGED, ACCEPTED)]  # lighter
    assert office.recompute({(1, 2): 4}) == [(1, CHANGED, ACCEPTED)]  # one less
    assert (office.problems[1].owner, office.problems[1].reason) == ("Kesbang", "rute dipisah")


def test_accepting_holds_for_what_was_accepted_only() -> None:
    for more in ({(1, 2): 5}, {(1, 2): 4, (1, 3): 4}, {(1, 2): 4, (1, 0): 4}):
        office = Office()
        office.recompute({(1, 2): 4})
        office.decide(1, ACCEPTED, "Kesbang", "rute dipisah")

        assert office.recompute(more) == [(1, REOPENED, NEW)]
        assert (office.problems[1].owner, office.problems[1].reason) == ("Kesbang", None)


def test_clash_that_comes_back_is_reopened_and_not_new() -> None:
    office = Office()
    office.recompute({(1, 2): 5})
    office.decide(1, HANDLED, "Polresta")

    assert office.recompute({}) == [(1, CLEARED, DONE)]
    assert office.recompute({}) == []
    assert office.recompute({(1, 2): 5}) == [(1, REOPENED, NEW)]
    assert office.problems[1].owner == "Polresta"


def test_done_stays_done_while_the_new_version_is_awaited() -> None:
    office = Office()
    office.recompute({(1, 2): 5})
    office.decide(1, DONE, "Kesbang", "PKB pindah hari")

    assert office.recompute({(1, 2): 5}) == []
    assert office.recompute({}) == [(1, CLEARED, DONE)]


def test_event_that_clashes_with_another_one_now_is_the_same_problem() -> None:
    office = Office()
    office.recompute({(1, 2): 5})
    office.decide(1, HANDLED, "Kesbang")

    assert office.recompute({(1, 3): 5}) == [(1, CHANGED, HANDLED)]
    assert office.recompute({(3, 4): 5}) == [(1, CHANGED, HANDLED)]
    assert office.recompute({(1, 2): 5}) == [(1, CHANGED, HANDLED)]  # a pair it once had is known by it


def test_two_problems_become_one_which_takes_over_the_work_begun() -> None:
    office = Office()
    office.recompute({(1, 2): 5, (3, 4): 5})
    office.decide(2, HANDLED, "Polresta")

    assert office.recompute({(1, 2): 5, (2, 3): 4, (3, 4): 5}) == [(1, CHANGED, HANDLED), (2, MERGED, DONE)]
    assert (office.problems[1].owner, office.problems[2].merged_into) == ("Polresta", 1)
    assert office.problems[2].pairs == frozenset()


def test_accepted_problem_into_which_another_merges_is_asked_about_again() -> None:
    office = Office()
    office.recompute({(1, 2): 5, (3, 4): 5})
    office.decide(1, ACCEPTED, "Kesbang", "rute dipisah")

    assert office.recompute({(1, 2): 5, (2, 3): 4, (3, 4): 5}) == [(1, REOPENED, NEW), (2, MERGED, DONE)]


def test_problem_that_merged_comes_back_when_they_fall_apart() -> None:
    office = Office()
    whole = {(1, 2): 5, (2, 3): 4, (3, 4): 5}
    office.recompute({(1, 2): 5, (3, 4): 5})
    office.recompute(whole)
    office.decide(1, HANDLED, "Kesbang")

    assert office.recompute({(1, 2): 5, (3, 4): 5}) == [(1, CHANGED, HANDLED), (2, SPLIT, HANDLED)]
    assert (office.problems[2].owner, office.problems[2].merged_into) == ("Kesbang", None)
    assert office.recompute(whole) == [(1, CHANGED, HANDLED), (2, MERGED, DONE)]
    assert len(office.problems) == 2


def test_part_that_splits_off_keeps_what_was_decided() -> None:
    office = Office()
    office.recompute({(1, 2): 5, (2, 3): 4, (3, 4): 5, (4, 5): 5})
    office.decide(1, ACCEPTED, "Kesbang", "rute dipisah")

    assert office.recompute({(1, 2): 5, (3, 4): 5, (4, 5): 5}) == [(2, SPLIT, ACCEPTED), (1, CHANGED, ACCEPTED)]
    assert (office.problems[2].owner, office.problems[2].reason) == ("Kesbang", "rute dipisah")


def test_problem_whose_clash_is_gone_is_cleared_even_if_its_event_has_joined_another() -> None:
    office = Office()
    office.recompute({(1, 2): 5, (3, 4): 5})

    assert office.recompute({(1, 2): 5, (2, 3): 4}) == [(1, CHANGED, NEW), (2, CLEARED, DONE)]


def test_page_shows_the_state_a_group_would_have() -> None:
    office = Office()
    office.recompute({(1, 2): 4})
    office.decide(1, ACCEPTED, "Kesbang", "rute dipisah")
    (same,), (graver,), (other,) = groups_of({(1, 2): 4}), groups_of({(1, 2): 5}), groups_of({(8, 9): 5})

    assert (match_problem(same, office.problems).state, match_problem(graver, office.problems).state) == (ACCEPTED, NEW)
    assert match_problem(other, office.problems) is None


PAIRS = [(a, b) for a in range(1, 7) for b in [0, *range(a + 1, 7)]]
SCHEDULES = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([4, 5]), max_size=7)
DECISIONS = st.tuples(st.integers(0, 9), st.sampled_from([NEW, HANDLED, DONE, ACCEPTED]))
HISTORIES = st.lists(st.tuples(SCHEDULES, st.lists(DECISIONS, max_size=2)), min_size=1, max_size=8)


@settings(max_examples=70, deadline=None)
@given(HISTORIES)
def test_any_history_of_a_schedule(history: list) -> None:
    """Events come, move, are cancelled and return: each step is a schedule of its own."""
    office, seen = Office(), set()
    for schedule, decisions in history:
        before, groups = office.problems, groups_of(schedule)
        changes = reconcile(groups, before)
        after = office.problems = replay(changes, before)

        # Each group is one living problem that is there, and no other is.
        present = [each for each in after.values() if each.is_present]
        assert sorted(each.members for each in present) == sorted(groups)
        assert all(each.merged_into is None for each in present)
        # One and the same finding changes nothing, and its order makes no difference.
        assert reconcile(groups, after) == []
        shuffled = random.Random(1).sample(groups, len(groups))
        assert reconcile(shuffled, dict(reversed(before.items()))) == changes
        # A pair that was ever known is never a new problem, and has exactly one owner.
        opened = [pair for each in changes if each.change == OPENED for pair in levels_of(each.members)]
        assert seen & set(opened) == set()
        seen |= {pair for members in groups for pair in levels_of(members)}
        assert sorted(pair for each in after.values() for pair in each.pairs) == sorted(seen)
        # What is not there is done; what is closed and there holds nothing new and nothing graver.
        assert {each.state for each in after.values() if not each.is_present} <= {DONE}
        known = {pair: level for each in before.values() for pair, level in each.levels.items()}
        for each in present:
            if each.state in CLOSED:
                assert all(level <= known.get(pair, 0) for pair, level in each.levels.items())
        # Nobody's owner is lost, and a closed problem is left alone unless something is said of it.
        assert all(after[number].owner for number, each in before.items() if each.owner)
        touched = {each.problem_id for each in changes}
        assert all(after[number] == replace(each, pairs=after[number].pairs)
                   for number, each in before.items() if number not in touched)

        living = [number for number, each in after.items() if each.is_present]
        for choice, state in decisions if living else []:
            office.decide(living[choice % len(living)], state, f"kantor {choice}", "alasan")
            assert reconcile(groups, office.problems) == []


@settings(max_examples=25, deadline=None)
@given(SCHEDULES, SCHEDULES)
def test_going_and_coming_back_makes_no_new_problem(first: Schedule, second: Schedule) -> None:
    office = Office()
    office.recompute(first)
    office.recompute(second)
    for _round in range(3):
        office.recompute(first)
        once = len(office.problems)
        office.recompute(second)
        office.recompute(first)
    assert len(office.problems) == once
    assert {event for members in groups_of(first) for event in events_of(members)} == {
        event for each in office.problems.values() if each.is_present for event in each.events}
