"""Downloads sent back: every stored value is read as it was, or its row is held; none is read as another."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.export import catalogue
from lib.export.dialects import EXCEL_ID, STANDARD, to_csv
from lib.export.workbooks import to_workbook
from lib.intake.reader import read_file
from lib.intake.readings import Kind, Reading
from lib.reference.vocabularies import load_reference
from lib.text import LANGUAGES, using

DATA = Path(__file__).resolve().parents[2] / "data"
REFERENCE = load_reference(DATA / "city" / "malang", DATA / "election" / "pemilu_2024", DATA / "vocabulary")
DISTRICTS = {district.code: district.name for district in REFERENCE.districts}
CONTEXT = {
    "as_of": date(2024, 1, 24), "made_at": datetime(2024, 1, 24, 9, 5), "data_version": 17,
    "viewer_name": "Siti", "viewer_role": "Analis",
}  # fmt: skip
FORMS = {
    "excel_id": lambda table: to_csv(table, EXCEL_ID),
    "standard": lambda table: to_csv(table, STANDARD),
    "workbook": lambda table: to_workbook([table]),
}
TEXTS = st.sampled_from([
    "Temu warga", "=1+1", "'=2", "-baris", "+62 812 0000", "@akun", "a; b, c", 'kata "dalam" kutip', "dua\nbaris",
    "Café “Contoh”", "<b>x</b>", "1. satu", "08", "12/05/2023", "TOTAL",
])  # fmt: skip
SPEAKERS = st.lists(st.sampled_from(["Fulan, S.H.", "Drs. H. Fulan, M.M.", "Fulanah", "Ketua DPC"]), min_size=1,
                    unique=True)
LINKS = st.sampled_from(["https://meet.example/1", "zoom.us/j/1; sandi 1", "Zoom ID 812 3344 5566"])
WARDS = st.sampled_from(REFERENCE.areas)
UNTOLD = dict.fromkeys((
    "vehicles", "route", "speakers", "gathering_point", "link", "place_permission", "notified", "permit_no",
    "permit_date", "contact",
))  # fmt: skip
LANGUAGE = st.sampled_from(sorted(LANGUAGES))
FORM = st.sampled_from(sorted(FORMS))


def _maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.none(), values)


def _sent_back(name: str, kind: Kind, rows: list[dict], form: str, language: str) -> Reading:
    with using(language):
        table = catalogue.table(name, pd.DataFrame(rows).astype(object), **CONTEXT)
        return read_file(f"unduhan.{form}", FORMS[form](table), kind, REFERENCE)


def _named(area: object, is_named: bool) -> dict:
    if area is None:
        return {"area_code": None, "ward": None, "district": None}
    named = {"ward": area.name, "district": DISTRICTS[area.district_code]} if is_named else dict.fromkeys(
        ("ward", "district")
    )
    return {"area_code": area.code, **named}


@st.composite
def events(draw: st.DrawFn) -> dict:
    starts = datetime(2023, 11, 28, 6) + timedelta(minutes=draw(st.integers(0, 74 * 24 * 60)))
    minutes = draw(_maybe(st.integers(10, 20 * 60)))
    area = draw(_maybe(WARDS))
    estimate = draw(st.booleans())
    return {
        "event_id": draw(st.integers(1, 10**6)), "version": 1, "state": draw(st.sampled_from(("planned", "moved"))),
        "organiser": draw(st.sampled_from(REFERENCE.organisers)).code,
        "activity": draw(st.sampled_from(REFERENCE.activities)).code, "title": draw(_maybe(TEXTS)), "starts": starts,
        "ends": None if minutes is None else starts + timedelta(minutes=minutes), "venue": draw(TEXTS),
        "venue_id": None, "lat": area.lat if area else None, "lon": area.lon if area else None,
        "position_is_estimate": estimate, "attendance": draw(_maybe(st.integers(1, 90_000))),
        "crowd_is_large": False, "vehicles": draw(_maybe(st.integers(0, 500))), "route": draw(_maybe(TEXTS)),
        "speakers": draw(_maybe(SPEAKERS)), "gathering_point": draw(_maybe(TEXTS)), "link": draw(_maybe(LINKS)),
        "place_permission": draw(_maybe(st.booleans())), "permit_no": draw(_maybe(TEXTS)),
        "contact": draw(_maybe(TEXTS)), "joint_key": None,
        "notified": draw(_maybe(st.integers(0, 30).map(lambda days: starts.date() - timedelta(days=days + 3)))),
        "permit_date": draw(_maybe(st.integers(0, 3).map(lambda days: starts.date() - timedelta(days=days)))),
        **_named(area, draw(st.booleans())),
    }  # fmt: skip


@given(st.lists(events(), min_size=1, max_size=6), FORM, LANGUAGE)
@settings(max_examples=150, deadline=None)
def test_events_come_back_equal_or_held(told: list[dict], form: str, language: str) -> None:
    reading = _sent_back("events", "schedule", told, form, language)
    assert reading.refusal is None
    assert sorted({row.row for row in [*reading.rows, *reading.held]}) == [2 + number for number in range(len(told))]
    for row in reading.rows:
        event, got = told[row.row - 2], row.values
        assert (got["party"], got["activity"], got["start"], got["end"]) == tuple(
            event[name] for name in ("organiser", "activity", "starts", "ends")
        )
        assert (got["area_code"], got["attendance"]) == (event["area_code"], event["attendance"])
        assert got["end_is_estimate"] == (event["ends"] is None)
        texts = {name: " ".join((got.get(name) or "").split()) for name in ("title", "venue", "permit_no", "contact")}
        assert texts == {name: " ".join((event[name] or "").lstrip("'").split()) for name in texts} or texts == {
            name: " ".join((event[name] or "").split()) for name in texts
        }
        for name in ("route", "gathering_point"):
            assert got.get(name, "").lstrip("'").split() == (event[name] or "").lstrip("'").split()
        assert {name: got.get(name) for name in ("vehicles", "link", "place_permission")} == {
            name: event[name] for name in ("vehicles", "link", "place_permission")}
        assert got.get("speakers") == (tuple(event["speakers"]) if event["speakers"] else None)
        for name in ("notified", "permit_date"):
            assert got.get(name) == (datetime.combine(event[name], time()) if event[name] else None)
        point = (got.get("lat"), got.get("lon"))
        assert point == ((None, None) if event["position_is_estimate"] else (event["lat"], event["lon"]))


@st.composite
def reports(draw: st.DrawFn) -> dict:
    day = date(2023, 11, 28) + timedelta(days=draw(st.integers(0, 70)))
    has_time = draw(st.booleans())
    hour = time(draw(st.integers(0, 23)), draw(st.integers(0, 59))) if has_time else time()
    codes = [organiser.code for organiser in REFERENCE.organisers]
    return {
        "report_id": draw(st.integers(1, 10**6)), "occurred": datetime.combine(day, hour),
        "occurred_has_time": has_time, "received": day + timedelta(days=2), "place": draw(_maybe(TEXTS)),
        "category": draw(_maybe(st.sampled_from(REFERENCE.categories).map(lambda term: term.code))),
        "athg": draw(_maybe(st.sampled_from(("ancaman", "tantangan", "hambatan", "gangguan")))),
        "aspect": draw(_maybe(st.sampled_from(("ideologi", "politik", "ekonomi", "sosial_budaya", "hankam")))),
        "severity": draw(_maybe(st.integers(1, 5))), "source_grade": draw(_maybe(st.sampled_from(("A1", "B2", "F6")))),
        "parties": draw(st.lists(st.sampled_from(codes), max_size=4, unique=True)),
        "description": draw(TEXTS), "reporter": draw(_maybe(TEXTS)), "verification": "baru",
        **_named(draw(WARDS), draw(st.booleans())),
    }  # fmt: skip


@given(st.lists(reports(), min_size=1, max_size=6), FORM, LANGUAGE)
@settings(max_examples=150, deadline=None)
def test_reports_come_back_equal_or_held(told: list[dict], form: str, language: str) -> None:
    reading = _sent_back("reports", "report", told, form, language)
    assert reading.refusal is None
    assert sorted({row.row for row in [*reading.rows, *reading.held]}) == [2 + number for number in range(len(told))]
    for row in reading.rows:
        report, got = told[row.row - 2], row.values
        names = ("occurred", "occurred_has_time", "area_code", "category", "athg", "severity", "source_grade")
        assert tuple(got[name] for name in names) == tuple(report[name] for name in names)
        assert (got["field"], got["parties"]) == (report["aspect"], tuple(report["parties"]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_every_organiser_activity_and_ward_comes_back(form: str, language: str) -> None:
    rows = [
        {
            "event_id": number, "version": 1, "state": "planned",
            "organiser": REFERENCE.organisers[number % len(REFERENCE.organisers)].code,
            "activity": REFERENCE.activities[number % len(REFERENCE.activities)].code, "title": f"Acara {number}",
            "starts": datetime(2023, 12, 1, 9, number), "ends": datetime(2023, 12, 1, 22), "venue": f"Gedung {number}",
            "venue_id": None, "lat": area.lat, "lon": area.lon, "position_is_estimate": False, "attendance": 1000,
            "crowd_is_large": True, **UNTOLD, "joint_key": None, **_named(area, True),
        }
        for number, area in enumerate(REFERENCE.areas)
    ]  # fmt: skip
    reading = _sent_back("events", "schedule", rows, form, language)
    assert (reading.held, reading.problems) == ([], [])
    assert [
        tuple(row.values[name] for name in ("party", "activity", "area_code", "start", "end", "lat", "lon"))
        for row in reading.rows
    ] == [
        tuple(row[name] for name in ("organiser", "activity", "area_code", "starts", "ends", "lat", "lon"))
        for row in rows
    ]


def test_a_code_and_a_name_that_contradict_are_held() -> None:
    one, other = REFERENCE.areas[:2]
    row = {
        "event_id": 1, "version": 1, "state": "planned", "organiser": "PKB", "activity": "tatap_muka", "title": "x",
        "starts": datetime(2023, 12, 1, 9), "ends": None, "venue": "Gedung", "venue_id": None, "lat": None,
        "lon": None, "position_is_estimate": True, "attendance": None, "crowd_is_large": False,
        **UNTOLD, "joint_key": None,
        "area_code": one.code, "ward": other.name, "district": None,
    }  # fmt: skip
    reading = _sent_back("events", "schedule", [row, {**row, "state": "cancelled", "ward": None}], "standard", "id")
    assert reading.rows == []
    assert [(problem.row, problem.field) for problem in reading.problems] == [(2, "area_code"), (3, "row")]
