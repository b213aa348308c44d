"""Places by the names people write: wards, districts, venues, and what lies outside the city."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from lib.reference.vocabularies import Area, District, OutsidePlace, Reference

_STREET = re.compile(
    r"(?:\b(?:jl|jln|jalan)\b\.?\s*[^\W\d_]+\s+|\b(?:jl|jln|jalan|gang|gg|perum|perumahan|ruko|warung|rm|depot|toko|masjid|musala|mushola|gereja|hotel)\b\.?\s*)$"
)
_WARD_WORD = r"(?:kelurahan|kel|klrhn|ds|desa)"
_DISTRICT_WORD = r"(?:kecamatan|kec|kecam)"
_NAMED_WARD = re.compile(rf"\b{_WARD_WORD}\b\s*[.:]*\s*(?=\S)")
_NAMED_DISTRICT = re.compile(rf"\b{_DISTRICT_WORD}\b\s*[.:]*\s*(?=\S)")
_STOP = re.compile(
    rf"[,;()\[\]/\n]|(?<!\d)\.(?=\s|$)|\b(?:{_WARD_WORD}|{_DISTRICT_WORD}|kota|kab|kabupaten|rt|rw|jl|jln|jalan|no|nomor|dan|s/d|sd|blok|dekat|depan|finish|menuju|ke|di)\b|&"
)
# "Kelurahan setempat" names none.
_NO_NAME = frozenset(
    ("setempat", "masing", "masing-masing", "tersebut", "se", "ini", "itu", "sekitar", "lain", "semua", "seluruh")
)
_CODE = re.compile(r"\d{2}\.?\d{2}\.?\d{2}\.?\d{4}|\d{2}\.\d{2}\.\d{2}\.\d{4}")
_OUTSIDE_KINDS = {"regency": "Kab.", "city": "Kota", "district": "Kec.", "village": "Desa"}
_LEADING_WORD = re.compile(r"^\s*(?:di|kota)\s+")
_LONGEST_PART = 30  # no ward has a longer name, however it is spelt
_LONGEST_NAME = 4
_SHORTEST_FOR_SLIPS = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """What a text says of wards: those it names, the names after "Kel." nobody knows, its districts, places outside."""

    areas: tuple[Area, ...] = ()
    unknown: tuple[str, ...] = ()
    districts: tuple[District, ...] = ()
    unknown_districts: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """A name without capitals, spacing and signs, a reduplication written with 2 written out ("Oro2" -> "orooro")."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"\b([^\W\d_]+)2\b", r"\1\1", text)
    return "".join(filter(str.isalnum, text))


class Gazetteer:
    """Finds the wards, districts and venues of one city by name."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.areas = {area.code: area for area in reference.areas}
        self.districts = {district.code: district for district in reference.districts}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for area in reference.areas:
            for name in (area.name, *area.alt_names):
                self._by_name[fold_name(name)].add(area.code)
        self._by_code = {
            re.sub(r"\D", "", code): area for area in reference.areas for code in (area.code, *area.other_codes)
        }
        self._district_names = {fold_name(district.name): district for district in reference.districts}
        self._venues = {
            fold_name(name): venue
            for venue in reference.venues
            for name in (venue.name, *venue.alt_names)
            if len(fold_name(name)) >= 4
        }

    def area_by_code(self, text: str) -> Area | None:
        """A ward by its official code, with or without dots."""
        return self._by_code.get(re.sub(r"\D", "", text)) if _CODE.fullmatch(text.strip()) else None

    def area_by_name(self, name: str) -> Area | None:
        """A ward by name: spacing, capitals and one wrong letter do not matter, as long as only one ward fits."""
        folded = fold_name(name)
        exact = self._by_name.get(folded, set())
        if exact:
            return self.areas[next(iter(exact))] if len(exact) == 1 else None
        if len(folded) < _SHORTEST_FOR_SLIPS:
            return None
        near = {
            code
            for match, _distance, _index in process.extract(
                folded, list(self._by_name), scorer=Levenshtein.distance, score_cutoff=1, limit=None
            )
            for code in self._by_name[match]
        }
        return self.areas[near.pop()] if len(near) == 1 else None

    def district_by_name(self, name: str) -> District | None:
        """A district by name; one wrong letter does not matter, as long as only one fits."""
        folded = fold_name(re.sub(rf"^\s*{_DISTRICT_WORD}\b\.?:?", "", name.casefold()))
        if folded in self._district_names:
            return self._district_names[folded]
        if len(folded) < _SHORTEST_FOR_SLIPS:
            return None
        near = [
            match
            for match, _distance, _index in process.extract(
                folded, list(self._district_names), scorer=Levenshtein.distance, score_cutoff=1, limit=None
            )
        ]
        return self._district_names[near[0]] if len(near) == 1 else None

    def venue(self, text: str) -> str | None:
        """The venue_id of the one well-known venue a text is, or names as a part of its own; else None."""
        whole = fold_name(text)
        if whole in self._venues:
            return self._venues[whole].venue_id
        found = {
            self._venues[fold_name(part)].venue_id
            for part in re.split(r"[,;(\n]| kel\.? | kelurahan ", text.casefold())
            if fold_name(part) in self._venues
        }
        return found.pop() if len(found) == 1 else None

    def mention(self, text: str) -> Mention:
        """What a free text (a venue, a place, a heading) says; a ward's name inside a street's name says nothing.

        A ward counts as named after "Kel.", "Kelurahan", "ds." or "Desa", by its code, or as the whole text or a part
        of its own between commas when no district has the same name.
        """
        folded = unicodedata.normalize("NFKC", text).casefold()
        areas: dict[str, Area] = {}
        unknown: list[str] = []
        for match in _NAMED_WARD.finditer(folded):
            name = self._name_after(folded, match.end())
            if name is None:
                continue
            area = self._longest(name)
            if area:
                areas[area.code] = area
                areas.update((other.code, other) for other in self._joined_to(folded[match.end() :]))
            else:
                unknown.append(" ".join(name))
        districts, unknown_districts = self._districts_in(folded)
        for part in re.split(r"[,;\n]", folded):
            part = _LEADING_WORD.sub("", part).strip(" .")
            if len(part) > _LONGEST_PART:
                continue
            if area := self.area_by_code(part):
                areas[area.code] = area
            elif (
                not districts
                and not areas
                and fold_name(part) in self._by_name
                and fold_name(part) not in self._district_names
                and (found := self.area_by_name(part))
            ):
                areas[found.code] = found
        return Mention(
            tuple(areas.values()),
            tuple(unknown),
            tuple(districts),
            tuple(unknown_districts),
            tuple(self._outside(folded)),
        )

    def _joined_to(self, rest: str) -> list[Area]:
        """Further wards of "Kel. Dinoyo dan Merjosari"."""
        parts = re.split(r"\s*(?:\bdan\b|&|/|\+)\s*", re.split(r"[;()\n]", rest)[0])[1:]
        exact = [self._by_name.get(fold_name(part.strip(" ."))) for part in parts]
        return [self.areas[next(iter(codes))] for codes in exact if codes and len(codes) == 1]

    def _districts_in(self, folded: str) -> tuple[list[District], list[str]]:
        districts: list[District] = []
        unknown: list[str] = []
        for match in _NAMED_DISTRICT.finditer(folded):
            name = self._name_after(folded, match.end())
            if name is None:
                continue
            known = next(
                (
                    found
                    for size in range(min(_LONGEST_NAME, len(name)), 0, -1)
                    if (found := self.district_by_name(" ".join(name[:size])))
                ),
                None,
            )
            if known and known not in districts:
                districts.append(known)
            elif not known:
                unknown.append(" ".join(name))
        return districts, unknown

    def _name_after(self, folded: str, start: int) -> list[str] | None:
        """The words from `start` up to where a name must end; None when what follows is no name."""
        rest = folded[start:]
        # A ward's name may hold a word that else ends a name ("Kota Lama").
        plain = re.match(r"(?:[^\W_]+[ \-'’]*){1,4}", rest)
        leading = re.findall(r"[^\W_]+", plain[0])[:3] if plain else []
        for size in range(len(leading), 1, -1):
            if fold_name("".join(leading[:size])) in self._by_name:
                return leading[:size]
        stop = _STOP.search(rest)
        rest = rest[: stop.start()] if stop else rest
        name = re.findall(r"[^\W_]+(?:[\-'’][^\W_]+)*", rest)[:_LONGEST_NAME]
        return name if name and name[0] not in _NO_NAME and not name[0].isdigit() else None

    def _longest(self, name: list[str]) -> Area | None:
        """The ward of the most leading words; an exact name beats a longer one with a slip."""
        tries = ["".join(name[:size]) for size in range(len(name), 0, -1)]
        for joined in tries:
            if len(self._by_name.get(fold_name(joined), ())) == 1:
                return self.area_by_name(joined)
        # "Oro2 Dowo": the reduplication is written out word by word.
        for size in range(len(name), 0, -1):
            if area := self.area_by_name(" ".join(name[:size])):
                return area
        return None

    def _outside(self, folded: str) -> list[str]:
        found = [
            f"{_OUTSIDE_KINDS[place.kind]} {place.name}"
            for place, name, pattern in self._outside_patterns
            if name in folded and self._stands_free(pattern, folded)
        ]
        return list(dict.fromkeys(found))

    @staticmethod
    def _stands_free(pattern: re.Pattern[str], folded: str) -> bool:
        return any(not _STREET.search(folded[: match.start()]) for match in pattern.finditer(folded))

    @cached_property
    def _outside_patterns(self) -> list[tuple[OutsidePlace, str, re.Pattern[str]]]:
        """Each place, its name as folded texts have it, and what it must look like."""
        lead = {
            "regency": r"(?:kab|kabupaten)\b\.?\s*",
            "city": r"kota\s+",
            "district": rf"{_DISTRICT_WORD}\b\.?\s*",
            "village": rf"{_WARD_WORD}\b\.?\s*",
        }
        patterns = []
        for place in self.reference.outside_places:
            name = re.escape(place.name.casefold())
            free = place.name.casefold() != self.reference.locality.casefold()
            part = rf"|(?:^|[,;(\n/])\s*{name}\s*(?:$|[,;)\n/.])" if free else ""
            anywhere = rf"|\b{name}\b" if place.anywhere else ""
            looks = re.compile(rf"\b{lead[place.kind]}{name}\b{part}{anywhere}")
            patterns.append((place, place.name.casefold(), looks))
        return patterns
