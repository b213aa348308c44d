"""`rules EVENTS --election ID --out FILE`: files in, files out, exit statuses and sentences."""

from pathlib import Path

import pandas as pd
import pytest

from lib.__main__ import main

HEADER = "party,activity,start,end,venue,attendance,vehicles,notified"
RALLY = "PDIP,rapat_umum,2024-01-30T13:00,2024-01-30T17:00,Lapangan GOR Ken Arok,50000,200,2024-01-15"


def run(tmp_path: Path, *lines: str, header: str = HEADER, out: str = "out.csv", options: tuple = ()) -> tuple:
    source, target = tmp_path / "events.csv", tmp_path / out
    source.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    status = main(["rules", str(source), "--out", str(target), *options])
    return status, pd.read_csv(target, keep_default_na=False) if target.exists() and target.suffix == ".csv" else None


def test_anchor_of_30_january_passes_what_can_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    status, found = run(tmp_path, RALLY)

    assert status == 0
    assert list(found) == ["event_id", "rule_id", "kind", "answer", "level", "missing", "reason", "legal_ref",
                           "source", "verification"]
    assert found.set_index("rule_id")["answer"].to_dict() == {
        "G-MT-07": "lulus", "G-PH-02": "lulus", "G-PL-03": "lulus", "G-TM-01": "lulus", "G-TM-02": "lulus",
        "G-ZN-04": "lulus", "G-NT-03": "lulus", "G-PP-01": "lulus", "G-PP-02": "lulus", "G-PP-06": "lulus",
        "G-PP-07": "lulus", "G-NT-02": "tidak_dapat_diperiksa", "G-CV-01": "tidak_dapat_diperiksa"}
    assert found.set_index("rule_id").loc["G-NT-02", "missing"] == "speakers|title|contact"
    assert capsys.readouterr().out.startswith("13 temuan ditulis ke ")


def test_something_suspected_is_status_one(tmp_path: Path) -> None:
    status, found = run(tmp_path, RALLY.replace("30T13", "31T13").replace("30T17", "31T17"))

    assert (status, found.query("answer == 'dugaan'")["rule_id"].tolist()) == (1, ["G-ZN-04"])


def test_other_election_and_level(tmp_path: Path) -> None:
    line = "PASLON-1,pertemuan_terbatas,2024-10-05T09:00,2024-10-05T11:00,Balai RW 3,1500,,"

    assert run(tmp_path, line, options=("--election", "pilkada_2024"))[0] == 1
    assert run(tmp_path, line, options=("--election", "pilkada_2024", "--level", "provinsi"))[0] == 0


def test_parquet_out(tmp_path: Path) -> None:
    assert run(tmp_path, RALLY, out="out.parquet")[0] == 0
    assert pd.read_parquet(tmp_path / "out.parquet")["event_id"].tolist() == [2] * 13


@pytest.mark.parametrize(("line", "options", "sentence"), [
    (RALLY.replace(",200,", ",banyak,"), (), "Baris 2, kolom vehicles: 'banyak' tidak dapat dibaca di sini."),
    (RALLY.replace("2024-01-15", "kemarin"), (), "Baris 2, kolom notified: 'kemarin' tidak dapat dibaca di sini."),
    (RALLY, ("--election", "atlantis"), "atlantis")])
def test_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture, line: str, options: tuple,
                                 sentence: str) -> None:
    status, found = run(tmp_path, line, options=options)
    told = capsys.readouterr()

    assert (status, found, told.out, told.err.count("\n")) == (2, None, "", 1)
    assert sentence in told.err
