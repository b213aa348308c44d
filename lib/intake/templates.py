"""Templates: empty workbooks whose columns the readers know, with drop-downs from the packs.

The row marked as an example is never taken (``lines.LEFT_OUT_MARKS``), wherever it stands; the lists stand on a hidden
sheet, which is not read, and the guide has no table of days.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from lib.intake.readings import Kind
from lib.intake.values.categories import ATHG
from lib.reference.vocabularies import Reference, Term
from lib.text import LANGUAGES, N_, _, current, day
from lib.text.workbook_texts import sheet_names

ROWS = 2000
"""Rows with formats and drop-downs; more may be written below."""
LIST_SHEET = "_daftar"
ASPECTS = ("Ideologi", "Politik", "Ekonomi", "Sosial budaya", "Hankam")
SEVERITIES = ("1 - Sangat rendah", "2 - Rendah", "3 - Sedang", "4 - Tinggi", "5 - Sangat tinggi")
GRADES = tuple(f"{source}{information}" for source in "ABCDEF" for information in "123456")

_NUMBER_FORMATS = {
    "day": "dd/mm/yyyy", "other_day": "dd/mm/yyyy", "hour": "hh:mm", "count": "0", "text": "@", "list": "@",
}  # fmt: skip
_WIDTHS = {"day": 13, "other_day": 13, "hour": 11, "count": 14, "text": 26, "list": 28}


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its head and its note as source strings, what it holds, its list, what the example row says."""

    head: str
    note: str
    kind: str
    example: Callable[[Reference], Any]
    choices: Callable[[Reference], Sequence[str]] | None = None
    needed: bool = True


def _organisers(reference: Reference) -> list[str]:
    return [organiser.short_name for organiser in reference.organisers]


def _wards(reference: Reference) -> list[str]:
    districts = {district.code: district.name for district in reference.districts}
    return [f"{area.name}, {districts[area.district_code]}" for area in reference.areas]


def _activities(reference: Reference) -> list[str]:
    return _labels(reference.activities)


def _categories(reference: Reference) -> list[str]:
    return _labels(reference.categories)


def _yes_or_no(_reference: Reference) -> list[str]:
    return [_("yes"), _("no")]


def _labels(terms: Sequence[Term]) -> list[str]:
    # The labels of a term stand in the order of the languages: Indonesian, English.
    return [term.labels[tuple(LANGUAGES).index(current())] for term in terms]


def _first_day(reference: Reference) -> date:
    return reference.campaign.starts


_NUMBER = _Column(N_("No"), N_("Line number, as you like."), "text", lambda _reference: _("EXAMPLE"), needed=False)
_WARD = _Column(
    N_("Ward, district"), N_("Choose the ward and its district from the list."), "list",
    lambda reference: _wards(reference)[0], _wards,
)  # fmt: skip
COLUMNS: dict[Kind, tuple[_Column, ...]] = {
    "schedule": (
        _NUMBER,
        _Column(N_("Election participant"), N_("Choose the party or ticket from the list."), "list",
                lambda reference: _organisers(reference)[0], _organisers),
        _Column(N_("Activity"), N_("Choose the campaign method from the list."), "list",
                lambda reference: _activities(reference)[0], _activities),
        _Column(N_("Event name"), N_("Name of the event, if it has one."), "text",
                lambda _reference: _("Name of the event"), needed=False),
        _Column(N_("Date"), N_("Day of the event; an event of several days has one row for each day."), "day",
                _first_day),
        _Column(N_("Start time"), N_("Hour the event starts, as 09:00."), "hour", lambda _reference: time(9, 0)),
        _Column(N_("End time"), N_("Hour the event ends; empty when it is not known."), "hour",
                lambda _reference: time(11, 30), needed=False),
        _Column(N_("Place"), N_("Name of the place and its address."), "text",
                lambda _reference: _("Name of the place and its address")),
        _WARD,
        _Column(N_("Attendance"), N_("People expected, as a whole number."), "count", lambda _reference: 150,
                needed=False),
        _Column(N_("Notice number"), N_("Number of the police receipt for the notice (STTP)."), "text",
                lambda _reference: "", needed=False),
        _Column(N_("Contact"), N_("Person responsible and telephone number."), "text", lambda _reference: "",
                needed=False),
        _Column(N_("Speakers"), N_("Speakers announced; semicolons between several."), "text",
                lambda _reference: "", needed=False),
        _Column(N_("Vehicles"), N_("Motor vehicles expected, as a whole number."), "count", lambda _reference: None,
                needed=False),
        _Column(N_("Route"), N_("Route of a convoy or of the arrival."), "text", lambda _reference: "", needed=False),
        _Column(N_("Gathering point"), N_("Where the crowd meets before."), "text", lambda _reference: "",
                needed=False),
        _Column(N_("Online link"), N_("Address of the meeting, if it is held online."), "text",
                lambda _reference: "", needed=False),
        _Column(N_("Permission of the place"), N_("Whether who is in charge of the place permits it; empty when it is "
                                                  "not known."), "list", lambda _reference: "", _yes_or_no,
                needed=False),
        _Column(N_("Notice date"), N_("Day the written notice was given to the police."), "other_day",
                lambda _reference: "", needed=False),
        _Column(N_("Receipt date"), N_("Day of the police receipt for the notice (STTP)."), "other_day",
                lambda _reference: "", needed=False),
    ),
    "report": (
        _NUMBER,
        _Column(N_("Incident date"), N_("Day of what was noticed."), "day", _first_day),
        _Column(N_("Incident time"), N_("Hour of it, as 09:00; empty when it is not known."), "hour",
                lambda _reference: time(9, 0), needed=False),
        _WARD,
        _Column(N_("Place"), N_("Name of the place and its address."), "text",
                lambda _reference: _("Name of the place and its address"), needed=False),
        _Column(N_("Category"), N_("Choose from the list what is alleged or noticed; no verdict."), "list",
                lambda reference: _categories(reference)[0], _categories, needed=False),
        _Column(N_("Description"), N_("What was noticed, in your own words."), "text",
                lambda _reference: _("What was noticed, in your own words.")),
        _Column(N_("Threat class"), N_("Threat, challenge, obstacle or disturbance (ATHG)."), "list",
                lambda _reference: ATHG[-1].capitalize(), lambda _reference: [word.capitalize() for word in ATHG],
                needed=False),
        _Column(N_("Aspect of life"), N_("Choose the aspect of life from the list."), "list",
                lambda _reference: ASPECTS[1], lambda _reference: ASPECTS, needed=False),
        _Column(N_("Severity"), N_("1 very low to 5 very high."), "list",
                lambda _reference: SEVERITIES[1], lambda _reference: SEVERITIES, needed=False),
        _Column(N_("Source grade"), N_("Reliability of the source A to F and credibility 1 to 6."), "list",
                lambda _reference: "B2", lambda _reference: GRADES, needed=False),
        _Column(N_("Organisers named"), N_("Parties and tickets that are named, with commas between."), "text",
                lambda reference: ", ".join(_organisers(reference)[:2]), needed=False),
        _Column(N_("Reporter"), N_("Who reports."), "text", lambda _reference: "", needed=False),
    ),
}  # fmt: skip
_TITLES: dict[Kind, str] = {"schedule": N_("Campaign schedule"), "report": N_("Reports from the wards")}


def make_template(kind: Kind, reference: Reference) -> bytes:
    """An empty XLSX file for schedules or reports in the reader's language. The same packs give the same bytes."""
    buffer = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False}  # words of a pack are words
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **plain}) as book:
        book.set_properties(
            {"title": _(_TITLES[kind]), "created": datetime.combine(reference.campaign.starts, time())}
        )
        title, guide = sheet_names([_(_TITLES[kind]), _("Guide")])
        table, guide_sheet, lists = (book.add_worksheet(name) for name in (title, guide, LIST_SHEET))
        _write_table(book, table, lists, kind, reference)
        _write_guide(book, guide_sheet, kind, reference)
        lists.very_hidden()
    return buffer.getvalue()


def _write_table(book: Any, sheet: Any, lists: Any, kind: Kind, reference: Reference) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"})
    for position, column in enumerate(COLUMNS[kind]):
        form = book.add_format({"num_format": _NUMBER_FORMATS[column.kind]})
        pale = book.add_format({"num_format": _NUMBER_FORMATS[column.kind], "italic": True, "font_color": "#777777"})
        sheet.set_column(position, position, _WIDTHS[column.kind], form)
        sheet.write_string(0, position, _(column.head), head)
        value = column.example(reference)
        if isinstance(value, date | time):
            sheet.write_datetime(1, position, value, pale)
        elif value not in ("", None):
            sheet.write(1, position, value, pale)
        rule = _rule(column, position, lists, reference)
        sheet.data_validation(1, position, ROWS, position, {**rule, "input_message": _(column.note)})
    sheet.freeze_panes(1, 0)
    sheet.set_selection(2, 1, 2, 1)


def _rule(column: _Column, position: int, lists: Any, reference: Reference) -> dict[str, Any]:
    """What a cell takes; a wrong word is refused, a day outside the campaign is only asked about."""
    if column.choices:
        choices = column.choices(reference)
        lists.write_column(0, position, choices)
        name = xl_col_to_name(position)
        return {
            "validate": "list",
            "source": f"='{LIST_SHEET}'!${name}$1:${name}${len(choices)}",
            "error_message": _("Choose from the list."),
        }
    campaign = reference.campaign
    if column.kind == "day":
        words = {"first": day(campaign.starts), "last": day(campaign.voting_day)}
        return {
            "validate": "date", "criteria": "between", "minimum": campaign.starts, "maximum": campaign.voting_day,
            "error_type": "warning",
            "error_message": _("The day should be between {first} and {last}.", **words),
        }  # fmt: skip
    if column.kind == "hour":
        return {
            "validate": "time", "criteria": "between", "minimum": time(0, 0), "maximum": time(23, 59),
            "error_message": _("Write the hour as 09:00."),
        }  # fmt: skip
    if column.kind == "count":
        return {
            "validate": "integer", "criteria": ">=", "value": 0,
            "error_message": _("Write a whole number."),
        }  # fmt: skip
    return {"validate": "any"}


def _write_guide(book: Any, sheet: Any, kind: Kind, reference: Reference) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    lines = [
        _("Fill in one row for each event.") if kind == "schedule" else _("Fill in one row for each incident."),
        _("The row marked {mark} shows how to write. It is never taken; you may delete it.", mark=_("EXAMPLE")),
        _("Leave the headings as they are. Columns may be left empty where they need not be filled in."),
        _("Cells with a list take only what the list holds. Copy from elsewhere as values only."),
    ]
    for line, text in enumerate(lines):
        sheet.write_string(line, 0, text)
    line = len(lines) + 1
    for position, text in enumerate((_("Column"), _("Needed"), _("What to write"))):
        sheet.write_string(line, position, text, bold)
    for column in COLUMNS[kind]:
        line += 1
        needed = _("yes") if column.needed else _("no")
        for position, text in enumerate((_(column.head), needed, _(column.note))):
            sheet.write_string(line, position, text, wrapped)
    line += 2
    for column in COLUMNS[kind]:
        if column.choices and column.head != _WARD.head:
            sheet.write_string(line, 0, _(column.head), bold)
            sheet.write_string(line, 2, ", ".join(column.choices(reference)), wrapped)
            line += 1
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 90)
