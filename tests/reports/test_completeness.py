"""Reporting by ward and week against an oracle of plain loops, against the risk's idea of silence, and by role."""

import random
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from lib.reports.completeness import (
    STATES,
    load_completeness,
    load_coverage_weeks,
    load_senders,
    monday_of,
    summarise_completeness,
)
from lib.risk.loading import load_scores
from lib.risk.settings import NO_DATA
from lib.store import SYSTEM, Store, Viewer, open_store
from tests.store.conftest import NOW, report

MONDAY = date(2024, 1, 15)
SUNDAY = MONDAY + timedelta(days=6)
START = date(2024, 1, 3)
WARD, OTHER = "35.73.02.1007", "35.73.03.1005"
ANNA = Viewer("anna", "analyst")


def covered(area_code: str, day: date, received: date, source: str = "nihil", import_id: int = 1) -> dict[str, object]:
    return {"area_code": area_code, "day": day, "source": source, "import_id": import_id, "received": received}


def fill(store: Store, coverage: list[dict], reports: list[dict] = ()) -> None:
    with store.writing(SYSTEM, "fill") as tx:
        tx.insert("coverage", coverage)
        tx.insert("reports", list(reports))


def week(store: Store, as_of: date = SUNDAY, viewer: Viewer = ANNA, **more: object) -> pd.DataFrame:
    with store.reader(viewer) as read:
        return load_completeness(read, MONDAY, as_of, **more).set_index("area_code")


def days(*numbers: int) -> list[date]:
    return [MONDAY + timedelta(days=n) for n in numbers]


@pytest.mark.parametrize(("coverage", "as_of", "state", "n"), [
    ([(day, day) for day in days(*range(7))], SUNDAY, "on_time", 7),
    ([(day, day + timedelta(days=2)) for day in days(*range(7))], SUNDAY + timedelta(days=2), "on_time", 7),
    ([(day, SUNDAY) for day in days(*range(7))], SUNDAY, "late", 7),
    ([(day, day) for day in days(0, 1, 2)], days(2)[0], "on_time", 3),
    ([(day, day) for day in days(0, 2, 6)], SUNDAY, "partly", 3),
    ([(day, SUNDAY + timedelta(days=1)) for day in days(*range(7))], SUNDAY, "never", 0),
    ([(day, day) for day in days(-1, 7)], SUNDAY, "silent", 0),
    ([(day, day) for day in days(7)], SUNDAY, "never", 0),
    ([(day, day) for day in days(7)], days(7)[0], "silent", 0),
    ([], SUNDAY, "never", 0),
], ids=["every day", "two days later", "a sunday's work", "in the middle of the week", "some", "received later",
        "before and after", "not happened yet", "the week after", "nothing"])
def test_state_of_a_ward(store: Store, coverage: list, as_of: date, state: str, n: int) -> None:
    fill(store, [covered(WARD, *entry) for entry in coverage])
    row = week(store, as_of).loc[WARD]
    assert (row["state"], row["days_covered"]) == (state, n)


def test_a_day_counts_once_and_from_the_day_it_was_first_heard_of(store: Store) -> None:
    monday = days(0)[0]
    fill(store, [covered(WARD, monday, SUNDAY), covered(WARD, monday, monday, "report", 2),
                 covered(WARD, monday, monday, "nihil", 2)])
    row = week(store, monday).loc[WARD]
    assert (row["days_covered"], row["days_late"], row["days_expected"], row["state"]) == (1, 0, 1, "on_time")


def test_promptness_is_a_parameter(store: Store) -> None:
    monday = days(0)[0]
    fill(store, [covered(WARD, monday, monday + timedelta(days=3))],
         [report(1, WARD, "kekerasan", occurred=datetime(2024, 1, 15, 23, 59), received=date(2024, 1, 18))])
    assert [tuple(week(store, prompt_days=n).loc[WARD, ["days_late", "on_time", "late"]]) for n in (2, 3)] == [
        (1, 0, 1), (0, 1, 0)]


def test_nothing_is_expected_before_the_week_or_the_start(store: Store) -> None:
    fill(store, [covered(WARD, START, START)])
    before = week(store, MONDAY - timedelta(days=1))
    assert (before["days_expected"].tolist(), before["share"].isna().all()) == ([0] * 57, True)
    assert pd.isna(before.loc[WARD, "state"])
    assert before.loc[OTHER, "state"] == "never"
    late_start = week(store, start=MONDAY + timedelta(days=5))
    assert set(late_start["days_expected"]) == {2}
    assert set(late_start["state"]) == {"never"}


def test_week_begins_on_a_monday(store: Store) -> None:
    assert [monday_of(MONDAY + timedelta(days=n)) for n in range(7)] == [MONDAY] * 7
    with store.reader(ANNA) as read, pytest.raises(ValueError, match="no Monday"):
        load_completeness(read, SUNDAY, SUNDAY)


@pytest.fixture(scope="module")
def scattered(packed_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Five weeks of coverage and reports of some wards, received whenever; most wards with nothing."""
    path = tmp_path_factory.mktemp("scattered") / "kentongan.duckdb"
    shutil.copyfile(packed_file, path)
    opened = open_store(path)
    chance = random.Random(7)
    with opened.reader(SYSTEM) as read:
        wards = [row["area_code"] for row in read.rows("SELECT area_code FROM areas ORDER BY area_code")][::3]
    coverage, reports = {}, []
    for _ in range(900):
        # One ward reports eagerly, the last hardly: so every state occurs.
        ward = wards[min(int(chance.expovariate(0.35)), len(wards) - 1)]
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(35))
        received = day + timedelta(days=chance.choice((0, 0, 0, 1, 2, 2, 3, 9)))
        source, import_id = chance.choice(("report", "nihil")), chance.randrange(3)
        coverage.setdefault((ward, day, source, import_id), received)
        if source == "report":
            reports.append(report(len(reports), ward, "kekerasan", received=received, occurred=datetime.combine(
                day, datetime.min.time()) + timedelta(minutes=chance.randrange(1440))))
    reports.append(report(len(reports), None, "kekerasan"))
    fill(opened, [covered(ward, day, received, source, import_id)
                  for (ward, day, source, import_id), received in coverage.items()], reports)
    yield opened
    opened.close()


def oracle(store: Store, week_start: date, as_of: date, start: date) -> dict[str, dict[str, object]]:
    """The same by plain loops over everything."""
    with store.reader(SYSTEM) as read:
        areas = [row["area_code"] for row in read.rows("SELECT area_code FROM areas")]
        coverage = read.rows("SELECT area_code, day, received FROM coverage")
        reports = read.rows("SELECT area_code, occurred, received FROM reports")
    expected = [day for day in (week_start + timedelta(days=n) for n in range(7)) if start <= day <= as_of]
    rows = {}
    for area in areas:
        heard: dict[date, date] = {}
        for entry in coverage:
            if entry["area_code"] == area and entry["received"] <= as_of and start <= entry["day"] <= as_of:
                heard[entry["day"]] = min(heard.get(entry["day"], date.max), entry["received"])
        here = [day for day in expected if day in heard]
        late_days = [day for day in here if (heard[day] - day).days > 2]
        told = [(entry["received"] - entry["occurred"].date()).days for entry in reports
                if entry["area_code"] == area and entry["received"] <= as_of and entry["occurred"].date() in expected]
        state = ("never" if not heard else None if not expected else "silent" if not here
                 else "partly" if len(here) < len(expected) else "late" if late_days else "on_time")
        rows[area] = {"days_expected": len(expected), "days_covered": len(here), "days_late": len(late_days),
                      "last_report": max(heard, default=None), "reports": len(told),
                      "on_time": sum(delay <= 2 for delay in told), "late": sum(delay > 2 for delay in told),
                      "state": state}
    return rows


def plain(rows: pd.DataFrame) -> dict[str, dict[str, object]]:
    columns = ["days_expected", "days_covered", "days_late", "last_report", "reports", "on_time", "late", "state"]
    return {row["area_code"]: {name: None if pd.isna(row[name]) else row[name].date() if name == "last_report"
                               else row[name] for name in columns} for row in rows.to_dict("records")}


@pytest.mark.parametrize("as_of", [date(2024, 1, 10), date(2024, 1, 21), date(2024, 1, 24), date(2024, 2, 20)], ids=str)
@pytest.mark.parametrize("week_start", [date(2024, 1, 1), date(2024, 1, 15), date(2024, 1, 22)], ids=str)
def test_weeks_are_counted_as_by_hand(scattered: Store, week_start: date, as_of: date) -> None:
    with scattered.reader(ANNA) as read:
        assert plain(load_completeness(read, week_start, as_of, start=START)) == oracle(
            scattered, week_start, as_of, START)


def test_the_oracle_has_seen_every_state(scattered: Store) -> None:
    seen = {row["state"] for as_of in (date(2024, 1, 16), date(2024, 2, 20))
            for row in oracle(scattered, MONDAY, as_of, START).values()}
    assert seen == set(STATES)


@pytest.mark.parametrize("as_of", [date(2024, 1, 10), date(2024, 1, 24), date(2024, 2, 20)], ids=str)
def test_risk_and_completeness_tell_the_same_about_silence(scattered: Store, as_of: date) -> None:
    weeks = (as_of - monday_of(START)).days // 7 + 1
    with scattered.reader(ANNA) as read:
        wards = load_scores(read, as_of, START).wards.set_index("area_code")
        told = load_coverage_weeks(read, weeks, as_of, start=START)
    by_ward = told.groupby("area_code")
    assert (wards["state"] == NO_DATA).to_dict() == (by_ward["state"].first() == "never").to_dict()
    assert wards["covered_days"].to_dict() == by_ward["days_covered"].sum().to_dict()
    assert set(by_ward["days_expected"].sum()) == {(as_of - START).days + 1}


def test_weeks_side_by_side_are_the_single_weeks(scattered: Store) -> None:
    as_of = date(2024, 1, 24)
    with scattered.reader(ANNA) as read:
        side_by_side = load_coverage_weeks(read, 3, as_of, start=START)
        singles = [load_completeness(read, monday, as_of, start=START)
                   for monday in (date(2024, 1, 8), MONDAY, date(2024, 1, 22))]
    order = ["area_code", "week"]
    pd.testing.assert_frame_equal(side_by_side.sort_values(order, ignore_index=True),
                                  pd.concat(singles).sort_values(order, ignore_index=True))
    assert side_by_side["share"].between(0, 1).all()


def test_districts_add_up(scattered: Store) -> None:
    with scattered.reader(ANNA) as read:
        wards = load_completeness(read, MONDAY, SUNDAY, start=START)
    summary = summarise_completeness(wards)
    assert (len(summary), summary["wards"].sum()) == (5, 57)
    assert summary[[f"wards_{state}" for state in STATES]].sum(axis=1).tolist() == summary["wards"].tolist()
    klojen = wards[wards["district"] == "Klojen"]
    row = summary.set_index("district").loc["Klojen"]
    assert row["share"] == klojen["days_covered"].sum() / klojen["days_expected"].sum()
    assert row["reports"] == row["on_time"] + row["late"] == klojen["reports"].sum()


def test_districts_without_a_day_due_have_no_share(store: Store) -> None:
    assert summarise_completeness(week(store, MONDAY - timedelta(days=1)).reset_index())["share"].isna().all()
    assert summarise_completeness(week(store, viewer=Viewer("vina", "viewer")).reset_index()).empty


@pytest.mark.parametrize(("viewer", "seen"), [
    (SYSTEM, 57), (Viewer("adi", "admin"), 57), (ANNA, 57), (Viewer("lia", "leader"), 57),
    (Viewer("seno", "security"), 57), (Viewer("bima", "bawaslu"), 0), (Viewer("fajar", "fkdm"), 0),
    (Viewer("pita", "party", organiser="PKB"), 0), (Viewer("vina", "viewer"), 0), (Viewer("who", "superuser"), 0),
    (Viewer("", ""), 0)], ids=lambda value: getattr(value, "role", ""))
def test_who_sees_the_wards_reporting(store: Store, viewer: Viewer, seen: int) -> None:
    assert len(week(store, viewer=viewer)) == seen


def test_fkdm_sees_the_own_wards_even_those_that_never_reported(store: Store) -> None:
    fill(store, [covered(WARD, MONDAY, MONDAY), covered("35.73.01.1001", MONDAY, MONDAY)])
    rows = week(store, viewer=Viewer("fira", "fkdm", areas=(WARD, OTHER)))
    assert rows["state"].to_dict() == {WARD: "partly", OTHER: "never"}


def imported(import_id: int, by: str, received: date, **changes: object) -> dict[str, object]:
    return {"import_id": import_id, "kind": "report", "state": "stored", "file_name": "f.xlsx", "sha256": "a" * 64,
            "received": received, "created_at": NOW, "created_by": by, "rows_new": 5, "rows_changed": 1,
            "rows_same": 2, "rows_moved": None, "rows_refused": 3, "warnings": 0, "undone_at": None, "undone_by": None,
            "kept_after_undo": None, **changes}


def test_senders_of_a_week(store: Store) -> None:
    with store.writing(SYSTEM, "import") as tx:
        tx.insert("imports", [
            imported(1, "fira", MONDAY), imported(2, "fira", SUNDAY, rows_new=10),
            imported(3, "fira", MONDAY, kind="schedule", rows_moved=4), imported(4, "fira", MONDAY, state="undone"),
            imported(5, "fira", MONDAY - timedelta(days=1)), imported(6, "anna", SUNDAY + timedelta(days=1)),
            imported(7, "anna", SUNDAY)])
        tx.insert("users", [{
            "name": "fira", "display_name": "Fira", "password_hash": "hash", "role": "fkdm", "organiser": None,
            "areas": [WARD], "language": "id", "active": True, "must_change_password": False, "created_at": NOW,
            "password_changed_at": NOW}])

    def senders(viewer: Viewer) -> list[list]:
        with store.reader(viewer) as read:
            rows = load_senders(read, MONDAY)
        return [[None if pd.isna(value) else value.date() if isinstance(value, pd.Timestamp) else value
                 for value in row] for row in rows.itertuples(index=False)]

    assert senders(Viewer("adi", "admin")) == [
        ["anna", None, None, "report", 1, 8, 3, SUNDAY, SUNDAY],
        ["fira", "Fira", "fkdm", "report", 2, 21, 6, MONDAY, SUNDAY],
        ["fira", "Fira", "fkdm", "schedule", 1, 12, 3, MONDAY, MONDAY]]
    assert [(row[0], row[1], row[4]) for row in senders(ANNA)] == [("anna", None, 1), ("fira", None, 2),
                                                                   ("fira", None, 1)]
    assert [row[0] for row in senders(Viewer("fira", "fkdm"))] == ["fira", "fira"]
    assert [senders(Viewer("fira", role)) for role in ("leader", "security", "bawaslu", "viewer", "")] == [[]] * 5
