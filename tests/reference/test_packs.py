"""Packs as rows of the store: whole, only when they changed, and another city by another folder."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.errors import CannotRun
from lib.reference.packs import DATA, available, load_packs, read_table
from lib.store import SYSTEM, Store

COUNTS = {"districts": "districts", "areas": "areas", "area_neighbours": "area_neighbours", "venues": "venues",
          "places": "places", "calendar_days": "calendar_days", "weekly_windows": "weekly_windows"}


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A data folder of the test's own with the first city's and election's packs."""
    folder = tmp_path / "data"
    for part in ("city/malang", "election/pemilu_2024", "vocabulary"):
        shutil.copytree(DATA / part, folder / part)
    return folder


@pytest.fixture
def value(empty_store: Store) -> Callable[..., object]:
    """Ask the store for one value."""
    def ask(sql: str, **values: object) -> object:
        with empty_store.reader(SYSTEM) as read:
            return read.value(sql, **values)
    return ask


def load(store: Store, packs: Path) -> bool:
    return load_packs(store, city="malang", election="pemilu_2024", data=packs)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_row_of_the_folder_is_in_the_store(empty_store: Store, packs: Path, value) -> None:
    assert load(empty_store, packs)
    found = {table: value(f"SELECT count(*) FROM {table}") for table in COUNTS}

    assert found == {table: len(read_table(packs / "city" / "malang" / f"{name}.csv"))
                     for table, name in COUNTS.items()}
    assert (found["areas"], found["districts"]) == (57, 5)
    assert value("SELECT value FROM settings WHERE key = 'city_name'") == '"Kota Malang"'
    assert value("SELECT count(*) FROM venue_names WHERE venue_id = 'V01'") == 5


def test_same_pack_again_changes_nothing(empty_store: Store, packs: Path) -> None:
    load(empty_store, packs)
    before = empty_store.version

    assert (load(empty_store, packs), empty_store.version) == (False, before)


@pytest.mark.parametrize(("file", "old", "new", "sql", "expected"), [
    ("city/malang/areas.csv", "Kauman", "Kauman Baru", "SELECT name FROM areas WHERE area_code = '35.73.02.1007'",
     "Kauman Baru"),
    ("city/malang/city.json", "Kota Malang", "Kota Lain", "SELECT value FROM settings WHERE key = 'city_name'",
     '"Kota Lain"'),
    ("vocabulary/categories.csv", "kekerasan", "kekerasan2",
     "SELECT count(*) FROM categories WHERE code = 'kekerasan2'", 1),
    ("election/pemilu_2024/election.json", '"crowd_is_large": 1000', '"crowd_is_large": 500',
     "SELECT value FROM settings WHERE key = 'crowd_is_large'", "500"),
], ids=["ward", "head", "vocabulary", "election"])
def test_changed_pack_replaces_what_was_there(empty_store: Store, packs: Path, value, file, old, new, sql,
                                              expected) -> None:
    load(empty_store, packs)
    rewrite(packs / file, old, new)

    assert load(empty_store, packs)
    assert value(sql) == expected
    assert value("SELECT count(*) FROM areas") == 57


def test_pack_that_breaks_half_way_leaves_the_old_one(empty_store: Store, packs: Path, value) -> None:
    load(empty_store, packs)
    before = empty_store.version
    rewrite(packs / "city" / "malang" / "areas.csv", "Kauman", "Kauman Baru")
    rewrite(packs / "election" / "pemilu_2024" / "organisers.csv", ",1,", ",one,")
    with pytest.raises(ValueError, match="one"):
        load(empty_store, packs)

    assert (empty_store.version, value("SELECT name FROM areas WHERE area_code = '35.73.02.1007'")) == (
        before, "Kauman")


def test_other_city_is_another_folder(empty_store: Store, packs: Path, value) -> None:
    other = packs / "city" / "lain"
    shutil.copytree(packs / "city" / "malang", other)
    head = json.loads((other / "city.json").read_text(encoding="utf-8")) | {"city_id": "lain", "name": "Kota Lain"}
    (other / "city.json").write_text(json.dumps(head), encoding="utf-8")
    load_packs(empty_store, city="lain", election="pemilu_2024", data=packs)

    assert available(packs) == {"city": ["lain", "malang"], "election": ["pemilu_2024"]}
    assert value("SELECT value FROM settings WHERE key = 'city_id'") == '"lain"'


@pytest.mark.parametrize("names", [("atlantis", "pemilu_2024"), ("malang", "pemilu_1955"), ("../city/malang", "x"),
                                   ("", "pemilu_2024")], ids=["city", "election", "outside", "empty"])
def test_pack_that_is_not_there_is_refused_in_a_sentence(empty_store: Store, names: tuple[str, str]) -> None:
    before = empty_store.version
    with pytest.raises(CannotRun) as refusal:
        load_packs(empty_store, city=names[0], election=names[1])

    assert "Yang ada: " in str(refusal.value)
    assert empty_store.version == before


@pytest.mark.parametrize("election", available()["election"])
def test_every_election_pack_loads_with_the_city(empty_store: Store, election: str, value) -> None:
    load_packs(empty_store, city="malang", election=election)

    assert value("SELECT count(*) FROM organisers") > 1
    assert value("SELECT value FROM settings WHERE key = 'voting_day'") is not None


def test_cells_come_in_their_columns_kind(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("code,lat,population,gathers,alt_names,day,note\n"
                                    "a, 1.5 ,20,1,Satu| Dua |,2024-01-02, x \nb,,,,,,\n", encoding="utf-8")
    first, second = read_table(tmp_path / "x.csv")

    assert {name: str(found) for name, found in first.items()} == {
        "code": "a", "lat": "1.5", "population": "20", "gathers": "True", "alt_names": "['Satu', 'Dua']",
        "day": "2024-01-02", "note": "x"}
    assert second == {"code": "b", "lat": None, "population": None, "gathers": False, "alt_names": [], "day": None,
                      "note": None}
