"""How offices write the cells of a schedule: labels of methods, hours, places, crowds."""

from lib.demo import wording
from lib.demo.events import Event
from lib.demo.grids import Value
from lib.demo.scenarios import Scenario

FULL = {
    "rapat_umum": "Rapat umum", "pertemuan_terbatas": "Pertemuan terbatas", "tatap_muka": "Pertemuan tatap muka",
    "penyebaran_bahan": "Penyebaran bahan kampanye", "alat_peraga": "Pemasangan alat peraga kampanye", "pawai": "Pawai",
    "kegiatan_lain": "Kegiatan lain", "media_sosial": "Media sosial",
}  # fmt: skip
SHORT = FULL | {"tatap_muka": "Tatap muka", "penyebaran_bahan": "Penyebaran bahan", "alat_peraga": "Pemasangan APK"}
CODES = {
    "rapat_umum": "RU", "pertemuan_terbatas": "PT", "tatap_muka": "TM", "penyebaran_bahan": "PBK",
    "alat_peraga": "APK", "pawai": "PW", "kegiatan_lain": "KL", "media_sosial": "MS",
}  # fmt: skip
LEGEND = "Ket. Metode: " + "; ".join(f"{CODES[code]} = {FULL[code]}" for code in CODES)


def hour_text(event: Event, pattern: str, open_end: str = "selesai", clock: object = wording.clock) -> Value:
    """Start and end in one text, `pattern` with {start} and {end}; an hour the sender left out stays out."""
    if "start" in event.slips:
        return event.slips["start"]
    return pattern.format(start=clock(event.start), end=clock(event.end) if event.end else open_end)


def start_cell(event: Event, write: object) -> Value:
    """The starting hour alone."""
    return event.slips["start"] if "start" in event.slips else write(event.start)


def end_cell(event: Event, write: object, open_end: Value = None) -> Value:
    """The ending hour alone."""
    if "start" in event.slips:
        return None
    return write(event.end) if event.end else open_end


def place_in_ward(event: Event, prefix: str = "Kel. ") -> str:
    """Balai RW 03, Kel. Dinoyo; a place that everybody knows stands without its ward."""
    if event.point and "ward" not in event.slips:
        return event.place
    return f"{event.place}, {prefix}{event.ward_name}"


def people(event: Event, pattern: str = "{count}") -> Value:
    """The crowd as text; nothing where the sender tells none."""
    if "attendance" in event.slips:
        return event.slips["attendance"]
    return None if event.attendance is None else pattern.format(count=wording.thousands(event.attendance))


def people_cell(event: Event) -> Value:
    """The crowd as a number cell."""
    return event.slips.get("attendance", event.attendance)


def weekday_cell(event: Event) -> str:
    """The weekday the sender wrote, which may contradict the date."""
    return event.slips.get("weekday") or wording.weekday(event.day)


def span_text(event: Event) -> str:
    """A full date, or 24 s/d 26 Januari 2024 for an event of several days."""
    if event.days == 1:
        weekday = weekday_cell(event)
        return f"{weekday}, {wording.long_date(event.day)}" if weekday else wording.long_date(event.day)
    return wording.span(event.day, event.on(event.days - 1).day)


def district_cell(scenario: Scenario) -> object:
    """A writer of the district's name."""
    return lambda event: scenario.districts[event.ward.district]
