"""Events out as a calendar: read by the library and, sent back, by the reader of uploads."""

from datetime import datetime
from pathlib import Path

import icalendar
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.export.calendars import events_calendar
from lib.intake.reader import read_file
from lib.reference.vocabularies import Reference, load_reference

DATA = Path(__file__).resolve().parents[2] / "data"
MADE_AT = datetime(2024, 1, 24, 9, 5)
REFERENCE = load_reference(DATA / "city" / "malang", DATA / "election" / "pemilu_2024", DATA / "vocabulary")
ORGANISERS = {organiser.code: organiser.short_name for organiser in REFERENCE.organisers}
ACTIVITIES = {term.code: term.labels[0] for term in REFERENCE.activities}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return REFERENCE


def _calendar(events: list[dict]) -> bytes:
    return events_calendar(
        pd.DataFrame(events), ORGANISERS, ACTIVITIES, name="Kampanye", timezone="Asia/Jakarta",
        host="kentongan.example", made_at=MADE_AT,
    )  # fmt: skip


def _event(**changes: object) -> dict:
    base = {
        "event_id": 7, "version": 3, "state": "planned", "organiser": "PKB", "activity": "tatap_muka",
        "title": "Temu warga; RW 1", "starts": datetime(2023, 12, 1, 9), "ends": datetime(2023, 12, 1, 11),
        "venue": "Balai RW 1, Jl. Contoh", "area_code": "35.73.05.1004", "attendance": 120, "permit_no": "STTP/1",
        "contact": "Ibu Contoh +62812", "vehicles": None, "route": None, "speakers": None, "gathering_point": None,
        "link": None, "place_permission": None, "notified": None, "permit_date": None,
    }  # fmt: skip
    return {**base, **changes}


def test_an_entry_says_what_the_event_says() -> None:
    (entry,) = icalendar.Calendar.from_ical(_calendar([_event()])).walk("VEVENT")
    assert {name: str(entry[name]) for name in ("UID", "SEQUENCE", "SUMMARY", "LOCATION", "STATUS")} == {
        "UID": "event-7@kentongan.example", "SEQUENCE": "2", "SUMMARY": "Temu warga; RW 1",
        "LOCATION": "Balai RW 1, Jl. Contoh", "STATUS": "CONFIRMED",
    }  # fmt: skip
    assert entry["DTSTART"].to_ical() == b"20231201T020000Z"
    assert entry["DTEND"].to_ical() == b"20231201T040000Z"
    assert [str(text) for text in entry["CATEGORIES"].cats] == ["PKB", "Pertemuan tatap muka"]


def test_the_same_events_give_the_same_bytes_and_a_missing_end_is_none() -> None:
    content = _calendar([_event(ends=None, title=None, attendance=None)])
    assert content == _calendar([_event(ends=None, title=None, attendance=None)])
    assert b"DTEND" not in content
    assert b"SUMMARY:Pertemuan tatap muka: PKB" in content


def test_a_cancelled_event_is_cancelled_and_not_read_again(reference: Reference) -> None:
    content = _calendar([_event(state="cancelled"), _event(event_id=8, state="held")])
    assert content.count(b"STATUS:CANCELLED") == content.count(b"STATUS:TENTATIVE") == 1
    reading = read_file("kampanye.ics", content, "schedule", reference)
    assert [row.row for row in reading.rows] == [4]
    assert [(problem.row, problem.level) for problem in reading.problems] == [(3, "note")]


@pytest.mark.parametrize("told", [
    {"vehicles": 12, "route": "Jl. A, Jl. B", "speakers": ["Fulan, S.H.", "Fulanah"],
     "gathering_point": "Simpang; utara", "link": "https://meet.example/1", "place_permission": False,
     "notified": pd.Timestamp(2023, 11, 20),
     "permit_date": pd.Timestamp(2023, 11, 27)},
    {"place_permission": True}, {"vehicles": 0}, {}], ids=["all", "permission", "no vehicles", "none"])
def test_what_the_notice_states_comes_back(reference: Reference, told: dict) -> None:
    (row,) = read_file("kampanye.ics", _calendar([_event(**told)]), "schedule", reference).rows

    names = ("vehicles", "route", "speakers", "gathering_point", "link", "place_permission", "notified", "permit_date")
    assert {name: row.values[name] for name in names if name in row.values} == {
        name: tuple(value) if name == "speakers" else value for name, value in told.items()}


STARTS = st.datetimes(datetime(2023, 11, 28, 6), datetime(2024, 2, 9, 22)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
TEXTS = st.sampled_from(["Temu warga", "=1+1", "-baris", "a, b; c\\d", "Café “Contoh”", "+62 812", "@akun"])
EVENTS = st.fixed_dictionaries({
    "organiser": st.sampled_from(sorted(ORGANISERS)), "activity": st.sampled_from(sorted(ACTIVITIES)),
    "title": TEXTS, "starts": STARTS, "minutes": st.one_of(st.none(), st.integers(5, 600)),
    "venue": st.sampled_from(["Balai RW 1", "Gedung A; B", "Lapangan, utara"]),
    "area_code": st.sampled_from([None, *(area.code for area in REFERENCE.areas)]),
    "attendance": st.one_of(st.none(), st.integers(1, 60_000)), "permit_no": st.sampled_from([None, "STTP/9"]),
    "contact": st.sampled_from([None, "+62 812 0000"]),
})  # fmt: skip


@given(st.lists(EVENTS, min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_out_and_in_again_every_value_is_equal_or_held(told: list[dict]) -> None:
    events = []
    for number, one in enumerate(told):
        minutes = one["minutes"]
        ends = None if minutes is None else one["starts"] + pd.Timedelta(minutes=minutes).to_pytimedelta()
        events.append({**_event(event_id=number), **one, "ends": ends})
    reading = read_file("x.ics", _calendar(events), "schedule", REFERENCE)
    assert sorted(row.row for row in [*reading.rows, *reading.held]) == [3 + number for number in range(len(told))]
    for row in reading.rows:
        event = events[row.row - 3]
        got = row.values
        assert (got["party"], got["activity"], got["title"], got["start"], got["end"], got["venue"]) == tuple(
            event[name] for name in ("organiser", "activity", "title", "starts", "ends", "venue")
        )
        assert (got["area_code"], got["attendance"]) == (event["area_code"], event["attendance"])
        assert (got["permit_no"], got["contact"]) == (event["permit_no"] or "", event["contact"] or "")
    kept_back = {problem.field for problem in reading.problems if problem.level == "error"}
    assert kept_back <= {"duplicate"}
