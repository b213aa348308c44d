"""The ward of a row, from column, place and heading."""

import pytest

from lib.intake.drafts import remember
from lib.intake.readings import Held
from lib.intake.values.wards import PlaceCells, WardReader
from lib.reference.gazetteer import Gazetteer
from lib.reference.vocabularies import Reference

DINOYO, MERJOSARI, SUKUN, LOWOKWARU = "35.73.05.1004", "35.73.05.1002", "35.73.04.1005", "35.73.05.1011"


@pytest.fixture(scope="module")
def wards(reference: Reference) -> WardReader:
    return WardReader(Gazetteer(reference), remember)


def code(wards: WardReader, above: tuple[str | None, str | None] = (None, None), unknown: str = "", **cells: object):
    """The code found, "held", or "warned" when more than one ward is named."""
    placed = wards.place(PlaceCells(**cells), *above, unknown)  # type: ignore[arg-type]
    if isinstance(placed, Held):
        return "held"
    return "warned" if placed.warning else placed.area_code


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Dinoyo", DINOYO),
        ("DINOYO.", DINOYO),
        ("Kel. Dinoyo", DINOYO),
        ("Dinoya", DINOYO),
        ("Dinoyo (RW 3)", DINOYO),
        (3573051004.0, DINOYO),
        ("35.73.05.1004", DINOYO),
        ("Kel. Dinoyo Kec. Lowokwaru", DINOYO),
        ("Sukun", SUKUN),
        ("Kec. Sukun", None),
        ("", None),
        ("-", None),
        ("Dinoyo, Merjosari", "warned"),
        ("Kel. Dinoyo / Kel. Merjosari", "warned"),
        ("Dinoyo dan Merjosari", "warned"),
        ("Sukamandi", "held"),
        ("Landungsari", "held"),
        ("Kota Malang", "held"),
        ("Kel. Dinoyo Kec. Sukun", "held"),
        ("35.73.05.1099", "held"),
        ("Kel. Dinoyo Kec. Dau", "held"),
    ],
)
def test_a_ward_column(wards: WardReader, cell: object, expected: str | None) -> None:
    assert code(wards, ward=cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Dinoyo / Lowokwaru", DINOYO),
        ("Lowokwaru / Dinoyo", DINOYO),
        ("Lowokwaru/Lowokwaru", LOWOKWARU),
        ("Sukun", None),
        ("Kel. Sukun", SUKUN),
        ("Oro-oro Dowo / Klojen", "35.73.02.1008"),
        ("Sukun / Dinoyo", "held"),
        ("Sukamandi / Sukun", "held"),
        ("Sukamandi", "held"),
    ],
)
def test_a_column_of_ward_and_district(wards: WardReader, cell: str, expected: str | None) -> None:
    assert code(wards, mixed=cell) == expected


def test_district_column_and_ward_must_agree(wards: WardReader) -> None:
    assert code(wards, ward="Dinoyo", district="Lowokwaru") == DINOYO
    assert code(wards, ward="Dinoyo", district="Sukun") == "held"
    assert code(wards, ward="", district="Sukun") is None
    assert code(wards, ward="", district="Dau") == "held"


def test_column_and_place_must_agree(wards: WardReader) -> None:
    assert code(wards, ward="Dinoyo", texts=("Aula Kel. Dinoyo",)) == DINOYO
    assert code(wards, ward="Dinoyo", texts=("Aula Kel. Sukun",)) == "held"
    assert code(wards, texts=("Start Kel. Dinoyo finish Kel. Merjosari",)) == "warned"
    assert code(wards, ward="Dinoyo", texts=("Start Kel. Dinoyo finish Kel. Merjosari",)) == DINOYO


def test_a_heading_says_the_ward_of_rows_that_name_none(wards: WardReader) -> None:
    assert code(wards, above=(DINOYO, "35.73.05"), texts=("RW 03",)) == DINOYO
    assert code(wards, above=(DINOYO, "35.73.05"), texts=("Kel. Merjosari",)) == MERJOSARI
    assert code(wards, above=(DINOYO, "35.73.05"), texts=("Kel. Sukun",)) == "held"
    assert code(wards, unknown="Kelurahan Sukamandi", texts=("RW 03",)) == "held"
    assert code(wards, unknown="Kelurahan Sukamandi", texts=("Kel. Dinoyo",)) == DINOYO


def test_rows_of_another_city_are_held(wards: WardReader) -> None:
    assert code(wards, city="Kota Malang", texts=("RW 03",)) is None
    assert code(wards, city="Malang City", texts=("Kel. Dinoyo",)) == DINOYO
    assert code(wards, city="Surabaya", texts=("RW 03",)) == "held"
    assert code(wards, city="Kab. Malang", texts=("RW 03",)) == "held"
