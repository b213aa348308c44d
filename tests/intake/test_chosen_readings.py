"""A file read by a person's choices: each kind of choice, and what it must never do."""

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.errors import Refusal
from lib.intake.choices import CLOSED_LISTS, NO_CHOICES, ORDERS, Choices
from lib.intake.columns import column_fields
from lib.intake.drafts import REFUSED_WORD, count_left_out
from lib.intake.reader import ALL_LEFT_OUT, NO_TABLE, read_file
from lib.intake.reading_lines import from_lines, to_lines
from lib.intake.readings import DateQuestion, DateSample, Unknown
from lib.intake.sheets import preview_sheets
from lib.intake.toolbox import Toolbox

HEADS = ["No", "Partai", "Metode", "Tanggal", "Jam", "Tempat", "Kelurahan", "Jumlah Peserta"]
ONE = [1, "PKB", "Rapat umum", "1 Februari 2024", "09.00-11.00", "Lapangan A", "Dinoyo", "100"]
TWO = [2, "PKS", "Tatap muka", "2 Februari 2024", "10.00-12.00", "Balai B", "Sukun", "50"]
REPORT_HEADS = ["Tanggal", "Kelurahan", "Tempat", "Uraian", "Kategori", "Partai"]


@pytest.fixture
def read(office, reference):
    """Read rows as one CSV schedule (its sheet is called "") with choices."""

    def read(rows, choices=NO_CHOICES, learned=None, kind="schedule", name="jadwal.csv"):
        return read_file(name, office.csv(rows), kind, reference, choices, learned or {})

    return read


def table(*rows):
    """Rows under HEADS, each ONE with some cells changed: {column: cell}."""
    return [HEADS, *([changes.get(column, cell) for column, cell in enumerate(ONE)] for changes in rows)]


def errors(reading):
    return [(problem.row, problem.field, problem.column, problem.text) for problem in reading.problems
            if problem.level == "error"]  # fmt: skip


# Sheets and heads


def test_a_sheet_left_out_is_not_read(office, reference):
    data = office.xlsx({"Jadwal": [HEADS, ONE], "Lama": [HEADS, TWO]})
    whole = read_file("j.xlsx", data, "schedule", reference)
    part = read_file("j.xlsx", data, "schedule", reference, NO_CHOICES.with_sheet_left_out("Lama"))

    assert [row.sheet for row in whole.rows] == ["Jadwal", "Lama"]
    assert [row.sheet for row in part.rows] == ["Jadwal"]
    assert [preview.name for preview in part.previews] == ["Jadwal", "Lama"]


def test_a_file_of_which_nothing_is_read_says_so(read):
    reading = read([HEADS, ONE], NO_CHOICES.with_sheet_left_out(""))

    assert reading.refusal.text == ALL_LEFT_OUT
    assert [preview.total for preview in reading.previews] == [2]


STRANGE = [
    ["DPC PKB", "", "", "", ""],
    ["kolom satu", "kolom dua", "kolom tiga", "kolom empat", "kolom lima"],
    ["Rapat umum", "1 Februari 2024", "09.00", "Lapangan A", "catatan"],
    ["Tatap muka", "2 Februari 2024", "10.00", "Balai B", "catatan"],
]


def test_a_chosen_row_is_the_head_whatever_its_words(read):
    assert read(STRANGE).refusal.text == NO_TABLE["schedule"]

    choices = NO_CHOICES.with_header_row("", 2)
    chosen = read(STRANGE, choices)

    assert chosen.refusal is None
    assert (chosen.rows, chosen.held) == ([], [])
    (found,) = chosen.sheets
    assert (found.header_row, found.certainty) == (2, "look")
    assert [(column.head, column.field) for column in found.columns] == [(head, "") for head in STRANGE[1]]

    for column, field in enumerate(("activity", "date", "start_hour", "venue")):
        choices = choices.with_column("", 2, column, field)
    told = read(STRANGE, choices)

    assert [(row.row, row.values["party"], row.values["activity"], row.values["start"]) for row in told.rows] == [
        (3, "PKB", "rapat_umum", datetime(2024, 2, 1, 9)),
        (4, "PKB", "tatap_muka", datetime(2024, 2, 2, 10)),
    ]
    assert told.sheets[0].certainty == "certain"
    assert [column.field for column in told.sheets[0].columns] == ["activity", "date", "start_hour", "venue", ""]


def test_a_chosen_row_that_is_the_head_anyway_changes_nothing(read):
    plain, chosen = read([HEADS, ONE, TWO]), read([HEADS, ONE, TWO], NO_CHOICES.with_header_row("", 1))

    assert chosen == plain


def test_the_upper_row_of_a_head_in_two_rows_keeps_the_lower_one(read):
    upper = ["Daftar", "", "", "", "", "", "", "isi"]
    reading = read([upper, HEADS, ONE], NO_CHOICES.with_header_row("", 1))

    assert [row.row for row in reading.rows] == [3]
    assert reading.sheets[0].header_row == 1


@pytest.mark.parametrize("row", [3, 99])
def test_a_head_chosen_too_far_down_finds_no_rows_and_stays_to_be_chosen(read, row):
    reading = read([HEADS, ONE, TWO], NO_CHOICES.with_header_row("", row))

    assert (reading.rows, reading.held, reading.refusal) == ([], [], None)
    assert [found.header_row for found in reading.sheets] == [row]


def test_a_known_head_below_the_chosen_one_stays_a_table_of_its_own(read):
    other = ["Tempat", "Jam", "Tanggal", "Metode", "Partai"]
    reading = read([["a", "b", "c", "d", "e"], ["x", "y", "z", "x", "y"], ["", "", "", "", ""], other,
                    ["Aula", "09.00", "3 Februari 2024", "Tatap muka", "PKS"]],
                   NO_CHOICES.with_header_row("", 1))  # fmt: skip

    assert [found.header_row for found in reading.sheets] == [1, 4]
    assert [(row.row, row.values["venue"]) for row in reading.rows] == [(5, "Aula")]


# Columns


def test_a_chosen_column_takes_the_field_from_the_one_before(read):
    rows = [["Partai", "Metode", "Tanggal", "Tgl pelaksanaan baru", "Jam", "Tempat"],
            ["PKB", "Rapat umum", "1 Februari 2024", "5 Februari 2024", "09.00", "Lapangan A"]]  # fmt: skip
    reading = read(rows, NO_CHOICES.with_column("", 1, 3, "date"))

    assert [row.values["start"] for row in reading.rows] == [datetime(2024, 2, 5, 9)]
    assert [column.field for column in reading.sheets[0].columns] == [
        "party", "activity", "", "date", "hours", "venue"]  # fmt: skip


def test_a_column_said_to_be_unused_is_not_read(read):
    reading = read([HEADS, ONE], NO_CHOICES.with_column("", 1, 7, ""))

    assert [row.values["attendance"] for row in reading.rows] == [None]
    assert [row.raw["Jumlah Peserta"] for row in reading.rows] == ["100"]


def test_a_needed_column_said_to_be_unused_holds_the_rows(read):
    reading = read([HEADS, ONE, TWO], NO_CHOICES.with_column("", 1, 3, ""))

    assert reading.rows == []
    assert [row.row for row in reading.held] == [2, 3]


def test_columns_that_are_read_together_may_be_several(read):
    rows = [["Partai", "Metode", "Tanggal", "Jam", "Tempat", "Lain"],
            ["PKB", "Rapat umum", "1 Februari 2024", "09.00", "Lapangan A", "sisi timur"]]  # fmt: skip
    reading = read(rows, NO_CHOICES.with_column("", 1, 5, "venue"))

    assert [row.values["venue"] for row in reading.rows] == ["Lapangan A sisi timur"]


def test_a_column_without_a_head_can_be_taken(read):
    rows = [["Partai", "Metode", "Tanggal", "Jam", "Tempat", ""],
            ["PKB", "Rapat umum", "1 Februari 2024", "09.00", "Lapangan A", "250 orang"]]  # fmt: skip
    reading = read(rows, NO_CHOICES.with_column("", 1, 5, "attendance"))

    assert [row.values["attendance"] for row in reading.rows] == [250]


def test_a_chosen_hour_is_not_decided_otherwise(read):
    rows = [["Partai", "Metode", "Waktu", "Tempat"], ["PKB", "Rapat umum", "1 Februari 2024", "Lapangan A"]]

    assert read(rows).sheets[0].columns[2].field == "date"
    chosen = read(rows, NO_CHOICES.with_column("", 1, 2, "hours"))
    assert chosen.sheets[0].columns[2].field == "hours"
    assert chosen.rows == []


def test_date_and_hours_in_one_column(read):
    rows = [["Partai", "Metode", "Kolom", "Tempat"], ["PKB", "Rapat umum", "1 Februari 2024 09.00", "Lapangan A"]]
    choices = NO_CHOICES.with_header_row("", 1).with_column("", 1, 2, "date_and_hours")

    assert [row.values["start"] for row in read(rows, choices).rows] == [datetime(2024, 2, 1, 9)]


def test_choices_about_another_table_or_kind_are_nothing(read):
    choices = (
        NO_CHOICES.with_column("", 7, 3, "").with_column("Lain", 1, 3, "").with_column("", 1, 3, "description")
        .with_column("", 1, 400, "date").with_row_left_out("Lain", 2).with_cell("Lain", 2, 3, "x")
        .with_header_row("Lain", 4).with_date_order("Lain", 1, "month_first")
    )  # fmt: skip

    assert read([HEADS, ONE, TWO], choices) == read([HEADS, ONE, TWO])


# Dates


BOTH_ORDERS = table({3: "1/2/2024"}, {3: "13/1/2024"}, {3: "12/14/2023"}, {3: "2/1/2024"})


def test_a_column_of_both_orders_asks_and_holds(read):
    reading = read(BOTH_ORDERS)

    assert [(row.row, row.values["start"].date()) for row in reading.rows] == [(3, date(2024, 1, 13))]
    assert reading.questions == [
        DateQuestion("", 1, ("Tanggal",), ("day_first", "month_first"), (
            DateSample(2, "1/2/2024", {"day_first": date(2024, 2, 1), "month_first": date(2024, 1, 2)}),
            DateSample(5, "2/1/2024", {"day_first": date(2024, 1, 2), "month_first": date(2024, 2, 1)}),
        ), 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("order", "days"),
    [
        ("day_first", {2: date(2024, 2, 1), 3: date(2024, 1, 13), 5: date(2024, 1, 2)}),
        ("month_first", {2: date(2024, 1, 2), 4: date(2023, 12, 14), 5: date(2024, 2, 1)}),
    ],
)
def test_the_answer_is_followed_and_the_question_stays(read, order, days):
    asked = read(BOTH_ORDERS)
    reading = read(BOTH_ORDERS, NO_CHOICES.with_date_order("", 1, order))

    assert {row.row: row.values["start"].date() for row in reading.rows} == days
    assert reading.questions == asked.questions


@pytest.mark.parametrize(
    "dates",
    [
        ["1/2/2024", "2/1/2024"],  # read day first, as an Indonesian file is
        ["1/2/2024", "13/1/2024"],
        ["1 Februari 2024", "2024-02-01"],
        ["12/14/2023", "1/2/2024"],  # American throughout
    ],
)
def test_nothing_is_asked_where_the_column_tells(read, dates):
    assert read(table(*({3: day} for day in dates))).questions == []


def turned(office, reference, choices=NO_CHOICES, weekdays=("", "", "", "", "")):
    """Day-first texts in a file that a machine set to American dates has read: days to the 12th are turned."""
    cells = [datetime(2024, 2, 1), datetime(2024, 1, 12), datetime(2023, 12, 11), "13/1/2024", "25/1/2024"]
    rows = [["Hari", *HEADS], *([weekdays[n], *ONE[:3], cell, *ONE[4:]] for n, cell in enumerate(cells))]
    return read_file("j.xlsx", office.xlsx({"A": rows}), "schedule", reference, choices)


def test_dates_a_machine_may_have_turned_are_asked_about(office, reference):
    reading = turned(office, reference)

    # 12 January and 11 December turned round would lie outside the campaign.
    assert [row.row for row in reading.rows] == [3, 4, 5, 6]
    sample = DateSample(2, "2024-02-01", {"as_shown": date(2024, 2, 1), "turned": date(2024, 1, 2)})
    assert reading.questions == [DateQuestion("A", 1, ("Tanggal",), ("as_shown", "turned"), (sample,), 1)]


@pytest.mark.parametrize(
    ("order", "days"),
    [
        ("as_shown", {2: date(2024, 2, 1), 3: date(2024, 1, 12), 4: date(2023, 12, 11)}),
        # 1 December 2024 and 12 November 2023 lie outside the campaign and stay held.
        ("turned", {2: date(2024, 1, 2)}),
    ],
)
def test_dates_are_turned_back_where_a_person_says_so(office, reference, order, days):
    reading = turned(office, reference, NO_CHOICES.with_date_order("A", 1, order))

    starts = {row.row: row.values["start"].date() for row in reading.rows}
    assert starts == {**days, 5: date(2024, 1, 13), 6: date(2024, 1, 25)}
    assert [row.raw["Tanggal"] for row in reading.rows if row.row == 2] == ["2024-02-01"]


def test_a_weekday_still_goes_against_the_answer(office, reference):
    days = ("Kamis", "", "", "", "")  # 1 February 2024 was a Thursday, 2 January a Tuesday
    reading = turned(office, reference, NO_CHOICES.with_date_order("A", 1, "turned"), days)

    assert 2 in [row.row for row in reading.held]


# Words


UNKNOWN = table({1: "Partai Padi"}, {1: "partai  padi."}, {1: "Golkkar"}, {2: "Konsolidasi"}, {6: "Dinoyyoo"})


def test_unknown_words_are_gathered_with_counts_and_guesses(read):
    assert read(UNKNOWN).unknowns == [
        Unknown("party", "Partai Padi", "partaipadi", 2, None),
        Unknown("activity", "Konsolidasi", "konsolidasi", 1, None),
        Unknown("area_code", "Dinoyyoo", "dinoyyoo", 1, "35.73.05.1004"),
        Unknown("party", "Golkkar", "golkkar", 1, "GOLKAR"),
    ]


MEANT = (
    NO_CHOICES.with_meaning("party", "PARTAI PADI", "PPP")
    .with_meaning("party", "Golkkar", "GOLKAR")
    .with_meaning("activity", "konsolidasi", "pertemuan_terbatas")
    .with_meaning("area_code", "dinoyyoo", "35.73.05.1004")
)


def test_words_mean_what_a_person_says(read):
    reading = read(UNKNOWN, MEANT)

    assert [(row.values["party"], row.values["activity"], row.values["area_code"]) for row in reading.rows] == [
        ("PPP", "rapat_umum", "35.73.05.1004"),
        ("GOLKAR", "rapat_umum", "35.73.05.1004"),
        ("PKB", "pertemuan_terbatas", "35.73.05.1004"),
        ("PKB", "rapat_umum", "35.73.05.1004"),
    ]
    assert [problem.field for problem in reading.problems] == ["duplicate"]
    assert reading.unknowns == []


def test_learned_words_hold_and_a_person_goes_before_them(read):
    learned = {("party", "partaipadi"): "PKN", ("party", "golkkar"): "GOLKAR"}
    reading = read(UNKNOWN, NO_CHOICES.with_meaning("party", "partai padi", "PPP"), learned)

    assert [row.values["party"] for row in reading.rows] == ["PPP", "GOLKAR"]


def test_rows_left_out_by_a_word_are_no_errors(read):
    reading = read(UNKNOWN, NO_CHOICES.with_meaning("party", "partai padi", ""))

    assert [row.row for row in reading.held] == [2, 3, 4, 5, 6]
    left_out = [problem for problem in reading.problems if problem.message.text == REFUSED_WORD]
    assert {problem.row for problem in left_out} == {problem.row for problem in reading.problems if problem.level ==
                                                     "note"} == {2, 3}
    assert [row for row, *_told in errors(reading)] == [4, 5, 6]
    assert count_left_out(reading.problems) == 2
    assert {"partaipadi"}.isdisjoint(unknown.key for unknown in reading.unknowns)


@pytest.mark.parametrize("code", ["NOWHERE", "PARTAI PADI", "rapat_umum"])
def test_a_code_that_no_pack_has_means_nothing(read, code):
    rows = table({1: "Partai Padi"})

    assert read(rows, NO_CHOICES.with_meaning("party", "Partai Padi", code)) == read(rows)
    assert read(rows, learned={("party", "partaipadi"): code}) == read(rows)
    assert read(rows, learned={("party", "partaipadi"): ""}) == read(rows)


def test_the_legend_of_a_file_goes_before_what_was_learned(read):
    rows = [*table({2: "XX"}), ["Keterangan: XX = Tatap muka"]]
    learned = {("activity", "xx"): "pawai"}

    assert [row.values["activity"] for row in read(rows, learned=learned).rows] == ["tatap_muka"]
    chosen = NO_CHOICES.with_meaning("activity", "xx", "debat")
    assert [row.values["activity"] for row in read(rows, chosen, learned).rows] == ["debat"]


def test_a_meaning_does_not_hide_a_contradiction(read):
    rows = [["No Urut", "Partai", "Metode", "Tanggal", "Jam", "Tempat", "Kelurahan", "Kecamatan"],
            [1, "Si Hijau", "Rapat umum", "1 Februari 2024", "09.00", "Aula", "Kampung Kita", "Sukun"],
            [17, "Si Hijau", "Rapat umum", "2 Februari 2024", "09.00", "Aula", "Kampung Kita", "Lowokwaru"],
            [17, "Si Hijau", "Rapat umum", "3 Februari 2024", "09.00", "Aula", "Kampung Kita", "Sukun"]]  # fmt: skip
    choices = NO_CHOICES.with_meaning("party", "si hijau", "PPP").with_meaning(
        "area_code", "kampung kita", "35.73.05.1004")  # fmt: skip
    reading = read(rows, choices)

    assert [row.row for row in reading.rows] == [3]
    assert [(row, field) for row, field, _column, _text in errors(reading)] == [
        (2, "party"), (2, "area_code"), (4, "area_code")]  # fmt: skip


def test_words_of_reports(read):
    rows = [REPORT_HEADS,
            ["1 Februari 2024", "Dinoyo", "Pasar", "Warga ribut soal spanduk", "Keributan kecil", "Partai Padi"],
            ["2 Februari 2024", "Dinoyo", "Pasar", "Warga ribut", "Keributan kecil", "PKB, Partai Padi"]]  # fmt: skip
    plain = read(rows, kind="report")

    assert [(unknown.field, unknown.text, unknown.count) for unknown in plain.unknowns] == [
        ("category", "Keributan kecil", 2), ("party", "Partai Padi", 1)]  # fmt: skip
    choices = NO_CHOICES.with_meaning("category", "keributan kecil", "gangguan_kamtibmas").with_meaning(
        "party", "partai padi", "PPP")  # fmt: skip
    assert [(row.values["category"], row.values["parties"]) for row in read(rows, choices, kind="report").rows] == [
        ("gangguan_kamtibmas", ("PPP",)), ("gangguan_kamtibmas", ("PKB",))]  # fmt: skip
    refused = read(rows, NO_CHOICES.with_meaning("category", "keributan kecil", ""), kind="report")
    assert [row.row for row in refused.held] == [2, 3]


def test_every_code_can_be_meant(reference):
    def tools(field, code):
        return Toolbox(reference, {(field, "x"): code})

    for organiser in reference.organisers:
        box = tools("party", organiser.code)
        assert (box.party("X"), box.party_list("x")) == (organiser.code, ((organiser.code,), None))
        assert box.party_with_number("x", None) == organiser.code
    assert [tools("activity", term.code).activity("x", ()) for term in reference.activities] == [
        term.code for term in reference.activities]  # fmt: skip
    assert [tools("category", term.code).category("x", None, "") for term in reference.categories] == [
        term.code for term in reference.categories]  # fmt: skip


def test_every_ward_can_be_meant_in_either_column(read, reference):
    heads = ["Partai", "Metode", "Tanggal", "Jam", "Tempat", "Kelurahan"]
    mixed = [*heads[:5], "Kelurahan/Kecamatan"]
    for area in reference.areas[:: max(1, len(reference.areas) // 12)]:
        row = ["PKB", "Rapat umum", "1 Februari 2024", "09.00", "Lapangan", "kampung kita"]
        choices = NO_CHOICES.with_meaning("area_code", "kampung kita", area.code)
        for names in (heads, mixed):
            reading = read([names, row], choices)
            assert [found.values["area_code"] for found in reading.rows] == [area.code]


# Cells and rows


def test_a_typed_cell_is_read_and_the_sent_one_is_kept(read):
    rows = table({3: "menyusul"}, {7: "banyak"})
    plain = read(rows)
    assert errors(plain) == [(2, "start", 3, "menyusul")]

    reading = read(rows, NO_CHOICES.with_cell("", 2, 3, "3 Februari 2024").with_cell("", 3, 7, " 75 "))

    assert [(row.row, row.values["start"].date(), row.values["attendance"]) for row in reading.rows] == [
        (2, date(2024, 2, 3), 100), (3, date(2024, 2, 1), 75)]  # fmt: skip
    assert [(row.raw["Tanggal"], dict(row.typed)) for row in reading.rows] == [
        ("menyusul", {"Tanggal": "3 Februari 2024"}), ("1 Februari 2024", {"Jumlah Peserta": " 75 "})]  # fmt: skip
    assert [dict(row.typed) for row in plain.held] == [{}]


@pytest.mark.parametrize("text", ["30 Februari 2024", "besok", "1 Februari 2014", "Senin, 1 Februari 2024", "24-26"])
def test_a_typed_cell_meets_the_same_strict_reader(read, text):
    reading = read(table({}), NO_CHOICES.with_cell("", 2, 3, text))

    assert reading.rows == []
    assert errors(reading) == [(2, "start", 3, text)]


def test_a_cell_can_be_emptied(read):
    reading = read(table({}), NO_CHOICES.with_cell("", 2, 5, ""))

    assert errors(reading) == [(2, "venue", 5, "")]
    assert reading.held[0].raw["Tempat"] == "Lapangan A"


def test_cells_beyond_the_grid_can_be_typed(read):
    rows = [["Partai", "Metode", "Tanggal", "Jam", "Tempat"], ["PKB", "Rapat umum", "1 Februari 2024", "09.00"]]
    choices = NO_CHOICES.with_cell("", 2, 4, "Aula").with_cell("", 1, 5, "Jumlah peserta").with_cell("", 2, 5, "40")
    for column, text in enumerate(["PKS", "Tatap muka", "2 Februari 2024", "10.00", "Balai"]):
        choices = choices.with_cell("", 9, column, text)
    reading = read(rows, choices)

    assert [(row.row, row.values["venue"], row.values["attendance"]) for row in reading.rows] == [
        (2, "Aula", 40), (9, "Balai", None)]  # fmt: skip
    assert reading.rows[1].raw == {}
    assert reading.rows[1].typed["Tempat"] == "Balai"


def test_a_typed_date_says_nothing_about_its_column(read):
    american = table({3: "12/14/2023"}, {3: "1/2/2024"}, {3: "menyusul"})
    plain = {row.row: row.values["start"] for row in read(american).rows}
    reading = read(american, NO_CHOICES.with_cell("", 4, 3, "13/1/2024"))

    assert {row.row: row.values["start"] for row in reading.rows} == {**plain, 4: datetime(2024, 1, 13, 9)}
    # Month first or day first? Nobody who types here is asked to know how the column is written.
    assert errors(read(american, NO_CHOICES.with_cell("", 4, 3, "2/1/2024"))) == [(4, "start", 3, "2/1/2024")]


def test_a_row_left_out_is_a_note(read):
    rows = table({3: "menyusul"}, {})
    reading = read(rows, NO_CHOICES.with_row_left_out("", 2))

    assert [row.row for row in reading.rows] == [3]
    assert reading.held == []
    assert [(problem.row, problem.level) for problem in reading.problems] == [(2, "note")]


def test_the_rows_below_a_row_left_out_still_go_by_it(read):
    rows = table({3: "1 Februari 2024"}, {0: "", 3: "idem", 5: "Balai C"})
    reading = read(rows, NO_CHOICES.with_row_left_out("", 2))

    assert [(row.row, row.values["start"].date()) for row in reading.rows] == [(3, date(2024, 2, 1))]


def test_the_first_of_two_equal_rows_left_out_leaves_the_second(read):
    rows = table({}, {})

    assert [row.row for row in read(rows).rows] == [2]
    assert [row.row for row in read(rows, NO_CHOICES.with_row_left_out("", 2)).rows] == [3]


def test_a_file_of_which_every_row_is_left_out_is_no_refusal(read):
    reading = read(table({}), NO_CHOICES.with_row_left_out("", 2))

    assert (reading.rows, reading.held, reading.refusal) == ([], [], None)


# What comes with a reading


def test_previews_show_the_first_rows_and_the_heads_found(office, reference):
    long = [["DPC PKB"], [], HEADS, *([n, *ONE[1:]] for n in range(60))]
    data = office.xlsx({"Jadwal": long, "Catatan": [["x" * 300]]})
    previews = preview_sheets("j.xlsx", data, "schedule", reference)

    assert [(one.name, one.columns, one.total, one.header_rows) for one in previews] == [
        ("Jadwal", 8, 62, (3,)), ("Catatan", 1, 1, ())]  # fmt: skip
    assert [number for number, _texts in previews[0].rows] == [1, *range(3, 42)]
    assert previews[0].rows[1][1] == tuple(HEADS)
    assert previews[0].rows[0][1] == ("DPC PKB", *[""] * 7)
    assert previews[1].rows == ((1, ("x" * 80,)),)
    assert previews == read_file("j.xlsx", data, "schedule", reference).previews
    assert [one.header_rows for one in preview_sheets("j.xlsx", data)] == [(), ()]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04broken"])
def test_no_preview_of_a_file_that_cannot_be_read(data, reference):
    with pytest.raises(Refusal):
        preview_sheets("j.xlsx", data, "schedule", reference)


@pytest.mark.parametrize(
    ("heads", "certainty"),
    [
        (["Partai", "Metode", "Tanggal", "Jam", "Tempat"], "certain"),
        (["Partai", "Metode", "Tanggal pelaksanaan acara kami", "Jam", "Tempat"], "look"),
        (["Partai", "Metode", "Tanggal", "Tanggal", "Tempat"], "look"),
        (["Partai", "Metode", "Tanggal", "Jam", "Keterangan"], "look"),
    ],
)
def test_columns_are_certain_by_the_whole_names_of_what_a_row_needs(read, heads, certainty):
    reading = read([heads, ["PKB", "Rapat umum", "1 Februari 2024", "09.00", "Lapangan A"]])

    assert [found.certainty for found in reading.sheets] == [certainty]


def test_a_party_in_the_title_is_as_certain(read):
    rows = [["JADWAL KAMPANYE PKB"], ["Metode", "Tanggal", "Jam", "Tempat"],
            ["Rapat umum", "1 Februari 2024", "09.00", "Lapangan A"]]  # fmt: skip

    assert [found.certainty for found in read(rows).sheets] == ["certain"]
    assert [found.certainty for found in read(rows[1:]).sheets] == ["look"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({1: ""}, ("party", 1, "")),
        ({4: ""}, ("start", 4, "")),
        ({4: "bakda Magrib"}, ("start", 4, "bakda Magrib")),
        ({6: "Sukamandi"}, ("area_code", 6, "Sukamandi")),
        ({5: "Balai Kel. Sukamandi", 6: ""}, ("area_code", 5, "Balai Kel. Sukamandi")),
        ({4: "11.00-09.00"}, ("end", None, "11.00 - 09.00")),
    ],
)
def test_a_problem_knows_its_cell(read, changes, expected):
    reading = read([HEADS, [changes.get(n, cell) for n, cell in enumerate(ONE)], TWO])

    assert errors(reading) == [(2, *expected)]


def test_choices_and_their_effects_come_through_the_lines_of_a_process(read):
    reading = read(BOTH_ORDERS, NO_CHOICES.with_cell("", 3, 1, "Partai Padi"))

    assert all((reading.questions, reading.unknowns, reading.previews))
    assert from_lines(to_lines(reading)) == reading


def test_a_reading_without_choices_is_one_with_none(read):
    assert read(UNKNOWN) == read(UNKNOWN, Choices())


OWN = st.builds(
    Choices,
    left_out=st.frozensets(st.sampled_from(["", "Lain"]), max_size=1),
    header_rows=st.dictionaries(st.just(""), st.integers(1, 7), max_size=1),
    columns=st.dictionaries(
        st.tuples(st.just(""), st.integers(1, 3), st.integers(0, 9)),
        st.sampled_from(["", *column_fields("schedule")]),
        max_size=5,
    ),
    date_orders=st.dictionaries(st.tuples(st.just(""), st.integers(1, 3)), st.sampled_from(ORDERS), max_size=2),
    meanings=st.dictionaries(
        st.tuples(st.sampled_from(CLOSED_LISTS), st.sampled_from(["partaipadi", "konsolidasi", "dinoyyoo", "pkb"])),
        st.sampled_from(["", "PKB", "debat", "35.73.05.1004"]),
        max_size=3,
    ),
    cells=st.dictionaries(
        st.tuples(st.just(""), st.integers(1, 9), st.integers(0, 9)),
        st.sampled_from(["", "idem", "1/2/2024", "09.00", "45323", "PKS", "NIHIL", "Jumlah", "=1+1"]),
        max_size=5,
    ),
    rows_left_out=st.frozensets(st.tuples(st.just(""), st.integers(1, 9)), max_size=3),
)


@given(OWN)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_choices_are_read_and_leave_no_row_half_told(read, choices):
    reading = read(UNKNOWN, choices)

    held = {(problem.sheet, problem.row) for problem in reading.problems
            if problem.level == "error" or problem.message.text == REFUSED_WORD}
    assert {(row.sheet, row.row) for row in reading.held} <= held
    assert choices.rows_left_out.isdisjoint((row.sheet, row.row) for row in (*reading.rows, *reading.held))
    for row in reading.rows:
        assert all(row.values[name] not in (None, "") for name in ("party", "activity", "start", "venue"))
    assert from_lines(to_lines(reading)) == reading
