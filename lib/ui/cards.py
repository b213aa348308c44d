"""Cards: what, where, when, why it is shown, what to do now. The order is the same on every page."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib.reference.labels import Labels
from lib.schedule.wordings import clash_advice, clash_sentence, level_name
from lib.text import day, hours
from lib.ui.markup import plain

COLOURS = {5: "red", 4: "red", 3: "orange", 2: "yellow"}
"""Streamlit's badge colours nearest to the levels'; the mark and the word carry the level."""


def clash_card(clash: Mapping[str, Any], labels: Labels, clock_label: str) -> None:
    """One clash of ``find_clashes``."""
    with st.container(border=True, gap="xsmall"):
        badge = f":{COLOURS[clash['level']]}-badge[{level_name(clash['level'])}]"
        when = f"{day(clash['starts'])}, {hours(clash['starts'], clash['ends'], label=clock_label)}"
        st.markdown(f"{badge} **{when}**")
        st.markdown(plain(clash_sentence(clash, labels)))
        st.caption(clash_advice(clash))
