"""Which pairs clash, of what kind, and what is said of them."""

import math
from datetime import datetime, timedelta
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.schedule.clashes import count_clashes, find_clashes
from lib.schedule.kinds import NEAR_KINDS
from lib.schedule.settings import ClashSettings, read_rallies_per_day
from tests.schedule.oracle import clashes_of
from tests.schedule.timed import SATURDAY, at, event, frame

HALL = {"venue_id": "V01", "area_code": "w1", "district_code": "d1"}
METRE = 1 / 111195.08  # degrees of latitude
NEIGHBOURS = pd.DataFrame({"area_code": ["w1"], "neighbour_code": ["w2"]})


def kinds(*events, rules=None, neighbours=NEIGHBOURS) -> dict[tuple, str]:
    found = find_clashes(frame(list(events)), rules, neighbours=neighbours)
    return dict(zip(zip(found["event_a"], found["event_b"], strict=True), found["kind"], strict=True))


def placed(metres_north: float, **columns) -> dict:
    return {"lat": -7.95 + metres_north * METRE, "lon": 112.62, **columns}


HOURS = [
    ("exact", "09:00-12:00", "09:00-12:00", "same_place", 5, 180, 0),
    ("contained", "08:00-18:00", "10:00-11:00", "same_place", 5, 60, 0),
    ("partly", "09:00-12:00", "11:00-14:00", "same_place", 5, 60, 0),
    ("touching", "09:00-12:00", "12:00-15:00", "change_over", 4, 0, 0),
    ("buffers-only", "08:00-10:00", "13:00-15:00", "change_over", 4, 0, 180),
    ("buffers-by-a-minute", "08:00-10:00", "13:59-15:00", "change_over", 4, 0, 239),
]


@pytest.mark.parametrize(
    ("one", "other", "kind", "level", "overlap", "gap"), [c[1:] for c in HOURS], ids=[c[0] for c in HOURS])
def test_one_venue_is_critical_in_one_hour_and_high_when_one_follows_the_other(
    one: str, other: str, kind: str, level: int, overlap: int, gap: int
) -> None:
    found = find_clashes(frame([event(1, "A", one, **HALL), event(2, "B", other, **HALL)]))
    told = found[["kind", "level", "overlap_minutes", "gap_minutes"]].values.tolist()
    assert told == [[kind, level, overlap, gap]]


@pytest.mark.parametrize(("metres", "kind"), [(149, "change_over"), (151, "near")])
def test_a_change_over_reaches_as_far_as_one_place_does(metres: float, kind: str) -> None:
    assert kinds(event(1, "A", **placed(0)), event(2, "B", "12:00-15:00", **placed(metres))) == {(1, 2): kind}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [("08:00-10:00", "14:00-15:00", "same_day"), ("06:00-07:00", "19:00-20:00", "same_day")],
    ids=["buffers-touching", "morning-and-evening"],
)
def test_one_venue_without_meeting_hours_is_the_same_day_only(one: str, other: str, kind: str) -> None:
    assert kinds(event(1, "A", one, **HALL), event(2, "B", other, **HALL)) == {(1, 2): kind}


PLACES = [
    ("149-m", 149, "same_place"), ("151-m", 151, "near"), ("999-m", 999, "near"), ("1001-m", 1001, "wider"),
    ("2999-m", 2999, "wider"), ("3001-m", 3001, None),
]


@pytest.mark.parametrize(("metres", "kind"), [c[1:] for c in PLACES], ids=[c[0] for c in PLACES])
def test_distance_sets_the_kind(metres: float, kind: str | None) -> None:
    one, other = event(1, "A", **placed(0)), event(2, "B", **placed(metres))
    assert kinds(one, other) == ({(1, 2): kind} if kind else {})
    found = find_clashes(frame([one, other]))
    assert found["distance_m"].round(1).tolist() == ([metres] if kind else [])


@pytest.mark.parametrize("metres", [2990, 3010])
@pytest.mark.parametrize("lat", [-7.95, 0.0, 52.0])
def test_a_neighbour_is_found_in_every_direction_from_everywhere_in_a_cell(lat: float, metres: float) -> None:
    """Each pair on a day of its own: 25 places spread over a cell of the search grid, 12 directions."""
    events = []
    for day, (north, east, angle) in enumerate(product(range(5), range(5), range(0, 360, 30))):
        one_lat, one_lon = lat + north * 600 * METRE, 112.62 + east * 600 * METRE
        other = {"lat": one_lat + metres * METRE * math.cos(math.radians(angle)),
                 "lon": one_lon + metres * METRE * math.sin(math.radians(angle)) / math.cos(math.radians(one_lat))}
        hours = {"starts": at("09:00", 2 * day), "ends_or_estimate": at("12:00", 2 * day)}
        events += [event(2 * day, "A", **hours, lat=one_lat, lon=one_lon), event(2 * day + 1, "B", **hours, **other)]
    assert len(find_clashes(frame(events))) == (len(events) // 2 if metres < 3000 else 0)


@pytest.mark.parametrize("hours", ["09:00-12:00", "13:00-15:00"], ids=["overlapping", "buffers"])
@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ({"venue_key": "balai rw 3", "area_code": "w1"}, "same_place"),
        ({"venue_key": "balai rw 3", "area_code": "w3"}, None),
        ({"venue_key": "gedung lain", "area_code": "w1"}, "near"),
        ({"area_code": "w2"}, "wider"),
        ({"area_code": None}, None),
        (placed(0, area_code="w1"), "near"),
        (placed(0, area_code="w2"), "wider"),
        (placed(0, area_code="w3"), None),
    ],
    ids=["words", "words-elsewhere", "one-ward", "next-ward", "nowhere", "point-in-ward", "point-next", "point-far"],
)
def test_wards_stand_in_for_an_unknown_point(hours: str, where: dict, kind: str | None) -> None:
    kind = "change_over" if kind == "same_place" and hours == "13:00-15:00" else kind
    one, other = event(1, "A", venue_key="balai rw 3", area_code="w1"), event(2, "B", hours, **where)
    assert kinds(one, other) == ({(1, 2): kind} if kind else {})


def test_a_ward_s_point_is_no_point() -> None:
    """Two ward points 500 m apart say nothing of the distance between the events."""
    one = event(1, "A", **placed(0, area_code="w1", position_is_estimate=True))
    other = event(2, "B", **placed(500, area_code="w3", position_is_estimate=True))
    assert kinds(one, other) == {}
    assert kinds(one, {**other, "area_code": "w1"}) == {(1, 2): "near"}
    assert kinds(one, {**other, "area_code": None}) == {(1, 2): "near"}


@pytest.mark.parametrize("wards", [None, "w1"], ids=["unknown", "known"])
def test_the_same_words_are_the_same_place(wards: str | None) -> None:
    where = {"venue_key": "gor lama", "area_code": wards}
    found = find_clashes(frame([event(1, "A", **where), event(2, "B", **where)]))
    assert found[["kind", "position_is_estimate"]].values.tolist() == [["same_place", wards is None]]


def test_the_table_of_neighbours_may_be_either_way_round() -> None:
    turned = NEIGHBOURS.rename(columns={"area_code": "neighbour_code", "neighbour_code": "area_code"})
    assert kinds(event(1, "A", area_code="w1"), event(2, "B", area_code="w2"), neighbours=turned) == {(1, 2): "wider"}


def test_without_neighbours_only_one_ward_is_near() -> None:
    one = event(1, "A", area_code="w1")
    assert kinds(one, event(2, "B", area_code="w1"), event(3, "C", area_code="w2"), neighbours=None) == {(1, 2): "near"}


NO_CLASH = [
    ("one-organiser", {"organiser": "A"}),
    ("joint", {"joint_key": "apel"}),
    ("cancelled", {"state": "cancelled"}),
    ("media", {"gathers": False}),
    ("another-day", {"starts": at("09:00", 2), "ends_or_estimate": at("12:00", 2)}),
]


@pytest.mark.parametrize("columns", [c[1] for c in NO_CLASH], ids=[c[0] for c in NO_CLASH])
def test_these_never_clash(columns: dict) -> None:
    one, other = event(1, "A", **HALL, joint_key="apel"), event(2, "B", **HALL)
    assert kinds(one, other) == {(1, 2): "same_place"}
    assert kinds(one, {**other, **columns}) == {}


def test_moved_events_clash_where_they_are_now() -> None:
    assert kinds(event(1, "A", **HALL, state="moved"), event(2, "B", **HALL, state="held")) == {(1, 2): "same_place"}


def test_parties_of_one_ticket_clash_like_any_other() -> None:
    """Muntilan, 15 October 2023: two parties of one ticket fought on the way home."""
    assert kinds(event(1, "PDIP", **HALL), event(2, "PPP", **HALL)) == {(1, 2): "same_place"}


def test_two_joint_keys_are_two_events() -> None:
    assert kinds(event(1, "A", **HALL, joint_key="x"), event(2, "B", **HALL, joint_key="y")) == {(1, 2): "same_place"}


def test_hours_past_midnight_meet() -> None:
    late = event(1, "A", **HALL, starts=at("21:00"), ends_or_estimate=at("23:00"))
    early = event(2, "B", **HALL, starts=at("02:00", 1), ends_or_estimate=at("04:00", 1))
    found = find_clashes(frame([late, early]))
    assert found[["kind", "gap_minutes", "day"]].values.tolist() == [["change_over", 180, pd.Timestamp(SATURDAY)]]


def test_the_end_at_midnight_is_not_the_next_day() -> None:
    until_midnight = event(1, "A", district_code="d1", starts=at("20:00"), ends_or_estimate=at("00:00", 1))
    next_evening = event(2, "B", district_code="d1", starts=at("20:00", 1), ends_or_estimate=at("22:00", 1))
    assert kinds(until_midnight, next_evening) == {}


LARGE = [
    ("one-half-day", "09:00-10:00", "11:00-12:00", "large_crowds"),
    ("to-noon-and-from-noon", "09:00-12:00", "12:00-14:00", "same_day"),
    ("from-noon-and-to-noon", "12:00-14:00", "09:00-12:00", "same_day"),
    ("over-noon", "09:00-12:30", "12:00-14:00", "large_crowds"),
]


@pytest.mark.parametrize(("one", "other", "kind"), [c[1:] for c in LARGE], ids=[c[0] for c in LARGE])
def test_two_large_crowds_in_one_half_day(one: str, other: str, kind: str) -> None:
    events = [event(n, party, hours, **placed(metres, district_code="d1", crowd_is_large=True))
              for n, party, hours, metres in ((1, "A", one, 0), (2, "B", other, 5000))]
    assert kinds(*events) == {(1, 2): kind}
    assert kinds(events[0], {**events[1], "crowd_is_large": False}) == {(1, 2): "same_day"}
    assert kinds(events[0], {**events[1], "district_code": "d2"}) == {}


def test_one_district_at_one_time_but_far_apart_is_the_same_day() -> None:
    """Nearer hours never make a clash go away."""
    events = [event(1, "A", **placed(0, district_code="d1")), event(2, "B", **placed(5000, district_code="d1"))]
    assert kinds(*events) == {(1, 2): "same_day"}


RALLY = {"activity": "rapat_umum"}
ONE_A_DAY = ClashSettings(rallies_per_day=1)


def test_two_rallies_on_one_day_clash_where_the_rule_says_so() -> None:
    rallies = [event(1, "A", "09:00-11:00", **RALLY), event(2, "B", "16:00-18:00", **RALLY)]
    assert kinds(*rallies) == {}
    assert kinds(*rallies, rules=ONE_A_DAY) == {(1, 2): "rally_limit"}


def test_a_meeting_is_no_rally() -> None:
    assert kinds(event(1, "A", **RALLY), event(2, "B"), rules=ONE_A_DAY) == {}


def test_two_rallies_may_be_allowed_but_not_three() -> None:
    rallies = [event(n, party, **RALLY) for n, party in enumerate("ABC", start=1)]
    two = ClashSettings(rallies_per_day=2)
    assert kinds(*rallies[:2], rules=two) == {}
    assert kinds(*rallies, rules=two) == {(1, 2): "rally_limit", (1, 3): "rally_limit", (2, 3): "rally_limit"}


def test_rallies_at_one_place_are_at_one_place_first() -> None:
    assert kinds(event(1, "A", **HALL, **RALLY), event(2, "B", **HALL, **RALLY), rules=ONE_A_DAY) == {
        (1, 2): "same_place"}


def test_the_limit_of_rallies_is_read_from_the_rules() -> None:
    rule = {"category": "clash", "method": "rapat_umum", "param": "max_per_day_city", "value": "1"}
    others = [{**rule, "category": "hours"}, {**rule, "method": "pawai"}, {**rule, "param": "distance"}]
    assert read_rallies_per_day(others) is None
    assert read_rallies_per_day([*others, {**rule, "value": "3"}, rule]) == 1


def test_the_anchor_day() -> None:
    """30 January 2024, GOR Ken Arok: the rally of that day, and another hall on the same grounds."""
    day = datetime(2024, 1, 30)
    rally = event(1, "PDIP", activity="rapat_umum", venue_id="V02", lat=-8.01, lon=112.646, district_code="d3",
                  starts=day.replace(hour=13), ends_or_estimate=day.replace(hour=18), end_is_estimate=True,
                  crowd_is_large=True, attendance=50000)
    meeting = event(2, "PPP", venue_id="V03", lat=-8.0102, lon=112.6462, district_code="d3",
                    starts=day.replace(hour=19), ends_or_estimate=day.replace(hour=21))
    found = find_clashes(frame([rally, meeting]))
    assert found[["clash_key", "level", "overlap_minutes", "gap_minutes", "is_estimate"]].values.tolist() == [
        ["1-2-change_over", 4, 0, 60, True]]
    assert found[["starts", "ends"]].values.tolist() == [[pd.Timestamp(2024, 1, 30, 18), pd.Timestamp(2024, 1, 30, 19)]]


def test_what_a_clash_tells() -> None:
    found = find_clashes(frame([
        event(8, "B", "11:00-14:00", **placed(620, district_code="d1", area_code="w2"), venue="Lap. B"),
        event(3, "A", "09:00-12:00", **placed(0, district_code="d1", area_code="w1"), venue="Lap. A", attendance=400),
    ]))
    (row,) = found.to_dict("records")
    assert row.pop("distance_m") == pytest.approx(620, abs=0.1)
    missing = ("attendance_b", "against", "occasion", "occasion_en", "phase_a", "phase_b", "needed_minutes", "capacity",
               "capacity_source")
    assert [name for name in missing if not pd.isna(row.pop(name))] == []
    assert row == {
        "clash_key": "3-8-near", "event_a": 3, "event_b": 8, "kind": "near", "level": 4, "relation": "metres",
        "starts": pd.Timestamp(at("11:00")), "ends": pd.Timestamp(at("12:00")), "day": pd.Timestamp(SATURDAY),
        "overlap_minutes": 60, "gap_minutes": 0,
        "end_is_estimate": False, "position_is_estimate": False, "is_estimate": False,
        "organiser_a": "A", "organiser_b": "B", "activity_a": "tatap_muka", "activity_b": "tatap_muka",
        "venue_a": "Lap. A", "venue_b": "Lap. B", "area_a": "w1", "area_b": "w2",
        "district_a": "d1", "district_b": "d1", "attendance_a": 400, "route_is_estimate": False,
    }


def test_ids_may_be_texts() -> None:
    found = find_clashes(frame([event("b-2", "A", **HALL), event("a-1", "B", **HALL)]))
    assert found[["clash_key", "event_a", "event_b"]].values.tolist() == [["a-1-b-2-same_place", "a-1", "b-2"]]


def test_no_events_no_clashes_and_the_same_columns() -> None:
    empty, one = find_clashes(frame([])), find_clashes(frame([event(1, "A", **HALL), event(2, "B", **HALL)]))
    assert (len(empty), list(empty.columns)) == (0, list(one.columns))


def test_columns_that_are_not_there_are_not_known() -> None:
    """A party's view or a short file: only what is necessary."""
    necessary = frame([event(1, "A", **HALL), event(2, "B", **HALL)])[
        ["event_id", "organiser", "activity", "starts", "ends_or_estimate", "venue_id"]]
    assert find_clashes(necessary)["kind"].tolist() == ["same_place"]


def test_refuses_what_it_cannot_judge() -> None:
    with pytest.raises(ValueError, match="lack ends_or_estimate"):
        find_clashes(frame([event(1, "A")]).drop(columns="ends_or_estimate"))
    with pytest.raises(ValueError, match="stands twice"):
        find_clashes(frame([event(1, "A"), event(1, "B")]))
    with pytest.raises(ValueError, match="must grow"):
        ClashSettings(near_m=100)
    with pytest.raises(ValueError, match="less than no time"):
        ClashSettings(arrival_minutes=-1)


def test_kinds_fall_in_level_with_their_rank() -> None:
    levels = [NEAR_KINDS[rank].level for rank in sorted(NEAR_KINDS)]
    assert levels == sorted(levels)


# Random small schedules: few places, few days, many meetings.

_POINTS = st.sampled_from([
    None, (-7.95, 112.62), (-7.9505, 112.6205), (-7.955, 112.62), (-7.97, 112.62), (0.001, 0.0), (-0.02, -0.001),
])


@st.composite
def schedules(draw) -> list[dict]:
    events = []
    for n in draw(st.lists(st.integers(1, 99), unique=True, max_size=9)):
        starts = SATURDAY + timedelta(minutes=30 * draw(st.integers(0, 120)))
        point = draw(_POINTS)
        events.append(event(
            n, draw(st.sampled_from("ABC")), starts=starts,
            ends_or_estimate=starts + timedelta(minutes=30 * draw(st.integers(1, 60))),
            lat=point and point[0], lon=point and point[1], position_is_estimate=point is None or draw(st.booleans()),
            venue_id=draw(st.sampled_from([None, None, None, "V1", "V2"])),
            venue_key=draw(st.sampled_from([None, None, "balai", "gor"])),
            area_code=draw(st.sampled_from([None, "w1", "w2", "w3"])),
            district_code=draw(st.sampled_from([None, "d1", "d2"])),
            activity=draw(st.sampled_from(["rapat_umum", "tatap_muka"])),
            state=draw(st.sampled_from(["planned", "planned", "moved", "cancelled"])),
            joint_key=draw(st.sampled_from([None, None, "j"])),
            crowd_is_large=draw(st.booleans()), gathers=draw(st.sampled_from([True, True, True, False])),
        ))
    return events


RULES = st.builds(
    ClashSettings, arrival_minutes=st.sampled_from([0, 60, 120]), dispersal_minutes=st.sampled_from([0, 90, 120]),
    far_m=st.sampled_from([1000, 3000, 20000]), rallies_per_day=st.sampled_from([None, 1, 2]),
)


@given(schedules(), RULES)
@settings(max_examples=60, deadline=None)
def test_agrees_with_judging_every_pair(events: list[dict], rules: ClashSettings) -> None:
    assert kinds(*events, rules=rules) == clashes_of(events, rules, {frozenset(("w1", "w2"))})


@given(schedules(), st.integers(-400, 400))
@settings(max_examples=8, deadline=None)
def test_shifting_every_day_shifts_every_clash(events: list[dict], days: int) -> None:
    moved = [{**e, "starts": e["starts"] + timedelta(days), "ends_or_estimate": e["ends_or_estimate"] + timedelta(days)}
             for e in events]
    before, after = find_clashes(frame(events)), find_clashes(frame(moved))
    for name in ("starts", "ends", "day"):
        after[name] -= pd.Timedelta(days=days)
    pd.testing.assert_frame_equal(before, after)


@given(schedules(), st.randoms())
@settings(max_examples=8, deadline=None)
def test_the_order_of_the_rows_does_not_matter(events: list[dict], random) -> None:
    mixed = random.sample(events, len(events))
    pd.testing.assert_frame_equal(find_clashes(frame(events)), find_clashes(frame(mixed)))


@given(schedules())
@settings(max_examples=8, deadline=None)
def test_a_far_event_changes_nothing(events: list[dict]) -> None:
    far = event(1000, "Z", lat=60.0, lon=20.0, district_code="elsewhere", area_code="elsewhere", venue_key="elsewhere")
    pd.testing.assert_frame_equal(find_clashes(frame(events)), find_clashes(frame([*events, far])))


@given(schedules())
@settings(max_examples=8, deadline=None)
def test_longer_buffers_never_lose_a_pair(events: list[dict]) -> None:
    short, long = ClashSettings(arrival_minutes=30, dispersal_minutes=30), ClashSettings()
    assert kinds(*events, rules=short).keys() <= kinds(*events, rules=long).keys()


@given(events=schedules(), least=st.sampled_from([3, 4, 5]))
@settings(max_examples=60, deadline=None)
def test_least_level_leaves_out_only_what_is_lower(events: list[dict], least: int) -> None:
    everything = find_clashes(frame(events), neighbours=NEIGHBOURS)
    graver = everything[everything["level"] >= least].reset_index(drop=True)
    pd.testing.assert_frame_equal(find_clashes(frame(events), neighbours=NEIGHBOURS, least_level=least), graver)


@given(events=schedules(), least=st.sampled_from([2, 3, 4, 5]), first=st.integers(-1, 2), days=st.integers(0, 2),
       whose=st.sampled_from([None, ["A"], ["B", "C"], [None]]))
@settings(max_examples=60, deadline=None)
def test_counted_are_those_found_of_the_days(
    events: list[dict], least: int, first: int, days: int, whose: list | None
) -> None:
    begin, end = (SATURDAY + timedelta(days=offset) for offset in (first, first + days))
    found = find_clashes(frame(events), neighbours=NEIGHBOURS, least_level=least)
    theirs = True if whose is None else found["organiser_a"].isin(whose) | found["organiser_b"].isin(whose)

    assert (pd.to_datetime(found["day"]).between(begin, end) & theirs).sum() == count_clashes(
        frame(events), neighbours=NEIGHBOURS, least_level=least, first=begin.date(), last=end.date(), organisers=whose)
