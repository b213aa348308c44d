"""The list of reports, and the totals beside it."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib.export.small_cells import Mark, mark_left_out
from lib.reference.labels import Labels, verification_name
from lib.reports.listings import load_reports
from lib.reports.wordings import severity_name
from lib.text import _, clock, ngettext, number
from lib.ui.downloads import download, download_later
from lib.ui.filters import Words
from lib.ui.report_cards import open_report
from lib.ui.row_cards import table_of_cards
from lib.ui.session import cached, read_later
from lib.ui.tables import pick_rows, show_table

LISTED = 200
"""Reports on a page of the list: an ordinary fortnight's fit on one."""


def draw_report_list(choice: tuple[Hashable, ...], counted: pd.DataFrame, labels: Labels,
                     words: Sequence[Words]) -> None:
    """A page of the reports of `choice` (what ``load_reports`` is asked for), newest first; a row's button opens its
    card. Below, the download of them all. counted: the same choice as ``load_alike`` counts it.
    """
    total = int(counted["reports"].sum())
    picked = pick_rows(total, key="laporan-halaman", rows=LISTED)
    reports = cached(load_reports, *choice, picked.stop - picked.start, picked.start)
    shown, columns = listed_reports(reports, labels, with_reporter=bool(counted["with_reporter"].any()))
    to_open = table_of_cards(shown, columns, reports["report_id"].tolist(), key="laporan-daftar",
                             alt=_("Table of reports, newest first"))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(ngettext("{rows} report, newest first", "{rows} reports, newest first", total, rows=number(total)))
        download_later("reports", read_later(load_reports, *choice), words)
    if to_open is not None:
        open_report(to_open)


def listed_reports(reports: pd.DataFrame, labels: Labels, *,
                   with_reporter: bool) -> tuple[pd.DataFrame, Mapping[str, Any]]:
    """The rows as a reader reads them, and how each column is shown; the reporter only where the scope shows one."""
    shown = pd.DataFrame({
        "ward": reports["ward"].fillna(_("ward not known")),
        "day": reports["occurred"].dt.date,
        "hour": [clock(moment) if has_time else ""
                 for moment, has_time in zip(reports["occurred"], reports["occurred_has_time"], strict=True)],
        "category": reports["category"].map(labels.category, na_action=None),
        "severity": reports["severity"].map(severity_name, na_action=None),
        "verification": reports["verification"].map(verification_name),
        "grade": reports["source_grade"].fillna(""),
    })
    columns = {
        "ward": st.column_config.TextColumn(_("Ward"), width=130),
        "day": st.column_config.DateColumn(_("Day"), format="DD/MM/YYYY", width=90),
        "hour": st.column_config.TextColumn(_("Hour"), width=55),
        "category": st.column_config.TextColumn(_("Category"), width=190),
        "severity": st.column_config.TextColumn(_("Severity"), width=120),
        "verification": st.column_config.TextColumn(_("Verification"), width=95),
        "grade": st.column_config.TextColumn(_("Source grade"), width=90),
    }
    if with_reporter:
        shown["reporter"] = reports["reporter"].fillna("")
        columns["reporter"] = st.column_config.TextColumn(_("Reporter"), width=90)
    return shown, columns


def draw_totals(totals: pd.DataFrame, labels: Labels, words: Sequence[Words]) -> None:
    """Totals of the whole city, for those who see only some wards; counts that are too small keep their mark."""
    marked = totals.assign(reports=mark_left_out(totals["reports"]))
    shown = pd.DataFrame({
        "week": marked["week"].dt.strftime("%d/%m/%Y"),
        "district": marked["district"].fillna(_("ward not known")),
        "category": marked["category"].map(labels.category, na_action=None),
        "reports": [str(count) if isinstance(count, Mark) else number(count) for count in marked["reports"]]})
    show_table(shown, {"week": _("Week from"), "district": _("District"), "category": _("Category"),
                       "reports": _("Reports")}, key="laporan-jumlah")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(_("Refuted and archived reports are not counted. Counts under 3 are hidden."))
        download("report_totals", marked, words)
