"""Reading the audit log: who did what on which day, and whether its chain is whole."""

from datetime import date
from typing import Any

from lib.store.audit import AuditEntry, broken_links
from lib.store.store import Reader

PAGE_ENTRIES = 50

# An empty list of choices means all; days are the city's, the log's times UTC.
_CHOSEN = """
    FROM audit_log
    WHERE (len($actors) = 0 OR actor IN (SELECT unnest($actors)))
      AND (len($actions) = 0 OR action IN (SELECT unnest($actions)))
      AND CAST(recorded_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) BETWEEN $first AND $last
"""
COUNT = "SELECT count(*)" + _CHOSEN
_PAGE = _CHOSEN + "ORDER BY seq DESC LIMIT $limit OFFSET $offset"
ENTRIES = "SELECT seq, recorded_at, actor, actor_role, action, changes" + _PAGE
ENTRY = "SELECT seq, recorded_at, actor, actor_role, action, changes FROM audit_log WHERE seq = $seq"
CHAIN = "FROM audit_log ORDER BY seq"


def count_entries(read: Reader, first: date, last: date, timezone: str, actors: tuple[str, ...] = (),
                  actions: tuple[str, ...] = ()) -> int:
    """How many entries there are of the local days `first` to `last`."""
    return read.value(COUNT, first=first, last=last, timezone=timezone, actors=list(actors), actions=list(actions))


def load_entries(read: Reader, first: date, last: date, timezone: str, actors: tuple[str, ...] = (),
                 actions: tuple[str, ...] = (), page: int = 1) -> list[dict[str, Any]]:
    """One page of entries, the newest first: seq, recorded_at (UTC), actor, actor_role, action, changes (JSON)."""
    return read.rows(ENTRIES, first=first, last=last, timezone=timezone, actors=list(actors), actions=list(actions),
                     limit=PAGE_ENTRIES, offset=(page - 1) * PAGE_ENTRIES)


def find_entry(read: Reader, seq: int) -> dict[str, Any] | None:
    """One entry by its number."""
    found = read.rows(ENTRY, seq=seq)
    return found[0] if found else None


def count_pages(entries: int) -> int:
    """How many pages that many entries fill; at least one."""
    return max(1, -(-entries // PAGE_ENTRIES))


def load_choices(read: Reader) -> tuple[list[str], list[str]]:
    """The names and the actions that stand in the log."""
    actors = [row["actor"] for row in read.rows("SELECT DISTINCT actor FROM audit_log ORDER BY actor")]
    actions = [row["action"] for row in read.rows("SELECT DISTINCT action FROM audit_log ORDER BY action")]
    return actors, actions


def newest_entry(read: Reader) -> int:
    """The number of the newest entry; 0 while there is none."""
    return read.value("SELECT coalesce(max(seq), 0) FROM audit_log")


def find_breaks(read: Reader) -> list[int]:
    """The numbers of the entries at which the chain of hashes is broken; none when nobody has changed the log."""
    return broken_links((AuditEntry(row["seq"], row["recorded_at"], row["actor"], row["actor_role"], row["action"],
                                    row["changes"], row["previous_hash"]), row["hash"]) for row in read.rows(CHAIN))
