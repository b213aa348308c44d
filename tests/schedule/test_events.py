"""What is assumed of events that do not tell everything, and that it is marked."""

from datetime import datetime

import pandas as pd
import pytest

from lib.schedule.events import recognise_venues, time_events, venue_key
from lib.schedule.settings import EstimateSettings

ACTIVITIES = pd.DataFrame({"code": ["rapat_umum", "tatap_muka", "media_sosial"], "gathers": [True, True, False]})
AREAS = pd.DataFrame([("w1", "d1", -7.9, 112.6), ("w2", "d2", -8.0, 112.7)],
                     columns=["area_code", "district_code", "lat", "lon"])
VENUES = pd.DataFrame([("V1", "w1", -7.95, 112.65), ("V2", None, None, None)],
                      columns=["venue_id", "area_code", "lat", "lon"])
NAMES = pd.DataFrame({
    "venue_id": ["V1", "V1", "V2", "V3", "V4"],
    "name": ["Stadion Gajayana", "Gajayana", "Lapangan Rampal", "Balai RW", "Balai RW"],
})


def timed(settings: EstimateSettings | None = None, **columns) -> dict:
    row = {"event_id": 1, "state": "planned", "organiser": "A", "activity": "tatap_muka",
           "starts": datetime(2024, 1, 27, 9), "ends": pd.NaT, **columns}
    frame = time_events(pd.DataFrame([row]), activities=ACTIVITIES, areas=AREAS, venues=VENUES, settings=settings)
    return frame.to_dict("records")[0]


ENDS = [
    ("told", "tatap_muka", 9, 11, 11, False),
    ("indoor", "tatap_muka", 9, None, 12, True),
    ("rally", "rapat_umum", 13, None, 18, True),
    ("rally-just-before", "rapat_umum", 17, None, 18, True),
    ("rally-from-eighteen", "rapat_umum", 18, None, 21, True),
    ("rally-told", "rapat_umum", 13, 16, 16, False),
    ("end-at-the-start", "tatap_muka", 9, 9, 12, True),
    ("end-before-the-start", "rapat_umum", 9, 8, 18, True),
]


@pytest.mark.parametrize(
    ("activity", "starts", "ends", "expected", "estimated"), [c[1:] for c in ENDS], ids=[c[0] for c in ENDS])
def test_end(activity: str, starts: int, ends: int | None, expected: int, estimated: bool) -> None:
    day = datetime(2024, 1, 27)
    row = timed(activity=activity, starts=day.replace(hour=starts), ends=day.replace(hour=ends) if ends else pd.NaT)
    assert (row["ends_or_estimate"], row["end_is_estimate"]) == (day.replace(hour=expected), estimated)


def test_a_late_event_ends_on_the_next_day() -> None:
    assert timed(starts=datetime(2024, 1, 27, 22, 30))["ends_or_estimate"] == datetime(2024, 1, 28, 1, 30)


def test_an_end_the_sender_estimated_is_kept_and_marked() -> None:
    row = timed(ends=datetime(2024, 1, 27, 10), end_is_estimate=True)
    assert (row["ends_or_estimate"], row["end_is_estimate"]) == (datetime(2024, 1, 27, 10), True)


def test_the_office_may_assume_otherwise() -> None:
    settings = EstimateSettings(rally_ends_hour=17, lasts_hours=2, large_crowd=500)
    assert timed(settings)["ends_or_estimate"] == datetime(2024, 1, 27, 11)
    assert timed(settings, activity="rapat_umum")["ends_or_estimate"] == datetime(2024, 1, 27, 17)
    assert timed(settings, attendance=500)["crowd_is_large"]


POINTS = [
    ("venue", {"venue_id": "V1", "lat": -1.0, "lon": 1.0, "area_code": "w2"}, (-7.95, 112.65, False)),
    ("own", {"venue_id": "V2", "lat": -1.0, "lon": 1.0, "area_code": "w2"}, (-1.0, 1.0, False)),
    ("own-estimate", {"lat": -1.0, "lon": 1.0, "position_is_estimate": True}, (-1.0, 1.0, True)),
    ("ward", {"area_code": "w2"}, (-8.0, 112.7, True)),
    ("ward-of-a-venue-without-point", {"venue_id": "V2", "area_code": "w1"}, (-7.9, 112.6, True)),
]


@pytest.mark.parametrize(("columns", "expected"), [c[1:] for c in POINTS], ids=[c[0] for c in POINTS])
def test_point(columns: dict, expected: tuple) -> None:
    row = timed(**columns)
    assert (row["lat"], row["lon"], row["position_is_estimate"]) == expected


def test_no_point_at_all() -> None:
    row = timed(area_code="w9")
    assert pd.isna(row["lat"])
    assert pd.isna(row["district_code"])
    assert row["position_is_estimate"]


def test_ward_and_district_come_from_the_venue() -> None:
    row = timed(venue_id="V1")
    assert (row["area_code"], row["district_code"]) == ("w1", "d1")
    assert (timed(venue_id="V1", area_code="w2")["district_code"]) == "d2"


@pytest.mark.parametrize(("activity", "gathers"), [("tatap_muka", True), ("media_sosial", False), ("new", True)])
def test_who_gathers(activity: str, gathers: bool) -> None:
    assert timed(activity=activity)["gathers"] == gathers


@pytest.mark.parametrize(
    ("attendance", "told", "large"),
    [(999, None, False), (1000, None, True), (None, None, False), (None, True, True), (None, False, False)],
)
def test_large_crowd_even_where_the_number_is_masked(attendance: int | None, told: bool | None, large: bool) -> None:
    assert timed(attendance=attendance, crowd_is_large=told)["crowd_is_large"] == large


def test_no_events() -> None:
    nothing = pd.DataFrame({"event_id": [], "organiser": [], "activity": [], "starts": []})
    assert len(time_events(nothing, activities=ACTIVITIES, areas=AREAS, venues=VENUES)) == 0


def test_timing_twice_is_timing_once() -> None:
    once = pd.DataFrame([timed(area_code="w1", attendance=1200, venue="Lap. Rampal")])
    twice = time_events(once, activities=ACTIVITIES, areas=AREAS, venues=VENUES)
    pd.testing.assert_frame_equal(twice[once.columns], once, check_dtype=False)


def test_refuses_events_without_a_start() -> None:
    with pytest.raises(ValueError, match="lack starts"):
        time_events(pd.DataFrame({"event_id": [1], "organiser": ["A"], "activity": ["x"]}),
                    activities=ACTIVITIES, areas=AREAS, venues=VENUES)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Lap. Rampal", "lapangan rampal"), ("LAPANGAN  RAMPAL", "lapangan rampal"),
        ("Gd. KNPI (lt. 2)", "gedung knpi lt 2"),
        ("Café Loji", "cafe loji"), ("-", None), ("", None), (None, None), (float("nan"), None),
    ],
)
def test_venue_key(words: str | None, key: str | None) -> None:
    assert venue_key(words) == key


def test_recognises_a_venue_by_any_of_its_names() -> None:
    events = pd.DataFrame({
        "venue": ["STADION GAJAYANA", "Lap. Rampal", "Balai RW", "Rumah warga", "Gajayana", None],
        "venue_id": [None, None, None, None, "V9", None],
        "area_code": [None, "w2", None, None, None, None],
    })
    found = recognise_venues(events, venues=VENUES, venue_names=NAMES)["venue_id"]
    assert found.astype(object).where(found.notna(), None).tolist() == ["V1", "V2", None, None, "V9", None]


def test_a_ward_that_contradicts_leaves_the_venue_open() -> None:
    events = pd.DataFrame({"venue": ["Gajayana", "Gajayana"], "area_code": ["w1", "w2"]})
    found = recognise_venues(events, venues=VENUES, venue_names=NAMES)["venue_id"]
    assert found.isna().tolist() == [False, True]
