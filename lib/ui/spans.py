"""A span of days picked in words: it follows the day the page works as of, unless somebody picks days of their own."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from lib.text import _, day
from lib.ui.addresses import pick_one
from lib.ui.filters import WIDTH, Filters

Span = tuple[date, date]
_OWN = "pilih"


def pick_span(filters: Filters, spans: Mapping[str, tuple[str, Span]], *, key: str, width: int = WIDTH) -> Span:
    """One of `spans` (code -> words and days, both ends included; the first is the default) or days of one's own.

    A date picker alone would keep the default of the day on which it was first drawn.
    """
    names = {code: words for code, (words, _span) in spans.items()} | {_OWN: _("choose the days ...")}
    code = pick_one(st.selectbox, _("Period"), names, key=key, width=width)
    if code == _OWN:
        first, last = next(iter(spans.values()))[1]
        return filters.days(first, last, key=f"{key}-pilihan", label=_("From – to"))
    words, span = spans[code]
    filters.words.append((_("Period"), f"{words}, {say_span(*span)}"))
    return span


def say_span(first: date, last: date) -> str:
    """"Kamis, 11 Januari 2024 – Rabu, 24 Januari 2024"; a single day once."""
    return f"{day(first)} – {day(last)}" if first != last else day(first)
