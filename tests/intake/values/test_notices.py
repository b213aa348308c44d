"""Links and permissions: what is plainly told, and what leaves the field empty."""

import pytest

from lib.intake.cells import Cell
from lib.intake.readings import Held
from lib.intake.values.notices import read_link, read_permission, read_told

HELD = "held"


def _answer(found: object) -> object:
    return HELD if isinstance(found, Held) else found


@pytest.mark.parametrize(("cell", "answer"), [
    ("Ya", True), ("Ada", True), ("sudah", True), ("Sudah ada", True), ("Ada (lisan)", True), ("ya, dari takmir", True),
    ("yes", True), ("TRUE", True), (True, True), ("√", True), ("disetujui", True),
    ("Tidak", False), ("tidak ada", False), ("belum", False), ("Belum ada", False), ("belum, masih diurus", False),
    ("dalam proses", False), ("ditolak", False), ("no", False), (False, False), ("tidak diizinkan", False),
    (None, None), ("-", None), ("n/a", None),
    ("No. 12/2024", HELD), ("Ada, belum tertulis", HELD), ("ada kendala", HELD), ("tidak perlu", HELD),
    ("Takmir", HELD), (1, HELD), ("disetujui 5 Januari", HELD),
])  # fmt: skip
def test_permission_of_a_place(cell: Cell, answer: object) -> None:
    assert _answer(read_permission(cell)) == answer
    assert type(_answer(read_permission(cell))) is type(answer)


@pytest.mark.parametrize(("cell", "answer"), [
    ("https://meet.example/abc", "https://meet.example/abc"), ("zoom.us/j/999", "zoom.us/j/999"),
    ("Zoom ID 812 3344 5566, sandi 123", "Zoom ID 812 3344 5566, sandi 123"),
    ("https://meet.example/abc\nsandi 1", "https://meet.example/abc sandi 1"),
    ("luring", None), ("Offline", None), ("-", None), (None, None),
    ("menyusul", HELD), ("081234567890", HELD), ("Jl. Kawi 5/6", HELD), ("https://drive.google.com/x", HELD),
    ("Balai RW 3", HELD), (7, HELD),
])  # fmt: skip
def test_link_of_an_online_meeting(cell: Cell, answer: object) -> None:
    assert _answer(read_link(cell)) == answer


@pytest.mark.parametrize(("cell", "answer"), [
    ("Jl. Ijen - Jl. Kawi", "Jl. Ijen - Jl. Kawi"), ("=1+1", "=1+1"), ("-", None), (None, None), ("menyusul", HELD),
    ("belum ditentukan", HELD), ("TBA", HELD)])
def test_text_that_is_told_or_put_off(cell: Cell, answer: object) -> None:
    assert _answer(read_told(cell)) == answer
