"""The report layouts: ward sheets of five district forums, weekly recaps, police, election supervisors, citizens."""

from datetime import timedelta

from lib.demo import wording
from lib.demo.grids import Value
from lib.demo.incidents import ASPECTS, Incident
from lib.demo.report_forms import Column, ReportForm, quiet_span
from lib.demo.scenarios import Scenario

PLAIN = {
    "pelanggaran_lokasi": "Pelanggaran lokasi", "perusakan_apk": "Perusakan APK", "hoaks": "Hoaks",
    "gangguan_kamtibmas": "Gangguan kamtibmas", "provokasi": "Provokasi", "politik_uang": "Politik uang",
    "netralitas_asn": "Netralitas ASN", "pelanggaran_jadwal": "Pelanggaran jadwal", "intimidasi": "Intimidasi",
    "ujaran_kebencian": "Ujaran kebencian", "kekerasan": "Kekerasan", "kecurangan": "Kecurangan", "lainnya": "Lainnya",
}  # fmt: skip
SPOKEN = PLAIN | {
    "pelanggaran_lokasi": "APK di tempat terlarang", "perusakan_apk": "Pengrusakan baliho", "hoaks": "Hoax",
    "politik_uang": "Money politic", "pelanggaran_jadwal": "Kampanye di luar jadwal", "lainnya": "Lain-lain",
}  # fmt: skip
LEVELS = {1: "sangat rendah", 2: "rendah", 3: "sedang", 4: "tinggi", 5: "sangat tinggi"}
FORUM = "FORUM KEWASPADAAN DINI MASYARAKAT"


def day_cell(one: Incident, write: object) -> Value:
    """The day as this office writes it; nothing where it was left out."""
    return write(one.day) if one.day else None


def hour_cell(one: Incident, pattern: str = "{hour}", none: Value = None) -> Value:
    """The hour as text."""
    return pattern.format(hour=one.hour.strftime("%H.%M")) if one.hour else none


def text_cell(one: Incident) -> Value:
    """The description, which a sender may forget."""
    return one.slips.get("text", one.text)


def level_cell(one: Incident, write: object) -> Value:
    """The severity as this office writes it, or a word without a fixed meaning."""
    return one.slips["severity"] if "severity" in one.slips else write(one.severity)


def tick(one: Incident, letter: str, mark: str) -> Value:
    """A tick in the column of the incident's A/T/H/G class; a slip ticks a second one."""
    marked = {one.athg[0].upper(), *one.slips.get("athg", "")}
    return mark if letter in marked else None


def grade_cell(one: Incident, pattern: str) -> Value:
    """The grade of source and information."""
    grade = one.slips.get("grade", one.grade)
    return pattern.format(source=grade[0], worth=grade[1]) if grade else None


def forum_forms(scenario: Scenario) -> dict[str, ReportForm]:
    """The ward sheets of the five district forums, by style."""
    heading = (FORUM, "Kelurahan : {WARD}", "Kecamatan : {DISTRICT}", "Periode : {period}", "Disusun oleh : {reporter}")
    signed = ("{ward}, {signed}", "{reporter}")
    number = Column("No", None, width=5)
    return {
        "ticks": ReportForm(
            (
                number,
                Column("Tgl Kejadian", lambda o: day_cell(o, wording.long_date), "day", width=26),
                Column("Jam", lambda o: hour_cell(o, "{hour} WIB"), "hour", width=11),
                Column("Lokasi", lambda o: o.place, "place", width=26),
                Column("Uraian", text_cell, "text", width=60),
                Column("Jenis", lambda o: SPOKEN[o.category], "category", width=24),
                *(Column(letter, lambda o, letter=letter: tick(o, letter, "√"), "athg", width=4) for letter in "ATHG"),
                Column("Bidang", lambda o: ASPECTS[o.aspect], "field", width=14),
                Column("Skala (1-5)", lambda o: level_cell(o, int), "severity", width=11),
            ),
            heading,
            gap=1,
            signature=signed,
            quiet=quiet_span,
            by_ward=True,
        ),
        "daily": ReportForm(
            (
                number,
                Column("Tanggal", lambda o: day_cell(o, wording.date_cell), "day", width=12),
                Column("Pukul", lambda o: hour_cell(o, none="-"), "hour", width=9),
                Column("Isi Laporan", text_cell, "text", width=60),
                Column("Tempat", lambda o: o.place, "place", width=26),
                Column("Kategori", lambda o: PLAIN[o.category], "category", width=22),
                Column("ATHG", lambda o: o.athg.capitalize(), "athg", width=12),
                Column(
                    "Tingkat",
                    lambda o: level_cell(o, lambda s: f"{s} - {LEVELS[s].capitalize()}"),
                    "severity",
                    width=16,
                ),
            ),
            heading,
            gap=1,
            signature=signed,
            quiet=lambda q: q.first,
            by_ward=True,
        ),
        "grouped": ReportForm(
            (
                number,
                Column("Tanggal", lambda o: day_cell(o, wording.full_date), "day", "Waktu Kejadian", 26),
                Column("Jam", hour_cell, "hour", "Waktu Kejadian", 9),
                Column("Tempat Kejadian", lambda o: o.place, "place", width=26),
                Column("Uraian Kejadian", text_cell, "text", width=60),
                Column("Jenis Kejadian", lambda o: SPOKEN[o.category], "category", width=24),
                Column("Bidang", lambda o: ASPECTS[o.aspect], "field", width=14),
                Column("Tingkat Kerawanan", lambda o: level_cell(o, LEVELS.get), "severity", width=16),
                Column("Nilai (sumber/info)", lambda o: grade_cell(o, "{source}/{worth}"), "source_grade", width=10),
            ),
            heading,
            gap=1,
            signature=signed,
            quiet=quiet_span,
            by_ward=True,
        ),
        "slashes": ReportForm(
            (
                number,
                Column("Tanggal Kejadian", lambda o: day_cell(o, wording.slash_date), "day", width=26),
                Column("Jam", hour_cell, "hour", width=9),
                Column("Lokasi", lambda o: o.place, "place", width=26),
                Column("Uraian Singkat", text_cell, "text", width=60),
                Column("Kategori", lambda o: PLAIN[o.category].upper(), "category", width=24),
                Column("Tingkat (1-5)", lambda o: level_cell(o, lambda s: f"{s}/5"), "severity", width=11),
            ),
            heading,
            gap=1,
            signature=signed,
            quiet=quiet_span,
            by_ward=True,
        ),
        "weekdays": ReportForm(
            (
                number,
                Column("Hari", lambda o: wording.weekday(o.day), width=9),
                Column("Tanggal", lambda o: day_cell(o, wording.date_cell), "day", width=12),
                Column("Waktu", lambda o: hour_cell(o, "{hour} WIB"), "hour", width=11),
                Column("Lokasi Kejadian", lambda o: o.place, "place", width=26),
                Column("Kronologi", text_cell, "text", width=60),
                Column("Jenis", lambda o: PLAIN[o.category], "category", width=24),
                Column("Skala", lambda o: level_cell(o, int), "severity", width=8),
                Column("Sumber", lambda o: grade_cell(o, "{source}"), "source_grade", "Nilai", 8),
                Column("Informasi", lambda o: grade_cell(o, "{worth}"), "source_grade", "Nilai", 9),
            ),
            heading,
            gap=1,
            signature=signed,
            quiet=lambda q: q.first,
            by_ward=True,
        ),
    }


def office_forms(scenario: Scenario) -> dict[str, ReportForm]:
    """The layouts that cover several wards, by style."""
    names = {code: organiser.short_name for code, organiser in scenario.organisers.items()}
    number = Column("No", None, width=5)
    ward = Column("Kelurahan", lambda o: o.slips.get("ward", o.ward.name), width=18)
    parties = {"write": lambda o: " / ".join(names[code] for code in o.parties) or None, "role": "parties"}
    return {
        "recap": ReportForm(
            (
                number,
                ward,
                Column("Tanggal Kejadian", lambda o: day_cell(o, wording.long_date), "day", width=20),
                Column("Pukul", lambda o: hour_cell(o, none="-"), "hour", width=9),
                Column("Uraian", text_cell, "text", width=60),
                Column("Lokasi", lambda o: o.place, "place", width=26),
                Column("Kategori", lambda o: PLAIN[o.category], "category", width=24),
                Column("Tingkat (1-5)", lambda o: level_cell(o, int), "severity", width=11),
                Column("Parpol terkait", **parties),
                Column("Sumber Informasi", lambda o: o.reporter, "reporter", width=20),
            ),
            ("REKAP MINGGUAN KEJADIAN", "Kecamatan : {DISTRICT}", "Periode : {period}"),
            gap=1,
            signature=("{locality}, {signed}", "Kasi Trantib"),
        ),
        "polsek": ReportForm(
            (
                number,
                Column("Tgl LI", lambda o: o.when + timedelta(days=1), width=12),
                Column("Tgl Kejadian", lambda o: day_cell(o, wording.date_cell), "day", width=12),
                Column("Jam", lambda o: hour_cell(o, none="-"), "hour", width=9),
                Column("Kel.", lambda o: o.slips.get("ward", o.ward.name), width=18),
                Column("Kec.", lambda o: o.slips.get("district", scenario.districts[o.ward.district]), width=16),
                Column("TKP", lambda o: o.place, "place", width=26),
                Column("Isi informasi", text_cell, "text", width=60),
                Column("Klasifikasi", lambda o: PLAIN[o.category], "category", width=24),
                Column("Partai", **parties),
                Column("Nilai (sumber/info)", lambda o: grade_cell(o, "{source}{worth}"), "source_grade", width=10),
                Column("Sumber", lambda o: o.reporter, "reporter", width=20),
            ),
            ("LAPORAN INFORMASI", "Periode : {period}"),
            gap=1,
        ),
        "bawaslu": ReportForm(
            (
                number,
                Column("Tgl Laporan", lambda o: wording.slash_date(wording.as_day(o.when)), width=12),
                Column("Tgl Peristiwa", lambda o: day_cell(o, wording.slash_date), "day", width=12),
                Column("Jenis Dugaan Pelanggaran", lambda o: SPOKEN[o.category], "category", width=26),
                Column("Uraian Peristiwa", text_cell, "text", width=60),
                Column("Tempat Peristiwa", lambda o: o.place, "place", width=26),
                ward,
                Column("Kecamatan", lambda o: scenario.districts[o.ward.district], width=16),
                Column("Partai", **parties),
                Column("Pelapor", lambda o: o.reporter, "reporter", width=20),
            ),
            ("REKAPITULASI DUGAAN PELANGGARAN KAMPANYE", "Periode : {period}"),
            gap=1,
            signature=("{locality}, {signed}", "Koordinator Divisi"),
        ),
        "citizens": ReportForm(
            (
                Column("Timestamp", lambda o: f"{o.when:%d/%m/%Y} 23:00:00"),
                Column("Tanggal kejadian", lambda o: day_cell(o, wording.slash_date), "day"),
                Column("Jam kejadian", lambda o: o.hour.strftime("%H:%M") if o.hour else None, "hour"),
                ward,
                Column("Lokasi kejadian", lambda o: o.place, "place"),
                Column("Apa yang terjadi", text_cell, "text"),
                Column("Jenis kejadian", lambda o: SPOKEN[o.category], "category"),
                Column("Partai terkait", **parties),
                Column("Nama pelapor (inisial)", lambda o: o.reporter or None, "reporter"),
            ),
            (),
        ),
    }
