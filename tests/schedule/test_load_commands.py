"""`load EVENTS --strength FILE --out FILE`: files in, files out, exit statuses and sentences."""

import argparse
from pathlib import Path

import pandas as pd
import pytest

from lib.errors import CannotRun
from lib.schedule.load_commands import add_parser

EVENTS = """party,activity,start,end,venue,area_code,attendance
PDIP,rapat_umum,2024-01-30T13:00,2024-01-30T16:00,Lapangan GOR Ken Arok,35.73.03.1005,8000
PAN,tatap_muka,2024-01-30T09:00,2024-01-30T10:00,,35.73.02.1007,
PAN,tatap_muka,2024-01-30T09:00,2024-01-30T10:00,Rumah warga,,40
"""
STRENGTH = "district,day,until,officers\nKedungkandang,2024-01-30,,100\n35.73.02,2024-01-29,2024-01-31,50\n"


def run(tmp_path: Path, strength: str, *options: str, events: str = EVENTS) -> tuple[int, pd.DataFrame]:
    (tmp_path / "events.csv").write_text(events, encoding="utf-8")
    (tmp_path / "strength.csv").write_text(strength, encoding="utf-8")
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    chosen = parser.parse_args(["load", str(tmp_path / "events.csv"), "--strength", str(tmp_path / "strength.csv"),
                                "--out", str(tmp_path / "out.csv"), *options])
    return chosen.run(chosen), pd.read_csv(tmp_path / "out.csv", dtype={"district_code": "str"})


def test_hours_are_written_and_shortages_told(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    status, hours = run(tmp_path, STRENGTH)

    assert status == 1
    assert capsys.readouterr().out.splitlines() == [
        "Sel 30 Jan 08.00–11.00, kecamatan belum diketahui: perlu 2 petugas, tidak terhitung di kecamatan mana pun",
        "Sel 30 Jan 12.00–17.00, Kedungkandang: mungkin kurang hingga 78 petugas",
        f"11 jam berisi kegiatan ditulis ke {tmp_path}/out.csv; 2 kali ada yang kurang."]
    assert hours[hours["hour"] == 13].iloc[0].to_dict() | {"day": None} == {
        "day": None, "hour": 13, "district_code": "35.73.03", "district": "Kedungkandang", "events": 1,
        "estimated_events": 0, "people_low": 8000, "people_high": 8000, "officers_low": 100, "officers_high": 178,
        "strength": 100, "short_low": 0, "short_high": 78, "state": "mungkin_kurang"}


def test_district_the_file_does_not_name_is_not_enough(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    status, hours = run(tmp_path, "district;day;officers\nKlojen;2024-01-30;50\n", "--setup", "0", "--dispersal", "0")

    assert status == 1
    assert "Sel 30 Jan 13.00–16.00, Kedungkandang: perlu 100–178 petugas, kekuatan belum diisi" in (
        capsys.readouterr().out)
    assert hours["hour"].tolist() == [9, 9, 13, 14, 15]


def test_enough_is_status_zero(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    events = "".join(EVENTS.splitlines(keepends=True)[:3])
    status, _hours = run(tmp_path, "district,day,officers\nKlojen,2024-01-30,50\nKedungkandang,2024-01-30,178\n",
                         events=events)
    assert status == 0
    assert capsys.readouterr().out.endswith("; 0 kali ada yang kurang.\n")


def test_file_without_events_is_status_zero_and_a_file_with_heads(tmp_path: Path) -> None:
    status, hours = run(tmp_path, STRENGTH, events="party,activity,start\n")
    assert (status, len(hours), hours.columns[0]) == (0, 0, "day")


def test_office_sets_its_own_ratios(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("kind,code,low,high\nratio,rapat_umum,100,100\n", encoding="utf-8")
    _status, hours = run(tmp_path, STRENGTH, "--ratios", str(tmp_path / "own.csv"))
    assert hours.loc[hours["hour"] == 13, "officers_high"].tolist() == [80]


@pytest.mark.parametrize(("strength", "said"), [
    ("district,day\n", "tidak memiliki kolom: officers"),
    ("", "tidak memiliki kolom: district, day, officers"),
    ("district,day,officers\nBatu,2024-01-30,5\n", "Baris 2, kolom district: 'Batu'"),
    ("district,day,officers\nKlojen,30/01/2024,5\n", "Baris 2, kolom day: '30/01/2024'"),
    ("district,day,officers\nKlojen,2024-01-30,-5\n", "Baris 2, kolom officers: '-5'"),
    ("district,day,until,officers\nKlojen,2024-01-30,2024-01-29,5\n", "Baris 2, kolom until: '2024-01-29'"),
    ("district,day,officers\nKlojen,2024-01-30,5\n35.73.02,2024-01-30,6\n", "Baris 3: kekuatan Klojen"),
])
def test_strength_that_cannot_be_right_is_refused_with_its_row(tmp_path: Path, strength: str, said: str) -> None:
    with pytest.raises(CannotRun) as refused:
        run(tmp_path, strength)
    assert said in str(refused.value)


def test_row_without_officers_enters_nothing(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    run(tmp_path, "district,day,officers\nKedungkandang,2024-01-30,\n")
    assert "Kedungkandang: perlu 100–178 petugas, kekuatan belum diisi" in capsys.readouterr().out
