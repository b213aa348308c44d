"""Where and when an event could be instead: options, their displacement, how they are timed, what the calendar bars."""

from datetime import date, datetime, timedelta

import pytest

from lib.schedule.proposals.placements import find_outside, list_options, place_options
from lib.schedule.proposals.settings import Limits, ProposalSettings
from lib.schedule.proposals.units import Unit, gather_units
from lib.schedule.proposals.venues import VenueFinder
from lib.schedule.rules.facts import rows_of
from tests.schedule.proposals.small_city import CITY, FEW, timed, told

FINDER = VenueFinder(CITY)


def options_of(*events: dict, settings: ProposalSettings = FEW) -> list:
    return list_options(rows_of(timed(*events)), FINDER, settings)


def venues_for(event: dict, most: int = 9) -> list[str]:
    return [venue_id for venue_id, _metres in FINDER.find(rows_of(timed(event))[0], most)]


def test_to_stay_is_the_first_option_and_the_next_is_the_nearest() -> None:
    first, second, *_ = options_of(told(1, "A", "09:00-12:00"))
    assert (first.moves, first.displacement) == (False, 0)
    assert (second.shift, second.venue_id, second.displacement) == (timedelta(hours=-1), None, 60)


def test_options_are_hours_and_days_at_home_and_fewer_elsewhere() -> None:
    options = options_of(told(1, "A", "09:00-12:00"))
    assert sum(option.venue_id is None for option in options) == 3 * 4
    assert sum(option.venue_id == "STADIUM" for option in options) == 4 + 2


def test_displacement_adds_hour_day_and_venue() -> None:
    settings = ProposalSettings(days_around=1, step_minutes=60, most_venues=1)
    by_key = {(option.shift, option.venue_id): option.displacement
              for option in options_of(told(1, "A", "09:00-12:00"), settings=settings)}
    assert by_key[timedelta(days=-1, hours=2), None] == 1440 + 120
    assert by_key[timedelta(0), "STADIUM"] == 720 + 56  # 5.6 km
    assert by_key[timedelta(hours=1), "STADIUM"] == 60 + 720 + 56


def test_a_joint_event_counts_for_each_of_its_events() -> None:
    joint = told(1, "A", "09:00-12:00", joint_key="x"), told(2, "B", "09:00-12:00", joint_key="x")
    assert options_of(*joint)[1].displacement == 120


def test_joint_events_in_two_places_change_no_venue() -> None:
    joint = told(1, "A", "09:00-12:00", joint_key="x"), told(2, "B", "09:00-12:00", "STADIUM", joint_key="x")
    assert {option.venue_id for option in options_of(*joint)} == {None}


@pytest.mark.parametrize(("event", "found"), [
    (told(1, "A", "09:00-12:00"), ["STADIUM"]),
    (told(1, "A", "09:00-12:00", "STADIUM"), ["FIELD"]),
    (told(1, "A", "09:00-12:00", "STADIUM", attendance=6000), []),
    (told(1, "A", "09:00-12:00", "HALL", activity="tatap_muka"), ["ROOM"]),
    (told(1, "A", "09:00-12:00", "ROOM", activity="tatap_muka", attendance=900), []),
    (told(1, "A", "09:00-12:00", "ROOM", activity="alat_peraga"), ["HALL"]),
    (told(1, "A", "09:00-12:00", None, activity="alat_peraga", area_code="W1"), []),
    (told(1, "A", "09:00-12:00", None), []),
], ids=["rally", "rally, other way", "too small", "meeting next district", "hall too small", "same kind",
        "no kind", "nowhere"])
def test_suitable_venues(event: dict, found: list[str]) -> None:
    assert venues_for(event) == found


def test_only_the_nearest_venues_are_tried() -> None:
    event = told(1, "A", "09:00-12:00", None, activity="tatap_muka", area_code="W2", lat=-8.09, lon=112.60)
    assert (venues_for(event), venues_for(event, 1)) == (["ROOM", "HALL"], ["ROOM"])


def place(*events: dict, settings: ProposalSettings = FEW):
    frame = timed(*events)
    units = [Unit(tuple(range(len(frame))))]
    return frame, place_options(units, [list_options(rows_of(frame), FINDER, settings)], frame, CITY)


def test_another_venue_brings_its_ward_point_and_name() -> None:
    _frame, placed = place(told(1, "A", "09:00-12:00"))
    there = placed[placed["venue_id"] == "STADIUM"].iloc[0]
    assert (there["venue"], there["area_code"], there["district_code"], there["lat"]) == ("Stadion", "W2", "D1", -8.05)
    assert not there["position_is_estimate"]


def test_a_told_end_moves_along_and_an_assumed_one_is_assumed_anew() -> None:
    _frame, placed = place(told(1, "A", "09:00-11:00"))
    assert set(placed["ends_or_estimate"] - placed["starts"]) == {timedelta(hours=2)}
    _frame, open_end = place(told(1, "A", "09:00-"))
    assert set(open_end["ends_or_estimate"].dt.hour) == {18}
    assert open_end["end_is_estimate"].all()


def test_the_calendar_bars_days_and_hours() -> None:
    frame, placed = place(told(1, "A", "09:00-14:00"))
    limits = Limits(last=date(2024, 1, 27), protected_days=frozenset({date(2024, 1, 26)}))
    why = find_outside(placed, frame, limits, FEW)
    days = placed["starts"].dt.date
    assert set(why[days != date(2024, 1, 27)]) == {"days"}
    at_home = why[(days == date(2024, 1, 27)) & (placed["venue_id"] == "FIELD")]
    assert dict(zip(placed.loc[at_home.index, "starts"].dt.hour, at_home, strict=True)) == {
        8: None, 12: None, 16: "hours"}


def test_nothing_moves_to_today_or_before() -> None:
    frame, placed = place(told(1, "A", "09:00-12:00"))
    why = find_outside(placed, frame, Limits(begun_by=datetime(2024, 1, 27, 8)), FEW)
    assert set(placed.loc[why.isna(), "starts"].dt.date) == {date(2024, 1, 28)}


def test_units_hold_joint_events_together_and_know_why_they_stay() -> None:
    frame = timed(told(1, "A", "09:00-12:00", joint_key="x"), told(2, "B", "09:00-12:00", joint_key="x", permit_no="7"),
                  told(3, "C", "10:00-12:00", state="held"), told(4, "D", "11:00-12:00"), told(5, "E", "12:00-13:00"),
                  told(6, "F", "12:00-13:00", joint_key="x", state="cancelled"))
    assert gather_units(frame, {1, 3, 4}, Limits(begun_by=datetime(2024, 1, 27, 9, 30))) == [
        Unit((0, 1), "begun"), Unit((2,), "held"), Unit((3,), None)]
    assert gather_units(frame, {2}, Limits()) == [Unit((0, 1), "receipt")]


@pytest.mark.parametrize("wrong", [{"least_level": 1}, {"seconds": 0}, {"step_minutes": 0}, {"days_around": -1},
                                   {"day_begins": 21}])
def test_settings_that_leave_nothing_to_look_for_are_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"level|day|time"):
        ProposalSettings(**wrong)
