"""What a new version changed, which clashes that made, and who must be told: case by case and against counting."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.reference.labels import Labels
from lib.schedule.clashes import find_clashes
from lib.schedule.versions import (
    CLASH_COLUMNS,
    EVENT_COLUMNS,
    FIELDS,
    TOLD_COLUMNS,
    compare_clashes,
    compare_events,
    compare_schedules,
)
from lib.schedule.versions_wordings import (
    FIELD_NAMES,
    summarise_clash_changes,
    summarise_event_changes,
    summarise_told,
)
from tests.schedule.clash_rows import clash, clashes
from tests.schedule.timed import at, event, frame

LABELS = Labels({"A": "1 A", "B": "2 B", "C": "3 C"}, {"tatap_muka": "Tatap muka"}, {}, {}, {}, {})
HALL = {"venue_id": "V01", "venue": "Gajayana", "venue_key": "gajayana", "district_code": "d1"}


def changes(before: list[dict], after: list[dict]) -> list[tuple]:
    found = compare_events(frame(before), frame(after))
    return [(row["event_id"], row["change"], row["fields"]) for row in found.to_dict("records")]


@pytest.mark.parametrize(("after", "expected"), [
    ([event(1, "A", **HALL)], []),
    ([], [(1, "withdrawn", [])]),
    ([event(1, "A", state="cancelled", **HALL)], [(1, "cancelled", [])]),
    ([event(1, "A", "10:00-12:00", **HALL)], [(1, "moved", ["starts"])]),
    ([event(1, "A", **HALL | {"venue_id": "V02", "venue": "Rampal"})], [(1, "moved", ["venue"])]),
    ([event(1, "A", **HALL | {"venue": "Stadion Gajayana", "venue_key": "x"})], []),
    ([event(1, "A", **HALL | {"venue_id": None, "venue": "GAJAYANA"})], []),
    ([event(1, "A", attendance=300, **HALL)], [(1, "changed", ["attendance"])]),
    ([event(1, "A", "08:00-12:00", attendance=300, **HALL)], [(1, "moved", ["starts", "attendance"])]),
    ([event(1, "A", **HALL), event(2, "A", "07:00-08:00")], [(2, "new", [])]),
    ([event(1, "A", **HALL), event(2, "A", state="cancelled")], [(2, "cancelled", [])]),
], ids=["same", "withdrawn", "cancelled", "hour", "place", "other spelling", "place not recognised", "detail",
        "hour and detail", "new", "new and cancelled"])
def test_event_is_what_it_was_or_it_is_told_how_not(after: list[dict], expected: list[tuple]) -> None:
    assert changes([event(1, "A", **HALL)], after) == expected


def test_cancelled_event_that_is_on_again_is_told_and_one_that_stays_off_is_not() -> None:
    off = event(1, "A", state="cancelled", **HALL)
    assert changes([off], [event(1, "A", **HALL)]) == [(1, "restored", [])]
    assert changes([off], [{**off, "attendance": 5}]) == []


def test_lists_and_missing_values_are_compared_by_what_is_in_them() -> None:
    before = frame([event(1, "A"), event(2, "A")]).assign(speakers=[["X", "Y"], None], title=["", None])
    after = frame([event(1, "A"), event(2, "A")]).assign(speakers=[["X", "Y"], math.nan], title=[None, ""])
    assert len(compare_events(before, after)) == 0
    changed = compare_events(before, after.assign(speakers=[["X"], ["Z"]]))
    assert changed["fields"].tolist() == [["speakers"], ["speakers"]]


def test_clashes_are_compared_by_pair_and_by_key() -> None:
    before = clashes(clash(1, 2, 5), clash(1, 3, 4), clash(1, 4, 4), clash(1, 5, 4), clash(1, 6, 4), clash(1, None, 3))
    after = clashes(clash(1, 3, 5), clash(1, 4, 3), clash(1, 5, 4, kind="convoys_meet"), clash(1, 6, 4),
                    clash(1, 7, 4), clash(1, None, 3))
    rows = compare_clashes(before, after).to_dict("records")

    assert {row["pair"]: (row["change"], row["level_before"], row["level_after"]) for row in rows} == {
        "1-2": ("cleared", 5, None), "1-3": ("graver", 4, 5), "1-4": ("lighter", 4, 3),
        "1-5": ("other_kind", 4, 4), "1-7": ("made", None, 4)}
    assert [row["pair"] for row in rows] == ["1-2", "1-3", "1-5", "1-7", "1-4"]
    assert (rows[2]["keys_before"], rows[2]["keys_after"]) == (["1-5-near"], ["1-5-convoys_meet"])


def test_of_several_clashes_of_a_pair_the_gravest_counts() -> None:
    before = clashes(clash(1, 2, 4), clash(1, 2, 3, kind="same_speaker"))
    after = clashes(clash(1, 2, 3, kind="same_speaker"))
    (row,) = compare_clashes(before, after).to_dict("records")
    assert (row["change"], row["level_before"], row["level_after"]) == ("lighter", 4, 3)


def test_move_onto_another_is_told_to_the_other_and_to_the_liaison() -> None:
    before, after = frame([event(1, "A", "15:00-16:00")]), frame([event(1, "A", "09:00-12:00", **HALL)])
    others = frame([event(2, "B", "10:00-11:00", **HALL), event(3, "C", "10:30-11:00", **HALL),
                    event(4, "C", starts=at("09:00", 3), ends_or_estimate=at("10:00", 3), **HALL)])
    change = compare_schedules(before, after, others)

    assert summarise_event_changes(change.events, LABELS)["reason"].tolist() == [
        "dipindah: Tatap muka, Sab 27 Jan 15.00 → Sab 27 Jan 09.00 di Gajayana"]
    assert summarise_clash_changes(change.clashes, LABELS)["reason"].tolist() == [
        "baru timbul: 1 A × 2 B, Sab 27 Jan 10.00, ● kritis", "baru timbul: 1 A × 3 C, Sab 27 Jan 10.30, ● kritis"]
    assert summarise_told(change.told, LABELS)["reason"].tolist() == [
        "Beri tahu penghubung keamanan: 1 kegiatan baru, dipindah, atau tidak jadi, 2 bentrok baru, "
        "yang terberat kini ● kritis.",
        "Beri tahu 2 B: 1 bentrok baru, yang terberat kini ● kritis.",
        "Beri tahu 3 C: 1 bentrok baru, yang terberat kini ● kritis."]
    assert change.told["events"].tolist() == [[1], [2], [3]]

    back = compare_schedules(after, before, others)
    assert back.clashes["change"].tolist() == ["cleared", "cleared"]
    assert summarise_told(back.told, LABELS)["reason"].tolist()[1:] == [
        "Beri tahu 2 B: 1 teratasi.", "Beri tahu 3 C: 1 teratasi."]


def test_clash_between_others_is_no_matter_of_this_change() -> None:
    others = frame([event(2, "B", **HALL), event(3, "C", **HALL)])
    change = compare_schedules(frame([]), frame([event(1, "A", "21:00-22:00", district_code="d2")]), others)
    assert (len(change.events), len(change.clashes), change.told["role"].tolist()) == (1, 0, ["liaison"])


def test_change_of_a_detail_is_told_to_nobody() -> None:
    change = compare_schedules(frame([event(1, "A", **HALL)]), frame([event(1, "A", attendance=20, **HALL)]), frame([]))
    assert (change.events["change"].tolist(), len(change.told)) == (["changed"], 0)
    assert summarise_event_changes(change.events, LABELS)["reason"].tolist() == [
        "berubah: Tatap muka, Sab 27 Jan 09.00 di Gajayana (jumlah peserta)"]


def test_the_search_is_an_argument() -> None:
    def find(events: pd.DataFrame) -> pd.DataFrame:
        return clashes(clash(1, None, 4)) if "B" in set(events["organiser"]) and 1 in set(events["event_id"]) else (
            clashes())

    change = compare_schedules(frame([]), frame([event(1, "A")]), frame([event(2, "B")]), find=find)
    assert change.clashes[["pair", "change"]].values.tolist() == [["1-P1-worship", "made"]]
    assert change.told["role"].tolist() == ["liaison"]


def test_nothing_changed_is_nothing_with_all_columns() -> None:
    for own in (frame([]), frame([event(1, "A", **HALL)])):
        change = compare_schedules(own, own, frame([event(2, "B", **HALL)]))
        assert [each.columns.tolist() for each in (change.events, change.clashes, change.told)] == [
            EVENT_COLUMNS, CLASH_COLUMNS, TOLD_COLUMNS]
        assert len(change.events) == len(change.clashes) == len(change.told) == 0


HOURS = st.sampled_from(["09:00-10:00", "10:00-12:00", "15:00-16:00"])
VERSION = st.dictionaries(st.integers(1, 4), st.tuples(
    HOURS, st.sampled_from(["V01", "V02"]), st.sampled_from(["planned", "cancelled"])), max_size=4)


@settings(max_examples=8, deadline=None)
@given(VERSION, VERSION, VERSION)
def test_any_two_versions(first: dict, second: dict, third: dict) -> None:
    def made(drawn: dict, organiser: str, offset: int = 0) -> pd.DataFrame:
        return frame([event(number + offset, organiser, hours, venue_id=venue, venue=venue, district_code="d1",
                            state=state) for number, (hours, venue, state) in sorted(drawn.items())])

    before, after, others = made(first, "A"), made(second, "A"), made(third, "B", 10)
    change = compare_schedules(before, after, others)

    def levels(version: pd.DataFrame) -> dict[str, int]:
        found = find_clashes(pd.concat([version, others], ignore_index=True).convert_dtypes()) if (
            len(version) and len(others)) else clashes()
        return {f"{row['event_a']}-{row['event_b']}": row["level"] for row in found.to_dict("records")
                if "A" in (row["organiser_a"], row["organiser_b"])}

    old, new = levels(before), levels(after)
    expected = {pair: "made" if pair not in old else "cleared" if pair not in new else
                "graver" if new[pair] > old[pair] else "lighter"
                for pair in {**old, **new} if old.get(pair) != new.get(pair)}
    told = {pair: each for pair, each in zip(change.clashes["pair"], change.clashes["change"], strict=True)
            if each != "other_kind"}
    assert told == expected
    # What is told of the events is exactly what differs, and going back tells of the same ones.
    differing = {number for number in {**first, **second} if first.get(number) != second.get(number)
                 and {first.get(number, ("",) * 3)[2], second.get(number, ("",) * 3)[2]} != {"cancelled"}}
    assert set(change.events["event_id"]) == differing
    back = compare_schedules(after, before, others)
    assert set(back.events["event_id"]) == differing
    assert set(back.clashes["pair"]) == set(change.clashes["pair"])
    # Every other organiser in a changed pair is told, and nobody else.
    assert set(change.told.loc[change.told["role"] == "organiser", "organiser"]) == ({"B"} if len(change.clashes) else (
        set()))


def test_every_field_that_is_compared_has_a_name() -> None:
    assert list(FIELD_NAMES.keys() ^ set(FIELDS)) == []
