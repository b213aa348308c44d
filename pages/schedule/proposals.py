"""Usulan: which moves would clear the clashes, what if one activity moved, and what was decided about it."""

from datetime import timedelta

import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import Permission
from lib.reference.labels import load_labels
from lib.schedule.proposals.decisions import APPROVED, PROPOSED, propose_decisions
from lib.schedule.proposals.model import STAGES
from lib.schedule.proposals.stored import load_decisions
from lib.schedule.proposals.watching import CHECKING, PREPARING
from lib.schedule.proposals.wordings import STAGE_LABELS, tell_proposal
from lib.schedule.wordings import level_name
from lib.text import N_, _, decimal, ngettext, number, say
from lib.ui.addresses import pick_one
from lib.ui.errors import show_error
from lib.ui.filters import WIDTH, Filters, row, week_from
from lib.ui.fragments import on_its_own
from lib.ui.guard import require
from lib.ui.markup import plain, said
from lib.ui.proposal_cards import draw_left, draw_moves, draw_stages, say_bound
from lib.ui.proposal_decisions import act, draw_decisions, say_decisions, tell_done
from lib.ui.proposal_jobs import Asked, Job, find_job, start_job, stop_job
from lib.ui.proposal_trials import draw_form, draw_trial, pick_event
from lib.ui.registry import find_page
from lib.ui.session import as_of, cached, cached_pack, city, store
from lib.ui.spans import pick_span, say_span
from lib.ui.tables import empty

SECTIONS = {"usulan": N_("Proposals"), "coba-coba": N_("Try one activity"), "keputusan": N_("Decisions")}
STEPS = {PREPARING: N_("looking for free places and hours"), CHECKING: N_("checking the answer"), **STAGE_LABELS}
LEAST_LEVELS = (4, 5, 3)
DAYS_AROUND = (3, 0, 1, 2, 5, 7)
POLL_SECONDS = 0.7


def draw_proposals() -> None:
    filters = Filters()
    with row():
        first, last = pick_span(filters, {
            "depan": (_("the coming 7 days"), week_from(as_of() + timedelta(days=1))),
            "besok": (_("tomorrow"), (as_of() + timedelta(days=1),) * 2)}, key="usulan-hari")
        least = int(pick_one(st.selectbox, _("Clear clashes from"), {
            str(level): level_name(level) for level in LEAST_LEVELS}, key="usulan-tingkat", width=WIDTH))
        around = int(pick_one(st.selectbox, _("An activity may move"), {str(days): say_days(days)
                                                                      for days in DAYS_AROUND},
                              key="usulan-geser", width=WIDTH))
        if st.button(_("Compute proposals"), key="hitung", type="primary", icon=":material/calculate:"):
            start_job(store(), viewer, Asked(first, last, least, around, as_of()))
    job = find_job(viewer)
    if job is None:
        empty(_("Choose the days and press the button. Nothing moves by computing; it takes ten seconds at most."))
    elif not job.is_done:
        st.fragment(on_its_own(follow), run_every=POLL_SECONDS)()
    elif job.error is not None:
        show_error(job.error)
    else:
        draw_outcome(job)


def follow() -> None:
    """How far the search is, with a stop; draws the whole page once it is done."""
    job = find_job(viewer)
    if job is None or job.is_done:
        st.rerun()
    watch = job.watch
    steps = (PREPARING, *STAGES, CHECKING)
    st.progress(steps.index(watch.step) / len(steps), _("{seconds} s: {step}", seconds=decimal(watch.seconds),
                                                        step=_(STEPS[watch.step])))
    if watch.value is not None:
        st.caption(_("best so far {value}, not less than {bound}", value=number(watch.value),
                     bound="–" if watch.bound is None else number(watch.bound)))
    if st.button(_("Stop with the best so far"), key="berhenti"):
        stop_job()


def draw_outcome(job: Job) -> None:
    proposal, asked = job.proposal, job.asked
    st.subheader(said(tell_proposal(proposal)), anchor=False)
    if bound := say_bound(proposal):
        st.caption(said(bound))
    st.caption(plain(" · ".join([say_span(asked.first, asked.last),
                                 _("clashes from {level}", level=level_name(asked.least_level)),
                                 say_days(asked.days_around)])))
    if len(proposal.moves):
        owner = st.text_input(_("Who sees to it"), key="usulan-pemilik", width=320) if may_decide else ""
        taken = set(decisions.loc[decisions["state"].isin([PROPOSED, APPROVED]), "event_id"])
        accepted = draw_moves(proposal, labels, clock_label, taken, may_accept=may_decide)
        if accepted:
            act(lambda: propose_decisions(store(), viewer, accepted, owner=owner, day=as_of()),
                _("Entered as proposed; nothing has moved yet."))
    if len(proposal.left):
        st.subheader(_("What cannot be cleared, and why"), anchor=False)
        draw_left(proposal, labels)
    if proposal.stages:
        with st.expander(_("How good this is")):
            draw_stages(proposal.stages, proposal)


def draw_tries() -> None:
    event = pick_event(labels, as_of() + timedelta(days=1))
    trial = draw_form(event) if event else None
    if trial:
        draw_trial(trial, event, labels, clock_label, with_load=bool(has_permission(viewer, Permission.VIEW_RISK)),
                   may_propose=may_propose)


def draw_decided() -> None:
    draw_decisions(decisions, labels, clock_label, may_decide=may_decide, may_confirm=may_propose)


def say_days(days: int) -> str:
    return ngettext("up to one day", "up to {n} days", days) if days else _("within its own day")


viewer = require("usulan")
may_decide = bool(has_permission(viewer, Permission.DECIDE_MOVES))
may_propose = bool(has_permission(viewer, Permission.PROPOSE_MOVES))
labels = cached_pack(load_labels)
clock_label = city().clock_label
decisions = cached(load_decisions)
st.title(say(find_page("usulan").title))
st.markdown(plain(say(say_decisions(decisions))))
tell_done()
shown = {name: _(words) for name, words in SECTIONS.items() if may_decide or name != "usulan"}
section = pick_one(st.segmented_control, _("Section"), shown, key="bagian", required=True,
                   label_visibility="collapsed")
{"usulan": draw_proposals, "coba-coba": draw_tries, "keputusan": draw_decided}[section]()
