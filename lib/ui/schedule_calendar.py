"""A month as a calendar: one cell a day, which opens that day's timeline; on a phone the cells stand as a list."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from lib.schedule.loading import load_days
from lib.schedule.wordings import level_name
from lib.text import _, current, day_short, month, ngettext, number
from lib.ui.addresses import pick_one
from lib.ui.markup import plain
from lib.ui.session import cached, city
from lib.ui.tables import empty

_WEEK = 7


def draw_calendar(first: date, *chosen) -> None:
    """The month picked; `first` is in the one shown at first, `chosen` narrows as in ``load_schedule``."""
    months = _months(first)
    code = pick_one(st.selectbox, _("Month"), {f"{each:%Y-%m}": month(each) for each in months}, key="bulan", width=220)
    begins = date.fromisoformat(f"{code}-01")
    days = cached(load_days, begins, begins.replace(day=monthrange(begins.year, begins.month)[1]), *chosen)
    st.markdown(plain(say_month(days)))
    if not days["events"].sum():
        empty(_("No activities in this month with this filter."))
    cells = [None] * begins.weekday() + days.to_dict("records")
    for start in range(0, len(cells), _WEEK):
        for column, cell in zip(st.columns(_WEEK, gap="xsmall"), cells[start:start + _WEEK], strict=False):
            if cell is not None:
                with column.container(border=True, gap=None):
                    _draw_cell(cell)
    st.caption(_("A button opens the timeline of that day. The mark is of the gravest clash; the calendar shows the "
                 "whole month, whatever days are chosen above."))


def say_month(days: pd.DataFrame) -> str:
    """The month in one sentence: activities, days with a grave clash, and the fullest day."""
    total = int(days["events"].sum())
    if not total:
        return _("No activities are known for this month.")
    fullest = days.loc[days["events"].idxmax()]
    grave = int((days["level"] >= 4).fillna(False).sum())
    return _("{events} activities; {n} days with a high or critical clash; the fullest day is {day} with {most}.",
             events=number(total), n=number(grave), day=day_short(fullest["day"]), most=number(int(fullest["events"])))


def _draw_cell(cell: Mapping[str, Any]) -> None:
    day = cell["day"].date()
    st.button(day_short(day), key=f"buka-{day}", on_click=_open_day, args=(day,), type="tertiary",
              help=_("Open the timeline of this day"))
    if not cell["events"]:
        said = _("no activity")
    else:
        said = ngettext("{n} activity", "{n} activities", cell["events"])
    lines = [said]
    if not pd.isna(cell["level"]):
        lines.append(f"**{level_name(int(cell['level']))}**")
    label = cell["label_en" if current() == "en" else "label_id"]
    if isinstance(label, str):
        lines.append(f"*{plain(label)}*")
    st.markdown("  \n".join(lines))


def _open_day(day: date) -> None:
    """Show that day alone, as a timeline; all of it stands in the address then."""
    st.session_state["jadwal-hari"] = "pilih"
    st.session_state["jadwal-hari-pilihan"] = (day, day)
    st.session_state["lihat"] = "garis-waktu"


def _months(first: date) -> list[date]:
    """The months of the campaign, and the one shown; that of `first` leads, for it is what the address leaves out."""
    at_work = city()
    ends = max(at_work.campaign_to, at_work.voting_day)
    found, each = {first.replace(day=1)}, at_work.campaign_from.replace(day=1)
    while each <= ends:
        found.add(each)
        each = (each + timedelta(days=31)).replace(day=1)
    return sorted(found, key=lambda each: (each != first.replace(day=1), each))
