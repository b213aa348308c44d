"""Every family of files is read as a careful clerk would: stored as it is written, or held with the reason."""

from datetime import date
from pathlib import Path

import pytest

from lib.intake.cells import compact
from lib.intake.reader import read_file
from lib.intake.readings import Reading, Row
from lib.reference.vocabularies import Reference, load_reference
from tests.intake.families import heads, marks, quirks, reports, schedule_layouts, schedule_values
from tests.intake.families.making import WARDS, Family, Truth

DATA = Path(__file__).resolve().parents[3] / "data"
MODULES = (schedule_layouts, schedule_values, heads, marks, quirks, reports)
FAMILIES = [make for module in MODULES for make in module.FAMILIES]
TEXTS = ("title", "venue", "permit_no", "contact", "place", "description", "reporter")


@pytest.fixture(scope="module")
def references() -> dict[str, Reference]:
    return {
        election: load_reference(DATA / "city" / "malang", DATA / "election" / election, DATA / "vocabulary")
        for election in ("pemilu_2024", "pilkada_2024")
    }


def differences(family: Family, reading: Reading) -> list[str]:
    """What is not as the truth says, one line each."""
    if family.refused:
        return [] if reading.refusal else ["not refused"]
    if reading.refusal:
        return [f"refused: {reading.refusal}"]
    wanted = [(truth.sheet if truth.sheet is not None else family.sheet, truth) for truth in family.stored]
    got: dict[tuple[str, int], list[Row]] = {}
    for row in reading.rows:
        got.setdefault((row.sheet, row.row), []).append(row)
    held = {(row.sheet, row.row) for row in reading.held}
    told = []
    for sheet, truth in wanted:
        rows = got.get((sheet, truth.row), [])
        row = next((row for row in rows if _moment(row.values) == _moment(truth.values)), rows[0] if rows else None)
        if row is None:
            if not (truth.or_held and (sheet, truth.row) in held):
                told.append(f"{sheet}:{truth.row} not stored: {_why(reading, sheet, truth.row)}")
            continue
        rows.remove(row)
        told += [f"{sheet}:{truth.row} {line}" for line in _values(truth, row)]
    told += [
        f"{sheet}:{number} wrongly stored {_moment(row.values)}"
        for (sheet, number), rows in got.items()
        for row in rows
    ]
    errors = {(problem.sheet, problem.row, problem.field) for problem in reading.problems if problem.level == "error"}
    asked = {_place(family, place) for place in family.held}
    told += [f"{place} not held" for place in sorted(asked - errors)]
    allowed = {(sheet, truth.row) for sheet, truth in wanted if truth.or_held}
    surplus = held - {place[:2] for place in asked} - allowed
    told += [f"{sheet}:{row} wrongly held: {_why(reading, sheet, row)}" for sheet, row in sorted(surplus)]
    for level, places in (("warning", family.warned), ("note", family.told)):
        spoken = {(problem.sheet, problem.row, problem.field) for problem in reading.problems if problem.level == level}
        told += [f"{place} no {level}" for place in sorted({_place(family, place) for place in places} - spoken)]
    if family.quiet is not None:
        quiet = sorted((WARDS[ward], date.fromisoformat(day)) for ward, day in family.quiet)
        told += [] if sorted(reading.quiet_days) == quiet else [f"quiet {reading.quiet_days}"]
    return told


def _place(family: Family, place: tuple) -> tuple[str, int, str]:
    return (place[2] if len(place) > 2 else family.sheet, place[0], place[1])


def _moment(values) -> object:
    return values.get("start", values.get("occurred"))


def _values(truth: Truth, row: Row) -> list[str]:
    lines = []
    for name, value in truth.values.items():
        found = row.values.get(name)
        if name in TEXTS:
            same = compact(str(value)) == compact(str(found or ""))
        else:
            same = (found or None) == (value or None)
        if not same:
            lines.append(f"{name} is {found!r}, not {value!r}")
    return lines


def _why(reading: Reading, sheet: str, row: int) -> str:
    return "; ".join(
        f"{problem.level} {problem.field}: {problem.message.text} {problem.message.values}"
        for problem in reading.problems
        if (problem.sheet, problem.row) == (sheet, row)
    )


@pytest.mark.parametrize("make", FAMILIES, ids=lambda make: make.__name__)
def test_family_is_read_as_a_careful_clerk_would(make, references) -> None:
    family = make()
    reading = read_file(family.name, family.data, family.kind, references[family.election])
    assert "\n".join(differences(family, reading)) == ""
