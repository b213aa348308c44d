"""Workbooks of many rows as an office writes them: a letterhead, one table, the words of many hands; seeded."""

import csv
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from lib.reference.packs import DATA

FIRST_DAY, DAYS = date(2023, 11, 28), 75
_WARDS = [row["name"] for row in csv.DictReader((DATA / "city/malang/areas.csv").open(encoding="utf-8"))]
_HALLS = ("Balai RW {:02d}", "Gedung Serbaguna {}", "Rumah Bpk. H. Slamet No. {}", "Warung Kopi {}",
          "Lapangan RW {:02d}", "Aula SMK {}", "Jl. Mawar Gg. {}", "Posko Relawan {}")
_PARTIES = ("PKB", "Partai Gerindra", "PDI Perjuangan", "Golkar", "Partai NasDem", "Partai Buruh", "Gelora", "PKS",
            "PKN", "Hanura", "Garuda", "PAN", "PBB", "Partai Demokrat", "PSI", "Perindo", "PPP", "Partai Ummat")
_FORMS = ("Tatap muka", "Pertemuan terbatas", "Rapat umum", "Penyebaran bahan kampanye", "pertemuan tatap muka",
          "Pemasangan alat peraga")
_HOURS = ("{:02d}.00 - {:02d}.00 WIB", "{:02d}.30 s.d. {:02d}.30", "Pkl. {:02d}.00 s.d. selesai",
          "{:02d}:00-{:02d}:30")
_PEOPLE = ("Slamet Riyadi", "Siti Aminah", "Bambang Sutrisno", "Dewi Lestari", "Agus Salim", "Sri Wahyuni", "Hendro")
_KINDS = ("Perusakan APK", "Politik uang", "Hoaks", "Netralitas ASN", "Kekerasan", "Gangguan kamtibmas",
          "Ujaran kebencian")
_GRAVE = ("Rendah", "Sedang", "Tinggi", "Sangat rendah")
_THINGS = ("baliho", "spanduk", "bendera", "poster", "stiker", "paket sembako", "amplop", "pesan berantai")
_DEEDS = ("dirusak orang tak dikenal", "ditemukan roboh", "dibagikan kepada warga", "dipasang di pagar sekolah",
          "dilaporkan hilang", "beredar di grup warga", "dicopot tanpa izin")

Cells = list[Any]


def write_schedule(path: Path, rows: int, seed: int = 1) -> None:
    """A schedule: number, date, hours, form, party, place, ward, crowd, who answers for it."""
    heads = ("No", "Tanggal", "Jam", "Bentuk Kegiatan", "Partai", "Tempat", "Kelurahan", "Jumlah Massa",
             "Penanggung Jawab")
    _write(path, "REKAP JADWAL KAMPANYE PEMILU 2024 KOTA MALANG", heads, rows, _event, seed)


def write_reports(path: Path, rows: int, seed: int = 1) -> None:
    """Reports: number, date, hour, ward, place, kind, account, gravity, grade of the source, who reports."""
    heads = ("No", "Tanggal Kejadian", "Jam", "Kelurahan", "Lokasi", "Jenis Kejadian", "Uraian Kejadian",
             "Tingkat Kerawanan", "Nilai Sumber", "Pelapor")
    _write(path, "LAPORAN SITUASI WILAYAH KOTA MALANG", heads, rows, _report, seed)


def _event(chance: random.Random, number: int) -> Cells:
    ward = chance.choice(_WARDS)
    hour = chance.randrange(7, 20)
    hall = chance.choice(_HALLS).format(chance.randrange(1, 60))
    contact = f"{chance.choice(_PEOPLE)} / 0812-{chance.randrange(1000, 1400)}-{chance.randrange(10):04d}"
    return [number, _day(chance), chance.choice(_HOURS).format(hour, hour + 2), chance.choice(_FORMS),
            chance.choice(_PARTIES), f"{hall}, RT {chance.randrange(1, 12):02d}", ward,
            chance.choice((chance.randrange(20, 500), f"± {chance.randrange(2, 40)}0 orang")), contact]


def _report(chance: random.Random, number: int) -> Cells:
    account = (f"{chance.choice(_THINGS).capitalize()} {chance.choice(_PARTIES)} {chance.choice(_DEEDS)} di RT "
               f"{chance.randrange(1, 12):02d} RW {chance.randrange(1, 15):02d}, sekitar {chance.randrange(2, 60)} "
               f"buah, saksi {chance.choice(_PEOPLE)}, catatan {number}")
    hour, ward = f"{chance.randrange(6, 23):02d}.{chance.randrange(60):02d}", chance.choice(_WARDS)
    return [number, _day(chance), hour, ward, chance.choice(_HALLS).format(chance.randrange(1, 60)),
            chance.choice(_KINDS), account, chance.choice(_GRAVE),
            f"{chance.choice('ABCDEF')}{chance.randrange(1, 7)}", f"{chance.choice(_PEOPLE)} {chance.randrange(60)}"]


def _day(chance: random.Random) -> date:
    return FIRST_DAY + timedelta(days=chance.randrange(DAYS))


def _write(path: Path, title: str, heads: tuple[str, ...], rows: int, make: Callable[[random.Random, int], Cells],
           seed: int) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": False}) as book:
        dated = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Rekap")
        sheet.write(0, 0, title)
        sheet.write_row(2, 0, heads)
        for at, cells in enumerate(_distinct(make, rows, seed), 3):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, dated)
                else:
                    sheet.write(at, column, cell)


def _distinct(make: Callable[[random.Random, int], Cells], rows: int, seed: int) -> Iterator[Cells]:
    chance, seen = random.Random(seed), set()
    while len(seen) < rows:
        cells = make(chance, len(seen) + 1)
        if (key := tuple(cells[1:])) not in seen:
            seen.add(key)
            yield cells
