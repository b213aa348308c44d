"""Dates and hours are written as the offices of the demonstration city write them."""

from datetime import datetime

import pytest

from lib.demo import wording
from lib.demo.events import Day

SUNDAY = Day(2023, 12, 3)
NO_SUCH_DAY = Day(2024, 2, 30)


@pytest.mark.parametrize(
    ("write", "text"),
    [
        (wording.long_date, "3 Desember 2023"),
        (wording.full_date, "Minggu, 3 Desember 2023"),
        (wording.old_date, "Ahad, 3 Des 2023"),
        (wording.yearless_date, "Minggu, 3 Desember"),
        (wording.slash_date, "03/12/2023"),
        (wording.dash_date, "03-12-2023"),
        (wording.dot_date, "03.12.2023"),
        (wording.roman_date, "3-XII-2023"),
        (wording.iso_date, "2023-12-03"),
        (wording.us_date, "12/3/2023"),
        (wording.serial_cell, 45263),
    ],
)
def test_date_is_written(write, text):
    assert write(SUNDAY) == text


def test_day_that_does_not_exist_is_written_without_weekday():
    assert wording.full_date(NO_SUCH_DAY) == "30 Februari 2024"
    assert wording.date_cell(NO_SUCH_DAY) == "30 Februari 2024"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (Day(2024, 1, 24), Day(2024, 1, 26), "24 s/d 26 Januari 2024"),
        (Day(2024, 1, 31), Day(2024, 2, 1), "31 Januari s/d 1 Februari 2024"),
        (Day(2023, 12, 31), Day(2024, 1, 1), "31 Desember 2023 s/d 1 Januari 2024"),
        (Day(2024, 1, 24), Day(2024, 1, 24), "24 Januari 2024"),
    ],
)
def test_span_is_written(first, last, text):
    assert wording.span(first, last) == text


@pytest.mark.parametrize(
    ("write", "text"),
    [
        (wording.clock, "13.30"),
        (wording.colon_clock, "13:30"),
        (wording.twelve_hours, "1:30:00 PM"),
        (wording.day_fraction, 0.5625),
        (wording.typed_hour, 13.3),
    ],
)
def test_hour_is_written(write, text):
    assert write(datetime(2023, 12, 3, 13, 30)) == text


def test_thousands_have_points():
    assert wording.thousands(50000) == "50.000"
