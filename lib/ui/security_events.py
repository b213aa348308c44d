"""Which events make up the officers needed in some hours of a district; a row opens the event's card."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pandas as pd
import streamlit as st

from lib.reference.labels import Labels
from lib.schedule.load_cells import pick_events
from lib.schedule.load_stored import SecurityLoad
from lib.schedule.wordings import level_name
from lib.text import _, clock, number
from lib.ui.addresses import pick_one
from lib.ui.event_cards import open_event
from lib.ui.filters import row
from lib.ui.row_cards import table_of_cards
from lib.ui.tables import empty

NOWHERE = "tanpa"
"""Stands in the address for events in no known district."""


def draw_hours(security: SecurityLoad, shown: date, labels: Labels, districts: Sequence[str]) -> None:
    """Pick a district and hours of the day `shown`; what they need in a line, and the events behind it."""
    of_day = security.load[security.load["day"] == pd.Timestamp(shown)]
    with row():
        code = pick_one(st.selectbox, _("District"), _districts_of(of_day, labels, districts), key="di", width=240)
        begin, end = st.slider(_("Hours"), 0, 24, (0, 24), key="jam", bind="query-params", width=320)
    district = None if code == NOWHERE else code
    here = of_day["district_code"].isna() if district is None else of_day["district_code"] == district
    hours = of_day[here & (of_day["hour"] >= begin) & (of_day["hour"] < end)]
    midnight = datetime.combine(shown, time())
    events = pick_events(security.needed, district, midnight + timedelta(hours=begin), midnight + timedelta(hours=end))
    if events.empty or begin == end:
        empty(_("No activity needs officers there in these hours. Choose other hours or another district."))
        return
    st.markdown(_say_heaviest(hours))
    _draw_events(events, labels)


def say_range(low: int, high: int) -> str:
    """"100–178"; one number where both are the same."""
    return number(high) if low == high else f"{number(low)}–{number(high)}"


def _districts_of(of_day: pd.DataFrame, labels: Labels, districts: Sequence[str]) -> dict[str, str]:
    """The districts to choose from, the one that needs most of what it lacks first."""
    lacking = of_day.assign(place=of_day["district_code"].fillna(NOWHERE),
                            unmet=of_day["officers_high"] - of_day["strength"].fillna(0))
    order = lacking.groupby("place")["unmet"].max().sort_values(ascending=False, kind="stable").index
    names = labels.districts | {NOWHERE: _("district not known")}
    codes = [code for code in order if code in names] or [code for code in labels.districts
                                                          if not districts or code in districts]
    return {code: names[code] for code in codes}


def _say_heaviest(hours: pd.DataFrame) -> str:
    """The heaviest hour of those chosen against the strength."""
    heaviest = hours.sort_values(["officers_high", "officers_low"], ascending=False, kind="stable").iloc[0]
    facts = {"hour": clock(heaviest["moment"]), "n": say_range(heaviest["officers_low"], heaviest["officers_high"])}
    if pd.isna(heaviest["district_code"]):
        return _("Most at {hour}: {n} officers, counted for no district.", **facts)
    if pd.isna(heaviest["strength"]):
        return _("Most at {hour}: {n} officers; strength not entered.", **facts)
    return _("Most at {hour}: {n} officers; strength {strength}.", **facts, strength=number(heaviest["strength"]))


def _draw_events(events: pd.DataFrame, labels: Labels) -> None:
    rows = list(events.itertuples())
    heads = {"bound": _("Officers bound"), "organiser": _("Organiser"), "activity": _("Activity"),
             "venue": _("Venue"), "people": _("People"), "officers": _("Officers needed"), "clash": _("Clash")}
    shown = pd.DataFrame({
        "bound": [f"{clock(event.bound_from)}–{clock(event.bound_until)}" for event in rows],
        "organiser": [labels.organiser(event.organiser) for event in rows],
        "activity": [labels.activity(event.activity) for event in rows],
        "venue": [event.venue if isinstance(event.venue, str) else "" for event in rows],
        "people": [_say_people(event) for event in rows],
        "officers": [say_range(event.officers_low, event.officers_high) for event in rows],
        "clash": ["" if pd.isna(event.clash_level) else level_name(event.clash_level) for event in rows],
    })
    to_open = table_of_cards(shown.rename(columns=heads), {}, events["event_id"].tolist(), key="pengamanan-kegiatan",
                             alt=_("The activities that need officers in the chosen hours"))
    if to_open is not None:
        open_event(events.set_index("event_id", drop=False).loc[to_open].to_dict())


def _say_people(event: object) -> str:
    told = say_range(event.crowd_low, event.crowd_high)
    return _("{n} (estimate)", n=told) if event.crowd_is_estimate else told
