"""Kerawanan: where an incident is likely within seven days, how sure that is, and which wards say nothing."""

from datetime import date

import plotly.graph_objects as go
import streamlit as st

from lib.charts.risk import draw_coverage, draw_matrix, draw_ranking, draw_reasons, draw_risk_map
from lib.followup.situation import describe_situation, say_wards
from lib.reference.city import load_shapes
from lib.reference.labels import load_labels
from lib.reports.listings import load_coverage
from lib.risk import NO_DATA, advise, describe_city, explain
from lib.risk.loading import load_scores
from lib.risk.wordings import word_wards
from lib.text import N_, _, chance, decimal, number, say
from lib.ui.addresses import pick_one
from lib.ui.charts import chart, kept
from lib.ui.downloads import download
from lib.ui.filters import Filters, row
from lib.ui.guard import require
from lib.ui.markup import plain
from lib.ui.registry import find_page
from lib.ui.session import as_of, cached, cached_pack, city
from lib.ui.tables import show_table

VIEWS = {"peta": N_("Map and ranking"), "kelurahan": N_("One ward"), "matriks": N_("Likelihood and impact"),
         "liputan": N_("Who has reported"), "tabel": N_("All wards")}


@kept
def ward_map(on: date, start: date) -> go.Figure:
    return draw_risk_map(cached_pack(load_shapes), cached(load_scores, on, start).wards, height=560)


@kept
def ranking(on: date, start: date, districts: tuple[str, ...]) -> go.Figure:
    return draw_ranking(narrow(cached(load_scores, on, start).wards, districts))


@kept
def matrix(on: date, start: date, districts: tuple[str, ...]) -> go.Figure:
    return draw_matrix(narrow(cached(load_scores, on, start).wards, districts))


@kept
def coverage(on: date, start: date, districts: tuple[str, ...]) -> go.Figure:
    return draw_coverage(cached(load_coverage, on), narrow(cached(load_scores, on, start).wards, districts), as_of=on)


@kept
def reasons(on: date, start: date, area_code: str) -> go.Figure:
    wards = cached(load_scores, on, start).wards
    return draw_reasons(wards.loc[wards["area_code"] == area_code].iloc[0].to_dict())


def narrow(wards, districts: tuple[str, ...]):
    """The wards of the chosen districts; none chosen means all."""
    return wards[wards["district_code"].isin(districts)] if districts else wards


def draw_map_view() -> None:
    left, right = st.columns([3, 2])
    with left:
        st.subheader(_("Chance of an incident within 7 days"), anchor=False)
        chart(ward_map, *span, key="risk-map",
              caption=_("The darker, the likelier. Hatched: nobody has reported, so nothing is known."))
    with right:
        st.subheader(_("Where first"), anchor=False)
        chart(ranking, *span, districts, key="ranking",
              caption=_("Index of expected severity-weighted incidents with its 80% interval. The percentage is the "
                        "chance that the ward really is among the top fifth. Hollow: little data of its own."))
    with st.expander(_("What this can and cannot say"), icon=":material/help:"):
        for sentence in describe_city(scores.model):
            st.markdown("- " + plain(say(sentence)))
        st.markdown("- " + _("The number is an expectation for the next 7 days from the ward's own reports and the "
                             "city's average; it is no verdict on a ward and no forecast of one event."))
        st.markdown("- " + _("Small signs are found by people who report with detail; the statistics orders them."))


def draw_ward_view() -> None:
    options = word_wards(wards)["area_code"].tolist()
    chosen = pick_one(st.selectbox, _("Ward"), {code: labels.area(code) for code in options}, key="kelurahan",
                      width=420)
    row = wards.loc[wards["area_code"] == chosen].iloc[0].to_dict()
    left, right = st.columns([2, 3])
    with left:
        if row["state"] != NO_DATA:
            st.metric(_("Chance of an incident within 7 days"), chance(row["chance"]))
            st.markdown(_("Rank {rank} of {n}, with 80% certainty between {low} and {high}. Expected: {expected} "
                          "incidents.", rank=number(row["rank"]), n=number(scores.wards["rank"].notna().sum()),
                          low=number(row["rank_low"]), high=number(row["rank_high"]),
                          expected=decimal(row["expected"], 2)))
        for sentence in explain(row):
            st.markdown("- " + plain(say(sentence)))
        st.info(say(advise(row)), icon=":material/arrow_forward:")
    if row["state"] != NO_DATA:
        with right:
            chart(reasons, *span, chosen, key="reasons",
                  caption=_("From the city's average ward to this one, factor by factor."))


def draw_matrix_view() -> None:
    chart(matrix, *span, districts, key="matrix",
          caption=_("How many wards stand in each cell. Up: likelier; right: graver if it happens."))


def draw_coverage_view() -> None:
    chart(coverage, *span, districts, key="coverage",
          caption=_("The last 28 days. A day without a reporter is not a calm day."))


def draw_table_view() -> None:
    show_table(word_wards(wards), {
        "rank": _("Rank"), "name": _("Ward"), "district": _("District"), "likelihood": _("Likelihood"),
        "chance": _("Chance"), "score": _("Score (80% interval)"), "top": _("Chance of top fifth"),
        "strength": _("Strength of data"), "reports": _("Reports"), "covered": _("Days covered")}, key="wards")


require("kerawanan")
labels = cached_pack(load_labels)
span = (as_of(), city().campaign_from)
scores = cached(load_scores, *span)
st.title(say(find_page("kerawanan").title))
st.markdown(" ".join(plain(say(sentence)) for sentence in say_wards(describe_situation(wards=scores.wards),
                                                                    scores.wards)))
filters = Filters()
view = pick_one(st.segmented_control, _("View"), {name: _(words) for name, words in VIEWS.items()},
                key="kerawanan-lihat", required=True, label_visibility="collapsed")
with row():
    districts = filters.districts(labels)
wards = narrow(scores.wards, districts)
filters.line()
{"peta": draw_map_view, "kelurahan": draw_ward_view, "matriks": draw_matrix_view, "liputan": draw_coverage_view,
 "tabel": draw_table_view}[view]()
download("risk_by_ward", wards, filters.words)
