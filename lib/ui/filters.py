"""Filters in one line, kept in the address, and said in words above every table and in every download.

The keys are the names in the address; pages that share a filter share its key, so that a choice travels along.
"""

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from lib.reference.labels import Labels
from lib.schedule.reasons import LEVEL_LABELS
from lib.schedule.wordings import level_name
from lib.text import _, day
from lib.ui.addresses import pick_many

Words = tuple[str, str]


WIDTH = 164
"""Pixels of a filter: two stand side by side on a phone."""


class Filters:
    """What was chosen, in words: pages add each choice and print or export the sum. Draw them inside :func:`row`."""

    def __init__(self) -> None:
        self.words: list[Words] = []

    def districts(self, labels: Labels) -> tuple[str, ...]:
        """District codes; none chosen means all."""
        return self._many(_("District"), labels.districts, "kecamatan")

    def organisers(self, labels: Labels) -> tuple[str, ...]:
        """Organiser codes; none chosen means all."""
        return self._many(_("Organiser"), labels.organisers, "peserta")

    def categories(self, labels: Labels) -> tuple[str, ...]:
        """Incident categories; none chosen means all."""
        return self._many(_("Category"), labels.categories, "kategori")

    def activities(self, labels: Labels) -> tuple[str, ...]:
        """Campaign activities; none chosen means all."""
        return self._many(_("Activity"), labels.activities, "bentuk")

    def levels(self) -> tuple[int, ...]:
        """Clash levels; none chosen means all."""
        names = {str(level): level_name(level) for level in sorted(LEVEL_LABELS, reverse=True)}
        chosen = self._many(_("Level"), names, "tingkat")
        return tuple(int(level) for level in chosen)

    def days(self, first: date, last: date, *, key: str, label: str | None = None) -> tuple[date, date]:
        """A span of days, both included; `first` and `last` are shown until others are picked."""
        label = label or _("Dates")
        _follow_default(key, (first, last))
        picked = st.date_input(label, (first, last), key=key, format="DD/MM/YYYY", bind="query-params", width=260)
        # While the second day is being picked there is only one.
        span = (picked[0], picked[-1]) if isinstance(picked, tuple) and picked else (first, last)
        self.words.append((label, f"{day(span[0])} – {day(span[1])}" if span[0] != span[1] else day(span[0])))
        return span

    def line(self) -> None:
        """Say in one line what is filtered."""
        if self.words:
            st.caption(" · ".join(f"{label}: {value}" for label, value in self.words))

    def _many(self, label: str, options: Mapping[str, str], key: str) -> tuple[str, ...]:
        chosen = pick_many(label, options, key=key, placeholder=_("all"), select_all=False, width=WIDTH)
        if chosen:
            self.words.append((label, ", ".join(options[code] for code in chosen)))
        return chosen


def _follow_default(key: str, default: tuple[date, date]) -> None:
    """Move a span that was never changed along with its default, which moves with the day that pages work as of."""
    kept = f"{key}-default"
    before = st.session_state.get(kept)
    if before is not None and before != default and st.session_state.get(key) == before:
        st.session_state[key] = default
    st.session_state[kept] = default


def row() -> st.delta_generator.DeltaGenerator:
    """The line of filters; it wraps where the screen is narrow."""
    return st.container(horizontal=True, vertical_alignment="bottom")


def week_from(first: date) -> tuple[date, date]:
    """The seven days that begin with `first`."""
    return first, first + timedelta(days=6)
