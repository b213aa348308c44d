"""The strength of each district and day, as the office enters it or a file lists it."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from lib.errors import CannotRun, Refusal
from lib.store import Reader, Store, Viewer
from lib.text import N_, Message

COLUMNS = ["district_code", "day", "officers"]
STRENGTHS = "SELECT district_code, day, officers FROM strengths WHERE day BETWEEN $first AND $last ORDER BY ALL"
DISTRICT = "SELECT count(*) FROM districts WHERE district_code = $code"
MOST_DAYS = 400
_FIRST_ROW = 2  # as a spreadsheet numbers rows, below the header


def load_strengths(read: Reader, first: date, last: date) -> pd.DataFrame:
    """What was entered for the days `first` to `last`: district_code, day, officers; no row where nothing was."""
    return read.frame(STRENGTHS, first=first, last=last)


def set_strength(store: Store, viewer: Viewer, *, district_code: str, first: date, last: date,
                 officers: int | None) -> None:
    """Enter the officers of a district for each day `first` to `last`; None takes away what was entered.

    Raises Refusal for a district the city does not have, days that do not follow or are too many, fewer than none.
    """
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    if not 0 < len(days) <= MOST_DAYS:
        raise Refusal(Message(N_("The last day must be the first or a later one, at most {n} days."), {"n": MOST_DAYS}))
    if officers is not None and officers < 0:
        raise Refusal(Message(N_("There cannot be fewer than 0 officers.")))
    with store.writing(viewer, "set strength") as tx:
        if not tx.value(DISTRICT, code=district_code):
            raise Refusal(Message(N_("The city has no district {code}."), {"code": district_code}))
        tx.delete("strengths", district_code=district_code, day=days)
        if officers is not None:
            tx.insert("strengths", [{"district_code": district_code, "day": day, "officers": officers,
                                     "recorded_at": tx.at, "recorded_by": tx.by} for day in days])


def read_strengths(path: Path, districts: Mapping[str, str]) -> pd.DataFrame:
    """The rows of a CSV file with the columns district (code or name), day [, until], officers; as ``load_strengths``.

    districts: code -> name. `until` is the last day the row holds for; a row without officers enters nothing. Raises
    CannotRun for a file that cannot be read, a missing column, the first value that cannot be right, and a day that
    is told twice for a district.
    """
    known = {name.casefold(): code for code, name in districts.items()} | {code: code for code in districts}
    rows: dict[tuple[str, date], int] = {}
    for number, cells in enumerate(read_cells(path, ("district", "day", "officers")), start=_FIRST_ROW):
        code = _take(cells, "district", number, lambda text: known.get(text.casefold()))
        first = _take(cells, "day", number, _read_day)
        last = _take(cells, "until", number, _read_day) if cells.get("until") else first
        if not 0 < (last - first).days + 1 <= MOST_DAYS:
            raise _unreadable(number, "until", cells["until"])
        if not cells["officers"]:
            continue
        officers = _take(cells, "officers", number, _read_count)
        for step in range((last - first).days + 1):
            day = first + timedelta(days=step)
            if (code, day) in rows:
                raise CannotRun(Message(N_("Row {row}: the strength of {district} on {day} is told twice."), {
                    "row": number, "district": districts[code], "day": day.isoformat()}))
            rows[code, day] = officers
    return pd.DataFrame([(*key, officers) for key, officers in rows.items()], columns=COLUMNS)


def read_cells(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file, every cell as text; raises CannotRun where it cannot be read or lacks a column."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise CannotRun(Message(N_("There is no file {path}."), {"path": path})) from None
    except (OSError, UnicodeError):
        unreadable = N_("{path} cannot be read: it must be a CSV file in UTF-8.")
        raise CannotRun(Message(unreadable, {"path": path})) from None
    separator = max(",;\t", key=lines[0].count) if lines else ","
    read = csv.DictReader(lines, delimiter=separator)
    if missing := [name for name in columns if name not in (read.fieldnames or [])]:
        raise CannotRun(Message(N_("{path} lacks the columns: {names}."), {"path": path, "names": ", ".join(missing)}))
    return [{name: (value or "").strip() for name, value in row.items() if name} for row in read]


def _take(cells: Mapping[str, str], column: str, row: int, read: Any) -> Any:
    value = read(cells[column])
    if value is None:
        raise _unreadable(row, column, cells[column])
    return value


def _unreadable(row: int, column: str, text: str) -> CannotRun:
    return CannotRun(Message(N_("Row {row}, column {column}: {value} cannot be read here."), {
        "row": row, "column": column, "value": f"'{text}'"}))


def _read_count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
