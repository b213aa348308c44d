"""The situation of a day: what is counted, and the sentence that is made of it."""

from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.followup.situation import (
    Situation,
    describe_situation,
    grave_clashes,
    gravest_day,
    say_clashes,
    say_situation,
    say_wards,
)
from lib.text import say, using


def clashes(*levels_and_hours: tuple[int, int]) -> pd.DataFrame:
    """Clashes of these levels, each so many hours after the morning of 27 January 2024."""
    starts = [datetime(2024, 1, 27) + pd.Timedelta(hours=hours) for _level, hours in levels_and_hours]
    return pd.DataFrame({
        "clash_key": [f"{number}" for number in range(len(starts))],
        "level": pd.Series([level for level, _hours in levels_and_hours], dtype="int64"),
        "starts": pd.Series(starts, dtype="datetime64[us]"),
        "day": pd.Series([moment.date() for moment in starts], dtype="datetime64[us]"),
        "venue_a": [f"Balai {number}" for number in range(len(starts))]})


def wards(*classes: int | None) -> pd.DataFrame:
    """Wards of these classes of likelihood; None is a ward without data. The higher the class, the higher the score."""
    return pd.DataFrame({
        "name": [f"Kelurahan {number}" for number in range(len(classes))],
        "likelihood_class": pd.array(list(classes), dtype="Int64"),
        "score": [float("nan") if kind is None else kind + number / 100 for number, kind in enumerate(classes)]})


def test_counts_only_what_it_is_given() -> None:
    assert describe_situation() == Situation()
    assert describe_situation(events=pd.DataFrame({"event_id": [1, 2]}), clashes=clashes((5, 1), (4, 2), (3, 3))) == (
        Situation(high_clashes=2, events=2))
    assert describe_situation(wards=wards(5, 4, 3, None, None)) == Situation(warm_wards=2, silent_wards=2)


def test_grave_clashes_are_the_nearest_first_and_the_graver_at_one_hour() -> None:
    shown = grave_clashes(clashes((4, 9), (3, 1), (5, 30), (5, 9)))

    assert shown["clash_key"].tolist() == ["3", "0", "2"]


@pytest.mark.parametrize(("found", "day"), [
    ([], None), ([(2, 1)], date(2024, 1, 27)), ([(4, 1), (5, 30), (5, 60)], date(2024, 1, 28)),
], ids=["none", "only low", "gravest first day"])
def test_gravest_day_is_the_first_with_the_highest_level(found: list, day: date | None) -> None:
    assert gravest_day(clashes(*found)) == day


@pytest.mark.parametrize(("found", "events", "said"), [
    ([], 0, "Tidak ada kegiatan yang diketahui pada hari-hari ini."),
    ([(3, 9)], 12, "12 kegiatan; tidak ada bentrok tinggi atau kritis."),
    ([(4, 33), (5, 9), (2, 1)], 1200,
     "1.200 kegiatan; 2 bentrok tinggi atau kritis, terdekat Sab 27 Jan 09.00 di Balai 1."),
], ids=["no events", "no grave", "grave"])
def test_clashes_are_told_in_one_sentence(found: list, events: int, said: str) -> None:
    assert say(say_clashes(clashes(*found), events)) == said


@pytest.mark.parametrize(("classes", "said"), [
    ((1, 2), ["Di antara kelurahan yang melapor, tidak ada yang menonjol."]),
    ((5, 4, 1), ["Perhatikan Kelurahan 0, Kelurahan 1."]),
    ((4, 5, 4, 4, 4), ["Perhatikan Kelurahan 1, Kelurahan 4, Kelurahan 3 dan 2 kelurahan lain."]),
    ((None, None, 4), ["Perhatikan Kelurahan 2.", "2 kelurahan belum melapor: belum diketahui, bukan aman."]),
    ((None,), ["1 kelurahan belum melapor: belum diketahui, bukan aman."]),
], ids=["calm", "two", "many", "silent", "only silent"])
def test_wards_are_named_the_warmest_first_and_the_silent_never_called_calm(classes: tuple, said: list[str]) -> None:
    frame = wards(*classes)

    assert [say(sentence) for sentence in say_wards(describe_situation(wards=frame), frame)] == said


def test_sentence_holds_only_what_the_reader_may_know() -> None:
    frame = clashes((5, 9))
    both = say_situation(describe_situation(events=frame, clashes=frame, wards=wards(1)), frame, wards(1))

    assert say_situation(Situation(), None, None) == []
    assert [len(both), len(say_situation(Situation(events=1), frame, None))] == [2, 1]
    with using("en"):
        both = say_situation(Situation(events=1), frame, None)
        assert say(both[0]).startswith("1 activities; 1 high or critical clashes, the nearest Sat 27 Jan 09:00")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(2, 5), st.integers(0, 200)), max_size=12))
def test_counts_agree_with_counting_by_hand(found: list[tuple[int, int]]) -> None:
    frame = clashes(*found)
    grave = sorted((hours, -level) for level, hours in found if level >= 4)

    assert describe_situation(clashes=frame).high_clashes == len(grave)
    assert [(round((moment - datetime(2024, 1, 27)).total_seconds() / 3600), -level) for moment, level in zip(
        grave_clashes(frame)["starts"], grave_clashes(frame)["level"], strict=True)] == grave


@pytest.mark.parametrize(("venue_a", "venue_b", "told"), [
    (None, "GOR", "terdekat Sab 27 Jan 13.00 di GOR."), (None, None, "terdekat Sab 27 Jan 13.00.")])
def test_place_that_nobody_told_is_left_out_of_the_sentence(venue_a: str | None, venue_b: str | None,
                                                            told: str) -> None:
    found = clashes((5, 13)).assign(venue_a=pd.Series([venue_a], dtype="str"),
                                    venue_b=pd.Series([venue_b], dtype="str"))
    assert say(say_clashes(found, 8)).endswith(told)
