"""Unduhan: every summary the viewer may see, as files, one by one or all in one workbook."""

import streamlit as st

from lib.export.tables import Table
from lib.reports.counts import last_days
from lib.text import _, day, ngettext, number, say
from lib.ui.filters import Filters, row, week_from
from lib.ui.guard import require
from lib.ui.registry import find_page
from lib.ui.session import as_of, cached, city
from lib.ui.spans import pick_span
from lib.ui.summaries import Days, Summary, build_table, summaries_for
from lib.ui.table_files import offer_table, offer_workbook
from lib.ui.tables import empty


def draw_summary(summary: Summary, table: Table) -> None:
    """Title, sentence, how much there is; at the right the files."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap="xsmall"):
            st.markdown(f"**{summary.title}**  \n{_(summary.sentence)}")
            st.caption(ngettext("{rows} row · as of {day}", "{rows} rows · as of {day}", len(table.frame),
                                rows=number(len(table.frame)), day=day(as_of())))
        offer_table(table)


viewer = require("unduhan")
st.title(say(find_page("unduhan").title))
answer = st.container()
filters = Filters()
with row():
    span = pick_span(filters, {
        "kampanye": (_("the whole campaign"), (city().campaign_from, city().campaign_to)),
        "depan": (_("the coming 7 days"), week_from(as_of())),
        "14": (_("last 14 days"), last_days(as_of(), 14)),
    }, key="unduhan-hari", width=260)
filters.line()

days = Days(*span, as_of=as_of(), start=city().campaign_from)
with st.spinner(_("Reading the summaries ...")):
    tables = [(summary, build_table(summary, cached(summary.load, *summary.arguments(days)), filters.words))
              for summary in summaries_for(viewer)]
filled = [table for _summary, table in tables if len(table.frame)]
answer.markdown(ngettext("{count} summary with data, as of {day}.", "{count} summaries with data, as of {day}.",
                         len(filled), count=number(len(filled)), day=day(as_of())))
for summary, table in tables:
    draw_summary(summary, table)
if filled:
    with st.container(horizontal=True, horizontal_alignment="right"):
        offer_workbook([table for _summary, table in tables], "kentongan")
else:
    empty(_("There is nothing to take along yet. It comes with the first uploaded file."))
st.caption(_("Every file says what it is, as of which day, by whom it was made and what is filtered. You find in it "
             "what your role sees on the pages. Who takes what is recorded."))
