"""How a file is to be read, step by step: sheets, heads, columns, words. Each step takes the choices made so far and
gives them as the person now has them; the page keeps them and reads the file anew.

A step that is certain is folded, but it can be opened: going back is opening it.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from lib.intake.choices import NOT_USED, REFUSED, Choices
from lib.intake.columns import column_fields
from lib.intake.readings import DateQuestion, Found, Reading, SheetPreview, Unknown
from lib.reference.labels import Labels
from lib.text import N_, _, day, ngettext, number, percent
from lib.ui.field_names import column_name, field_name, names_of
from lib.ui.markup import plain
from lib.ui.tables import pick_rows

UNDECIDED = "?"
UNKNOWNS_A_PAGE = 10
ORDERS = {
    "day_first": N_("The day comes first"), "month_first": N_("The month comes first"),
    "as_shown": N_("As the file shows them"), "turned": N_("Day and month turned round"),
}


def choose_sheets(reading: Reading, choices: Choices, *, key: str) -> Choices:
    """Which sheets are read, and in which row of each the headings stand."""
    tables = {found.sheet: found.header_row for found in reversed(reading.sheets)}
    bare = sum(preview.name not in tables and preview.name not in choices.left_out for preview in reading.previews)
    said = ngettext("{n} sheet read", "{n} sheets read", len(tables))
    if bare:
        said += ", " + ngettext("{n} without a table", "{n} without a table", bare)
    # A recap beside the table is usual; a file without any table is not.
    with _step(_("Sheets and headings"), is_certain=bool(tables) and not choices.header_rows, said=said,
               key=f"{key}-sheets"):
        for place, preview in enumerate(reading.previews):
            choices = _choose_sheet(preview, tables.get(preview.name), choices, key=f"{key}-sheet-{place}")
    return choices


def _choose_sheet(preview: SheetPreview, header_row: int | None, choices: Choices, *, key: str) -> Choices:
    name = plain(preview.name) or _("The file")
    label = _("Read {sheet}: {n} filled rows", sheet=name, n=number(preview.total))
    is_read = st.checkbox(label, preview.name not in choices.left_out, key=f"{key}-read")
    choices = choices.with_sheet_left_out(preview.name, not is_read)
    if not is_read:
        return choices
    chosen = choices.header_rows.get(preview.name, header_row)
    # Always the same rows: a tick is a place in the table, and would come to stand at another row.
    frame = _as_frame(preview.rows, preview.columns)
    numbers = [row_number for row_number, _texts in preview.rows]
    st.caption(_("The headings stand in row {row}. Tick another row if that is wrong.", row=chosen)
               if chosen is not None else _("No headings were recognised here. Tick the row they stand in."))
    rounds = f"{key}-heads-undone"
    picked = st.dataframe(frame, hide_index=True, width="stretch", on_select="rerun",
                          key=f"{key}-{st.session_state.setdefault(rounds, 0)}-rows",
                          selection_mode="single-row", alt=_("The first rows of {sheet}", sheet=name))
    ticked = picked["selection"]["rows"]
    if ticked and numbers[ticked[0]] != chosen:
        return choices.with_header_row(preview.name, numbers[ticked[0]])
    if preview.name in choices.header_rows and st.button(_("Back to the headings as found"), key=f"{key}-as-found",
                                                         type="tertiary", icon=":material/undo:"):
        st.session_state[rounds] += 1  # a new table: in this one the row would still be ticked
        return choices.with_header_row(preview.name, None)
    return choices


def _as_frame(rows: Sequence[tuple[int, Sequence[str]]], columns: int) -> pd.DataFrame:
    letters = [_letters(index) for index in range(columns)]
    return pd.DataFrame([{_("Row"): row_number, **dict(zip(letters, texts, strict=False))}
                         for row_number, texts in rows], columns=[_("Row"), *letters])


def _letters(index: int) -> str:
    """0 -> A, 26 -> AA: the columns as the spreadsheet program calls them."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def choose_columns(reading: Reading, choices: Choices, *, key: str) -> Choices:
    """What each column of each table is taken for."""
    is_certain = all(found.certainty == "certain" for found in reading.sheets)
    unused = sum(not column.field for found in reading.sheets for column in found.columns)
    with _step(_("What the columns are"), is_certain=is_certain, key=f"{key}-columns",
               said=ngettext("{n} column not used", "{n} columns not used", unused)):
        for place, found in enumerate(reading.sheets):
            choices = _choose_table(reading, found, choices, key=f"{key}-table-{place}")
    return choices


def _choose_table(reading: Reading, found: Found, choices: Choices, *, key: str) -> Choices:
    if found.sheet:
        st.markdown(f"**{plain(found.sheet)}**")
    fields = [NOT_USED, *column_fields(reading.kind)]
    with st.container(horizontal=True):
        for column in found.columns:
            options = fields if column.field in fields else [*fields, column.field]
            sure = f" ({percent(column.confidence)})" if column.field and column.confidence < 1 else ""
            taken = st.selectbox(
                f"{_letters(column.index)} · {plain(column.head)}{sure}", options, options.index(column.field),
                format_func=lambda field: column_name(reading.kind, field) if field else _("not used"),
                key=f"{key}-{column.index}-{column.field}", width=210)
            if taken != column.field:
                choices = choices.with_column(found.sheet, found.header_row, column.index, taken)
    return choices


def settle_dates(questions: Sequence[DateQuestion], choices: Choices, *, key: str) -> Choices:
    """Ask for each column of dates that can be read in two ways, with three of its cells in words."""
    for place, question in enumerate(questions):
        with st.container(border=True, key=f"{key}-dates-{place}"):
            heads = ", ".join(plain(head) for head in question.heads)
            st.markdown(_("**The dates in {heads} can be read in two ways.** The file does not say which.", heads=heads)
                        + (f" ({plain(question.sheet)})" if question.sheet else ""))
            told = choices.date_orders.get((question.sheet, question.header_row))
            picked = st.radio(
                _("Which is right?"), question.orders,
                index=question.orders.index(told) if told in question.orders else None,
                format_func=lambda order, question=question: f"{_(ORDERS[order])}: {_samples(question, order)}",
                key=f"{key}-order-{place}")
            if picked and picked != told:
                choices = choices.with_date_order(question.sheet, question.header_row, picked)
    return choices


def _samples(question: DateQuestion, order: str) -> str:
    return "; ".join(f"{plain(sample.text)} = {day(sample.days[order])}" for sample in question.samples)


def match_words(unknowns: Sequence[Unknown], choices: Choices, labels: Labels, *,
                key: str) -> tuple[Choices, Mapping[tuple[str, str], str]]:
    """Ask for each word of a closed list that is not known what it means; also gives what is to be remembered."""
    names = names_of(labels)
    choices = _reconsider_words(choices, names, key=key)
    if not unknowns:
        return choices, {}
    remembered: dict[tuple[str, str], str] = {}
    with st.form(f"{key}-words", border=True):
        st.markdown(_("**Words that are not known.** Choose what each means, or leave its rows out."))
        shown = unknowns[pick_rows(len(unknowns), key=f"{key}-words-page", rows=UNKNOWNS_A_PAGE)]
        picked = {(unknown.field, unknown.key): _ask_word(unknown, names[unknown.field], key=key) for unknown in shown}
        remember = st.checkbox(_("Remember this for later files"), True, key=f"{key}-words-remember")
        if st.form_submit_button(_("Use these meanings"), type="primary"):
            for (field, spelling), code in picked.items():
                if code != UNDECIDED:
                    choices = choices.with_meaning(field, spelling, code)
                    if remember and code != REFUSED:
                        remembered[field, spelling] = code
    return choices, remembered


def _reconsider_words(choices: Choices, names: Mapping[str, Mapping[str, str]], *, key: str) -> Choices:
    """The meanings chosen for this file, each of which can be taken back."""
    decided = [(field, word, code) for (field, word), code in choices.meanings.items()]
    taken_back = st.pills(
        _("Meanings chosen for this file; press one to take it back"), decided, key=f"{key}-decided-{len(decided)}",
        format_func=lambda meaning: f"{meaning[1]} = {names[meaning[0]].get(meaning[2], _('leave its rows out'))}",
    ) if decided else None
    return choices.with_meaning(taken_back[0], taken_back[1], None) if taken_back else choices


def _ask_word(unknown: Unknown, names: Mapping[str, str], *, key: str) -> str:
    """What one word means. A guess is named, never chosen: nobody may have looked at it."""
    words = {UNDECIDED: _("not decided yet"), REFUSED: _("leave its rows out"), **names}
    rows = ngettext("{n} row", "{n} rows", unknown.count)
    label = f"{field_name(unknown.field)}: **{plain(unknown.text)}** · {rows}"
    guess = [unknown.guess] if unknown.guess in names else []
    if guess:
        label += " · " + _("perhaps {name}", name=plain(names[unknown.guess]))
    options = [UNDECIDED, *guess, REFUSED, *(code for code in names if code not in guess)]
    return st.selectbox(label, options, format_func=words.__getitem__,
                        key=f"{key}-word-{unknown.field}-{unknown.key}")


def _step(title: str, *, is_certain: bool, said: str, key: str) -> st.delta_generator.DeltaGenerator:
    """One step, folded when there is nothing to look at; the mark says so too."""
    icon = ":material/check_circle:" if is_certain else ":material/help:"
    return st.expander(f"{title} · {said}", expanded=not is_certain, icon=icon, key=key)
