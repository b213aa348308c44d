"""Trying one event: what goes, what comes, free hours, and what a party is told."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from lib.schedule.loading import load_schedule
from lib.schedule.what_if import load_choices, try_event
from lib.store import SYSTEM, Store, Viewer
from tests.store.conftest import event

TODAY = date(2024, 1, 20)
DAY = date(2024, 1, 27)
PAN = Viewer("pita", "party", organiser="PAN")


@pytest.fixture
def filled(store: Store) -> Store:
    """PKB and PAN rally at one hour and place, NASDEM in the evening; a day later PKS at that place."""
    with store.writing(SYSTEM, "fill") as tx:
        tx.insert("event_versions", [
            event(1, "PKB"), event(2, "PAN", activity="tatap_muka", permit_no=None),
            event(3, "NASDEM", starts=datetime(2024, 1, 27, 19), ends=datetime(2024, 1, 27, 21)),
            event(4, "PKS", starts=datetime(2024, 1, 28, 9), ends=datetime(2024, 1, 28, 11))])
    return store


def tried(store: Store, starts: datetime, viewer: Viewer = SYSTEM, venue_id: str | None = None, load: bool = False):
    with store.reader(viewer) as read:
        return try_event(read, 2, starts, starts + timedelta(hours=2), venue_id, TODAY, load)


def clashes_with(found: pd.DataFrame) -> set[tuple]:
    return set(found.loc[found["level"] >= 4, ["event_a", "event_b", "level"]].dropna().astype("int64").itertuples(
        index=False, name=None))


@pytest.mark.parametrize(("starts", "then"), [
    (datetime(2024, 1, 27, 13), {(1, 2, 5)}), (datetime(2024, 1, 28, 10), {(2, 4, 5)}),
    (datetime(2024, 1, 29, 10), set())])
def test_clashes_are_those_that_the_schedule_would_have(filled: Store, starts: datetime, then: set) -> None:
    found = tried(filled, starts)
    assert {pair for pair in clashes_with(found.clashes_now) if pair[2] == 5} == {(1, 2, 5)}
    assert {pair for pair in clashes_with(found.clashes_then) if pair[2] == 5} == then

    with filled.writing(SYSTEM, "move") as tx:
        tx.insert("event_versions", [event(2, "PAN", activity="tatap_muka", permit_no=None, version=2, starts=starts,
                                           state="moved", ends=starts + timedelta(hours=2))])
    with filled.reader(SYSTEM) as read:
        told = load_schedule(read, date(2024, 1, 24), date(2024, 1, 31)).clashes
    own = told[(told["event_a"] == 2) | (told["event_b"] == 2)]
    assert set(found.clashes_then["clash_key"]) == set(own["clash_key"])


def test_free_hours_bring_nothing_grave(filled: Store) -> None:
    found = tried(filled, datetime(2024, 1, 28, 10))
    assert found.slots
    for starts, _ends in found.slots:
        assert clashes_with(tried(filled, starts).clashes_then) == set()
    taken = {datetime(2024, 1, 28, hour) for hour in range(8, 11)}
    assert taken.isdisjoint({starts for starts, _ends in found.slots})


def test_load_is_weighed_only_for_who_may_know_it(filled: Store) -> None:
    assert tried(filled, datetime(2024, 1, 29, 10)).load is None
    load = tried(filled, datetime(2024, 1, 29, 10), load=True).load
    falls = load.peaks[load.peaks["day"].astype("str").str.startswith("2024-01-27")]
    assert (falls["now"] > falls["then"]).all()
    assert (len(falls), load.gone != (), load.come != ()) == (1, True, True)


def test_a_party_tries_its_own_and_reads_no_rivals_numbers(filled: Store) -> None:
    with filled.reader(PAN) as read:
        assert load_choices(read, DAY)["event_id"].tolist() == [2]
    found = tried(filled, datetime(2024, 1, 28, 10), PAN)
    for clashes in (found.clashes_now, found.clashes_then):
        assert clashes.loc[clashes["organiser_a"] != "PAN", "attendance_a"].isna().all()
        assert clashes.loc[clashes["organiser_b"] != "PAN", "attendance_b"].isna().all()


def test_an_event_nobody_shows_is_not_tried(filled: Store) -> None:
    with filled.reader(Viewer("vina", "viewer")) as read, pytest.raises(KeyError):
        try_event(read, 2, datetime(2024, 1, 28, 10), None, None, TODAY)
