"""Deciding about a problem: who handles it, and what became of it; nothing is entered twice or over another's head."""

import streamlit as st

from lib.access.permissions import require_permission
from lib.access.roles import Permission
from lib.errors import Refusal
from lib.schedule.groups_log import STATES, decide_problem, record_up_to
from lib.schedule.groups_matching import Problem
from lib.schedule.groups_wordings import state_name
from lib.text import _
from lib.ui.markup import said
from lib.ui.session import begin_run, default_day, store, viewer

OUTCOME = "masalah-putusan"
"""What became of the last press of the button, for the page that follows it: (whether it went well, the sentence)."""

_MOST_LETTERS = 300


def draw_decision(problem: Problem, clash_key: str, entries: int) -> None:
    """The form, as the problem stands after so many `entries` of its log."""
    show_outcome()
    key = f"putusan-{problem.problem_id}-{entries}"  # a form of its own after each entry: an old press finds no button
    with st.form(key, border=True):
        st.radio(_("State"), STATES, index=STATES.index(problem.state), format_func=state_name, horizontal=True,
                 key=f"{key}-state")
        st.text_input(_("Who handles it"), value=problem.owner or "", key=f"{key}-owner", max_chars=_MOST_LETTERS,
                      placeholder=_("for example the city police"))
        st.text_area(_("Reason"), value=problem.reason or "", key=f"{key}-reason", max_chars=_MOST_LETTERS, height=80,
                     help=_("Necessary when the clash is accepted."))
        st.form_submit_button(_("Keep the decision"), type="primary", icon=":material/gavel:", key=f"{key}-send",
                              on_click=_decide, args=(key, clash_key, problem.state, problem.owner, problem.reason))


def show_outcome() -> None:
    """Say once what became of the last press."""
    if OUTCOME in st.session_state:
        is_good, sentence = st.session_state.pop(OUTCOME)
        (st.success if is_good else st.warning)(sentence)


def _decide(key: str, clash_key: str, state: str, owner: str | None, reason: str | None) -> None:
    """Runs before the page, which then shows what became of it."""
    begin_run()
    chosen, by, why = (st.session_state[f"{key}-{field}"] for field in ("state", "owner", "reason"))
    if (chosen, by.strip(), why.strip()) == (state, owner or "", reason or ""):
        st.session_state[OUTCOME] = (False, _("Nothing was changed: choose another state, owner or reason first."))
        return
    try:
        require_permission(viewer(), Permission.DECIDE_PROBLEM)
        decide_problem(store(), viewer(), clash_key=clash_key, state=chosen, owner=by, reason=why,
                       day=record_up_to(store(), default_day()), seen=(state, owner))
    except Refusal as refusal:
        st.session_state[OUTCOME] = (False, said(refusal.message))
        return
    st.session_state[OUTCOME] = (True, _("The decision is kept."))
