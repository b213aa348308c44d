"""No traceback reaches a page."""

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest


def _script(body: str) -> AppTest:
    head = "import streamlit as st\nfrom lib.errors import Refusal\nfrom lib.text import Message, use\n" \
           "from lib.ui.errors import end_page, guarded\nuse('id')\n"
    return AppTest.from_string(head + "with guarded():\n    " + body.replace("\n", "\n    ")).run()


def test_unforeseen_error_is_a_number_here_and_a_traceback_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "kentongan"):
        page = _script("secret = 'rahasia'\nraise KeyError(secret)")
    shown = page.error[0].value
    number = re.search(r"nomor (\d{6}) ", shown)[1]

    assert (len(page.exception), len(page.error)) == (0, 1)
    assert "rahasia" not in shown
    assert [number in record.getMessage() and record.exc_info is not None for record in caplog.records] == [True]


def test_refusal_is_its_sentence_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "kentongan"):
        page = _script("raise Refusal(Message('There is no user {name}.', {'name': 'siti'}))")

    assert [error.value for error in page.error] == ["Pengguna siti tidak ada."]
    assert caplog.records == []


def test_what_a_file_says_is_no_markup_in_a_refusal() -> None:
    page = _script("raise Refusal(Message('There is no user {name}.', {'name': '![x](http://localhost/x.png)'}))")

    assert [error.value for error in page.error] == [r"Pengguna \!\[x\]\(http\://localhost/x\.png\) tidak ada."]


def test_rerun_and_end_of_page_are_no_errors() -> None:
    page = _script("if 'again' not in st.session_state:\n    st.session_state['again'] = True\n    st.rerun()\n"
                   "st.title('after the rerun')\nend_page()\nst.title('never')")

    assert ([title.value for title in page.title], len(page.error), len(page.exception)) == (["after the rerun"], 0, 0)
