"""The campaign of the demonstration city: planted events, and invented ones placed so that few collide."""

import math
import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from lib.demo.events import Event, presumed_end
from lib.demo.scenarios import Scenario, Ward

BUFFER = timedelta(hours=4)  # two hours of dispersal and two of arrival between neighbours
ACTIVITIES = {
    "tatap_muka": 47, "pertemuan_terbatas": 20, "penyebaran_bahan": 14,
    "alat_peraga": 8, "kegiatan_lain": 8, "media_sosial": 3,
}  # fmt: skip
STARTS = {
    "tatap_muka": [(9, 0), (10, 0), (13, 0), (15, 30), (16, 0), (18, 30), (19, 0), (19, 30)],
    "pertemuan_terbatas": [(9, 0), (10, 0), (13, 0), (14, 0), (19, 0)],
    "penyebaran_bahan": [(6, 30), (7, 0), (9, 0), (15, 30), (16, 0)],
    "alat_peraga": [(8, 0), (9, 0), (14, 0), (20, 0)],
    "kegiatan_lain": [(6, 0), (6, 30), (7, 0), (15, 0)],
    "media_sosial": [(19, 0), (20, 0)],
}
MINUTES = {
    "tatap_muka": [90, 120, 120, 150], "pertemuan_terbatas": [120, 150, 180], "penyebaran_bahan": [90, 120],
    "alat_peraga": [120, 180], "kegiatan_lain": [120, 150], "media_sosial": [60, 90],
}  # fmt: skip
TYPICAL = {"tatap_muka": 70, "pertemuan_terbatas": 110, "penyebaran_bahan": 25, "kegiatan_lain": 160}
TRIES = 120


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two points of one city on a local flat map."""
    across = (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(a[0] - b[0], across)


def friction(one: Event, other: Event, neighbours: set[frozenset[str]]) -> float:
    """How badly two events of one day would get in each other's way; 0 = not at all, 100 and more = a real clash.

    Metres count where both places are known points, else wards and their `neighbours` do.
    """
    first, second = sorted((one, other), key=lambda event: event.start)
    apart = second.start - presumed_end(first)
    if one.organiser == other.organiser:
        return 120.0 if apart < timedelta(minutes=45) else 0.0
    if apart >= BUFFER:
        return 0.0
    if one.point and other.point:
        distance = kilometres(one.point, other.point)
        return 100.0 if distance <= 1 else 20.0 if distance <= 3 else 0.0
    if one.ward == other.ward:
        return 100.0
    return 20.0 if frozenset((one.ward.code, other.ward.code)) in neighbours else 0.0


def plan_events(scenario: Scenario) -> list[Event]:
    """Every event of every organiser, sorted by start; planted ones first get their place, the rest keep clear."""
    events = [_plant(scenario, row) for row in scenario.table("planted_events")]
    dice = scenario.dice("campaign")
    queue = []
    for organiser in scenario.organisers.values():
        low, high = scenario.settings["events_per_party" if organiser.kind == "party" else "events_per_ticket"]
        planted = sum(event.organiser == organiser.code for event in events)
        queue += [organiser.code] * (dice.randint(low, high) - planted)
    dice.shuffle(queue)
    for code in queue:
        events.append(_invent(scenario, dice, code, events))
    events.sort(key=lambda event: (event.start, event.organiser, event.place))
    return _name_contacts(scenario, events)


def _plant(scenario: Scenario, row: dict[str, str]) -> Event:
    day = date.fromisoformat(row["day"])
    return Event(
        organiser=row["organiser"],
        activity=row["activity"],
        title=row["title"],
        start=datetime.combine(day, time.fromisoformat(row["start"])),
        end=datetime.combine(day, time.fromisoformat(row["end"])) if row["end"] else None,
        place=row["venue"],
        ward=scenario.wards[row["area_code"]],
        attendance=int(row["attendance"]),
        point=scenario.venue_points.get(row["venue_id"]),
        planted=row["why"],
    )


def _day_weights(scenario: Scenario, code: str) -> dict[date, float]:
    first, last = scenario.campaign
    if scenario.organisers[code].kind == "ticket":
        first = date.fromisoformat(scenario.settings["tickets_from"])
    weights = {}
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        weekly = {4: 0.9, 5: 1.6, 6: 1.7}.get(day.weekday(), 1.0)
        grown = 0.85 + 0.5 * (day - scenario.campaign[0]).days / 75
        weights[day] = weekly * grown * (0.35 if day in scenario.slow_days else 1.0)
    return weights


def _invent(scenario: Scenario, dice: random.Random, code: str, events: list[Event]) -> Event:
    weights = _day_weights(scenario, code)
    activity = dice.choices(list(ACTIVITIES), list(ACTIVITIES.values()))[0]
    best, best_cost = None, math.inf
    for _ in range(TRIES):
        day = dice.choices(list(weights), list(weights.values()))[0]
        same_day = [event for event in events if event.start.date() == day]
        if len(same_day) >= (10 if day.weekday() >= 5 else 8):
            continue
        event = _draw(scenario, dice, code, activity, day)
        cost = 0.0
        if event.activity in scenario.gathering:
            gatherings = [other for other in same_day if other.activity in scenario.gathering]
            cost = sum(friction(event, other, scenario.neighbours) for other in gatherings)
        if any(event.place == other.place and event.ward == other.ward for other in same_day):
            cost += 100
        cost += dice.random() * 6
        if cost < best_cost:
            best, best_cost = event, cost
        if best_cost < 6:
            break
    return best


def _draw(scenario: Scenario, dice: random.Random, code: str, activity: str, day: date) -> Event:
    ward = dice.choice(list(scenario.wards.values()))
    places = [row for row in scenario.table("venues_of_activities") if row["activity"] == activity]
    place = dice.choices(places, [int(row["weight"]) for row in places])[0]["venue"]
    starts = STARTS[activity]
    if activity == "tatap_muka" and day.weekday() < 5:
        starts = starts[3:]
    start = datetime.combine(day, time(*dice.choice(starts)))
    titles = [row["title"] for row in scenario.table("titles") if row["activity"] == activity]
    return Event(
        organiser=code,
        activity=activity,
        title=dice.choice(titles),
        start=start,
        end=start + timedelta(minutes=dice.choice(MINUTES[activity])),
        place=fill_place(dice, place, ward),
        ward=ward,
        attendance=_draw_crowd(dice, activity),
    )


def fill_place(dice: random.Random, pattern: str, ward: Ward) -> str:
    """A place of this ward from a pattern with {rw}, {rt} and {street}."""
    return pattern.format(
        rw=f"{dice.randint(1, 12):02d}", rt=f"{dice.randint(1, 8):02d}", street=dice.choice(ward.streets)
    )


def _draw_crowd(dice: random.Random, activity: str) -> int | None:
    if activity not in TYPICAL:
        return None
    crowd = TYPICAL[activity] * math.exp(dice.gauss(0, 0.45))
    return max(10, min(300, round(crowd / 5) * 5))


def _name_contacts(scenario: Scenario, events: list[Event]) -> list[Event]:
    """Give each event its organiser's (invented) contact, and police receipts to about two in three."""
    dice = scenario.dice("contacts")
    numbers = {code: index for index, code in enumerate(scenario.organisers, start=1)}
    receipts = 100
    named = []
    for event in events:
        number = numbers[event.organiser]
        contact = f"Narahubung Contoh {dice.choice('ABC')}, 0800-0000-{number:02d}{dice.randint(1, 3):02d}"
        permit = ""
        if dice.random() < 0.65 and event.activity not in {"alat_peraga", "media_sosial"}:
            receipts += 1
            roman = {11: "XI", 12: "XII", 1: "I", 2: "II"}[event.start.month]
            permit = f"STTP/{receipts}/{roman}/{event.start.year}/CONTOH"
        named.append(replace(event, contact=contact, permit=permit))
    return _plan_notices(scenario, named)


def _plan_notices(scenario: Scenario, events: list[Event]) -> list[Event]:
    """Give events with a receipt the day of their notice, two weeks and more before, (invented) speakers and vehicles.

    From dice of their own, so that nothing else of the city hangs on them.
    """
    dice = scenario.dice("notices")
    planned = []
    for event in events:
        day = event.start.date() - timedelta(days=dice.randint(16, 21))
        speakers = tuple(f"Jurkam Contoh {letter}" for letter in sorted(dice.sample("ABCD", dice.randint(1, 2))))
        vehicles = round((event.attendance or 0) / dice.randint(8, 12))
        if event.permit:
            event = replace(event, notified=day, speakers=speakers, vehicles=vehicles)
        planned.append(event)
    return planned


def daily_counts(events: list[Event]) -> dict[date, int]:
    """Events a day, days in order."""
    counts: dict[date, int] = {}
    for event in sorted(events, key=lambda event: event.start):
        counts[event.start.date()] = counts.get(event.start.date(), 0) + 1
    return counts


def collisions(scenario: Scenario, events: list[Event]) -> list[tuple[Event, Event]]:
    """Pairs of gatherings of different organisers that `friction` calls a real clash."""
    by_day: dict[date, list[Event]] = {}
    for event in events:
        if event.activity in scenario.gathering:
            by_day.setdefault(event.start.date(), []).append(event)
    pairs = []
    for same_day in by_day.values():
        for index, one in enumerate(same_day):
            later = same_day[index + 1 :]
            pairs += [(one, other) for other in later if friction(one, other, scenario.neighbours) >= 100]
    return pairs
