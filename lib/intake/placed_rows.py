"""The place of a row: its ward from whatever cells say where, or what is to be settled about them."""

from dataclasses import replace

from lib.intake.cells import Cell, compact, is_nothing, show
from lib.intake.drafts import Draft
from lib.intake.readings import Held
from lib.intake.table_rows import Entry
from lib.intake.toolbox import Toolbox
from lib.intake.values.wards import PlaceCells
from lib.text import N_, Message

CODE_AGAINST_NAME = N_("The ward code {code} is not that of {name}.")


def place_row(draft: Draft, where: PlaceCells, tools: Toolbox, entry: Entry, code: Cell) -> None:
    """Put the ward and the well-known venue of a row into its values; `code` is the cell of a column of ward codes."""
    if is_nothing(where.ward):
        where, code = replace(where, ward=code), None
    texts = where.texts
    cell = next((cell for cell in (where.ward, where.mixed, *texts) if not is_nothing(cell)), None)
    placed = tools.place(where, entry.context.area_code, entry.context.district_code, entry.context.unknown_place)
    if not is_nothing(code) and not isinstance(placed, Held):
        by_code = tools.place(PlaceCells(ward=code), None, None)
        if isinstance(by_code, Held):
            placed, cell = by_code, code
        elif by_code.area_code != placed.area_code:
            placed = Held(Message(CODE_AGAINST_NAME, {"code": show(code), "name": show(cell)}))
    if isinstance(placed, Held):
        culprit = _culprit(placed, cell, where)
        draft.tell(
            "area_code",
            "error",
            cell if culprit is None else culprit,
            placed.message,
            placed.hint,
            is_about_cell=culprit is not None,
        )
        draft.values["area_code"] = None
    else:
        draft.values["area_code"] = placed.area_code
        if placed.warning:
            draft.tell("area_code", "warning", cell, placed.warning.message)
    draft.values["venue_id"] = tools.venue(texts[0]) if texts else None


def _culprit(held: Held, cell: Cell, where: PlaceCells) -> Cell:
    """The cell of a place that says what is held against it; None when that stands in none of them."""
    found = held.message.values.get("found")
    if found is None:
        return cell
    said = (cell, where.ward, where.mixed, where.district, where.city, *where.texts)
    return next((cell for cell in said if not is_nothing(cell) and compact(found) in compact(show(cell))), None)
