"""The schedule layouts of ballot numbers 10 to 24."""

from datetime import timedelta

from lib.demo import wording
from lib.demo.scenarios import Scenario
from lib.demo.schedule_cells import (
    FULL,
    SHORT,
    end_cell,
    hour_text,
    people,
    people_cell,
    place_in_ward,
    span_text,
    start_cell,
)
from lib.demo.schedule_forms import Column, Form, by_month, one_page


def high_forms(scenario: Scenario) -> list[Form]:
    """The layouts of ballot numbers 10 to 24."""
    campaign = "Masa kampanye {period}"
    letter = scenario.campaign[0] - timedelta(days=8)
    return [
        Form(
            "HANURA",
            (
                Column("No", None, width=5),
                Column("Tanggal", lambda e: wording.serial_cell(e.day), width=10),
                Column("Mulai", lambda e: start_cell(e, wording.typed_hour), width=8),
                Column("Selesai", lambda e: end_cell(e, wording.typed_hour, "selesai"), "end", width=8),
                Column("Jenis Kampanye", lambda e: FULL[e.activity], width=28),
                Column("Tempat", lambda e: e.place, "venue", width=34),
                Column("Kelurahan", lambda e: e.ward_name, "ward", width=18),
                Column("Jumlah", people_cell, "attendance"),
                Column("No. Surat Tanda Terima Pemberitahuan", lambda e: e.permit, "permit_no", width=26),
                Column("Tgl. Pemberitahuan", lambda e: e.notified and wording.slash_date(wording.as_day(e.notified)),
                       "notified", width=16),
            ),
            lines=("DPC PARTAI HANURA {CITY}", "JADWAL KAMPANYE"),
            pages=one_page("Hanura"),
            gap=1,
        ),
        Form(
            "GARUDA",
            (
                Column("Nama kegiatan", lambda e: f"{e.title}, Partai Garuda", "title"),
                Column("Metode", lambda e: SHORT[e.activity]),
                Column("Hari, tanggal", lambda e: wording.old_date(e.day)),
                Column("Jam", lambda e: hour_text(e, "{start}-{end}", clock=wording.colon_clock), "end"),
                Column("Alamat", lambda e: place_in_ward(e, "Kel. "), "venue"),
                Column("Perkiraan hadir", lambda e: people(e, "{count} orang"), "attendance"),
                Column("Kontak", lambda e: e.contact, "contact"),
            ),
            lines=("Kegiatan Partai Garuda {city}",),
            delimiter=",",
        ),
        Form(
            "PAN",
            (
                Column("Hari/Tanggal", lambda e: wording.full_date(e.day), run=True, width=28),
                Column("Jam", lambda e: hour_text(e, "{start}-{end}"), "end", width=18),
                Column("Bentuk", lambda e: SHORT[e.activity], width=26),
                Column("Tempat", place_in_ward, "venue", width=44),
                Column("Peserta", lambda e: people(e) or "-", "attendance"),
            ),
            lines=("DPD {FULL_NAME} {CITY}", "Jadwal kegiatan harian"),
            pages=one_page("Harian"),
            gap=1,
            lists=True,
        ),
        Form(
            "PBB",
            (
                Column("No", None),
                Column("Hari/Tanggal", lambda e: wording.yearless_date(e.day)),
                Column("Pukul", lambda e: hour_text(e, "{start} WIB s.d. {end}"), "end"),
                Column("Jenis Kegiatan", lambda e: SHORT[e.activity]),
                Column("Tempat", place_in_ward, "venue"),
                Column("Jml Peserta", lambda e: people(e, "{count} orang"), "attendance"),
                Column("PJ", lambda e: e.contact, "contact"),
            ),
            lines=("PARTAI BULAN BINTANG {CITY}",),
            pages=by_month("{month}", "RENCANA KEGIATAN BULAN {MONTH} {year}"),
        ),
        Form(
            "DEMOKRAT",
            (
                Column("No", None, width=5),
                Column("Tgl Surat", lambda e: letter, width=12),
                Column("Tanggal Pelaksanaan", lambda e: wording.roman_date(e.day), width=16),
                Column("Mulai", lambda e: start_cell(e, wording.clock), width=8),
                Column("Selesai", lambda e: end_cell(e, wording.clock, "selesai"), "end", width=8),
                Column("Metode Kampanye", lambda e: FULL[e.activity], width=28),
                Column("Nama Acara", lambda e: e.title, "title", width=30),
                Column("Tempat", lambda e: e.place, "venue", width=34),
                Column("Kelurahan", lambda e: f"Kel. {e.ward_name}", "ward", width=20),
                Column("Perkiraan Hadir", people_cell, "attendance"),
                Column("Narahubung", lambda e: e.contact, "contact", width=36),
            ),
            lines=("DEWAN PIMPINAN CABANG PARTAI DEMOKRAT {CITY}", "RENCANA KEGIATAN KAMPANYE", campaign),
            pages=one_page("Rencana"),
            gap=1,
            signature=("{locality}, {signed}", "Ketua DPC"),
        ),
        Form(
            "PSI",
            (
                Column("Timestamp", lambda e: f"{letter:%d/%m/%Y} 10:15:00"),
                Column("Nama Kegiatan", lambda e: e.title, "title"),
                Column("Tanggal Kegiatan", lambda e: wording.slash_date(e.day)),
                Column("Jam Mulai", lambda e: start_cell(e, wording.colon_clock)),
                Column("Jam Selesai", lambda e: end_cell(e, wording.colon_clock), "end"),
                Column("Metode Kampanye", lambda e: FULL[e.activity]),
                Column("Lokasi", lambda e: e.place, "venue"),
                Column("Kelurahan", lambda e: e.ward_name, "ward"),
                Column("Perkiraan Peserta", people_cell, "attendance"),
                Column("Narahubung", lambda e: e.contact, "contact"),
            ),
            lines=("Formulir kegiatan PSI {city}",),
            delimiter=",",
        ),
        Form(
            "PERINDO",
            (
                Column("No", None, width=5),
                Column("Tanggal", lambda e: wording.date_cell(e.day), width=12),
                Column("Jam", lambda e: hour_text(e, "{start} s/d {end}"), "end", width=20),
                Column("Kegiatan", lambda e: SHORT[e.activity], width=26),
                Column("Lokasi", lambda e: e.place, "venue", width=34),
                Column("Kel/Desa", lambda e: e.ward_name, "ward", width=18),
                Column("Estimasi Massa", lambda e: people(e, "{count} orang"), "attendance"),
                Column("PIC", lambda e: e.contact, "contact", width=36),
            ),
            lines=("DPD PARTAI PERINDO {CITY}", "JADWAL KEGIATAN"),
            pages=one_page("Jadwal"),
            gap=2,
            at=1,
            epoch_1904=True,
        ),
        Form(
            "PPP",
            (
                Column("No", None, width=5),
                Column("Hari/Tanggal", span_text, run=True, width=28),
                Column("Waktu", lambda e: hour_text(e, "{start} - {end}"), "end", width=18),
                Column("Jenis Kampanye", lambda e: FULL[e.activity], width=28),
                Column("Nama Kegiatan", lambda e: e.title, "title", width=26),
                Column("Tempat", place_in_ward, "venue", width=40),
                Column("Jumlah Peserta", lambda e: people(e, "{count} orang"), "attendance"),
                Column("No. STTP", lambda e: e.permit, "permit_no", width=26),
            ),
            lines=("DPC {FULL_NAME} {CITY}", "JADWAL KEGIATAN KAMPANYE", campaign),
            pages=one_page("Jadwal"),
            gap=1,
            run='"',
            signature=("{locality}, {signed}", "Ketua DPC"),
        ),
        Form(
            "UMMAT",
            (
                Column("No", None),
                Column("Tanggal", lambda e: wording.date_cell(e.day), group="Pelaksanaan"),
                Column("Jam Mulai", lambda e: start_cell(e, wording.clock_cell), group="Pelaksanaan"),
                Column("Jam Selesai", lambda e: end_cell(e, wording.clock_cell), "end", "Pelaksanaan"),
                Column("Metode", lambda e: SHORT[e.activity]),
                Column("Tempat", lambda e: e.place, "venue"),
                Column("Kelurahan", lambda e: e.ward_name, "ward"),
                Column("Undangan", people_cell, "attendance"),
                Column("Contact Person", lambda e: e.contact, "contact"),
            ),
            lines=("DPD PARTAI UMMAT {CITY}", "Rencana kegiatan kampanye"),
            pages=one_page("Rencana"),
            gap=1,
            archive=True,
        ),
    ]
