"""The log of problems: what recomputing found and what people decided, day by day, only ever added to."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from lib.errors import Refusal
from lib.schedule.groups import group_clashes, levels_from
from lib.schedule.groups_matching import (
    ACCEPTED,
    CLOSED,
    COMPOSED,
    DECIDED,
    HANDLED,
    NEW,
    Change,
    Member,
    Members,
    Problem,
    Problems,
    members_of,
    reconcile,
    replay,
)
from lib.schedule.loading import load_schedule
from lib.store import SYSTEM, Reader, Store, Viewer, Writing
from lib.text import N_, Message, day_short

ENTRIES = """
    SELECT entry_id, problem_id, change, state, owner, reason, other_id FROM problem_log
    WHERE $problems IS NULL OR list_contains($problems, problem_id)
    ORDER BY entry_id
"""
MEMBERS = """
    SELECT entry_id, clash_key, event_a, event_b, kind, level FROM problem_clashes
    WHERE $problems IS NULL
        OR entry_id IN (SELECT entry_id FROM problem_log WHERE list_contains($problems, problem_id))
    ORDER BY entry_id, clash_key
"""
# With the heirs of what was merged, and theirs: they own pairs which they never consisted of.
RELATED = """
    WITH RECURSIVE related AS (
        SELECT problem_id FROM problem_log
        WHERE entry_id IN (
            SELECT entry_id FROM problem_clashes
            WHERE event_a IN (SELECT unnest($events)) OR event_b IN (SELECT unnest($events)))
        UNION
        SELECT l.other_id FROM problem_log AS l JOIN related USING (problem_id) WHERE l.change = 'merged'
    )
    SELECT problem_id FROM related ORDER BY problem_id
"""
SPAN = "SELECT min(starts)::DATE AS first, max(starts)::DATE AS last FROM events"
LAST_DAY = "SELECT max(day) FROM problem_log"
HISTORY = """
    SELECT entry_id, day, change, state, owner, reason, other_id, recorded_at, recorded_by FROM problem_log
    WHERE problem_id = $problem_id ORDER BY entry_id
"""
EVENTS_OF = """
    SELECT DISTINCT unnest([event_a, event_b]) AS event_id
    FROM problem_clashes JOIN problem_log USING (entry_id) WHERE problem_id = $problem_id
"""
STATES = (NEW, HANDLED, *sorted(CLOSED, reverse=True))


def load_problems(read: Reader | Writing, events: Collection[int] | None = None) -> Problems:
    """The problems by their number, as the log leaves them on the reader's day.

    events: ids; only what ever touched one of them is read, which is all that ``match_problem`` needs for a group of
    these. A party sees the problems with an event of its own, of their clashes its own ones, and neither owner nor
    reason.
    """
    wanted = None
    if events is not None:
        wanted = [row["problem_id"] for row in read.rows(RELATED, events=sorted(events))] if events else []
    members: dict[int, list[Member]] = {}
    for row in read.rows(MEMBERS, problems=wanted):
        members.setdefault(row.pop("entry_id"), []).append(Member(**row))
    return replay(Change(**{name: value for name, value in row.items() if name != "entry_id"},
                         members=tuple(members.get(row["entry_id"], ())))
                  for row in read.rows(ENTRIES, problems=wanted))


def load_events_of(read: Reader, problem_id: int) -> set[int]:
    """The events that a problem ever consisted of."""
    return {row["event_id"] for row in read.rows(EVENTS_OF, problem_id=problem_id) if row["event_id"] is not None}


def load_history(read: Reader, problem_id: int) -> list[dict]:
    """The entries of one problem in order: day, change, state, owner, reason, other_id, recorded_at (UTC), by whom."""
    return read.rows(HISTORY, problem_id=problem_id)


def record_problems(store: Store, day: date) -> list[Change]:
    """Bring the log up to what the schedule is as of a day; returns what was entered, nothing when nothing changed.

    To be called after every stored or undone import: what comes and goes between two calls is never known of. Raises
    Refusal for a day before the log's last one: what was entered since would be known too early.
    """
    version, groups = store.version, _find_groups(store, day)
    with store.reader(SYSTEM) as read:
        if not reconcile(groups, load_problems(read)):
            return []
    with store.writing(SYSTEM, "record problems") as tx:
        # Worked out already, unless somebody wrote meanwhile.
        return _record(store, tx, day, groups if store.version == version else None)


def record_up_to(store: Store, day: date) -> date:
    """``record_problems`` as of a day, or of the log's last one where that is later; returns which.

    A clock that was set back, or an office that works as of an earlier day again, ends no recording.
    """
    with store.reader(SYSTEM) as read:
        last = read.value(LAST_DAY)
    day = max(day, last or day)
    record_problems(store, day)
    return day


def decide_problem(store: Store, viewer: Viewer, *, clash_key: str, state: str, day: date, owner: str | None = None,
                   reason: str | None = None, seen: tuple[str, str | None] | None = None) -> int:
    """Enter what people decided about the problem that this clash is part of; returns the problem's number.

    owner: None keeps who it is. seen: state and owner as the person saw them; when they are others by now, nothing is
    entered; nor is what is so already. The log is first brought up to the day, so that a clash just found has its
    problem.

    Raises Refusal for a clash that is not in the schedule, a day before the log's last one, a problem that somebody
    else changed meanwhile, one handled by nobody, and one accepted without a reason.
    """
    owner, reason = (text.strip() or None if text else None for text in (owner, reason))
    if state not in STATES:
        raise ValueError(f"{state} is no state of a problem")
    if state == ACCEPTED and not reason:
        raise Refusal(Message(N_("Say why the clash is accepted.")))
    with store.writing(viewer, "decide problem") as tx:
        _record(store, tx, day)
        problem = _find_problem(load_problems(tx), clash_key)
        if seen is not None and seen != (problem.state, problem.owner):
            raise Refusal(Message(N_("Somebody has changed this problem meanwhile. Look at it again, then decide.")))
        if state == HANDLED and not (owner or problem.owner):
            raise Refusal(Message(N_("Say who handles it.")))
        decided = Change(problem.problem_id, DECIDED, state, owner or problem.owner, reason)
        if (decided.state, decided.owner, decided.reason) != (problem.state, problem.owner, problem.reason):
            _write(tx, [decided], day, tx.by)
    return problem.problem_id


def _find_groups(store: Store, day: date) -> list[Members]:
    with store.reader(SYSTEM, as_of=day) as read:
        (span,) = read.rows(SPAN)
        if span["first"] is None:
            return []
        schedule = load_schedule(read, span["first"], span["last"], levels=levels_from())
    return members_of(group_clashes(schedule.clashes))


def _record(store: Store, tx: Writing, day: date, groups: list[Members] | None = None) -> list[Change]:
    last = tx.value(LAST_DAY)
    if last is not None and day < last:
        raise Refusal(Message(N_("The problems are known as of {last}; an earlier day cannot be entered any more."),
                              {"last": day_short(last)}))
    changes = reconcile(_find_groups(store, day) if groups is None else groups, load_problems(tx))
    _write(tx, changes, day, SYSTEM.name)
    return changes


def _find_problem(problems: Problems, clash_key: str) -> Problem:
    for problem in problems.values():
        if problem.is_present and any(member.clash_key == clash_key for member in problem.members):
            return problem
    raise Refusal(Message(N_("This clash is no longer in the schedule.")))


def _write(tx: Writing, changes: Sequence[Change], day: date, by: str) -> None:
    ids = tx.next_ids("problem_entry_ids", len(changes)) if changes else []
    tx.insert("problem_log", [{
        "entry_id": entry_id, "problem_id": change.problem_id, "day": day, "change": change.change,
        "state": change.state, "owner": change.owner, "reason": change.reason, "other_id": change.other_id,
        "recorded_at": tx.at, "recorded_by": by} for entry_id, change in zip(ids, changes, strict=True)])
    tx.insert("problem_clashes", list(_member_rows(zip(ids, changes, strict=True))))


def _member_rows(entries: Iterable[tuple[int, Change]]) -> Iterable[dict]:
    for entry_id, change in entries:
        if change.change in COMPOSED:
            yield from ({"entry_id": entry_id, **member._asdict()} for member in change.members)
