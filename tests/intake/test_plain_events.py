"""Rows put together from parts met before are what reading each row whole gives: same values, same problems."""

from datetime import date, time
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.intake.plain_events import PlainEvents
from lib.intake.reader import read_file
from lib.intake.readings import Reading
from lib.reference.vocabularies import Reference

HEADS = ["No", "Tanggal", "Jam", "Bentuk Kegiatan", "Partai", "Tempat", "Kelurahan", "Massa", "PJ", "Keterangan"]
CELLS = st.tuples(
    st.integers(1, 9),
    st.sampled_from([date(2023, 12, 4), date(2024, 1, 9), "Senin, 4 Desember 2023", "31/12/2023", "sda", 45270, ""]),
    st.sampled_from(["09.00 - 11.00", "Pkl. 13.00 s.d. selesai", time(9), 0.375, "19.00-01.00", "11.00 - 09.00"]),
    st.sampled_from(["Tatap muka", "tm", "Rapat umum", "Senam", "1. Tatap muka 2. Rapat umum"]),
    st.sampled_from(["PKB", "Partai Golkar", 3, "Partai Kita", '"']),
    st.sampled_from(["Balai RW 05", "Balai RW 05, Kel. Dinoyo", "Stadion Gajayana", "Rumah A\nRumah B", "batal", "-"]),
    st.sampled_from(["Dinoyo", "Oro2 Dowo", "Kasin", "Bululawang", ""]),
    st.sampled_from([50, "± 40 orang", "50-100", "banyak", True, "", 1, 1.0]),
    st.sampled_from(["Slamet / 0812-3456-7890", "", 8123]),
    st.sampled_from(["", "", "", "diundur", "dipindah ke Kasin", "NIHIL"]),
)


def read_both(data: bytes, reference: Reference) -> tuple[Reading, Reading]:
    """The reading as it is, and one where every row is read whole."""
    quick = read_file("jadwal.xlsx", data, "schedule", reference)
    with patch.object(PlainEvents, "read", lambda _self, run: [None] * len(run.entries)):
        return quick, read_file("jadwal.xlsx", data, "schedule", reference)


@given(st.lists(CELLS, min_size=1, max_size=25))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_is_the_same_from_its_parts_and_as_a_whole(
    reference: Reference, office: SimpleNamespace, rows: list[tuple]
) -> None:
    data = office.xlsx({"Sheet1": [HEADS, *map(list, rows), *map(list, rows[:3])]})
    quick, whole = read_both(data, reference)
    assert quick == whole


def test_a_heading_holds_for_the_parts_below_it_alone(reference: Reference, office: SimpleNamespace) -> None:
    row = [1, date(2023, 12, 4), "09.00 - 11.00", "Tatap muka", "Balai RW 05", ""]
    heads = ["No", "Tanggal", "Jam", "Bentuk Kegiatan", "Tempat", "Kelurahan"]
    rows = [heads, ["PARTAI GOLKAR"], row, ["PKB"], row, [2, *row[1:]]]
    quick, whole = read_both(office.xlsx({"Sheet1": rows}), reference)
    assert quick == whole
    assert [found.values["party"] for found in quick.rows] == ["GOLKAR", "PKB"]


@pytest.mark.parametrize("more", [{"Alamat": "Kel. Dinoyo"}, {"Lat": -7.97, "Lon": 112.63}, {"Kendaraan": 5}])
def test_further_columns_are_read_too(reference: Reference, office: SimpleNamespace, more: dict) -> None:
    told = ["", 50, "", "", *more.values()]
    rows = [[at, date(2023, 12, 4), "09.00", "Tatap muka", "PKB", f"Balai RW {at}", *told] for at in range(3)]
    quick, whole = read_both(office.xlsx({"Sheet1": [[*HEADS, *more], *rows]}), reference)
    assert quick == whole
