"""The view Findings of the rules' page: which rule is at issue most, and one line an event that opens its answers."""

from datetime import date
from typing import NamedTuple

import pandas as pd
import streamlit as st

from lib.reference.labels import Labels, load_labels
from lib.schedule.rules.answers import ANSWERS
from lib.schedule.rules.kinds import KINDS, read_rules, topic_label, topic_of
from lib.schedule.rules.loading import load_findings
from lib.schedule.rules.overviews import count_by_topic, list_events, narrow_findings, say_findings
from lib.schedule.rules.wordings import ANSWER_MARKS, answer_name, summarise_findings, whole_name
from lib.store import Reader
from lib.text import Message, _, day_time
from lib.ui.addresses import pick_many
from lib.ui.downloads import download
from lib.ui.filters import WIDTH, Filters
from lib.ui.row_cards import table_of_cards
from lib.ui.rule_cards import open_rules
from lib.ui.session import cached, cached_pack
from lib.ui.tables import empty, one_page

Codes = tuple[str, ...]


class Chosen(NamedTuple):
    """The findings that the filters leave, a line an event, and of the days and places all answers by topic."""

    findings: pd.DataFrame
    events: pd.DataFrame
    topics: pd.DataFrame
    sentences: tuple[Message, ...]


def load_topics(read: Reader) -> dict[str, str]:
    """What the pack's rules are about: topic -> label, in the order of the kinds of rules."""
    held = {topic_of(rule) for rule in read_rules(read.rows("FROM rules"))}
    return {"-".join(key): _(topic_label("-".join(key))) for key in KINDS if "-".join(key) in held}


def choose(_read: Reader, first: date, last: date, period: str, districts: Codes, organisers: Codes, answers: Codes,
           topics: Codes, event_id: int | None) -> Chosen:
    """What the page shows. The sentence and the table of rules look at all answers, whichever are listed."""
    labels = cached_pack(load_labels)
    there = narrow_findings(cached(load_findings, first, last), area_districts=labels.area_districts,
                            districts=districts, organisers=organisers, event_id=event_id)
    chosen = narrow_findings(there, area_districts={}, answers=answers, topics=topics)
    return Chosen(chosen, list_events(chosen, there), count_by_topic(there), tuple(say_findings(there, period)))


def pick_answers(filters: Filters) -> Codes:
    """The answers to list; none chosen means all."""
    return _pick(filters, _("Answer"), {answer: answer_name(answer) for answer in ANSWERS}, "jawaban")


def pick_topics(filters: Filters) -> Codes:
    """What the listed rules are about; none chosen means all."""
    return _pick(filters, _("Rule is about"), cached_pack(load_topics), "aturan-tentang")


def draw_findings(chosen: Chosen, answers: Codes, filters: Filters) -> None:
    """The table of rules, the list of events and their download."""
    labels = cached_pack(load_labels)
    if chosen.findings.empty:
        empty(_("No answers with this filter. Widen the days or clear a filter."))
        return
    _draw_topics(chosen.topics)
    _draw_events(chosen.events, answers, labels)
    download("findings", chosen.findings, filters.words, finish=lambda frame: summarise_findings(frame).assign(
        ward=frame["area_code"].map(labels.areas),
        district=frame["area_code"].map(labels.area_districts).map(labels.districts)))


def _draw_topics(topics: pd.DataFrame) -> None:
    heads = {"label": _("Rule is about"), **{answer: answer_name(answer) for answer in ANSWERS},
             "rule_ids": _("Rules")}
    st.dataframe(topics[list(heads)].rename(columns=heads), hide_index=True, width="stretch", key="aturan-tabel",
                 height=36 * (min(len(topics), 6) + 1) + 2, row_height=36, alt=_("Answers by what the rule is about"))
    st.caption(_("Answers on all activities of these days and places, whichever answers are listed below."))


def _draw_events(events: pd.DataFrame, answers: Codes, labels: Labels) -> None:
    listed = one_page(events, key="aturan-halaman")
    rows = listed.to_dict("records")
    shown = pd.DataFrame({
        _("When"): [day_time(row["starts"]) for row in rows],
        _("Organiser"): [labels.organiser(row["organiser"]) for row in rows],
        _("Activity"): [labels.activity(row["activity"]) for row in rows],
        **{ANSWER_MARKS[answer]: listed[answer] for answer in ANSWERS if not answers or answer in answers},
        _("As a whole"): [f"{ANSWER_MARKS[row['whole']]} {whole_name(row['whole'])}" for row in rows],
        _("Ward"): [labels.area(row["area_code"]) for row in rows]})
    counts = {ANSWER_MARKS[answer]: st.column_config.NumberColumn(width=48, help=answer_name(answer))
              for answer in ANSWERS if ANSWER_MARKS[answer] in shown}
    to_open = table_of_cards(shown, counts, listed["event_id"].tolist(), key="aturan-kegiatan",
                             alt=_("Activities with the answers of the rules"))
    if to_open is not None:
        open_rules(to_open, listed.set_index("event_id")["starts"].loc[to_open].date())


def _pick(filters: Filters, label: str, names: dict[str, str], key: str) -> Codes:
    chosen = pick_many(label, names, key=key, placeholder=_("all"), select_all=False, width=WIDTH)
    if chosen:
        filters.words.append((label, ", ".join(names[code] for code in chosen)))
    return chosen
