"""Schedules as the command line takes them: CSV or Parquet with the interchange columns, every value checked."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from pyarrow import ArrowInvalid

from lib.errors import CannotRun
from lib.text import N_, Message

_NAMES = {"party": "organiser", "start": "starts", "end": "ends"}
_NECESSARY = ("party", "activity", "start")
_STATES = ("planned", "moved", "cancelled", "held")
_FIRST_ROW = 2  # as a spreadsheet numbers rows, below the header
_DAY_LETTERS = len("2024-01-27")
_MOMENT_LETTERS = len("2024-01-27T09:00")


def read_events(path: Path, *, activities: Collection[str]) -> pd.DataFrame:
    """The events of a file with canonical column names; columns this program does not know are kept as text.

    Necessary columns: party, activity, start. A file without event_id has its events numbered as a spreadsheet
    numbers their rows, the header being row 1. Raises CannotRun for a file that cannot be read, a missing column or
    the first value that cannot be right, with its row.
    """
    cells = _read_cells(path)
    missing = [name for name in _NECESSARY if name not in cells]
    if missing:
        raise CannotRun(Message(N_("{path} lacks the columns: {names}."), {"path": path, "names": ", ".join(missing)}))
    cells = cells.dropna(how="all")
    rows = pd.Series(cells.index + _FIRST_ROW, index=cells.index)
    events = cells.assign(**{name: _read_column(cells[name], rows, read)
                             for name, read in _readers(activities).items() if name in cells})
    events["event_id"] = _read_ids(events["event_id"], rows) if "event_id" in events else rows
    _refuse_reversed(events, rows)
    return events.rename(columns=_NAMES)


def _read_cells(path: Path) -> pd.DataFrame:
    """Every cell as text, None where it is empty."""
    try:
        if path.suffix.lower() == ".parquet":
            cells = _as_text(pd.read_parquet(path))
        else:
            with path.open(encoding="utf-8-sig", newline="") as file:
                header = file.readline()
            separator = max(",;\t", key=header.count)
            cells = pd.read_csv(path, sep=separator, dtype="str", keep_default_na=False, encoding="utf-8-sig",
                                skip_blank_lines=False)
    except FileNotFoundError:
        raise CannotRun(Message(N_("There is no file {path}."), {"path": path})) from None
    except (OSError, UnicodeError, ArrowInvalid, pd.errors.ParserError, pd.errors.EmptyDataError):
        unreadable = N_("{path} cannot be read: it must be a CSV file in UTF-8 or a Parquet file.")
        raise CannotRun(Message(unreadable, {"path": path})) from None
    cells = cells.apply(lambda column: column.str.strip())
    return cells.astype("object").where(cells.notna() & (cells != ""), None)


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Typed columns written as the CSV would have them."""
    moments = frame.select_dtypes("datetime").columns
    text = frame.assign(**{name: frame[name].dt.strftime("%Y-%m-%dT%H:%M:%S") for name in moments})
    return text.astype("object").map(lambda value: None if pd.isna(value) else str(value)).astype("str")


def _readers(activities: Collection[str]) -> dict[str, Callable[[str], Any]]:
    """How each column is read; None from a reader = the value cannot be right."""
    return {
        "party": str, "activity": lambda text: text if text in activities else None,
        "start": _read_moment, "end": _read_moment, "end_is_estimate": _read_flag, "attendance": _read_count,
        "vehicles": _read_count, "notified": _read_day, "permit_date": _read_day, "place_permission": _read_flag,
        "lat": lambda text: _read_degrees(text, 90), "lon": lambda text: _read_degrees(text, 180),
        "position_is_estimate": _read_flag, "state": lambda text: text if text in _STATES else None,
    }


def _read_column(cells: pd.Series, rows: pd.Series, read: Callable[[str], Any]) -> pd.Series:
    """The values of one column, each distinct text read once; an empty cell of a necessary column is refused too."""
    values = {text: read(text) for text in cells.dropna().unique()}
    wrong = cells.isna() if cells.name in _NECESSARY else pd.Series(False, index=cells.index)
    wrong |= cells.notna() & cells.map(lambda text: text is not None and values[text] is None)
    if wrong.any():
        raise CannotRun(Message(N_("Row {row}, column {column}: {value} cannot be read here."), {
            "row": int(rows[wrong].iloc[0]), "column": cells.name, "value": f"'{cells[wrong].iloc[0] or ''}'"}))
    return cells.map(lambda text: None if text is None else values[text])


def _read_ids(ids: pd.Series, rows: pd.Series) -> pd.Series:
    """Whole numbers where all are; refuses empty ones and one that stands twice."""
    wrong = ids.isna() | ids.duplicated()
    if wrong.any():
        raise CannotRun(Message(N_("Row {row}: event_id {value} is empty or stands twice."), {
            "row": int(rows[wrong].iloc[0]), "value": f"'{ids[wrong].iloc[0] or ''}'"}))
    return ids.astype("int64") if ids.str.fullmatch(r"[0-9]{1,15}").all() else ids.astype("str")


def _refuse_reversed(events: pd.DataFrame, rows: pd.Series) -> None:
    if "end" not in events:
        return
    starts, ends = pd.to_datetime(events["start"]), pd.to_datetime(events["end"])
    if (reversed_ := ends <= starts).any():
        raise CannotRun(Message(N_("Row {row}: the end is not after the start."), {
            "row": int(rows[reversed_].iloc[0])}))


def _read_moment(text: str) -> datetime | None:
    """A local day and hour, "2024-01-27T09:00"; not a day alone, not one with a time zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if len(text) >= _MOMENT_LETTERS and moment.tzinfo is None else None


def _read_day(text: str) -> date | None:
    """A day, "2024-01-15"."""
    try:
        return date.fromisoformat(text[:_DAY_LETTERS])
    except ValueError:
        return None


def _read_flag(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text.lower())


def _read_count(text: str) -> int | None:
    """A whole number of people; Parquet writes a column with gaps as 1200.0."""
    whole = text.removesuffix(".0")
    return int(whole) if whole.isascii() and whole.isdigit() else None


def _read_degrees(text: str, most: float) -> float | None:
    try:
        degrees = float(text)
    except ValueError:
        return None
    return degrees if abs(degrees) <= most else None
