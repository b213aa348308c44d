"""Grades of source and information (A..F, 1..6), as one cell or two."""

import re

from lib.intake.cells import Cell, CellError, fold, is_nothing, show
from lib.intake.readings import Held
from lib.text import N_, Message

_GRADE = re.compile(r"\(?([a-f])\s*[-–—/.\s]*\s*([1-6])\)?")
_NOT_A_GRADE = N_('"{found}" is no grade from A1 to F6; it stays empty.')


def read_grade(cell: Cell) -> str | Held | None:
    """ "B/3", "c 4", "A-1" as "B3", "C4", "A1"."""
    if is_nothing(cell) or isinstance(cell, CellError):
        return None
    match = _GRADE.fullmatch(fold(show(cell)))
    return f"{match[1].upper()}{match[2]}" if match else Held(Message(_NOT_A_GRADE, {"found": show(cell)}))


def read_split_grade(source: Cell, information: Cell) -> str | Held | None:
    """A grade from a letter column and a digit column; None when both are blank."""
    if is_nothing(source) and is_nothing(information):
        return None
    # Some fill both columns with the whole grade.
    whole = read_grade(source)
    if isinstance(whole, str) and (is_nothing(information) or read_grade(information) == whole):
        return whole
    return read_grade(f"{show(source)}{show(information)}".strip())
