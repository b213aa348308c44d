"""Schedules by what stands in their cells: dates, hours, wards, parties and numbers in every spelling."""

from datetime import date, datetime, time, timedelta

from tests.intake.families.making import As, Family, Truth, delimited, event, serial, xlsx

HEAD = ["Partai", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat", "Jumlah"]


def line(party="PKB", day="5/12/2023", hour="09.00", form="Tatap muka", ward="Dinoyo", place="Balai RW 1", people=None):
    """One row of the usual columns."""
    return [party, day, hour, form, ward, place, people]


def _family(rows, stored, held=(), warned=(), name="jadwal.xlsx", head=HEAD, **more) -> Family:
    return Family(name, "schedule", xlsx({"Sheet1": [head, *rows]}, **more), stored=stored, held=held, warned=warned)


def _days(*cells_and_days: tuple, held=(), **more) -> Family:
    """One row a date cell; a day of None is held, a list gives several events."""
    rows, stored, waiting = [], [], []
    for row, (cell, days) in enumerate(cells_and_days, 2):
        rows.append(line(day=cell, place=f"Balai RW {row}"))
        if days is None:
            waiting.append((row, "start"))
        for day in [days] if isinstance(days, str) else days or ():
            stored.append(event(row, "PKB", "tatap_muka", f"{day} 09:00", None, "dinoyo"))
    return _family(rows, stored, [*waiting, *held], **more)


def months_roman_short_and_old() -> Family:
    return _days(
        ("4-XII-2023", "2023-12-04"),
        ("12/I/2024", "2024-01-12"),
        ("5 II 2024", "2024-02-05"),
        ("29 Nop 2023", "2023-11-29"),
        ("30 Nopember 2023", "2023-11-30"),
        ("7 Peb 2024", "2024-02-07"),
        ("8 Pebruari 2024", "2024-02-08"),
        ("9 Des. '23", "2023-12-09"),
        ("10-Dec-23", "2023-12-10"),
        ("December 11, 2023", "2023-12-11"),
        ("12 DESEMBER 2023", "2023-12-12"),
        ("13Des2023", "2023-12-13"),
        ("14 Desember2023", "2023-12-14"),
        ("Jan 15, 2024", "2024-01-15"),
        ("4-IIX-2023", None),
    )


def weekdays_and_pasaran() -> Family:
    return _days(
        ("Jum'at, 1 Desember 2023", "2023-12-01"),
        ("Jumat Legi, 8 Desember 2023", "2023-12-08"),
        ("Ahad 10 Desember 2023", "2023-12-10"),
        ("Minggu Pon, 17-12-2023", "2023-12-17"),
        ("SENIN / 18-12-2023", "2023-12-18"),
        ("Sls, 19 Des 2023", "2023-12-19"),
        ("Rabu (20/12/2023)", "2023-12-20"),
        ("21 Desember 2023 (Kamis)", "2023-12-21"),
        ("Senin, 5 Desember 2023", None),
        ("Sabtu-Minggu, 23-24 Desember 2023", ["2023-12-23", "2023-12-24"]),
    )


def dates_of_figures_only() -> Family:
    return _days(
        ("05/12/2023", "2023-12-05"),
        ("5.12.23", "2023-12-05"),
        ("6-12-2023", "2023-12-06"),
        ("2023-12-07", "2023-12-07"),
        ("2023/12/08", "2023-12-08"),
        ("20231209", "2023-12-09"),
        (20231210, "2023-12-10"),
        ("11 / 12 / 2023", "2023-12-11"),
        ("12.12.2023", "2023-12-12"),
        ("31/11/2023", None),
        ("30 Februari 2024", None),
        ("29 Februari 2024", None),
        ("5/14/2023", None),
        ("4/12/2033", None),
        ("4/12/2022", None),
        ("10/3/2023", None),
    )


def dates_that_may_be_read_two_ways() -> Family:
    return _days(
        ("05/02/24", "2024-02-05"),
        ("24/02/05", None),
        ("05/01/24", "2024-01-05"),
        ("23/12/05", None),
        ("akhir Januari", None),
        ("menyusul", None),
        ("awal Feb 2024", None),
        ("minggu ke-2 Desember", None),
        ("tentatif", None),
        ("setiap Jumat", None),
        ("10 atau 11 Januari 2024", None),
        ("8/9 Desember 2023", None),
    )


def no_year() -> Family:
    return _days(
        ("Senin 5/2", "2024-02-05"),
        ("Selasa, 5/12", "2023-12-05"),
        ("28 Nov", "2023-11-28"),
        ("31 Desember", "2023-12-31"),
        ("1 Januari", "2024-01-01"),
        ("10 Feb", "2024-02-10"),
        ("30 Des s/d 2 Jan", ["2023-12-30", "2023-12-31", "2024-01-01", "2024-01-02"]),
        ("30 Desember 2023 - 1 Januari 2024", ["2023-12-30", "2023-12-31", "2024-01-01"]),
        ("15 Maret", None),
        ("5 Oktober", None),
        ("Senin 6/2", None),
    )


def days_in_words() -> Family:
    return _days(("lima Februari", None), ("tanggal lima", None), ("besok", None), ("5 Feb 2024", "2024-02-05"))


def spans_and_lists_of_days() -> Family:
    return _days(
        ("24 s/d 26 Januari 2024", ["2024-01-24", "2024-01-25", "2024-01-26"]),
        ("24-25 Januari", ["2024-01-24", "2024-01-25"]),
        ("31 Jan s/d 1 Feb", ["2024-01-31", "2024-02-01"]),
        ("3 & 4 Februari 2024", ["2024-02-03", "2024-02-04"]),
        ("10, 11 dan 13 Desember 2023", ["2023-12-10", "2023-12-11", "2023-12-13"]),
        ("05/12/2023 - 06/12/2023", ["2023-12-05", "2023-12-06"]),
        ("1 sampai dengan 3 Des 2023", ["2023-12-01", "2023-12-02", "2023-12-03"]),
        ("26 s/d 24 Januari 2024", None),
    )


def serial_numbers() -> Family:
    return _days(
        (serial(date(2023, 12, 5)), "2023-12-05"),
        (As(serial(date(2023, 12, 6)), "dd mmmm yyyy"), "2023-12-06"),
        (str(serial(date(2023, 12, 7))), "2023-12-07"),
        (As(serial(date(2023, 12, 13)), "[$-421]dddd, dd mmmm yyyy;@"), "2023-12-13"),
        (datetime(2023, 12, 14), "2023-12-14"),
        (123, None),
        (2023, None),
    )


def workbook_of_1904() -> Family:
    rows = [line(day=date(2023, 12, 5), hour=time(9)), line(day=date(2024, 1, 20), hour=time(13, 30), place="B")]
    return _family(
        rows,
        [
            event(2, "PKB", "tatap_muka", "2023-12-05 09:00", None, "dinoyo"),
            event(3, "PKB", "tatap_muka", "2024-01-20 13:30", None, "dinoyo"),
        ],
        starts_1904=True,
    )


def days_turned_round_by_american_excel() -> Family:
    # Typed 4/12, 5/12, 13/12, 14/12, 15/12, 6/12: what could be a month became a month.
    head = ["Partai", "Hari", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat"]
    cells = [
        ("Senin", date(2023, 4, 12)),
        ("Selasa", date(2023, 5, 12)),
        ("Rabu", "13/12/2023"),
        ("Kamis", "14/12/2023"),
        ("Jumat", "15/12/2023"),
        ("Rabu", date(2023, 6, 12)),
        ("Selasa", date(2023, 12, 12)),
    ]
    rows = [["PKB", weekday, day, "09.00", "Tatap muka", "Dinoyo", f"RW {i}"] for i, (weekday, day) in enumerate(cells)]
    stored = [
        event(row, "PKB", "tatap_muka", f"2023-12-{day} 09:00", None, "dinoyo", or_held=row == 8)
        for row, day in ((4, 13), (5, 14), (6, 15), (8, 12))
    ]
    return _family(rows, stored, [(2, "start"), (3, "start"), (7, "start")], head=head)


def days_turned_round_inside_the_campaign() -> Family:
    # 1/2 typed, 2 January shown: both days are in the campaign and no weekday tells.
    days = [date(2024, 2, 1), date(2024, 1, 2), "13/01/2024", "15/01/2024", "18/01/2024", date(2024, 1, 12)]
    rows = [line(day=day, place=f"RW {index}") for index, day in enumerate(days)]
    stored = [
        event(row, "PKB", "tatap_muka", f"2024-01-{day} 09:00", None, "dinoyo", or_held=row == 7)
        for row, day in ((4, 13), (5, 15), (6, 18), (7, 12))
    ]
    return _family(rows, stored, [(2, "start"), (3, "start")])


def american_texts() -> Family:
    cells = ["12/04/2023", "12/14/2023", "01/20/2024", "02/05/2024", "11/30/2023"]
    days = ["2023-12-04", "2023-12-14", "2024-01-20", "2024-02-05", "2023-11-30"]
    rows = [line(day=cell, place=f"RW {index}") for index, cell in enumerate(cells)]
    return Family(
        "export.csv",
        "schedule",
        delimited([HEAD, *rows]),
        sheet="",
        stored=[event(row, "PKB", "tatap_muka", f"{day} 09:00", None, "dinoyo") for row, day in enumerate(days, 2)],
    )


def day_numbers_under_a_month() -> Family:
    rows = [
        ["JADWAL KAMPANYE PARTAI KEBANGKITAN BANGSA BULAN JANUARI 2024"],
        ["No", "Tgl", "Jam", "Bentuk", "Tempat"],
        [1, 5, "09.00", "Tatap muka", "Kel. Dinoyo"],
        [2, "6", "09.00", "Tatap muka", "Kel. Gadang"],
        [3, "7 s/d 8", "09.00", "Tatap muka", "Kel. Sukun"],
        [4, 32, "09.00", "Tatap muka", "Kel. Sukun"],
    ]
    return Family(
        "jan.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(3, "PKB", "tatap_muka", "2024-01-05 09:00", None, "dinoyo"),
            event(4, "PKB", "tatap_muka", "2024-01-06 09:00", None, "gadang"),
            event(5, "PKB", "tatap_muka", "2024-01-07 09:00", None, "sukun", or_held=True),
            event(5, "PKB", "tatap_muka", "2024-01-08 09:00", None, "sukun", or_held=True),
        ],
        held=[(6, "start")],
    )


def _hours(*cells_and_hours: tuple) -> Family:
    """One row an hour cell; hours of None are held, (start, end) with an end of None is not told."""
    rows, stored, held = [], [], []
    for row, (cell, hours) in enumerate(cells_and_hours, 2):
        rows.append(line(hour=cell, place=f"Balai RW {row}"))
        if hours is None:
            held.append((row, "start"))
        elif hours == "end":
            held.append((row, "end"))
        else:
            start, end = hours
            stored.append(event(row, "PKB", "tatap_muka", f"2023-12-05 {start}", end, "dinoyo"))
    return _family(rows, stored, held)


def hours_in_figures() -> Family:
    return _hours(
        ("09.00 WIB", ("09:00", None)),
        ("9:00", ("09:00", None)),
        ("09.00-12.00", ("09:00", "12:00")),
        ("09.00 – 12.00 WIB", ("09:00", "12:00")),
        ("Pkl. 13.00 s.d. selesai", ("13:00", None)),
        ("19.30-selesai WIB", ("19:30", None)),
        ("19.30 WIB - selesai", ("19:30", None)),
        ("pukul 09.00 s/d 11.30 WIB", ("09:00", "11:30")),
        ("0900", ("09:00", None)),
        ("0900-1100", ("09:00", "11:00")),
        ("09:00:00", ("09:00", None)),
        ("9:30 PM", ("21:30", None)),
        ("12.00", ("12:00", None)),
        ("00.00", ("00:00", None)),
        ("07.00 sd 09.00", ("07:00", "09:00")),
        ("07,30", ("07:30", None)),
        ("Jam 9 s/d 11", ("09:00", "11:00")),
        ("13.00 s/d 15.00 WIB (tentatif)", None),
        ("24.00", None),
        ("24.30", None),
        ("08.65", None),
        ("09.00 WITA", None),
        ("09.00/13.00", None),
        ("09.00 atau 10.00", None),
    )


def hours_in_words() -> Family:
    return _hours(
        ("jam 7 malam", ("19:00", None)),
        ("7 malam", ("19:00", None)),
        ("12 siang", ("12:00", None)),
        ("jam 12 siang", ("12:00", None)),
        ("jam 8 pagi", ("08:00", None)),
        ("3 sore", ("15:00", None)),
        ("1 siang", ("13:00", None)),
        ("jam 7-9 malam", ("19:00", "21:00")),
        ("setengah 8", None),
        ("pagi", None),
        ("malam", None),
        ("ba'da Isya", None),
        ("bakda Magrib", None),
        ("ba'da Isya (19.30)", None),
        ("setelah Jumatan", None),
        ("menyusul", None),
        ("kondisional", None),
        ("-", None),
        ("jam 2", None),
        ("7 malam s/d selesai", ("19:00", None)),
        ("sepanjang hari", None),
        ("seharian", None),
    )


def hours_as_cells() -> Family:
    return _hours(
        (time(9), ("09:00", None)),
        (As(0.375, "General"), ("09:00", None)),
        ("0,375", ("09:00", None)),
        (8.3, ("08:30", None)),
        (13, ("13:00", None)),
        (19.45, ("19:45", None)),
        (As(0.5, "hh:mm"), ("12:00", None)),
        (timedelta(hours=9, minutes=30), ("09:30", None)),
        (8.65, None),
        (25, None),
        (-1, None),
        (As(1.375, "hh:mm"), ("09:00", None)),
    )


def hours_over_midnight() -> Family:
    return _hours(
        ("19.00-01.00", ("19:00", "2023-12-06 01:00")),
        ("20.00 - 24.00", ("20:00", "2023-12-06 00:00")),
        ("20.00 - 00.00", ("20:00", "2023-12-06 00:00")),
        ("21.00 s/d 06.00", ("21:00", "2023-12-06 06:00")),
        ("13.00-11.00", "end"),
        ("09.00-09.00", "end"),
        ("16.00-02.00", "end"),
        ("20.00-07.00", "end"),
    )


def hours_in_two_columns() -> Family:
    head = ["Partai", "Tanggal", "Mulai", "Selesai", "Bentuk", "Kelurahan", "Tempat"]
    cells = [
        (time(9), time(11), ("09:00", "11:00")),
        ("09.00", "selesai", ("09:00", None)),
        ("09.00", "-", ("09:00", None)),
        ("19.00", "00.30", ("19:00", "2023-12-06 00:30")),
        ("09.00", "08.00", "end"),
        (None, "11.00", None),
        ("selesai", "11.00", None),
        ("09.00", "sore", "end"),
        (8.3, 10, ("08:30", "10:00")),
    ]
    rows = [
        ["PKB", "5/12/2023", start, end, "Tatap muka", "Dinoyo", f"RW {i}"] for i, (start, end, _) in enumerate(cells)
    ]
    stored = [
        event(row, "PKB", "tatap_muka", f"2023-12-05 {hours[0]}", hours[1], "dinoyo")
        for row, (_, _, hours) in enumerate(cells, 2)
        if isinstance(hours, tuple)
    ]
    held = [
        (row, "end" if hours == "end" else "start")
        for row, (_, _, hours) in enumerate(cells, 2)
        if not isinstance(hours, tuple)
    ]
    return _family(rows, stored, held, head=head)


def _wards(*cells_and_wards: tuple, field_head: str = "Kelurahan") -> Family:
    head = [*HEAD[:4], field_head, *HEAD[5:]]
    rows, stored, held = [], [], []
    for row, (cell, place, ward) in enumerate(cells_and_wards, 2):
        rows.append(line(ward=cell, place=place, hour=f"09.{row:02d}"))
        if ward is None:
            held.append((row, "area_code"))
        else:
            stored.append(event(row, "PKB", "tatap_muka", f"2023-12-05 09:{row:02d}", None, ward))
    return _family(rows, stored, held, head=head)


def wards_in_their_column() -> Family:
    return _wards(
        ("Dinoyo", "x", "dinoyo"),
        ("KEL. DINOYO", "x", "dinoyo"),
        ("Kelurahan  Dinoyo.", "x", "dinoyo"),
        ("ds. Dinoyo", "x", "dinoyo"),
        ("Dinoyoo", "x", "dinoyo"),
        ("Dinojo", "x", "dinoyo"),
        ("Oro2 Dowo", "x", "oro-oro dowo"),
        ("Oro Oro Dowo", "x", "oro-oro dowo"),
        ("Rampal celaket", "x", "rampal celaket"),
        ("RampalCelaket", "x", "rampal celaket"),
        ("Kota Lama", "x", "kotalama"),
        ("Tanjung Rejo", "x", "tanjungrejo"),
        ("Bandung Rejosari", "x", "bandungrejosari"),
        ("35.73.05.1004", "x", "dinoyo"),
        ("3573051004", "x", "dinoyo"),
        ("Dinoyo (RW 05)", "x", "dinoyo"),
        ("Kel. Dinoyo RT 03 RW 05", "x", "dinoyo"),
        ("Kel. Dinoyo Kec. Lowokwaru", "x", "dinoyo"),
        ("Kec. Lowokwaru", "x", ""),
        ("Lowokwaru", "x", "lowokwaru"),
        ("Blimbing", "x", "blimbing"),
        ("Klojen", "x", "klojen"),
        ("Kedungkandang", "x", "kedungkandang"),
        ("Sukun", "x", "sukun"),
        ("-", "Balai RW 05", ""),
        ("Sukamandi", "x", None),
        ("RT 03 RW 05", "x", None),
        ("RW 05", "x", None),
        ("Kel. Dinoyo Kec. Sukun", "x", None),
        ("Kab. Malang", "x", None),
        ("Kec. Singosari", "x", None),
        ("Batu", "x", None),
        ("Dinoyo", "Balai RW 1 Kel. Gadang", None),
    )


def wards_in_the_place() -> Family:
    return _wards(
        (None, "Balai RW 05 Kel. Dinoyo", "dinoyo"),
        (None, "Balai RW 05 Kelurahan Dinoyo Kecamatan Lowokwaru", "dinoyo"),
        (None, "Jl. Blimbing Indah 5, Kel. Arjosari", "arjosari"),
        (None, "Jl. Sukun Gang 3", ""),
        (None, "Jl. Raya Dinoyo 10", ""),
        (None, "Perum Sawojajar Permai", ""),
        (None, "Kantor Kelurahan Kauman", "kauman"),
        (None, "Pasar Dinoyo", ""),
        (None, "Gedung X, Sawojajar", "sawojajar"),
        (None, "Gedung X, Kec. Klojen", ""),
        (None, "Lapangan Kel. Klojen Kec. Klojen", "klojen"),
        (None, "Balai Desa Sidorahayu, Kec. Wagir", None),
        (None, "Kel. Sukamandi", None),
        (None, "Kel. Dinoyo Kec. Blimbing", None),
        (None, "Rumah Bp. Contoh RT 02 RW 03 Kel. Oro-oro Dowo", "oro-oro dowo"),
        (None, "Jl. Contoh 5 RT.02/RW.03 Kel.Jodipan", "jodipan"),
        (None, "kelurahan setempat", ""),
        (None, "Balai RW 3 (Kel. Bareng)", "bareng"),
    )


def ward_beside_its_district() -> Family:
    head = ["Partai", "Tanggal", "Jam", "Bentuk", "Kecamatan", "Kelurahan", "Tempat"]
    cells = [
        ("Lowokwaru", "Dinoyo", "dinoyo"),
        ("Blimbing", "Blimbing", "blimbing"),
        ("Kec. Klojen", "Kel. Klojen", "klojen"),
        ("Klojen", None, ""),
        ("Sukun", "Dinoyo", None),
        ("Lowokwaru", "Lowokwaru", "lowokwaru"),
        ("Wagir", "Sidorahayu", None),
        ("Lowokwru", "Dinoyo", "dinoyo"),
    ]
    rows = [["PKB", "5/12/2023", f"09.{i:02d}", "Tatap muka", d, w, "Balai"] for i, (d, w, _) in enumerate(cells)]
    stored = [
        event(i + 2, "PKB", "tatap_muka", f"2023-12-05 09:{i:02d}", None, area)
        for i, (_, _, area) in enumerate(cells)
        if area is not None
    ]
    held = [(i + 2, "area_code") for i, (_, _, area) in enumerate(cells) if area is None]
    return _family(rows, stored, held, head=head)


def _parties(*cells_and_codes: tuple, head: str = "Partai", election: str = "pemilu_2024") -> Family:
    rows, stored, held = [], [], []
    for row, (cell, code) in enumerate(cells_and_codes, 2):
        rows.append(line(party=cell, place=f"Balai RW {row}"))
        if code is None:
            held.append((row, "party"))
        else:
            stored.append(event(row, code, "tatap_muka", "2023-12-05 09:00", None, "dinoyo"))
    return _family(rows, stored, held, head=[head, *HEAD[1:]])


def parties_by_every_name() -> Family:
    return _parties(
        ("Partai Kebangkitan Bangsa", "PKB"),
        ("P. K. B", "PKB"),
        ("DPC PKB Kota Malang", "PKB"),
        ("PDI-P", "PDIP"),
        ("P D I Perjuangan", "PDIP"),
        ("PDI Perjuangan (3)", "PDIP"),
        ("Partai GOLKAR", "GOLKAR"),
        ("golongan karya", "GOLKAR"),
        ("Nas Dem", "NASDEM"),
        ("NASDEM", "NASDEM"),
        ("P. Demokrat", "DEMOKRAT"),
        ("Hati Nurani Rakyat", "HANURA"),
        ("Partai Ummat", "UMMAT"),
        ("08", "PKS"),
        (8, "PKS"),
        ("No. 8 PKS", "PKS"),
        ("8. PKS", "PKS"),
        ("24", "UMMAT"),
        ("AMIN", "PASLON-1"),
        ("Paslon 02", "PASLON-2"),
        ("Ganjar-Mahfud", "PASLON-3"),
        ("TKD Prabowo-Gibran", "PASLON-2"),
        ("Partai Keadilan Sejahtera", "PKS"),
        ("Kebangkitan Nusantara", "PKN"),
        ("Partai Kebangkitan", None),
        ("PKS & PKB", None),
        ("PKS/PKB", None),
        ("Koalisi AMIN (PKB, PKS)", None),
        ("18", None),
        ("20", None),
        ("25", None),
        ("9 PKS", None),
        ("Partai Keadilan", None),
        ("Partai Makmur", None),
        ("Partai Persatuan", None),
        ("Partai Demokrasi Indonesia", None),
        ("semua partai", None),
        ("PBI", None),
        ("Gerinda", None),
    )


def ballot_numbers_in_their_own_column() -> Family:
    head = ["No Urut", "Nama Partai", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat"]
    cells = [
        (1, "PKB", "PKB"),
        ("8", "PKS", "PKS"),
        (9, "PKS", None),
        ("03", "PDIP", "PDIP"),
        (None, "Golkar", "GOLKAR"),
        (2, None, "GERINDRA"),
        (18, "PNA", None),
    ]
    rows = [[n, p, "5/12/2023", f"09.{i:02d}", "Tatap muka", "Dinoyo", "Balai"] for i, (n, p, _) in enumerate(cells)]
    stored = [
        event(i + 2, code, "tatap_muka", f"2023-12-05 09:{i:02d}", None, "dinoyo", or_held=n is None or p is None)
        for i, (n, p, code) in enumerate(cells)
        if code
    ]
    return _family(rows, stored, [(i + 2, "party") for i, cell in enumerate(cells) if cell[2] is None], head=head)


def line_number_is_no_ballot_number() -> Family:
    rows = [["No", *HEAD], [1, *line(party="PKS")], [2, *line(party="PKS", hour="10.00")], [3, *line(party=None)]]
    return Family(
        "x.xlsx",
        "schedule",
        xlsx({"Sheet1": rows}),
        stored=[
            event(2, "PKS", "tatap_muka", "2023-12-05 09:00", None, "dinoyo"),
            event(3, "PKS", "tatap_muka", "2023-12-05 10:00", None, "dinoyo"),
        ],
        held=[(4, "party")],
    )


def _counts(*cells_and_counts: tuple) -> Family:
    rows, stored, warned = [], [], []
    for row, (cell, count) in enumerate(cells_and_counts, 2):
        rows.append(line(people=cell, place=f"Balai RW {row}"))
        if count == "warned":
            warned.append((row, "attendance"))
        number = count if isinstance(count, int) else None
        stored.append(event(row, "PKB", "tatap_muka", "2023-12-05 09:00", None, "dinoyo", number))
    return _family(rows, stored, (), warned)


def numbers_of_people() -> Family:
    return _counts(
        ("± 225 org", 225),
        ("±100", 100),
        ("+/- 100 orang", 100),
        ("2.750", 2750),
        ("1,100", 1100),
        ("12.500 massa", 12500),
        ("1.250.000", 1250000),
        ("1 250", 1250),
        ("300-350", 300 + 50),
        ("50-100 org", 100),
        ("500 s.d. 600", 600),
        ("2 ribu", 2000),
        ("1,5 ribu", 1500),
        ("2rb", 2000),
        ("1.250,0", 1250),
        ("80,0", 80),
        ("100 orang/titik", "warned"),
        (40.0, 40),
        (0, 0),
        ("-", None),
        ("nihil", None),
        (None, None),
        ("ratusan", "warned"),
        ("puluhan", "warned"),
        ("7,5", "warned"),
        (7.5, "warned"),
        (-20, "warned"),
        ("-20", "warned"),
        (As(1.2, "0.000"), "warned"),
        ("350-300", "warned"),
        ("100 kader + 50 warga", "warned"),
        ("0812000001", "warned"),
        ("> 100", "warned"),
        ("maks. 200", 200),
        ("seratus", "warned"),
        ("50 KK", "warned"),
        ("100 orang (50 kader)", "warned"),
    )


def telephone_numbers_as_numbers() -> Family:
    head = ["Partai", "Tanggal", "Jam", "Bentuk", "Kelurahan", "Tempat", "Kontak", "No. STTP"]
    rows = [
        ["PKB", "5/12/2023", "09.00", "Tatap muka", "Dinoyo", "Balai", 81200000001, "STTP/12/XII/2023"],
        ["PKB", "5/12/2023", "10.00", "Tatap muka", "Dinoyo", "Balai", "+62 812-0000-0002", 123],
        ["PKB", "5/12/2023", "11.00", "Tatap muka", "Dinoyo", "'081200000003", "'081200000003", "=HYPERLINK(1)"],
    ]
    return _family(
        rows,
        [
            event(
                2,
                "PKB",
                "tatap_muka",
                "2023-12-05 09:00",
                None,
                "dinoyo",
                contact="81200000001",
                permit_no="STTP/12/XII/2023",
            ),
            event(
                3, "PKB", "tatap_muka", "2023-12-05 10:00", None, "dinoyo", contact="+6281200000002", permit_no="123"
            ),
            event(
                4,
                "PKB",
                "tatap_muka",
                "2023-12-05 11:00",
                None,
                "dinoyo",
                contact="081200000003",
                permit_no="=HYPERLINK(1)",
            ),
        ],
        head=head,
    )


def other_dates_are_not_the_event() -> Family:
    head = [
        "Timestamp",
        "Partai",
        "Tgl Surat",
        "Tanggal Pelaksanaan",
        "Jam",
        "Bentuk",
        "Kelurahan",
        "Tempat",
        "Tgl STTP",
    ]
    rows = [
        [
            datetime(2023, 11, 25, 8),
            "PKB",
            date(2023, 11, 20),
            date(2023, 12, 13),
            "09.00",
            "Tatap muka",
            "Dinoyo",
            "Balai",
            date(2023, 12, 1),
        ],
        [
            datetime(2023, 11, 25, 8),
            "PKB",
            date(2023, 11, 20),
            None,
            "09.00",
            "Tatap muka",
            "Dinoyo",
            "Balai",
            date(2023, 12, 1),
        ],
    ]
    return _family(rows, [event(2, "PKB", "tatap_muka", "2023-12-13 09:00", None, "dinoyo")], [(3, "start")], head=head)


def activities_by_many_names() -> Family:
    cells = [
        ("Pertemuan Tatap Muka", "tatap_muka"),
        ("TATAP MUKA DAN DIALOG", "tatap_muka"),
        ("Rapat Umum", "rapat_umum"),
        ("Kampanye akbar", "rapat_umum"),
        ("rapat terbatas", "pertemuan_terbatas"),
        ("Pert. terbatas", "pertemuan_terbatas"),
        ("pertemuan terbtas", "pertemuan_terbatas"),
        ("Bagi-bagi stiker", "penyebaran_bahan"),
        ("Penyebaran BK", "penyebaran_bahan"),
        ("Pasang APK", "alat_peraga"),
        ("Konvoi kendaraan", "pawai"),
        ("Debat Publik", "debat"),
        ("Iklan Radio", "iklan_media"),
        ("Medsos", "media_sosial"),
        ("Kegiatan lain (jalan sehat)", "kegiatan_lain"),
        ("Lain-lain", "kegiatan_lain"),
        ("Tatap muka / pertemuan terbatas", None),
        ("?", None),
        (None, None),
    ]
    rows = [line(form=cell, place=f"Balai RW {row}") for row, (cell, _) in enumerate(cells)]
    or_held = {"Pert. terbatas", "pertemuan terbtas", "Iklan Radio", "Pasang APK"}
    stored = [
        event(row, "PKB", code, "2023-12-05 09:00", None, "dinoyo", or_held=cell in or_held)
        for row, (cell, code) in enumerate(cells, 2)
        if code
    ]
    held = [(row, "activity") for row, (_, code) in enumerate(cells, 2) if code is None]
    return _family(rows, stored, held)


def texts_that_look_like_code() -> Family:
    rows = [
        line(place="=SUM(A1:A9)"),
        line(place="<script>alert(1)</script>", hour="10.00"),
        line(place="'; DROP TABLE events; --", hour="11.00"),
        line(place="@contoh", hour="12.00"),
        line(place="Balai\u200b RW\u00a01", hour="13.00"),
    ]
    venues = ["=SUM(A1:A9)", "<script>alert(1)</script>", "'; DROP TABLE events; --", "@contoh", "Balai RW 1"]
    stored = [
        Truth(
            row, {**event(row, "PKB", "tatap_muka", f"2023-12-05 {hour:02d}:00", None, "dinoyo").values, "venue": venue}
        )
        for row, (hour, venue) in enumerate(zip(range(9, 14), venues, strict=True), 2)
    ]
    return _family(rows, stored)


FAMILIES = [
    months_roman_short_and_old,
    weekdays_and_pasaran,
    dates_of_figures_only,
    dates_that_may_be_read_two_ways,
    no_year,
    days_in_words,
    spans_and_lists_of_days,
    serial_numbers,
    workbook_of_1904,
    days_turned_round_by_american_excel,
    days_turned_round_inside_the_campaign,
    american_texts,
    day_numbers_under_a_month,
    hours_in_figures,
    hours_in_words,
    hours_as_cells,
    hours_over_midnight,
    hours_in_two_columns,
    wards_in_their_column,
    wards_in_the_place,
    ward_beside_its_district,
    parties_by_every_name,
    ballot_numbers_in_their_own_column,
    line_number_is_no_ballot_number,
    numbers_of_people,
    telephone_numbers_as_numbers,
    other_dates_are_not_the_event,
    activities_by_many_names,
    texts_that_look_like_code,
]
