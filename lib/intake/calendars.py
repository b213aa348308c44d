"""Calendar files (iCalendar, RFC 5545) as a sheet that the schedule's reader knows: one row for each occurrence.

Only daily and weekly repetitions are spread out, day by day and within the campaign, so that no rule of a file can
keep the reader busy; any other row is held with its rule. Definitions of time zones in the file are not looked at:
a zone is known by its name or not at all.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from icalendar.cal import Component

from lib.errors import Refusal
from lib.intake.cells import Cell, clean, is_nothing, one_line
from lib.intake.delimited import decode
from lib.intake.grids import Grid, from_rows
from lib.intake.limits import DEFAULT_LIMITS, Limits
from lib.intake.lines import CANCELLED_MARK
from lib.intake.readings import Held
from lib.intake.series import series_days
from lib.intake.values.activities import ActivityReader
from lib.intake.values.parties import PartyReader
from lib.reference.vocabularies import Reference
from lib.text import N_, Message, number

MOST_EVENTS = 10_000
DAMAGED_CALENDAR = N_("The calendar file is damaged. Export it from the calendar once more and send that.")
TOO_MANY_EVENTS = N_(
    "The calendar has {found} entries; at most {limit} can be read. Export the months of the campaign only."
)
REPEATS = N_('The entry repeats in a way that is not read ("{found}").')
REPEATS_HINT = N_("Write one entry for each day, or send a table with one row for each.")
UNKNOWN_ZONE = N_('The time zone of the entry is not known: "{found}".')

# As the exports of calendar programs name them, and further ones of our own export.
HEADS = (
    "No", "Partai", "Metode", "Subject", "Start Date", "Start Time", "End Date", "End Time", "All day event",
    "Location", "Kode kelurahan", "Jumlah peserta", "No STTP", "Kontak", "Description", "Kendaraan", "Rute", "Jurkam",
    "Titik kumpul", "Tautan daring", "Izin tempat", "Tanggal pemberitahuan", "Tanggal STTP",
)  # fmt: skip
AREA, ATTENDANCE, PERMIT = "X-KENTONGAN-AREA", "X-KENTONGAN-ATTENDANCE", "X-KENTONGAN-PERMIT"
EXTRAS = tuple(f"X-KENTONGAN-{name}" for name in (
    "VEHICLES", "ROUTE", "SPEAKERS", "GATHERING-POINT", "LINK", "PLACE-PERMISSION", "NOTIFIED", "PERMIT-DATE",
))  # fmt: skip
NOTHING = "-"
"""A blank would be taken for "as above"."""

_DOUBTS = {"RRULE:": (REPEATS, REPEATS_HINT), "TZID:": (UNKNOWN_ZONE, None)}
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)


def is_calendar(data: bytes) -> bool:
    """Whether a file is a calendar, told by how it begins."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper() == b"BEGIN:VCALENDAR"


def read_calendar(name: str, data: bytes, reference: Reference, limits: Limits = DEFAULT_LIMITS) -> list[Grid]:
    """The entries of a calendar as one sheet with the heads of a calendar export, in the city's wall time.

    The organiser is taken from an entry's categories or organiser, else from the calendar's name, else from the
    file's. Cancelled entries stay as rows the reader leaves out with a note; entries of a whole day, with a rule that
    is not read or in an unknown zone become rows that are held. Raises Refusal for a damaged or too long calendar.
    """
    limits.check_bytes(len(data))
    try:
        text, found = _kept_lines(decode(data))
        if found > MOST_EVENTS:
            raise Refusal(Message(TOO_MANY_EVENTS, {"found": number(found), "limit": number(MOST_EVENTS)}))
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
        table = _Table(reference, PurePath(name).stem)
        rows = [row for calendar in calendars for row in table.rows(calendar, limits)]
    except _BROKEN as error:
        raise Refusal(Message(DAMAGED_CALENDAR)) from error
    titles = [[title] for title in dict.fromkeys(map(_name, calendars)) if title]
    numbered = [*titles, list(HEADS), *rows]
    return [from_rows("", enumerate(numbered, 1))]


def doubt(cell: Cell) -> Held | None:
    """What is wrong with a date cell that holds a rule or a zone instead of a day."""
    if isinstance(cell, str):
        for start, (message, hint) in _DOUBTS.items():
            if cell.startswith(start):
                return Held(Message(message, {"found": cell.removeprefix(start)}), Message(hint) if hint else None)
    return None


def _kept_lines(text: str) -> tuple[str, int]:
    """The lines of calendars and their entries, without alarms, zones, attachments; and how many entries there are."""
    kept: list[str] = []
    inside: list[str] = []
    found, keeps = 0, False
    for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")):
        if line[:1] in (" ", "\t"):
            if keeps:
                kept.append(line)
            continue
        word, _colon, what = line.upper().partition(":")
        what = what.strip()
        if word == "BEGIN":
            inside.append(what)
            found += inside == ["VCALENDAR", "VEVENT"]
        keeps = inside in (["VCALENDAR"], ["VCALENDAR", "VEVENT"]) and not word.startswith("ATTACH") and bool(word)
        if keeps:
            kept.append(line)
        if word == "END" and (not inside or inside.pop() != what):
            raise ValueError(line)
    if inside:
        raise ValueError("cut short")
    return "\r\n".join(kept) + "\r\n", found


class _Table:
    """Makes rows of entries."""

    def __init__(self, reference: Reference, stem: str) -> None:
        self._zone = ZoneInfo(reference.timezone)
        self._campaign = reference.campaign
        self._parties = PartyReader(reference)
        self._activities = ActivityReader(reference)
        self._stem = re.sub(r"_+", " ", stem)
        self._count = 0
        self._broken_off: set[str] = set()  # series that go on otherwise from some day (RANGE=THISANDFUTURE)

    def rows(self, calendar: Component, limits: Limits) -> Iterator[list[Cell]]:
        """One row for each occurrence."""
        events = calendar.walk("VEVENT")
        around = next(filter(None, (self._one_party([text]) for text in (_name(calendar), self._stem))), NOTHING)
        moved: dict[str, set[datetime]] = {}
        self._broken_off = set()
        for event in events:
            if "RECURRENCE-ID" in event:
                if "RANGE" in getattr(event["RECURRENCE-ID"], "params", ()):
                    self._broken_off.add(_text(event, "UID"))
                moved.setdefault(_text(event, "UID"), set()).update(self._moments(event["RECURRENCE-ID"]))
        for event in events:
            taken = set() if "RECURRENCE-ID" in event else moved.get(_text(event, "UID"), set())
            for when in self._times(event, taken):
                self._count += 1
                limits.check_rows(self._count)
                yield self._row(event, around, when)

    def _row(self, event: Component, around: str, when: Sequence[Cell]) -> list[Cell]:
        categories = _categories(event)
        title = clean(_text(event, "SUMMARY"))
        mark: Cell = CANCELLED_MARK if _text(event, "STATUS").upper() == "CANCELLED" else self._count
        return [
            mark,
            self._party(categories, event) or around,
            self._activity(categories, one_line(title)) or NOTHING,
            title,
            *when,
            clean(_text(event, "LOCATION")) or NOTHING,
            clean(_text(event, AREA)),
            clean(_text(event, ATTENDANCE)),
            clean(_text(event, PERMIT)),
            clean(_text(event, "CONTACT")),
            clean(_text(event, "DESCRIPTION")),
            *(clean(_text(event, name)) for name in EXTRAS),
        ]

    def _party(self, categories: list[str], event: Component) -> str | None:
        organizer = event.get("ORGANIZER")
        common = [str(organizer.params.get("CN", ""))] if isinstance(organizer, icalendar.vCalAddress) else []
        return self._one_party(categories) or self._one_party(common)

    def _one_party(self, texts: list[str]) -> str | None:
        """The party some texts name; the texts themselves when they name several, for the reader to hold."""
        found = set().union(*(self._parties.named_in(text) for text in texts))
        return found.pop() if len(found) == 1 else (", ".join(texts) if found else None)

    def _activity(self, categories: list[str], title: str) -> str | None:
        read = (self._activities.read(text, {}) for text in categories)
        return next((code for code in read if isinstance(code, str)), None) or self._activities.named_in(title)

    def _times(self, event: Component, taken: set[datetime]) -> list[list[Cell]]:
        """[start day, start hour, end day, end hour, whole day] of each occurrence."""
        starts, ends = _moment(event, "DTSTART"), _moment(event, "DTEND")
        if isinstance(starts, str) or starts is None:
            return [[starts or NOTHING, NOTHING, None, None, None]]
        if not isinstance(starts, datetime):
            return [[starts, NOTHING, None, None, "TRUE"]]
        if ends is None and "DURATION" in event:
            span = _told(event["DURATION"])
            ends = starts + span if isinstance(span, timedelta) else f"DURATION: {event['DURATION']}"[:200]
        if isinstance(ends, str):
            return [[*self._day_and_hour(starts), ends, NOTHING, None]]
        length = ends - starts if isinstance(ends, datetime) and _same_kind(starts, ends) else None
        repeats = "RRULE" in event or "RDATE" in event
        days = self._series(event, starts) if repeats else [starts.date()]
        if days is None:
            rule = event["RRULE"].to_ical().decode() if isinstance(event.get("RRULE"), icalendar.vRecur) else "RDATE"
            return [[f"RRULE:{rule}", self._local(starts).time(), None, None, None]]
        moments = [datetime.combine(day, starts.timetz()) for day in days]
        skipped = taken | (self._moments(event["EXDATE"]) if "EXDATE" in event else set())
        kept = [moment for moment in moments if self._local(moment) not in skipped]
        if repeats:
            near = [moment for moment in kept if self._is_near(moment)]
            kept = near or kept[:1]
        return [self._span(moment, length) for moment in kept]

    def _series(self, event: Component, starts: datetime) -> list[date] | None:
        rule = event.get("RRULE")
        exceptions = event.get("EXDATE", [])
        exceptions = exceptions if isinstance(exceptions, list) else [exceptions]
        readable = all(isinstance(item, icalendar.vDDDLists) for item in exceptions)
        is_broken_off = "RECURRENCE-ID" in event or _text(event, "UID") in self._broken_off
        if "RDATE" in event or is_broken_off or not readable or not isinstance(rule, icalendar.vRecur):
            return None
        return series_days(rule, starts, self._campaign, self._local)

    def _span(self, starts: datetime, length: timedelta | None) -> list[Cell]:
        ends = self._day_and_hour(starts + length) if length else [None, None]
        return [*self._day_and_hour(starts), *ends, None]

    def _day_and_hour(self, moment: datetime) -> list[Cell]:
        local = self._local(moment)
        return [local.date(), local.time().replace(second=0, microsecond=0)]

    def _is_near(self, moment: datetime) -> bool:
        return self._campaign.starts <= self._local(moment).date() <= self._campaign.voting_day

    def _local(self, moment: datetime) -> datetime:
        return moment if moment.tzinfo is None else moment.astimezone(self._zone).replace(tzinfo=None)

    def _moments(self, stored: Any) -> set[datetime]:
        """Local moments of an EXDATE or RECURRENCE-ID, which may stand once or several times."""
        found = set()
        for item in stored if isinstance(stored, list) else [stored]:
            for value in getattr(item, "dts", [item]):
                when = value.dt
                found.add(self._local(when) if isinstance(when, datetime) else datetime.combine(when, time()))
        return found


def _moment(event: Component, name: str) -> datetime | date | str | None:
    """A moment as told; the text of what is none, so that the reader can show it."""
    stored = event.get(name)
    if stored is None:
        return None
    when = _told(stored)
    if not isinstance(when, date):
        return f"{name}: {stored}"[:200]
    zone = str(stored.params.get("TZID", "")) if isinstance(when, datetime) and when.tzinfo is None else ""
    if not zone:
        return when
    known = _zone(zone)
    return when.replace(tzinfo=known) if known else f"TZID:{zone}"


def _told(stored: Any) -> Any:
    """The moment or the span of a property; None where it stands twice or is none."""
    return stored.dt if isinstance(stored, icalendar.vDDDTypes) else None


def _zone(name: str) -> ZoneInfo | None:
    """The zone of a name that ends like "/Asia/Jakarta"."""
    tail = "/".join(name.strip("/").split("/")[-2:])
    if not re.fullmatch(r"[A-Za-z_]+/[A-Za-z_]+", tail):
        return None
    try:
        return ZoneInfo(tail)
    except (ValueError, OSError, KeyError):
        return None


def _same_kind(one: datetime, other: datetime) -> bool:
    return (one.tzinfo is None) == (other.tzinfo is None)


def _text(component: Component, name: str) -> str:
    stored = component.get(name)
    if isinstance(stored, list):
        stored = stored[0]
    return "" if stored is None else str(stored)


def _name(calendar: Component) -> str:
    text = one_line(clean(_text(calendar, "X-WR-CALNAME") or _text(calendar, "NAME")))
    return "" if is_nothing(text) else text


def _categories(event: Component) -> list[str]:
    stored = event.get("CATEGORIES")
    items = stored if isinstance(stored, list) else [stored]
    return [str(text) for item in items if isinstance(item, icalendar.prop.vCategory) for text in item.cats]
