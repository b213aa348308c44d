"""Events as a calendar file (iCalendar, RFC 5545) that phones and office calendars can subscribe to or import."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

import icalendar
import pandas as pd

from lib.export.dialects import LIST_SEPARATOR
from lib.text import _

_OWN_TEXTS = {
    "area_code": "X-KENTONGAN-AREA", "permit_no": "X-KENTONGAN-PERMIT", "contact": "CONTACT",
    "route": "X-KENTONGAN-ROUTE", "gathering_point": "X-KENTONGAN-GATHERING-POINT", "link": "X-KENTONGAN-LINK",
}  # fmt: skip
_OWN_NUMBERS = {"attendance": "X-KENTONGAN-ATTENDANCE", "vehicles": "X-KENTONGAN-VEHICLES"}
_OWN_DAYS = {"notified": "X-KENTONGAN-NOTIFIED", "permit_date": "X-KENTONGAN-PERMIT-DATE"}
SPEAKERS, PERMISSION = "X-KENTONGAN-SPEAKERS", "X-KENTONGAN-PLACE-PERMISSION"
"""Properties of our own, which an upload of the file reads again."""
_STATUS = {"cancelled": "CANCELLED", "held": "TENTATIVE"}


def events_calendar(
    events: pd.DataFrame,
    organisers: Mapping[str, str],
    activities: Mapping[str, str],
    *,
    name: str,
    timezone: str,
    host: str,
    made_at: datetime,
) -> bytes:
    """The events as one calendar; the same events give the same bytes.

    events: canonical event columns. organisers, activities: code -> what a reader calls it. timezone: the city's,
    whose wall times `starts` and `ends` are; they are written in UTC, which every calendar understands. host stands in
    the UIDs, so that a later file of the same office changes entries and does not double them; the version of an event
    is its SEQUENCE. made_at: local wall time. An event without an end has no DTEND.
    """
    zone = ZoneInfo(timezone)
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Kentongan//Kentongan//ID")
    calendar.add("X-WR-CALNAME", name)
    calendar.add("X-WR-TIMEZONE", timezone)
    for row in events.to_dict("records"):
        calendar.add_component(_entry(row, organisers, activities, zone, host, made_at))
    return calendar.to_ical()


def zip_files(files: Mapping[str, bytes], made_at: datetime) -> bytes:
    """The files by name in one archive, all of one moment (local wall time): the same files give the same bytes."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as package:
        for name, content in sorted(files.items()):
            entry = ZipInfo(name, made_at.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, content)
    return archive.getvalue()


def _entry(
    row: Mapping,
    organisers: Mapping[str, str],
    activities: Mapping[str, str],
    zone: ZoneInfo,
    host: str,
    made_at: datetime,
) -> icalendar.Event:
    known = {key: value for key, value in row.items() if not _is_missing(value)}
    organiser = organisers.get(known["organiser"], known["organiser"])
    activity = activities.get(known["activity"], known["activity"])
    entry = icalendar.Event()
    entry.add("UID", f"event-{known['event_id']}@{host}")
    entry.add("DTSTAMP", _utc(made_at, zone))
    entry.add("SEQUENCE", int(known.get("version", 1)) - 1)
    entry.add("SUMMARY", known.get("title") or _("{activity}: {organiser}", activity=activity, organiser=organiser))
    entry.add("DTSTART", _utc(known["starts"], zone))
    if "ends" in known:
        entry.add("DTEND", _utc(known["ends"], zone))
    if known.get("venue"):
        entry.add("LOCATION", known["venue"])
    entry.add("CATEGORIES", [organiser, activity])
    entry.add("STATUS", _STATUS.get(known.get("state", ""), "CONFIRMED"))
    for name, text in _own_properties(known):
        entry.add(name, text)
    return entry


def _own_properties(known: Mapping) -> Iterator[tuple[str, str]]:
    """What calendars have no property for, as (name, text)."""
    yield from ((name, str(int(known[column]))) for column, name in _OWN_NUMBERS.items() if column in known)
    yield from ((name, known[column]) for column, name in _OWN_TEXTS.items() if known.get(column))
    if len(known.get("speakers", ())):
        yield SPEAKERS, LIST_SEPARATOR.join(known["speakers"])
    if "place_permission" in known:
        yield PERMISSION, "TRUE" if known["place_permission"] else "FALSE"
    yield from ((name, f"{known[column]:%Y-%m-%d}") for column, name in _OWN_DAYS.items() if column in known)


def _is_missing(value: object) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _utc(moment: datetime, zone: ZoneInfo) -> datetime:
    plain = moment.to_pydatetime() if isinstance(moment, pd.Timestamp) else moment
    return plain.replace(tzinfo=zone).astimezone(ZoneInfo("UTC"))
