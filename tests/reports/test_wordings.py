"""Words of severity, source grade, advice and of who reports."""

import pandas as pd
import pytest

from lib.reports.wordings import advise, grade_name, reporting_name, say_completeness, severity_name
from lib.text import say


@pytest.mark.parametrize(("severity", "words"), [
    (4, "4 · tinggi"), (1.0, "1 · sangat rendah"), (None, "belum dinilai"), (float("nan"), "belum dinilai"),
    (pd.NA, "belum dinilai"),
], ids=str)
def test_severity_is_worded(severity: object, words: str) -> None:
    assert severity_name(severity) == words


@pytest.mark.parametrize(("grade", "words"), [
    ("B3", "B3: sumber biasanya dapat dipercaya, mungkin benar"),
    ("F6", "F6: kepercayaan sumber belum dapat dinilai, kebenaran belum dapat dinilai"),
    ("C", "C: sumber cukup dapat dipercaya"), ("?", "?"), ("", "sumber belum dinilai"),
    (None, "sumber belum dinilai"), (float("nan"), "sumber belum dinilai"),
], ids=str)
def test_grade_is_worded(grade: object, words: str) -> None:
    assert grade_name(grade) == words


@pytest.mark.parametrize(("verification", "severity", "bawaslu", "begins"), [
    ("terverifikasi", 5, True, "Sudah diperiksa."), ("baru", 4, True, "Tanyakan kepada sumber kedua hari ini"),
    ("diperiksa", 2, True, "Tanyakan kepada sumber kedua. Apakah ini pelanggaran"),
    ("baru", None, False, "Tanyakan kepada sumber kedua, lalu catat"),
    ("baru", float("nan"), False, "Tanyakan kepada sumber kedua, lalu catat"),
])
def test_advice_fits_the_state(verification: str, severity: object, bawaslu: bool, begins: str) -> None:
    assert say(advise({"verification": verification, "severity": severity}, bawaslu=bawaslu)).startswith(begins)


@pytest.mark.parametrize(("state", "words"), [
    ("on_time", "● setiap hari, tepat waktu"), ("late", "◕ setiap hari, sebagian terlambat"),
    ("partly", "◑ tidak setiap hari"), ("silent", "○ tidak melapor minggu ini"),
    ("never", "– belum pernah melapor"), (None, "belum ada hari yang jatuh tempo"),
    (float("nan"), "belum ada hari yang jatuh tempo")], ids=str)
def test_state_of_reporting_is_worded(state: object, words: str) -> None:
    assert reporting_name(state) == words


@pytest.mark.parametrize(("states", "sentence"), [
    (["on_time", "late", "partly", "silent", "never", "never"],
     "2 dari 6 kelurahan melapor setiap hari. 1 tidak melapor minggu ini. 2 belum pernah melapor: keadaannya tidak "
     "diketahui."),
    (["on_time"], "1 dari 1 kelurahan melapor setiap hari."),
    ([], "Pelaporan kelurahan tidak dapat ditampilkan di sini.")], ids=["all kinds", "one", "none"])
def test_week_of_reporting_in_a_sentence(states: list[str], sentence: str) -> None:
    assert say_completeness(pd.DataFrame({"state": states, "days_expected": 7})) == sentence


def test_week_that_has_not_begun_says_so() -> None:
    assert say_completeness(pd.DataFrame({"state": [None, "never"], "days_expected": 0})) == "Minggu ini belum mulai."
