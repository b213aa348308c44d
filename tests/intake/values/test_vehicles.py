"""Numbers of motor vehicles as offices write them; what is none leaves the field empty."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.cells import Cell, CellError
from lib.intake.readings import Held
from lib.intake.values.vehicles import read_vehicles


@pytest.mark.parametrize(("cell", "count"), [
    (12, 12), (12.0, 12), ("12", 12), ("1.200", 1200), ("2 ribu", 2000), ("5 bus", 5), ("± 100 kendaraan", 100),
    ("50 unit motor", 50), ("mobil 2 unit", 2), ("20 mobil (R4)", 20), ("50-60 motor", 60), ("100 s.d. 150 unit", 150),
    ("50 motor, 10 mobil", 60), ("50 motor\n10 mobil", 60), ("R2: 50; R4: 10", 60), ("1 bus, 1.500 motor", 1501),
    ("± 50 motor dan 10 mobil pribadi", 60), ("60 (50 motor, 10 mobil)", 60), ("roda 2 = 50, roda 4 = 10", 60),
    ("tidak ada", 0), ("Nihil", 0), ("Tanpa kendaraan", 0), ("jalan kaki", 0), (0, 0),
    (None, None), ("-", None), ("belum ada", None), (CellError("#REF!"), None),
])  # fmt: skip
def test_number_of_vehicles(cell: Cell, count: int | None) -> None:
    assert read_vehicles(cell) == count


@pytest.mark.parametrize("cell", [
    "motor dan mobil", "R2", "roda 4", "banyak", "menyusul", "100 sepeda", "2 bus 40 kursi", "5 bus @ 50 orang",
    "60 (40 motor, 10 mobil)", "10,5", "10, 5", "lebih dari 50", "N 1234 AB", "2x bus", -3, 1.5, True, date(2024, 1, 2),
    "x" * 500,
])  # fmt: skip
def test_no_number_of_vehicles(cell: Cell) -> None:
    assert isinstance(read_vehicles(cell), Held)


@given(st.lists(st.tuples(st.integers(0, 9999), st.sampled_from(["motor", "mobil", "bus", "truk"])), min_size=1,
                max_size=4), st.sampled_from([", ", "; ", " dan ", "\n", " + "]))
def test_kinds_add_up(kinds: list[tuple[int, str]], between: str) -> None:
    assert read_vehicles(between.join(f"{count} {kind}" for count, kind in kinds)) == sum(count for count, _ in kinds)
