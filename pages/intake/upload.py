"""Unggah: files in, a review of each, one button to store it; the history of imports with undo."""

import hashlib

import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import Permission
from lib.clock import to_local
from lib.intake.comparing import Plan
from lib.intake.history import find_same_file, load_history
from lib.intake.imports import Receipt, preview_import, store_reading
from lib.intake.reading_process import read_in_process
from lib.intake.readings import Reading
from lib.intake.undoing import undo_import
from lib.reference.labels import load_labels
from lib.text import _, day, day_time, ngettext, number, say
from lib.ui import reviews
from lib.ui.guard import require
from lib.ui.markup import plain
from lib.ui.registry import find_page
from lib.ui.session import as_of, cached, cached_pack, city, store
from lib.ui.tables import empty

KINDS = {"schedule": Permission.IMPORT_SCHEDULE, "report": Permission.IMPORT_REPORTS}
FILE_TYPES = ["xlsx", "xls", "ods", "csv", "tsv", "txt"]


@st.cache_data(show_spinner=False, max_entries=32)
def read(name: str, sha256: str, kind: str, city_id: str, election_id: str, _data: bytes) -> Reading:
    """The file, read apart from the server, once however often the page runs."""
    return read_in_process(name, _data, kind, city_id, election_id)


def draw_upload() -> None:
    kinds = [kind for kind, permission in KINDS.items() if has_permission(viewer, permission)]
    names = {"schedule": _("Campaign schedule"), "report": _("Reports from the wards")}
    left, right = st.columns([2, 1])
    with left:
        kind = st.segmented_control(_("What is in the file"), kinds, default=kinds[0], format_func=names.get,
                                    key="unggah-isi", required=True)
    with right:
        received = st.date_input(_("Received on"), as_of(), max_value=as_of(), format="DD/MM/YYYY",
                                 key="unggah-terima", help=_("The day the office got the file."))
    files = st.file_uploader(_("Choose or drop files: XLSX, XLS, ODS or CSV, up to 25 MB each"), type=FILE_TYPES,
                             accept_multiple_files=True, key=f"unggah-berkas-{kind}")
    if not files:
        empty(_("Send the file as the office wrote it. Nothing is stored before you have seen what was read."))
    for file in files:
        with st.container(border=True):
            st.subheader(plain(file.name), anchor=False)
            draw_file(file.name, file.getvalue(), kind, received)


def draw_file(name: str, data: bytes, kind: str, received) -> None:
    with st.spinner(_("Reading {name} ...", name=name)):
        reading = read(name, hashlib.sha256(data).hexdigest(), kind, at_work.city_id, at_work.election_id, data)
    if reading.refusal:
        st.error(say(reading.refusal))
        return
    receipt = st.session_state.get(f"receipt-{reading.sha256}-{kind}")
    if receipt:
        draw_receipt(receipt)
        return
    plan = preview_import(store(), viewer, reading, received)
    problems = [*reading.problems, *plan.refused]
    st.markdown(say(reviews.summary(reading)))
    note_same_file(reading, plan)
    reviews.show_counts(plan, problems)
    with st.expander(_("How the columns were taken"), icon=":material/view_column:"):
        reviews.show_columns(reading)
    reviews.show_rows(reading, plan, labels)
    reviews.show_problems(name, problems, key=reading.sha256[:8])
    draw_store_button(reading, data, plan, problems, received)


def note_same_file(reading: Reading, plan: Plan) -> None:
    same = cached(find_same_file, reading.sha256, reading.kind)
    if same and not plan.count("new") and not plan.count("changed"):
        st.info(_("Exactly this file was stored on {when} by {who}. Storing it again changes nothing.",
                  when=day_time(to_local(same["created_at"], at_work.timezone)), who=same["created_by"]))
    elif same:
        st.warning(_("Exactly this file was stored on {when} by {who}; other things were stored since. Storing it "
                     "again puts its words over them.",
                     when=day_time(to_local(same["created_at"], at_work.timezone)), who=same["created_by"]))


def draw_store_button(reading: Reading, data: bytes, plan, problems, received) -> None:
    refused = len({(problem.sheet, problem.row) for problem in problems if problem.level == "error"})
    good = plan.count("new") + plan.count("changed")
    key = f"{reading.sha256}-{reading.kind}"
    take_good = True
    if refused:
        choices = {False: _("Nothing until all is right"), True: ngettext(
            "Take the {n} good row, leave {refused} out", "Take the {n} good rows, leave {refused} out",
            len(plan.rows), refused=number(refused))}
        take_good = st.radio(_("Refused rows"), list(choices), index=int(reading.kind == "report"),
                             format_func=choices.get, key=f"take-{key}", horizontal=True)
    label = ngettext("Store {n} row", "Store {n} rows", good) if good else _("Store (nothing new)")
    if st.button(label, type="primary", key=f"store-{key}", icon=":material/save:", disabled=not take_good):
        st.session_state[f"receipt-{key}"] = store_reading(
            store(), viewer, reading, data, received=received, only_if_clean=not take_good)
        st.rerun()


def draw_receipt(receipt: Receipt) -> None:
    st.success(_("Stored as import number {id}: {new} new, {changed} changed, {same} the same, {refused} refused.",
                 id=receipt.import_id, new=number(receipt.new), changed=number(receipt.changed),
                 same=number(receipt.same), refused=number(receipt.refused)))
    st.caption(_("It can be undone under History."))


def draw_history() -> None:
    history = cached(load_history)
    if history.empty:
        empty(_("Nothing has been uploaded yet."))
    for line in history.itertuples():
        with st.container(border=True):
            left, right = st.columns([4, 1], vertical_alignment="center")
            left.markdown(f"**{line.import_id} · {plain(line.file_name)}**  \n" + _(
                "{new} new, {changed} changed, {same} the same, {refused} refused · received {received} · "
                "stored {when} by {who}", new=number(line.rows_new), changed=number(line.rows_changed),
                same=number(line.rows_same), refused=number(line.rows_refused), received=day(line.received),
                when=day_time(to_local(line.created_at, at_work.timezone)), who=plain(line.created_by)))
            if line.state == "undone":
                right.caption(_("undone by {who}", who=line.undone_by))
            elif may_undo(line.created_by):
                with right.popover(_("Undo"), width="stretch"):
                    st.write(_("Takes back what this import added or changed. What another import says too, or was "
                               "changed since, is kept."))
                    if st.button(_("Undo this import"), key=f"undo-{line.import_id}", type="primary"):
                        undo(int(line.import_id))


def may_undo(created_by: str) -> bool:
    return bool(has_permission(viewer, Permission.UNDO_ANY_IMPORT)
                or (created_by == viewer.name and has_permission(viewer, Permission.UNDO_OWN_IMPORT)))


def undo(import_id: int) -> None:
    undone = undo_import(store(), viewer, import_id)
    for key in [key for key in st.session_state if str(key).startswith("receipt-")]:
        del st.session_state[key]
    st.session_state["undone"] = _(
        "Import number {id} was undone: {removed} removed, {restored} put back, {kept} kept because another import or "
        "a person stands behind them too.", id=import_id, removed=number(undone.removed),
        restored=number(undone.restored), kept=number(len(undone.kept)))
    st.rerun()


viewer = require("unggah")
at_work = city()
labels = cached_pack(load_labels)
st.title(say(find_page("unggah").title))
if "undone" in st.session_state:
    st.success(st.session_state.pop("undone"))
uploading, history_tab = st.tabs([_("Upload"), _("History")])
with uploading:
    draw_upload()
with history_tab:
    draw_history()
