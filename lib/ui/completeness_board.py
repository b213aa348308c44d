"""Who reports: the wards' week in a sentence, wards by week as a picture, the wards and the senders as tables."""

from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lib.charts.reports import draw_completeness
from lib.reports.completeness import load_completeness, load_coverage_weeks, load_senders, monday_of
from lib.reports.wordings import reporting_name, say_completeness
from lib.store import Reader
from lib.text import _, current, day_short, number, percent
from lib.ui.charts import chart, kept
from lib.ui.downloads import download
from lib.ui.session import as_of, cached, city
from lib.ui.tables import empty, show_table

WEEKS = 8
_GRAVEST_FIRST = {"never": 0, "silent": 1, "partly": 2, "late": 3, "on_time": 4}


def read_week(read: Reader, week: date, on: date, start: date) -> pd.DataFrame:
    """``load_completeness`` as it is kept."""
    return load_completeness(read, week, on, start=start)


def read_weeks(read: Reader, on: date, start: date) -> pd.DataFrame:
    """``load_coverage_weeks`` as it is kept."""
    return load_coverage_weeks(read, WEEKS, on, start=start)


def draw_completeness_board() -> None:
    """The board of the last whole week, or of another that is picked."""
    week = _pick_week()
    board = cached(read_week, week, as_of(), city().campaign_from)
    if board.empty:
        empty(_("No ward's reporting can be shown here."))
        return
    st.markdown(say_completeness(board))
    st.subheader(_("Days reported, ward by week"), anchor=False)
    chart(weeks_picture, as_of(), city().campaign_from, key="kelengkapan-gambar", caption=_(
        "The number is on how many days of the week somebody reported, a line saying that all is quiet included. "
        "Hatched: nobody did, so nothing is known."))
    st.subheader(_("The wards, {first} – {last}", first=day_short(week), last=day_short(week + timedelta(days=6))),
                 anchor=False)
    _draw_wards(board, week)
    _draw_senders(week)


@kept
def weeks_picture(on: date, start: date) -> go.Figure:
    """The last weeks of every ward."""
    return draw_completeness(cached(read_weeks, on, start))


def _pick_week() -> date:
    this_week, first = monday_of(as_of()), monday_of(min(city().campaign_from, as_of()))
    weeks = [this_week - timedelta(weeks=back) for back in range((this_week - first).days // 7 + 1)]
    whole = weeks[min(1, len(weeks) - 1)]
    names = {monday.isoformat(): f"{day_short(monday)} – {day_short(monday + timedelta(days=6))}" for monday in weeks}
    picked = st.selectbox(_("Week"), list(names), list(names).index(whole.isoformat()), format_func=names.get,
                          key=f"kelengkapan-minggu-{current()}", width=240)
    return date.fromisoformat(picked)


def _draw_wards(board: pd.DataFrame, week: date) -> None:
    place = board["state"].map(_GRAVEST_FIRST)
    board = board.assign(place=place).sort_values(["place", "ward"], ignore_index=True)
    shown = pd.DataFrame({
        "ward": board["ward"], "district": board["district"], "state": [reporting_name(state)
                                                                       for state in board["state"]],
        "days": [_("{n} of {due}", n=number(row.days_covered), due=number(row.days_expected))
                 for row in board.itertuples()],
        "reports": [number(count) for count in board["reports"]],
        "late": [number(count) for count in board["late"]],
        "last": ["" if pd.isna(last) else day_short(last) for last in board["last_report"]],
    })
    show_table(shown, {"ward": _("Ward"), "district": _("District"), "state": _("Reporting"), "days": _("Days"),
                       "reports": _("Reports"), "late": _("of them late"), "last": _("Last heard of")},
               key="kelengkapan-kelurahan")
    download("completeness", board.drop(columns="place"), ((_("Week"), day_short(week)),))


def _draw_senders(week: date) -> None:
    senders = cached(load_senders, week)
    if senders.empty:
        return
    st.subheader(_("Who sent files"), anchor=False)
    kinds = {"schedule": _("Campaign schedule"), "report": _("Reports from the wards")}
    shown = pd.DataFrame({
        "name": senders["display_name"].fillna(senders["name"]), "kind": senders["kind"].map(kinds),
        "files": [number(count) for count in senders["files"]], "rows": [number(count) for count in senders["rows"]],
        "refused": [f"{number(row.refused)} ({percent(row.refused / max(row.rows + row.refused, 1))})"
                    for row in senders.itertuples()],
        "last": [day_short(last) for last in senders["last_received"]],
    })
    show_table(shown, {"name": _("Sender"), "kind": _("What"), "files": _("Files"), "rows": _("Rows taken"),
                       "refused": _("Refused"), "last": _("Last received")}, key="kelengkapan-pengirim")
