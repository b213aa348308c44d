"""The groups of clashes of some days with their problems, read from the store as the reader may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from lib.schedule.groups import GRAVE, describe_groups, group_clashes, levels_from
from lib.schedule.groups_log import load_events_of, load_problems
from lib.schedule.groups_matching import NEW, Problem, events_of, match_problem, members_of
from lib.schedule.loading import load_schedule
from lib.store import Reader

AROUND = timedelta(days=3)
"""So far from a problem's last known events its clashes are looked for: what is linked to them may have moved."""

SPAN = "SELECT min(starts)::DATE AS first, max(starts)::DATE AS last FROM events WHERE list_contains($events, event_id)"
FIRST_KNOWN = "SELECT problem_id, min(day) AS day FROM problem_log GROUP BY problem_id"


@dataclass(frozen=True)
class ProblemAtHand:
    """One problem with what it consists of now.

    first_known: the day it was first entered. group: its row of ``gather_groups`` (the gravest, where it is several to
    who sees a part of it), None when it is no longer in the schedule. clashes, events: its rows of ``load_schedule``.
    """

    problem: Problem
    first_known: date | None
    group: Mapping[str, Any] | None
    clashes: pd.DataFrame
    events: pd.DataFrame


def load_groups(read: Reader, first: date, last: date, least_level: int = GRAVE) -> pd.DataFrame:
    """The groups (``describe_groups``) of the clashes of the days `first` to `last`, gravest first, then by hour.

    Each with problem_id, state, owner, reason and first_known (day) of the problem it is. A group that the log does not
    know yet has no number and no such day, and its state is new. A party reads the groups of its own clashes, neither
    owner nor reason.
    """
    return gather_groups(read, load_schedule(read, first, last, levels=levels_from(least_level)).clashes, least_level)


def gather_groups(read: Reader, clashes: pd.DataFrame, least_level: int = GRAVE) -> pd.DataFrame:
    """``load_groups`` of clashes that are read already; `gravest` is the row of each group's gravest clash."""
    grouped = group_clashes(clashes, least_level)
    members, groups = members_of(grouped), describe_groups(grouped)
    problems = load_problems(read, {event for each in members for event in events_of(each)})
    known_since = {row["problem_id"]: row["day"] for row in read.rows(FIRST_KNOWN)}
    found = [match_problem(each, problems) for each in members]
    first = grouped.sort_values(["level", "starts", "clash_key"], ascending=[False, True, True])
    groups = groups.assign(
        gravest=pd.Series(first.drop_duplicates("group").sort_values("group").to_dict("records"), dtype="object"),
        problem_id=pd.array([problem.problem_id if problem else None for problem in found], dtype="Int64"),
        state=pd.Series([problem.state if problem else NEW for problem in found], dtype="str"),
        owner=pd.Series([problem.owner if problem else None for problem in found], dtype="str"),
        reason=pd.Series([problem.reason if problem else None for problem in found], dtype="str"),
        first_known=pd.Series([known_since.get(problem.problem_id) if problem else None for problem in found],
                              dtype="datetime64[us]"))
    return groups.sort_values(["level", "starts", "group"], ascending=[False, True, True], ignore_index=True)


def narrow_groups(groups: pd.DataFrame, clashes: pd.DataFrame) -> pd.DataFrame:
    """The groups that have one of these clashes, whole: what is chosen of a problem's clashes leaves it one problem."""
    chosen = set(clashes["clash_key"])
    kept = [not chosen.isdisjoint(keys) for keys in groups["clash_keys"]]
    return groups[pd.Series(kept, index=groups.index, dtype=bool)].reset_index(drop=True)


def load_problem(read: Reader, problem_id: int) -> ProblemAtHand | None:
    """The problem of this number with its clashes, gravest first, and their events; None where none is known."""
    touched = load_events_of(read, problem_id)
    problems = load_problems(read, touched)
    if problem_id not in problems:
        return None
    (span,) = read.rows(SPAN, events=sorted(touched))
    first = span["first"] or date.min + 2 * AROUND
    schedule = load_schedule(read, first - AROUND, (span["last"] or first) + AROUND, levels=levels_from())
    groups = gather_groups(read, schedule.clashes)
    groups = groups[(groups["problem_id"] == problem_id).fillna(False).to_numpy(dtype=bool)]
    clashes = schedule.clashes[schedule.clashes["clash_key"].isin(
        [key for keys in groups["clash_keys"] for key in keys])]
    involved = {event for events in groups["events"] for event in events}
    known_since = {row["problem_id"]: row["day"] for row in read.rows(FIRST_KNOWN)}
    return ProblemAtHand(
        problems[problem_id], known_since.get(problem_id), groups.iloc[0].to_dict() if len(groups) else None,
        clashes.sort_values(["level", "starts", "clash_key"], ascending=[False, True, True], ignore_index=True),
        schedule.events[schedule.events["event_id"].isin(involved)].reset_index(drop=True))
