"""Any canonical table laid out as some office might: a seed of chance in, a file and the truth about each row out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from lib.reference.vocabularies import Area, Organiser, Reference
from tests.intake.conftest import as_ods
from tests.intake.families.making import Sheet, delimited, xlsx
from tests.intake.rendering import spellings as spell

FIRST, DAYS = date(2023, 11, 28), 75
PLACES = ("Balai RW", "Gedung Serbaguna", "Rumah Bp. Contoh", "Lapangan RW", "Aula Contoh", "Posko")
STREETS = ("Jl. Contoh Raya No. ", "Jalan Melati Contoh ", "Gg. Contoh ", "Perum Contoh Blok A")
NAMES = ("Bp. Contoh", "Ibu Contoh", "Contoh Satu", "H. Contoh, S.H.")
ACTIVITIES = {
    "rapat_umum": ("Rapat Umum", "rapat umum", "KAMPANYE AKBAR"),
    "pertemuan_terbatas": ("Pertemuan Terbatas", "pertemuan terbatas", "Rapat terbatas"),
    "tatap_muka": ("Tatap Muka", "Pertemuan Tatap Muka", "TATAP MUKA"),
    "penyebaran_bahan": ("Penyebaran Bahan Kampanye", "penyebaran BK"),
    "alat_peraga": ("Pemasangan APK", "Pemasangan Alat Peraga Kampanye"),
    "pawai": ("Pawai", "Konvoi"),
}
CATEGORIES = {
    "politik_uang": ("Politik uang", "money politic", "serangan fajar"),
    "hoaks": ("Hoaks", "hoax", "Berita bohong"),
    "perusakan_apk": ("Perusakan APK", "pengrusakan baliho"),
    "kekerasan": ("Kekerasan", "penganiayaan"),
    "intimidasi": ("Intimidasi", "INTIMIDASI"),
    "pelanggaran_jadwal": ("kampanye di luar jadwal", "Pelanggaran jadwal"),
}
SEVERITIES = {
    1: (1, "1", "sangat rendah"),
    2: (2, "Rendah", "Tingkat 2", "2/5"),
    3: (3, "Sedang", "3 - Sedang"),
    4: (4, "tinggi", "4"),
    5: (5, "Sangat Tinggi", "kritis", "5"),
}
ATHG = ("ancaman", "tantangan", "hambatan", "gangguan")
HEADS = {
    "number": ("No", "No.", "NO", "Nomor"),
    "party": ("Partai", "Parpol", "Nama Partai", "PARTAI POLITIK", "Peserta Pemilu", "Party"),
    "date": ("Tanggal", "Tgl", "Hari/Tanggal", "Hari, Tanggal", "TANGGAL PELAKSANAAN", "Tanggal Kegiatan", "Date"),
    "report_date": ("Tanggal", "Tanggal Kejadian", "Hari/Tanggal Kejadian", "Tgl Kejadian", "Incident Date"),
    "weekday": ("Hari", "HARI"),
    "hours": ("Jam", "Waktu", "Pukul", "JAM", "Waktu (WIB)", "Time"),
    "start": ("Mulai", "Jam Mulai", "Waktu Mulai", "Start Time"),
    "end": ("Selesai", "Jam Selesai", "Waktu Selesai", "End Time"),
    "activity": ("Bentuk Kampanye", "Metode", "Metode Kampanye", "Jenis Kegiatan", "Bentuk Kegiatan"),
    "venue": ("Tempat", "Lokasi", "TEMPAT KEGIATAN", "Lokasi Kegiatan", "Tempat/Lokasi", "Venue"),
    "place": ("Tempat", "Lokasi", "TKP", "Tempat Kejadian", "Lokasi Kejadian"),
    "ward": ("Kelurahan", "KELURAHAN", "Kel.", "Desa/Kelurahan", "Ward"),
    "district": ("Kecamatan", "Kec.", "District"),
    "attendance": ("Jumlah Peserta", "Peserta", "Estimasi Massa", "Perkiraan Peserta", "Jml Peserta", "Attendance"),
    "permit_no": ("No. STTP", "Nomor STTP", "No Surat Pemberitahuan"),
    "contact": ("Penanggung Jawab", "Kontak", "PJ", "Contact Person", "No. HP"),
    "note": ("Keterangan", "Ket.", "Catatan"),
    "report_note": ("Tindak Lanjut", "Rekomendasi"),
    "letter_date": ("Tgl Surat", "Tanggal STTP", "Timestamp"),
    "description": ("Uraian", "Uraian Kejadian", "Kronologi", "Isi Laporan", "Description"),
    "category": ("Kategori", "Jenis Kejadian", "Jenis Pelanggaran", "Category"),
    "severity": ("Tingkat Kerawanan", "Tingkat", "Skala", "Severity"),
    "source_grade": ("Nilai", "Nilai Informasi/Sumber", "Grade"),
    "reporter": ("Pelapor", "Sumber", "Nama Pelapor", "Reporter"),
}


@dataclass(slots=True)
class Rendered:
    """A file, and for each of its rows the values that must be stored: (sheet, row) -> canonical values."""

    name: str
    kind: str
    data: bytes
    truth: dict[tuple[str, int], dict[str, Any]]
    layout: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    """One sheet in the making; `lines` are filled from above, `place` notes where each canonical row went."""

    lines: list[list[Any]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    spans: dict[tuple[int, int], int] = field(default_factory=dict)


def render(rng: Random, reference: Reference) -> Rendered:
    """One random table in one random layout."""
    return _Renderer(rng, reference).render()


class _Renderer:
    def __init__(self, rng: Random, reference: Reference) -> None:
        self.rng = rng
        self.reference = reference
        self.districts = {district.code: district.name for district in reference.districts}
        self.kind = rng.choice(("schedule", "schedule", "report"))
        self.container = rng.choice(("xlsx", "xlsx", "csv", "ods"))
        self.layout: list[str] = [self.kind, self.container]

    def maybe(self, share: float, name: str = "") -> bool:
        """Whether by chance; what was chosen is noted."""
        chosen = self.rng.random() < share
        if chosen and name:
            self.layout.append(name)
        return chosen

    # ------------------------------------------------------------ canonical rows

    def schedule_rows(self, count: int, party: Organiser | None) -> list[dict[str, Any]]:
        """Events, each with a place of its own so that none repeats another."""
        rng, rows = self.rng, []
        for index in range(count):
            start = rng.randrange(6 * 4, 22 * 4) * 15
            end = rng.choice((None, start + rng.randrange(2, 8) * 15, start + 60))
            rows.append(
                {
                    "organiser": party or rng.choice(self.reference.organisers),
                    "activity": rng.choice(tuple(ACTIVITIES)),
                    "day": FIRST + timedelta(days=rng.randrange(DAYS)),
                    "start": start,
                    "end": end if end is None or end <= 24 * 60 else 24 * 60,
                    "area": rng.choice(self.reference.areas) if rng.random() < 0.9 else None,
                    "venue": f"{rng.choice(PLACES)} {index + 1:02d}",
                    "people": rng.choice((None, rng.randrange(10, 400), rng.randrange(1, 9) * 1000)),
                    "permit_no": f"STTP/{index + 1}/XII/2023",
                    "contact": rng.choice(NAMES),
                }
            )
        return rows

    def report_rows(self, count: int) -> list[dict[str, Any]]:
        """Reports, each with an account of its own."""
        rng, rows = self.rng, []
        parties = [organiser for organiser in self.reference.organisers if organiser.kind == "party"]
        for index in range(count):
            rows.append(
                {
                    "day": FIRST + timedelta(days=rng.randrange(DAYS)),
                    "start": rng.choice((None, rng.randrange(6 * 4, 23 * 4) * 15)),
                    "area": rng.choice(self.reference.areas),
                    "venue": f"{rng.choice(PLACES)} {index + 1:02d}",
                    "category": rng.choice(tuple(CATEGORIES)),
                    "severity": rng.choice(tuple(SEVERITIES)),
                    "grade": rng.choice("ABCDEF") + rng.choice("123456"),
                    "athg": rng.choice((None, "ancaman", "tantangan", "hambatan", "gangguan")),
                    "parties": tuple(dict.fromkeys(o.code for o in rng.sample(parties, rng.randrange(0, 3)))),
                    "description": f"Kejadian {index + 1}: {rng.choice(('warga melapor; aman', 'ada, kabarnya'))}",
                    "reporter": rng.choice(NAMES),
                }
            )
        return rows

    # ------------------------------------------------------------ the file

    def render(self) -> Rendered:
        rng = self.rng
        sheet_name = "" if self.container == "csv" else rng.choice(("Sheet1", "Jadwal", "Lembar1", "data"))
        party = where = None
        if self.kind == "schedule":
            where = rng.choice(("column", "column", "column", "section", "title", "sheet", "file"))
            if where == "sheet" and self.container == "csv":
                where = "file"
            if where in ("title", "sheet", "file"):
                party = rng.choice(self.reference.organisers)
            self.layout.append(f"party by {where}")
            rows = self.schedule_rows(rng.randrange(1, 9), party)
            if where == "section":
                rows.sort(key=lambda row: row["organiser"].code)
        else:
            rows = self.report_rows(rng.randrange(1, 9))
        known_ward = self.maybe(0.1, "ward in the heading") and self.kind == "report"
        if known_ward:
            area = rng.choice(self.reference.areas)
            rows = [{**row, "area": area} for row in rows]
        by_day = where != "section" and self.maybe(0.4, "sorted by day")
        if by_day:
            for row in rows:
                row["day"] = FIRST + timedelta(days=40 + rng.randrange(4))
            rows.sort(key=lambda row: row["day"])
        self.dates_once = rng.choice(("merged", "ditto", "blank", "heading")) if by_day and self.maybe(0.5) else ""
        if self.dates_once == "merged" and self.container == "csv":
            self.dates_once = "ditto"
        if self.dates_once == "heading" and self.kind == "report":
            self.dates_once = ""
        self.layout.append(f"dates once: {self.dates_once}")
        name = f"{party.short_name} Kota Malang" if where == "file" and party else "rekap"
        sheet_name = party.short_name if where == "sheet" and party else sheet_name
        page = self._page(rows, party if where == "title" else None, where, known_ward)
        truth = {(sheet_name, page.at[index]): self._truth(row) for index, row in enumerate(rows)}
        return Rendered(f"{name}.{self.container}", self.kind, self._data(sheet_name, page), truth, self.layout)

    def _data(self, sheet_name: str, page: _Page) -> bytes:
        if self.container == "xlsx":
            return xlsx(
                {sheet_name: Sheet(page.lines, merges=page.merges)},
                starts_1904="serial numbers" not in self.layout and self.maybe(0.1, "1904"),
            )
        if self.container == "ods":
            return as_ods({sheet_name: page.lines}, spans=page.spans)
        encoding = self.rng.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16"))
        delimiter = self.rng.choice(",;\t")
        self.layout.append(f"{encoding} {delimiter!r}")
        texts = [[_as_text(cell) for cell in line] for line in page.lines]
        if self.maybe(0.2, "short last line"):
            while texts[-1] and texts[-1][-1] == "":
                texts[-1].pop()
        return delimited(texts, delimiter=delimiter, encoding=encoding)

    # ------------------------------------------------------------ one sheet

    def _page(self, rows: list[dict], party: Organiser | None, where: str | None, known_ward: bool) -> _Page:
        rng, page = self.rng, _Page()
        columns = self._columns(rows, where, known_ward)
        shift = rng.choice((0, 0, 0, 1, 2))
        width = len(columns)
        self._letterhead(page, party, rows[0]["area"] if known_ward else None)
        heads = [head for head, _cell in columns]
        self._head(page, heads, shift)
        if self.maybe(0.15, "column numbers"):
            page.lines.append([None] * shift + [f"({number + 1})" for number in range(width)])
        repeat_at = rng.randrange(1, len(rows)) if len(rows) > 2 and self.maybe(0.2, "head repeated") else 0
        heading = day = None
        spans = _groups([row["day"] for row in rows]) if self.dates_once else []
        # A column that is only now and then blank looks as if cells had been forgotten.
        blanks = sum(map(len, spans)) - len(spans)
        if self.dates_once == "blank" and (blanks < 2 or blanks * 3 < len(rows) or repeat_at):
            self.dates_once = ""
        if self.dates_once == "merged" and repeat_at:
            self.dates_once = ""
        for index, row in enumerate(rows):
            if repeat_at and index == repeat_at:
                page.lines.append([])
                page.lines.append([None] * shift + heads)
            if self.maybe(0.05, "blank line"):
                page.lines.append([])
            if where == "section" and row["organiser"] is not heading:
                heading = row["organiser"]
                page.lines.append([None] * shift + [self._section(heading)])
            if self.dates_once == "heading" and row["day"] != day:
                page.lines.append([None] * shift + [spell.DATE_TEXTS[0][1](row["day"])])
            row["day_told"] = bool(self.dates_once) and row["day"] == day
            day = row["day"]
            page.lines.append([None] * shift + [cell(index, row) for _head, cell in columns])
            page.at[index] = len(page.lines)
        if self.dates_once == "merged" and not repeat_at:
            self._merge_days(
                page, spans, [shift + at for at, (head, _cell) in enumerate(columns) if head in self.day_heads]
            )
        self._below(page, shift, width)
        if self.container == "csv" and self.maybe(0.1, "sep="):
            page.lines = [[str(cell) if cell is not None else cell for cell in line] for line in page.lines]
        return page

    def _merge_days(self, page: _Page, spans: list[list[int]], columns: list[int]) -> None:
        for span in spans:
            first, last = page.at[span[0]], page.at[span[-1]]
            if last - first != len(span) - 1 or last == first:
                for index in span[1:]:  # a line of its own stands between: the day is written again
                    for column in columns:
                        page.lines[page.at[index] - 1][column] = page.lines[first - 1][column]
                continue
            for column in columns:
                if self.container == "ods":
                    page.spans[first - 1, column] = len(span)
                else:
                    page.merges.append(f"{_letter(column)}{first}:{_letter(column)}{last}")

    def _section(self, organiser: Organiser) -> str:
        if organiser.kind == "ticket":
            return organiser.short_name
        full = organiser.full_name
        return self.rng.choice((full.upper(), full, f"PARTAI {organiser.short_name.upper()}", f"I. {full}"))

    def _letterhead(self, page: _Page, party: Organiser | None, area: Area | None) -> None:
        rng = self.rng
        if self.maybe(0.3, "letterhead"):
            page.lines += [["SEKRETARIAT BERSAMA"], ["Jl. Contoh No. 1 Kel. Kauman Telp. 0341-000000"], []]
        if party is not None:
            name = party.short_name if party.kind == "ticket" else party.full_name.upper()
            page.lines.append([f"JADWAL KEGIATAN KAMPANYE {name}"])
        elif self.maybe(0.4, "title"):
            page.lines.append(["JADWAL KEGIATAN" if self.kind == "schedule" else "LAPORAN KEJADIAN"])
        if area is not None:
            name = area.name.upper()
            page.lines.append(rng.choice(([f"KELURAHAN {name}"], [f"Kelurahan : {name}"], ["Kelurahan", f": {name}"])))
        if self.maybe(0.2, "campaign's span"):
            page.lines.append(["Masa kampanye 28 November 2023 s/d 10 Februari 2024"])
        if page.lines and self.maybe(0.5):
            page.lines.append([])

    def _head(self, page: _Page, heads: list[str], shift: int) -> None:
        lead = [None] * shift
        split = any(head in HEADS["start"] for head in heads)
        at = next((index for index, head in enumerate(heads) if head in HEADS["start"]), 0)
        both = split and at + 1 < len(heads) and heads[at + 1] in HEADS["end"]
        if both and self.container == "xlsx" and self.maybe(0.6, "head in two rows"):
            upper = [*heads[:at], self.rng.choice(("Waktu", "Waktu Pelaksanaan", "Jam")), None, *heads[at + 2 :]]
            lower = [None] * at + heads[at : at + 2] + [None] * (len(heads) - at - 2)
            page.lines += [lead + upper, lead + lower]
            row = len(page.lines) - 1
            page.merges.append(f"{_letter(shift + at)}{row}:{_letter(shift + at + 1)}{row}")
            for index in range(len(heads)):
                if index not in (at, at + 1):
                    page.merges.append(f"{_letter(shift + index)}{row}:{_letter(shift + index)}{row + 1}")
        else:
            page.lines.append(lead + heads)

    def _below(self, page: _Page, shift: int, width: int) -> None:
        lead = [None] * shift
        if self.maybe(0.25, "total"):
            word = self.rng.choice(("JUMLAH", "Total", "Sub Total"))
            page.lines.append([*lead, word, *[None] * max(0, width - 2), 4321])
        if self.maybe(0.25, "notes"):
            page.lines += [[], [*lead, "Keterangan: jadwal dapat berubah"], [*lead, "* konfirmasi H-1"]]
        if self.maybe(0.3, "signature"):
            page.lines += [
                [],
                [*lead, None, "Malang, 27 November 2023"],
                [*lead, None, "Ketua"],
                [],
                [*lead, None, "CONTOH NAMA"],
            ]

    # ------------------------------------------------------------ columns

    def _columns(self, rows: list[dict], where: str | None, known_ward: bool) -> list[tuple[str, Callable]]:
        """(head, cell of a row) of every column, in a random order."""
        columns = self._when() + (self._schedule_rest(where) if self.kind == "schedule" else self._report_rest())
        columns += self._where(known_ward)
        if self.kind == "schedule" and self.maybe(0.2, "date of a letter"):
            columns.append([(self._head_of("letter_date"), lambda _i, _r: self._letter_date())])
        if self.maybe(0.3, "note"):
            head = self._head_of("note" if self.kind == "schedule" else "report_note")
            columns.append([(head, lambda _i, _r: self.rng.choice((None, "-", "konfirmasi", "fix")))])
        if self.maybe(0.6, "shuffled"):
            self.rng.shuffle(columns)
        flat = [column for group in columns for column in group]
        if self.maybe(0.7):
            flat.insert(0, (self._head_of("number"), lambda index, _row: index + 1))
        return flat

    def _head_of(self, name: str) -> str:
        head = self.rng.choice(HEADS[name])
        return self.rng.choice((head, head, head.upper(), f"{head} "))

    def _letter_date(self) -> Any:
        return date(2023, 11, 20) if self.container != "csv" else "20/11/2023"

    def _when(self) -> list[list[tuple[str, Callable]]]:
        rng = self.rng
        is_report = self.kind == "report"
        head = self._head_of("report_date" if is_report else "date")
        real = self.container != "csv" and self.maybe(0.5, "date cells")
        forms = rng.choice(spell.DATE_TEXTS)
        if self.container == "csv" and not real:
            forms = forms if self.maybe(0.9) else spell.DATE_TEXTS[1]

        def day_cell(_index: int, row: dict) -> Any:
            if row["day_told"] and self.dates_once != "heading":
                return rng.choice(('"', "sda", "idem", "''")) if self.dates_once == "ditto" else None
            if serials:
                return (row["day"] - date(1899, 12, 30)).days
            return row["day"] if real else rng.choice(forms)(row["day"])

        def weekday_cell(_index: int, row: dict) -> Any:
            if row["day_told"] and self.dates_once in ("ditto", "merged", "blank"):
                return '"' if self.dates_once == "ditto" else None
            return spell.WEEKDAYS[row["day"].weekday()]

        serials = not real and self.dates_once == "" and self.maybe(0.07, "serial numbers")
        self.day_heads = {head}
        groups = [[(head, day_cell)]] if self.dates_once != "heading" else [[]]
        if groups[0] and self.maybe(0.2, "weekday column"):
            groups[0].insert(0, (self._head_of("weekday"), weekday_cell))
            self.day_heads.add(groups[0][0][0])
        times = self.container != "csv" and self.maybe(0.4, "time cells")
        fractions = not times and self.maybe(0.1, "fractions of the day")
        numbers = not times and not fractions and self.maybe(0.1, "hours as numbers")

        def clock_cell(minutes: int | None) -> Any:
            if minutes is None:
                return rng.choice((None, "-", "selesai"))
            if fractions and minutes < 24 * 60 and minutes % 15 == 0 and minutes:
                return rng.choice((minutes / 1440, str(round(minutes / 1440, 10)).replace(".", ",")))
            if numbers and minutes < 24 * 60:
                return minutes // 60 + minutes % 60 / 100
            return spell.real_time(minutes) if times and minutes < 24 * 60 else spell.clock_text(minutes, rng)

        if is_report:
            groups.append(
                [
                    (
                        self._head_of("hours"),
                        lambda _i, row: (
                            clock_cell(row["start"]) if row["start"] is not None else rng.choice((None, "-", "malam"))
                        ),
                    )
                ]
            )
        elif self.maybe(0.4, "hours in two columns"):
            groups.append(
                [
                    (self._head_of("start"), lambda _i, row: clock_cell(row["start"])),
                    (self._head_of("end"), lambda _i, row: clock_cell(row["end"])),
                ]
            )
        else:
            groups.append([(self._head_of("hours"), lambda _i, row: spell.hours_text(row["start"], row["end"], rng))])
        return groups

    def _where(self, known_ward: bool) -> list[list[tuple[str, Callable]]]:
        rng = self.rng
        in_column = not known_ward and self.maybe(0.5, "ward column")
        street = self.maybe(0.3, "streets")

        def place_cell(_index: int, row: dict) -> str:
            text = row["venue"]
            if street:
                text = f"{text}, {rng.choice(STREETS)}{rng.randrange(1, 30)}"
            if row["area"] is not None and not in_column and not known_ward:
                district = self.districts[row["area"].district_code]
                text = f"{text}{rng.choice((' ', ', '))}{spell.ward_phrase(row['area'], district, rng)}"
            row["text"] = text
            return text

        groups = [[(self._head_of("venue" if self.kind == "schedule" else "place"), place_cell)]]
        if in_column:
            groups.append(
                [
                    (
                        self._head_of("ward"),
                        lambda _i, row: (
                            None
                            if row["area"] is None
                            else spell.ward_cell(row["area"], self.districts[row["area"].district_code], rng)
                        ),
                    )
                ]
            )
            if self.maybe(0.3, "district column"):
                groups[-1].append(
                    (
                        self._head_of("district"),
                        lambda _i, row: None if row["area"] is None else self.districts[row["area"].district_code],
                    )
                )
        return groups

    def _schedule_rest(self, where: str | None) -> list[list[tuple[str, Callable]]]:
        rng = self.rng
        groups = [
            [(self._head_of("activity"), lambda _i, row: rng.choice(ACTIVITIES[row["activity"]]))],
            [(self._head_of("attendance"), lambda _i, row: spell.count_cell(row["people"], rng))],
        ]
        if where == "column":
            groups.append([(self._head_of("party"), lambda _i, row: spell.party_cell(row["organiser"], rng))])
        self.with_permit = self.maybe(0.3)
        if self.with_permit:
            groups.append([(self._head_of("permit_no"), lambda _i, row: row["permit_no"])])
        self.with_contact = self.maybe(0.4)
        if self.with_contact:
            groups.append([(self._head_of("contact"), lambda _i, row: row["contact"])])
        return groups

    def _report_rest(self) -> list[list[tuple[str, Callable]]]:
        rng = self.rng
        groups = [[(self._head_of("description"), lambda _i, row: row["description"])]]
        optional = {
            "category": lambda _i, row: rng.choice(CATEGORIES[row["category"]]),
            "severity": lambda _i, row: rng.choice(SEVERITIES[row["severity"]]),
            "source_grade": lambda _i, row: rng.choice(
                (row["grade"], f"{row['grade'][0]}/{row['grade'][1]}", f"{row['grade'][0].lower()} {row['grade'][1]}")
            ),
            "reporter": lambda _i, row: row["reporter"],
        }
        self.shown = [name for name in optional if self.maybe(0.7)]
        self.with_ticks = self.maybe(0.3, "ticks")
        if self.with_ticks:
            ticks = rng.choice(("V", "v", "x", "X") if self.container == "csv" else ("√", "V", "x", "✓"))
            letters = rng.choice((("A", "T", "H", "G"), ("Ancaman", "Tantangan", "Hambatan", "Gangguan")))
            groups.append([(letter, self._tick(name, ticks)) for letter, name in zip(letters, ATHG, strict=True)])
        self.with_parties = self.maybe(0.3, "parties")
        if self.with_parties:
            short = {organiser.code: organiser.short_name for organiser in self.reference.organisers}
            joined = rng.choice((", ", " dan ", "/", "; ", "\n", " & "))
            groups.append(
                [
                    (
                        rng.choice(("Partai Terkait", "Parpol", "Partai yang Terlibat")),
                        lambda _i, row: joined.join(short[code] for code in row["parties"]) or "-",
                    )
                ]
            )
        return [*groups, *([(self._head_of(name), optional[name])] for name in self.shown)]

    @staticmethod
    def _tick(name: str, mark: str) -> Callable:
        return lambda _i, row: mark if row["athg"] == name else None

    # ------------------------------------------------------------ truth

    def _truth(self, row: dict) -> dict[str, Any]:
        day = datetime.combine(row["day"], datetime.min.time())
        area = row["area"].code if row["area"] else None
        if self.kind == "schedule":
            end = None if row["end"] is None else day + timedelta(minutes=row["end"])
            values = {
                "party": row["organiser"].code,
                "activity": row["activity"],
                "start": day + timedelta(minutes=row["start"]),
                "end": end,
                "end_is_estimate": end is None,
                "area_code": area,
                "attendance": row["people"],
                "venue": row["text"],
            }
            values |= {"permit_no": row["permit_no"]} if self.with_permit else {}
            return values | ({"contact": row["contact"]} if self.with_contact else {})
        values: dict[str, Any] = {
            "occurred": day + timedelta(minutes=row["start"] or 0),
            "occurred_has_time": row["start"] is not None,
            "area_code": area,
            "place": row["text"],
            "description": row["description"],
        }
        shown = {
            "category": row["category"],
            "severity": row["severity"],
            "source_grade": row["grade"],
            "reporter": row["reporter"],
        }
        values |= {"athg": row["athg"]} if self.with_ticks else {}
        values |= {"parties": row["parties"]} if self.with_parties else {}
        return values | {name: shown[name] for name in self.shown}


def _as_text(cell: Any) -> str:
    return "" if cell is None else cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)


def _letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


def _groups(values: list[Any]) -> list[list[int]]:
    """The indexes of runs of equal values."""
    groups: list[list[int]] = []
    for index, value in enumerate(values):
        if groups and values[groups[-1][0]] == value:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
