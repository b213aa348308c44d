"""Back-ups made while the app runs: copies of the whole database in its back-up folder."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lib.access.permissions import require_permission
from lib.access.roles import Permission
from lib.clock import to_local, utc_now
from lib.errors import Refusal
from lib.store import Store, Viewer
from lib.text import N_, Message

_SUFFIX = ".duckdb"


@dataclass(frozen=True)
class BackUp:
    """One copy: its file's name, its size in bytes, and when it was made (UTC)."""

    name: str
    size: int
    made_at: datetime


def make_back_up(store: Store, *, timezone: str, by: Viewer) -> BackUp:
    """Copy the whole database now, named by the local day and hour; raises CannotRun when that name is taken."""
    require_permission(by, Permission.BACK_UP)
    made = store.back_up(f"kentongan-{to_local(utc_now(), timezone):%Y-%m-%d-%H%M%S}{_SUFFIX}")
    found = _describe(made)
    with store.writing(by, "back up", touches_data=False) as tx:
        tx.note(name=found.name, size=found.size)
    return found


def list_back_ups(store: Store) -> list[BackUp]:
    """The copies in the back-up folder, the newest first."""
    found = [_describe(path) for path in store.backup_folder.glob(f"*{_SUFFIX}")]
    return sorted(found, key=lambda each: (each.made_at, each.name), reverse=True)


def read_back_up(store: Store, *, name: str, by: Viewer) -> bytes:
    """The bytes of one copy. It holds everything, the reporters' names too: who takes it is recorded.

    Raises Refusal for a name that is not among the copies.
    """
    require_permission(by, Permission.BACK_UP)
    if name not in {each.name for each in list_back_ups(store)}:
        raise Refusal(Message(N_("There is no back-up {name}."), {"name": name}))
    with store.writing(by, "download back-up", touches_data=False) as tx:
        tx.note(name=name)
    return (store.backup_folder / name).read_bytes()


def _describe(path: Path) -> BackUp:
    facts = path.stat()
    return BackUp(path.name, facts.st_size, datetime.fromtimestamp(facts.st_mtime, UTC).replace(tzinfo=None))
