"""The findings of some days, read from the store as the reader may see them."""

from datetime import date, datetime, time, timedelta

import pandas as pd

from lib.schedule.engine import frame_from, over_tables
from lib.schedule.events import make_timed_events, tabulate_venue_words
from lib.schedule.loading import PARTY
from lib.schedule.rules.facts import Facts, gather_facts
from lib.schedule.rules.findings import check_rules
from lib.schedule.rules.kinds import counted_methods, read_rules
from lib.schedule.rules.settings import RuleSettings
from lib.store import Reader

EVENTS = """
    SELECT * REPLACE (attendance::BIGINT AS attendance, vehicles::BIGINT AS vehicles), NULL::BOOLEAN AS end_is_estimate
    FROM events
    WHERE starts >= $first AND starts < $after AND ($own IS NULL OR list_contains($own, organiser))
        AND ($event_id IS NULL OR event_id = $event_id)
"""
COUNTED = """
    SELECT event_id, state, organiser, activity, starts, joint_key FROM events
    WHERE $methods IS NULL OR list_contains($methods, activity)
"""
"""The events that limits on numbers count: every participant's, as their public notices tell them."""

PLACES = "SELECT name, kind, lat, lon, coord_uncertainty_m FROM places"


def load_findings(read: Reader, first: date, last: date, settings: RuleSettings | None = None, *,
                  event_id: int | None = None) -> pd.DataFrame:
    """The findings (``check_rules``) on the events that start on the days `first` to `last`; on one with `event_id`.

    A party is told of its own events only. Raises CannotRun where the election pack has a rule nobody can read.
    """
    rules = read_rules(read.rows("FROM rules"))
    events = load_judged_events(read, first, last, event_id=event_id)
    methods = counted_methods(rules)
    counted = read.frame(COUNTED, methods=None if methods is None else sorted(methods))
    return check_rules(events, rules, load_facts(read), settings, counted=counted)


def load_judged_events(read: Reader, first: date, last: date, *, event_id: int | None = None) -> pd.DataFrame:
    """The timed events that start on these days; to a party its own."""
    events = read.table(EVENTS, first=datetime.combine(first, time()), own=_own_party(read), event_id=event_id,
                        after=datetime.combine(last + timedelta(days=1), time()))
    venues = read.table("SELECT venue_id, area_code, lat, lon FROM venues")
    names = read.table("SELECT venue_id, name FROM venue_names")
    with over_tables(
        told_events=events,
        venue_words=tabulate_venue_words(events["venue"], venues=venues, venue_names=names),
        venues=venues,
        activities=read.table("SELECT code, gathers FROM activities"),
        areas=read.table("SELECT area_code, district_code, lat, lon FROM areas"),
    ) as cursor:
        make_timed_events(cursor)
        return frame_from(cursor.execute("FROM timed_events ORDER BY starts, event_id").to_arrow_table())


def load_facts(read: Reader) -> Facts:
    """What the packs in the store tell the rules."""
    return gather_facts(
        venues=read.rows("SELECT venue_id, kind, capacity, coord_uncertainty_m FROM venues"),
        places=read.rows(PLACES), organiser_tickets=read.rows("FROM organiser_tickets"),
        calendar=read.rows("SELECT day, kind FROM calendar_days"))


def _own_party(read: Reader) -> list[str | None] | None:
    return [row["organiser"] for row in read.rows(PARTY)] or None
