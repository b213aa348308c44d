"""One cell: what it can hold, how its text is cleaned, how it is shown back to the reader."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite
from typing import Any

from lib.text.formulas import restore

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"), " "
)
ERROR_TEXT = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}", re.I)
# What people type to say "nothing here".
NOTHING = re.compile(r"[-–—_.…/\\ ]*|(?:n/?a|none|null|nan|kosong|tidak ada|belum ada)\.?", re.I)
_CLEAN = re.compile(r"(?!err:)[a-z0-9](?:[ -~]*[!-~])?", re.I | re.A)
"""Most texts: printable ASCII that begins with a letter or digit and does not end with a space."""


# One raised figure is the mark of a footnote; two are the minutes of an hour, "09⁰⁰".
_FOOTNOTE = re.compile("(?<=[0-9])([⁰¹²³⁴-⁹])(?![⁰¹²³⁴-⁹0-9])")


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell the spreadsheet program could not compute; `text` is what it shows ("#REF!").

    A formula that was never computed or gave nothing shows no text.
    """

    text: str


Cell = str | int | float | bool | date | datetime | time | timedelta | CellError | None


def clean(value: object) -> Cell:
    """A raw cell as the readers want it: blank as None, text without invisible characters, errors told apart."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float) and not isfinite(value):
        return CellError("#NUM!")  # no spreadsheet program can show such a number either
    return value  # type: ignore[return-value]


@lru_cache(maxsize=65536)
def clean_text(text: str) -> str | CellError | None:
    """Text without invisible characters, a leading apostrophe and space around it; None when nothing is left."""
    if _CLEAN.fullmatch(text):
        return text
    told = restore(text)  # what our own downloads guard against spreadsheets comes back as it was
    guarded = told != text
    text = told.translate(INVISIBLE).translate(SPACES).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not guarded and len(text) > 1 and text[0] == "'" and (text[1].isalnum() or text[1] in "=+-@"):
        text = text[1:]
    if not text:
        return None
    return CellError(text) if ERROR_TEXT.fullmatch(text) else text


def is_nothing(cell: Cell) -> bool:
    """Whether a cell says that there is nothing: blank, a dash, "tidak ada"."""
    return cell is None or (isinstance(cell, str) and NOTHING.fullmatch(cell) is not None)


def says_yes(cell: Cell) -> bool:
    """Whether a cell of a column of yes and no says yes."""
    return fold(show(cell)) in ("true", "yes", "ya", "1")


def one_line(cell: Cell) -> str:
    """The text of a cell with line breaks as spaces, trimmed."""
    return " ".join(show(cell).split())


def show(cell: Cell) -> str:
    """A cell as a person would read it; whole numbers without ".0", dates in ISO form."""
    return _SHOWN.get(type(cell), str)(cell)


@lru_cache(maxsize=4096)
def _show_moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _show_number(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(round(number, 10))


_SHOWN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _none: "",
    str: lambda text: text,
    CellError: lambda error: error.text,
    bool: lambda truth: str(truth).upper(),
    float: _show_number,
    datetime: _show_moment,
    time: lambda hour: hour.strftime("%H:%M"),
}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text for comparing: compatibility forms, no capitals, single spaces; 40² is not 402."""
    if not text.isascii():
        text = _FOOTNOTE.sub(r"^\1", text)
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=65536)
def compact(text: str) -> str:
    """Letters and digits only, for comparing whatever the spacing and the dots."""
    return "".join(filter(str.isalnum, fold(text)))


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The runs of letters and digits of a text, without capitals."""
    return tuple(re.findall(r"[^\W_]+", fold(text)))
