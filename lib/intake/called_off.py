"""Words by which a row says that its event is off or moved."""

import re


def _any_of(*words: str, but: str = "") -> str:
    """Any of the words as a whole, `but` what must not stand there; most texts have none of their first letters."""
    initials = "".join(sorted({word[0] for word in words}))
    return rf"\b(?=[{initials}]){but}(?:{'|'.join(words)})\b"


_OFF = "|".join((
    _any_of("batal(?:kan)?", "dibatal(?:kan)?", "tunda", "ditunda", "undur(?:kan)?", "diundur(?:kan)?", "tangguhkan",
            "ditangguhkan", "tiadakan", "ditiadakan", "cancel(?:l?ed)?", "dicancel(?:l?ed)?", "postponed",
            "dipostponed", but="(?<!tidak )(?<!tdk )"),
    r"^\W*(?:btl|(?:tidak|tdk) jadi)\b\W*$",
))  # fmt: skip
_MOVED = _any_of(
    "pindah", "dipindah(?:kan)?", "digeser", r"reschedul\w+", "jadwal ulang",
    "ganti (?:hari|jadwal|tanggal|tgl|jam|tempat)", "diganti (?:hari|jadwal|tanggal|tgl|jam|tempat)",
    "tidak (?:jadi|terlaksana|dilaksanakan|diizinkan|disetujui)", "tdk (?:jadi|terlaksana|dilaksanakan|diizinkan|"
    "disetujui)", "gugur", "ditolak", "dicoret", "urung", "tentati[fv]e?", "tunggu konfirmasi", "nunggu konfirmasi",
    "menunggu konfirmasi", "belum (?:pasti|fix)", "dimajukan", r"maju \d+", "mundur", "berubah",
    "diubah", "ralat",
)  # fmt: skip
_IS_OFF, _IS_MOVED = re.compile(_OFF, re.I), re.compile(_MOVED, re.I)
_IS_EITHER = re.compile(f"{_OFF}|{_MOVED}", re.I)


def is_off(text: str) -> bool:
    """Whether any text of a row that says this calls the event off."""
    return _IS_OFF.search(text) is not None


def is_moved(text: str) -> bool:
    """Whether a remark says that the event is moved or not certain; a title may be about "pindah memilih"."""
    return _IS_MOVED.search(text) is not None


def leaves_standing(text: str) -> bool:
    """Whether a text says neither."""
    return _IS_EITHER.search(text) is None
