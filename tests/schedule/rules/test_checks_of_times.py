"""Days and hours at their borders: the first and the last day count, an hour that ends there is in time."""

import pytest

from lib.text import say
from tests.schedule.rules.planned import PILKADA, answer, judge, planned, rule

PASS, SUSPECTED = ("lulus", []), ("dugaan", [])
UNKNOWN_END = ("tidak_dapat_diperiksa", ["ends"])


@pytest.mark.parametrize(("day", "expected"), [
    ("2024-01-20", SUSPECTED), ("2024-01-21", PASS), ("2024-02-10", PASS), ("2024-02-11", SUSPECTED)])
def test_rallies_are_open_from_21_january_to_10_february_2024(day: str, expected: tuple) -> None:
    assert answer(planned(day), "G-MT-07") == expected


@pytest.mark.parametrize(("day", "expected"), [
    ("2024-09-24", SUSPECTED), ("2024-09-25", PASS), ("2024-11-23", PASS), ("2024-11-24", SUSPECTED)])
def test_pilkada_rallies_are_open_the_whole_campaign(day: str, expected: tuple) -> None:
    assert answer(planned(day), "P-MT-02", PILKADA) == expected


@pytest.mark.parametrize(("day", "method", "expected"), [
    ("2023-11-27", "tatap_muka", "G-MT-02"), ("2023-11-28", "tatap_muka", None), ("2024-02-10", "tatap_muka", None),
    ("2024-01-20", "iklan_media", "G-MT-06"), ("2023-11-27", "pawai", "G-PH-01"), ("2023-11-28", "pawai", None)])
def test_every_method_has_one_window(day: str, method: str, expected: str | None) -> None:
    found = judge(planned(day, activity=method)).query("kind == 'method_window'")

    assert len(found) == 1
    assert (found["rule_id"].iloc[0] if found["answer"].iloc[0] == "dugaan" else None) == expected


@pytest.mark.parametrize(("start", "end", "window", "quiet"), [
    ("20:00", "23:00", PASS, PASS), ("20:00", "00:00", PASS, PASS), ("20:00", "00:01", SUSPECTED, SUSPECTED),
    ("20:00", None, PASS, PASS), ("22:00", None, UNKNOWN_END, UNKNOWN_END)])
def test_last_day_ends_at_midnight(start: str, end: str | None, window: tuple, quiet: tuple) -> None:
    event = planned("2024-02-10", start, end, activity="tatap_muka")

    assert (answer(event, "G-MT-02"), answer(event, "G-PH-02")) == (window, quiet)


@pytest.mark.parametrize(("day", "expected"), [
    ("2024-02-10", PASS), ("2024-02-11", SUSPECTED), ("2024-02-13", SUSPECTED), ("2024-02-14", PASS)])
def test_quiet_period_is_three_days(day: str, expected: tuple) -> None:
    assert answer(planned(day, activity="media_sosial"), "G-PH-02") == expected


@pytest.mark.parametrize(("start", "end", "expected"), [
    ("09:00", "18:00", PASS), ("08:59", "12:00", SUSPECTED), ("13:00", "18:01", SUSPECTED), ("17:59", "18:00", PASS),
    ("18:00", "19:00", SUSPECTED), ("13:00", None, UNKNOWN_END), ("08:00", None, SUSPECTED),
    ("13:00", "01:00", SUSPECTED)])
@pytest.mark.parametrize(("day", "election", "rule_id"), [
    ("2024-01-27", "pemilu_2024", "G-TM-01"), ("2024-10-05", PILKADA, "P-TM-01")], ids=["pemilu", "pilkada"])
def test_rallies_last_from_nine_to_six(start: str, end: str | None, expected: tuple, day: str, election: str,
                                       rule_id: str) -> None:
    assert answer(planned(day, start, end), rule_id, election) == expected


def test_hours_are_asked_of_rallies_only() -> None:
    assert answer(planned(start="19:00", end="21:00", activity="tatap_muka"), "G-TM-01") is None


SQUARE = {"venue_id": "V05", "lat": -7.9826, "lon": 112.6308, "position_is_estimate": False}
FAR = {"lat": -8.02, "lon": 112.66, "position_is_estimate": False}


@pytest.mark.parametrize(("day", "start", "end", "place", "expected"), [
    ("2024-01-26", "11:30", "12:00", SQUARE, SUSPECTED), ("2024-01-26", "09:00", "11:30", SQUARE, PASS),
    ("2024-01-26", "13:00", "15:00", SQUARE, PASS), ("2024-01-26", "12:59", "15:00", SQUARE, SUSPECTED),
    ("2024-01-26", "09:00", "12:00", FAR, PASS), ("2024-01-27", "11:30", "12:00", SQUARE, PASS),
    ("2024-01-28", "10:00", "12:00", SQUARE, SUSPECTED),
    ("2024-01-26", "11:30", "12:00", {}, ("tidak_dapat_diperiksa", ["position"])),
    ("2024-01-26", "11:30", "12:00", {**SQUARE, "lat": -7.9806, "lon": 112.6315},
     ("tidak_dapat_diperiksa", ["position"])),
], ids=["friday", "ends before", "begins after", "last minute", "far", "saturday", "sunday", "place not known",
        "points too rough"])
def test_hours_of_worship_near_places_of_worship(day: str, start: str, end: str, place: dict,
                                                 expected: tuple) -> None:
    assert answer(planned(day, start, end, **place), "G-TM-02") == expected


def test_reason_names_place_and_metres() -> None:
    found = judge(planned("2024-01-26", "11:30", "12:00", **SQUARE)).query("rule_id == 'G-TM-02'")

    assert say(found["reason"].iloc[0]) == "Pada jam ibadah, sekitar 170 m dari Masjid Agung Jami Malang."


def test_rule_of_a_known_kind_is_a_row_of_data() -> None:
    late = rule("hours", "hours", "06:00-22:00", method="tatap_muka|pertemuan_terbatas")

    assert answer(planned(start="21:00", end="22:30", activity="tatap_muka"), "X-1", by=late) == SUSPECTED
    assert answer(planned(start="21:00", end="22:30"), "X-1", by=late) is None
