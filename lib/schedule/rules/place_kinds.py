"""What kind of place an event's words name: what it is used for, and whether it is open or has a roof."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lib.errors import CannotRun
from lib.reference.packs import DATA, read_table
from lib.schedule.events import venue_key
from lib.text import N_, Message

SETTINGS = {
    "lapangan": N_("field"), "stadion": N_("stadium"), "alun_alun": N_("town square"),
    "terbuka_lain": N_("other open place"), "tertutup": N_("closed building"), "virtual": N_("online"),
}
"""Whether a place is open, under a roof or none at all, and what that is called."""

ORDINARY = "umum"
USES = {
    "ibadah": N_("place of worship"), "pendidikan": N_("place of education"),
    "pendidikan_tinggi": N_("campus"), "pendidikan_dasar_menengah": N_("school"),
    "kesehatan": N_("health facility"), "fasilitas_pemerintah": N_("government facility"),
    ORDINARY: N_("ordinary place"),
}
"""What a place is used for, and what that is called."""

FACETS = {"setting": SETTINGS, "use": USES}
"""The two sides of a place's kind."""

PARENTS = {"pendidikan_tinggi": "pendidikan", "pendidikan_dasar_menengah": "pendidikan"}
"""The wider use that a use is part of."""

# What follows such a word is an address or the name of another place.
_ELSEWHERE = re.compile(
    r"\b(jalan|jln?|kel(?:urahan)?(?= \w)|kec(?:amatan)?(?= \w)|depan|dekat|sebelah|samping|seberang|belakang|"
    r"utara|selatan|timur|barat)\b")
_BESIDE = {"depan", "dekat", "sebelah", "samping", "seberang", "belakang"}


@dataclass(frozen=True)
class PlaceKind:
    """A place's uses (empty: not known), its setting (None: not known), and the uses of what it is beside."""

    uses: frozenset[str] = frozenset()
    setting: str | None = None
    beside: frozenset[str] = frozenset()


class PlaceWords:
    """Which kinds of venues and places, and which phrases, mean which use and which setting.

    kinds, phrases: facet ("use" or "setting") to its code by kind or phrase.
    """

    def __init__(self, kinds: Mapping[str, Mapping[str, str]], phrases: Mapping[str, Mapping[str, str]]) -> None:
        self._kinds, self._phrases = kinds, phrases
        self._patterns = {facet: _compile(phrases[facet]) for facet in FACETS}

    def of_venue(self, kind: str | None) -> PlaceKind:
        """What a venue of the city pack is, by its kind."""
        use = self._kinds["use"].get(kind or "")
        return PlaceKind(frozenset({use} if use else ()), self._kinds["setting"].get(kind or ""))

    def of_words(self, words: str | None) -> PlaceKind:
        """What the words of a venue name: "Aula SMPN 5, Jl. Kantor" is a school, in a building.

        Only the words up to a comma, an address or "in front of" count. The first phrase decides whether the place is
        open; every use named counts, but an ordinary one only when there is no other.
        """
        told = venue_key((words or "").split(",")[0]) or ""
        cut = _ELSEWHERE.search(told)
        if cut is None or _is_office_of_ward(told, cut):
            own, beside = told, ""
        else:
            own, beside = told[:cut.start()], told[cut.end():] if cut.group(1) in _BESIDE else ""
        settings = self._find("setting", own)
        return PlaceKind(self._uses_in(own), settings[0] if settings else None, self._uses_in(beside))

    def _uses_in(self, words: str) -> frozenset[str]:
        uses = frozenset(self._find("use", words))
        return uses - {ORDINARY} or uses

    def _find(self, facet: str, words: str) -> list[str]:
        """What the phrases in `words` mean, from left to right; of several that begin together the longest."""
        return [self._phrases[facet][match.group()] for match in self._patterns[facet].finditer(words)]


@lru_cache(maxsize=1)
def load_place_words() -> PlaceWords:
    """The vocabulary `place_kinds.csv`."""
    return read_place_words(read_table(DATA / "vocabulary" / "place_kinds.csv"))


def read_place_words(rows: Iterable[Mapping[str, str | None]]) -> PlaceWords:
    """Rows of code, facet (setting or use), kinds and words, the last two with | between.

    Raises CannotRun for a code that its facet does not have.
    """
    kinds: dict[str, dict[str, str]] = {facet: {} for facet in FACETS}
    phrases: dict[str, dict[str, str]] = {facet: {} for facet in FACETS}
    for row in rows:
        facet, code = row["facet"] or "", row["code"] or ""
        if code not in FACETS.get(facet, ()):
            raise CannotRun(Message(N_("The list of place kinds has a kind nobody knows: {code}."), {"code": code}))
        kinds[facet] |= dict.fromkeys(filter(None, (row["kinds"] or "").split("|")), code)
        phrases[facet] |= dict.fromkeys(filter(None, (row["words"] or "").split("|")), code)
    return PlaceWords(kinds, phrases)


def matches(uses: Iterable[str], wanted: Iterable[str]) -> bool | None:
    """Whether a place used for `uses` is one of `wanted`; None when it may be, such as a school of any level."""
    return _match(frozenset(uses), frozenset(wanted))


@lru_cache(maxsize=1024)
def _match(uses: frozenset[str], wanted: frozenset[str]) -> bool | None:
    if uses & wanted or {PARENTS.get(use) for use in uses} & wanted:
        return True
    return None if uses & {PARENTS.get(want) for want in wanted} else False


def _compile(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b" if longest_first else r"(?!)")


def _is_office_of_ward(words: str, cut: re.Match[str]) -> bool:
    """Whether "kelurahan" belongs to the place ("aula kelurahan dinoyo") and is no address ("balai rw 5 kel ...")."""
    named = cut.group(1).startswith(("kel", "kec"))
    return named and re.search(r"\b(kantor|aula|balai|pendopo|lapangan|halaman) $", words[:cut.start()]) is not None
