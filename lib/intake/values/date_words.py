"""What stands around a date in a text: weekdays, pasaran days, a clock time behind it."""

import re

from lib.intake.cells import Cell, fold
from lib.intake.values.calendars import PASARAN, weekday_pattern, weekdays
from lib.intake.values.date_texts import names_a_date

_WEEKDAY_NAME = weekday_pattern()
_LEAD = re.compile(r"^(?:tanggal|tgl|hari|pada|mulai)\b[.:]?\s*")
_WEEKDAYS = re.compile(
    rf"^((?:(?:{_WEEKDAY_NAME})\b\.?(?:\s+(?:{'|'.join(PASARAN)})\b)?(?:\s*(?:[,/&\-–—+]|dan|s\s*[./]?\s*d\.?|sampai|hingga)\s*)?)+)[\s,./:;\-–—(]*"
)
_EACH_WEEKDAY = re.compile(rf"\b({_WEEKDAY_NAME})\b")
_WEEKDAYS_BEHIND = re.compile(rf"[\s,]*\(?\b({_WEEKDAY_NAME})\b\)?$")
_INNER_WEEKDAY = re.compile(rf"\(?\b(?:{_WEEKDAY_NAME})\b\)?\s*[,.]?")
_EACH_PASARAN = re.compile(rf"\(?\b(?:{'|'.join(PASARAN)})\b\)?")
_CLOCK_BEHIND = re.compile(r"(?<=\d)(?:t|[\s,;]+(?:(?:pukul|pkl|pk|jam|at)\b\.?:?\s*)?)(?=\d{1,2}[.:]\d{2})")
_WORDY_CLOCK = re.compile(r"[\s,;(]+(?:pukul|pkl|jam)\b\.?:?\s*")
_PART_BEHIND = re.compile(r"(?<=\d)[\s,;(]+(?=(?:dini hari|subuh|pagi|siang|sore|petang|malam)\b)")
OFFSET = re.compile(r"(?<=\d)\s*(?:z|utc|gmt|\+\d{2}:?\d{2})$")


def read_weekday(cell: Cell) -> int | None:
    """0 (Monday) .. 6 of a cell that holds one weekday name and nothing else but a pasaran day; None otherwise."""
    if not isinstance(cell, str):
        return None
    rest, names = cut_weekdays(fold(cell))
    return names[0] if len(names) == 1 and not rest else None


def cut_clock(text: str) -> tuple[str, str | None]:
    """A text without the clock time behind its date, and that clock time."""
    text = text.strip(" .,;")
    for pattern in (_WORDY_CLOCK, _CLOCK_BEHIND, _PART_BEHIND):
        if match := pattern.search(text):
            head, tail = text[: match.start()], text[match.end() :]
            if head and tail and names_a_date(cut_weekdays(head)[0]):
                return head.strip(" ,;("), tail.strip(" ,;)")
    return text, None


def cut_weekdays(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without the weekdays at its start or end, and those weekdays."""
    text = _LEAD.sub("", text)
    names = weekdays()
    if match := _WEEKDAYS.match(text):
        return text[match.end() :].strip(" )"), tuple(names[name] for name in _EACH_WEEKDAY.findall(match[1]))
    if match := _WEEKDAYS_BEHIND.search(text):
        head = text[: match.start()].strip(" ,(")
        if head[-1:].isdigit():
            return head, (names[match[1]],)
    return text, ()


def cut_inner_weekdays(text: str) -> tuple[str, tuple[int, ...]]:
    """Weekdays that stand before each day of a span or a list, and pasaran days in brackets."""
    names = weekdays()
    found = tuple(names[name] for name in _EACH_WEEKDAY.findall(text))
    text = _EACH_PASARAN.sub(" ", _INNER_WEEKDAY.sub(" ", text) if found else text)
    return " ".join(text.split()).strip(" .,;"), found
