"""Events and clashes in words."""

from datetime import date, datetime

import pandas as pd
import pytest

from lib.reference.labels import Labels, load_labels
from lib.schedule.loading import Schedule, load_areas, load_schedule
from lib.schedule.wordings import (
    clash_advice,
    clash_sentence,
    count_by_ward,
    level_name,
    locate_events,
    summarise_clashes,
    word_clashes,
    word_events,
)
from lib.store import SYSTEM, Store, Viewer
from lib.text import using
from tests.store.conftest import event

DAY = date(2024, 1, 27)
ANALYST, PARTY = Viewer("anna", "analyst"), Viewer("pita", "party", organiser="PSI")


@pytest.fixture
def planned(store: Store) -> Store:
    """A clash at the stadium and a meeting whose ward alone is known."""
    with store.writing(SYSTEM, "plan") as tx:
        tx.insert("event_versions", [
            event(1, "PKB", title="Panggung", venue="Stadion <b>"),
            event(2, "PDIP", title=None, starts=datetime(2024, 1, 27, 14), ends=None, attendance=None,
                  venue="Gajayana"),
            event(3, "TKD_02", title="Temu", activity="tatap_muka", venue="Balai RW 03", venue_id=None,
                  area_code="35.73.05.1001", starts=datetime(2024, 1, 27, 8), ends=datetime(2024, 1, 27, 9),
                  attendance=1500)])
    return store


def read_day(store: Store, viewer: Viewer = ANALYST) -> tuple[Schedule, Labels, pd.DataFrame]:
    with store.reader(viewer) as read:
        return load_schedule(read, DAY, DAY), load_labels(read), load_areas(read)


@pytest.mark.parametrize(("level", "name"), [(2, "○ rendah"), (3, "◔ sedang"), (4, "◑ tinggi"), (5, "● kritis")])
def test_level_is_mark_and_word(level: int, name: str) -> None:
    assert level_name(level) == name


def test_clash_table_has_a_row_a_clash_in_order(planned: Store) -> None:
    schedule, labels, _areas = read_day(planned)
    words = word_clashes(schedule.clashes, labels)

    assert words["clash_key"].tolist() == schedule.clashes["clash_key"].tolist()
    assert words.loc[0, ["level", "organisers", "kind"]].tolist() == ["● kritis", "1 PKB × 3 PDIP", "Tempat sama"]
    assert words["reason"].tolist() == [clash_sentence(row, labels) for row in schedule.clashes.to_dict("records")]
    assert all(clash_advice(row).endswith(".") for row in schedule.clashes.to_dict("records"))


def test_summary_keeps_the_rows_and_adds_place_and_reason(planned: Store) -> None:
    schedule, labels, _areas = read_day(planned)
    summary = summarise_clashes(schedule.clashes, labels)

    assert summary[schedule.clashes.columns.tolist()].equals(schedule.clashes)
    assert (summary.loc[0, "venue"], summary.loc[0, "reason"].startswith("1 PKB dan 3 PDIP: ")) == ("Stadion <b>", True)


def test_events_are_worded_in_their_order(planned: Store) -> None:
    schedule, labels, _areas = read_day(planned)
    words = word_events(schedule.events, labels, "WIB").to_dict("records")

    assert [(row["hours"], row["organiser"], row["title"], row["attendance"]) for row in words] == [
        ("08.00–09.00 WIB", labels.organiser("TKD_02"), "Temu", "1.500"),
        ("13.00–15.00 WIB", "1 PKB", "Panggung", "4.000"),
        (words[2]["hours"], "3 PDIP", "", "")]
    assert words[2]["hours"].startswith("14.00–")
    assert words[2]["hours"].endswith(" WIB (perkiraan)")
    assert [row["state"] for row in words] == ["direncanakan"] * 3


def test_events_of_which_a_reader_sees_no_title_are_worded_too(planned: Store) -> None:
    """A party without an event of its own on these days: the whole column is missing, and once broke the page."""
    schedule, labels, _areas = read_day(planned, PARTY)
    words = word_events(schedule.events, labels, "WIB")

    assert words["title"].tolist() == ["", "", ""]
    assert words["attendance"].tolist() == ["", "", ""]
    assert words["venue"].tolist() == ["Balai RW 03", "Stadion <b>", "Gajayana"]


def test_nothing_is_worded_as_nothing(planned: Store) -> None:
    with planned.reader(ANALYST) as read:
        nothing, labels = load_schedule(read, date(2023, 1, 1), date(2023, 1, 2)), load_labels(read)

    assert [len(made) for made in (word_clashes(nothing.clashes, labels), summarise_clashes(nothing.clashes, labels),
                                   word_events(nothing.events, labels, "WIB"), locate_events(nothing.events, labels))
            ] == [0, 0, 0, 0]


def test_wards_are_counted_and_fall_into_classes(planned: Store) -> None:
    schedule, _labels, areas = read_day(planned)
    many = pd.concat([schedule.events.head(1).assign(area_code=code) for code, count in (
        ("35.73.01.1001", 1), ("35.73.01.1002", 2), ("35.73.01.1003", 3), ("35.73.01.1004", 6), ("35.73.01.1005", 10))
        for _one in range(count)])
    counted = count_by_ward(many, areas).set_index("area_code")

    assert counted["events"].sum() == 22
    assert counted.loc[[f"35.73.01.100{number}" for number in range(1, 7)], "place"].tolist() == [1, 1, 2, 3, 4, 0]
    assert count_by_ward(schedule.events.head(0), areas)["place"].unique().tolist() == [0]


def test_points_on_the_map_never_hold_markup_of_a_sender(planned: Store) -> None:
    schedule, labels, _areas = read_day(planned)
    points = locate_events(schedule.events, labels)

    assert [label for label in points["label"] if "<b>" in label] == []
    assert "Stadion &lt;b&gt;" in " ".join(points["label"])


def test_words_follow_the_language(planned: Store) -> None:
    schedule, _labels, _areas = read_day(planned)
    with using("en"), planned.reader(ANALYST) as read:
        words = word_clashes(schedule.clashes, load_labels(read))

    assert words.loc[0, ["level", "kind"]].tolist() == ["● critical", "Same place"]
