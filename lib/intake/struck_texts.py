"""Texts of which a part is struck through: what is left of them, and whether that may be read.

Somebody who strikes "13.00" out of "13.00 14.00" means 14.00; out of "13.0014.00", or where only "- 14.00" is left,
nobody can tell.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import NamedTuple

Piece = tuple[str, bool]
"""A text and whether it is struck through."""

_CUT = re.compile(r"[^\W_]\0[^\W_]|\d\0[.:,/]\d|\d[.:,/]\0\d")
_INSTEAD = re.compile(r"[\s,;]*(?:(?:[-=]*>|[→➔➜»]|menjadi|diganti|ganti|jadi)(?!\w)[\s:]*)?", re.I)
_SIGN, _WORD = r"[-–—/&+=]", r"(?:s\s*[./]?\s*d|sampai|hingga|dan|atau)"
_DANGLING = re.compile(rf"(?:{_SIGN}|{_WORD}\b).*|.*(?:{_SIGN}|\b{_WORD}\.?)", re.I | re.S)
_RAISED = re.compile(rb"""<(?:\w+:)?vertAlign\b[^<>]*\bval=["']superscript["']""")
_MARKS = (b"strike", b"superscript")
_SAYS_SOMETHING = re.compile(r"[^\W_]")

_STRING = re.compile(rb"<(?:\w+:)?si\b[^<>]*>")
_RUN = re.compile(rb"</(?:\w+:)?r>")
_RUN_TEXT = re.compile(rb"<(?:\w+:)?t\b[^<>]*>([^<]*)<")
_STRIKE = re.compile(rb"""<(?:\w+:)?strike\b(?![^<>]*\bval=["'](?:0|false)["'])""")


class Rest(NamedTuple):
    """What is left of a text, what was struck out of it, and whether the rest must not be read unasked.

    The mark of a footnote, one raised figure behind another, is set apart: "40^1" is not 401.
    """

    text: str
    struck: str
    is_doubtful: bool


def rest_of(pieces: Iterable[Piece]) -> Rest | None:
    """What is left where some of a text is struck through; None where nothing of it is.

    The rest is doubtful where the line ends inside a word or a number, where the rest begins or ends with a word that
    joins it to what is struck, and where nothing is left.
    """
    pieces = [piece for piece in pieces if piece[0]]
    struck = " ".join(text.strip() for text, is_struck in pieces if is_struck).strip()
    if not _SAYS_SOMETHING.search(struck):
        return None
    # A run that only marks a space is no border.
    marked = ""
    for (text, is_struck), (_before, was_struck) in zip(pieces, [pieces[0], *pieces], strict=False):
        marked += text if is_struck == was_struck else f"\0{text}"
    rest = re.sub(r"[^\S\n]{2,}", " ", "".join(text for text, is_struck in pieces if not is_struck)).strip(" \t\n,;")
    rest = rest[_INSTEAD.match(rest).end() :]  # type: ignore[union-attr]
    doubtful = not _SAYS_SOMETHING.search(rest) or _CUT.search(marked) or _DANGLING.fullmatch(rest)
    return Rest(rest, struck, bool(doubtful))


def rests_in_strings(parts: Iterable[bytes]) -> dict[int, Rest]:
    """Of the shared strings of an .xlsx, in pieces that end where a string ends: index -> what is left of it."""
    rests: dict[int, Rest] = {}
    index = 0
    for part in parts:
        starts = [match.start() for match in _STRING.finditer(part)]
        if any(mark in part for mark in _MARKS):
            for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(part)], strict=True)):
                if rest := rest_of_runs(part[start:end]):
                    rests[index + place] = rest
        index += len(starts)
    return rests


def rest_of_runs(xml: bytes) -> Rest | None:
    """What is left of one rich text of an .xlsx, shared or in its cell."""
    if not any(mark in xml for mark in _MARKS):
        return None
    pieces = list(_runs(xml))
    text = "".join(text for text, _is_struck in pieces)
    return rest_of(pieces) or (Rest(text, "", False) if "^" in text else None)


def _runs(xml: bytes) -> Iterator[Piece]:
    runs: Sequence[bytes] = _RUN.split(xml)
    before = ""
    for run in runs[:-1]:  # what follows the last run is how it is pronounced
        text = unescape(b"".join(_RUN_TEXT.findall(run)).decode("utf-8", "replace"))
        if len(text.strip()) == 1 and text.strip().isdigit() and before[-1:].isdigit() and _RAISED.search(run):
            text = f"^{text}"
        yield text, _STRIKE.search(run) is not None
        before = text
