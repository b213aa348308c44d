"""What is kept of readings: the last ones, while there is room."""

from lib.ui.upload_readings import Kept


def kept(values: dict[str, int], most: int = 9, room: int = 10) -> list[str]:
    """The keys that are still kept when each of the values was made once, in order."""
    found = Kept(most, room, int)
    for key, value in values.items():
        found.find(key, lambda value=value: value, is_final=lambda _value: True)
    asked = []
    for key in reversed(values):
        found.find(key, lambda key=key: asked.append(key) or 0, is_final=lambda _value: False)
    return [key for key in values if key not in asked]


def test_the_oldest_go_when_there_are_too_many_or_they_weigh_too_much() -> None:
    assert kept({"a": 1, "b": 1, "c": 1}) == ["a", "b", "c"]
    assert kept({"a": 1, "b": 1, "c": 1}, most=2) == ["b", "c"]
    assert kept({"a": 6, "b": 3, "c": 6}) == ["b", "c"]


def test_the_newest_is_kept_however_heavy() -> None:
    assert kept({"a": 1, "b": 99}) == ["b"]
    assert kept({"a": 99, "b": 1}) == ["b"]
