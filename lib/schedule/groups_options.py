"""Moves that would clear one problem: proposals in which only its own activities may move."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from lib.schedule.groups_stored import ProblemAtHand
from lib.schedule.loading import MARGIN
from lib.schedule.proposals.conflicts import engine_of
from lib.schedule.proposals.proposing import propose_moves
from lib.schedule.proposals.results import Proposal
from lib.schedule.proposals.settings import ProposalSettings
from lib.schedule.proposals.stored import count_moves, load_events, load_office
from lib.store import Reader


def propose_for_problem(read: Reader, found: ProblemAtHand, today: date,
                        settings: ProposalSettings | None = None) -> Proposal:
    """The moves that clear a problem, judged by every kind of clash; all other activities stay.

    today: what starts before it stays. Of the clashes and what is left only the problem's own are told.
    """
    settings = settings or ProposalSettings()
    reach = timedelta(days=settings.days_around) + MARGIN
    first, last = (pd.Timestamp(found.clashes["day"].agg(end)).date() for end in ("min", "max"))
    office = load_office(read, today)
    events = load_events(read, office, first - reach, last + reach)
    own = set(found.events["event_id"])
    others = frozenset(set(events["event_id"]) - own)
    proposal = propose_moves(
        events, office.city, engine=engine_of(office.settings, office.surroundings), settings=settings,
        limits=replace(office.limits, pinned=office.limits.pinned | others), book=office.book,
        ledger=count_moves(read), first=first, last=last)
    kept = {name: frame[frame["event_a"].isin(own)].reset_index(drop=True)
            for name, frame in (("left", proposal.left), ("clashes", proposal.clashes))}
    return replace(proposal, **kept)
