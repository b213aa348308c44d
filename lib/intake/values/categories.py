"""What a report is about: category, athg, field and severity, each from its own closed list."""

import re

from lib.intake.cells import Cell, CellError, fold, is_nothing, show, words
from lib.intake.readings import Held
from lib.intake.values.phrases import PhraseFinder, all_phrases
from lib.reference.vocabularies import Reference
from lib.text import N_, Message

UNKNOWN_CATEGORY = N_('The category "{found}" is not known; it stays empty.')
_TWO_CATEGORIES = N_('"{found}" names more than one category at once; it stays empty.')
_UNKNOWN_ATHG = N_('"{found}" is none of ancaman, tantangan, hambatan, gangguan; it stays empty.')
_SEVERAL_TICKS = N_("More than one of A, T, H, G is ticked; it stays empty.")
_UNCLEAR_TICK = N_('"{found}" is not a tick; A/T/H/G stays empty.')
_UNKNOWN_FIELD = N_('The field "{found}" is not known; it stays empty.')
_UNKNOWN_SEVERITY = N_('"{found}" is no step from 1 to 5; the severity stays empty.')
_OTHER_SCALE = N_("The column uses another scale than 1 to 5 ({found}); the severity stays empty.")

DAMAGED_PROPS = "perusakan_apk"
ATHG = ("ancaman", "tantangan", "hambatan", "gangguan")
_ATHG_LETTERS = dict(zip("atgh", ("ancaman", "tantangan", "gangguan", "hambatan"), strict=True))
_TICKS = frozenset(("√", "v", "x", "✓", "✔", "☑", "✗", "✘", "×", "ü", "þ", "ya", "1"))
_FIELDS = {
    "ideologi": "ideologi",
    "politik": "politik",
    "ekonomi": "ekonomi",
    "sosial budaya": "sosial_budaya",
    "sosbud": "sosial_budaya",
    "sosial": "sosial_budaya",
    "budaya": "sosial_budaya",
    "sosial dan budaya": "sosial_budaya",
    "hankam": "hankam",
    "pertahanan keamanan": "hankam",
    "pertahanan dan keamanan": "hankam",
    "keamanan": "hankam",
    "pertahanan": "hankam",
    "han kam": "hankam",
    "sos bud": "sosial_budaya",
    "kamtibmas": "hankam",
    "ideology": "ideologi",
    "politics": "politik",
    "economy": "ekonomi",
}
_LEVELS = {"sangat rendah": 1, "rendah": 2, "sedang": 3, "tinggi": 4, "sangat tinggi": 5, "kritis": 5}
_STEP = re.compile(
    r"(?:(?:tingkat|level|skala|nilai|skor|kategori|tk|lv)\b\.?\s*[:.]?\s*)?(\d{1,4})(?:[.,]0+)?(?:\s*/\s*(\d+))?"
    r"(?:\s*[-–—:.(=]?\s*\(?([a-z ]+?)\)?)?"
)
_WORDED_STEP = re.compile(r"(?:(?:tingkat|level|skala|risiko)\s+)?([a-z ]+?)\s*(?:[-–—:(]?\s*\(?(\d)\)?)?")


class CategoryReader:
    """Reads the category of a report."""

    def __init__(self, reference: Reference) -> None:
        self._finder = PhraseFinder(
            all_phrases(
                (term.code, (term.code.replace("_", " "), *term.labels, *term.synonyms))
                for term in reference.categories
            )
        )
        self._damage = PhraseFinder(dict.fromkeys(reference.damage_words, "damage"))
        self._material = PhraseFinder(dict.fromkeys(reference.campaign_material_words, "material"))

    def read_kinds(self, kind: Cell, finer_kind: Cell, account: str) -> str | Held | None:
        """The category of an event database: the finer kind when it is known, else the kind.

        Damage of property is the damage of campaign props when the account speaks of them.
        """
        finer = self.read(finer_kind)
        if isinstance(finer, str):
            return finer
        category = self.read(kind)
        if isinstance(category, Held):
            damaged = any(isinstance(cell, str) and self._damage.inside(cell) for cell in (kind, finer_kind))
            if damaged and self._material.inside(account):
                return DAMAGED_PROPS
        return category

    def read(self, cell: Cell) -> str | Held | None:
        """The code of the category a cell names; of a list the first."""
        if is_nothing(cell) or isinstance(cell, CellError):
            return None
        text = show(cell)
        if code := self._finder.whole(text):
            return code
        parts = [part for part in re.split(r"[,;\n|/]|\bdan\b|&|\+", text.casefold()) if part.strip(" .-")]
        first = parts[0] if parts else ""
        found = self._finder.inside(first)
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            return Held(Message(_TWO_CATEGORIES, {"found": text}))
        whole = self._finder.inside(text)
        if len(whole) == 1 and len(parts) == 1:
            return whole[0]
        return Held(Message(UNKNOWN_CATEGORY, {"found": text}))


def read_athg(cell: Cell) -> str | Held | None:
    """One of ATHG from a cell that names it or its letter."""
    if is_nothing(cell) or isinstance(cell, CellError):
        return None
    named = [word for word in words(show(cell)) if word in ATHG]
    if len(set(named)) == 1 and len(words(show(cell))) <= 3:
        return named[0]
    return _ATHG_LETTERS.get(fold(show(cell)).strip(" .()")) or Held(Message(_UNKNOWN_ATHG, {"found": show(cell)}))


def read_ticks(cells: dict[str, Cell]) -> str | Held | None:
    """One of ATHG from four tick columns; `cells` maps each name to its cell."""
    ticked = []
    for name, cell in cells.items():
        if is_nothing(cell) or isinstance(cell, CellError) or cell in (0, False):
            continue
        mark = fold(show(cell)).strip(" .()[]")
        if cell is True or mark in _TICKS or mark in (name, name[0], "true"):
            ticked.append(name)
        elif mark not in ("0", "false", "tidak"):
            return Held(Message(_UNCLEAR_TICK, {"found": show(cell)}))
    if len(ticked) > 1:
        return Held(Message(_SEVERAL_TICKS))
    return ticked[0] if ticked else None


def read_field(cell: Cell) -> str | Held | None:
    """One of the five fields (ideologi ... hankam)."""
    if is_nothing(cell) or isinstance(cell, CellError):
        return None
    text = " ".join(word for word in words(show(cell)) if word not in ("bidang", "aspek", "gatra"))
    return _FIELDS.get(text) or Held(Message(_UNKNOWN_FIELD, {"found": show(cell)}))


def read_severity(cell: Cell, scale: int | None = None) -> int | Held | None:
    """A step from 1 to 5, as a number or in words; `scale` is the highest step the column's head gives, if any."""
    if is_nothing(cell) or isinstance(cell, CellError):
        return None
    text = show(cell)
    if scale not in (None, 5):
        return Held(Message(_OTHER_SCALE, {"found": f"1-{scale}"}))
    step: int | None = None
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        step = int(cell) if cell == int(cell) else None
    elif isinstance(cell, str):
        step = _worded(" ".join(fold(text).split()).strip(" ."))
    return step if step is not None and 1 <= step <= 5 else Held(Message(_UNKNOWN_SEVERITY, {"found": text}))


def _worded(text: str) -> int | None:
    if text in _LEVELS:
        return _LEVELS[text]
    if match := _STEP.fullmatch(text):
        level = _LEVELS.get((match[3] or "").strip())
        if match[2] not in (None, "5") or (match[3] and level != int(match[1])):
            return None
        return int(match[1])
    if match := _WORDED_STEP.fullmatch(text):
        level = _LEVELS.get(match[1].strip())
        return level if match[2] is None or level == int(match[2]) else None
    return None
