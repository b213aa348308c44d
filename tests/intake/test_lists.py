"""Lists inside cells, and one cell that tells everything."""

import pytest

from lib.intake.lists import cut_composite, items_of, split_events
from lib.intake.readings import Held


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. Pasar\n2. Balai", ["Pasar", "Balai"]),
        ("a) satu b) dua c) tiga", ["satu", "dua", "tiga"]),
        ("(1) satu; (2) dua", ["satu", "dua"]),
        ("- satu\n- dua", ["satu", "dua"]),
        ("a) satu", ["satu"]),
        ("-1 titik, jadi 5 titik", []),
        ("Balai RW 1. Kel. Dinoyo", []),
        ("09.00 - 10.00", []),
        ("2. dua\n3. tiga", []),
        ("", []),
    ],
)
def test_an_enumerated_text_is_cut_into_its_items(text: str, items: list[str]) -> None:
    assert items_of(text) == items


def is_activity(text: str) -> bool:
    return text in ("Tatap muka", "Rapat umum")


def test_a_row_that_lists_more_than_any_office_writes_is_one_row() -> None:
    for lines, events in ((100, 100), (101, 1)):
        assert len(split_events({"hours": "\n".join(["09.00"] * lines)}, lambda _cell: False)) == events


def test_hours_side_by_side_with_places_are_paired_and_the_rest_is_shared() -> None:
    cells = {"hours": "09.00\n10.00", "venue": "A\nB", "activity": "Tatap muka", "attendance": 50}
    events = split_events(cells, is_activity)
    assert not isinstance(events, Held)
    assert [(event["hours"], event["venue"], event["activity"], event["#shared_count"]) for event in events] == [
        ("09.00", "A", "Tatap muka", True),
        ("10.00", "B", "Tatap muka", True),
    ]


def test_a_place_over_two_lines_is_no_list() -> None:
    cells = {"hours": "09.00", "venue": "Balai\nKel. Dinoyo", "attendance": 50}
    assert split_events(cells, is_activity) == [cells]


def test_lists_of_different_length_are_held() -> None:
    assert isinstance(split_events({"hours": "1. 09.00\n2. 10.00", "venue": "1. A\n2. B\n3. C"}, is_activity), Held)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "08.00-10.00 Tatap muka, Balai RW 05 Kel. Samaan, 40 orang",
            {
                "hours": "08.00-10.00",
                "activity": "Tatap muka",
                "venue": "Balai RW 05 Kel. Samaan",
                "attendance": "40 orang",
            },
        ),
        (
            "Tatap muka di Balai RW 05, pukul 08.00-10.00",
            {"activity": "Tatap muka", "venue": "Balai RW 05", "hours": "pukul 08.00-10.00"},
        ),
        ("Rapat umum, Lapangan", {"activity": "Rapat umum", "venue": "Lapangan"}),
        ("Lapangan", {"venue": "Lapangan"}),
    ],
)
def test_a_composite_text_is_cut_into_its_parts(text: str, parts: dict[str, str]) -> None:
    def inside(piece: str) -> list[str]:
        return [name for name in ("Tatap muka", "Rapat umum") if name in piece]

    assert cut_composite(text, inside) == parts
