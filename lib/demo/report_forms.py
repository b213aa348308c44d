"""The engine of the report layouts: a form is filled with incidents and quiet days and says what a reader must find."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lib.demo.grids import Sheet, Value
from lib.demo.incidents import Incident
from lib.demo.scenarios import Ward
from lib.demo.truths import FileTruth
from lib.demo.wording import as_day, span

LISTED = ("place", "category", "athg", "field", "severity", "source_grade", "parties")


@dataclass(frozen=True)
class Column:
    """A column of a report form; `role` names the canonical field a reader takes from it."""

    head: str
    write: Callable[[Incident], Value] | None  # None: the running number
    role: str = ""
    group: str = ""
    width: int = 16


@dataclass(frozen=True)
class Quiet:
    """Consecutive days on which a ward reports that nothing happened."""

    first: date
    last: date


@dataclass(frozen=True)
class ReportForm:
    """How one office writes its reports; `quiet` writes a NIHIL line's date, None where the form has no such lines."""

    columns: tuple[Column, ...]
    lines: tuple[str, ...]
    gap: int = 0
    signature: tuple[str, ...] = ()
    quiet: Callable[[Quiet], Value] | None = None
    by_ward: bool = False


def quiet_span(quiet: Quiet) -> str:
    """14 s/d 20 Desember 2023."""
    return span(as_day(quiet.first), as_day(quiet.last))


def write_sheet(
    form: ReportForm, sheet: Sheet, incidents: list[Incident], quiets: list[Quiet], ward: Ward | None, truth: FileTruth
) -> None:
    """Fill a sheet whose lines above the table are written already; `quiets` belong to `ward`."""
    shown = "" if truth.file.endswith(".csv") else sheet.name
    sheet.widths = {index: column.width for index, column in enumerate(form.columns)}
    _write_header(form, sheet)
    entries: list[tuple[date, Incident | Quiet]] = [(some.when, some) for some in incidents]
    entries += [(some.first, some) for some in quiets]
    entries.sort(key=lambda entry: entry[0])
    for number, (_, entry) in enumerate(entries, start=1):
        if isinstance(entry, Quiet):
            sheet.add(_quiet_row(form, number, entry))
            days = range((entry.last - entry.first).days + 1)
            truth.nihil |= {(ward.code, date.fromordinal(entry.first.toordinal() + offset)) for offset in days}
        else:
            row = sheet.add([number if column.write is None else column.write(entry) for column in form.columns])
            _expect(form, truth, entry, shown, row)


def _write_header(form: ReportForm, sheet: Sheet) -> None:
    if not any(column.group for column in form.columns):
        sheet.add([column.head for column in form.columns], "header")
        return
    row = len(sheet.rows) + 1
    upper: list[Value] = []
    for index, column in enumerate(form.columns):
        first = index == 0 or column.group != form.columns[index - 1].group
        upper.append((column.group or column.head) if first or not column.group else None)
        if not column.group:
            sheet.merge(row, index, row + 1, index)
        elif first:
            width = sum(other.group == column.group for other in form.columns)
            sheet.merge(row, index, row, index + width - 1)
    sheet.add(upper, "header")
    sheet.add([column.head if column.group else None for column in form.columns], "header")


def _quiet_row(form: ReportForm, number: int, quiet: Quiet) -> list[Value]:
    words = {"day": form.quiet(quiet), "text": "NIHIL", "place": "-", "number": number}
    return [words.get("number" if column.write is None else column.role) for column in form.columns]


def _expect(form: ReportForm, truth: FileTruth, one: Incident, sheet: str, row: int) -> None:
    if one.verdict == "refuse":
        truth.problems.append({"sheet": sheet, "row": row, "field": one.slip_field})
        return
    if one.verdict == "warn":
        truth.warnings.append({"sheet": sheet, "row": row, "field": one.slip_field})
    roles = {column.role for column in form.columns}
    told = {
        "place": one.place,
        "category": one.category,
        "athg": one.athg,
        "field": one.aspect,
        "severity": one.severity,
        "source_grade": one.grade,
        "parties": list(one.parties),
    }
    hour = f"T{one.hour:%H:%M}" if one.hour and "hour" in roles else ""
    record = {
        "sheet": sheet,
        "row": row,
        "occurred": f"{one.when.isoformat()}{hour}",
        "area_code": one.ward.code,
        "description": one.text,
        "reporter": one.reporter,
    }
    for name in LISTED:
        missing = [] if name == "parties" else ""
        slipped = one.verdict == "warn" and one.slip_field == name
        record[name] = told[name] if name in roles and not slipped else missing
    truth.rows.append(record)
