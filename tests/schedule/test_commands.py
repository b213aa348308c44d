"""`clashes EVENTS --out FILE`: files in, files out, exit statuses and sentences."""

from pathlib import Path

import pandas as pd
import pytest

from lib.__main__ import main

HEADER = "party,activity,title,start,end,end_is_estimate,venue,area_code,attendance"
ANCHORS = [
    "PDIP,rapat_umum,Hajatan Rakyat,2024-01-30T13:00,,true,Lapangan GOR Ken Arok,35.73.03.1005,50000",
    "PPP,tatap_muka,,2024-01-30T17:30,2024-01-30T20:00,false,Hall Ken Arok,,\"800\"",
    "DEMOKRAT,rapat_umum,,2024-02-01T13:30,,true,Stadion Gajayana,,8000",
    "PAN,media_sosial,,2024-02-01T13:30,,true,Stadion Gajayana,,",
]


def run(tmp_path: Path, *lines: str, header: str = HEADER, out: str = "out.csv", options: tuple = ()) -> tuple:
    source = tmp_path / "events.csv"
    source.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    status = main(["clashes", str(source), "--out", str(tmp_path / out), *options])
    target = tmp_path / out
    return status, pd.read_csv(target) if target.suffix == ".csv" and target.exists() else None


def test_the_anchor_schedule(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    status, clashes = run(tmp_path, *ANCHORS)
    assert status == 1
    assert list(clashes.columns) == [
        "event_a", "event_b", "kind", "level", "overlap_minutes", "gap_minutes", "distance_m", "reason"]
    assert clashes.values.tolist() == [[
        2, 3, "same_place", 5, 30, 0, 31.3,
        "3 PDIP dan 17 PPP: terpisah 31 m; 30 menit pada waktu yang sama; perkiraan massa 50.000 dan 800 orang; "
        "jam selesai perkiraan."]]
    assert capsys.readouterr().out == f"1 bentrok, 1 di antaranya tinggi atau kritis, ditulis ke {tmp_path}/out.csv.\n"


def test_no_clash_is_status_zero_and_a_file_with_heads(tmp_path: Path) -> None:
    status, clashes = run(tmp_path, *ANCHORS[2:])
    assert (status, len(clashes)) == (0, 0)


def test_english_reasons(tmp_path: Path) -> None:
    source, out = tmp_path / "events.csv", tmp_path / "out.csv"
    source.write_text("\n".join([HEADER, *ANCHORS]), encoding="utf-8")
    assert main(["--lang", "en", "clashes", str(source), "--out", str(out)]) == 1
    assert pd.read_csv(out)["reason"][0].startswith("3 PDIP and 17 PPP: 31 m apart; 30 min at the same time")


def test_the_rule_of_the_election_counts_rallies(tmp_path: Path) -> None:
    rallies = ["PKB,rapat_umum,,2024-11-02T09:00,2024-11-02T11:00,false,Rampal,,",
               "PDIP,rapat_umum,,2024-11-02T16:00,2024-11-02T18:00,false,Velodrome,,"]
    assert run(tmp_path, *rallies)[0] == 0
    status, clashes = run(tmp_path, *rallies, options=("--election", "pilkada_2024"))
    assert (status, clashes["kind"].tolist()) == (1, ["rally_limit"])


def test_optional_columns_are_used(tmp_path: Path) -> None:
    header = "event_id,party,activity,start,end,lat,lon,joint_key,state,venue_id"
    hours = "tatap_muka,2024-01-27T09:00,2024-01-27T12:00"
    status, clashes = run(
        tmp_path, f"x1,PKB,{hours},-7.95,112.62,,,", f"x2,PDIP,{hours},-7.955,112.62,,planned,",
        f"x3,PAN,{hours},-7.95,112.62,,cancelled,", f"x4,PSI,{hours},,,j,,Z9", f"x5,PPP,{hours},,,j,,Z9",
        f"x6,PBB,{hours},,,,,Z9", header=header)
    assert status == 1
    assert clashes[["event_a", "event_b", "kind"]].values.tolist() == [
        ["x4", "x6", "same_place"], ["x5", "x6", "same_place"], ["x1", "x2", "near"]]


def test_what_files_tell_beyond_time_and_place(tmp_path: Path) -> None:
    header = "party,activity,start,end,venue,attendance,route,gathering_point,speakers"
    status, clashes = run(
        tmp_path, "PKB,rapat_umum,2024-01-27T10:00,2024-01-27T15:00,Rampal,4000,Jl. Ijen,,Bpk. Adi Sucipto",
        "PAN,rapat_umum,2024-01-27T10:00,2024-01-27T15:00,Gajayana,30000,Jl. Ijen - Kawi,,\"Adi Sucipto, SE\"",
        header=header)
    assert (status, clashes[["event_a", "kind", "level"]].values.tolist()) == (1, [
        [3, "over_capacity", 4], [2, "shared_road", 4], [2, "same_speaker", 3]])
    assert clashes["event_b"].isna().tolist() == [True, False, False]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_a_byte_order_mark(tmp_path: Path, separator: str) -> None:
    header = "\ufeff" + separator.join(["party", "activity", "start", "venue"])
    lines = [separator.join([party, "tatap_muka", "2024-01-27T09:00", "Rampal"]) for party in ("PKB", "PAN")]
    assert run(tmp_path, *lines, header=header)[0] == 1


def test_parquet_in_and_out(tmp_path: Path) -> None:
    source, out = tmp_path / "events.parquet", tmp_path / "out.parquet"
    pd.DataFrame({
        "party": ["PKB", "PAN", "PSI"], "activity": "tatap_muka", "venue": ["Rampal", "Rampal", None],
        "start": pd.to_datetime(["2024-01-27T09:00"] * 3), "end": pd.to_datetime(["2024-01-27T11:00", None, None]),
        "attendance": [120.0, None, 30.0], "end_is_estimate": [False, True, True],
    }).to_parquet(source)
    assert main(["clashes", str(source), "--out", str(out)]) == 1
    assert pd.read_parquet(out)[["event_a", "event_b", "level"]].values.tolist() == [[2, 3, 5]]


def test_a_ward_of_another_city_is_told(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    lines = [f"{party},tatap_muka,,2024-01-27T09:00,,true,Aula,35.78.01.1001," for party in ("PKB", "PAN")]
    assert run(tmp_path, *lines)[0] == 1
    assert capsys.readouterr().err.startswith("2 kegiatan menyebut kelurahan yang tidak ada dalam paket kota")


def test_blank_rows_count_but_are_no_events(tmp_path: Path) -> None:
    status, clashes = run(tmp_path, ANCHORS[0], ",,,,,,,,", "", ANCHORS[1])
    assert (status, clashes[["event_a", "event_b"]].values.tolist()) == (1, [[2, 5]])


def test_what_could_run_as_a_formula_is_text(tmp_path: Path) -> None:
    lines = [f"{party},tatap_muka,,2024-01-27T09:00,,true,Rampal,," for party in ("=1+1", "PAN")]
    assert run(tmp_path, *lines)[1]["reason"][0].startswith("'=1+1 dan 12 PAN")


GOOD = "PKB,tatap_muka,,2024-01-27T09:00,2024-01-27T11:00,false,Rampal,,100"
REFUSED = [
    ("no-column", "party,activity,venue", "PKB,tatap_muka,Rampal", "tidak memiliki kolom: start."),
    ("no-party", HEADER, GOOD.replace("PKB", ""), "Baris 2, kolom party: '' tidak dapat dibaca di sini."),
    ("activity", HEADER, GOOD.replace("tatap_muka", "arisan"), "Baris 2, kolom activity: 'arisan' tidak"),
    ("day-alone", HEADER, GOOD.replace("27T09:00", "27"), "Baris 2, kolom start: '2024-01-27' tidak"),
    ("no-such-day", HEADER, GOOD.replace("01-27T09", "02-31T09"), "kolom start: '2024-02-31T09:00' tidak"),
    ("time-zone", HEADER, GOOD.replace("27T09:00", "27T09:00+07:00"), "kolom start: '2024-01-27T09:00+07:00' tidak"),
    ("reversed", HEADER, GOOD.replace("27T11:00", "27T09:00"), "Baris 2: selesai tidak sesudah mulai."),
    ("attendance", HEADER, GOOD.replace("100", "banyak"), "kolom attendance: 'banyak' tidak"),
    ("flag", HEADER, GOOD.replace("false", "kira-kira"), "kolom end_is_estimate: 'kira-kira' tidak"),
    ("latitude", "party,activity,start,lat,lon", "PKB,tatap_muka,2024-01-27T09:00,-97,112", "kolom lat: '-97' tidak"),
    ("state", "party,activity,start,state", "PKB,tatap_muka,2024-01-27T09:00,batal", "kolom state: 'batal' tidak"),
    ("twice", "party,activity,start,event_id", "PKB,tatap_muka,2024-01-27T09:00,7\nPAN,tatap_muka,2024-01-27T09:00,7",
     "Baris 3: event_id '7' kosong atau tercantum dua kali."),
]


@pytest.mark.parametrize(("header", "line", "sentence"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture, header: str, line: str,
                                 sentence: str) -> None:
    status, clashes = run(tmp_path, line, header=header)
    told = capsys.readouterr()
    assert (status, clashes, told.out, told.err.count("\n")) == (2, None, "", 1)
    assert sentence in told.err


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\xff\xfe\x00", b"\xff\xfea\x00"], ids=["empty", "zip", "utf-16"])
@pytest.mark.parametrize("name", ["events.csv", "events.parquet"])
def test_files_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["clashes", str(tmp_path / name), "--out", str(tmp_path / "out.csv")]) == 2
    assert "tidak dapat dibaca" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [(("--city", "atlantis"), "atlantis"), (("--election", "../pemilu_2024"), "../pemilu_2024")],
)
def test_unknown_packs(tmp_path: Path, capsys: pytest.CaptureFixture, options: tuple, sentence: str) -> None:
    assert run(tmp_path, GOOD, options=options)[0] == 2
    assert sentence in capsys.readouterr().err


def test_missing_file_and_folder(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["clashes", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out.csv")]) == 2
    assert run(tmp_path, GOOD, out="nowhere/out.csv")[0] == 2
    assert "tidak dapat ditulis" in capsys.readouterr().err
