"""Problems as cards: what, how grave, when, who, its state and owner, since when it is known, and the way to it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import Permission
from lib.reference.labels import Labels
from lib.schedule.groups_wordings import state_name, title_group
from lib.schedule.wordings import clash_advice, clash_sentence, level_name
from lib.text import _, clock, day, day_short, hours, ngettext, say
from lib.ui.cards import COLOURS
from lib.ui.markup import plain
from lib.ui.registry import find_page
from lib.ui.session import viewer

STATE_COLOURS = {"baru": "blue", "ditangani": "violet", "selesai": "green", "diterima": "gray"}
NUMBER = "nomor"
"""The name in the address under which the page of a problem finds it."""


def problem_card(group: Mapping[str, Any], labels: Labels, clock_label: str) -> None:
    """One group of ``gather_groups`` with its gravest reason, what to do now, and the way to its page."""
    with st.container(border=True, gap="xsmall"):
        left, right = st.columns([5, 1], vertical_alignment="center")
        with left:
            st.markdown(f"{level_badge(group['level'])} {state_badge(group['state'])} "
                        f"**{plain(say(title_group(group, labels)))}**")
            st.markdown(plain(tell_span(group, clock_label)))
            st.markdown(plain(clash_sentence(group["gravest"], labels)))
            st.caption(clash_advice(group["gravest"]))
            st.caption(plain(tell_handling(group)))
        if not pd.isna(group["problem_id"]):
            with right:
                problem_link(int(group["problem_id"]), _("Open"))


def problem_link(problem_id: int, label: str) -> None:
    """The way to the page of one problem."""
    st.page_link(find_page("masalah").file, label=label, icon=":material/arrow_forward:",
                 query_params={NUMBER: str(problem_id)})


def level_badge(level: int) -> str:
    """The mark and the word of a level, in Markdown."""
    return f":{COLOURS[level]}-badge[{level_name(level)}]"


def state_badge(state: str) -> str:
    """The word of a problem's state, in Markdown."""
    return f":{STATE_COLOURS[state]}-badge[{state_name(state)}]"


def tell_span(group: Mapping[str, Any], clock_label: str) -> str:
    """When, and how many clashes of how many activities."""
    counts = [ngettext("{n} clash", "{n} clashes", group["clashes"]),
              ngettext("{n} activity", "{n} activities", len(group["events"]))]
    return " · ".join([say_when(group, clock_label), *counts])


def say_when(group: Mapping[str, Any], clock_label: str) -> str:
    """The hours in which the activities meet, with the day or days."""
    if group["starts"].date() == group["ends"].date():
        return f"{day(group['starts'])}, {hours(group['starts'], group['ends'], label=clock_label)}"
    return (f"{day(group['starts'])} {clock(group['starts'])} – {day(group['ends'])} {clock(group['ends'])} "
            f"{clock_label}")


def tell_handling(group: Mapping[str, Any]) -> str:
    """Who has it and since when it is known, as far as the reader is told."""
    told = []
    if has_permission(viewer(), Permission.READ_HANDLING):
        told.append(_("nobody handles it yet") if pd.isna(group["owner"]) else
                    _("handled by {owner}", owner=group["owner"]))
    if not pd.isna(group["first_known"]):
        told.append(_("known since {day}", day=day_short(group["first_known"])))
    return " · ".join(told) or _("not yet entered on this day")
