"""The schedule read from the store: its days, its filters, and what each scope is told."""

from datetime import date, datetime, timedelta
from random import Random

import pandas as pd
import pytest

from lib.schedule.all_clashes import find_all_clashes
from lib.schedule.events import recognise_venues, time_events
from lib.schedule.loading import count_events, count_schedule, load_areas, load_event_totals, load_schedule
from lib.schedule.reasons import reason
from lib.schedule.settings import ClashSettings, ScheduleSettings, read_rallies_per_day
from lib.schedule.surroundings import Surroundings
from lib.store import SYSTEM, Reader, Store, Viewer
from lib.text import say
from tests.store.conftest import event

FIRST, LAST = date(2024, 1, 27), date(2024, 1, 28)
KLOJEN, KEDUNGKANDANG = "35.73.02", "35.73.03"
ANALYST = Viewer("anna", "analyst")


def on(day: int, start: float, end: float) -> dict[str, datetime]:
    """Start and end of an event in January 2024, hours with halves."""
    return {name: datetime(2024, 1, day + int(hour // 24), int(hour % 24), int(hour % 1 * 60))
            for name, hour in (("starts", start), ("ends", end))}


@pytest.fixture
def planned(store: Store) -> Store:
    """Six events on three days; the first two, and the fourth and fifth, clash."""
    elsewhere = {"venue": "GOR Ken Arok", "venue_id": "V02", "area_code": "35.73.03.1005"}
    with store.writing(SYSTEM, "plan") as tx:
        tx.insert("event_versions", [
            event(1, "PKB", **on(27, 13, 15)), event(2, "PDIP", **on(27, 14, 16)),
            event(3, "PAN", **elsewhere, **on(27, 8, 10), activity="tatap_muka"),
            event(4, "PKS", **elsewhere, **on(28, 20, 23), activity="tatap_muka"),
            event(5, "PAN", **elsewhere, **on(28, 22, 25), activity="tatap_muka"),
            event(7, "PSI", **on(30, 9, 10))])
    return store


def told(store: Store, *span: object, viewer: Viewer = ANALYST, as_of: date | None = None):
    """(ids of the events, keys of the clashes) that a viewer is told of."""
    with store.reader(viewer, as_of=as_of) as read:
        schedule = load_schedule(read, *(span or (FIRST, LAST)))
    return schedule.events["event_id"].tolist(), sorted(schedule.clashes["clash_key"])


def test_events_of_the_days_and_their_clashes(planned: Store) -> None:
    assert told(planned) == ([3, 1, 2, 4, 5], ["1-2-same_place", "4-5-same_place"])
    assert told(planned, date(2024, 1, 28), date(2024, 1, 28)) == ([4, 5], ["4-5-same_place"])
    assert told(planned, date(2024, 2, 5), date(2024, 2, 6)) == ([], [])


@pytest.mark.parametrize(("chosen", "events", "clashes"), [
    (((KLOJEN,), (), ()), [1, 2], ["1-2-same_place"]),
    (((KLOJEN, KEDUNGKANDANG), (), ()), [3, 1, 2, 4, 5], ["1-2-same_place", "4-5-same_place"]),
    (((), ("PAN",), ()), [3, 5], ["4-5-same_place"]),
    (((), ("PSI",), ()), [], []),
    (((KLOJEN,), ("PAN",), ()), [], []),
    (((), (), (2, 3)), [3, 1, 2, 4, 5], []),
    (((), (), (5,)), [3, 1, 2, 4, 5], ["1-2-same_place", "4-5-same_place"]),
], ids=["district", "two districts", "organiser", "organiser without", "both", "low levels", "critical"])
def test_choices_narrow(planned: Store, chosen: tuple, events: list[int], clashes: list[str]) -> None:
    assert told(planned, FIRST, LAST, *chosen) == (events, clashes)


def test_event_of_the_evening_before_still_clashes_but_is_not_listed(planned: Store) -> None:
    with planned.writing(SYSTEM, "more") as tx:
        tx.insert("event_versions", [event(6, "PKB", **on(26, 22, 26), activity="tatap_muka"),
                                     event(8, "PDIP", **on(27, 0.5, 1.5), activity="tatap_muka")])
    events, clashes = told(planned, FIRST, FIRST)

    assert (6 in events, 8 in events) == (False, True)
    assert "6-8-same_place" in clashes


def test_day_shows_what_was_received_by_then(planned: Store) -> None:
    with planned.writing(SYSTEM, "move") as tx:
        tx.insert("event_versions", [event(2, "PDIP", **on(29, 9, 11), version=2, received=date(2024, 1, 20))])

    assert told(planned, as_of=date(2024, 1, 10)) == ([], [])
    assert told(planned, as_of=date(2024, 1, 15)) == ([3, 1, 2, 4, 5], ["1-2-same_place", "4-5-same_place"])
    assert told(planned, as_of=date(2024, 1, 20)) == ([3, 1, 4, 5], ["4-5-same_place"])


def test_cancelled_event_clashes_with_nothing(planned: Store) -> None:
    with planned.writing(SYSTEM, "cancel") as tx:
        tx.insert("event_versions", [event(2, "PDIP", **on(27, 14, 16), version=2, state="cancelled")])

    assert told(planned)[1] == ["4-5-same_place"]


@pytest.mark.parametrize(("viewer", "events", "clashes"), [
    (Viewer("b", "bawaslu"), 5, 2), (Viewer("p", "party", organiser="PKB"), 5, 1),
    (Viewer("p", "party", organiser="PPP"), 5, 0), (Viewer("f", "fkdm", areas=("35.73.02.1007",)), 0, 0),
    (Viewer("v", "viewer"), 0, 0), (Viewer("x", "stranger"), 0, 0),
], ids=["bawaslu", "party", "other party", "fkdm", "viewer", "unknown"])
def test_scope_decides_who_is_told(planned: Store, viewer: Viewer, events: int, clashes: int) -> None:
    found = told(planned, viewer=viewer)

    assert (len(found[0]), len(found[1])) == (events, clashes)


def test_party_is_told_its_clash_at_the_same_level_without_the_others_number(planned: Store) -> None:
    def only(viewer: Viewer) -> dict:
        with planned.reader(viewer) as read:
            return load_schedule(read, FIRST, FIRST).clashes.iloc[0].to_dict()

    whole, part = only(ANALYST), only(Viewer("p", "party", organiser="PKB"))
    assert (part["level"], part["kind"], part["overlap_minutes"]) == (whole["level"], "same_place", 60)
    assert ({whole["attendance_a"], whole["attendance_b"]}, part["attendance_a"]) == ({4000}, 4000)
    assert str(part["attendance_b"]) in ("<NA>", "nan", "None")


@pytest.fixture(params=range(4), ids=lambda seed: f"seed {seed}")
def crowded(store: Store, request: pytest.FixtureRequest) -> Store:
    """Eighty events of four organisers on five days, told more or less fully."""
    draw = Random(request.param)
    with store.reader(SYSTEM) as read:
        venues = read.rows("SELECT venue_id, name, area_code FROM venues ORDER BY venue_id LIMIT 8")
        names = [row["name"] for row in read.rows("SELECT name FROM venue_names ORDER BY name LIMIT 20")]

    def one(event_id: int) -> dict[str, object]:
        starts = datetime(2024, 1, 26) + timedelta(minutes=30 * draw.randrange(240))
        venue = draw.choice(venues)
        point = draw.choice([(None, None), (None, None), (-7.97, 112.62), (-7.975, 112.625)])
        return event(
            event_id, draw.choice(["PKB", "PDIP", "PAN", "PKS"]), starts=starts,
            ends=draw.choice([None, starts - timedelta(hours=1), starts + timedelta(hours=draw.randrange(1, 9))]),
            state=draw.choice(["planned", "planned", "moved", "cancelled"]),
            activity=draw.choice(["rapat_umum", "tatap_muka", "media_sosial"]),
            venue=draw.choice([*names, "Balai RW", "Balai  R.W.", "-"]),
            venue_id=draw.choice([None, venue["venue_id"]]),
            area_code=draw.choice([None, venue["area_code"], "35.73.02.1007", "99.99"]), lat=point[0], lon=point[1],
            position_is_estimate=draw.random() < 0.3, attendance=draw.choice([None, 400, 2000]),
            joint_key=draw.choice([None, None, None, "j1", "j2"]))

    with store.writing(SYSTEM, "plan") as tx:
        tx.insert("event_versions", [one(event_id) for event_id in range(1, 81)])
    return store


@pytest.fixture
def marching(store: Store) -> Store:
    """Two parties with one street and one speaker in common, far from each other; one is too many for its place."""
    told = {"route": "Jl. Ijen", "speakers": ["Adi Sucipto"]}
    with store.writing(SYSTEM, "plan") as tx:
        tx.insert("event_versions", [
            event(1, "PKB", **on(27, 13, 15), **told, attendance=30_000),
            event(2, "PDIP", **on(27, 13, 15), **told, venue="Velodrome", venue_id="V13", area_code="35.73.03.1009")])
    return store


KINDS = ["1-2-same_speaker", "1-2-shared_road", "1-over_capacity"]


@pytest.mark.parametrize(("viewer", "chosen", "clashes"), [
    (ANALYST, (), KINDS), (ANALYST, ((), ("PDIP",)), KINDS[:2]), (ANALYST, ((KLOJEN,),), KINDS),
    (ANALYST, ((KEDUNGKANDANG,),), KINDS[:2]), (ANALYST, ((), (), (4,)), KINDS[1:]), (ANALYST, ((), (), (2,)), []),
    (Viewer("p", "party", organiser="PKB"), (), KINDS), (Viewer("p", "party", organiser="PDIP"), (), KINDS[:2]),
    (Viewer("p", "party", organiser="PSI"), (), []),
], ids=["all", "organiser", "district", "other district", "high", "low", "party", "rival", "third party"])
def test_other_kinds_are_narrowed_and_scoped_alike(marching: Store, viewer: Viewer, chosen: tuple,
                                                   clashes: list[str]) -> None:
    """A party learns of its clashes with rivals also where what they are found by is not told to it."""
    assert told(marching, FIRST, FIRST, *chosen, viewer=viewer)[1] == clashes


PARTY = Viewer("p", "party", organiser="PKB")
SECRETS = ["Ijen", "Sucipto", "title 2", "4000", "4.000", "corner", "approach", "dispersal", "permit", "contact"]


def test_party_reads_of_a_rival_in_its_clash_no_more_than_a_notice_tells(marching: Store) -> None:
    with marching.reader(PARTY) as read, marching.reader(ANALYST) as whole:
        schedule, known = load_schedule(read, FIRST, FIRST), load_schedule(whole, FIRST, FIRST)
    rival = schedule.clashes[schedule.clashes["event_b"].notna()]
    told = [str(value) for row in rival.to_dict("records") for value in [*row.values(), say(reason(row))]]

    assert [(secret, value) for secret in SECRETS for value in told if secret in value] == []
    assert (rival["attendance_a"].tolist(), rival["attendance_b"].isna().all()) == ([30_000, 30_000], True)
    assert rival[["starts", "ends"]].drop_duplicates().values.tolist() == [
        [datetime(2024, 1, 27, 13), datetime(2024, 1, 27, 15)]]
    assert set(known.clashes["against"].dropna()) == {"Adi Sucipto", "Jl. Ijen"}
    own, other = (schedule.events.set_index("event_id").loc[number] for number in (1, 2))
    assert (own["route"], other["route"], other["title"], other["speakers"]) == ("Jl. Ijen", *[pytest.approx(
        float("nan"), nan_ok=True)] * 2, None)


def test_party_reads_whole_what_two_events_of_its_own_have_in_common(marching: Store) -> None:
    with marching.writing(SYSTEM, "plan") as tx:
        tx.insert("event_versions", [event(2, "PKB", **on(27, 13, 15), version=2, venue="Velodrome", venue_id="V13",
                                           area_code="35.73.03.1009", route="Jl. Ijen", speakers=["Adi Sucipto"])])
    with marching.reader(PARTY) as read, marching.reader(ANALYST) as whole:
        mine, known = (load_schedule(each, FIRST, FIRST).clashes for each in (read, whole))

    pd.testing.assert_frame_equal(mine, known)
    assert "Adi Sucipto" in mine["against"].tolist()


def test_joint_events_named_in_a_rivals_title_are_no_clash_for_the_party_either(planned: Store) -> None:
    with planned.writing(SYSTEM, "name") as tx:
        tx.insert("event_versions", [event(2, "PDIP", **on(27, 13, 16), version=2, title="Kampanye bersama PKB"),
                                     event(1, "PKB", **on(27, 13, 15), version=2, title="Kampanye bersama PDIP")])
    assert told(planned, viewer=PARTY) == ([3, 1, 2, 4, 5], [])
    assert told(planned)[1] == ["4-5-same_place"]


VIEWERS = [ANALYST, Viewer("p", "party", organiser="PKB"), Viewer("p", "party"), Viewer("v", "viewer")]


@pytest.mark.parametrize("viewer", VIEWERS, ids=["analyst", "party", "party of none", "viewer"])
def test_counted_is_what_would_be_loaded(crowded: Store, viewer: Viewer) -> None:
    with crowded.reader(viewer) as read:
        for least in (2, 3, 4, 5):
            loaded = load_schedule(read, FIRST, LAST, levels=tuple(range(least, 6)))
            counted = count_schedule(read, FIRST, LAST, least)
            assert (counted.events, counted.clashes) == (len(loaded.events), len(loaded.clashes))
            assert counted.events == count_events(read, FIRST, LAST)


def from_frames(read: Reader) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All timed events and all clashes, as the command line works them out: over frames."""
    venues = read.frame("FROM venues")
    events = recognise_venues(read.frame("FROM events"), venues=venues, venue_names=read.frame("FROM venue_names"))
    timed = time_events(events, venues=venues, activities=read.frame("FROM activities"), areas=read.frame("FROM areas"))
    settings = ScheduleSettings(clashes=ClashSettings(rallies_per_day=read_rallies_per_day(read.rows("FROM rules"))))
    tables = {name: read.frame("FROM " + name) for name in (
        "areas", "venues", "venue_names", "places", "organisers", "calendar_days", "weekly_windows")}
    surroundings = Surroundings(neighbours=read.frame("FROM area_neighbours"), **tables)
    return timed, find_all_clashes(timed, settings, surroundings=surroundings)


def test_loaded_is_what_frames_give(crowded: Store) -> None:
    with crowded.reader(ANALYST) as read:
        loaded = load_schedule(read, date(2024, 1, 20), date(2024, 2, 5))
        events, clashes = from_frames(read)

    assert len(clashes) > 20
    pd.testing.assert_frame_equal(loaded.events, events, check_dtype=False)
    pd.testing.assert_frame_equal(loaded.clashes, clashes)


@pytest.mark.parametrize("span", [(FIRST, LAST), (date(2023, 1, 1), date(2023, 1, 2))], ids=["some", "none"])
def test_columns_keep_their_types_whatever_is_in_them(planned: Store, span: tuple[date, date]) -> None:
    with planned.reader(Viewer("p", "party", organiser="PKB")) as read:
        schedule = load_schedule(read, *span)

    def having(frame: pd.DataFrame, kind: str) -> list[str]:
        return [name for name, dtype in frame.dtypes.items() if str(dtype) == kind]

    assert having(schedule.events, "str") == [
        "state", "organiser", "activity", "title", "venue", "venue_id", "route", "gathering_point", "link",
        "permit_no", "contact", "joint_key", "area_code", "district_code", "venue_key"]
    assert having(schedule.events, "datetime64[us]") == [
        "received", "starts", "ends", "notified", "permit_date", "recorded_at", "ends_or_estimate"]
    assert having(schedule.clashes, "str") == [
        "clash_key", "kind", "relation", "organiser_a", "organiser_b", "activity_a", "activity_b", "venue_a", "venue_b",
        "area_a", "area_b", "district_a", "district_b", "against", "occasion", "occasion_en", "phase_a", "phase_b",
        "capacity_source"]
    assert having(schedule.clashes, "datetime64[us]") == ["starts", "ends", "day"]
    assert having(schedule.clashes, "Int64") == ["event_b", "attendance_a", "attendance_b"]


def test_totals_count_by_day_district_and_activity(planned: Store) -> None:
    with planned.reader(Viewer("v", "viewer")) as read:
        totals = load_event_totals(read, FIRST, LAST)

    assert [(str(row.day)[:10], row.district, row.activity, row.events) for row in totals.itertuples()] == [
        ("2024-01-27", "Kedungkandang", "tatap_muka", 1), ("2024-01-27", "Klojen", "rapat_umum", 2),
        ("2024-01-28", "Kedungkandang", "tatap_muka", 2)]


def test_areas_know_their_districts(store: Store) -> None:
    with store.reader(ANALYST) as read:
        areas = load_areas(read).set_index("area_code")

    assert (len(areas), areas.loc["35.73.02.1007"].to_dict()) == (57, {
        "name": "Kauman", "district_code": KLOJEN, "district": "Klojen"})
