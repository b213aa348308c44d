"""The review of an uploaded file before it is stored: what was read, what was refused and why."""

import pandas as pd
import streamlit as st

from lib.clock import to_local
from lib.intake.history import find_same_file
from lib.intake.plans import Plan
from lib.intake.readings import Problem, Reading
from lib.reference.labels import Labels
from lib.text import N_, Message, _, clock, day_short, day_time, ngettext, number, say
from lib.ui.downloads import download
from lib.ui.field_names import field_name
from lib.ui.markup import plain
from lib.ui.session import cached, city
from lib.ui.tables import show_table
from lib.ui.upload_decisions import changes_in_words

LEVEL_NAMES = {"error": N_("refused"), "warning": N_("stored, field left empty"), "note": N_("note")}
OUTCOME_NAMES = {"new": N_("new"), "changed": N_("changed"), "same": N_("same as stored"), "moved": N_("moved")}
NUMBER_WIDTH = 168  # pixels: two stand side by side on a phone
_FIRST_SHOWN = ("changed", "moved", "new", "same")
PREVIEW_ROWS = 10
LISTED, NAMED_ROWS = 20, 8


def count_refused(problems: list[Problem]) -> int:
    """The rows that are refused."""
    return len({(problem.sheet, problem.row) for problem in problems if problem.level == "error"})


def show_counts(plan: Plan, refused: int) -> None:
    """Four numbers: what storing would do."""
    with st.container(horizontal=True):
        for label, value in ((_("New"), plan.count("new")),
                             (_("Changed or moved"), plan.count("changed") + plan.count("moved")),
                             (_("Same"), plan.count("same")), (_("Refused"), refused)):
            st.metric(label, number(value), border=True, width=NUMBER_WIDTH)


def note_same_file(reading: Reading, plan: Plan) -> None:
    """Say when and by whom exactly this file came first."""
    same = cached(find_same_file, reading.sha256, reading.kind)
    if same is None:
        return
    words = {"when": day_time(to_local(same["created_at"], city().timezone)), "who": same["created_by"]}
    if plan.count("same") == len(plan.rows) and not plan.cancelled:
        st.info(_("Exactly this file was stored on {when} by {who}. Storing it again changes nothing.", **words))
    else:
        st.warning(_("Exactly this file was stored on {when} by {who}; other things were stored since, or it is read "
                     "in another way now. Look at what would change.", **words))


def show_rows(reading: Reading, plan: Plan, labels: Labels) -> None:
    """The first rows as they would be stored."""
    if not plan.rows:
        return
    shown = sorted(plan.rows, key=lambda planned: _FIRST_SHOWN.index(planned.outcome))[:PREVIEW_ROWS]
    frame = pd.DataFrame([
        {"row": planned.row.row, "outcome": _(OUTCOME_NAMES[planned.outcome]),
         "changes": changes_in_words(planned, labels), **_row_words(reading.kind, planned.row.values, labels)}
        for planned in shown])
    if not frame["changes"].any():
        frame = frame.drop(columns="changes")
    heads = {"row": _("Row"), "outcome": _("On storing"), "changes": _("What changes")}
    show_table(frame, {name: heads.get(name, name) for name in frame.columns}, key=f"rows-{reading.sha256[:8]}",
               sentences=frame.columns.intersection(["changes"]))
    if len(plan.rows) > PREVIEW_ROWS:
        st.caption(_("The first {shown} of {n} rows, changes first.", shown=number(PREVIEW_ROWS),
                     n=number(len(plan.rows))))


def show_problems(name: str, problems: list[Problem], *, key: str) -> None:
    """Every problem: row as the spreadsheet shows it, sheet, column, text found, what is wrong, how to mend."""
    if not problems:
        return
    frame = problems_frame(name, problems)
    refused = sum(problem.level == "error" for problem in problems)
    st.markdown(ngettext("**{n} problem**", "**{n} problems**", len(problems))
                + (" · " + ngettext("{n} refuses a row", "{n} refuse a row", refused) if refused else ""))
    lines = group_problems(problems)
    for rows, problem in lines[:LISTED]:
        st.markdown(_problem_line(rows, problem))
    if len(lines) > LISTED:
        st.caption(_("and {n} more; all of them stand in the table", n=number(len(lines) - LISTED)))
    with st.expander(_("All problems as a table"), icon=":material/table_rows:"):
        shown = frame.assign(field=[field_name(field) for field in frame["field"]],
                             level=[_(LEVEL_NAMES[level]) for level in frame["level"]])
        show_table(shown, {"row": _("Row"), "sheet": _("Sheet"), "field": _("Column"), "found": _("Text found"),
                           "reason": _("What is wrong"), "hint": _("How to mend"), "level": _("Result")},
                   key=f"problems-{key}", sentences=("reason", "hint"))
    download("refused_rows", frame)


def group_problems(problems: list[Problem]) -> list[tuple[list[int], Problem]]:
    """Equal problems once, with the rows they stand in; those that refuse a row first, then by row."""
    groups: dict[tuple[str, ...], tuple[list[int], Problem]] = {}
    for problem in problems:
        key = (problem.level, problem.sheet, problem.field, problem.text, say(problem.message))
        groups.setdefault(key, ([], problem))[0].append(problem.row)
    return sorted(groups.values(), key=lambda group: (group[1].level != "error", group[1].sheet, group[0][0]))


def _problem_line(rows: list[int], problem: Problem) -> str:
    mark = ":red-badge[✕]" if problem.level == "error" else ":orange-badge[!]"
    where = _("Row {rows}", rows=", ".join(map(str, rows[:NAMED_ROWS])) + (" …" if len(rows) > NAMED_ROWS else ""))
    sheet = f"{problem.sheet}, " if problem.sheet else ""
    said = " ".join(say(part) for part in (problem.message, problem.hint) if part)
    return f"{mark} **{plain(sheet + where)}** · {plain(field_name(problem.field))}: {plain(said)}"


def problems_frame(name: str, problems: list[Problem]) -> pd.DataFrame:
    """Problems as the summary table refused_rows."""
    return pd.DataFrame([{
        "file": name, "sheet": problem.sheet, "row": problem.row, "field": problem.field, "level": problem.level,
        "found": problem.text, "reason": say(problem.message), "hint": say(problem.hint) if problem.hint else "",
    } for problem in problems], columns=["file", "sheet", "row", "field", "level", "found", "reason", "hint"])


def summary(reading: Reading) -> Message:
    """One sentence on what was read."""
    return Message(N_("{n} rows read from {sheets} sheets."), {
        "n": number(len(reading.rows) + len({row.row for row in reading.held})),
        "sheets": number(len({found.sheet for found in reading.sheets}))})


def _row_words(kind: str, values: dict, labels: Labels) -> dict[str, str]:
    area = values.get("area_code")
    if kind == "schedule":
        end = values.get("end")
        return {
            _("Organiser"): labels.organiser(values["party"]), _("Activity"): labels.activity(values["activity"]),
            _("Day"): day_short(values["start"]),
            _("Hours"): clock(values["start"]) + "–" + (clock(end) if end else "…"),
            _("Venue"): values["venue"], _("Ward"): labels.area(area) if area else "",
            _("Attendance"): number(values["attendance"]) if values.get("attendance") is not None else ""}
    occurred = values["occurred"]
    return {
        _("Day"): day_short(occurred), _("Hour"): clock(occurred) if values.get("occurred_has_time") else "",
        _("Ward"): labels.area(area) if area else "", _("Place"): values.get("place") or "",
        _("Category"): labels.category(values.get("category")),
        _("Severity"): str(values["severity"]) if values.get("severity") else "",
        _("Description"): values["description"]}

