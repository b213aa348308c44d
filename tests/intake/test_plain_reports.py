"""Reports put together from parts met before are what reading each row whole gives: same values, same problems."""

from datetime import date, time
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.intake.plain_reports import PlainReports
from lib.intake.reader import read_file
from lib.intake.readings import Reading
from lib.reference.vocabularies import Reference

HEADS = ["No", "Tanggal", "Jam", "Kelurahan", "Lokasi", "Jenis Kejadian", "Uraian", "Tingkat", "Nilai Sumber",
         "Pelapor", "Pihak"]  # fmt: skip
CELLS = st.tuples(
    st.integers(1, 9),
    st.sampled_from([date(2023, 12, 4), date(2024, 1, 9), "Senin, 4 Desember 2023", "31/12/2023", "sda", 45270, ""]),
    st.sampled_from(["09.00", "Pkl. 13.00", time(9), 0.375, "malam", "", "-"]),
    st.sampled_from(["Dinoyo", "Oro2 Dowo", "Kasin", "Bululawang", ""]),
    st.sampled_from(["Balai RW 05", "Balai RW 05, Kel. Dinoyo", "Stadion Gajayana", "Kab. Blitar", "-", ""]),
    st.sampled_from(["Perusakan APK", "Politik uang", "Hal lain", "", "-"]),
    st.sampled_from(["Baliho roboh", "Baliho dirusak\norang tak dikenal", "NIHIL", "", "-", 5]),
    st.sampled_from(["Rendah", "Tinggi", 3, True, "gawat sekali", ""]),
    st.sampled_from(["A1", "F6", "Z9", ""]),
    st.sampled_from(["Slamet", "", "-"]),
    st.sampled_from(["PKB", "PKB, Golkar", "Partai Kita", ""]),
)


def read_both(data: bytes, reference: Reference) -> tuple[Reading, Reading]:
    """The reading as it is, and one where every row is read whole."""
    quick = read_file("laporan.xlsx", data, "report", reference)
    with patch.object(PlainReports, "read", lambda _self, run: [None] * len(run.entries)):
        return quick, read_file("laporan.xlsx", data, "report", reference)


@given(st.lists(CELLS, min_size=1, max_size=25))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_is_the_same_from_its_parts_and_as_a_whole(
    reference: Reference, office: SimpleNamespace, rows: list[tuple]
) -> None:
    data = office.xlsx({"Sheet1": [HEADS, *map(list, rows), *map(list, rows[:3])]})
    quick, whole = read_both(data, reference)
    assert quick == whole


@pytest.mark.parametrize("more", [{"Alamat": "Kel. Dinoyo"}, {"Lat": -7.97, "Lon": 112.63}, {"Judul": "Baliho"}])
def test_further_columns_are_read_too(reference: Reference, office: SimpleNamespace, more: dict) -> None:
    told = ["09.00", "", "", "Perusakan APK", "Baliho roboh", "Rendah", "A1", "Slamet", "PKB", *more.values()]
    rows = [[at, date(2023, 12, 4), *told] for at in range(3)]
    quick, whole = read_both(office.xlsx({"Sheet1": [[*HEADS, *more], *rows]}), reference)
    assert quick == whole


def test_a_ward_above_a_table_holds_for_the_rows_below_it_alone(reference: Reference, office: SimpleNamespace) -> None:
    row = [1, date(2023, 12, 4), "09.00", "Balai RW 05", "Perusakan APK", "Baliho roboh"]
    heads = ["No", "Tanggal", "Jam", "Lokasi", "Jenis Kejadian", "Uraian"]
    rows = [heads, ["Kelurahan Dinoyo"], row, ["Kelurahan Kasin"], row, [2, *row[1:]]]
    quick, whole = read_both(office.xlsx({"Sheet1": rows}), reference)
    assert quick == whole
    assert len({found.values["area_code"] for found in quick.rows}) == 2
