"""Placements: where and when each event could be instead, and what of that the calendar and the rules leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pandas as pd

from lib.schedule.events import time_events
from lib.schedule.proposals.settings import Limits, ProposalSettings
from lib.schedule.proposals.units import Unit
from lib.schedule.proposals.venues import City, VenueFinder
from lib.schedule.rules.facts import Event, midnight

DAY_MINUTES = 24 * 60
STAY = timedelta(0)


@dataclass(frozen=True)
class Option:
    """One way to place a unit: later (or earlier) by `shift`, at another venue unless None; displacement in minutes."""

    shift: timedelta
    venue_id: str | None
    displacement: int

    @property
    def moves(self) -> bool:
        """Whether anything changes."""
        return self.shift != STAY or self.venue_id is not None


def list_options(rows: Sequence[Event], finder: VenueFinder, settings: ProposalSettings) -> list[Option]:
    """Every option of a unit's events (rows of plain values), to stay first, then the least displaced first.

    At its own venue each hour of the days around; at another suitable venue each hour of its day and its own hour on
    the days around. Displacement: the change of the hour, 24 hours for each day, `venue_minutes` and a minute for
    each 100 m to the other venue; for each event of the unit.
    """
    first = min(row["starts"] for row in rows)
    venues = finder.find(rows[0], settings.most_venues) if len({_place_of(row) for row in rows}) == 1 else []
    here = [(days, clock, None, 0) for days in _days(settings) for clock in _clocks(first, settings)]
    there = [(days, clock, venue_id, settings.venue_minutes + round(metres / 100))
             for venue_id, metres in venues for days in _days(settings)
             for clock in (_clocks(first, settings) if days == 0 else [first.time()])]
    options = {}
    for days, clock, venue_id, price in here + there:
        starts = datetime.combine(first.date() + timedelta(days=days), clock)
        hours = abs(datetime.combine(first.date(), clock) - first) // timedelta(minutes=1)
        options[starts - first, venue_id] = Option(
            starts - first, venue_id, len(rows) * (hours + DAY_MINUTES * abs(days) + price))
    return sorted(options.values(), key=lambda option: (option.displacement, option.shift, option.venue_id or ""))


def place_options(units: Sequence[Unit], options: Sequence[Sequence[Option]], events: pd.DataFrame,
                  city: City) -> pd.DataFrame:
    """The events of the units as each option that moves them would place them, timed anew.

    Columns of `events`, with event_id the row here; besides unit and option (places in the lists) and source (row of
    `events`).
    """
    told = events.assign(ends=_told_ends(events), source=range(len(events)))
    index = [(number, place, row, option.shift, option.venue_id)
             for number, unit in enumerate(units) for place, option in enumerate(options[number]) if option.moves
             for row in unit.rows]
    columns = pd.DataFrame(index, columns=["unit", "option", "row", "shift", "to"])
    placed = told.iloc[columns["row"]].reset_index(drop=True)
    shift = columns["shift"].astype("timedelta64[us]")
    placed = placed.assign(event_id=range(len(placed)), unit=columns["unit"], option=columns["option"],
                           starts=placed["starts"] + shift, ends=placed["ends"] + shift, state="planned")
    venues = city.venues.set_index("venue_id")
    elsewhere = columns["to"].notna()
    names = {"venue": "name", "area_code": "area_code", "lat": "lat", "lon": "lon"}
    moved = {column: placed[column].where(~elsewhere, columns["to"].map(venues[name]))
             for column, name in names.items()}
    placed = placed.assign(**moved, venue_id=placed["venue_id"].where(~elsewhere, columns["to"]))
    return time_events(placed, activities=city.activities, areas=city.areas, venues=city.venues).sort_values(
        "event_id", ignore_index=True)


def find_outside(placements: pd.DataFrame, events: pd.DataFrame, limits: Limits,
                 settings: ProposalSettings) -> pd.Series:
    """Why the calendar allows a placement not: "days" or "hours", None where it does."""
    return pd.Series([_why_outside(starts, ends, own, limits, settings) for starts, ends, own in zip(
        placements["starts"], placements["ends_or_estimate"], events["starts"].iloc[placements["source"]],
        strict=True)], index=placements.index, dtype="object")


def _why_outside(starts: datetime, ends: datetime, own: datetime, limits: Limits,
                 settings: ProposalSettings) -> str | None:
    day = starts.date()
    is_past = limits.begun_by is not None and day <= limits.begun_by.date()
    if is_past or day in limits.protected_days \
            or (limits.first is not None and day < limits.first) or (limits.last is not None and day > limits.last):
        return "days"
    if starts.time() == own.time():
        return None  # its own hour is as good on another day
    latest = midnight(day) + timedelta(hours=settings.day_ends)
    return "hours" if ends > latest or starts < midnight(day) + timedelta(hours=settings.day_begins) else None


def _place_of(row: Event) -> tuple:
    return row["venue_id"], row["venue_key"], row["area_code"]


def _days(settings: ProposalSettings) -> range:
    return range(-settings.days_around, settings.days_around + 1)


def _clocks(first: datetime, settings: ProposalSettings) -> Iterator[time]:
    """The hours that are tried, and the event's own."""
    yield first.time()
    for minute in range(settings.day_begins * 60, settings.day_ends * 60, settings.step_minutes):
        yield time(minute // 60, minute % 60)


def _told_ends(events: pd.DataFrame) -> pd.Series:
    """The ends as told, missing where they are only assumed."""
    if "ends" in events:
        return events["ends"].astype("datetime64[us]")
    return events["ends_or_estimate"].where(~events["end_is_estimate"].astype("bool"))
