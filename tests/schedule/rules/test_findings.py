"""Findings as a table, and what they say of an event as a whole."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.schedule.rules.answers import ANSWERS, FIELDS
from lib.schedule.rules.findings import COLUMNS, check_rules, summarise_event, summarise_events
from lib.text import say
from tests.schedule.rules.planned import PEMILU, PILKADA, facts, judge, planned, rule, rules


def test_columns_and_their_types_even_without_rows() -> None:
    frame = pd.DataFrame([planned()])
    full, empty = judge(planned()), check_rules(frame.iloc[:0], rules(), facts())

    assert list(full) == list(empty) == list(COLUMNS)
    assert full.dtypes.astype(str).tolist() == empty.dtypes.astype(str).tolist()
    assert (len(empty), full["missing"].map(type).unique().tolist()) == (0, [list])


def test_key_is_of_event_and_rule_and_outlives_recomputing() -> None:
    first = judge(planned(), planned(activity="tatap_muka"))
    again = judge(planned(attendance=20), planned(activity="tatap_muka", organiser="PAN"))

    assert first["finding_key"].is_unique
    assert first["finding_key"].tolist() == (first["event_id"].astype(str) + "-" + first["rule_id"]).tolist()
    assert set(first["finding_key"]) - set(again["finding_key"]) == set()


def test_text_ids_of_events_are_kept() -> None:
    found = check_rules(pd.DataFrame([planned(event_id="x7")]), rules(), facts())

    assert set(found["event_id"]) == {"x7"}
    assert "x7-G-MT-07" in set(found["finding_key"])


@pytest.mark.parametrize(("state", "is_checked"), [
    ("planned", True), ("moved", True), ("held", True), ("cancelled", False), (None, True)])
def test_cancelled_events_are_not_checked(state: str | None, is_checked: bool) -> None:
    assert (len(judge(planned(state=state))) > 0) == is_checked


def test_every_finding_says_where_it_comes_from() -> None:
    found = judge(planned(), planned("2024-02-12", "20:00", "23:00", venue="Masjid Contoh"))

    assert found[["legal_ref", "source", "verification", "sureness"]].map(bool).all(axis=None)
    assert found.query("rule_id == 'G-PH-02'")[["answer", "level", "sureness"]].values.tolist() == [
        ["lulus", 5, "verified"], ["dugaan", 5, "verified"]]


def test_neutral_wording() -> None:
    found = judge(planned("2024-02-12", "20:00", "23:00", venue="Masjid Contoh", attendance=9000))

    assert "dugaan" in set(found["answer"])
    assert [sentence for sentence in found["reason"].map(say) if "langgar" in sentence.lower()] == []


@pytest.mark.parametrize(("answers", "whole", "sentence"), [
    (["lulus", "dugaan", "tidak_dapat_diperiksa"], "dugaan",
     "1 perlu diklarifikasi, 1 tidak dapat diperiksa, 1 lulus."),
    (["lulus", "tidak_dapat_diperiksa"], "tidak_dapat_diperiksa",
     "0 perlu diklarifikasi, 1 tidak dapat diperiksa, 1 lulus."),
    (["lulus", "lulus"], "lulus", "0 perlu diklarifikasi, 0 tidak dapat diperiksa, 2 lulus."),
    ([], "tanpa_aturan", "Tidak ada aturan tentang metode ini yang dapat diperiksa dari jadwal.")])
def test_event_as_a_whole(answers: list[str], whole: str, sentence: str) -> None:
    found, message = summarise_event(pd.DataFrame({"answer": pd.Series(answers, dtype="str")}))

    assert (found, say(message)) == (whole, sentence)


def test_events_as_a_table() -> None:
    found = summarise_events(judge(planned(activity="media_sosial"), planned("2024-02-12", activity="media_sosial")))

    assert found["whole"].tolist() == ["tidak_dapat_diperiksa", "dugaan"]
    assert found["level"].isna().tolist() == [True, False]
    assert found.loc[1, "level"] == 5
    assert found[list(ANSWERS)].sum(axis=1).tolist() == judge(
        planned(activity="media_sosial"), planned(activity="media_sosial"))["event_id"].value_counts().tolist()


EVENTS = st.builds(
    planned, day=st.dates(date(2023, 11, 20), date(2024, 2, 20)).map(date.isoformat),
    start=st.sampled_from(["00:00", "08:59", "09:00", "12:00", "17:59", "23:30"]),
    end=st.sampled_from([None, "00:30", "12:30", "18:00", "23:59"]),
    activity=st.sampled_from(["rapat_umum", "pertemuan_terbatas", "tatap_muka", "pawai", "alat_peraga", "debat"]),
    organiser=st.sampled_from(["PDIP", "PKB", "GELORA", "PASLON-2"]),
    venue=st.sampled_from([None, "Masjid", "Balai RW 1", "SDN 2", "Pujasera", "Zoom", "Kampus"]),
    venue_id=st.sampled_from([None, "V01", "V08", "V99"]), lat=st.sampled_from([None, -7.98]),
    attendance=st.sampled_from([None, 1, 10**6]), vehicles=st.sampled_from([None, 0, 9]),
    route=st.sampled_from([None, "Jl. Ijen"]), joint_key=st.sampled_from([None, "j"]))


@pytest.mark.parametrize("election", [PEMILU, PILKADA])
@given(events=st.lists(EVENTS, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_any_event_gets_one_plain_answer_per_rule(election: str, events: list[dict]) -> None:
    events = [{**event, "starts": event["starts"] + timedelta(days=300 * (election == PILKADA)),
               "ends_or_estimate": event["ends_or_estimate"] + timedelta(days=300 * (election == PILKADA))}
              for event in events]
    found = judge(*events, by=election)

    assert found["finding_key"].is_unique
    assert set(found["answer"]) <= set(ANSWERS)
    assert ((found["answer"] == "tidak_dapat_diperiksa") == found["missing"].map(bool)).all()
    assert set(found["missing"].explode().dropna()) <= set(FIELDS)
    assert not found["reason"].map(say).str.contains("[{}]").any()
    for _event, own in found.groupby("event_id"):
        assert (summarise_event(own)[0] == "lulus") == (set(own["answer"]) == {"lulus"})


def test_counted_events_may_be_more_than_the_judged_ones() -> None:
    limit = rule("clash", "max_per_day_city", "1", method="rapat_umum")
    other = pd.DataFrame([planned(event_id=1), planned(event_id=2, organiser="PAN")])[
        ["event_id", "state", "organiser", "activity", "starts", "joint_key"]]
    found = check_rules(pd.DataFrame([planned()]), [limit], facts(), counted=other)

    assert found[["event_id", "answer"]].values.tolist() == [[1, "dugaan"]]
    assert found["starts"].tolist() == [datetime(2024, 1, 27, 13)]
