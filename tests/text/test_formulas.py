"""Text that a spreadsheet would run, defused and given back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.text.formulas import defuse, is_dangerous, restore

DANGEROUS_SIGNS = "=+-@\t\r\n＝＋－＠"
# Any text at all, and texts made mostly of what the rule is about.
TEXTS = st.one_of(st.text(), st.text(alphabet="'=+-@\t\r\n \u00a0\ufeff＝a1"))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_restore_inverts_defuse(text: str) -> None:
    assert restore(defuse(text)) == text


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_defused_text_never_starts_dangerously(text: str) -> None:
    defused = defuse(text)
    assert defused[:1] not in {*DANGEROUS_SIGNS}
    assert defused.strip(" \u00a0\ufeff")[:1] not in {*DANGEROUS_SIGNS}


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_defusing_touches_dangerous_text_only(text: str) -> None:
    assert (defuse(text) == text) != is_dangerous(text)


@pytest.mark.parametrize(
    ("text", "defused"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+6281230000000", "'+6281230000000"),
        ("-1 titik", "'-1 titik"),
        ("@akun", "'@akun"),
        ("\tteks", "'\tteks"),
        ("\rteks", "'\rteks"),
        ("\n=1", "'\n=1"),
        ("  =1+1", "'  =1+1"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("''-", "'''-"),
        ("", ""),
        ("'", "'"),
        ("'kutipan'", "'kutipan'"),
        ("Jum'at", "Jum'at"),
        ("rapat = umum", "rapat = umum"),
        ("  spasi di depan", "  spasi di depan"),
    ],
)
def test_known_texts(text: str, defused: str) -> None:
    assert defuse(text) == defused
    assert restore(defused) == text


@pytest.mark.parametrize("text", ["'kutipan'", "'", "''", "teks", "=1", "-5", ""])
def test_restore_leaves_text_that_was_not_defused(text: str) -> None:
    assert restore(text) == text
