"""Every page with every role, against a literal table."""

import pytest

from lib.access.roles import ROLES, Role
from lib.text import say
from lib.ui.registry import PAGES, ROOT, find_page
from tests.ui.conftest import texts

#               admin  analyst leader security bawaslu fkdm  party viewer
TABLE = {
    "ringkasan":  "x     x       x      x        x       x     x     x",
    "jadwal":     "x     x       x      x        x       .     x     .",
    "masalah":    "x     x       x      x        x       .     x     .",
    "pengamanan": "x     x       x      x        .       .     .     .",
    "aturan":     "x     x       x      x        x       .     x     .",
    "usulan":     "x     x       x      x        x       .     x     .",
    "kerawanan":  "x     x       x      x        .       .     .     .",
    "laporan":    "x     x       x      x        x       x     .     .",
    "unggah":     "x     x       .      .        .       x     x     .",
    "unduhan":    "x     x       x      x        x       x     x     x",
    "pengaturan": "x     .       .      .        .       .     .     .",
    "akun":       "x     x       x      x        x       x     x     x",
}
WENT_WRONG = "Terjadi kesalahan"


@pytest.mark.parametrize("role", Role, ids=str)
def test_role_opens_its_pages_and_is_refused_the_others(add, signed_in, role: Role) -> None:
    add("siti", role)
    tab = signed_in("siti").run()
    column = list(Role).index(role)
    for address, marks in TABLE.items():
        tab.switch_page(find_page(address).file).run()
        if marks.replace(" ", "")[column] == "x":
            assert [text for text in texts(tab) if text.startswith(("Ini tidak termasuk", WENT_WRONG))] == [], address
            assert len(tab.title) == 1, address
        else:
            refusal = (f"Ini tidak termasuk peran {say(ROLES[role].display_name)}. "
                       "Hubungi administrator bila Anda memerlukannya untuk bekerja.")
            assert texts(tab) == [say(find_page(address).title), refusal], address
            # The line above the page, the title, the sentence: nothing else of the page.
            assert [element.type for element in tab.main if element.type != "flex_container"] == ["title", "alert"] or (
                len(tab.main) == 3), address


def test_table_names_every_page_and_role() -> None:
    assert [entry.url_path for entry in PAGES] == list(TABLE)
    assert {len(marks.split()) for marks in TABLE.values()} == {len(Role)}


def test_every_page_has_its_file_in_a_folder() -> None:
    assert [entry.file for entry in PAGES if not (ROOT / entry.file).is_file()] == []
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == []


def test_every_page_file_is_registered_and_asks_the_guard_first() -> None:
    registered = {entry.file: entry.url_path for entry in PAGES}
    guards = {}
    for path in (ROOT / "pages").rglob("*.py"):
        calls = [line for line in path.read_text(encoding="utf-8").splitlines() if "require(" in line]
        if path.relative_to(ROOT).as_posix() in registered:
            guards[path.relative_to(ROOT).as_posix()] = calls[0].split('"')[1]

    assert guards == registered
