"""Jadwal & bentrok: what will collide in the days shown, why, and the schedule around it."""

from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lib.charts.schedule import draw_organiser_matrix
from lib.followup.situation import say_clashes
from lib.reference.labels import load_labels
from lib.schedule.groups_stored import gather_groups, narrow_groups
from lib.schedule.loading import load_schedule
from lib.schedule.summaries import count_by_organisers
from lib.schedule.wordings import summarise_clashes, word_clashes, word_events
from lib.store import Reader
from lib.text import N_, Message, _, ngettext, number, say
from lib.ui.addresses import pick_one
from lib.ui.charts import chart, kept
from lib.ui.downloads import download
from lib.ui.event_cards import open_event
from lib.ui.filters import Filters, row, week_from
from lib.ui.guard import require
from lib.ui.markup import plain
from lib.ui.problem_cards import problem_card
from lib.ui.problem_records import record_once_a_day
from lib.ui.registry import find_page
from lib.ui.row_cards import table_of_cards
from lib.ui.schedule_calendar import draw_calendar
from lib.ui.schedule_changes import draw_changes
from lib.ui.schedule_map import draw_map
from lib.ui.schedule_times import draw_times
from lib.ui.session import as_of, cached, cached_pack, city
from lib.ui.spans import pick_span
from lib.ui.tables import empty, one_page, pick_rows, show_table

VIEWS = {"bentrok": N_("Clashes"), "kalender": N_("Calendar"), "garis-waktu": N_("Timeline"), "peta": N_("Map"),
         "matriks": N_("Who with whom"), "acara": N_("Activities"), "perubahan": N_("Changes")}
CARDS = 6
LOW = 2
TABLES = {"berat": N_("without the low ones"), "semua": N_("all, also the low ones")}


# Kept like charts: to sort and word so many clashes anew takes longer than all the rest of a click.
def tell(_read: Reader, *span) -> Message:
    found = cached(load_schedule, *span)
    return say_clashes(found.clashes, len(found.events))


def gather(read: Reader, *span) -> pd.DataFrame:
    """The problems of the days that have a clash among those chosen; each stays whole."""
    return narrow_groups(gather_groups(read, cached(load_schedule, *span[:2], (), (), ()).clashes),
                         cached(load_schedule, *span).clashes)


def order(_read: Reader, least_level: int, *span) -> pd.DataFrame:
    """The clashes from a level on, gravest first."""
    found = cached(load_schedule, *span).clashes
    return found[found["level"] >= least_level].sort_values(
        ["level", "starts", "clash_key"], ascending=[False, True, True], ignore_index=True)


def word_rows(_read: Reader, start: int, stop: int, *listed) -> pd.DataFrame:
    found = cached(order, *listed).iloc[start:stop].reset_index(drop=True)
    return word_clashes(found, cached_pack(load_labels))


def draw_clashes() -> None:
    if schedule.clashes.empty:
        empty(_("No clashes with this filter. Widen the days or clear a filter."))
        return
    draw_problems(cached(gather, *span))
    st.subheader(_("All clashes"), anchor=False)
    listed = (pick_least_level(), *span)
    clashes = cached(order, *listed)
    rows = pick_rows(len(clashes), key="bentrok-halaman")
    words = cached(word_rows, rows.start, rows.stop, *listed)
    show_table(words, {"level": _("Level"), "when": _("When"), "organisers": _("Organisers"), "reason": _("Reason"),
                       "venue": _("Venue"), "kind": _("Kind")}, key="clash-table",
               sentences=("reason",), alt=_("The clashes of the days shown, with their reasons"))
    download("clashes", clashes, filters.words, finish=partial(summarise_clashes, labels=labels))


def draw_problems(groups: pd.DataFrame) -> None:
    """The problems first, the gravest at the top."""
    st.subheader(ngettext("{n} problem", "{n} problems", len(groups)), anchor=False)
    if groups.empty:
        st.caption(_("No high or critical clash with this filter."))
        return
    st.caption(_("High and critical clashes that share an activity are one problem."))
    rows = pick_rows(len(groups), key="masalah-halaman", rows=CARDS)
    for group in groups.iloc[rows].to_dict("records"):
        problem_card(group, labels, at_work.clock_label)


def pick_least_level() -> int:
    """The level from which clashes stand in the table: the low ones, which are many, only where they are asked for."""
    low = int((schedule.clashes["level"] == LOW).sum())
    if not 0 < low < len(schedule.clashes):
        return LOW
    words = {code: _(told) for code, told in TABLES.items()}
    words["semua"] += f" ({number(low)})"
    chosen = pick_one(st.segmented_control, _("Clashes in the table"), words, key="tabel", required=True,
                      label_visibility="collapsed")
    filters.words.append((_("Table"), _(TABLES[chosen])))
    return LOW if chosen == "semua" else LOW + 1


@kept
def matrix(*span) -> go.Figure:
    counts = count_by_organisers(cached(load_schedule, *span).clashes, list(labels.organisers))
    return draw_organiser_matrix(counts, labels.organisers)


def draw_matrix() -> None:
    chart(matrix, *span, key="matrix", caption=_("Each cell counts the clashes of two organisers in the days shown, in "
                                                 "the order of the ballot."))


def draw_events() -> None:
    if schedule.events.empty:
        empty(_("No activities with this filter. Widen the days or clear a filter."))
        return
    listed = one_page(schedule.events, key="kegiatan-halaman")
    heads = {"day": _("Day"), "hours": _("Hours"), "organiser": _("Organiser"), "activity": _("Activity"),
             "title": _("Event"), "venue": _("Venue"), "area": _("Ward"), "attendance": _("Attendance"),
             "state": _("State"), "position": _("Place")}
    shown = word_events(listed, labels, at_work.clock_label)[list(heads)].rename(columns=heads)
    to_open = table_of_cards(shown, {}, listed["event_id"].tolist(), key="event-table", alt=_("Table of activities"))
    download("events", schedule.events, filters.words)
    if to_open is not None:
        open_event(listed.set_index("event_id", drop=False).loc[to_open].to_dict())


viewer = require("jadwal")
record_once_a_day()
labels = cached_pack(load_labels)
at_work = city()
st.title(say(find_page("jadwal").title))
answer = st.empty()
filters = Filters()
with row():
    first, last = pick_span(filters, {
        "depan": (_("the coming 7 days"), week_from(as_of())),
        "kampanye": (_("the whole campaign"), (at_work.campaign_from, at_work.campaign_to)),
    }, key="jadwal-hari")
    districts = filters.districts(labels)
    organisers = filters.organisers(labels)
    levels = filters.levels()
span = (first, last, districts, organisers, levels)
schedule = cached(load_schedule, *span)
told = cached(tell, *span)
answer.markdown(plain(say(told)))
view = pick_one(st.segmented_control, _("View"), {name: _(words) for name, words in VIEWS.items()}, key="lihat",
                required=True, label_visibility="collapsed")
filters.line()
{"bentrok": draw_clashes, "kalender": partial(draw_calendar, first, *span[2:]),
 "garis-waktu": partial(draw_times, schedule, *span), "peta": partial(draw_map, schedule, *span),
 "matriks": draw_matrix, "acara": draw_events, "perubahan": draw_changes}[view]()
