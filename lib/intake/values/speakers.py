"""Who is to speak: names in one cell, one below the other, numbered, or with commas between that titles have too."""

import re

from lib.intake.cells import Cell, CellError, is_nothing, one_line, show
from lib.intake.readings import Held
from lib.intake.values.delays import is_put_off
from lib.text import N_, Message

_NOBODY_YET = N_('"{found}" names no speaker yet; the field stays empty.')

_APART = re.compile(r"[;\n]+")
_MARK = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[-•*·])\s*")
_INNER_MARK = re.compile(r"(?<=\s)\(?\d{1,2}[.)]\s+(?=\S)")
_AND = re.compile(r",?\s+(?:dan|serta|and|&)\s+", re.I)
# "S.H.", "M.Si", "Ph.D", "MM", "Lc": written behind a name, after a comma.
_TITLE = re.compile(
    r"(?:[A-Z][A-Za-z]{0,3}\.\s?)+(?:[A-Za-z]{1,5}\.?){0,2}|(?:S|M|Sp|A|D|B|Dr|Ph)\s?\.?\s?[A-Z][A-Za-z]{0,4}\.?|"
    r"[A-Z]{2,3}|Lc\.?|[A-Z][a-z]\.?|Ph\.?\s?D\.?|Ak\.?|Apt\.?|Hum\.?|Jr\.?|Cand\.?"
)
# What such a word begins is no second name: "Budi dan rombongan", "pengurus DPC dan DPD".
_NO_NAME = re.compile(
    r"(?:tim|kader|jajaran|pengurus|rombongan|kawan|rekan|lain|anggota|simpatisan|relawan|warga|tokoh|undangan|para|"
    r"seluruh|semua|segenap|dkk|others)\b|(?:dp[cpd]|dpw|pac|dprt|fraksi)\b",
    re.I,
)


def read_speakers(cell: Cell) -> tuple[str, ...] | Held | None:
    """The speakers of a cell, each once, as they are written; what cannot be told apart surely stays one."""
    if is_nothing(cell) or isinstance(cell, CellError):
        return None
    text = show(cell)
    if is_put_off(text) or not any(map(str.isalpha, text)):
        return Held(Message(_NOBODY_YET, {"found": one_line(cell)}))
    lines = [_MARK.sub("", piece) for piece in _APART.split(text)]
    numbered = [part for line in lines for part in (_INNER_MARK.split(line) if _MARK.match(text) else [line])]
    names = [name for part in numbered for name in _names_in(part)]
    return tuple(dict.fromkeys(names)) or None


def _names_in(text: str) -> list[str]:
    """The names of one line: commas divide them where no title follows, "dan" where a name does."""
    names: list[str] = []
    for piece in (one_line(part).strip(" ,") for part in _divide(one_line(text))):
        if piece and names and _TITLE.fullmatch(piece):
            names[-1] += f", {piece}"
        elif piece:
            names.append(piece)
    return names


def _divide(text: str) -> list[str]:
    pieces: list[str] = []
    for part in re.split(r",(?![^(]*\))", text):
        said = _AND.split(part.removeprefix(" ")) if "(" not in part else [part]
        whole = any(_NO_NAME.match(each.strip()) for each in said)
        pieces += [part] if whole else said
    return [re.sub(r"^(?:dan|serta|and|&)\s+", "", piece.strip(), flags=re.I) for piece in pieces]
