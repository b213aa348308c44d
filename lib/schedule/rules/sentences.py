"""The rules of a pack as sentences: what each asks, from its kind and its value, in the reader's language."""

from collections.abc import Callable, Collection
from datetime import date, time

from lib.schedule.rules.answers import Late, name_fields
from lib.schedule.rules.checks_of_notices import WORKING_DAYS
from lib.schedule.rules.place_kinds import SETTINGS, USES
from lib.schedule.rules.rule import Rule
from lib.text import N_, Message, _, clock, day_short, number

_WEEKDAYS = {1: N_("Monday"), 2: N_("Tuesday"), 3: N_("Wednesday"), 4: N_("Thursday"), 5: N_("Friday"),
             6: N_("Saturday"), 7: N_("Sunday")}
_WORSHIP = {"mosque": N_("mosque"), "church": N_("church")}
Say = Callable[[Rule], Message]


def say_rule(rule: Rule) -> Message:
    """What a rule asks, in one sentence."""
    return _SENTENCES[rule.category, rule.param](rule)


def _with(text: str, **values: Callable[[Rule], object]) -> Say:
    return lambda rule: Message(text, {name: make(rule) for name, make in values.items()})


def _late(word: Callable, find: Callable[[Rule], object]) -> Callable[[Rule], Late]:
    return lambda rule: Late(word, find(rule))


def _value(rule: Rule) -> object:
    return rule.value


def _names(names: dict) -> Callable[[Collection], str]:
    return lambda codes: ", ".join(_(names[code]) for code in names if code in codes)


def _days(days: Collection[date]) -> str:
    return ", ".join(day_short(day) for day in sorted(days))


def _worship(windows: Collection[tuple[str, int, time, time]]) -> str:
    return "; ".join(f"{_(_WORSHIP[kind]) if kind in _WORSHIP else kind} {_(_WEEKDAYS[weekday])} "
                     f"{clock(first)}–{clock(last)}" for kind, weekday, first, last in windows)


def _count(told: str) -> str:
    return number(int(told)) if told.isdecimal() else told


def _rupiah(told: str) -> str:
    return f"Rp{_count(told)}"


def _codes(codes: Collection[str]) -> str:
    return ", ".join(sorted(codes))


def _say_zone(rule: Rule) -> Message:
    names, days = rule.value
    values = {"names": Late(_codes, names), "days": Late(_days, days or ())}
    if days is None:
        return Message(N_("The zone days of {names} here are not known."), values)
    return Message(N_("{names} and who proposed them: here on {days} only."), values)


def _say_lead(worked: str, every: str) -> Say:
    def say(rule: Rule) -> Message:
        return Message(worked if rule.unit == WORKING_DAYS else every, {"n": Late(number, rule.value)})
    return say


_SPAN = {"first": _late(day_short, lambda rule: rule.valid_from), "last": _late(day_short, lambda rule: rule.valid_to)}
_MOST = {"most": _late(number, _value)}
_FIELDS = {"fields": _late(name_fields, _value)}

_SENTENCES: dict[tuple[str, str], Say] = {
    ("method_window", "window"): _with(N_("Only from {first} to {last}."), **_SPAN),
    ("quiet_period", "date_range"): _with(N_("No campaign of any kind from {first} to {last}."), **_SPAN),
    ("hours", "hours"): _with(N_("Begins at {first} at the earliest and ends by {last}."),
                              first=_late(clock, lambda rule: rule.value[0]),
                              last=_late(clock, lambda rule: rule.value[1])),
    ("worship_hours", "hours"): _with(N_("Not near a place of worship in its hours: {hours}."),
                                      hours=_late(_worship, _value)),
    ("participant_cap", "max_participants"): _with(N_("At most {most} people."), **_MOST),
    ("participant_cap", "max_participants_kabupaten_kota"): _with(
        N_("At most {most} people when the city's or regency's team holds it."), **_MOST),
    ("participant_cap", "max_participants_provinsi"): _with(
        N_("At most {most} people when the province's team holds it."), **_MOST),
    ("participant_cap", "max_participants_nasional"): _with(
        N_("At most {most} people when the national team holds it."), **_MOST),
    ("participant_cap", "room_capacity"): _with(N_("No more people than the room holds.")),
    ("vehicle_cap", "max_vehicles"): _with(N_("At most {most} vehicles."), **_MOST),
    ("place_type", "place_types"): _with(N_("Allowed places: {kinds}."), kinds=_late(_names(SETTINGS), _value)),
    ("place_ban", "place_kind"): _with(N_("Closed to campaigning: {kinds}."), kinds=_late(_names(USES), _value)),
    ("place_ban", "place_kind_with_permission"): _with(
        N_("Only with the permission of the person in charge and without campaign attributes: {kinds}."),
        kinds=_late(_names(USES), _value)),
    ("place_ban", "allowed_points_by_kecamatan"): _with(
        N_("Only at the points of the city's decision: {points}."), points=_value),
    ("campus_days", "weekday_only"): _with(N_("On a campus only on: {days}."), days=_late(_names(_WEEKDAYS), _value)),
    ("zone_rotation", "days"): _say_zone,
    ("zone_rotation", "agreed_days"): _with(N_("{days} are shared out by agreement."), days=_late(_days, _value)),
    ("notification", "required_fields"): _with(N_("The written notice states: {fields}."), **_FIELDS),
    ("notification", "lead_time_working_days"): _say_lead(
        N_("The police have the notice at least {n} working days before."),
        N_("The police have the notice at least {n} days before.")),
    ("notification", "permit_working_days"): _say_lead(
        N_("The crowd permit is asked for at least {n} working days before."),
        N_("The crowd permit is asked for at least {n} days before.")),
    ("convoy", "needs"): _with(N_("A convoy follows traffic law; told beforehand: {fields}."), **_FIELDS),
    ("count_limit", "max_per_campaign"): _with(
        N_("At most {most} in the whole campaign for each of: {names}."),
        most=_late(number, lambda rule: rule.value[1]), names=_late(_codes, lambda rule: rule.value[0])),
    ("clash", "max_per_day_city"): _with(N_("At most {most} a day in the whole city."), **_MOST),
    ("limit", "max_value_idr"): _with(N_("Each item is worth at most {most}."), most=_late(_rupiah, _value)),
    ("limit", "max_accounts"): _with(N_("At most {most} accounts for each application."),
                                   most=_late(_count, _value)),
}
