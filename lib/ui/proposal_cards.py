"""Moves that a search proposes, as cards: from where to where, why, what it clears, and how often who was moved."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from lib.reference.labels import Labels
from lib.schedule.proposals.model import Stage
from lib.schedule.proposals.results import Proposal
from lib.schedule.proposals.wordings import tell_left, word_moves, word_stages
from lib.schedule.wordings import level_name
from lib.text import N_, Message, _, day, hours, minutes, ngettext, number, say
from lib.ui.cards import COLOURS
from lib.ui.markup import plain
from lib.ui.tables import pick_rows, show_table


def draw_moves(proposal: Proposal, labels: Labels, clock_label: str, taken: Collection[int], *,
               may_accept: bool) -> list[dict[str, Any]]:
    """Draw the moves; returns those that were just accepted (joint activities together)."""
    words, moves = word_moves(proposal, labels, clock_label), proposal.moves
    shown = pick_rows(len(moves), key="usulan-halaman", rows=20)
    accepted: list[dict[str, Any]] = []
    for move, told in zip(moves.iloc[shown].to_dict("records"), words.iloc[shown].to_dict("records"), strict=True):
        with st.container(border=True, gap="xsmall"):
            badge = f":{COLOURS[move['level']]}-badge[{level_name(move['level'])}]"
            st.markdown(f"{badge} **{plain(told['organiser'])}** · {plain(told['activity'])}")
            st.markdown(f"{plain(told['now'])}  \n→ **{plain(told['then'])}**")
            st.caption(plain(told["reason"]))
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(plain(" · ".join(_facts(move))), width="stretch")
                if move["event_id"] in taken:
                    st.badge(_("proposed"), color="gray")
                elif may_accept and st.button(_("Accept"), key=f"terima-{move['event_id']}-{move['version']}"):
                    accepted = _with_joint(moves, move)
    return accepted


def draw_left(proposal: Proposal, labels: Labels) -> None:
    """Draw what is not cleared, and why."""
    for clash in proposal.left.to_dict("records"):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f":{COLOURS[clash['level']]}-badge[{level_name(clash['level'])}] **{day(clash['starts'])}**")
            st.markdown(plain(say(tell_left(clash, labels.organisers))))


def draw_stages(stages: Sequence[Stage], proposal: Proposal) -> None:
    """Draw how good the answer is, stage by stage."""
    if stages:
        words = word_stages(proposal)
        words = words.assign(**{name: ["–" if pd.isna(each) else number(each) for each in words[name]]
                                for name in ("value", "bound")})
        show_table(words.iloc[:-1], {"stage": _("Made least, in this order"), "value": _("Found"),
                                     "bound": _("Not less than"), "state": _("State")}, key="usulan-tahap",
                   alt=_("How good the proposal is proven to be"))


def say_bound(proposal: Proposal) -> Message | None:
    """What is proven where the best is not: the fewest moves that there must be."""
    moved = next((stage for stage in proposal.stages if stage.name == "moved"), None)
    if moved is None or moved.bound is None or all(stage.is_proven for stage in proposal.stages):
        return None
    return Message(N_("No proposal that clears as much has fewer than {n} moves."), {"n": number(moved.bound)})


def as_decided(move: Mapping[str, Any]) -> dict[str, Any]:
    """A move in the columns of a decision; an end that was only assumed stays untold."""
    return {
        "event_id": int(move["event_id"]), "version": int(move["version"]),
        "new_starts": _moment(move["new_starts"]),
        "new_ends": None if move["end_is_estimate"] else _moment(move["new_ends"]),
        **{f"new_{name}": _text(move[f"new_{name}"]) for name in ("venue_id", "area_code")},
        "new_venue": _text(move["new_venue"]) or "", "clash_keys": list(move["clash_keys"]),
        "level": int(move["level"])}


def say_time(starts: datetime, ends: Any, clock_label: str) -> str:
    """A day with its hours, such as Sabtu, 27 Januari 2024 13.00–15.00 WIB."""
    return f"{day(starts)} {hours(starts, None if pd.isna(ends) else ends, label=clock_label)}"


def _facts(move: Mapping[str, Any]) -> list[str]:
    cleared = len(move["clash_keys"])
    before = int(move["moved_before"])
    return [
        ngettext("clears one clash", "clears {n} clashes", cleared),
        _("displacement counts as {span}", span=minutes(int(move["displacement"]))),
        ngettext("this participant was moved once before", "this participant was moved {n} times before", before)
        if before else _("this participant was not moved before")]


def _with_joint(moves: pd.DataFrame, move: Mapping[str, Any]) -> list[dict[str, Any]]:
    key = move["joint_key"]
    together = [move] if pd.isna(key) else moves[moves["joint_key"] == key].to_dict("records")
    return [as_decided(each) for each in together]


def _moment(value: Any) -> datetime:
    return pd.Timestamp(value).to_pydatetime()


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
