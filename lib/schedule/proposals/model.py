"""The choice of placements as a problem for OR-Tools' CP-SAT, solved in stages, each with the ones before it held."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any

import numpy as np

from lib.schedule.proposals.watching import Watch

STAGES = ("uncleared", "moved", "fairness", "displacement", "draw")
"""What is made least, in this order: the weight of clashes left, the events moved, the squares of the moves by
organiser (past ones included), the minutes of displacement, and a number drawn for each option, so that one answer
alone is the best and no name or order of rows decides between equals."""

_MOST_OF_REST = 0.7  # of the time left, what a stage before the last may take
_LEAST_SECONDS = 0.05  # with less the solver does not get through its preparations
_ROUNDING = 1e-6
_WORK_PER_SECOND = 0.5  # CP-SAT's count of work; what an office machine does, so that it stops at the same answer


@dataclass(frozen=True)
class Problem:
    """Units and options by number. Option lists begin with to stay.

    options: numbers of each unit's options. pairs: options that cannot stand together. single_weights: weight of the
    clashes a unit is in with what stays, if it stays. pair_weights: weight of the clashes of two units, if both stay.
    stuck_weight: weight of the clashes of which neither side may move.
    organisers: whose each event of a unit is. displacement: of each option by its number. ledger: past moves by
    organiser.
    limits: at most so much of the options' need in all: (need by option, most).
    draw_names: of each option, what its draw is made of.
    """

    options: Sequence[Sequence[int]]
    pairs: np.ndarray
    single_weights: Sequence[int]
    pair_weights: Mapping[tuple[int, int], int]
    organisers: Sequence[Sequence[str]]
    displacement: Mapping[int, int]
    draw_names: Sequence[str]
    stuck_weight: int = 0
    ledger: Mapping[str, int] = field(default_factory=dict)
    limits: Sequence[tuple[Mapping[int, int], int]] = ()


@dataclass(frozen=True)
class Stage:
    """What the answer costs in a stage, and the bound: nothing below it is possible with the stages before held.

    bound is None where the time ran out before one was proven.
    """

    name: str
    value: int
    bound: int | None

    @property
    def is_proven(self) -> bool:
        """Whether nothing better is possible."""
        return self.value == self.bound


@dataclass(frozen=True)
class Solution:
    """The number of the option chosen for each unit, the stages, and the seconds the solver took."""

    chosen: tuple[int, ...]
    stages: tuple[Stage, ...]
    seconds: float


def solve(problem: Problem, *, seconds: float, seed: int = 1, watch: Watch | None = None) -> Solution:
    """The best choice found in `seconds`. With every stage proven it is the same on every machine.

    `watch` is told of values and bounds as they come, and may end the search before.
    """
    from ortools.sat.python import cp_model  # here: pages that propose nothing must not wait for it

    watch = watch or Watch()
    model = cp_model.CpModel()
    x = {option: model.new_bool_var(f"x{option}") for options in problem.options for option in options}
    stay = [x[options[0]] for options in problem.options]
    for options in problem.options:
        model.add_exactly_one([x[option] for option in options])
    for star in _stars(problem):
        model.add_at_most_one([x[option] for option in star])
    for needs, most in problem.limits:
        model.add(sum(need * x[option] for option, need in needs.items()) <= most)
    objectives = {
        "uncleared": _uncleared(model, problem, stay),
        "moved": sum(len(names) * stay[unit].negated() for unit, names in enumerate(problem.organisers)),
        "fairness": _unfairness(model, problem, stay),
        "displacement": sum(problem.displacement[option] * each for option, each in x.items()),
        "draw": sum(draw(name, seed) * x[option] for option, name in zip(
            (option for options in problem.options for option in options), problem.draw_names, strict=True)),
    }
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = 1  # one alone repeats itself, and several prove nothing sooner here
    solver.parameters.linearization_level = 2  # without it the displacement takes fifty times as long to prove
    chosen = [options[0] for options in problem.options]
    bounds: dict[str, int] = {}
    rest = seconds
    for name in STAGES:
        share = rest if name == STAGES[-1] else _MOST_OF_REST * rest
        if share < _LEAST_SECONDS or watch.is_stopped:
            break
        solver.parameters.max_time_in_seconds = share
        solver.parameters.max_deterministic_time = share * _WORK_PER_SECOND
        _hint(model, x, chosen)
        model.minimize(objectives[name])
        watch.tell(name)
        solver.best_bound_callback = partial(_tell_bound, watch)
        watch.follow(solver)
        status = solver.solve(model, _value_teller(cp_model, watch))
        rest -= solver.wall_time
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break  # what comes later must not be bought with this stage
        chosen = [next(option for option in options if solver.boolean_value(x[option])) for options in problem.options]
        value = round(solver.objective_value)
        bounds[name] = min(value, int(np.ceil(solver.best_objective_bound - _ROUNDING)))
        model.add(objectives[name] <= value)
    costs = measure(problem, chosen, seed)
    return Solution(tuple(chosen), tuple(Stage(name, costs[name], bounds.get(name)) for name in STAGES), seconds - rest)


def measure(problem: Problem, chosen: Sequence[int], seed: int = 1) -> dict[str, int]:
    """What a choice costs in each stage; a choice is the number of an option of each unit."""
    stays = [options[0] == option for options, option in zip(problem.options, chosen, strict=True)]
    moves = Counter(name for names, still in zip(problem.organisers, stays, strict=True) if not still for name in names)
    names = dict(zip((option for options in problem.options for option in options), problem.draw_names, strict=True))
    return {
        "uncleared": problem.stuck_weight
        + sum(weight for weight, still in zip(problem.single_weights, stays, strict=True) if still)
        + sum(weight for (one, other), weight in problem.pair_weights.items() if stays[one] and stays[other]),
        "moved": moves.total(),
        "fairness": sum(count * (count + 2 * problem.ledger.get(name, 0)) for name, count in moves.items()),
        "displacement": sum(problem.displacement[option] for option in chosen),
        "draw": sum(draw(names[option], seed) for option in chosen),
    }


def draw(name: str, seed: int) -> int:
    """A number below 2^20 that only `name` and the seed decide."""
    return int.from_bytes(sha256(f"{seed} {name}".encode()).digest()[:4], "big") >> 12


def _tell_bound(watch: Watch, bound: float) -> None:
    watch.bound = int(np.ceil(bound - _ROUNDING))


def _value_teller(cp_model: Any, watch: Watch) -> Any:
    """What the solver calls at each better answer."""
    class Teller(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            watch.value = round(self.objective_value)
    return Teller()


def _hint(model: Any, x: Mapping[int, Any], chosen: Sequence[int]) -> None:
    model.clear_hints()
    standing = set(chosen)
    for option, each in x.items():
        model.add_hint(each, option in standing)


def _uncleared(model: Any, problem: Problem, stay: Sequence[Any]) -> Any:
    total = problem.stuck_weight + sum(weight * stay[unit] for unit, weight in enumerate(problem.single_weights))
    for (one, other), weight in sorted(problem.pair_weights.items()):
        both = model.new_bool_var(f"z{one}-{other}")
        model.add_bool_or([stay[one].negated(), stay[other].negated(), both])
        total += weight * both
    return total


def _unfairness(model: Any, problem: Problem, stay: Sequence[Any]) -> Any:
    """Sum of squares of the organisers' moves less that of the past ones: the k-th new move costs 2 (past + k) - 1."""
    total = 0
    names = [name for names in problem.organisers for name in names]
    for name in dict.fromkeys(names):
        moves = sum(names.count(name) * stay[unit].negated() for unit, names in enumerate(problem.organisers)
                    if name in names)
        at_least = [model.new_bool_var("") for _move in range(names.count(name))]
        model.add(sum(at_least) == moves)
        past = problem.ledger.get(name, 0)
        total += sum((2 * (past + k) - 1) * each for k, each in enumerate(at_least, start=1))
    return total


def _stars(problem: Problem) -> list[list[int]]:
    """The pairs as groups of which at most one can be: an option with all it conflicts with of one other unit."""
    unit_of = {option: unit for unit, options in enumerate(problem.options) for option in options}
    stars: dict[tuple[int, int], list[int]] = {}
    for one, other in problem.pairs.tolist():
        stars.setdefault((one, unit_of[other]), [one]).append(other)
    return list(stars.values())
