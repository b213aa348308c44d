"""What the rules say of one event: whole in a drawer, in short on the card of the event."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import Permission
from lib.reference.labels import load_labels
from lib.schedule.reasons import LEVEL_LABELS, LEVEL_MARKS
from lib.schedule.rules.answers import ANSWERS, PASS, SUSPECTED, name_fields
from lib.schedule.rules.findings import summarise_event
from lib.schedule.rules.kinds import topic_label
from lib.schedule.rules.limits import say_sureness
from lib.schedule.rules.loading import load_findings
from lib.schedule.rules.wordings import ANSWER_MARKS, answer_name, whole_name
from lib.store import Reader
from lib.text import _, clock, day, number, say
from lib.ui.fragments import on_its_own
from lib.ui.markup import plain, said
from lib.ui.registry import find_page
from lib.ui.session import cached, cached_pack, city, viewer

COLOURS = {"lulus": "gray", "dugaan": "red", "tidak_dapat_diperiksa": "orange"}
"""Streamlit's badge colours of the answers; the mark and the words carry the meaning."""


def load_event_findings(read: Reader, event_id: int, starts: date) -> pd.DataFrame:
    """The findings on one event, empty where the reader is told none."""
    return load_findings(read, starts, starts, event_id=event_id)


def open_rules(event_id: int, starts: date) -> None:
    """Open what the rules say of an event beside the page."""
    drawer = st.dialog(_("Activity {n}", n=number(event_id)), position="right", width="medium")
    drawer(on_its_own(draw_rules))(event_id, starts)


def draw_rules(event_id: int, starts: date) -> None:
    """Every rule on an event with its sentence, article, source and sureness; suspicions first."""
    findings = cached(load_event_findings, event_id, starts)
    if findings.empty:
        st.info(_("No rule on this method can be checked from a schedule."))
        return
    labels, first = cached_pack(load_labels), findings.iloc[0]
    st.header(plain(labels.activity(first["activity"])), anchor=False)
    st.markdown(plain(f"{labels.organiser(first['organiser'])} · {day(first['starts'])}, {clock(first['starts'])} "
                      f"{city().clock_label} · {labels.area(first['area_code'])}"))
    whole, numbers = summarise_event(findings)
    st.markdown(f"**{plain(whole_name(whole))}**  \n{plain(say(numbers))}")
    for answer in ANSWERS:
        rows = findings[findings["answer"] == answer].to_dict("records")
        if rows:
            with st.expander(f"{answer_name(answer)} ({number(len(rows))})", expanded=answer != PASS):
                for row in rows:
                    _draw_rule(row)
    st.caption(_("Only Bawaslu, KPU or the police judge. Here stands what a schedule gives reason to ask."))


def draw_rules_in_short(event: Mapping[str, Any]) -> None:
    """The rules' answers on an event in a few lines, with the way to all of them; nothing for who is told none."""
    if not has_permission(viewer(), Permission.VIEW_RULES):
        return
    starts = pd.Timestamp(event["starts"]).date()
    findings = cached(load_event_findings, int(event["event_id"]), starts)
    if findings.empty:
        return
    _whole, numbers = summarise_event(findings)
    st.markdown(f"**{_('Rules of the election')}**  \n{plain(say(numbers))}")
    for row in findings[findings["answer"] == SUSPECTED].to_dict("records"):
        st.markdown(f"{_badge(row)} {said(row['reason'])}")
    page = find_page("aturan")
    st.page_link(page.file, label=_("All answers, with article and source"), icon=page.icon, query_params={
        "aturan-hari": "pilih", "aturan-hari-pilihan": [starts.isoformat()] * 2, "kegiatan": str(event["event_id"])})


def _draw_rule(row: Mapping[str, Any]) -> None:
    level = "" if pd.isna(row["level"]) else f" · {LEVEL_MARKS[row['level']]} {_(LEVEL_LABELS[row['level']])}"
    with st.container(gap="xxsmall"):
        st.markdown(f"{_badge(row)}{plain(level)}  \n{said(row['reason'])}")
        if row["missing"]:
            st.markdown(f"{_('Missing')}: **{plain(name_fields(row['missing']))}**")
        source = _("source: {source}", source=row["source"] if row["source"] != "-" else _("none"))
        st.caption(plain(f"{row['rule_id']} · {row['legal_ref']} · {source} · {say_sureness(row['verification'])}"))


def _badge(row: Mapping[str, Any]) -> str:
    """What the rule is about, with the mark and colour of its answer."""
    return f":{COLOURS[row['answer']]}-badge[{ANSWER_MARKS[row['answer']]} {plain(_(topic_label(row['topic'])))}]"
