"""Findings at a glance: what is chosen, counted and said, and that nothing passes that cannot be checked."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.schedule.rules.answers import ANSWERS, PASS, SUSPECTED, UNCHECKED
from lib.schedule.rules.overviews import count_by_topic, list_events, narrow_findings, say_findings
from lib.text import say, using
from tests.schedule.rules.planned import judge, planned

OTHER_DAY = "2024-01-31"  # no zone day of PDIP's ticket


@pytest.fixture(scope="module")
def findings() -> pd.DataFrame:
    """A rally on its zone day, one on another's, and a face-to-face meeting."""
    return judge(planned("2024-01-27"), planned(OTHER_DAY), planned("2024-01-27", activity="tatap_muka"))


def test_narrowing_by_answer_topic_organiser_district_and_event(findings: pd.DataFrame) -> None:
    districts = {"35.73.02.1004": "35.73.02"}

    assert len(narrow_findings(findings, area_districts=districts)) == len(findings)
    assert narrow_findings(findings, area_districts=districts, answers=(SUSPECTED,))["rule_id"].tolist() == ["G-ZN-04"]
    assert set(narrow_findings(findings, area_districts=districts, topics=("zone_rotation-days",))["rule_id"]) == {
        "G-ZN-04"}
    assert narrow_findings(findings, area_districts=districts, districts=("35.73.01",)).empty
    assert narrow_findings(findings, area_districts=districts, organisers=("PKB",)).empty
    assert set(narrow_findings(findings, area_districts=districts, event_id=3)["event_id"]) == {3}


def test_suspected_events_come_first(findings: pd.DataFrame) -> None:
    rows = list_events(findings, findings)

    assert rows["event_id"].tolist() == [2, 1, 3]
    assert rows["whole"].tolist() == [SUSPECTED, UNCHECKED, UNCHECKED]
    assert rows[list(ANSWERS)].sum().sum() == len(findings)


@given(kept=st.sets(st.sampled_from(sorted(ANSWERS)), min_size=1))
@settings(max_examples=20, deadline=None)
def test_leaving_answers_out_lets_no_event_pass(findings: pd.DataFrame, kept: set[str]) -> None:
    chosen = narrow_findings(findings, area_districts={}, answers=tuple(kept))
    rows = list_events(chosen, findings).set_index("event_id")

    for event_id, row in rows.iterrows():
        outcomes = set(findings.loc[findings["event_id"] == event_id, "answer"])
        assert (row["whole"] == PASS) == (outcomes == {PASS})


def test_topics_are_counted_most_suspicions_first(findings: pd.DataFrame) -> None:
    topics = count_by_topic(findings)

    assert topics.iloc[0][["label", "rule_ids", SUSPECTED, UNCHECKED, PASS]].tolist() == [
        "Hari zona", "G-ZN-04", 1, 0, 1]
    assert topics[list(ANSWERS)].sum().sum() == len(findings)


def test_sentences(findings: pd.DataFrame) -> None:
    unchecked = int((findings["answer"] == UNCHECKED).sum())
    without = findings[findings["answer"] != SUSPECTED]
    passed = findings[findings["answer"] == PASS]

    assert [say(each) for each in say_findings(findings, "7 hari ke depan")] == [
        "1 dugaan aturan pada 7 hari ke depan; terbanyak: hari zona (1).",
        f"{unchecked} jawaban lain belum dapat diberikan karena datanya belum ada."]
    assert [say(each) for each in say_findings(without, "x")] == [
        f"Tidak ada dugaan pada hal yang dapat diperiksa, tetapi {unchecked} jawaban untuk 3 kegiatan belum dapat "
        "diberikan: x."]
    assert [say(each) for each in say_findings(passed, "x")] == [
        "Tidak ada yang perlu diklarifikasi pada hal yang dapat diperiksa dari jadwal: 3 kegiatan, x."]
    with using("en"):
        assert say(say_findings(findings.iloc[:0], "x")[0]) == "No activities that rules speak of: x."


def test_empty_findings_have_the_same_columns(findings: pd.DataFrame) -> None:
    nothing = findings.iloc[:0]

    assert list(list_events(nothing, nothing)) == list(list_events(findings, findings))
    assert list(count_by_topic(nothing)) == list(count_by_topic(findings))
