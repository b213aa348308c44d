"""How a sender's columns were taken, kept to be offered when a table with the same heads comes again.

Offered, never applied unasked: a form may keep its heads and change what stands below them.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lib.errors import Refusal
from lib.intake.cells import compact
from lib.intake.learning import OFFICE, owner_of
from lib.intake.readings import Kind
from lib.store import Reader, Store, Viewer
from lib.text import N_, Message

# The reader's own before others' that the reader may see (an analyst gets a ward's form by mail), the newest first.
OFFERED = """
    SELECT choices, sender, created_at, created_by FROM column_maps
    WHERE kind = $kind AND signature = $signature
    ORDER BY owner IN ('', $name) DESC, created_at DESC, owner LIMIT 1
"""
KEPT = "SELECT choices, sender FROM column_maps WHERE kind = $kind AND signature = $signature AND owner = $owner"

LISTED = """
    SELECT kind, signature, owner, choices, sender, created_by AS who, created_at AS "when" FROM column_maps
    ORDER BY created_at DESC, kind, signature, owner
"""


@dataclass(frozen=True)
class Offer:
    """How a table with these heads was taken before: by whom, when (UTC), and whose file it was (`sender`, a code)."""

    choices_part: Mapping[str, Any]
    sender: str | None
    created_at: datetime
    created_by: str


def signature(heads: Sequence[str]) -> str:
    """The heads of a table as compared: without capitals, spacing and signs, and whatever their order."""
    return "|".join(sorted(filter(None, map(compact, heads))))


def describe_columns(heads: Sequence[str], fields: Mapping[int, str], date_order: str | None = None) -> dict[str, Any]:
    """The part of the choices that goes with the heads, as plain JSON: columns as [head, which of its name, field].

    `fields`: column index -> field ("" = not used), of the columns somebody decided. `date_order` as in the choices.
    """
    numbered = _number_heads(heads)
    columns = [[heads[index], numbered[index][1], fields[index]] for index in sorted(fields)]
    return {"columns": columns, "date_order": date_order}


def place_columns(choices_part: Mapping[str, Any], heads: Sequence[str]) -> dict[int, str]:
    """Column index -> field for a table with `heads`: what ``describe_columns`` took down, at the heads' places now.

    Heads that are gone are left out.
    """
    places = {key: index for index, key in enumerate(_number_heads(heads))}
    found = {places.get((compact(head), which)): field for head, which, field in choices_part["columns"]}
    return {index: found[index] for index in sorted(found.keys() - {None})}


def _number_heads(heads: Sequence[str]) -> list[tuple[str, int]]:
    """Each head as compared, and which of that name it is, from 1: two columns may both be called "Tgl"."""
    seen: Counter[str] = Counter()
    numbered = []
    for head in map(compact, heads):
        seen[head] += 1
        numbered.append((head, seen[head]))
    return numbered


def remember_columns(store: Store, viewer: Viewer, kind: Kind, heads: Sequence[str], choices_part: Mapping[str, Any],
                     sender: str | None) -> None:
    """Keep how a table with these heads was taken, in place of what was kept for them before.

    `sender`: organiser or ward code the file is of, if of one. An administrator's or analyst's is kept for the office,
    an FKDM member's or a party's for themselves. Raises Refusal for a role that sends no files.
    """
    key = {"kind": kind, "signature": signature(heads), "owner": owner_of(viewer)}
    if not key["signature"]:
        return
    choices = json.dumps(choices_part, ensure_ascii=False, sort_keys=True)
    with store.reader(viewer) as read:
        if read.rows(KEPT, **key) == [{"choices": choices, "sender": sender}]:
            return
    with store.writing(viewer, "remember columns") as tx:
        tx.upsert("column_maps", key, choices=choices, sender=sender, created_at=tx.at, created_by=tx.by)


def offer_columns(read: Reader, viewer: Viewer, kind: Kind, heads: Sequence[str]) -> Offer | None:
    """How a table with these heads was taken the last time, or None; own ways go before others'."""
    found = read.rows(OFFERED, kind=kind, signature=signature(heads), name=viewer.name)
    if not found:
        return None
    choices_part = json.loads(found[0]["choices"])
    return Offer(choices_part, found[0]["sender"], found[0]["created_at"], found[0]["created_by"])


@dataclass(frozen=True)
class KeptColumns:
    """One kept way of reading columns: of which kind of file, with which heads, for whom ("" = the office).

    `fields`: (head, field, "" = not used) of the columns somebody decided. `when` is UTC.
    """

    kind: Kind
    signature: str
    owner: str
    fields: tuple[tuple[str, str], ...]
    sender: str | None
    who: str
    when: datetime


def list_columns(read: Reader) -> list[KeptColumns]:
    """The ways of reading columns that the reader may see, the newest first."""
    kept = []
    for row in read.rows(LISTED):
        fields = tuple((head, field) for head, _which, field in json.loads(row.pop("choices"))["columns"])
        kept.append(KeptColumns(fields=fields, **row))
    return kept


def forget_columns(store: Store, viewer: Viewer, kind: Kind, signature: str, owner: str) -> None:
    """Forget one way of reading columns: the office's are the office's to forget, which may forget anybody's.

    Raises Refusal when none is kept, or it is not the viewer's to forget.
    """
    if owner_of(viewer) not in (OFFICE, owner):
        raise Refusal(Message(N_("Only an administrator or an analyst may forget what the whole office has learned.")))
    with store.writing(viewer, "forget columns") as tx:
        if not tx.delete("column_maps", kind=kind, signature=signature, owner=owner):
            raise Refusal(Message(N_("This way of reading columns is not kept any more.")))
