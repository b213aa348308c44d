"""Dates, hours, crowds and names in the many ways Indonesian offices write them."""

from datetime import date, datetime, time

from lib.demo.events import Day

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN = {1: "I", 2: "II", 11: "XI", 12: "XII"}


def as_day(day: date) -> Day:
    """A calendar day as a day that somebody writes."""
    return Day(day.year, day.month, day.day)


def weekday(day: Day) -> str:
    """Senin .. Minggu; nothing for a day that does not exist."""
    return DAYS[day.real.weekday()] if day.real else ""


def long_date(day: Day) -> str:
    """30 November 2023."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date(day: Day) -> str:
    """Kamis, 30 November 2023."""
    name = weekday(day)
    return f"{name}, {long_date(day)}" if name else long_date(day)


def old_date(day: Day) -> str:
    """Ahad, 3 Des 2023 - with the spellings of an older secretary."""
    names = {"Minggu": "Ahad", "Jumat": "Jum'at"}
    name = weekday(day)
    short = {11: "Nop", 12: "Des", 1: "Jan", 2: "Peb"}[day.month]
    text = f"{day.day} {short} {day.year}"
    return f"{names.get(name, name)}, {text}" if name else text


def yearless_date(day: Day) -> str:
    """Kamis, 30 November."""
    name = weekday(day)
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{name}, {text}" if name else text


def slash_date(day: Day) -> str:
    """30/11/2023."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def dash_date(day: Day) -> str:
    """30-11-2023."""
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


def dot_date(day: Day) -> str:
    """30.11.2023."""
    return f"{day.day:02d}.{day.month:02d}.{day.year}"


def roman_date(day: Day) -> str:
    """30-XI-2023."""
    return f"{day.day}-{ROMAN[day.month]}-{day.year}"


def iso_date(day: Day) -> str:
    """2023-11-30."""
    return f"{day.year}-{day.month:02d}-{day.day:02d}"


def us_date(day: Day) -> str:
    """11/30/2023, as a calendar program set to American English exports it."""
    return f"{day.month}/{day.day}/{day.year}"


def date_cell(day: Day) -> date | str:
    """A real date cell; a day that does not exist can only have been typed as text."""
    return day.real or long_date(day)


def serial_cell(day: Day) -> int | str:
    """The number Excel keeps for a day, shown without a date format."""
    return (day.real - date(1899, 12, 30)).days if day.real else long_date(day)


def span(first: Day, last: Day) -> str:
    """24 s/d 26 Januari 2024; 31 Januari s/d 1 Februari 2024."""
    if first == last:
        return long_date(first)
    if first.month == last.month:
        return f"{first.day} s/d {last.day} {MONTHS[last.month - 1]} {last.year}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} s/d {long_date(last)}"
    return f"{long_date(first)} s/d {long_date(last)}"


def clock(moment: datetime) -> str:
    """09.00."""
    return moment.strftime("%H.%M")


def colon_clock(moment: datetime) -> str:
    """09:00."""
    return moment.strftime("%H:%M")


def twelve_hours(moment: datetime) -> str:
    """9:00:00 AM."""
    return f"{moment.hour % 12 or 12}:{moment:%M}:00 {'AM' if moment.hour < 12 else 'PM'}"


def clock_cell(moment: datetime) -> time:
    """A real time cell."""
    return moment.time()


def day_fraction(moment: datetime) -> float:
    """The part of the day that has passed, as a spreadsheet keeps an hour."""
    return round((moment.hour * 60 + moment.minute) / 1440, 12)


def typed_hour(moment: datetime) -> float | int:
    """8.3 for 08.30 and 13 for 13.00: the hour typed as a number."""
    return moment.hour if moment.minute == 0 else round(moment.hour + moment.minute / 100, 2)


def thousands(count: int) -> str:
    """1.500."""
    return f"{count:,}".replace(",", ".")
