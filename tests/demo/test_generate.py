"""The committed demonstration city is what the generator makes, and holds what the product promises to show."""

import csv
import io
import json
from collections import Counter
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook

from lib.demo.campaigns import collisions, daily_counts, kilometres, plan_events
from lib.demo.generate import FOLDER, INDEX, build_city, describe_city
from lib.demo.scenarios import Scenario
from lib.demo.writers import write_book

LIMIT = 2_000_000


@pytest.fixture(scope="module")
def scenario():
    return Scenario()


@pytest.fixture(scope="module")
def city(scenario):
    return build_city(scenario)


@pytest.fixture(scope="module")
def events(city):
    """The events as the last version of each says."""
    rows = [row for _, truth in city if truth.kind == "schedule" for row in truth.rows]
    return list({(row["party"], row["start"], row["venue"]): row for row in rows}.values())


@pytest.fixture(scope="module")
def reports(city):
    return [row for _, truth in city if truth.kind == "report" for row in truth.rows]


def read_cells(book, data):
    """What a spreadsheet program would show: sheet -> rows of values."""
    if book.extension in {"csv", "tsv"}:
        text = data.decode(book.encoding)
        return {"": list(csv.reader(io.StringIO(text, newline=""), delimiter=book.delimiter))}
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names}


def test_committed_files_hold_the_cells_the_generator_makes(city):
    for book, _ in city:
        committed = (FOLDER / book.name).read_bytes()
        assert read_cells(book, committed) == read_cells(book, write_book(book)), book.name


def test_same_book_gives_the_same_bytes(city):
    for book, _ in city:
        assert write_book(book) == write_book(book), book.name


def test_index_names_exactly_the_files_of_the_folder_in_order_of_receipt(scenario, city):
    index = json.loads((FOLDER / INDEX).read_text(encoding="utf-8"))
    assert index == describe_city(scenario, [truth for _, truth in city])
    assert {entry["file"] for entry in index["files"]} | {INDEX} == {path.name for path in FOLDER.iterdir()}
    received = [entry["received"] for entry in index["files"]]
    assert received == sorted(received)
    assert max(received) <= index["today"]


def test_folder_stays_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LIMIT


def test_every_sheet_says_that_it_is_an_example(scenario, city):
    for book, truth in city:
        with_rows = {row["sheet"] for row in truth.rows}
        for sheet in book.sheets:
            if sheet.name in with_rows or with_rows == {""}:
                assert scenario.label in sheet.rows[0], (book.name, sheet.name)


def test_every_organiser_sends_a_schedule_of_its_own_layout(scenario, city, events):
    assert {row["party"] for row in events} == set(scenario.organisers)
    headers = {tuple(map(str, sheet.rows[next(i for i, look in sheet.looks.items() if look == "header")]))
               for book, truth in city if truth.kind == "schedule" for sheet in book.sheets[:1]}  # fmt: skip
    assert len(headers) == len(scenario.organisers)
    assert {book.extension for book, _ in city} == {"xlsx", "xls", "ods", "csv", "tsv"}


def test_city_has_the_promised_number_of_events_and_reports(events, reports):
    assert len(events) >= 350
    assert len(reports) >= 500


def test_public_anchors_are_present(events):
    def find(party, start):
        row = next(row for row in events if (row["party"], row["start"]) == (party, start))
        return row["activity"], row["area_code"], row["end"], row["attendance"]

    assert find("PDIP", "2024-01-30T13:00") == ("rapat_umum", "35.73.03.1005", "", 50000)
    assert find("DEMOKRAT", "2024-02-01T13:30") == ("rapat_umum", "35.73.02.1007", "", 10000)


def test_parties_have_about_as_many_events_each(scenario, events):
    counts = Counter(row["party"] for row in events)
    parties = [counts[code] for code, organiser in scenario.organisers.items() if organiser.kind == "party"]
    assert min(parties) >= 20
    assert max(parties) <= 1.7 * min(parties)


def test_rallies_keep_to_the_days_and_hours_of_rallies(events):
    rallies = [row for row in events if row["activity"] == "rapat_umum"]
    assert {row["start"][:10] >= "2024-01-21" for row in rallies} == {True}
    assert {row["start"][11:] >= "09:00" and (row["end"] or "T18:00")[-5:] <= "18:00" for row in rallies} == {True}


def test_only_the_planted_events_collide(scenario):
    pairs = collisions(scenario, plan_events(scenario))
    assert {bool(one.planted and other.planted) for one, other in pairs} == {True}
    today = date.fromisoformat(scenario.settings["today"])
    coming = [one for one, _ in pairs if today <= one.start.date() <= today + timedelta(days=7)]
    assert [(one.start.date().isoformat()) for one in coming] == [
        "2024-01-25",
        "2024-01-26",
        "2024-01-27",
        "2024-01-28",
    ]


def test_revised_plans_change_one_event_each_and_repeat_the_rest(city):
    versions = {}
    for _, truth in city:
        for row in truth.rows if truth.kind == "schedule" else []:
            versions.setdefault((row["party"], row["start"], row["venue"]), []).append((row["end"], row["attendance"]))
    again = {key: told for key, told in versions.items() if len(told) > 1}
    changed = {key: told for key, told in again.items() if len(set(told)) > 1}
    assert changed == {
        ("DEMOKRAT", "2024-01-28T10:00", "Kartini Imperial Building"): [
            ("2024-01-28T11:00", 200),
            ("2024-01-28T12:00", 350),
        ],
        ("PKB", "2024-02-03T09:00", "Lapangan Kelurahan, Kel. Kedungkandang"): [
            ("2024-02-03T11:00", 2000),
            ("2024-02-03T12:00", 3000),
        ],
    }
    assert len(again) > len(changed)


def test_no_day_is_overrun(scenario):
    counts = daily_counts(plan_events(scenario))
    assert max(counts.values()) <= 10


def test_silent_wards_are_silent_and_all_others_report(scenario, city, reports):
    silent = set(scenario.settings["silent_areas"])
    told = {row["area_code"] for row in reports} | {code for _, truth in city for code, _ in truth.nihil}
    assert told == set(scenario.wards) - silent


def test_most_wards_are_covered_on_most_days(city, reports):
    covered = {(row["area_code"], row["occurred"][:10]) for row in reports}
    covered |= {(code, day.isoformat()) for _, truth in city for code, day in truth.nihil}
    days = Counter(code for code, _ in covered)
    assert sorted(days.values())[len(days) // 4] >= 40


def test_two_wards_heat_up_in_the_last_ten_days(scenario, reports):
    since = (date.fromisoformat(scenario.settings["today"]) - timedelta(days=10)).isoformat()
    counts = Counter(row["area_code"] for row in reports if row["occurred"] >= since)
    assert [code for code, _ in counts.most_common(2)] == ["35.73.03.1005", "35.73.02.1006"]


def test_reports_are_mostly_mild_and_name_parties_evenly(scenario, reports):
    severities = Counter(row["severity"] for row in reports if row["severity"] != "")
    assert (severities[4] + severities[5]) / severities.total() < 0.03
    assert Counter(row["category"] for row in reports).most_common(1)[0][0] == "pelanggaran_lokasi"
    named = Counter(code for row in reports for code in row["parties"])
    assert set(named) <= {code for code, some in scenario.organisers.items() if some.kind == "party"}
    assert max(named.values()) - min(named[code] for code in named) <= 1
    assert named.total() / len(reports) < 0.2


def test_reports_come_within_the_days_after(city):
    for _, truth in city:
        if truth.kind == "report":
            latest = max(row["occurred"][:10] for row in truth.rows)
            assert latest <= truth.received.isoformat(), truth.file
            assert (truth.received - date.fromisoformat(latest)).days <= 14, truth.file  # a month may end quietly


def test_mistakes_are_there_but_few(city):
    refused = {"schedule": 0, "report": 0}
    warned = {"schedule": 0, "report": 0}
    for _, truth in city:
        refused[truth.kind] += len(truth.problems)
        warned[truth.kind] += len(truth.warnings)
        assert len(truth.problems) + len(truth.warnings) <= 3, truth.file
    assert refused == {"schedule": 28, "report": 19}
    assert warned == {"schedule": 11, "report": 6}


def test_distance_of_two_points_is_in_kilometres():
    assert round(kilometres((-7.9754, 112.6247), (-7.9826, 112.6308)), 1) == 1.0
