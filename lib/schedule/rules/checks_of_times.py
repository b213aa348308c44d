"""Checks of days and hours. Spans are half-open: to end when the last day or hour ends is to end in time."""

from datetime import date, datetime, time, timedelta

from lib.schedule.rules.answers import Answer, Late, lack, passes, suspect
from lib.schedule.rules.facts import Context, Event, metres_between, midnight
from lib.schedule.rules.rule import Rule
from lib.text import N_, clock, day_short

_DAY = timedelta(days=1)


def check_window(event: Event, rule: Rule, context: Context) -> Answer | None:
    """Whether the event is on the days of its method; a rule for all methods minds those without one of their own."""
    if rule.methods is None and event["activity"] in context.windowed:
        return None
    span = {"first": Late(day_short, rule.valid_from), "last": Late(day_short, rule.valid_to)}
    day, after = event["starts"].date(), midnight(rule.valid_to + _DAY)
    if not rule.valid_from <= day <= rule.valid_to:
        return suspect(N_("Planned on {day}; this method is open from {first} to {last}."),
                       day=Late(day_short, day), **span)
    if event["ends_or_estimate"] <= after:
        return passes(N_("Within the days of this method, {first} to {last}."), **span)
    if event["end_is_estimate"]:
        return lack("ends", text=N_("Not known: {fields}; the method's last day is {last}."), **span)
    return suspect(N_("Lasts until {day}; this method is open from {first} to {last}."),
                   day=Late(day_short, event["ends_or_estimate"]), **span)


def check_quiet_period(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether the event keeps out of the quiet period."""
    first, after = midnight(rule.valid_from), midnight(rule.valid_to + _DAY)
    span = {"first": Late(day_short, rule.valid_from), "last": Late(day_short, rule.valid_to)}
    if event["starts"] >= after or event["ends_or_estimate"] <= first:
        return passes(N_("Outside the quiet period, {first} to {last}."), **span)
    if event["starts"] < first and event["end_is_estimate"]:
        return lack("ends", text=N_("Not known: {fields}; the quiet period begins on {first}."), **span)
    return suspect(N_("Planned within the quiet period, {first} to {last}."), **span)


def read_hours(value: str) -> tuple[time, time]:
    """"09:00-18:00"; raises ValueError where the first is not before the second."""
    first, last = (time.fromisoformat(part.strip()) for part in value.split("-"))
    if first >= last:
        raise ValueError(value)
    return first, last


def check_hours(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether the event begins and ends within the hours, on one day."""
    first, last = rule.value
    day = event["starts"].date()
    span = {"first": Late(clock, first), "last": Late(clock, last)}
    if not first <= event["starts"].time() < last:
        return suspect(N_("Begins at {hour}; allowed from {first} to {last}."),
                       hour=Late(clock, event["starts"]), **span)
    if event["end_is_estimate"]:
        return lack("ends", text=N_("Not known: {fields}; it must end by {last}."), **span)
    if event["ends_or_estimate"] > datetime.combine(day, last):
        return suspect(N_("Ends at {hour}; allowed from {first} to {last}."),
                       hour=Late(clock, event["ends_or_estimate"]), **span)
    return passes(N_("Within the hours {first} to {last}."), **span)


def read_worship_hours(value: str) -> tuple[tuple[str, int, time, time], ...]:
    """"mosque: 5 11:30-13:00|church: 7 06:00-11:00": kind of place, day of the week (1 = Monday), hours."""
    windows = []
    for part in value.split("|"):
        kind, when = part.split(":", 1)
        weekday, hours = when.split()
        if not 1 <= int(weekday) <= 7:
            raise ValueError(value)
        windows.append((kind.strip(), int(weekday), *read_hours(hours)))
    return tuple(windows)


def check_worship_hours(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether the event is away from known places of worship in their hours."""
    kinds = {kind for kind, weekday, first, last in rule.value if _overlaps(event, weekday, first, last)}
    if not kinds:
        return passes(N_("Outside the hours of worship."))
    if event["lat"] is None or event["position_is_estimate"]:
        return lack("position", text=N_("In hours of worship. Not known: {fields}."))
    near = context.settings.near_worship_m
    venue = context.facts.venues.get(event["venue_id"]) or {}
    distances = [(metres_between((event["lat"], event["lon"]), (place["lat"], place["lon"])), place)
                 for place in context.facts.places if place["kind"] in kinds]
    distance, place = min(distances, key=lambda pair: pair[0], default=(float("inf"), None))
    if distance <= near:
        return suspect(N_("In hours of worship, about {metres} m from {place}."), metres=int(round(distance, -1)),
                       place=place["name"])
    unsure = venue.get("coord_uncertainty_m") or 0
    doubtful = [one for metres, one in distances if metres - unsure - (one["coord_uncertainty_m"] or 0) <= near]
    if doubtful:
        return lack("position", text=N_("In hours of worship, perhaps near {place}. Not known: {fields}."),
                    place=doubtful[0]["name"])
    return passes(N_("In hours of worship, but no known place of worship is near."))


def _overlaps(event: Event, weekday: int, first: time, last: time) -> bool:
    """Whether the event's span meets the hours on any of its days."""
    day: date = event["starts"].date()
    while midnight(day) < event["ends_or_estimate"]:
        if day.isoweekday() == weekday and (event["starts"] < datetime.combine(day, last)
                                            and event["ends_or_estimate"] > datetime.combine(day, first)):
            return True
        day += _DAY
    return False
