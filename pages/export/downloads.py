"""Unduhan: every summary the viewer may see, as files, one by one or all in one workbook."""

import streamlit as st

from lib.reports.counts import last_days
from lib.text import _, day, ngettext, number, say
from lib.ui.downloads import offer_table, offer_workbook
from lib.ui.filters import Filters, row, week_from
from lib.ui.guard import require
from lib.ui.registry import find_page
from lib.ui.session import as_of, cached, city
from lib.ui.spans import pick_span
from lib.ui.summaries import Days, Summary, make_later, summaries_for
from lib.ui.tables import empty


def draw_summary(summary: Summary, rows: int) -> None:
    """Title, sentence, how much there is; at the right the files."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap="xsmall"):
            st.markdown(f"**{summary.title}**  \n{_(summary.sentence)}")
            st.caption(ngettext("{rows} row · as of {day}", "{rows} rows · as of {day}", rows,
                                rows=number(rows), day=day(as_of())))
        offer_table(summary.name, make_later(summary, days, filters.words), is_empty=not rows)


viewer = require("unduhan")
st.title(say(find_page("unduhan").title))
answer = st.container()
filters = Filters()
with row():
    span = pick_span(filters, {
        "depan": (_("the coming 7 days"), week_from(as_of())),
        "14": (_("last 14 days"), last_days(as_of(), 14)),
        "kampanye": (_("the whole campaign"), (city().campaign_from, city().campaign_to)),
    }, key="unduhan-hari", width=260)
filters.line()

days = Days(*span, as_of=as_of(), start=city().campaign_from)
with st.spinner(_("Reading the summaries ...")):
    counts = {summary: cached(summary.count, *summary.arguments(days)) for summary in summaries_for(viewer)}
filled = sum(rows > 0 for rows in counts.values())
answer.markdown(ngettext("{count} summary with data, as of {day}.", "{count} summaries with data, as of {day}.",
                         filled, count=number(filled), day=day(as_of())))
for summary, rows in counts.items():
    draw_summary(summary, rows)
if filled:
    with st.container(horizontal=True, horizontal_alignment="right"):
        offer_workbook([make_later(summary, days, filters.words) for summary in counts], "kentongan")
else:
    empty(_("There is nothing to take along from these days. Choose others; what there is comes with uploaded files."))
st.caption(_("Every file says what it is, as of which day, by whom it was made and what is filtered. You find in it "
             "what your role sees on the pages. Who takes what is recorded."))
