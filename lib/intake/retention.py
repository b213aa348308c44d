"""How long personal data of uploads are kept: files, cells as sent, what was typed, what undoing took away.

What was stored of them stays, with its import, sheet and row. The rest goes once it has served (UU 27/2022).
"""

import json
from datetime import datetime, timedelta

from lib.store import SYSTEM, Reader, Store, Viewer, Writing

SETTING = "retention_days"
"""Key in the store's settings: whole days from 30, a JSON number. Until the office sets it nothing is deleted."""
FEWEST_DAYS, MOST_DAYS = 30, 3650

# Imports whose cells are still kept; an undone one counts from its undoing.
OLD_IMPORTS = """
    SELECT import_id FROM imports WHERE coalesce(undone_at, created_at) < $before AND (
        choices IS NOT NULL OR decisions IS NOT NULL
        OR import_id IN (SELECT import_id FROM import_rows WHERE cells <> '{}' OR problems <> '[]')
        OR import_id IN (SELECT import_id FROM undone_rows))
    ORDER BY import_id
"""
OLD_CHOICES = """
    SELECT staged_id FROM staged_files
    WHERE state <> 'open' AND updated_at < $before AND (choices <> '{}' OR decisions <> '{}') ORDER BY staged_id
"""
OLD_FILES = """
    SELECT sha256 FROM import_files AS f WHERE kept_at < $before
    AND NOT EXISTS (FROM imports AS i WHERE i.sha256 = f.sha256 AND coalesce(i.undone_at, i.created_at) >= $before)
    AND NOT EXISTS (FROM staged_files AS s WHERE s.sha256 = f.sha256 AND s.state = 'open')
    ORDER BY sha256
"""


def load_days(read: Reader | Writing) -> int | None:
    """The days the office set; None where it set none, or fewer than may be."""
    found = read.rows("SELECT value FROM settings WHERE key = $key", key=SETTING)
    days = json.loads(found[0]["value"]) if found else None
    return days if type(days) is int and days >= FEWEST_DAYS else None


def set_days(store: Store, viewer: Viewer, days: int | None) -> None:
    """Keep what uploads brought for so many days, None for as long as the database; it goes with the next upkeep."""
    with store.writing(viewer, "set retention") as tx:
        if days is None:
            tx.delete("settings", key=SETTING)
        else:
            tx.upsert("settings", {"key": SETTING}, value=json.dumps(days), is_secret=False)


def count_old(store: Store, now: datetime, days: int) -> tuple[int, int]:
    """How many imports would lose their cells and how many files would go if so many days were kept."""
    before = now - timedelta(days=days)
    with store.reader(SYSTEM) as read:
        return len(read.rows(OLD_IMPORTS, before=before)), len(read.rows(OLD_FILES, before=before))


def purge_old(store: Store, now: datetime) -> dict[str, int]:
    """Delete what was kept longer than the office keeps it (`now` is UTC); gives how much of each, none for nothing.

    The audit log gets the numbers; of the rows themselves it has fingerprints only.
    """
    with store.reader(SYSTEM) as read:
        days = load_days(read)
        if days is None:
            return {}
        before = now - timedelta(days=days)
        if not any(read.rows(sql, before=before) for sql in (OLD_IMPORTS, OLD_CHOICES, OLD_FILES)):
            return {}
    with store.writing(SYSTEM, "purge old uploads") as tx:
        imports = [row["import_id"] for row in tx.rows(OLD_IMPORTS, before=before)]
        staged = [row["staged_id"] for row in tx.rows(OLD_CHOICES, before=before)]
        files = [row["sha256"] for row in tx.rows(OLD_FILES, before=before)]
        rows = 0
        for import_id in imports:
            rows += tx.update("import_rows", {"import_id": import_id}, cells="{}", problems="[]")
            rows += tx.delete("undone_rows", import_id=import_id)
        if imports:
            tx.update("imports", {"import_id": imports}, choices=None, decisions=None)
        if staged:
            tx.update("staged_files", {"staged_id": staged}, choices="{}", decisions="{}")
        for sha256 in files:
            tx.delete("import_files", sha256=sha256)
        purged = {"imports": len(imports), "rows": rows, "uploads": len(staged), "files": len(files)}
        tx.note(purged=purged, before=before.date().isoformat())
        return purged
