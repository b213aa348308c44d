"""Counts of motor vehicles: "5 bus", "R2: 50; R4: 10", "tidak ada"; of several kinds their sum."""

import re

from lib.intake.cells import Cell, CellError, fold, is_nothing, show
from lib.intake.readings import Held
from lib.intake.values.delays import is_put_off
from lib.intake.values.numbers import read_count
from lib.text import N_, Message

_NO_COUNT = N_('"{found}" is no number of motor vehicles; the number stays empty.')
_TWO_SUMS = N_('"{found}": the kinds of vehicles add up to {n}; the number stays empty.')

_NONE = re.compile(
    r"(?:tidak ada|tdk ada|nihil|tanpa|tidak (?:menggunakan|memakai|pakai|membawa))(?: kendaraan(?: bermotor)?)?|"
    r"(?:ber)?jalan kaki|none|no vehicles"
)
_KIND = (
    r"(?:kendaraan|kend\b|sepeda motor|spd motor|motor|mobil|bus|bis|minibus|mikrobus|micro bus|elf|hiace|truk|truck|"
    r"pick ?-?up|pikap|angkot|mikrolet|ambulans?e?|ambulance|roda ?(?:dua|empat|enam|2|4|6)|r ?[246]|vehicles?|cars?|"
    r"motorcycles?|motorbikes?|buses|trucks?)"
)
_SORT = r"(?:pribadi|penumpang|besar|kecil|roda ?[246]|bermotor|hias|bak)"
_KINDS = rf"(?:(?:unit|buah|bh)\b\s*)?(?:{_KIND}(?:\s+{_SORT})*)"
_BEFORE = re.compile(rf"{_KINDS}\s*[:=]?\s*(?=[±~\d]|sekitar|kurang|maks)")
_BEHIND = re.compile(rf"\s*(?:{_KINDS}(?:\s*\((?:r|roda) ?[246]\))?|unit|buah|bh)\s*(?:\b(?:unit|buah|bh))?\.?")
_WHOLE = re.compile(r"([^()]+)\(([^()]+)\)")
# "1,500" is one number.
_BETWEEN = re.compile(r"\s*(?:,(?!\d{3}\b)|[;+&\n]|\bdan\b|\band\b)\s*")

LONGEST = 150  # prose is not searched


def read_vehicles(cell: Cell) -> int | Held | None:
    """A whole number of motor vehicles; of a span the upper bound. Bicycles and seats are none."""
    text = show(cell)
    if isinstance(cell, str) and _NONE.fullmatch(fold(cell).strip(" .")):
        return 0
    if is_nothing(cell) or isinstance(cell, CellError):
        return None
    if not isinstance(cell, str):
        count = read_count(cell)
        return Held(Message(_NO_COUNT, {"found": text}), count.hint) if isinstance(count, Held) else count
    told = re.sub(r"[ \t]+", " ", cell.casefold()).strip(" .\n")
    if len(told) > LONGEST or is_put_off(told):
        return Held(Message(_NO_COUNT, {"found": text}))
    if (match := _WHOLE.fullmatch(told)) and re.search(r"\d\s", match[2] + " ") and not _kind_only(match[2]):
        whole, parts = _sum(match[1]), _sum(match[2])
        if whole is not None and parts is not None and whole != parts:
            return Held(Message(_TWO_SUMS, {"found": text, "n": parts}))
        count = whole if parts is not None else None
    else:
        count = _sum(told)
    return Held(Message(_NO_COUNT, {"found": text})) if count is None else count


def _kind_only(text: str) -> bool:
    return re.fullmatch(r"\s*(?:r|roda) ?[246]\s*", text) is not None


def _sum(text: str) -> int | None:
    """The sum of the counts in a text; None when one of its parts is none."""
    whole = _count(text)
    if whole is not None:
        return whole
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    # "10,5" is no ten and five.
    counts = [_count(part) if re.search(r"[a-z]", part) else None for part in parts]
    return None if len(counts) < 2 or None in counts else sum(counts)  # type: ignore[arg-type]


def _count(text: str) -> int | None:
    """The count of one kind: a number with the kind before or behind it, or alone."""
    text = text.strip(" .")
    bare = _BEFORE.sub("", text, count=1) if _BEFORE.match(text) else text
    match = re.search(r"\d[\d., \-–]*(?:\s*s\s*[./]?\s*d\.?\s*\d+)?(?:\s*(?:ribu|rb))?", bare)
    if match is None:
        return None
    number, rest = bare[: match.end()].strip(" .,"), bare[match.end() :]
    if rest.strip(" .") and not _BEHIND.fullmatch(" " + rest.strip(" .")):
        return None
    count = read_count(number)
    return count if isinstance(count, int) else None
