"""Unggah: a file is kept, read, looked at step by step, and stored; the history of imports with undo."""

from datetime import date

import streamlit as st

from lib.intake.choices import NO_CHOICES, Choices
from lib.intake.decisions import Decisions
from lib.intake.drafts import count_left_out
from lib.intake.imports import Receipt, store_reading
from lib.intake.learning import learn
from lib.intake.readings import Reading
from lib.intake.staging import StagedFile, keep_choices
from lib.reference.labels import load_labels
from lib.text import _, ngettext, number, say
from lib.ui import reviews
from lib.ui.addresses import draw_tabs
from lib.ui.guard import require
from lib.ui.markup import plain, said
from lib.ui.problem_records import record_now
from lib.ui.registry import find_page
from lib.ui.session import cached_pack, store
from lib.ui.tables import empty
from lib.ui.upload_columns import offer_remembered_columns, remember_columns_of
from lib.ui.upload_decisions import decide_doubts, decide_refused
from lib.ui.upload_desk import AT_WORK, draw_head, files_at_work, pick_file, take_files, tell_refused
from lib.ui.upload_files import offer_refused_rows, offer_templates
from lib.ui.upload_fixes import mend_cells
from lib.ui.upload_history import draw_history
from lib.ui.upload_readings import StagedReading, bytes_of, limits_of_uploads, plan_staged, read_staged, unlearn
from lib.ui.upload_steps import choose_columns, choose_sheets, match_words, settle_dates

RECEIPT = "unggah-tanda-terima"


def draw_upload() -> None:
    tell_refused()
    take_files(limits_of_uploads())
    offer_templates()
    if RECEIPT in st.session_state:
        draw_receipt(*st.session_state.pop(RECEIPT))
    files = files_at_work(store(), viewer)
    if files:
        draw_file(pick_file(files))
    else:
        empty(_("Send the file as the office wrote it. Nothing is stored before you have seen what was read."))


def draw_file(file: StagedFile) -> None:
    """Every step takes what was chosen and decided so far and gives it as it is now; a change is kept and read anew."""
    key = f"unggah-{file.staged_id}"
    received = draw_head(file)
    choices, decisions = Choices.from_json(file.choices), Decisions.from_json(file.decisions)
    found = read_staged(file, choices)
    chosen, words = choose_reading(found.reading, choices, key=key)
    decided = decisions
    if found.reading.refusal is None:
        chosen, decided = review(file, found, received, chosen, decisions, key=key)
    if (chosen, decided) != (choices, decisions):
        if words:
            learn(store(), viewer, words)
        if taken_back := {word: code for word, code in choices.meanings.items() if word not in chosen.meanings}:
            unlearn(taken_back)
        keep_choices(store(), viewer, file.staged_id, choices=chosen.to_json(), decisions=decided.to_json())
        st.rerun()


def choose_reading(reading: Reading, choices: Choices, *, key: str) -> tuple[Choices, dict[tuple[str, str], str]]:
    """The steps before the check; also gives the words to remember."""
    if reading.refusal:
        st.error(said(reading.refusal))
    if reading.previews:
        choices = choose_sheets(reading, choices, key=key)
    if reading.refusal:
        return choices, {}
    choices = offer_remembered_columns(reading, choices, labels, key=key)
    choices = choose_columns(reading, choices, key=key)
    choices = settle_dates(reading.questions, choices, key=key)
    return match_words(reading.unknowns, choices, labels, key=key)


def review(file: StagedFile, found: StagedReading, received: date, choices: Choices, decisions: Decisions, *,
           key: str) -> tuple[Choices, Decisions]:
    """What storing would do, what is refused and how to mend it, what is left open, and the button."""
    reading = found.reading
    plan = plan_staged(found, received, decisions)
    problems = [*reading.problems, *plan.refused]
    refused = reviews.count_refused(problems)
    st.subheader(_("Check"), anchor=False)
    st.markdown(say(reviews.summary(reading)))
    reviews.note_same_file(reading, plan)
    reviews.show_counts(plan, refused)
    if left_out := count_left_out(reading.problems):
        st.caption(say_left_out(left_out))
    reviews.show_rows(reading, plan, labels)
    choices = mend_cells(problems, choices, key=key)
    reviews.show_problems(file.name, problems, key=key)
    if refused:
        offer_refused_rows(file, found, plan.refused)
    decisions = decide_doubts(plan, decisions, labels, key=key)
    decisions = decide_refused(plan, refused, reading.kind, decisions, key=key)
    is_ready = bool(plan.rows or plan.cancelled or reading.quiet_days) and (
        not refused or decisions.takes_good(reading.kind))
    changes = len(plan.rows) - plan.count("same") + len(plan.cancelled)
    label = ngettext("Store {n} row", "Store {n} rows", changes) if changes else _("Store (nothing new)")
    if st.button(label, type="primary", key=f"{key}-store", icon=":material/save:", disabled=not is_ready):
        keep(file, found, received, choices, decisions)
    return choices, decisions


def keep(file: StagedFile, found: StagedReading, received: date, choices: Choices, decisions: Decisions) -> None:
    with st.spinner(_("Storing ...")):
        receipt = store_reading(
            store(), viewer, found.reading, bytes_of(file), received=received, decisions=decisions,
            choices_json=None if choices == NO_CHOICES else choices.to_json(), continues=found.continues,
            staged_id=file.staged_id)
        remember_columns_of(found.reading, choices)
    st.session_state[RECEIPT] = (file.name, file.kind, receipt)
    if file.kind == "schedule":
        record_now()
    st.query_params.pop(AT_WORK, None)
    st.rerun()


def say_left_out(rows: int) -> str:
    return ngettext("{n} row is left out by choice.", "{n} rows are left out by choice.", rows)


def draw_receipt(name: str, kind: str, receipt: Receipt) -> None:
    said_left_out = f" {say_left_out(receipt.left_out)}" if receipt.left_out else ""
    st.success(_("**{name}** is stored as import number {id}: {new} new, {changed} changed, {moved} moved, {same} the "
                 "same, {refused} refused, {cancelled} cancelled.", name=plain(name), id=receipt.import_id,
                 new=number(receipt.new), changed=number(receipt.changed), moved=number(receipt.moved),
                 same=number(receipt.same), refused=number(receipt.refused), cancelled=number(receipt.cancelled))
               + said_left_out)
    page = find_page("jadwal" if kind == "schedule" else "laporan")
    st.page_link(page.file, label=_("See it on the page {page}", page=say(page.title)),
                 icon=":material/arrow_forward:")
    st.caption(_("It can be undone under History."))


viewer = require("unggah")
labels = cached_pack(load_labels)
st.title(say(find_page("unggah").title))
tabs = draw_tabs({"unggah": _("Upload"), "riwayat": _("History")}, key="bagian")
if tabs["unggah"].open:
    with tabs["unggah"]:
        draw_upload()
if tabs["riwayat"].open:
    with tabs["riwayat"]:
        draw_history(viewer)
