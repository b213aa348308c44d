"""The view in which the strength of each day and district is entered, and one day copied to others."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from lib.access.permissions import has_permission, require_permission
from lib.access.roles import Permission
from lib.errors import Refusal
from lib.schedule.load_strength_edits import (
    Cell,
    StrengthChange,
    change_strengths,
    copy_strengths,
    read_changes,
    say_overtaken,
)
from lib.schedule.load_strengths import load_strengths
from lib.text import N_, Message, _, current, day_short, ngettext, number, say
from lib.ui.fragments import on_its_own
from lib.ui.markup import said
from lib.ui.session import store, viewer
from lib.ui.tables import show_table

Names = Mapping[str, str]
_ROUND, _DONE, _OVERTAKEN = "kekuatan-putaran", "kekuatan-selesai", "kekuatan-tersusul"
_DAY = "day"
_MOST_PROBLEMS = 5


@st.fragment
@on_its_own
def draw_strengths(first: date, last: date, names: Names) -> None:
    """The table for the days `first` to `last` and the districts `names`, to change for who may, and the copying.

    A fragment of its own: a typed cell draws only this anew, and nothing is kept before somebody says so.
    """
    by = viewer()
    _tell_outcome(names)
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    with store().reader(by) as read:  # not cached: what others have entered by now
        found = load_strengths(read, first, last)
    stored = {(row.district_code, row.day.date()): int(row.officers) for row in found.itertuples()}
    if not has_permission(by, Permission.SET_STRENGTH):
        _show(stored, days, names)
        return
    _edit(stored, days, names)
    _offer_copy(stored, days, names)


def _show(stored: Mapping[Cell, int], days: Sequence[date], names: Names) -> None:
    words = _words(stored, days, names).fillna(_("not entered"))
    show_table(words, {_DAY: _("Day"), **names}, key="kekuatan-tabel")


def _edit(stored: Mapping[Cell, int], days: Sequence[date], names: Names) -> None:
    st.caption(_("Officers of each day and district. Type a whole number; 0 means that there are none; an empty cell "
                 "means that it is not known. Nothing is kept before you press the button."))
    key = f"kekuatan-{days[0]}-{days[-1]}-{'-'.join(names)}-{st.session_state.get(_ROUND, 0)}"
    # What was shown when the first cell was typed stays: what others enter meanwhile is compared when it is kept.
    is_typed = bool(st.session_state.get(key, {}).get("edited_rows"))
    shown = st.session_state.get(f"{key}-tampil", stored) if is_typed else stored
    st.session_state[f"{key}-tampil"] = shown
    edited = st.data_editor(
        _words(shown, days, names), key=key, hide_index=True, disabled=[_DAY], placeholder=_("not entered"),
        width="stretch", alt=_("Strength of each day and district, to type in"),
        column_config={_DAY: st.column_config.TextColumn(_("Day"), pinned=True, width=110)} | {
            code: st.column_config.TextColumn(name, alignment="right", max_chars=12)
            for code, name in names.items()})
    typed = {(code, day): _text(edited[code].iloc[at]) for at, day in enumerate(days) for code in names}
    changes, problems = read_changes(shown, typed, names)
    for problem in problems[:_MOST_PROBLEMS]:
        st.error(said(problem))
    if len(problems) > _MOST_PROBLEMS:
        st.error(_("{n} more cells cannot be read.", n=number(len(problems) - _MOST_PROBLEMS)))
    if changes:
        st.warning(ngettext("{n} cell typed and not kept yet.", "{n} cells typed and not kept yet.", len(changes)))
    if st.button(_("Keep the strength"), type="primary", icon=":material/save:", key="kekuatan-simpan",
                 disabled=not changes or bool(problems)):
        _keep(changes)


def _keep(changes: list[StrengthChange]) -> None:
    by = viewer()
    require_permission(by, Permission.SET_STRENGTH)
    overtaken = change_strengths(store(), by, changes)
    if kept := len(changes) - len(overtaken):
        st.session_state[_DONE] = Message(N_("{n} cells kept. All see them from now on."), {"n": number(kept)})
    st.session_state[_OVERTAKEN] = overtaken
    _draw_anew()


def _offer_copy(stored: Mapping[Cell, int], days: Sequence[date], names: Names) -> None:
    filled = [day for day in days if any(cell[1] == day and cell[0] in names for cell in stored)]
    if not filled or len(days) == 1:
        return
    with st.popover(_("Copy a day to other days"), icon=":material/content_copy:", key="kekuatan-salin"):
        source = st.selectbox(_("From"), filled, format_func=day_short, key=f"kekuatan-dari-{current()}")
        others = [day for day in days if day != source]
        targets = st.multiselect(_("To"), others, others, format_func=day_short,
                                 key=f"kekuatan-ke-{source}-{days[-1]}-{current()}")
        over = st.checkbox(_("Also where a number stands already"), key="kekuatan-timpa")
        st.caption(_("All districts with a strength on the first day are copied. Empty cells there change nothing."))
        if st.button(_("Copy"), type="primary", key="kekuatan-salin-ya"):
            _copy(source, targets, over=over)


def _copy(source: date, targets: Sequence[date], *, over: bool) -> None:
    by = viewer()
    require_permission(by, Permission.SET_STRENGTH)
    try:
        written = copy_strengths(store(), by, source=source, targets=targets, over=over)
    except Refusal as refusal:
        st.error(said(refusal.message))
        return
    st.session_state[_DONE] = Message(N_("{n} cells filled from {day}."), {
        "n": number(written), "day": day_short(source)})
    _draw_anew()


def _draw_anew() -> None:
    """The whole page: its answer depends on the strength. Another round, another table without typed cells."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _tell_outcome(names: Names) -> None:
    if _DONE in st.session_state:
        st.success(say(st.session_state.pop(_DONE)))
    for change in st.session_state.pop(_OVERTAKEN, []):
        st.warning(said(say_overtaken(change, names)))


def _words(stored: Mapping[Cell, int], days: Sequence[date], names: Names) -> pd.DataFrame:
    """A row a day, a column a district, numbers as people read them; missing where nothing was entered."""
    columns = {code: pd.Series([number(stored[code, day]) if (code, day) in stored else None for day in days],
                               dtype="str") for code in names}
    return pd.DataFrame({_DAY: [day_short(day) for day in days], **columns})


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
