"""Hours of the day: "09.00 WIB", "13.00 s.d. selesai", "jam 7 malam", time cells, day fractions, 8.3 for 08.30.

An hour is minutes after midnight (0..1440; 1440 = the midnight at the end of the day).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from lib.intake.cells import Cell, CellError, fold, is_nothing, show
from lib.intake.readings import Held
from lib.text import N_, Message

DAY = 1440
LONGEST = 150  # prose in an hour column is not searched


@dataclass(frozen=True, slots=True)
class Hours:
    """Start and end in minutes after midnight; `open_end` when the text says "until finished".

    `start` is None for a text that holds the end only ("selesai").
    """

    start: int | None
    end: int | None = None
    open_end: bool = False


_NO_HOUR = N_('"{found}" does not say an hour.')
_NO_SUCH_HOUR = N_('The hour "{found}" does not exist.')
_OTHER_ZONE = N_('"{found}" is in another time zone than the city\'s.')
_CONTRADICTS = N_('"{found}" contradicts itself: the hour does not fit the part of the day.')
_TWO_WAYS = N_('"{found}" can be read as more than one hour.')
_HINT = N_("Write the hour as 09.00.")

_LEAD = re.compile(
    r"^(?:(?:(?:pukul|pkl|pk|jam|mulai|start|dari|sekitar|sktr|kira-kira|kira2|at|from)(?![a-z])|±|\+/-|\+-|~)[.:]?\s*)+"
)
_ZONE = re.compile(r"\s*\(?(?<![a-z])w\.?i\.?b(?![a-z])\.?\)?", re.I)
_OTHER_ZONES = re.compile(r"\b(?:wita|wit|utc|gmt)\b", re.I)
_BETWEEN = re.compile(
    r"\s*(?:[-–—~]|/?\bs\s*[./]?\s*d\b\.?/?|\bsampai(?:\s+dengan)?\b|\bhingga\b|\bto\b|\buntil\b|\bs\.d\b\.?)\s*"
)
_OPEN = re.compile(r"(?:selesai|sls|slesai|selsai|sampai selesai|end|finish|finished|habis)\.?")
_PARTS = {
    "dini hari": (0, 5, 0),
    "subuh": (3, 6, 0),
    "pagi": (1, 11, 0),
    "siang": (1, 3, 12),
    "sore": (2, 6, 12),
    "petang": (3, 6, 12),
    "malam": (6, 11, 12),
    "am": (1, 12, 0),
    "pm": (1, 12, 12),
    "a.m.": (1, 12, 0),
    "p.m.": (1, 12, 12),
}
_CLOCK = re.compile(
    r"(?:(?:jam|pukul|pkl|pk)\b\.?\s*)?(?:(\d{1,2})(?:\s*[.:;,h]\s*(\d{1,2})(?:\s*[.:]\s*(\d{2}))?)?|(\d{2})(\d{2}))\s*"
    r"(dini hari|subuh|pagi|siang|sore|petang|malam|a\.?m\.?|p\.?m\.?)?"
)
_FRACTION = re.compile(r"0[.,](\d+)")
_BARE = re.compile(r"[^\d]*[1-5](?!\d)")
_ISO_SPAN = re.compile(r"PT(\d+)H(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?")


def read_hours(cell: Cell) -> Hours | Held | None:
    """The hours one cell says; None when it is blank or a dash."""
    if is_nothing(cell) or isinstance(cell, CellError):
        return None
    match cell:
        case bool():
            return _held(_NO_HOUR, show(cell))
        case int() | float():
            return _single(_from_number(float(cell), show(cell)))
        case datetime():
            if cell.year in (1899, 1900, 1904) and cell.date() <= date(1904, 1, 2):
                return _single(_rounded(cell.time()))
            return _single(_rounded(cell.time())) if cell.time() != time() else _held(_NO_HOUR, show(cell))
        case date():
            # 24.00 in a time format is the day after the day count's zero.
            whole_day = cell in (date(1900, 1, 1), date(1904, 1, 2))
            return Hours(DAY) if whole_day else _held(_NO_HOUR, show(cell))
        case time():
            return _single(_rounded(cell))
        case timedelta():
            minutes = round(cell.total_seconds() / 60)
            return Hours(minutes) if 0 <= minutes <= DAY else _held(_NO_SUCH_HOUR, show(cell))
        case str():
            return read_hours_text(cell)
    return _held(_NO_HOUR, show(cell))


def names_other_zone(text: str) -> bool:
    """Whether a text names a time zone that is not the city's."""
    return _OTHER_ZONES.search(text) is not None


def of_other_zone(text: str) -> Held:
    """An hour, or the head of a column of hours, that is told in another time zone."""
    return _held(_OTHER_ZONE, text)


@lru_cache(maxsize=8192)
def read_hours_text(text: str) -> Hours | Held:
    """The hours of a text: one clock time, a span, or the end left open."""
    if len(text) > LONGEST:
        return _held(_NO_HOUR, text)
    folded = fold(text)
    if span := _ISO_SPAN.fullmatch(text.strip()):
        minutes = int(span[1]) * 60 + int(span[2] or 0)
        return Hours(minutes) if minutes <= DAY else _held(_NO_SUCH_HOUR, text)
    if names_other_zone(folded):
        return of_other_zone(text)
    folded = _LEAD.sub("", _ZONE.sub(" ", folded)).strip(" .,;()")
    folded = " ".join(folded.split())
    if _OPEN.fullmatch(_BETWEEN.sub("", folded, count=1)) or _OPEN.fullmatch(folded):
        return Hours(None, open_end=True)
    if re.fullmatch(r"\d+[.,]\d{3,}|0[.,]\d+|0", folded):
        return _single(_from_number(float(folded.replace(",", ".")), text))
    whole = _clock(folded, text)
    if not isinstance(whole, Held) or whole.message.text != _NO_HOUR:
        return _single(whole)
    parts = [part for part in _BETWEEN.split(folded) if part]
    if len(parts) == 2:
        return _span(parts[0].strip(" ."), parts[1].strip(" ."), text)
    if len(parts) == 1 and _BETWEEN.search(folded) and folded.startswith(parts[0]):
        return _single(_clock(parts[0], text))
    return whole


def doubt_early(cell: Cell, hours: Hours) -> Held | None:
    """Held for a bare "jam 2", "1.30" or 3, which is as often said of the afternoon as of the night.

    "02.00", "2 pagi" and a time cell are meant as they stand; so is an hour from six on.
    """
    if hours.start is None or not 60 <= hours.start < 6 * 60:
        return None
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    if isinstance(cell, str) and (not _BARE.match(fold(cell)) or any(re.search(rf"\b{re.escape(part)}", fold(cell))
                                                                   for part in _PARTS)):
        return None
    return _held(_TWO_WAYS, show(cell))


def _span(first: str, second: str, text: str) -> Hours | Held:
    if _OPEN.fullmatch(second):
        start = _clock(first, text)
        return start if isinstance(start, Held) else Hours(start, open_end=True)
    end = _clock(second, text)
    if isinstance(end, Held):
        return end
    # "7-9 malam": the part of the day stands once, for both.
    part = _CLOCK.fullmatch(second)
    bare = _CLOCK.fullmatch(first)
    if part and bare and part[6] and not bare[6]:
        shared = _clock(f"{first} {part[6]}", text)
        if isinstance(shared, Held) or shared >= end:
            return _held(_TWO_WAYS, text)
        return Hours(shared, end)
    start = _clock(first, text)
    return start if isinstance(start, Held) else Hours(start, end)


def _clock(text: str, whole: str) -> int | Held:
    match = _CLOCK.fullmatch(text)
    if not match:
        return _held(_NO_HOUR, whole)
    hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
    if match[2] and len(match[2]) == 1:
        minute *= 10  # "8.3" lost its last zero on the way
    if minute > 59 or hour > 24 or (hour == 24 and minute) or int(match[3] or 0) > 59:
        return _held(_NO_SUCH_HOUR, whole)
    return _in_part(hour, minute, match[6], whole)


def _in_part(hour: int, minute: int, part: str | None, whole: str) -> int | Held:
    if part is None:
        return hour * 60 + minute
    part = part.replace(".", "") if part[0] in "ap" and part[1] in ".m" else part
    earliest, latest, shift = _PARTS[part]
    if part in ("am", "pm"):
        if not 1 <= hour <= 12:
            return hour * 60 + minute if (hour >= 12) == (part == "pm") and hour < 24 else _held(_CONTRADICTS, whole)
        return (hour % 12 + shift) * 60 + minute
    if part == "malam" and hour == 12 and not minute:
        return DAY
    if hour > 12 or (part == "siang" and 10 <= hour <= 12):
        fits = {"siang": (10, 15), "sore": (14, 18), "petang": (15, 18), "malam": (18, 24)}.get(part, (0, 0))
        return hour * 60 + minute if fits[0] <= hour <= fits[1] else _held(_CONTRADICTS, whole)
    if not earliest <= hour <= latest:
        return _held(_CONTRADICTS, whole)
    return (hour + shift) * 60 + minute


def _from_number(value: float, text: str) -> int | Held:
    """Below 1 a fraction of the day; from 1 on hours, with the minutes behind the point (8.3 = 08.30)."""
    if value < 0 or value > 24:
        return _held(_NO_SUCH_HOUR if value >= 0 else _NO_HOUR, text)
    if value < 1:
        minutes = value * DAY
        nearest = round(minutes)
        exact = abs(minutes - nearest) < 1 / 60 + 1e-6
        # A short fraction off the five minutes (0.3) is more likely 00.30 gone wrong than 07.12.
        short = len(text.rstrip("0")) <= 4 and nearest % 5
        return nearest if value > 0 and exact and not short else _held(_TWO_WAYS, text)
    hundredths = round(value * 100)
    if abs(value * 100 - hundredths) > 1e-6:
        return _held(_TWO_WAYS, text)
    hour, minute = divmod(hundredths, 100)
    if minute > 59 or (hour == 24 and minute):
        return _held(_NO_SUCH_HOUR, text)
    return hour * 60 + minute


def _rounded(value: time) -> int:
    return round(value.hour * 60 + value.minute + (value.second + value.microsecond / 1e6) / 60)


def _single(value: int | Held) -> Hours | Held:
    return value if isinstance(value, Held) else Hours(value)


def _held(text: str, cell: str) -> Held:
    return Held(Message(text, {"found": cell}), Message(_HINT))
