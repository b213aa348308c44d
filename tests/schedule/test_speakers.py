"""Which names a list of speakers holds, and which it does not."""

import numpy as np
import pytest

from lib.schedule.speakers import read_speakers

LISTS = [
    ("Bpk. Adi Sucipto, SE; Ibu Rina Dewi", {"adi sucipto", "rina dewi"}),
    ("H. Adi Sucipto, S.E., M.M.", {"adi sucipto"}),
    ("Dr. Ir. ADI  SUCIPTO M.Si", {"adi sucipto"}),
    ("Adi Sucipto, Rina Dewi dan Budi Santoso", {"adi sucipto", "rina dewi", "budi santoso"}),
    ("1. Adi Sucipto 2. Rina Dewi", {"adi sucipto", "rina dewi"}),
    ("Adi Sucipto (Ketua DPC)", {"adi sucipto"}),
    ("A.H. Wijaya Kusuma", {"a h wijaya kusuma"}),
    ("Ketua DPC", set()), ("Caleg Dapil 2", set()), ("Tim Relawan Sejati", set()), ("Adi", set()), ("Bpk. Adi", set()),
    ("A. B.", set()), ("belum ada", set()), (None, set()), (float("nan"), set()), ("", set()),
    (["Adi Sucipto", "Rina Dewi, SH"], {"adi sucipto", "rina dewi"}),
    (np.array(["Adi Sucipto"], dtype="object"), {"adi sucipto"}), ([], set()),
]


@pytest.mark.parametrize(("told", "names"), LISTS, ids=[str(told)[:20] for told, _ in LISTS])
def test_names_are_whole_names_of_persons(told: object, names: set[str]) -> None:
    assert set(read_speakers(told)) == names


def test_a_name_is_told_as_it_is_written() -> None:
    assert read_speakers("Bpk. Adi Sucipto, SE") == {"adi sucipto": "Bpk. Adi Sucipto"}
