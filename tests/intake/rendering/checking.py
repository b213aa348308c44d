"""Reading a rendered file back: which rows came through, which wait, what is wrong."""

from collections import Counter
from dataclasses import dataclass, field

from lib.intake.cells import compact
from lib.intake.reader import read_file
from lib.reference.vocabularies import Reference
from tests.intake.rendering.layouts import Rendered

TEXTS = ("venue", "place", "description", "permit_no", "contact", "reporter")


@dataclass(slots=True)
class Outcome:
    """Rows rendered, stored and held; `wrong` are lines about values or rows that must not be stored so."""

    rows: int = 0
    stored: int = 0
    held: int = 0
    empty: int = 0
    wrong: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Outcome") -> None:
        """Count another file in."""
        self.rows += other.rows
        self.stored += other.stored
        self.held += other.held
        self.empty += other.empty
        self.wrong += other.wrong
        self.reasons += other.reasons


def check(rendered: Rendered, reference: Reference) -> Outcome:
    """Read a rendered file and compare every value with its truth."""
    reading = read_file(rendered.name, rendered.data, rendered.kind, reference)
    outcome = Outcome(rows=len(rendered.truth))
    if reading.refusal:
        outcome.reasons[f"refused: {reading.refusal.text[:60]}"] += len(rendered.truth)
        return outcome
    held = {(row.sheet, row.row) for row in reading.held}
    got = {(row.sheet, row.row): row for row in reading.rows}
    outcome.held = len(held & rendered.truth.keys())
    for place in (held | got.keys()) - rendered.truth.keys():
        outcome.wrong.append(f"{place} is no row of the table: {dict((got.get(place) or reading.held[0]).raw)}")
    for problem in reading.problems:
        if problem.level != "note":
            outcome.reasons[f"{problem.level} {problem.field} {problem.message.text[:40]} | {problem.text[:40]}"] += 1
    for place, truth in rendered.truth.items():
        row = got.get(place)
        if row is None:
            if place not in held:
                outcome.wrong.append(f"{place} was passed over in silence")
            continue
        outcome.stored += 1
        for name, value in truth.items():
            found = row.values.get(name)
            if found in (None, "") and value not in (None, ""):
                outcome.empty += 1
                outcome.reasons[f"{name} empty"] += 1
            elif compact(str(found)) != compact(str(value)) if name in TEXTS else (found or None) != (value or None):
                outcome.wrong.append(f"{place} {name} is {found!r}, not {value!r}; {dict(row.raw)}")
    return outcome
