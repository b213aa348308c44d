"""What proposals need, read from the store as the reader may see it; and the decisions there are."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd

from lib.reference.city import load_city
from lib.schedule.events import recognise_venues, time_events
from lib.schedule.loading import MARGIN, PLACES, RULES, WINDOWS
from lib.schedule.proposals.conflicts import engine_of
from lib.schedule.proposals.decisions import CONFIRMED
from lib.schedule.proposals.legality import RuleBook
from lib.schedule.proposals.loading import find_protected_days
from lib.schedule.proposals.proposing import propose_moves
from lib.schedule.proposals.results import Proposal
from lib.schedule.proposals.settings import Limits, ProposalSettings
from lib.schedule.proposals.venues import City
from lib.schedule.proposals.watching import Watch
from lib.schedule.rules.kinds import read_rules
from lib.schedule.rules.loading import load_facts
from lib.schedule.settings import ClashSettings, ScheduleSettings, read_rallies_per_day
from lib.schedule.surroundings import Surroundings
from lib.store import Reader

EVENTS = """
    SELECT * REPLACE (attendance::BIGINT AS attendance) FROM events
    WHERE starts >= $first AND starts < $after ORDER BY starts, event_id
"""
CALENDAR = "SELECT day, label_id, label_en, kind FROM calendar_days ORDER BY day"
VENUES = """
    SELECT venue_id, name, kind, area_code, lat, lon, capacity, capacity_source, rapat_umum_ok, pertemuan_terbatas_ok
    FROM venues ORDER BY venue_id
"""
DECISIONS = """
    SELECT * FROM decision_log
    QUALIFY entry_id = max(entry_id) OVER (PARTITION BY decision_id) ORDER BY decision_id DESC
"""
HISTORY = "SELECT * FROM decision_log WHERE decision_id = $decision_id ORDER BY entry_id"
NEWEST = "SELECT event_id, version AS version_now, activity FROM events"
NAMES = "SELECT code, kind, ballot_number, short_name FROM organisers"


@dataclass(frozen=True)
class Office:
    """What the schedule is judged by: the city, what the engine looks at, rules and limits."""

    city: City
    settings: ScheduleSettings
    surroundings: Surroundings
    book: RuleBook
    limits: Limits


def load_office(read: Reader, today: date) -> Office:
    """The office's facts; what starts before `today` stays."""
    at_work = load_city(read)
    areas = read.frame("SELECT area_code, name, district_code, lat, lon, alt_names FROM areas ORDER BY area_code")
    venues, neighbours = read.frame(VENUES), read.frame("SELECT area_code, neighbour_code FROM area_neighbours")
    calendar = read.frame(CALENDAR)
    surroundings = Surroundings(
        neighbours=neighbours, areas=areas, venues=venues, calendar_days=calendar, places=read.frame(PLACES),
        venue_names=read.frame("SELECT venue_id, name FROM venue_names ORDER BY ALL"),
        organisers=read.frame("SELECT code, short_name, full_name, aliases FROM organisers ORDER BY code"),
        weekly_windows=read.frame(WINDOWS))
    limits = Limits(at_work.campaign_from, at_work.campaign_to, find_protected_days(calendar.to_dict("records")),
                    datetime.combine(today, time()))
    return Office(
        City(read.frame("SELECT code, gathers FROM activities"), areas, venues, neighbours),
        ScheduleSettings(clashes=ClashSettings(rallies_per_day=read_rallies_per_day(read.rows(RULES)))), surroundings,
        RuleBook(read_rules(read.rows("FROM rules")), load_facts(read)), limits)


def load_events(read: Reader, office: Office, first: date, last: date) -> pd.DataFrame:
    """The timed events that start on these days, with their version."""
    told = read.frame(EVENTS, first=datetime.combine(first, time()),
                      after=datetime.combine(last + timedelta(days=1), time()))
    named = recognise_venues(told, venues=office.city.venues, venue_names=office.surroundings.venue_names)
    return time_events(named, activities=office.city.activities, areas=office.city.areas, venues=office.city.venues)


def load_proposal(read: Reader, first: date, last: date, today: date, settings: ProposalSettings,
                  watch: Watch | None = None) -> Proposal:
    """The moves that clear the clashes of these days (``propose_moves``); past moves of each participant count.

    Its moves have version (of the event), joint_key and moved_before (by their organiser).
    """
    office = load_office(read, today)
    reach = timedelta(days=settings.days_around) + MARGIN
    events = load_events(read, office, first - reach, last + reach)
    ledger = count_moves(read)
    found = propose_moves(
        events, office.city, engine=engine_of(office.settings, office.surroundings), settings=settings,
        limits=office.limits, book=office.book, ledger=ledger, first=first, last=last, names=_names(read), watch=watch)
    known = events.set_index("event_id")
    more = {name: found.moves["event_id"].map(known[name]) for name in ("version", "joint_key")}
    moves = found.moves.assign(**more, moved_before=found.moves["organiser"].map(ledger).fillna(0).astype("int64"))
    return Proposal(moves, found.left, found.clashes, found.after, found.stages, found.seconds)


def load_decisions(read: Reader) -> pd.DataFrame:
    """Each decision as its last entry says, the newest first, with activity and version_now of its event."""
    found = read.frame(DECISIONS)
    return found.merge(read.frame(NEWEST), on="event_id", how="left")


def load_decision_history(read: Reader, decision_id: int) -> list[dict[str, Any]]:
    """The entries of one decision in order."""
    return read.rows(HISTORY, decision_id=decision_id)


def count_moves(read: Reader) -> dict[str, int]:
    """How many of each participant's events were moved by confirmed decisions."""
    return count_confirmed(read.frame(DECISIONS))


def count_confirmed(decisions: pd.DataFrame) -> dict[str, int]:
    """The same of decisions already read."""
    confirmed = decisions[decisions["state"] == CONFIRMED]
    return {code: int(count) for code, count in confirmed["organiser"].value_counts().items()}


def _names(read: Reader) -> dict[str, str]:
    return {row["code"]: row["short_name"] if row["kind"] == "ticket" or row["ballot_number"] is None
            else f"{row['ballot_number']} {row['short_name']}" for row in read.rows(NAMES)}
