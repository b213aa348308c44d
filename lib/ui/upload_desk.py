"""The desk of files at work: a file that arrives is kept at once, so that a reload or another tab loses nothing."""

from datetime import date

import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import Permission
from lib.clock import to_local
from lib.errors import Refusal
from lib.intake.limits import Limits
from lib.intake.staging import StagedFile, drop_staged, keep_choices, open_files, stage_file
from lib.store import Store, Viewer
from lib.text import _, day_time, say
from lib.ui.markup import plain, said
from lib.ui.session import as_of, city, default_day, store, viewer

KINDS = {"schedule": Permission.IMPORT_SCHEDULE, "report": Permission.IMPORT_REPORTS}
FILE_TYPES = ["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt", "ics"]
AT_WORK = "berkas"
"""The name in the address of the file at work."""
_BATCH = "unggah-kiriman"


def kind_names() -> dict[str, str]:
    """What a file may hold, for who may send it."""
    names = {"schedule": _("Campaign schedule"), "report": _("Reports from the wards")}
    return {kind: name for kind, name in names.items() if has_permission(viewer(), KINDS[kind])}


def take_files(limits: Limits) -> None:
    """Let files be sent; each is kept the moment it has arrived, and the first becomes the one at work."""
    names = kind_names()
    kind = st.segmented_control(_("What is in the file"), list(names), default=next(iter(names)),
                                format_func=names.get, key="unggah-isi", required=True)
    batch = st.session_state.setdefault(_BATCH, 0)
    files = st.file_uploader(_("Choose or drop files: XLSX, XLS, ODS, CSV or ICS"), type=FILE_TYPES,
                             accept_multiple_files=True, key=f"unggah-berkas-{kind}-{batch}")
    st.caption(say(limits.stated()))
    if not files:
        return
    kept, refused = [], []
    for file in files:
        try:
            kept.append(stage_file(store(), viewer(), kind, file.name, file.getvalue(),
                                   min(as_of(), default_day())))
        except Refusal as refusal:
            refused.append(f"**{plain(file.name)}**: {said(refusal.message)}")
    st.session_state["unggah-ditolak"] = refused
    st.session_state[_BATCH] = batch + 1  # a new uploader: the files are kept, so the old one forgets them
    if kept:
        st.query_params[AT_WORK] = str(kept[0])
    st.rerun()


def tell_refused() -> None:
    """Say which files of the last sending were not taken."""
    for sentence in st.session_state.pop("unggah-ditolak", []):
        st.error(sentence)


def pick_file(files: list[StagedFile]) -> StagedFile:
    """The file at work: the one in the address, or the one touched last; several are offered side by side."""
    by_id = {str(file.staged_id): file for file in files}
    asked = st.query_params.get(AT_WORK, "")
    chosen = asked if asked in by_id else str(files[0].staged_id)
    if len(files) > 1:
        picked = st.pills(_("Files at work"), list(by_id), default=chosen, required=True, key=f"unggah-meja-{chosen}",
                          format_func=lambda staged_id: plain(by_id[staged_id].name))
        if picked != chosen:
            st.query_params[AT_WORK] = picked
            st.rerun()  # the line of files is another one now, and a click on the one that is gone would be lost
    if asked != chosen:
        st.query_params[AT_WORK] = chosen
    return by_id[chosen]


def draw_head(file: StagedFile) -> date:
    """The file's name, when the office got it, and the way to drop it; returns the day it was received."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.subheader(plain(file.name), anchor=False)
        received = st.date_input(_("Received on"), file.received, max_value=max(default_day(), file.received),
                                 width=164,
                                 format="DD/MM/YYYY", key=f"unggah-terima-{file.staged_id}",
                                 help=_("The day the office got the file."))
        with st.popover(_("Drop"), icon=":material/delete:", key=f"unggah-buang-{file.staged_id}"):
            st.write(_("Drops this upload and what was chosen for it. What is stored stays."))
            if st.button(_("Drop this upload"), key=f"unggah-buang-ya-{file.staged_id}", type="primary"):
                drop_staged(store(), viewer(), file.staged_id)
                st.query_params.pop(AT_WORK, None)
                st.rerun()
    sent = day_time(to_local(file.created_at, city().timezone))
    st.caption(f"{kind_names()[file.kind]} · " + _("sent {when}; kept until it is stored or dropped", when=sent))
    if received and received != file.received:
        keep_choices(store(), viewer(), file.staged_id, received=received)
    return received or file.received


def files_at_work(opened: Store, looker: Viewer) -> list[StagedFile]:
    """The viewer's files at work. Never kept: they change without the data changing."""
    with opened.reader(looker) as read:
        return [file for file in open_files(read) if file.kind in kind_names()]
