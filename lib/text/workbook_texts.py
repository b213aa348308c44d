"""Text that a workbook takes: names of sheets, and texts cut to what a cell holds.

Excel counts in UTF-16 units: 31 for the name of a sheet, 32,767 for a cell (Excel specifications and limits).
"""

from collections.abc import Iterable

from lib.text.catalogue import _

MAX_TEXT = 32_767
MAX_SHEET_NAME = 31
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "       ")


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Sheet names Excel accepts, one for each title, told apart where titles are alike.

    Excel's limits: 1 to 31 characters, none of []:*?/\\, no apostrophe at either end, not "History", no two alike
    whatever their case.
    """
    taken = {"history", ""}
    names = []
    for title in titles:
        base = " ".join("".join(sign for sign in title.translate(_FORBIDDEN_IN_NAMES) if sign.isprintable()).split())
        name = _cut(base, MAX_SHEET_NAME) or _("Sheet")
        counter = 1
        while name.lower() in taken:
            counter += 1
            suffix = f" ({counter})"
            name = _cut(base, MAX_SHEET_NAME - len(suffix)) + suffix
        taken.add(name.lower())
        names.append(name)
    return names


def fitting(text: str, limit: int = MAX_TEXT) -> str:
    """`text` cut to what a cell holds; the cut is said, never silent."""
    if len(text) <= limit // 2 or _first_units(text, limit) == text:
        return text
    mark = " … " + _("[cut: a cell holds no more]")
    return _first_units(text, limit - len(mark)) + mark


def _cut(name: str, length: int) -> str:
    """At most `length` units of `name`, without blanks and apostrophes at its ends."""
    return _first_units(name.strip("' "), length).strip("' ")


def _first_units(text: str, length: int) -> str:
    """The first `length` UTF-16 units of `text`; no character is cut in two."""
    return text.encode("utf-16-le", errors="replace")[: 2 * length].decode("utf-16-le", errors="ignore")
