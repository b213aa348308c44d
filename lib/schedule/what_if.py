"""What if one event were on another day, at other hours, at another place: what would come, and what would go."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd

from lib.schedule.all_clashes import find_event_clashes
from lib.schedule.events import time_events
from lib.schedule.load import find_shortages, tally_load
from lib.schedule.load_ratios import load_ratios, officers_needed
from lib.schedule.load_strengths import load_strengths
from lib.schedule.loading import MARGIN, PARTY
from lib.schedule.proposals.conflicts import engine_of, find_pairs
from lib.schedule.proposals.legality import find_breaking
from lib.schedule.proposals.placements import Option, find_outside, place_options
from lib.schedule.proposals.settings import ProposalSettings
from lib.schedule.proposals.stored import Office, load_events, load_office
from lib.schedule.proposals.units import Unit
from lib.schedule.rules.answers import SUSPECTED
from lib.schedule.rules.findings import check_rules
from lib.schedule.settings import RALLY
from lib.store import Reader
from lib.text import say

COUNTED = "SELECT event_id, state, organiser, activity, starts, joint_key FROM events"
CHOICES = """
    SELECT event_id, version, organiser, activity, starts, ends, venue, venue_id, area_code FROM events
    WHERE starts >= $first AND starts < $after AND state NOT IN ('cancelled', 'held')
        AND ($own IS NULL OR list_contains($own, organiser))
    ORDER BY starts, event_id
"""
DISTRICTS = "SELECT district_code, name FROM districts ORDER BY name"
LEVELS = (5, 4, 3, 2)
FREE_BELOW = 4
"""A slot is free when nothing of this level or above would come."""

Slots = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True)
class Load:
    """Officers of the heaviest hour of a district on a day, now and then (the higher end), and shortages."""

    peaks: pd.DataFrame
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True)
class WhatIf:
    """One event as it is and as it would be.

    event, moved: rows of timed events, as dicts. clashes, findings: frames of the event's own, now and then (findings:
    only what is suspected). gone, come: what of them ends and begins. load: None for who may not see strengths.
    slots: hours of that day and place (or of the event's own place) at which nothing grave would come.
    """

    event: dict[str, Any]
    moved: dict[str, Any]
    clashes_now: pd.DataFrame
    clashes_then: pd.DataFrame
    findings_now: pd.DataFrame
    findings_then: pd.DataFrame
    load: Load | None
    slots: Slots

    def counts(self) -> pd.DataFrame:
        """How many clashes of each level there are now and would be then: level, now, then."""
        return pd.DataFrame([(level, int((self.clashes_now["level"] == level).sum()),
                              int((self.clashes_then["level"] == level).sum())) for level in LEVELS],
                            columns=["level", "now", "then"])


def load_choices(read: Reader, day: date) -> pd.DataFrame:
    """The events of a day that may be tried, with their version; to a party its own."""
    own = [row["organiser"] for row in read.rows(PARTY)] or None
    return read.frame(CHOICES, own=own, first=datetime.combine(day, time()),
                      after=datetime.combine(day + timedelta(days=1), time()))


def load_venues(read: Reader) -> pd.DataFrame:
    """The venues an event can be tried at: venue_id and name, by name."""
    return read.frame("SELECT venue_id, name FROM venues WHERE lat IS NOT NULL ORDER BY name")


def keep_others(one: pd.DataFrame, other: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows of `one` that `other` has not, by `key`."""
    return one[~one[key].isin(other[key])].reset_index(drop=True)


def try_event(read: Reader, event_id: int, starts: datetime, ends: datetime | None, venue_id: str | None, today: date,
              with_load: bool = False) -> WhatIf:
    """The event at other hours, and at another known venue unless venue_id is None. Nothing is changed.

    ends: None where nobody told it. Raises KeyError for an event that the reader does not see.
    """
    office = load_office(read, today)
    day_now = _day_of(read, event_id)
    days = {day + step for day in (day_now, starts.date()) for step in (-MARGIN, timedelta(0), MARGIN)}
    events = pd.concat([load_events(read, office, *span) for span in _spans(days)], ignore_index=True)
    row = events[events["event_id"] == event_id]
    moved = _move(row, office, starts, ends, venue_id)
    then = pd.concat([events[events["event_id"] != event_id], moved[events.columns]], ignore_index=True)
    found = [find_event_clashes(each, event_id, office.settings, surroundings=office.surroundings)
             for each in (events, then)]
    (clashes_now, levels_now), (clashes_then, levels_then) = found
    findings = [_suspected(read, each, office, event_id) for each in (row, moved)]
    load = _weigh(read, (events, levels_now), (then, levels_then), {day_now, starts.date()}, row, moved) \
        if with_load else None
    return WhatIf(row.to_dict("records")[0], moved.to_dict("records")[0], clashes_now, clashes_then, *findings, load,
                  _find_slots(events, moved, row, office, venue_id))


def _day_of(read: Reader, event_id: int) -> date:
    found = read.value("SELECT starts FROM events WHERE event_id = $event_id", event_id=event_id)
    if found is None:
        raise KeyError(event_id)
    return found.date()


def _spans(days: set[date]) -> list[tuple[date, date]]:
    """The days as spans without a gap."""
    spans: list[tuple[date, date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][1] == timedelta(days=1):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def _move(row: pd.DataFrame, office: Office, starts: datetime, ends: datetime | None,
          venue_id: str | None) -> pd.DataFrame:
    """The event as it would be, timed anew."""
    moved = row.assign(starts=pd.Timestamp(starts), ends=pd.NaT if ends is None else pd.Timestamp(ends), state="moved")
    if venue_id is not None and venue_id != row["venue_id"].iloc[0]:
        venue = office.city.venues.set_index("venue_id").loc[venue_id]
        moved = moved.assign(venue=venue["name"], venue_id=venue_id, area_code=venue["area_code"], lat=venue["lat"],
                             lon=venue["lon"], position_is_estimate=False, route=None, gathering_point=None)
    moved = moved.astype({"starts": "datetime64[us]", "ends": "datetime64[us]", "route": "object",
                          "gathering_point": "object"})
    return time_events(moved.drop(columns="end_is_estimate"), activities=office.city.activities,
                       areas=office.city.areas, venues=office.city.venues)


def _suspected(read: Reader, row: pd.DataFrame, office: Office, event_id: int) -> pd.DataFrame:
    counted = read.frame(COUNTED)
    others = pd.concat([counted[counted["event_id"] != event_id], row[counted.columns]], ignore_index=True)
    found = check_rules(row, office.book.rules, office.book.facts, counted=others)
    return found[found["answer"] == SUSPECTED].reset_index(drop=True)


def _weigh(read: Reader, now: tuple[pd.DataFrame, pd.Series], then: tuple[pd.DataFrame, pd.Series], days: set[date],
           row: pd.DataFrame, moved: pd.DataFrame) -> Load:
    """The security load of the days and districts concerned."""
    names = {district["district_code"]: district["name"] for district in read.rows(DISTRICTS)}
    ratios = load_ratios(read)
    kinds = {venue["venue_id"]: venue["kind"] for venue in read.rows("SELECT venue_id, kind FROM venues")}
    concerned = {code for each in (row, moved) for code in each["district_code"].dropna()}
    told: list[dict[str, str]] = []
    peaks: list[pd.Series] = []
    for events, levels in (now, then):
        needed = officers_needed(events.assign(
            venue_kind=events["venue_id"].map(kinds), clash_level=events["event_id"].map(levels).astype("Int64")),
            ratios)
        loads = [tally_load(needed, load_strengths(read, day, day), names, day, day) for day in sorted(days)]
        load = pd.concat(loads, ignore_index=True)
        load = load[load["district_code"].isin(concerned)]
        told.append({say(sentence): "" for sentence in find_shortages(load, names)["sentence"]})
        peaks.append(load.groupby(["day", "district_code"])["officers_high"].max())
    both = pd.DataFrame({"now": peaks[0], "then": peaks[1]}).reset_index()
    changed = both[both["now"] != both["then"]].reset_index(drop=True)
    return Load(changed.assign(district=changed["district_code"].map(names)),
                tuple(sentence for sentence in told[0] if sentence not in told[1]),
                tuple(sentence for sentence in told[1] if sentence not in told[0]))


def _find_slots(events: pd.DataFrame, moved: pd.DataFrame, row: pd.DataFrame, office: Office,
                venue_id: str | None) -> Slots:
    """Hours on the moved event's day at its place at which nothing grave would come and no rule speak against it.

    Every hour is tried at once: the copies are one organiser's, so of two of them there is no clash that counts.
    """
    settings = ProposalSettings()
    day, length = moved["starts"].iloc[0].normalize(), moved["ends_or_estimate"].iloc[0] - moved["starts"].iloc[0]
    hours = [day + timedelta(minutes=minute) for minute in range(
        settings.day_begins * 60, settings.day_ends * 60, settings.step_minutes)]
    source = row.reset_index(drop=True).assign(ends=lambda each: each["starts"] + length)
    own = source["starts"].iloc[0]
    options = [Option(timedelta(0), None, 0)] + [
        Option((hour - own).to_pytimedelta(), venue_id, 1) for hour in hours
        if hour != own or (venue_id is not None and venue_id != source["venue_id"].iloc[0])]
    placed = place_options([Unit((0,))], [options], source, office.city)
    placed = placed[find_outside(placed, source, office.limits, settings).isna()].reset_index(drop=True)
    placed = placed[find_breaking(placed, source, office.book).isna()].reset_index(drop=True)
    others = events[events["event_id"] != row["event_id"].iloc[0]]
    if not len(placed) or _is_full(moved.iloc[0], others, office):
        return ()
    first_free = int(events["event_id"].max()) + 1
    placed = placed.assign(event_id=range(first_free, first_free + len(placed)))
    everything = pd.concat([others, placed[[name for name in events.columns if name in placed]]], ignore_index=True)
    clashes = replace(office.settings.clashes, rallies_per_day=None)
    engine = engine_of(replace(office.settings, clashes=clashes), office.surroundings)
    pairs = find_pairs(engine, everything, FREE_BELOW)
    copies = pairs["event_a"].ge(first_free), pairs["event_b"].ge(first_free).fillna(False)
    busy = {*pairs["event_a"][copies[0] & ~copies[1]], *pairs["event_b"][copies[1] & ~copies[0]]}
    free = placed[~placed["event_id"].isin(busy)]
    return tuple((start.to_pydatetime(), end.to_pydatetime())
                 for start, end in zip(free["starts"], free["ends_or_estimate"], strict=True))


def _is_full(moved: pd.Series, others: pd.DataFrame, office: Office) -> bool:
    """Whether the day has all the rallies that the election's rule allows, another organiser's among them."""
    most = office.settings.clashes.rallies_per_day
    if most is None or moved["activity"] != RALLY:
        return False
    day = moved["starts"].date()
    rallies = others[(others["activity"] == RALLY) & (others["state"] != "cancelled")
                     & (others["starts"].dt.date == day)]
    return len(rallies) >= most and bool((rallies["organiser"] != moved["organiser"]).any())

