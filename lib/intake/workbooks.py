"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS) as grids, through python-calamine in a process of its own."""

import datetime
import io
import pickle
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from lib.errors import Refusal
from lib.intake.cells import Cell, CellError, clean
from lib.intake.grids import Grid, Merge, from_rows
from lib.intake.zipped_sheets import SheetFacts, ods_facts, xlsx_facts, xlsx_starts_1904
from lib.text import N_, Message

WORKER = Path(__file__).with_name("workbook_worker.py")
WORKER_SECONDS = 180

# What Python's own readers raise on a damaged archive or on damaged XML inside it.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ParseError,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)

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
    xlsx: zipfile.ZipFile | None = None,
    ods: zipfile.ZipFile | None = None,
    errors: Mapping[str, Mapping[tuple[int, int], str]] | None = None,
    errors_known: bool = True,
) -> list[Grid]:
    """The visible sheets of a workbook; hidden sheets are not read.

    python-calamine gives error cells as blanks, so they are taken from the file itself: `xlsx` and `ods` are the
    opened archives, `errors` those of an .xls; `errors_known=False` says that nobody can tell.
    Raises Refusal when the workbook is damaged or locked.
    """
    try:
        facts = xlsx_facts(xlsx) if xlsx else ods_facts(ods) if ods else {}
        starts_1904 = xlsx_starts_1904(xlsx) if xlsx else False
    except DAMAGE as error:
        raise Refusal(Message(REFUSALS["damaged"])) from error
    grids = []
    for name, rows, merged in _read_apart(data):
        known = facts.get(name) or SheetFacts(dict((errors or {}).get(name, {})))
        merges = known.merges or [Merge(top + 1, bottom + 1, left, right) for top, left, bottom, right in merged]
        grids.append(
            from_rows(
                name,
                _with_errors(rows, known.errors),
                merges=merges,
                errors_known=errors_known,
                starts_1904=starts_1904,
            )
        )
    return grids


def _read_apart(data: bytes) -> list[tuple[str, list[tuple[int, list]], list[tuple[int, int, int, int]]]]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER)], input=data, capture_output=True, check=True, timeout=WORKER_SECONDS
        )
        answer = _PlainValues(io.BytesIO(done.stdout)).load()
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired, pickle.UnpicklingError, EOFError) as error:
        raise Refusal(Message(REFUSALS["damaged"])) from error
    if "refused" in answer:
        raise Refusal(Message(REFUSALS[answer["refused"]]))
    return answer["sheets"]


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
