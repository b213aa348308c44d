"""Strength as it is typed: numbers read, cells changed by two at once, a day copied to others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import Refusal
from lib.schedule.load_strength_edits import (
    StrengthChange,
    change_strengths,
    copy_strengths,
    read_changes,
    read_officers,
    say_overtaken,
)
from lib.schedule.load_strengths import load_strengths
from lib.store import SYSTEM, Store, Viewer
from lib.text import number, say, using

ANNA, BUDI = Viewer("anna", "analyst"), Viewer("budi", "security")
DAY, NEXT, THIRD = date(2024, 1, 27), date(2024, 1, 28), date(2024, 1, 29)
KLOJEN, SUKUN = "35.73.02", "35.73.04"
NAMES = {KLOJEN: "Klojen", SUKUN: "Sukun"}


def stored(store: Store) -> dict[tuple[str, date], int]:
    with store.reader(SYSTEM) as read:
        found = load_strengths(read, DAY, THIRD)
    return {(row.district_code, row.day.date()): row.officers for row in found.itertuples()}


def enter(store: Store, *cells: tuple[str, date, int | None], by: Viewer = ANNA) -> None:
    shown = stored(store)
    assert change_strengths(store, by, [StrengthChange(code, day, shown.get((code, day)), officers)
                                        for code, day, officers in cells]) == []


@pytest.mark.parametrize(("text", "officers"), [
    ("120", 120), (" 0 ", 0), ("", None), (None, None), ("   ", None), ("1.500", 1500), ("1,500", 1500),
    ("1 500", 1500), ("100.000", 100_000), ("007", 7)])
def test_officers_are_read_as_people_write_them(text: str | None, officers: int | None) -> None:
    assert read_officers(text) == officers


@pytest.mark.parametrize("text", ["-1", "12,5", "1.50", "12.0", "seratus", "1e3", "٣", "1.5000", "=1+1", "100.001",
                                  "999999999", "9" * 30])
def test_what_is_no_number_of_officers_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="petugas"):
        read_officers(text)


@given(st.integers(0, 100_000), st.sampled_from(["id", "en"]))
def test_numbers_are_read_as_they_are_shown(officers: int, language: str) -> None:
    with using(language):
        assert read_officers(number(officers)) == officers


def test_only_cells_that_say_something_else_are_changes() -> None:
    before = {(KLOJEN, DAY): 100, (SUKUN, DAY): None, (KLOJEN, NEXT): 0}
    changes, problems = read_changes(
        before, {(KLOJEN, DAY): "100", (SUKUN, DAY): "0", (KLOJEN, NEXT): "", (SUKUN, NEXT): "banyak"}, NAMES)
    assert changes == [StrengthChange(SUKUN, DAY, None, 0), StrengthChange(KLOJEN, NEXT, 0, None)]
    assert [say(problem) for problem in problems] == [
        "Min 28 Jan, Sukun: 'banyak' bukan bilangan bulat petugas. Ketik angka, 0 bila tidak ada, atau kosongkan sel "
        "bila belum diketahui."]


def test_cells_are_kept_taken_away_and_recorded_once(store: Store) -> None:
    enter(store, (KLOJEN, DAY, 120), (SUKUN, DAY, 0))
    enter(store, (KLOJEN, DAY, None), (SUKUN, DAY, 5))
    assert stored(store) == {(SUKUN, DAY): 5}
    with store.reader(SYSTEM) as read:
        assert read.value("SELECT count(*) FROM audit_log WHERE action = 'set strength' AND actor = 'anna'") == 2


def test_two_at_once_keep_their_own_cells_and_neither_overwrites_the_other(store: Store) -> None:
    enter(store, (KLOJEN, DAY, 100))
    # Both have read the 100; Budi is quicker.
    assert change_strengths(store, BUDI, [StrengthChange(KLOJEN, DAY, 100, 80)]) == []
    overtaken = change_strengths(store, ANNA, [StrengthChange(KLOJEN, DAY, 100, 90),
                                               StrengthChange(SUKUN, DAY, None, 7)])
    assert overtaken == [StrengthChange(KLOJEN, DAY, 80, 90)]
    assert say(say_overtaken(overtaken[0], NAMES)) == (
        "Sab 27 Jan, Klojen: sementara itu orang lain mengisi 80; angka Anda tidak disimpan.")
    assert stored(store) == {(KLOJEN, DAY): 80, (SUKUN, DAY): 7}


def test_the_same_number_from_two_is_no_matter_and_one_taken_away_is_told(store: Store) -> None:
    enter(store, (KLOJEN, DAY, 100))
    assert change_strengths(store, BUDI, [StrengthChange(KLOJEN, DAY, None, 100)]) == []
    enter(store, (KLOJEN, DAY, None))
    (overtaken,) = change_strengths(store, BUDI, [StrengthChange(KLOJEN, DAY, 100, 50)])
    assert "dihapus orang lain" in say(say_overtaken(overtaken, NAMES))
    assert stored(store) == {}


def test_district_the_city_does_not_have_changes_nothing(store: Store) -> None:
    with pytest.raises(Refusal, match=r"99\.99\.99"):
        change_strengths(store, ANNA, [StrengthChange(KLOJEN, DAY, None, 1), StrengthChange("99.99.99", DAY, None, 1)])
    assert stored(store) == {}


def test_day_is_copied_into_empty_cells_or_over_all(store: Store) -> None:
    enter(store, (KLOJEN, DAY, 100), (SUKUN, DAY, 0), (KLOJEN, NEXT, 60))
    assert copy_strengths(store, ANNA, source=DAY, targets=[DAY, NEXT, THIRD], over=False) == 3
    assert stored(store) == {(KLOJEN, DAY): 100, (SUKUN, DAY): 0, (KLOJEN, NEXT): 60, (SUKUN, NEXT): 0,
                             (KLOJEN, THIRD): 100, (SUKUN, THIRD): 0}
    assert copy_strengths(store, ANNA, source=DAY, targets=[NEXT], over=True) == 1
    assert stored(store)[KLOJEN, NEXT] == 100


@pytest.mark.parametrize(("source", "targets"), [(NEXT, [THIRD]), (DAY, [DAY]), (DAY, [])])
def test_copy_of_nothing_or_to_no_day_is_refused(store: Store, source: date, targets: list[date]) -> None:
    enter(store, (KLOJEN, DAY, 100))
    with pytest.raises(Refusal):
        copy_strengths(store, ANNA, source=source, targets=targets, over=True)
    assert stored(store) == {(KLOJEN, DAY): 100}
