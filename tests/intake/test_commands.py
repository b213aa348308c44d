"""`check`: two CSV files a file, one line each on the screen."""

import csv
from pathlib import Path

import pytest

from lib.__main__ import main


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def schedule(tmp_path: Path) -> Path:
    path = tmp_path / "jadwal PKB.csv"
    path.write_text(
        "Tanggal;Jam;Bentuk;Tempat;Jumlah\n"
        "1 Des 2023;09.00-selesai;Tatap muka;Kel. Dinoyo;80\n"
        "31 Nov 2023;09.00;Tatap muka;Kel. Dinoyo;80\n"
        "2 Des 2023;19.00-21.00;Tatap muka;Kel. Dinoyo;puluhan\n",
        encoding="utf-8",
    )
    return path


def test_check_writes_rows_and_problems(schedule: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(schedule), "--kind", "schedule", "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().out == "jadwal PKB.csv: 2 baris siap, 1 ditahan, 1 peringatan\n"
    assert rows_of(tmp_path / "out" / "jadwal PKB.csv") == [
        {
            "row": "2",
            "sheet": "",
            "party": "PKB",
            "activity": "tatap_muka",
            "title": "",
            "start": "2023-12-01T09:00",
            "end": "",
            "end_is_estimate": "true",
            "venue": "Kel. Dinoyo",
            "area_code": "35.73.05.1004",
            "attendance": "80",
            "permit_no": "",
            "contact": "",
        },
        {
            "row": "4",
            "sheet": "",
            "party": "PKB",
            "activity": "tatap_muka",
            "title": "",
            "start": "2023-12-02T19:00",
            "end": "2023-12-02T21:00",
            "end_is_estimate": "false",
            "venue": "Kel. Dinoyo",
            "area_code": "35.73.05.1004",
            "attendance": "",
            "permit_no": "",
            "contact": "",
        },
    ]
    assert [(row["row"], row["field"]) for row in rows_of(tmp_path / "out" / "jadwal PKB.problems.csv")] == [
        ("3", "start"),
        ("4", "attendance"),
    ]


def test_check_words_problems_in_the_language_asked_for(schedule: Path, tmp_path: Path) -> None:
    main(["check", str(schedule), "--kind", "schedule", "--out", str(tmp_path / "id")])
    main(["check", str(schedule), "--kind", "schedule", "--out", str(tmp_path / "en"), "--lang", "en"])
    assert rows_of(tmp_path / "id" / "jadwal PKB.problems.csv")[0]["message"].startswith(
        'Baris 3: Tanggal "31 Nov 2023" tidak ada.'
    )
    assert rows_of(tmp_path / "en" / "jadwal PKB.problems.csv")[0]["message"].startswith(
        'Row 3: The date "31 Nov 2023" does not exist.'
    )


def test_check_of_a_refused_file_says_why_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "foto.xlsx"
    path.write_bytes(b"\x89PNG\r\n")
    assert main(["check", str(path), "--kind", "report", "--out", str(tmp_path)]) == 1
    assert rows_of(tmp_path / "foto.csv") == []
    (problem,) = rows_of(tmp_path / "foto.problems.csv")
    assert (problem["row"], problem["field"]) == ("", "file")


def test_check_of_a_clean_file_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "laporan.csv"
    path.write_text("Tanggal;Kelurahan;Uraian\n5 Januari 2024;Dinoyo;Baliho rusak\n", encoding="utf-8")
    assert main(["check", str(path), "--kind", "report", "--out", str(tmp_path / "out")]) == 0
    assert [row["occurred"] for row in rows_of(tmp_path / "out" / "laporan.csv")] == ["2024-01-05"]


def test_check_of_a_missing_file_cannot_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "tidak ada.xlsx"), "--kind", "report", "--out", str(tmp_path)]) == 2
    assert "tidak dapat dibaca" in capsys.readouterr().err


def test_check_reads_by_choices(schedule: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    choices = tmp_path / "pilihan.json"
    choices.write_text('{"cells": [["", 3, 0, "30 Nov 2023"]], "rows_left_out": [["", 4]]}', encoding="utf-8")
    asked = ["check", str(schedule), "--kind", "schedule", "--out", str(tmp_path / "out"), "--choices", str(choices)]

    assert main(asked) == 0
    assert capsys.readouterr().out == "jadwal PKB.csv: 2 baris siap, 0 ditahan, 0 peringatan\n"
    assert [row["start"] for row in rows_of(tmp_path / "out" / "jadwal PKB.csv")] == [
        "2023-12-01T09:00",
        "2023-11-30T09:00",
    ]


@pytest.mark.parametrize("text", ["", "{", '{"more": []}', None])
def test_check_without_choices_that_can_be_read(
    schedule: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None
) -> None:
    choices = tmp_path / "pilihan.json"
    if text is not None:
        choices.write_text(text, encoding="utf-8")
    asked = ["check", str(schedule), "--kind", "schedule", "--out", str(tmp_path / "out"), "--choices", str(choices)]

    assert main(asked) == 2
    assert "pilihan.json" in capsys.readouterr().err
