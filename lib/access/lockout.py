"""Lock-out: five failed attempts close a name for a quarter of an hour, whether or not anybody has that name.

Kept in the database, so that neither a restart nor another browser opens it sooner. The name is kept as
a digest: people type their password into the wrong field.
"""

import hashlib
import threading
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from lib.clock import utc_now
from lib.store import SYSTEM, Store, Writing

LIMIT = 5
PERIOD = timedelta(minutes=15)
"""How long a name stays closed, and how long a failure counts."""

_STRIPES = [threading.Lock() for _ in range(64)]


def one_at_a_time(name: str) -> AbstractContextManager:
    """Hold this while checking a password: parallel guesses at one name could else all slip under the limit."""
    return _STRIPES[int(_digest(name)[:8], 16) % len(_STRIPES)]


def is_locked(store: Store, name: str, now: datetime | None = None) -> bool:
    """Whether the name is closed at `now` (UTC)."""
    with store.reader(SYSTEM) as read:
        until = read.value("SELECT locked_until FROM base.sign_in_failures WHERE name = $name", name=_digest(name))
    return until is not None and until > (now or utc_now())


def record_failure(store: Store, name: str, now: datetime | None = None) -> bool:
    """Count one more failed attempt; returns whether the name is closed from now on.

    Failures that no longer count are deleted here, so the table holds a quarter of an hour at most.
    """
    now = now or utc_now()
    with store.writing(SYSTEM, "count failed sign-in", touches_data=False) as tx:
        _purge(tx, now)
        found = tx.rows("SELECT failures FROM sign_in_failures WHERE name = $name", name=_digest(name))
        failures = found[0]["failures"] + 1 if found else 1
        locked_until = now + PERIOD if failures >= LIMIT else None
        tx.upsert("sign_in_failures", {"name": _digest(name)}, failures=failures, last_at=now,
                  locked_until=locked_until)
    return locked_until is not None


def clear(tx: Writing, name: str) -> None:
    """Forget the failures of a name: it signed in, or an administrator set its password."""
    tx.delete("sign_in_failures", name=_digest(name))


def _purge(tx: Writing, now: datetime) -> None:
    for row in tx.rows("SELECT name FROM sign_in_failures WHERE last_at <= $before", before=now - PERIOD):
        tx.delete("sign_in_failures", name=row["name"])


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
