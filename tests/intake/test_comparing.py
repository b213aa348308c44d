"""A later file beside what is stored: every outcome, and what is asked of a person."""

from datetime import date, datetime

import pytest

from lib.intake.decisions import NO_DECISIONS, Decisions
from lib.intake.imports import preview_import
from lib.intake.plans import Plan
from lib.intake.readings import Problem, Row
from lib.intake.report_plans import text_likeness
from lib.intake.undoing import undo_import
from lib.store import SYSTEM, Store, Viewer, verify
from lib.text import Message
from tests.intake.test_imports import ANNA, FIRA, PKB, counts, event_row, put, reading_of, report_row, seen

DAY = date(2024, 1, 20)
LATER = date(2024, 1, 22)


def preview(store: Store, kind: str, rows: list[Row], by: Viewer = ANNA, received: date = LATER,
            decisions: Decisions = NO_DECISIONS, continues: int | None = None, **more: object) -> Plan:
    return preview_import(store, by, reading_of(kind, rows, **more)[0], received, decisions, continues)


def outcomes(plan: Plan) -> list[str]:
    return [row.outcome for row in plan.rows]


def events(store: Store) -> list[tuple]:
    return [(row["version"], row["state"], row["starts"].hour, row["venue"], row["title"])
            for row in seen(store, "FROM events ORDER BY event_id")]


def titled(number: int, title: str, **changes: object) -> Row:
    return event_row(number, title=title, **changes)


def test_a_changed_row_tells_before_and_after(store: Store) -> None:
    put(store, "schedule", [event_row(1)])
    row = preview(store, "schedule", [event_row(1, attendance=300, title="Temu kader")]).rows[0]

    assert (row.outcome, row.changed, dict(row.before), dict(row.after)) == (
        "changed", ("title", "attendance"), {"title": "Temu warga", "attendance": 100},
        {"title": "Temu kader", "attendance": 300})


def test_a_moved_event_keeps_its_number_and_its_past(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam", end=datetime(2024, 1, 27, 11)), titled(2, "Bazar")])
    later = [titled(5, "Senam", venue="Stadion Gajayana", venue_id="V01", area_code=None), titled(2, "Bazar")]
    plan = preview(store, "schedule", later)
    receipt = put(store, "schedule", later, received=LATER)
    moved = plan.rows[0]

    assert (outcomes(plan), plan.missing) == (["moved", "same"], [])
    assert (moved.changed, moved.before["starts"].hour, moved.after["venue"]) == (
        ("starts", "venue"), 10, "Stadion Gajayana")
    assert (moved.resembles.item_id, moved.resembles.fields["venue"]) == (moved.item_id, "Balai RW 01")
    assert (counts(receipt), receipt.moved, receipt.cancelled) == ((0, 0, 1, 0), 1, 0)
    assert events(store) == [(2, "moved", 14, "Stadion Gajayana", "Senam"), (1, "planned", 11, "Balai RW 01", "Bazar")]
    stored = seen(store, "FROM events ORDER BY event_id")[0]
    assert (stored["ends"], stored["venue_id"], stored["area_code"], stored["contact"]) == (
        None, "V01", "35.73.02.1007", "Bu Contoh")
    assert counts(put(store, "schedule", later, received=LATER)) == (0, 0, 2, 0)
    assert verify(store) == []


POINT = {"lat": -7.98, "lon": 112.62}


def points(store: Store) -> list[tuple]:
    return [(row["area_code"], row["lat"], row["lon"]) for row in seen(store, "FROM events ORDER BY event_id")]


def test_a_point_that_a_later_file_tells_is_a_change(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam"), titled(2, "Bazar", venue_id="V01")])
    told = [titled(1, "Senam", **POINT), titled(2, "Bazar", venue_id="V01", **POINT)]
    row = preview(store, "schedule", told).rows[0]
    receipt = put(store, "schedule", told, received=LATER)

    assert (row.changed, dict(row.before), dict(row.after)) == (("lat", "lon"), {"lat": None, "lon": None}, POINT)
    assert (counts(receipt), points(store)[0][1:]) == ((0, 1, 1, 0), (-7.98, 112.62))
    nearly = [titled(1, "Senam", lat=-7.980000001, lon=112.62), titled(2, "Bazar")]
    assert counts(put(store, "schedule", nearly, received=LATER)) == (0, 0, 2, 0)


def test_a_point_does_not_outlive_its_ward(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam", **POINT), titled(2, "Bazar", area_code=None, **POINT)])
    put(store, "schedule", [titled(1, "Senam", area_code="35.73.03.1005"),
                            titled(2, "Bazar", area_code="35.73.03.1005")], received=LATER)
    assert points(store) == [("35.73.03.1005", None, None), ("35.73.03.1005", -7.98, 112.62)]


def test_what_moved_may_be_said_to_be_new(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam")])
    later = [titled(5, "Senam")]
    new = NO_DECISIONS.with_moved(("Jadwal", 5, 1), "new")
    plan = preview(store, "schedule", later, decisions=new)

    assert (outcomes(plan), plan.rows[0].resembles.fields["starts"].hour) == (["new"], 10)
    assert [event.fields["title"] for event in plan.missing] == ["Senam"]
    assert counts(put(store, "schedule", later, received=LATER, decisions=new)) == (1, 0, 0, 0)
    assert [event[:3] for event in events(store)] == [(1, "planned", 10), (1, "planned", 14)]


def test_an_older_file_does_not_move_back_what_a_newer_one_moved(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam")])
    put(store, "schedule", [titled(5, "Senam", start=datetime(2024, 1, 27, 14))], received=LATER)
    again = preview(store, "schedule", [titled(1, "Senam")], received=DAY)

    assert (outcomes(again), [(problem.row, problem.field) for problem in again.refused]) == ([], [(1, "received")])
    assert outcomes(preview(store, "schedule", [titled(1, "Senam")], received=LATER)) == ["moved"]


def test_two_events_of_one_place_that_both_move_by_an_hour_keep_their_titles(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam"), titled(2, "Bazar")])
    plan = preview(store, "schedule", [titled(2, "Senam"), titled(3, "Bazar")])

    assert [(row.outcome, row.changed, row.before["starts"].hour) for row in plan.rows] == [
        ("moved", ("starts",), 10), ("moved", ("starts",), 11)]
    assert [(row.item_id, row.resembles.fields["title"]) for row in plan.rows] == [(1, "Senam"), (2, "Bazar")]
    assert plan.missing == []


def test_what_moves_from_another_day_to_the_hour_of_another_event_takes_its_title_along(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam"), titled(2, "Bazar", start=datetime(2024, 1, 28, 9))])
    plan = preview(store, "schedule", [titled(2, "Bazar", start=datetime(2024, 1, 27, 10)),
                                       titled(9, "Rapat", start=datetime(2024, 1, 28, 12))])

    assert [(row.outcome, row.item_id) for row in plan.rows] == [("moved", 2), ("new", None)]
    assert [event.fields["title"] for event in plan.missing] == ["Senam"]


def test_another_title_at_the_same_hour_and_place_is_a_change_of_title(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam"), titled(5, None, permit_no="STTP/1")])
    plan = preview(store, "schedule", [titled(1, "Bazar")])

    assert [(row.outcome, row.item_id, row.changed) for row in plan.rows] == [("changed", 1, ("title",))]


@pytest.mark.parametrize("title", ["Wayang", None])
def test_an_event_put_off_over_midnight_is_moved(store: Store, title: str | None) -> None:
    late = titled(1, title, start=datetime(2024, 1, 27, 23, 30), contact=None, attendance=None)
    put(store, "schedule", [late, titled(9, "Rapat")])
    after = titled(1, title, start=datetime(2024, 1, 28, 0, 30), contact=None, attendance=None)

    for rows in ([after], [titled(9, "Rapat"), after]):
        plan = preview(store, "schedule", rows)
        assert [(row.outcome, row.item_id, row.changed) for row in plan.rows][-1] == ("moved", 1, ("starts",))
        assert plan.missing == []
    assert outcomes(preview(store, "schedule", [after], received=date(2024, 1, 28))) == ["new"]


def test_a_file_of_another_week_moves_nothing(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam")])
    other = titled(1, "Senam", start=datetime(2024, 2, 3, 10))
    plan = preview(store, "schedule", [other])
    assert (outcomes(plan), plan.missing) == (["new"], [])


def test_a_notice_number_of_one_event_moves_it_to_any_day(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam", permit_no="STTP/7"), titled(2, "Bazar", permit_no="STTP/8")])
    assert outcomes(preview(store, "schedule", [
        titled(1, "Senam", permit_no="STTP / 7", start=datetime(2024, 2, 3, 10))])) == ["moved"]


def test_what_is_past_is_neither_moved_on_nor_missed(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam"), titled(2, "Bazar")])
    later = [titled(2, "Bazar"), titled(1, "Senam", start=datetime(2024, 1, 29, 10))]
    plan = preview(store, "schedule", [*later, titled(3, "Rapat", start=datetime(2024, 1, 26, 9))],
                   received=date(2024, 1, 28))
    assert (outcomes(plan), plan.missing) == (["same", "new", "new"], [])


def test_what_is_no_longer_listed_is_kept_unless_somebody_says_it_is_cancelled(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam"), titled(2, "Bazar"), titled(9, "Rapat"),
                            titled(2, "Lain", party="PAN")])
    later = [titled(1, "Senam"), titled(9, "Rapat")]
    plan = preview(store, "schedule", later, by=PKB)
    assert [(event.verdict, event.fields["title"], event.fields["organiser"]) for event in plan.missing] == [
        ("kept", "Bazar", "PKB")]
    assert (put(store, "schedule", later, received=LATER).cancelled, len(events(store))) == (0, 4)
    decided = NO_DECISIONS.with_missing(plan.missing[0].event_id, "cancelled")
    receipt = put(store, "schedule", later, by=PKB, received=LATER, decisions=decided)

    assert (receipt.cancelled, counts(receipt)) == (1, (0, 0, 2, 0))
    assert [event for event in events(store) if event[1] == "cancelled"] == [
        (2, "cancelled", 11, "Balai RW 01", "Bazar")]
    assert seen(store, "SELECT outcome, row_number FROM import_rows WHERE outcome = 'cancelled'") == [
        {"outcome": "cancelled", "row_number": None}]
    assert put(store, "schedule", later, by=PKB, received=LATER, decisions=decided).cancelled == 0
    assert verify(store) == []


def test_a_cancelled_event_that_is_listed_again_comes_back(store: Store) -> None:
    first = [titled(1, "Senam"), titled(2, "Bazar"), titled(9, "Rapat")]
    put(store, "schedule", first)
    plan = preview(store, "schedule", [first[0], first[2]])
    put(store, "schedule", [first[0], first[2]], received=LATER,
        decisions=NO_DECISIONS.with_missing(plan.missing[0].event_id, "cancelled"))
    back = preview(store, "schedule", first)

    assert [(row.outcome, row.changed, dict(row.before), dict(row.after)) for row in back.rows][1] == (
        "changed", ("state",), {"state": "cancelled"}, {"state": "planned"})
    assert outcomes(preview(store, "schedule", first, received=DAY)) == ["same", "same"]
    put(store, "schedule", first, received=LATER)
    assert events(store)[1] == (3, "planned", 11, "Balai RW 01", "Bazar")


@pytest.mark.parametrize("values", [
    {"party": "PKB", "venue": "BALAI RW. 01"}, {"title": "Bazar"},
    {"party": "PKB", "start": datetime(2024, 1, 27, 15)}])
def test_a_row_that_waits_may_speak_of_an_event(store: Store, values: dict) -> None:
    put(store, "schedule", [titled(1, "Senam"), titled(2, "Bazar"), titled(9, "Rapat")])
    error = Problem("Jadwal", 2, "start", "error", "??", Message("no such hour"))
    plan = preview(store, "schedule", [titled(1, "Senam"), titled(9, "Rapat")], problems=[error],
                   held=[Row("Jadwal", 2, 1, values, {})])
    assert plan.missing == []


def test_an_older_file_and_one_that_mends_another_miss_nothing(store: Store) -> None:
    first = put(store, "schedule", [titled(1, "Senam"), titled(2, "Bazar"), titled(9, "Rapat")])
    part = [titled(1, "Senam"), titled(9, "Rapat")]
    assert [event.fields["title"] for event in preview(store, "schedule", part, received=DAY).missing] == ["Bazar"]
    assert preview(store, "schedule", part, received=date(2024, 1, 19)).missing == []
    assert preview(store, "schedule", part, continues=first.import_id).missing == []


def test_an_older_schedule_does_not_bring_back_what_a_newer_one_had_dropped(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam"), titled(9, "Rapat")], received=LATER)
    late = [titled(1, "Senam"), titled(2, "Bazar"), titled(3, "Pawai", start=datetime(2024, 1, 28, 9)),
            titled(4, "Lain", party="PAN")]
    plan = preview(store, "schedule", late, received=DAY)
    receipt = put(store, "schedule", late, received=DAY)

    assert [(line.row.row, line.received, line.verdict) for line in plan.older] == [(2, LATER, "left_out")]
    assert [(problem.row, problem.text) for problem in plan.refused] == [(2, "2024-01-22")]
    assert (outcomes(plan), counts(receipt)) == (["same", "new", "new"], (2, 0, 1, 1))
    assert "Bazar" not in [event[4] for event in events(store)]
    taken = NO_DECISIONS.with_older(plan.older[0].place, "new")
    assert outcomes(preview(store, "schedule", late, received=DAY, decisions=taken)) == ["same", "new", "same", "same"]
    assert counts(put(store, "schedule", late, received=DAY, decisions=taken)) == (1, 0, 3, 0)


def test_what_only_mends_a_schedule_or_was_undone_drops_nothing(store: Store) -> None:
    first = put(store, "schedule", [titled(1, "Senam"), titled(9, "Rapat")], received=date(2024, 1, 18))
    put(store, "schedule", [titled(1, "Senam"), titled(9, "Rapat")], received=LATER, continues=first.import_id)
    undone = put(store, "schedule", [titled(1, "Senam"), titled(9, "Rapat")], received=LATER)
    assert len(preview(store, "schedule", [titled(2, "Bazar")], received=DAY).older) == 1
    undo_import(store, ANNA, undone.import_id)
    assert outcomes(preview(store, "schedule", [titled(2, "Bazar")], received=DAY)) == ["new"]
    assert outcomes(preview(store, "schedule", [titled(2, "Bazar")], received=LATER)) == ["new"]


def test_what_an_older_schedule_says_too_is_known_from_its_day_on(store: Store) -> None:
    def known(day: date) -> list[tuple]:
        with store.reader(SYSTEM, as_of=day) as read:
            return [(row["title"], row["attendance"]) for row in read.rows("FROM events ORDER BY event_id")]

    put(store, "schedule", [titled(1, "Senam"), titled(2, "Bazar")], received=LATER)
    older = put(store, "schedule", [titled(1, "Senam")], received=DAY)
    assert (known(DAY), known(LATER)) == ([("Senam", 100)], [("Senam", 100), ("Bazar", 100)])
    assert [problem.text for problem in preview(
        store, "schedule", [titled(1, "Senam", attendance=9)], received=date(2024, 1, 21)).refused] == ["2024-01-22"]
    undo_import(store, ANNA, older.import_id)
    assert known(DAY) == []


def off(number: int, title: str | None, **changes: object) -> Row:
    return titled(number, title, state="cancelled", **changes)


def test_what_a_calendar_calls_off_is_cancelled_unless_somebody_keeps_it(store: Store) -> None:
    put(store, "schedule", [titled(1, "Senam"), titled(2, "Bazar"), titled(3, "Rapat"), titled(4, "Lain", party="PAN")])
    held = [off(1, "Senam"), off(2, "Dialog"), off(7, "Pawai"), off(4, "Lain", party="PAN")]
    told = preview(store, "schedule", [], held=held).missing
    assert [(event.event_id, event.verdict, event.is_told) for event in told] == [
        (1, "cancelled", True), (2, "kept", True), (4, "cancelled", True)]
    older = preview(store, "schedule", [], held=held, received=date(2024, 1, 19))
    assert [event.verdict for event in older.missing] == ["kept"] * 3
    assert [event.event_id for event in preview(store, "schedule", [], held=held, by=PKB).missing] == [1, 2]
    for row, outcome in ((titled(1, "Senam"), "same"), (titled(8, "Senam"), "moved")):
        plan = preview(store, "schedule", [row], held=held[:1])
        assert (outcomes(plan), [event.is_told for event in plan.missing]) == ([outcome], [False, False])

    receipt = put(store, "schedule", [], held=held, received=LATER, decisions=NO_DECISIONS.with_missing(4, "kept"))
    assert (receipt.cancelled, counts(receipt)) == (1, (0, 0, 0, 0))
    assert [event[1] for event in events(store)] == ["cancelled", "planned", "planned", "planned"]
    undo_import(store, ANNA, receipt.import_id)
    assert [event[1] for event in events(store)] == ["planned"] * 4


TEXT = "spanduk caleg di depan balai warga dirusak orang tidak dikenal"


def test_a_report_much_like_a_stored_one_may_be_said_to_be_the_same(store: Store) -> None:
    first = put(store, "report", [report_row(1, description=TEXT)])
    row = report_row(2, description="Spanduk caleg depan balai warga dirusak orang tak dikenal",
                     occurred=datetime(2024, 1, 11, 7), reporter="Pak Lain")
    plan = preview(store, "report", [row])
    same = NO_DECISIONS.with_duplicate(row_place(row), "same")

    assert outcomes(plan) == ["new"]
    assert (plan.rows[0].resembles.fields["description"], plan.rows[0].resembles.fields["reporter"]) == (TEXT, "Ketua")
    assert plan.duplicates == plan.rows
    assert counts(put(store, "report", [row], decisions=same)) == (0, 0, 1, 0)
    assert len(seen(store, "FROM reports")) == 1
    assert seen(store, "SELECT day FROM coverage ORDER BY day") == [
        {"day": date(2024, 1, 10)}, {"day": date(2024, 1, 11)}]
    assert seen(store, "SELECT import_id, outcome, item_id FROM import_rows ORDER BY import_row_id") == [
        {"import_id": first.import_id, "outcome": "new", "item_id": 1},
        {"import_id": 2, "outcome": "same", "item_id": 1}]


def row_place(row: Row) -> tuple[str, int, int]:
    return row.sheet, row.row, row.part


@pytest.mark.parametrize("changes", [
    {"description": "warga bentrok di lapangan"}, {"description": TEXT, "area_code": "35.73.03.1005"},
    {"description": TEXT + " lagi", "occurred": datetime(2024, 1, 12, 20)}, {"description": "spanduk"}])
def test_another_report_resembles_none(store: Store, changes: dict) -> None:
    put(store, "report", [report_row(1, description=TEXT)])
    assert [row.resembles for row in preview(store, "report", [report_row(2, **changes)]).rows] == [None]


def test_likeness_is_of_words_in_any_order_and_not_of_one_word_alone() -> None:
    assert round(text_likeness("baliho rusak di jalan raya", "di jalan raya baliho rusak parah")) == 100
    assert text_likeness("baliho", "baliho rusak di jalan raya") < 85
    assert text_likeness("tembok tempat ibadah RW 03 ditempeli", "tembok tempat ibadah RW 12 ditempeli") == 0
    assert text_likeness("tembok tempat ibadah RW 03 ditempeli", "tembok tempat ibadah RW 3 ditempeli") > 85


@pytest.mark.parametrize("guess", ["Ketua", "Pak Lain", None])
def test_a_likeness_tells_an_fkdm_member_no_reporter(store: Store, guess: str | None) -> None:
    put(store, "report", [report_row(1, description=TEXT)])
    rows = [report_row(2, description=TEXT + " semalam", reporter=guess)]
    alike = preview(store, "report", rows, by=FIRA).rows[0].resembles

    assert (alike.fields["reporter"], alike.likeness) == (None, 100)
    put(store, "report", rows, by=FIRA)
    again = [report_row(2, description=TEXT + " semalam sekali", reporter=guess)]
    own = [row.resembles for row in preview(store, "report", again, by=FIRA).rows]
    assert own[0] is not None
