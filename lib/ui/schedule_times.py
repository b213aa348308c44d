"""The timeline of one of the days shown, by place or by organiser."""

from datetime import date, timedelta

import plotly.graph_objects as go
import streamlit as st

from lib.charts.timeline import draw_timeline
from lib.followup.situation import gravest_day
from lib.reference.labels import load_labels
from lib.schedule.loading import Schedule, load_schedule
from lib.schedule.paths import crowd_window
from lib.schedule.settings import RoadSettings
from lib.text import N_, _, current, day
from lib.ui.addresses import pick_one
from lib.ui.charts import chart, kept
from lib.ui.filters import row
from lib.ui.session import cached, cached_pack, city

ORDERS = {"tempat": N_("By place"), "peserta": N_("By participant")}


@kept
def timeline(shown: date, order: str, clock_label: str, *span) -> go.Figure:
    behind = cached(load_schedule, *span)
    events = behind.events[behind.events["starts"].dt.date == shown]
    windows = [crowd_window(event, RoadSettings()) for event in events.to_dict("records")]
    minutes = {name: [window[side].total_seconds() / 60 for window in windows]
               for side, name in enumerate(("approach_minutes", "dispersal_minutes"))}
    return draw_timeline(events.assign(**minutes), behind.clashes, first=shown,
                         names=cached_pack(load_labels).organisers, by_organiser=order == "peserta",
                         clock_label=clock_label)


def draw_times(schedule: Schedule, *span) -> None:
    """The day picked, its order picked, and the chart."""
    with row():
        shown = pick_day(schedule, *span[:2])
        order = pick_one(st.segmented_control, _("Order"), {name: _(words) for name, words in ORDERS.items()},
                         key="susun", required=True)
    chart(timeline, shown, order, city().clock_label, *span, key="timeline",
          caption=_("Solid: the activity. Pale: people arriving and leaving. Hatched: the people of two activities are "
                    "about at once. Dashed: the end is an estimate."))


def pick_day(schedule: Schedule, first: date, last: date) -> date:
    """One of the days shown; at first the one with the gravest clash."""
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    gravest = gravest_day(schedule.clashes) or first
    return st.selectbox(_("Day shown"), days, index=days.index(gravest), format_func=day, width=320,
                        key=f"hari-{first}-{last}-{current()}")
