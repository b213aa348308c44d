"""The days of a calendar's series, spread out one by one: RRULE of RFC 5545, daily and weekly only."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from lib.reference.vocabularies import Campaign

_READ = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"))
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FARTHEST = timedelta(days=1100)  # a series that begins further from the campaign is not walked through
_LONGEST_STEP = 1000


def series_days(
    rule: Mapping[str, Sequence[Any]], starts: datetime, campaign: Campaign, local: Callable[[datetime], datetime]
) -> list[date] | None:
    """The days on which a series takes place, from its start to the end of the campaign, in the zone of `starts`.

    None for a rule that is not read: another frequency, further parts, a start that is not on one of its weekdays.
    `local` gives the wall time of a moment in the city, in which UNTIL is compared.
    """
    frequency = str(_first(rule, "FREQ", "")).upper()
    interval, count = int(_first(rule, "INTERVAL", 1)), int(_first(rule, "COUNT", 0))
    weekdays = {str(day).upper() for day in rule.get("BYDAY", [])}
    week_start = str(_first(rule, "WKST", "MO")).upper()
    first = starts.date()
    if (
        not {name.upper() for name in rule} <= _READ
        or frequency not in ("DAILY", "WEEKLY")
        or not 1 <= interval <= _LONGEST_STEP
        or count < 0
        or not weekdays | {week_start} <= {*_WEEKDAYS}
        or (weekdays and _WEEKDAYS[first.weekday()] not in weekdays)
        or not campaign.starts - _FARTHEST < first < campaign.voting_day + _FARTHEST
    ):
        return None
    if not weekdays:
        weekdays = {_WEEKDAYS[first.weekday()]} if frequency == "WEEKLY" else {*_WEEKDAYS}
    # Weeks are counted from the one the series starts in, days from its first.
    origin = first if frequency == "DAILY" else first - timedelta((first.weekday() - _WEEKDAYS.index(week_start)) % 7)
    length = 1 if frequency == "DAILY" else 7
    last = max(first, campaign.voting_day) + timedelta(days=1)
    days: list[date] = []
    day = first
    while day <= last and (not count or len(days) < count):
        if (day - origin).days // length % interval == 0 and _WEEKDAYS[day.weekday()] in weekdays:
            if _is_past(_first(rule, "UNTIL", None), datetime.combine(day, starts.timetz()), local):
                break
            days.append(day)
        day += timedelta(days=1)
    return days


def _first(rule: Mapping[str, Sequence[Any]], name: str, missing: Any) -> Any:
    return rule.get(name, [missing])[0]


def _is_past(until: Any, moment: datetime, local: Callable[[datetime], datetime]) -> bool:
    if isinstance(until, datetime):
        return local(moment) > local(until)
    return isinstance(until, date) and moment.date() > until
