"""Words of severity, source grade and advice."""

import pandas as pd
import pytest

from lib.reports.wordings import advise, grade_name, severity_name
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
