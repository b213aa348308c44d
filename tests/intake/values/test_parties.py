"""Parties by every name, and the cells that name none, two or contradict themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.intake.readings import Held
from lib.intake.values.parties import PartyReader
from lib.reference.vocabularies import Reference


@pytest.fixture(scope="module")
def parties(reference: Reference) -> PartyReader:
    return PartyReader(reference)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Nasdem", "NASDEM"),
        ("P. Golkar", "GOLKAR"),
        ("DPC PKB Kota Malang", "PKB"),
        ("P.K.B.", "PKB"),
        ("P K B", "PKB"),
        ("Nas Dem", "NASDEM"),
        ("PDI Perjuangan", "PDIP"),
        ("PDI-P", "PDIP"),
        ("08", "PKS"),
        (8.0, "PKS"),
        ("24", "UMMAT"),
        ("PKS (8)", "PKS"),
        ("8 - PKS", "PKS"),
        ("Partai Solidaritas Indonesia (PSI)", "PSI"),
        ("PKB Dapil 2", "PKB"),
        ("Paslon 02", "PASLON-2"),
        ("Paslon nomor urut 2", "PASLON-2"),
        ("Anies-Muhaimin", "PASLON-1"),
        ("AMIN", "PASLON-1"),
        ("Prabowo - Gibran", "PASLON-2"),
        ("Ganjar Pranowo - Mahfud MD", "PASLON-3"),
        ("TKD Prabowo-Gibran", "PASLON-2"),
    ],
)
def test_a_party_cell_reads_as_its_code(parties: PartyReader, cell: object, code: str) -> None:
    assert parties.read(cell) == code  # type: ignore[arg-type]


def test_every_organiser_reads_by_all_its_names(parties: PartyReader, reference: Reference) -> None:
    for organiser in reference.organisers:
        for name in (organiser.short_name, organiser.full_name, *organiser.aliases):
            assert parties.read(name) == organiser.code, name
        if organiser.kind == "party":
            assert parties.read(f"{organiser.ballot_number:02d}") == organiser.code
            assert (
                parties.read(f"Partai {organiser.short_name} (nomor urut {organiser.ballot_number})") == organiser.code
            )


@pytest.mark.parametrize(
    "cell",
    [
        "Partai Kedaulatan",
        "21",
        "18",
        "25",
        "0",
        "3 + 14",
        "PKS / PSI",
        "PKB dan PAN",
        "PAN\nPKB",
        "PKS (9)",
        "Gerindera",
        "PKB dkk",
        "entah",
    ],
)
def test_a_party_cell_that_is_unclear_is_held(parties: PartyReader, cell: str) -> None:
    assert isinstance(parties.read(cell), Held)


@given(st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_text_reads_as_a_known_code_or_is_held(parties: PartyReader, reference: Reference, text: str) -> None:
    read = parties.read(text)
    assert read is None or isinstance(read, Held) or read in {organiser.code for organiser in reference.organisers}


def test_a_name_and_a_ballot_number_must_agree(parties: PartyReader) -> None:
    assert parties.read_with_number("Gelora", 7.0) == "GELORA"
    assert parties.read_with_number(None, 7) == "GELORA"
    assert isinstance(parties.read_with_number("Gelora", 8.0), Held)
    assert isinstance(parties.read_with_number("Partai X", 7), Held)


def test_bare_numbers_are_tickets_in_a_column_of_tickets(parties: PartyReader) -> None:
    assert parties.read("2", tickets=True) == "PASLON-2"
    assert parties.read("2") == "GERINDRA"


@pytest.mark.parametrize(
    ("cell", "codes", "clear"),
    [
        ("PKS / PSI", ("PKS", "PSI"), True),
        ("Paslon 01", ("PASLON-1",), True),
        ("1, 3", ("PKB", "PDIP"), True),
        ("-", (), True),
        ("PKS, Partai X", ("PKS",), False),
        ("tidak ada", (), True),
        (12.0, ("PAN",), True),
    ],
)
def test_a_list_of_parties_keeps_the_known_ones(
    parties: PartyReader, cell: object, codes: tuple[str, ...], clear: bool
) -> None:
    read, held = parties.read_list(cell)  # type: ignore[arg-type]
    assert read == codes
    assert (held is None) == clear


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Agenda Golkar Kota Malang", {"GOLKAR"}),
        ("Outlook - TKD AMIN Malang", {"PASLON-1"}),
        ("jadwal PKB dan PAN", {"PKB", "PAN"}),
        ("RENCANA KAMPANYE 28 NOVEMBER 2023 - 10 FEBRUARI 2024", set()),
        ("Rekap semua parpol", set()),
        ("PASLON 3", {"PASLON-3"}),
        ("Data untuk Wali Kota", set()),
        ("Doa bersama umat", set()),
        ("Partai Ummat", {"UMMAT"}),
    ],
)
def test_a_title_speaks_of_parties(parties: PartyReader, title: str, codes: set[str]) -> None:
    assert parties.named_in(title) == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A. PARTAI GOLKAR", "GOLKAR"),
        ("PKS", "PKS"),
        ("III. PDI Perjuangan", "PDIP"),
        ("Jadwal PKS dapat berubah", None),
        ("5", None),
        ("PKB dan PAN", None),
    ],
)
def test_a_heading_says_one_party_and_nothing_else(parties: PartyReader, text: str, code: str | None) -> None:
    assert parties.heading(text) == code
