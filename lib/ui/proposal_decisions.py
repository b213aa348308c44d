"""The decisions about moves: how each stands, who has it, and what may be done with it now."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.errors import Refusal
from lib.reference.labels import Labels
from lib.schedule.proposals.decisions import (
    APPROVED,
    CONFIRMED,
    PROPOSED,
    REFUSED,
    STATES,
    confirm_move,
    decide,
    take_back,
)
from lib.schedule.wordings import level_name
from lib.text import N_, Message, _, day, ngettext, number
from lib.ui.markup import plain, said
from lib.ui.proposal_cards import say_time
from lib.ui.session import as_of, store, viewer
from lib.ui.tables import empty, pick_rows

_COLOURS = {PROPOSED: "gray", APPROVED: "blue", CONFIRMED: "green", REFUSED: "gray"}
_ORDER = (PROPOSED, APPROVED, CONFIRMED, REFUSED)
_NOTICE = "kentongan_decided"


def say_decisions(decisions: pd.DataFrame) -> Message:
    """How the decisions stand, in one sentence."""
    counts = decisions["state"].value_counts()
    if decisions.empty:
        return Message(N_("No proposal has been accepted yet; no activity is to move."))
    return Message(N_("Proposals that wait for the forum: {proposed}; for the word of the participant: {approved}; "
                      "moves made: {confirmed}."), {
        "proposed": number(int(counts.get(PROPOSED, 0))), "approved": number(int(counts.get(APPROVED, 0))),
        "confirmed": number(int(counts.get(CONFIRMED, 0)))})


def draw_decisions(decisions: pd.DataFrame, labels: Labels, clock_label: str, *, may_decide: bool,
                   may_confirm: bool) -> None:
    """Draw every decision as a card, those that wait for somebody first."""
    if decisions.empty:
        empty(_("No decision yet. Compute proposals, or try one activity, and accept a move."))
        return
    ordered = decisions.assign(place=decisions["state"].map(_ORDER.index)).sort_values(
        ["place", "decision_id"], ascending=[True, False], kind="stable")
    for row in ordered.iloc[pick_rows(len(ordered), key="keputusan-halaman", rows=20)].to_dict("records"):
        with st.container(border=True, gap="xsmall"):
            _draw_card(row, labels, clock_label)
            with st.container(horizontal=True):
                _draw_actions(row, may_decide=may_decide, may_confirm=may_confirm)


def is_outdated(row: Mapping[str, Any]) -> bool:
    """Whether a decision that is not carried out is about an event that has a newer version by now."""
    return row["state"] in (PROPOSED, APPROVED) and row["version_now"] != row["version"]


def act(action: Callable[[], Any], done: str) -> None:
    """Do what a button says, tell so on the next run, and draw the page anew; a refusal is told at once."""
    try:
        action()
    except Refusal as refusal:
        st.error(said(refusal.message))
        return
    st.session_state[_NOTICE] = done
    st.rerun()


def tell_done() -> None:
    """Say what the last click did."""
    if done := st.session_state.pop(_NOTICE, None):
        st.toast(done, icon=":material/check:")


def _draw_card(row: Mapping[str, Any], labels: Labels, clock_label: str) -> None:
    badge = f":{_COLOURS[row['state']]}-badge[{_(STATES[row['state']])}]"
    activity = labels.activity(row["activity"]) if isinstance(row["activity"], str) else ""
    st.markdown(f"{badge} **{plain(labels.organiser(row['organiser']))}** · {plain(activity)}")
    now, then = (f"{row[f'{side}venue'] or ''}, {say_time(row[f'{side}starts'], row[f'{side}ends'], clock_label)}"
                 for side in ("", "new_"))
    st.markdown(f"{plain(now)}  \n→ **{plain(then)}**")
    cleared = len(row["clash_keys"])
    facts = [_("owner: {name}", name=row["owner"]), _("since {day}", day=day(row["day"]))]
    if cleared:
        facts.append(ngettext("to clear one clash, {level}", "to clear {n} clashes, the gravest {level}", cleared,
                              level=level_name(int(row["level"]))))
    if isinstance(row["reason"], str):
        facts.append(_("reason: {reason}", reason=row["reason"]))
    if isinstance(row["recorded_by"], str):
        facts.append(_("entered by {name}", name=row["recorded_by"]))
    st.caption(plain(" · ".join(facts)))
    if is_outdated(row):
        st.warning(_("The activity has a newer version since this was proposed; it will not be applied. "
                     "Refuse it, and propose anew if it is still needed."))


def _draw_actions(row: Mapping[str, Any], *, may_decide: bool, may_confirm: bool) -> None:
    number_, seen, opened, who, on = int(row["decision_id"]), int(row["entry_id"]), store(), viewer(), as_of()
    named = {"decision_id": number_, "day": on, "seen": seen}
    if row["state"] == PROPOSED and may_decide and not is_outdated(row) \
            and st.button(_("Forum approves"), key=f"setuju-{seen}", type="primary"):
        act(lambda: decide(opened, who, state=APPROVED, **named), _("Approved by the forum."))
    if row["state"] == APPROVED and may_confirm and not is_outdated(row) \
            and st.button(_("Participant confirms"), key=f"konfirmasi-{seen}", type="primary",
                          help=_("Writes a new version of the activity; clashes are judged anew.")):
        act(lambda: confirm_move(opened, who, **named), _("The activity was moved; clashes are judged anew."))
    if row["state"] in (PROPOSED, APPROVED) and may_decide:
        _draw_with_reason(_("Refuse"), f"tolak-{seen}",
                          lambda reason: decide(opened, who, state=REFUSED, reason=reason, **named), _("Refused."))
    if row["state"] == CONFIRMED and may_decide:
        _draw_with_reason(_("Take back"), f"batal-{seen}",
                          lambda reason: take_back(opened, who, reason=reason, **named), _("The move was taken back."))


def _draw_with_reason(label: str, key: str, action: Callable[[str], Any], done: str) -> None:
    """A button that asks why first."""
    with st.popover(label):
        reason = st.text_input(_("Reason"), key=f"{key}-alasan")
        if st.button(label, key=key):
            act(lambda: action(reason), done)

