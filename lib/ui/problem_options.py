"""What could be done about a problem: moves that clear it, looked for on a click."""

from typing import Any

import streamlit as st

from lib.reference.labels import Labels
from lib.schedule.groups_options import propose_for_problem
from lib.schedule.groups_stored import ProblemAtHand, load_problem
from lib.schedule.proposals.results import Proposal
from lib.schedule.proposals.settings import ProposalSettings
from lib.schedule.proposals.wordings import tell_left, tell_move, tell_proposal
from lib.store import Reader
from lib.text import _, say
from lib.ui.markup import plain
from lib.ui.session import as_of, city, read_later, store

SETTINGS = ProposalSettings(seconds=6.0)


def draw_options(found: ProblemAtHand, labels: Labels) -> None:
    """The button, and the moves that were found for the problem as the schedule stands."""
    number = found.problem.problem_id
    kept: dict[tuple, Any] = st.session_state.setdefault("masalah-usulan", {})
    key = (number, store().version, as_of())
    if key not in kept:
        st.caption(_("Looks for other hours, days and places for these activities; everything else stays. Nothing is "
                     "changed."))
        if not st.button(_("Look for moves that clear this"), icon=":material/move_up:", key=f"usulan-{number}"):
            return
        with st.spinner(_("Trying hours, days and places, up to {n} seconds ...", n=int(SETTINGS.seconds)),
                        show_time=True):
            kept.clear()
            kept[key] = read_later(look_for_moves, number, as_of())()
        st.rerun()
    _draw_proposal(kept[key], labels)


def look_for_moves(read: Reader, number: int, today: Any) -> Proposal:
    """The proposal for the problem of this number as of a day."""
    return propose_for_problem(read, load_problem(read, number), today, SETTINGS)


def _draw_proposal(proposal: Proposal, labels: Labels) -> None:
    st.markdown(plain(say(tell_proposal(proposal))))
    for move in proposal.moves.to_dict("records"):
        with st.container(border=True):
            st.markdown(plain(say(tell_move(move, labels, city().clock_label))))
    for clash in proposal.left.head(5).to_dict("records"):
        st.caption(plain(say(tell_left(clash, labels.organisers))))
