"""The card of one report, in a drawer: what, where, when, how sure, what now, how it came here."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.clock import to_local
from lib.reference.labels import Labels, load_labels, verification_name
from lib.reports.listings import find_report, load_bawaslu_categories
from lib.reports.wordings import advise, grade_name, severity_name
from lib.text import _, clock, day, number, say
from lib.ui.fragments import on_its_own
from lib.ui.markup import plain
from lib.ui.session import cached, cached_pack, city


def open_report(report_id: int) -> None:
    """Open the card of a report beside the page."""
    drawer = st.dialog(_("Report {n}", n=report_id), position="right", width="medium")
    drawer(on_its_own(draw_report))(report_id)


def draw_report(report_id: int) -> None:
    """Draw everything of a report that the viewer's scope shows."""
    report = cached(find_report, report_id)
    if report is None:
        st.info(_("There is no such report, or it is not part of your work."))
        return
    labels = cached_pack(load_labels)
    st.header(plain(labels.category(report["category"])), anchor=False)
    # Text of people: shown as it is, never read as Markdown.
    st.text(report["description"])
    _draw_facts(_facts(report, labels))
    st.markdown(f"**{_('What now')}**")
    st.info(say(advise(report, bawaslu=report["category"] in cached_pack(load_bawaslu_categories))))
    _draw_facts(_trace(report))


def occurred_words(report: Mapping[str, Any]) -> str:
    """"Sabtu, 27 Januari 2024, 13.00 WIB"; without the hour where nobody told it."""
    words = day(report["occurred"])
    return f"{words}, {clock(report['occurred'])} {city().clock_label}" if report["occurred_has_time"] else words


def _facts(report: Mapping[str, Any], labels: Labels) -> list[tuple[str, Any]]:
    return [
        (_("Ward"), labels.area(report["area_code"])),
        (_("Place"), report["place"]),
        (_("Occurred"), occurred_words(report)),
        (_("Received"), day(report["received"])),
        (_("Severity"), severity_name(report["severity"])),
        (_("Source grade"), grade_name(report["source_grade"])),
        (_("Verification"), verification_name(report["verification"])),
        (_("Threat class"), report["athg"]),
        (_("Aspect of life"), report["aspect"]),
        (_("Organisers named"), ", ".join(labels.organiser(code) for code in report["parties"])),
        (_("Reporter"), report["reporter"]),
    ]


def _trace(report: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """File, sheet and row; nothing for those who may not see the import."""
    if report["file_name"] is None:
        return []
    stored = to_local(report["stored_at"], city().timezone)
    return [
        (_("File"), report["file_name"]),
        (_("Sheet"), report["sheet"]),
        (_("Row"), None if report["row_number"] is None else number(report["row_number"])),
        (_("Stored"), _("{when} by {who}", when=f"{day(stored)}, {clock(stored)}", who=report["stored_by"])),
    ]


def _draw_facts(facts: list[tuple[str, Any]]) -> None:
    """Label and value, line by line; what is not told is left out."""
    known = [(f"**{label}**", plain(str(value))) for label, value in facts if not pd.isna(value) and value != ""]
    if known:
        st.table(pd.DataFrame(known), border="horizontal", hide_index=True, hide_header=True)
