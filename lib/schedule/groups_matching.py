"""Which problem a group of clashes is: states and owners outlive recomputing and new versions of the events.

A problem is what people speak of; a group is what one computation finds. The rules, in order:

1. Of groups and problems those that share most pairs of events go together, then those that share most events, then
   problems that were there at the last computation, then the oldest; each goes with at most one other. A problem has
   the events of its latest composition, and every pair it ever had that no other problem took over.
2. A group whose pairs belong to a problem that went with another group is split off: it keeps state, owner and reason.
   Where one of its pairs once was a merged problem's, that problem comes back; else it is a new one.
3. A group of which no problem knows a pair or an event is a new problem.
4. A problem that went with no group, but shares a pair with one, is merged into that group's problem, which takes over
   its pairs, its work (where its own is not begun) and its owner (where it has none).
5. A problem that went with no group and shares no pair is cleared: its clashes are no longer in the schedule.
6. A problem that is done or accepted is reopened when its clashes come back, when a pair joins that was not there, or
   when one becomes graver. It keeps its owner. Less than that, or lighter, opens nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pandas as pd

from lib.schedule.groups import whole_id

NEW, HANDLED, DONE, ACCEPTED = "baru", "ditangani", "selesai", "diterima"
CLOSED = frozenset({DONE, ACCEPTED})

OPENED, CHANGED, REOPENED, CLEARED, MERGED, SPLIT, DECIDED = (
    "opened", "changed", "reopened", "cleared", "merged", "split", "decided")
COMPOSED = frozenset({OPENED, CHANGED, REOPENED, SPLIT})
"""The changes that tell of what clashes a problem consists from then on."""


class Member(NamedTuple):
    """One clash of a problem; event_b None where an event collides with a place or a day."""

    clash_key: str
    event_a: Any
    event_b: Any
    kind: str
    level: int

    @property
    def pair(self) -> str:
        """What stays the same when the clash becomes graver or lighter: the two events; else event and place."""
        return self.clash_key if self.event_b is None else f"{self.event_a}-{self.event_b}"

    @property
    def events(self) -> frozenset[Any]:
        """Its one or two events."""
        return frozenset({self.event_a} if self.event_b is None else {self.event_a, self.event_b})


Members = tuple[Member, ...]


@dataclass(frozen=True)
class Change:
    """One entry of the log: what became of a problem, and its state from then on.

    members: its clashes from then on, for the changes in COMPOSED. other_id: what it was merged into or split off.
    """

    problem_id: int
    change: str
    state: str
    owner: str | None = None
    reason: str | None = None
    other_id: int | None = None
    members: Members = ()


@dataclass(frozen=True)
class Problem:
    """A problem as the log leaves it; `pairs` are those it owns, `past` those it ever had, `merged_into` its heir."""

    problem_id: int
    state: str
    owner: str | None = None
    reason: str | None = None
    members: Members = ()
    is_present: bool = True
    pairs: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    merged_into: int | None = None

    @property
    def events(self) -> frozenset[Any]:
        """The events of its latest composition."""
        return events_of(self.members)

    @property
    def levels(self) -> Mapping[str, int]:
        """The level of each pair that was there at the last computation."""
        return levels_of(self.members) if self.is_present else {}


Problems = dict[int, Problem]


@dataclass(order=True)
class _Link:
    """How much a group and a problem share; the better link is the lesser one."""

    rank: tuple
    group: int = field(compare=False)
    problem: Problem = field(compare=False)
    shares_pair: bool = field(compare=False)


def members_of(grouped: pd.DataFrame) -> list[Members]:
    """The clashes of each group of ``group_clashes``, sorted by their key."""
    groups: dict[int, list[Member]] = {}
    # Column by column: rows as dicts of all that a clash has take longer than to find the clashes.
    columns = [grouped[name].tolist() for name in ("group", "clash_key", "event_a", "event_b", "kind", "level")]
    for number, key, first, second, kind, level in zip(*columns, strict=True):
        other = None if pd.isna(second) else whole_id(second)
        groups.setdefault(number, []).append(Member(key, whole_id(first), other, kind, int(level)))
    return [tuple(sorted(groups[number], key=lambda member: member.clash_key)) for number in sorted(groups)]


def levels_of(members: Members) -> dict[str, int]:
    """The gravest level of each pair."""
    levels: dict[str, int] = {}
    for member in members:
        levels[member.pair] = max(levels.get(member.pair, 0), member.level)
    return levels


def events_of(members: Members) -> frozenset[Any]:
    """All events of some clashes."""
    return frozenset().union(*(member.events for member in members))


def replay(changes: Iterable[Change], problems: Mapping[int, Problem] | None = None) -> Problems:
    """The problems after these changes, in order, upon those there were."""
    kept = dict(problems or {})
    for change in changes:
        _apply(kept, change)
    return kept


def reconcile(groups: Sequence[Members], problems: Mapping[int, Problem]) -> list[Change]:
    """What a new computation changes about the problems, by the rules above; nothing when it finds what was there.

    groups: as ``members_of`` gives them. The order of the groups makes no difference. New problems are numbered on
    from the highest there is.
    """
    groups = sorted(groups, key=lambda members: [member.clash_key for member in members])
    living = [problem for problem in problems.values() if problem.merged_into is None]
    links = sorted(_links(groups, living))
    heirs = _pair_up(links)
    taken = {problem.problem_id for problem in heirs.values()}
    merging = _merging(links, taken)
    next_id = max(problems, default=0) + 1
    changes, revived = [], set(taken)
    for number, members in enumerate(groups):
        if number in heirs:
            changes += _continue(heirs[number], members, merging.get(number, []))
            continue
        origin = next((link.problem for link in links if link.group == number and link.shares_pair), None)
        former = _former(members, problems, revived) if origin else None
        revived |= {former} if former is not None else set()
        changes.append(_begin(former or next_id, members, origin))
        next_id += former is None
    into = {problem.problem_id: heirs[number].problem_id for number, many in merging.items() for problem in many}
    for problem in sorted(living, key=lambda each: each.problem_id):
        if problem.problem_id in into:
            changes.append(Change(problem.problem_id, MERGED, DONE, problem.owner, problem.reason,
                                  into[problem.problem_id]))
        elif problem.problem_id not in taken and problem.is_present:
            changes.append(Change(problem.problem_id, CLEARED, DONE, problem.owner))
    return changes


def match_problem(members: Members, problems: Mapping[int, Problem]) -> Problem | None:
    """The problem a group belongs to before anything is recorded, with the state it would have; None for a new one.

    For pages: it also serves who sees only a part of the clashes.
    """
    living = [problem for problem in problems.values() if problem.merged_into is None]
    link = min(_links([members], living), default=None)
    if link is None:
        return None
    (change, *_more) = _continue(link.problem, members, []) or [None]
    return link.problem if change is None else replace(link.problem, state=change.state, reason=change.reason)


def _apply(problems: Problems, change: Change) -> None:
    before = problems.get(change.problem_id) or Problem(change.problem_id, change.state)
    after = replace(before, state=change.state, owner=change.owner, reason=change.reason)
    if change.change in COMPOSED:
        pairs = frozenset(levels_of(change.members))
        for other in [each for each in problems.values() if each.pairs & pairs]:
            problems[other.problem_id] = replace(other, pairs=other.pairs - pairs)
        owned = problems[change.problem_id].pairs if change.problem_id in problems else frozenset()
        after = replace(after, members=change.members, is_present=True, merged_into=None,
                        pairs=owned | pairs, past=before.past | pairs)
    elif change.change == CLEARED:
        after = replace(after, is_present=False)
    elif change.change == MERGED:
        if heir := problems.get(change.other_id):  # of another's problem a reader may know nothing
            problems[change.other_id] = replace(heir, pairs=heir.pairs | before.pairs)
        after = replace(after, is_present=False, merged_into=change.other_id, pairs=frozenset())
    problems[change.problem_id] = after


def _links(groups: Sequence[Members], living: Sequence[Problem]) -> list[_Link]:
    by_pair = {pair: problem for problem in living for pair in problem.pairs}
    by_event: dict[Any, list[Problem]] = {}
    for problem in living:
        for event in problem.events:
            by_event.setdefault(event, []).append(problem)
    links = []
    for number, members in enumerate(groups):
        pairs, events = frozenset(levels_of(members)), events_of(members)
        near = {by_pair[pair].problem_id: by_pair[pair] for pair in pairs if pair in by_pair}
        near |= {problem.problem_id: problem for event in events for problem in by_event.get(event, [])}
        for problem in near.values():
            shared = len(pairs & problem.pairs)
            rank = (-shared, -len(events & problem.events), not problem.is_present, problem.problem_id, number)
            links.append(_Link(rank, number, problem, shared > 0))
    return links


def _pair_up(links: Sequence[_Link]) -> dict[int, Problem]:
    heirs: dict[int, Problem] = {}
    taken: set[int] = set()
    for link in links:
        if link.group not in heirs and link.problem.problem_id not in taken:
            heirs[link.group] = link.problem
            taken.add(link.problem.problem_id)
    return heirs


def _merging(links: Sequence[_Link], taken: set[int]) -> dict[int, list[Problem]]:
    """Group -> the problems merged into its own, each into that of the group it shares most with."""
    merging: dict[int, list[Problem]] = {}
    seen: set[int] = set()
    for link in links:
        number = link.problem.problem_id
        if link.shares_pair and number not in taken | seen:
            seen.add(number)
            merging.setdefault(link.group, []).append(link.problem)
    return merging


def _continue(problem: Problem, members: Members, merged: Sequence[Problem]) -> list[Change]:
    if problem.is_present and problem.members == members:
        return []
    state, owner, reason = problem.state, problem.owner, problem.reason
    reopened = state in CLOSED and _has_more(members, problem)
    if reopened:
        state, reason = NEW, None
    if state == NEW and (working := [each for each in merged if each.state == HANDLED]):
        state, owner = HANDLED, owner or working[0].owner
    owner = owner or next((each.owner for each in merged if each.owner), None)
    return [Change(problem.problem_id, REOPENED if reopened else CHANGED, state, owner, reason, members=members)]


def _begin(problem_id: int, members: Members, origin: Problem | None) -> Change:
    if origin is None:
        return Change(problem_id, OPENED, NEW, members=members)
    kept = not (origin.state in CLOSED and _has_more(members, origin))
    return Change(problem_id, SPLIT, origin.state if kept else NEW, origin.owner, origin.reason if kept else None,
                  origin.problem_id, members)


def _has_more(members: Members, problem: Problem) -> bool:
    """Whether a pair is there that was not at the last computation, or was less grave."""
    known = problem.levels
    return any(level > known.get(pair, 0) for pair, level in levels_of(members).items())


def _former(members: Members, problems: Mapping[int, Problem], used: set[int]) -> int | None:
    """The merged problem that once had most of these pairs, the oldest of these; one comes back once only."""
    pairs = frozenset(levels_of(members))
    former = [(-len(pairs & each.past), each.problem_id) for each in problems.values()
              if each.merged_into is not None and each.problem_id not in used and pairs & each.past]
    return min(former)[1] if former else None
