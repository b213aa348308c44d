"""Schedules by their layout: heads, sections, several tables and sheets, merged blocks, hidden and struck parts."""

from datetime import date, time

from tests.intake.conftest import as_ods
from tests.intake.families.making import Family, Formula, Sheet, Struck, delimited, event, xlsx

HEAD = ["No", "Partai", "Tanggal", "Jam", "Bentuk Kampanye", "Tempat", "Kelurahan", "Jumlah Peserta"]


def sections_name_the_party() -> Family:
    rows = [
        ["JADWAL KAMPANYE PERTEMUAN SE-KOTA MALANG"],
        [],
        ["No", "Hari/Tanggal", "Waktu", "Metode", "Tempat", "Estimasi"],
        ["I", "PARTAI KEBANGKITAN BANGSA"],
        [1, "Senin, 4 Desember 2023", "09.00 s.d. 11.00", "Tatap Muka", "Balai RW 05 Kel. Dinoyo", "40 org"],
        [2, "Selasa, 5 Desember 2023", "13.00 - selesai", "Pertemuan Terbatas", "Gedung A, Kel. Sukun", "100 org"],
        ["II", "PARTAI NASDEM"],
        [1, "Rabu, 6 Desember 2023", "19.00 - 21.00", "Tatap Muka", "Rumah Bp. Contoh, Kel. Gadang", "25"],
        ["III", "PARTAI MAKMUR JAYA"],
        [1, "Kamis, 7 Desember 2023", "09.00", "Tatap Muka", "Balai RW 01 Kel. Kauman", "25"],
        ["IV", "PDI PERJUANGAN"],
        [1, "Jum'at, 8 Desember 2023", "15.30", "Tatap Muka", "Balai RW 02 Kel. Bareng", "30"],
    ]
    return Family(
        "Jadwal gabungan.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(5, "PKB", "tatap_muka", "2023-12-04 09:00", "11:00", "dinoyo", 40),
            event(6, "PKB", "pertemuan_terbatas", "2023-12-05 13:00", None, "sukun", 100),
            event(8, "NASDEM", "tatap_muka", "2023-12-06 19:00", "21:00", "gadang", 25),
            event(12, "PDIP", "tatap_muka", "2023-12-08 15:30", None, "bareng", 30),
        ],
        held=[(10, "party")],
    )


def sections_in_one_merged_cell() -> Family:
    rows = [
        ["Tanggal", "Pukul", "Jenis Kegiatan", "Lokasi", "Massa"],
        ["PARTAI GOLKAR (4)"],
        ["10/12/2023", "08.00", "tatap muka", "Kel. Jodipan", 50],
        ["PARTAI AMANAT NASIONAL"],
        ["11/12/2023", "10.00", "Penyebaran Bahan Kampanye", "Pasar, Kel. Bunulrejo", "-"],
        ["Partai Demokrat"],
        ["12/12/2023", "08.30", "Pemasangan APK", "Kel. Arjosari", None],
    ]
    return Family(
        "rekap.xlsx",
        "schedule",
        xlsx({"Des": Sheet(rows, merges=("A2:E2", "A4:E4", "A6:E6"))}),
        sheet="Des",
        stored=[
            event(3, "GOLKAR", "tatap_muka", "2023-12-10 08:00", None, "jodipan", 50),
            event(5, "PAN", "penyebaran_bahan", "2023-12-11 10:00", None, "bunulrejo"),
            event(7, "DEMOKRAT", "alat_peraga", "2023-12-12 08:30", None, "arjosari"),
        ],
    )


def two_tables_one_below_the_other() -> Family:
    rows = [
        ["A. RAPAT UMUM PARTAI GERINDRA"],
        ["No", "Tanggal", "Jam", "Lokasi", "Massa"],
        [1, "21 Januari 2024", "13.00-17.00", "Lapangan Rampal", "5.000"],
        ["JUMLAH", None, None, None, "5.000"],
        [],
        ["B. PERTEMUAN TERBATAS PARTAI GERINDRA"],
        ["Lokasi", "Peserta", "Tanggal", "Pukul", "No"],
        ["Hotel Contoh, Kel. Klojen", "150", "22 Januari 2024", "19.00", 1],
        ["Aula Contoh, Kel. Sawojajar", "200", "23 Januari 2024", "18.30", 2],
        [],
        ["Malang, 15 Januari 2024"],
        ["Ketua"],
        [],
        ["Contoh Nama, S.H."],
    ]
    return Family(
        "Gerindra Januari.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(3, "GERINDRA", "rapat_umum", "2024-01-21 13:00", "17:00", "", 5000, or_held=True),
            event(8, "GERINDRA", "pertemuan_terbatas", "2024-01-22 19:00", None, "klojen", 150),
            event(9, "GERINDRA", "pertemuan_terbatas", "2024-01-23 18:30", None, "sawojajar", 200),
        ],
    )


def two_tables_side_by_side() -> Family:
    rows = [
        ["Tanggal", "Jam", "Bentuk", "Tempat", None, "Tanggal", "Jam", "Bentuk", "Tempat"],
        ["4/12/2023", "09.00", "Tatap muka", "Kel. Dinoyo", None, "18/12/2023", "10.00", "Tatap muka", "Kel. Gadang"],
        ["5/12/2023", "13.00", "Tatap muka", "Kel. Sukun", None, "19/12/2023", "15.00", "Tatap muka", "Kel. Bareng"],
    ]
    return Family(
        "Jadwal PKS.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(2, "PKS", "tatap_muka", "2023-12-04 09:00", None, "dinoyo"),
            event(3, "PKS", "tatap_muka", "2023-12-05 13:00", None, "sukun"),
            event(2, "PKS", "tatap_muka", "2023-12-18 10:00", None, "gadang"),
            event(3, "PKS", "tatap_muka", "2023-12-19 15:00", None, "bareng"),
        ],
    )


def head_in_two_merged_rows() -> Family:
    rows = [
        ["JADWAL KEGIATAN KAMPANYE DPC PKB"],
        [],
        ["No", "Waktu Pelaksanaan", None, None, "Metode", "Lokasi", None, "Peserta", "Surat Pemberitahuan", None],
        [None, "Tanggal", "Mulai", "Selesai", None, "Tempat", "Kelurahan", None, "Nomor", "Tanggal"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
        [
            1,
            date(2023, 12, 5),
            time(9),
            time(11),
            "Tatap Muka",
            "Balai RW 3",
            "Dinoyo",
            60,
            "12/PKB/2023",
            date(2023, 11, 28),
        ],
        [
            2,
            date(2023, 12, 14),
            time(19),
            None,
            "Tatap Muka",
            "Balai RW 4",
            "Lowokwaru",
            70,
            "13/PKB/2023",
            date(2023, 12, 2),
        ],
    ]
    merges = ("B3:D3", "F3:G3", "I3:J3", "A3:A4", "E3:E4", "H3:H4")
    return Family(
        "PKB.xlsx",
        "schedule",
        xlsx({"Sheet1": Sheet(rows, merges=merges)}),
        stored=[
            event(6, "PKB", "tatap_muka", "2023-12-05 09:00", "11:00", "dinoyo", 60, permit_no="12/PKB/2023"),
            event(7, "PKB", "tatap_muka", "2023-12-14 19:00", None, "lowokwaru", 70, permit_no="13/PKB/2023"),
        ],
    )


def one_sheet_for_each_district() -> Family:
    head = ["No", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat"]
    return Family(
        "PSI Kota Malang.xlsx",
        "schedule",
        xlsx(
            {
                "Blimbing": [head, [1, "4/12/2023", "09.00", "Tatap muka", "Blimbing", "Balai RW 1"]],
                "Lowokwaru": [
                    head,
                    [1, "5/12/2023", "09.00", "Tatap muka", "Dinoyo", "Balai RW 1"],
                    [2, "6/12/2023", "09.00", "Tatap muka", "Lowokwaru", "Balai RW 2"],
                    [3, "7/12/2023", "09.00", "Tatap muka", "Gadang", "Balai RW 3"],
                ],
                "Rekap": [["Kecamatan", "Jumlah"], ["Blimbing", 1], ["Lowokwaru", 3]],
                "Kosong": [],
            }
        ),
        stored=[
            event(2, "PSI", "tatap_muka", "2023-12-04 09:00", None, "blimbing", sheet="Blimbing"),
            event(2, "PSI", "tatap_muka", "2023-12-05 09:00", None, "dinoyo", sheet="Lowokwaru"),
            event(3, "PSI", "tatap_muka", "2023-12-06 09:00", None, "lowokwaru", sheet="Lowokwaru"),
        ],
        held=[(4, "area_code", "Lowokwaru")],
    )


def hidden_sheets_rows_and_columns() -> Family:
    rows = [
        ["Partai", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat", "Catatan internal"],
        ["PAN", "4/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 1", "x"],
        ["PAN", "5/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 2", "x"],
        ["PAN", "6/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 3", "x"],
    ]
    old = [rows[0], ["PAN", "1/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 9", ""]]
    return Family(
        "PAN.xlsx",
        "schedule",
        xlsx({"Sheet1": Sheet(rows, hidden_rows=(2,), hidden_columns=(6,)), "lama": Sheet(old, hidden=True)}),
        stored=[
            event(2, "PAN", "tatap_muka", "2023-12-04 09:00", None, "bareng"),
            event(4, "PAN", "tatap_muka", "2023-12-06 09:00", None, "bareng"),
        ],
        held=[(3, "row")],
    )


def struck_through() -> Family:
    rows = [
        ["Partai", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat"],
        ["PAN", "4/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 1"],
        [Struck(cell) for cell in ("PAN", "5/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 2")],
        ["PAN", Struck("6/12/2023"), "09.00", "Tatap muka", "Bareng", "Balai RW 3"],
        ["PAN", "7/12/2023", "09.00", "Tatap muka", "Bareng", "Balai RW 4"],
        [None, None, None, None, None, Struck("Jl. Lama 4")],
    ]
    return Family(
        "PAN.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[event(2, "PAN", "tatap_muka", "2023-12-04 09:00", None, "bareng")],
        held=[(3, "row"), (4, "row"), (5, "row")],
    )


def stored_formulas() -> Family:
    rows = [
        ["No", "Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Jumlah"],
        [
            Formula("=ROW()-1", 1),
            Formula('=IF(1=1,"PKB","")', "PKB"),
            Formula("=DATE(2023,12,5)", date(2023, 12, 5)),
            Formula("=TIME(9,0,0)", time(9)),
            "Tatap muka",
            Formula('="Kel. "&"Dinoyo"', "Kel. Dinoyo"),
            Formula("=20*2", 40),
        ],
        [
            2,
            "PKB",
            Formula("=C2+1", date(2023, 12, 6)),
            time(9),
            "Tatap muka",
            "Kel. Dinoyo",
            Formula("=G2/0", "#DIV/0!"),
        ],
        [3, "PKB", Formula("=VLOOKUP(9,Z:Z,1,0)", "#N/A"), time(9), "Tatap muka", "Kel. Dinoyo", 10],
        [4, Formula("=Z1", ""), date(2023, 12, 8), time(9), "Tatap muka", "Kel. Dinoyo", 10],
        [None, "JUMLAH", None, None, None, None, Formula("=SUM(G2:G5)", 60)],
    ]
    return Family(
        "rumus.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(2, "PKB", "tatap_muka", "2023-12-05 09:00", None, "dinoyo", 40),
            event(3, "PKB", "tatap_muka", "2023-12-06 09:00", None, "dinoyo"),
        ],
        held=[(4, "start"), (5, "party")],
    )


def legend_of_codes() -> Family:
    rows = [
        ["JADWAL KAMPANYE PARTAI PERINDO"],
        ["No", "Tgl", "Jam", "Kode", "Tempat"],
        [1, "4 Des 2023", "09.00", "TM", "Balai RW 1 Kel. Dinoyo"],
        [2, "5 Des 2023", "09.00", "PT", "Balai RW 2 Kel. Dinoyo"],
        [3, "6 Des 2023", "09.00", "PBK", "Pasar Kel. Dinoyo"],
        [4, "7 Des 2023", "09.00", "XY", "Pasar Kel. Dinoyo"],
        ["Keterangan :"],
        ["TM", "= Tatap Muka"],
        ["PT", "= Pertemuan Terbatas"],
        ["PBK", "= Penyebaran Bahan Kampanye"],
    ]
    return Family(
        "Perindo.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(3, "PERINDO", "tatap_muka", "2023-12-04 09:00", None, "dinoyo"),
            event(4, "PERINDO", "pertemuan_terbatas", "2023-12-05 09:00", None, "dinoyo"),
            event(5, "PERINDO", "penyebaran_bahan", "2023-12-06 09:00", None, "dinoyo"),
        ],
        held=[(6, "activity")],
    )


def parallel_lists_in_cells() -> Family:
    rows = [
        ["Partai", "Hari, Tanggal", "Jam", "Bentuk", "Tempat", "Jumlah"],
        [
            "PPP",
            "Sabtu, 9 Desember 2023",
            "1. 09.00\n2. 13.00\n3. 19.00",
            "Tatap muka",
            "1. Balai RW 1 Kel. Dinoyo\n2. Balai RW 2 Kel. Gadang\n3. Kel. Sukun",
            "1. 40\n2. 50 org\n3. ±60",
        ],
        ["PPP", "Minggu, 10 Desember 2023", "09.00\n13.00", "Tatap muka", "Kel. Dinoyo\nKel. Gadang", "30"],
        ["PPP", "Senin, 11 Desember 2023", "1. 09.00\n2. 13.00", "Tatap muka", "1. A\n2. B\n3. C", "30"],
    ]
    return Family(
        "PPP.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(2, "PPP", "tatap_muka", "2023-12-09 09:00", None, "dinoyo", 40),
            event(2, "PPP", "tatap_muka", "2023-12-09 13:00", None, "gadang", 50),
            event(2, "PPP", "tatap_muka", "2023-12-09 19:00", None, "sukun", 60),
            event(3, "PPP", "tatap_muka", "2023-12-10 09:00", None, "dinoyo"),
            event(3, "PPP", "tatap_muka", "2023-12-10 13:00", None, "gadang"),
        ],
        held=[(4, "row")],
        warned=[(3, "attendance")],
    )


def merged_date_blocks() -> Family:
    rows = [
        ["No", "Hari", "Tanggal", "Jam", "Bentuk", "Tempat", "Penanggung Jawab"],
        [1, "Selasa", date(2023, 12, 5), "09.00", "Tatap muka", "Kel. Dinoyo", "Contoh"],
        [2, None, None, "13.00", "Tatap muka", "Kel. Gadang", "Contoh"],
        [3, None, None, "19.00", "Tatap muka", "Kel. Sukun", "Contoh"],
        [4, "Rabu", date(2023, 12, 6), "09.00", "Tatap muka", "Kel. Bareng", "Contoh"],
        [5, "Kamis", date(2023, 12, 7), "09.00", "Tatap muka", "Kel. Kauman", "Contoh"],
        [6, None, None, "15.00", "Tatap muka", "Kel. Jodipan", "Contoh"],
    ]
    return Family(
        "Hanura.xlsx",
        "schedule",
        xlsx({"Sheet1": Sheet(rows, merges=("B2:B4", "C2:C4", "B6:B7", "C6:C7"))}),
        stored=[
            event(2, "HANURA", "tatap_muka", "2023-12-05 09:00", None, "dinoyo"),
            event(3, "HANURA", "tatap_muka", "2023-12-05 13:00", None, "gadang"),
            event(4, "HANURA", "tatap_muka", "2023-12-05 19:00", None, "sukun"),
            event(5, "HANURA", "tatap_muka", "2023-12-06 09:00", None, "bareng"),
            event(6, "HANURA", "tatap_muka", "2023-12-07 09:00", None, "kauman"),
            event(7, "HANURA", "tatap_muka", "2023-12-07 15:00", None, "jodipan"),
        ],
    )


def dittos() -> Family:
    rows = [
        ["Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Kelurahan"],
        ["Partai Buruh", "4 Desember 2023", "09.00", "Tatap muka", "Balai RW 1", "Dinoyo"],
        ['"', "sda", "13.00", "idem", "Balai RW 2", "s.d.a."],
        ["sda", "6 Desember 2023", "sda", "sda", "Balai RW 3", "Gadang"],
        ["Partai Buruh", "7 Desember 2023", "09.00", "Tatap muka", "Balai RW 1", "Bareng"],
    ]
    return Family(
        "sda.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(2, "BURUH", "tatap_muka", "2023-12-04 09:00", None, "dinoyo"),
            event(3, "BURUH", "tatap_muka", "2023-12-04 13:00", None, "dinoyo"),
            event(4, "BURUH", "tatap_muka", "2023-12-06 13:00", None, "gadang"),
            event(5, "BURUH", "tatap_muka", "2023-12-07 09:00", None, "bareng"),
        ],
    )


def ditto_without_anything_above() -> Family:
    rows = [
        ["Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Kelurahan"],
        ["sda", '"', "09.00", "Tatap muka", "Balai RW 1", "Dinoyo"],
        ["PKN", "5/12/2023", "09.00", "Tatap muka", "Balai RW 1", "Dinoyo"],
    ]
    return Family(
        "sda.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[event(3, "PKN", "tatap_muka", "2023-12-05 09:00", None, "dinoyo")],
        held=[(2, "start"), (2, "party")],
    )


def notes_totals_and_signatures_below() -> Family:
    rows = [
        HEAD,
        [1, "PBB", "4/12/2023", "09.00", "Tatap muka", "Balai RW 1", "Dinoyo", 20],
        [2, "PBB", "5/12/2023", "09.00", "Tatap muka", "Balai RW 2", "Dinoyo", 30],
        ["Total", None, None, None, None, None, None, 50],
        ["Catatan:"],
        ["1. Jadwal dapat berubah sewaktu-waktu"],
        ["2. Konfirmasi paling lambat 3 Desember 2023"],
        ["* tempat menunggu izin"],
        [],
        [None, None, None, None, None, "Malang, 27 Nopember 2023"],
        [None, "Mengetahui,", None, None, None, "Dibuat oleh,"],
        [None, "Ketua DPC PBB", None, None, None, "Sekretaris"],
        [],
        [None, "CONTOH A.", None, None, None, "CONTOH B."],
        [None, "Tembusan: Bawaslu Kota Malang"],
        ["Dicetak 27/11/2023 10.15", None, None, None, None, None, None, "Hal 1 dari 1"],
    ]
    return Family(
        "PBB.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(2, "PBB", "tatap_muka", "2023-12-04 09:00", None, "dinoyo", 20),
            event(3, "PBB", "tatap_muka", "2023-12-05 09:00", None, "dinoyo", 30),
        ],
    )


def cells_of_several_lines() -> Family:
    rows = [
        ["No", "Hari\nTanggal", "Jam", "Bentuk\nKampanye", "Tempat", "Penanggung\nJawab"],
        [
            1,
            "Selasa\n5 Desember 2023",
            "09.00 WIB\ns/d\n11.00 WIB",
            "Pertemuan\nTatap Muka",
            "Balai RW 03\nJl. Contoh Raya 5\nKel. Dinoyo\nKec. Lowokwaru",
            "Bp. Contoh\n0812-0000-0001",
        ],
        [
            2,
            "Rabu\n6 Desember 2023",
            "13.00 WIB\ns/d\nSelesai",
            "Pertemuan\nTerbatas",
            "Gedung Contoh\nKel. Gadang",
            "Ibu Contoh\n(0812 0000 0002)",
        ],
    ]
    return Family(
        "Garuda.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(
                2,
                "GARUDA",
                "tatap_muka",
                "2023-12-05 09:00",
                "11:00",
                "dinoyo",
                venue="Balai RW 03 Jl. Contoh Raya 5 Kel. Dinoyo Kec. Lowokwaru",
                contact="Bp. Contoh 0812-0000-0001",
            ),
            event(3, "GARUDA", "pertemuan_terbatas", "2023-12-06 13:00", None, "gadang"),
        ],
    )


def open_document_with_spans() -> Family:
    rows = [
        ["Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat"],
        [date(2023, 12, 5), time(9), "Tatap muka", "Dinoyo", "Balai RW 1"],
        [None, time(13), "Tatap muka", "Dinoyo", "Balai RW 2"],
        [date(2023, 12, 13), time(9, 30), "Tatap muka", "Dinoyo", "Balai RW 3"],
    ]
    return Family(
        "Jadwal Ummat.ods",
        "schedule",
        as_ods({"Sheet1": rows}, spans={(1, 0): 2}),
        stored=[
            event(2, "UMMAT", "tatap_muka", "2023-12-05 09:00", None, "dinoyo"),
            event(3, "UMMAT", "tatap_muka", "2023-12-05 13:00", None, "dinoyo"),
            event(4, "UMMAT", "tatap_muka", "2023-12-13 09:30", None, "dinoyo"),
        ],
    )


def days_as_headings() -> Family:
    rows = [
        ["AGENDA PARTAI GELORA KOTA MALANG"],
        ["Jam", "Kegiatan", "Tempat", "Peserta"],
        ["Senin, 4 Desember 2023"],
        ["09.00-11.00", "Tatap muka warga", "Kel. Dinoyo", 40],
        ["13.00", "Tatap muka pedagang", "Kel. Gadang", 40],
        ["Selasa, 5 Desember 2023"],
        ["09.00", "Tatap muka nelayan", "Kel. Sukun", 40],
        ["Rabu, 7 Desember 2023"],
        ["09.00", "Tatap muka guru", "Kel. Bareng", 40],
    ]
    return Family(
        "Gelora.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(4, "GELORA", "tatap_muka", "2023-12-04 09:00", "11:00", "dinoyo", 40),
            event(5, "GELORA", "tatap_muka", "2023-12-04 13:00", None, "gadang", 40),
            event(7, "GELORA", "tatap_muka", "2023-12-05 09:00", None, "sukun", 40),
        ],
        held=[(9, "start")],
    )


def text_message_in_one_column() -> Family:
    lines = [
        "Assalamualaikum, izin melaporkan giat PKB",
        "Hari/tgl : Selasa, 5 Desember 2023",
        "Pukul : 09.00 WIB",
        "Tempat : Balai RW 3 Kel. Dinoyo",
        "Giat : tatap muka",
        "Peserta : 40 orang",
        "Terima kasih",
    ]
    return Family("wa.xlsx", "schedule", xlsx({"Sheet1": [[line] for line in lines]}), refused=True)


def tables_of_two_parties_in_one_file() -> Family:
    head = ["No", "Tanggal", "Jam", "Metode", "Tempat"]
    return Family(
        "Jadwal parpol.xlsx",
        "schedule",
        xlsx(
            {
                "PKB": [head, [1, "4/12/2023", "09.00", "Tatap muka", "Kel. Dinoyo"]],
                "GOLKAR": [head, [1, "5/12/2023", "09.00", "Tatap muka", "Kel. Gadang"]],
                "Sheet3": [head, [1, "6/12/2023", "09.00", "Tatap muka", "Kel. Bareng"]],
            }
        ),
        stored=[
            event(2, "PKB", "tatap_muka", "2023-12-04 09:00", None, "dinoyo", sheet="PKB"),
            event(2, "GOLKAR", "tatap_muka", "2023-12-05 09:00", None, "gadang", sheet="GOLKAR"),
        ],
        held=[(2, "party", "Sheet3")],
    )


def windows_1252_with_semicolons() -> Family:
    rows = [
        ["No", "Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Perkiraan massa"],
        ["1", "PKS", "30/11/2023", "09.00–11.00", "Tatap muka", "Café “Contoh” – Kel. Dinoyo", "± 50"],
        ["2", "PKS", "1/12/2023", "13.00", "Tatap muka", 'Balai "RW" 2; Kel. Gadang', "1.250"],
    ]
    return Family(
        "kampanye.csv",
        "schedule",
        delimited(rows, delimiter=";", encoding="cp1252"),
        sheet="",
        stored=[
            event(
                2, "PKS", "tatap_muka", "2023-11-30 09:00", "11:00", "dinoyo", 50, venue="Café “Contoh” – Kel. Dinoyo"
            ),
            event(3, "PKS", "tatap_muka", "2023-12-01 13:00", None, "gadang", 1250),
        ],
    )


def utf_16_with_tabs() -> Family:
    rows = [
        ["Partai", "Tanggal", "Jam", "Bentuk", "Tempat", "Jumlah"],
        ["NasDem", "30-Nov-2023", "09:00:00", "tatap muka", "Kel. Dinoyo", "1,500"],
        [],
        ["NasDem", "01-Des-2023", "13:00:00", "tatap muka", "Kel. Gadang\nRW 2", "75"],
    ]
    return Family(
        "Unicode Text.txt.csv",
        "schedule",
        delimited(rows, delimiter="\t", encoding="utf-16"),
        sheet="",
        stored=[
            event(2, "NASDEM", "tatap_muka", "2023-11-30 09:00", None, "dinoyo", 1500),
            event(4, "NASDEM", "tatap_muka", "2023-12-01 13:00", None, "gadang", 75),
        ],
    )


def repeated_event_and_other_sheet() -> Family:
    row = [1, "PKB", "4/12/2023", "09.00", "Tatap muka", "Balai RW 1", "Dinoyo", 20]
    return Family(
        "ganda.xlsx",
        "schedule",
        xlsx({"Minggu 1": [HEAD, row, [2, *row[1:]]], "Minggu 2": [HEAD, row]}),
        stored=[event(2, "PKB", "tatap_muka", "2023-12-04 09:00", None, "dinoyo", 20, sheet="Minggu 1")],
        held=[(3, "duplicate", "Minggu 1"), (2, "duplicate", "Minggu 2")],
    )


def quiet_lines_among_events() -> Family:
    rows = [
        HEAD,
        [1, "PKB", "4/12/2023", "09.00", "Tatap muka", "Balai RW 1", "Dinoyo", 20],
        [2, "PKN", "NIHIL"],
        [3, "Garuda", "-", "-", "NIHIL", "-", "-", "-"],
        [4, "PSI", None, None, "tidak ada kegiatan", None, None, None],
        [5, "PPP", "5/12/2023", "09.00", "Tatap muka", "Balai RW 1", "Gadang", 20],
    ]
    return Family(
        "rekap.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(2, "PKB", "tatap_muka", "2023-12-04 09:00", None, "dinoyo", 20),
            event(6, "PPP", "tatap_muka", "2023-12-05 09:00", None, "gadang", 20),
        ],
    )


def called_off_and_moved() -> Family:
    rows = [
        [*HEAD, "Keterangan"],
        [1, "PKB", "4/12/2023", "09.00", "Tatap muka", "Balai RW 1", "Dinoyo", 20, "BATAL"],
        [2, "PKB", "5/12/2023", "09.00", "Tatap muka", "Balai RW 1", "Dinoyo", 20, "ditunda"],
        [3, "PKB", "6/12/2023", "09.00", "Tatap muka", "Balai RW 1", "Dinoyo", 20, "pindah ke tgl 8"],
        [4, "PKB", "7/12/2023", "09.00", "Tatap muka", "Balai RW 1", "Dinoyo", 20, "jadi"],
    ]
    return Family(
        "PKB.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[event(5, "PKB", "tatap_muka", "2023-12-07 09:00", None, "dinoyo", 20)],
        held=[(2, "row"), (3, "row"), (4, "row")],
    )


def tickets_of_the_mayors_election() -> Family:
    rows = [
        ["Paslon", "Tanggal", "Jam", "Bentuk", "Tempat"],
        ["Paslon 1", "30/09/2024", "09.00", "Tatap muka", "Kel. Dinoyo"],
        ["02", "1/10/2024", "09.00", "Tatap muka", "Kel. Gadang"],
        ["Nomor urut 3", "2 Oktober 2024", "19.00", "Tatap muka", "Kel. Sukun"],
        ["4", "3 Oktober 2024", "19.00", "Tatap muka", "Kel. Sukun"],
    ]
    return Family(
        "pilkada.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        election="pilkada_2024",
        stored=[
            event(2, "PASLON-1", "tatap_muka", "2024-09-30 09:00", None, "dinoyo"),
            event(3, "PASLON-2", "tatap_muka", "2024-10-01 09:00", None, "gadang"),
            event(4, "PASLON-3", "tatap_muka", "2024-10-02 19:00", None, "sukun"),
        ],
        held=[(5, "party")],
    )


def rows_whose_words_are_those_of_heads() -> Family:
    head = ["Jml Peserta", "Metode", "Ket.", "Tanggal", "Tempat", "Peserta Pemilu", "Jam Mulai", "Waktu Selesai"]
    rows = [
        head,
        ["335 massa", "Konvoi", "fix", "2024-01-02", "Posko 1, Kel. Polowijen", "PAN", "09.00", "selesai"],
        [
            "395 massa",
            "rapat umum",
            "fix",
            "2024-01-29",
            "Posko 2, Kel. Dinoyo",
            "DPC Perindo",
            "pukul 19:45",
            "selesai",
        ],
        ["", "Konvoi", "fix", "2024-01-30", "Posko 3, Kel. Sukun", "DPC Golkar", "jam 15:30", "16:30"],
    ]
    return Family(
        "kepala.csv",
        "schedule",
        delimited(rows),
        sheet="",
        stored=[
            event(2, "PAN", "pawai", "2024-01-02 09:00", None, "polowijen", 335),
            event(3, "PERINDO", "rapat_umum", "2024-01-29 19:45", None, "dinoyo", 395),
            event(4, "GOLKAR", "pawai", "2024-01-30 15:30", "16:30", "sukun"),
        ],
    )


def sections_under_the_column_of_contacts() -> Family:
    rows = [
        ["PJ", "Bentuk", "Tanggal", "Jam", "Tempat"],
        ["PARTAI BURUH"],
        ["Contoh A", "Tatap muka", "4/12/2023", "09.00", "Kel. Dinoyo"],
        ["(RW 05)"],
        ["I. Partai Demokrat"],
        ["Contoh B", "Tatap muka", "5/12/2023", "09.00", "Kel. Gadang"],
        ["PARTAI MAKMUR JAYA"],
        ["Contoh C", "Tatap muka", "6/12/2023", "09.00", "Kel. Bareng"],
    ]
    return Family(
        "bagian.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(3, "BURUH", "tatap_muka", "2023-12-04 09:00", None, "dinoyo", contact="Contoh A (RW 05)"),
            event(6, "DEMOKRAT", "tatap_muka", "2023-12-05 09:00", None, "gadang", contact="Contoh B"),
        ],
        held=[(8, "party")],
    )


def days_as_headings_under_the_column_of_places() -> Family:
    rows = [
        ["JADWAL KAMPANYE PKS"],
        ["Tempat", "Jam", "Bentuk"],
        ["Senin, 4 Desember 2023"],
        ["Balai RW 1", "09.00", "Tatap muka"],
        ["Kel. Dinoyo"],
        ["Selasa, 5 Desember 2023"],
        ["Balai RW 2 Kel. Gadang", "09.00", "Tatap muka"],
        ["TOTAL", 4321],
    ]
    return Family(
        "hari.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(4, "PKS", "tatap_muka", "2023-12-04 09:00", None, "dinoyo"),
            event(7, "PKS", "tatap_muka", "2023-12-05 09:00", None, "gadang"),
        ],
    )


def recap_only() -> Family:
    rows = [
        ["REKAP KAMPANYE DESEMBER 2023"],
        ["Partai", "Tatap Muka", "Pertemuan Terbatas", "Rapat Umum", "Jumlah"],
        ["PKB", 3, 2, 0, 5],
        ["GOLKAR", 1, 0, 1, 2],
    ]
    return Family("rekap.xlsx", "schedule", xlsx({"Sheet1": rows}), refused=True)


FAMILIES = [
    sections_name_the_party,
    sections_in_one_merged_cell,
    two_tables_one_below_the_other,
    two_tables_side_by_side,
    head_in_two_merged_rows,
    one_sheet_for_each_district,
    hidden_sheets_rows_and_columns,
    struck_through,
    stored_formulas,
    legend_of_codes,
    parallel_lists_in_cells,
    merged_date_blocks,
    dittos,
    ditto_without_anything_above,
    notes_totals_and_signatures_below,
    cells_of_several_lines,
    open_document_with_spans,
    days_as_headings,
    text_message_in_one_column,
    tables_of_two_parties_in_one_file,
    windows_1252_with_semicolons,
    utf_16_with_tabs,
    repeated_event_and_other_sheet,
    quiet_lines_among_events,
    called_off_and_moved,
    tickets_of_the_mayors_election,
    rows_whose_words_are_those_of_heads,
    sections_under_the_column_of_contacts,
    days_as_headings_under_the_column_of_places,
    recap_only,
]
