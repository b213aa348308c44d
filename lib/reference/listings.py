"""The packs at work as an administrator reads them: how much there is of what, rules, venues, calendar."""

import pandas as pd

from lib.store import Reader
from lib.text import current

COUNTS = """
    SELECT
        (SELECT count(*) FROM districts) AS districts, (SELECT count(*) FROM areas) AS areas,
        (SELECT count(*) FROM venues) AS venues, (SELECT count(*) FROM places) AS places,
        (SELECT count(*) FROM calendar_days) AS calendar_days,
        (SELECT count(*) FROM organisers WHERE kind = 'party') AS parties,
        (SELECT count(*) FROM organisers WHERE kind = 'ticket') AS tickets, (SELECT count(*) FROM rules) AS rules
"""
RULES = """
    SELECT rule_id, category, rule, concat_ws(' ', value, unit) AS value, valid_from, valid_to, legal_ref,
           verification, source
    FROM rules ORDER BY rule_id
"""
VENUES = """
    SELECT v.venue_id, v.name, v.kind, a.name AS ward, v.coord_uncertainty_m, v.capacity, v.capacity_source,
           v.verification
    FROM venues AS v LEFT JOIN areas AS a USING (area_code) ORDER BY v.venue_id
"""
WARDS = "SELECT area_code, bps_code, name, district_code, lat, lon FROM areas ORDER BY area_code"
CALENDAR = "SELECT day, label_id, label_en, kind, confidence FROM calendar_days ORDER BY day, label_id"
WEEKLY = "SELECT iso_weekday, starts, ends, label_id, label_en, confidence FROM weekly_windows ORDER BY ALL"


def count_pack(read: Reader) -> dict[str, int]:
    """How many districts, areas, venues, places, calendar_days, parties, tickets and rules there are."""
    return read.rows(COUNTS)[0]


def load_rules(read: Reader) -> pd.DataFrame:
    """The election's rules with their article, their source and how sure they are, as the pack words it."""
    return read.frame(RULES)


def load_venues(read: Reader) -> pd.DataFrame:
    """The venues with the uncertainty of their point (metres) and where their capacity comes from."""
    return read.frame(VENUES)


def load_wards(read: Reader) -> pd.DataFrame:
    """The wards with what a boundary file can name them by: area_code, bps_code, name, district_code, lat, lon."""
    return read.frame(WARDS)


def load_calendar(read: Reader) -> pd.DataFrame:
    """The calendar's days: day, label in the reader's language, kind, confidence."""
    return _labelled(read.frame(CALENDAR))


def load_weekly_windows(read: Reader) -> pd.DataFrame:
    """The hours of every week to keep free: iso_weekday, starts, ends, label in the reader's language, confidence."""
    return _labelled(read.frame(WEEKLY))


def _labelled(frame: pd.DataFrame) -> pd.DataFrame:
    """One label column: the reader's language, or Indonesian where the pack has no other."""
    own = frame["label_en"] if current() == "en" else frame["label_id"]
    return frame.assign(label=own.fillna(frame["label_id"]).fillna(frame["label_en"]))
