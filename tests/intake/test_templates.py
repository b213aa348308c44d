"""Templates: what is filled in from their lists is read as it was meant, and an untouched one gives no rows."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from lib.intake.reader import read_file
from lib.intake.readings import Kind, Reading
from lib.intake.templates import ASPECTS, COLUMNS, GRADES, LIST_SHEET, SEVERITIES, make_template
from lib.intake.values.categories import ATHG
from lib.reference.vocabularies import Reference, load_reference
from lib.text import LANGUAGES, say, using

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(params=["pemilu_2024", "pilkada_2024"])
def packs(request: pytest.FixtureRequest) -> Reference:
    return load_reference(DATA / "city" / "malang", DATA / "election" / request.param, DATA / "vocabulary")


@contextmanager
def _opened(content: bytes) -> Iterator[tuple[openpyxl.Workbook, list[list[str]]]]:
    """The workbook, and its lists by column (None where a column has none)."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    lists = book[LIST_SHEET]
    columns = [[cell.value for cell in column if cell.value is not None] for column in lists.iter_cols()]
    yield book, columns


def _filled(content: bytes, rows: list[list[object]], first: int = 3) -> bytes:
    with _opened(content) as (book, _lists):
        for number, row in enumerate(rows, first):
            for column, value in enumerate(row, 1):
                book.worksheets[0].cell(number, column, value)
        buffer = io.BytesIO()
        book.save(buffer)
    return buffer.getvalue()


def _read(content: bytes, kind: Kind, reference: Reference) -> Reading:
    return read_file("templat.xlsx", content, kind, reference)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_a_schedule_is_read_as_meant(packs: Reference, language: str) -> None:
    with using(language):
        content = make_template("schedule", packs)
        with _opened(content) as (_book, lists):
            organisers, activities, wards, permissions = lists[1], lists[2], lists[8], lists[17]
        assert (len(organisers), len(activities), len(wards)) == (
            len(packs.organisers), len(packs.activities), len(packs.areas),
        )  # fmt: skip
        count = max(len(organisers), len(activities), len(wards))
        days = [packs.campaign.starts + timedelta(days=index % 40) for index in range(count)]
        rows = [
            [
                index + 1, organisers[index % len(organisers)], activities[index % len(activities)], f"Acara {index}",
                datetime.combine(days[index], time()), time(8, 15), time(10, 45), f"Gedung {index}",
                wards[index % len(wards)], 100 + index, f"STTP/{index}", "0812", "Ibu Contoh, S.H.; Bapak Contoh", 3,
                "Jl. Contoh", "Perempatan", "https://meet.example/1", permissions[index % 2],
                datetime.combine(days[index], time()), datetime.combine(days[index], time()),
            ]
            for index in range(count)
        ]  # fmt: skip
        reading = _read(_filled(content, rows), "schedule", packs)
    assert [(problem.row, problem.level) for problem in reading.problems] == [(2, "note")]
    got = [
        tuple(row.values[name] for name in (
            "party", "activity", "title", "start", "end", "venue", "area_code", "attendance", "permit_no", "contact",
            "speakers", "vehicles", "route", "gathering_point", "link", "place_permission", "notified", "permit_date",
        ))
        for row in reading.rows
    ]  # fmt: skip
    assert got == [
        (
            packs.organisers[index % len(organisers)].code, packs.activities[index % len(activities)].code,
            f"Acara {index}", datetime.combine(days[index], time(8, 15)), datetime.combine(days[index], time(10, 45)),
            f"Gedung {index}", packs.areas[index % len(wards)].code, 100 + index, f"STTP/{index}", "0812",
            ("Ibu Contoh, S.H.", "Bapak Contoh"), 3, "Jl. Contoh", "Perempatan", "https://meet.example/1",
            index % 2 == 0, datetime.combine(days[index], time()), datetime.combine(days[index], time()),
        )
        for index in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_a_report_is_read_as_meant(packs: Reference, language: str) -> None:
    with using(language):
        content = make_template("report", packs)
        with _opened(content) as (_book, lists):
            wards, categories, athg, aspects, severities, grades = (lists[column] for column in (3, 5, 7, 8, 9, 10))
        organisers = [organiser.short_name for organiser in packs.organisers]
        day = packs.campaign.starts
        rows = [
            [
                index, datetime.combine(day, time()), time(9, 30) if index % 2 else None, wards[index],
                f"Jl. Contoh {index}", categories[index % len(categories)], f"Uraian {index}", athg[index % 4],
                aspects[index % 5], severities[index % 5], grades[index % 36],
                f"{organisers[index % len(organisers)]}, {organisers[(index + 1) % len(organisers)]}", "Pelapor",
            ]
            for index in range(len(wards))
        ]  # fmt: skip
        reading = _read(_filled(content, rows), "report", packs)
    assert [(problem.row, problem.level) for problem in reading.problems] == [(2, "note")]
    fields = ("sosial_budaya" if name == "Sosial budaya" else name.lower() for name in ASPECTS)
    fields = tuple(fields)
    codes = [organiser.code for organiser in packs.organisers]
    got = [
        tuple(row.values[name] for name in (
            "occurred", "occurred_has_time", "area_code", "place", "category", "description", "athg", "field",
            "severity", "source_grade", "parties", "reporter",
        ))
        for row in reading.rows
    ]  # fmt: skip
    assert got == [
        (
            datetime.combine(day, time(9, 30) if index % 2 else time()), index % 2 == 1, packs.areas[index].code,
            f"Jl. Contoh {index}", packs.categories[index % len(packs.categories)].code, f"Uraian {index}",
            ATHG[index % 4], fields[index % 5], index % 5 + 1, GRADES[index % 36],
            (codes[index % len(codes)], codes[(index + 1) % len(codes)]), "Pelapor",
        )
        for index in range(len(packs.areas))
    ]  # fmt: skip
    assert len(SEVERITIES) == 5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["schedule", "report"])
def test_an_untouched_template_gives_no_rows_and_says_so(reference: Reference, kind: Kind, language: str) -> None:
    with using(language):
        reading = _read(make_template(kind, reference), kind, reference)
    assert (reading.rows, reading.held, reading.sheets, reading.problems) == ([], [], [], [])
    assert say(reading.refusal) == (
        "Belum ada baris yang diisi di bawah judul kolom. Isi tabelnya, lalu kirim ulang berkasnya."
    )


@pytest.mark.parametrize("kind", ["schedule", "report"])
def test_the_example_is_left_out_wherever_it_stands(reference: Reference, kind: Kind) -> None:
    content = make_template(kind, reference)
    with _opened(content) as (book, _lists):
        sheet = book.worksheets[0]
        example = [cell.value for cell in sheet[2]]
    real = ["1", *example[1:]]
    reading = _read(_filled(content, [real, example, ["2", *example[1:]]], first=2), kind, reference)
    assert [row.row for row in reading.rows] == [2]
    assert [(problem.row, problem.field, problem.level) for problem in reading.problems] == [
        (3, "row", "note"), (4, "duplicate", "error"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["schedule", "report"])
def test_the_template_guides(reference: Reference, kind: Kind) -> None:
    with _opened(make_template(kind, reference)) as (book, _lists):
        table, guide, lists = book.worksheets
        rules = {str(rule.sqref).split(":")[0]: rule for rule in table.data_validations.dataValidation}
        assert table.freeze_panes == "A2"
        assert guide.title == "Petunjuk"
        assert lists.sheet_state == "veryHidden"
        assert len(rules) == len(COLUMNS[kind])
        assert all(rule.prompt for rule in rules.values())
        assert {rule.type for rule in rules.values()} >= {"list", "date", "time"}
        assert table.cell(2, 1).value == "CONTOH"
        dates = [cell for cell in table[2] if isinstance(cell.value, datetime | date)]
        assert {cell.number_format for cell in dates} <= {"dd/mm/yyyy", "hh:mm"}


def test_a_template_is_the_same_each_time(reference: Reference) -> None:
    assert make_template("schedule", reference) == make_template("schedule", reference)


@pytest.mark.parametrize("kind", COLUMNS)
def test_words_of_a_pack_are_no_formulas(packs: Reference, kind: Kind) -> None:
    word = "=HYPERLINK(A1)"
    changed = replace(
        packs, organisers=tuple(replace(organiser, short_name=word) for organiser in packs.organisers),
        areas=tuple(replace(area, name=word) for area in packs.areas),
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(make_template(kind, changed)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert word in {str(cell.value)[:len(word)] for cell in cells}
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
