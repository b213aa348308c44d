"""Columns remembered by their heads: whatever their order, the reader's own first, and only where they may see it."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import Refusal
from lib.intake.mappings import (
    Offer,
    describe_columns,
    forget_columns,
    list_columns,
    offer_columns,
    place_columns,
    remember_columns,
    signature,
)
from lib.store import Store, Viewer

ADI, ANNA = Viewer("adi", "admin"), Viewer("anna", "analyst")
FIRA = Viewer("fira", "fkdm", areas=("35.73.02.1007",))
PITA = Viewer("pita", "party", organiser="PKB")
HEADS = ["No.", "Tgl", "Uraian Kejadian", "Tgl"]
PART = describe_columns(HEADS, {1: "occurred", 2: "description", 3: ""}, "day_first")


def offer(store: Store, viewer: Viewer, heads: list[str] = HEADS, kind: str = "report") -> Offer | None:
    with store.reader(viewer) as read:
        return offer_columns(read, viewer, kind, heads)


def offered(store: Store, viewer: Viewer) -> object:
    found = offer(store, viewer)
    return found and found.choices_part


def test_what_was_taken_is_offered_again(store: Store) -> None:
    remember_columns(store, ANNA, "report", HEADS, PART, "35.73.02.1007")

    found = offer(store, ADI, ["TGL ", "uraian  kejadian", "tgl.", "NO"])
    assert found is not None
    assert (found.choices_part, found.sender, found.created_by) == (PART, "35.73.02.1007", "anna")
    assert offer(store, ANNA, kind="schedule") is None
    assert offer(store, ANNA, HEADS[:3]) is None


def test_columns_come_back_at_the_places_of_their_heads_now() -> None:
    assert PART == {"columns": [["Tgl", 1, "occurred"], ["Uraian Kejadian", 1, "description"], ["Tgl", 2, ""]],
                    "date_order": "day_first"}
    assert place_columns(PART, HEADS) == {1: "occurred", 2: "description", 3: ""}
    assert place_columns(PART, ["uraian kejadian", "tgl.", "TGL", "No"]) == {0: "description", 1: "occurred", 2: ""}
    assert place_columns(PART, ["Tgl", "Lain"]) == {0: "occurred"}


def test_the_newest_way_replaces_the_one_before_and_the_same_writes_nothing(store: Store) -> None:
    other = describe_columns(HEADS, {1: "occurred"}, "month_first")
    remember_columns(store, ANNA, "report", HEADS, PART, None)
    version = store.version
    remember_columns(store, ADI, "report", HEADS, PART, None)
    assert store.version == version
    remember_columns(store, ADI, "report", list(reversed(HEADS)), other, None)
    assert store.version == version + 1
    assert offered(store, ANNA) == other


def test_own_ways_go_first_and_a_sender_is_offered_nobody_else_s(store: Store) -> None:
    ways = {name: describe_columns(HEADS, {index: "occurred"}) for index, name in enumerate(("office", "fira", "pita"))}
    remember_columns(store, FIRA, "report", HEADS, ways["fira"], None)
    assert [offered(store, viewer) for viewer in (ANNA, FIRA, PITA)] == [ways["fira"], ways["fira"], None]
    remember_columns(store, ANNA, "report", HEADS, ways["office"], None)
    remember_columns(store, PITA, "report", HEADS, ways["pita"], None)
    assert [offered(store, viewer) for viewer in (ANNA, ADI, FIRA, PITA)] == [
        ways["office"], ways["office"], ways["fira"], ways["pita"]]


@pytest.mark.parametrize("role", ["leader", "security", "bawaslu", "viewer", "superuser", ""])
def test_who_sends_no_files_neither_teaches_nor_is_offered(store: Store, role: str) -> None:
    remember_columns(store, ANNA, "report", HEADS, PART, None)
    viewer = Viewer("somebody", role)
    assert offer(store, viewer) is None
    with pytest.raises(Refusal, match="Peran Anda tidak mengirim"):
        remember_columns(store, viewer, "report", HEADS, PART, None)


def test_a_table_without_heads_is_not_remembered(store: Store) -> None:
    remember_columns(store, ANNA, "report", ["", " - "], describe_columns(["", " - "], {0: "occurred"}), None)
    assert offer(store, ANNA, ["", "--"]) is None


heads = st.lists(st.text(max_size=8), max_size=8)


@settings(max_examples=200, deadline=None)
@given(heads, st.randoms(use_true_random=False))
def test_signature_knows_no_order_and_no_capitals(texts: list[str], chance: random.Random) -> None:
    shuffled = chance.sample(texts, len(texts))
    assert signature(shuffled) == signature(texts) == signature([f" {text}." for text in texts])


@settings(max_examples=200, deadline=None)
@given(heads, st.data())
def test_columns_of_the_same_heads_come_back_as_they_were(texts: list[str], data: st.DataObject) -> None:
    columns = st.sampled_from(range(len(texts))) if texts else st.nothing()
    fields = data.draw(st.dictionaries(columns, st.sampled_from(["", "a", "b"])))
    part = json.loads(json.dumps(describe_columns(texts, fields, None)))
    assert place_columns(part, texts) == fields


def test_what_is_kept_is_listed_and_forgotten(store: Store) -> None:
    remember_columns(store, PITA, "report", HEADS, PART, None)
    remember_columns(store, ANNA, "report", HEADS, PART, "35.73.02.1007")
    with store.reader(ADI) as read:
        listed = list_columns(read)
    assert {(kept.kind, kept.owner, kept.sender, kept.who) for kept in listed} == {
        ("report", "pita", None, "pita"), ("report", "", "35.73.02.1007", "anna")}
    assert listed[0].fields == (("Tgl", "occurred"), ("Uraian Kejadian", "description"), ("Tgl", ""))
    forget_columns(store, ADI, "report", signature(HEADS), "pita")
    with store.reader(ADI) as read:
        assert [kept.owner for kept in list_columns(read)] == [""]
        assert read.value("SELECT action FROM audit_log ORDER BY seq DESC LIMIT 1") == "forget columns"
    assert offered(store, PITA) is None
    with pytest.raises(Refusal):
        forget_columns(store, ADI, "report", signature(HEADS), "pita")


@pytest.mark.parametrize("viewer", [PITA, FIRA, Viewer("lia", "leader"), Viewer("vina", "viewer")])
def test_nobody_forgets_what_is_not_theirs(store: Store, viewer: Viewer) -> None:
    remember_columns(store, ANNA, "report", HEADS, PART, None)
    with pytest.raises(Refusal):
        forget_columns(store, viewer, "report", signature(HEADS), "")
    assert offered(store, ANNA) == PART
