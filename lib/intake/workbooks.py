"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS) as grids, through python-calamine in a process of its own."""

import datetime
import io
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from lib.errors import Refusal
from lib.intake.cells import Cell, CellError, clean
from lib.intake.grids import Grid, Merge, from_rows
from lib.text import N_, Message

WORKER = Path(__file__).with_name("workbook_worker.py")
WORKER_SECONDS = 180

_AT_ONCE = threading.BoundedSemaphore(2)
"""Each worker may take memory up to its limit; more senders wait their turn."""

REFUSALS = {
    "password": N_("The file is locked with a password. Open it, remove the password, save it and send it again."),
    "damaged": N_(
        "The file is damaged and cannot be read. Open it in the spreadsheet program, save it again and "
        "send it once more."
    ),
    "too many cells": N_(
        "A sheet of the file spans far too many empty cells. Delete the empty rows and columns around "
        "the table and send the file again."
    ),
}


def read_workbook(
    data: bytes,
    *,
    container: Literal["xlsx", "ods"] | None = None,
    errors: Mapping[str, Mapping[tuple[int, int], str]] | None = None,
    errors_known: bool = True,
) -> list[Grid]:
    """The visible sheets of a workbook; hidden sheets are not read.

    python-calamine gives error cells as blanks, so they are taken from the file itself: from the archive where
    `container` says which, `errors` are those of an .xls; `errors_known=False` says that nobody can tell.
    Raises Refusal when the workbook is damaged or locked.
    """
    answer = _read_apart(data, container)
    grids = []
    for name, rows, merged in answer["sheets"]:
        known, blocks = answer["facts"].get(name) or ((errors or {}).get(name, {}), [])
        blocks = blocks or [(top + 1, bottom + 1, left, right) for top, left, bottom, right in merged]
        grids.append(
            from_rows(
                name,
                _with_errors(rows, known),
                merges=[Merge(*block) for block in blocks],
                errors_known=errors_known,
                starts_1904=answer["starts_1904"],
            )
        )
    return grids


def _read_apart(data: bytes, container: str | None) -> dict[str, Any]:
    """What the worker answers (``workbook_worker.main``)."""
    command = [sys.executable, "-I", str(WORKER), container or ""]
    try:
        with _AT_ONCE:
            done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=WORKER_SECONDS)
        answer = _PlainValues(io.BytesIO(done.stdout)).load()
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired, pickle.UnpicklingError, EOFError) as error:
        raise Refusal(Message(REFUSALS["damaged"])) from error
    if "refused" in answer:
        raise Refusal(Message(REFUSALS[answer["refused"]]))
    return answer


class _PlainValues(pickle.Unpickler):
    """Takes dates and times beside the built-in types, nothing else: what comes out of a bad file is not trusted."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in ("date", "datetime", "time", "timedelta"):
            return getattr(datetime, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _with_errors(
    rows: list[tuple[int, list]], errors: Mapping[tuple[int, int], str]
) -> Iterator[tuple[int, list[Cell]]]:
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, []).append((column, text))
    for number, raw in rows:
        cells = [clean(value) for value in raw]
        for column, text in by_row.get(number, ()):
            if column < len(cells) and (cells[column] is None or text):
                cells[column] = CellError(text)
        yield number, cells
