"""The names in a list of speakers, as they are compared: exactly, and only whole names of persons."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from lib.reference.packs import DATA, read_table
from lib.schedule.events import venue_key

_BETWEEN = re.compile(r"[;\n/&+•]|\s-\s|\b\d+[.)]\s|\b(?:dan|serta|and)\b", re.IGNORECASE)


def read_speakers(told: Any) -> dict[str, str]:
    """Names by their key from a list of texts, or one text with several: "Bpk. Adi Sucipto, SE; Ibu Rina Dewi".

    A key is the name in small letters without titles and degrees. Only names of two words or more of two letters or
    more are given, and none that an office or a body may be: to take one person for another is worse than to miss one.
    """
    texts = [told] if isinstance(told, str) else told if isinstance(told, Iterable) else ()
    names: dict[str, str] = {}
    for text in texts:
        if isinstance(text, str):
            names |= _read_text(text)
    return names


@lru_cache(maxsize=16_384)
def _read_text(text: str) -> dict[str, str]:
    names = {}
    for part in _BETWEEN.split(re.sub(r"\([^)]*\)", " ", text)):
        for name in _join_degrees(part.split(",")):
            if key := _person_key(name):
                names.setdefault(key, name.strip())
    return names


def _join_degrees(pieces: Iterable[str]) -> list[str]:
    """Between commas stand degrees ("Adi Sucipto, S.E., M.M.") or other persons."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _squeeze(piece) <= _words("degree"):
            continue
        joined.append(piece)
    return joined


def _squeeze(piece: str) -> set[str]:
    """The words of a text with dots taken out: "S.E. M.Si" is {"se", "msi"}."""
    return {word.replace(".", "").lower() for word in piece.split()} - {""}


def _person_key(name: str) -> str | None:
    words = (venue_key(re.sub(r"\b(?:[A-Za-z]{1,4}\.){1,4}[A-Za-z]{1,3}\b\.?", _without_degree, name)) or "").split()
    while words and words[0] in _words("title"):
        words = words[1:]
    while len(words) > 2 and words[-1] in _words("degree"):
        words = words[:-1]
    if len(words) < 2 or set(words) & _words("no_name") or sum(len(word) >= 2 for word in words) < 2:
        return None
    return None if any(word.isdigit() for word in words) else " ".join(words)


def _without_degree(match: re.Match[str]) -> str:
    """"S.E." and "M.Si" are dropped, the initials of a name ("A.H.") stay."""
    return " " if match.group().replace(".", "").lower() in _words("degree") else match.group()


@cache
def _words(kind: str) -> frozenset[str]:
    """Titles before a name, degrees behind it, or what names no person, from the vocabulary `speaker_words.csv`.

    The last are words of an office, a body or a crowd: two events may have a "ketua cabang" in common, but no person.
    """
    return frozenset(word for row in read_table(DATA / "vocabulary" / "speaker_words.csv") if row["kind"] == kind
                     for word in row["words"].split("|"))
