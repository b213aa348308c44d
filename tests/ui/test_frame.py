"""The frame: the day, the language, the line above the page."""

from datetime import date

import pytest

from lib.store import SYSTEM, Store


@pytest.fixture
def demo(store: Store) -> Store:
    """The demonstration city, whose day stands still."""
    with store.writing(SYSTEM, "demo") as tx:
        tx.upsert("settings", {"key": "demo"}, value='"ready"', is_secret=False)
        tx.upsert("settings", {"key": "demo_today"}, value='"2024-01-24"', is_secret=False)
    return store


def _account(tab, **query: str):
    for name, value in query.items():
        tab.query_params[name] = value
    return tab.run().switch_page("pages/account/account.py").run()


def _line(tab) -> list[str]:
    return [element.value for element in [*tab.main.get("badge"), *tab.main.markdown, *tab.main.caption]][:2]


def _day(tab) -> str:
    return tab.main.caption[0].value.rsplit("· ", 1)[-1]


def test_day_is_the_demonstrations(demo, add, signed_in) -> None:
    add("siti")
    tab = _account(signed_in("siti"))

    assert tab.main.caption[0].value == "Kota Malang · Pemilu 2024 · per Rabu, 24 Januari 2024"
    assert [value for value in _line(tab) if "DATA CONTOH" in value] == [":gray-badge[DATA CONTOH]"]
    assert "hari" not in tab.query_params


def test_real_data_are_not_called_sample(store, add, signed_in) -> None:
    add("siti")

    assert "DATA CONTOH" not in str(_line(_account(signed_in("siti"))))


def test_picked_day_goes_into_the_address_and_along_to_other_pages(demo, add, signed_in) -> None:
    add("siti")
    tab = _account(signed_in("siti"))
    tab.date_input[0].set_value(date(2024, 1, 27)).run()
    first = (_day(tab), tab.query_params["hari"])
    tab.switch_page("pages/account/account.py").run()

    assert first == ("per Sabtu, 27 Januari 2024", "2024-01-27")
    assert (_day(tab), tab.query_params["hari"]) == first


def test_default_day_leaves_the_address(demo, add, signed_in) -> None:
    add("siti")
    tab = _account(signed_in("siti"), hari="2024-01-27")
    tab.date_input[0].set_value(date(2024, 1, 24)).run()

    assert (_day(tab), "hari" in tab.query_params) == ("per Rabu, 24 Januari 2024", False)


@pytest.mark.parametrize(("told", "shown"), [
    ("2024-01-20", "per Sabtu, 20 Januari 2024"),
    ("20-01-2024", "per Rabu, 24 Januari 2024"),
    ("0001-01-01", "per Rabu, 24 Januari 2024"),
    ("x" * 2000, "per Rabu, 24 Januari 2024"),
], ids=["good", "not-iso", "far", "long"])
def test_day_comes_from_the_address(demo, add, signed_in, told: str, shown: str) -> None:
    add("siti")

    assert _day(_account(signed_in("siti"), hari=told)) == shown


def test_who_may_not_pick_a_day_has_the_default(demo, add, signed_in) -> None:
    add("siti", "fkdm")
    tab = _account(signed_in("siti"), hari="2024-01-20")

    assert (_day(tab), len(tab.date_input)) == ("per Rabu, 24 Januari 2024", 0)


def test_language_is_the_users_and_is_remembered(demo, add, signed_in) -> None:
    add("siti")
    tab = _account(signed_in("siti"))
    before = tab.title[0].value
    tab.sidebar.button_group[0].set_value("en").run()
    again = _account(signed_in("siti"))

    assert (before, tab.title[0].value, again.title[0].value) == ("Akun", "Account", "Account")
    assert _day(again) == "as of Wednesday, 24 January 2024"


def test_name_is_text_and_not_formatting(demo, add, signed_in) -> None:
    add("siti", display_name="**Siti** <b>:red[x]")
    tab = _account(signed_in("siti"))

    assert tab.sidebar.markdown[0].value.split("  \n")[0] == r"**\*\*Siti\*\* \<b\>\:red\[x\]**"
