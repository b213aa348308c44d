"""What the letter must tell, and when it must be there. What a schedule lacks is not known, never suspected."""

from datetime import date, datetime

import pytest

from lib.text import say
from tests.schedule.rules.planned import PILKADA, answer, judge, planned, rule

PASS, SUSPECTED = ("lulus", []), ("dugaan", [])
TOLD = {"speakers": "Fulan", "title": "Hajatan", "contact": "Fulanah", "vehicles": 40, "attendance": 100}


def lacks(*fields: str) -> tuple:
    return "tidak_dapat_diperiksa", list(fields)


@pytest.mark.parametrize(("changes", "expected"), [
    ({}, PASS), ({"vehicles": None}, lacks("vehicles")), ({"vehicles": 0}, PASS), ({"speakers": ""}, lacks("speakers")),
    ({"speakers": []}, lacks("speakers")), ({"speakers": ["Fulan", "Fulanah"]}, PASS),
    (dict.fromkeys(TOLD), lacks("speakers", "title", "attendance", "vehicles", "contact"))])
def test_letter_of_a_rally_tells_crowd_and_vehicles(changes: dict, expected: tuple) -> None:
    assert answer(planned(**{**TOLD, **changes}), "G-NT-02") == expected


@pytest.mark.parametrize(("venue", "expected"), [
    ("Balai RW 04", PASS), ("Zoom Meeting", lacks("link"))])
def test_link_is_asked_of_online_meetings_only(venue: str, expected: tuple) -> None:
    assert answer(planned(**TOLD, activity="pertemuan_terbatas", venue=venue), "G-NT-01") == expected


def test_fields_of_the_pilkada_form() -> None:
    assert answer(planned("2024-10-05", activity="tatap_muka"), "P-NT-03", PILKADA) == lacks("speakers", "vehicles")


LAST = date(2024, 1, 18)  # seven working days before Saturday 27 January


@pytest.mark.parametrize(("notified", "expected"), [
    (date(2024, 1, 17), PASS), (LAST, PASS), (date(2024, 1, 19), SUSPECTED), (datetime(2024, 1, 18, 15), PASS),
    (None, lacks("notified"))])
def test_notice_comes_seven_working_days_before(notified: date | None, expected: tuple) -> None:
    assert answer(planned(notified=notified), "G-NT-03") == expected


@pytest.mark.parametrize(("receipt", "notified", "expected"), [
    (LAST, None, PASS), (date(2024, 1, 19), None, lacks("notified")), (date(2024, 1, 24), LAST, PASS),
    (date(2024, 1, 24), date(2024, 1, 19), SUSPECTED)],
    ids=["early receipt", "late receipt alone", "late receipt, early notice", "late notice"])
def test_receipt_of_an_early_day_shows_a_notice_in_time(
    receipt: date, notified: date | None, expected: tuple
) -> None:
    assert answer(planned(permit_date=receipt, notified=notified), "G-NT-03") == expected


@pytest.mark.parametrize(("day", "last"), [
    ("2024-01-02", "Sel 19 Des"), ("2024-01-30", "Jum 19 Jan"), ("2024-02-10", "Sel 30 Jan")])
def test_holidays_of_the_calendar_do_not_count(day: str, last: str) -> None:
    found = judge(planned(day, activity="tatap_muka")).query("rule_id == 'G-NT-03'")

    assert say(found["reason"].iloc[0]) == (
        f"Belum diketahui: tanggal pemberitahuan diterima polisi; batas akhirnya {last}.")


def test_unit_decides_whether_weekends_count() -> None:
    days = rule("notification", "lead_time_working_days", "7", unit="hari")

    assert answer(planned(notified=date(2024, 1, 20)), "X-1", by=days) == PASS
    assert answer(planned(notified=date(2024, 1, 21)), "X-1", by=days) == SUSPECTED


def test_notice_before_perpol_5_of_2024_is_not_judged_by_it() -> None:
    assert answer(planned("2024-05-12"), "P-NT-01", PILKADA) is None
    assert answer(planned("2024-05-13"), "P-NT-01", PILKADA) == lacks("notified")


@pytest.mark.parametrize("rule_id", ["G-NT-03", "G-NT-02"])
def test_what_gathers_nobody_needs_no_notice(rule_id: str) -> None:
    assert answer(planned(gathers=False), rule_id) is None


@pytest.mark.parametrize(("vehicles", "route", "expected"), [
    (0, None, PASS), (30, "Jl. Ijen", PASS), (30, None, lacks("route")), (None, None, lacks("route", "vehicles"))])
def test_convoy_tells_route_and_vehicles(vehicles: int | None, route: str | None, expected: tuple) -> None:
    assert answer(planned(vehicles=vehicles, route=route), "G-CV-01") == expected


@pytest.mark.parametrize(("activity", "rule_id", "field"), [
    ("penyebaran_bahan", "G-LM-01", "item_value"), ("media_sosial", "G-LM-02", "accounts"),
    ("alat_peraga", "G-PP-05", "display_points")])
def test_what_no_schedule_tells_cannot_be_checked(activity: str, rule_id: str, field: str) -> None:
    assert answer(planned(activity=activity), rule_id) == lacks(field)
