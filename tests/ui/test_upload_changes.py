"""What a row of a later file changes, in the words people know the values by."""

from datetime import date, datetime

from lib.intake.plans import PlannedRow
from lib.intake.readings import Row
from lib.reference.labels import Labels
from lib.text import using
from lib.ui.upload_decisions import changes_in_words

LABELS = Labels(
    {"PKB": "1 PKB"}, {"rapat_umum": "Rapat umum", "tatap_muka": "Tatap muka"}, {"politik_uang": "Politik uang"},
    {"35.73.02": "Klojen"}, {"35.73.02.1007": "Kauman"}, {"35.73.02.1007": "35.73.02"})


def changed(**fields: tuple[object, object]) -> str:
    before, after = ({name: pair[side] for name, pair in fields.items()} for side in (0, 1))
    row = PlannedRow(Row("", 3, 1, {}, {}), "changed", 1, tuple(fields), before, after)
    with using("id"):
        return changes_in_words(row, LABELS)


def test_codes_are_told_by_their_names() -> None:
    assert changed(activity=("rapat_umum", "tatap_muka"), area_code=(None, "35.73.02.1007")) == (
        "Metode kampanye: Rapat umum → Tatap muka; Kelurahan: kosong → Kauman, Klojen")


def test_numbers_and_moments_are_told_as_people_write_them() -> None:
    assert changed(attendance=(3500, 12000), ends=(None, datetime(2024, 1, 27, 15))) == (
        "Jumlah peserta: 3.500 → 12.000; Selesai: kosong → Sab 27 Jan 15.00")


def test_what_a_notice_states_is_told_in_words() -> None:
    assert changed(speakers=(None, ["Fulan", "Fulanah"]), notified=(None, date(2024, 1, 15)),
                   place_permission=(False, True)) == (
        "Juru kampanye: kosong → Fulan; Fulanah; Tanggal pemberitahuan: kosong → Sen 15 Jan; Izin tempat: tidak → ya")


def test_what_corrects_a_report_is_told_in_words() -> None:
    assert changed(category=(None, "politik_uang"), parties=([], ["PKB"]), occurred_has_time=(False, True)) == (
        "Kategori: kosong → Politik uang; Peserta yang disebut: kosong → 1 PKB; Jam diketahui: tidak → ya")
