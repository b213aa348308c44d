"""What each demonstration file says, row by row: the answer a careful reader must give."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from lib.demo.events import Event


@dataclass
class FileTruth:
    """One file: who sent it and when, the rows to store, the rows to refuse and the fields to warn of.

    A row is a dictionary of the canonical fields of its kind with `sheet` and `row` (as the spreadsheet program shows
    it); a problem or warning holds `sheet`, `row` and `field`. `nihil` holds (area code, day) of days told to be quiet.
    """

    file: str
    kind: str
    sender: str
    received: date
    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    nihil: set[tuple[str, date]] = field(default_factory=set)


def minute(moment: datetime | None) -> str:
    """A moment as YYYY-MM-DDTHH:MM; nothing for None."""
    return moment.isoformat(timespec="minutes") if moment else ""


def expect_event(truth: FileTruth, event: Event, *, sheet: str, row: int, told: dict[str, Any]) -> None:
    """Note what the reader must make of one written event.

    `told` holds the texts of the columns the layout has (title, venue, contact, permit_no), and whether it tells
    attendance, day of the notice, speakers, vehicles, the end and the ward (a known place may stand without it:
    `ward_is_told` is false, and a reader may leave the ward empty or know it); a span of days gives one row a day.
    """
    if event.verdict == "refuse":
        truth.problems.append({"sheet": sheet, "row": row, "field": event.slip_field})
        return
    if event.verdict == "warn":
        truth.warnings.append({"sheet": sheet, "row": row, "field": event.slip_field})
    for offset in range(event.days):
        shift = timedelta(days=offset)
        end = event.end + shift if event.end and told["end"] else None
        attendance = event.attendance if told["attendance"] and "attendance" not in event.slips else None
        truth.rows.append(
            {
                "sheet": sheet,
                "row": row,
                "party": event.organiser,
                "activity": event.activity,
                "title": told.get("title", ""),
                "start": minute(event.start + shift),
                "end": minute(end),
                "end_is_estimate": end is None,
                "venue": told["venue"],
                "area_code": event.ward.code,
                "ward_is_told": told["ward"],
                "attendance": "" if attendance is None else attendance,
                "permit_no": told.get("permit_no", ""),
                "contact": told.get("contact", ""),
                "notified": event.notified.isoformat() if event.notified and told["notified"] else "",
                "speakers": list(event.speakers) if told["speakers"] else [],
                "vehicles": event.vehicles if told["vehicles"] and event.vehicles is not None else "",
            }
        )
