"""What a notice states of an event through the versions of it: stored, changed, kept, and lost with its venue."""

from datetime import date, datetime

from lib.intake.undoing import undo_import
from lib.store import Store
from tests.intake.test_imports import ANNA, counts, event_row, put, seen

TOLD = {
    "vehicles": 60, "route": "Jl. Ijen", "speakers": ("Fulan", "Fulanah"), "gathering_point": "Perempatan",
    "link": "https://meet.example/1", "place_permission": True, "notified": datetime(2024, 1, 15),
    "permit_date": datetime(2024, 1, 18),
}  # fmt: skip
STORED = {**TOLD, "speakers": ["Fulan", "Fulanah"], "notified": date(2024, 1, 15), "permit_date": date(2024, 1, 18)}
UNTOLD = dict.fromkeys(STORED)


def extras(store: Store) -> list[dict]:
    return seen(store, f"SELECT {', '.join(STORED)} FROM events")


def test_what_a_notice_states_is_stored_and_a_change_of_it_is_a_new_version(store: Store) -> None:
    put(store, "schedule", [event_row(1, **TOLD)])
    assert extras(store) == [STORED]
    assert counts(put(store, "schedule", [event_row(1, **TOLD)])) == (0, 0, 1, 0)
    receipt = put(store, "schedule", [event_row(1, **{**TOLD, "speakers": ("Fulan",), "place_permission": False})])
    assert counts(receipt) == (0, 1, 0, 0)
    assert extras(store) == [{**STORED, "speakers": ["Fulan"], "place_permission": False}]
    undo_import(store, ANNA, receipt.import_id)
    assert extras(store) == [STORED]


def test_what_a_later_file_does_not_tell_is_kept(store: Store) -> None:
    put(store, "schedule", [event_row(1, **TOLD)])
    assert counts(put(store, "schedule", [event_row(1)])) == (0, 0, 1, 0)
    put(store, "schedule", [event_row(1, attendance=200)])
    assert extras(store) == [STORED]


def test_way_and_permission_do_not_outlive_the_venue(store: Store) -> None:
    put(store, "schedule", [event_row(1, **TOLD)])
    put(store, "schedule", [event_row(1, venue="Lapangan Contoh")])
    assert extras(store) == [{**STORED, "route": None, "gathering_point": None, "place_permission": None}]


def test_an_event_undone_comes_back_with_all_of_it(store: Store) -> None:
    receipt = put(store, "schedule", [event_row(1, **TOLD)])
    undo_import(store, ANNA, receipt.import_id)
    assert extras(store) == []
    put(store, "schedule", [event_row(1)])
    assert extras(store) == [UNTOLD]
