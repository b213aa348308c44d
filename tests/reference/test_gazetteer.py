"""Wards, districts and venues by the names people write."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.reference.gazetteer import Gazetteer
from lib.reference.vocabularies import Reference, load_reference

DATA = Path(__file__).resolve().parents[2] / "data"
REFERENCE: Reference = load_reference(DATA / "city" / "malang", DATA / "election" / "pemilu_2024", DATA / "vocabulary")
GAZETTEER = Gazetteer(REFERENCE)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize("area", REFERENCE.areas, ids=lambda area: area.name)
def test_a_ward_is_found_by_name_and_code_however_written(area) -> None:
    for name in (area.name, *area.alt_names):
        for written in (name, name.upper(), name.lower(), name.replace(" ", ""), name.replace("-", " "), f" {name} "):
            assert GAZETTEER.area_by_name(written) == area
        for text in (
            f"Balai RW 03 Kel. {name}",
            f"Kelurahan {name.upper()}",
            f"kel.{name}.",
            f"Pasar, ds. {name}, Kota Malang",
            f"Kelurahan : {name}",
            f"Jl. Mawar No. 3 RT 02 RW 03 Kel. {name} Kec. {GAZETTEER.districts[area.district_code].name}",
        ):
            mention = GAZETTEER.mention(text)
            assert (mention.areas, mention.unknown, mention.outside) == ((area,), (), ()), text
    assert GAZETTEER.area_by_code(area.code) == area
    assert GAZETTEER.area_by_code(area.code.replace(".", "")) == area


@given(st.sampled_from(REFERENCE.areas), st.data())
@settings(max_examples=200, deadline=None)
def test_one_wrong_letter_finds_the_ward_or_nothing(area, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(area.name) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    kind = data.draw(st.sampled_from(("changed", "dropped", "added")))
    written = area.name[:at] + ("" if kind == "dropped" else letter) + area.name[at + (kind != "added") :]
    assert GAZETTEER.area_by_name(written) in (area, None)


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Kel. Oro2 Dowo", ["Oro-oro Dowo"]),
        ("Pasar Kel. Purwadadi", ["Purwodadi"]),
        ("Jl. Blimbing Indah, Kel. Purwodadi", ["Purwodadi"]),
        ("Jl. Blimbing Indah", []),
        ("Kec. Blimbing", []),
        ("Blimbing", []),
        ("Kel. Blimbing", ["Blimbing"]),
        ("Pasar Dinoyo", []),
        ("Balai RW 3, Dinoyo", ["Dinoyo"]),
        ("Kel. Kota Lama", ["Kotalama"]),
        ("Halaman Kelurahan setempat", []),
        ("Aula Kelurahan", []),
        ("Start Kel. Merjosari finish Kel. Dinoyo", ["Merjosari", "Dinoyo"]),
        ("Kel. Dinoyo dan Merjosari", ["Dinoyo", "Merjosari"]),
    ],
)
def test_a_text_names_wards_only_as_such(text: str, areas: list[str]) -> None:
    assert [area.name for area in GAZETTEER.mention(text).areas] == areas


@pytest.mark.parametrize(
    "text",
    [
        "Pasar Karangploso, Kab. Malang",
        "Batu, Jawa Timur",
        "Kota Batu",
        "Terminal Landungsari",
        "Ds. Landungsari Kec. Dau",
        "Kepanjen",
        "Alun-alun, Surabaya",
    ],
)
def test_a_place_outside_the_city_is_told(text: str) -> None:
    assert GAZETTEER.mention(text).outside


@pytest.mark.parametrize(
    "text",
    [
        "Jl. Surabaya No. 2",
        "Jl. Raya Karangploso Kel. Dinoyo",
        "Kota Malang",
        "Malang, Jawa Timur",
        "Jl. Batu Permata",
        "Warung Singosari",
    ],
)
def test_a_street_named_after_a_place_outside_is_inside(text: str) -> None:
    assert GAZETTEER.mention(text).outside == ()


def test_an_unknown_ward_is_told() -> None:
    assert GAZETTEER.mention("Balai Kel. Sukamandi").unknown == ("sukamandi",)


def test_districts_are_found_beside_their_wards() -> None:
    mention = GAZETTEER.mention("Kel. Klojen Kec. Klojen")
    assert [area.name for area in mention.areas] == ["Klojen"]
    assert [district.name for district in mention.districts] == ["Klojen"]
    assert GAZETTEER.mention("Kec. Dau").unknown_districts == ("dau",)
    assert GAZETTEER.district_by_name("Kec. Lowok Waru") == GAZETTEER.districts["35.73.05"]


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Lap. Rampal", "V04"),
        ("Stadion Gajayana", "V01"),
        ("GOR Ken Arok, Kel. Buring", "V02"),
        ("Taman Krida Budaya", "V12"),
        ("Balai RW 01", None),
        ("Jl. Gajayana No. 5", None),
    ],
)
def test_a_venue_is_found_by_its_nicknames(text: str, venue: str | None) -> None:
    assert GAZETTEER.venue(text) == venue
