"""What python-calamine does not tell about .xls: error cells, empty formulas, comments, and what is hidden or struck.

The records are those of [MS-XLS], a public specification of Microsoft.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from lib.intake.comments import LONGEST
from lib.intake.compound_files import BEGIN, END, records
from lib.intake.sheet_facts import SheetFacts
from lib.intake.struck_texts import Rest, rest_of

_BOUNDSHEET, _FONT, _XF, _SST, _CONTINUE = 0x85, 0x31, 0xE0, 0xFC, 0x3C
_ROW, _COLINFO, _FORMULA, _BOOLERR, _LABELSST, _MULRK = 0x208, 0x7D, 0x06, 0x205, 0xFD, 0xBD
_NOTE, _OBJECT, _TEXT_OBJECT = 0x1C, 0x5D, 0x1B6
_FILLED = frozenset((_FORMULA, _BOOLERR, _LABELSST, 0x27E, 0x203, 0x204, 0xD6))
_STRIKE, _IS_HIDDEN, _ROW_IS_HIDDEN = 0x08, 0x01, 0x20
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
ERROR_NAMES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(slots=True)
class _Globals:
    """Where the sheets begin, and which formats and shared strings are struck through."""

    sheets: dict[str, int] = field(default_factory=dict)
    struck_formats: set[int] = field(default_factory=set)
    rests: dict[int, Rest] = field(default_factory=dict)


def xls_facts(stream: bytes) -> dict[str, SheetFacts]:
    """Facts by sheet name. Raises ValueError or struct.error for damaged records."""
    common = _read_globals(stream)
    facts, walked = {}, 0
    for name, position in common.sheets.items():
        facts[name], end = _sheet_from(stream, position, common)
        walked += end - position
        if walked > 2 * len(stream):
            raise ValueError("sheets that overlap")
    return facts


def _read_globals(stream: bytes) -> _Globals:
    common = _Globals()
    fonts: list[bool] = []
    formats: list[int] = []
    strings: list[bytes] = []
    before = 0
    for kind, body, _at in records(stream, 0):
        if kind == _BOUNDSHEET and len(body) > 8:
            (position,) = struct.unpack_from("<I", body)
            length, wide = body[6], body[7] & 1
            name = body[8 : 8 + length * 2].decode("utf-16-le") if wide else body[8 : 8 + length].decode("latin-1")
            common.sheets[name] = position
        elif kind == _FONT and len(body) > 3:
            fonts.append(bool(body[2] & _STRIKE))
            if len(fonts) == 4:
                fonts.append(False)  # there is no font of the number 4
        elif kind == _XF and len(body) > 1:
            formats.append(struct.unpack_from("<H", body)[0])
        elif any(fonts) and (kind == _SST or (kind == _CONTINUE and before == _SST)):
            strings.append(body)
        before = before if kind == _CONTINUE else kind
        if kind == END:
            break
    struck = {number for number, is_struck in enumerate(fonts) if is_struck}
    common.struck_formats = {number for number, font in enumerate(formats) if font in struck}
    if struck and strings:
        common.rests = dict(_rests(_Strings(strings), struck))
    return common


class _Strings:
    """The bytes of the shared strings over several records; a text that goes on says anew how wide its letters are."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts, self._part, self._at = parts, 0, 0

    def has_more(self) -> bool:
        return self._part < len(self._parts) - 1 or self._at < len(self._parts[self._part])

    def take(self, size: int) -> bytes:
        """So many bytes, over the borders of records."""
        found = bytearray()
        while len(found) < size:
            if self._at >= len(self._parts[self._part]):
                if self._part == len(self._parts) - 1:
                    raise ValueError("shared strings cut short")
                self._part, self._at = self._part + 1, 0
            piece = self._parts[self._part][self._at : self._at + size - len(found)]
            found += piece
            self._at += len(piece)
        return bytes(found)

    def text(self, letters: int, wide: int) -> str:
        """So many letters."""
        found = ""
        while len(found) < letters:
            if self._at >= len(self._parts[self._part]):
                wide = self.take(1)[0] & _WIDE
            size = 2 if wide else 1
            here = min(letters - len(found), max(1, (len(self._parts[self._part]) - self._at) // size))
            found += _as_letters(self.take(here * size), wide)
        return found


def _as_letters(data: bytes, wide: int) -> str:
    """One letter for each code unit, as the places of formats count them."""
    return "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data))) if wide else data.decode("latin-1")


def _rests(strings: _Strings, struck: set[int]) -> Iterator[tuple[int, Rest]]:
    """The shared strings of which a part is in one of the `struck` fonts, by their number."""
    strings.take(8)
    number = 0
    while strings.has_more():
        letters, flags = struct.unpack("<HB", strings.take(3))
        runs = struct.unpack("<H", strings.take(2))[0] if flags & _RICH else 0
        extended = struct.unpack("<I", strings.take(4))[0] if flags & _EXTENDED else 0
        text = strings.text(letters, flags & _WIDE)
        marks = struct.unpack(f"<{runs * 2}H", strings.take(runs * 4))
        strings.take(extended)
        if struck.intersection(marks[1::2]) and (rest := rest_of(_pieces(text, marks, struck))):
            yield number, rest
        number += 1


def _pieces(text: str, marks: tuple[int, ...], struck: set[int]) -> Iterator[tuple[str, bool]]:
    starts, fonts = [0, *marks[::2], len(text)], [-1, *marks[1::2]]
    for start, end, font in zip(starts[:-1], starts[1:], fonts, strict=True):
        piece = text[start:end].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        yield piece, font in struck


def _sheet_from(stream: bytes, position: int, common: _Globals) -> tuple[SheetFacts, int]:
    """The facts of the sheet that begins at `position`, and where it ends."""
    facts, depth, at = SheetFacts(), 0, position
    comments = _Comments()
    for kind, body, at in records(stream, position):  # noqa: B007 (the place of the last one)
        if kind == BEGIN:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                break
        elif kind == _ROW and len(body) >= 16:
            if body[12] & _ROW_IS_HIDDEN:
                facts.hidden.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLINFO and len(body) >= 10:
            if body[8] & _IS_HIDDEN:
                facts.hide_columns(*struct.unpack_from("<HH", body))
        elif kind == _BOOLERR and len(body) >= 8 and body[7]:
            facts.errors[_place(body)] = ERROR_NAMES.get(body[6], "#N/A")
        elif kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] in (2, 3):
            facts.errors[_place(body)] = ERROR_NAMES.get(body[8], "#N/A") if body[6] == 2 else ""
        elif kind in _OF_COMMENTS:
            comments.take(kind, body)
        if common.struck_formats:
            _take_struck(facts, kind, body, common.struck_formats)
        if kind == _LABELSST and common.rests and len(body) >= 10:
            (number,) = struct.unpack_from("<I", body, 6)
            if number in common.rests:
                facts.rests[_place(body)] = common.rests[number]
    facts.comments = comments.by_place()
    return facts, at


_OF_COMMENTS = frozenset((_NOTE, _OBJECT, _TEXT_OBJECT, _CONTINUE))


class _Comments:
    """The comments of a sheet: a place is told with the number of an object, its text behind that object."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._places: dict[tuple[int, int], int] = {}
        self._object: int | None = None
        self._letters = 0

    def take(self, kind: int, body: bytes) -> None:
        """One record of those that comments are made of, in their order."""
        if kind == _OBJECT and len(body) >= 8:
            self._object = struct.unpack_from("<H", body, 6)[0]
        elif kind == _TEXT_OBJECT and len(body) >= 12:
            self._letters = struct.unpack_from("<H", body, 10)[0]
        elif kind == _CONTINUE and self._letters and self._object is not None and body:
            end = 1 + self._letters * (2 if body[0] & _WIDE else 1)
            text = body[1:end].decode("utf-16-le" if body[0] & _WIDE else "latin-1", "replace")
            self._texts[self._object], self._letters = text, 0
        elif kind == _NOTE and len(body) >= 8:
            self._places[_place(body)] = struct.unpack_from("<H", body, 6)[0]

    def by_place(self) -> dict[tuple[int, int], str]:
        """(row from 1, column from 0) -> the text of its comment."""
        found = {place: self._texts.get(number, "")[:LONGEST].strip() for place, number in self._places.items()}
        return {place: text for place, text in found.items() if text}


def _take_struck(facts: SheetFacts, kind: int, body: bytes, struck: set[int]) -> None:
    if kind in _FILLED and len(body) >= 6:
        if struct.unpack_from("<H", body, 4)[0] in struck:
            facts.struck.add(_place(body))
    elif kind == _MULRK:
        for step in range((len(body) - 6) // 6):
            if struct.unpack_from("<H", body, 4 + 6 * step)[0] in struck:
                row, column = _place(body)
                facts.struck.add((row, column + step))


def _place(body: bytes) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", body)
    return row + 1, column
