"""What words mean: the office's for everybody, a sender's own for their files, and whose it is to forget."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import Refusal
from lib.intake.learning import forget, learn, list_learned, load_learned, spelling_key
from lib.store import SYSTEM, Store, Viewer

ADI, ANNA = Viewer("adi", "admin"), Viewer("anna", "analyst")
FIRA = Viewer("fira", "fkdm", areas=("35.73.02.1007",))
PITA = Viewer("pita", "party", organiser="PKB")
RAMPAL, OTHER = "35.73.02.1007", "35.73.03.1005"
ROLES = ["admin", "analyst", "leader", "security", "bawaslu", "fkdm", "party", "viewer", "superuser", ""]
KEY = ("area_code", "rampal")


def learned(store: Store, viewer: Viewer) -> Mapping[tuple[str, str], str]:
    with store.reader(viewer) as read:
        return load_learned(read, viewer)


def owners(store: Store, viewer: Viewer = SYSTEM) -> list[str]:
    with store.reader(viewer) as read:
        return list_learned(read)["owner"].tolist()


def test_an_analyst_teaches_everybody_and_a_sender_only_themselves(store: Store) -> None:
    assert learn(store, ANNA, {("area_code", "Rampal "): RAMPAL, ("party", "P.K.B"): "PKB"}) == 2
    assert learn(store, FIRA, {("area_code", "RAMPAL"): OTHER}) == 1

    office = {KEY: RAMPAL, ("party", "pkb"): "PKB"}
    assert [learned(store, viewer) for viewer in (ADI, ANNA, PITA)] == [office] * 3
    assert learned(store, FIRA) == {**office, KEY: OTHER}


def test_own_meaning_stays_first_whichever_came_first(store: Store) -> None:
    learn(store, FIRA, {KEY: OTHER})
    learn(store, ANNA, {KEY: RAMPAL})

    assert (learned(store, FIRA)[KEY], learned(store, PITA)[KEY]) == (OTHER, RAMPAL)


@pytest.mark.parametrize("role", ROLES)
def test_who_teaches_whom(store: Store, role: str) -> None:
    viewer = Viewer("somebody", role, areas=(RAMPAL,), organiser="PKB")
    owner = {"admin": "", "analyst": "", "fkdm": "somebody", "party": "somebody"}.get(role)
    if owner is None:
        with pytest.raises(Refusal, match="Peran Anda tidak mengirim"):
            learn(store, viewer, {KEY: RAMPAL})
        assert owners(store) == []
    else:
        learn(store, viewer, {KEY: RAMPAL})
        assert owners(store) == [owner]


@pytest.mark.parametrize(("field", "code"), [
    ("area_code", "99.99"), ("party", "tatap_muka"), ("activity", ""), ("venue", "V01"), ("category", "PKB")])
def test_a_code_that_no_pack_has_is_refused_and_nothing_is_kept(store: Store, field: str, code: str) -> None:
    with pytest.raises(Refusal, match="tidak ada dalam daftar"):
        learn(store, ANNA, {("party", "pkb"): "PKB", (field, "kata"): code})
    assert owners(store) == []


def test_every_field_has_its_list(store: Store) -> None:
    meanings = {("party", "a"): "PKB", ("activity", "b"): "tatap_muka", ("category", "c"): "politik_uang",
                ("area_code", "d"): RAMPAL}
    learn(store, ANNA, meanings)
    assert learned(store, ANNA) == meanings


def test_a_word_of_signs_only_is_refused(store: Store) -> None:
    with pytest.raises(Refusal, match="huruf atau angka"):
        learn(store, ANNA, {("party", " -- "): "PKB"})


def test_a_code_that_left_the_packs_means_nothing_but_is_listed(store: Store) -> None:
    learn(store, ANNA, {("party", "pkb lama"): "PKB"})
    with store.writing(SYSTEM, "new packs") as tx:
        tx.delete("organisers", code="PKB")
    assert (learned(store, ANNA), owners(store)) == ({}, [""])


def test_a_new_lesson_moves_the_caches_and_an_old_one_writes_nothing(store: Store) -> None:
    learn(store, ANNA, {KEY: OTHER})
    version = store.version
    assert learn(store, ADI, {KEY: OTHER}) == 0
    assert store.version == version
    assert learn(store, ADI, {KEY: RAMPAL}) == 1
    assert store.version == version + 1
    with store.reader(ADI) as read:
        listed = list_learned(read)
    assert listed.drop(columns="when").to_dict("records") == [
        {"field": "area_code", "spelling": "rampal", "code": RAMPAL, "owner": "", "who": "adi"}]
    assert str(listed["when"].dtype).startswith("datetime64")


@pytest.mark.parametrize(("viewer", "seen"), [
    (ADI, ["", "fira", "pita"]), (ANNA, ["", "fira", "pita"]), (FIRA, ["", "fira"]), (PITA, ["", "pita"]),
    (Viewer("lia", "leader"), []), (Viewer("bima", "bawaslu"), []), (Viewer("seno", "security"), []),
    (Viewer("vina", "viewer"), []), (Viewer("", ""), [])], ids=lambda value: getattr(value, "role", ""))
def test_who_sees_which_lessons(store: Store, viewer: Viewer, seen: list[str]) -> None:
    for teacher in (ANNA, FIRA, PITA):
        learn(store, teacher, {KEY: RAMPAL})
    assert owners(store, viewer) == seen


@pytest.mark.parametrize(("viewer", "owner", "refused"), [
    (ANNA, "", None), (ANNA, "fira", None), (ADI, "pita", None), (FIRA, "fira", None),
    (FIRA, "", "Hanya administrator"), (FIRA, "pita", "Hanya administrator"), (PITA, "fira", "Hanya administrator"),
    (Viewer("lia", "leader"), "", "Peran Anda"), (Viewer("fira", "viewer"), "fira", "Peran Anda"),
    (ANNA, "nobody", "Tidak ada arti")], ids=str)
def test_who_may_forget_what(store: Store, viewer: Viewer, owner: str, refused: str | None) -> None:
    for teacher in (ANNA, FIRA, PITA):
        learn(store, teacher, {KEY: RAMPAL})
    if refused is None:
        forget(store, viewer, "area_code", "Rampal", owner)
        assert owners(store) == [name for name in ("", "fira", "pita") if name != owner]
    else:
        with pytest.raises(Refusal, match=refused):
            forget(store, viewer, "area_code", "Rampal", owner)
        assert owners(store) == ["", "fira", "pita"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_spelling_key_is_its_own_key(text: str) -> None:
    """What is listed can be given back, to forget it or to learn it anew."""
    assert spelling_key(spelling_key(text)) == spelling_key(text)
    assert spelling_key(f"  {text}. ") == spelling_key(text)
