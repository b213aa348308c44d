"""Text that a spreadsheet would run as a formula, made harmless and given back unchanged.

Excel, LibreOffice and Google Sheets run a CSV cell that begins with = + - or @, quoted or not (OWASP, "CSV Injection").
An apostrophe in front makes it text. What stands in a download may come back in an upload, so the apostrophe is put on
by one rule and taken off by the same rule.
"""

import re

# Blanks in front do not help: some programs trim them while opening and run what is left. Tab, carriage return and
# line feed are dangerous by themselves, since they can end the cell. The full-width signs are what a Japanese or
# Chinese Excel reads as the plain ones. Apostrophes already in front are part of the rule, or a text that really
# reads '=1 would come back as =1.
_DANGER = re.compile(r"'*[\x00-\x20\s\u200b-\u200f\u2060\ufeff]*[\t\r\n=+\-@＝＋－＠]")


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet could run `text`, or `text` is the defused form of such a one."""
    return _DANGER.match(text) is not None


def defuse(text: str) -> str:
    """`text` as a spreadsheet shows it without running it: with an apostrophe in front where it needs one."""
    return "'" + text if is_dangerous(text) else text


def restore(text: str) -> str:
    """The text that `defuse` was given; any other text is returned as it is."""
    return text[1:] if text.startswith("'") and is_dangerous(text[1:]) else text
