"""Crowds that meet on the way: by named streets, by known points, by straight lines, as parades, at a door."""

import pandas as pd
import pytest

from lib.schedule.all_clashes import find_all_clashes
from lib.schedule.settings import CrowdWindow, RoadSettings
from tests.schedule.surroundings import CITY, EAST, SOUTH, WEST, crowd, north_of, telling
from tests.schedule.timed import at

FAR_EAST, FAR_WEST = (-7.95, 112.70), (-7.99, 112.55)  # six kilometres and more from each other and all else
PARADE = {"activity": "pawai"}


def meetings(*events: dict) -> dict[tuple, tuple]:
    """Kind, phases, road and whether a route is assumed, by pair; of pairs that meet on a road."""
    found = find_all_clashes(telling(list(events)), surroundings=CITY)
    found = found[found["phase_a"].notna()]
    return {(row.event_a, row.event_b): (row.kind, row.phase_a, row.phase_b,
                                         None if pd.isna(row.against) else row.against, row.route_is_estimate)
            for row in found.itertuples()}


def test_two_crowds_go_home_by_one_street_long_after_both_ended() -> None:
    one = crowd(1, "A", "10:00-15:00", FAR_EAST, route="Jl. Mayjen Sungkono, Jl. Ki Ageng Gribig", attendance=6000)
    other = crowd(2, "B", "11:00-15:30", FAR_WEST, route="Jln. Mayjen Sungkono 5 - Gadang")
    assert meetings(one, other) == {
        (1, 2): ("shared_road", "dispersal", "dispersal", "Jl. Mayjen Sungkono", False)}
    (row,) = find_all_clashes(telling([one, other]), surroundings=CITY).to_dict("records")
    assert (row["level"], row["starts"], row["ends"]) == (4, pd.Timestamp(at("15:30")), pd.Timestamp(at("17:00")))


HOURS = [
    ("arrive-together", "09:00-12:00", "09:30-20:00", ("approach", "approach")),
    ("leave-into-arrival", "09:00-12:00", "13:00-20:00", ("dispersal", "approach")),
    ("leave-together", "06:00-12:00", "09:00-12:30", ("dispersal", "dispersal")),
    ("windows-touch", "09:00-12:00", "15:00-20:00", None),
    ("windows-meet-by-a-minute", "09:00-12:00", "14:59-20:00", ("dispersal", "approach")),
    ("next-day", "09:00-12:00", "33:00-36:00", None),
]


@pytest.mark.parametrize(("one", "other", "phases"), [c[1:] for c in HOURS], ids=[c[0] for c in HOURS])
def test_windows_of_the_way_are_half_open(one: str, other: str, phases: tuple | None) -> None:
    events = crowd(1, "A", one, FAR_EAST, route="Jl. Ijen"), crowd(2, "B", other, FAR_WEST, route="Jl. Ijen")
    found = meetings(*events)
    assert found == ({(1, 2): ("shared_road", *phases, "Jl. Ijen", False)} if phases else {})


def test_crowds_meet_after_midnight() -> None:
    one = crowd(1, "A", "20:00-23:30", FAR_EAST, route="Jl. Ijen")
    other = crowd(2, "B", "19:00-24:15", FAR_WEST, route="Jl. Ijen")
    assert meetings(one, other)[1, 2][:3] == ("shared_road", "dispersal", "dispersal")


@pytest.mark.parametrize(("attendance", "kind"), [(99, None), (100, "shared_road"), (None, "shared_road")])
def test_a_handful_of_people_is_no_crowd_on_a_road(attendance: int | None, kind: str | None) -> None:
    few = crowd(1, "A", point=FAR_EAST, route="Jl. Ijen", attendance=attendance, crowd_is_large=False)
    found = meetings(few, crowd(2, "B", point=FAR_WEST, route="Jl. Ijen"))
    assert [row[0] for row in found.values()] == ([kind] if kind else [])


def test_one_street_needs_one_who_says_that_it_is_a_street() -> None:
    def pair(first: str, second: str) -> list:
        return list(meetings(crowd(1, "A", point=FAR_EAST, route=first), crowd(2, "B", point=FAR_WEST, route=second)))
    assert pair("Jl. Ijen - Kawi", "Ijen, Semeru") == [(1, 2)]
    assert pair("Kantor DPC - lapangan", "Kantor DPC - lapangan") == []
    assert pair("Jl. Ijen", "Jl. Ijen Nirwana") == []


def test_routes_over_known_places_cross() -> None:
    """North to south and east to west: no street and no place in common."""
    one = crowd(1, "A", point=SOUTH, route="Utara - Selatan")
    other = crowd(2, "B", point=WEST, route="Stadion Timur - Lapangan Barat")
    assert meetings(one, other) == {(1, 2): ("shared_road", "dispersal", "dispersal", None, False)}


def test_routes_that_meet_at_a_known_place_name_it() -> None:
    one = crowd(1, "A", point=FAR_EAST, route="Kel. Utara - Stadion Timur")
    other = crowd(2, "B", point=FAR_WEST, route="Lapangan Barat - Kel. Utara")
    assert meetings(one, other)[1, 2] == ("shared_road", "dispersal", "dispersal", "Utara", False)


def test_a_straight_line_stands_in_for_a_route_and_says_so() -> None:
    one = crowd(1, "A", point=SOUTH, gathering_point="Kel. Utara")
    other = crowd(2, "B", point=WEST, gathering_point="Stadion Timur")
    assert meetings(one, other) == {(1, 2): ("possible_shared_road", "dispersal", "dispersal", None, True)}


def test_the_ward_of_an_event_is_not_where_its_crowd_comes_from() -> None:
    one, other = crowd(1, "A", point=SOUTH, area_code="w1"), crowd(2, "B", point=FAR_WEST, area_code="w1")
    assert meetings(one, other) == {}


def test_several_origins_are_as_many_lines_and_one_clash() -> None:
    one = crowd(1, "A", point=SOUTH, gathering_point="Kel. Utara, Stadion Timur")
    other = crowd(2, "B", point=FAR_EAST, gathering_point="Stadion Timur")
    assert list(meetings(one, other)) == [(1, 2)]


PARADES = [
    ("one-road", {"route": "Jl. Kawi"}, {"route": "Jl. Kawi", **north_of(EAST, 9000)}, "convoys_meet", False),
    ("one-area", {}, north_of(EAST, 900), "convoys_meet", True),
    ("too-far", {}, north_of(EAST, 1200), None, None),
]


@pytest.mark.parametrize(("one", "other", "kind", "estimate"), [c[1:] for c in PARADES], ids=[c[0] for c in PARADES])
def test_parades_meet_on_a_road_or_in_an_area(one: dict, other: dict, kind: str | None, estimate: bool) -> None:
    found = meetings(crowd(1, "A", **PARADE, **one), crowd(2, "B", **PARADE, **other))
    assert [(row[0], row[4]) for row in found.values()] == ([(kind, estimate)] if kind else [])


@pytest.mark.parametrize(("begins", "meet"), [("12:59", True), ("13:00", False)])
def test_parades_an_hour_apart_no_longer_meet(begins: str, meet: bool) -> None:
    routes = {"route": "Jl. Kawi"}
    found = meetings(crowd(1, "A", "09:00-12:00", FAR_EAST, **PARADE, **routes),
                     crowd(2, "B", f"{begins}-15:00", FAR_WEST, **PARADE, **routes))
    assert (len(found) == 1) == meet


def test_a_parade_meets_a_crowd_that_leaves() -> None:
    """Ngabean 2014: a convoy met a mass."""
    parade = crowd(1, "A", "12:00-14:00", FAR_EAST, **PARADE, route="Jl. Wates")
    rally = crowd(2, "B", "09:00-12:00", FAR_WEST, route="Jl. Wates, Jl. Kawi")
    assert meetings(parade, rally) == {(1, 2): ("shared_road", "parade", "dispersal", "Jl. Wates", False)}


def test_a_crowd_passes_the_door_of_another_event() -> None:
    parade = crowd(1, "A", point=FAR_EAST, **PARADE, route="Utara, Selatan")
    middle = {"lat": -7.965, "lon": 112.6209}  # 100 m beside the line
    assert meetings(parade, crowd(2, "B", "09:00-10:00", **middle))[1, 2][:3] == ("passes_by", "parade", "venue")
    assert meetings(parade, crowd(2, "B", "09:00-10:00", **middle, position_is_estimate=True)) == {}
    assert meetings(parade, crowd(2, "A", "09:00-10:00", **middle)) == {}


def test_yogyakarta_2014_two_camps_in_different_places_on_one_day_share_roads() -> None:
    """24 June 2014: places far apart, hours apart, and brawls where the convoys met on the way."""
    morning = crowd(1, "A", "09:00-12:00", FAR_EAST, **PARADE, route="Jl. Magelang, Jl. Laksda Adisucipto")
    evening = crowd(2, "B", "12:30-16:00", FAR_WEST, **PARADE, route="Jl. Bantul, Jl. Magelang")
    assert meetings(morning, evening) == {(1, 2): ("convoys_meet", "parade", "parade", "Jl. Magelang", False)}
    apart = {**evening, "route": "Jl. Bantul"}
    assert meetings(morning, apart) == {}


def test_muntilan_2023_organisers_of_one_ticket_meet_on_the_way_home() -> None:
    """15 October 2023: two parties that proposed one candidate; nothing asks who is allied with whom."""
    home = {"route": "Jl. Pemuda, Jl. Raya Magelang"}
    found = meetings(crowd(1, "PDIP", "09:00-13:00", FAR_EAST, **home),
                     crowd(2, "PPP", "10:00-14:00", FAR_WEST, **home))
    assert found[1, 2][:3] == ("shared_road", "dispersal", "dispersal")


def test_windows_grow_with_the_crowd() -> None:
    settings = RoadSettings()
    sizes = [settings.window_of(size).dispersal_minutes for size in (0, 499, 500, 1000, 5000, 20_000, 90_000)]
    assert sizes == [30, 30, 60, 90, 120, 180, 180]
    assert (settings.window_of(None).least, settings.window_of(None, is_large=True).least) == (500, 1000)


@pytest.mark.parametrize("wrong", [
    {"windows": (CrowdWindow(5, 1, 1),)}, {"windows": (CrowdWindow(0, 1, 1), CrowdWindow(0, 2, 2))},
    {"windows": (CrowdWindow(0, -1, 1),)}, {"road_m": -1},
], ids=["no-zero", "twice", "negative-time", "negative-distance"])
def test_settings_that_mean_nothing_are_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"on the road|by crowd size"):
        RoadSettings(**wrong)
