"""A small city for tests of whole pages: some files of the demonstration, loaded once a run, copied by each test."""

import functools
import json
import os
import shutil
from pathlib import Path

from lib.demo.load import FOLDER, load_demo
from lib.reference.packs import load_packs
from lib.store import SYSTEM, Store, open_store
from lib.ui import handle

FILES = ("Jadwal PKS Kota Malang II.xlsx", "kampanye_nasdem_II.csv", "Demokrat Kota Malang - rencana kegiatan II.xlsx",
         "Formulir kegiatan PSI (jawaban) II.csv", "formulir_laporan_warga_4.csv",
         "Lapbul FKDM Kec. Klojen Januari 2024.xlsx")
TODAY = "2024-01-24"


def open_small_city(folder: Path) -> Store:
    """The app's own open store, at the database the test has chosen, with the small city; `folder` is the run's."""
    shutil.copyfile(_load(folder), os.environ["KENTONGAN_DB"])
    return handle.store()


@functools.cache
def _load(folder: Path) -> Path:
    """A closed database with packs, schedules and reports."""
    files = choose_files(folder / "small_city")
    path = files / "kentongan.duckdb"
    store = open_store(path)
    try:
        load_packs(store, city="malang", election="pemilu_2024")
        with store.writing(SYSTEM, "prepare") as tx:
            tx.upsert("settings", {"key": "demo"}, value='"ready"', is_secret=False)
        load_demo(store, files)
    finally:
        store.close()
    return path


def choose_files(folder: Path, names: tuple[str, ...] = FILES) -> Path:
    """Make a folder of demonstration files with only these; returns it."""
    folder.mkdir()
    head = json.loads((FOLDER / "demo.json").read_text(encoding="utf-8"))
    head["files"] = [entry for entry in head["files"] if entry["file"] in names]
    (folder / "demo.json").write_text(json.dumps(head), encoding="utf-8")
    for entry in head["files"]:
        shutil.copyfile(FOLDER / entry["file"], folder / entry["file"])
    return folder
