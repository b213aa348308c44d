"""Events held together, by naming each other."""

import pytest

from lib.schedule.joint_events import find_joint_events
from tests.schedule.surroundings import CITY, telling
from tests.schedule.timed import event

HALL = {"venue_id": "V1"}
BOTH = "Rapat akbar PAN dan PKB"


def are_joint(one: dict, other: dict) -> bool:
    return len(find_joint_events(telling([one, other]), CITY.organisers)) == 1


@pytest.mark.parametrize(("one", "other", "joint"), [
    (BOTH, BOTH, True), ("Bersama PKB", "bersama Partai Amanat Nasional", True), (BOTH, None, True),
    ("Bersama PKB", "Temu warga", False), ("Temu warga", "Temu warga", False), (None, None, False),
    ("Bersama PKBM", "PAN", False), ("Bersama PSI", "Bersama PAN", False),
], ids=["both", "other-names", "one-untold", "one-sided", "neither", "untold", "part-of-a-word", "a-third"])
def test_each_must_name_the_other(one: str | None, other: str | None, joint: bool) -> None:
    assert are_joint(event(1, "A", **HALL, title=one), event(2, "B", **HALL, title=other)) == joint
    assert are_joint(event(1, "B", **HALL, title=other), event(2, "A", **HALL, title=one)) == joint


@pytest.mark.parametrize(("hours", "where", "joint"), [
    ("09:30-13:00", HALL, True), ("10:00-13:00", HALL, False), ("09:00-12:00", {"venue_id": "V2"}, False),
    ("33:00-36:00", HALL, False),
], ids=["half-an-hour", "an-hour-later", "elsewhere", "next-day"])
def test_one_place_and_one_hour(hours: str, where: dict, joint: bool) -> None:
    assert are_joint(event(1, "A", **HALL, title=BOTH), event(2, "B", hours, **where, title=BOTH)) == joint


def test_words_of_a_venue_are_enough_in_one_ward() -> None:
    def balai(ward: str | None) -> dict:
        return {"venue_key": "balai rw 3", "area_code": ward, "title": BOTH}
    assert are_joint(event(1, "A", **balai("w1")), event(2, "B", **balai("w1")))
    assert not are_joint(event(1, "A", **balai("w1")), event(2, "B", **balai("w2")))
    assert not are_joint(event(1, "A", title=BOTH), event(2, "B", title=BOTH))
