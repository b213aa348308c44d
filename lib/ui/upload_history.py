"""The history of imports: what each brought, the file to take again, undo that says first what it takes, and back."""

from typing import Any

import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import Permission
from lib.clock import to_local
from lib.intake.history import load_history
from lib.intake.undoing import undo_import
from lib.store import Viewer
from lib.text import _, day, day_time, number
from lib.ui.markup import plain
from lib.ui.session import cached, city, store
from lib.ui.tables import empty, pick_rows

A_PAGE = 20
DONE = "unggah-riwayat"
"""What was just undone or brought back, in words."""


def draw_history(viewer: Viewer) -> None:
    """Every import the viewer may see, newest first."""
    if DONE in st.session_state:
        st.success(st.session_state.pop(DONE))
    history = cached(load_history)
    if history.empty:
        empty(_("Nothing has been uploaded yet."))
        return
    for line in history.iloc[pick_rows(len(history), key="riwayat-halaman", rows=A_PAGE)].to_dict("records"):
        _draw_import(line, viewer)


def _draw_import(line: dict[str, Any], viewer: Viewer) -> None:
    import_id = int(line["import_id"])
    with st.container(border=True):
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(f"**{import_id} · {plain(line['file_name'])}**  \n" + _describe(line))
        with right:
            if line["state"] == "undone":
                st.caption(_("undone by {who}", who=line["undone_by"]))
            elif _may_undo(viewer, line["created_by"]):
                _offer_undo(viewer, import_id)


def _describe(line: dict[str, Any]) -> str:
    return _("{new} new, {changed} changed, {moved} moved, {same} the same, {refused} refused · received {received} · "
             "stored {when} by {who}", new=number(line["rows_new"]), changed=number(line["rows_changed"]),
             moved=number(line.get("rows_moved") or 0), same=number(line["rows_same"]),
             refused=number(line["rows_refused"]),
             received=day(line["received"]), when=day_time(to_local(line["created_at"], city().timezone)),
             who=plain(line["created_by"]))


def _offer_undo(viewer: Viewer, import_id: int) -> None:
    """What undoing would take, before the button. Worked out only once somebody opens it."""
    with st.popover(_("Undo"), width="stretch", key=f"undo-{import_id}"):
        if st.button(_("Undo this import"), key=f"undo-yes-{import_id}", type="primary"):
            _undo(viewer, import_id)


def _may_undo(viewer: Viewer, created_by: str) -> bool:
    return bool(has_permission(viewer, Permission.UNDO_ANY_IMPORT)
                or (created_by == viewer.name and has_permission(viewer, Permission.UNDO_OWN_IMPORT)))


def _undo(viewer: Viewer, import_id: int) -> None:
    undone = undo_import(store(), viewer, import_id)
    st.session_state[DONE] = _(
        "Import number {id} was undone: {removed} removed, {restored} put back, {kept} kept because another import or "
        "a person stands behind them too.", id=import_id, removed=number(undone.removed),
        restored=number(undone.restored), kept=number(len(undone.kept)))
    st.rerun()
