"""Limits on people and vehicles, by event, by day and by campaign."""

import pytest

from lib.schedule.rules.settings import RuleSettings
from lib.text import say, using
from tests.schedule.rules.planned import PILKADA, answer, judge, planned, rule

PASS, SUSPECTED = ("lulus", []), ("dugaan", [])
MEETING = {"activity": "pertemuan_terbatas", "venue": "Balai RW 04"}


def lacks(*fields: str) -> tuple:
    return "tidak_dapat_diperiksa", list(fields)


@pytest.mark.parametrize(("people", "expected"), [
    (1000, PASS), (1001, SUSPECTED), (None, lacks("attendance"))])
def test_limited_meetings_of_a_city_invite_a_thousand(people: int | None, expected: tuple) -> None:
    assert answer(planned(**MEETING, attendance=people), "G-CAP-03") == expected


@pytest.mark.parametrize(("level", "rule_id", "most"), [
    ("kabupaten_kota", "G-CAP-03", 1000), ("provinsi", "G-CAP-02", 2000), ("nasional", "G-CAP-01", 3000)])
def test_only_the_cap_of_the_team_s_level_holds(level: str, rule_id: str, most: int) -> None:
    settings = RuleSettings(level=level)
    caps = judge(planned(**MEETING, attendance=most), by="pemilu_2024", settings=settings).query(
        "kind == 'participant_cap' and rule_id != 'G-CAP-04'")

    assert caps[["rule_id", "answer"]].values.tolist() == [[rule_id, "lulus"]]
    assert answer(planned(**MEETING, attendance=most + 1), rule_id, settings=settings) == SUSPECTED
    assert answer(planned(**MEETING, attendance=most + 1, level=level), rule_id) == SUSPECTED


def test_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="desa"):
        RuleSettings(level="desa")


@pytest.mark.parametrize(("people", "expected"), [(5000, PASS), (5001, SUSPECTED)])
def test_pilkada_rallies_in_the_city_have_five_thousand(people: int, expected: tuple) -> None:
    assert answer(planned("2024-10-05", attendance=people), "P-CAP-01", PILKADA) == expected


@pytest.mark.parametrize(("venue", "people", "expected"), [
    ({"venue_id": "V08"}, 2500, PASS), ({"venue_id": "V08"}, 2501, SUSPECTED),
    ({"venue_id": "V11"}, 100, lacks("capacity")), ({}, 100, lacks("capacity")),
    ({}, None, lacks("attendance", "capacity")), ({"venue": "Zoom Meeting"}, 5000, PASS)])
def test_room_holds_the_people(venue: dict, people: int | None, expected: tuple) -> None:
    assert answer(planned(**{**MEETING, **venue}, attendance=people), "G-CAP-04") == expected


@pytest.mark.parametrize(("vehicles", "expected"), [(50, PASS), (51, SUSPECTED), (None, lacks("vehicles"))])
def test_cap_on_vehicles_is_a_kind_that_packs_may_use(vehicles: int | None, expected: tuple) -> None:
    assert answer(planned(vehicles=vehicles), "X-1", by=rule("vehicle_cap", "max_vehicles", "50")) == expected


def rallies(*events: tuple[str, str], **changes: object) -> list[list[object]]:
    """[event, answer] of the rules on numbers, of (organiser, day in October 2024) each."""
    found = judge(*(planned(f"2024-10-{day}", organiser=who, **changes) for who, day in events), by=PILKADA)
    return found[["event_id", "rule_id", "answer"]].values.tolist()


def test_second_rally_of_a_pair_is_one_too_many_and_the_first_is_not() -> None:
    found = [row for row in rallies(("PASLON-1", "12"), ("PASLON-1", "05"), ("PASLON-2", "06")) if row[1] == "P-CT-01"]

    assert found == [[1, "P-CT-01", "dugaan"], [2, "P-CT-01", "lulus"], [3, "P-CT-01", "lulus"]]


def test_rally_of_a_party_may_be_for_another_pair() -> None:
    assert answer(planned("2024-10-05", organiser="PDIP"), "P-CT-01", PILKADA) == lacks("pair")


def test_two_rallies_on_one_day_are_both_to_clarify() -> None:
    found = [row for row in rallies(("PASLON-1", "05"), ("PASLON-2", "05"), ("PASLON-3", "06")) if row[1] == "P-CF-01"]

    assert found == [[1, "P-CF-01", "dugaan"], [2, "P-CF-01", "dugaan"], [3, "P-CF-01", "lulus"]]


@pytest.mark.parametrize("changes", [{"joint_key": "j"}, {"state": "cancelled"}, {"activity": "tatap_muka"}],
                         ids=["joint", "cancelled", "another method"])
def test_what_does_not_count_as_a_second_rally(changes: dict) -> None:
    first, second = planned("2024-10-05", joint_key=changes.get("joint_key")), planned("2024-10-05", **changes)
    found = judge(first, second, by=PILKADA).query("rule_id == 'P-CF-01'")

    assert set(found["answer"]) == {"lulus"}


def test_pemilu_counts_no_rallies() -> None:
    assert not judge(planned(), planned()).query("kind in ['clash', 'count_limit']").size


def test_sentence_is_worded_when_it_is_said() -> None:
    reason = judge(planned(**MEETING, attendance=1200)).query("rule_id == 'G-CAP-03'")["reason"].iloc[0]

    assert say(reason) == "Perkiraan 1.200; paling banyak 1.000."
    with using("en"):
        assert say(reason) == "1,200 expected; at most 1,000."
