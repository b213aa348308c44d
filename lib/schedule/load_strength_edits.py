"""Strength as people enter it on a page: numbers as they are typed, cells that somebody else changed meanwhile."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lib.errors import Refusal
from lib.schedule.load_strengths import STRENGTHS
from lib.store import Store, Viewer
from lib.store.writing import Writing
from lib.text import N_, Message, day_short, number

MOST_OFFICERS = 100_000
"""More in one district on one day is a slip of the hand."""

_DISTRICTS = "SELECT district_code FROM districts"
_WHOLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:[.,\u00a0 ][0-9]{3}){1,2}")

Cell = tuple[str, date]
"""A district's code and a day."""


@dataclass(frozen=True)
class StrengthChange:
    """A cell typed anew: what stood there for who typed it, and what is to stand there; None: not entered."""

    district_code: str
    day: date
    before: int | None
    officers: int | None


def read_officers(text: str | None) -> int | None:
    """Officers as somebody types them: "120", "1.500"; 0 is none, an empty cell is not entered (None).

    A point, comma or space before three digits stands for thousands in either language: there is no half an officer.
    Raises Refusal for anything else and for more than MOST_OFFICERS.
    """
    typed = (text or "").strip()
    if not typed:
        return None
    if not _WHOLE.fullmatch(typed):
        raise Refusal(Message(N_("'{typed}' is no whole number of officers. Type a number, 0 for none, or leave the "
                                 "cell empty when it is not known."), {"typed": typed}))
    officers = int(re.sub(r"[^0-9]", "", typed))
    if officers > MOST_OFFICERS:
        raise Refusal(Message(N_("{n} officers are more than a district can have on a day (at most {most})."),
                              {"n": number(officers), "most": number(MOST_OFFICERS)}))
    return officers


def read_changes(before: Mapping[Cell, int | None], typed: Mapping[Cell, str | None],
                 names: Mapping[str, str]) -> tuple[list[StrengthChange], list[Message]]:
    """The cells whose typed text says another number than stood there, and a sentence for each that cannot be read."""
    changes, problems = [], []
    for (code, day), text in typed.items():
        try:
            officers = read_officers(text)
        except Refusal as refusal:
            problems.append(Message(N_("{day}, {district}: {problem}"), {
                "day": day_short(day), "district": names.get(code, code), "problem": refusal.message}))
            continue
        if officers != before.get((code, day)):
            changes.append(StrengthChange(code, day, before.get((code, day)), officers))
    return changes, problems


def change_strengths(store: Store, viewer: Viewer, changes: Sequence[StrengthChange]) -> list[StrengthChange]:
    """Keep the typed cells in one go, but none that somebody else has changed since it was shown.

    Returns those, each with what stands there now as `before`. Raises Refusal for a district the city does not have.
    """
    if not changes:
        return []
    overtaken = []
    with store.writing(viewer, "set strength") as tx:
        _check_districts(tx, {change.district_code for change in changes})
        stored = _stored(tx, {change.day for change in changes})
        for change in changes:
            now = stored.get((change.district_code, change.day))
            if now == change.officers:
                continue
            if now != change.before:
                overtaken.append(replace(change, before=now))
            else:
                _write(tx, (change.district_code, change.day), change.officers)
    return overtaken


def copy_strengths(store: Store, viewer: Viewer, *, source: date, targets: Sequence[date], over: bool) -> int:
    """Enter the strength of the day `source` for the days `targets` too; returns how many cells that changed.

    over: also where another number stands; else only empty cells are filled. A district without strength on `source`
    leaves the others as they are. Raises Refusal when nothing is entered for `source` or no other day is chosen.
    """
    others = sorted(set(targets) - {source})
    if not others:
        raise Refusal(Message(N_("Choose at least one other day.")))
    written = 0
    with store.writing(viewer, "copy strength") as tx:
        stored = _stored(tx, {source, *others})
        given = {code: officers for (code, day), officers in stored.items() if day == source}
        if not given:
            raise Refusal(Message(N_("No strength is entered for {day}."), {"day": day_short(source)}))
        for cell in ((code, day) for day in others for code in given):
            now = stored.get(cell)
            if now != given[cell[0]] and (over or now is None):
                _write(tx, cell, given[cell[0]])
                written += 1
    return written


def say_overtaken(change: StrengthChange, names: Mapping[str, str]) -> Message:
    """"Sab 27 Jan, Klojen: meanwhile 120 was entered"; `change` as ``change_strengths`` gives it back."""
    facts = {"day": day_short(change.day), "district": names.get(change.district_code, change.district_code)}
    if change.before is None:
        return Message(N_("{day}, {district}: meanwhile somebody took the number away; yours was not kept."), facts)
    return Message(N_("{day}, {district}: meanwhile somebody entered {n}; yours was not kept."),
                   {**facts, "n": number(change.before)})


def _write(tx: Writing, cell: Cell, officers: int | None) -> None:
    key = {"district_code": cell[0], "day": cell[1]}
    if officers is None:
        tx.delete("strengths", **key)
    else:
        tx.upsert("strengths", key, officers=officers, recorded_at=tx.at, recorded_by=tx.by)


def _stored(tx: Writing, days: set[date]) -> dict[Cell, int]:
    rows = tx.rows(STRENGTHS, first=min(days), last=max(days))
    return {(row["district_code"], row["day"]): row["officers"] for row in rows}


def _check_districts(tx: Writing, codes: set[str]) -> None:
    known = {row["district_code"] for row in tx.rows(_DISTRICTS)}
    for code in sorted(codes - known):
        raise Refusal(Message(N_("The city has no district {code}."), {"code": code}))
