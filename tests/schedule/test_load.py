"""Officers needed against strength: told case by case, and counted minute by minute over random schedules."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import CannotRun
from lib.schedule.clashes import find_clashes
from lib.schedule.load import SHORTAGE_COLUMNS, LoadSettings, find_shortages, tally_load
from lib.schedule.load_ratios import default_ratios, gravest_levels, officers_needed, read_ratios
from lib.text import say
from tests.schedule.timed import SATURDAY, at, event, frame

DAY = SATURDAY.date()
RATIOS = read_ratios(default_ratios())
AT_ONCE = LoadSettings(0, 0)


def strengths(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["district_code", "day", "officers"])


def needed(*events: dict, **columns: list) -> pd.DataFrame:
    return officers_needed(frame(list(events)).assign(**columns), RATIOS)


def officers(**columns: object) -> tuple:
    """Of one event: officers low and high, crowd low and high, whether it is an estimate."""
    more = {name: [columns.pop(name)] for name in ("clash_level", "venue_kind") if name in columns}
    (row,) = needed(event(1, "A", **columns), **more).to_dict("records")
    return (row["officers_low"], row["officers_high"], row["crowd_low"], row["crowd_high"], row["crowd_is_estimate"])


def test_told_crowd_gives_a_range_of_officers_by_the_range_of_ratios() -> None:
    assert officers(activity="rapat_umum", attendance=50_000) == (625, 1112, 50_000, 50_000, False)
    assert officers(activity="tatap_muka", attendance=80) == (2, 2, 80, 80, False)  # never fewer than two
    assert officers(activity="tatap_muka", attendance=0) == (2, 2, 0, 0, False)


def test_crowd_nobody_told_is_the_activitys_usual_one_and_marked() -> None:
    assert officers(activity="rapat_umum") == (13, 112, 1000, 5000, True)
    assert officers(activity="tatap_muka") == (2, 7, 30, 300, True)
    assert officers(activity="tatap_muka", crowd_is_large=True) == (13, 23, 1000, 1000, True)
    assert officers(activity="unheard_of") == (2, 12, 50, 500, True)


def test_clash_and_venue_ask_for_more() -> None:
    assert officers(activity="rapat_umum", attendance=1800, clash_level=3) == (23, 40, 1800, 1800, False)
    assert officers(activity="rapat_umum", attendance=1800, clash_level=5) == (29, 60, 1800, 1800, False)
    assert officers(activity="rapat_umum", attendance=1800, venue_kind="street") == (23, 50, 1800, 1800, False)


def test_who_does_not_come_needs_nobody() -> None:
    for gone in ({"state": "cancelled"}, {"gathers": False}):
        assert officers(attendance=1000, **gone)[:2] == (0, 0)


def test_office_sets_its_own_ratios_by_size() -> None:
    own = read_ratios(default_ratios(), [
        {"kind": "ratio", "code": "rapat_umum", "above": "10000", "low": "100", "high": "100"},
        {"kind": "least", "code": "*", "above": 0, "low": 5, "high": 5}])
    rows = officers_needed(frame([event(n, "A", activity="rapat_umum", attendance=people)
                                  for n, people in enumerate((10, 9999, 10_000))]), own)
    assert rows["officers_high"].tolist() == [5, 223, 100]


@pytest.mark.parametrize("row", [
    {"kind": "ratio", "code": "*", "low": "80", "high": "45"}, {"kind": "ratio", "code": "*", "low": "0", "high": "45"},
    {"kind": "ratio", "code": "*", "low": "nan", "high": "1"}, {"kind": "ratio", "code": "*", "low": 1, "high": "inf"},
    {"kind": "nonsense", "code": "*", "low": "1", "high": "1"}, {"kind": "ratio", "code": "*", "low": "many"},
])
def test_row_that_cannot_be_right_is_refused(row: dict) -> None:
    with pytest.raises(CannotRun, match="Tabel rasio"):
        read_ratios(default_ratios(), [row])


def test_table_without_a_row_for_everything_is_refused() -> None:
    with pytest.raises(CannotRun, match="crowd"):
        read_ratios([row for row in default_ratios() if (row["kind"], row["code"]) != ("crowd", "*")])


def test_every_default_row_says_how_sure_it_is() -> None:
    assert [row for row in default_ratios() if not row["verification"]] == []


def test_level_of_an_event_is_that_of_its_gravest_clash() -> None:
    hall = {"venue_id": "V01", "district_code": "d1"}
    events = frame([event(1, "A", **hall), event(2, "B", **hall), event(3, "C", "20:00-21:00", district_code="d1"),
                    event(4, "D", district_code="d2")])
    levels = gravest_levels(events, find_clashes(events))
    assert [None if pd.isna(level) else level for level in levels] == [5, 5, 2, None]


def test_hours_are_half_open_and_hold_setting_up_and_dispersal() -> None:
    def busy(hours: str, chosen: LoadSettings) -> list[int]:
        load = tally_load(needed(event(1, "A", hours, district_code="d1", attendance=10)), strengths(), ["d1"], DAY,
                          DAY, chosen)
        return load.loc[load["officers_high"] > 0, "hour"].tolist()

    assert busy("09:00-12:00", AT_ONCE) == [9, 10, 11]
    assert busy("09:30-11:01", AT_ONCE) == [9, 10, 11]
    assert busy("09:00-12:00", LoadSettings(60, 60)) == [8, 9, 10, 11, 12]
    assert busy("09:00-12:00", LoadSettings(1, 1)) == [8, 9, 10, 11, 12]


def test_district_without_strength_says_so_and_is_never_enough() -> None:
    load = tally_load(needed(event(1, "A", district_code="d1", attendance=10)), strengths(("d2", DAY, 0)), ["d1", "d2"],
                      DAY, DAY, AT_ONCE)

    assert len(load) == 48
    assert set(load.loc[load["district_code"] == "d1", "state"]) == {"belum_diisi"}
    assert set(load.loc[load["district_code"] == "d2", "state"]) == {"cukup"}
    assert [say(each) for each in find_shortages(load, {"d1": "Klojen"})["sentence"]] == [
        "Sab 27 Jan 09.00–12.00, Klojen: perlu 2 petugas, kekuatan belum diisi"]


def test_shortage_is_named_by_day_hours_district_and_number() -> None:
    rally = event(1, "A", "13:00-16:00", district_code="d3", activity="rapat_umum", attendance=8000)
    own = read_ratios(default_ratios(), [{"kind": "ratio", "code": "rapat_umum", "low": 50, "high": 50}])
    load = tally_load(officers_needed(frame([rally]), own), strengths(("d3", DAY, 75)), ["d3"], DAY, DAY, AT_ONCE)

    assert [say(each) for each in find_shortages(load, {"d3": "Kedungkandang"})["sentence"]] == [
        "Sab 27 Jan 13.00–16.00, Kedungkandang: kurang 85 petugas"]


def test_range_of_the_need_makes_sure_shortages_and_possible_ones() -> None:
    def sentence(strength: int) -> list[str]:
        rally = event(1, "A", "13:00-16:00", district_code="d3", activity="rapat_umum", attendance=1800)
        load = tally_load(needed(rally), strengths(("d3", DAY, strength)), ["d3"], DAY, DAY, AT_ONCE)
        return [say(each) for each in find_shortages(load, {"d3": "Klojen"})["sentence"]]

    assert sentence(40) == []
    assert sentence(39) == ["Sab 27 Jan 13.00–16.00, Klojen: mungkin kurang hingga 1 petugas"]
    assert sentence(23) == ["Sab 27 Jan 13.00–16.00, Klojen: mungkin kurang hingga 17 petugas"]
    assert sentence(20) == ["Sab 27 Jan 13.00–16.00, Klojen: kurang 3–20 petugas"]


def test_events_in_no_known_district_are_told_and_not_lost() -> None:
    load = tally_load(needed(event(1, "A", attendance=10)), strengths(("d1", DAY, 100)), ["d1"], DAY, DAY, AT_ONCE)

    assert set(load.loc[load["district_code"].isna(), "state"]) == {"tanpa_kecamatan"}
    assert [say(each) for each in find_shortages(load)["sentence"]] == [
        "Sab 27 Jan 09.00–12.00, kecamatan belum diketahui: perlu 2 petugas, tidak terhitung di kecamatan mana pun"]


def test_night_is_one_run_over_midnight_by_the_strength_of_each_day() -> None:
    night = event(1, "A", district_code="d1", attendance=450, starts=at("22:00"), ends_or_estimate=at("02:00", 1))
    tomorrow = DAY + timedelta(days=1)
    load = tally_load(needed(night), strengths(("d1", DAY, 1), ("d1", tomorrow, 4)), ["d1"], DAY, tomorrow, AT_ONCE)

    assert [say(each) for each in find_shortages(load, {"d1": "Sukun"})["sentence"]] == [
        "Sab 27 Jan 22.00 – Min 28 Jan 02.00, Sukun: kurang 5–9 petugas"]
    load = tally_load(needed(night), strengths(("d1", DAY, 1), ("d1", tomorrow, 10)), ["d1"], DAY, tomorrow, AT_ONCE)
    assert [say(each) for each in find_shortages(load, {"d1": "Sukun"})["sentence"]] == [
        "Sab 27 Jan 22.00–24.00, Sukun: kurang 5–9 petugas"]


def test_nothing_planned_is_no_shortage_with_all_columns() -> None:
    load = tally_load(needed(), strengths(), ["d1"], DAY, DAY)
    assert (len(load), load["officers_high"].sum(), set(load["state"])) == (24, 0, {"belum_diisi"})
    assert find_shortages(load).columns.tolist() == SHORTAGE_COLUMNS
    assert len(find_shortages(load)) == 0


EVENTS = st.lists(st.tuples(
    st.integers(-60, 47 * 60), st.integers(1, 300), st.sampled_from(["d1", "d2", None]),
    st.none() | st.integers(0, 4000), st.sampled_from(["planned", "planned", "cancelled"])), max_size=6)
STRENGTHS = st.dictionaries(st.tuples(st.sampled_from(["d1", "d2"]), st.integers(0, 1)), st.integers(0, 60))


def by_the_minute(rows: pd.DataFrame, held: dict, chosen: LoadSettings) -> dict[tuple, tuple]:
    """(district, hour since the first midnight) -> need and state, every minute of every event looked at."""
    counted: dict[tuple, set[int]] = {}
    for row in rows.to_dict("records"):
        moment = row["starts"] - timedelta(minutes=chosen.setup_minutes)
        while moment < row["ends_or_estimate"] + timedelta(minutes=chosen.dispersal_minutes):
            if row["state"] != "cancelled":
                hour = (moment - SATURDAY) // timedelta(hours=1)
                code = None if pd.isna(row["district_code"]) else row["district_code"]
                counted.setdefault((code, hour), set()).add(row["event_id"])
            moment += timedelta(minutes=1)
    result = {}
    of = rows.set_index("event_id")
    for code in ("d1", "d2", None):
        for hour in range(48):
            there = sorted(counted.get((code, hour), set()))
            low, high = (sum(int(of.loc[number, name]) for number in there)
                         for name in ("officers_low", "officers_high"))
            strength = held.get((code, hour // 24))
            if code is None:
                state = "tanpa_kecamatan"
            elif strength is None:
                state = "belum_diisi"
            else:
                state = "kurang" if low > strength else "mungkin_kurang" if high > strength else "cukup"
            if code or there:
                result[code, hour] = (len(there), low, high, strength, state)
    return result


@settings(max_examples=35, deadline=None)
@given(EVENTS, STRENGTHS, st.sampled_from([0, 1, 45, 60]), st.sampled_from([0, 30, 120]))
def test_load_is_what_counting_every_minute_gives(drawn: list, held: dict, setup: int, dispersal: int) -> None:
    chosen = LoadSettings(setup, dispersal)
    rows = needed(*(event(number, "A", starts=SATURDAY + timedelta(minutes=begin), attendance=people, state=state,
                          ends_or_estimate=SATURDAY + timedelta(minutes=begin + lasts), district_code=code)
                    for number, (begin, lasts, code, people, state) in enumerate(drawn)))
    entered = strengths(*((code, DAY + timedelta(days=day), officers) for (code, day), officers in held.items()))
    load = tally_load(rows, entered, ["d1", "d2"], DAY, DAY + timedelta(days=1), chosen)

    found = {}
    for row in load.to_dict("records"):
        code = None if pd.isna(row["district_code"]) else row["district_code"]
        strength = None if pd.isna(row["strength"]) else row["strength"]
        hour = (row["moment"] - SATURDAY) // timedelta(hours=1)
        assert (row["day"], row["hour"]) == (SATURDAY + timedelta(days=hour // 24), hour % 24)
        found[code, hour] = (row["events"], row["officers_low"], row["officers_high"], strength, row["state"])
    expected = by_the_minute(rows, held, chosen)
    assert found == expected
    check_runs(find_shortages(load), expected)


def check_runs(shortages: pd.DataFrame, expected: dict[tuple, tuple]) -> None:
    """Each lacking hour stands in exactly one run, and no run could be longer."""
    lacking = {key: "kurang" if state == "mungkin_kurang" else state
               for key, (_n, _low, high, _strength, state) in expected.items() if high and state != "cukup"}
    covered = {}
    for row in shortages.to_dict("records"):
        code = None if pd.isna(row["district_code"]) else row["district_code"]
        matter = "kurang" if row["state"] == "mungkin_kurang" else row["state"]
        hours = range(*((moment - SATURDAY) // timedelta(hours=1) for moment in (row["starts"], row["ends"])))
        assert not {(code, hour) for hour in hours} & covered.keys()
        covered |= {(code, hour): matter for hour in hours}
        assert lacking.get((code, hours[0] - 1)) != matter
        assert lacking.get((code, hours[-1] + 1)) != matter
        needs = [expected[code, hour] for hour in hours]
        assert row["officers_high"] == max(high for _n, _low, high, *_rest in needs)
        if matter == "kurang":
            assert (row["short_low"], row["short_high"]) == (
                max(max(0, low - strength) for _n, low, _high, strength, _state in needs),
                max(high - strength for _n, _low, high, strength, _state in needs))
            assert (row["state"] == "kurang") == (row["short_low"] > 0)
    assert covered == lacking


def test_days_outside_are_left_out() -> None:
    load = tally_load(needed(event(1, "A", district_code="d1", attendance=10)), strengths(), ["d1"], date(2024, 1, 28),
                      date(2024, 1, 28))
    assert (load["events"].sum(), load["moment"].min()) == (0, datetime(2024, 1, 28))


def test_event_whose_state_nobody_told_is_planned() -> None:
    untold = needed(event(1, "A", district_code="d1", attendance=10, state=None))
    load = tally_load(untold, strengths(), ["d1"], DAY, DAY)
    assert load["events"].sum() == 5
