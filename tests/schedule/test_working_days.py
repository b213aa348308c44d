"""Working days against counting them one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.schedule.working_days import count_back, count_between

DAYS = st.dates(date(2023, 9, 1), date(2024, 12, 31))
HOLIDAYS = st.sets(DAYS, max_size=40)
ONE = timedelta(days=1)
CHRISTMAS = {date(2023, 12, 25), date(2023, 12, 26), date(2024, 1, 1)}


def is_working(day: date, holidays: set[date]) -> bool:
    return day.isoweekday() <= 5 and day not in holidays


def back_by_steps(day: date, days: int, holidays: set[date]) -> date:
    while days:
        day -= ONE
        days -= is_working(day, holidays)
    return day


def between_by_steps(first: date, last: date, holidays: set[date]) -> int:
    low, high = sorted((first, last))
    found = sum(is_working(low + n * ONE, holidays) for n in range(1, (high - low).days + 1))
    return found if first <= last else -found


@given(DAYS, st.integers(1, 30), HOLIDAYS)
@settings(max_examples=200, deadline=None)
def test_counting_back_is_stepping_back(day: date, days: int, holidays: set[date]) -> None:
    assert count_back(day, days, holidays) == back_by_steps(day, days, holidays)


@given(DAYS, DAYS, HOLIDAYS)
@settings(max_examples=200, deadline=None)
def test_counting_between_is_stepping(first: date, last: date, holidays: set[date]) -> None:
    assert count_between(first, last, holidays) == between_by_steps(first, last, holidays)


@given(DAYS, st.integers(1, 30), HOLIDAYS)
@settings(max_examples=100, deadline=None)
def test_last_day_of_a_lead_time_is_a_working_day_and_that_many_are_left(day: date, days: int,
                                                                         holidays: set[date]) -> None:
    last = count_back(day, days, holidays)

    assert (is_working(last, holidays), count_between(last, day - ONE, holidays)) == (True, days - 1)


@pytest.mark.parametrize(("day", "days", "expected"), [
    (date(2024, 1, 30), 7, date(2024, 1, 19)), (date(2024, 1, 30), 3, date(2024, 1, 25)),
    (date(2024, 1, 27), 1, date(2024, 1, 26)), (date(2024, 1, 28), 1, date(2024, 1, 26)),
    (date(2024, 1, 29), 1, date(2024, 1, 26)), (date(2024, 1, 2), 3, date(2023, 12, 27))])
def test_known_days(day: date, days: int, expected: date) -> None:
    assert count_back(day, days, CHRISTMAS) == expected


def test_every_day_counts_where_the_rule_says_days() -> None:
    assert count_back(date(2024, 1, 2), 3, CHRISTMAS, every_day=True) == date(2023, 12, 30)


def test_lead_time_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        count_back(date(2024, 1, 2), 0)
