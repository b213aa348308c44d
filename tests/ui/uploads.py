"""What the tests of the page Unggah share: files as offices send them, and hands that send, press and read."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from lib.store import SYSTEM, Store
from tests.intake.conftest import as_csv, as_xlsx
from tests.ui.arrivals import come_in

PAGE = "pages/intake/upload.py"
DAY = date(2024, 1, 24)
HEADS = ["Tanggal", "Jam", "Bentuk kegiatan", "Peserta pemilu", "Tempat", "Massa"]
RALLY = ["27/01/2024", "13.00 - 15.00", "Rapat umum", "PDIP", "Stadion Gajayana", 3500]
MEETING = ["28/01/2024", "09.00 - 11.00", "Tatap muka", "PKB", "Balai RW 02 Kel. Kauman", 80]
REPORT_HEADS = ["Tanggal", "Jam", "Lokasi", "Kategori", "Uraian kejadian", "Pelapor"]


def schedule(*rows: Sequence[Any], heads: Sequence[str] = HEADS, sheet: str = "Jadwal") -> bytes:
    """A workbook of one sheet with these rows below the heads."""
    return as_xlsx({sheet: [list(heads), *map(list, rows)]})


def reports(*rows: Sequence[Any]) -> bytes:
    """Reports as a delimited text."""
    return as_csv([REPORT_HEADS, *map(list, rows)])


SCHEDULE = schedule(RALLY, MEETING)
REPORTS = reports(
    ["20/01/2024", "20.00", "RW 03 Kel. Kauman", "Politik uang", "Pembagian amplop", "Pak RT"],
    ["21/01/2024", "19.00", "RW 01 Kel. Tunggulwulung", "Politik uang", "Pembagian sembako", "Bu RT"])


def opener(store: Store, add: Callable[..., str], app: Callable[[], AppTest]) -> Callable[..., AppTest]:
    """Fix the day; gives what opens the page in a role, each time in a new session: ``opened("party", "pita")``."""
    with store.writing(SYSTEM, "prepare") as tx:
        tx.upsert("settings", {"key": "demo_today"}, value='"2024-01-24"', is_secret=False)
    known: set[str] = set()

    def open_page(role: str = "analyst", name: str = "siti") -> AppTest:
        if name not in known:
            known.add(name)
            add(name, role)
        return come_in(store, app, name).switch_page(PAGE).run()
    return open_page


def send(tab: AppTest, name: str, data: bytes, kind: str = "schedule") -> AppTest:
    """Send one file of a kind."""
    return send_all(tab, {name: data}, kind)


def send_all(tab: AppTest, files: dict[str, bytes], kind: str = "schedule") -> AppTest:
    """Send files at once."""
    if tab.button_group(key="unggah-isi").value != kind:
        tab.button_group(key="unggah-isi").set_value(kind).run()
    uploader = next(box for box in tab.file_uploader if str(box.key).startswith(f"unggah-berkas-{kind}"))
    uploader.set_value([(name, data, "") for name, data in files.items()])
    return tab.run()


def counts(tab: AppTest) -> list[str]:
    """New, changed or moved, same, refused."""
    return [metric.value for metric in tab.main.metric]


def lines(tab: AppTest) -> list[str]:
    """The lines that tell problems, without the signs that escape markup."""
    return [element.value.replace("\\", "") for element in tab.main.markdown if "badge[✕]" in element.value]


def words(tab: AppTest) -> str:
    """All running text of the page's main part."""
    return "\n".join(element.value for kind in ("markdown", "caption", "info", "warning", "success", "error")
                     for element in getattr(tab.main, kind))


def press(tab: AppTest, label: str) -> AppTest:
    """Press the button of this label."""
    return next(button for button in tab.main.button if button.label == label).click().run()


def store_button(tab: AppTest) -> Any:
    """The button that stores the file at work."""
    return next(button for button in tab.main.button if str(button.key).endswith("-store"))


def widget(tab: AppTest, kind: str, ending: str) -> Any:
    """The widget of a kind whose key ends so."""
    return next(found for found in getattr(tab.main, kind) if str(found.key).endswith(ending))


def labels(tab: AppTest, kind: str) -> list[str]:
    """What the widgets of a kind are called."""
    return [found.label for found in getattr(tab.main, kind)]


def steps(tab: AppTest) -> list[str]:
    """The titles of what can be folded."""
    return [expander.label for expander in tab.main.expander]


def tick(tab: AppTest, ending: str, row: int) -> AppTest:
    """Tick a row, from 0, of the table whose key ends so."""
    key = next(str(frame.key) for frame in tab.main.dataframe if str(frame.key).endswith(ending))
    tab.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return tab.run()


def stored(store: Store, sql: str) -> list[dict[str, Any]]:
    """Rows as they are stored, for everybody."""
    with store.reader(SYSTEM) as read:
        return read.rows(sql)
