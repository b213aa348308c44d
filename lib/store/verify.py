"""Whether the file is still what was written: schema, audit chain, hashes of the kept files, dangling rows."""

import hashlib

from lib.store.audit import AuditEntry, broken_links
from lib.store.schema import known_migrations
from lib.store.store import Reader, Store
from lib.store.viewers import SYSTEM
from lib.text import N_, Message

_ENTRY_COLUMNS = ("seq", "recorded_at", "actor", "actor_role", "action", "changes", "previous_hash")

DANGLING = {
    N_("{n} events with a version missing"):
        "SELECT count(*) FROM (SELECT event_id FROM base.event_versions GROUP BY event_id "
        "HAVING max(version) <> count(*) OR min(version) <> 1)",
    N_("{n} event versions of an import that is not there"):
        "SELECT count(*) FROM base.event_versions ANTI JOIN base.imports USING (import_id) WHERE import_id IS NOT NULL",
    N_("{n} rows of an import that is not there"):
        "SELECT count(*) FROM base.import_rows ANTI JOIN base.imports USING (import_id)",
    N_("{n} imports without their file"):
        # Those whose time is over keep neither their cells nor their file.
        "SELECT count(*) FROM base.imports ANTI JOIN base.import_files USING (sha256) "
        "WHERE import_id IN (SELECT import_id FROM base.import_rows WHERE cells <> '{}')",
    N_("{n} uploads at work without their file"):
        "SELECT count(*) FROM base.staged_files ANTI JOIN base.import_files USING (sha256) WHERE state = 'open'",
    N_("{n} reports of an import that is not there"):
        "SELECT count(*) FROM base.reports ANTI JOIN base.imports USING (import_id) WHERE import_id IS NOT NULL",
}


def verify(store: Store) -> list[Message]:
    """What is wrong with the file, one Message each; an empty list when nothing is."""
    with store.reader(SYSTEM) as read:
        return [*_schema(store), *_audit_chain(read), *_file_hashes(read), *_dangling(read)]


def _schema(store: Store) -> list[Message]:
    known = len(known_migrations())
    if store.schema_version == known:
        return []
    return [Message(N_("The schema is {found}, the program's is {known}."),
                    {"found": store.schema_version, "known": known})]


def _audit_chain(read: Reader) -> list[Message]:
    entries = [(AuditEntry(*(row[name] for name in _ENTRY_COLUMNS)), row["hash"])
               for row in read.rows("SELECT * FROM base.audit_log ORDER BY seq")]
    return [Message(N_("The audit log was changed at entry {seq}."), {"seq": seq}) for seq in broken_links(entries)]


def _file_hashes(read: Reader) -> list[Message]:
    # One file at a time: all uploads together may be larger than memory.
    names = read.rows("SELECT sha256 FROM base.import_files ORDER BY sha256")
    changed = []
    for name in names:
        content = read.value("SELECT content FROM base.import_files WHERE sha256 = $sha256", sha256=name["sha256"])
        if hashlib.sha256(content).hexdigest() != name["sha256"]:
            changed.append(name["sha256"])
    return [Message(N_("The kept file {sha256} is not what was uploaded."), {"sha256": sha[:12]}) for sha in changed]


def _dangling(read: Reader) -> list[Message]:
    counted = {text: read.value(sql) for text, sql in DANGLING.items()}
    return [Message(text, {"n": n}) for text, n in counted.items() if n]
