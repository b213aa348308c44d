"""The view Limits of the rules' page: the pack's rules as a table, each with article, source and how sure it is."""

import pandas as pd
import streamlit as st

from lib.reference.labels import load_labels
from lib.schedule.rules.limits import load_holidays, load_limits, say_confidence, word_limits
from lib.store import Reader
from lib.text import N_, Message, _, current, day, number
from lib.ui.session import cached_pack

_WIDTHS = {"rule_id": 85, "about": 150, "says": 300, "legal_ref": 170, "sureness": 200, "source": 200, "methods": 160,
           "days": 230}


def load_worded_limits(_read: Reader) -> pd.DataFrame:
    """The pack's rules in words."""
    return word_limits(cached_pack(load_limits), cached_pack(load_labels))


def tell_limits() -> list[Message]:
    """How many rules there are and how many stand on memory."""
    rows = cached_pack(load_worded_limits)
    unchecked = int(rows["unchecked"].sum())
    return [Message(N_("{n} rules of the election; {unchecked} of them stand on memory and are not checked yet."), {
        "n": number(len(rows)), "unchecked": number(unchecked)})]


def draw_limits() -> None:
    """The rules that schedules are held against, what else the pack tells, and the holidays."""
    rows = cached_pack(load_worded_limits)
    _draw_rules(rows[rows["checked_on_schedules"]], "batas-aturan")
    st.subheader(_("What else the pack tells"), anchor=False)
    st.caption(_("Not checked on schedules; in the pack's own words."))
    _draw_rules(rows[~rows["checked_on_schedules"]], "batas-lain")
    st.subheader(_("Holidays"), anchor=False)
    _draw_holidays()
    st.caption(_("! marks what stands on memory: check the article before you rely on it. Nothing here is legal "
                 "advice."))


def _draw_rules(rows: pd.DataFrame, key: str) -> None:
    heads = {"rule_id": _("Rule"), "about": _("About"), "says": _("What it says"), "legal_ref": _("Article"),
             "sureness": _("How sure"), "source": _("Source"), "methods": _("Activity"), "days": _("In force")}
    columns = {head: st.column_config.TextColumn(width=_WIDTHS[name]) for name, head in heads.items()}
    st.dataframe(rows[list(heads)].rename(columns=heads), hide_index=True, width="stretch", key=key,
                 column_config=columns)


def _draw_holidays() -> None:
    days = cached_pack(load_holidays)
    label = days["label_en"] if current() == "en" else days["label_id"].fillna(days["label_en"])
    st.dataframe(pd.DataFrame({
        _("Day"): [day(each) for each in days["day"]], _("Occasion"): label,
        _("How sure"): [say_confidence(each) for each in days["confidence"]]}), hide_index=True, width="stretch",
        key="batas-libur")
