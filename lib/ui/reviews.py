"""The review of an uploaded file before it is stored: what was read, what was refused and why."""

import pandas as pd
import streamlit as st

from lib.intake.comparing import Plan
from lib.intake.readings import Problem, Reading
from lib.reference.labels import Labels
from lib.text import N_, Message, _, clock, day_short, ngettext, number, percent, say
from lib.ui.downloads import download
from lib.ui.markup import plain
from lib.ui.tables import show_table

FIELD_NAMES = {
    "party": N_("Organiser"), "activity": N_("Activity"), "title": N_("Event"), "start": N_("Starts"),
    "end": N_("Ends"), "end_is_estimate": N_("End is an estimate"), "venue": N_("Venue"), "area_code": N_("Ward"),
    "attendance": N_("Attendance"), "permit_no": N_("Notice number"), "contact": N_("Contact"),
    "occurred": N_("Occurred"), "place": N_("Place"), "category": N_("Category"), "athg": N_("Threat class"),
    "field": N_("Aspect of life"), "severity": N_("Severity"), "source_grade": N_("Source grade"),
    "parties": N_("Organisers named"), "description": N_("Description"), "reporter": N_("Reporter"),
    "duplicate": N_("Duplicate"), "file": N_("File"), "received": N_("Received"), "row": N_("Row"),
}
LEVEL_NAMES = {"error": N_("refused"), "warning": N_("stored, field left empty"), "note": N_("note")}
OUTCOME_NAMES = {"new": N_("new"), "changed": N_("changed"), "same": N_("same as stored")}
PREVIEW_ROWS = 10
LISTED, NAMED_ROWS = 20, 8


def field_name(field: str) -> str:
    """The name of a canonical field as people read it."""
    return _(FIELD_NAMES[field]) if field in FIELD_NAMES else field


def show_counts(plan: Plan, problems: list[Problem]) -> None:
    """Four numbers: what storing would do."""
    refused = len({(problem.sheet, problem.row) for problem in problems if problem.level == "error"})
    columns = st.columns(4)
    for column, (label, value) in zip(columns, (
            (_("New"), plan.count("new")), (_("Changed"), plan.count("changed")),
            (_("Same"), plan.count("same")), (_("Refused"), refused)), strict=True):
        column.metric(label, number(value))


def show_columns(reading: Reading) -> None:
    """Which column was taken for what, sheet by sheet."""
    for found in reading.sheets:
        sheet = _("Sheet {sheet}", sheet=found.sheet) if found.sheet else _("File")
        st.markdown(_("{sheet}: headings in row {row}, {n} rows read.", sheet=f"**{plain(sheet)}**",
                      row=number(found.header_row), n=number(found.rows)))
        frame = pd.DataFrame([{
            "head": column.head, "field": field_name(column.field) if column.field else _("not used"),
            "sure": percent(column.confidence) if column.field else "",
        } for column in found.columns])
        if not frame.empty:
            show_table(frame, {"head": _("Heading in the file"), "field": _("Taken for"), "sure": _("How sure")},
                       key=f"columns-{reading.sha256[:8]}-{found.sheet}-{found.header_row}")


def show_rows(reading: Reading, plan: Plan, labels: Labels) -> None:
    """The first rows as they would be stored."""
    if not plan.rows:
        return
    frame = pd.DataFrame([
        {"row": planned.row.row, "outcome": _(OUTCOME_NAMES[planned.outcome]),
         **_row_words(reading.kind, planned.row.values, labels)} for planned in plan.rows[:PREVIEW_ROWS]])
    names = [name for name in frame.columns if name not in ("row", "outcome")]
    show_table(frame, {"row": _("Row"), "outcome": _("On storing"), **{name: name for name in names}},
               key=f"rows-{reading.sha256[:8]}")
    if len(plan.rows) > PREVIEW_ROWS:
        st.caption(_("The first {shown} of {n} rows.", shown=number(PREVIEW_ROWS), n=number(len(plan.rows))))


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

