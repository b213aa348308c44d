"""Findings and notices read from the store: the days, and what each reader is told."""

from datetime import date, datetime

import pandas as pd
import pytest

from lib.errors import CannotRun
from lib.export.catalogue import table
from lib.reference.labels import load_labels
from lib.schedule.notices.loading import load_notices
from lib.schedule.notices.wordings import summarise_notices, word_notices
from lib.schedule.rules.loading import load_findings
from lib.schedule.rules.wordings import summarise_findings, word_findings
from lib.store import SYSTEM, Store, Viewer
from tests.store.conftest import event

FIRST, LAST = date(2024, 1, 27), date(2024, 1, 28)
ANALYST = Viewer("anna", "analyst")
STAMP = {"as_of": FIRST, "made_at": datetime(2024, 1, 24, 9), "data_version": 3, "viewer_name": "Anna",
         "viewer_role": "Analis"}


UNNOTIFIED = dict.fromkeys(("permit_no", "permit_date", "notified"))


@pytest.fixture
def filled(store: Store) -> Store:
    """Three rallies without receipts, one of the day after the span."""
    with store.writing(SYSTEM, "plan") as tx:
        tx.insert("event_versions", [
            event(1, "PDIP", **UNNOTIFIED), event(2, "PKB", **UNNOTIFIED, vehicles=None),
            event(3, "PAN", **UNNOTIFIED, starts=datetime(2024, 1, 29, 0), ends=datetime(2024, 1, 29, 12))])
    return store


def findings(store: Store, viewer: Viewer = ANALYST, first: date = FIRST, last: date = LAST) -> pd.DataFrame:
    with store.reader(viewer) as read:
        return load_findings(read, first, last)


def notices(store: Store, viewer: Viewer = ANALYST, as_of: date = FIRST) -> pd.DataFrame:
    with store.reader(viewer) as read:
        return load_notices(read, as_of)


def test_findings_are_of_the_events_that_start_on_these_days(filled: Store) -> None:
    assert set(findings(filled)["event_id"]) == {1, 2}
    assert set(findings(filled, last=date(2024, 1, 29))["event_id"]) == {1, 2, 3}
    assert findings(filled, first=date(2024, 3, 1), last=date(2024, 3, 2)).empty


def test_zone_days_and_missing_vehicles_are_found(filled: Store) -> None:
    found = findings(filled).set_index("finding_key")["answer"]

    assert found[["1-G-ZN-04", "2-G-ZN-02", "1-G-NT-02", "2-G-NT-02", "1-G-PL-03"]].tolist() == [
        "lulus", "dugaan", "lulus", "tidak_dapat_diperiksa", "lulus"]


@pytest.mark.parametrize(("viewer", "told"), [
    (ANALYST, {1, 2, 3}), (Viewer("b", "bawaslu"), {1, 2, 3}), (Viewer("s", "security"), {1, 2, 3}),
    (Viewer("p", "party", organiser="PKB"), {2}), (Viewer("p", "party", organiser="PPP"), set()),
    (Viewer("p", "party"), set()), (Viewer("f", "fkdm", areas=("35.73.02.1007",)), set()),
    (Viewer("v", "viewer"), set()), (Viewer("x", "stranger"), set())],
    ids=["analyst", "bawaslu", "security", "party", "other party", "party of nobody", "fkdm", "viewer", "unknown"])
def test_each_is_told_of_what_is_theirs(filled: Store, viewer: Viewer, told: set[int]) -> None:
    assert set(findings(filled, viewer, last=date(2024, 1, 31))["event_id"]) == told
    assert set(notices(filled, viewer)["event_id"]) == told


def test_party_is_told_of_its_event_what_the_office_is(filled: Store) -> None:
    own, all_ = findings(filled, Viewer("p", "party", organiser="PKB")), findings(filled)

    assert own["finding_key"].tolist() == all_[all_["event_id"] == 2]["finding_key"].tolist()
    assert own["answer"].tolist() == all_[all_["event_id"] == 2]["answer"].tolist()


def test_notices_of_the_coming_days(filled: Store) -> None:
    assert set(notices(filled, as_of=date(2024, 1, 28))["event_id"]) == {3}
    assert notices(filled, as_of=date(2024, 3, 1)).empty


def test_findings_as_a_table_and_as_a_download(filled: Store) -> None:
    found = findings(filled)
    with filled.reader(ANALYST) as read:
        worded = word_findings(found, load_labels(read))
    made = table("findings", summarise_findings(found), **STAMP)

    row = worded[worded["finding_key"] == "2-G-ZN-02"].iloc[0]
    assert row[["when", "organiser", "kind", "answer", "level", "missing", "sureness"]].tolist() == [
        "Sab 27 Jan 13.00", "1 PKB", "Hari zona", "! dugaan tidak sesuai", "◑ tinggi", "",
        "dibaca di sumber yang disebut"]
    assert made.frame["reason"].map(type).unique().tolist() == [str]


def test_notices_as_a_table_and_as_a_download(filled: Store) -> None:
    found = notices(filled)
    with filled.reader(ANALYST) as read:
        worded = word_notices(found, load_labels(read))
    made = table("notices", summarise_notices(found), **STAMP)

    assert worded.iloc[0][["notice_by", "issue_by", "days_left", "state"]].tolist() == [
        "Kam 18 Jan", "Rab 24 Jan", "-6", "batas penerbitan lewat, STTP belum tercatat"]
    assert made.frame["addressee"].tolist() == ["polres"] * 3


def test_pack_with_an_unknown_kind_of_rule_is_refused(filled: Store) -> None:
    with filled.writing(SYSTEM, "spoil") as tx:
        tx.upsert("rules", {"rule_id": "G-TM-01"}, category="dress_code")

    with pytest.raises(CannotRun, match="G-TM-01"):
        findings(filled)
