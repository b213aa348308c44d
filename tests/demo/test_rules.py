"""What the election's rules say of the demonstration's schedules: few things to clarify, none of them hidden."""

from collections import Counter
from datetime import date

import pandas as pd
import pytest

from lib.demo.generate import build_city
from lib.demo.scenarios import Scenario
from lib.reference.packs import read_table
from lib.schedule.events import recognise_venues, time_events
from lib.schedule.notices.due import notices_due
from lib.schedule.notices.notice_rules import read_notice_rules
from lib.schedule.rules.facts import Facts, gather_facts
from lib.schedule.rules.findings import check_rules, summarise_events
from lib.schedule.rules.kinds import read_rules


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return Scenario()


@pytest.fixture(scope="module")
def events(scenario: Scenario) -> pd.DataFrame:
    """The events as the files tell them, each once, timed."""
    told = {(row["party"], row["start"], row["venue"]): row
            for _, truth in build_city(scenario) if truth.kind == "schedule" for row in truth.rows}
    rows = pd.DataFrame({
        "event_id": range(1, len(told) + 1),
        **{ours: [row[theirs] if row[theirs] != "" else None for row in told.values()] for ours, theirs in (
            ("organiser", "party"), ("activity", "activity"), ("starts", "start"), ("ends", "end"),
            ("venue", "venue"), ("area_code", "area_code"), ("attendance", "attendance"), ("title", "title"),
            ("permit_no", "permit_no"), ("contact", "contact"),
            ("notified", "notified"), ("speakers", "speakers"), ("vehicles", "vehicles"))}})
    rows = rows.assign(**{name: pd.to_datetime(rows[name]) for name in ("starts", "ends", "notified")})
    venues = pd.DataFrame(read_table(scenario.city / "venues.csv"))
    names = venues.assign(name=[[name, *more] for name, more in zip(venues["name"], venues["alt_names"], strict=True)])
    rows = recognise_venues(rows, venues=venues, venue_names=names.explode("name"))
    return time_events(rows, activities=pd.DataFrame(read_table(scenario.vocabulary / "activities.csv")),
                       areas=pd.DataFrame(read_table(scenario.city / "areas.csv")), venues=venues)


@pytest.fixture(scope="module")
def facts(scenario: Scenario) -> Facts:
    return gather_facts(
        venues=read_table(scenario.city / "venues.csv"), places=read_table(scenario.city / "places.csv"),
        organiser_tickets=read_table(scenario.election / "organiser_tickets.csv"),
        calendar=read_table(scenario.city / "calendar_days.csv"))


@pytest.fixture(scope="module")
def findings(scenario: Scenario, events: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    return check_rules(events, read_rules(read_table(scenario.election / "rules.csv")), facts)


def test_suspicions_are_few_and_known(findings: pd.DataFrame) -> None:
    suspected = findings[findings["answer"] == "dugaan"]
    found = sorted((rule, organiser, str(day.date())) for rule, organiser, day in
                   zip(suspected["rule_id"], suspected["organiser"], suspected["starts"], strict=True))

    assert found == [
        ("G-CAP-03", "PAN", "2024-01-13"), ("G-PP-03", "BURUH", "2024-01-17"),
        ("G-ZN-02", "NASDEM", "2024-02-05"), ("G-ZN-02", "PKS", "2024-01-26"), ("G-ZN-03", "PSI", "2024-01-31"),
        ("G-ZN-04", "HANURA", "2024-02-07"), ("G-ZN-04", "PPP", "2024-01-29")]


def test_every_event_is_judged_and_all_three_answers_are_there(events: pd.DataFrame, findings: pd.DataFrame) -> None:
    whole = summarise_events(findings)

    assert set(whole["event_id"]) == set(events["event_id"])
    assert Counter(whole["whole"]).keys() == {"dugaan", "tidak_dapat_diperiksa", "lulus"}
    passing = events[events["event_id"].isin(whole[whole["whole"] == "lulus"]["event_id"])]
    assert set(passing["organiser"]) == {"GERINDRA", "HANURA"}


def test_the_two_anchors_are_on_their_zone_days(findings: pd.DataFrame) -> None:
    anchors = findings[findings["rule_id"].isin(["G-ZN-03", "G-ZN-04"])]
    found = {(row.organiser, str(row.starts.date())): row.answer for row in anchors.itertuples()}

    assert (found["PDIP", "2024-01-30"], found["DEMOKRAT", "2024-02-01"]) == ("lulus", "lulus")


def test_words_of_nearly_every_place_are_understood(findings: pd.DataFrame) -> None:
    unknown = findings[findings["missing"].map(lambda names: "place_kind" in names)]

    assert unknown["event_id"].nunique() <= 5


def test_notices_of_the_demonstrations_day(scenario: Scenario, events: pd.DataFrame, facts: Facts) -> None:
    today = date.fromisoformat(scenario.settings["today"])
    due = notices_due(events, pd.DataFrame(read_table(scenario.city / "calendar_days.csv")), today,
                      read_notice_rules(read_table(scenario.election / "rules.csv")), facts=facts)

    assert due["starts"].min().date() >= today
    assert set(due["state"]) == {"terbuka", "lewat_batas", "lewat_terbit"}
    assert set(due["addressee"]) == {"polres"}
    assert due["notice_by"].is_monotonic_increasing
