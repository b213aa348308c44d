"""CSV as an Indonesian Excel opens it and as every program reads it."""

import csv
import io
from datetime import date, datetime, time

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.export.dialects import DIALECTS, EXCEL_ID, STANDARD, Dialect, csv_chunks, to_csv
from lib.export.small_cells import STAR, below
from lib.export.tables import Column, Table
from lib.text import N_, Message, using
from lib.text.formulas import restore

BOTH = [pytest.param(dialect, id=name) for name, dialect in DIALECTS.items()]


def _table(columns: dict[str, tuple[str, list[object]]]) -> Table:
    return Table(
        name="sample", title="Reports", data_version=1, viewer_name="Siti", viewer_role="Analis",
        as_of=date(2024, 1, 24), made_at=datetime(2024, 1, 24, 9, 0),
        columns=tuple(Column(name, name, name, kind) for name, (kind, _) in columns.items()),
        frame=pd.DataFrame({name: pd.Series(values, dtype=object) for name, (_, values) in columns.items()}),
    )


def _cells(content: bytes, dialect: Dialect) -> list[list[str]]:
    text = content.decode(dialect.encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter))


def test_excel_id_byte_for_byte(full_table: Table) -> None:
    assert to_csv(full_table, EXCEL_ID) == (
        "\ufeffLokasi;Laporan;Skor;Hari;Mulai;Opens;Is_Estimate;Partai\r\n"
        '"Lap. Rampal; sisi utara";12;-1234,5;27/01/2024;27/01/2024 13:30;09:00;ya;"PDIP; PAN"\r\n'
        ";;;;;;;\r\n"
    ).encode()


def test_standard_byte_for_byte(full_table: Table) -> None:
    assert to_csv(full_table, STANDARD) == (
        b"place,reports,score,day,starts,opens,is_estimate,parties\n"
        b'"Lap. Rampal; sisi utara",12,-1234.5,2024-01-27,2024-01-27T13:30,09:00,true,"PDIP; PAN"\n'
        b",,,,,,,\n"
    )


def test_excel_labels_and_words_follow_the_language(full_table: Table) -> None:
    with using("en"):
        heads, row, _ = _cells(to_csv(full_table, EXCEL_ID), EXCEL_ID)
    assert (heads[0], heads[1], row[6]) == ("Place", "Reports", "yes")


def test_standard_does_not_follow_the_language(full_table: Table) -> None:
    indonesian = to_csv(full_table, STANDARD)
    with using("en"):
        assert to_csv(full_table, STANDARD) == indonesian


@pytest.mark.parametrize("dialect", BOTH)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_every_text_comes_back(dialect: Dialect, texts: list[str]) -> None:
    heads, *rows = _cells(to_csv(_table({"a": ("text", texts), "b": ("text", texts[::-1])}), dialect), dialect)
    assert heads == ["a", "b"]
    assert [restore(row[0]) for row in rows] == texts
    assert [restore(row[1]) for row in rows] == texts[::-1]


@pytest.mark.parametrize("dialect", BOTH)
@given(texts=st.lists(st.text(alphabet="'=+-@\t\r\n ;,\"a"), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_no_text_cell_begins_as_a_formula(dialect: Dialect, texts: list[str]) -> None:
    table = _table({"a": ("text", texts), "b": ("list", [[text] for text in texts])})
    _, *rows = _cells(to_csv(table, dialect), dialect)
    assert len(rows) == len(texts)
    assert [cell for row in rows for cell in row if cell.lstrip(" ")[:1] in {*"=+-@\t\r"}] == []


@pytest.mark.parametrize("dialect", BOTH)
@given(numbers=st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_every_number_comes_back(dialect: Dialect, numbers: list[float]) -> None:
    _, *rows = _cells(to_csv(_table({"a": ("decimal", numbers)}), dialect), dialect)
    assert [float(row[0].replace(dialect.decimal, ".")) for row in rows] == numbers
    assert [row[0] for row in rows if "e" in row[0].lower()] == []


@pytest.mark.parametrize("dialect", BOTH)
def test_negative_numbers_are_numbers(dialect: Dialect) -> None:
    table = _table({"n": ("integer", [-5, np.int64(-7), -2.0]), "x": ("decimal", [-5, np.float64(-0.25), 1e-7])})
    _, *rows = _cells(to_csv(table, dialect), dialect)
    assert rows == [["-5", "-5"], ["-7", f"-0{dialect.decimal}25"], ["-2", f"0{dialect.decimal}0000001"]]


@pytest.mark.parametrize("dialect", BOTH)
def test_phone_number_stays_text_and_comes_back(dialect: Dialect) -> None:
    _, row = _cells(to_csv(_table({"contact": ("text", ["+6281230000000"])}), dialect), dialect)
    assert row == ["'+6281230000000"]
    assert restore(row[0]) == "+6281230000000"


@pytest.mark.parametrize("dialect", BOTH)
def test_empty_text_and_missing_text_differ(dialect: Dialect) -> None:
    content = to_csv(_table({"a": ("text", ["", None, float("nan"), pd.NA]), "b": ("text", ["x"] * 4)}), dialect)
    lines = content.decode(dialect.encoding).split(dialect.line_end)
    assert [line[:-2] for line in lines[1:-1]] == ['""', "", "", ""]


@pytest.mark.parametrize("dialect", BOTH)
def test_single_column_has_no_blank_lines(dialect: Dialect) -> None:
    assert _cells(to_csv(_table({"a": ("text", ["x", None, ""])}), dialect), dialect) == [["a"], ["x"], [""], [""]]


def test_seconds_are_written_only_where_there_are_any() -> None:
    table = _table({"made": ("moment", [datetime(2024, 1, 27, 9, 0, 5), datetime(2024, 1, 27)]),
                    "at": ("hours", [time(23, 59, 59), time(0, 0)])})
    assert _cells(to_csv(table, STANDARD), STANDARD)[1:] == [
        ["2024-01-27T09:00:05", "23:59:59"], ["2024-01-27T00:00", "00:00"]
    ]


def test_day_column_takes_timestamps_of_a_frame() -> None:
    frame = pd.DataFrame({"day": pd.to_datetime(["2024-01-27", None])})
    table = Table("sample", "Reports", (Column("day", "Day", "Day", "day"),), frame, date(2024, 1, 24),
                  datetime(2024, 1, 24), 1, "Siti", "Analis")
    assert _cells(to_csv(table, STANDARD), STANDARD)[1:] == [["2024-01-27"], [""]]


def test_messages_are_worded_and_defused() -> None:
    table = _table({"reason": ("text", [Message(N_("{hours} (estimate)"), {"hours": "=1+1"})])})
    with using("id"):
        assert _cells(to_csv(table, EXCEL_ID), EXCEL_ID)[1] == ["'=1+1 (perkiraan)"]
    with using("en"):
        assert _cells(to_csv(table, EXCEL_ID), EXCEL_ID)[1] == ["'=1+1 (estimate)"]


def test_hidden_counts_are_written_as_marks() -> None:
    table = _table({"reports": ("integer", [below(3), STAR, 4])})
    assert to_csv(table, STANDARD) == b"reports\n<3\n*\n4\n"


@pytest.mark.parametrize(
    ("kind", "value", "error"),
    [
        ("integer", 1.5, ValueError),
        ("integer", "satu", ValueError),
        ("decimal", float("inf"), ValueError),
        ("decimal", "banyak", ValueError),
        ("day", "2024-01-27", AttributeError),
    ],
)
def test_value_of_another_kind_is_an_error(kind: str, value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        to_csv(_table({"a": (kind, [value])}), STANDARD)


def test_chunks_make_the_same_file() -> None:
    table = _table({"n": ("integer", list(range(12_001)))})
    chunks = list(csv_chunks(table, EXCEL_ID))
    assert len(chunks) == 4
    assert b"".join(chunks) == to_csv(table, EXCEL_ID)
    assert [int(row[0]) for row in _cells(b"".join(chunks), EXCEL_ID)[1:]] == list(range(12_001))


def test_table_without_rows_has_its_headings() -> None:
    assert to_csv(_table({"a": ("text", []), "b": ("day", [])}), STANDARD) == b"a,b\n"


def test_frame_as_the_store_returns_it() -> None:
    """DuckDB's frames hold lists as arrays, gaps as NaN, NaT and NA, and whole numbers with gaps as floats."""
    kinds = {"title": "text", "n": "integer", "x": "decimal", "d": "day", "t": "moment", "h": "hours", "f": "flag",
             "parties": "list"}
    frame = duckdb.sql("""
        SELECT * FROM (VALUES
            ('a', 1, 0.5, DATE '2024-01-27', TIMESTAMP '2024-01-27 09:00', TIME '09:30', TRUE, ['PAN', 'PKS']),
            (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
            ('', -3, 1e-9, DATE '1850-01-01', TIMESTAMP '2024-02-01 00:00', TIME '00:00', FALSE, [])
        ) AS rows(title, n, x, d, t, h, f, parties)
    """).df()
    table = Table("sample", "Reports", tuple(Column(name, name, name, kind) for name, kind in kinds.items()), frame,
                  date(2024, 1, 24), datetime(2024, 1, 24), 1, "Siti", "Analis")
    assert to_csv(table, STANDARD).decode().splitlines() == [
        "title,n,x,d,t,h,f,parties",
        'a,1,0.5,2024-01-27,2024-01-27T09:00,09:30,true,"PAN; PKS"',
        ",,,,,,,",
        '"",-3,0.000000001,1850-01-01,2024-02-01T00:00,00:00,false,""',
    ]
