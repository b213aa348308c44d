"""The security load as the store knows it: events, strength and ratios; who may read it."""

from datetime import date, datetime

import pytest

from lib.errors import CannotRun, Refusal
from lib.schedule.load_ratios import load_ratios, set_ratios
from lib.schedule.load_stored import load_security
from lib.schedule.load_strengths import load_strengths, set_strength
from lib.store import SYSTEM, Store, Viewer
from lib.text import say
from tests.store.conftest import event

ANNA = Viewer("anna", "analyst")
DAY, NEXT = date(2024, 1, 27), date(2024, 1, 28)
KLOJEN = "35.73.02"


@pytest.fixture
def filled(store: Store) -> Store:
    """Two rallies that clash in Klojen, of whom one says its crowd."""
    with store.writing(SYSTEM, "fill") as tx:
        tx.insert("event_versions", [
            event(1, "PKB", attendance=1800), event(2, "PAN", attendance=None),
            event(3, "PDIP", starts=datetime(2024, 1, 26, 23), ends=datetime(2024, 1, 27, 1), attendance=90,
                  activity="tatap_muka", venue_id=None, venue="Rumah", area_code="35.73.03.1005")])
    return store


def test_need_of_the_days_is_held_against_what_was_entered(filled: Store) -> None:
    set_strength(filled, ANNA, district_code=KLOJEN, first=DAY, last=NEXT, officers=150)
    with filled.reader(ANNA) as read:
        security = load_security(read, DAY, DAY)
        assert load_strengths(read, DAY, NEXT)["officers"].tolist() == [150, 150]

    assert security.needed.set_index("event_id")["clash_level"].dropna().to_dict() == {1: 5, 2: 5}
    assert [say(each) for each in security.shortages["sentence"]] == [
        "Sab 27 Jan 00.00–02.00, Kedungkandang: perlu 2 petugas, kekuatan belum diisi",
        "Sab 27 Jan 12.00–16.00, Klojen: mungkin kurang hingga 77 petugas"]
    at_one = security.load[(security.load["hour"] == 13) & (security.load["district_code"] == KLOJEN)].iloc[0]
    assert at_one[["events", "estimated_events", "officers_low", "officers_high"]].tolist() == [2, 1, 45, 227]


def test_strength_is_entered_anew_taken_away_and_audited(filled: Store) -> None:
    set_strength(filled, ANNA, district_code=KLOJEN, first=DAY, last=NEXT, officers=150)
    set_strength(filled, ANNA, district_code=KLOJEN, first=DAY, last=DAY, officers=0)
    set_strength(filled, ANNA, district_code=KLOJEN, first=NEXT, last=NEXT, officers=None)
    with filled.reader(ANNA) as read:
        assert load_strengths(read, DAY, NEXT)["officers"].tolist() == [0]
    with filled.reader(SYSTEM) as read:
        assert read.value("SELECT count(*) FROM audit_log WHERE action = 'set strength' AND actor = 'anna'") == 3


@pytest.mark.parametrize("choice", [
    {"district_code": "99.99.99"}, {"officers": -1}, {"last": date(2024, 1, 26)}, {"last": date(2026, 1, 26)}])
def test_strength_that_cannot_be_is_refused(filled: Store, choice: dict) -> None:
    with pytest.raises(Refusal):
        set_strength(filled, ANNA, **{"district_code": KLOJEN, "first": DAY, "last": NEXT, "officers": 5, **choice})
    with filled.reader(ANNA) as read:
        assert len(load_strengths(read, DAY, NEXT)) == 0


@pytest.mark.parametrize("role", ["bawaslu", "fkdm", "party", "viewer", ""])
def test_strength_is_not_for_everybody(filled: Store, role: str) -> None:
    set_strength(filled, ANNA, district_code=KLOJEN, first=DAY, last=DAY, officers=150)
    with filled.reader(Viewer("x", role, organiser="PKB")) as read:
        assert len(load_strengths(read, DAY, NEXT)) == 0


def test_office_sets_its_own_ratios_and_a_wrong_one_changes_nothing(filled: Store) -> None:
    set_ratios(filled, ANNA, [{"kind": "ratio", "code": "rapat_umum", "above": 0, "low": 10, "high": 20}])
    with pytest.raises(CannotRun):
        set_ratios(filled, ANNA, [{"kind": "ratio", "code": "*", "above": 0, "low": 10, "high": 5}])
    with filled.reader(ANNA) as read:
        ratios = load_ratios(read)
    assert (ratios.find("ratio", "rapat_umum").low, ratios.find("ratio", "tatap_muka").low) == (10, 45)
