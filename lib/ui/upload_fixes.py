"""Cells typed anew in the browser: the file stays as it was sent, the typed text is read in the cell's place."""

from collections.abc import Sequence

import streamlit as st

from lib.intake.choices import Choices
from lib.intake.readings import Problem
from lib.text import _, ngettext, number, say
from lib.ui.field_names import field_name
from lib.ui.markup import plain
from lib.ui.tables import pick_rows

MOST = 50
A_PAGE = 10


def mendable(problems: Sequence[Problem]) -> list[Problem]:
    """What one cell is to blame for, a cell once: the first problem of each that refuses its row."""
    cells: dict[tuple[str, int, int], Problem] = {}
    for problem in problems:
        if problem.level == "error" and problem.column is not None:
            cells.setdefault((problem.sheet, problem.row, problem.column), problem)
    return list(cells.values())


def mend_cells(problems: Sequence[Problem], choices: Choices, *, key: str) -> Choices:
    """Offer to type up to MOST cells anew; with more, the file is the better place to mend them."""
    cells = mendable(problems)
    if not cells:
        return choices
    title = ngettext("Type {n} cell here", "Type {n} cells here", len(cells))
    if len(cells) > MOST:
        st.caption(_("{n} cells want mending; more than {most} are mended faster in the file. Take the refused rows "
                     "below, mend them and send them back.", n=number(len(cells)), most=number(MOST)))
        return choices
    with st.expander(title, icon=":material/edit:", key=f"{key}-fixes"):
        shown = cells[pick_rows(len(cells), key=f"{key}-fixes-page", rows=A_PAGE)]
        with st.form(f"{key}-fixes-form", border=False):
            typed = [(problem, _ask(problem, choices, key=key)) for problem in shown]
            if st.form_submit_button(_("Read again with these"), type="primary", icon=":material/refresh:"):
                for problem, text in typed:
                    if text != _as_sent(problem, choices):
                        choices = choices.with_cell(problem.sheet, problem.row, problem.column, text)
    return choices


def _ask(problem: Problem, choices: Choices, *, key: str) -> str:
    where = _("Row {rows}", rows=problem.row)
    sheet = f"{problem.sheet}, " if problem.sheet else ""
    said = " ".join(say(part) for part in (problem.message, problem.hint) if part)
    return st.text_input(f"**{plain(sheet + where)}** · {plain(field_name(problem.field))}: {plain(said)}",
                         _as_sent(problem, choices), key=f"{key}-fix-{problem.sheet}-{problem.row}-{problem.column}")


def _as_sent(problem: Problem, choices: Choices) -> str:
    """What stands in the cell now: typed before, or as the file has it."""
    return choices.cells.get((problem.sheet, problem.row, problem.column), problem.text)
