"""Closed lists: forms of campaign, categories, ATHG, fields, severity and grades."""

import pytest

from lib.intake.readings import Held
from lib.intake.values.activities import ActivityReader
from lib.intake.values.categories import CategoryReader, read_athg, read_field, read_severity, read_ticks
from lib.intake.values.grades import read_grade, read_split_grade
from lib.reference.vocabularies import Reference


@pytest.fixture(scope="module")
def activities(reference: Reference) -> ActivityReader:
    return ActivityReader(reference)


@pytest.fixture(scope="module")
def categories(reference: Reference) -> CategoryReader:
    return CategoryReader(reference)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Rapat umum", "rapat_umum"),
        ("TATAP MUKA", "tatap_muka"),
        ("Pertemuan tatap muka", "tatap_muka"),
        ("Pertemuan terbatas (dialog)", "pertemuan_terbatas"),
        ("Penyebaran bahan", "penyebaran_bahan"),
        ("APK", "alat_peraga"),
        ("Kegiatan lain (jalan sehat)", "kegiatan_lain"),
        ("senam", "kegiatan_lain"),
        ("Konvoi (pawai) Budaya", "pawai"),
        ("Medsos", "media_sosial"),
        ("Iklan media", "iklan_media"),
        ("Debat publik", "debat"),
        ("rapat_umum", "rapat_umum"),
    ],
)
def test_a_form_of_campaign_reads_as_its_code(activities: ActivityReader, cell: str, code: str) -> None:
    assert activities.read(cell, {}) == code


def test_every_activity_reads_by_all_its_names(activities: ActivityReader, reference: Reference) -> None:
    for term in reference.activities:
        for name in (*term.labels, *term.synonyms):
            assert activities.read(name, {}) == term.code, name


@pytest.mark.parametrize("cell", ["entah", "Kampanye", "Rapat umum dan pawai", "RM", 5])
def test_an_unclear_form_of_campaign_is_held(activities: ActivityReader, cell: object) -> None:
    assert isinstance(activities.read(cell, {}), Held)  # type: ignore[arg-type]


def test_a_legend_explains_codes_and_goes_before_the_usual_ones(activities: ActivityReader) -> None:
    legend = activities.legend(
        ["Ket. Metode: TM = Tatap Muka; PT = Penyebaran bahan kampanye; RM = Rapat umum", "XX : Pawai"]
    )
    assert legend == {"tm": "tatap_muka", "pt": "penyebaran_bahan", "rm": "rapat_umum", "xx": "pawai"}
    assert activities.read("PT", legend) == "penyebaran_bahan"
    assert activities.read("RM", legend) == "rapat_umum"
    assert activities.legend(["TM = Tatap Muka", "TM = Rapat umum"]) == {}


def test_every_category_reads_by_all_its_names(categories: CategoryReader, reference: Reference) -> None:
    for term in reference.categories:
        for name in (*term.labels, *term.synonyms):
            assert categories.read(name) == term.code, name


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Serangan fajar", "politik_uang"),
        ("Money politic", "politik_uang"),
        ("Hoax / berita bohong", "hoaks"),
        ("Pengrusakan baliho", "perusakan_apk"),
        ("Spanduk dibakar", "perusakan_apk"),
        ("Kampanye di tempat ibadah", "pelanggaran_lokasi"),
        ("APK di tempat terlarang", "pelanggaran_lokasi"),
        ("Kampanye di luar jadwal", "pelanggaran_jadwal"),
        ("Penganiayaan", "kekerasan"),
        ("Intimidasi, Kekerasan, ", "intimidasi"),
        ("1. Hoaks\n2. Intimidasi", "hoaks"),
        ("Dugaan politik uang", "politik_uang"),
        ("Riots", "kekerasan"),
        ("Peaceful protest", "lainnya"),
        ("Violence against civilians", "kekerasan"),
    ],
)
def test_a_category_reads_as_its_code(categories: CategoryReader, cell: str, code: str) -> None:
    assert categories.read(cell) == code


def test_damage_of_property_is_of_campaign_props_only_when_the_account_says_so(categories: CategoryReader) -> None:
    assert categories.read_kinds("Property destruction", None, "Campaign banners were torn") == "perusakan_apk"
    assert isinstance(categories.read_kinds("Property destruction", None, "A house was burnt"), Held)
    assert categories.read_kinds("Protests", "Violent demonstration", "") == "kekerasan"


@pytest.mark.parametrize(
    ("cell", "step"),
    [
        (3.0, 3),
        ("tinggi", 4),
        ("2/5", 2),
        ("3 - Sedang", 3),
        ("Tingkat 2", 2),
        ("Sangat Tinggi", 5),
        ("4 (tinggi)", 4),
        ("Kritis", 5),
        ("sangat rendah", 1),
        ("Level 5", 5),
        ("Sedang (3)", 3),
    ],
)
def test_a_severity_reads_as_its_step(cell: object, step: int) -> None:
    assert read_severity(cell) == step  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["Kuning", "gawat", 7, 0, 3.5, "3 - Tinggi", "2/10", "merah", "tidak tahu",
                                  "9" * 9000])
def test_an_unclear_severity_is_held(cell: object) -> None:
    assert isinstance(read_severity(cell), Held)  # type: ignore[arg-type]


def test_a_severity_on_another_scale_is_held() -> None:
    assert read_severity(3, 5) == 3
    assert isinstance(read_severity(3, 10), Held)


def test_ticks_read_as_the_one_that_is_ticked() -> None:
    assert read_ticks({"ancaman": "√", "tantangan": None, "hambatan": "", "gangguan": "-"}) == "ancaman"
    assert read_ticks({"ancaman": None, "tantangan": None, "hambatan": "X", "gangguan": None}) == "hambatan"
    assert read_ticks({"ancaman": None, "gangguan": None}) is None
    assert isinstance(read_ticks({"ancaman": "v", "gangguan": "V"}), Held)
    assert isinstance(read_ticks({"ancaman": "mungkin"}), Held)


def test_athg_and_fields_read_by_name() -> None:
    assert read_athg("Gangguan") == "gangguan"
    assert read_athg("H") == "hambatan"
    assert isinstance(read_athg("xyz"), Held)
    assert read_field("Sosbud") == "sosial_budaya"
    assert read_field("Bidang Politik") == "politik"
    assert isinstance(read_field("Olahraga"), Held)


@pytest.mark.parametrize(("cell", "grade"), [("B/3", "B3"), ("c 4", "C4"), ("A-1", "A1"), ("F6", "F6"), ("b.2", "B2")])
def test_a_grade_reads_as_letter_and_digit(cell: str, grade: str) -> None:
    assert read_grade(cell) == grade


@pytest.mark.parametrize("cell", ["H9", "A7", "3B", "B", "baik", "AA1"])
def test_an_unclear_grade_is_held(cell: str) -> None:
    assert isinstance(read_grade(cell), Held)


def test_a_grade_in_two_columns_is_joined() -> None:
    assert read_split_grade("b", 3.0) == "B3"
    assert read_split_grade("B3", None) == "B3"
    assert read_split_grade(None, None) is None
    assert isinstance(read_split_grade("B", None), Held)
