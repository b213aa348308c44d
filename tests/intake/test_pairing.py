"""Which stored item each row is: all of few pairs are looked at, of many those that say much the same."""

from datetime import datetime

from lib.intake.pairing import MOST_PAIRS, NEAREST, event_key, pair_off

STARTS = datetime(2024, 1, 27, 9)


def event(title: str, **more: object) -> dict:
    return {"organiser": "PKB", "starts": STARTS, "venue": "Lapangan Rampal", "title": title, **more}


def alike(one: dict, other: dict) -> tuple[int, ...]:
    return (one["title"] == other["title"], one.get("area_code") == other.get("area_code"))


def test_the_most_alike_go_together_first() -> None:
    stored = [event("Senam"), event("Jalan sehat")]

    assert pair_off([event("Jalan sehat"), event("Bazar")], stored, event_key, alike) == [stored[1], stored[0]]


def test_thousands_at_one_hour_and_place_are_not_all_compared_with_each_other() -> None:
    n = 2_000
    stored = [event(f"Acara {number}") for number in range(n)]
    asked = []

    def count(one: dict, other: dict) -> tuple[int, ...]:
        asked.append(1)
        return alike(one, other)
    found = pair_off(stored[::-1], stored, event_key, count)

    assert found == stored[::-1]
    assert n * n > MOST_PAIRS
    assert len(asked) <= 2 * NEAREST * n


def test_thousands_that_say_the_same_each_find_one() -> None:
    stored = [event("Senam", event_id=number) for number in range(1_000)]
    found = pair_off([event("Senam")] * 1_000, stored, event_key, alike)

    assert sorted(item["event_id"] for item in found) == list(range(1_000))
