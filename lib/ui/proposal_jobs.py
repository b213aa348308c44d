"""The search for moves, in a thread of its own, so that the page can tell how far it is and end it early."""

from dataclasses import dataclass, field
from datetime import date
from threading import Lock, Thread

import streamlit as st

from lib.errors import Refusal
from lib.schedule.proposals.results import Proposal
from lib.schedule.proposals.settings import ProposalSettings
from lib.schedule.proposals.stored import load_proposal
from lib.schedule.proposals.watching import Watch
from lib.store import Store, Viewer
from lib.ui.caching import scope_of

MOST_UNITS = 100
"""More clashing activities cannot be prepared in the seconds there are."""

_KEPT = "kentongan_search"
_AT_WORK = Lock()  # two searches at once would only take each other's time


@dataclass(frozen=True)
class Asked:
    """What was asked: days, least level, how many days an event may move, and as of which day."""

    first: date
    last: date
    least_level: int
    days_around: int
    today: date


@dataclass
class Job:
    """One search, as it runs and when it is done: then with a proposal or with what went wrong."""

    asked: Asked
    viewer: Viewer
    watch: Watch = field(default_factory=Watch)
    proposal: Proposal | None = None
    error: BaseException | None = None
    thread: Thread | None = None

    @property
    def is_done(self) -> bool:
        """Whether there is an outcome."""
        return self.proposal is not None or self.error is not None

    def run(self, store: Store) -> None:
        """Search; for the thread."""
        try:
            with _AT_WORK, store.reader(scope_of(self.viewer), as_of=self.asked.today) as read:
                self.watch = Watch() if not self.watch.is_stopped else self.watch
                self.proposal = load_proposal(
                    read, self.asked.first, self.asked.last, self.asked.today, ProposalSettings(
                        least_level=self.asked.least_level, days_around=self.asked.days_around,
                        most_units=MOST_UNITS), self.watch)
        except Refusal as refusal:
            self.error = refusal
        except BaseException as error:
            self.error = error  # for the page, which tells its number; the log has the rest from here
            raise


def start_job(store: Store, viewer: Viewer, asked: Asked) -> Job:
    """Begin a search in this tab; one that runs already is ended."""
    stop_job()
    job = Job(asked, viewer)
    job.thread = Thread(target=job.run, args=(store,), name="moves", daemon=True)
    st.session_state[_KEPT] = job
    job.thread.start()
    return job


def find_job(viewer: Viewer) -> Job | None:
    """The search of this tab; none of somebody who was signed in here before."""
    job = st.session_state.get(_KEPT)
    return job if job is not None and job.viewer == viewer else None


def stop_job() -> None:
    """Let the search of this tab come to an end with the best so far."""
    job = st.session_state.get(_KEPT)
    if job is not None:
        job.watch.stop()
