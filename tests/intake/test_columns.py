"""Column heads as offices write them, in one row or two."""

import pytest

from lib.intake.columns import Head, HeadReader, choose, combined
from lib.reference.vocabularies import Reference

SCHEDULE = {
    "number": ["No", "No.", "NOMOR", "#"],
    "ballot_number": ["No Urut", "No. Urut Partai", "Nomor Urut", "Ballot no / No urut"],
    "party": ["Partai", "PARPOL", "Nama Partai Politik", "Peserta Pemilu", "Paslon"],
    "weekday": ["Hari"],
    "date": [
        "Tgl",
        "Tanggal",
        "HARI/TGL",
        "Hari & Tanggal",
        "Hari, Tanggal",
        "Tgl. Pelaksanaan",
        "Tgl Giat",
        "Start Date",
    ],
    "other_date": [
        "Tgl Surat",
        "Tgl. Permohonan",
        "Tgl. Pemberitahuan (KPU)",
        "Tgl Surat Masuk",
        "Timestamp",
        "Cap waktu",
        "Tgl Terima",
    ],
    "hours": ["Jam", "Pukul", "Waktu", "Waktu (WIB)", "Pukul/Jam"],
    "start_hour": ["Mulai", "Jam Mulai", "Waktu Mulai", "Start Time"],
    "end_hour": ["Selesai", "SAMPAI", "s.d.", "Jam Selesai", "End Time"],
    "activity": ["Metode", "Bentuk Kampanye", "BENTUK", "Jenis kegiatan", "Type", "Metode/Bentuk Kampanye"],
    "title": ["Acara", "Nama Acara", "Nama Kegiatan", "Subject", "Event"],
    "venue": ["Tempat", "Lokasi", "LOKASI KEGIATAN", "Tempat/Lokasi", "Location", "Venue", "Lok."],
    "ward": ["Kel.", "Kelurahan", "Kel/Desa", "Desa/Kelurahan"],
    "district": ["Kec.", "Kecamatan"],
    "ward_or_district": ["Kel./Kec.", "Kelurahan/Kecamatan"],
    "attendance": [
        "Peserta",
        "Jml Undangan",
        "MASSA",
        "Perkiraan Hadir",
        "Jumlah Peserta (org)",
        "Est. Massa",
        "Attendance",
        "Jumlah",
    ],
    "permit_no": ["No. STTP", "Nomor Surat", "STTP"],
    "contact": ["PJ", "Penanggung Jawab", "Koordinator", "No HP", "Kontak", "Contact person"],
    "vehicles": ["Kendaraan", "Jml Kendaraan", "Jumlah kendaraan bermotor", "Vehicles"],
    "speakers": ["Jurkam", "Juru Kampanye", "Nama Jurkam", "Pembicara/Jurkam", "Narasumber"],
    "route": ["Rute", "Rute Konvoi", "Rute yang dilalui"],
    "gathering_point": ["Titik Kumpul", "Tempat Berkumpul", "Meeting point"],
    "link": ["Link Zoom", "Tautan", "Link", "Zoom Meeting"],
    "place_permission": ["Izin Tempat", "Ijin Lokasi", "Izin pemilik tempat"],
    "notified": ["Tgl surat pemberitahuan", "Tanggal Pemberitahuan", "Tanggal Pengajuan STTP", "Tgl diterima Polresta"],
    "permit_date": ["Tgl. STTP", "Tanggal STTP", "Tgl Terbit STTP"],
    "note": ["No. Izin Tempat"],
}
REPORT = {
    "date": ["Tgl Kejadian", "Tanggal", "INCIDENT DATE", "event_date", "Hari/Tanggal Kejadian"],
    "other_date": ["Tgl LI", "Tgl Laporan", "Timestamp"],
    "date_and_hours": ["Waktu Kejadian", "Bilamana"],
    "hours": ["Jam", "Jam Kejadian"],
    "ward": ["Kel.", "Kelurahan"],
    "city": ["admin2", "Kab/Kota"],
    "place": ["TKP", "Lokasi", "Tempat Kejadian", "LOCATION", "Di mana"],
    "description": ["Uraian", "Isi informasi", "Kronologi", "DESCRIPTION", "notes", "Uraian Singkat Kejadian"],
    "category": ["Kategori", "CATEGORY", "event_type", "Jenis Kejadian", "Jenis Pelanggaran"],
    "classification": ["Jenis", "Klasifikasi"],
    "athg_a": ["A", "Ancaman"],
    "athg_g": ["G", "Gangguan"],
    "field": ["Bidang", "Aspek"],
    "severity": ["Skala (1-5)", "Tingkat Kerawanan", "Skala", "Tingkat"],
    "source_grade": ["Nilai (sumber/info)", "Nilai"],
    "grade_source": ["Nilai Sumber"],
    "grade_information": ["Nilai Informasi"],
    "parties": ["Partai", "Parpol terkait"],
    "reporter": ["Pelapor", "Sumber", "Disusun oleh", "Nama Pelapor"],
}


@pytest.mark.parametrize(
    ("kind", "field", "text"),
    [
        (kind, field, text)
        for kind, fields in (("schedule", SCHEDULE), ("report", REPORT))
        for field, texts in fields.items()
        for text in texts
    ],
)
def test_a_head_is_taken_for_its_field(reference: Reference, kind: str, field: str, text: str) -> None:
    head = HeadReader(reference, kind).read(text)
    assert head is not None
    assert head.field == field


@pytest.mark.parametrize(
    "text",
    ["Foto", "Lampiran", "Paraf Petugas Piket", "x", "Bendera", "2 Desember 2023", "Kel. Dinoyo kecamatan sukun balai"],
)
def test_what_is_no_known_head_is_not_taken_surely(reference: Reference, text: str) -> None:
    head = HeadReader(reference, "schedule").read(text)
    assert head is None or head.confidence < 1


@pytest.mark.parametrize(
    ("parent", "child", "field"),
    [
        ("Waktu Pelaksanaan", "Tanggal", "date"),
        ("Waktu Pelaksanaan", "Mulai", "start_hour"),
        ("Pelaksanaan", "Hari", "weekday"),
        ("Surat Pemberitahuan", "Tanggal", "notified"),
        ("Surat Tanda Terima Pemberitahuan (STTP)", "Tanggal", "permit_date"),
        ("Surat", "Nomor", "permit_no"),
        ("Lokasi", "Kel.", "ward"),
        ("STTP", "Tgl", "permit_date"),
        ("", "Tempat", "venue"),
    ],
)
def test_a_head_in_two_rows_is_read_with_its_parent(reference: Reference, parent: str, child: str, field: str) -> None:
    head = combined(parent, child, HeadReader(reference, "schedule"))
    assert head is not None
    assert head.field == field


def test_a_head_that_lists_several_fields_is_composite(reference: Reference) -> None:
    head = HeadReader(reference, "schedule").read("Kegiatan (jam, bentuk, tempat, massa)")
    assert head == Head("composite", 1.0, ("hours", "activity", "venue", "attendance"))


@pytest.mark.parametrize(("text", "scale"), [("Skala (1-5)", 5), ("Tingkat 1 s/d 10", 10), ("Skala", None)])
def test_a_head_tells_its_scale(reference: Reference, text: str, scale: int | None) -> None:
    head = HeadReader(reference, "report").read(text)
    assert head is not None
    assert head.scale == scale


def test_the_surest_column_is_chosen_and_only_some_are_read_together() -> None:
    heads = {
        0: Head("venue", 0.5),
        1: Head("venue", 1.0),
        2: Head("contact", 1.0),
        3: Head("contact", 0.9),
        4: Head("contact", 0.9),
        5: Head("date", 1.0),
        6: Head("date", 1.0),
    }
    texts = {0: "Lokasi parkir", 1: "Tempat", 2: "PJ", 3: "No HP", 4: "PJ", 5: "Tanggal", 6: "Tgl"}
    assert choose(heads, texts) == {"venue": [1], "contact": [2, 3], "date": [5]}
