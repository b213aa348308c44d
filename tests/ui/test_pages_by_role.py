"""Every page and every view of it in every role, with data: it opens whole, or is refused in one sentence."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.access.roles import ROLES, Role
from lib.store import Store
from lib.text import say
from lib.ui.registry import find_page
from tests.ui.cities import open_small_city

TITLES = {
    "ringkasan": "Ringkasan", "jadwal": "Jadwal dan bentrok", "aturan": "Aturan", "pengamanan": "Pengamanan",
    "usulan": "Usulan", "kerawanan": "Kerawanan", "laporan": "Laporan",
    "unggah": "Unggah", "unduhan": "Unduhan", "pengaturan": "Pengaturan", "akun": "Akun",
}
OPENS = {
    "admin": "ringkasan jadwal aturan pengamanan usulan kerawanan laporan unggah unduhan pengaturan akun",
    "analyst": "ringkasan jadwal aturan pengamanan usulan kerawanan laporan unggah unduhan akun",
    "leader": "ringkasan jadwal aturan pengamanan usulan kerawanan laporan unduhan akun",
    "security": "ringkasan jadwal aturan pengamanan usulan kerawanan laporan unduhan akun",
    "bawaslu": "ringkasan jadwal aturan usulan laporan unduhan akun",
    "fkdm": "ringkasan laporan unggah unduhan akun",
    "party": "ringkasan jadwal aturan usulan unggah unduhan akun",
    "viewer": "ringkasan unduhan akun",
}
VIEWS = {
    "usulan": ("bagian", ["coba-coba", "keputusan"]),
    "jadwal": ("lihat", ["bentrok", "garis-waktu", "peta", "matriks", "acara"]),
    "aturan": ("aturan-lihat", ["temuan", "pemberitahuan", "batas"]),
    "kerawanan": ("kerawanan-lihat", ["peta", "kelurahan", "matriks", "liputan", "tabel"]),
}
CHARTS = {
    "garis-waktu": 1, "peta": 1, "matriks": 1, "kelurahan": 1, "liputan": 1,
}


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small city in place of an empty one."""
    return open_small_city(tmp_path_factory.getbasetemp())


def troubles(tab: AppTest) -> list[str]:
    return [element.value for element in [*tab.exception, *tab.error]]


@pytest.mark.parametrize("role", Role, ids=str)
def test_role_opens_its_pages_whole_and_is_refused_the_others(add, signed_in, role: Role) -> None:
    add("siti", role)
    tab = signed_in("siti").run()
    seen = {}
    for address in TITLES:
        tab.switch_page(find_page(address).file).run()
        assert troubles(tab) == [], address
        refusals = [info.value for info in tab.info if info.value.startswith("Ini tidak termasuk peran")]
        seen[address] = (tab.title[0].value, not refusals)
        if refusals:
            assert refusals == [f"Ini tidak termasuk peran {say(ROLES[role].display_name)}. "
                                "Hubungi administrator bila Anda memerlukannya untuk bekerja."]
            assert [len(tab.get(kind)) for kind in ("plotly_chart", "arrow_data_frame", "metric")] == [0, 0, 0]

    assert seen == {address: (title, address in OPENS[role].split()) for address, title in TITLES.items()}


@pytest.mark.parametrize("role", [Role.ANALYST, Role.BAWASLU, Role.PARTY], ids=str)
@pytest.mark.parametrize("address", VIEWS)
def test_every_view_is_drawn(add, signed_in, role: Role, address: str) -> None:
    if address not in OPENS[role].split():
        pytest.skip("not a page of this role")
    add("siti", role, **({"organiser": "PSI"} if role == Role.PARTY else {}))
    key, names = VIEWS[address]
    tab = signed_in("siti").run().switch_page(find_page(address).file).run()
    for name in names:
        tab.button_group(key=key).set_value(name).run()
        charts = len(tab.main.get("plotly_chart"))
        assert (name, troubles(tab), charts) == (name, [], 2 if (address, name) == ("kerawanan", "peta")
                                                 else CHARTS.get(name, 0))
        tables = {"temuan": 2, "batas": 3, "usulan": 0, "coba-coba": 0, "keputusan": 0}.get(name, 1)
        assert charts or len(tab.main.dataframe) == tables, name


def test_table_names_every_role() -> None:
    assert list(OPENS) == [str(role) for role in Role]
