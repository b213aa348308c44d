"""Sums over a schedule, counted by hand."""

from datetime import date

import pandas as pd

from lib.schedule.clashes import find_clashes
from lib.schedule.summaries import count_by_day, count_by_organisers, load_by_hour
from tests.schedule.timed import SATURDAY, at, event, frame

HALL = {"venue_id": "V01", "district_code": "d1"}
CLASHES = find_clashes(frame([
    event(1, "A", **HALL), event(2, "B", **HALL), event(3, "B", "14:00-15:00", **HALL),
    event(4, "C", **HALL, starts=at("09:00", 2), ends_or_estimate=at("10:00", 2)),
    event(5, "A", district_code="d1", starts=at("20:00", 2), ends_or_estimate=at("21:00", 2)),
]))
NONE = CLASHES.iloc[:0]


def test_pairs_of_organisers_are_counted_both_ways() -> None:
    counts = count_by_organisers(CLASHES)
    assert (counts.index.tolist(), counts.columns.tolist()) == (["A", "B", "C"], ["A", "B", "C"])
    assert counts.values.tolist() == [[0, 2, 1], [2, 0, 0], [1, 0, 0]]


def test_organisers_stand_in_the_given_order_also_without_a_clash() -> None:
    counts = count_by_organisers(CLASHES, ["D", "B", "A"])
    assert counts.index.tolist() == ["D", "B", "A", "C"]
    assert counts.loc["D"].tolist() == [0, 0, 0, 0]
    assert count_by_organisers(NONE, ["B", "A"]).values.tolist() == [[0, 0], [0, 0]]
    assert count_by_organisers(NONE).shape == (0, 0)


def test_every_day_has_a_row_and_every_level_a_column() -> None:
    counts = count_by_day(CLASHES, date(2024, 1, 26), days=4)
    assert counts.index.tolist() == list(pd.date_range("2024-01-26", periods=4))
    assert counts.columns.tolist() == [2, 3, 4, 5]
    assert counts.values.tolist() == [[0, 0, 0, 0], [0, 0, 1, 1], [0, 0, 0, 0], [1, 0, 0, 0]]
    assert count_by_day(NONE, date(2024, 1, 26)).values.sum() == 0


def test_an_event_counts_in_every_hour_it_touches() -> None:
    load = load_by_hour(frame([
        event(1, "A", "09:30-11:00", district_code="d1", attendance=400),
        event(2, "B", "10:00-10:30", district_code="d1"),
        event(3, "B", "10:00-11:00", district_code="d2", attendance=50),
    ]))
    assert load[["hour", "district_code", "events", "people", "unknown_attendance"]].values.tolist() == [
        [9, "d1", 1, 400, 0], [10, "d1", 2, 400, 1], [10, "d2", 1, 50, 0]]
    assert load["day"].unique().tolist() == [pd.Timestamp(SATURDAY)]


def test_a_night_event_counts_on_both_days() -> None:
    load = load_by_hour(frame([event(1, "A", starts=at("23:15"), ends_or_estimate=at("01:00", 1), attendance=10)]))
    assert load[["day", "hour", "people"]].values.tolist() == [
        [pd.Timestamp(SATURDAY), 23, 10], [pd.Timestamp(at("00:00", 1)), 0, 10]]
    assert load["district_code"].isna().all()


def test_who_does_not_come_is_not_counted() -> None:
    nobody = frame([event(1, "A", attendance=10, state="cancelled"), event(2, "A", attendance=10, gathers=False)])
    assert len(load_by_hour(nobody)) == len(load_by_hour(frame([]))) == 0
