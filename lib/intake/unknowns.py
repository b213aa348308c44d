"""Words of closed lists that nobody knows yet: gathered for a person to say once what each means."""

from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from lib.intake.cells import compact
from lib.intake.drafts import LONGEST_TEXT
from lib.intake.readings import Problem, Unknown
from lib.intake.toolbox import Toolbox
from lib.intake.values.activities import UNKNOWN_ACTIVITY
from lib.intake.values.categories import UNKNOWN_CATEGORY
from lib.intake.values.parties import UNKNOWN_PARTY
from lib.intake.values.wards import UNKNOWN_WARD
from lib.reference.vocabularies import Reference

_SAYS_UNKNOWN = {
    ("party", UNKNOWN_PARTY): "party",
    ("parties", UNKNOWN_PARTY): "party",
    ("activity", UNKNOWN_ACTIVITY): "activity",
    ("category", UNKNOWN_CATEGORY): "category",
    ("area_code", UNKNOWN_WARD): "area_code",
}
MOST = 500
_SHORTEST_TO_GUESS, _MOST_SLIPS = 5, 2


def gather_unknowns(problems: Iterable[Problem], tools: Toolbox) -> list[Unknown]:
    """The unknown words among the problems of a reading, the most frequent first, MOST at most.

    A word is a whole cell: a list of which one name is known, or a place within a longer text, is mended in its cell.
    """
    rows: dict[tuple[str, str], set[tuple[str, int]]] = {}
    texts: dict[tuple[str, str], str] = {}
    for problem in problems:
        field = _SAYS_UNKNOWN.get((problem.field, problem.message.text))
        key = (field, compact(problem.text))
        if field is None or not key[1] or len(problem.text) >= LONGEST_TEXT or not _is_word(problem, tools):
            continue
        texts.setdefault(key, problem.text)
        rows.setdefault(key, set()).add((problem.sheet, problem.row))
    frequent = sorted(rows, key=lambda key: (-len(rows[key]), key))[:MOST]
    names = _names(tools.reference) if frequent else {}
    return [Unknown(field, texts[field, key], key, len(rows[field, key]), _guess(key, names[field]))
            for field, key in frequent]  # fmt: skip


def _is_word(problem: Problem, tools: Toolbox) -> bool:
    if problem.field == "parties":
        return not tools.parties.understand(problem.text).codes
    if problem.field == "area_code":
        return problem.column is not None and compact(str(problem.message.values["found"])) == compact(problem.text)
    return True


def _names(reference: Reference) -> dict[str, dict[str, str]]:
    """Every name of the closed lists as compared -> its code; a name of two codes is none."""
    named: dict[str, list[tuple[str, str]]] = {
        "party": [(name, one.code) for one in reference.organisers
                  for name in (one.short_name, one.full_name, *one.aliases)],
        "activity": [(name, term.code) for term in reference.activities for name in (*term.labels, *term.synonyms)],
        "category": [(name, term.code) for term in reference.categories for name in (*term.labels, *term.synonyms)],
        "area_code": [(name, area.code) for area in reference.areas for name in (area.name, *area.alt_names)],
    }  # fmt: skip
    result: dict[str, dict[str, str]] = {}
    for field, pairs in named.items():
        codes: dict[str, set[str]] = {}
        for name, code in pairs:
            codes.setdefault(compact(name), set()).add(code)
        result[field] = {name: found.pop() for name, found in codes.items() if len(found) == 1}
    return result


def _guess(key: str, names: Mapping[str, str]) -> str | None:
    """The one code whose name is a slip or two away; a guess only, for a person to take or leave."""
    if len(key) < _SHORTEST_TO_GUESS:
        return None
    long_enough = [name for name in names if len(name) >= _SHORTEST_TO_GUESS]
    near = process.extract(key, long_enough, scorer=Levenshtein.distance, score_cutoff=_MOST_SLIPS, limit=None)
    least = min((slips for _name, slips, _index in near), default=None)
    codes = {names[name] for name, slips, _index in near if slips == least}
    return codes.pop() if len(codes) == 1 else None
