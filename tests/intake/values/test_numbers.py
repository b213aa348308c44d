"""Numbers of people: thousands, spans and round words; fractions, words and negative numbers are held."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.intake.readings import Held
from lib.intake.values.numbers import read_count

WRITTEN = {
    "plain": lambda n: str(n),
    "number": lambda n: n,
    "float": lambda n: float(n),
    "thousands": lambda n: f"{n:,}".replace(",", "."),
    "english thousands": lambda n: f"{n:,}",
    "decimals": lambda n: f"{n:,}".replace(",", ".") + ",0",
    "unit": lambda n: f"± {n} orang",
    "about": lambda n: f"sekitar {n:,} org".replace(",", "."),
}


@given(st.integers(0, 200_000), st.sampled_from(sorted(WRITTEN)))
@settings(max_examples=200, deadline=None)
def test_a_number_in_any_spelling_reads_back(number: int, spelling: str) -> None:
    assert read_count(WRITTEN[spelling](number)) == number


@given(st.integers(0, 99_999), st.integers(0, 99_999), st.sampled_from(("-", " - ", " s.d. ", " s/d ", "–")))
@settings(max_examples=100, deadline=None)
def test_a_span_reads_as_its_upper_bound(low: int, more: int, joiner: str) -> None:
    assert read_count(f"{low}{joiner}{low + more}") == low + more


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("2 ribu", 2000),
        ("1,5 ribu", 1500),
        ("2-3 ribu", 3000),
        ("± 3.500", 3500),
        ("70 jiwa", 70),
        ("maks. 50 orang", 50),
        ("1.250,0", 1250),
        ("80,0", 80),
        ("1 200", 1200),
        ("500 s.d. 600", 600),
    ],
)
def test_numbers_as_offices_write_them(cell: object, number: int) -> None:
    assert read_count(cell) == number  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    [
        "puluhan",
        "belasan",
        "-5",
        -5,
        "7,5",
        7.5,
        1.2,
        "1.2",
        "12,34",
        "5 titik",
        "350-300",
        "100-an",
        "1.250.0",
        "1.250,50",
        True,
        "20 motor",
        "50 + 20",
    ],
)
def test_what_is_no_whole_number_of_people_is_held(cell: object) -> None:
    assert isinstance(read_count(cell), Held)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", [None, "-", ""])
def test_a_blank_number_says_nothing(cell: object) -> None:
    assert read_count(cell) is None  # type: ignore[arg-type]
