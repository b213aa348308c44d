"""How a sender's columns were taken before: offered for a table with the same heads, remembered when it is stored."""

import streamlit as st

from lib.clock import to_local
from lib.intake.choices import Choices
from lib.intake.mappings import Offer, describe_columns, offer_columns, place_columns, remember_columns
from lib.intake.readings import Found, Reading
from lib.reference.labels import Labels
from lib.text import _, day
from lib.ui.markup import plain
from lib.ui.session import city, store, viewer


def offer_remembered_columns(reading: Reading, choices: Choices, labels: Labels, *, key: str) -> Choices:
    """Offer, for each table whose columns nobody has chosen, the way they were taken the last time if that differs."""
    for place, found in enumerate(reading.sheets):
        if any(table[:2] == (found.sheet, found.header_row) for table in choices.columns):
            continue
        with store().reader(viewer()) as read:
            offer = offer_columns(read, viewer(), reading.kind, _heads(found))
        taken = _as_before(found, offer, choices) if offer else choices
        if taken == choices:
            continue
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(_("A table with these headings was taken in another way before.") + f" {plain(found.sheet)}")
            if st.button(_("Like {day}, {sender}", day=day(to_local(offer.created_at, city().timezone)),
                           sender=_sender(offer, labels)), key=f"{key}-offer-{place}"):
                return taken
    return choices


def remember_columns_of(reading: Reading, choices: Choices) -> None:
    """Keep for later how the columns of each table were taken, where somebody chose it."""
    for found in reading.sheets:
        table = (found.sheet, found.header_row)
        chosen = {place: column.field for place, column in enumerate(found.columns)
                  if (*table, column.index) in choices.columns}
        order = choices.date_orders.get(table)
        if chosen or order:
            remember_columns(store(), viewer(), reading.kind, _heads(found),
                             describe_columns(_heads(found), chosen, order), _only_sender(reading))


def _as_before(found: Found, offer: Offer, choices: Choices) -> Choices:
    table = (found.sheet, found.header_row)
    for place, taken_for in place_columns(offer.choices_part, _heads(found)).items():
        if found.columns[place].field != taken_for:
            choices = choices.with_column(*table, found.columns[place].index, taken_for)
    order = offer.choices_part.get("date_order")
    return choices.with_date_order(*table, order) if order and table not in choices.date_orders else choices


def _heads(found: Found) -> list[str]:
    return [column.head for column in found.columns]


def _sender(offer: Offer, labels: Labels) -> str:
    if offer.sender in labels.organisers:
        return labels.organiser(offer.sender)
    return labels.area(offer.sender) if offer.sender else offer.created_by


def _only_sender(reading: Reading) -> str | None:
    """The organiser or ward all rows are of, if of one."""
    field = "party" if reading.kind == "schedule" else "area_code"
    senders = {row.values.get(field) for row in reading.rows}
    return senders.pop() if len(senders) == 1 else None
