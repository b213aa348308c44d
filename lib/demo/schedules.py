"""The schedule files of every organiser, with what a reader must find in them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from lib.demo.campaigns import plan_events
from lib.demo.events import Event
from lib.demo.grids import Book
from lib.demo.mistakes import add_mistakes
from lib.demo.scenarios import Scenario
from lib.demo.schedule_forms import Form, fill_form
from lib.demo.schedule_senders import all_forms
from lib.demo.truths import FileTruth
from lib.demo.wording import as_day, long_date

SPANNING = ("PPP", "PASLON-3")  # offices that write several days of one activity as one row
PARTS = ("I", "II")


def write_schedules(scenario: Scenario) -> list[tuple[Book, FileTruth]]:
    """Each organiser's one or two files."""
    events = _spell_wards(scenario, _stretch(scenario, plan_events(scenario)))
    revisions = scenario.table("revisions")
    forms = {form.organiser: form for form in all_forms(scenario)}
    files = []
    for row in scenario.table("senders"):
        own = [event for event in events if event.organiser == row["organiser"]]
        days = [date.fromisoformat(day) for day in row["received"].split("|")]
        for part, (received, some) in enumerate(zip(days, _in_parts(scenario, own, len(days)), strict=True), start=1):
            words = _words(scenario, row["organiser"], received, PARTS[part - 1])
            wrong = [
                some_row["mistake"]
                for some_row in scenario.table("mistakes")
                if (some_row["organiser"], int(some_row["part"])) == (row["organiser"], part)
            ]
            before = _before_revision(_told_by(some, received), revisions)
            written = add_mistakes(scenario.dice(f"mistakes {row['organiser']} {part}"), before, wrong)
            truth = FileTruth(row["file"].format(**words), "schedule", row["sender"].format(**words), received)
            files.append((fill_form(forms[row["organiser"]], truth, written, words), truth))
    return files + [_revise(scenario, forms, events, revision) for revision in revisions]


def _told_by(events: list[Event], received: date) -> list[Event]:
    """What an office knows of its notices on the day it sends its plan."""
    return [replace(event, notified=None) if event.notified and event.notified > received else event
            for event in events]


def _before_revision(events: list[Event], revisions: list[dict[str, str]]) -> list[Event]:
    """What an office wrote before it sent its revised plan."""
    earlier = []
    for event in events:
        for row in revisions:
            if (row["organiser"], row["day"], row["venue"]) == (event.organiser, str(event.start.date()), event.place):
                end = datetime.combine(event.start.date(), time.fromisoformat(row["end_before"]))
                event = replace(event, end=end, attendance=int(row["attendance_before"]))
        earlier.append(event)
    return earlier


def _revise(
    scenario: Scenario, forms: dict[str, Form], events: list[Event], revision: dict[str, str]
) -> tuple[Book, FileTruth]:
    """The rest of an office's plan sent once more, with one event longer and larger than before."""
    organiser, received = revision["organiser"], date.fromisoformat(revision["received"])
    words = _words(scenario, organiser, received, PARTS[-1])
    rest = [e for e in events if e.organiser == organiser and str(e.start.date()) >= revision["from_day"]]
    sender = next(row["sender"] for row in scenario.table("senders") if row["organiser"] == organiser)
    truth = FileTruth(revision["file"].format(**words), "schedule", sender.format(**words), received)
    return fill_form(forms[organiser], truth, rest, words), truth


def _stretch(scenario: Scenario, events: list[Event]) -> list[Event]:
    """Props of the offices that write spans stay for two or three days."""
    dice = scenario.dice("spans")
    last = scenario.campaign[1]
    stretched = []
    for event in events:
        if event.organiser in SPANNING and event.activity in {"alat_peraga", "penyebaran_bahan"}:
            event = replace(event, days=max(1, min(dice.randint(2, 3), (last - event.start.date()).days + 1)))
        stretched.append(event)
    return stretched


def _spell_wards(scenario: Scenario, events: list[Event]) -> list[Event]:
    """Half of the wards that have an old or another spelling are written in it."""
    dice = scenario.dice("spellings")
    spelt = []
    for event in events:
        may = event.ward.spellings and not event.point and dice.random() < 0.5
        other = dice.choice(event.ward.spellings) if may else ""
        spelt.append(replace(event, slips={"ward": other}) if other else event)
    return spelt


def _in_parts(scenario: Scenario, events: list[Event], count: int) -> list[list[Event]]:
    if count == 1:
        return [events]
    cut = date.fromisoformat(scenario.settings["part_two_from"])
    return [[e for e in events if e.start.date() < cut], [e for e in events if e.start.date() >= cut]]


def _words(scenario: Scenario, organiser: str, received: date, part: str) -> dict[str, str]:
    city = scenario.city_facts
    signed = received - timedelta(days=1)
    full_name = scenario.organisers[organiser].full_name
    return {
        "label": scenario.label,
        "city": city["name"],
        "CITY": city["name"].upper(),
        "FULL_NAME": full_name.upper(),
        "locality": scenario.locality,
        "period": " s/d ".join(long_date(as_day(day)) for day in scenario.campaign),
        "signed": long_date(as_day(signed)),
        "part": part,
    }
