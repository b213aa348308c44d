"""Column heads -> fields, each with how sure it is; heads of two meanings are settled by what stands below them."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from lib.intake.cells import Cell, fold, show
from lib.reference.vocabularies import Reference

_ABBREVIATIONS = {
    "tgl": "tanggal",
    "tg": "tanggal",
    "tanggl": "tanggal",
    "jml": "jumlah",
    "jlh": "jumlah",
    "jmlh": "jumlah",
    "kel": "kelurahan",
    "kec": "kecamatan",
    "hr": "hari",
    "wkt": "waktu",
    "lok": "lokasi",
    "ket": "keterangan",
    "ds": "desa",
    "nomor": "no",
    "nomer": "no",
    "nmr": "no",
    "number": "no",
    "telp": "telepon",
    "tlp": "telepon",
    "peng": "penanggung",
    "prk": "perkiraan",
    "perk": "perkiraan",
    "est": "estimasi",
    "kab": "kabupaten",
    "jns": "jenis",
    "keg": "kegiatan",
    "prakiraan": "perkiraan",
    "hari/tgl": "hari tanggal",
    "tlpn": "telepon",
    "penanggungjawab": "penanggung jawab",
    "giat": "kegiatan",
    "kmp": "kampanye",
    "tmp": "tempat",
    "tmpt": "tempat",
}
_JOINERS = frozenset(("dan", "atau", "yang", "the", "of", "wib", "dalam"))
_SCALE = re.compile(r"\b[01]\s*(?:-|–|s\s*[./]?\s*d\.?)\s*(\d{1,2})\b", re.I)
LEAST = 0.3
SURE_ENOUGH_TO_JOIN = 0.6
MAX_HEAD = 70
# Several columns may serve these fields together.
JOINED = frozenset(("contact", "other_date", "note", "venue", "place", "number", "address", "speakers"))
NOTICE_DAYS = ("notified", "permit_date")
EXTRAS = ("vehicles", "route", "speakers", "gathering_point", "link", "place_permission", *NOTICE_DAYS)
"""What a schedule may tell beside who, what, when and where (``event_extras``)."""

_BOTH = (
    "date", "date_and_hours", "weekday", "month", "year", "hours", "ward", "ward_code", "ward_or_district", "district",
    "city", "address", "lat", "lon", "contact", "title", "number", "other_date", "note",
)  # fmt: skip
_OWN = {
    "schedule": (
        "party", "ballot_number", "start_hour", "end_hour", "end_date", "ends_at", "all_day", "activity", "composite",
        "venue", "attendance", "permit_no", "estimated_point", *EXTRAS,
    ),
    "report": (
        "hour_known", "place", "category", "subcategory", "description", "athg", "athg_a", "athg_t", "athg_h",
        "athg_g", "field", "severity", "source_grade", "grade_source", "grade_information", "parties", "reporter",
        "count",
    ),
}  # fmt: skip
KINDS = tuple(_OWN)


def column_fields(kind: str) -> tuple[str, ...]:
    """What a person may take a column of a file for, by the kind of file ("schedule", "report")."""
    return _BOTH + _OWN[kind]


@dataclass(frozen=True, slots=True)
class Head:
    """What one column head means: field, how sure (0..1), the fields a composite head lists, the top of its scale."""

    field: str
    confidence: float
    parts: tuple[str, ...] = ()
    scale: int | None = None


class HeadReader:
    """Knows the phrases of column heads for one kind of file."""

    def __init__(self, reference: Reference, kind: str) -> None:
        self._phrases: dict[tuple[str, ...], str] = {}
        for name, phrases in reference.headers[kind].items():
            for phrase in phrases:
                self._phrases.setdefault(head_words(phrase), name)
        self._longest = max(map(len, self._phrases))
        self._cache: dict[str, Head | None] = {}

    def read(self, text: str) -> Head | None:
        """The field of one head; None when no phrase stands in it."""
        if text not in self._cache:
            self._cache[text] = self._read(text)
        return self._cache[text]

    @staticmethod
    def taken_for(name: str, text: str) -> Head:
        """The head of a column that a person takes for the field `name`."""
        scale = _SCALE.search(text[:MAX_HEAD])
        return Head("date" if name == "date_and_hours" else name, 1.0, (), int(scale[1]) if scale else None)

    def _read(self, text: str) -> Head | None:
        if len(text) > MAX_HEAD:
            return None
        scale = _SCALE.search(text)
        outside, inside = _split_brackets(_SCALE.sub(" ", text))
        best = self._match(head_words(outside)) if outside else None
        whole = self._match(head_words(text)) if inside else None
        if whole and (best is None or whole[1] > best[1] or (whole[1] == 1.0 and whole[0] != best[0])):
            best = whole
        if best is None or best[1] < LEAST:
            return None
        parts = self._parts(inside)
        listed = len(set(parts)) >= 2 and best[0] in ("happening", "title", "activity")
        return Head(
            "composite" if listed else best[0],
            best[1],
            tuple(parts) if listed else (),
            int(scale[1]) if scale else None,
        )

    def _parts(self, inside: str) -> list[str]:
        found = []
        for piece in re.split(r"[,;/]|\bdan\b|&", inside):
            match = self._match(head_words(piece))
            if match and match[1] > 0.5:
                found.append(match[0])
        return found

    def _match(self, sequence: tuple[str, ...]) -> tuple[str, float] | None:
        """The field of the longest phrase in a head, and how much of the head it covers."""
        if sequence in self._phrases:
            return self._phrases[sequence], 1.0
        best: tuple[str, float] | None = None
        for size in range(min(self._longest, len(sequence)), 0, -1):
            for at in range(len(sequence) - size + 1):
                name = self._phrases.get(sequence[at : at + size])
                # A lone short word inside a longer head ("a", "no") says too little.
                if name is None or (size == 1 and len(sequence[at]) < 3):
                    continue
                sure = 0.95 * size / len(sequence) - 0.01 * at
                if best is None or sure > best[1] + 0.05:
                    best = (name, sure)
        return best


def _split_brackets(text: str) -> tuple[str, str]:
    inside = " ".join(re.findall(r"\(([^()]*)\)?", text))
    return re.sub(r"\([^()]*\)?", " ", text).strip(), inside


@lru_cache(maxsize=8192)
def head_words(text: str) -> tuple[str, ...]:
    """The words of a head, abbreviations written out, joining words left out; "s/d" is one word."""
    text = re.sub(r"\bs\s*[./]?\s*d\b\.?", "sd", fold(text))
    text = text.replace("#", " no ") if text.strip() != "#" else "no"
    result: list[str] = []
    for word in re.findall(r"[^\W_]+", text):
        result.extend(_ABBREVIATIONS.get(word, word).split())
    kept = [word for word in result if word not in _JOINERS]
    return tuple(kept or result)


def combined(parent: str, child: str, reader: HeadReader) -> Head | None:
    """The meaning of a head in two rows: "Pelaksanaan" over "Mulai" is a start, "Surat" over "Tanggal" another date."""
    alone = reader.read(child) if child else None
    both = reader.read(f"{parent} {child}".strip()) if parent else None
    if alone is None or both is None:
        return alone or both
    if both.confidence >= 1.0 or (
        both.field in ("other_date", *NOTICE_DAYS)
        and both.confidence >= 0.5
        and alone.field in ("date", "hours", "date_and_hours")
    ):
        return both
    return alone


def settle(
    field_of: dict[int, Head],
    values: Mapping[int, list[Cell]],
    *,
    kind: str,
    reads_party,
    reads_activity,
    reads_athg,
    reads_hours,
    reads_date,
    fixed: Set[int] = frozenset(),
) -> dict[int, Head]:
    """Decide heads that mean two things by the other columns and by most of the values below.

    `values` holds a sample of each column; the `reads_*` functions say whether a cell can be read as such. `fixed` are
    the columns a person decided.
    """
    names = {head.field for head in field_of.values()}
    settled = dict(field_of)

    def mostly(column: int, reads) -> bool:
        cells = [cell for cell in values.get(column, ()) if cell is not None and show(cell).strip(" -")]
        return bool(cells) and sum(map(bool, map(reads, cells))) * 2 >= len(cells)

    for column, head in sorted(field_of.items()):
        decided = head.field
        if column in fixed:
            continue
        if head.field == "happening":
            takes = "activity" not in names and mostly(column, reads_activity)
            decided = "activity" if takes else "title"
        elif head.field == "party_or_contact":
            decided = "party" if "party" not in names and mostly(column, reads_party) else "contact"
        elif head.field == "classification":
            decided = (
                "athg"
                if "athg" not in names and "athg_a" not in names and mostly(column, reads_athg)
                else "category"
                if "category" not in names
                else "note"
            )
        elif head.field == "remark":
            decided = "note" if names & {"description", "title"} else "description"
        elif head.field == "subcategory":
            decided = "subcategory" if "category" in names else "category"
        elif head.field == "date_and_hours":
            decided = "date" if "date" not in names else "hours"
        elif (
            head.field in ("hours", "start_hour")
            and "date" not in names
            and "date_and_hours" not in names
            and mostly(column, reads_date)
        ):
            decided = "date"
        elif head.field == "end_hour" and mostly(column, reads_date):
            decided = "ends_at"
        elif head.field in NOTICE_DAYS and head.confidence < 1.0:
            decided = "other_date"  # "Tanggal pemberitahuan ke KPU" is another notice
        elif head.field in EXTRAS and head.confidence < SURE_ENOUGH_TO_JOIN:
            decided = "note"
        elif head.field == "gathering_point" and "venue" not in names:
            decided = "venue"  # where a schedule names no other place
        elif head.field == "month" and "date" in names and not mostly(column, _is_month):
            decided = "note"
        if decided != head.field:
            settled[column] = Head(decided, head.confidence * 0.9, head.parts, head.scale)
            names.add(decided)
    return settled


def _is_month(cell: Cell) -> bool:
    return show(cell).strip().casefold() != ""


def choose(
    heads: Mapping[int, Head], texts: Mapping[int, str], fixed: Set[int] = frozenset()
) -> dict[str, list[int]]:
    """Field -> its columns: the surest one, the leftmost of equals; all of them where columns are read together.

    A column whose head (`texts`) only repeats another's is no second part of it, unless a person says so (`fixed`);
    what a person decided goes before everything else.
    """
    chosen: dict[str, list[int]] = {}
    for column, head in sorted(heads.items(), key=lambda item: (item[0] not in fixed, -item[1].confidence, item[0])):
        columns = chosen.setdefault(head.field, [])
        repeats = column not in fixed and any(texts.get(column) == texts.get(other) for other in columns)
        if not columns or (head.field in JOINED and head.confidence >= SURE_ENOUGH_TO_JOIN and not repeats):
            columns.append(column)
    return {name: sorted(columns) for name, columns in chosen.items()}
