"""From a schedule to a proposal: options, conflicts, choice, and the check of the answer by the engine."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Any

import numpy as np
import pandas as pd

from lib.errors import Refusal
from lib.schedule.proposals.bounds import (
    Bound,
    Capacity,
    Sums,
    limit_days,
    sum_day_counts,
    sum_hours,
    things_asked,
)
from lib.schedule.proposals.checks import check_moves, clash_pairs
from lib.schedule.proposals.conflicts import (
    Conflicts,
    Engine,
    drop_dominated,
    find_conflicts,
    find_pairs,
    near_engine,
)
from lib.schedule.proposals.legality import RuleBook, find_breaking
from lib.schedule.proposals.model import Problem, Solution, solve
from lib.schedule.proposals.moves import describe_moves
from lib.schedule.proposals.placements import Option, find_outside, list_options, place_options
from lib.schedule.proposals.results import Proposal, Side, explain_left
from lib.schedule.proposals.settings import WEIGHTS, Limits, ProposalSettings
from lib.schedule.proposals.units import Unit, gather_units
from lib.schedule.proposals.venues import City, VenueFinder
from lib.schedule.proposals.watching import CHECKING, Watch
from lib.schedule.rules.answers import Late
from lib.schedule.rules.facts import rows_of
from lib.text import N_, Message, number

_LEAST_SEARCH = 1.0  # seconds: on a machine that is busy elsewhere the preparation may take all there are
_CHECK_SHARE = 1.5  # to look at the answer takes the engine about as long as to look at the schedule


@dataclass(frozen=True)
class Choices:
    """The options of the units that may move, one row each in `options`, and the events they place.

    options: unit, option (0 is to stay), displacement, dropped (why it is none: days, hours, rule:ID, clash; None
    where it is one), kept (not dropped, not dominated, within `most_options`); the index is the option's number.
    placements: ``place_options``. pairs: options that conflict.
    """

    units: Sequence[Unit]
    lists: Sequence[Sequence[Option]]
    options: pd.DataFrame
    placements: pd.DataFrame
    pairs: np.ndarray
    bounds: Sequence[Bound]


def propose_moves(
    events: pd.DataFrame,
    city: City,
    *,
    engine: Engine | None = None,
    settings: ProposalSettings | None = None,
    limits: Limits | None = None,
    book: RuleBook | None = None,
    ledger: Mapping[str, int] | None = None,
    capacity: Capacity | None = None,
    first: date | None = None,
    last: date | None = None,
    names: Mapping[str, str] | None = None,
    watch: Watch | None = None,
) -> Proposal:
    """The best set of moves that clears the clashes at or above a level; nothing is changed.

    events: ``time_events``, each id once; may have permit_no. Those of the days around should be among them, for a
    move must not clash there either. engine: what a clash is (default: ``near_engine``; pages and commands take
    ``engine_of``). ledger: past moves by organiser. first, last: only clashes of these days are to be cleared. names:
    organisers' names for the sentences. watch: tells how far the search is, and ends it early.

    It takes settings.seconds in all: what the preparation took, and the check of the answer will take, is left out of
    the search's time.

    Best is, in this order: least weight of clashes left (WEIGHTS), fewest events moved, least sum of squares of the
    organisers' moves with the ledger's, least displacement. Only events in such a clash move, only to placements that
    clash with nothing at or above the level, joint ones together, and not those that stay (STAYS).

    Raises Refusal for more events than settings.most_units, and UnexpectedClash when the engine does not find the
    answer to be as told.
    """
    settings, limits = settings or ProposalSettings(), limits or Limits()
    engine = engine or near_engine(neighbours=city.neighbours)
    events = events.sort_values(["starts", "event_id"], ignore_index=True)
    watch = watch or Watch()
    begun = monotonic()
    all_clashes = engine(events, settings.least_level)
    reserved = _CHECK_SHARE * (monotonic() - begun)
    clashes = _of_days(all_clashes, first, last)
    units = gather_units(events, {*clashes["event_a"], *clashes["event_b"].dropna()}, limits)
    movable = [unit for unit in units if unit.stays is None]
    if not movable:
        left = _explain(clashes, events, units, None, names or {}, is_proven=True)
        return Proposal(describe_moves(events, events.iloc[:0], [], clashes), left, clashes, events)
    if settings.most_units is not None and len(movable) > settings.most_units:
        raise Refusal(Message(N_("{n} activities clash on these days, more than can be looked at together ({most}). "
                                 "Choose fewer days or a higher level."),
                              {"n": Late(number, len(movable)), "most": Late(number, settings.most_units)}))
    choices = _gather_choices(movable, events, city, engine, settings, limits, book, capacity)
    problem = _pose(choices, clashes, events, ledger or {})
    left_seconds = max(settings.seconds - (monotonic() - begun) - reserved, min(_LEAST_SEARCH, settings.seconds))
    solution = solve(problem, seconds=left_seconds, seed=settings.seed, watch=watch)
    watch.tell(CHECKING)
    placed = _placed(choices, solution)
    after = _apply(events, placed)
    remaining = clash_pairs(find_pairs(engine, after, settings.least_level))
    check_moves(before=clash_pairs(all_clashes), after=remaining, moved=set(events["event_id"].iloc[placed["source"]]))
    stays = [pair in remaining for pair in clash_pairs(clashes)]
    left = _explain(clashes[stays], events, units, choices, names or {}, is_proven=solution.stages[0].is_proven)
    displacement = choices.options["displacement"] / choices.options["unit"].map(
        {number: len(unit.rows) for number, unit in enumerate(movable)})
    moves = describe_moves(events, placed, displacement.loc[placed["number"]], clashes[~np.array(stays, dtype=bool)])
    return Proposal(moves, left, clashes, after, solution.stages, solution.seconds)


def _of_days(clashes: pd.DataFrame, first: date | None, last: date | None) -> pd.DataFrame:
    day = pd.to_datetime(clashes["day"])
    inside = (day >= pd.Timestamp(first or date.min)) if first else pd.Series(True, index=clashes.index)
    if last:
        inside &= day <= pd.Timestamp(last)
    return clashes[inside].reset_index(drop=True)


def _gather_choices(units: Sequence[Unit], events: pd.DataFrame, city: City, engine: Engine,
                    settings: ProposalSettings, limits: Limits, book: RuleBook | None,
                    capacity: Capacity | None) -> Choices:
    finder, rows = VenueFinder(city), rows_of(events)
    lists = [list_options([rows[row] for row in unit.rows], finder, settings) for unit in units]
    options = pd.DataFrame([(number, place, option.displacement) for number, each in enumerate(lists)
                            for place, option in enumerate(each)], columns=["unit", "option", "displacement"])
    placements = place_options(units, lists, events, city)
    dropped = find_outside(placements, events, limits, settings)
    if book is not None:
        breaking = find_breaking(placements[dropped.isna()], events, book)
        dropped = dropped.fillna(breaking.dropna().radd("rule:"))
    number_of = pd.Series(options.index, index=pd.MultiIndex.from_frame(options[["unit", "option"]]))
    placements["number"] = number_of.loc[pd.MultiIndex.from_frame(placements[["unit", "option"]])].to_numpy()
    why = dropped.groupby(placements["number"]).first()
    options["dropped"] = why.reindex(options.index).astype("object").where(lambda each: each.notna(), None)
    open_placements = placements[options["dropped"].isna().loc[placements["number"]].to_numpy()]
    stays, fixed = _split(events, units)
    found = find_conflicts(stays, open_placements, fixed, number_of, engine, settings.least_level)
    options.loc[found.forbidden, "dropped"] = "clash"
    return _choose_kept(Choices(units, lists, options, placements, found.pairs, ()), found, stays, fixed, settings,
                        book, capacity)


def _split(events: pd.DataFrame, units: Sequence[Unit]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The events of the units, with unit and option, and the others."""
    unit_of = {row: number for number, unit in enumerate(units) for row in unit.rows}
    unit = pd.Series(range(len(events))).map(unit_of)
    stays = events[unit.notna()].assign(unit=unit.dropna().astype("int64"), option=0)
    return stays, events[unit.isna()]


def _choose_kept(choices: Choices, found: Conflicts, stays: pd.DataFrame, fixed: pd.DataFrame,
                 settings: ProposalSettings, book: RuleBook | None, capacity: Capacity | None) -> Choices:
    """The choices with dominated options left out, and the sums that bound the others."""
    options = choices.options
    is_open = options["dropped"].isna().to_numpy()
    pairs = found.pairs[is_open[found.pairs].all(axis=1)]
    rules = list(book.most_a_day()) if book else []
    sums: list[Sums] = []
    if rules or capacity:
        open_numbers = set(options.index[is_open])
        members = {number: frame for number, frame in choices.placements.groupby("number") if number in open_numbers}
        first_of = options.index[options["option"] == 0]
        members |= {first_of[unit]: frame for unit, frame in stays.groupby("unit")}
        sums = [sum_day_counts(rule, members, frozenset(first_of), fixed) for rule in rules]
        sums += [sum_hours(capacity, members, frozenset(first_of), fixed)] if capacity else []
    numbers = np.flatnonzero(is_open)
    place = np.full(len(options), -1)
    place[numbers] = np.arange(len(numbers))
    subset = options.iloc[numbers]
    needs = [things_asked(sums, number) for number in numbers] if sums else None
    kept = drop_dominated(place[pairs], subset["unit"].to_numpy(), (subset["option"] == 0).to_numpy(),
                          subset["displacement"].to_numpy(), needs)
    rank = subset[kept].groupby("unit").cumcount()
    kept_numbers = rank.index[rank <= settings.most_options]
    options["kept"] = options.index.isin(kept_numbers)
    is_kept = options["kept"].to_numpy()
    bounds = [bound for each, limit in zip(sums, [*(limit_days(rule, each) for rule, each in zip(rules, sums,
              strict=False)), *([capacity.most] if capacity else [])], strict=True) for bound in each.bound(limit)]
    bounds = [Bound({option: need for option, need in bound.need.items() if is_kept[option]}, bound.most)
              for bound in bounds]
    return Choices(choices.units, choices.lists, options, choices.placements, pairs[is_kept[pairs].all(axis=1)], bounds)


def _pose(choices: Choices, clashes: pd.DataFrame, events: pd.DataFrame, ledger: Mapping[str, int]) -> Problem:
    """The problem that the model solves."""
    kept = choices.options[choices.options["kept"]]
    unit_of = {events["event_id"].iloc[row]: number for number, unit in enumerate(choices.units) for row in unit.rows}
    singles, pairs, stuck = Counter(), Counter(), 0
    for (one, other), level in zip(clash_pairs(clashes), clashes["level"], strict=True):
        sides = sorted({unit_of[each] for each in (one, other) if each in unit_of})
        if len(sides) == 2:
            pairs[tuple(sides)] += WEIGHTS[level]
        elif sides:
            singles[sides[0]] += WEIGHTS[level]
        else:
            stuck += WEIGHTS[level]
    ids = [" ".join(str(events["event_id"].iloc[row]) for row in unit.rows) for unit in choices.units]
    listed = [choices.lists[unit][option] for unit, option in zip(kept["unit"], kept["option"], strict=True)]
    return Problem(
        options=[list(numbers) for numbers in kept.groupby("unit").groups.values()],
        pairs=choices.pairs,
        single_weights=[singles[number] for number in range(len(choices.units))],
        pair_weights=dict(pairs),
        organisers=[[events["organiser"].iloc[row] for row in unit.rows] for unit in choices.units],
        displacement=dict(kept["displacement"].items()),
        draw_names=[f"{ids[unit]}|{option.shift}|{option.venue_id or ''}"
                    for unit, option in zip(kept["unit"], listed, strict=True)],
        stuck_weight=stuck,
        ledger=ledger,
        limits=[(bound.need, bound.most) for bound in choices.bounds])


def _placed(choices: Choices, solution: Solution) -> pd.DataFrame:
    """The placements chosen, without those that stay."""
    return choices.placements[choices.placements["number"].isin(solution.chosen)]


def _apply(events: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """The events with those in `placed` where it puts them."""
    own = placed.assign(event_id=events["event_id"].iloc[placed["source"]].to_numpy())
    stays = events.drop(index=placed["source"])
    moved = own[[name for name in events.columns if name in own]]
    return pd.concat([stays, moved], ignore_index=True).sort_values(["starts", "event_id"], ignore_index=True)


def _explain(clashes: pd.DataFrame, events: pd.DataFrame, units: Sequence[Unit], choices: Choices | None,
             names: Mapping[str, str], *, is_proven: bool) -> pd.DataFrame:
    """The clashes left with cause and why."""
    unit_of = {events["event_id"].iloc[row]: unit for unit in units for row in unit.rows}
    organisers = dict(zip(events["event_id"], events["organiser"], strict=True))
    fates = _fates(choices) if choices else {}

    def side_of(event_id: Any) -> Side:
        unit = unit_of[event_id]
        dropped, free = fates.get(unit.rows, ({}, 0))
        name = organisers[event_id]
        return Side(names.get(name, name), unit.stays, dropped, free)

    told: list[tuple[str, Message]] = [
        explain_left([side_of(each) for each in pair if each is not None], is_proven=is_proven)
        for pair in clash_pairs(clashes)]
    return clashes.assign(cause=pd.Series([cause for cause, _why in told], index=clashes.index, dtype="str"),
                          why=pd.Series([why for _cause, why in told], index=clashes.index, dtype="object"))


def _fates(choices: Choices) -> dict[tuple[int, ...], tuple[dict[str, int], int]]:
    """By unit's rows: how many options fell and why, and how many are free."""
    moving = choices.options[choices.options["option"] > 0]
    dropped = moving.groupby("unit")["dropped"]
    return {choices.units[unit].rows: (dict(each.value_counts()), int(each.isna().sum())) for unit, each in dropped}
