"""What a search for moves tells while it runs, and how it is ended early: people look at it from another thread."""

from threading import Event
from time import monotonic
from typing import Any

PREPARING, CHECKING = "preparing", "checking"
"""Steps beside the stages of the search (``model.STAGES``)."""


class Watch:
    """One search as it is looked at.

    step: what is being done. value, bound: of the stage at work, the best answer so far and what is proven that none
    is below; None before there is one.
    """

    def __init__(self) -> None:
        self.step = PREPARING
        self.value: int | None = None
        self.bound: int | None = None
        self._begun = monotonic()
        self._stop = Event()
        self._solver: Any = None

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return monotonic() - self._begun

    @property
    def is_stopped(self) -> bool:
        """Whether somebody asked for an end."""
        return self._stop.is_set()

    def tell(self, step: str, value: int | None = None, bound: int | None = None) -> None:
        """Say what is being done, and how far it is."""
        self.step, self.value, self.bound = step, value, bound

    def follow(self, solver: Any) -> None:
        """Stop this solver too when somebody asks for an end."""
        self._solver = solver
        if self.is_stopped:
            solver.stop_search()

    def stop(self) -> None:
        """End the search with the best found so far."""
        self._stop.set()
        if self._solver is not None:
            self._solver.stop_search()
