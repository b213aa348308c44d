"""Imports undone and put back in any order: what must stand stands, what stays is named."""

import json
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lib.errors import Refusal
from lib.intake.decisions import NO_DECISIONS
from lib.intake.undoing import may_undo, preview_undo, redo_import, undo_import
from lib.store import SYSTEM, Store, Viewer, open_store, verify
from tests.intake.test_imports import ANNA, FIRA, PKB, RECEIVED, event_row, put, report_row, seen

LATER = date(2024, 1, 22)


def events(store: Store) -> list[tuple]:
    return [(row["event_id"], row["version"], row["state"], row["attendance"])
            for row in seen(store, "FROM events ORDER BY event_id")]


def test_what_was_undone_comes_back_as_it_was(store: Store) -> None:
    receipt = put(store, "schedule", [event_row(1), event_row(2)])
    before = seen(store, "FROM event_versions ORDER BY event_id")
    undo_import(store, ANNA, receipt.import_id)
    kept = len(seen(store, "FROM undone_rows"))
    redone = redo_import(store, ANNA, receipt.import_id)

    assert (kept, redone.restored, redone.kept_out) == (2, 2, [])
    assert seen(store, "FROM event_versions ORDER BY event_id") == before
    assert seen(store, "FROM undone_rows") == []
    assert seen(store, "SELECT state, undone_by, kept_after_undo FROM imports") == [
        {"state": "stored", "undone_by": None, "kept_after_undo": None}]
    assert [row["action"] for row in seen(store, "SELECT action FROM audit_log ORDER BY seq DESC LIMIT 2")] == [
        "redo import", "undo import"]
    assert verify(store) == []


def test_a_version_comes_back_beneath_a_later_one_and_is_named(store: Store) -> None:
    put(store, "schedule", [event_row(1)])
    second = put(store, "schedule", [event_row(1, attendance=200)])
    undo_import(store, ANNA, second.import_id)
    third = put(store, "schedule", [event_row(1, attendance=300)])
    event_id = events(store)[0][0]

    assert redo_import(store, ANNA, second.import_id).kept_out == [event_id]
    assert events(store) == [(event_id, 3, "planned", 300)]
    assert undo_import(store, ANNA, third.import_id).restored == 1
    assert events(store) == [(event_id, 2, "planned", 200)]
    assert verify(store) == []


def test_what_was_stored_again_in_the_meantime_keeps_the_first_out(store: Store) -> None:
    first = put(store, "schedule", [event_row(1), event_row(2)])
    one, two = [event[0] for event in events(store)]
    undo_import(store, ANNA, first.import_id)
    again = put(store, "schedule", [event_row(1)])
    redone = redo_import(store, ANNA, first.import_id)

    assert (redone.restored, redone.kept_out) == (1, [one])
    assert sorted(event[0] for event in events(store)) == [two, two + 1]
    undone = undo_import(store, ANNA, again.import_id)
    assert (undone.removed, undone.restored, [event[0] for event in events(store)]) == (1, 1, [one, two])


def test_what_goes_back_to_its_place_keeps_another_out_of_it(store: Store) -> None:
    first = put(store, "schedule", [event_row(1)])
    undo_import(store, ANNA, first.import_id)
    put(store, "schedule", [event_row(1)])
    redo_import(store, ANNA, first.import_id)
    moved = put(store, "schedule", [event_row(5)], received=LATER)
    undo_import(store, ANNA, moved.import_id)

    assert [row["starts"].hour for row in seen(store, "FROM events")] == [10]


def test_moves_and_cancellations_are_taken_back_and_put_back(store: Store) -> None:
    put(store, "schedule", [event_row(1, title="Senam"), event_row(2, title="Bazar"), event_row(9, title="Rapat")])
    senam, bazar, rapat = [event[0] for event in events(store)]
    later = put(store, "schedule", [event_row(4, title="Senam"), event_row(9, title="Rapat", attendance=7)],
                received=LATER, decisions=NO_DECISIONS.with_missing(bazar, "cancelled"))
    changed = [(senam, 2, "moved", 100), (bazar, 2, "cancelled", 100), (rapat, 2, "planned", 7)]
    assert events(store) == changed
    preview = preview_undo(store, ANNA, later.import_id)
    undone = undo_import(store, ANNA, later.import_id)

    assert [(item.item_id, item.fields["starts"].hour) for item in preview.restored] == [
        (senam, 10), (bazar, 11), (rapat, 18)]
    assert (preview.removed, preview.kept) == ([], [])
    assert (undone.removed, undone.restored, undone.kept) == (0, 3, [])
    assert [event[1:3] for event in events(store)] == [(1, "planned")] * 3
    assert redo_import(store, ANNA, later.import_id).restored == 3
    assert events(store) == changed
    assert verify(store) == []


def test_a_row_that_was_the_same_brings_its_version_back(store: Store) -> None:
    first, same = put(store, "schedule", [event_row(1)]), put(store, "schedule", [event_row(1)])
    undo_import(store, ANNA, first.import_id)
    undo_import(store, ANNA, same.import_id)
    assert events(store) == []
    assert redo_import(store, ANNA, same.import_id).restored == 1
    assert [event[1:] for event in events(store)] == [(1, "planned", 100)]
    assert verify(store) == []


def test_reports_and_their_ward_days_come_back(store: Store) -> None:
    rows = [report_row(1), report_row(2, occurred=datetime(2024, 1, 12, 9))]
    receipt = put(store, "report", rows, quiet_days=[("35.73.02.1007", date(2024, 1, 11))])
    before = seen(store, "FROM reports ORDER BY report_id"), seen(store, "FROM coverage ORDER BY day")
    undo_import(store, ANNA, receipt.import_id)
    assert (seen(store, "FROM reports"), seen(store, "FROM coverage")) == ([], [])
    again = put(store, "report", rows[:1])
    redone = redo_import(store, ANNA, receipt.import_id)

    assert (redone.restored, redone.kept_out) == (1, [1])
    assert sorted({row["day"] for row in seen(store, "FROM coverage")}) == [
        date(2024, 1, 10), date(2024, 1, 11), date(2024, 1, 12)]
    assert undo_import(store, ANNA, again.import_id).removed == 1
    assert (seen(store, "FROM reports ORDER BY report_id"), seen(store, "FROM coverage ORDER BY day")) == before
    assert verify(store) == []


def test_a_preview_names_what_was_edited_and_by_whom(store: Store) -> None:
    first = put(store, "schedule", [event_row(1), event_row(2)], by=PKB)
    second = put(store, "schedule", [event_row(1, attendance=300)])
    preview = preview_undo(store, ANNA, first.import_id)

    assert [item.fields for item in preview.removed] == [{
        "organiser": "PKB", "activity": "tatap_muka", "title": "Temu warga", "starts": datetime(2024, 1, 27, 11),
        "venue": "Balai RW 01", "area_code": "35.73.02.1007"}]
    assert [(line.item.item_id, line.by, line.import_id) for line in preview.edited] == [
        (preview.kept[0].item_id, "anna", second.import_id)]
    assert [line.by for line in preview_undo(store, PKB, first.import_id).edited] == [None]
    assert len(events(store)) == 2


def test_a_preview_names_who_checked_a_report(store: Store) -> None:
    receipt = put(store, "report", [report_row(1), report_row(2)], by=FIRA)
    with store.writing(ANNA, "verify") as tx:
        tx.update("reports", {"report_id": 1}, verification="terverifikasi")
    preview = preview_undo(store, ANNA, receipt.import_id)

    assert ([item.item_id for item in preview.removed], [(line.item.item_id, line.by) for line in preview.edited]) == (
        [2], [(1, "anna")])
    assert [line.by for line in preview_undo(store, FIRA, receipt.import_id).edited] == [None]


def test_a_preview_names_nothing_of_others(store: Store) -> None:
    others = [event_row(1, party="PAN", title="Rapat tertutup")]
    first = put(store, "schedule", others)
    undo_import(store, ANNA, first.import_id)
    again = put(store, "schedule", others)
    redo_import(store, ANNA, first.import_id)
    put(store, "schedule", [event_row(5, party="PAN", title="Rapat tertutup")], received=LATER)
    own = put(store, "schedule", [event_row(9)], by=PKB)

    for viewer in (ANNA, PKB):
        told = preview_undo(store, viewer, own.import_id)
        assert [item.fields["organiser"] for item in told.removed] == ["PKB"]
        assert (told.restored, told.kept, told.edited) == ([], [], [])
    before = events(store)
    undone = undo_import(store, PKB, own.import_id)

    assert (again.new, undone.removed, undone.restored, len(before), events(store)) == (1, 1, 0, 2, before[:1])


def standing(store: Store, organiser: str) -> list[dict]:
    return seen(store, "FROM event_versions WHERE organiser = $organiser ORDER BY event_id, version",
                organiser=organiser)


TWO_PARTIES = {"PKB": PKB, "PAN": Viewer("pak", "party", organiser="PAN")}
ACTS = st.lists(st.tuples(st.sampled_from(sorted(TWO_PARTIES)), st.one_of(
    st.tuples(st.just("store"), st.lists(st.tuples(st.integers(1, 2), st.sampled_from("AB")), min_size=1, max_size=2,
                                         unique=True)),
    st.tuples(st.sampled_from(["undo", "redo"]), st.integers(0, 4)))), min_size=5, max_size=9)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
@example([(who, act) for who, act in [
    ("PAN", ("store", [(1, "A")])), ("PAN", ("undo", 0)), ("PAN", ("store", [(1, "A")])), ("PAN", ("redo", 0)),
    ("PAN", ("store", [(2, "A")])), ("PKB", ("store", [(1, "A")])), ("PKB", ("undo", 0))]])
def test_nothing_one_party_undoes_changes_what_stands_of_the_other(tmp_path_factory, acts: list[tuple]) -> None:
    own_store = open_store(tmp_path_factory.mktemp("two") / "two.duckdb")
    sent: dict[str, list[int]] = {"PKB": [], "PAN": []}
    for number, (party, (act, told)) in enumerate(acts):
        other = "PAN" if party == "PKB" else "PKB"
        before = standing(own_store, other)
        if act == "store":
            rows = [event_row(hour, party=party, title=title, venue="Balai RW 01") for hour, title in told]
            sent[party].append(put(own_store, "schedule", rows, by=TWO_PARTIES[party], name=f"{number}.xlsx").import_id)
        elif told < len(sent[party]):
            with suppress(Refusal):
                (undo_import if act == "undo" else redo_import)(own_store, TWO_PARTIES[party], sent[party][told])
        assert standing(own_store, other) == before
    own_store.close()


@pytest.mark.parametrize("act", [undo_import, redo_import, preview_undo])
@pytest.mark.parametrize("viewer", [
    Viewer("lia", "leader"), Viewer("seno", "security"), Viewer("bima", "bawaslu"), Viewer("vina", "viewer"),
    Viewer("", ""), Viewer("lain", "party", organiser="PKB"), FIRA, Viewer("pita", "viewer"), Viewer("pita", "leader")])
def test_nobody_else_undoes_an_import(store: Store, act, viewer: Viewer) -> None:
    receipt = put(store, "schedule", [event_row(1)], by=PKB)
    with pytest.raises(Refusal, match="Tidak ada impor nomor"):
        act(store, viewer, receipt.import_id)
    assert len(events(store)) == 1
    assert not may_undo(viewer, "pita")


@pytest.mark.parametrize("viewer", [PKB, ANNA, Viewer("adi", "admin"), SYSTEM])
def test_its_sender_and_the_office_undo_an_import_and_put_it_back(store: Store, viewer: Viewer) -> None:
    receipt = put(store, "schedule", [event_row(1)], by=PKB)
    with pytest.raises(Refusal, match="tidak sedang dibatalkan"):
        redo_import(store, viewer, receipt.import_id)
    assert undo_import(store, viewer, receipt.import_id).removed == 1
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        preview_undo(store, viewer, receipt.import_id)
    assert redo_import(store, viewer, receipt.import_id).restored == 1


def test_rows_are_mended_while_the_file_that_mends_them_stands(store: Store) -> None:
    wrong = [event_row(2, party="PAN"), event_row(3, party="PAN")]
    first = put(store, "schedule", [event_row(1), *wrong], by=PKB)
    second = put(store, "schedule", [event_row(2)], by=PKB, continues=first.import_id)
    third = put(store, "schedule", [event_row(3)], by=PKB, continues=second.import_id)

    def outcomes() -> list[str]:
        return [row["outcome"] for row in seen(
            store, "SELECT outcome FROM import_rows WHERE import_id = $id ORDER BY row_number", id=first.import_id)]

    assert outcomes() == ["new", "mended", "mended"]
    undo_import(store, PKB, second.import_id)
    assert outcomes() == ["new", "refused", "mended"]
    redo_import(store, PKB, second.import_id)
    undo_import(store, PKB, third.import_id)
    assert outcomes() == ["new", "mended", "refused"]


@pytest.mark.parametrize("viewer", [Viewer("lain", "party", organiser="PKB"), PKB])
def test_only_an_own_import_of_the_kind_is_continued(store: Store, viewer: Viewer) -> None:
    other = put(store, "schedule", [event_row(1)]) if viewer is PKB else put(store, "schedule", [event_row(1)], by=PKB)
    reports = put(store, "report", [report_row(1)])
    for by, import_id in ((viewer, other.import_id), (ANNA, reports.import_id), (ANNA, 99)):
        with pytest.raises(Refusal, match="Tidak ada impor nomor"):
            put(store, "schedule", [event_row(2)], by=by, continues=import_id)
    assert len(events(store)) == 1


# A party's schedule in the making: each file lists some of two events, each at one of two hours with one of two ends.
FILES = st.dictionaries(st.integers(0, 1), st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1)
STEPS = st.lists(st.one_of(st.tuples(st.just("import"), FILES, st.booleans()),
                           st.tuples(st.just("undo"), st.integers(0, 5)),
                           st.tuples(st.just("redo"), st.integers(0, 5))), min_size=6, max_size=12)


class Model:
    """What must stand: of each event the newest version that an import says which stands."""

    def __init__(self) -> None:
        self.stands: list[bool] = []
        self.events: list[list[dict]] = []
        self.there: list[bool] = []

    def top(self, event: int) -> dict | None:
        return next((version for version in reversed(self.events[event])
                     if any(self.stands[said] for said in version["said"])), None)

    def present(self) -> list[tuple[int, dict]]:
        return [(event, self.top(event)) for event in range(len(self.events)) if self.there[event]]

    def store(self, file: dict[int, tuple[int, int]], cancel: bool) -> None:
        number, known = len(self.stands), self.present()
        self.stands.append(True)
        spoken: dict[int, tuple[int, int, int]] = {}
        for title, (hour, end) in file.items():
            same = sorted((top["state"] == "cancelled", top["end"] != end, event) for event, top in known
                          if (top["title"], top["hour"]) == (title, hour))
            if same:
                spoken[same[0][2]] = (title, hour, end)
        left = [(title, *told) for title, told in file.items() if (title, *told) not in spoken.values()]
        for told in left:
            free = [event for event, top in known
                    if event not in spoken and top["state"] != "cancelled" and top["title"] == told[0]]
            if len(free) == 1:
                spoken[free[0]] = told
            else:
                self.events.append([self._version(number, told, "planned")])
                self.there.append(True)
        for event, top in known:
            if event in spoken:
                title, hour, end = spoken[event]
                state = "moved" if hour != top["hour"] else "planned" if top["state"] == "cancelled" else top["state"]
                if (top["hour"], top["end"], top["state"]) == (hour, end, state):
                    top["said"].add(number)
                else:
                    self.events[event].append(self._version(number, (title, hour, end), state))
            elif cancel and top["state"] != "cancelled":
                self.events[event].append(self._version(number, (top["title"], top["hour"], top["end"]), "cancelled"))

    @staticmethod
    def _version(number: int, told: tuple[int, int, int], state: str) -> dict:
        return {"title": told[0], "hour": told[1], "end": told[2], "state": state, "said": {number}, "of": number}

    def turn(self, number: int, stands: bool) -> None:
        self.stands[number] = stands
        for event in range(len(self.events)):
            self.there[event] = self.there[event] and self.top(event) is not None
        returning = sorted((self.top(event)["of"], event) for event in range(len(self.events))
                           if not self.there[event] and self.top(event))
        for of in sorted({of for of, _event in returning}):
            taken = [(top["title"], top["hour"]) for _event, top in self.present()]
            for event in [event for other, event in returning if other == of]:
                key = (self.top(event)["title"], self.top(event)["hour"])
                if key in taken:
                    taken.remove(key)
                else:
                    self.there[event] = True

    def rows(self) -> list[tuple]:
        return sorted((top["title"], top["hour"], top["end"], top["state"]) for _event, top in self.present())


_EXAMPLES = count()
PARTIES = ("PKB", "GERINDRA", "PDIP", "GOLKAR", "NASDEM", "BURUH", "GELORA", "PKS", "PAN", "PSI")


@given(STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_order_what_must_stand_stands(store: Store, steps: list[tuple]) -> None:
    example = next(_EXAMPLES)
    party, day = PARTIES[example % len(PARTIES)], datetime(2024, 2, 1) + timedelta(days=3 * (example // len(PARTIES)))
    model, ids = Model(), []
    for step in steps:
        if step[0] == "import":
            rows = [event_row(title, party=party, title=("Senam", "Bazar", "Rapat")[title], venue=f"Balai RW {title}",
                              start=day + timedelta(hours=8 + 4 * hour), end=day + timedelta(hours=18 + end))
                    for title, (hour, end) in step[1].items()]
            missing = {row["event_id"]: "cancelled" for row in seen(
                store, "SELECT event_id FROM events WHERE organiser = $party AND CAST(starts AS DATE) = $day",
                party=party, day=day.date())} if step[2] else {}
            decisions = NO_DECISIONS
            for event_id in missing:
                decisions = decisions.with_missing(event_id, "cancelled")
            ids.append(put(store, "schedule", rows, decisions=decisions).import_id)
            model.store(step[1], step[2])
        elif turnable := [number for number, stands in enumerate(model.stands) if stands is (step[0] == "undo")]:
            number = turnable[step[1] % len(turnable)]
            (undo_import if step[0] == "undo" else redo_import)(store, ANNA, ids[number])
            model.turn(number, step[0] == "redo")
        found = sorted((("Senam", "Bazar", "Rapat").index(row["title"]), (row["starts"].hour - 8) // 4,
                        row["ends"].hour - 18, row["state"])
                       for row in seen(store, "FROM events WHERE organiser = $party AND CAST(starts AS DATE) = $day",
                                       party=party, day=day.date()))
        assert found == model.rows()
    if example % 20 == 0:
        assert verify(store) == []


def test_kept_rows_hold_every_column(store: Store) -> None:
    receipt = put(store, "schedule", [event_row(1)])
    undo_import(store, ANNA, receipt.import_id)
    kept = seen(store, "FROM undone_rows")[0]
    assert (kept["import_id"], kept["table_name"]) == (receipt.import_id, "event_versions")
    assert sorted(json.loads(kept["row_values"])) == sorted(
        row["column_name"] for row in seen(store, "DESCRIBE event_versions"))
    assert json.loads(kept["row_values"])["received"] == RECEIVED.isoformat()
