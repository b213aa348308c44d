"""The tab Officers of the settings: how many people one officer stands for, beside the defaults and where they stem."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.access.permissions import require_permission
from lib.access.roles import Permission
from lib.errors import Refusal
from lib.reference.labels import Labels, load_labels
from lib.schedule.load_ratio_edits import (
    KIND_NAMES,
    EditedRow,
    Key,
    TypedRow,
    change_ratios,
    list_ratios,
    load_own_ratios,
    read_typed_rows,
    write_number,
)
from lib.schedule.load_ratios import EVERY, Ratio
from lib.schedule.wordings import level_name
from lib.store import Viewer
from lib.text import N_, Message, _, current, ngettext, number, say
from lib.ui.markup import said
from lib.ui.pack_views import venue_kind_name
from lib.ui.session import cached_pack, store

VENUE_KINDS = ("stadium", "field", "square", "street", "bridge", "indoor_hall", "campus_hall", "hotel", "arts_complex",
               "government_office")
LEVELS = (2, 3, 4, 5)
SURENESS = (N_("assumption: the office must set it"), N_("not told"), N_("derived: 1.7 a point, rounded up"),
            N_("published, only as a range; the office must set its own"))
"""How sure the rows of data/vocabulary/officer_ratios.csv are."""

_ROUND, _DONE, _MORE = "rasio-putaran", "rasio-selesai", "rasio-tambahan"


def draw_ratios(by: Viewer) -> None:
    """The table to change, a row of one's own, and the way back to the defaults."""
    if _DONE in st.session_state:
        st.success(say(st.session_state.pop(_DONE)))
    labels = cached_pack(load_labels)
    with store().reader(by) as read:
        own = load_own_ratios(read)
    rows = list_ratios(own)
    st.markdown(_say_state(rows))
    st.caption(_("No ratio is law. Officers are people divided by the ratio, times the factors, and no fewer than the "
                 "least. Type your own low and high end; both empty is back to the default."))
    key = f"rasio-{st.session_state.get(_ROUND, 0)}"
    edited = _draw_table([*rows, *_added(key)], labels, key)
    typed = [TypedRow(row.key, _say_row(row.key, labels), *(_text(edited[name].iloc[at])
                                                            for name in ("low", "high", "source")))
             for at, row in enumerate([*rows, *_added(key)])]
    changed, problems = read_typed_rows(rows, typed)
    for problem in problems:
        st.error(said(problem))
    with st.container(horizontal=True):
        if st.button(_("Keep the ratios"), type="primary", icon=":material/save:", key="rasio-simpan",
                     disabled=bool(problems) or changed == own):
            _keep(by, own, changed, Message(N_("The ratios are kept; the load is reckoned by them from now on.")))
        _offer_row(rows, labels, key)
        if own:
            with st.popover(_("Back to the defaults"), key="rasio-bawaan"):
                st.write(_("All ratios are again as they come with the program. Nothing else changes."))
                if st.button(_("Back to the defaults"), type="primary", key="rasio-bawaan-ya"):
                    _keep(by, own, [], Message(N_("The ratios are the defaults again.")))


def _say_state(rows: Sequence[EditedRow]) -> str:
    own = sum(row.own is not None for row in rows)
    if not own:
        return _("All {n} rows are defaults, most of them assumptions: the office must set its own.",
                 n=number(len(rows)))
    return ngettext("{n} of {total} rows is the office's own; the others are defaults.",
                    "{n} of {total} rows are the office's own; the others are defaults.", own, total=number(len(rows)))


def _draw_table(rows: Sequence[EditedRow], labels: Labels, key: str) -> pd.DataFrame:
    frame = pd.DataFrame({
        "kind": [_(KIND_NAMES[row.key[0]]) for row in rows], "code": [_say_code(row.key, labels) for row in rows],
        "default": [_say_default(row) for row in rows],
        "low": [write_number(row.key[0], row.in_force.low) for row in rows],
        "high": [write_number(row.key[0], row.in_force.high) for row in rows],
        "sure": [_("set by the office") if row.own else _(row.in_force.verification or "not told") for row in rows],
        "source": [row.in_force.source or "" for row in rows],
    }, dtype="str")
    column = st.column_config.TextColumn
    return st.data_editor(
        frame, key=key, hide_index=True, disabled=["kind", "code", "default", "sure"], width="stretch",
        height=35 * (len(frame) + 1) + 3, alt=_("The ratio table, to type in"), column_config={
            "kind": column(_("What"), width=190), "code": column(_("For"), width=170),
            "default": column(_("Default"), width=95), "low": column(_("Low end"), width=125, max_chars=12),
            "high": column(_("High end"), width=125, max_chars=12), "sure": column(_("How sure"), width=230),
            "source": column(_("Source"), max_chars=200, width=280)})


def _offer_row(rows: Sequence[EditedRow], labels: Labels, key: str) -> None:
    with st.popover(_("Add a row"), icon=":material/add:", key="rasio-tambah"):
        kind = st.selectbox(_("What"), list(KIND_NAMES), format_func=lambda code: _(KIND_NAMES[code]),
                            key=f"rasio-tambah-jenis-{current()}")
        codes = _codes(kind, labels)
        code = st.selectbox(_("For"), codes, format_func=lambda each: _say_code((kind, each, 0), labels),
                            key=f"rasio-tambah-untuk-{kind}-{current()}")
        above = st.number_input(_("From how many people on"), 0, 1_000_000, 0, step=100, key="rasio-tambah-mulai",
                                disabled=kind not in ("ratio", "least"))
        above = int(above) if kind in ("ratio", "least") else 0
        if st.button(_("Add"), type="primary", key="rasio-tambah-ya"):
            fresh: Key = (kind, code, above)
            if fresh in {row.key for row in [*rows, *_added(key)]}:
                st.error(_("There is such a row already; change its numbers in the table."))
                return
            like = next(row for row in rows if row.key == (kind, EVERY, 0)).in_force
            st.session_state[f"{_MORE}-{key}"] = [*_added(key), (fresh, like.low, like.high)]
            st.rerun()


def _added(key: str) -> list[EditedRow]:
    """Rows added on this page and not kept yet."""
    return [EditedRow(None, Ratio(*fresh, low, high)) for fresh, low, high in
            st.session_state.get(f"{_MORE}-{key}", [])]


def _keep(by: Viewer, before: list[dict], rows: list[dict], done: Message) -> None:
    require_permission(by, Permission.CHANGE_SETTINGS)
    try:
        change_ratios(store(), by, before, rows)
    except Refusal as refusal:
        st.error(said(refusal.message))
        return
    st.session_state[_DONE] = done
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _codes(kind: str, labels: Labels) -> list[str]:
    if kind == "level":
        return [str(level) for level in LEVELS]
    return list(VENUE_KINDS) if kind == "venue" else [EVERY, *labels.activities]


def _say_row(key: Key, labels: Labels) -> str:
    return f"{_(KIND_NAMES[key[0]])}, {_say_code(key, labels)}"


def _say_code(key: Key, labels: Labels) -> str:
    kind, code, above = key
    if code == EVERY:
        name = _("all others")
    elif kind == "level":
        name = level_name(int(code))
    else:
        name = venue_kind_name(code) if kind == "venue" else labels.activity(code)
    return _("{name}, from {n} people", name=name, n=number(above)) if above else name


def _say_default(row: EditedRow) -> str:
    if row.default is None:
        return _("none")
    low, high = (write_number(row.key[0], value) for value in (row.default.low, row.default.high))
    return low if low == high else f"{low}–{high}"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
