"""The slips that offices make in their schedules: rows to refuse, and crowds told in words."""

import random
from dataclasses import replace
from datetime import timedelta

from lib.demo.events import Day, Event
from lib.demo.wording import DAYS

ELSEWHERE = "Sukamandi"  # a ward of another regency
MISSING_HOURS = ("", "menyusul", "bakda Magrib")


def add_mistakes(dice: random.Random, events: list[Event], mistakes: list[str]) -> list[Event]:
    """The events of one file with the named mistakes put among them, in the order they are written."""
    written = list(events)
    for mistake in mistakes:
        if mistake == "dozens":
            _tell_in_words(dice, written)
        else:
            plain = [event for event in events if event.days == 1 and not event.planted and not event.slips]
            base = dice.choice([event for event in plain if _suits(event, mistake)])
            written.append(MISTAKES[mistake](dice, base))
    order = {id(event): place for place, event in enumerate(written)}
    written.sort(key=lambda event: (event.day, order[id(event)] if event.slip_field == "duplicate" else 0, event.start))
    return written


def _suits(event: Event, mistake: str) -> bool:
    return mistake != "end_before_start" or 10 <= event.start.hour < 17


def _tell_in_words(dice: random.Random, events: list[Event]) -> None:
    places = [i for i, event in enumerate(events) if event.attendance and event.attendance < 100 and not event.verdict]
    place = dice.choice(places)
    words = "puluhan" if events[place].attendance > 19 else "belasan"
    slips = events[place].slips | {"attendance": words}
    events[place] = replace(events[place], slips=slips, verdict="warn", slip_field="attendance")


def _elsewhere_in_time(dice: random.Random, base: Event) -> Event:
    """A new row like `base`, in another balai and an hour earlier, so that it is no duplicate."""
    back = timedelta(hours=1)
    place = f"Balai RW {dice.randint(13, 15)}"
    end = base.end - back if base.end else None
    return replace(base, start=base.start - back, end=end, place=place, permit="", slips={}, verdict="refuse")


def _no_such_day(dice: random.Random, base: Event) -> Event:
    day = Day(2024, 2, 30) if base.start.year == 2024 else Day(2023, 11, 31)
    return replace(_elsewhere_in_time(dice, base), slips={"day": day}, slip_field="start")


def _unknown_ward(dice: random.Random, base: Event) -> Event:
    return replace(_elsewhere_in_time(dice, base), slips={"ward": ELSEWHERE}, slip_field="area_code")


def _no_hour(dice: random.Random, base: Event) -> Event:
    return replace(_elsewhere_in_time(dice, base), slips={"start": dice.choice(MISSING_HOURS)}, slip_field="start")


def _wrong_weekday(dice: random.Random, base: Event) -> Event:
    made = _elsewhere_in_time(dice, base)
    return replace(made, slips={"weekday": DAYS[(made.start.weekday() + 2) % 7]}, slip_field="start")


def _end_before_start(dice: random.Random, base: Event) -> Event:
    made = _elsewhere_in_time(dice, base)
    return replace(made, end=made.start - timedelta(hours=2), slip_field="end")


def _duplicate(dice: random.Random, base: Event) -> Event:
    return replace(base, verdict="refuse", slip_field="duplicate")


MISTAKES = {
    "no_such_day": _no_such_day,
    "unknown_ward": _unknown_ward,
    "no_hour": _no_hour,
    "wrong_weekday": _wrong_weekday,
    "end_before_start": _end_before_start,
    "duplicate": _duplicate,
}
