"""Fixtures every room's tests share: a fresh store, one with the packs, the language."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.reference.packs import load_packs
from lib.store import Store, open_store
from lib.text import use


@pytest.fixture(autouse=True)
def _indonesian() -> None:
    use("id")


@pytest.fixture(scope="session")
def packed_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database with the first city's and election's packs: loaded once, copied by each test."""
    path = tmp_path_factory.mktemp("packed") / "kentongan.duckdb"
    made = open_store(path)
    load_packs(made, city="malang", election="pemilu_2024")
    made.close()
    return path


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    """A store as made by the first start, without packs."""
    opened = open_store(tmp_path / "kentongan.duckdb")
    yield opened
    opened.close()


@pytest.fixture
def store(packed_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A store with the packs, and nothing else."""
    path = tmp_path / "kentongan.duckdb"
    shutil.copyfile(packed_file, path)
    opened = open_store(path)
    yield opened
    opened.close()
