"""Masalah: one problem with all that a decision needs: who, when, where, why, since when, what could be done."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import Permission
from lib.charts.problems import draw_problem_map
from lib.charts.timeline import draw_timeline
from lib.clock import to_local
from lib.reference.city import load_shapes
from lib.reference.labels import load_labels
from lib.schedule.groups_log import load_history
from lib.schedule.groups_matching import DECIDED
from lib.schedule.groups_places import number_places, trace_ways
from lib.schedule.groups_stored import ProblemAtHand, load_problem
from lib.schedule.groups_wordings import tell_entry, title_group
from lib.schedule.loading import load_paths
from lib.schedule.wordings import word_clashes, word_events
from lib.store import Reader
from lib.text import _, day, day_short, day_time, ngettext, number, say
from lib.ui.cards import clash_card
from lib.ui.charts import chart, kept
from lib.ui.errors import end_page
from lib.ui.guard import require
from lib.ui.markup import plain
from lib.ui.problem_cards import NUMBER, level_badge, problem_link, say_when, state_badge
from lib.ui.problem_decisions import draw_decision
from lib.ui.problem_options import draw_options
from lib.ui.problem_records import record_once_a_day
from lib.ui.registry import find_page
from lib.ui.session import as_of, cached, cached_pack, city, default_day
from lib.ui.tables import empty, show_table

CARDS = 5
MOST_DAYS = 3


def read_number() -> int | None:
    """The number in the address; None where there is none that could be one."""
    told = st.query_params.get(NUMBER, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None


def ways_of(read: Reader, number: int) -> pd.DataFrame:
    return trace_ways(load_paths(read, cached(load_problem, number).events), cached_pack(load_labels))


@kept
def small_map(number: int) -> go.Figure:
    shapes = cached_pack(load_shapes)
    named = shapes.assign(name=shapes["area_code"].map(labels.areas))
    return draw_problem_map(named, number_places(cached(load_problem, number).events, labels),
                            cached(ways_of, number))


@kept
def small_timeline(number: int, clock_label: str) -> go.Figure:
    behind = cached(load_problem, number)
    first, last = (behind.events["starts"].agg(end).date() for end in ("min", "max"))
    return draw_timeline(behind.events, behind.clashes, first=first, names=labels.organisers, rows=10,
                         days=min((last - first).days + 1, MOST_DAYS), clock_label=clock_label)


def draw_unknown() -> None:
    st.title(say(find_page("masalah").title))
    empty(_("No problem of this number is known to you on this day. Open one from the list of clashes."))
    link_back()


def link_back() -> None:
    page = find_page("jadwal")
    st.page_link(page.file, label=say(page.title), icon=":material/arrow_back:")


def draw_gone(found: ProblemAtHand) -> None:
    """A problem whose clashes are no longer in the schedule: what became of it."""
    heir = found.problem.merged_into
    st.markdown(f"{state_badge(found.problem.state)} " + (
        _("The clashes of this problem are no longer in the schedule.") if heir is None else
        _("This problem became one with problem {other}.", other=number(heir))))
    if heir is not None:
        problem_link(heir, _("Problem {n}", n=number(heir)))


def draw_answer(found: ProblemAtHand) -> None:
    """How grave, when, how many, in which state and with whom."""
    group, problem = found.group, found.problem
    told = [say_when(group, at_work.clock_label),
            ngettext("{n} clash", "{n} clashes", len(found.clashes)),
            ngettext("{n} activity", "{n} activities", len(found.events))]
    if reads_handling:
        told.append(_("handled by {owner}", owner=problem.owner) if problem.owner else _("nobody handles it yet"))
    if found.first_known:
        told.append(_("known since {day}", day=day_short(found.first_known)))
    st.markdown(f"{level_badge(group['level'])} {state_badge(group['state'])} " + plain(" · ".join(told)))
    if reads_handling and problem.reason:
        st.markdown(_("Reason: {reason}", reason=plain(problem.reason)))


def draw_pictures(found: ProblemAtHand) -> None:
    left, right = st.columns([1, 1], gap="medium")
    with left:
        st.subheader(_("Where"), anchor=False)
        chart(small_map, problem_id, key="problem-map", caption=tell_map(found))
    with right:
        st.subheader(_("When"), anchor=False)
        chart(small_timeline, problem_id, at_work.clock_label, key="problem-timeline",
              caption=_("Solid: the activity. Pale: people arriving and leaving. Hatched: the people of two activities "
                        "are about at once."))


def tell_map(found: ProblemAtHand) -> str:
    """How to read the map: the numbers are those of the table; of how many activities no way is known."""
    known = set(cached(ways_of, problem_id)["event_id"])
    unknown = len(set(found.events["event_id"]) - known)
    told = _("The numbers are those of the table below. Lines: the ways of the crowds; dashed where the route is not "
             "known, a straight line.")
    if unknown:
        told += " " + ngettext("Of {n} activity no way is told.", "Of {n} activities no way is told.", unknown)
    return told


def draw_events(found: ProblemAtHand) -> None:
    st.subheader(_("Who"), anchor=False)
    words = word_events(found.events, labels, at_work.clock_label)
    words.insert(0, "number", [str(place) for place in range(1, len(words) + 1)])
    heads = {"number": _("No."), "organiser": _("Organiser"), "activity": _("Activity"), "day": _("Day"),
             "hours": _("Hours"), "venue": _("Venue"), "area": _("Ward"), "attendance": _("Attendance"),
             "title": _("Event"), "position": _("Place")}
    told = {name: head for name, head in heads.items() if words[name].astype(bool).any()}
    show_table(words, told, key="problem-events", alt=_("The activities of this problem"))


def draw_reasons(found: ProblemAtHand) -> None:
    st.subheader(_("Why, and what to do"), anchor=False)
    for clash in found.clashes.head(CARDS).to_dict("records"):
        clash_card(clash, labels, at_work.clock_label)
    rest = found.clashes.iloc[CARDS:].reset_index(drop=True)
    if len(rest):
        with st.expander(ngettext("{n} more clash", "{n} more clashes", len(rest))):
            show_table(word_clashes(rest, labels), {"level": _("Level"), "when": _("When"), "reason": _("Reason")},
                       key="problem-clashes", sentences=("reason",))


def draw_history() -> None:
    st.subheader(_("History"), anchor=False)
    entries = pd.DataFrame([{
        "day": day_short(entry["day"]), "what": say(tell_entry(entry)), "owner": entry["owner"] or "",
        "reason": entry["reason"] or "", "by": entry["recorded_by"] if entry["change"] == DECIDED else "",
        "at": day_time(to_local(entry["recorded_at"], at_work.timezone))} for entry in history])
    show_table(entries, {"day": _("As of"), "what": _("What"), "owner": _("Who handles it"), "reason": _("Reason"),
                         "by": _("Entered by"), "at": _("Entered at")}, key="problem-history",
               alt=_("What became of this problem, in order"))


viewer = require("masalah")
labels = cached_pack(load_labels)
at_work = city()
reads_handling = bool(has_permission(viewer, Permission.READ_HANDLING))
record_once_a_day()
problem_id = read_number()
found = None if problem_id is None else cached(load_problem, problem_id)
if found is None:
    draw_unknown()
    end_page()
history = cached(load_history, problem_id) if reads_handling else []
link_back()
st.title(_("Problem {n}", n=number(problem_id)) + (
    "" if found.group is None else ": " + plain(say(title_group(found.group, labels)))))
if found.group is None:
    draw_gone(found)
else:
    draw_answer(found)
    draw_pictures(found)
    draw_events(found)
    draw_reasons(found)
    if reads_handling:
        st.subheader(_("Options"), anchor=False)
        draw_options(found, labels)
if reads_handling:
    if found.group is not None and has_permission(viewer, Permission.DECIDE_PROBLEM):
        st.subheader(_("Decision"), anchor=False)
        if as_of() < default_day():
            st.caption(_("Decisions are entered as of {day}. Pick that day in the sidebar.", day=day(default_day())))
        else:
            draw_decision(found.problem, found.group["clash_keys"][0], len(history))
    draw_history()
