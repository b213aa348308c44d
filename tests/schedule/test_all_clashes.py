"""All kinds together: one row for two crowds that meet, joint events, the anchors, neutrality."""

from datetime import datetime, timedelta
from random import Random

import pandas as pd
import pytest

from lib.schedule.all_clashes import find_all_clashes, find_all_pairs
from lib.schedule.clashes import find_clashes
from lib.schedule.kinds import KINDS, LEVELS, NEAR_KINDS, ROAD_KINDS
from tests.schedule.surroundings import CITY, EAST, MORE, SOUTH, WEST, crowd, north_of, telling
from tests.schedule.timed import SATURDAY, at, event

ROUTES = [None, None, None, "Jl. Ijen", "Jl. Kawi - Ijen", "Utara - Selatan", "Stadion Timur - Lapangan Barat"]


def random_schedule(seed: int, size: int = 300) -> list[dict]:
    """Events of four organisers on a week, over midnight, joint, estimated, told more or less fully."""
    draw = Random(seed)
    events = []
    for number in range(size):
        starts = SATURDAY + timedelta(minutes=30 * draw.randrange(-48, 6 * 48))
        attendance = draw.choice([None, 40, 900, 3000, 4000, 4500, 6000])
        point = draw.choice([None, EAST, WEST, SOUTH, (-7.955, 112.62)])
        events.append(event(
            number, draw.choice("ABCD"), starts=starts,
            ends_or_estimate=starts + timedelta(minutes=30 * draw.randint(1, 20)), end_is_estimate=draw.random() < 0.2,
            activity=draw.choice(["rapat_umum", "tatap_muka", "tatap_muka", "pawai"]),
            state=draw.choice(["planned", "planned", "moved", "cancelled"]), gathers=draw.random() < 0.9,
            lat=point and point[0], lon=point and point[1], position_is_estimate=draw.random() < 0.3,
            venue_id=draw.choice([None, None, "V1", "V2"]), area_code=draw.choice([None, "w1", "w2"]),
            district_code=draw.choice([None, "d1", "d2"]), attendance=attendance,
            crowd_is_large=bool(attendance and attendance >= 1000), joint_key=draw.choice([None] * 8 + ["j1", "j2"]),
            title=draw.choice([None, "Temu warga", "PAN dan PKB"]), route=draw.choice(ROUTES),
            gathering_point=draw.choice([None, None, "Kel. Utara", "Stadion Timur"]),
            speakers=draw.choice([None, None, "Adi Sucipto", "Rina Dewi"])))
    return events


def all_of(events: list[dict]) -> pd.DataFrame:
    return find_all_clashes(telling(events), surroundings=CITY)


@pytest.mark.parametrize("seed", range(3))
def test_every_kind_is_found_and_rows_keep_their_order_and_keys(seed: int) -> None:
    found = all_of(random_schedule(seed))
    assert {kind.name for kind in KINDS.values()} - set(found["kind"]) == {"rally_limit"}
    assert found["clash_key"].is_unique
    assert (found["level"] == found["kind"].map(LEVELS)).all()
    assert found[["day", "level"]].assign(level=-found["level"]).apply(tuple, axis=1).is_monotonic_increasing
    assert (found["starts"] <= found["ends"]).all()
    both = found[found["event_b"].notna()]
    assert (both["event_a"] < both["event_b"]).all()


def levels_of(found: pd.DataFrame) -> dict[tuple, int]:
    return {(row.event_a, row.event_b): row.level for row in found.itertuples()}


@pytest.mark.parametrize("seed", range(3))
def test_two_crowds_that_meet_have_one_row_of_the_gravest(seed: int) -> None:
    events = random_schedule(seed)
    meeting = {kind.name for kind in (NEAR_KINDS | ROAD_KINDS).values()}
    found = all_of(events)
    found = found[found["kind"].isin(meeting)]
    assert not found.duplicated(["event_a", "event_b"]).any()
    pairs = levels_of(found)
    near = levels_of(find_clashes(telling(events), neighbours=CITY.neighbours))
    assert [pair for pair in near.keys() & pairs.keys() if pairs[pair] < near[pair]] == []
    joint = near.keys() - pairs.keys()
    titles = {row["event_id"]: row["title"] for row in events}
    assert [pair for pair in joint if not {titles[pair[0]], titles[pair[1]]} <= {"PAN dan PKB", None}] == []


@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_treated_otherwise_when_organisers_change_places(seed: int) -> None:
    """The same events under other organisers' names, and their ids the other way round."""
    events = [{**row, "title": None} for row in random_schedule(seed, 200)]
    swapped = [{**row, "organiser": {"A": "D", "B": "C", "C": "B", "D": "A"}[row["organiser"]]} for row in events]
    mirrored = [{**row, "event_id": 999 - row["event_id"]} for row in events]

    def told(frame: pd.DataFrame, flip: bool = False) -> set:
        def own(event_id: object) -> int | None:
            return None if pd.isna(event_id) else 999 - event_id if flip else event_id
        return {(frozenset((own(row.event_a), own(row.event_b))), row.kind, row.starts, row.ends, str(row.against))
                for row in frame.itertuples()}

    assert told(all_of(events)) == told(all_of(swapped)) == told(all_of(mirrored), flip=True)


@pytest.mark.parametrize("least", [3, 4, 5])
def test_least_level_leaves_out_only_what_is_lower(least: int) -> None:
    events = random_schedule(7, 150)
    everything = all_of(events)
    graver = everything[everything["level"] >= least].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        find_all_clashes(telling(events), surroundings=CITY, least_level=least), graver, check_dtype=False)


@pytest.mark.parametrize("tells", [MORE, ()], ids=["all columns", "none of them"])
def test_nothing_comes_of_nothing(tells: tuple) -> None:
    found = find_all_clashes(telling([]).drop(columns=[name for name in MORE if name not in tells]))
    assert (len(found), str(found["event_b"].dtype)) == (0, "Int64")


def test_without_a_city_and_what_events_may_tell_it_is_the_crowds_close_by() -> None:
    events = telling([row for row in random_schedule(3) if row["activity"] != "pawai"]).drop(columns=list(MORE))
    pairs = find_all_clashes(events)
    pairs = pairs[pairs["kind"] != "organiser_twice"].reset_index(drop=True)
    pd.testing.assert_frame_equal(pairs, find_clashes(events), check_dtype=False)


def test_ids_may_be_texts() -> None:
    found = find_all_clashes(telling([event("b-2", "A", venue_id="V1", attendance=6000)]), surroundings=CITY)
    assert found[["clash_key", "event_a"]].values.tolist() == [["b-2-over_capacity", "b-2"]]
    assert found["event_b"].isna().all()


def test_joint_events_clash_on_no_road_either() -> None:
    route = {"route": "Jl. Ijen"}
    linked = [crowd(1, "A", **route, joint_key="j"), crowd(2, "B", **route, joint_key="j")]
    naming = [crowd(1, "A", **route, venue_id="V2", title="PAN - PKB"),
              crowd(2, "B", **route, venue_id="V2", title="PKB bersama PAN")]
    assert all_of(linked).empty
    assert all_of(naming).empty


def test_organisers_no_pack_knows_are_anybody() -> None:
    """A football match or a city event comes as a schedule of its own organiser."""
    found = all_of([crowd(1, "A"), crowd(2, "Arema FC", activity="kegiatan_lain")])
    assert found["kind"].tolist() == ["same_place"]


def test_the_planned_example_of_a_shared_road() -> None:
    """PKB and PAN end at 15.00, 620 m apart: nearer than a kilometre, and by one road."""
    one = crowd(1, "PKB", "13:00-15:00", EAST, attendance=4000, route="Jl. Mayjen Sungkono")
    other = crowd(2, "PAN", "13:30-15:00", attendance=2500, route="Jl. Mayjen Sungkono")
    other["lat"], other["lon"] = north_of(EAST, 620).values()
    (row,) = all_of([one, other]).to_dict("records")
    assert (row["kind"], row["level"], row["phase_a"], row["phase_b"], round(row["distance_m"])) == (
        "shared_road", 4, "dispersal", "dispersal", 620)


def test_the_anchors_of_the_campaign_on_different_days_do_not_meet() -> None:
    """30 January and 1 February 2024; had the first not been moved there from the 24th, neither."""
    ken_arok = event(1, "PDIP", activity="rapat_umum", lat=-8.01, lon=112.646, attendance=50_000, crowd_is_large=True,
                     starts=datetime(2024, 1, 30, 13), ends_or_estimate=datetime(2024, 1, 30, 18), end_is_estimate=True)
    gajayana = event(2, "DEMOKRAT", activity="rapat_umum", lat=-7.9754, lon=112.6247, attendance=10_000,
                     crowd_is_large=True, starts=datetime(2024, 2, 1, 13, 30),
                     ends_or_estimate=datetime(2024, 2, 1, 18), end_is_estimate=True)
    def pairs(*events: dict) -> list:
        return [row for row in all_of(list(events))["event_b"] if not pd.isna(row)]
    assert pairs(ken_arok, gajayana) == []
    assert pairs({**ken_arok, "starts": at("13:00", -3), "ends_or_estimate": at("18:00", -3)}, gajayana) == []


@pytest.mark.parametrize("least_level", [2, 3, 4, 5])
def test_pairs_and_higher_levels_are_those_of_all_the_rows(least_level: int) -> None:
    """What is not looked for, because it would be lower, changes nothing of what is."""
    events = telling(random_schedule(5))
    every = find_all_clashes(events, surroundings=CITY)
    kept = every[every["level"] >= least_level].reset_index(drop=True)
    found = find_all_clashes(events, surroundings=CITY, least_level=least_level)
    pairs = find_all_pairs(events, surroundings=CITY, least_level=least_level)

    assert set(found["clash_key"]) == set(kept["clash_key"])
    assert list(pairs.columns) == ["event_a", "event_b"]
    assert pair_set(pairs) == pair_set(kept)
    assert len(pairs) == len(pair_set(pairs))
    named = find_all_pairs(events.assign(event_id=[f"e{n:03}" for n in events["event_id"]]), surroundings=CITY,
                           least_level=least_level)
    assert len(named) == len(pairs)
    assert named["event_a"].str.startswith("e").all()


def pair_set(found: pd.DataFrame) -> set[tuple]:
    return {(int(one), None if pd.isna(other) else int(other))
            for one, other in zip(found["event_a"], found["event_b"], strict=True)}
