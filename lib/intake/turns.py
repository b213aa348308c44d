"""Waiting in line: so many at once, the others in the order they came."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Turns:
    """A line that many threads may wait in."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[object] = deque()
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, on_wait: Callable[[int], None], every: float) -> Iterator[None]:
        """Wait for a turn and hold it inside the block.

        While others go first, `on_wait` is told how many wait in front, again after `every` seconds; what it raises
        leaves the line.
        """
        self._wait(object(), on_wait, every)
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def _wait(self, ticket: object, on_wait: Callable[[int], None], every: float) -> None:
        with self._changed:
            self._waiting.append(ticket)
        try:
            while True:
                with self._changed:
                    if self._free and self._waiting[0] is ticket:
                        self._free -= 1
                        return
                    ahead = self._waiting.index(ticket)
                on_wait(ahead)
                with self._changed:
                    if not (self._free and self._waiting[0] is ticket):
                        self._changed.wait(every)
        finally:
            with self._changed:
                self._waiting.remove(ticket)
                self._changed.notify_all()
