"""Every sentence in the sources stands in the catalogues, once and whole, and nothing else does."""

import ast
import string
from collections import defaultdict
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "lib/text/catalogues/id").glob("*.po"))
KEYWORDS = {"_": None, "N_": None, "Message": (1,), "ngettext": (1, 2)}


def _sources() -> list[Path]:
    return [path for path in (ROOT / "app.py", *sorted(ROOT.glob("lib/**/*.py")), *sorted(ROOT.glob("pages/**/*.py")))
            if path.exists()]


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def _marked(path: Path) -> list[tuple[int, str, str | None, ast.expr]]:
    """(line, source string, plural or None, first argument) of each marked string; the string is "" if no literal."""
    found = []
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in KEYWORDS:
                texts = [arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else ""
                         for arg in node.args]
                plural = texts[1] if name == "ngettext" and len(texts) > 1 else None
                found.append((node.lineno, texts[0], plural, node.args[0]))
    return found


def _where() -> dict[tuple[str, str | None], str]:
    """The place (file:line) of each source string, the first one when there are several."""
    places: dict[tuple[str, str | None], str] = {}
    for path in _sources():
        for line, text, plural, _ in _marked(path):
            if text:
                places.setdefault((text, plural), f"{path.relative_to(ROOT)}:{line}")
    return places


def _entries(content: bytes) -> list[tuple[str, str, bool]]:
    """(source string, translation, is fuzzy) of each entry of a catalogue."""
    entries = []
    for entry in read_po(BytesIO(content)):
        source = entry.id if isinstance(entry.id, str) else entry.id[0]
        target = entry.string if isinstance(entry.string, str) else entry.string[0]
        if source:
            entries.append((source, target or "", entry.fuzzy))
    return entries


def _translations() -> dict[str, str]:
    return {source: target for path in CATALOGUES for source, target, _ in _entries(path.read_bytes())}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _differing(source: str, plural: str | None, target: str) -> bool:
    """Whether a translation fills other places than its source; Indonesian has one form, which must do for many."""
    return _placeholders(target) != _placeholders(plural or source)


def test_every_string_is_translated() -> None:
    translations = _translations()
    missing = sorted(
        f"{place} {text!r}" for (text, _), place in _where().items() if not translations.get(text, "").strip()
    )
    assert not missing, "\n".join(missing)


def test_every_translation_has_the_placeholders_of_its_source() -> None:
    translations = _translations()
    differing = [
        f"{place} {text!r} -> {translations[text]!r}"
        for (text, plural), place in _where().items()
        if text in translations and _differing(text, plural, translations[text])
    ]
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_catalogue_holds_no_obsolete_entry(path: Path) -> None:
    used = {text for text, _ in _where()}
    assert [source for source, _, _ in _entries(path.read_bytes()) if source not in used] == []
    assert [line for line in path.read_text("utf-8").splitlines() if line.startswith("#~")] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_catalogue_is_finished(path: Path) -> None:
    assert [source for source, target, fuzzy in _entries(path.read_bytes()) if fuzzy or not target] == []


def test_no_two_catalogues_disagree() -> None:
    wordings = defaultdict(dict)
    for path in CATALOGUES:
        for source, target, _ in _entries(path.read_bytes()):
            wordings[source].setdefault(target, path.name)
    assert {source: found for source, found in wordings.items() if len(found) > 1} == {}


def test_no_catalogue_says_a_thing_twice() -> None:
    """A second entry of one file hides the first without a word: Babel keeps the last."""
    for path in CATALOGUES:
        lines = path.read_text("utf-8").splitlines()
        sources = [line for line in lines if line.startswith("msgid ") and line != 'msgid ""']
        assert sorted(set(sources)) == sorted(sources), path.name


def test_marked_strings_are_whole() -> None:
    """A sentence put together from pieces or by an f-string can be found in no catalogue."""
    built = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in _sources()
        for line, _, _, argument in _marked(path)
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    ]
    assert built == []


def test_the_usual_tools_find_what_we_find() -> None:
    """Whoever adds a language will run Babel's extractor; it must not miss a sentence.

    Inside an f-string it sees nothing before Python 3.12; those marks are left to our own reading of the sources.
    """
    missed = []
    for path in _sources():
        found = set()
        for _, texts, _, _ in extract("python", BytesIO(path.read_bytes()), keywords=KEYWORDS):
            found |= {texts} if isinstance(texts, str) else {text for text in texts if text}
        hidden = {id(inner) for node in ast.walk(_tree(path)) if isinstance(node, ast.JoinedStr)
                  for inner in ast.walk(node)}
        missed += [f"{path.relative_to(ROOT)}:{line} {text!r}" for line, text, _, argument in _marked(path)
                   if text and text not in found and id(argument) not in hidden]
    assert missed == []


# The checks above must be able to fail.


def test_marked_strings_are_found_in_every_form(tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text(
        '_("one {n}", n=1)\nlabel = N_("two " "parts")\nMessage("three", {})\nMessage(N_("four"), {"a": N_("five")})\n'
        'ngettext("{n} row", "{n} rows", 2)\ntext.ngettext("a", "b", 1)\n'
        '_(label)\n_(f"six {label}")\n_("se" + "ven")\n',
        encoding="utf-8",
    )
    marked = _marked(path)
    assert sorted((line, text, plural) for line, text, plural, _ in marked if text) == [
        (1, "one {n}", None), (2, "two parts", None), (3, "three", None), (4, "five", None), (4, "four", None),
        (5, "{n} row", "{n} rows"), (6, "a", "b"),
    ]
    assert [line for line, _, _, arg in marked if isinstance(arg, ast.JoinedStr | ast.BinOp)] == [8, 9]


@pytest.mark.parametrize(
    ("source", "plural", "target", "differs"),
    [
        ("{a} of {b}", None, "{b} dari {a}", False),
        ("{a} of {b}", None, "{a} dari {c}", True),
        ("{a} of {b}", None, "{a}", True),
        ("one row", "{n} rows", "{n} baris", False),
        ("one row", "{n} rows", "baris", True),
        ("{{literal}} {a}", None, "{a} {{apa adanya}}", False),
    ],
)
def test_placeholders_are_compared_by_name(source: str, plural: str | None, target: str, differs: bool) -> None:
    assert _differing(source, plural, target) == differs


def test_unfinished_entries_are_seen() -> None:
    content = b'msgid ""\nmsgstr "Language: id\\n"\n\nmsgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "b"\nmsgstr "be"\n'
    assert _entries(content) == [("a", "", False), ("b", "be", True)]
