"""The names people read for codes."""

import pytest

from lib.reference.labels import STATES, VERIFICATIONS, load_labels, state_name, verification_name
from lib.store import Store, Viewer
from lib.text import using

ANALYST = Viewer("anna", "analyst")


def labels_of(store: Store, viewer: Viewer = ANALYST):
    with store.reader(viewer) as read:
        return load_labels(read)


def test_organisers_carry_their_ballot_number_in_its_order(store: Store) -> None:
    labels = labels_of(store)
    parties = [name for name in labels.organisers.values() if name.split(" ")[0].isdigit()]

    assert (labels.organiser("PKB"), labels.organiser("PDIP")) == ("1 PKB", "3 PDIP")
    assert [int(name.split(" ")[0]) for name in parties] == sorted(int(name.split(" ")[0]) for name in parties)


def test_wards_and_districts_are_told_apart(store: Store) -> None:
    labels = labels_of(store)

    assert labels.area("35.73.02.1007") == "Kauman, Klojen"
    assert list(labels.districts.values()) == sorted(labels.districts.values())
    assert (len(labels.areas), len(labels.districts)) == (57, 5)


@pytest.mark.parametrize("code", [None, float("nan"), "", "99.99"], ids=str)
def test_unknown_ward_says_so(store: Store, code: object) -> None:
    assert labels_of(store).area(code) == "kelurahan belum diketahui"


@pytest.mark.parametrize("code", [None, float("nan"), ""], ids=str)
def test_report_without_a_category_says_so(store: Store, code: object) -> None:
    assert labels_of(store).category(code) == "belum berkategori"


def test_codes_nobody_knows_stay_as_they_are(store: Store) -> None:
    labels = labels_of(store)

    assert (labels.organiser("X"), labels.activity("x"), labels.category("x"), state_name("x"), verification_name("x")
            ) == ("X", "x", "x", "x", "x")


def test_every_state_is_worded_in_both_languages() -> None:
    indonesian = [*map(state_name, STATES), *map(verification_name, VERIFICATIONS)]
    with using("en"):
        english = [*map(state_name, STATES), *map(verification_name, VERIFICATIONS)]

    assert [pair for pair in zip(indonesian, english, strict=True) if pair[0] == pair[1]] == []


def test_labels_follow_the_language(store: Store) -> None:
    with using("en"):
        english = labels_of(store)

    assert english.activity("rapat_umum") != labels_of(store).activity("rapat_umum") == "Rapat umum"
    assert english.organisers == labels_of(store).organisers


def test_stranger_is_told_no_names(store: Store) -> None:
    labels = labels_of(store, Viewer("x", "nobody"))

    assert (dict(labels.areas), dict(labels.organisers)) == ({}, {})
