"""What the words of a route name."""

import pytest

from lib.schedule.gazetteer import read_stops
from tests.schedule.surroundings import CITY, EAST, NORTH

ROUTES = [
    ("Jl. Ijen - Kawi -> Rampal", ["+ijen", "kawi", "rampal"]),
    ("Rute: Jl. Mayjen Sungkono No. 5, Jln Ki Ageng Gribig lalu Lapangan Ken Arok",
     ["+mayjen sungkono", "+ki ageng gribig", "lapangan ken arok"]),
    ("Jl. Soekarno-Hatta–Jl.Veteran", ["+soekarno hatta", "+veteran"]),
    ("dari Kel. Sukun ke Alun-alun via Jalan Raya Langsep 12A (start 08.00)", ["kel sukun", "alun alun", "+langsep"]),
    ("Jl. Jend. Sudirman/Jl. Jendral Sudirman", ["+jenderal sudirman", "+jenderal sudirman"]),
    ("Jl. 17 Agustus", ["+17 agustus"]), ("", []), (None, []), ("- / ->", []),
]


@pytest.mark.parametrize(("words", "stops"), ROUTES, ids=[str(words)[:12] for words, _ in ROUTES])
def test_stops_in_their_order(words: str | None, stops: list[str]) -> None:
    assert ["+" * stop.is_street + stop.key for stop in read_stops(words)] == stops


@pytest.mark.parametrize(("words", "points"), [
    ("Stadion Timur - Kel. Utara", [EAST, NORTH]), ("LOR lalu stadion  timur", [NORTH, EAST]),
    ("Utara, Utara", [NORTH]), ("Kec. Utara", []), ("Jl. Utara", []), ("nowhere", []), (None, []),
], ids=["venue-ward", "other-name", "once", "district", "street", "unknown", "none"])
def test_known_places_have_their_point(words: str | None, points: list) -> None:
    assert [(point.lat, point.lon) for point in CITY.gazetteer().find_points(words)] == points
