"""Where tables begin and what belongs to their heads."""

from datetime import datetime

import pytest

from lib.intake.choices import NO_CHOICES, Choices
from lib.intake.reader import read_file
from lib.intake.readings import Reading
from tests.intake.families.making import Mixed, Sheet, Struck, xlsx

HEAD = ["Partai", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat"]
ENGLISH = ["Party", "Date", "Time", "Activity", "Ward", "Venue"]
ROW = ["PAN", "4/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 1"]


def read(reference, rows: list[list], chosen: int) -> Reading:
    choices = NO_CHOICES.with_header_row("Sheet1", chosen)
    return read_file("a.xlsx", xlsx({"Sheet1": rows}), "schedule", reference, choices)


def told(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.row, problem.level) for problem in reading.problems]


@pytest.mark.parametrize("between", [[], [[]], [["PARTAI AMANAT NASIONAL"]]], ids=["right below", "blank", "heading"])
def test_heads_below_those_a_person_chose_are_no_table_of_their_own(reference, between: list) -> None:
    rows = [["JADWAL"], HEAD, *between, ENGLISH, ROW]
    reading = read(reference, rows, 2)
    (found,) = reading.sheets
    assert (found.header_row, found.rows, found.held) == (2, 1, 0)
    assert [row.values["start"] for row in reading.rows] == [datetime(2023, 12, 4, 9)]
    assert told(reading) == [(len(rows) - 1, "note")]


def test_a_row_below_the_chosen_heads_whose_words_are_those_of_other_heads_is_a_row(reference) -> None:
    odd = ["PAN", "Waktu menyusul", "Tempat menyusul", "Tatap muka", "Tanggal menyusul", "Jam menyusul"]
    reading = read(reference, [HEAD, odd, ROW], 1)
    assert [(found.header_row, found.rows, found.held) for found in reading.sheets] == [(1, 1, 1)]
    assert {row for row, level in told(reading) if level == "error"} == {2}


def test_a_title_chosen_by_mistake_takes_the_heads_below_it(reference) -> None:
    reading = read(reference, [["JADWAL", "KAMPANYE"], ["PARTAI AMANAT NASIONAL"], HEAD, ROW], 1)
    assert [(found.header_row, found.rows) for found in reading.sheets] == [(1, 1)]
    assert reading.rows[0].values["venue"] == "Balai RW 1"


def test_a_second_table_further_down_stays_one_of_its_own(reference) -> None:
    reading = read(reference, [HEAD, ROW, [], ["Lanjutan"], ENGLISH, ["PAN", "5/12/2023", *ROW[2:]]], 1)
    assert [(found.header_row, found.rows) for found in reading.sheets] == [(1, 1), (5, 1)]


def read_sheet(reference, sheet: Sheet, choices: Choices) -> Reading:
    return read_file("a.xlsx", xlsx({"Sheet1": sheet}), "schedule", reference, choices)


def test_what_is_typed_anew_nobody_struck_through(reference) -> None:
    sheet = Sheet([HEAD, [*ROW[:2], Struck("09.00"), *ROW[3:]], [*ROW[:2], Mixed(Struck("9.00"), "10.00"), *ROW[3:]]])
    choices = NO_CHOICES.with_cell("Sheet1", 2, 2, "09.30").with_cell("Sheet1", 3, 2, "10.30")
    assert read_sheet(reference, sheet, NO_CHOICES).rows == []
    starts = [row.values["start"] for row in read_sheet(reference, sheet, choices).rows]
    assert starts == [datetime(2023, 12, 4, 9, 30), datetime(2023, 12, 4, 10, 30)]


def test_a_hidden_column_is_read_where_a_person_says_so(reference) -> None:
    sheet = Sheet([["Tanggal Lama", *HEAD], ["1/12/2023", *ROW]], hidden_columns=(0,))
    choices = NO_CHOICES.with_column("Sheet1", 1, 0, "date")
    assert [row.values["start"].day for row in read_sheet(reference, sheet, NO_CHOICES).rows] == [4]
    reading = read_sheet(reference, sheet, choices)
    assert ([row.values["start"].day for row in reading.rows], reading.problems) == ([1], [])
