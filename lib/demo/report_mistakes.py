"""The slips that offices make in their reports: rows to refuse, and fields a reader leaves empty with a warning."""

import random
from dataclasses import replace

from lib.demo.events import Day
from lib.demo.incidents import Incident

OUTSIDE = {"ward": "Landungsari", "district": "Dau"}  # a village of the neighbouring regency
NEW_ROW = {"no_such_day", "no_text", "no_day", "elsewhere", "duplicate"}


def add_mistakes(dice: random.Random, incidents: list[Incident], mistakes: list[str]) -> list[Incident]:
    """The incidents of one file with the named mistakes: some as new rows, some in rows that are stored anyway."""
    told = list(incidents)
    for mistake in mistakes:
        free = [place for place, one in enumerate(told) if not one.verdict and not one.planted]
        if mistake == "bad_grade":
            free = [place for place in free if told[place].grade]
        place = dice.choice(free)
        made = MISTAKES[mistake](told[place])
        if mistake in NEW_ROW:
            told.insert(place + 1, made)
        else:
            told[place] = made
    return told


def _new(base: Incident) -> Incident:
    """A row of its own, so that it is no second telling of `base`."""
    return replace(base, text=f"{base.text} (laporan lisan)", verdict="refuse")


def _no_such_day(base: Incident) -> Incident:
    day = Day(2023, 11, 31) if base.when.month > 6 else Day(2024, 1, 32)
    return replace(_new(base), slips={"day": day}, slip_field="occurred")


def _no_day(base: Incident) -> Incident:
    return replace(_new(base), slips={"day": None}, slip_field="occurred")


def _no_text(base: Incident) -> Incident:
    return replace(_new(base), slips={"text": None}, slip_field="description")


def _elsewhere(base: Incident) -> Incident:
    return replace(_new(base), slips=dict(OUTSIDE), slip_field="area_code")


def _duplicate(base: Incident) -> Incident:
    return replace(base, verdict="refuse", slip_field="duplicate")


def _vague_severity(base: Incident) -> Incident:
    return replace(base, slips={"severity": "Kuning"}, verdict="warn", slip_field="severity")


def _two_ticks(base: Incident) -> Incident:
    other = "T" if base.athg == "ancaman" else "A"
    return replace(base, slips={"athg": other}, verdict="warn", slip_field="athg")


def _bad_grade(base: Incident) -> Incident:
    return replace(base, slips={"grade": "H9"}, verdict="warn", slip_field="source_grade")


MISTAKES = {
    "no_such_day": _no_such_day,
    "no_day": _no_day,
    "no_text": _no_text,
    "elsewhere": _elsewhere,
    "duplicate": _duplicate,
    "vague_severity": _vague_severity,
    "two_ticks": _two_ticks,
    "bad_grade": _bad_grade,
}
