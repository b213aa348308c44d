"""The engine of the schedule layouts: a form is filled with one organiser's events and says what a reader must find."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from lib.demo.events import Event
from lib.demo.grids import Book, Sheet, Value
from lib.demo.truths import FileTruth, expect_event
from lib.demo.wording import MONTHS

Writer = Callable[[Event], Value]
Pages = list[tuple[str, tuple[str, ...], list[Event]]]  # sheet name, lines above its table, events


@dataclass(frozen=True)
class Column:
    """A column of a form; `role` names the canonical text it tells a reader, `group` the header merged above it."""

    head: str
    write: Writer | None  # None: the running number
    role: str = ""
    group: str = ""
    run: bool = False
    width: int = 16


@dataclass(frozen=True)
class Form:
    """How one office writes its schedule: letterhead, columns, sheets and habits.

    `run` says how a value repeated downward is written in a column marked so: every time "", merged cells "merge",
    an empty cell "blank", a ditto word. Lines may hold {words} that `fill_form` is given.
    """

    organiser: str
    columns: tuple[Column, ...]
    lines: tuple[str, ...] = ()
    pages: Callable[[list[Event]], Pages] | None = None
    at: int = 0
    gap: int = 0
    run: str = ""
    numbered_header: str = ""
    repeat_every: int = 0
    total: str = ""
    legend: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    lists: bool = False
    recap: bool = False
    archive: bool = False
    delimiter: str = ";"
    encoding: str = "utf-8"
    epoch_1904: bool = False


def one_page(name: str) -> Callable[[list[Event]], Pages]:
    """All events on one sheet."""
    return lambda events: [(name, (), events)]


def by_month(name: str, line: str) -> Callable[[list[Event]], Pages]:
    """A sheet a month; `{month}`, `{short}` and `{year}` may stand in its name and its line."""

    def split(events: list[Event]) -> Pages:
        pages = []
        for (year, month), some in groupby(events, key=lambda event: (event.day.year, event.day.month)):
            words = {"month": MONTHS[month - 1], "short": MONTHS[month - 1][:3].upper(), "year": year}
            words["MONTH"] = words["month"].upper()
            pages.append((name.format(**words), (line.format(**words),) if line else (), list(some)))
        return pages

    return split


def by_district(name: str, names: dict[str, str], seats: dict[str, int]) -> Callable[[list[Event]], Pages]:
    """A sheet a district (dapil), in the order of the electoral districts."""

    def split(events: list[Event]) -> Pages:
        pages = []
        for code in sorted(seats, key=seats.__getitem__):
            some = [event for event in events if event.ward.district == code]
            if some:
                pages.append((name.format(number=seats[code], name=names[code]), (), some))
        return pages

    return split


def by_activity(labels: dict[str, str]) -> Callable[[list[Event]], Pages]:
    """A sheet a method, named only in the sheet's own title."""

    def split(events: list[Event]) -> Pages:
        pages = []
        for activity, label in labels.items():
            some = [event for event in events if event.activity == activity]
            if some:
                pages.append((label[:28], (f"Metode {label}",), some))
        return pages

    return split


def fill_form(form: Form, truth: FileTruth, events: list[Event], words: dict[str, str]) -> Book:
    """The book of one part of an organiser's schedule; `truth` is told what each row holds, `events` come in order."""
    file = truth.file
    text = file.endswith((".csv", ".tsv"))
    above = (words["label"], *(line.format(**words) for line in form.lines))
    below = tuple(line.format(**words) for line in form.signature)
    sheets = []
    for name, lines, some in (form.pages or one_page("Jadwal"))(events):
        sheet = Sheet(name)
        _write_page(form, sheet, (*above, *lines), some, truth, "" if text else name)
        _sign(form, sheet, below)
        sheets.append(sheet)
    if form.recap:
        sheets.append(_recap(events))
    if form.archive:
        sheets.append(_archive(form, events))
    return Book(file, sheets, form.delimiter, form.encoding, form.epoch_1904)


def _write_page(
    form: Form, sheet: Sheet, lines: tuple[str, ...], events: list[Event], truth: FileTruth, shown: str
) -> None:
    last = form.at + len(form.columns) - 1
    for line in lines:
        row = sheet.add([line], "title", form.at)
        if not truth.file.endswith((".csv", ".tsv")):
            sheet.merge(row, form.at, row, last)
    for _ in range(form.gap):
        sheet.add([], "blank")
    sheet.widths = {form.at + index: column.width for index, column in enumerate(form.columns)}
    _write_header(form, sheet)
    rows = [[event] for event in events]
    if form.lists:
        rows = [list(some) for _, some in groupby(events, key=lambda event: event.day)]
    before: dict[int, tuple[Value, int]] = {}
    people = 0
    for number, some in enumerate(rows, start=1):
        if form.repeat_every and number > 1 and (number - 1) % form.repeat_every == 0:
            sheet.add([], "blank")
            sheet.add([f"hal. {1 + (number - 1) // form.repeat_every}"], "blank", last)
            _write_header(form, sheet)
            before = {}
        values: list[Value] = []
        for index, column in enumerate(form.columns):
            value = number if column.write is None else _cell(form, column, some)
            values.append(_run_on(form, sheet, before, index, value) if column.run else value)
        row = sheet.add(values, "body", form.at)
        people += sum(event.attendance or 0 for event in some)
        for event in some:
            expect_event(truth, event, sheet=shown, row=row, told=_told(form, event))
    if form.total:
        place = next(index for index, column in enumerate(form.columns) if column.role == "attendance")
        row = [form.total, *[None] * (place - 1), people]
        sheet.add(row, "body", form.at)
    for line in form.legend:
        sheet.add([line], "note", form.at)


def _sign(form: Form, sheet: Sheet, lines: tuple[str, ...]) -> None:
    if lines:
        sheet.add([], "blank")
    for line in lines:
        sheet.add([line], "note", max(form.at, form.at + len(form.columns) - 2))


def _write_header(form: Form, sheet: Sheet) -> None:
    heads = [column.head for column in form.columns]
    if not any(column.group for column in form.columns):
        sheet.add(heads, "header", form.at)
    else:
        upper = [column.group or column.head for column in form.columns]
        start = 0
        row = len(sheet.rows) + 1
        for _, some in groupby(form.columns, key=lambda column: column.group or column.head):
            width = len(list(some))
            for index in range(start + 1, start + width):
                upper[index] = None
            if form.columns[start].group:
                sheet.merge(row, form.at + start, row, form.at + start + width - 1)
            else:
                sheet.merge(row, form.at + start, row + 1, form.at + start)
            start += width
        sheet.add(upper, "header", form.at)
        sheet.add([column.head if column.group else None for column in form.columns], "header", form.at)
    if form.numbered_header == "letters":
        sheet.add([chr(ord("a") + index) for index in range(len(heads))], "header", form.at)
    elif form.numbered_header:
        sheet.add([form.numbered_header.format(index) for index in range(1, len(heads) + 1)], "header", form.at)


def _cell(form: Form, column: Column, events: list[Event]) -> Value:
    if not form.lists or column.run or len(events) == 1:
        return column.write(events[0])
    return "\n".join(f"{place}. {column.write(event)}" for place, event in enumerate(events, start=1))


def _run_on(form: Form, sheet: Sheet, before: dict[int, tuple[Value, int]], index: int, value: Value) -> Value:
    """A value that repeats the one above is merged into it, left out or written as a ditto, as the office does."""
    row = len(sheet.rows) + 1
    above, first = before.get(index, (None, 0))
    if not form.run or value != above:
        before[index] = (value, row)
        return value
    if form.run == "merge":
        column = form.at + index
        sheet.merges = [some for some in sheet.merges if (some[0], some[1]) != (first - 1, column)]
        sheet.merge(first, column, row, column)
        return None
    return None if form.run == "blank" else form.run


def _told(form: Form, event: Event) -> dict[str, object]:
    kept = {"title", "venue", "contact", "permit_no"}
    roles = {column.role for column in form.columns}
    texts: dict[str, object] = {some.role: some.write(event) for some in form.columns if some.role in kept}
    texts["attendance"] = "attendance" in roles
    texts |= {name: name in roles for name in ("notified", "speakers", "vehicles")}
    texts["ward"] = "ward" in roles or not event.point
    texts["end"] = "end" in roles and "end" not in event.slips
    return texts


def _recap(events: list[Event]) -> Sheet:
    sheet = Sheet("Rekap")
    sheet.add(["Metode", "Banyaknya"], "header")
    for activity in sorted({event.activity for event in events}):
        count = sum(event.activity == activity for event in events)
        sheet.add([activity.replace("_", " ").capitalize(), count], "body")
    return sheet


def _archive(form: Form, events: list[Event]) -> Sheet:
    """A hidden sheet with a cancelled plan, which no reader may take for the plan."""
    sheet = Sheet("arsip lama", hidden=True)
    sheet.add([column.head for column in form.columns], "header")
    sheet.add([1 if column.write is None else column.write(events[0].on(1)) for column in form.columns], "body")
    return sheet
