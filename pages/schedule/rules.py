"""Aturan: what the election's rules say of each activity, which notices to the police are due, and the rules."""

import streamlit as st

from lib.access.roles import Role
from lib.reference.labels import load_labels
from lib.text import N_, _, day_short, number, say
from lib.ui.addresses import pick_one
from lib.ui.filters import Filters, row, week_from
from lib.ui.guard import require
from lib.ui.markup import plain
from lib.ui.registry import find_page
from lib.ui.rule_findings import choose, draw_findings, pick_answers, pick_topics
from lib.ui.rule_limits import draw_limits, tell_limits
from lib.ui.rule_notices import choose_notices, draw_notices, tell_notices
from lib.ui.session import as_of, cached, cached_pack, city
from lib.ui.spans import pick_span

VIEWS = {"temuan": N_("Findings"), "pemberitahuan": N_("Notices"), "batas": N_("Limits")}


def show_findings() -> None:
    event_id = pick_event()
    with row():
        span = pick_span(filters, {
            "depan": (_("the coming 7 days"), week_from(as_of())),
            "kampanye": (_("the whole campaign"), (at_work.campaign_from, at_work.campaign_to)),
        }, key="aturan-hari")
        districts, organisers = filters.districts(labels), filters.organisers(labels)
        answers, topics = pick_answers(filters), pick_topics(filters)
    period = _("the coming 7 days") if span == week_from(as_of()) else f"{day_short(span[0])} – {day_short(span[1])}"
    chosen = cached(choose, *span, period, districts, organisers, answers, topics, event_id)
    tell(chosen.sentences)
    filters.line()
    draw_findings(chosen, answers, filters)


def show_notices() -> None:
    with row():
        span = pick_span(filters, {
            "datang": (_("all coming activities"), (as_of(), max(at_work.campaign_to, as_of()))),
            "depan": (_("the coming 7 days"), week_from(as_of())),
        }, key="pemberitahuan-hari")
        districts, organisers = filters.districts(labels), filters.organisers(labels)
    notices = cached(choose_notices, as_of(), *span, districts, organisers)
    tell(tell_notices(notices))
    filters.line()
    draw_notices(notices, filters, own=viewer.role == Role.PARTY)


def show_limits() -> None:
    tell(tell_limits())
    draw_limits()


def pick_event() -> int | None:
    """The one activity that a link asked for; a button leads back to all."""
    told = st.query_params.get("kegiatan", "")
    if not (told.isdecimal() and len(told) < 12):
        return None
    filters.words.append((_("Activity number"), number(int(told))))
    st.button(_("Show all activities"), icon=":material/close:", on_click=lambda: st.query_params.pop("kegiatan", None))
    return int(told)


def tell(sentences) -> None:
    answer.markdown(plain(" ".join(map(say, sentences))))


viewer = require("aturan")
labels = cached_pack(load_labels)
at_work = city()
st.title(say(find_page("aturan").title))
answer = st.empty()
if viewer.role == Role.PARTY:
    st.caption(_("You see the answers on your own activities only."))
filters = Filters()
view = pick_one(st.segmented_control, _("View"), {name: _(words) for name, words in VIEWS.items()}, key="aturan-lihat",
                required=True, label_visibility="collapsed")
{"temuan": show_findings, "pemberitahuan": show_notices, "batas": show_limits}[view]()
