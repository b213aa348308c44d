"""The method of a campaign activity: from its own column, a legend's code, or a title that names it."""

import re
from collections.abc import Mapping
from functools import cached_property

from lib.intake.cells import Cell, CellError, compact, is_nothing, show
from lib.intake.readings import Held
from lib.intake.values.phrases import PhraseFinder, all_phrases
from lib.reference.vocabularies import Reference
from lib.text import N_, Message

OTHER = "kegiatan_lain"
UNKNOWN_ACTIVITY = N_('The form of campaign "{found}" is not known.')
_SEVERAL = N_('"{found}" names more than one form of campaign.')
_HINT = N_("Write one of: {known}.")
_DEFINITION = re.compile(r"\b([A-Za-z]{1,6}\d?)\)?\s*=\s*([^;,\n=]+)")
_WITH_COLON = re.compile(r"(?:^|[;,\n])\s*\(?([A-Za-z]{1,6})\)?\s*(?::|->|–|-|\badalah\b)\s*([^;,\n=:]+)")


class ActivityReader:
    """Reads the form of campaign; `legend` maps the codes a file explains to what it says they mean."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._names = PhraseFinder(
            all_phrases(
                (term.code, (term.code.replace("_", " "), *self._label_parts(term.labels), *term.synonyms))
                for term in reference.activities
            )
        )
        self._hints = PhraseFinder(all_phrases((term.code, term.hints) for term in reference.activities))

    @staticmethod
    def _label_parts(labels: tuple[str, ...]) -> list[str]:
        return [part.strip() for label in labels for part in (label, *re.split(r"[(/)]", label)) if part.strip()]

    def read(self, cell: Cell, legend: Mapping[str, str]) -> str | Held | None:
        """The code of the method a column's cell names."""
        if is_nothing(cell) or isinstance(cell, CellError):
            return None
        text = show(cell)
        if code := legend.get(compact(text)):
            return code
        found = self.inside(text)
        if len(found) > 1:
            return Held(Message(_SEVERAL, {"found": text}), self._hint)
        if found:
            return found[0]
        head = re.split(r"[(:\-–,/]", text)[0]
        if code := legend.get(compact(head)):
            return code
        hinted = self._hints.inside(text)
        return hinted[0] if len(hinted) == 1 else Held(Message(UNKNOWN_ACTIVITY, {"found": text}), self._hint)

    def inside(self, text: str) -> list[str]:
        """The methods a text names; "kegiatan lain" with an example in it is still that."""
        found = self._names.inside(text)
        return [OTHER] if OTHER in found else found

    def named_in(self, text: str) -> str | None:
        """The one method a title names, None when it names none or several."""
        found = self.inside(text)
        return found[0] if len(found) == 1 else None

    def legend(self, texts: list[str]) -> dict[str, str]:
        """The codes that lines such as "TM = Tatap Muka; PT = Pertemuan Terbatas" explain.

        A code explained in two ways explains nothing.
        """
        meanings: dict[str, set[str]] = {}
        for text in texts:
            for short, long in (_DEFINITION if "=" in text else _WITH_COLON).findall(text):
                found = self.inside(long) or self._hints.inside(long)
                if len(found) == 1 and compact(short) != compact(long):
                    meanings.setdefault(compact(short), set()).add(found[0])
        return {short: codes.pop() for short, codes in meanings.items() if len(codes) == 1}

    @cached_property
    def _hint(self) -> Message:
        return Message(_HINT, {"known": ", ".join(term.labels[0] for term in self._reference.activities)})
