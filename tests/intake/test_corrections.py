"""Reports sent again with other values: corrected, shown as they are now, as they were before, and put back."""

from datetime import date, datetime

import pytest

from lib.intake.decisions import NO_DECISIONS
from lib.intake.undoing import preview_undo, redo_import, undo_import
from lib.store import SYSTEM, Store, verify
from tests.intake.test_comparing import outcomes, preview, row_place
from tests.intake.test_imports import ANNA, FIRA, RECEIVED, counts, put, report_row, seen

LATER, LAST = date(2024, 1, 22), date(2024, 1, 24)
TOLD = "spanduk caleg di depan balai warga dirusak"


def grades(store: Store, day: date | None = None) -> list[tuple]:
    with store.reader(SYSTEM, as_of=day) as read:
        return [(row["report_id"], row["severity"], row["received"])
                for row in read.rows("FROM reports ORDER BY report_id")]


@pytest.mark.parametrize(("name", "column", "told", "stored"), [
    ("category", "category", "politik_uang", "perusakan_apk"), ("severity", "severity", 4, 2),
    ("source_grade", "source_grade", "A1", "B3"), ("athg", "athg", "gangguan", None),
    ("field", "aspect", "politik", None), ("parties", "parties", ["PAN"], ["PKB"])])
def test_a_corrected_field_is_a_change(store: Store, name: str, column: str, told: object, stored: object) -> None:
    put(store, "report", [report_row(1)])
    row = report_row(1, **{name: told})
    planned = preview(store, "report", [row]).rows[0]
    receipt = put(store, "report", [row], received=LATER)

    assert (planned.outcome, planned.item_id, planned.changed, dict(planned.before), dict(planned.after)) == (
        "changed", 1, (column,), {column: stored}, {column: told})
    assert (counts(receipt), seen(store, "SELECT rows_changed FROM imports ORDER BY import_id")[1]) == (
        (0, 1, 0, 0), {"rows_changed": 1})
    assert [report[column] for report in seen(store, "FROM reports")] == [told]
    assert counts(put(store, "report", [row], received=LATER)) == (0, 0, 1, 0)
    assert verify(store) == []


@pytest.mark.parametrize("changes", [
    {"severity": None}, {"category": "", "source_grade": "", "parties": ()}, {"occurred_has_time": False},
    {"place": "R.W. 01"}, {"place": None}, {"description": "Kejadian 1."}])
def test_what_is_not_told_or_spelt_otherwise_is_no_change(store: Store, changes: dict) -> None:
    put(store, "report", [report_row(1)])
    assert outcomes(preview(store, "report", [report_row(1, **changes)])) == ["same"]


def test_a_place_told_later_is_a_change(store: Store) -> None:
    put(store, "report", [report_row(1, place=None)])
    assert [row.changed for row in preview(store, "report", [report_row(1)]).rows] == [("place",)]


def test_another_place_of_a_whole_account_is_a_change_unless_somebody_says_it_is_another(store: Store) -> None:
    put(store, "report", [report_row(1, description=TOLD)])
    row = report_row(1, description=TOLD, place="RW 03")
    planned = preview(store, "report", [row]).rows[0]
    other = NO_DECISIONS.with_duplicate(row_place(row), "new")

    assert (planned.outcome, planned.changed, planned.resembles.item_id) == ("changed", ("place",), 1)
    assert outcomes(preview(store, "report", [row], decisions=other)) == ["new"]
    assert outcomes(preview(store, "report", [row, report_row(2, description=TOLD)])) == ["new", "same"]
    assert outcomes(preview(store, "report", [row, report_row(2, description=TOLD, place="RW 4")])) == ["new", "new"]


def test_undoing_a_correction_brings_back_what_was_said_before_it(store: Store) -> None:
    put(store, "report", [report_row(1), report_row(2)])
    before = seen(store, "FROM base.reports ORDER BY report_id")
    second = put(store, "report", [report_row(1, severity=4)], received=LATER)
    told = preview_undo(store, ANNA, second.import_id)
    undone = undo_import(store, ANNA, second.import_id)

    assert ([item.item_id for item in told.restored], undone.restored, undone.removed, undone.kept) == ([1], 1, 0, [])
    assert seen(store, "FROM base.reports ORDER BY report_id") == before
    assert seen(store, "FROM base.former_reports") == []
    assert redo_import(store, ANNA, second.import_id).restored == 1
    assert [report[1] for report in grades(store)] == [4, 2]
    assert verify(store) == []


def test_corrections_are_undone_in_any_order(store: Store) -> None:
    first = put(store, "report", [report_row(1)])
    second = put(store, "report", [report_row(1, severity=3)], received=LATER)
    third = put(store, "report", [report_row(1, severity=4)], received=LAST)
    preview = preview_undo(store, ANNA, first.import_id)

    assert [(line.item.item_id, line.by, line.import_id) for line in preview.edited] == [(1, "anna", third.import_id)]
    assert undo_import(store, ANNA, second.import_id).kept == [1]
    assert grades(store) == [(1, 4, RECEIVED)]
    assert undo_import(store, ANNA, third.import_id).restored == 1
    assert grades(store) == [(1, 2, RECEIVED)]
    assert redo_import(store, ANNA, second.import_id).restored == 1
    assert grades(store) == [(1, 3, RECEIVED)]
    assert undo_import(store, ANNA, first.import_id).kept == [1]
    assert grades(store) == [(1, 3, LATER)]
    assert undo_import(store, ANNA, second.import_id).removed == 1
    assert (grades(store), seen(store, "FROM base.former_reports"), seen(store, "FROM coverage")) == ([], [], [])
    redo_import(store, ANNA, third.import_id)
    assert grades(store) == [(1, 4, LAST)]
    assert verify(store) == []


def test_a_checked_report_stays_as_checked_whatever_it_says(store: Store) -> None:
    put(store, "report", [report_row(1)])
    with store.writing(ANNA, "verify") as tx:
        tx.update("reports", {"report_id": 1}, verification="terverifikasi")
    second = put(store, "report", [report_row(1, severity=4)], received=LATER)
    said = [seen(store, "SELECT severity, verification FROM reports")]
    undo_import(store, ANNA, second.import_id)
    said.append(seen(store, "SELECT severity, verification FROM reports"))

    assert said == [[{"severity": severity, "verification": "terverifikasi"}] for severity in (4, 2)]


def test_before_the_correction_was_received_a_report_says_what_it_said(store: Store) -> None:
    put(store, "report", [report_row(1)])
    put(store, "report", [report_row(1, severity=3)], received=LATER)
    put(store, "report", [report_row(1, severity=5)], received=LAST)
    days = {RECEIVED: 2, date(2024, 1, 21): 2, LATER: 3, date(2024, 1, 23): 3, LAST: 5, None: 5}

    assert {day: [report[1] for report in grades(store, day)] for day in days} == {
        day: [severity] for day, severity in days.items()}


def test_an_older_file_does_not_correct_what_a_newer_one_said(store: Store) -> None:
    put(store, "report", [report_row(1)], received=LATER)
    older = put(store, "report", [report_row(1, severity=5), report_row(2)])

    assert (counts(older), grades(store)) == ((1, 0, 0, 1), [(1, 2, LATER), (2, 2, RECEIVED)])
    put(store, "report", [report_row(1)])
    assert grades(store)[0] == (1, 2, RECEIVED)
    between = preview(store, "report", [report_row(1, severity=5)], received=date(2024, 1, 21))
    assert ([problem.text for problem in between.refused], between.rows) == (["2024-01-22"], [])


def test_what_an_older_file_says_too_is_known_from_its_day_on_while_it_stands(store: Store) -> None:
    put(store, "report", [report_row(1)], received=LATER)
    older = put(store, "report", [report_row(1)])
    assert grades(store) == [(1, 2, RECEIVED)]
    undo_import(store, ANNA, older.import_id)
    assert grades(store) == [(1, 2, LATER)]
    redo_import(store, ANNA, older.import_id)
    assert grades(store) == [(1, 2, RECEIVED)]


def test_a_member_who_corrects_anothers_report_does_not_come_to_read_its_reporter(store: Store) -> None:
    put(store, "report", [report_row(1, reporter="Pak Sugeng")])
    for guess in ("Pak Sugeng", "Bu Ani"):
        severity = 4 if guess == "Bu Ani" else 3
        assert counts(put(store, "report", [report_row(1, reporter=guess, severity=severity)], by=FIRA,
                          received=LATER)) == (0, 1, 0, 0)
        with store.reader(FIRA) as read:
            assert read.rows("SELECT severity, reporter FROM reports") == [{"severity": severity, "reporter": None}]
        assert outcomes(preview(store, "report", [report_row(1, reporter="Siapa", severity=severity)], by=FIRA)) == [
            "same"]
    assert [row["reporter"] for row in seen(store, "FROM reports")] == ["Pak Sugeng"]


REPEAT = {"description": "Spanduk caleg depan balai warga dirusak orang", "occurred": datetime(2024, 1, 11, 7),
          "reporter": "Pak Lain", "severity": 4}


def test_what_was_said_to_repeat_a_report_is_the_same_when_it_comes_again(store: Store) -> None:
    first = put(store, "report", [report_row(1, description=TOLD)])
    row = report_row(2, **REPEAT)
    decided = put(store, "report", [row], decisions=NO_DECISIONS.with_duplicate(row_place(row), "same"))
    again = preview(store, "report", [report_row(7, **REPEAT), report_row(8, **REPEAT)])

    assert [(planned.outcome, planned.item_id, planned.resembles is None) for planned in again.rows] == [
        ("same", 1, True), ("new", None, False)]
    assert counts(put(store, "report", [report_row(9, **REPEAT)], name="lagi.xlsx")) == (0, 0, 1, 0)
    assert grades(store) == [(1, 2, RECEIVED)]
    undo_import(store, ANNA, decided.import_id)
    undo_import(store, ANNA, 3)
    assert outcomes(preview(store, "report", [row])) == ["new"]
    redo_import(store, ANNA, decided.import_id)
    assert outcomes(preview(store, "report", [row])) == ["same"]
    assert undo_import(store, ANNA, first.import_id).kept == [1]
    assert verify(store) == []


def test_a_repeat_does_not_keep_a_correction_that_is_undone(store: Store) -> None:
    put(store, "report", [report_row(1, description=TOLD)])
    second = put(store, "report", [report_row(1, description=TOLD, severity=5)], received=LATER)
    row = report_row(2, **REPEAT)
    put(store, "report", [row], received=LATER, decisions=NO_DECISIONS.with_duplicate(row_place(row), "same"))
    undo_import(store, ANNA, second.import_id)

    assert [report[1] for report in grades(store)] == [2]


def test_a_member_is_told_nothing_of_who_repeated(store: Store) -> None:
    put(store, "report", [report_row(1, description=TOLD)])
    row = report_row(2, **REPEAT)
    put(store, "report", [row], decisions=NO_DECISIONS.with_duplicate(row_place(row), "same"))

    for guess in ("Pak Lain", "Bu Ani", None):
        assert outcomes(preview(store, "report", [report_row(3, **{**REPEAT, "reporter": guess})], by=FIRA)) == ["same"]
