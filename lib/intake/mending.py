"""Refused rows that a later file sends again: they count as mended while that file's import stands."""

from lib.errors import Refusal
from lib.store import Store, Viewer, Writing
from lib.text import N_, Message

CONTINUED = "SELECT kind FROM imports WHERE import_id = $id"
# The import itself and those it continues in turn.
FOREFATHERS = """
    WITH RECURSIVE line AS (
        SELECT import_id, continues FROM imports WHERE import_id = $id
        UNION SELECT i.import_id, i.continues FROM imports AS i JOIN line ON i.import_id = line.continues)
    SELECT import_id FROM line ORDER BY import_id
"""
# Rows stored by imports that stand and continue this one, or one that does.
MENDED = """
    WITH RECURSIVE line AS (
        SELECT import_id, state FROM imports WHERE continues = $id
        UNION SELECT i.import_id, i.state FROM imports AS i JOIN line ON i.continues = line.import_id)
    SELECT r.import_row_id, r.outcome, EXISTS (
        SELECT 1 FROM import_rows AS m JOIN line USING (import_id)
        WHERE line.state = 'stored' AND m.sheet = r.sheet AND m.row_number = r.row_number
          AND m.outcome IN ('new', 'changed', 'same', 'moved')) AS is_mended
    FROM import_rows AS r WHERE r.import_id = $id AND r.outcome IN ('refused', 'mended')
"""


def check_continued(store: Store, viewer: Viewer, kind: str, import_id: int) -> None:
    """Raises Refusal unless there is an import of this kind and number that the viewer may see, so may continue."""
    with store.reader(viewer) as read:
        if read.value(CONTINUED, id=import_id) != kind:
            raise Refusal(Message(N_("There is no import number {id}."), {"id": import_id}))


def mark_mended(tx: Writing, import_id: int) -> None:
    """Mark the refused rows of an import, and of those it continues, as mended or as refused still."""
    for line in tx.rows(FOREFATHERS, id=import_id):
        rows = tx.rows(MENDED, id=line["import_id"])
        for outcome, is_mended in (("mended", True), ("refused", False)):
            turned = [row["import_row_id"] for row in rows
                      if row["is_mended"] is is_mended and row["outcome"] != outcome]
            if turned:
                tx.update("import_rows", {"import_row_id": turned}, outcome=outcome)
