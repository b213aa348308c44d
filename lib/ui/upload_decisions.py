"""What a file leaves open beside what is stored: moved events, events it no longer lists, reports like stored ones.

Each part takes the decisions so far and gives them as the person now has them. What nobody decides has a safe default:
nothing that is stored vanishes, and nothing that was sent is left out.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import streamlit as st

from lib.intake.decisions import CANCELLED, KEPT, LEFT_OUT, MOVED, NEW, SAME, Decisions
from lib.intake.plans import MissingEvent, OlderRow, Plan, PlannedRow, event_values
from lib.intake.readings import Kind
from lib.reference.labels import Labels
from lib.text import _, clock, day_short, ngettext, number
from lib.ui.field_names import column_name, field_name
from lib.ui.markup import plain
from lib.ui.tables import pick_rows

A_PAGE = 10
_COLUMNS = {"starts": "start", "ends": "end", "aspect": "field", "organiser": "party"}
"""Stored column -> the field by whose name people know it."""


def decide_doubts(plan: Plan, decisions: Decisions, labels: Labels, *, key: str) -> Decisions:
    """All that is open, each kind folded under how many there are."""
    moved = [row for row in plan.rows if row.resembles is not None and "start" in row.row.values]
    if moved:
        title = ngettext("{n} event at another hour or place", "{n} events at another hour or place", len(moved))
        with st.expander(title, icon=":material/event_repeat:", key=f"{key}-moved"):
            decisions = _decide_moved(moved, decisions, labels, key=key)
    told = [event for event in plan.missing if event.is_told]
    if told:
        title = ngettext("{n} stored event is cancelled in the file", "{n} stored events are cancelled in the file",
                         len(told))
        with st.expander(title, expanded=True, icon=":material/event_busy:", key=f"{key}-cancelled"):
            st.caption(_("The calendar says that these are off. They are cancelled, unless somebody keeps them."))
            decisions = _decide_missing(told, decisions, labels, key=f"{key}-told")
    if missing := [event for event in plan.missing if not event.is_told]:
        title = ngettext("{n} stored event is not listed any more: cancelled or forgotten?",
                         "{n} stored events are not listed any more: cancelled or forgotten?", len(missing))
        with st.expander(title, expanded=True, icon=":material/event_busy:", key=f"{key}-missing"):
            st.caption(_("The file covers these days but does not list these events. Until somebody says that they are "
                         "cancelled, they are kept."))
            decisions = _decide_missing(missing, decisions, labels, key=key)
    if plan.older:
        title = ngettext("{n} event is older than a newer schedule, which does not list it",
                         "{n} events are older than a newer schedule, which does not list them", len(plan.older))
        with st.expander(title, expanded=True, icon=":material/history:", key=f"{key}-older"):
            decisions = _decide_older(plan.older, decisions, labels, key=key)
    if plan.duplicates:
        title = ngettext("{n} report is much like a stored one", "{n} reports are much like stored ones",
                         len(plan.duplicates))
        with st.expander(title, expanded=True, icon=":material/content_copy:", key=f"{key}-duplicates"):
            decisions = _decide_duplicates(plan.duplicates, decisions, labels, key=key)
    return decisions


def decide_refused(plan: Plan, refused: int, kind: Kind, decisions: Decisions, *, key: str) -> Decisions:
    """Nothing until all is right, or the good rows without the others: with the consequence in numbers."""
    if not refused:
        return decisions
    good = len(plan.rows)
    words = {
        False: _("Nothing until all is right: {refused} refused rows are mended first", refused=number(refused)),
        True: ngettext("Take the {n} good row, leave {refused} out", "Take the {n} good rows, leave {refused} out",
                       good, refused=number(refused))}
    takes = decisions.takes_good(kind)
    picked = st.radio(_("Refused rows"), [False, True], int(takes), format_func=words.__getitem__, key=f"{key}-take")
    return decisions if picked == takes else decisions.with_take_good(picked)


def _decide_moved(rows: Sequence[PlannedRow], decisions: Decisions, labels: Labels, *, key: str) -> Decisions:
    st.caption(_("The same event seems to be stored at another hour or place. Moved: it keeps its number and history."))
    for row in rows[pick_rows(len(rows), key=f"{key}-moved-page", rows=A_PAGE)]:
        now = decisions.moved.get(row.place, MOVED)
        stored = _event_words(row.resembles.fields, labels)
        sent = _event_words(event_values(row.row.values), labels)
        picked = _pick({MOVED: _("moved"), NEW: _("another event")}, now, _("Row {rows}", rows=row.row.row),
                       f"{stored}  \n→ {sent}", key=f"{key}-moved-{row.place}")
        if picked != now:
            decisions = decisions.with_moved(row.place, picked)
    return decisions


def _decide_missing(events: Sequence[MissingEvent], decisions: Decisions, labels: Labels, *, key: str) -> Decisions:
    for event in events[pick_rows(len(events), key=f"{key}-missing-page", rows=A_PAGE)]:
        picked = _pick({KEPT: _("keep"), CANCELLED: _("cancelled")}, event.verdict, f"#{event.event_id}",
                       _event_words(event.fields, labels), key=f"{key}-missing-{event.event_id}")
        if picked != event.verdict:
            decisions = decisions.with_missing(event.event_id, picked)
    return decisions


def _decide_older(rows: Sequence[OlderRow], decisions: Decisions, labels: Labels, *, key: str) -> Decisions:
    st.caption(_("A schedule received later covers these days and does not list these events. Until somebody says that "
                 "they take place all the same, they are left out."))
    for line in rows[pick_rows(len(rows), key=f"{key}-older-page", rows=A_PAGE)]:
        said = _("schedule of {day}", day=day_short(line.received))
        picked = _pick({LEFT_OUT: _("leave out"), NEW: _("takes place")}, line.verdict,
                       _("Row {rows}", rows=line.row.row),
                       f"{_event_words(event_values(line.row.values), labels)} ({said})",
                       key=f"{key}-older-{line.place}")
        if picked != line.verdict:
            decisions = decisions.with_older(line.place, picked)
    return decisions


def _decide_duplicates(rows: Sequence[PlannedRow], decisions: Decisions, labels: Labels, *, key: str) -> Decisions:
    st.caption(_("Two senders may tell of one incident. Until somebody says so, both are kept as reports of their "
                 "own."))
    for row in rows[pick_rows(len(rows), key=f"{key}-duplicates-page", rows=A_PAGE)]:
        now = NEW if row.outcome == "new" else SAME
        left, right = st.columns(2)
        left.markdown(_("**In the file, row {row}**", row=row.row.row) + "  \n" + _report_words(
            row.row.values, labels))
        right.markdown(_("**Stored as #{n}** ({likeness}% alike)", n=row.resembles.item_id,
                         likeness=number(row.resembles.likeness)) + "  \n" + _report_words(
            row.resembles.fields, labels))
        picked = _pick({NEW: _("another report"), SAME: _("the same, do not count twice")}, now, "", "",
                       key=f"{key}-duplicate-{row.place}")
        if picked != now:
            decisions = decisions.with_duplicate(row.place, picked)
    return decisions


def _pick(words: Mapping[str, str], now: str, name: str, said: str, *, key: str) -> str:
    with st.container(horizontal=True, vertical_alignment="center"):
        if said:
            st.markdown(f"**{plain(name)}** · {said}", width="stretch")
        return st.segmented_control(name or _("Decision"), list(words), default=now, format_func=words.__getitem__,
                                    required=True, key=key, label_visibility="collapsed", width="content")


def _event_words(event: Mapping[str, Any], labels: Labels) -> str:
    ends = f"–{clock(event['ends'])}" if event.get("ends") else ""
    title = f" · {plain(event['title'])}" if event.get("title") else ""
    return (f"{plain(labels.organiser(event['organiser']))}, {plain(labels.activity(event['activity']))}, "
            f"{day_short(event['starts'])} {clock(event['starts'])}{ends}, {plain(event['venue'])}{title}")


def _report_words(report: Mapping[str, Any], labels: Labels) -> str:
    parts = [day_short(report["occurred"])]
    if report.get("occurred_has_time"):
        parts[0] += f" {clock(report['occurred'])}"
    parts += [labels.area(report.get("area_code")), report.get("place") or "",
              labels.category(report.get("category"))]
    lines = [" · ".join(plain(part) for part in parts if part), plain(report.get("description") or "")]
    if report.get("reporter"):
        lines.append(_("Reporter: {name}", name=plain(report["reporter"])))
    return "  \n".join(line for line in lines if line)


def changes_in_words(row: PlannedRow, labels: Labels) -> str:
    """The fields a row changes, each with what it was and what it becomes."""
    said = []
    for name in row.changed:
        before, after = (_value(name, values.get(name), labels) for values in (row.before, row.after))
        head = (column_name("report", "hour_known") if name == "occurred_has_time"
                else field_name(_COLUMNS.get(name, name)))
        said.append(f"{head}: {before} → {after}")
    return "; ".join(said)


def _value(name: str, value: Any, labels: Labels) -> str:
    if value is None:
        return _("nothing")
    if name == "activity":
        return labels.activity(value)
    if name == "area_code":
        return labels.area(value)
    if name == "category":
        return labels.category(value)
    if name == "parties":
        return ", ".join(map(labels.organiser, value)) or _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return f"{day_short(value)} {clock(value)}" if isinstance(value, datetime) else day_short(value)
    if isinstance(value, list):
        return "; ".join(value)
    return number(value) if isinstance(value, int) else str(value)
