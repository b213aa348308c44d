"""Every demonstration file reads as it was meant: the same rows, the same refusals, no silently wrong value."""

from datetime import date, datetime

import pytest

from lib.demo.generate import FOLDER, build_city
from lib.demo.scenarios import ROOT, Scenario
from lib.intake.reader import read_file
from lib.reference.vocabularies import load_reference

CITY = build_city()
EVENT_FIELDS = ("party", "activity", "title", "start", "end", "end_is_estimate", "venue", "attendance", "permit_no",
                "contact")  # fmt: skip
REPORT_FIELDS = ("occurred", "area_code", "place", "category", "athg", "field", "severity", "source_grade", "parties",
                 "description", "reporter")  # fmt: skip


@pytest.fixture(scope="module")
def reference():
    settings = Scenario().settings
    city, election = ROOT / "data" / "city" / settings["city"], ROOT / "data" / "election" / settings["election"]
    return load_reference(city, election, ROOT / "data" / "vocabulary")


def plain(value):
    """A value as the truth writes it: nothing is "", moments are ISO text, sequences are lists."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, tuple | list):
        return list(value)
    return " ".join(value.split()) if isinstance(value, str) else value


def as_told(values, kind):
    """The canonical fields of a read row, comparable with the truth."""
    fields = EVENT_FIELDS if kind == "schedule" else REPORT_FIELDS
    told = {name: plain(values.get(name)) for name in fields}
    if kind == "report" and not values.get("occurred_has_time"):
        told["occurred"] = told["occurred"][:10]
    return told


@pytest.mark.parametrize(("book", "truth"), CITY, ids=[truth.file for _, truth in CITY])
def test_file_reads_as_it_was_meant(book, truth, reference):
    reading = read_file(truth.file, (FOLDER / truth.file).read_bytes(), truth.kind, reference)
    assert reading.refusal is None

    fields = EVENT_FIELDS if truth.kind == "schedule" else REPORT_FIELDS
    meant = [((row["sheet"], row["row"]), {name: row[name] for name in fields}) for row in truth.rows]
    read = [((row.sheet, row.row), as_told(row.values, truth.kind)) for row in reading.rows]
    assert sorted(read, key=repr) == sorted(meant, key=repr)

    if truth.kind == "schedule":
        wards = {(row["sheet"], row["row"], row["start"]): row for row in truth.rows}
        for row in reading.rows:
            expected = wards[row.sheet, row.row, plain(row.values["start"])]
            assert plain(row.values.get("notified"))[:10] == expected["notified"]
            assert list(row.values.get("speakers", ())) == expected["speakers"]
            assert plain(row.values.get("vehicles")) == expected["vehicles"]
            allowed = {expected["area_code"]} | (set() if expected["ward_is_told"] else {""})
            assert plain(row.values.get("area_code")) in allowed

    errors = {(p.sheet, p.row) for p in reading.problems if p.level == "error"}
    assert errors == {(p["sheet"], p["row"]) for p in truth.problems}
    warnings = {(p.sheet, p.row, p.field) for p in reading.problems if p.level == "warning"}
    assert warnings == {(p["sheet"], p["row"], p["field"]) for p in truth.warnings}
    assert set(reading.quiet_days) == truth.nihil


def test_quiet_days_are_days():
    assert {type(day) for _, truth in CITY for _, day in truth.nihil} == {date}


def test_known_places_of_planted_events_are_recognised(reference):
    planted = {(row["organiser"], f"{row['day']}T{row['start']}"): row["venue_id"]
               for row in Scenario().table("planted_events") if row["venue_id"]}  # fmt: skip
    found = {}
    for _, truth in CITY:
        if truth.kind == "schedule":
            data = (FOLDER / truth.file).read_bytes()
            for row in read_file(truth.file, data, truth.kind, reference).rows:
                found[row.values["party"], plain(row.values["start"])] = row.values["venue_id"]
    assert {key: found[key] for key in planted} == planted
