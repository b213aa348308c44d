"""Reports of wards, police, citizens and event databases."""

from datetime import date, datetime, time

from tests.intake.conftest import as_ods
from tests.intake.families.making import Family, Formula, delimited, report, xlsx


def event_database() -> Family:
    rows = [
        [
            "event_id_cnty",
            "event_date",
            "year",
            "disorder_type",
            "event_type",
            "sub_event_type",
            "actor1",
            "admin1",
            "admin2",
            "admin3",
            "location",
            "latitude",
            "longitude",
            "source",
            "notes",
            "fatalities",
        ],
        [
            "IDN001",
            "05 December 2023",
            2023,
            "Political violence",
            "Riots",
            "Mob violence",
            "Rioters",
            "East Java",
            "Kota Malang",
            "Lowokwaru",
            "Lowokwaru",
            -7.94375,
            112.60938,
            "Radar",
            "On 5 December 2023, two groups fought.",
            0,
        ],
        [
            "IDN002",
            "06 December 2023",
            2023,
            "Demonstrations",
            "Protests",
            "Peaceful protest",
            "Protesters",
            "East Java",
            "Kota Malang",
            "Klojen",
            "Klojen",
            -7.9781,
            112.6339,
            "Radar",
            "On 6 December 2023, students protested.",
            0,
        ],
        [
            "IDN003",
            "07 December 2023",
            2023,
            "Political violence",
            "Riots",
            "Mob violence",
            "Rioters",
            "East Java",
            "Surabaya",
            "Genteng",
            "Surabaya",
            -7.25,
            112.75,
            "Radar",
            "On 7 December 2023, a fight.",
            0,
        ],
        [
            "IDN004",
            "08 December 2023",
            2023,
            "Strategic developments",
            "Strategic developments",
            "Looting/property destruction",
            "Unknown",
            "East Java",
            "Kota Malang",
            "Sukun",
            "Sukun",
            -7.99341,
            112.61924,
            "Radar",
            "On 8 December 2023, campaign banners were destroyed.",
            0,
        ],
    ]
    return Family(
        "ACLED export.csv",
        "report",
        delimited(rows),
        sheet="",
        stored=[
            report(2, "2023-12-05", "", "kekerasan"),
            report(3, "2023-12-06", "", "lainnya"),
            report(5, "2023-12-08", "", "perusakan_apk", or_held=True),
        ],
        held=[(4, "area_code")],
    )


def ward_report_with_letterhead() -> Family:
    rows = [
        ["FORUM KEWASPADAAN DINI MASYARAKAT"],
        ["LAPORAN BULANAN"],
        ["Kelurahan", ": DINOYO"],
        ["Kecamatan", ": LOWOKWARU"],
        ["Bulan", ": Desember 2023"],
        ["Pelapor", ": Contoh Pelapor"],
        [],
        [
            "No",
            "Hari/Tanggal",
            "Jam",
            "Tempat Kejadian",
            "Uraian",
            "Klasifikasi ATHG",
            None,
            None,
            None,
            "Tingkat",
            "Tindak Lanjut",
        ],
        [None, None, None, None, None, "A", "T", "H", "G", None, None],
        [
            1,
            "Senin, 4 Desember 2023",
            "21.00",
            "RW 05",
            "Spanduk partai dirusak orang tidak dikenal",
            None,
            None,
            None,
            "√",
            "3",
            "dilaporkan",
        ],
        [2, "Selasa, 5 Desember 2023", "malam", "RW 02", "Isu SARA di grup warga", "V", None, "V", None, "tinggi", "-"],
        [3, "Rabu, 6 Desember 2023", "-", "RW 03", "NIHIL", None, None, None, None, None, None],
        [4, "7 Desember 2023", None, "RW 04", "Pembagian sembako", "x", None, None, None, "gawat", None],
        [],
        [None, None, None, "Malang, 31 Desember 2023"],
        [None, None, None, "Ketua FKDM Kelurahan Dinoyo"],
        [None, None, None, "CONTOH"],
    ]
    return Family(
        "lapbul.xlsx",
        "report",
        xlsx({"Sheet1": rows}),
        stored=[
            report(10, "2023-12-04 21:00", "dinoyo", None, athg="gangguan", severity=3, reporter="Contoh Pelapor"),
            report(11, "2023-12-05", "dinoyo", None, athg=None, severity=4),
            report(13, "2023-12-07", "dinoyo", None, athg="ancaman", severity=None),
        ],
        warned=[(11, "athg"), (13, "severity")],
        told=[(11, "occurred")],
    )


def police_information_reports() -> Family:
    rows = [
        [
            "No. LI",
            "Tgl LI",
            "Tanggal Kejadian",
            "Pukul",
            "TKP",
            "Kelurahan",
            "Uraian Singkat",
            "Jenis Pelanggaran",
            "Nilai",
            "Parpol",
            "Sumber",
        ],
        [
            "LI/12/XII/2023",
            "6/12/2023",
            "5/12/2023",
            "20.30 WIB",
            "Jl. Contoh 5",
            "Dinoyo",
            "Perusakan baliho PKB",
            "Pengrusakan baliho",
            "B/3",
            "PKB",
            "Babinkamtibmas",
        ],
        [
            "LP/B/3/I/2024",
            "16/1/2024",
            "15/1/2024",
            "19.00",
            "Lapangan",
            "Gadang",
            "Perkelahian antar pendukung",
            "Perkelahian",
            "c 4",
            "2, 3",
            "warga",
        ],
        [
            "LI/13/I/2024",
            "16/1/2024",
            "-",
            "19.00",
            "Lapangan",
            "Gadang",
            "Serangan fajar",
            "serangan fajar",
            "A-1",
            "Partai X",
            "warga",
        ],
        [
            "LI/14/I/2024",
            "17/1/2024",
            "17/1/2024",
            None,
            "Pasar",
            "Gadang",
            "Bagi uang",
            "money politic",
            "G7",
            "Partai Makmur, PKS",
            "warga",
        ],
    ]
    return Family(
        "LI Polsek.xlsx",
        "report",
        xlsx({"LI": rows}),
        sheet="LI",
        stored=[
            report(2, "2023-12-05 20:30", "dinoyo", "perusakan_apk", source_grade="B3", parties=("PKB",)),
            report(3, "2024-01-15 19:00", "gadang", "kekerasan", source_grade="C4", parties=("GERINDRA", "PDIP")),
            report(5, "2024-01-17", "gadang", "politik_uang", source_grade=None, parties=("PKS",)),
        ],
        held=[(4, "occurred")],
        warned=[(5, "source_grade"), (5, "parties")],
    )


def categories_in_the_words_of_the_street() -> Family:
    cells = [
        ("serangan fajar", "politik_uang"),
        ("Money Politics", "politik_uang"),
        ("hoax", "hoaks"),
        ("Berita bohong", "hoaks"),
        ("pengrusakan baliho", "perusakan_apk"),
        ("Spanduk dibakar", "perusakan_apk"),
        ("kampanye di tempat ibadah", "pelanggaran_lokasi"),
        ("Kampanye di sekolah", "pelanggaran_lokasi"),
        ("APK di tempat terlarang", "pelanggaran_lokasi"),
        ("kampanye di luar jadwal", "pelanggaran_jadwal"),
        ("penganiayaan", "kekerasan"),
        ("Intimidasi, politik uang", "intimidasi"),
        ("Netralitas ASN", "netralitas_asn"),
        ("Ujaran kebencian / SARA", "ujaran_kebencian"),
        ("gangguan kamtibmas", "gangguan_kamtibmas"),
        ("xyz", "warned"),
        ("-", None),
        (None, None),
    ]
    head = ["Tanggal", "Kelurahan", "Kategori", "Uraian"]
    rows = [head, *(["5/12/2023", "Dinoyo", cell, f"Kejadian nomor {row}"] for row, (cell, _) in enumerate(cells))]
    return Family(
        "warga.csv",
        "report",
        delimited(rows, delimiter=";"),
        sheet="",
        stored=[
            report(row, "2023-12-05", "dinoyo", None if code == "warned" else code)
            for row, (_, code) in enumerate(cells, 2)
        ],
        warned=[(row, "category") for row, (_, code) in enumerate(cells, 2) if code == "warned"],
    )


def severities() -> Family:
    cells = [
        (1, 1),
        (3.0, 3),
        ("3 - Sedang", 3),
        ("Tingkat 2", 2),
        ("2/5", 2),
        ("sangat rendah", 1),
        ("Rendah", 2),
        ("SEDANG", 3),
        ("tinggi", 4),
        ("kritis", 5),
        ("Sangat Tinggi", 5),
        ("Kuning", "warned"),
        ("gawat", "warned"),
        (7, "warned"),
        (0, "warned"),
        ("3 - Tinggi", "warned"),
        ("2/10", "warned"),
        (2.5, "warned"),
        ("-", None),
    ]
    head = ["Tanggal", "Kelurahan", "Tingkat Kerawanan", "Uraian"]
    rows = [head, *(["5/12/2023", "Dinoyo", cell, f"Kejadian nomor {row}"] for row, (cell, _) in enumerate(cells))]
    return Family(
        "tingkat.xlsx",
        "report",
        xlsx({"Sheet1": rows}),
        stored=[
            report(row, "2023-12-05", "dinoyo", severity=level if isinstance(level, int) else None)
            for row, (_, level) in enumerate(cells, 2)
        ],
        warned=[(row, "severity") for row, (_, level) in enumerate(cells, 2) if level == "warned"],
    )


def moments_of_reports() -> Family:
    head = ["Tanggal dan Jam Kejadian", "Kelurahan", "Uraian"]
    cells = [
        (datetime(2023, 12, 5, 20, 30), "2023-12-05 20:30"),
        (date(2023, 12, 13), "2023-12-13"),
        ("5 Desember 2023 pukul 20.30 WIB", "2023-12-05 20:30"),
        ("5/12/2023 20:30", "2023-12-05 20:30"),
        ("Selasa, 5 Des 2023, 09.00 - 11.00", "2023-12-05 09:00"),
        ("5 Desember 2023", "2023-12-05"),
        ("5-7 Desember 2023", "2023-12-05"),
        ("2023-12-05T20:30:00+07:00", "2023-12-05 20:30"),
        ("2023-12-05T20:30:00Z", None),
        ("tadi malam", None),
        ("5 Desember 2023 malam", "either"),
        ("15 Februari 2024", "2024-02-15"),
        ("15 Mei 2024", None),
        (Formula("=NOW()-1", "#VALUE!"), None),
    ]
    rows = [head, *([cell, "Dinoyo", f"Kejadian nomor {row}"] for row, (cell, _) in enumerate(cells))]
    return Family(
        "waktu.xlsx",
        "report",
        xlsx({"Sheet1": rows}),
        stored=[
            report(row, "2023-12-05" if day == "either" else day, "dinoyo", or_held=day == "either")
            for row, (_, day) in enumerate(cells, 2)
            if day
        ],
        held=[(row, "occurred") for row, (_, day) in enumerate(cells, 2) if not day],
    )


def quiet_wards() -> Family:
    rows = [
        ["No", "Kelurahan", "Tanggal", "Uraian Kejadian", "Jam"],
        [1, "Dinoyo", date(2023, 12, 13), "NIHIL", "-"],
        [2, "Gadang", date(2023, 12, 13), "Situasi aman dan kondusif", None],
        [3, "Sukun", date(2023, 12, 13), "Baliho roboh menimpa pagar warga", "10.00"],
        [4, "Kauman", date(2023, 12, 13), "nihil kejadian", None],
        [5, "Bareng", date(2023, 12, 13), "Tidak ada kejadian menonjol", None],
        [6, "Klojen", date(2023, 12, 13), None, None],
    ]
    return Family(
        "harian.xlsx",
        "report",
        xlsx({"Sheet1": rows}),
        stored=[report(4, "2023-12-13 10:00", "sukun")],
        held=[(7, "description")],
    )


def open_document_of_a_police_post() -> Family:
    rows = [
        ["LAPORAN HARIAN POLSEK"],
        ["No", "Waktu", None, "Lokasi", "Peristiwa"],
        [None, "Tanggal", "Jam", None, None],
        [1, date(2023, 12, 5), time(20, 30), "Jl. Contoh Kel. Dinoyo", "Keributan warga"],
        [2, date(2023, 12, 13), time(7), "Jl. Contoh Kel. Sukamandi", "Keributan warga"],
        [3, date(2023, 12, 14), time(0), "Kel. Kauman", "Keributan warga"],
    ]
    return Family(
        "harian.ods",
        "report",
        as_ods({"Sheet1": rows}),
        stored=[report(4, "2023-12-05 20:30", "dinoyo"), report(6, "2023-12-14 00:00", "kauman", or_held=True)],
        held=[(5, "area_code")],
    )


def long_accounts_stay_one_report() -> Family:
    text = '1. Warga melapor.\n2. Petugas datang pukul 21.00.\n3. <b>Situasi</b> terkendali; "aman".'
    rows = [
        ["Tanggal", "Tempat", "Uraian", "Sumber"],
        ["5/12/2023", "Balai RW 3", text, "warga"],
        ["5/12/2023", "", text, "warga"],
        ["6/12/2023", "Balai RW 3", "", "warga"],
        ["6/12/2023", "Balai RW 3", "=cmd|' /C calc'!A0", "warga"],
        ["7/12/2023", "Balai RW 3", text, "warga"],
        ["5/12/2023", "Balai RW 3", text, "warga"],
    ]
    return Family(
        "uraian.csv",
        "report",
        delimited(rows, delimiter=";", encoding="cp1252"),
        sheet="",
        stored=[
            report(2, "2023-12-05", "", place="Balai RW 3", description=text, reporter="warga"),
            report(5, "2023-12-06", "", description="=cmd|' /C calc'!A0"),
            report(6, "2023-12-07", ""),
        ],
        held=[(3, "area_code"), (4, "description"), (7, "duplicate")],
    )


def fields_and_threats() -> Family:
    head = ["Tanggal", "Kelurahan", "Uraian", "ATHG", "Bidang", "Nilai Sumber", "Nilai Informasi"]
    cells = [
        ("Ancaman", "Politik", "B", 2, ("ancaman", "politik", "B2")),
        ("G", "Sosbud", "c", "3", ("gangguan", "sosial_budaya", "C3")),
        ("hambatan", "Hankam", "A", None, ("hambatan", "hankam", None)),
        ("A/T", "Pertanian", "H", 1, (None, None, None)),
        ("Tantangan", "Bidang Ekonomi", None, None, ("tantangan", "ekonomi", None)),
    ]
    rows = [head, *(["5/12/2023", "Dinoyo", f"Kejadian {i}", a, b, s, n] for i, (a, b, s, n, _) in enumerate(cells))]
    return Family(
        "athg.xlsx",
        "report",
        xlsx({"Sheet1": rows}),
        stored=[
            report(row, "2023-12-05", "dinoyo", athg=truth[0], field=truth[1], source_grade=truth[2])
            for row, (*_, truth) in enumerate(cells, 2)
        ],
        warned=[(4, "source_grade"), (5, "athg"), (5, "field"), (5, "source_grade")],
    )


def schedule_sent_as_a_report() -> Family:
    rows = [
        ["Partai", "Tanggal", "Jam", "Bentuk", "Tempat"],
        ["PKB", "5/12/2023", "09.00", "Tatap muka", "Kel. Dinoyo"],
    ]
    return Family("jadwal.xlsx", "report", xlsx({"Sheet1": rows}), refused=True)


FAMILIES = [
    event_database,
    ward_report_with_letterhead,
    police_information_reports,
    categories_in_the_words_of_the_street,
    severities,
    moments_of_reports,
    quiet_wards,
    open_document_of_a_police_post,
    long_accounts_stay_one_report,
    fields_and_threats,
    schedule_sent_as_a_report,
]
