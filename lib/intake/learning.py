"""What senders' words mean, learned once: the office's hold for every file, a sender's own for theirs alone."""

from collections.abc import Mapping

import pandas as pd

from lib.errors import Refusal
from lib.intake.cells import compact
from lib.store import Reader, Store, Viewer
from lib.text import N_, Message

FIELDS = ("party", "activity", "category", "area_code")
"""The fields whose values stand in a closed list of the packs."""
OFFICE = ""
"""The owner of what holds for everybody's files."""
_TEACHES_OFFICE = frozenset({"system", "admin", "analyst"})
_TEACHES_ITSELF = frozenset({"fkdm", "party"})

KNOWN = """
    SELECT 'party' AS field, code FROM organisers
    UNION ALL SELECT 'activity', code FROM activities
    UNION ALL SELECT 'category', code FROM categories
    UNION ALL SELECT 'area_code', area_code FROM areas
"""
# An own meaning comes after the office's and overwrites it.
LEARNED = "SELECT field, spelling, code FROM value_maps WHERE owner IN ('', $name) ORDER BY owner"
LISTED = """
    SELECT field, spelling, code, owner, created_by AS who, created_at AS "when" FROM value_maps
    ORDER BY field, spelling, owner
"""
FIND = "SELECT code FROM value_maps WHERE field = $field AND spelling = $spelling AND owner = $owner"


def spelling_key(text: str) -> str:
    """A word as learned meanings are compared: letters and digits only, without capitals."""
    return compact(text)


def load_learned(read: Reader, viewer: Viewer) -> dict[tuple[str, str], str]:
    """What words mean in the viewer's files: (field, ``spelling_key``) -> code; own meanings go before the office's.

    A code that the packs do not know any more means nothing.
    """
    known = _known_codes(read)
    return {(row["field"], row["spelling"]): row["code"] for row in read.rows(LEARNED, name=viewer.name)
            if (row["field"], row["code"]) in known}


def learn(store: Store, viewer: Viewer, meanings: Mapping[tuple[str, str], str]) -> int:
    """Keep what words mean: (field, word as written) -> code; returns how many meanings are new or other than before.

    An administrator's or an analyst's hold for everybody, an FKDM member's or a party's for their own files. Raises
    Refusal for any other role, for a code that is in no pack, and for a word without a letter or digit.
    """
    owner = owner_of(viewer)
    with store.reader(viewer) as read:
        _check(read, meanings)
        fresh = _other_than_before(read, owner, meanings)
    if not fresh:
        return 0
    with store.writing(viewer, "learn words") as tx:
        for (field, spelling), code in fresh.items():
            tx.upsert("value_maps", {"field": field, "spelling": spelling, "owner": owner}, code=code,
                      created_at=tx.at, created_by=tx.by)
    return len(fresh)


def list_learned(read: Reader) -> pd.DataFrame:
    """The meanings the reader may see: field, spelling, code, owner ("" = the office), who, when (UTC)."""
    return read.frame(LISTED)


def forget(store: Store, viewer: Viewer, field: str, spelling: str, owner: str) -> None:
    """Forget one meaning. The office's are an administrator's or analyst's to forget; they may forget anybody's.

    Raises Refusal when there is no such meaning, or it is not the viewer's to forget.
    """
    if owner_of(viewer) not in (OFFICE, owner):
        raise Refusal(Message(N_("Only an administrator or an analyst may forget what the whole office has learned.")))
    with store.writing(viewer, "forget word") as tx:
        if not tx.delete("value_maps", field=field, spelling=spelling_key(spelling), owner=owner):
            raise Refusal(Message(N_("No meaning of “{word}” is kept."), {"word": spelling}))


def owner_of(viewer: Viewer) -> str:
    """For whom the viewer's lessons hold; raises Refusal for a role that sends no files."""
    if viewer.role in _TEACHES_OFFICE:
        return OFFICE
    if viewer.role in _TEACHES_ITSELF:
        return viewer.name
    raise Refusal(Message(N_("Your role does not send files of this kind.")))


def _check(read: Reader, meanings: Mapping[tuple[str, str], str]) -> None:
    known = _known_codes(read)
    for (field, word), code in meanings.items():
        if (field, code) not in known:
            raise Refusal(Message(N_("The code {code} stands in no list of the packs."), {"code": code}))
        if not spelling_key(word):
            raise Refusal(Message(N_("“{word}” has no letter or digit, so no meaning can be kept for it."),
                                  {"word": word}))


def _known_codes(read: Reader) -> set[tuple[str, str]]:
    return {(row["field"], row["code"]) for row in read.rows(KNOWN)}


def _other_than_before(read: Reader, owner: str,
                       meanings: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    told = {(field, spelling_key(word)): code for (field, word), code in meanings.items()}
    return {(field, spelling): code for (field, spelling), code in told.items()
            if read.value(FIND, field=field, spelling=spelling, owner=owner) != code}
