"""Cells as the readers want them."""

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake import cells
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


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(" '\"=+-@#:\u00a0\u200b\r\nEr502"), max_size=8))
def test_a_text_that_needs_no_cleaning_stays_as_it_is(text: str) -> None:
    """Told by one look or cleaned step by step, it comes to the same."""
    with patch.object(cells, "_CLEAN", re.compile(r"(?!)")):
        step_by_step = clean_text.__wrapped__(text)
    assert clean_text.__wrapped__(text) == step_by_step
