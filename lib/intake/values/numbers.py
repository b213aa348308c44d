"""Counts of people: "± 225 org", "2.750", "300-350", "2 ribu"; never a word, a fraction or a negative number."""

import re

from lib.intake.cells import Cell, CellError, fold, is_nothing, show
from lib.intake.readings import Held
from lib.text import N_, Message

_ABOUT = (
    r"(?:(?:±|\+/-|\+-|~|sekitar|sktr|kira-kira|kira kira|kira2|kurang lebih|lebih kurang|krg lbh|k\.l\.|kl|estimasi|"
    r"perkiraan|target|maks|maksimal|max|approx|about|approximately)\.?\s*)*"
)
_UNIT = (
    r"(?:\s*(?:orang|org|jiwa|peserta|massa|masa|undangan|pax|hadirin|kader|warga|pemuda|anggota|tamu|audiens|"
    r"simpatisan|pendukung|relawan|people|persons?|participants|attendees|guests)\.?)*"
)
_COUNT = r"(\d[\d., ]*?)(?:\s*(ribu|rb|k|juta|jt)\b\.?)?"
_SINGLE = re.compile(rf"{_ABOUT}{_COUNT}{_UNIT}", re.I)
_SPAN = re.compile(
    rf"{_ABOUT}{_COUNT}{_UNIT}\s*(?:-|–|—|s\s*[./]?\s*d\s*\.?|sampai(?: dengan)?|hingga|to)\s*{_ABOUT}{_COUNT}{_UNIT}",
    re.I,
)
_GROUPED = re.compile(r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*(?:([.,])0+)?")
_PLAIN = re.compile(r"(\d+)(?:[.,](0{1,2}))?")
_FRACTION = re.compile(r"\d+[.,]\d{1,2}")
_TIMES = {"ribu": 1000, "rb": 1000, "k": 1000, "juta": 1_000_000, "jt": 1_000_000}
MOST = 10_000_000
LONGEST = 150  # prose in a number column is not searched

_NOT_A_NUMBER = N_('"{found}" is not a number of people; the number stays empty.')
_NEGATIVE = N_('"{found}" is negative; the number stays empty.')
_PART = N_('"{found}" is not a whole number; the number stays empty.')
_PART_HINT = N_("If {n} was meant, write {n} without a separator.")
_REVERSED = N_('"{found}" runs from more to less; the number stays empty.')


def read_count(cell: Cell) -> int | Held | None:
    """A whole number of people; of a span the upper bound."""
    if is_nothing(cell):
        return None
    text = show(cell)
    if isinstance(cell, CellError):
        return None
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_number(cell, text)
    if not isinstance(cell, str):
        return Held(Message(_NOT_A_NUMBER, {"found": text}))
    return _from_text(fold(cell), text)


def _from_number(value: float, text: str) -> int | Held:
    if value < 0:
        return Held(Message(_NEGATIVE, {"found": text}))
    if value != int(value):
        thousands = round(value * 1000)
        hint = Message(_PART_HINT, {"n": thousands}) if abs(value * 1000 - thousands) < 1e-6 and value < 1000 else None
        return Held(Message(_PART, {"found": text}), hint)
    return int(value) if value <= MOST else Held(Message(_NOT_A_NUMBER, {"found": text}))


def _from_text(folded: str, text: str) -> int | Held:
    if len(folded) > LONGEST:
        return Held(Message(_NOT_A_NUMBER, {"found": text}))
    if re.match(r"-\s*\d", folded):
        return Held(Message(_NEGATIVE, {"found": text}))
    if match := _SINGLE.fullmatch(folded):
        return _counted(match[1], match[2], text)
    if match := _SPAN.fullmatch(folded):
        low, high = _counted(match[1], match[2] or match[4], text), _counted(match[3], match[4], text)
        if isinstance(low, Held) or isinstance(high, Held):
            return Held(Message(_NOT_A_NUMBER, {"found": text}))
        return high if high >= low else Held(Message(_REVERSED, {"found": text}))
    return Held(Message(_NOT_A_NUMBER, {"found": text}))


def _counted(digits: str, unit: str | None, text: str) -> int | Held:
    digits = digits.strip(" ")
    if unit:
        plain = digits.replace(",", ".")
        if not re.fullmatch(r"\d+(?:\.\d{1,3})?", plain):
            return Held(Message(_NOT_A_NUMBER, {"found": text}))
        value = round(float(plain) * _TIMES[unit.lower()], 6)
        return int(value) if value.is_integer() and value <= MOST else Held(Message(_NOT_A_NUMBER, {"found": text}))
    if match := _PLAIN.fullmatch(digits):
        value = int(match[1])
    elif (match := _GROUPED.fullmatch(digits)) and (match[2] is None or match[2] != match[1]):
        whole = re.split(rf"[{match[2]}](?=0+$)", digits)[0] if match[2] else digits
        value = int(re.sub(r"[., ]", "", whole))
    else:
        return Held(Message(_PART if _FRACTION.fullmatch(digits) else _NOT_A_NUMBER, {"found": text}))
    return value if value <= MOST else Held(Message(_NOT_A_NUMBER, {"found": text}))
