"""The report files of every sender, with what a reader must find in them."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from lib.demo.grids import Book, Sheet
from lib.demo.incidents import Incident, Sending, list_sendings, notice_incidents
from lib.demo.report_forms import Quiet, ReportForm, write_sheet
from lib.demo.report_mistakes import add_mistakes
from lib.demo.report_senders import forum_forms, office_forms
from lib.demo.scenarios import Scenario, Ward
from lib.demo.truths import FileTruth
from lib.demo.wording import as_day, long_date, span

DILIGENCE = (0.95, 0.9, 0.8, 0.6)  # the share of quiet weeks that a ward's secretary reports as NIHIL
LONGEST_QUIET = 7


@dataclass(frozen=True)
class QuietWard:
    """How diligently a ward reports its quiet days, and the days on which anybody noticed something there."""

    diligence: float
    busy: set[date]


def write_reports(scenario: Scenario) -> list[tuple[Book, FileTruth]]:
    """Each sending as a book with its truth, in the order of the scenario's table."""
    sendings = list_sendings(scenario)
    incidents = notice_incidents(scenario, sendings)
    forms = forum_forms(scenario) | office_forms(scenario)
    dice = scenario.dice("diligence")
    quiet = {
        ward.code: QuietWard(dice.choice(DILIGENCE), {one.when for one in incidents if one.ward == ward})
        for ward in scenario.wards.values()
    }
    files = []
    for sending in sendings:
        own = [one for one in incidents if one.file == sending.file]
        wrong = [row["mistake"] for row in scenario.table("report_mistakes") if row["file"] == sending.file]
        told = add_mistakes(scenario.dice(f"mistakes {sending.file}"), own, wrong)
        truth = FileTruth(sending.file, "report", sending.sender, sending.received)
        write = _write_by_ward if forms[sending.style].by_ward else _write_by_district
        files.append((write(scenario, forms[sending.style], sending, told, truth, quiet), truth))
    return files


def _words(scenario: Scenario, sending: Sending, district: str, ward: Ward | None = None) -> dict[str, str]:
    name = ward.name if ward else ""
    return {
        "WARD": name.upper(),
        "ward": name,
        "reporter": f"Ketua FKDM {name}",
        "DISTRICT": scenario.districts.get(district, "").upper(),
        "period": span(as_day(sending.first), as_day(sending.last)),
        "locality": scenario.locality,
        "signed": long_date(as_day(sending.received - timedelta(days=1))),
    }


def _start(scenario: Scenario, form: ReportForm, name: str, words: dict[str, str]) -> Sheet:
    sheet = Sheet(name)
    for line in (scenario.label, *form.lines):
        sheet.add([line.format(**words)], "title")
    for _ in range(form.gap):
        sheet.add([], "blank")
    return sheet


def _sign(form: ReportForm, sheet: Sheet, words: dict[str, str]) -> None:
    if form.signature:
        sheet.add([], "blank")
    for line in form.signature:
        sheet.add([line.format(**words)], "note", len(form.columns) - 2)


def _write_by_ward(
    scenario: Scenario,
    form: ReportForm,
    sending: Sending,
    incidents: list[Incident],
    truth: FileTruth,
    quiet: dict[str, QuietWard],
) -> Book:
    """A sheet for each ward of the district that reports at all."""
    dice = scenario.dice(f"quiet {sending.file}")
    sheets = []
    for ward in scenario.wards.values():
        if ward.district != sending.district or ward.code in scenario.settings["silent_areas"]:
            continue
        own = [one for one in incidents if one.ward == ward]
        words = _words(scenario, sending, ward.district, ward)
        sheet = _start(scenario, form, ward.name, words)
        longest = 1 if sending.style in {"daily", "weekdays"} else LONGEST_QUIET
        quiets = _quiet_days(dice, sending, quiet[ward.code], longest)
        write_sheet(form, sheet, own, quiets, ward, truth)
        _sign(form, sheet, words)
        sheets.append(sheet)
    return Book(sending.file, sheets)


def _quiet_days(dice: random.Random, sending: Sending, ward: QuietWard, longest: int) -> list[Quiet]:
    """The ward's days without incidents as spans of at most `longest` days, less those it forgot to report.

    Forgetting goes by the week, whatever the form: a secretary who is away is away for days.
    """
    days = [sending.first + timedelta(days=offset) for offset in range((sending.last - sending.first).days + 1)]
    quiets = []
    for _, some in groupby(days, key=lambda day: (day in ward.busy, (day - sending.first).days // LONGEST_QUIET)):
        week: list[date] = list(some)
        if week[0] in ward.busy or dice.random() > ward.diligence:
            continue
        starts = range(0, len(week), longest)
        quiets += [Quiet(week[place], week[min(place + longest, len(week)) - 1]) for place in starts]
    return quiets


def _write_by_district(
    scenario: Scenario,
    form: ReportForm,
    sending: Sending,
    incidents: list[Incident],
    truth: FileTruth,
    _: dict[str, QuietWard],
) -> Book:
    """One sheet for the city, or one for each district where the heading names it."""
    sheets = []
    split = any("{DISTRICT}" in line for line in form.lines)
    for code, name in scenario.districts.items() if split else [("", "Laporan")]:
        own = [one for one in incidents if code in {"", one.ward.district}]
        if not own:
            continue
        words = _words(scenario, sending, code)
        sheet = _start(scenario, form, name, words)
        write_sheet(form, sheet, own, [], None, truth)
        _sign(form, sheet, words)
        sheets.append(sheet)
    return Book(sending.file, sheets, delimiter=",")
