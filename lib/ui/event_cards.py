"""The card of one event, in a drawer: who, what, when, where, and what its notice to the police states."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.reference.labels import Labels, load_labels, state_name
from lib.text import _, day, hours, number
from lib.ui.field_names import field_name
from lib.ui.fragments import on_its_own
from lib.ui.markup import plain
from lib.ui.rule_cards import draw_rules_in_short
from lib.ui.session import cached_pack, city


def open_event(event: Mapping[str, Any]) -> None:
    """Open the card of a timed event beside the page."""
    drawer = st.dialog(_("Activity {n}", n=number(event["event_id"])), position="right", width="medium")
    drawer(on_its_own(draw_event))(event)


def draw_event(event: Mapping[str, Any]) -> None:
    """Draw everything of an event that the viewer's scope shows: label and value, what is not told left out."""
    labels = cached_pack(load_labels)
    st.header(plain(labels.activity(event["activity"])), anchor=False)
    known = [(f"**{label}**", plain(value)) for label, value in event_facts(event, labels, city().clock_label) if value]
    st.table(pd.DataFrame(known), border="horizontal", hide_index=True, hide_header=True)
    draw_rules_in_short(event)


def event_facts(event: Mapping[str, Any], labels: Labels, clock_label: str) -> list[tuple[str, str]]:
    """What an event's columns say in words, "" where nothing is told or shown."""
    when = hours(event["starts"], event["ends_or_estimate"], estimate=event["end_is_estimate"], label=clock_label)
    return [
        (_("Organiser"), labels.organiser(event["organiser"])), (_("Event"), _text(event["title"])),
        (_("Day"), day(event["starts"])), (_("Hours"), when), (_("Venue"), _text(event["venue"])),
        (_("Ward"), labels.area(event["area_code"])), (_("Attendance"), _count(event["attendance"])),
        *((field_name(name), word(event[name])) for name, word in _OF_NOTICE.items()),
        (_("State"), state_name(event["state"])),
    ]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _count(value: Any) -> str:
    return "" if pd.isna(value) else number(value)


def _names(value: Any) -> str:
    return "; ".join(value) if pd.api.types.is_list_like(value) else ""


def _yes_or_no(value: Any) -> str:
    return "" if pd.isna(value) else _("yes") if value else _("no")


def _day(value: Any) -> str:
    return "" if pd.isna(value) else day(value)


_OF_NOTICE = {
    "speakers": _names, "vehicles": _count, "route": _text, "gathering_point": _text, "link": _text,
    "place_permission": _yes_or_no, "notified": _day, "permit_no": _text, "permit_date": _day, "contact": _text,
}  # fmt: skip
