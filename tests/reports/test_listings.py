"""Reports as read for a page: scope, days, one report with its way here, totals."""

from collections import Counter
from datetime import date, datetime

import pandas as pd
import pytest

from lib.reports.listings import (
    find_report,
    load_alike,
    load_bawaslu_categories,
    load_nuisances,
    load_reports,
    load_totals,
)
from lib.store import SYSTEM, Store, Viewer
from tests.store.conftest import NOW, report

DAY = date(2024, 1, 24)
KLOJEN, KEDUNGKANDANG = "35.73.02", "35.73.03"
ANALYST = Viewer("anna", "analyst")


@pytest.fixture
def filled(store: Store) -> Store:
    """Reports of two districts, one received late, one without a ward; an import by fira."""
    with store.writing(SYSTEM, "fill") as tx:
        tx.insert("import_files", [{"sha256": "a" * 64, "size": 1, "content": b"x", "kept_at": NOW}])
        tx.insert("imports", [{
            "import_id": 1, "kind": "report", "state": "stored", "file_name": "minggu 3.xlsx", "sha256": "a" * 64,
            "received": DAY, "created_at": NOW, "created_by": "fira", "rows_new": 1, "rows_changed": 0, "rows_same": 0,
            "rows_refused": 0, "warnings": 0, "undone_at": None, "undone_by": None, "kept_after_undo": None}])
        tx.insert("import_rows", [{
            "import_row_id": 7, "import_id": 1, "sheet": "Januari", "row_number": 12, "part": 1, "outcome": "new",
            "cells": "[]", "problems": "[]", "item_id": 1}])
        tx.insert("reports", [
            report(1, "35.73.02.1007", "politik_uang", import_row_id=7),
            report(2, "35.73.03.1005", "kekerasan", occurred=datetime(2024, 1, 11, 0, 0)),
            report(3, "35.73.02.1007", "kekerasan", received=date(2024, 1, 30)),
            report(4, None, None, occurred=datetime(2024, 1, 9, 23, 59)),
            report(5, "35.73.02.1007", "kekerasan", occurred=datetime(2024, 1, 17)),
            report(6, "35.73.02.1007", "kekerasan", occurred=datetime(2024, 1, 17)),
            report(7, "35.73.02.1007", "kekerasan", occurred=datetime(2024, 1, 21)),
        ])
    return store


def numbers(store: Store, *arguments: object, viewer: Viewer = ANALYST) -> list[int]:
    with store.reader(viewer, as_of=DAY) as read:
        return load_reports(read, *arguments)["report_id"].tolist()


def test_reports_are_newest_first_and_known_by_the_day(filled: Store) -> None:
    assert numbers(filled, DAY, date(2024, 1, 9), date(2024, 1, 11)) == [2, 1, 4]
    assert numbers(filled, date(2024, 1, 30), date(2024, 1, 10), date(2024, 1, 10)) == [3, 1]


def test_choices_narrow_and_a_report_without_a_ward_has_no_district(filled: Store) -> None:
    span = (DAY, date(2024, 1, 1), DAY)

    assert numbers(filled, *span, (KEDUNGKANDANG,)) == [2]
    assert numbers(filled, *span, (), ("politik_uang",)) == [1]
    assert numbers(filled, *span, (KLOJEN,), ("hoaks",)) == []
    assert 4 not in numbers(filled, *span, (KLOJEN, KEDUNGKANDANG))


def test_a_part_of_the_list_is_cut_from_the_whole(filled: Store) -> None:
    span = (DAY, date(2024, 1, 1), DAY, (), ())
    whole = numbers(filled, *span)

    assert [numbers(filled, *span, 2, skipped) for skipped in (0, 2, 4, 6)] == [
        whole[:2], whole[2:4], whole[4:6], whole[6:]]


def count(reports: pd.DataFrame) -> Counter:
    """How many reports there are of each day, severity, category and verification."""
    kinds = reports[["occurred", "severity", "category", "verification"]].astype("str").itertuples(index=False)
    counted: Counter = Counter()
    for kind, number in zip(kinds, reports["reports"], strict=True):
        counted[tuple(kind)] += number
    return counted


@pytest.mark.parametrize("choice", [(), ((KLOJEN,),), ((), ("kekerasan",)), ((KEDUNGKANDANG,), ("hoaks",))])
@pytest.mark.parametrize("viewer", [ANALYST, Viewer("bawas", "bawaslu"), Viewer("fira", "fkdm", ("35.73.02.1007",))])
def test_alike_are_the_listed_ones(filled: Store, viewer: Viewer, choice: tuple) -> None:
    with filled.reader(viewer, as_of=DAY) as read:
        single = load_reports(read, DAY, date(2024, 1, 9), date(2024, 1, 17), *choice)
        alike = load_alike(read, DAY, date(2024, 1, 9), date(2024, 1, 17), *choice)
    single = single.assign(occurred=single["occurred"].dt.normalize(), reports=1)

    assert count(alike) == count(single)
    assert len(alike) == len(count(alike))
    assert alike["with_reporter"].sum() == single["reporter"].notna().sum()


@pytest.mark.parametrize(("viewer", "trace", "reporter"), [
    (ANALYST, ("minggu 3.xlsx", "Januari", 12, "fira"), "somebody"),
    (Viewer("boss", "leader"), (None, None, None, None), "somebody"),
    (Viewer("bawas", "bawaslu"), (None, None, None, None), None),
    (Viewer("fira", "fkdm", ("35.73.02.1007",)), ("minggu 3.xlsx", "Januari", 12, "fira"), "somebody"),
    (Viewer("budi", "fkdm", ("35.73.02.1007",)), (None, None, None, None), None),
], ids=["analyst", "leader", "bawaslu", "sender", "other-member"])
def test_a_report_shows_its_file_only_to_who_may_see_the_import(filled, viewer, trace, reporter) -> None:
    with filled.reader(viewer) as read:
        found = find_report(read, 1)

    assert (found["file_name"], found["sheet"], found["row_number"], found["stored_by"]) == trace
    assert found["reporter"] == reporter


def test_a_report_outside_the_scope_is_not_found(filled: Store) -> None:
    with filled.reader(Viewer("budi", "fkdm", ("35.73.03.1005",))) as read:
        assert [find_report(read, 1), find_report(read, 99)] == [None, None]
        assert find_report(read, 2)["report_id"] == 2


def test_totals_narrow_to_weeks_with_a_day_in_the_span(filled: Store) -> None:
    with filled.reader(Viewer("", "viewer"), as_of=DAY) as read:
        assert load_totals(read)["week"].dt.date.nunique() == 2
        narrowed = load_totals(read, date(2024, 1, 21), date(2024, 1, 21), (KLOJEN,), ("kekerasan",))

    assert narrowed[["district", "week", "category", "reports"]].to_numpy().tolist() == [
        ["Klojen", narrowed["week"].iloc[0], "kekerasan", 3]]
    assert narrowed["week"].iloc[0].date() == date(2024, 1, 15)


def test_categories_say_what_is_nuisance_and_what_bawaslu_judges(store: Store) -> None:
    with store.reader(ANALYST) as read:
        nuisances, alleged = load_nuisances(read), load_bawaslu_categories(read)

    assert nuisances == ("pelanggaran_lokasi",)
    assert ("politik_uang" in alleged, "kekerasan" in alleged) == (True, False)
