"""The clash rules once more, pair by pair in plain Python: slow, and written from the rules alone."""

import math
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from lib.schedule.settings import ClashSettings

Event = dict[str, Any]


def clashes_of(events: list[Event], settings: ClashSettings, neighbours: set[frozenset[str]]) -> dict[tuple, str]:
    """Kind by pair of ids, of every pair that clashes."""
    rallies: dict[Any, int] = {}
    for event in filter(_counts, events):
        for day in {day for day, _ in _half_days(event)} if event["activity"] == "rapat_umum" else ():
            rallies[day] = rallies.get(day, 0) + 1
    found = {}
    for one, other in combinations(sorted(events, key=lambda event: event["event_id"]), 2):
        if kind := _judge(one, other, settings, neighbours, rallies):
            found[one["event_id"], other["event_id"]] = kind
    return found


def _counts(event: Event) -> bool:
    return event["gathers"] and event["state"] != "cancelled"


def _judge(one: Event, other: Event, settings: ClashSettings, neighbours: set, rallies: dict) -> str | None:
    if not _counts(one) or not _counts(other) or one["organiser"] == other["organiser"]:
        return None
    if one["joint_key"] is not None and one["joint_key"] == other["joint_key"]:
        return None
    meet = _widened(one, settings)[0] < _widened(other, settings)[1] \
        and _widened(other, settings)[0] < _widened(one, settings)[1]
    near = _nearness(one, other, settings, neighbours) if meet else None
    is_change_over = near == "same_place" and not (
        one["starts"] < other["ends_or_estimate"] and other["starts"] < one["ends_or_estimate"])
    days = {day for day, _ in _half_days(one)} & {day for day, _ in _half_days(other)}
    if near == "same_place" and not is_change_over:
        return "same_place"
    if one["activity"] == other["activity"] == "rapat_umum" and settings.rallies_per_day is not None \
            and any(rallies[day] > settings.rallies_per_day for day in days):
        return "rally_limit"
    if is_change_over:
        return "change_over"
    if near:
        return near
    if one["district_code"] is None or one["district_code"] != other["district_code"]:
        return None
    if one["crowd_is_large"] and other["crowd_is_large"] and _half_days(one) & _half_days(other):
        return "large_crowds"
    return "same_day" if days else None


def _widened(event: Event, settings: ClashSettings) -> tuple[datetime, datetime]:
    return (event["starts"] - timedelta(minutes=settings.arrival_minutes),
            event["ends_or_estimate"] + timedelta(minutes=settings.dispersal_minutes))


def _nearness(one: Event, other: Event, settings: ClashSettings, neighbours: set) -> str | None:
    if one["venue_id"] is not None and one["venue_id"] == other["venue_id"]:
        return "same_place"
    words, other_words = ((event["venue_key"], event["area_code"]) for event in (one, other))
    if one["venue_key"] is not None and words == other_words:
        return "same_place"
    sure = not any(event["lat"] is None or event["position_is_estimate"] for event in (one, other))
    if not sure and one["area_code"] is not None and other["area_code"] is not None:
        if one["area_code"] == other["area_code"]:
            return "near"
        return "wider" if frozenset((one["area_code"], other["area_code"])) in neighbours else None
    if one["lat"] is None or other["lat"] is None:
        return None
    metres = _haversine(one, other)
    bands = (("same_place", settings.same_place_m), ("near", settings.near_m), ("wider", settings.far_m))
    return next((name for name, limit in bands if metres <= limit), None)


def _haversine(one: Event, other: Event) -> float:
    lat_1, lon_1, lat_2, lon_2 = (math.radians(event[name]) for event in (one, other) for name in ("lat", "lon"))
    share = math.sin((lat_2 - lat_1) / 2) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    return 2 * 6371008.8 * math.asin(math.sqrt(share))


def _half_days(event: Event) -> set[tuple]:
    """Every (day, before noon?) the event itself touches, minute by minute."""
    moment, touched = event["starts"], set()
    while moment < event["ends_or_estimate"]:
        touched.add((moment.date(), moment.hour < 12))
        moment += timedelta(minutes=30)
    last = event["ends_or_estimate"] - timedelta(microseconds=1)
    return touched | {(last.date(), last.hour < 12)}
