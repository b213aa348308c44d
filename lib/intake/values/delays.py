"""Words that put a thing off instead of telling it: "menyusul", "belum ditentukan", "TBA"."""

import re

from lib.intake.cells import fold

_PUT_OFF = re.compile(
    r"\W*(?:akan )?(?:menyusul|(?:masih )?(?:belum|blm)(?: (?:ada|pasti|jelas|ditentukan|ditetapkan|diketahui|fix))?|"
    r"(?:akan |masih |sedang )?(?:di(?:konfirmasi|informasikan|umumkan|koordinasikan|kabari)|konfirmasi)"
    r"(?: lebih lanjut)?|(?:masih )?(?:menunggu|nunggu)(?: [^\W\d]+){0,2}|tentatif|tentative|t\.?b\.?[acd]\.?|"
    r"to be (?:announced|confirmed|determined)|\?+)\W*(?:kemudian|lagi)?\W*"
)


def is_put_off(text: str) -> bool:
    """Whether a whole text only says that something will be told later."""
    return _PUT_OFF.fullmatch(fold(text)) is not None
