"""Words by which a row says that its event is off or moved."""

import pytest

from lib.intake.called_off import is_moved, is_off, leaves_standing


@pytest.mark.parametrize(
    ("text", "off", "moved"),
    [
        ("Dibatalkan", True, False), ("BATAL!", True, False), ("acara ditunda", True, False), ("btl", True, False),
        ("tidak jadi", True, True), ("Cancelled", True, False), ("diundurkan ke sore", True, False),
        ("tidak batal", False, False), ("tdk dibatalkan", False, False), ("pembatalan nomor", False, False),
        ("Pindah ke Kasin", False, True), ("ganti tanggal", False, True), ("diganti jam", False, True),
        ("menunggu konfirmasi", False, True), ("nunggu konfirmasi", False, True), ("maju 2 jam", False, True),
        ("tentative", False, True), ("Rescheduled", False, True), ("tdk terlaksana", False, True),
        ("Balai RW 05", False, False), ("maju bersama", False, False), ("pengganti antar waktu", False, False),
        ("", False, False),
    ],
)  # fmt: skip
def test_words_are_known(text: str, off: bool, moved: bool) -> None:
    assert (is_off(text), is_moved(text)) == (off, moved)
    assert leaves_standing(text) is not (off or moved)
