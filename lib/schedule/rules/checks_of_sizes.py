"""Checks of how many people and vehicles there are, and of how many events a participant or a day has."""

from lib.schedule.rules.answers import Answer, Late, lack, passes, suspect
from lib.schedule.rules.facts import Context, Event
from lib.schedule.rules.rule import Rule
from lib.text import N_, day_short, number


def read_count(value: str) -> int:
    """A positive whole number; raises ValueError for anything else."""
    if not value.isdecimal() or int(value) == 0:
        raise ValueError(value)
    return int(value)


def check_attendance(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether no more people are expected than allowed."""
    return _compare(event["attendance"], rule.value, "attendance")


def check_attendance_of_level(event: Event, rule: Rule, context: Context) -> Answer | None:
    """``check_attendance`` for events of the level that the param ends with."""
    if rule.param != f"max_participants_{context.level_of(event)}":
        return None
    return check_attendance(event, rule, context)


def check_vehicles(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether no more vehicles are expected than allowed."""
    return _compare(event["vehicles"], rule.value, "vehicles")


def check_capacity(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether the room holds the people expected, as far as the city pack knows what it holds."""
    if context.place_of(event).setting == "virtual":
        return passes(N_("Online: no room to fill."))
    capacity = (context.facts.venues.get(event["venue_id"]) or {}).get("capacity")
    missing = [name for name, value in (("attendance", event["attendance"]), ("capacity", capacity)) if value is None]
    if missing:
        return lack(*missing)
    values = {"n": Late(number, event["attendance"]), "most": Late(number, capacity)}
    if event["attendance"] > capacity:
        return suspect(N_("{n} expected; the room is said to hold {most}."), **values)
    return passes(N_("{n} expected; the room is said to hold {most}."), **values)


def read_names_and_count(value: str) -> tuple[frozenset[str], int]:
    """"PASLON-1|PASLON-2: 1": whose events are counted, and how many there may be."""
    names, count = value.split(":")
    return frozenset(name.strip() for name in names.split("|")), read_count(count.strip())


def check_campaign_count(event: Event, rule: Rule, context: Context) -> Answer | None:
    """Whether the event is not one too many of its organiser's; the earlier ones are not questioned."""
    names, most = rule.value
    if event["organiser"] not in names:
        return lack("pair") if context.facts.proposers.get(event["organiser"], frozenset()) & names else None
    own = sorted((one["starts"], one["event_id"]) for one in context.counted_of(event["organiser"])
                 if rule.is_of(one["activity"]) and rule.holds_on(one["starts"].date()))
    place = own.index((event["starts"], event["event_id"])) + 1
    values = {"n": Late(number, place), "most": Late(number, most)}
    if place > most:
        return suspect(N_("Number {n} of this participant; at most {most} in the whole campaign."), **values)
    return passes(N_("Number {n} of this participant; at most {most} in the whole campaign."), **values)


def check_day_count(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether the city has no more such events that day than allowed; events held together count as one."""
    day = event["starts"].date()
    same = [one for one in context.counted_on(day) if rule.is_of(one["activity"])]
    found = len({("joint", one["joint_key"]) if one["joint_key"] else ("event", one["event_id"]) for one in same})
    values = {"n": Late(number, found), "most": Late(number, rule.value), "day": Late(day_short, day)}
    if found > rule.value:
        return suspect(N_("{n} in the city on {day}; at most {most} a day."), **values)
    return passes(N_("{n} in the city on {day}; at most {most} a day."), **values)


def _compare(found: int | None, most: int, name: str) -> Answer:
    if found is None:
        return lack(name, text=N_("Not known: {fields}; at most {most}."), most=Late(number, most))
    values = {"n": Late(number, found), "most": Late(number, most)}
    return (suspect if found > most else passes)(N_("{n} expected; at most {most}."), **values)
