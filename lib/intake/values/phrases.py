"""Finding the names of a closed list in a text, as whole words, the longest first."""

from collections.abc import Iterable, Mapping

from lib.intake.cells import words


class PhraseFinder:
    """Knows phrases as word sequences; finds those that stand in a text."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        """`phrases` maps each phrase to its code."""
        self._codes = {words(phrase): code for phrase, code in phrases.items() if words(phrase)}
        self._longest = max((len(key) for key in self._codes), default=0)

    def whole(self, text: str) -> str | None:
        """The code whose phrase is the whole text."""
        return self._codes.get(words(text))

    def inside(self, text: str) -> list[str]:
        """The codes whose phrases stand in the text, in order, each once; a longer phrase hides those inside it.

        Phrases of one short word ("tm", "pt") only count when they are the whole text.
        """
        sequence = words(text)
        found: dict[str, None] = {}
        at = 0
        while at < len(sequence):
            for size in range(min(self._longest, len(sequence) - at), 0, -1):
                key = sequence[at : at + size]
                code = self._codes.get(key)
                if code is not None and (size > 1 or len(key[0]) > 3 or key[0] == "apk" or len(sequence) == 1):
                    found[code] = None
                    at += size
                    break
            else:
                at += 1
        return list(found)


def all_phrases(terms: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """(code, phrases) pairs as phrase -> code."""
    return {phrase: code for code, phrases in terms for phrase in phrases}
