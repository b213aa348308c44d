"""The schedule read from the store: its days, its filters, and what each scope is told."""

from datetime import date, datetime

import pytest

from lib.schedule.loading import load_areas, load_event_totals, load_schedule
from lib.store import SYSTEM, Store, Viewer
from tests.store.conftest import event

FIRST, LAST = date(2024, 1, 27), date(2024, 1, 28)
KLOJEN, KEDUNGKANDANG = "35.73.02", "35.73.03"
ANALYST = Viewer("anna", "analyst")


def on(day: int, start: float, end: float) -> dict[str, datetime]:
    """Start and end of an event in January 2024, hours with halves."""
    return {name: datetime(2024, 1, day + int(hour // 24), int(hour % 24), int(hour % 1 * 60))
            for name, hour in (("starts", start), ("ends", end))}


@pytest.fixture
def planned(store: Store) -> Store:
    """Six events on three days; the first two, and the fourth and fifth, clash."""
    elsewhere = {"venue": "GOR Ken Arok", "venue_id": "V02", "area_code": "35.73.03.1005"}
    with store.writing(SYSTEM, "plan") as tx:
        tx.insert("event_versions", [
            event(1, "PKB", **on(27, 13, 15)), event(2, "PDIP", **on(27, 14, 16)),
            event(3, "PAN", **elsewhere, **on(27, 8, 10), activity="tatap_muka"),
            event(4, "PKS", **elsewhere, **on(28, 20, 23), activity="tatap_muka"),
            event(5, "PAN", **elsewhere, **on(28, 22, 25), activity="tatap_muka"),
            event(7, "PSI", **on(30, 9, 10))])
    return store


def told(store: Store, *span: object, viewer: Viewer = ANALYST, as_of: date | None = None):
    """(ids of the events, keys of the clashes) that a viewer is told of."""
    with store.reader(viewer, as_of=as_of) as read:
        schedule = load_schedule(read, *(span or (FIRST, LAST)))
    return schedule.events["event_id"].tolist(), sorted(schedule.clashes["clash_key"])


def test_events_of_the_days_and_their_clashes(planned: Store) -> None:
    assert told(planned) == ([3, 1, 2, 4, 5], ["1-2-same_place", "4-5-same_place"])
    assert told(planned, date(2024, 1, 28), date(2024, 1, 28)) == ([4, 5], ["4-5-same_place"])
    assert told(planned, date(2024, 2, 5), date(2024, 2, 6)) == ([], [])


@pytest.mark.parametrize(("chosen", "events", "clashes"), [
    (((KLOJEN,), (), ()), [1, 2], ["1-2-same_place"]),
    (((KLOJEN, KEDUNGKANDANG), (), ()), [3, 1, 2, 4, 5], ["1-2-same_place", "4-5-same_place"]),
    (((), ("PAN",), ()), [3, 5], ["4-5-same_place"]),
    (((), ("PSI",), ()), [], []),
    (((KLOJEN,), ("PAN",), ()), [], []),
    (((), (), (2, 3)), [3, 1, 2, 4, 5], []),
    (((), (), (5,)), [3, 1, 2, 4, 5], ["1-2-same_place", "4-5-same_place"]),
], ids=["district", "two districts", "organiser", "organiser without", "both", "low levels", "critical"])
def test_choices_narrow(planned: Store, chosen: tuple, events: list[int], clashes: list[str]) -> None:
    assert told(planned, FIRST, LAST, *chosen) == (events, clashes)


def test_event_of_the_evening_before_still_clashes_but_is_not_listed(planned: Store) -> None:
    with planned.writing(SYSTEM, "more") as tx:
        tx.insert("event_versions", [event(6, "PKB", **on(26, 22, 26), activity="tatap_muka"),
                                     event(8, "PDIP", **on(27, 0.5, 1.5), activity="tatap_muka")])
    events, clashes = told(planned, FIRST, FIRST)

    assert (6 in events, 8 in events) == (False, True)
    assert "6-8-same_place" in clashes


def test_day_shows_what_was_received_by_then(planned: Store) -> None:
    with planned.writing(SYSTEM, "move") as tx:
        tx.insert("event_versions", [event(2, "PDIP", **on(29, 9, 11), version=2, received=date(2024, 1, 20))])

    assert told(planned, as_of=date(2024, 1, 10)) == ([], [])
    assert told(planned, as_of=date(2024, 1, 15)) == ([3, 1, 2, 4, 5], ["1-2-same_place", "4-5-same_place"])
    assert told(planned, as_of=date(2024, 1, 20)) == ([3, 1, 4, 5], ["4-5-same_place"])


def test_cancelled_event_clashes_with_nothing(planned: Store) -> None:
    with planned.writing(SYSTEM, "cancel") as tx:
        tx.insert("event_versions", [event(2, "PDIP", **on(27, 14, 16), version=2, state="cancelled")])

    assert told(planned)[1] == ["4-5-same_place"]


@pytest.mark.parametrize(("viewer", "events", "clashes"), [
    (Viewer("b", "bawaslu"), 5, 2), (Viewer("p", "party", organiser="PKB"), 5, 1),
    (Viewer("p", "party", organiser="PPP"), 5, 0), (Viewer("f", "fkdm", areas=("35.73.02.1007",)), 0, 0),
    (Viewer("v", "viewer"), 0, 0), (Viewer("x", "stranger"), 0, 0),
], ids=["bawaslu", "party", "other party", "fkdm", "viewer", "unknown"])
def test_scope_decides_who_is_told(planned: Store, viewer: Viewer, events: int, clashes: int) -> None:
    found = told(planned, viewer=viewer)

    assert (len(found[0]), len(found[1])) == (events, clashes)


def test_party_is_told_its_clash_at_the_same_level_without_the_others_number(planned: Store) -> None:
    def only(viewer: Viewer) -> dict:
        with planned.reader(viewer) as read:
            return load_schedule(read, FIRST, FIRST).clashes.iloc[0].to_dict()

    whole, part = only(ANALYST), only(Viewer("p", "party", organiser="PKB"))
    assert (part["level"], part["kind"], part["overlap_minutes"]) == (whole["level"], "same_place", 60)
    assert ({whole["attendance_a"], whole["attendance_b"]}, part["attendance_a"]) == ({4000}, 4000)
    assert str(part["attendance_b"]) in ("<NA>", "nan", "None")


def test_totals_count_by_day_district_and_activity(planned: Store) -> None:
    with planned.reader(Viewer("v", "viewer")) as read:
        totals = load_event_totals(read, FIRST, LAST)

    assert [(str(row.day)[:10], row.district, row.activity, row.events) for row in totals.itertuples()] == [
        ("2024-01-27", "Kedungkandang", "tatap_muka", 1), ("2024-01-27", "Klojen", "rapat_umum", 2),
        ("2024-01-28", "Kedungkandang", "tatap_muka", 2)]


def test_areas_know_their_districts(store: Store) -> None:
    with store.reader(ANALYST) as read:
        areas = load_areas(read).set_index("area_code")

    assert (len(areas), areas.loc["35.73.02.1007"].to_dict()) == (57, {
        "name": "Kauman", "district_code": KLOJEN, "district": "Klojen"})
