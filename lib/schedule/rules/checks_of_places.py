"""Checks of the place: its kind, places of worship, education and government, campus days, the rotation of zones."""

from collections.abc import Collection
from datetime import date
from functools import partial

from lib.schedule.rules.answers import Answer, Late, lack, passes, suspect
from lib.schedule.rules.facts import Context, Event
from lib.schedule.rules.place_kinds import ORDINARY, SETTINGS, USES, PlaceKind, matches
from lib.schedule.rules.rule import Rule
from lib.text import N_, _, day_short, weekday

_WEEKDAYS = {name: number for number, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), start=1)}


def read_settings_of_places(value: str) -> frozenset[str]:
    """"lapangan|stadion"; raises ValueError for what is no setting."""
    return _read_codes(value, SETTINGS)


def read_uses(value: str) -> frozenset[str]:
    """"ibadah|pendidikan"; raises ValueError for what is no use."""
    return _read_codes(value, USES)


def read_weekdays(value: str) -> frozenset[int]:
    """"Sat|Sun" as 6 and 7."""
    return frozenset(_WEEKDAYS[code] for code in _read_codes(value, _WEEKDAYS))


def check_place_type(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether the place is open or closed as the method asks; a rule that allows every setting needs no answer."""
    if rule.value >= SETTINGS.keys():
        return passes(N_("Any kind of place is allowed."))
    setting = context.place_of(event).setting
    if setting is None:
        return lack("place_kind")
    values = {"kind": Late(_name_setting, setting)}
    if setting in rule.value:
        return passes(N_("Place: {kind}."), **values)
    allowed = Late(partial(_join, SETTINGS), tuple(name for name in SETTINGS if name in rule.value))
    return suspect(N_("Place: {kind}; allowed: {allowed}."), **values, allowed=allowed)


def check_banned_place(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether the place is none of those closed to campaigning."""
    place = context.place_of(event)
    found = matches(place.uses, rule.value)
    if found:
        return suspect(N_("The place seems to be one closed to campaigning: {kind}."), kind=_named(place))
    return _tell_unbanned(event, rule, context, place, found)


def check_place_with_permission(event: Event, rule: Rule, context: Context) -> Answer:
    """Whether the place needs no permission, or has it (column `place_permission`); attributes are seen on the day."""
    place = context.place_of(event)
    found = matches(place.uses, rule.value)
    if found:
        return _tell_permission(event["place_permission"], _named(place))
    return _tell_unbanned(event, rule, context, place, found)


def check_campus_days(event: Event, rule: Rule, context: Context) -> Answer | None:
    """Whether an event on a campus is on the days of the week for it; None elsewhere."""
    found = matches(context.place_of(event).uses, {"pendidikan_tinggi"})
    if found is None:
        return lack("education_level")
    if not found:
        return None
    day = event["starts"].date()
    if day.isoweekday() in rule.value:
        return passes(N_("On campus on a day open for it, {day}."), day=Late(weekday, day))
    return suspect(N_("On campus on a day not open for it, {day}."), day=Late(weekday, day))


def read_zone_days(value: str) -> tuple[frozenset[str], frozenset[date] | None]:
    """"PASLON-1: 2024-01-22|2024-01-25": who has which days; "?" for days that are not known (None)."""
    names, days = value.split(":")
    known = None if days.strip() == "?" else frozenset(date.fromisoformat(day.strip()) for day in days.split("|"))
    return frozenset(name.strip() for name in names.split("|")), known


def check_zone_days(event: Event, rule: Rule, context: Context) -> Answer | None:
    """Whether the event is on a day of its ticket here; a party moves with the ticket it proposed."""
    names, days = rule.value
    if not ({event["organiser"]} | context.facts.proposers.get(event["organiser"], frozenset())) & names:
        return None
    if days is None:
        return lack("zone_days")
    day = event["starts"].date()
    if day in days:
        return passes(N_("{day} is a zone day of this participant here."), day=Late(day_short, day))
    return suspect(N_("{day} is no zone day of this participant here; its days are {days}."),
                   day=Late(day_short, day), days=Late(_join_days, tuple(sorted(days))))


def read_days(value: str) -> frozenset[date]:
    """"2024-02-08|2024-02-09"."""
    return frozenset(date.fromisoformat(day.strip()) for day in value.split("|"))


def check_agreed_days(event: Event, rule: Rule, context: Context) -> Answer | None:
    """On days that are shared out by agreement nothing can be said without the agreement; None on other days."""
    day = event["starts"].date()
    if day not in rule.value:
        return None
    return lack("zone_days", text=N_("{day} is given by agreement. Not known: {fields}."), day=Late(day_short, day))


def _tell_permission(permission: bool | None, kind: Late) -> Answer:
    if permission is None:
        return lack("permission", text=N_("{kind}. Not known: {fields}."), kind=kind)
    if permission:
        return passes(N_("{kind}, with the permission of the person in charge. Campaign attributes are seen on the day "
                         "only."), kind=kind)
    return suspect(N_("{kind}, so far without the permission of the person in charge."), kind=kind)


def _tell_unbanned(event: Event, rule: Rule, context: Context, place: PlaceKind, found: bool | None) -> Answer:
    """The answer where the place is none of the rule's as far as is known."""
    if found is None:
        return lack("education_level")
    if not place.uses:
        return lack("place_kind")
    if matches(place.beside, rule.value):
        return lack("position", text=N_("The place is said to be beside such a place. Not known: {fields}."))
    if near := _find_near(event, rule.value, context):
        return lack("position", text=N_("About {metres} m from {place}. Not known: {fields}."), metres=near[0],
                    place=near[1])
    if place.uses == {ORDINARY}:
        return passes(N_("By its name an ordinary place."))
    return passes(N_("By its name no such place: {kind}."), kind=_named(place))


def _find_near(event: Event, uses: Collection[str], context: Context) -> tuple[int, str] | None:
    """Metres to, and name of, the nearest known place of these uses that a place outside the city pack may be in."""
    if event["venue_id"] in context.facts.venues or event["lat"] is None or event["position_is_estimate"]:
        return None
    near = context.places_at(event["lat"], event["lon"])
    if not near:
        return None
    named = [(metres, place["name"]) for metres, place in near
             if matches(context.words.of_venue(place["kind"]).uses, uses)]
    distance, name = min(named, default=(0, ""))
    return (int(round(distance, -1)), name) if named else None


def _named(place: PlaceKind) -> Late:
    return Late(partial(_join, USES), tuple(use for use in USES if use in place.uses))


def _name_setting(code: str) -> str:
    return _(SETTINGS[code])


def _join(names: dict[str, str], codes: Collection[str]) -> str:
    return ", ".join(_(names[code]) for code in codes)


def _join_days(days: Collection[date]) -> str:
    return ", ".join(day_short(day) for day in days)


def _read_codes(value: str, known: Collection[str]) -> frozenset[str]:
    codes = frozenset(code.strip() for code in value.split("|"))
    if not codes <= set(known):
        raise ValueError(value)
    return codes
