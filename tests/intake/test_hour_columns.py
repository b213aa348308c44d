"""Hours of columns whose heads, or the units below them, name another time zone are never taken as the city's."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from lib.intake.reader import read_file
from lib.reference.vocabularies import Reference

EVENT = ["1", "27/01/2024", "13.00", "Tatap muka", "PKB", "Balai RW 05", "Dinoyo"]
REPORT = ["1", "27/01/2024", "13.00", "Dinoyo", "Perusakan APK", "Baliho roboh"]


@pytest.mark.parametrize(
    ("head", "units", "taken"),
    [("Jam (WITA)", (), False), ("Waktu (WIT)", (), False), ("Jam (UTC)", (), False), ("Jam (WIB)", (), True),
     ("Jam", ("", "", "WITA", "", "", "", ""), False), ("Jam", ("", "", "WIB", "", "", "", ""), True)],
)  # fmt: skip
def test_events_of_another_zone_are_held(
    reference: Reference, office: SimpleNamespace, head: str, units: tuple[str, ...], taken: bool
) -> None:
    heads = ["No", "Tanggal", head, "Bentuk Kegiatan", "Partai", "Tempat", "Kelurahan"]
    data = office.xlsx({"Sheet1": [heads, *([list(units)] if units else []), EVENT]})
    reading = read_file("jadwal.xlsx", data, "schedule", reference)
    assert [row.values["start"] for row in reading.rows] == [datetime(2024, 1, 27, 13)] * taken
    assert len(reading.held) == (not taken)


def test_reports_of_another_zone_keep_only_their_day(reference: Reference, office: SimpleNamespace) -> None:
    heads = ["No", "Tanggal", "Jam (WITA)", "Kelurahan", "Jenis Kejadian", "Uraian"]
    (row,) = read_file("laporan.xlsx", office.xlsx({"Sheet1": [heads, REPORT]}), "report", reference).rows
    assert (row.values["occurred"], row.values["occurred_has_time"]) == (datetime(2024, 1, 27), False)
