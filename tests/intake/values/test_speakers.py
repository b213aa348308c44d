"""Speakers of one cell: titles stay with their names, names come apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.cells import Cell
from lib.intake.readings import Held
from lib.intake.values.speakers import read_speakers

NAMES = st.sampled_from([
    "Fulan", "H. Fulan, S.H., M.Si.", "Drs. H. Fulan bin Fulan, M.M.", "Fulanah, Ph.D", "Ketua DPC",
    "Fulan (Ketua DPC, anggota DPRD)", "Pengurus DPC dan DPD", "Fulanah, SH, MM", "Fulan dan rombongan",
])  # fmt: skip


@pytest.mark.parametrize(("cell", "names"), [
    ("Fulan", ("Fulan",)), ("Fulan, S.H., M.Si.", ("Fulan, S.H., M.Si.",)),
    ("Fulan, SH, MM, Fulanah, S.Pd", ("Fulan, SH, MM", "Fulanah, S.Pd")),
    ("1. Fulan 2. Fulanah", ("Fulan", "Fulanah")), ("1. Fulan, M.M.\n2. Fulanah", ("Fulan, M.M.", "Fulanah")),
    ("- Fulan\n- Fulanah", ("Fulan", "Fulanah")), ("Fulan; Fulanah", ("Fulan", "Fulanah")),
    ("Fulan\nFulanah", ("Fulan", "Fulanah")), ("Fulan, Fulanah, dan Fulani", ("Fulan", "Fulanah", "Fulani")),
    ("Fulan & Fulanah", ("Fulan", "Fulanah")), ("Fulan, Fulan", ("Fulan",)),
    ("Fulan dan rombongan", ("Fulan dan rombongan",)), ("Pengurus DPC dan DPD", ("Pengurus DPC dan DPD",)),
    ("Fulan (Ketua DPC, anggota DPRD)", ("Fulan (Ketua DPC, anggota DPRD)",)),
    (None, None), ("-", None), ("tidak ada", None),
])  # fmt: skip
def test_speakers_of_a_cell(cell: Cell, names: tuple[str, ...] | None) -> None:
    assert read_speakers(cell) == names


@pytest.mark.parametrize("cell", ["menyusul", "Masih menunggu konfirmasi", "TBA", "belum ditentukan", 3])
def test_nobody_is_named_yet(cell: Cell) -> None:
    assert isinstance(read_speakers(cell), Held)


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True))
def test_a_list_as_downloads_write_it_comes_back(names: list[str]) -> None:
    assert read_speakers("; ".join(names)) == tuple(names)
