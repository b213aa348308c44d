"""Placements against the election's rules: days and hours are never broken, nothing else becomes worse."""

from datetime import date, time

import pandas as pd

from lib.schedule.proposals.bounds import limit_days, sum_day_counts
from lib.schedule.proposals.legality import RuleBook, find_breaking
from lib.schedule.proposals.placements import list_options, place_options
from lib.schedule.proposals.proposing import propose_moves
from lib.schedule.proposals.settings import Limits
from lib.schedule.proposals.units import Unit
from lib.schedule.proposals.venues import VenueFinder
from lib.schedule.rules.facts import Facts, rows_of
from lib.schedule.rules.rule import Rule
from tests.schedule.proposals.small_city import CITY, FEW, timed, told

FACTS = Facts(venues={row["venue_id"]: {**row, "coord_uncertainty_m": 0}
                      for row in CITY.venues.astype("object").where(CITY.venues.notna(), None).to_dict("records")})


def rule(rule_id: str, category: str, param: str, value: object, methods: frozenset | None = None, **days) -> Rule:
    return Rule(rule_id, category, param, methods, value, "", days.get("first"), days.get("last"), 4, "Art. 1", "x",
                "verified")


HOURS = rule("HOURS", "hours", "hours", (time(9), time(18)))
ROOM = rule("ROOM", "participant_cap", "room_capacity", "")
CLOSED = rule("CLOSED", "place_type", "place_types", frozenset({"tertutup"}))
WINDOW = rule("WINDOW", "method_window", "window", "", frozenset({"rapat_umum"}), first=date(2024, 1, 27),
              last=date(2024, 1, 27))
ONE_A_DAY = rule("ONE", "clash", "max_per_day_city", 1, frozenset({"rapat_umum"}))


def broken(event: dict, *rules: Rule) -> pd.DataFrame:
    """The placements of one event with the rule that each would break."""
    events = timed(event)
    placed = place_options([Unit((0,))], [list_options(rows_of(events), VenueFinder(CITY), FEW)], events, CITY)
    return placed.assign(broken=find_breaking(placed, events, RuleBook(rules, FACTS)).fillna(""))


def test_hours_hold_even_for_an_event_outside_them() -> None:
    placed = broken(told(1, "A", "07:00-08:30"), HOURS)
    by_hour = placed.groupby(placed["starts"].dt.hour)["broken"].unique().map(list).to_dict()
    assert by_hour == {7: ["HOURS"], 8: ["HOURS"], 12: [""], 16: [""]}


def test_days_of_the_method_hold() -> None:
    placed = broken(told(1, "A", "09:00-12:00"), WINDOW)
    assert set(placed.loc[placed["broken"] == "", "starts"].dt.date) == {date(2024, 1, 27)}


def test_a_place_may_be_no_worse_but_need_be_no_better() -> None:
    rally = broken(told(1, "A", "09:00-12:00"), CLOSED)
    assert set(rally["broken"]) == {""}
    meeting = broken(told(1, "A", "09:00-12:00", "HALL", activity="tatap_muka"), CLOSED)
    assert set(meeting["broken"]) == {""}


def test_a_room_of_unknown_size_is_worse_than_one_that_is_large_enough() -> None:
    placed = broken(told(1, "A", "09:00-12:00", "HALL", activity="tatap_muka", attendance=100), ROOM)
    assert set(placed.loc[placed["venue_id"] == "ROOM", "broken"]) == {"ROOM"}
    assert set(placed.loc[placed["venue_id"] == "HALL", "broken"]) == {""}


def test_moves_bring_no_day_over_its_number() -> None:
    """Two clash, and the day before is the only one open; a rally of the own party there is no clash, but too many."""
    events = timed(told(1, "A", "09:00-12:00"), told(2, "B", "09:00-12:00", activity="tatap_muka", permit_no="1"),
                   told(3, "A", "09:00-12:00", "STADIUM", day="2024-01-26"))
    limits = Limits(last=date(2024, 1, 27), protected_days=frozenset({date(2024, 1, 27)}))
    free = propose_moves(events, CITY, settings=FEW, limits=limits)
    bound = propose_moves(events, CITY, settings=FEW, limits=limits, book=RuleBook((ONE_A_DAY,), FACTS))
    assert free.moves["new_starts"].dt.day.tolist() == [26]
    assert (len(bound.moves), bound.left["cause"].tolist()) == (0, ["contested"])
    counts = sum_day_counts(ONE_A_DAY, {0: events.iloc[1:2]}, frozenset({0}), events.iloc[[0]])
    assert limit_days(ONE_A_DAY, counts) == {date(2024, 1, 26): 1, date(2024, 1, 27): 1}
