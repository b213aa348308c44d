"""Laporan: what the wards report, day by day; a row opens the report's card."""

from datetime import date

import plotly.graph_objects as go
import streamlit as st

from lib.access.roles import Role
from lib.charts.reports import draw_reports_by_day
from lib.reference.labels import load_labels
from lib.reports.counts import ReportCounts, change_of, count_days, count_reports, last_days, say_counts, span_before
from lib.reports.listings import load_alike, load_nuisances, load_totals
from lib.text import N_, _, number, say
from lib.ui.addresses import pick_one
from lib.ui.charts import chart, kept
from lib.ui.completeness_board import draw_completeness_board
from lib.ui.filters import WIDTH, Filters, row
from lib.ui.guard import require
from lib.ui.registry import find_page
from lib.ui.report_lists import draw_report_list, draw_totals
from lib.ui.session import as_of, cached, cached_pack, city
from lib.ui.spans import pick_span
from lib.ui.tables import empty

VIEWS = {"laporan": N_("Reports"), "kelengkapan": N_("Completeness of reporting")}
KNOWS_WHO_REPORTS = {Role.ADMIN, Role.ANALYST, Role.LEADER, Role.SECURITY, Role.FKDM}


Span = tuple[date, date]
Choices = tuple[tuple[str, ...], tuple[str, ...]]


def draw_numbers(now: ReportCounts, before: ReportCounts | None) -> None:
    with st.container(horizontal=True, gap="small"):
        for label, name, is_compared in (
                (_("Reports"), "total", True), (_("Not verified yet"), "unverified", False),
                (_("Severity 4–5"), "severe", True), (_("Nuisance"), "nuisance", True)):
            change = change_of(now, before, name) if is_compared else None
            st.metric(label, number(getattr(now, name)), change, delta_color="off", border=True, width=WIDTH,
                      height="stretch",
                      help=None if change is None else _("The change is against as many days before."))


@kept
def by_day(on: date, first: date, last: date, *choice) -> go.Figure:
    counted = cached(load_alike, on, first, last, *choice)
    return draw_reports_by_day(count_days(counted, cached_pack(load_nuisances), first, last))


def draw_picture(span: Span, choices: Choices) -> None:
    st.subheader(_("Reports by day"), anchor=False)
    chart(by_day, as_of(), *span, *choices, key="laporan-gambar", caption=_(
        "One bar a day. Nuisance, such as banners in the wrong place, stands apart below: it hides nothing. "
        "What is reported is alleged until it is verified."))


def draw_city_totals(span: Span, choices: Choices, filters: Filters) -> None:
    st.subheader(_("The whole city, by week"), anchor=False)
    totals = cached(load_totals, *span, *choices)
    if totals.empty:
        empty(_("No totals for these weeks."))
    else:
        draw_totals(totals, labels, filters.words)


def draw_reports() -> None:
    answer = st.container()
    filters = Filters()
    with row():
        span = pick_span(filters, {
            "14": (_("last 14 days"), last_days(as_of(), 14)), "7": (_("last 7 days"), last_days(as_of(), 7)),
            "30": (_("last 30 days"), last_days(as_of(), 30)),
            "semua": (_("the campaign so far"), (min(city().campaign_from, as_of()), as_of())),
        }, key="laporan-hari")
        choices = (filters.districts(labels), filters.categories(labels))
    reports = cached(load_alike, as_of(), *span, *choices)
    counts = count_reports(reports, nuisances)
    answer.markdown(say_counts(counts))
    if reports.empty:
        empty(_("Choose more days, or fewer districts and categories. No report does not mean that all is calm."))
    else:
        earlier = span_before(*span, city().campaign_from)
        draw_numbers(counts, earlier and count_reports(cached(load_alike, as_of(), *earlier, *choices), nuisances))
        draw_picture(span, choices)
        st.subheader(_("The reports"), anchor=False)
        filters.line()
        draw_report_list((as_of(), *span, *choices), reports, labels, filters.words)
    if viewer.role == Role.FKDM:
        draw_city_totals(span, choices, filters)


viewer = require("laporan")
labels, nuisances = cached_pack(load_labels), cached_pack(load_nuisances)
st.title(say(find_page("laporan").title))
view = "laporan"
if Role(viewer.role) in KNOWS_WHO_REPORTS:
    view = pick_one(st.segmented_control, _("View"), {name: _(words) for name, words in VIEWS.items()}, key="tampilan",
                    required=True, label_visibility="collapsed")
if view == "kelengkapan":
    draw_completeness_board()
else:
    draw_reports()
