"""The map of the days shown: activities by ward, and the ways of the crowds of one day."""

from datetime import date, timedelta
from html import escape

import pandas as pd
import plotly.graph_objects as go

from lib.charts.maps import class_scale, draw_ward_map
from lib.reference.city import load_shapes
from lib.reference.labels import load_labels
from lib.schedule.loading import Schedule, load_areas, load_schedule, load_surroundings
from lib.schedule.paths import VENUE, make_paths
from lib.schedule.wordings import count_by_ward, locate_events
from lib.store import Reader
from lib.text import _, hours
from lib.ui.charts import chart, kept
from lib.ui.schedule_times import pick_day
from lib.ui.session import cached, cached_pack, city

_COLUMNS = ["line", "label", "is_estimate", "begins_there"]


def load_ways(read: Reader, shown: date, *span) -> pd.DataFrame:
    """The ways of the crowds of one of the days shown, as ``draw_ward_map`` takes them, with who and when in words."""
    events = cached(load_schedule, *span).events
    counted = events[events["gathers"] & (events["state"] != "cancelled") & (events["starts"].dt.date == shown)]
    paths = make_paths(counted.sort_values("event_id"), load_surroundings(read, shown, shown).gazetteer())
    rows = counted.set_index("event_id")
    labels, clock_label = cached_pack(load_labels), city().clock_label
    ways = []
    for path in paths:
        if path.role == VENUE or len(path.points) < 2:
            continue
        event = rows.loc[path.event_id]
        when = hours(event["starts"], event["ends_or_estimate"], estimate=bool(event["end_is_estimate"]),
                     label=clock_label)
        ways.append((path.points, f"{escape(labels.organiser(path.organiser))} · {when}", path.is_estimate,
                     isinstance(event["gathering_point"], str) and bool(event["gathering_point"])))
    return pd.DataFrame(ways, columns=_COLUMNS)


@kept
def ward_map(shown: date, *span) -> go.Figure:
    labels, events = cached_pack(load_labels), cached(load_schedule, *span).events
    scale = class_scale([_("none"), _("1 to 2 activities"), _("3 to 5"), _("6 to 9"), _("10 or more")])
    return draw_ward_map(cached_pack(load_shapes), count_by_ward(events, cached_pack(load_areas)), scale,
                         points=locate_events(events, labels), ways=cached(load_ways, shown, *span), height=620)


def draw_map(schedule: Schedule, *span) -> None:
    """The day whose ways are drawn, and the map."""
    first, last = span[:2]
    shown = pick_day(schedule, first, last) if first + timedelta(days=1) <= last else first
    chart(ward_map, shown, *span, key="map",
          caption=_("Darker wards have more activities. A hollow point stands where only the ward is known. Lines are "
                    "the ways of the crowds on the day picked; dashed: only a straight line, the route is not known."))
