"""The events behind the hours of the load, and each day at its worst."""

from datetime import date, datetime, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.schedule.load import LoadSettings, tally_load
from lib.schedule.load_cells import pick_events, worst_day, worst_of_days
from lib.schedule.load_ratios import default_ratios, officers_needed, read_ratios
from tests.schedule.timed import SATURDAY, at, event, frame

DAY = SATURDAY.date()
RATIOS = read_ratios(default_ratios())


def strengths(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["district_code", "day", "officers"])


@st.composite
def schedules(draw) -> pd.DataFrame:
    rows = []
    for n in range(draw(st.integers(1, 6))):
        begin = draw(st.integers(0, 30 * 60))
        rows.append(event(
            n, "A", starts=SATURDAY + timedelta(minutes=begin), attendance=draw(st.sampled_from([None, 40, 900])),
            ends_or_estimate=SATURDAY + timedelta(minutes=begin + draw(st.integers(1, 300))),
            district_code=draw(st.sampled_from(["d1", "d2", None])),
            state=draw(st.sampled_from(["planned", "cancelled"]))))
    return officers_needed(frame(rows), RATIOS)


@given(schedules(), st.sampled_from([0, 25, 60]), st.sampled_from([0, 60]))
@settings(max_examples=60, deadline=None)
def test_events_of_an_hour_are_those_the_load_counts(needed: pd.DataFrame, setup: int, dispersal: int) -> None:
    bound = LoadSettings(setup, dispersal)
    load = tally_load(needed, strengths(), ["d1", "d2"], DAY, DAY, bound)
    for row in load.itertuples():
        code = None if pd.isna(row.district_code) else row.district_code
        found = pick_events(needed, code, row.moment, row.moment + timedelta(hours=1), bound)
        assert (len(found), found["officers_high"].sum()) == (row.events, row.officers_high)


def test_events_of_several_hours_stand_once_in_their_order() -> None:
    needed = officers_needed(frame([
        event(1, "A", starts=at("13:00"), ends_or_estimate=at("15:00")),
        event(2, "B", starts=at("09:00"), ends_or_estimate=at("10:00")),
        event(3, "C", starts=at("20:00"), ends_or_estimate=at("21:00"))]), RATIOS)
    code = needed["district_code"].iloc[0]
    found = pick_events(needed, code, datetime(2024, 1, 27, 8), datetime(2024, 1, 27, 18))
    assert found["event_id"].tolist() == [2, 1]
    assert found["bound_from"].tolist() == [at("08:00"), at("12:00")]
    assert found["bound_until"].tolist() == [at("11:00"), at("16:00")]


def test_day_is_shown_at_its_worst() -> None:
    needed = officers_needed(frame([
        event(1, "A", activity="rapat_umum", attendance=900, district_code="d1"),
        event(2, "A", attendance=40, district_code=None)]), RATIOS)
    load = tally_load(needed, strengths(("d1", DAY, 5), ("d2", DAY, 0)), ["d1", "d2", "d3"], DAY, DAY)
    days = worst_of_days(load)
    assert days[["district_code", "state"]].fillna("").values.tolist() == [
        ["d1", "kurang"], ["d2", "cukup"], ["d3", "belum_diisi"], ["", "tanpa_kecamatan"]]
    assert days.iloc[0][["officers_low", "officers_high", "short_low", "short_high"]].tolist() == [12, 20, 7, 15]


def test_worst_day_is_surely_short_then_perhaps_then_not_entered_then_the_fullest() -> None:
    columns = ["day", "district_code", "state", "officers_low", "officers_high", "strength", "short_low", "short_high"]
    rows = [(0, "d1", "cukup", 90, 90, 90, 0, 0), (1, "d1", "belum_diisi", 50, 60, None, None, None),
            (2, "d1", "mungkin_kurang", 5, 20, 10, 0, 10), (3, "d1", "kurang", 5, 5, 4, 1, 1)]
    days = pd.DataFrame([(SATURDAY + timedelta(days=row[0]), *row[1:]) for row in rows], columns=columns)
    for last in (4, 3, 2, 1):
        assert worst_day(days.head(last), DAY) == DAY + timedelta(days=last - 1)
    nobody = days.assign(officers_low=0, officers_high=0)
    assert worst_day(nobody, date(2024, 2, 1)) == worst_day(days.head(0), date(2024, 2, 1)) == date(2024, 2, 1)
