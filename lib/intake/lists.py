"""Several events in one row: lists inside cells, and one cell that tells hour, form, place and number at once."""

import re
from collections.abc import Callable, Mapping

from lib.intake.cells import Cell, is_nothing
from lib.intake.columns import EXTRAS
from lib.intake.readings import Held
from lib.intake.values.hours import Hours, read_hours, read_hours_text
from lib.intake.values.numbers import read_count
from lib.text import N_, Message

SPLIT_FIELDS = (
    "date",
    "hours",
    "start_hour",
    "end_hour",
    "activity",
    "title",
    "venue",
    "ward",
    "attendance",
    "contact",
    "address",
    "permit_no",
)
_UNEVEN = N_("The cells of this row hold lists of different length; write one row for each event.")
_SHARED_CELL = N_("One cell stands for several events of the row; the field stays empty.")
_SHARED_COUNT = N_("One number of people stands for several events; the number stays empty.")
SHARED = "#shared"
"""What a row of several events tells of their fields that stand once for all of them and are no one's."""
MOST_EVENTS = 100
"""No row of an office file lists more; to read each of thousands anew would take hours."""

_MARK = re.compile(r"(?:^|(?<=\s))(?:(\d{1,2})[.)]|([a-z])[.)]|\((\d{1,2}|[a-z])\))\s+(?=\S)", re.I)
_BULLET = re.compile(r"^\s*[-•*·]\s+", re.M)
_LEADING_HOURS = re.compile(
    r"^\W*(?:(?:pukul|pkl|jam)\b\.?\s*)?\d{1,2}[.:]\d{2}(?:\s*wib)?(?:\s*(?:-|–|—|s\s*[./]?\s*d\.?|sampai)\s*(?:\d{1,2}[.:]\d{2}|selesai))?(?:\s*wib)?[\s,:;]*",
    re.I,
)
_PEOPLE = re.compile(r"\d[\d.,\s\-–]*\s*(?:orang|org|jiwa|peserta|massa|undangan|pax)\b", re.I)

LONGEST_PIECE = 200  # prose is no hour, form or number


def items_of(text: str) -> list[str]:
    """The items of an enumerated text ("1. ... 2. ...", "a) ... b) ...", dashes at line starts); [] when it is none."""
    if not _MARK.match(text.lstrip()) and not _BULLET.match(text):
        return []
    marks: list[re.Match[str]] = []
    for match in _MARK.finditer(text):
        mark = next(group for group in match.groups() if group)
        order = int(mark) if mark.isdigit() else ord(mark.lower()) - 96
        if order == len(marks) + 1:
            marks.append(match)
    if marks and not text[: marks[0].start()].strip():
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        return [text[mark.end() : end].strip(" \n;,") for mark, end in zip(marks, ends, strict=True)]
    if len(_BULLET.findall(text)) >= 2 and _BULLET.match(text):
        return [item.strip(" \n;,") for item in _BULLET.split(text) if item.strip()]
    return []


def split_events(cells: Mapping[str, Cell], is_activity: Callable[[str], bool]) -> list[dict[str, Cell]] | Held:
    """The events one row holds: itself, or one for each item of its lists.

    A text broken over lines is a list only when it is enumerated, or when the hours, the forms or two cells side by
    side have the same number of lines. What stands once is shared, but not a number of people.
    """
    texts = {name: cell for name, cell in cells.items() if name in SPLIT_FIELDS and isinstance(cell, str)}
    items = {name: found for name, cell in texts.items() if len(found := items_of(cell)) >= 2}
    lines = {
        name: found
        for name, cell in texts.items()
        if name not in items and len(found := [part.strip() for part in cell.split("\n") if part.strip()]) >= 2
    }
    count = _count(items, lines, is_activity)
    if isinstance(count, Held):
        return count
    if not 1 < count <= MOST_EVENTS:
        return [dict(cells)]
    split = {**items, **{name: found for name, found in lines.items() if len(found) == count}}
    events = []
    for index in range(count):
        event = {name: split[name][index] if name in split else cell for name, cell in cells.items()}
        event["#shared_count"] = "attendance" not in split and not is_nothing(cells.get("attendance"))
        events.append(event)
    return share_rest(events)


def _count(
    items: Mapping[str, list[str]], lines: Mapping[str, list[str]], is_activity: Callable[[str], bool]
) -> int | Held:
    enumerated = {len(found) for found in items.values()}
    if len(enumerated) > 1:
        return Held(Message(_UNEVEN))
    if enumerated:
        return enumerated.pop()
    telling = [
        len(found)
        for name, found in lines.items()
        if (name in ("hours", "start_hour") and all(isinstance(read_hours(part), Hours) for part in found))
        or (name == "activity" and all(map(is_activity, found)))
    ]
    if telling:
        return telling[0] if len(set(telling)) == 1 else Held(Message(_UNEVEN))
    sizes = [len(found) for name, found in lines.items() if name in ("venue", "title", "attendance", "ward")]
    return next((size for size in sizes if sizes.count(size) >= 2 and "attendance" in lines), 1)


def share_rest(events: list[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """Several events of one row with what the row tells beside: a list of as many items is theirs one by one.

    One name or place stands for all of them; one number of vehicles or a list of another length for none.
    """
    if len(events) < 2:
        return events
    for name in EXTRAS:
        cell = events[0].get(name)
        items = _items(cell) if isinstance(cell, str) else []
        if len(items) == len(events):
            for event, item in zip(events, items, strict=True):
                event[name] = item
        elif not is_nothing(cell) and (name == "vehicles" or len(items) > 1):
            for event in events:
                event[SHARED] = (*event.get(SHARED, ()), name)
    return events


def _items(text: str) -> list[str]:
    return items_of(text) or [part.strip() for part in text.split("\n") if part.strip()]


def unshared() -> Held:
    """The warning for a field that stands once for several events."""
    return Held(Message(_SHARED_CELL))


def shared_count() -> Held:
    """The warning for a number of people that stands once for several events."""
    return Held(Message(_SHARED_COUNT))


def cut_composite(text: str, activities_in: Callable[[str], list[str]]) -> dict[str, Cell]:
    """Hour, form, place and number of people of one text: "08.00-10.00 Tatap muka, Balai RW 05, 40 orang".

    Whatever is not told apart surely stays with the place.
    """
    found: dict[str, Cell] = {}
    if match := _LEADING_HOURS.match(text):
        found["hours"], text = match[0].strip(" ,:;"), text[match.end() :]
    rest = []
    for piece in (part.strip() for part in re.split(r"[,;\n](?!\d)", text)):
        if not piece:
            continue
        if len(piece) > LONGEST_PIECE:
            rest.append(piece)
            continue
        if "hours" not in found and isinstance(read_hours_text(piece), Hours) and re.search(r"\d[.:]\d\d", piece):
            found["hours"] = piece
        elif "attendance" not in found and _PEOPLE.search(piece) and isinstance(read_count(piece), int):
            found["attendance"] = piece
        elif "activity" not in found and len(activities_in(piece)) == 1:
            form, joined, place = _cut_at_place(piece)
            found["activity"] = form
            if joined:
                rest.append(place)
        else:
            rest.append(piece)
    if rest:
        found["venue"] = ", ".join(rest)
    return found


def _cut_at_place(piece: str) -> tuple[str, bool, str]:
    match = re.search(r"\s+(?:di|bertempat di|@)\s+", piece, re.I)
    return (piece[: match.start()], True, piece[match.end() :]) if match else (piece, False, "")
