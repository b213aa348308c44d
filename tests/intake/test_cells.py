"""Cells as the readers want them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.cells import clean_text
from lib.text.formulas import defuse

OWN = st.text(alphabet="=+-@'ab1 \u200b", min_size=1, max_size=8).filter(lambda text: not text.startswith("'"))


@given(OWN)
def test_what_a_download_guards_is_read_as_it_was(text: str) -> None:
    assert clean_text(defuse(text)) == clean_text(text)


@pytest.mark.parametrize(("typed", "read"), [
    ("'=SUM(1;2) senam", "=SUM(1;2) senam"), ("''=1", "'=1"), ("'08123", "08123"), ("'", "'"), ("  ", None),
    ("'+62812", "+62812"), ("a\u200bb\u00a0c", "ab c"),
], ids=["formula", "told with an apostrophe", "number as text", "apostrophe alone", "blank", "telephone", "invisible"])
def test_text_is_read_without_what_only_the_program_put_there(typed: str, read: str | None) -> None:
    assert clean_text(typed) == read
