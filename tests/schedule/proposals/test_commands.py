"""`propose EVENTS --out FILE`: files in, files out, exit statuses and sentences."""

from pathlib import Path

import pandas as pd
import pytest

from lib.__main__ import main

HEADER = "party,activity,start,end,venue,attendance,permit_no"
TWO = ["PDIP,rapat_umum,2024-01-27T13:00,2024-01-27T16:00,Lapangan GOR Ken Arok,50000,STTP/1",
       "PPP,tatap_muka,2024-01-27T14:30,2024-01-27T17:00,Hall Ken Arok,800,"]
STUCK = ["DEMOKRAT,rapat_umum,2024-02-01T13:30,2024-02-01T16:00,Stadion Gajayana,,1",
         "GERINDRA,rapat_umum,2024-02-01T13:30,2024-02-01T16:00,Stadion Gajayana,,2"]


def run(tmp_path: Path, *lines: str, options: tuple[str, ...] = ()) -> tuple[int, pd.DataFrame | None]:
    source, out = tmp_path / "events.csv", tmp_path / "out.csv"
    source.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    status = main([*options[:2], "propose", str(source), "--out", str(out), *options[2:]])
    return status, pd.read_csv(out, keep_default_na=False) if out.exists() else None


def test_a_move_is_written_and_said(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    status, rows = run(tmp_path, *TWO)
    assert (status, rows["answer"].tolist(), rows["event_id"].tolist()) == (0, ["move"], [3])
    assert rows["reason"][0].startswith("3 PDIP dan 17 PPP: ")
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith(
        "17 PPP: Pertemuan tatap muka, Hall Ken Arok, Sabtu, 27 Januari 2024 14.30–17.00 WIB → ")
    assert "Sebab: 3 PDIP dan 17 PPP" in printed[0]
    assert printed[1] == "1 bentrok; 1 pemindahan mengurai semuanya (terbukti terbaik)."


def test_what_is_left_is_written_with_why(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    status, rows = run(tmp_path, *STUCK, options=("--lang", "en"))
    assert (status, rows["answer"].tolist()) == (1, ["left"])
    assert rows[["event_id", "other_event_id", "level"]].values.tolist() == [[2, 3, 5]]
    assert rows["reason"][0].endswith(
        "Not cleared: 14 Demokrat has the receipt of its notice; 2 Gerindra has the receipt of its notice.")
    assert capsys.readouterr().out.splitlines()[-1] == "Clashes: 1, moves: 0, clashes left: 1 (proven best)."


def test_a_schedule_without_clashes_needs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    status, rows = run(tmp_path, TWO[0], options=("--lang", "en"))
    assert (status, len(rows)) == (0, 0)
    assert capsys.readouterr().out == "There is no clash to clear.\n"


def test_the_ledger_spares_who_has_moved(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.csv"
    free = [line.rsplit(",", 1)[0] + "," for line in STUCK]
    for spared, moves in (("DEMOKRAT", "GERINDRA"), ("GERINDRA", "DEMOKRAT")):
        ledger.write_text(f"party,moves\n{spared},2\n", encoding="utf-8")
        _status, rows = run(tmp_path, *free, options=("--lang", "id", "--ledger", str(ledger), "--days", "0"))
        assert rows["party"].tolist() in ([moves], [])
        assert spared not in rows["party"].tolist()


@pytest.mark.parametrize("options", [("--seconds", "0"), ("--days", "-1"), ("--ledger", "nowhere.csv")])
def test_options_that_cannot_be_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture,
                                                 options: tuple[str, str]) -> None:
    assert run(tmp_path, *TWO, options=("--lang", "en", *options)) == (2, None)
    assert len(capsys.readouterr().err.splitlines()) == 1
