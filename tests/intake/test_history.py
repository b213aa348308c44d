"""The history of imports: counts, what is still refused, rows and file, each for who may see them."""

import json

import pandas as pd
import pytest

from lib.errors import Refusal
from lib.intake.decisions import NO_DECISIONS
from lib.intake.history import load_file, load_history, load_import_rows
from lib.intake.readings import Problem, Row
from lib.store import Store, Viewer
from lib.text import Message
from tests.intake.test_imports import ANNA, FIRA, PKB, event_row, put, reading_of, report_row


def history(store: Store, viewer: Viewer) -> list[dict]:
    with store.reader(viewer) as read:
        return load_history(read).to_dict("records")


def test_counts_sender_and_what_is_still_refused(store: Store) -> None:
    first = put(store, "schedule", [event_row(1), event_row(2, party="PAN"), event_row(3, party="PAN")], by=PKB)
    put(store, "schedule", [event_row(3, title="Lain")], by=PKB, continues=first.import_id)
    put(store, "report", [report_row(1), report_row(2, area_code="35.73.03.1005")])
    reports, second, earlier = history(store, ANNA)

    assert (earlier["sender"], earlier["rows_refused"], earlier["still_refused"]) == ("PKB", 2, 1)
    assert (second["continues"], second["rows_moved"], second["rows_cancelled"]) == (first.import_id, 0, 0)
    assert (pd.isna(reports["sender"]), reports["still_refused"]) == (True, 0)
    assert [line["import_id"] for line in history(store, PKB)] == [2, 1]
    assert history(store, FIRA) == []


def test_moves_and_cancellations_are_counted(store: Store) -> None:
    put(store, "schedule", [event_row(1, title="Senam"), event_row(2, title="Bazar"), event_row(9, title="Rapat")])
    put(store, "schedule", [event_row(4, title="Senam"), event_row(9, title="Rapat")],
        decisions=NO_DECISIONS.with_missing(2, "cancelled"))
    newest = history(store, ANNA)[0]
    assert (newest["rows_new"], newest["rows_moved"], newest["rows_cancelled"], newest["rows_same"]) == (0, 1, 1, 1)
    with store.reader(ANNA) as read:
        rows = load_import_rows(read, 2)
    assert [tuple(row) for row in rows[["outcome", "item_id"]].itertuples(index=False)] == [
        ("moved", 1), ("same", 3), ("cancelled", 2)]
    assert rows["row"].isna().tolist() == [False, False, True]


def test_rows_and_file_are_read_by_their_sender_and_the_office(store: Store) -> None:
    error = Problem("Jadwal", 9, "start", "error", "30 Februari", Message("no such day"))
    rows = {"problems": [error], "held": [Row("Jadwal", 9, 1, {}, {"Tanggal": "30 Februari"})]}
    number = put(store, "schedule", [event_row(1)], by=PKB, **rows).import_id
    data = reading_of("schedule", [event_row(1)])[1]
    for viewer in (PKB, ANNA):
        with store.reader(viewer) as read:
            shown = load_import_rows(read, number)
            assert load_file(read, number) == ("berkas.xlsx", data)
        assert shown["outcome"].tolist() == ["new", "refused"]
        assert json.loads(shown["cells"][1]) == {"Tanggal": "30 Februari"}


@pytest.mark.parametrize("viewer", [FIRA, Viewer("lain", "party", organiser="PKB"), Viewer("lia", "leader"),
                                    Viewer("pita", "viewer"), Viewer("", "")])
def test_nobody_else_reads_them(store: Store, viewer: Viewer) -> None:
    number = put(store, "schedule", [event_row(1)], by=PKB).import_id
    with store.reader(viewer) as read:
        assert load_import_rows(read, number).empty
        with pytest.raises(Refusal, match="Tidak ada impor nomor"):
            load_file(read, number)
    assert history(store, viewer) == []
