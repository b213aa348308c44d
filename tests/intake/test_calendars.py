"""Calendar files: what is stored is at the right hour of the city, and no rule of a file keeps the reader busy."""

from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.intake.calendars import MOST_EVENTS, is_calendar, read_calendar
from lib.intake.reader import read_file
from lib.intake.readings import Reading
from lib.intake.series import series_days
from lib.reference.vocabularies import Campaign, Reference
from lib.text import say

ENTRY = {"UID": "1", "SUMMARY": "Tatap muka", "LOCATION": "Balai RW 1", "DTSTART": "20231201T020000Z"}


def _ics(*entries: dict[str, str], name: str = "Agenda PKB", more: str = "") -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"X-WR-CALNAME:{name}", *more.splitlines()]
    for entry in entries:
        lines += ["BEGIN:VEVENT", *(_line(key, value) for key, value in entry.items()), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _line(key: str, value: str) -> str:
    return f"{key}{value}" if key.endswith("=") else f"{key}:{value}"


def _local(text: str) -> dict[str, str]:
    return {"DTSTART;TZID=Asia/Jakarta": text}


def _without_start(**changes: str) -> dict[str, str]:
    return {**{key: value for key, value in ENTRY.items() if key != "DTSTART"}, **changes}


@pytest.fixture
def read(reference: Reference):
    def reads(*entries: dict[str, str], file: str = "agenda.ics", **more: str) -> Reading:
        return read_file(file, _ics(*entries, **more), "schedule", reference)

    return reads


def _starts(reading: Reading) -> list[datetime]:
    return [row.values["start"] for row in reading.rows]


def _errors(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.row, problem.field) for problem in reading.problems if problem.level == "error"]


def test_an_entry_is_an_event_in_the_citys_time(read) -> None:
    reading = read({
        **ENTRY, "DTEND": "20231201T040000Z", "CATEGORIES": "Golkar,Rapat umum", "SUMMARY": "Temu\\, warga",
        "LOCATION": "Lapangan A\\nKel. Dinoyo", "DESCRIPTION": "apa saja",
    })  # fmt: skip
    (row,) = reading.rows
    assert {name: value for name, value in row.values.items() if value} == {
        "party": "GOLKAR", "activity": "rapat_umum", "title": "Temu, warga", "venue": "Lapangan A Kel. Dinoyo",
        "area_code": "35.73.05.1004", "start": datetime(2023, 12, 1, 9), "end": datetime(2023, 12, 1, 11),
    }  # fmt: skip


@pytest.mark.filterwarnings("ignore:Timezone .* is a globally unique TZID")
@pytest.mark.parametrize(
    ("start", "hour"),
    [
        ({"DTSTART": "20231201T020000Z"}, 9),
        ({"DTSTART": "20231201T090000"}, 9),
        ({"DTSTART;TZID=Asia/Jakarta": "20231201T090000"}, 9),
        ({"DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Jakarta": "20231201T090000"}, 9),
        ({"DTSTART;TZID=SE Asia Standard Time": "20231201T090000"}, 9),
        ({"DTSTART;TZID=Asia/Makassar": "20231201T090000"}, 8),
    ],
)
def test_zones(read, start: dict[str, str], hour: int) -> None:
    assert _starts(read(_without_start(**start))) == [datetime(2023, 12, 1, hour)]


def test_who_organises(read, reference: Reference) -> None:
    organizer = {"ORGANIZER;CN=DPC PAN Kota Malang": "mailto:a@b.example"}
    assert [row.values["party"] for row in read({**ENTRY, **organizer}, ENTRY | {"LOCATION": "B"}).rows] == [
        "PAN", "PKB",
    ]  # fmt: skip
    assert read(ENTRY, name="Kalender", file="agenda_hanura.ics").rows[0].values["party"] == "HANURA"
    assert _errors(read(ENTRY, name="Kalender")) == [(3, "party")]
    assert _errors(read({**ENTRY, "CATEGORIES": "PKB,PAN"})) == [(3, "party")]


def test_entries_that_are_no_events_with_an_hour_are_held(read) -> None:
    reading = read(
        _without_start(**{"DTSTART;VALUE=DATE": "20231201"}),
        _without_start(**{"DTSTART;TZID=Dunia/Lain": "20231201T090000"}),
        _without_start(DTSTART="besok"),
        _without_start(),
        {**ENTRY, "RRULE": "FREQ=MONTHLY"},
        {**ENTRY, "RRULE": "FREQ=SECONDLY"},
        {**ENTRY, "RDATE": "20231203T020000Z"},
        {**ENTRY, "RRULE": "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2"},
        {**ENTRY, "RRULE": "FREQ=WEEKLY;COUNT=x"},
        {**ENTRY, "RRULE": "FREQ=DAILY;COUNT=3", "EXDATE": "besok"},
        {**ENTRY, "DURATION": "lama"},
        {**ENTRY, "DTEND": "nanti"},
    )
    assert reading.rows == []
    assert {row for row, _field in _errors(reading)} == {*range(3, 15)}
    assert "FREQ=MONTHLY" in say(next(problem for problem in reading.problems if problem.row == 7).message)


def test_cancelled_entries_are_noted(read) -> None:
    reading = read({**ENTRY, "STATUS": "CANCELLED"}, {**ENTRY, "UID": "2"})
    assert [row.row for row in reading.rows] == [4]
    assert [(problem.row, problem.level) for problem in reading.problems] == [(3, "note")]
    assert [(row.row, row.values["state"], row.values["start"], row.values["venue"]) for row in reading.held] == [
        (3, "cancelled", reading.rows[0].values["start"], reading.rows[0].values["venue"])]


def test_series_with_exceptions(read) -> None:
    series = _without_start(**_local("20231204T190000"), RRULE="FREQ=WEEKLY;COUNT=5;BYDAY=MO,WE")
    moved = _without_start(**_local("20231212T190000"), **{"RECURRENCE-ID;TZID=Asia/Jakarta": "20231211T190000"})
    reading = read({**series, "EXDATE;TZID=Asia/Jakarta": "20231206T190000"}, moved)
    assert [moment.day for moment in _starts(reading)] == [4, 13, 18, 12]


def test_a_series_that_goes_on_otherwise_from_some_day_is_held(read) -> None:
    series = _without_start(**_local("20231204T190000"), RRULE="FREQ=WEEKLY;COUNT=5")
    later = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Jakarta"
    reading = read(series, _without_start(**_local("20231212T190000"), **{later: "20231211T190000"}))
    assert (_starts(reading), _errors(reading)) == ([datetime(2023, 12, 12, 19)], [(3, "start")])


def test_an_endless_series_ends_with_the_campaign(read, reference: Reference) -> None:
    starts = _starts(read(_without_start(**_local("20221201T080000"), RRULE="FREQ=DAILY")))
    campaign = reference.campaign
    assert (starts[0].date(), starts[-1].date()) == (campaign.starts, campaign.voting_day)
    assert len(starts) == (campaign.voting_day - campaign.starts).days + 1


def test_zone_definitions_alarms_and_attachments_are_not_looked_at(read) -> None:
    more = "BEGIN:VTIMEZONE\nTZID:Asia/Jakarta\nBEGIN:STANDARD\nDTSTART:19700101T000000\nRRULE:FREQ=SECONDLY\n"
    more += "TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE"
    entry = _without_start(**_local("20231201T090000"), **{"ATTACH;ENCODING=BASE64;VALUE=BINARY": "%%%"})
    assert _starts(read(entry, more=more)) == [datetime(2023, 12, 1, 9)]


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\n" * 20_000,
        b"BEGIN:VCALENDAR\r\nxx\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20231201T020000Z\r\nEND:VEVENT\r\n",
    ],
)
def test_damaged_calendars_are_refused(reference: Reference, data: bytes) -> None:
    reading = read_file("x.ics", data, "schedule", reference)
    assert "Berkas kalender rusak" in say(reading.refusal)


def test_calendars_without_entries_or_of_too_many_are_refused(reference: Reference) -> None:
    assert read_file("x.ics", _ics(), "schedule", reference).refusal is not None
    many = _ics(*([{"UID": "1"}] * (MOST_EVENTS + 1)))
    assert "10.001" in say(read_file("x.ics", many, "schedule", reference).refusal)


def test_calendars_are_told_by_their_content(reference: Reference) -> None:
    data = _ics(ENTRY)
    assert is_calendar(data)
    assert is_calendar(b"\xef\xbb\xbf\r\nbegin:vcalendar\r\n")
    assert not is_calendar(b"Subject,Start Date\r\n")
    (grid,) = read_calendar("x.ics", data, reference)
    assert [grid.rows[1], grid.rows[2][:4]] == [["Agenda PKB"], ["No", "Partai", "Metode", "Subject"]]


CAMPAIGN = Campaign(date(2023, 11, 28), date(2024, 2, 10), date(2024, 2, 14))
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@given(
    st.dates(date(2023, 10, 1), date(2024, 2, 1)),
    st.sampled_from(("DAILY", "WEEKLY")),
    st.integers(1, 5),
    st.one_of(st.none(), st.integers(1, 30)),
    st.one_of(st.none(), st.dates(date(2023, 11, 1), date(2024, 2, 14))),
    st.sets(st.sampled_from(DAYS), max_size=4),
    st.sampled_from(DAYS),
)
@settings(max_examples=150, deadline=None)
def test_series_are_those_of_another_program(
    first: date, frequency: str, interval: int, count: int | None, until: date | None, weekdays: set[str], week: str
) -> None:
    starts = datetime(first.year, first.month, first.day, 9)
    weekdays = weekdays | {DAYS[first.weekday()]} if weekdays else weekdays
    parts = [f"FREQ={frequency}", f"INTERVAL={interval}", f"WKST={week}"]
    rule: dict[str, list] = {"FREQ": [frequency], "INTERVAL": [interval], "WKST": [week]}
    if weekdays:
        parts.append(f"BYDAY={','.join(sorted(weekdays))}")
        rule["BYDAY"] = sorted(weekdays)
    if count:
        parts.append(f"COUNT={count}")
        rule["COUNT"] = [count]
    elif until:
        parts.append(f"UNTIL={until:%Y%m%d}T235959")
        rule["UNTIL"] = [until]
    last = datetime.combine(max(first, CAMPAIGN.voting_day) + timedelta(days=1), starts.time())
    expected = [moment.date() for moment in rrulestr(";".join(parts), dtstart=starts).between(starts, last, inc=True)]
    assert series_days(rule, starts, CAMPAIGN, lambda moment: moment) == expected


GOOGLE = ["Subject", "Start Date", "Start Time", "End Date", "End Time", "All Day Event", "Description", "Location"]


@pytest.mark.parametrize("file", ["Golkar.csv", "kalender partai golkar kota malang.csv"])
def test_a_calendars_csv_is_a_schedule_when_the_file_names_the_party(
    office: SimpleNamespace, reference: Reference, file: str
) -> None:
    rows = [
        GOOGLE,
        ["Tatap muka warga", "12/05/2023", "9:00 AM", "12/05/2023", "11:00 AM", "False", "x", "Kel. Dinoyo"],
        ["Rapat umum", "12/14/2023", "1:30 PM", "12/14/2023", "3:00 PM", "False", "", "Lapangan A"],
        ["Tatap muka", "01/20/2024", "", "01/20/2024", "", "True", "", "Lapangan B"],
    ]
    reading = read_file(file, office.csv(rows), "schedule", reference)
    assert [(row.values["party"], row.values["start"], row.values["end"]) for row in reading.rows] == [
        ("GOLKAR", datetime(2023, 12, 5, 9), datetime(2023, 12, 5, 11)),
        ("GOLKAR", datetime(2023, 12, 14, 13, 30), datetime(2023, 12, 14, 15)),
    ]
    assert [row.row for row in reading.held] == [4]


def test_a_calendars_csv_names_the_party_in_a_column(office: SimpleNamespace, reference: Reference) -> None:
    head = [*GOOGLE, "Partai"]
    row = ["Tatap muka", "12/15/2023", "9:00 AM", "12/15/2023", "11:00 AM", "False", "", "Kel. Dinoyo"]
    reading = read_file("x.csv", office.csv([head, [*row, "PKB"], [*row, "PAN"]]), "schedule", reference)
    assert [found.values["party"] for found in reading.rows] == ["PKB", "PAN"]
    assert {field for _row, field in _errors(read_file("x.csv", office.csv([GOOGLE, row]), "schedule", reference))} == {
        "party"
    }


def test_the_folder_of_demonstrations_has_no_calendar_yet() -> None:
    """The sniffing is of content: no other demonstration file may be taken for a calendar."""
    folder = Path(__file__).resolve().parents[2] / "data" / "demo"
    assert [path.name for path in folder.iterdir() if is_calendar(path.read_bytes()[:64])] == []
