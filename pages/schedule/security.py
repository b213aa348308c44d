"""Pengamanan: officers needed by hour and district against the strength entered, and where it falls short."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lib.charts.load import LOOKS, draw_officers_by_day, draw_officers_by_hour
from lib.charts.schedule import draw_hourly_load
from lib.reference.labels import load_labels
from lib.schedule.load import STATES, tell_span
from lib.schedule.load_cells import worst_day, worst_of_days
from lib.schedule.load_stored import load_security
from lib.schedule.load_wordings import rank_shortages, say_load
from lib.schedule.summaries import load_by_hour
from lib.store import Reader
from lib.text import N_, Message, _, day, number, say
from lib.ui.addresses import pick_one
from lib.ui.charts import chart, kept
from lib.ui.downloads import download
from lib.ui.filters import Filters, row, week_from
from lib.ui.guard import require
from lib.ui.markup import plain
from lib.ui.registry import find_page
from lib.ui.row_cards import table_of_cards
from lib.ui.security_events import draw_hours, say_range
from lib.ui.security_strengths import draw_strengths
from lib.ui.session import as_of, cached, cached_pack, city
from lib.ui.spans import pick_span
from lib.ui.tables import empty

VIEWS = {"kebutuhan": N_("Need and strength"), "massa": N_("People by hour"), "kekuatan": N_("Enter strength")}
WORST = "terberat"
GO = "pengamanan-buka"


def tell(_read: Reader, *span) -> list[Message]:
    """The page's answer, kept like the charts."""
    security = cached(load_security, *span)
    return say_load(security.load, security.shortages, labels.districts)


def days_at_worst(_read: Reader, *span) -> pd.DataFrame:
    return worst_of_days(cached(load_security, *span).load)


@kept
def strip(*span) -> go.Figure:
    return draw_officers_by_day(cached(days_at_worst, *span), labels.districts)


@kept
def hours(shown: date, *span) -> go.Figure:
    load = cached(load_security, *span).load
    return draw_officers_by_hour(load[load["day"] == pd.Timestamp(shown)], labels.districts)


@kept
def people(shown: date, districts: tuple[str, ...], *span) -> go.Figure:
    hourly = load_by_hour(cached(load_security, *span).needed)
    here = hourly["district_code"].isin(districts) if districts else True
    names = {code: name for code, name in labels.districts.items() if not districts or code in districts}
    return draw_hourly_load(hourly[(hourly["day"] == pd.Timestamp(shown)) & here], names)


def pick_day() -> date:
    """One of the days shown; at first the worst."""
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    worst = worst_day(cached(days_at_worst, *span), first)
    names = {WORST: _("the heaviest: {day}", day=day(worst))} | {each.isoformat(): day(each) for each in days}
    code = pick_one(st.selectbox, _("Day shown"), names, key="tanggal", width=320)
    return worst if code == WORST else date.fromisoformat(code)


def draw_need() -> None:
    st.subheader(_("Which day"), anchor=False)
    chart(strip, *span, key="pengamanan-hari-gambar", caption=_(
        "Each cell is a day of a district at its gravest hour. ▲ so many officers are lacking; △ up to so many, if as "
        "many people come as may; ? so many are needed and no strength is entered, which is not enough."))
    shown = pick_day()
    chart(hours, shown, *span, key="pengamanan-jam-gambar", caption=_(
        "Officers needed from hour to hour, from one hour before an activity to one hour after it; a range where the "
        "crowd or the ratio is not certain. The strength of the day stands above. Hatched: strength not entered."))
    of_day = security.load[(security.load["day"] == pd.Timestamp(shown)) & (security.load["events"] > 0)]
    download("load", of_day.reset_index(drop=True), [*filters.words, (_("Day shown"), day(shown))],
             finish=name_districts)
    st.subheader(_("Which activities need them"), anchor=False)
    draw_hours(security, shown, labels, districts)
    draw_shortages()


def name_districts(load: pd.DataFrame) -> pd.DataFrame:
    """The hours as they are downloaded, with the names of their districts."""
    return load.assign(district=load["district_code"].map(labels.districts))


def draw_shortages() -> None:
    st.subheader(_("What is lacking"), anchor=False)
    ranked = rank_shortages(security.shortages)
    if ranked.empty:
        empty(_("Nothing is lacking on these days, as far as activities and strength are known."))
        return
    heads = {"what": _("What"), "when": _("When"), "district": _("District"), "lacking": _("Lacking"),
             "needed": _("Officers needed"), "strength": _("Strength"), "estimated": _("Crowds estimated")}
    shown = pd.DataFrame([word_shortage(run) for run in ranked.itertuples()])[list(heads)]
    to_open = table_of_cards(shown.rename(columns=heads), {}, list(range(len(ranked))), key="kekurangan",
                             alt=_("What is lacking, the gravest first"))
    if to_open is not None:
        run = ranked.iloc[to_open]
        st.session_state[GO] = (run["starts"], run["ends"], run["district_code"])
        st.rerun()


def word_shortage(run: NamedTuple) -> dict[str, str]:
    """A row of the list."""
    lacking = {"kurang": lambda: say_range(run.short_low, run.short_high),
               "mungkin_kurang": lambda: f"≤ {number(run.short_high)}"}.get(run.state, lambda: _("not known"))
    return {
        "what": f"{LOOKS[run.state].mark} {_(STATES[run.state])}", "when": tell_span(run.starts, run.ends),
        "district": labels.districts.get(run.district_code, _("district not known")), "lacking": lacking(),
        "needed": say_range(run.officers_low, run.officers_high),
        "strength": _("not entered") if pd.isna(run.strength) else number(run.strength),
        "estimated": number(run.estimated_events)}


def go_to_shortage() -> None:
    """Show the day, the district and the hours of the shortage whose row was pressed; before any of them is drawn."""
    if GO not in st.session_state:
        return
    starts, ends, code = st.session_state.pop(GO)
    after = ends if ends.date() == starts.date() else datetime.combine(starts, time()) + timedelta(days=1)
    st.session_state["tanggal"] = starts.date().isoformat()
    st.session_state["di"] = code or "tanpa"
    st.session_state["jam"] = (starts.hour, after.hour or 24)


def draw_people() -> None:
    chart(people, pick_day(), districts, *span, key="massa", caption=_(
        "People expected in each district, hour by hour. \"+2?\": two activities whose crowd nobody told."))


def draw_entering() -> None:
    draw_strengths(first, last, {code: name for code, name in labels.districts.items()
                                 if not districts or code in districts})
    st.subheader(_("Needed at the heaviest hour"), anchor=False)
    chart(strip, *span, key="pengamanan-isi-gambar", caption=_(
        "What the schedule asks for on these days, against what is entered."))


viewer = require("pengamanan")
labels = cached_pack(load_labels)
at_work = city()
go_to_shortage()
st.title(say(find_page("pengamanan").title))
answer = st.empty()
filters = Filters()
with row():
    first, last = pick_span(filters, {
        "depan": (_("the coming 7 days"), week_from(as_of())),
        "kampanye": (_("the whole campaign"), (at_work.campaign_from, at_work.campaign_to)),
    }, key="pengamanan-hari")
    districts = filters.districts(labels)
span = (first, last, districts)
security = cached(load_security, *span)
answer.markdown(" ".join(plain(say(sentence)) for sentence in cached(tell, *span)))
view = pick_one(st.segmented_control, _("View"), {name: _(words) for name, words in VIEWS.items()},
                key="pengamanan-lihat", required=True, label_visibility="collapsed")
filters.line()
{"kebutuhan": draw_need, "massa": draw_people, "kekuatan": draw_entering}[view]()
