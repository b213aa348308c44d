"""What people and files write is never formatting on a page."""

from lib.text import Message, using
from lib.ui.markup import said


def test_values_are_plain_and_the_sentence_is_not() -> None:
    inner = Message("*{word}*", {"word": "**a**"})
    with using("en"):
        assert said(Message("**{n}** of {file}: {inner}", {"n": 3, "file": "[x](y)", "inner": inner})) == (
            r"**3** of \[x\]\(y\): *\*\*a\*\**")
