"""One speaker or organiser in two places that cannot be reached in time."""

from itertools import combinations
from random import Random

import pytest

from lib.schedule.distances import haversine
from lib.schedule.double_bookings import find_double_bookings
from lib.schedule.settings import TravelSettings
from tests.schedule.surroundings import EAST, METRE, telling
from tests.schedule.timed import SATURDAY, at, event

ADI = {"speakers": "Bpk. Adi Sucipto, SE; Ibu Rina"}


def place(metres: float, **columns) -> dict:
    return {"lat": EAST[0] + metres * METRE, "lon": EAST[1], **columns}


def booked(*events: dict) -> list[tuple]:
    found = find_double_bookings(telling(list(events)))
    return list(zip(found["event_a"], found["event_b"], found["kind_rank"], strict=True))


HOURS = [
    ("overlapping", "09:00-12:00", 3000, True), ("touching", "12:00-13:00", 3000, True),
    ("just-too-late", "12:09-13:00", 3000, True), ("just-in-time", "12:10-13:00", 3000, False),
    ("one-place", "09:00-12:00", 149, False), ("next-day", "36:00-37:00", 9000, False),
]


@pytest.mark.parametrize(("hours", "metres", "expected"), [c[1:] for c in HOURS], ids=[c[0] for c in HOURS])
def test_time_between_is_held_against_the_journey(hours: str, metres: float, expected: bool) -> None:
    """3 km at 25 km/h over 1.3 times as much road: 9.4 minutes, said as 10."""
    assert booked(event(1, "A", **place(0), **ADI), event(2, "B", hours, **place(metres), **ADI)) == (
        [(1, 2, 107)] if expected else [])


def test_what_a_double_booking_tells() -> None:
    found = find_double_bookings(telling([
        event(1, "A", **place(0), speakers="Ibu Rina Dewi; H. Adi Sucipto"),
        event(2, "B", **place(3000), speakers=["Bpk. Adi Sucipto, SE", "Rina Dewi"])]))
    assert found[["against", "needed_minutes"]].values.tolist() == [["Bpk. Adi Sucipto, Ibu Rina Dewi", 10]]


@pytest.mark.parametrize("speakers", ["Adi Sucipta", "Adi", "Bpk. Adi", "Ketua DPC; Tim", "Sucipto Adi", None])
def test_only_the_very_name_counts(speakers: str | None) -> None:
    assert booked(event(1, "A", **place(0), **ADI), event(2, "B", **place(3000), speakers=speakers)) == []


def test_the_same_words_of_an_office_are_no_person() -> None:
    same = {"speakers": "Ketua DPC; Caleg Dapil 1"}
    assert booked(event(1, "A", **place(0), **same), event(2, "B", **place(3000), **same)) == []


def test_wards_and_venues_stand_in_for_points() -> None:
    def ward(number: int, code: str, **columns) -> dict:
        return event(number, "A", area_code=code, position_is_estimate=True, **ADI, **columns)
    assert booked(ward(1, "w1"), ward(2, "w2")) == [(1, 2, 107)]
    assert booked(ward(1, "w1"), ward(2, "w1")) == []
    assert booked(ward(1, "w1", venue_key="balai"), ward(2, "w1", venue_key="aula")) == [(1, 2, 107)]
    assert booked(ward(1, "w1", venue_key="balai"), ward(2, "w1", venue_key="balai")) == []


@pytest.mark.parametrize(("columns", "expected"), [
    ({"activity": "rapat_umum"}, True), ({"activity": "pawai"}, True), ({"crowd_is_large": True}, True), ({}, False),
], ids=["rally", "parade", "large", "small"])
def test_an_organiser_is_asked_of_its_large_events_only(columns: dict, expected: bool) -> None:
    one, other = event(1, "A", **place(0), **columns), event(2, "A", **place(3000), **columns)
    assert booked(one, other) == ([(1, 2, 108)] if expected else [])
    assert booked(one, {**other, "organiser": "B"}) == []


@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_judging_every_pair(seed: int) -> None:
    draw = Random(seed)
    events = [event(
        number, draw.choice("AB"), **place(draw.choice([0, 100, 400, 5000, 12_000])),
        starts=at("00:00") + (starts := 5 * draw.randrange(600)) * (at("00:01") - SATURDAY),
        ends_or_estimate=at("00:00") + (starts + 5 * draw.randint(1, 60)) * (at("00:01") - SATURDAY),
        speakers=draw.choice([None, "Adi Sucipto", "Rina Dewi", "Adi Sucipto; Rina Dewi"])) for number in range(300)]
    settings = TravelSettings(speed_kmh=20, detour=1.4)
    found = find_double_bookings(telling(events), settings)
    expected = []
    for one, other in combinations(events, 2):
        shared = set((one["speakers"] or "").split("; ")) & set((other["speakers"] or "").split("; ")) - {""}
        metres = float(haversine(one["lat"], one["lon"], other["lat"], other["lon"]))
        gap = (max(one["starts"], other["starts"]) - min(one["ends_or_estimate"], other["ends_or_estimate"])
               ).total_seconds() / 60
        # Whole minutes of the journey are needed, and hours stand on five minutes here.
        if shared and metres > 150 and (gap < 0 or gap < -(-metres * 1.4 // (20_000 / 60))):
            expected.append((one["event_id"], other["event_id"]))
    assert list(zip(found["event_a"], found["event_b"], strict=True)) == expected
    assert len(expected) > 100


@pytest.mark.parametrize("wrong", [{"speed_kmh": 0}, {"detour": 0.9}], ids=["no-speed", "short-cut"])
def test_a_journey_that_cannot_be_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="journey"):
        TravelSettings(**wrong)
