"""The one database file: opened once a process, read through a viewer's scope, written under one lock with an audit."""

from lib.store.audit import AuditEntry
from lib.store.store import Reader, Store, open_store
from lib.store.verify import verify
from lib.store.viewers import SYSTEM, Viewer
from lib.store.writing import Writing

__all__ = ["SYSTEM", "AuditEntry", "Reader", "Store", "Viewer", "Writing", "open_store", "verify"]
