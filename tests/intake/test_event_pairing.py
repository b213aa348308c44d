"""Which stored event each row is within a day and place: titles before hours, as when every way is tried."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.intake.event_pairing import MOST_PAIRS, pair_events, titles_agree
from lib.intake.moves import title_likeness

DAY = datetime(2024, 1, 27)


def event(title: str | None, hour: float, **more: object) -> dict:
    return {"organiser": "PKB", "activity": "tatap_muka", "starts": DAY + timedelta(hours=hour),
            "venue": "Lapangan Rampal", "title": title, **more}


def alike(one: dict, other: dict) -> tuple[int, ...]:
    return 1, 1, 1, 0, 0


def paired(sent: list[dict], stored: list[dict], may_move: bool = True) -> list[str | None]:
    found = pair_events(sent, stored, alike, lambda _values, _event: may_move)
    return [event and f"{event['title']} {event['starts'].hour}" for event in found]


def test_two_that_both_move_by_an_hour_keep_their_titles() -> None:
    stored = [event("Senam", 9), event("Bazar", 10)]
    assert paired([event("Senam", 10), event("Bazar", 11)], stored) == ["Senam 9", "Bazar 10"]
    assert paired([event("Senam", 10), event("Bazar", 9)], stored) == ["Senam 9", "Bazar 10"]


def test_titles_that_differ_by_a_number_move_as_a_whole() -> None:
    stored = [event(f"Temu kader RW {number}", 8 + number) for number in range(1, 6)]
    sent = [event(f"Temu kader RW {number}", 9 + number) for number in range(1, 6)]
    assert paired(sent, stored) == [f"Temu kader RW {number} {8 + number}" for number in range(1, 6)]


def test_titles_that_contradict_each_other_are_left() -> None:
    assert paired([event("Senam", 9)], [event("Bazar", 9)]) == [None]


def test_another_hour_needs_a_title_and_no_second_that_may_be_meant() -> None:
    assert paired([event(None, 10)], [event(None, 9)]) == [None]
    assert paired([event("Senam", 12)], [event("Senam", 9), event("Senam", 10)]) == [None]
    assert paired([event("Senam", 12)], [event("Senam", 9)], may_move=False) == [None]
    assert paired([event("Senam", 12, activity="pawai")], [event("Senam", 9)]) == [None]


def test_one_that_tells_no_title_may_be_any_of_its_hour() -> None:
    assert paired([event(None, 9)], [event("Senam", 9), event("Senam", 10)]) == ["Senam 9"]
    assert paired([event(None, 9), event("Senam", 10)], [event("Senam", 9), event(None, 10)]) == ["Senam 9", "None 10"]


def test_of_very_many_in_one_place_those_of_one_hour_go_together() -> None:
    n = MOST_PAIRS
    stored = [event(f"Acara {number:03}", 9, venue="Balai RW. 1") for number in range(n)] * 2
    sent = [event(f"Acara {number:03}", 9, venue="Balai RW 1") for number in range(n)]
    found = pair_events(sent, stored, lambda one, other: (1, 1, one["title"] == other["title"], 0, 0),
                        lambda _values, _event: True)

    assert [values["title"] for values in found] == [values["title"] for values in sent]


EVENTS = st.lists(st.builds(event, st.sampled_from(["Temu kader", "Temu para kader", "TEMU KADER", "Senam", "Bazar"]),
                            st.integers(8, 12)), max_size=4)


def cost(values: dict, other: dict) -> tuple[int, int]:
    same = values["title"].lower() == other["title"].lower()
    minutes = abs(values["starts"] - other["starts"]) // timedelta(minutes=1)
    return 0 if same else max(1, round(100 - title_likeness(values["title"], other["title"]))), minutes**2


@given(EVENTS, EVENTS)
@settings(max_examples=150, deadline=None)
def test_as_when_every_way_is_tried(sent: list[dict], stored: list[dict]) -> None:
    """Nothing is told apart by more than title and hour here; what alone has both is taken before the rest."""
    found = pair_events(sent, stored, alike, lambda _values, _event: True)

    def told(items: list[dict]) -> list[tuple]:
        return [(item["title"].lower(), item["starts"]) for item in items]

    sure = {key for key in told(sent) if told(sent).count(key) == told(stored).count(key) == 1}
    rows = [values for values, key in zip(sent, told(sent), strict=True) if key not in sure]
    events = [other for other, key in zip(stored, told(stored), strict=True) if key not in sure]
    best = min(ways(rows, events))
    pairs = [(values, other) for values, other in zip(sent, found, strict=True)
             if other and (values["title"].lower(), values["starts"]) not in sure]
    all_pairs = tuple(map(sum, zip((0, 0), *(cost(*pair) for pair in pairs), strict=True)))

    assert len({id(other) for other in found if other}) == sum(other is not None for other in found)
    assert all(titles_agree(values, other) for values, other in pairs)
    if len(pairs) == -best[0]:  # else one was left because another would do as well
        assert all_pairs == best[1:]
    else:
        assert len(pairs) < -best[0]


def ways(rows: list[dict], events: list[dict]) -> list[tuple[int, int, int]]:
    """(- pairs, titles apart, minutes apart squared) of every way to pair them off."""
    places = [*range(len(events)), *[None] * len(rows)]
    found = [(0, 0, 0)]
    for way in set(permutations(places, len(rows))):
        pairs = [(values, events[place]) for values, place in zip(rows, way, strict=True) if place is not None]
        if all(titles_agree(*pair) for pair in pairs):
            found.append((-len(pairs), *map(sum, zip((0, 0), *(cost(*pair) for pair in pairs), strict=True))))
    return found


@pytest.mark.parametrize("more", [{"venue": "Gedung KONI"}, {"starts": DAY + timedelta(days=1)}, {"organiser": "PAN"}])
def test_another_day_or_place_is_not_looked_at(more: dict) -> None:
    assert paired([event("Senam", 9) | more], [event("Senam", 9)]) == [None]
