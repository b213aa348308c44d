"""Reading in a process of its own: the same reading, told how far it is, ended by its limits, nothing left over."""

import io
import json
import logging
import subprocess
import threading
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from lib.errors import Refusal
from lib.intake import reading_process
from lib.intake.choices import Choices
from lib.intake.limits import TOO_MANY_ROWS, Limits
from lib.intake.reader import read_file
from lib.intake.reading_lines import to_lines
from lib.intake.reading_process import (
    TOO_HEAVY,
    TOO_SLOW,
    Bounds,
    Progress,
    make_refused_in_process,
    progress_words,
    read_in_process,
)
from lib.intake.reading_worker import OUT_OF_MEMORY
from lib.intake.readings import Reading
from lib.text import Message, say, using
from tests.intake.conftest import as_csv, as_xlsx

ROWS = [
    ["Tanggal", "Jam", "Partai", "Metode", "Tempat"],
    *([f"{day} Desember 2023", "09.00 - 12.00", "PKB", "Rapat umum", f"Balai RW {day}"] for day in range(1, 11)),
]
FILE = as_csv(ROWS, delimiter=";")


def read(data: bytes = FILE, name: str = "jadwal.csv", **more) -> Reading:
    return read_in_process(name, data, "schedule", "malang", "pemilu_2024", **more)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen]:
    """Every process that was started."""
    started: list[subprocess.Popen] = []

    class Noted(subprocess.Popen):
        def __init__(self, *arguments, **more) -> None:
            super().__init__(*arguments, **more)
            started.append(self)

    monkeypatch.setattr(reading_process.subprocess, "Popen", Noted)
    return started


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Puts another program in the worker's place."""

    def put(source: str) -> None:
        path = tmp_path / "worker.py"
        path.write_text(source, "utf-8")
        monkeypatch.setattr(reading_process, "_WORKER", path)

    return put


@pytest.mark.parametrize("data", [FILE, as_xlsx({"Jadwal": ROWS}), b"", b"%PDF-1.7"], ids=["csv", "xlsx", "0", "pdf"])
def test_the_reading_is_the_same_as_here(reference, data: bytes) -> None:
    assert read(data) == read_file("jadwal.csv", data, "schedule", reference)


def test_progress_goes_from_opening_to_the_last_row() -> None:
    told: list[Progress] = []
    read(on_progress=told.append)
    phases = [progress.phase for progress in told]
    assert list(dict.fromkeys(phases)) == ["opening", "reading"]
    shares = [progress.share for progress in told if progress.phase == "reading"]
    assert (shares, shares[-1]) == (sorted(shares), 1.0)


def test_progress_is_worded() -> None:
    assert progress_words(Progress("waiting", ahead=1)) == "Menunggu: 2 berkas dibaca lebih dahulu ..."
    assert progress_words(Progress("opening", 0.5)) == "Membuka berkas ..."
    assert progress_words(Progress("reading", 0.42)) == "Membaca baris: 42% ..."
    with using("en"):
        assert progress_words(Progress("waiting")) == "Waiting: 1 file is read first ..."


def test_limits_hold_in_the_process() -> None:
    assert say(read(limits=Limits(rows=3)).refusal) == (
        "Berkas memuat 11 baris; paling banyak 3 yang dapat dibaca. Pecah per bulan, lalu kirim ulang."
    )


def test_numbers_are_worded_in_the_language_of_who_asked() -> None:
    with using("en"):
        assert "at most 1,000 can" in say(read(b"a;b\n" * 1500, limits=Limits(rows=1000)).refusal)


def test_a_page_that_is_left_ends_the_process(processes, worker) -> None:
    worker("import time\nprint('~[\"reading\", 0.5]', flush=True)\ntime.sleep(600)")

    def leave(progress: Progress) -> None:
        if progress.share == 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read(on_progress=leave)
    assert [process.poll() is None for process in processes] == [False]
    assert [thread for thread in threading.enumerate() if thread.name.startswith("reading")] == []


def test_a_silent_process_is_asked_after(worker) -> None:
    worker("import time\ntime.sleep(600)")
    beats: list[Progress] = []

    def leave_at_the_third(progress: Progress) -> None:
        beats.append(progress)
        if len(beats) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read(on_progress=leave_at_the_third)
    assert beats == [Progress("opening")] * 3


def test_what_takes_too_long_is_stopped(processes, worker) -> None:
    worker("import time\ntime.sleep(600)")
    assert say(read(bounds=Bounds(seconds=1)).refusal) == (
        "Pembacaan berkas melebihi 1 detik dan dihentikan. Pecah per bulan atau hapus isi di luar tabel, lalu kirim "
        "ulang."
    )
    assert [process.poll() is None for process in processes] == [False]


@pytest.mark.parametrize(
    "source",
    ["import os\nos.abort()", "import sys\nsys.exit(3)", "print('x' * 300_000)\nwhile True: print('y' * 300_000)"],
    ids=["ended by a signal", "out of memory", "an answer without end"],
)
def test_what_takes_too_much_is_refused(worker, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.setattr(reading_process, "_MOST_BYTES", 200_000)
    worker(source)
    assert say(read().refusal).startswith("Berkas memerlukan memori lebih besar dari batas per berkas")


def test_a_fault_of_ours_is_noted_and_told(worker, caplog: pytest.LogCaptureFixture) -> None:
    worker("raise KeyError('partai')")
    with caplog.at_level(logging.ERROR, "kentongan"):
        assert say(read().refusal) == (
            "Berkas tidak dapat dibaca karena kesalahan program, yang sudah dicatat untuk administrator."
        )
    assert "KeyError: 'partai'" in caplog.text


def test_the_log_says_where_a_fault_was_not_what_it_was_about(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "kentongan"):
        read_in_process("jadwal.csv", FILE, "schedule", "kota-rahasia", "pemilu_2024")
    assert "load_reference" in caplog.text
    assert "\nCannotRun\n" in caplog.text
    assert "kota-rahasia" not in caplog.text


@pytest.mark.parametrize("answer", ["[]", "no JSON", "[\"name\", {\"Popen\": [\"ls\"]}]", "~5", "~[\"reading\"]"])
def test_what_is_no_answer_is_a_fault(worker, answer: str) -> None:
    worker(f"print({answer!r})\nprint('.')")
    assert say(read().refusal).startswith("Berkas tidak dapat dibaca karena kesalahan program")


def test_the_process_is_told_nothing_of_the_server(worker, monkeypatch, caplog) -> None:
    monkeypatch.setenv("KENTONGAN_DB", "a-secret")
    worker("import os\nraise SystemExit(str(dict(os.environ)))")
    with caplog.at_level(logging.ERROR, "kentongan"):
        read()
    assert "PATH" in caplog.text
    assert "a-secret" not in caplog.text


def test_more_files_than_turns_are_all_read(processes) -> None:
    readings: list[Reading] = []
    threads = [threading.Thread(target=lambda: readings.append(read())) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert [len(reading.rows) for reading in readings] == [10] * 5
    assert [process.poll() is None for process in processes] == [False] * 5


def test_what_a_person_chose_reaches_the_reader(worker, caplog: pytest.LogCaptureFixture) -> None:
    choices = Choices(left_out=frozenset({"Rekap"}))
    worker("import sys\nasked = sys.stdin.buffer.readline()\nraise SystemExit(asked.decode() + sys.stdin.read())")
    with caplog.at_level(logging.ERROR, "kentongan"):
        read(b"a;b", choices=choices, learned={("party", "merah"): "PDIP"}, original=b"c;d")
    asked = json.loads(next(line for line in caplog.text.splitlines() if line.startswith("{")))
    assert Choices.from_json(asked["choices"]) == choices
    assert (asked["learned"], asked["size"]) == ([["party", "merah", "PDIP"]], 3)
    assert "a;bc;d" in caplog.text


def test_name_hash_and_kind_are_not_the_process_to_tell(worker) -> None:
    lie = "\n".join([*to_lines(Reading("lain.csv", "f" * 64, "report")), ".\n"])
    worker(f"import sys\nsys.stdin.buffer.read()\nsys.stdout.write({lie!r})")
    reading = read()

    assert (reading.name, reading.sha256, reading.kind) == ("jadwal.csv", sha256(FILE).hexdigest(), "schedule")


BAD = as_xlsx({"Jadwal": [*ROWS[:3], ["31 Februari 2024", "09.00", "PKB", "Rapat umum", "Balai RW 1"]]})


def make(reading: Reading, **more) -> bytes:
    return make_refused_in_process(reading, BAD, "malang", "pemilu_2024", made_at=datetime(2024, 1, 24, 9), **more)


def test_refused_rows_are_made_in_a_process_of_their_own(processes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(make(read(BAD, "jadwal.xlsx")))).worksheets[0]

    assert [cell.value for cell in sheet[sheet.max_row]][:6] == ["31 Februari 2024", "09.00", "PKB", "Rapat umum",
                                                                "Balai RW 1", 4]
    assert [process.poll() is None for process in processes] == [False, False]


def test_refused_rows_keep_to_the_limits_given() -> None:
    reading = read(BAD, "jadwal.xlsx")
    with pytest.raises(Refusal) as found:
        make(reading, limits=Limits(rows=2))
    assert found.value.message == Message(TOO_MANY_ROWS, {"found": "4", "limit": "2"})


@pytest.mark.parametrize(("source", "text"), [
    ("import time\ntime.sleep(60)", TOO_SLOW), (f"raise SystemExit({OUT_OF_MEMORY})", TOO_HEAVY)])
def test_refused_rows_keep_to_time_and_memory(worker, source: str, text: str) -> None:
    reading = read(BAD, "jadwal.xlsx")
    worker(source)
    with pytest.raises(Refusal) as found:
        make(reading, bounds=Bounds(seconds=1))
    assert found.value.message.text == text


@pytest.mark.parametrize("answer", ["", "x\n", "!!\n.\n", '["rows",{"Block":[]}]\n.\n', "QUFB\nQUFB\n.\n"])
def test_a_process_that_gives_no_workbook_is_a_refusal(worker, answer: str) -> None:
    reading = read(BAD, "jadwal.xlsx")
    worker(f"import sys\nsys.stdin.buffer.read()\nsys.stdout.write({answer!r})")
    with pytest.raises(Refusal):
        make(reading)
