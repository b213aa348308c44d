"""One campaign event as its organiser means it, before any layout writes it down."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from lib.demo.scenarios import Ward


class Day(NamedTuple):
    """A day as somebody writes it, which need not exist (30 February)."""

    year: int
    month: int
    day: int

    @property
    def real(self) -> date | None:
        """The calendar day, or None when there is no such day."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True)
class Event:
    """A planned event; `slips` are the sender's mistakes by field, `verdict` what a careful reader does with them."""

    organiser: str
    activity: str
    title: str
    start: datetime
    end: datetime | None
    place: str
    ward: Ward
    attendance: int | None
    contact: str = ""
    permit: str = ""
    notified: date | None = None
    speakers: tuple[str, ...] = ()
    vehicles: int | None = None
    point: tuple[float, float] | None = None
    days: int = 1
    planted: str = ""
    slips: dict[str, Any] = field(default_factory=dict)
    verdict: str = ""
    slip_field: str = ""

    @property
    def day(self) -> Day:
        """The day as written."""
        written = self.slips.get("day")
        return written or Day(self.start.year, self.start.month, self.start.day)

    @property
    def ward_name(self) -> str:
        """The ward as written."""
        return self.slips.get("ward", self.ward.name)

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude: of the known venue, else of the ward's reference point."""
        return self.point or (self.ward.lat, self.ward.lon)

    def on(self, offset: int) -> "Event":
        """The same event on a later day of a span of days."""
        shift = timedelta(days=offset)
        return replace(self, start=self.start + shift, end=self.end + shift if self.end else None, days=1)


def presumed_end(event: Event) -> datetime:
    """The end told, else 18:00 for a rally (or one hour after a later start) and three hours for anything else."""
    if event.end:
        return event.end
    if event.activity == "rapat_umum":
        return max(datetime.combine(event.start.date(), time(18)), event.start + timedelta(hours=1))
    return event.start + timedelta(hours=3)
