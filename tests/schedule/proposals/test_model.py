"""The solver against every choice there is, on problems small enough to try them all."""

from collections import Counter
from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.schedule.proposals.conflicts import drop_dominated
from lib.schedule.proposals.model import STAGES, Problem, draw, solve

ORGANISERS = ("A", "B", "C")


@st.composite
def problems(make) -> Problem:
    """Up to five units of up to four options; each option conflicts with some of the other units'."""
    sizes = make(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    starts = np.cumsum([0, *sizes])
    options = [list(range(first, last)) for first, last in pairwise(starts)]
    unit = [number for number, size in enumerate(sizes) for _option in range(size)]
    stays = {numbers[0] for numbers in options}
    possible = [(a, b) for a in range(len(unit)) for b in range(a + 1, len(unit))
                if unit[a] != unit[b] and not {a, b} <= stays]
    pairs = make(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    clashing = [(a, b) for a in range(len(sizes)) for b in range(a + 1, len(sizes))]
    return Problem(
        options=options, pairs=np.array(pairs, dtype=int).reshape(-1, 2),
        single_weights=make(st.lists(st.sampled_from((0, 0, 10, 30)), min_size=len(sizes), max_size=len(sizes))),
        pair_weights=make(st.dictionaries(st.sampled_from(clashing), st.sampled_from((10, 30)))) if clashing else {},
        organisers=[make(st.lists(st.sampled_from(ORGANISERS), min_size=1, max_size=2)) for _unit in sizes],
        displacement={option: 0 if option in stays else make(st.integers(1, 5)) for option in range(len(unit))},
        draw_names=[str(option) for option in range(len(unit))], stuck_weight=make(st.sampled_from((0, 10))),
        ledger=make(st.dictionaries(st.sampled_from(ORGANISERS), st.integers(0, 3))),
        limits=make(st.lists(st.tuples(st.dictionaries(st.integers(0, len(unit) - 1), st.integers(1, 2)),
                                       st.integers(8, 12)), max_size=1)))


def costs(problem: Problem, chosen: tuple[int, ...]) -> tuple[int, ...] | None:
    """What a choice costs stage by stage, without what the past alone costs; None for one that cannot be."""
    standing = set(chosen)
    if any({a, b} <= standing for a, b in problem.pairs.tolist()):
        return None
    if any(sum(need for option, need in needs.items() if option in standing) > most for needs, most in problem.limits):
        return None
    stays = [options[0] == option for options, option in zip(problem.options, chosen, strict=True)]
    left = problem.stuck_weight + sum(weight for unit, weight in enumerate(problem.single_weights) if stays[unit])
    left += sum(weight for (a, b), weight in problem.pair_weights.items() if stays[a] and stays[b])
    movers = [name for unit, names in enumerate(problem.organisers) if not stays[unit] for name in names]
    squares = sum((problem.ledger.get(name, 0) + count) ** 2 - problem.ledger.get(name, 0) ** 2
                  for name, count in Counter(movers).items())
    drawn = sum(draw(problem.draw_names[option], 1) for option in chosen)
    return left, len(movers), squares, sum(problem.displacement[option] for option in chosen), drawn


def best(problem: Problem) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The least costs and the choice that has them."""
    tried = ((costs(problem, chosen), chosen) for chosen in product(*problem.options))
    return min((cost, chosen) for cost, chosen in tried if cost is not None)


@given(problems())
@settings(max_examples=50, deadline=None)
def test_solver_finds_the_best_of_all_choices(problem: Problem) -> None:
    cost, chosen = best(problem)
    solution = solve(problem, seconds=20)
    assert [stage.name for stage in solution.stages] == list(STAGES)
    assert tuple(stage.value for stage in solution.stages) == cost
    assert all(stage.is_proven for stage in solution.stages)
    assert solution.chosen == chosen


@given(problems())
@settings(max_examples=100, deadline=None)
def test_dominated_options_are_never_missed(problem: Problem) -> None:
    unit = np.array([number for number, options in enumerate(problem.options) for _option in options])
    stays = np.isin(np.arange(len(unit)), [options[0] for options in problem.options])
    displacement = np.array([problem.displacement[option] for option in range(len(unit))])
    needs = [frozenset((number, need.get(option)) for number, (need, _most) in enumerate(problem.limits)
                       if option in need) for option in range(len(unit))]
    kept = drop_dominated(problem.pairs, unit, stays, displacement, needs)
    fewer = Problem(**{**problem.__dict__, "options": [[option for option in options if kept[option]]
                                                       for options in problem.options]})
    assert best(fewer)[0][:-1] == best(problem)[0][:-1]


def test_no_time_leaves_everything_where_it_is() -> None:
    problem = Problem([[0, 1]], np.empty((0, 2), dtype=int), [10], {}, [["A"]], {0: 0, 1: 5}, ["0", "1"])
    solution = solve(problem, seconds=0.01)
    assert solution.chosen == (0,)
    assert [(stage.name, stage.value, stage.bound) for stage in solution.stages[:4]] == [
        ("uncleared", 10, None), ("moved", 0, None), ("fairness", 0, None), ("displacement", 0, None)]
    assert not any(stage.is_proven for stage in solution.stages)


def test_the_seed_decides_between_equals() -> None:
    problem = Problem([[0, 1, 2, 3, 4]], np.empty((0, 2), dtype=int), [10], {}, [["A"]],
                      {0: 0, 1: 5, 2: 5, 3: 5, 4: 5}, list("abcde"))
    chosen = {solve(problem, seconds=5, seed=seed).chosen for seed in range(1, 9)}
    assert len(chosen) > 1
    assert (0,) not in chosen
