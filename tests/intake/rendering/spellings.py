"""Every value in the spellings offices use, none of them ambiguous: a value and a source of chance in, a cell out."""

from collections.abc import Callable
from datetime import date, datetime, time
from random import Random
from typing import Any

from babel.dates import get_day_names, get_month_names

Spell = Callable[[Any, Random], Any]

WEEKDAYS = get_day_names("wide", locale="id")
MONTHS = get_month_names("wide", locale="id")
SHORT = {1: "Jan", 2: "Feb", 11: "Nov", 12: "Des"}
OLD = {1: "Januari", 2: "Pebruari", 11: "Nopember", 12: "Desember"}
ROMAN = {1: "I", 2: "II", 11: "XI", 12: "XII"}
ENGLISH = get_month_names("wide", locale="en")

# Spellings of one column: the writer of a column keeps to one of them, or changes between those of one group.
DATE_TEXTS: tuple[tuple[Callable[[date], str], ...], ...] = (
    (
        lambda d: f"{d.day} {MONTHS[d.month]} {d.year}",
        lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {MONTHS[d.month]} {d.year}",
        lambda d: f"{WEEKDAYS[d.weekday()]}/{d.day} {SHORT[d.month]} {d.year}",
        lambda d: f"{d.day:02d} {OLD[d.month].upper()} {d.year}",
        lambda d: f"{d.day} {SHORT[d.month]} {d.year % 100}",
        lambda d: f"{d.day} {SHORT[d.month]}. {d.year}",
    ),
    (lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}", lambda d: f"{d.day}/{d.month}/{d.year % 100:02d}"),
    (lambda d: f"{d.day:02d}-{d.month:02d}-{d.year}", lambda d: f"{d.day}-{ROMAN[d.month]}-{d.year}"),
    (lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",),
    (lambda d: d.isoformat(),),
    (lambda d: f"{d.day}-{SHORT[d.month]}-{d.year % 100}", lambda d: f"{d.day}{SHORT[d.month]}{d.year}"),
    (lambda d: f"{ENGLISH[d.month]} {d.day}, {d.year}", lambda d: f"{d.day} {ENGLISH[d.month]} {d.year}"),
    (lambda d: f"{d.day} {MONTHS[d.month]}", lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {SHORT[d.month]}"),
    (lambda d: f"{WEEKDAYS[d.weekday()]}\n{d.day} {MONTHS[d.month]} {d.year}",),
    (lambda d: f"Hari {WEEKDAYS[d.weekday()]} tgl {d.day} {MONTHS[d.month]} {d.year}",),
    (lambda d: f"{d.day} {MONTHS[d.month]} {d.year} ({WEEKDAYS[d.weekday()]})",),
)

CLOCK_TEXTS: tuple[Callable[[int], str], ...] = (
    lambda m: f"{m // 60:02d}.{m % 60:02d}",
    lambda m: f"{m // 60:02d}:{m % 60:02d}",
    lambda m: f"{m // 60}.{m % 60:02d}" if m >= 360 else f"{m // 60:02d}.{m % 60:02d}",
    lambda m: f"{m // 60:02d}.{m % 60:02d} WIB",
    lambda m: f"Pkl. {m // 60:02d}.{m % 60:02d}",
    lambda m: f"pukul {m // 60:02d}:{m % 60:02d} WIB",
    lambda m: f"{m // 60:02d}:{m % 60:02d}:00",
    lambda m: f"{(m // 60 - 1) % 12 + 1}:{m % 60:02d} {'AM' if m < 720 else 'PM'}",
)
SPANS = (" - ", "-", " s/d ", " s.d. ", " – ", " sampai ", " sd ", "\ns/d\n")
OPEN = (" - selesai", " s/d selesai", " s.d. Selesai", "-selesai")


def clock_text(minutes: int, rng: Random) -> str:
    """A clock time as text."""
    return rng.choice(CLOCK_TEXTS)(minutes)


def hours_text(start: int, end: int | None, rng: Random) -> str:
    """Start and end in one cell; an end of midnight is 24.00."""
    spell = rng.choice(CLOCK_TEXTS[:6])
    if end is None:
        return spell(start) + rng.choice(("", *OPEN))
    return f"{spell(start)}{rng.choice(SPANS)}{spell(end)}{rng.choice(('', '', ' WIB'))}"


def count_cell(people: int | None, rng: Random) -> Any:
    """A number of people as number or text."""
    if people is None:
        return rng.choice((None, "-", ""))
    grouped = f"{people:,}"
    spellings = [
        people,
        str(people),
        f"± {people}",
        f"{people} orang",
        f"{people} org",
        f"sekitar {people} orang",
        grouped.replace(",", "."),
        grouped,
        f"{grouped.replace(',', '.')} massa",
    ]
    if people >= 20:
        spellings.append(f"{people // 2}-{people} org")
        spellings.append(f"{people // 2} s/d {people}")
    if people % 1000 == 0:
        spellings.append(f"{people // 1000} ribu")
    return rng.choice(spellings)


def party_cell(organiser: Any, rng: Random) -> Any:
    """An organiser by one of its names or its ballot number."""
    if organiser.kind == "ticket":
        return rng.choice(
            (organiser.short_name, organiser.full_name, f"Paslon 0{organiser.ballot_number}", *organiser.aliases)
        )
    name, number = organiser.short_name, organiser.ballot_number
    return rng.choice(
        (
            name,
            name.upper(),
            name.lower(),
            organiser.full_name,
            organiser.full_name.upper(),
            f"Partai {name}",
            f"DPC {name}",
            f"DPC {name} Kota Malang",
            f"P. {name}",
            f"{number}. {name}",
            f"{name} ({number})",
            f" {name} ",
            ".".join(name) if name.isupper() else name,
        )
    )


def ward_cell(area: Any, district: str, rng: Random) -> str:
    """A ward in a column of its own."""
    name = rng.choice((area.name, *area.alt_names))
    return rng.choice(
        (
            name,
            name.upper(),
            name.lower(),
            f"Kel. {name}",
            f"Kelurahan {name}",
            f"KEL. {name.upper()}",
            f"{name}.",
            f"Kel {name}",
            f"Kel. {name} Kec. {district}",
            area.code,
            area.code.replace(".", ""),
            f" {name} ",
            f"Kel. {name}, Kec. {district}",
        )
    )


def with_slip(name: str, rng: Random) -> str:
    """A name with one letter doubled or left out, as it is typed in haste."""
    at = rng.randrange(2, len(name) - 2)
    return rng.choice((name[:at] + name[at] + name[at:], name[:at] + name[at + 1 :]))


def ward_phrase(area: Any, district: str, rng: Random) -> str:
    """A ward as it stands behind a place."""
    name = rng.choice((area.name, area.name.upper(), *area.alt_names))
    return rng.choice(
        (
            f"Kel. {name}",
            f"Kelurahan {name}",
            f"kel {name}",
            f"Kel.{name}",
            f"Kel. {name} Kec. {district}",
            f"(Kel. {name})",
            f"Kel. {name}, Kota Malang",
            f"RT 02 RW 03 Kel. {name}",
        )
    )


def real_moment(day: date, minutes: int) -> datetime:
    """A date cell that holds the hour as well."""
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60)


def real_time(minutes: int) -> time:
    """A time cell."""
    return time(minutes // 60, minutes % 60)
