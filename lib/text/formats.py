"""Days, hours and numbers as readers here write them: "Sabtu, 27 Januari 2024", "09.00–12.00 WIB", "1.500"."""

from datetime import date, datetime, time

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from lib.text.catalogue import _, current


def day(value: date) -> str:
    """"Sabtu, 27 Januari 2024"."""
    return format_date(value, "EEEE, d MMMM yyyy", locale=current())


def day_short(value: date) -> str:
    """"Sab 27 Jan"."""
    return format_date(value, "EEE d MMM", locale=current())


def month(value: date) -> str:
    """"Januari 2024"."""
    return format_date(value, "LLLL yyyy", locale=current())


def weekday(value: date) -> str:
    """"Sabtu"."""
    return format_date(value, "EEEE", locale=current())


def clock(value: time | datetime) -> str:
    """"09.00" in Indonesian, "09:00" in English."""
    return f"{value.hour:02d}{'.' if current() == 'id' else ':'}{value.minute:02d}"


def hours(start: datetime, end: datetime | None, *, estimate: bool = False, label: str = "WIB") -> str:
    """"09.00–12.00 WIB"; an estimated end is marked "(perkiraan)", a missing one reads "selesai"."""
    if end is None:
        return _("{start} until finished {label}", start=clock(start), label=label)
    worded = f"{clock(start)}–{clock(end)} {label}"
    return _("{hours} (estimate)", hours=worded) if estimate else worded


def day_time(value: datetime) -> str:
    """"Sab 27 Jan 13.00"."""
    return f"{day_short(value)} {clock(value)}"


def number(value: float) -> str:
    """A whole number with thousands separators: "1.500"."""
    return format_decimal(round(value), format="#,##0", locale=current())


def decimal(value: float, digits: int = 1) -> str:
    """A number with `digits` decimals: "0,8"."""
    return format_decimal(value, format="#,##0." + "0" * digits if digits else "#,##0", locale=current())


def percent(share: float) -> str:
    """A share as a whole percentage: 0.35 -> "35%"."""
    return format_percent(share, format="#,##0%", locale=current())


def chance(share: float) -> str:
    """A probability as a percentage that never says certain or impossible: 0.998 -> ">99%"."""
    if share > 0.99:
        return ">" + percent(0.99)
    return "<" + percent(0.01) if share < 0.01 else percent(share)


def minutes(value: int) -> str:
    """A span of minutes in words: 150 -> "2 jam 30 menit"."""
    whole, rest = divmod(int(value), 60)
    if not whole:
        return _("{n} min", n=rest)
    if not rest:
        return _("{n} h", n=whole)
    return _("{h} h {m} min", h=whole, m=rest)


