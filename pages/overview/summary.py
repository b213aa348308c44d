"""Ringkasan: the situation today in one sentence, four numbers, the map and the coming week."""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import Permission
from lib.charts.risk import draw_risk_map
from lib.charts.schedule import draw_week
from lib.followup.situation import GRAVE, Situation, describe_situation, say_situation
from lib.reference.city import load_shapes
from lib.reference.labels import load_labels
from lib.reports.listings import load_totals
from lib.risk.loading import load_likelihoods, load_scores
from lib.schedule.groups_stored import gather_groups
from lib.schedule.loading import count_schedule, load_event_totals, load_schedule
from lib.schedule.wordings import spread_by_day
from lib.store import Reader
from lib.text import Message, _, day, number, say
from lib.ui.caching import cached_read
from lib.ui.charts import chart, kept
from lib.ui.filters import week_from
from lib.ui.guard import require
from lib.ui.markup import plain
from lib.ui.problem_cards import problem_card
from lib.ui.problem_records import record_once_a_day
from lib.ui.registry import find_page
from lib.ui.report_lists import draw_totals
from lib.ui.session import as_of, cached, cached_pack, city, store
from lib.ui.tables import empty, show_table

LISTED = 5
NUMBER_WIDTH = 168  # pixels: two numbers stand side by side on a phone
WEEK = timedelta(days=7)


@kept
def ward_map(on: date, start: date) -> go.Figure:
    return draw_risk_map(cached_pack(load_shapes), cached(load_scores, on, start).wards, height=540)


@kept
def week(first: date, last: date) -> go.Figure:
    schedule = cached(load_schedule, first, last, (), (), GRAVE)
    return draw_week(schedule.events, schedule.clashes, first=first)


class Today(NamedTuple):
    """The situation as known on the day, what is said of it, and the problems, the gravest first."""

    situation: Situation
    sentences: list[Message]
    problems: pd.DataFrame


# Kept like the charts: to sort so many clashes anew takes longer than all the rest of a click.
def look(read: Reader, on: date, start: date | None) -> Today:
    """`start`: the first day of the scores; None leaves them out."""
    schedule = cached(load_schedule, *week_from(on), (), (), GRAVE)
    wards = cached(load_scores, on, start).wards if start else None
    situation = describe_situation(events=schedule.events, clashes=schedule.clashes, wards=wards)
    return Today(situation, say_situation(situation, schedule.clashes, wards),
                 gather_groups(read, schedule.clashes))


def look_back(on: date) -> Situation:
    """The situation as it was known on an earlier day: only counted, because nothing else of it is shown."""
    counts = cached_read(store(), viewer, on, count_schedule, (*week_from(on), min(GRAVE)))
    wards = cached_read(store(), viewer, on, load_likelihoods, (on, city().campaign_from)) if risks else None
    return replace(describe_situation(wards=wards), high_clashes=counts.clashes, events=counts.events)


def draw_numbers(now: Situation, before: Situation) -> None:
    counts = [
        (_("High clashes"), now.high_clashes, before.high_clashes, "jadwal",
         _("High or critical clashes in the coming 7 days.")),
        (_("Activities"), now.events, before.events, "jadwal", _("Activities planned in the coming 7 days.")),
        (_("Wards to watch"), now.warm_wards, before.warm_wards, "kerawanan",
         _("Wards where an incident within 7 days is likely.")),
        (_("No data yet"), now.silent_wards, before.silent_wards, "kerawanan",
         _("Wards from which nobody has reported."))]
    with st.container(horizontal=True):
        for label, value, earlier, page, meaning in counts:
            if value is not None:
                with st.container(border=True, width=NUMBER_WIDTH):
                    change = _("The change is against what was known seven days before.")
                    st.metric(label, number(value), value - earlier, delta_color="off", help=f"{meaning} {change}")
                    st.page_link(find_page(page).file, label=_("see"), icon=":material/arrow_forward:")


def draw_pictures() -> None:
    left, right = st.columns([3, 2])
    if risks:
        with left:
            st.subheader(_("Chance of an incident within 7 days, by ward"), anchor=False)
            chart(ward_map, as_of(), city().campaign_from, key="map",
                  caption=_("The darker, the likelier. Hatched: nobody has reported, so nothing is known."))
    with right if risks else left:
        st.subheader(_("The coming 7 days"), anchor=False)
        chart(week, *week_from(as_of()), key="week",
              caption=_("Activities a day; the marks count the high (◑) and critical (●) clashes."))


def draw_clashes() -> None:
    st.subheader(_("What needs a decision"), anchor=False)
    if today.problems.empty:
        empty(_("No high or critical clash in the coming 7 days."))
    for group in today.problems.head(LISTED).to_dict("records"):
        problem_card(group, labels, city().clock_label)
    if (more := len(today.problems) - LISTED) > 0:
        st.page_link(find_page("jadwal").file, icon=":material/arrow_forward:",
                     label=_("{n} more on the page Schedule and clashes", n=number(more)))


def draw_city_totals() -> None:
    first, last = week_from(as_of())
    st.write(_("City-wide totals as of {day}.", day=day(as_of())))
    st.subheader(_("Activities of the coming 7 days"), anchor=False)
    events = spread_by_day(cached(load_event_totals, first, last), first, last)
    show_table(events, {name: name if name != "district" else _("District") for name in events.columns},
               key="event-totals")
    st.subheader(_("Reports by district and week"), anchor=False)
    draw_totals(cached(load_totals), labels, ())


viewer = require("ringkasan")
plans, risks = (has_permission(viewer, permission) for permission in (Permission.VIEW_SCHEDULE, Permission.VIEW_RISK))
labels = cached_pack(load_labels)
st.title(say(find_page("ringkasan").title))
if plans:
    record_once_a_day()
    today = cached(look, as_of(), city().campaign_from if risks else None)
    st.markdown(" ".join(plain(say(sentence)) for sentence in today.sentences))
    draw_numbers(today.situation, look_back(as_of() - WEEK))
    draw_pictures()
    draw_clashes()
else:
    draw_city_totals()
