"""No file is stored as received on a day that is yet to come, whoever asks for it."""

import json
from datetime import date, timedelta

import pytest

from lib.clock import local_today
from lib.errors import Refusal
from lib.intake.receiving import TOO_LATE
from lib.store import SYSTEM, Store
from tests.intake.test_imports import PKB, event_row, put, seen


def test_today_is_the_last_day_a_file_may_have_been_received(store: Store) -> None:
    today = local_today("Asia/Jakarta")
    with pytest.raises(Refusal) as refused:
        put(store, "schedule", [event_row(1)], by=PKB, received=today + timedelta(days=2))

    assert (refused.value.message.text, seen(store, "FROM imports")) == (TOO_LATE, [])
    assert put(store, "schedule", [event_row(1)], by=PKB, received=today).new == 1


def test_a_demonstration_has_a_today_of_its_own(store: Store) -> None:
    with store.writing(SYSTEM, "prepare") as tx:
        tx.upsert("settings", {"key": "demo_today"}, value=json.dumps("2024-01-24"), is_secret=False)
        for key in ("campaign_from", "campaign_to", "voting_day"):
            tx.upsert("settings", {"key": key}, value=json.dumps("2024-02-10"), is_secret=False)
        for key in ("city_id", "city_name", "clock_label", "election_id", "election_name"):
            tx.upsert("settings", {"key": key}, value=json.dumps("contoh"), is_secret=False)
        tx.upsert("settings", {"key": "timezone"}, value=json.dumps("Asia/Jakarta"), is_secret=False)
    with pytest.raises(Refusal):
        put(store, "schedule", [event_row(1)], received=date(2024, 1, 25))
    assert put(store, "schedule", [event_row(1)], received=date(2024, 1, 24)).new == 1
