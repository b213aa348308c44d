"""The one clock. Nothing else in the product asks what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def utc_now() -> datetime:
    """Now in UTC without a zone, as the store keeps the system's times."""
    return datetime.now(UTC).replace(tzinfo=None)


def local_today(timezone: str) -> date:
    """The calendar day in the city's time zone (an IANA name)."""
    return datetime.now(ZoneInfo(timezone)).date()


def to_local(moment: datetime, timezone: str) -> datetime:
    """A stored UTC moment as local wall time, without a zone."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
