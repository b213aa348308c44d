"""Changes of a schedule as the store keeps its versions: between two days, by an import, as each reader may see."""

from datetime import date, datetime

import pytest

from lib.schedule.versions_stored import (
    load_changes,
    load_import_changes,
    load_receipt_days,
    load_schedule_imports,
)
from lib.store import SYSTEM, Store, Viewer
from tests.schedule.clash_rows import clash, clashes
from tests.store.conftest import event

MOVED = {"version": 2, "received": date(2024, 1, 15), "starts": datetime(2024, 1, 27, 14), "import_id": 7,
         "ends": datetime(2024, 1, 27, 15)}
EARLIER, LATER = date(2024, 1, 12), date(2024, 1, 20)


@pytest.fixture
def filled(store: Store) -> Store:
    """PKB moves an event onto one of PAN on the 15th, by import 7, and drops another; PDIP's is far away."""
    away = {"venue": "Ken Arok", "venue_id": "V02", "area_code": "35.73.03.1005"}
    with store.writing(SYSTEM, "fill") as tx:
        tx.insert("event_versions", [
            event(1, "PKB", starts=datetime(2024, 1, 29, 13), ends=datetime(2024, 1, 29, 15), import_id=3),
            event(1, "PKB", **MOVED),
            event(2, "PAN", import_id=4), event(3, "PDIP", import_id=5, **away),
            event(4, "PKB", import_id=3, **away),
            event(4, "PKB", version=2, received=date(2024, 1, 15), state="cancelled", import_id=7, **away)])
    return store


def told(change: object) -> tuple:
    return (change.events[["event_id", "change"]].values.tolist(), change.clashes[["pair", "change"]].values.tolist(),
            change.told[["role", "organiser"]].fillna("").values.tolist())


EXPECTED = ([[4, "cancelled"], [1, "moved"]], [["3-4", "cleared"], ["1-2", "made"]],
            [["liaison", ""], ["organiser", "PAN"], ["organiser", "PDIP"]])


def test_between_two_days(filled: Store) -> None:
    with filled.reader(SYSTEM) as read:
        assert told(load_changes(read, "PKB", EARLIER, LATER)) == EXPECTED
        assert told(load_changes(read, "PKB", LATER, LATER)) == ([], [], [])
        assert told(load_changes(read, "PKB", date(2024, 1, 1), EARLIER))[0] == [[4, "new"], [1, "new"]]


def test_as_of_a_day_nothing_later_is_known(filled: Store) -> None:
    with filled.reader(SYSTEM, as_of=date(2024, 1, 14)) as read:
        assert told(load_changes(read, "PKB", EARLIER, LATER)) == ([], [], [])


def test_by_one_import(filled: Store) -> None:
    with filled.reader(SYSTEM) as read:
        assert {code: told(change) for code, change in load_import_changes(read, 7).items()} == {"PKB": EXPECTED}
        assert load_import_changes(read, 8) == {}
        first = load_import_changes(read, 3)["PKB"]
        assert first.events[["event_id", "change"]].values.tolist() == [[4, "new"], [1, "new"]]


def test_party_reads_the_changes_of_its_own_schedule_only(filled: Store) -> None:
    with filled.reader(Viewer("pita", "party", organiser="PKB")) as read:
        assert told(load_changes(read, "PKB", EARLIER, LATER)) == EXPECTED
        assert told(load_changes(read, "PAN", date(2024, 1, 1), LATER)) == ([], [], [])
        assert list(load_import_changes(read, 7)) == ["PKB"]
    with filled.reader(Viewer("putu", "party", organiser="PAN")) as read:
        assert load_import_changes(read, 7) == {}


def test_the_search_is_an_argument(filled: Store) -> None:
    with filled.reader(SYSTEM) as read:
        change = load_changes(read, "PKB", EARLIER, LATER, find=lambda events: clashes(
            *(clash(1, None, 4) for start in events.loc[events["event_id"] == 1, "starts"] if start.day == 27)))
    assert change.clashes[["pair", "change"]].values.tolist() == [["1-P1-worship", "made"]]


def test_every_kind_of_clash_is_looked_for_around_the_days_that_changed(store: Store) -> None:
    """One speaker in two places, in the same hours; a clash of another day is no matter of the change."""
    away = {"venue": "Ken Arok", "venue_id": "V02", "area_code": "35.73.03.1005", "speakers": ["Rina Dewi"]}
    calm = {"starts": datetime(2024, 2, 5, 9), "ends": datetime(2024, 2, 5, 10)}
    with store.writing(SYSTEM, "fill") as tx:
        tx.insert("event_versions", [
            event(1, "PKB", **{**away, "speakers": None}),
            event(1, "PKB", version=2, received=MOVED["received"], **away),
            event(2, "PAN", speakers=["Rina Dewi"]), event(3, "PKB", **calm), event(4, "PDIP", **calm)])
    with store.reader(SYSTEM) as read:
        change = load_changes(read, "PKB", EARLIER, LATER)
    assert change.events[["event_id", "change", "fields"]].values.tolist() == [[1, "changed", ["speakers"]]]
    assert [keys for keys in change.clashes["keys_after"] if "1-2-same_speaker" in keys] != []


def test_the_days_and_imports_to_choose_from(filled: Store) -> None:
    with filled.reader(SYSTEM) as read:
        assert load_receipt_days(read)["PKB"][-1] == date(2024, 1, 15)
        assert load_schedule_imports(read)[["import_id", "organiser", "rows"]].values.tolist()[:2] == [
            [7, "PKB", 2], [5, "PDIP", 1]]
    with filled.reader(Viewer("putu", "party", organiser="PAN")) as read:
        assert (list(load_receipt_days(read)), load_schedule_imports(read)["import_id"].tolist()) == (["PAN"], [4])
