"""The command line as somebody types it: files in and out, exit status 0, 1 or 2, one sentence where it cannot run."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake.conftest import as_csv

ROOT = Path(__file__).parents[1]
HEAD = ["party", "activity", "start", "end", "venue", "area_code", "attendance"]
TOGETHER = [HEAD, ["PKB", "rapat_umum", "2024-01-27T13:00", "2024-01-27T15:00", "Stadion Gajayana", "", 3500],
            ["PDIP", "rapat_umum", "2024-01-27T14:00", "2024-01-27T16:00", "Gajayana", "", 4000]]
SCHEDULE = [["Tanggal", "Jam", "Bentuk kegiatan", "Peserta pemilu", "Tempat"],
            ["27/01/2024", "13.00 - 15.00", "Rapat umum", "PDIP", "Stadion Gajayana"]]


def run(*arguments: object, db: Path | None = None) -> tuple[int, list[str], list[str]]:
    """(exit status, lines printed, lines of complaint) of ``python -m lib``."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KENTONGAN_")}
    done = subprocess.run([sys.executable, "-m", "lib", *map(str, arguments)], cwd=ROOT, check=False, timeout=120,
                          env=clean | ({"KENTONGAN_DB": str(db)} if db else {}), capture_output=True, text=True)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines(), done.stderr.splitlines()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def db(packed_file: Path, tmp_path: Path) -> Path:
    """A closed database with the packs."""
    return Path(shutil.copyfile(packed_file, tmp_path / "kentongan.duckdb"))


def test_clashes_are_written_and_counted(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_bytes(as_csv(TOGETHER))
    status, printed, complaints = run("clashes", tmp_path / "events.csv", "--out", tmp_path / "clashes.csv")

    assert (status, complaints) == (1, [])
    assert printed[0].startswith("1 bentrok, 1 di antaranya tinggi atau kritis")
    assert [(row["event_a"], row["event_b"], row["kind"], row["level"], row["overlap_minutes"])
            for row in rows_of(tmp_path / "clashes.csv")] == [("2", "3", "same_place", "5", "60")]


def test_schedule_without_clashes_is_fine_and_says_so_in_english(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_bytes(as_csv(TOGETHER[:2]))
    status, printed, complaints = run("--lang", "en", "clashes", tmp_path / "events.csv", "--out", tmp_path / "c.csv")

    assert (status, complaints, printed[0].startswith("0 clashes")) == (0, [], True)
    assert rows_of(tmp_path / "c.csv") == []


def test_check_tells_good_files_from_bad(tmp_path: Path) -> None:
    (tmp_path / "baik.csv").write_bytes(as_csv(SCHEDULE))
    (tmp_path / "buruk.csv").write_bytes(as_csv([*SCHEDULE, ["31/02/2024", "09.00", "Tatap muka", "PKB", "Balai RW"]]))
    good = run("check", tmp_path / "baik.csv", "--kind", "schedule", "--out", tmp_path / "out")
    bad = run("check", tmp_path / "buruk.csv", "--kind", "schedule", "--out", tmp_path / "out")

    assert (good[0], good[2], bad[0], bad[2]) == (0, [], 1, [])
    assert [(row["row"], row["party"], row["start"]) for row in rows_of(tmp_path / "out" / "buruk.csv")] == [
        ("2", "PDIP", "2024-01-27T13:00")]
    assert [(row["row"], row["field"]) for row in rows_of(tmp_path / "out" / "buruk.problems.csv")] == [("3", "start")]


def test_users_are_added_reset_and_closed_and_the_file_stays_sound(db: Path) -> None:
    added = run("user", "add", "siti", "--role", "analyst", db=db)
    twice = run("user", "add", "siti", "--role", "analyst", db=db)
    reset = run("user", "reset", "siti", db=db)
    closed = run("user", "disable", "siti", db=db)
    sound = run("verify", db=db)

    assert (added[0], twice[0], reset[0], closed[0], sound[0]) == (0, 2, 0, 0, 0)
    assert added[1][0].startswith("Pengguna siti ditambahkan. Kata sandi pertama: ")
    assert added[1][0].rsplit(" ", 1)[-1] != reset[1][0].rsplit(" ", 1)[-1]
    assert (twice[1], len(twice[2])) == ([], 1)


def test_back_up_and_restore_bring_the_same_file_back(db: Path, tmp_path: Path) -> None:
    kept = tmp_path / "cadangan.duckdb"
    backed = run("backup", kept, db=db)
    again = run("backup", kept, db=db)
    run("user", "add", "siti", "--role", "analyst", db=db)
    restored = run("restore", kept, db=db)
    missing = run("user", "reset", "siti", db=db)

    assert (backed[0], again[0], restored[0], missing[0]) == (0, 2, 0, 2)


ABSENT = ("nowhere.csv", "nowhere.xlsx", "b.duckdb")


@pytest.mark.parametrize("arguments", [
    ("clashes", "nowhere.csv", "--out", "c.csv"), ("check", "nowhere.xlsx", "--kind", "report", "--out", "out"),
    ("verify",), ("user", "reset", "siti"), ("backup", "b.duckdb"), ("restore", "b.duckdb"),
    ("clashes", "app.py", "--out", "c.csv", "--city", "atlantis"),
], ids=lambda arguments: " ".join(arguments[:2]))
def test_what_cannot_run_says_so_in_one_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    placed = [tmp_path / word if word in (*ABSENT, "c.csv", "out") else word for word in arguments]
    status, printed, complaints = run(*placed, db=tmp_path / "missing" / "kentongan.duckdb")

    assert (status, printed, len(complaints)) == (2, [], 1)
    assert complaints[0].endswith(".")


def test_damaged_database_is_told_and_left_alone(tmp_path: Path) -> None:
    broken = tmp_path / "kentongan.duckdb"
    broken.write_bytes(b"not a database at all" * 100)
    status, _printed, complaints = run("verify", db=broken)

    assert (status, len(complaints), broken.read_bytes()) == (2, 1, b"not a database at all" * 100)
