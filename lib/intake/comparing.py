"""What each read row would do to what is stored: new, changed, moved, the same, or refused.

An event is the same event when organiser, start and venue agree; a report when ward and place (as far as both are
told), moment, reporter and text agree: what else it tells can be corrected. Spelling of capitals, spaces and
punctuation makes no difference.
"""

from collections.abc import Callable, Iterable
from datetime import date

from lib.errors import Refusal
from lib.intake.decisions import CANCELLED, NO_DECISIONS, Decisions
from lib.intake.event_plans import compare_events
from lib.intake.plans import Plan, PlannedRow
from lib.intake.readings import Problem, Reading, Row
from lib.intake.report_plans import compare_reports
from lib.store import Reader, Viewer, Writing
from lib.text import N_, Message

__all__ = ["Plan", "PlannedRow", "plan_import"]

_SENDERS = {"schedule": {"system", "admin", "analyst", "party"}, "report": {"system", "admin", "analyst", "fkdm"}}
_ASK = Message(N_("Ask Bakesbangpol to upload it, or leave the row out."))


def plan_import(read: Reader | Writing, reading: Reading, viewer: Viewer, received: date,
                decisions: Decisions = NO_DECISIONS, continues: int | None = None) -> Plan:
    """Compare a reading, received on a day, with what is stored; a dry run when `read` is a reader.

    An older file does not change what a newer one said, nor bring back what that left out unless somebody decides so,
    and nobody reports what is yet to happen: such rows are refused. What `continues` names (an import whose refused
    rows the file sends again, mended) counts as listed here.
    `read` sees everything; of others' rows the plan shows only what `viewer` may see.
    Raises Refusal when files of this kind are not for `viewer` to send.
    """
    if viewer.role not in _SENDERS[reading.kind]:
        raise Refusal(Message(N_("Files of this kind are not part of your role.")))
    rows, refused = _allowed(reading, viewer)
    if reading.kind == "report":
        rows, too_early = _split(
            rows, lambda row: row.values["occurred"].date() <= received, "occurred",
            Message(N_("The day lies after the day this file was received.")),
            Message(N_("Correct the date in the file, or the day it was received.")))
        planned, outdated = compare_reports(read, rows, viewer, received, decisions)
        return Plan(planned, [*refused, *too_early, *outdated])
    off = [row for row in reading.held if row.values.get("state") == CANCELLED
           and (viewer.role != "party" or row.values["party"] == viewer.organiser)]
    planned, outdated, missing, older = compare_events(read, reading, rows, off, received, decisions, continues)
    return Plan(planned, [*refused, *outdated], missing, older)


def _allowed(reading: Reading, viewer: Viewer) -> tuple[list[Row], list[Problem]]:
    """Split the rows into those `viewer` may send and problems for the rest."""
    if viewer.role == "party":
        return _split(reading.rows, lambda row: row.values.get("party") == viewer.organiser, "party", Message(N_(
            "This row is of another organiser; you send the schedule of your own only.")))
    if viewer.role == "fkdm":
        return _split(reading.rows, lambda row: row.values.get("area_code") in viewer.areas, "area_code", Message(N_(
            "This row is of a ward that is not yours.")))
    return list(reading.rows), []


def _split(rows: Iterable[Row], may: Callable[[Row], bool], field: str, why: Message,
           hint: Message = _ASK) -> tuple[list[Row], list[Problem]]:
    allowed, refused = [], []
    for row in rows:
        if may(row):
            allowed.append(row)
        else:
            refused.append(Problem(
                sheet=row.sheet, row=row.row, field=field, level="error", text=str(row.values.get(field) or ""),
                message=why, hint=hint))
    return allowed, refused
