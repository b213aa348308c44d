"""Message catalogues: one gettext ``.po`` file per room and language, read at first use.

English is the source language, so only Indonesian needs catalogues. They are kept per room
(``catalogues/id/<room>.po``) so that a room's words stand together and stay short.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT = "id"
FOLDER = Path(__file__).parent / "catalogues"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


@dataclass(frozen=True)
class Message:
    """A sentence not yet worded: a source string and the values for its ``{placeholders}``.

    A value may itself be a Message; it is worded in the same language.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)


def N_(text: str) -> str:  # noqa: N802 (the name every gettext tool knows)
    """Mark a source string for translation without translating it here."""
    return text


def use(language: str) -> None:
    """Word everything from here on, in this thread, in `language`; an unknown one means Indonesian."""
    _language.set(language if language in LANGUAGES else DEFAULT)


@contextmanager
def using(language: str) -> Iterator[None]:
    """Word what happens inside in `language`."""
    token = _language.set(language if language in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _language.reset(token)


def current() -> str:
    """The language in use in this thread."""
    return _language.get()


def _(text: str, **values: Any) -> str:
    """`text` in the reader's language, its ``{placeholders}`` filled from `values`."""
    worded = _catalogue(current()).get(text, text)
    return worded.format(**_worded(values)) if values else worded


def ngettext(singular: str, plural: str, n: int, **values: Any) -> str:
    """`singular` or `plural` by `n` in the reader's language; ``{n}`` is filled with `n`.

    Indonesian has one form for both, catalogued under `singular`.
    """
    if current() == "en":
        worded = singular if n == 1 else plural
    else:
        worded = _catalogue(current()).get(singular, singular)
    return worded.format(n=n, **_worded(values))


def say(message: Message) -> str:
    """The sentence of a Message in the reader's language."""
    return _(message.text, **message.values)


def _worded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: say(value) if isinstance(value, Message) else value for key, value in values.items()}


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """Every translated string of one language.

    Raises ValueError when two rooms translate one source string differently: the same words
    would then read differently from page to page.
    """
    strings: dict[str, str] = {}
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file):
                source = entry.id if isinstance(entry.id, str) else entry.id[0]
                target = entry.string if isinstance(entry.string, str) else entry.string[0]
                if not source or not target:
                    continue
                if strings.setdefault(source, target) != target:
                    raise ValueError(f"{path.name} translates {source!r} differently from another catalogue")
    return strings
