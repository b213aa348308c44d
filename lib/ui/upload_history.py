"""The history of imports: what each brought, the file to take again, undo that says first what it takes, and back."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.clock import to_local
from lib.intake.history import load_file, load_history
from lib.intake.undoing import EditedItem, ToldItem, may_undo, preview_undo, redo_import, undo_import
from lib.reference.labels import Labels, load_labels
from lib.store import Reader, Viewer
from lib.text import _, clock, day, day_short, day_time, ngettext, number
from lib.ui.markup import plain
from lib.ui.problem_records import record_now
from lib.ui.session import cached, cached_pack, city, read_later, store
from lib.ui.tables import empty, pick_rows

A_PAGE = 20
NAMED = 10
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
    labels = cached_pack(load_labels)
    for line in history.iloc[pick_rows(len(history), key="riwayat-halaman", rows=A_PAGE)].to_dict("records"):
        _draw_import(line, viewer, labels)


def file_bytes(read: Reader, import_id: int) -> bytes:
    """The file of an import as it was sent."""
    return load_file(read, import_id)[1]


def _draw_import(line: dict[str, Any], viewer: Viewer, labels: Labels) -> None:
    import_id = int(line["import_id"])
    with st.container(border=True):
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(f"**{import_id} · {plain(line['file_name'])}**  \n" + _describe(line, labels))
        with right:
            st.download_button(_("File"), data=read_later(file_bytes, import_id), file_name=line["file_name"],
                               key=f"file-{import_id}", on_click="ignore", icon=":material/download:",
                               width="stretch")
            if line["state"] == "undone":
                st.caption(_("undone by {who}", who=plain(line["undone_by"])))
                if may_undo(viewer, line["created_by"]) and st.button(_("Bring back"), key=f"redo-{import_id}",
                                                                      width="stretch"):
                    _redo(viewer, import_id)
            elif may_undo(viewer, line["created_by"]):
                _offer_undo(viewer, import_id, labels)


def _describe(line: dict[str, Any], labels: Labels) -> str:
    told = _("{new} new, {changed} changed, {moved} moved, {same} the same, {refused} refused · received {received} · "
             "stored {when} by {who}", new=number(line["rows_new"]), changed=number(line["rows_changed"]),
             moved=number(line["rows_moved"]), same=number(line["rows_same"]), refused=number(line["rows_refused"]),
             received=day(line["received"]), when=day_time(to_local(line["created_at"], city().timezone)),
             who=plain(line["created_by"]))
    if line["rows_cancelled"]:
        told += " · " + _("{n} cancelled", n=number(line["rows_cancelled"]))
    if line["still_refused"] != line["rows_refused"]:
        told += " · " + _("{n} still refused", n=number(line["still_refused"]))
    if isinstance(line["sender"], str):
        name = labels.organisers.get(line["sender"]) or labels.area(line["sender"])
        told = f"{plain(name)} · {told}"
    return told


def _offer_undo(viewer: Viewer, import_id: int, labels: Labels) -> None:
    """What undoing would take, before the button. Worked out only once somebody opens it."""
    opened = st.popover(_("Undo"), width="stretch", key=f"undo-{import_id}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        preview = preview_undo(store(), viewer, import_id)
        st.write(_("Takes back what this import added or changed: {removed} are removed, {restored} go back to what "
                   "they were, {kept} stay because another import or a person stands behind them too.",
                   removed=number(len(preview.removed)), restored=number(len(preview.restored)),
                   kept=number(len(preview.kept))))
        _name_items(_("Goes back to:"), preview.restored, labels)
        _name_edited(preview.edited, labels)
        if st.button(_("Undo this import"), key=f"undo-yes-{import_id}", type="primary"):
            _undo(viewer, import_id)


def _name_items(title: str, items: Sequence[ToldItem], labels: Labels) -> None:
    if items:
        st.caption("  \n".join([title, *(plain(_item_words(item, labels)) for item in items[:NAMED]),
                                *_and_more(len(items))]))


def _name_edited(items: Sequence[EditedItem], labels: Labels) -> None:
    """The rows that were edited since, by whom and when as far as the viewer is told."""
    if not items:
        return
    lines = []
    for edited in items[:NAMED]:
        said = plain(_item_words(edited.item, labels))
        if edited.by:
            said += f" ({plain(edited.by)})"
        if edited.at:
            said += f", {day_time(to_local(edited.at, city().timezone))}"
        lines.append(said)
    st.caption("  \n".join([_("Edited since, so it stays:"), *lines, *_and_more(len(items))]))


def _and_more(count: int) -> list[str]:
    return [ngettext("and {n} more", "and {n} more", count - NAMED)] if count > NAMED else []


def _item_words(item: ToldItem, labels: Labels) -> str:
    fields = item.fields
    if "organiser" in fields:
        return (f"#{item.item_id} {labels.organiser(fields['organiser'])}, {day_short(fields['starts'])} "
                f"{clock(fields['starts'])}, {fields['venue']}")
    return f"#{item.item_id} {labels.area(fields['area_code'])}, {day_short(fields['occurred'])}"


def _undo(viewer: Viewer, import_id: int) -> None:
    undone = undo_import(store(), viewer, import_id)
    st.session_state[DONE] = _(
        "Import number {id} was undone: {removed} removed, {restored} put back, {kept} kept because another import or "
        "a person stands behind them too.", id=import_id, removed=number(undone.removed),
        restored=number(undone.restored), kept=number(len(undone.kept)))
    record_now()
    st.rerun()


def _redo(viewer: Viewer, import_id: int) -> None:
    redone = redo_import(store(), viewer, import_id)
    said = _("Import number {id} is back: {n} rows.", id=import_id, n=number(redone.restored))
    if redone.kept_out:
        said += " " + ngettext("{n} stays out, because something later took its place.",
                               "{n} stay out, because something later took their place.", len(redone.kept_out))
    st.session_state[DONE] = said
    record_now()
    st.rerun()
