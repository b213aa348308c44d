"""What a schedule tells of its notice beside numbers and names: the link of a meeting, the permission of a place."""

import re

from lib.intake.cells import Cell, CellError, fold, is_nothing, one_line, show
from lib.intake.readings import Held
from lib.intake.values.delays import is_put_off
from lib.text import N_, Message

_NO_LINK = N_('"{found}" is no address of an online meeting; the field stays empty.')
_NEITHER = N_('"{found}" says neither yes nor no; whether the place is given stays open.')
_YES_OR_NO = N_("Write yes or no.")
_NOTHING_YET = N_('"{found}" tells nothing yet; the field stays empty.')

_OFFLINE = frozenset(("offline", "luring", "tidak online", "tidak daring", "tatap muka", "langsung"))
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\.\S+|(?<![\w@])[\w-]+(?:\.[\w-]+)+/\S+", re.I)
_MEETING_NUMBER = re.compile(r"\b(?:zoom|meet|gmeet|teams|meeting id|id)\b.*?\d(?:[ -]?\d){8,}", re.I)
# A file or a picture is no meeting.
_FILES = re.compile(r"\b(?:drive\.google|docs\.google|forms\.gle|photos\.|dropbox|instagram|facebook|tiktok)", re.I)

_GIVEN = r"(?:ada|diizinkan|diijinkan|diperoleh|dapat|disetujui)"
_YES = re.compile(rf"(?:y|yes|true|√|✓|✔|v)$|(?:ya|ada|(?:(?:sudah|telah) )?{_GIVEN}|sudah)(?=$|\s*[,;:(/.\-–])")
# "No. 12" is the number of a letter.
_NO = re.compile(
    rf"(?:t|no|false|x)$|(?:(?:tidak|tdk|belum|blm)(?: {_GIVEN})?|nihil|(?:dalam )?proses|"
    r"sedang (?:diurus|diproses|diajukan)|ditolak)(?=$|\s*[,;:(/.\-–])"
)
_DOUBT = re.compile(r"\b(?:tidak|tdk|belum|blm|proses|ditolak|kecuali|menunggu|ya|sudah|ada)\b")

LONGEST = 300


def read_link(cell: Cell) -> str | Held | None:
    """The address or the number of an online meeting, with what stands beside it, as it is written."""
    if is_nothing(cell) or isinstance(cell, CellError) or fold(show(cell)).strip(" .") in _OFFLINE:
        return None
    text = one_line(cell)
    address = _ADDRESS.search(text)
    if len(text) > LONGEST or not (address or _MEETING_NUMBER.search(text)) or (address and _FILES.search(address[0])):
        return Held(Message(_NO_LINK, {"found": text}))
    return text


def read_permission(cell: Cell) -> bool | Held | None:
    """Whether who is in charge of a place gives it: yes, no (which is also: not yet), or None where nothing is told."""
    if isinstance(cell, bool):
        return cell
    text = fold(show(cell)).strip(" .")
    # "tidak ada" means nothing elsewhere; here it is an answer.
    for pattern, answer in ((_NO, False), (_YES, True)):
        if match := pattern.match(text):
            if _DOUBT.search(text, match.end()):
                break
            return answer
    if is_nothing(cell) or isinstance(cell, CellError):
        return None
    return Held(Message(_NEITHER, {"found": one_line(cell)}), Message(_YES_OR_NO))


def read_told(cell: Cell) -> str | Held | None:
    """A text as it is written: a route, a meeting place; words that put it off tell nothing."""
    if is_nothing(cell) or isinstance(cell, CellError):
        return None
    if is_put_off(show(cell)):
        return Held(Message(_NOTHING_YET, {"found": one_line(cell)}))
    return show(cell).strip() if isinstance(cell, str) else one_line(cell)
