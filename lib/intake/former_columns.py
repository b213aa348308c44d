"""Two columns for what was and what is now: "Tanggal semula | Tanggal menjadi"; the newer one is read."""

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import NamedTuple

from lib.intake.columns import Head, head_words

OLDER = frozenset(("semula", "lama", "sebelum", "sebelumnya", "asal", "asalnya", "awalnya"))
NEWER = frozenset(("menjadi", "baru", "sesudah", "sesudahnya", "setelah", "perubahan", "revisi", "pengganti"))
PLANNED, REALISED = frozenset(("rencana", "direncanakan")), frozenset(("realisasi", "realisasinya", "terealisasi"))
_STAGES = OLDER | NEWER | PLANNED | REALISED
_BESIDE = frozenset(("jadwal", "data", "yang", "perubahan"))
_LESS = 0.5


class Stages(NamedTuple):
    """The heads that are read, and each newer column -> the older one that holds where it is empty."""

    heads: dict[int, Head]
    pairs: dict[int, int]


def is_stage(text: str) -> bool:
    """Whether a head says only which of two columns it is: "Semula", "Jadwal baru"."""
    words = head_words(text)
    return 0 < len(words) <= 3 and bool(_STAGES.intersection(words)) and _STAGES.union(_BESIDE).issuperset(words)


def without_stage(text: str) -> str:
    """A head without such words, itself when it is nothing else."""
    words = head_words(text)
    kept = [word for word in words if word not in _STAGES]
    return " ".join(kept) if 0 < len(kept) < len(words) else text


def tell_stages(heads: Mapping[int, Head], texts: Mapping[int, str], decided: Set[int]) -> Stages:
    """Of each field that has an older and a newer column and no other one, read the newer only.

    Of a planned and a realised one the planned is read, and the other holds a row where it says something else: what
    is realised is no plan. What a person `decided` goes before.
    """
    words = {column: frozenset(head_words(text)) for column, text in texts.items() if column in heads}
    if not any(_STAGES & said for said in words.values()):
        return Stages(dict(heads), {})
    read, pairs = dict(heads), {}
    by_field: dict[str, list[int]] = {}
    for column, head in heads.items():
        by_field.setdefault(head.field, []).append(column)
    for columns in by_field.values():
        if len(columns) != 2 or not decided.isdisjoint(columns):
            continue
        for one, other in (columns, columns[::-1]):
            if words[one] & OLDER and words[other] & NEWER and not words[other] & OLDER:
                pairs[other] = one
                del read[one]
                break
            if words[one] & PLANNED and words[other] & REALISED:
                read[other] = replace(heads[other], confidence=heads[other].confidence * _LESS)
                break
    return Stages(read, pairs)
